"""A learner whose days go by, for the tests of history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from leaptui.model import edits
from leaptui.model.canonical import Record, canonical_bytes
from leaptui.model.change import Change, Edit
from leaptui.model.clock import FixedClock
from leaptui.model.portfolio import Portfolio
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.history import Event, History
from tests.model.stories import leap
from tests.sync.desk import AMARA, Clone, Desk

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


def by_hand(desk: Desk, monkeypatch: pytest.MonkeyPatch, clone: Clone | None = None) -> Clone:
    """A clone whose portfolio was committed by hand on the 8th, and which keeps no saves."""
    one = clone or desk.apart("one")
    store = begin(one.workspace)
    record: Record = {"created": at(2), "modified": at(2), "title": "Rain gauge", "kind": "product"}
    store.apply(Change("Added", at(2), {("evidence", "e-1"): Edit(None, record)}))
    (one.root / ".leaptui" / "saves" / f"{AMARA}.jsonl").unlink()
    commit(one, 8, monkeypatch)
    return one


def commit(clone: Clone, day: int, monkeypatch: pytest.MonkeyPatch, author: str = "Amara Okafor") -> None:
    """Commit everything by hand, on a day of November or in another year."""
    when = at(day) if day < 100 else f"{day}-06-01T10:00:00Z"
    monkeypatch.setenv("GIT_AUTHOR_DATE", when)
    clone.git("add", "-A")
    clone.git("commit", "-q", "--allow-empty", f"--author={author} <a@example.org>", "-m", "by hand")


def many_commits(clone: Clone, count: int) -> None:
    """So many versions of the portfolio, at once."""
    head = clone.git("rev-parse", "HEAD")
    branch = clone.git("symbolic-ref", "HEAD")
    document = clone.document()
    lines: list[str] = []
    for number in range(count):
        document["evidence"]["e-1"]["title"] = f"Rain gauge {number}"
        data = canonical_bytes(document).decode()
        lines.append(f"commit {branch}\ncommitter A <a@example.org> {1763200000 + number} +0000\ndata 1\nx")
        if not number:
            lines.append(f"from {head}")
        lines.append(f"M 100644 inline portfolios/{AMARA}.json\ndata {len(data.encode())}\n{data}")
    clone.git("fast-import", "--quiet", data="\n".join(lines) + "\n")
    clone.git("reset", "-q", "--hard")
