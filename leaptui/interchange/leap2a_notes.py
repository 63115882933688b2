"""What was odd about an export, collected while it is translated and said in plain sentences."""

from __future__ import annotations

from collections import defaultdict

from leaptui.interchange.leap2a_imported import counted, named

_ORDER = (
    "dangling",
    "missing",
    "large",
    "damaged",
    "dates",
    "rough",
    "times",
    "types",
    "repeated",
    "unnamed",
    "untitled",
    "profile",
    "unused",
)


class Notes:
    """Titles or names by what is odd about them, in the order they were met."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = defaultdict(list)

    def add(self, what: str, title: str) -> None:
        """Note that something is odd about an entry or a file; `what` is one of the words of this module."""
        if what not in _ORDER:
            raise ValueError(what)
        self._found[what].append(title)

    def sentences(self) -> list[str]:
        """Say it all, one sentence for each sort of oddity."""
        said = []
        for what in _ORDER:
            titles = self._found.get(what)
            if titles:
                said.append(_sentence(what, titles))
        return said


def _sentence(what: str, titles: list[str]) -> str:
    some, number = named(titles), len(titles)
    links, files, dates, entries = (
        counted(number, "link"),
        counted(number, "file"),
        counted(number, "date"),
        counted(number, "entry", "entries"),
    )
    leads, belongs, has = ("leads", "belongs", "has") if number == 1 else ("lead", "belong", "have")
    return {
        "dangling": f"{links} {leads} to what is not in the export (from {some}); noted with the records.",
        "missing": f"{files} named in the export could not be found with it: {some}.",
        "large": f"{files} left out for being larger than 10 MB: {some}.",
        "damaged": f"{files} left out for being damaged: {some}.",
        "dates": f"{dates} could not be understood and stayed as written: {some}.",
        "rough": f"{dates} only named a month or a year, and stand at its first or last day: {some}.",
        "times": f"{entries} {has} no time of writing that could be understood: {some}.",
        "types": f"{entries} {has} a type that is not known, and came as a text: {some}.",
        "repeated": f"{entries} {has} an id that another one has, and came as records of their own: {some}.",
        "unnamed": f"{entries} {has} no id, and will be known again by the words: {some}.",
        "untitled": f"{entries} came without a title.",
        "profile": f"Your own description ({some}) came as a private piece; look it through before you share anything.",
        "unused": f"{files} in the archive {belongs} to no entry and stayed there: {some}.",
    }[what]
