"""A real terminal for tests: a program in a pseudo-terminal of its own, its screen read by a terminal emulator."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import queue
import select
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import pyte

PATIENCE = 30.0
"""Seconds a test waits for something to show before it gives up; far more than it takes."""

# The terminal becomes the program's own, so that closing it is felt; then the program takes this one's place.
_TAKE_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "down": "\x1b[B",
    "up": "\x1b[A",
    "left": "\x1b[D",
    "right": "\x1b[C",
}


class Process(Protocol):
    """What a terminal needs of the program in it; a `subprocess.Popen` has it."""

    @property
    def pid(self) -> int:
        """Its number."""

    @property
    def returncode(self) -> int | Any:
        """How it ended, once it was waited for."""

    def poll(self) -> int | None:
        """How it ended; None while it runs."""

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""

    def kill(self) -> None:
        """End it at once."""

    def send_signal(self, sig: int) -> None:
        """Send it a signal."""


class Terminal:
    """A program in a terminal, which sends it a signal when it closes only if it is `controlling`.

    What it writes is taken in all the time, as a terminal does, whether or not the test looks: one that is not read from
    holds the program up in the middle of a frame. It is ended at the end of the `with` block, if it still runs.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (100, 30),
        env: Mapping[str, str] | None = None,
        cwd: Path,
        controlling: bool = True,
    ) -> None:
        self._columns, self._rows = size
        self.screen = pyte.Screen(self._columns, self._rows)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self._master, slave = pty.openpty()
        self._resize_to(slave)
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        self._controlling = controlling
        self.process = self._start(command, slave, environment, cwd)
        os.close(slave)
        self._written: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._wake, self._woken = os.pipe()
        self._taking = threading.Thread(target=self._take_in, daemon=True)
        self._taking.start()

    def _start(self, command: Sequence[str], slave: int, env: Mapping[str, str], cwd: Path) -> Process:
        return subprocess.Popen(
            [*([sys.executable, "-c", _TAKE_TERMINAL] if self._controlling else []), *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=env,
            cwd=cwd,
            start_new_session=True,
        )

    def _take_in(self) -> None:
        """Take in what the program writes, until it ends or the terminal is closed."""
        while True:
            ready, _, _ = select.select([self._master, self._wake], [], [])
            if self._wake in ready:
                return
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            self._written.put(data)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.hang_up()

    def _resize_to(self, descriptor: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", self._rows, self._columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self._columns, self._rows = columns, rows
        self.screen.resize(rows, columns)
        self._resize_to(self._master)
        self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds: float = 0.1) -> None:
        """Put on the screen what the program has written and writes within these seconds."""
        until = time.monotonic() + seconds
        while True:
            try:
                data = self._written.get(timeout=max(0.0, until - time.monotonic()))
            except queue.Empty:
                return
            self.output += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so; `what` says what it was, where it never is."""
        until = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > until:
                raise AssertionError(f"{what} was waited for in vain:\n{self.text}")
            self.read()

    def wait_for(self, words: str) -> None:
        """Wait until the screen shows these words."""
        self.wait_until(lambda: words in self.text, repr(words))

    def wait_until_gone(self, words: str) -> None:
        """Wait until the screen does not show these words any more."""
        self.wait_until(lambda: words not in self.text, f"a screen without {words!r}")

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a text."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            self.read(0.15)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        if self._taking.is_alive():
            os.write(self._woken, b"!")
            self._taking.join()
        for descriptor in (self._master, self._wake, self._woken):
            with contextlib.suppress(OSError):
                os.close(descriptor)

    def wait_for_end(self) -> int:
        """Wait until the program has ended; gives its exit code."""
        self.wait_until(lambda: self.process.poll() is not None, "the program's end")
        self.read(0.3)
        return self.process.returncode
