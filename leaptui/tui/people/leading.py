"""Where things on the People screen lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.search import Narrow
from leaptui.tui.base import desk
from leaptui.tui.today.lead import lead_to_goals

if TYPE_CHECKING:
    from leaptui.tui.framework.screen import FrameworkScreen
    from leaptui.tui.people.screen import PeopleScreen


def lead_to(widget: Widget, table: str, record_id: str) -> None:
    """Go to a record: a piece, a goal or step, a guideline, a review; what is gone is said to be."""
    app = desk(widget)
    portfolio = app.session.portfolio
    if table == "claims" and record_id in portfolio.claims:
        table, record_id = "evidence", portfolio.claims[record_id].evidence
    if table == "steps" and record_id in portfolio.steps:
        table, record_id = "goals", portfolio.steps[record_id].goal
    if table == "evidence" and record_id in portfolio.evidence:
        app.show_evidence(Narrow(), record_id, back="people")
    elif table == "goals" and record_id in portfolio.goals:
        lead_to_goals(widget, record_id)
    elif table == "guidelines" and record_id in app.session.framework.guidelines:
        screen = cast("FrameworkScreen", app.get_screen("framework"))
        app.go("framework")
        screen.call_later(screen.show_guideline, record_id)
    elif table in {"reviews", "recognitions"}:
        app.go("review")
    else:
        app.say(_("It is not here any more; the trash may have it."))


def lead_to_ask(widget: Widget, key: str, *, answers: bool = False) -> None:
    """Go to an ask by its id, or to another learner's by `portfolio/id`; `answers` opens its sheet to note what came of it."""
    app = desk(widget)
    screen = cast("PeopleScreen", app.get_screen("people"))
    app.go("people")

    def arrive() -> None:
        screen.show_portfolio()
        screen.show_ask(key)
        if answers:
            from leaptui.tui.people.ask_form import edit_ask_sheet

            edit_ask_sheet(screen, key, answers=True)

    # The screen may be shown for the first time: its own queue runs this once its panes are there.
    screen.call_later(arrive)
