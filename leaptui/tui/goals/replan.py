"""Re-planning, four ways: move the day, drop steps, change the pace, rest. Each says what it would mean before one decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _, ngettext
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.dates import long_day
from leaptui.model.edits import Invalid, edit_goal
from leaptui.model.edits.goals import skip_steps
from leaptui.model.forecast import forecast, goal_word
from leaptui.model.forecast_words import sentence
from leaptui.model.pace import pace_words
from leaptui.model.records import Goal
from leaptui.model.replan import would_mean
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.break_form import open_break_form
from leaptui.tui.goals.fields import Meaning
from leaptui.tui.goals.pace_form import open_pace_form
from leaptui.tui.goals.together import with_reason
from leaptui.tui.goals.typed import like_day, not_saved, read_day
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence as said_of
from leaptui.tui.session import View
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option
from leaptui.tui.widgets.form import Field, Form


def open_replan(widget: Widget, goal_id: str | None) -> None:
    """Offer the four ways; without a goal alive only those that need none."""
    app = desk(widget)
    view = app.session.view
    goal = view.portfolio.goals.get(goal_id) if goal_id else None
    if goal is None and view.pace is None:
        open_pace_form(widget)
        return

    def chosen(way: str | None) -> None:
        if way == "pace":
            open_pace_form(widget, goal_id)
        elif way == "rest":
            open_break_form(widget, goal_id)
        elif goal_id is not None and goal_id in app.session.portfolio.goals:
            if way == "day":
                move_day(widget, goal_id)
            elif way == "steps":
                drop_steps(widget, goal_id)
            elif way == "wait":
                let_rest(widget, goal_id)

    title = _("Re-plan “{title}”").format(title=clean_line(goal.title)) if goal else _("Re-plan")
    told = forecast(view.portfolio, goal.id, view.today) if goal else None
    says = sentence(told, view.today) if told else ""
    fact = goal_word(view.portfolio, goal.id, view.today, told).said if goal else ""
    options = [*(_for_goal(view, goal) if goal else ()), *_for_all(view)]
    app.push_screen(Ways(title, options, says, fact=fact, at=None if view.pace else "pace"), chosen)


class Ways(Choose):
    """The ways to choose from, under the forecast as it is now."""

    def __init__(self, title: str, options: Sequence[Option], says: str, *, fact: str, at: str | None) -> None:
        super().__init__(title, options, fact=fact, placeholder=_("which way?"), at=at)
        self.TITLE_WIDTH = max(cell_len(option.title) for option in options)
        self._says = says

    def compose_sheet(self) -> ComposeResult:
        """The forecast whole, the line to type in, the ways."""
        if self._says:
            yield Static(self._says, markup=False, classes="question")
        yield from super().compose_sheet()


def _for_goal(view: View, goal: Goal) -> list[Option]:
    """The ways that concern one goal."""
    day = _("now {day}").format(day=long_day(goal.target_on, view.today)) if goal.target_on else _("no day is set")
    left = sum(step.is_open for step in view.portfolio.steps_of.get(goal.id, ()))
    to_do = ngettext("{n} to do", "{n} to do", left).format(n=left)
    return [
        Option("day", _("Move the day"), _("another day to hope for, or none"), day),
        Option("steps", _("Drop steps"), _("leave out what is not needed"), to_do),
        Option("wait", _("Let this goal rest"), _("it waits until you take it up again")),
    ]


def _for_all(view: View) -> list[Option]:
    """The ways that concern all work."""
    pace = pace_words(view.pace.pace) if view.pace else _("none yet")
    change = _("Change the pace") if view.pace else _("Set a pace")
    return [
        Option("pace", change, _("so many pieces, on these days"), pace),
        Option("rest", _("Take a break"), _("some days that ask for nothing")),
    ]


class DayForm(Form[None]):
    """Another day to hope for; what it would mean follows what is typed. `keep_day` gives a sentence for one that will not do."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self, goal: Goal, likely: str, like: str, keep_day: Callable[[str], str | None], means: Callable[[str], str]
    ) -> None:
        """`like` is an example of how a day is written."""
        super().__init__(_("The day of “{title}”").format(title=clean_line(goal.title)), _("Enter keeps it"))
        self._now = goal.target_on.isoformat() if goal.target_on else ""
        self._likely = likely
        self._like = like
        self._keep_day = keep_day
        self._means = means

    def compose_fields(self) -> ComposeResult:
        """What is likely, the day, what it would mean."""
        yield Static(self._likely, markup=False, classes="question")
        day = Input(self._now, placeholder=self._like, select_on_focus=False, id="answer")
        yield Field(_("Hoped for"), day)
        yield Static(_("Leave it empty for none."), markup=False, classes="history")
        yield Meaning()

    def on_input_changed(self, event: Input.Changed) -> None:
        """What it would mean follows what is typed."""
        event.stop()
        self.query_one(Meaning).say(self._means(event.value))

    def keep(self) -> str | None:
        """Keep the day."""
        trouble = self._keep_day(self.text_of("answer"))
        if trouble is None:
            self.dismiss(None)
        return trouble


def move_day(widget: Widget, goal_id: str) -> None:
    """Ask for another day to hope for."""
    app = desk(widget)
    session = app.session

    def change(words: str, because: str) -> Change:
        day = read_day(words, session.today, _("The day"))
        fields: dict[str, Json] = {"target_on": day.isoformat() if day else None}
        return edit_goal(session.portfolio, session.at, goal_id, fields, because=because, on=session.today)

    def means(words: str) -> str:
        try:
            return would_mean(session.portfolio, goal_id, change(words, "?"), session.today)
        except (Invalid, ValueError, KeyError):
            return ""  # what is being typed is no day yet, or the goal is gone

    def keep(words: str) -> str | None:
        if goal_id not in session.portfolio.goals:
            return _("This goal was removed meanwhile; leave with {key}.").format(
                key=key_of(app.screen, "overlay.leave")
            )
        try:
            change(words, "?")
            day = read_day(words, session.today, _("The day"))
        except (Invalid, ValueError) as error:
            return said_of(error)
        says = _("No day is set now")
        if day is not None:
            says = _("You hope for {day} now").format(day=long_day(day, session.today))
        return None if with_reason(widget, goal_id, lambda because: change(words, because), says) else not_saved()

    goal = session.portfolio.goals[goal_id]
    likely = sentence(forecast(session.portfolio, goal_id, session.today), session.today)
    app.push_screen(DayForm(goal, likely, like_day(session.today), keep, means))


class DropSteps(ChooseMany):
    """Steps to leave out; what that would mean follows the ticks."""

    CSS_PATH = "forms.tcss"

    def __init__(self, title: str, options: Sequence[Option], means: Callable[[frozenset[str]], str]) -> None:
        super().__init__(title, options, frozenset())
        self._means = means

    def compose_sheet(self) -> ComposeResult:
        """The steps, and what leaving them out would mean."""
        yield from super().compose_sheet()
        yield Meaning()

    def on_mount(self) -> None:
        """Nothing is left out yet."""
        self._say()

    def action_tick(self) -> None:
        """Tick, and say what it would mean."""
        super().action_tick()
        self._say()

    def _say(self) -> None:
        self.query_one(Meaning).say(self._means(frozenset(self.ticked)))


def drop_steps(widget: Widget, goal_id: str) -> None:
    """Choose steps to leave out."""
    app = desk(widget)
    session = app.session
    steps = [step for step in session.portfolio.steps_of.get(goal_id, ()) if step.is_open]
    if not steps:
        app.say(_("There is no open step to leave out."))
        return

    def still_there(chosen: frozenset[str]) -> list[str]:
        return [step.id for step in steps if step.id in chosen and step.id in session.portfolio.steps]

    def means(chosen: frozenset[str]) -> str:
        change = skip_steps(session.portfolio, session.at, still_there(chosen))
        return would_mean(session.portfolio, goal_id, change, session.today)

    def keep(chosen: frozenset[str] | None) -> None:
        left_out = still_there(chosen or frozenset())
        if left_out:
            app.do(skip_steps(session.portfolio, session.at, left_out))

    options = [Option(step.id, clean_line(step.title)) for step in steps]
    app.push_screen(DropSteps(_("Which steps can be left out?"), options, means), keep)


def let_rest(widget: Widget, goal_id: str) -> None:
    """Let a goal rest."""
    session = desk(widget).session
    desk(widget).do(edit_goal(session.portfolio, session.at, goal_id, {"status": "rested"}))
