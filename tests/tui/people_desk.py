"""Somebody else in the workspace of the samples, for the tests of People: Ravi, who asks Amara and shares a piece with her."""

from __future__ import annotations

from leaptui.model.canonical import Json
from leaptui.model.clock import FixedClock
from leaptui.model.edits import add_ask, add_evidence, add_opportunity, add_person, edit_person, new_document, share
from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.conftest import THURSDAY

AMARA, RAVI = "amara-okafor", "ravi-nair"
RAVI_ID, LIND_ID = "5ad96dbc-03e3-44f2-8cf9-b4bd7d5f8a6b", "65bb2986-b308-4444-89de-fad333473543"
CLOCK = FixedClock(THURSDAY)


def with_ravi(workspace: Workspace) -> Workspace:
    """Begin Ravi's portfolio: he knows Amara, asks her, and shares a piece; she knows him, and what came of J. Lind."""
    at = CLOCK.instant()
    document = new_document("Ravi Nair", "leap-2020", CLOCK.today(), at)
    ravi = PortfolioStore.create(workspace, RAVI, document, CLOCK)
    change, amara_there = add_person(ravi.portfolio, at, {"name": "Amara", "role": "peer", "portfolio": AMARA})
    ravi.apply(change)
    change, piece = add_evidence(ravi.portfolio, at, {"title": "Draw the wiring", "body": ["Red to red."]})
    ravi.apply(change)
    about = read_one(About, {"table": "evidence", "id": piece})
    ravi.apply(add_ask(ravi.portfolio, at, "may I use your wiring?", "peer", amara_there, [about])[0])
    ravi.apply(share(ravi.portfolio, at, piece, [AMARA]))
    amara = PortfolioStore(workspace, AMARA, CLOCK)
    amara.apply(edit_person(amara.portfolio, at, RAVI_ID, {"portfolio": RAVI}))
    amara.apply(edit_person(amara.portfolio, at, LIND_ID, {"notes": ["Says no twice before yes."]}))
    fields: dict[str, Json] = {
        "title": "A morning at the weather service",
        "on_date": "2026-09-20",
        "outcome": ["I may come again"],
    }
    amara.apply(add_opportunity(amara.portfolio, at, fields, LIND_ID)[0])
    return workspace
