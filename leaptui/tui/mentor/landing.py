"""Where a mentor comes to in a portfolio that was opened from their desk: at what waits there most pressingly."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from leaptui.model.desk_queue import Item
    from leaptui.model.portfolio import Portfolio
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.goals.screen import GoalsScreen
    from leaptui.tui.review.screen import ReviewScreen


def land(app: LeaptuiApp) -> None:
    """Go to the screen that shows it, the cursor on the very piece, goal or review."""
    mentoring = app.mentoring
    if mentoring is None:
        return  # it is the learner's own; what follows is read in where there is a mentor
    from leaptui.model.search import Narrow

    portfolio = app.session.portfolio
    table, record_id = _asked_about(portfolio, mentoring.first) if mentoring.first is not None else ("", "")
    if table == "evidence" and record_id in portfolio.evidence:
        app.show_evidence(Narrow(), record_id)
    elif table == "goals" and record_id in portfolio.goals:
        goals = cast("GoalsScreen", app.get_screen("goals"))
        app.go("goals")
        goals.call_later(goals.show_goal, record_id)
    elif table == "reviews":
        review = cast("ReviewScreen", app.get_screen("review"))
        app.go("review")
        review.call_later(review.show_review, record_id)
    else:
        app.go(mentoring.lands_on)


def _asked_about(portfolio: Portfolio, item: Item) -> tuple[str, str]:
    """The piece, goal or review that something which waits is about; the first one of several that is there."""
    from leaptui.model.records_own import Ask

    ask = portfolio.live(Ask).get(item.id) if item.table == "asks" else None
    found = [(about.table, about.id) for about in ask.about] if ask is not None else [(item.table, item.id)]
    for table, record_id in found:
        if table == "claims" and record_id in portfolio.claims:
            return "evidence", portfolio.claims[record_id].evidence
        if table == "steps" and record_id in portfolio.steps:
            return "goals", portfolio.steps[record_id].goal
        if portfolio.raw(table, record_id) is not None:
            return table, record_id
    return "", ""
