"""Re-planning, four ways: move the day, drop steps, change the pace, rest."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.model.dates import long_day
from leaptui.model.edits import Invalid, edit_goal
from leaptui.model.edits.goals import skip_steps
from leaptui.model.pace import pace_words
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.break_form import open_break_form
from leaptui.tui.goals.pace_form import open_pace_form
from leaptui.tui.goals.typed import NOT_SAVED, read_day
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option


def open_replan(widget: Widget, goal_id: str | None) -> None:
    """Offer the four ways; without a goal alive only those that need none."""
    app = desk(widget)
    view = app.session.view
    goal = view.portfolio.goals.get(goal_id) if goal_id else None
    if goal is None and view.pace is None:
        open_pace_form(widget)
        return
    options: list[Option] = []
    if goal is not None:
        day = f"now {long_day(goal.target_on, view.today)}" if goal.target_on else "no day is set"
        left = sum(step.is_open for step in view.portfolio.steps_of.get(goal.id, ()))
        options.append(Option("day", "Move the day", "another day to hope for, or none", day))
        options.append(Option("steps", "Drop steps", "leave out what is not needed", f"{left} to do"))
    pace = pace_words(view.pace.pace) if view.pace else "none yet"
    change = "Change the pace" if view.pace else "Set a pace"
    options.append(Option("pace", change, "so many pieces, on these days", pace))
    options.append(Option("rest", "Rest", "a break asks for nothing"))

    def chosen(way: str | None) -> None:
        if way == "day" and goal_id:
            move_day(widget, goal_id)
        elif way == "steps" and goal_id:
            drop_steps(widget, goal_id)
        elif way == "pace":
            open_pace_form(widget)
        elif way == "rest":
            open_break_form(widget)

    title = f"Re-plan “{clean_line(goal.title)}”" if goal else "Re-plan"
    app.push_screen(Choose(title, options, placeholder="which way?", at=None if view.pace else "pace"), chosen)


def move_day(widget: Widget, goal_id: str) -> None:
    """Ask for another day to hope for."""
    app = desk(widget)
    goal = app.session.portfolio.goals[goal_id]

    def check(words: str) -> str | None:
        session = app.session
        if goal_id not in session.portfolio.goals:
            return "This goal was removed meanwhile; leave with Esc."
        try:
            day = read_day(words, session.today)
            change = edit_goal(session.portfolio, session.at, goal_id, {"target_on": day.isoformat() if day else None})
        except (Invalid, ValueError) as error:
            return sentence(error)
        says = f"You hope for {long_day(day, session.today)} now" if day else "No day is set now"
        return None if app.do(change, says) else NOT_SAVED

    now = goal.target_on.isoformat() if goal.target_on else ""
    question = "Which day do you hope for? Write it like 2026-03-01; leave it empty for none."
    app.push_screen(
        Ask(f"The day of “{clean_line(goal.title)}”", question, value=now, placeholder="2026-03-01", check=check)
    )


def drop_steps(widget: Widget, goal_id: str) -> None:
    """Choose steps to leave out."""
    app = desk(widget)
    steps = [step for step in app.session.portfolio.steps_of.get(goal_id, ()) if step.is_open]
    if not steps:
        app.say("There is no open step to leave out.")
        return

    def keep(chosen: frozenset[str] | None) -> None:
        session = app.session
        still = [step.id for step in steps if chosen and step.id in chosen and step.id in session.portfolio.steps]
        if still:
            app.do(skip_steps(session.portfolio, session.at, still))

    options = [Option(step.id, clean_line(step.title)) for step in steps]
    app.push_screen(ChooseMany("Which steps can be left out?", options, frozenset()), keep)
