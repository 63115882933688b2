"""What a learner does on the Goals screen, each as one change."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.model.dates import day_month
from leaptui.model.edits import Invalid, add_step, edit_goal, edit_step, link_step, move_step, tick_step, trash
from leaptui.model.search import Narrow
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.goal_form import open_goal_form
from leaptui.tui.goals.state import pieces_of
from leaptui.tui.goals.typed import NOT_SAVED
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import ChooseMany, Option
from leaptui.tui.widgets.row_list import RowList


def new_goal(widget: Widget) -> None:
    """Open the sheet for a new goal."""
    open_goal_form(widget)


def edit_goal_sheet(widget: Widget, goal_id: str) -> None:
    """Open the sheet on a goal."""
    open_goal_form(widget, goal_id)


def toggle_reached(widget: Widget, goal_id: str) -> None:
    """Say that a goal is reached; one that is reached or resting becomes alive again."""
    session = desk(widget).session
    goal = session.portfolio.goals[goal_id]
    status = "achieved" if goal.is_alive else "active"
    says = "Reached" if goal.is_alive else "Alive again"
    change = edit_goal(session.portfolio, session.at, goal_id, {"status": status})
    desk(widget).do(change, f"{says}: {clean_line(goal.title)}")


def trash_goal(widget: Widget, goal_id: str) -> None:
    """Move a goal to the trash, its steps with it."""
    session = desk(widget).session
    desk(widget).do(trash(session.portfolio, session.at, [("goals", goal_id)]))


# ---- steps


def new_step(widget: Widget, goal_id: str, after: str | None) -> None:
    """Ask for a step, and add it after another; without one, as the last."""
    app = desk(widget)
    made: list[str] = []

    def check(words: str) -> str | None:
        session = app.session
        if goal_id not in session.portfolio.goals:
            return "This goal was removed meanwhile; copy your words, then leave with Esc."
        try:
            change, step_id = add_step(session.portfolio, session.at, goal_id, words, after)
        except Invalid as error:
            return sentence(error)
        if not app.do(change, ""):
            return NOT_SAVED
        made.append(step_id)
        return None

    def done(words: str | None) -> None:
        if words is not None and made:
            go_to(widget, made[-1])

    title = clean_line(app.session.portfolio.goals[goal_id].title)
    app.push_screen(
        Ask("New step", f"{title}: what would you do?", placeholder="one thing you can do", check=check), done
    )


def go_to(widget: Widget, step_id: str) -> None:
    """Move the cursor to a step, where the widget lists it."""
    if isinstance(widget, RowList):
        widget.go_to(step_id)


def edit_step_title(widget: Widget, step_id: str) -> None:
    """Ask for other words for a step."""
    app = desk(widget)

    def check(words: str) -> str | None:
        session = app.session
        if step_id not in session.portfolio.steps:
            return "This step was removed meanwhile; copy your words, then leave with Esc."
        try:
            change = edit_step(session.portfolio, session.at, step_id, {"title": clean_line(words)})
        except Invalid as error:
            return sentence(error)
        return None if app.do(change) else NOT_SAVED

    title = clean_line(app.session.portfolio.steps[step_id].title)
    app.push_screen(Ask("Step", "What would you do?", value=title, check=check))


def tick(widget: Widget, step_id: str) -> None:
    """Tick a step as done today, or open it again."""
    session = desk(widget).session
    done = session.portfolio.steps[step_id].done_on
    desk(widget).do(tick_step(session.portfolio, session.at, step_id, None if done else session.today))


def skip(widget: Widget, step_id: str) -> None:
    """Leave a step out, or take it up again."""
    session = desk(widget).session
    step = session.portfolio.steps[step_id]
    if step.done_on is not None:
        desk(widget).say("This step is done. Space opens it again.")
        return
    desk(widget).do(edit_step(session.portfolio, session.at, step_id, {"skipped": not step.is_skipped}))


def move(widget: Widget, step_id: str, by: int) -> None:
    """Move a step up or down."""
    session = desk(widget).session
    desk(widget).do(move_step(session.portfolio, session.at, step_id, by), "")


def trash_step(widget: Widget, step_id: str) -> None:
    """Move a step to the trash."""
    session = desk(widget).session
    desk(widget).do(trash(session.portfolio, session.at, [("steps", step_id)]))


def link(widget: Widget, step_id: str) -> None:
    """Choose the pieces of evidence that belong to a step."""
    app = desk(widget)
    portfolio = app.session.portfolio
    step = portfolio.steps[step_id]
    if not portfolio.evidence:
        app.say("There is no piece of evidence yet. a adds one.")
        return
    of_goal = set(pieces_of(portfolio)[step.goal])
    ordered = sorted(portfolio.newest, key=lambda piece: piece.id not in of_goal)
    options = [
        Option(piece.id, clean_line(piece.title), "of this goal" if piece.id in of_goal else "", day_month(piece.day))
        for piece in ordered
    ]

    def keep(chosen: frozenset[str] | None) -> None:
        session = app.session
        now = session.portfolio.steps.get(step_id)
        if chosen is None or now is None:
            return
        away = {piece for piece in now.evidence if piece not in portfolio.evidence}
        if chosen | away != set(now.evidence):
            app.do(link_step(session.portfolio, session.at, step_id, sorted(chosen | away)))

    title = f"Evidence of “{clean_line(step.title)}”"
    app.push_screen(ChooseMany(title, options, frozenset(step.evidence) & portfolio.evidence.keys()), keep)


def lead_to_evidence(widget: Widget, step_id: str) -> None:
    """Go to the evidence of a step."""
    app = desk(widget)
    portfolio = app.session.portfolio
    step = portfolio.steps[step_id]
    linked = [piece.id for piece in portfolio.newest if piece.id in step.evidence]
    if not linked:
        app.say("No piece of evidence is linked to this step yet. l links one.")
        return
    in_goal = all(step.goal in portfolio.evidence[piece].goals for piece in linked)
    app.show_evidence(Narrow(goal=step.goal) if in_goal else Narrow(), linked[0])


def lead_to_pieces(widget: Widget, goal_id: str) -> None:
    """Go to the evidence of a goal."""
    app = desk(widget)
    pieces = pieces_of(app.session.portfolio)[goal_id]
    if not pieces:
        app.say("No piece of evidence belongs to this goal yet.")
        return
    direct = [piece for piece in pieces if goal_id in app.session.portfolio.evidence[piece].goals]
    app.show_evidence(Narrow(goal=goal_id) if direct else Narrow(), (direct or list(pieces))[0])
