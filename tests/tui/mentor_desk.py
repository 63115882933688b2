"""A workspace in which learners wait for a mentor."""

from __future__ import annotations

from pathlib import Path

from leaptui.model.canonical import Document, Json
from leaptui.model.clock import FixedClock
from leaptui.model.edits import Draft, new_document
from leaptui.model.ids import claim_id
from leaptui.model.voices import Voice
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import THURSDAY

CLOCK = FixedClock(THURSDAY)
LIND = Voice("J. Lind", "mentor")


def at(day: int) -> str:
    """An instant of this March."""
    return f"2026-03-{day:02}T09:00:00Z"


def draft(store: PortfolioStore, day: int) -> Draft:
    """A change being put together on a day."""
    return Draft(store.portfolio, at(day))


def learner(workspace: Workspace, name: str, title: str = "") -> PortfolioStore:
    """A new portfolio."""
    document: Document = new_document(name, "leap-2020", CLOCK.today(), at(1), title)
    return PortfolioStore.create(workspace, workspace.free_name(name), document, CLOCK)


def waiting_room(root: Path) -> Workspace:
    """Four learners: one asks, one has a review prepared, one would like an agreement, one has a new piece."""
    workspace = Workspace(root)
    amara = learner(workspace, "Amara Okafor", "A weather station for the roof")
    begun = draft(amara, 2)
    lind = begun.new("people", {"name": "J. Lind", "role": "mentor", "notes": ["a secret about Lind"]})
    tom = begun.new("people", {"name": "Tom", "role": "peer"})
    piece = begun.new("evidence", {"title": "Rain gauge v2", "kind": "product", "body": ["It tips at 5 ml."]})
    hidden = begun.new("evidence", {"title": "A secret piece", "kind": "text", "private": True})
    guideline = "leap-2020:D4"
    claim = claim_id(piece, guideline)
    begun.new("claims", {"evidence": piece, "guideline": guideline, "level": "growing"}, claim)
    secret = claim_id(hidden, guideline)
    begun.new("claims", {"evidence": hidden, "guideline": guideline}, secret)
    on_both: list[Json] = [{"table": "evidence", "id": found} for found in (piece, hidden)]
    begun.new(
        "asks",
        {
            "need": ["Look at the calibration, please:", "is the spoon good enough?"],
            "from": "teacher",
            "person": lind,
            "status": "open",
            "about": on_both,
            "aspect": "process",
        },
    )
    begun.new("asks", {"need": ["A question for Tom"], "from": "peer", "person": tom, "status": "open"})
    begun.new("asks", {"need": ["A secret ask"], "from": "teacher", "status": "open", "private": True})
    begun.new("facets", {"facet": "F1.a", "sort": "need", "text": ["A secret need"], "private": True})
    amara.apply(begun.change("begun"))

    mateo = learner(workspace, "Mateo Quispe", "Joven reparador")
    begun = draft(mateo, 4)
    begun.new("evidence", {"title": "El eco de la quena", "kind": "audio"})
    begun.new(
        "reviews",
        {"status": "prepared", "title": "Before the fair", "with": ["J. Lind"], "questions": ["What is missing?"]},
    )
    mateo.apply(begun.change("begun"))

    noor = learner(workspace, "Noor Haddad")
    begun = draft(noor, 5)
    begun.new("goals", {"title": "Repair my own bicycle", "status": "active"})
    begun.new("starts", {"guideline": "leap-2020:D1", "level": "growing", "why": ["I repaired two before."]})
    noor.apply(begun.change("begun"))

    zoe = learner(workspace, "Zoë Müller", "Songs")
    begun = draft(zoe, 6)
    begun.new("evidence", {"title": "The verse by heart", "kind": "performance"})
    zoe.apply(begun.change("begun"))
    return workspace
