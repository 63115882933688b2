"""What the facets are made of: a row for each value, with how many pieces it would leave. It knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from leaptui.language import _, ngettext, pgettext
from leaptui.model.challenge import SCALE, scale_words
from leaptui.model.dates import month_long
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.search import FacetCounts, Narrow
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui import glyphs

FEW = 4
"""How many values of a facet stand before “more …” has been opened."""


@dataclass(frozen=True)
class FacetRow:
    """One row: a value that can be chosen, the heading of a facet, what opens the rest of it, or a blank.

    `count` of a heading is how many values there are; it is `folded` where they are put away. `depth` is 1 and more for
    guidelines, which stand below their component.
    """

    sort: Literal["value", "heading", "more", "blank"]
    facet: str = ""
    value: str = ""
    title: str = ""
    count: int = 0
    chosen: bool = False
    depth: int = 0
    folded: bool = False

    @property
    def key(self) -> str | None:
        """What tells the row from the others; None for a blank."""
        return None if self.sort == "blank" else f"{self.sort}:{self.facet}:{self.value}"


@dataclass(frozen=True)
class Opened:
    """How the learner has the facets: which are folded, and of which all values stand there."""

    folded: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()


def facet_rows(
    narrow: Narrow, counts: FacetCounts, trashed: int, portfolio: Portfolio, framework: Framework, opened: Opened
) -> list[FacetRow]:
    """All rows, for what is narrowed to now."""
    rows = [
        FacetRow("value", "all", title=_("All evidence"), count=counts.all, chosen=narrow == Narrow(text=narrow.text)),
        FacetRow("value", "untagged", title=_("Needs a tag"), count=counts.untagged, chosen=narrow.untagged),
    ]
    if counts.waiting or narrow.waiting:
        rows.append(FacetRow("value", "waiting", title=_("New feedback"), count=counts.waiting, chosen=narrow.waiting))
    if counts.elsewhere or narrow.elsewhere:
        title = _("Other frameworks")
        rows.append(FacetRow("value", "elsewhere", title=title, count=counts.elsewhere, chosen=narrow.elsewhere))
    if trashed or narrow.trash:
        rows.append(FacetRow("value", "trash", title=_("Trash"), count=trashed, chosen=narrow.trash))
    facets = [
        ("component", pgettext("facet", "Component"), list(_components(narrow, counts, framework))),
        ("month", pgettext("facet", "Month"), list(_months(narrow, counts))),
        ("kind", pgettext("facet", "Kind"), _values("kind", narrow.kind, counts.kinds, _kind)),
        ("place", pgettext("facet", "Place"), _values("place", narrow.place, counts.places, _place)),
        ("goal", pgettext("facet", "Goal"), _values("goal", narrow.goal, counts.goals, _goal(portfolio))),
        ("word", pgettext("facet", "Word"), _values("word", narrow.word, counts.words, clean_line)),
        (
            "interest",
            pgettext("facet", "Interest"),
            _values("interest", narrow.interest, counts.interests, scale("interest")),
        ),
        (
            "stretch",
            pgettext("facet", "Stretch"),
            _values("stretch", narrow.stretch, counts.stretches, scale("stretch")),
        ),
    ]
    for facet, title, values in facets:
        if values:
            rows.append(FacetRow("blank"))
            rows += _facet(facet, title, values, opened)
    return rows


def _facet(facet: str, title: str, values: Sequence[FacetRow], opened: Opened) -> Iterator[FacetRow]:
    folded = facet in opened.folded
    yield FacetRow("heading", facet, title=title, count=len(values), folded=folded)
    if folded:
        yield from (value for value in values if value.chosen)
        return
    whole = facet in opened.whole
    if whole or facet == "component" or len(values) <= FEW + 1:
        yield from values
        if whole and len(values) > FEW + 1:
            yield FacetRow("more", facet, title=_("fewer …"))
        return
    yield from values[:FEW]
    yield from (value for value in values[FEW:] if value.chosen)
    more = len(values) - FEW
    yield FacetRow("more", facet, title=ngettext("{n} more …", "{n} more …", more).format(n=more))


def _components(narrow: Narrow, counts: FacetCounts, framework: Framework) -> Iterator[FacetRow]:
    """The components; below the one that is chosen the guidelines that would leave something."""
    chosen = framework.guidelines.get(narrow.guideline or "")
    opened = narrow.component or (chosen.component if chosen else None)
    for component in framework.components:
        code = component.code
        yield FacetRow(
            "value",
            "component",
            code,
            framework.short_title(component),
            counts.components[code],
            narrow.component == code,
        )
        for known in framework.guidelines.values():
            is_chosen = known.id == narrow.guideline
            if known.component == code == opened and (counts.guidelines[known.id] or is_chosen):
                count = counts.guidelines[known.id]
                yield FacetRow("value", "guideline", known.id, known.statement, count, is_chosen, known.depth + 1)


def _months(narrow: Narrow, counts: FacetCounts) -> Iterator[FacetRow]:
    """The month that is chosen: other screens lead to one; the list itself stands in order of time."""
    if narrow.month:
        count = counts.months.get(narrow.month, 0)
        yield FacetRow("value", "month", narrow.month, month_words(narrow.month), count, chosen=True)


def month_words(month: str) -> str:
    """Say a month as people do: `2026-03` as `March 2026`."""
    first = date.fromisoformat(f"{month}-01")
    return _("{month} {year}").format(month=month_long(first), year=first.year)


def is_gone(narrow: Narrow, portfolio: Portfolio, framework: Framework) -> bool:
    """Whether something the list is narrowed to is not there any more: a goal, or what another framework had."""
    components = [component.code for component in framework.components]
    return (
        (narrow.goal is not None and narrow.goal not in portfolio.goals)
        or (narrow.guideline is not None and narrow.guideline not in framework.guidelines)
        or (narrow.component is not None and narrow.component not in components)
    )


def _values(facet: str, picked: str | None, found: Mapping[str, int], says: Callable[[str], str]) -> list[FacetRow]:
    return [FacetRow("value", facet, value, says(value), count, value == picked) for value, count in found.items()]


def scale(of: str) -> Callable[[str], str]:
    """Says a number of interest or stretch with dots and in words: `●●●●○ a big stretch`."""

    def says(value: str) -> str:
        number = int(value)
        most = max(SCALE)
        return f"{glyphs.FULL * min(number, most)}{glyphs.EMPTY * (most - number)} {scale_words(number, of)}"

    return says


def _kind(value: str) -> str:
    return word(clean_line(value), "kind")


def _place(value: str) -> str:
    return word(clean_line(value), "place")


def _goal(portfolio: Portfolio) -> Callable[[str], str]:
    return lambda value: shown_title(portfolio.goals[value].title)


def narrowed(narrow: Narrow, row: FacetRow) -> Narrow:
    """What choosing a row narrows to; choosing what is chosen lets it go."""
    if row.facet == "all":
        return Narrow(text=narrow.text)
    yes_or_no = {
        "untagged": replace(narrow, untagged=not narrow.untagged, trash=False),
        "waiting": replace(narrow, waiting=not narrow.waiting, trash=False),
        "elsewhere": replace(narrow, elsewhere=not narrow.elsewhere, trash=False),
        "trash": Narrow(text=narrow.text, trash=not narrow.trash),
    }
    if row.facet in yes_or_no:
        return yes_or_no[row.facet]
    other = narrow.choosing(row.facet, None if row.chosen else row.value)
    # The guidelines belong to their component: with another one they would leave nothing.
    return other.choosing("guideline", None) if row.facet == "component" else other


@dataclass(frozen=True)
class Chosen:
    """A value that is chosen, in words; `without` is the narrowing that lets it go."""

    words: str
    without: Narrow
    component: str | None = None


def chosen(narrow: Narrow, portfolio: Portfolio, framework: Framework) -> list[Chosen]:
    """The values that are chosen: `Demonstrated`, `school`, `#weather`."""
    found: list[Chosen] = []
    component = next((one for one in framework.components if one.code == narrow.component), None)
    if component:
        without = narrow.choosing("component", None).choosing("guideline", None)
        found.append(Chosen(framework.short_title(component), without, component.code))
    guideline = framework.guidelines.get(narrow.guideline or "")
    goal = portfolio.goals.get(narrow.goal or "")
    words = {
        "guideline": guideline.code if guideline else None,
        "month": month_words(narrow.month) if narrow.month else None,
        "kind": _kind(narrow.kind) if narrow.kind else None,
        "place": _place(narrow.place) if narrow.place else None,
        "goal": shown_title(goal.title) if goal else None,
        "word": f"#{clean_line(narrow.word)}" if narrow.word else None,
        "interest": _("interest {n}").format(n=narrow.interest) if narrow.interest else None,
        "stretch": _("stretch {n}").format(n=narrow.stretch) if narrow.stretch else None,
    }
    found += [Chosen(says, narrow.choosing(facet, None)) for facet, says in words.items() if says]
    if narrow.untagged:
        found.append(Chosen(_("needs a tag"), replace(narrow, untagged=False)))
    if narrow.waiting:
        found.append(Chosen(_("new feedback"), replace(narrow, waiting=False)))
    if narrow.elsewhere:
        found.append(Chosen(_("other frameworks"), replace(narrow, elsewhere=False)))
    if narrow.trash:
        found.append(Chosen(_("trash"), replace(narrow, trash=False)))
    return found


def toggled(names: Collection[str], name: str) -> frozenset[str]:
    """The names with one more, or with one less if it is among them."""
    return frozenset(names) ^ {name}
