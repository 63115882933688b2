"""What a learner does from a guideline: see its evidence, tag a piece with it, set a goal for it."""

from __future__ import annotations

from datetime import date

from textual.widget import Widget

from leaptui.model.change import Change
from leaptui.model.dates import day_month
from leaptui.model.edits.evidence import retag
from leaptui.model.search import Narrow
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.framework.tree import Node
from leaptui.tui.session import Session
from leaptui.tui.tagging.tag import open_picker
from leaptui.tui.widgets.choose import ChooseMany, Option


def see_evidence(widget: Widget, node: Node) -> None:
    """Go to the evidence behind a row of the tree; where there is none, say what can be done."""
    app = desk(widget)
    if node.is_component:
        app.show_evidence(Narrow(component=node.code))
        return
    view = app.session.view
    if view.standings[node.key].pieces:
        app.show_evidence(Narrow(guideline=node.key))
    else:
        app.say(f"No piece shows {view.framework.guidelines[node.key].code} yet: t tags one, n sets a goal for it.")


def tag_pieces(widget: Widget, node: Node) -> None:
    """Choose the pieces that show a guideline; those that do already are ticked."""
    app = desk(widget)
    session = app.session
    if node.is_component:
        app.say("A piece is tagged with a guideline: go to one of those below, then press t.")
        return
    if not session.portfolio.evidence:
        app.say("There is no piece yet. Press a to add one.")
        return
    guideline = session.framework.guidelines[node.key]
    before = frozenset(claim.evidence for claim in session.portfolio.claims_for.get(node.key, ()))
    options = [
        Option(piece.id, clean_line(piece.title), clean_line(piece.kind), _day(piece.day, session.today))
        for piece in session.portfolio.newest
    ]

    def keep(chosen: frozenset[str] | None) -> None:
        if chosen is None or chosen == before:
            return
        added, removed = sorted(chosen - before), sorted(before - chosen)
        if len(added) == 1 and not removed:
            open_picker(widget, added, at=node.key)
        else:
            app.do(_retagged(session, node.key, added, removed))

    app.push_screen(ChooseMany(f"Pieces that show {guideline.code}", options, before), keep)


def _day(day: date, today: date) -> str:
    return day_month(day) if day.year == today.year else f"{day_month(day)} {day.year}"


def _retagged(session: Session, guideline: str, added: list[str], removed: list[str]) -> Change:
    """One change that tags some pieces with a guideline and takes it off others."""
    portfolio, framework, at = session.portfolio, session.framework, session.at
    on = retag(portfolio, framework, at, [one for one in added if one in portfolio.evidence], {guideline: None}, {}, ())
    off = retag(portfolio, framework, at, [one for one in removed if one in portfolio.evidence], {}, {}, {guideline})
    return Change(on.label if added else off.label, at, {**on.edits, **off.edits})


def new_goal(widget: Widget, node: Node) -> None:
    """Set a goal for a guideline."""
    from leaptui.tui.goals.goal_form import open_goal_form

    if node.is_component:
        desk(widget).say("A goal leads to guidelines: go to one of those below, then press n.")
        return
    open_goal_form(widget, guideline_ids=[node.key])
