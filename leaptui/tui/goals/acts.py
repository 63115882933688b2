"""What a learner does on the Goals screen, each as one change."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.dates import day_month
from leaptui.model.edits import edit_goal, edit_step, link_step, move_step, tick_step, trash
from leaptui.model.search import Narrow
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.goals.state import pieces_of
from leaptui.tui.keys import key_elsewhere, key_of
from leaptui.tui.widgets.choose import ChooseMany, Option


def toggle_reached(widget: Widget, goal_id: str) -> None:
    """Say that a goal is reached; one that is reached already becomes alive again."""
    session = desk(widget).session
    reached = session.portfolio.goals[goal_id].status == "achieved"
    status = "active" if reached else "achieved"
    desk(widget).do(edit_goal(session.portfolio, session.at, goal_id, {"status": status}))


def toggle_rest(widget: Widget, goal_id: str) -> None:
    """Let a goal rest; one that is not alive becomes so again."""
    session = desk(widget).session
    status = "rested" if session.portfolio.goals[goal_id].is_alive else "active"
    desk(widget).do(edit_goal(session.portfolio, session.at, goal_id, {"status": status}))


def trash_goal(widget: Widget, goal_id: str) -> None:
    """Move a goal to the trash, its steps with it."""
    session = desk(widget).session
    desk(widget).do(trash(session.portfolio, session.at, [("goals", goal_id)]))


# ---- steps


def tick(widget: Widget, step_id: str) -> None:
    """Tick a step as done today, or open it again."""
    session = desk(widget).session
    done = session.portfolio.steps[step_id].done_on
    desk(widget).do(tick_step(session.portfolio, session.at, step_id, None if done else session.today))


def skip(widget: Widget, step_id: str) -> None:
    """Leave a step out, or take it up again."""
    app = desk(widget)
    session = app.session
    step = session.portfolio.steps[step_id]
    if step.done_on is not None:
        app.say(_("This step is done. {key} opens it again.").format(key=key_elsewhere(app, "goal.tick", "space")))
        return
    change = edit_step(session.portfolio, session.at, step_id, {"skipped": not step.is_skipped})
    says = _("{label}; {key} says why, if you like")
    key = key_elsewhere(app, "goal.edit", "e")
    app.do(change, None if step.is_skipped else says.format(label=change.label, key=key))


def move(widget: Widget, step_id: str, by: int) -> None:
    """Move a step so many places up or down."""
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
        app.say(_("There is no piece of evidence yet. {key} adds one.").format(key=key_of(widget, "app.add")))
        return
    of_goal = set(pieces_of(portfolio)[step.goal])
    ordered = sorted(portfolio.newest, key=lambda piece: piece.id not in of_goal)
    options = [
        Option(
            piece.id, clean_line(piece.title), _("of this goal") if piece.id in of_goal else "", day_month(piece.day)
        )
        for piece in ordered
    ]

    def keep(chosen: frozenset[str] | None) -> None:
        session = app.session
        now = session.portfolio.steps.get(step_id)
        if chosen is None or now is None:
            return
        # Only what was ticked or unticked here is done: what was linked elsewhere meanwhile stays.
        wanted = (set(now.evidence) - (ticked - chosen)) | (chosen - ticked)
        if wanted != set(now.evidence):
            app.do(link_step(session.portfolio, session.at, step_id, sorted(wanted)))

    title = _("Evidence of “{title}”").format(title=clean_line(step.title))
    ticked = frozenset(step.evidence) & portfolio.evidence.keys()
    app.push_screen(ChooseMany(title, options, ticked), keep)


def lead_to_evidence(widget: Widget, step_id: str) -> None:
    """Go to the evidence of a step."""
    app = desk(widget)
    portfolio = app.session.portfolio
    step = portfolio.steps[step_id]
    linked = [piece.id for piece in portfolio.newest if piece.id in step.evidence]
    if not linked:
        says = _("No piece of evidence is linked to this step yet. {key} links one.")
        app.say(says.format(key=key_elsewhere(app, "goal.link", "L")))
        return
    in_goal = all(step.goal in portfolio.evidence[piece].goals for piece in linked)
    app.show_evidence(Narrow(goal=step.goal) if in_goal else Narrow(), linked[0], back="goals")


def lead_to_pieces(widget: Widget, goal_id: str) -> None:
    """Go to the evidence of a goal."""
    app = desk(widget)
    pieces = pieces_of(app.session.portfolio)[goal_id]
    if not pieces:
        app.say(_("No piece of evidence belongs to this goal yet."))
        return
    direct = [piece for piece in pieces if goal_id in app.session.portfolio.evidence[piece].goals]
    app.show_evidence(Narrow(goal=goal_id) if direct else Narrow(), (direct or list(pieces))[0], back="goals")
