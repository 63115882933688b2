"""Breaks and paces as a list: what was, what is, what is planned; each can be changed, ended or taken away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.widget import Widget

from leaptui.language import N_, _
from leaptui.model.dates import ONE_DAY, long_day
from leaptui.model.edits import end_break, trash
from leaptui.model.pace import days_words, pace_on, pace_words
from leaptui.model.records import Break, Pace
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.break_form import open_break_form
from leaptui.tui.goals.pace_form import open_pace_form
from leaptui.tui.line import Line, cut, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

AROUND = 6
"""Rows of the screen that are not the list's: the frame of the sheet and its blanks, the footer."""


@dataclass(frozen=True, slots=True)
class Told(Row):
    """A heading, or a blank."""

    words: str = ""


class RhythmRows(RowList):
    """Breaks, then paces, the newest first."""

    BINDINGS = [
        Binding("enter", "open", N_("Change"), id="list.open", tooltip=N_("Change the days, the pace, the reason")),
    ]

    def __init__(self) -> None:
        super().__init__(id="rhythm")
        self.breaks: dict[str, Break] = {}
        self.paces: dict[str, Pace] = {}
        self._width = 0

    def show(self) -> None:
        """Show breaks and paces as they are now, each reason whole, on a sheet no longer than they need."""
        portfolio = desk(self).session.portfolio
        self.breaks = {rest.id: rest for rest in reversed(portfolio.breaks)}
        self.paces = {pace.id: pace for pace in reversed(portfolio.paces)}
        rows: list[Row] = []
        if self.breaks:
            rows += [
                Told(None, words=_("Breaks")),
                *(Row(key, self._height(rest)) for key, rest in self.breaks.items()),
            ]
        if self.paces:
            rows += [Told(None)] if rows else []
            rows += [Told(None, words=_("Paces")), *(Row(key, self._height(pace)) for key, pace in self.paces.items())]
        self.show_rows(rows)
        self.styles.max_height = max(2, self.screen.size.height - AROUND)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows there are, their reasons broken for the width."""
        del container, viewport
        if width != self._width:
            self._width = width
            self.show()
        return max(2, sum(row.height for row in self.rows))

    def _height(self, one: Break | Pace) -> int:
        return 1 + len(self._reason(one))

    def _reason(self, one: Break | Pace) -> list[Line]:
        said = clean_line(" ".join(one.why))
        room = self._width - 2 * MARGIN
        return [Line(*row) for row in wrap([(said, desk(self).inks.dim)], room)] if said and room > 0 else []

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The days or the pace, how it stands to today, and the reason."""
        inks = desk(self).inks
        if isinstance(row, Told):
            return [Line((row.words, inks.dim))]
        rest, pace = self.breaks.get(row.key or ""), self.paces.get(row.key or "")
        style = inks.strong if current else inks.ink
        line = Line()
        if rest is not None:
            line = Line((self._days(rest), style), right=[(self._when(rest), inks.dim)])
        elif pace is not None:
            since = self._since(pace)
            said = cut(f"{pace_words(pace)}, {days_words(pace)}", width - cell_len(since) - 2)
            line = Line((said, style), right=[(since, inks.dim)])
        one = rest or pace
        return [line, *(self._reason(one) if one else ())]

    def _days(self, rest: Break) -> str:
        today = desk(self).session.today
        return _("{first} to {last}").format(first=long_day(rest.since, today), last=long_day(rest.until, today))

    def _when(self, rest: Break) -> str:
        today = desk(self).session.today
        return _("now") if rest.holds(today) else _("planned") if rest.since > today else _("over")

    def _since(self, pace: Pace) -> str:
        session = desk(self).session
        day = long_day(pace.since, session.today)
        if pace.since > session.today:
            return _("from {day} on").format(day=day)
        now = pace_on(session.portfolio, session.today)
        return _("now, since {day}").format(day=day) if now and now.id == pace.id else _("since {day}").format(day=day)

    def empty_lines(self, width: int) -> list[Line]:
        """What a break is good for."""
        said = _("No break and no pace yet. Both are yours, to take and to change any day.")
        return [Line(*row) for row in wrap([(said, desk(self).inks.dim)], width)]


class RhythmOverlay(Overlay[None]):
    """The list with its keys."""

    CSS_PATH = "forms.tcss"
    TAKES_TEXT = False
    BINDINGS = [
        Binding("n", "take", N_("Take a break"), id="rhythm.new", tooltip=N_("Plan a break from one day to another")),
        Binding(
            "e", "edit", N_("Change"), show=False, id="rhythm.edit", tooltip=N_("Change the days, the pace, the reason")
        ),
        Binding(
            "x",
            "end",
            N_("End today"),
            id="rhythm.end",
            tooltip=N_("End the break you are in: yesterday was its last day"),
        ),
        Binding(
            "d,delete",
            "trash",
            N_("Trash"),
            id="rhythm.trash",
            tooltip=N_("Move it to the trash; undo brings it back"),
        ),
        Binding("u", "undo", N_("Undo"), show=False, id="rhythm.undo", tooltip=N_("Take the last change back")),
        Binding("p", "pace", N_("Set the pace"), id="rhythm.pace", tooltip=N_("Set another pace from a day on")),
    ]

    def __init__(self, goal_id: str | None) -> None:
        super().__init__(_("Breaks and paces"))
        self._goal_id = goal_id

    def compose_sheet(self) -> ComposeResult:
        """The list."""
        yield RhythmRows()

    def on_mount(self) -> None:
        """Show what there is."""
        self._show()

    def on_screen_resume(self) -> None:
        """Show what a sheet over this one changed."""
        self._show()

    def _show(self) -> None:
        rows = self.query_one(RhythmRows)
        rows.show()
        today = desk(self).session.today
        resting = next((rest for rest in rows.breaks.values() if rest.holds(today)), None)
        self.set_fact(_("resting until {day}").format(day=long_day(resting.until, today)) if resting else "")
        self.refresh_bindings()

    @property
    def _rest(self) -> Break | None:
        rows = self.query_one(RhythmRows)
        return rows.breaks.get(rows.key or "")

    @property
    def _pace(self) -> Pace | None:
        rows = self.query_one(RhythmRows)
        return rows.paces.get(rows.key or "")

    def on_row_list_moved(self) -> None:
        """Offer what can be done to this one."""
        self.refresh_bindings()

    def on_row_list_opened(self) -> None:
        """A double click opens the sheet."""
        self.action_edit()

    def action_take(self) -> None:
        """Plan a break."""
        open_break_form(self.query_one(RhythmRows), self._goal_id)

    def action_pace(self) -> None:
        """Set another pace."""
        open_pace_form(self.query_one(RhythmRows), self._goal_id)

    def action_edit(self) -> None:
        """Open the sheet on the break or the pace."""
        if self._rest is not None:
            open_break_form(self.query_one(RhythmRows), self._goal_id, self._rest)
        elif self._pace is not None:
            open_pace_form(self.query_one(RhythmRows), self._goal_id, self._pace)

    def action_end(self) -> None:
        """End the break today lies in."""
        app = desk(self)
        rest = self._rest
        if rest is not None:
            session = app.session
            app.do(end_break(session.portfolio, session.at, rest.id, session.today - ONE_DAY))
            self._show()

    def action_trash(self) -> None:
        """Move it to the trash."""
        app = desk(self)
        key = self.query_one(RhythmRows).key
        if key is not None:
            app.do(trash(app.session.portfolio, app.session.at, [("breaks" if self._rest else "paces", key)]))
            self._show()

    def action_undo(self) -> None:
        """Take the last change back."""
        cast("LeaptuiApp", self.app).action_undo()
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to one needs one; only the break today lies in can be ended."""
        del parameters
        if not self.is_mounted or action not in {"edit", "end", "trash"}:
            return True
        if action == "end":
            rest = self._rest
            return rest is not None and rest.holds(desk(self).session.today)
        return self.query_one(RhythmRows).key is not None


def open_rhythm(widget: Widget, goal_id: str | None = None) -> None:
    """Show breaks and paces; where there is none yet, the sheet for a first break."""
    portfolio = desk(widget).session.portfolio
    if portfolio.breaks or portfolio.paces:
        widget.app.push_screen(RhythmOverlay(goal_id))
    else:
        open_break_form(widget, goal_id)
