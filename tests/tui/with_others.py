"""A portfolio with others in it: a goal somebody agreed to and that changed since, another way, suggested steps."""

from __future__ import annotations

import json
from datetime import date

from leaptui.cli.goal_ways import EXAMPLE
from leaptui.model.edits import edit_goal
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.beginnings import begin_at
from leaptui.model.edits.pathways import fork
from leaptui.model.edits.statements import suggest
from leaptui.model.voices import Voice
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.tui.goals_desk import AMARA, STATION_ID

DAYS = ("2026-11-16T10:00:00Z", "2026-11-18T10:00:00Z")
LIND = Voice("J. Lind", "mentor")
TITLE = "A weather station on the school roof"


def with_others(workspace: Workspace) -> None:
    """Let a mentor agree, the goal change, another way be set out, and steps be suggested."""
    store = PortfolioStore(workspace, AMARA)
    goal = STATION_ID
    first, later = DAYS
    store.apply(agree(store.portfolio, first, LIND, ("goals", goal), on=date(2026, 11, 16))[0])
    because = "The caretaker offered the better roof"
    store.apply(edit_goal(store.portfolio, later, goal, {"title": TITLE}, because=because, on=date(2026, 11, 18)))
    store.apply(fork(store.portfolio, later, goal, "Build it from a kit", "The sensor is sold out until spring")[0])
    words = "Ask the met office for a reading"
    store.apply(suggest(store.portfolio, later, LIND, goal, words, note="They answer letters")[0])
    begun = begin_at(store.portfolio, first, "leap-2020:C3", "growing", (), "I asked at the farm", date(2026, 11, 16))
    store.apply(begun[0])
    store.apply(agree(store.portfolio, later, LIND, ("starts", begun[1]), on=date(2026, 11, 18))[0])
    (workspace.root / "pathways").mkdir()
    (workspace.root / "pathways" / "garden.json").write_text(json.dumps(EXAMPLE))
