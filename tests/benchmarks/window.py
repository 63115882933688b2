"""A program in a pseudo-terminal, and when it showed what."""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

PATIENCE = 60.0
"""Seconds after which something that was to be shown is no longer waited for."""

_STYLE = re.compile(rb"\x1b\[[0-9;:]*m")
_OTHER = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X].*?(?:\x07|\x1b\\)|[ #%()*+]?.)", re.DOTALL)
_FRAME_BEGINS, _FRAME_ENDS = b"\x1b[?2026h", b"\x1b[?2026l"
_QUESTION = re.compile(
    rb"\x1b(?:\[\?(?P<mode>\d+)\$p|\[(?P<attributes>0?c)|\[\?(?P<keyboard>u)|\[(?P<size>1[468])t|\[(?P<place>6n)"
    rb"|\](?P<colour>1[012]);\?(?:\x07|\x1b\\))"
)
_CELL = (10, 20)
"""Width and height in pixels that the terminal claims for a cell."""


class NeverShown(Exception):
    """A program ended, or did not show in time what it was to show."""


class Window:
    """A program in a terminal that answers questions as those of today do. It is killed at the end of the `with` block.

    Times are taken when output arrives. A frame is whole at the end of a synchronized update.
    """

    def __init__(
        self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path, size: tuple[int, int] = (120, 36)
    ) -> None:
        self._size = size
        self._output = b""
        self._in_frame = False
        self._asked = b""
        self._master, slave = os.openpty()
        columns, rows = size
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * _CELL[0], rows * _CELL[1]))
        self._from = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=dict(env), cwd=cwd, start_new_session=True
        )
        os.close(slave)

    def __enter__(self) -> Window:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def press(self, keys: bytes) -> None:
        """Type; what is shown and how long it takes counts from here."""
        self._output = b""
        self._from = time.perf_counter()
        os.write(self._master, keys)

    def wait_for(self, *words: str) -> float:
        """Wait for the first whole frame with which all these words have been written; gives the seconds it took.

        They count from the start, or from the last `press`. A number is not found within a longer one. Raises NeverShown.
        """
        missing = [re.compile(rb"(?<!\d)" + re.escape(word.encode()) + rb"(?!\d)") for word in words]
        until = time.perf_counter() + PATIENCE
        while True:
            arrived = self._read(until - time.perf_counter())
            if arrived is None:
                last = " ".join(self._text().decode(errors="replace").split())[-500:]
                raise NeverShown(f"never shown: {', '.join(words)}; what was written last: {last}")
            if missing and not self._in_frame:  # looking through each piece of a frame would keep the program waiting
                text = self._text()
                missing = [word for word in missing if not word.search(text)]
            if not missing and not self._in_frame:
                return arrived - self._from

    def rest(self, seconds: float = 0.4) -> None:
        """Wait until the program has written nothing for so long; one that never rests is left to itself after a while."""
        until = time.perf_counter() + 10 * seconds
        while (left := until - time.perf_counter()) > 0 and self._read(min(seconds, left)) is not None:
            pass

    def peak_mebibytes(self) -> float:
        """The most memory the program ever had resident, as Linux counts it. Raises OSError elsewhere."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024

    def _text(self) -> bytes:
        """What was written since the last `press`, without the terminal's control sequences."""
        return _OTHER.sub(b"\n", _STYLE.sub(b"", self._output))

    def _read(self, seconds: float) -> float | None:
        """Take in what the program writes next; gives when it came, None where nothing came in time."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return None
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # nobody has the other end open any more
            return None
        if not data:
            return None
        arrived = time.perf_counter()
        self._output += data
        self._in_frame = self._output.rfind(_FRAME_BEGINS) > self._output.rfind(_FRAME_ENDS)
        self._answer(data)
        return arrived

    def _answer(self, data: bytes) -> None:
        self._asked += data
        end = 0
        for question in _QUESTION.finditer(self._asked):
            os.write(self._master, self._answer_to(question))
            end = question.end()
        self._asked = self._asked[end:][-32:]

    def _answer_to(self, question: re.Match[bytes]) -> bytes:
        (columns, rows), (width, height) = self._size, _CELL
        value = (question.group(question.lastgroup or 0) or b"").decode()
        answers = {
            "mode": f"\x1b[?{value};2$y",
            "attributes": "\x1b[?62;22c",
            "keyboard": "\x1b[?0u",
            "place": "\x1b[1;1R",
            "colour": f"\x1b]{value};rgb:1c1c/1c1c/1c1c\x1b\\",
            "size": {
                "14": f"\x1b[4;{rows * height};{columns * width}t",
                "16": f"\x1b[6;{height};{width}t",
                "18": f"\x1b[8;{rows};{columns}t",
            }.get(value, ""),
        }
        return answers[question.lastgroup or ""].encode()
