"""A learning framework: components, guidelines nested to any depth, and the levels of a guideline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from leaptui.language import _
from leaptui.model.amiss import Amiss
from leaptui.model.reading import read_one
from leaptui.model.rules import CodesByCode, Filled, Matching, OneLine
from leaptui.model.view import View, view

Word = Annotated[str, OneLine()]
"""A text of one line; control characters are taken out of it."""


class BrokenFramework(ValueError):
    """A framework file cannot be used; the message is one plain sentence saying why."""


@view
class Level(View):
    """How far along a guideline is."""

    id: Word
    title: Word
    says: str = ""


@view
class GuidelineEntry(View):
    """A guideline as its file writes it."""

    code: Word
    statement: Word
    guidelines: tuple[GuidelineEntry, ...] = ()


@view
class Component(View):
    """A component: one of the framework's main parts, with its guidelines."""

    code: Word
    title: Word
    statement: str = ""
    guidelines: Annotated[tuple[GuidelineEntry, ...], Filled()]


@dataclass(frozen=True)
class Guideline:
    """A guideline in its place in the framework.

    `id` is qualified (`leap-2020:F1.a`), `code` is the framework's (`F1.a`), `statement` its own words. `depth` is 0 for a
    guideline directly under its component.
    """

    id: str
    code: str
    statement: str
    component: str
    parent: str | None
    children: tuple[str, ...]
    depth: int
    full_statement: str

    @property
    def is_parent(self) -> bool:
        """Whether it has sub-guidelines, whose spread is shown in place of a level of its own."""
        return bool(self.children)


@view
class Replaces(View):
    """The framework that this one takes the place of, by its id, and where each of its codes went.

    A code may have gone into several; one that stands for nothing here is left out, or leads to none.
    """

    edition: Word
    map: Annotated[Mapping[str, tuple[Word, ...]], CodesByCode()] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A framework file, checked: codes are unique, there is at least one component and one level."""

    id: Annotated[str, Matching("[A-Za-z0-9][A-Za-z0-9._-]*")]
    title: Word
    edition: str = ""
    short: str = ""
    publisher: str = ""
    source: str = ""
    licence: str = ""
    definition: str = ""
    levels: Annotated[tuple[Level, ...], Filled()]
    components: Annotated[tuple[Component, ...], Filled()]
    replaces: Replaces | None = None

    def __post_init__(self) -> None:
        """Raise ValueError where a code or a level stands twice, or one is replaced by a code there is not."""
        seen: set[str] = set()
        for code in (*(part.code for part in self.components), *(entry.code for entry in self._entries())):
            if code.casefold() in seen:
                raise ValueError(_("the code {code} stands twice").format(code=code))
            seen.add(code.casefold())
        if len({level.id for level in self.levels}) < len(self.levels):
            raise ValueError(_("a level stands twice"))
        known = {entry.code.casefold() for entry in self._entries()}
        for old, codes in self.replaces.map.items() if self.replaces else ():
            for code in codes:
                if code.casefold() not in known:
                    raise ValueError(
                        _("{old} is replaced by {code}, and there is no guideline {code}").format(old=old, code=code)
                    )

    def successors(self, guideline_id: str) -> tuple[str, ...]:
        """Give the qualified ids of the guidelines here that took the place of one of the framework this one replaces."""
        if self.replaces is None:
            return ()
        framework, _colon, code = guideline_id.partition(":")
        if framework.casefold() != self.replaces.edition.casefold():
            return ()
        wanted = code.casefold()
        codes = next((new for old, new in self.replaces.map.items() if old.casefold() == wanted), ())
        found = (self.find(code) for code in codes)
        return tuple(dict.fromkeys(one.id for one in found if one is not None))

    def _entries(self) -> Iterator[GuidelineEntry]:
        waiting = [entry for part in self.components for entry in part.guidelines]
        while waiting:
            entry = waiting.pop()
            yield entry
            waiting.extend(entry.guidelines)

    @property
    def name(self) -> str:
        """What the header calls it: `LEAP 2020`."""
        return self.short or f"{self.title} {self.edition}".strip()

    @property
    def full_name(self) -> str:
        """Title and edition: `LEAP Learning Framework 2020`."""
        return f"{self.title} {self.edition}".strip()

    @cached_property
    def guidelines(self) -> dict[str, Guideline]:
        """Every guideline by its qualified id, in the framework's order, parents before their children."""
        found: dict[str, Guideline] = {}

        def visit(entry: GuidelineEntry, component: str, parent: Guideline | None) -> None:
            lead = f"{parent.full_statement.rstrip(' :')}: " if parent else ""
            guideline = Guideline(
                id=self.qualify(entry.code),
                code=entry.code,
                statement=entry.statement,
                component=component,
                parent=parent.id if parent else None,
                children=tuple(self.qualify(child.code) for child in entry.guidelines),
                depth=parent.depth + 1 if parent else 0,
                full_statement=f"{lead}{entry.statement}",
            )
            found[guideline.id] = guideline
            for child in entry.guidelines:
                visit(child, component, guideline)

        for part in self.components:
            for entry in part.guidelines:
                visit(entry, part.code, None)
        return found

    @cached_property
    def leaves(self) -> tuple[Guideline, ...]:
        """The guidelines that carry a level themselves: those without sub-guidelines."""
        return tuple(guideline for guideline in self.guidelines.values() if not guideline.is_parent)

    @cached_property
    def level_ids(self) -> tuple[str, ...]:
        """The ids of the levels, lowest first."""
        return tuple(level.id for level in self.levels)

    def short_title(self, component: Component) -> str:
        """A component's title for narrow places: without the first word, where all begin with it (`Learner Focused`)."""
        first, _, rest = component.title.partition(" ")
        shared = rest and all(other.title.startswith(f"{first} ") for other in self.components)
        return rest if shared and len(self.components) > 1 else component.title

    def qualify(self, code: str) -> str:
        """Give the qualified id of a code: `F1.a` → `leap-2020:F1.a`."""
        return f"{self.id}:{code}"

    def find(self, words: str) -> Guideline | None:
        """Find a guideline by code in any case, with or without the framework's id before it; None where there is none."""
        wanted = words.strip().casefold()
        prefix = f"{self.id.casefold()}:"
        wanted = wanted.removeprefix(prefix)
        return next((entry for entry in self.guidelines.values() if entry.code.casefold() == wanted), None)

    def of_component(self, code: str) -> tuple[Guideline, ...]:
        """The guidelines of a component, in order, sub-guidelines included."""
        return tuple(entry for entry in self.guidelines.values() if entry.component == code)

    def rank(self, level: str | None) -> int:
        """How far along a level is: 0 for none or one that is not of this framework, 1 for the lowest."""
        return self.level_ids.index(level) + 1 if level in self.level_ids else 0


def read_framework(raw: object) -> Framework:
    """Read a framework from what its file holds.

    Raises BrokenFramework with the first thing that is wrong and where it stands.
    """
    try:
        return read_one(Framework, raw)
    except Amiss as amiss:
        raise BrokenFramework(str(amiss)) from None
    except RecursionError:
        raise BrokenFramework(_("its guidelines are nested too deep")) from None
