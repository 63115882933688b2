"""Two moments compared: what was added, what was changed, and which guidelines are further along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from textual.app import ComposeResult
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.growth import Growth, Risen, growth
from leaptui.model.names import counted_things
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import coverage, standings
from leaptui.model.titles import shown_title
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.history.changed import wrapped
from leaptui.tui.history.timeline import day_words
from leaptui.tui.line import Line, Span, fit
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading

_LABEL = 12
_BAR = 24


@dataclass(frozen=True)
class Compared:
    """An earlier and a later moment, and the portfolio at each."""

    first: datetime
    before: Portfolio
    last: datetime
    after: Portfolio


class Differences(Reading):
    """What differs between two moments."""

    HELP = N_("What was added, what was changed, and where you are further along.")

    def __init__(self, compared: Compared) -> None:
        super().__init__(id="differences")
        self._compared = compared
        self._growth: Growth | None = None

    @property
    def growth(self) -> Growth:
        """What differs, worked out once."""
        if self._growth is None:
            framework = desk(self).session.framework
            self._growth = growth(self._compared.before, self._compared.after, framework)
        return self._growth

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Counts, components, levels that rose, what is new."""
        inks, found = desk(self).inks, self.growth
        if found.is_empty:
            return [Line((_("Nothing differs between these two moments."), inks.ink))]
        return [
            *self._counts(found, width),
            *self._components(),
            *self._levels(_("Further along"), found.risen, width),
            *self._levels(_("Less far along"), found.fallen, width),
            *self._named(found, width),
        ]

    def _counts(self, found: Growth, width: int) -> Iterator[Line]:
        inks = desk(self).inks
        sorts: tuple[tuple[str, Mapping[str, int]], ...] = (
            (_("Added"), found.added),
            (_("Changed"), found.changed),
            (_("Gone"), found.gone),
        )
        for said, counts in sorts:
            if counts:
                things = ", ".join(counted_things(table, n) for table, n in counts.items())
                label = fit(said, _LABEL)
                for line in wrapped([(things, inks.ink)], width - _LABEL):
                    yield Line((label, inks.dim), *line.left)
                    label = " " * _LABEL
        yield Line()

    def _components(self) -> Iterator[Line]:
        """How many guidelines of each component there is something for, then and now."""
        inks, framework = desk(self).inks, desk(self).session.framework
        before = coverage(framework, standings(self._compared.before, framework))
        after = coverage(framework, standings(self._compared.after, framework))
        for then, now in zip(before, after, strict=True):
            code = now.component.code
            full, more = _BAR * then.reached // max(now.total, 1), _BAR * now.reached // max(now.total, 1)
            bar: list[Span] = [
                (glyphs.SHADES[1] * min(full, more), inks.fill(code)),
                (glyphs.SHADES[3] * max(0, more - full), inks.fill(code)),
                (glyphs.SHADES[0] * (_BAR - more), inks.track),
            ]
            said = _("{before} → {after} of {total}").format(before=then.reached, after=now.reached, total=now.total)
            style = inks.strong if now.reached > then.reached else inks.dim
            yield Line(inks.component_chip(code), (" ", inks.dim), *bar, ("  ", inks.dim), (said, style))
        yield Line()

    def _levels(self, heading: str, moved: Iterable[Risen], width: int) -> Iterator[Line]:
        inks, framework = desk(self).inks, desk(self).session.framework
        rows = list(moved)
        if not rows:
            return
        yield Line((heading, inks.dim))
        for one in rows:
            guideline = framework.guidelines[one.guideline]
            then, now = framework.rank(one.before), framework.rank(one.after)
            line = Line((fit(one.code, 6), inks.code(one.code, guideline.component)[1]))
            line.left += [*draw.dots(inks, framework, guideline.component, then), (" → ", inks.dim)]
            line.left += draw.level(inks, framework, guideline.component, now)
            if width > 70:
                line.add("   ", inks.dim).add(guideline.statement, inks.dim)
            yield line
        yield Line()

    def _named(self, found: Growth, width: int) -> Iterator[Line]:
        inks, after = desk(self).inks, self._compared.after
        sections = (
            (_("New pieces"), [after.evidence[one].title for one in found.pieces]),
            (_("Goals reached"), [after.goals[one].title for one in found.reached]),
            (_("Steps ticked"), [after.steps[one].title for one in found.ticked]),
        )
        for heading, titles in sections:
            if titles:
                yield Line((heading, inks.dim))
                for title in titles:
                    yield from wrapped([(f"{glyphs.BULLET} ", inks.dim), (shown_title(title), inks.ink)], width)
                yield Line()


class CompareSheet(Overlay[None]):
    """Two moments compared."""

    TAKES_TEXT = False
    TITLE_TEXT = N_("Compared")
    DEFAULT_CSS = """
    CompareSheet Sheet { width: 104; height: auto; max-height: 100%; }
    CompareSheet Differences { height: auto; max-height: 26; }
    CompareSheet.-narrow Differences { height: 1fr; max-height: 100%; }
    """

    def __init__(self, compared: Compared) -> None:
        super().__init__()
        self._compared = compared

    def compose_sheet(self) -> ComposeResult:
        """What differs."""
        yield Differences(self._compared)

    def on_mount(self) -> None:
        """Say which moments they are."""
        today = desk(self).session.today
        first, last = (self._compared.first, self._compared.last)
        said = _("From {first} to {last}")
        if first.date() == last.date():
            days = {"first": f"{first:%H:%M}", "last": f"{last:%H:%M}"}
            self.set_fact(day_words(last.date(), today))
        else:
            days = {"first": day_words(first.date(), today), "last": day_words(last.date(), today)}
        self.set_title(said.format(**days))
        self.query_one(Differences).focus()
