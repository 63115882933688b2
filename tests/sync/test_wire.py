"""The line to the remote breaks anywhere: the sync comes back soon, says so, and the next one makes everything whole, once."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from leaptui.sync import Patience, SyncKind
from tests.sync.desk import Desk, fine, git
from tests.sync.http_server import http_remote, own_certificate
from tests.sync.scene import Scene
from tests.sync.ssh_server import ssh_remote
from tests.trust.counting import Cases
from tests.trust.numbers import is_full, number
from tests.trust.wire import DOWN, UP, Wire, wire_to

OFFSETS = number("wire.offsets")
PATIENCE = Patience() if is_full() else Patience(first=0.02, longest=0.3, quiet=1.0)
LONGEST = 30.0


class Line:
    """A clone whose remote is at the other end of a line."""

    def __init__(self, desk: Desk, wire: Wire, address: str, rest: Callable[[], None] = lambda: None) -> None:
        self.wire = wire
        self.rest = rest
        self.remote = desk.remote
        self.scene = Scene(desk, address)
        self.scene.apart()
        self.tip = self._tip()
        wire.mend()
        fine(self.scene.one.sync())
        self.carried = dict(wire.carried)
        self.commits = self._commits()
        self.whole: list[int] = []
        """The places at which the line was to break and did not, as less was carried this time."""

    def _tip(self) -> str:
        return (self.remote / "refs" / "heads" / "main").read_text()

    def _commits(self) -> int:
        return int(git(self.remote, "rev-list", "--count", "main"))

    def is_taken(self) -> bool:
        """Whether the remote has accepted what was sent."""
        return self._tip() != self.tip

    def try_it(self, offset: int, *, expected: set[SyncKind]) -> None:
        """Sync over the line that breaks at a place, then over the mended one."""
        started = time.monotonic()
        outcome = self.scene.one.sync(patience=PATIENCE)
        assert time.monotonic() - started <= LONGEST
        assert outcome.kind in expected, outcome
        assert "\n" not in outcome.sentence
        assert "your work is safe" in outcome.sentence or outcome.kind is SyncKind.DONE
        if not self.wire.is_broken:
            self.whole.append(offset)
        self.wire.mend()
        self.rest()
        self.scene.comes_right()
        assert self._commits() == self.commits, "nothing came twice into the history"

    def broke_everywhere(self, total: int) -> bool:
        """Whether it broke at every place but perhaps at the very end, for what is carried differs by a few bytes each time."""
        return all(offset > total * 0.9 for offset in self.whole)


@contextmanager
def line_over(how: str, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Line]:
    """A line over http, https or ssh."""
    if how != "ssh":
        certificate = own_certificate(folder) if how == "https" else None
        if certificate is not None:
            monkeypatch.setenv("GIT_SSL_CAINFO", str(certificate))
        with http_remote(desk.folder, certificate=certificate) as remote, wire_to(remote.port) as wire:
            remote.port = wire.port
            yield Line(desk, wire, remote.url(), remote.rest)
    else:
        with ssh_remote(desk.folder, folder / "ssh") as server, wire_to(server.port) as wire:
            server.port = wire.port
            server.know_host()
            monkeypatch.setenv("GIT_SSH_COMMAND", server.command)
            yield Line(desk, wire, server.url())


def offsets(total: int) -> list[int]:
    """Places spread over all that was carried; the first byte always, and a place near the end."""
    return sorted({(total - 1) * nth // max(OFFSETS - 1, 1) for nth in range(OFFSETS)})


HOW = ["http", "https", "ssh"] if is_full() else ["http"]


@pytest.mark.parametrize("way", [UP, DOWN])
@pytest.mark.parametrize("how", HOW)
def test_a_line_cut_after_any_byte(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases, how: str, way: str
) -> None:
    with line_over(how, desk, tmp_path, monkeypatch) as line:
        for offset in offsets(line.carried[way]):
            line.scene.again()
            line.wire.spoil(way, offset)
            line.try_it(offset, expected={SyncKind.OFFLINE, SyncKind.DONE})
            cases.add()
        assert line.broke_everywhere(line.carried[way])


@pytest.mark.parametrize("way", [UP, DOWN])
@pytest.mark.parametrize("how", HOW)
def test_a_line_that_falls_silent_after_any_byte(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases, how: str, way: str
) -> None:
    with line_over(how, desk, tmp_path, monkeypatch) as line:
        for offset in offsets(line.carried[way])[:: 1 if is_full() else 2]:
            line.scene.again()
            line.wire.spoil(way, offset, silent=True)
            line.try_it(offset, expected={SyncKind.OFFLINE, SyncKind.DONE})
            cases.add()
        assert line.broke_everywhere(line.carried[way])


@pytest.mark.parametrize("how", HOW)
def test_an_answer_lost_after_the_remote_took_it(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases, how: str
) -> None:
    with line_over(how, desk, tmp_path, monkeypatch) as line:
        line.scene.again()
        line.wire.spoil(DOWN, 1 << 30, counts=line.is_taken)
        fine(line.scene.one.sync())
        answer = line.wire.counted
        assert answer > 0
        for offset in offsets(answer):
            line.scene.again()
            line.wire.spoil(DOWN, offset, counts=line.is_taken)
            line.try_it(offset, expected={SyncKind.OFFLINE, SyncKind.DONE})
            cases.add()
        assert line.broke_everywhere(answer)
