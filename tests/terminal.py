"""A real terminal for tests: a program in a pseudo-terminal of its own, its screen read by a terminal emulator."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

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


class Terminal:
    """A program in a terminal, which sends it a signal when it closes only if it is `controlling`.

    It is ended at the end of the `with` block, if it still runs.
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
        self.process = subprocess.Popen(
            [*([sys.executable, "-c", _TAKE_TERMINAL] if controlling else []), *command],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        with contextlib.suppress(OSError):
            os.close(self._master)

    def _resize_to(self, descriptor: int) -> None:
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", self._rows, self._columns, 0, 0))

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        self._columns, self._rows = columns, rows
        self.screen.resize(rows, columns)
        self._resize_to(self._master)
        self.process.send_signal(signal.SIGWINCH)

    def read(self, seconds: float = 0.1) -> None:
        """Take in what the program wrote."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            ready, _, _ = select.select([self._master], [], [], left)
            if not ready:
                return
            try:
                data = os.read(self._master, 65536)
            except OSError:
                return
            if not data:
                return
            self.output += data
            self._stream.feed(data)

    @property
    def text(self) -> str:
        """The screen as text."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, words: str) -> None:
        """Wait until the screen shows these words."""
        until = time.monotonic() + PATIENCE
        while words not in self.text:
            if time.monotonic() > until:
                raise AssertionError(f"the screen never showed {words!r}:\n{self.text}")
            self.read()

    def press(self, *keys: str) -> None:
        """Press keys by name, or type a text."""
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
            self.read(0.15)

    def hang_up(self) -> None:
        """Close the terminal under the program."""
        os.close(self._master)

    def wait_for_end(self) -> int:
        """Wait until the program has ended; gives its exit code."""
        until = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > until:
                raise AssertionError(f"the program did not end:\n{self.text}")
            with contextlib.suppress(OSError):
                self.read()
        with contextlib.suppress(OSError, ValueError):
            self.read(0.3)
        return self.process.returncode
