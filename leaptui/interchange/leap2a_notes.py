"""What was odd about an export, collected while it is translated and said in plain sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from leaptui.interchange.leap2a_imported import named
from leaptui.language import N_, _, ngettext, one_or_many

_ONE_PROFILE = N_("Your own description ({some}) came as a private piece; look it through before you share anything.")
_SENTENCES: Mapping[str, tuple[str, str]] = {
    "dangling": one_or_many(
        "{n} link leads to what is not in the export (from {some}); noted with the records.",
        "{n} links lead to what is not in the export (from {some}); noted with the records.",
    ),
    "missing": one_or_many(
        "{n} file named in the export could not be found with it: {some}.",
        "{n} files named in the export could not be found with it: {some}.",
    ),
    "large": one_or_many(
        "{n} file left out for being larger than 10 MB: {some}.",
        "{n} files left out for being larger than 10 MB: {some}.",
    ),
    "damaged": one_or_many(
        "{n} file left out for being damaged: {some}.",
        "{n} files left out for being damaged: {some}.",
    ),
    "dates": one_or_many(
        "{n} date could not be understood and stayed as written: {some}.",
        "{n} dates could not be understood and stayed as written: {some}.",
    ),
    "rough": one_or_many(
        "{n} date only named a month or a year, and stands at its first or last day: {some}.",
        "{n} dates only named a month or a year, and stand at its first or last day: {some}.",
    ),
    "times": one_or_many(
        "{n} entry has no time of writing that could be understood: {some}.",
        "{n} entries have no time of writing that could be understood: {some}.",
    ),
    "types": one_or_many(
        "{n} entry has a type that is not known, and came as a text: {some}.",
        "{n} entries have a type that is not known, and came as a text: {some}.",
    ),
    "repeated": one_or_many(
        "{n} entry has an id that another one has, and came as a record of its own: {some}.",
        "{n} entries have an id that another one has, and came as records of their own: {some}.",
    ),
    "unnamed": one_or_many(
        "{n} entry has no id, and will be known again by the words: {some}.",
        "{n} entries have no id, and will be known again by the words: {some}.",
    ),
    "untitled": one_or_many(
        "{n} entry came without a title.",
        "{n} entries came without a title.",
    ),
    "profile": (_ONE_PROFILE, _ONE_PROFILE),
    "unused": one_or_many(
        "{n} file in the archive belongs to no entry and stayed there: {some}.",
        "{n} files in the archive belong to no entry and stayed there: {some}.",
    ),
}
"""What is said of each sort of oddity, in the order in which it is told: of one entry or file, of several."""


class Notes:
    """Titles or names by what is odd about them, in the order they were met."""

    def __init__(self) -> None:
        self._found: dict[str, list[str]] = defaultdict(list)

    def add(self, what: str, title: str) -> None:
        """Note that something is odd about an entry or a file; `what` is one of the words of this module."""
        if what not in _SENTENCES:
            raise ValueError(what)
        self._found[what].append(title)

    def sentences(self) -> list[str]:
        """Say it all, one sentence for each sort of oddity."""
        said = []
        for what in _SENTENCES:
            titles = self._found.get(what)
            if titles:
                said.append(_sentence(what, titles))
        return said


def _sentence(what: str, titles: list[str]) -> str:
    n = len(titles)
    one, many = _SENTENCES[what]
    pattern = _(one) if one == many else ngettext(one, many, n)
    return pattern.format(n=f"{n:,}", some=named(titles))
