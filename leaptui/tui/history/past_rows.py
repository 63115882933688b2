"""What there was in a portfolio at a moment, as rows to walk through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.change import Key
from leaptui.model.dates import day_month
from leaptui.model.folded import fold
from leaptui.model.names import counted_things
from leaptui.model.pace import per_words
from leaptui.model.records import Step
from leaptui.model.titles import shown_title
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.line import Line, Span, cut, width_of
from leaptui.tui.session import Session
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

GUIDELINE = "guideline"
"""What stands in place of a table for a row about a guideline."""
_DAY = len("19 Nov")
"""Days stand at the right of so many cells, so that titles begin under each other."""
_SHOWN = frozenset({"meta", "evidence", "claims", "goals", "steps", "paces", "breaks", "assessments", "feedback"})
"""Tables with rows of their own, or whose records are shown with those they belong to."""


@dataclass(frozen=True, slots=True)
class PastRow(Row):
    """A heading (with a count), or a thing there was; `depth` is how far it is set in."""

    title: str = ""
    count: int = 0
    depth: int = 0
    record: Key = ("", "")


def past_rows(session: Session) -> list[PastRow]:
    """The rows: pieces, goals with their steps, how far along the guidelines were, paces and rests, all else."""
    portfolio = session.portfolio
    rows: list[PastRow] = []
    pieces = [("evidence", piece.id, shown_title(piece.title)) for piece in portfolio.newest]
    rows += _section(_("Pieces"), [_row(*one) for one in pieces])
    goals: list[PastRow] = []
    for goal in portfolio.goals.values():
        goals.append(_row("goals", goal.id, shown_title(goal.title)))
        ways = [portfolio.steps_on.get(way.id, []) for way in portfolio.pathways_of.get(goal.id, [])]
        steps = [step for found in (portfolio.steps_of.get(goal.id, []), *ways) for step in found]
        goals += [_row("steps", step.id, shown_title(step.title), 1) for step in steps]
    rows += _section(_("Goals"), goals, len(portfolio.goals))
    levels = [one for one in session.view.standings.values() if one.evidence and not one.guideline.is_parent]
    rows += _section(_("How far along"), [_row(GUIDELINE, one.guideline.id, one.guideline.statement) for one in levels])
    paces = [_row("paces", pace.id, per_words(pace.pieces, pace.per)) for pace in reversed(portfolio.paces)]
    rows += _section(_("Pace"), paces)
    for table, records in portfolio.document.items():
        if table not in _SHOWN:
            there = [record_id for record_id, record in records.items() if "deleted" not in record]
            said = counted_things(table, len(there))
            rows += _section(said, [_row(table, one, _title(session, table, one)) for one in there], 0)
    return rows


def _row(table: str, record_id: str, title: str, depth: int = 0) -> PastRow:
    return PastRow(f"{table}/{record_id}", 1, title, 0, depth, (table, record_id))


def _section(title: str, rows: Sequence[PastRow], count: int | None = None) -> list[PastRow]:
    return [PastRow(None, 1, title, len(rows) if count is None else count), *rows, PastRow(None)] if rows else []


def _title(session: Session, table: str, record_id: str) -> str:
    from leaptui.model.saying import Saying

    return Saying(session.portfolio, session.framework, session.today).title(table, record_id)


class PastList(RowList):
    """Everything there was."""

    HELP = N_("What there was at that moment. The pane beside it shows it whole.")
    BINDINGS = [
        Binding("enter", "open", N_("Read"), id="past_rows.list.open", tooltip=N_("Go into the text")),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(id="past-rows")
        self._session = session
        self._every = past_rows(session)

    def on_mount(self) -> None:
        """Show it."""
        self.show_found("")

    def show_found(self, typed: str) -> None:
        """Show what has the words typed, under its headings."""
        words = fold(typed).split()
        found: list[PastRow] = []
        for row in self._every:
            if row.key is None or all(word in fold(row.title) for word in words):
                found.append(row)
        self.show_rows(list(_without_bare_headings(found)) if words else found, first=bool(words))

    @property
    def record(self) -> Key | None:
        """The table and id of the row under the cursor."""
        row = self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None
        return row.record if isinstance(row, PastRow) and row.key is not None else None

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A heading with its count, or a thing with what matters of it at the right."""
        inks = desk(self).inks
        if not isinstance(row, PastRow):
            return []
        if row.key is None:
            return [Line((row.title, inks.dim), right=[(str(row.count), inks.dim)] if row.count else [])]
        lead, right = self._around(row)
        room = width - width_of(lead) - (width_of(right) + 1 if right else 0)
        return [Line(*lead, (cut(row.title, room), inks.strong if current else inks.ink), right=right)]

    def _around(self, row: PastRow) -> tuple[list[Span], list[Span]]:
        inks, portfolio, framework = desk(self).inks, self._session.portfolio, self._session.framework
        table, one = row.record
        if table == "evidence":
            codes = [claim.guideline for claim in portfolio.claims_of.get(one, [])]
            day = [(f"{day_month(portfolio.evidence[one].day):>{_DAY}}  ", inks.dim)]
            return day, draw.codes(inks, framework, codes)
        if table == "steps":
            return [(f"  {_box(portfolio.steps[one])} ", inks.dim)], []
        if table == "goals":
            return [], [(status_word(portfolio.goals[one].status), inks.dim)]
        if table == GUIDELINE:
            standing = self._session.view.standings[one]
            code = inks.code(standing.guideline.code, standing.guideline.component)
            dots = draw.dots(inks, framework, standing.guideline.component, standing.rank)
            return [code, ("  ", inks.dim)], dots
        return [], []

    def empty_lines(self, width: int) -> list[Line]:
        """There was nothing."""
        del width
        return [Line((_("Nothing here."), desk(self).inks.dim))]

    @property
    def facts(self) -> str:
        """How much there was, in a few words."""
        portfolio = self._session.portfolio
        counts = (
            ngettext("{n} piece", "{n} pieces", len(portfolio.evidence)).format(n=len(portfolio.evidence)),
            ngettext("{n} tag", "{n} tags", len(portfolio.claims)).format(n=len(portfolio.claims)),
        )
        return ", ".join(counts)


def _without_bare_headings(rows: Sequence[PastRow]) -> Iterator[PastRow]:
    """Rows without the headings under which nothing stands, and without blanks where nothing stands above."""
    for place, row in enumerate(rows):
        neighbour = rows[min(place + 1, len(rows) - 1)] if row.title else rows[max(place - 1, 0)]
        if row.key is not None or neighbour.key is not None:
            yield row


def _box(step: Step) -> str:
    if step.done_on:
        return glyphs.DONE
    return glyphs.SKIPPED if step.is_skipped else glyphs.UNTICKED
