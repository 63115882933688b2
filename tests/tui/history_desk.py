"""A portfolio with a past of some days, for the tests of the History screen and its pictures."""

from __future__ import annotations

from datetime import UTC, date, datetime

from leaptui.model import edits
from leaptui.model.canonical import Json
from leaptui.model.clock import FixedClock
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.model.stories import leap

AMARA = "amara-okafor"
GAUGE = "Wind vane"


def in_a_week(workspace: Workspace) -> None:
    """Amara keeps a piece, writes on, tags it, ticks a step, throws a piece away and takes that back."""
    store = PortfolioStore(workspace, AMARA, FixedClock(datetime(2026, 11, 18, 9, 5, tzinfo=UTC)))
    framework = leap()

    def at(day: int, time: str) -> str:
        return f"2026-11-{day:02}T{time}:00Z"

    fields: dict[str, Json] = {"title": GAUGE, "kind": "product", "place": "home", "body": ["Spins twelve."]}
    change, made = edits.add_evidence(store.portfolio, at(13, "15:20"), fields)
    store.apply(change)
    levels = {"leap-2020:D4": "growing"}
    store.apply(edits.tag(store.portfolio, framework, at(13, "15:25"), [made], levels, "Built"))
    text: dict[str, Json] = {"body": ["Spins fourteen, sticks."], "title": f"{GAUGE} v2"}
    store.apply(edits.edit_evidence(store.portfolio, at(16, "11:00"), made, text))
    levels = {"leap-2020:D4": "demonstrated", "leap-2020:C4.a": "growing"}
    store.apply(edits.tag(store.portfolio, framework, at(16, "11:10"), [made], levels))
    step = next(step for goal in store.portfolio.steps_of.values() for step in goal if step.is_open)
    store.apply(edits.tick_step(store.portfolio, at(17, "09:00"), step.id, date(2026, 11, 17)))
    store.apply(edits.set_pace(store.portfolio, at(17, "09:30"), date(2026, 11, 17), 4, "week"))
    store.apply(edits.trash(store.portfolio, at(18, "09:00"), [("evidence", made)]))
    store.undo()
    store.apply(edits.trash(store.portfolio, at(18, "10:00"), [("evidence", made)]))
