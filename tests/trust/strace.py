"""Touches of the disk, found and spoilt with strace: the n-th write is refused, or is the moment the plug is pulled."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

TOUCHES = (
    *("write", "pwrite64", "writev", "rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat"),
    *("mkdir", "mkdirat", "rmdir", "fsync", "fdatasync", "truncate", "ftruncate"),
)
"""The calls of the system that change what is on the disk; a file opened to be written is one too."""

_CALL = re.compile(r"(?:\d+ +)?(?P<name>\w+)\((?P<rest>.*)")
_OPENS = re.compile(r"O_(WRONLY|RDWR|CREAT)")
INJECTED = "(INJECTED)"
"""What strace writes behind a call that the system refused because it was told to."""
# A call that one system has and another has not is marked as one that may be missing.
TRACED = "trace=" + ",".join(f"?{name}" for name in (*TOUCHES, "openat"))


@dataclass(frozen=True)
class Point:
    """One touch: the call of the system, and which one of its kind it is in its process."""

    call: str
    nth: int

    def killed(self) -> str:
        """What strace is told for the plug to be pulled here."""
        return f"inject={self.call}:signal=KILL:when={self.nth}"

    def refused(self, error: str, *, from_now_on: bool = False) -> str:
        """What strace is told for the system to refuse this touch; or all of its kind from now on, as a full disk does."""
        return f"inject={self.call}:error={error}:when={self.nth}{'+' if from_now_on else ''}"


def require_strace(folder: Path) -> None:
    """Skip the test where strace is missing, or may not look at other programs."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    tried = subprocess.run(["strace", "-o", str(folder / "tried"), "true"], capture_output=True, check=False)
    if tried.returncode != 0:
        pytest.skip("strace may not look at other programs here")


def points_in(log: Path) -> list[Point]:
    """The touches in what strace wrote of one program and all it started, each point once however many came to it."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[Point, None] = {}
    for line in log.read_text(errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name, process = call["name"], line.split(" ", 1)[0] if line[:1].isdigit() else ""
        counts[process, name] += 1
        is_talk = name == "write" and call["rest"].startswith(
            ("1,", "2,")
        )  # to whoever started it, and not to the disk
        if not is_talk and (name != "openat" or _OPENS.search(call["rest"])):
            found[Point(name, counts[process, name])] = None
    return [*found]


GIT = """#!/bin/sh
read -r nth < "$FAULT_COUNTER"
nth=$((nth + 1))
echo $nth > "$FAULT_COUNTER"
if [ "$FAULT_CALL" = all ]; then
  exec strace -f -q -o "$FAULT_LOG.$nth" -e "$FAULT_TRACE" "$FAULT_GIT" "$@"
elif [ "$FAULT_CALL" = $nth ]; then
  exec strace -f -q -o "$FAULT_LOG" -e "$FAULT_TRACE" -e "$FAULT_INJECT" "$FAULT_GIT" "$@"
fi
exec "$FAULT_GIT" "$@"
"""


class SpoiltGit:
    """A `git` that counts its calls, and in one of them meets what strace is told. It is real git."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._log = folder / "calls"
        self._spoilt = folder / "spoilt"
        self._counter = folder / "counter"
        program = folder / "bin" / "git"
        program.parent.mkdir()
        program.write_text(GIT)
        program.chmod(0o755)
        self._path = os.environ["PATH"]
        self._own_path = f"{program.parent}:{self._path}"
        for name, value in {"COUNTER": self._counter, "TRACE": TRACED, "GIT": shutil.which("git")}.items():
            patch.setenv(f"FAULT_{name}", str(value))

    def look(self) -> None:
        """Write down what all calls do, from now on."""
        self._begin("all", self._log)

    def spoil(self, call: int, inject: str) -> None:
        """Spoil one call from now on; 0 spoils none."""
        self._spoilt.unlink(missing_ok=True)
        self._patch.setenv("FAULT_INJECT", inject)
        self._begin(str(call), self._spoilt)

    def was_killed(self) -> bool:
        """Whether the call that was to be spoilt last was killed."""
        return "+++ killed by SIGKILL +++" in self._said()

    def was_refused(self) -> bool:
        """Whether the call that was to be spoilt last was refused a touch of the disk."""
        return INJECTED in self._said()

    def _said(self) -> str:
        return self._spoilt.read_text(errors="replace") if self._spoilt.exists() else ""

    def rest(self) -> None:
        """Let git be, from now on."""
        self._patch.setenv("PATH", self._path)

    def points(self) -> list[tuple[int, Point]]:
        """The touches of all calls looked at: the call's number, and the point."""
        calls = range(1, int(self._counter.read_text()) + 1)
        return [(call, point) for call in calls for point in points_in(Path(f"{self._log}.{call}"))]

    def _begin(self, call: str, log: Path) -> None:
        self._counter.write_text("0\n")
        self._patch.setenv("FAULT_CALL", call)
        self._patch.setenv("FAULT_LOG", str(log))
        self._patch.setenv("PATH", self._own_path)
