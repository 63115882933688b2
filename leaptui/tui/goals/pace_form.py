"""The sheet on which the pace is set: so many pieces, how often, on which days, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.model.dates import long_day
from leaptui.model.edits import Invalid, set_pace
from leaptui.model.edits.pace import MOST_PIECES
from leaptui.model.pace import PaceNow, days_words, pace_words
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line
from leaptui.model.words import DAYS, PERIODS
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.typed import NOT_SAVED, read_day
from leaptui.tui.line import Line
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Choice, Field, Form, field_width

DAY_WIDTH = 7
SHOWN = 3
"""How many of the last paces the sheet recalls."""


class DayToggles(Widget, can_focus=True):
    """The days of the week, each ticked or not: arrows move, Space or a click ticks."""

    DEFAULT_CSS = "DayToggles { height: 1; width: 1fr; background: $raised; padding: 0 1; }"
    BINDINGS = [
        Binding("left", "move(-1)", "Before", show=False, id="days.before", tooltip="To the day before"),
        Binding("right", "move(1)", "Next", show=False, id="days.next", tooltip="To the next day"),
        Binding("space", "tick", "Tick", id="days.tick", tooltip="Tick the day, or take the tick off"),
        Binding("enter", "screen.keep", "Keep", show=False, id="days.keep", tooltip="Keep what is on the sheet"),
    ]

    def __init__(self, days: Iterable[str], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.days = set(days)
        self._at = 0

    def render_line(self, y: int) -> Strip:
        """The days in a row."""
        del y
        inks = desk(self).inks
        ground = inks.sel if self.has_focus else inks.raised
        line = Line()
        for place, day in enumerate(DAYS):
            here = self.has_focus and place == self._at
            on = day in self.days
            sign = glyphs.TICKED if on else glyphs.UNTICKED
            line.add(f"{sign} ", inks.focus if here else inks.ink if on else inks.dim)
            line.add(day.capitalize(), inks.strong if here else inks.ink if on else inks.dim).add("  ", inks.dim)
        return line.strip(self.size.width, ground)

    def action_move(self, by: int) -> None:
        """Go to another day."""
        self._at = (self._at + by) % len(DAYS)
        self.refresh()

    def action_tick(self) -> None:
        """Tick the day, or take the tick off."""
        self.days ^= {DAYS[self._at]}
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click ticks."""
        place = (event.x - self.gutter.left) // DAY_WIDTH
        if 0 <= place < len(DAYS):
            self._at = place
            self.action_tick()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()


class PaceForm(Form[bool]):
    """Pieces, period, days, why, since."""

    def __init__(self) -> None:
        super().__init__("Set the pace", "Enter keeps it")

    def compose_fields(self) -> ComposeResult:
        """What was set last, to be changed."""
        session = desk(self).session
        now = session.view.pace
        pace = now.pace if now else None
        yield Static(rhythm_words(now), markup=False, classes="question")
        pieces = Input(str(pace.pieces) if pace else "2", id="pieces", max_length=4)
        pieces.styles.width = 8
        period = Choice(PERIODS, pace.per if pace else "week", id="per")
        period.styles.width = field_width(PERIODS)
        yield Field("Pieces", pieces, "a", period)
        yield Field("On", DayToggles(pace.days if pace and pace.days else DAYS, id="days"))
        yield Field(
            "From", Input(session.today.isoformat(), placeholder=session.today.isoformat(), id="since", max_length=10)
        )
        yield Field("Why", Input(placeholder="what makes this the right pace for now?", id="why"))
        if session.portfolio.paces:
            yield Static(history_words(session.portfolio, session.today), markup=False, classes="history")

    def keep(self) -> str | None:
        """Set the pace."""
        app = desk(self)
        session = app.session
        typed = self.text_of("pieces").strip()
        if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed) <= MOST_PIECES:
            self.query_one("#pieces").focus()
            return f"How many pieces: a number from 1 to {MOST_PIECES}."
        days = self.query_one(DayToggles).days
        if not days:
            self.query_one(DayToggles).focus()
            return "Tick at least one day; with all of them any day will do."
        try:
            since = read_day(self.text_of("since"), session.today, "The first day") or session.today
            why = clean_line(self.text_of("why"))
            per = self.text_of("per")
            change = set_pace(session.portfolio, session.at, since, int(typed), per, sorted(days, key=DAYS.index), why)
        except (Invalid, ValueError) as error:
            return sentence(error)
        if not app.do(change):
            return NOT_SAVED
        self.dismiss(result=True)
        return None


def rhythm_words(now: PaceNow | None) -> str:
    """What a pace is, or how many pieces there were lately."""
    if now is None:
        return "A pace is your own: as many pieces as do you good, and easy to change."
    said = f"Now {pace_words(now.pace)}, {days_words(now.pace)}."
    awake = [period.pieces for period in now.rhythm if not period.resting]
    if not awake:
        return said
    low, high = min(awake), max(awake)
    made = f"{low}" if low == high else f"{low} to {high}"
    per = now.pace.per
    count = f"the last {len(awake)} {per}s" if len(awake) > 1 else f"the last {per}"
    return f"{said} In {count} you made {made} a {per}."


def history_words(portfolio: Portfolio, today: date) -> str:
    """The last paces, newest first, with the reason for each: a line for each."""
    lines = ["So far"]
    for pace in portfolio.paces[: -SHOWN - 1 : -1]:
        why = clean_line(" ".join(pace.why))
        said = f"{pace_words(pace)}, {days_words(pace)}, since {long_day(pace.since, today)}"
        lines.append(f"{said}: {why}" if why else said)
    return "\n".join(lines)


def open_pace_form(widget: Widget) -> None:
    """Open the sheet for the pace."""
    desk(widget).push_screen(PaceForm())
