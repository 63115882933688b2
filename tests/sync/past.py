"""A learner whose days go by, for the tests of history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from leaptui.model import edits
from leaptui.model.canonical import Record
from leaptui.model.change import Change
from leaptui.model.clock import FixedClock
from leaptui.model.portfolio import Portfolio
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.history import Event, History
from tests.model.stories import leap
from tests.sync.desk import AMARA

C4A = "leap-2020:C4.a"
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def moment(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def at(day: int, hour: int = 10) -> str:
    return moment(day, hour).strftime("%Y-%m-%dT%H:%M:%SZ")


def begin(workspace: Workspace, name: str = AMARA) -> PortfolioStore:
    """Begin a portfolio."""
    meta: Record = {
        "created": at(1),
        "modified": at(1),
        "format": 1,
        "framework": "leap-2020",
        "learner": {"name": "Amara"},
    }
    return PortfolioStore.create(workspace, name, {"meta": {"portfolio": meta}})


def opened(workspace: Workspace, name: str = AMARA) -> PortfolioStore:
    return PortfolioStore(workspace, name, FixedClock(NOW))


def save(store: PortfolioStore, day: int, make: Callable[[Portfolio, str], Change], hour: int = 10) -> None:
    """The learner does something on a day of November."""
    store.refresh()
    store.apply(make(store.portfolio, at(day, hour)))


def history(workspace: Workspace, name: str = AMARA) -> History:
    return History(opened(workspace, name))


def told(workspace: Workspace, name: str = AMARA) -> list[str]:
    """All that history tells, newest first, without what began it."""
    return [words for event in events(workspace, name) for words in sentences(event)]


def events(workspace: Workspace, name: str = AMARA) -> list[Event]:
    return history(workspace, name).more(100_000)


def sentences(event: Event) -> list[str]:
    return [telling.words for telling in event.tellings] or [event.note]


def gauge(workspace: Workspace, day: int = 2) -> str:
    """A piece that is kept, and tagged a day later."""
    store = opened(workspace)
    change, made = edits.add_evidence(store.portfolio, at(day), {"title": "Rain gauge", "body": ["It rained."]})
    store.apply(change)
    save(store, day + 1, lambda now, when: edits.tag(now, leap(), when, [made], {C4A: "demonstrated"}))
    return made
