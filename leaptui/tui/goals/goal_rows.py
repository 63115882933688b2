"""The rows of one goal: why, which levels, the steps with their notes, who agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from leaptui.language import _, ngettext, pgettext
from leaptui.model.dates import day_month
from leaptui.model.records import Step
from leaptui.model.text import clean, clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.goals.beside import Beside
from leaptui.tui.goals.sheet import ordered, targets_of
from leaptui.tui.goals.state import GoalState
from leaptui.tui.goals.told import INDENT, Told
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, width_of, wrap
from leaptui.tui.session import Session
from leaptui.tui.widgets.rows import Row

DATE_WIDTH = 6


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
        beside = Beside(self.session, self.inks, self.state.goal, self.width, self.dense).parts()
        parts: list[list[Row]] = [self._why(title=title), [*levels], self._steps(steps), *beside, [*besides]]
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
        begun = {aim.guideline: aim.level for aim in self.state.goal.baseline}
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
            began = framework.rank(begun.get(one))
            said = "   " + _("from {level}").format(level=draw.level_word(framework, began))
            if began and width_of([*line.left, (said, inks.dim)]) <= self.width:
                line.add(said, inks.dim)
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
