"""The sheet on which a break is planned."""

from __future__ import annotations

from datetime import timedelta

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.model.dates import ONE_DAY, long_day
from leaptui.model.edits import Invalid, end_break, take_break
from leaptui.model.records import Break
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.typed import NOT_SAVED, read_day
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.form import Field, Form

WEEK = timedelta(days=6)


class BreakForm(Form[bool]):
    """From, to, what for."""

    def __init__(self) -> None:
        super().__init__("Take a break", "Enter keeps it")

    def compose_fields(self) -> ComposeResult:
        """The days, and what the break is for."""
        today = desk(self).session.today
        yield Static(
            "A break asks for nothing: no piece is counted on, and the forecast leaves it out.",
            markup=False,
            classes="question",
        )
        yield Field(
            "From",
            Input(today.isoformat(), placeholder=today.isoformat(), id="since", max_length=10),
            "to",
            Input(placeholder=f"like {(today + WEEK).isoformat()}", id="until", max_length=10),
        )
        yield Field("What for", Input(placeholder="holidays, exams, a trip", id="why"))

    def on_mount(self) -> None:
        """Begin with the day that is not known yet."""
        self.query_one("#until").focus()

    def keep(self) -> str | None:
        """Plan the break."""
        app = desk(self)
        session = app.session
        try:
            since = read_day(self.text_of("since"), session.today, "The first day")
            until = read_day(self.text_of("until"), session.today, "The last day")
            if since is None or until is None:
                self.query_one("#since" if since is None else "#until").focus()
                return f"A break has a first and a last day, written like {session.today.isoformat()}."
            if until < since:
                return "The last day comes before the first: turn them round."
            change = take_break(session.portfolio, session.at, since, until, clean_line(self.text_of("why")))
        except (Invalid, ValueError) as error:
            return sentence(error)
        says = f"A break from {long_day(since, session.today)} to {long_day(until, session.today)}"
        if not app.do(change, says):
            return NOT_SAVED
        self.dismiss(result=True)
        return None


def open_break_form(widget: Widget) -> None:
    """Open the sheet for a break."""
    desk(widget).push_screen(BreakForm())


def toggle_break(widget: Widget) -> None:
    """Take a break; where today lies in one, or one is planned, it can be ended or let go too."""
    app = desk(widget)
    session = app.session
    now = [rest for rest in session.portfolio.breaks if rest.until >= session.today]
    if not now:
        open_break_form(widget)
        return
    options = [Option(rest.id, _title(rest, widget), _about(rest), _span(rest, widget)) for rest in now]
    another = Option("new", "Take another break", "from one day to another")
    resting = any(rest.holds(session.today) for rest in now)
    options = [*options, another] if resting else [another, *options]

    def chosen(key: str | None) -> None:
        if key == "new":
            open_break_form(widget)
        elif any(rest.id == key for rest in app.session.portfolio.breaks) and key:
            current = app.session
            app.do(end_break(current.portfolio, current.at, key, current.today - ONE_DAY))

    app.push_screen(Choose("Breaks", options, placeholder="which one?"), chosen)


def _title(rest: Break, widget: Widget) -> str:
    return "End this break today" if rest.holds(desk(widget).session.today) else "Let go of this break"


def _about(rest: Break) -> str:
    return clean_line(" ".join(rest.why)) or "no reason is noted"


def _span(rest: Break, widget: Widget) -> str:
    today = desk(widget).session.today
    return f"{long_day(rest.since, today)} to {long_day(rest.until, today)}"
