"""A program to be killed, or refused the disk, in the middle of its work: `python -m tests.trust.victim`.

It reads lines `WHAT FOLDER`, makes all ready in a process of its own and says that one's number. With the next line it begins;
then it says what came of it, as JSON.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from leaptui.store.errors import StoreError
from leaptui.store.workspace import Workspace
from leaptui.sync import Stopped, sync
from leaptui.sync.home import take_home
from tests.beside import Beside, wait_until_alone
from tests.store.desk import GAUGE, Desk, retitle
from tests.sync.desk import AMARA
from tests.trust.strace import INJECTED, TRACED, Point, points_in

Facts = dict[str, object]
TITLE = "Saved in the end"


def _save(folder: Path) -> Callable[[], Facts]:
    store = Desk(folder).open()

    def work() -> Facts:
        try:
            retitle(store, GAUGE, TITLE)
        except StoreError as error:
            return {"saved": False, "said": str(error)}
        return {"saved": True, "said": store.notice or ""}

    return work


def _sync(folder: Path) -> Callable[[], Facts]:
    def work() -> Facts:
        outcome = sync(Workspace(folder))
        return {"kind": outcome.kind, "said": outcome.sentence}

    return work


def _home(folder: Path) -> Callable[[], Facts]:
    def work() -> Facts:
        try:
            taken = take_home(Workspace(folder), AMARA, folder.parent / "stick")
        except (Stopped, StoreError) as error:
            return {"saved": False, "said": str(error)}
        return {"saved": True, "said": taken.sentence}

    return work


WORKS = {"save": _save, "sync": _sync, "home": _home}


def main() -> None:
    """Do as the lines say until there are no more."""
    tempfile.gettempdir()  # found once, before anything is refused: Python tries it out with files of its own
    for line in sys.stdin:
        what, _, folder = line.rstrip("\n").partition(" ")
        here, there = socket.socketpair()
        child = os.fork()
        if child == 0:
            here.close()
            _work(there, WORKS[what](Path(folder)))
        there.close()
        here.recv(1)
        _say(str(child))
        sys.stdin.readline()
        here.sendall(b"x")
        said = b""
        while chunk := here.recv(1 << 16):
            said += chunk
        here.close()
        _, status = os.waitpid(child, 0)
        facts: Facts = {"killed": os.WIFSIGNALED(status), "code": os.waitstatus_to_exitcode(status)}
        _say(json.dumps({**facts, **(json.loads(said) if said else {})}))


def _work(boss: socket.socket, work: Callable[[], Facts]) -> None:
    boss.sendall(b"x")
    boss.recv(1)
    try:
        boss.sendall(json.dumps(work()).encode())
    except BaseException as error:
        boss.sendall(json.dumps({"crashed": type(error).__name__}).encode())
        raise
    finally:
        os._exit(0)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


@dataclass(frozen=True)
class Told:
    """What came of it: whether it was killed, or refused a touch of the disk, and what it said."""

    killed: bool
    refused: bool
    said: str
    saved: bool
    kind: str


class Victim(Beside):
    """Lets programs work and spoils a touch of theirs; to be used in a `with`."""

    def __init__(self, folder: Path) -> None:
        self._log = folder / "strace.log"
        # What is killed cannot clear its temporary files away.
        scratch = folder / "scratch"
        scratch.mkdir()
        super().__init__("tests.trust.victim", scratch=scratch)

    def points(self, what: str, folder: Path) -> list[Point]:
        """Let it work, and give all its touches of the disk."""
        self.run(what, folder, "")
        return points_in(self._log)

    def run(self, what: str, folder: Path, inject: str) -> Told:
        """Let it work with one touch spoilt."""
        child = self._ask(f"{what} {folder}")
        more = ["-e", inject] if inject else []
        command = ["strace", "-o", str(self._log), "-e", TRACED, *more, "-p", child]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            assert "attached" in strace.stderr.readline()
            found = json.loads(self._ask("go"))
            strace.stderr.read()
        assert "crashed" not in found, found
        assert found["killed"] or found["code"] == 0
        wait_until_alone(folder)
        refused = INJECTED in self._log.read_text(errors="replace")
        return Told(
            found["killed"], refused, str(found.get("said", "")), bool(found.get("saved")), str(found.get("kind", ""))
        )

    def _ask(self, line: str) -> str:
        stdin: IO[str] | None = self._process.stdin
        stdout: IO[str] | None = self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{line}\n")
        stdin.flush()
        return stdout.readline().strip()


if __name__ == "__main__":
    main()
