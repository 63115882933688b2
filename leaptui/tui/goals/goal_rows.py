"""The rows of one goal: why, which levels, the steps with their notes, who agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len

from leaptui.language import _, ngettext, pgettext
from leaptui.model.dates import day_month, long_day
from leaptui.model.records import AgreedBy, Step
from leaptui.model.text import clean, clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.goals.sheet import ordered, targets_of
from leaptui.tui.goals.state import GoalState
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, width_of, wrap
from leaptui.tui.session import Session
from leaptui.tui.widgets.rows import Row

DATE_WIDTH = 6
INDENT = 2
"""Cells of a step's box, under which its note does not go."""


@dataclass(frozen=True, slots=True)
class Told(Row):
    """A row that only tells something: the cursor passes over it."""

    line: Line = field(default_factory=Line)
    leads: bool = False
    """Whether a click leads to the pieces of the goal."""


@dataclass(frozen=True)
class GoalRows:
    """Writes the rows of one goal for a width; `dense` where there are few rows or columns."""

    session: Session
    inks: Inks
    state: GoalState
    width: int
    dense: bool
    new_key: str
    """The key that adds a step."""

    def rows(self, steps: Sequence[Step], *, title: bool) -> list[Row]:
        """All rows; `title` where the frame had to cut it, so that it stands whole inside."""
        levels, besides = self._with_pieces(self._levels())
        parts: list[list[Row]] = [self._why(title=title), [*levels], self._steps(steps), [*self._agreed(), *besides]]
        rows: list[Row] = []
        for part in filter(None, parts):
            if rows and not self.dense:
                rows.append(Told(None))
            rows += part
        return rows

    def _why(self, *, title: bool) -> list[Row]:
        goal = self.state.goal
        words = clean(goal.reason)
        rows = wrap([(clean_line(goal.title), self.inks.name)], self.width) if title else []
        rows += wrap([(words, self.inks.ink)], self.width) if words else []
        return [Told(None, line=Line(*row)) for row in rows]

    def _levels(self) -> list[Told]:
        """Each guideline: the level now, and the level the goal leads to."""
        inks, framework = self.inks, self.session.framework
        wanted = targets_of(self.state.goal)
        known = ordered(framework, wanted)
        codes = [framework.guidelines[one].code for one in known if one in framework.guidelines]
        column = max([*map(len, codes), 4]) + 2
        rows: list[Told] = []
        for one in known:
            guideline = framework.guidelines.get(one)
            if guideline is None:
                rows.append(Told(None, line=Line((clean_line(one), inks.dim))))
                continue
            now = self.session.view.standings[guideline.id].rank
            aim = framework.rank(wanted[one])
            gap = " " * (column - len(guideline.code))
            line = Line(inks.code(guideline.code, guideline.component), (gap, inks.dim))
            line.left += draw.dots(inks, framework, guideline.component, now)
            if aim:
                line.add(f" {pgettext('from one level to another', 'to')} ", inks.dim)
                line.left += draw.level(inks, framework, guideline.component, aim)
            else:
                line.add(f" {draw.level_word(framework, now)}", inks.ink if now else inks.dim)
            rows.append(Told(None, line=line))
        return rows

    def _with_pieces(self, rows: list[Told]) -> tuple[list[Told], list[Told]]:
        """Say how many pieces belong to the goal: in the first row with room for it, else in one that is given besides."""
        count = len(self.state.pieces)
        if not count:
            return rows, []
        said = (pieces(count), self.inks.dim)
        for place, row in enumerate(rows):
            if width_of([*row.line.left, said]) + 2 <= self.width:
                row.line.right = [said]
                return [*rows[:place], Told(None, line=row.line, leads=True), *rows[place + 1 :]], []
        return rows, [Told(None, line=Line(said), leads=True)]

    def _steps(self, steps: Sequence[Step]) -> list[Row]:
        inks = self.inks
        if not steps:
            said = _("No steps yet. {key} names the first one.")
            before, _key, behind = said.partition("{key}")
            return [Told(None, line=Line((before, inks.dim), (self.new_key, inks.strong), (behind, inks.dim)))]
        rows: list[Row] = []
        for step in steps:
            rows.append(Row(step.id))
            rows += self._note(step)
        return rows

    def _note(self, step: Step) -> list[Row]:
        """What is noted of a step, under it: why it is skipped, else its note; the sheet of the step shows it whole."""
        said = clean_line(step.why_skipped) or clean_line(" ".join(step.note))
        if not said:
            return []
        room = max(1, self.width - INDENT)
        found = wrap([(said, self.inks.dim)], room)
        shown = found[: 1 if self.dense else 2]
        if len(shown) < len(found):
            shown[-1] = [*shown[-1], (" …" if width_of(shown[-1]) + 2 <= room else "…", self.inks.dim)]
        return [Told(None, line=Line((" " * INDENT, self.inks.dim), *row)) for row in shown]

    def _agreed(self) -> list[Row]:
        """Who agreed."""
        return [Told(None, line=self._agreement(agreed)) for agreed in self.state.goal.agreed]

    def _agreement(self, agreed: AgreedBy) -> Line:
        today = self.session.today
        if agreed.on is None:
            return self._agreed_with(_("Agreed with {who}"), agreed.by)
        line = self._agreed_with(_("Agreed on {day} with {who}"), agreed.by, long_day(agreed.on, today))
        if width_of(line.left) > self.width:
            line = self._agreed_with(_("Agreed {day} with {who}"), agreed.by, day_month(agreed.on))
        return line

    def _agreed_with(self, said: str, by: str, day: str = "") -> Line:
        name = clean_line(self.session.portfolio.name_of(by))
        before, _who, behind = said.format(day=day, who="\0").partition("\0")
        dim, ink = self.inks.dim, self.inks.ink
        return Line((before, dim), self.inks.person_chip(name), (f" {name}", ink), (behind, dim))


def step_line(session: Session, inks: Inks, step: Step, width: int, *, current: bool) -> Line:
    """A step: its box, its words, the day it was done; the number of its pieces where there is room, or it is chosen."""
    if step.done_on is not None:
        sign, style, fact = glyphs.DONE, inks.dim, day_month(step.done_on)
    elif step.is_skipped:
        sign, style, fact = glyphs.SKIPPED, inks.dim, _("skipped")
    else:
        sign, style, fact = glyphs.UNTICKED, inks.ink, ""
    style = inks.strong if current else style
    line = Line((f"{sign} ", inks.ink if current or step.is_open else inks.dim), (clean_line(step.title), style))
    pad = " " * max(0, DATE_WIDTH - cell_len(fact))
    shown: list[Span] = [(pad + fact, inks.dim)] if fact else []
    count = len(session.portfolio.evidence.keys() & set(step.evidence))
    said = pieces(count) + ("  " if fact else "")
    if count and (current or width_of([*line.left, *shown]) + cell_len(said) + 1 <= width):
        shown = [(said, inks.dim), *shown]
    line.right = shown
    return line


def pieces(count: int) -> str:
    """So many pieces: `12 pieces`."""
    return ngettext("{n} piece", "{n} pieces", count).format(n=count)
