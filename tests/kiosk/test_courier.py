"""The courier of a shared machine: it syncs by itself, says when it last did, and catches up after days without a line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaptui.kiosk import courier as couriers
from leaptui.kiosk.courier import Courier
from leaptui.model.dates import long_day
from leaptui.sync.outcome import SyncKind
from tests.sync.desk import Clone, Desk, agree, isolated_environment
from tests.sync.http_server import HttpRemote, http_remote


@pytest.fixture(autouse=True)
def _own_git_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in isolated_environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(couriers, "_LEAST_SECONDS", 0.0)


@pytest.fixture
def school(tmp_path: Path) -> Iterator[HttpRemote]:
    """The school's server, with an empty repository."""
    desk = Desk.make(tmp_path)
    with http_remote(desk.folder) as remote:
        yield remote


def kiosk(school: HttpRemote, name: str) -> Clone:
    """A machine that is connected to the school's server."""
    clone = Desk(school.folder).apart(name)
    clone.sync(remote=school.url())
    return clone


@contextmanager
def carried(clone: Clone, *, minutes: int = 10, first: float = 0.0) -> Iterator[Courier]:
    """The courier of a machine, at work: its first sync begins after so many seconds, then so many minutes go by."""
    courier = Courier(clone.workspace, minutes=minutes, first=first)
    courier.start()
    try:
        yield courier
    finally:
        courier.stop()
        until(lambda: not courier._thread.is_alive())


def until(is_so: Callable[[], bool]) -> None:
    """Wait for something."""
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def once_more(courier: Courier) -> None:
    """Ask for a sync, and wait for its end."""
    rounds = courier.rounds
    courier.ask()
    until(lambda: courier.rounds > rounds and not courier.is_syncing)


def met(courier: Courier) -> datetime:
    """When it last met the others."""
    assert courier.state is not None
    assert courier.state.met is not None
    return courier.state.met.astimezone(UTC)


def titles(clone: Clone) -> set[object]:
    return {record["title"] for record in clone.evidence().values()}


def test_it_syncs_by_itself_and_says_when(school: HttpRemote) -> None:
    one = kiosk(school, "one")
    one.add("Kite")
    with carried(one) as courier:
        until(lambda: courier.rounds > 0)
        assert courier.outcome is not None
        assert courier.outcome.kind is SyncKind.DONE
        assert courier.words(met(courier)) == f"synced {met(courier):%H:%M}"


def test_it_syncs_again_and_again_by_itself(school: HttpRemote) -> None:
    one = kiosk(school, "one")
    with carried(one, minutes=0) as courier:
        until(lambda: courier.rounds > 0)
        one.add("Kite")
        began = courier.rounds
        until(lambda: courier.rounds > began + 1)
    two = kiosk(school, "two")
    assert titles(two) == {"Kite"}


def test_a_machine_without_a_remote_says_so(tmp_path: Path) -> None:
    alone = Desk.make(tmp_path).apart("alone")
    with carried(alone) as courier:
        until(lambda: courier.state is not None)
        assert courier.words(datetime.now(UTC)) == "on this machine only"
        assert courier.rounds == 0


def test_a_machine_offline_for_a_week_says_since_when_and_catches_up(school: HttpRemote) -> None:
    one, two = kiosk(school, "one"), kiosk(school, "two")
    one.put("gauge", {"title": "Rain gauge"})
    with carried(one) as first, carried(two) as second:
        once_more(first)
        once_more(second)
        assert titles(two) == {"Rain gauge"}
        school.status = 503
        for day in range(7):
            one.add(f"Here, day {day}")
            once_more(first)
        assert first.outcome is not None
        assert first.outcome.kind is SyncKind.OFFLINE
        later = met(first) + timedelta(days=7)
        assert first.words(later) == f"offline, last synced {long_day(met(first).date(), later.date())}"
        school.status = 0
        for day in range(7):
            two.add(f"There, day {day}")
        one.put("gauge", {"title": "Rain gauge, mended here"}, at="2026-03-08T10:00:00Z")
        two.put("gauge", {"title": "Rain gauge, mended there"}, at="2026-03-09T10:00:00Z")
        once_more(second)
        once_more(first)
        once_more(second)
        assert first.words(met(first)) == f"synced {met(first):%H:%M}"
    expected = {f"{where}, day {day}" for where in ("Here", "There") for day in range(7)}
    assert expected < titles(one)
    assert titles(one) == titles(two)
    gauge = one.evidence()["gauge"]
    assert all(f"mended {where}" in str(gauge) for where in ("here", "there")), "what both said is there, one to choose"
    agree(Desk(school.folder), one, two)


def test_what_somebody_has_to_see_to_is_not_told_as_being_offline(school: HttpRemote) -> None:
    one = kiosk(school, "one")
    with carried(one) as courier:
        once_more(courier)
        school.status = 403
        one.add("Kite")
        once_more(courier)
        assert courier.words(datetime.now(UTC)) == "not synced: the facilitator can see why"


def test_what_held_a_machine_up_is_said_after_it_was_switched_on_again(school: HttpRemote) -> None:
    one = kiosk(school, "one")
    one.add("Kite")
    with carried(one) as courier:
        once_more(courier)
        school.status = 403
        once_more(courier)
        assert courier.words(datetime.now(UTC)).startswith("not synced")
    with carried(one, first=3600) as begun:
        until(lambda: begun.state is not None)
        assert begun.outcome is None
        assert begun.words(datetime.now(UTC)) == "not synced: the facilitator can see why"
        school.status = 0
        once_more(begun)
        assert begun.words(met(begun)) == f"synced {met(begun):%H:%M}"
