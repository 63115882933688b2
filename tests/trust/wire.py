"""A line to a server that breaks where a test wants it: it is cut, falls silent, or loses the answer."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"
UP, DOWN = "up", "down"


@dataclass
class Wire:
    """A line: what it carried each way since it was last mended, and where it breaks.

    It breaks once `limit` bytes went the way `way`, counted from when `counts` says yes; then it is cut, or falls silent, and
    stays so until it is mended.
    """

    port: int = 0
    way: str = ""
    limit: int = 0
    is_silent: bool = False
    counts: Callable[[], bool] = lambda: True
    carried: dict[str, int] = field(default_factory=lambda: {UP: 0, DOWN: 0})
    counted: int = 0
    is_broken: bool = False
    guard: threading.Lock = field(default_factory=threading.Lock)
    open: list[socket.socket] = field(default_factory=list)

    def mend(self) -> None:
        """Let it carry everything, from now on."""
        self.spoil("", 0)

    def spoil(self, way: str, limit: int, *, silent: bool = False, counts: Callable[[], bool] = lambda: True) -> None:
        """Let it break after so many bytes that go one way."""
        with self.guard:
            for one in self.open:
                _close(one)
            self.open.clear()
            self.way, self.limit, self.is_silent, self.counts = way, limit, silent, counts
            self.carried = {UP: 0, DOWN: 0}
            self.counted = 0
            self.is_broken = False

    def passes(self, way: str, data: bytes) -> bytes | None:
        """What of some bytes gets through; None where the line is cut by them or was before."""
        with self.guard:
            if self.is_broken:
                return b"" if self.is_silent else None
            self.carried[way] += len(data)
            if way != self.way or not self.counts():
                return data
            left = self.limit - self.counted
            self.counted += len(data)
            if self.counted <= self.limit:
                return data
            self.is_broken = True
            return data[:left] if self.is_silent or left else None


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A line to a server of this machine."""
    wire = Wire()
    with socket.create_server((LOOPBACK, 0), backlog=64) as server:
        wire.port = server.getsockname()[1]
        threading.Thread(target=_answer, args=(server, wire, port), daemon=True).start()
        try:
            yield wire
        finally:
            wire.mend()
            server.shutdown(socket.SHUT_RDWR)


def _answer(server: socket.socket, wire: Wire, port: int) -> None:
    while True:
        try:
            client, _ = server.accept()
        except OSError:
            return
        try:
            target = socket.create_connection((LOOPBACK, port))
        except OSError:
            _close(client)
            continue
        with wire.guard:
            wire.open += [client, target]
        for way, source, sink in ((UP, client, target), (DOWN, target, client)):
            threading.Thread(target=_carry, args=(wire, way, source, sink), daemon=True).start()


def _carry(wire: Wire, way: str, source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(1 << 14):
            passed = wire.passes(way, data)
            if passed:
                sink.sendall(passed)
            if passed is None or (wire.is_broken and not wire.is_silent):
                _close(source)
                break
        if not (wire.is_broken and wire.is_silent):
            sink.shutdown(socket.SHUT_WR)
    if wire.is_broken and not wire.is_silent:
        _close(sink)


def _close(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
