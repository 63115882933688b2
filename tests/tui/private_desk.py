"""A portfolio with one private thing of every kind, each with the word `secret`, for the tests of what others see."""

from __future__ import annotations

from leaptui.model.canonical import Json
from leaptui.model.edits import Draft, edit_evidence, trash
from leaptui.model.ids import claim_id
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.mentor_desk import at, waiting_room

AMARA = "amara-okafor"


def with_secrets(workspace: Workspace) -> None:
    """The waiting room, and in Amara's portfolio private things of all kinds, with what others say of them."""
    waiting_room(workspace.root)
    amara = PortfolioStore(workspace, AMARA)
    begun = Draft(amara.portfolio, at(7))
    (hidden,) = (one.id for one in amara.portfolio.evidence.values() if one.private)
    claim = claim_id(hidden, "leap-2020:D4")
    vera = begun.new("people", {"name": "Vera Secret", "role": "family", "private": True, "notes": ["a secret note"]})
    begun.new("reflections", {"on_date": "2026-11-17", "text": ["A secret entry"], "private": True})
    begun.new("opportunities", {"title": "A secret opportunity", "person": vera, "private": True})
    begun.new("assessments", {"claim": claim, "by": "J. Lind", "note": ["A secret assessment"], "level": "growing"})
    on: Json = {"table": "evidence", "id": hidden}
    begun.new("feedback", {"on": on, "by": "J. Lind", "aspect": "effort", "text": ["A secret comment"]})
    begun.new("suggestions", {"title": "A secret suggestion", "by": "J. Lind", "about": on})
    begun.new("recognitions", {"title": "A secret recognition", "by": "J. Lind", "evidence": [hidden]})
    begun.new("confirmations", {"evidence": hidden, "by": "The host", "text": ["A secret confirmation"]})
    amara.apply(begun.change("Wrote down secret things"))
    begun = Draft(amara.portfolio, at(8))
    gone = begun.new("evidence", {"title": "A secret draft", "kind": "text", "private": True})
    closed = begun.new("evidence", {"title": "Once no secret", "kind": "text"})
    amara.apply(begun.change("Added secret pieces"))
    amara.apply(edit_evidence(amara.portfolio, at(9), closed, {"private": True}))
    amara.apply(trash(amara.portfolio, at(9), [("evidence", gone)]))
