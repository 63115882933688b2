"""Starting the program a hundred times without waiting for its modules: `python -m tests.kiosk.forks`.

It reads all of them once. With each line of JSON it begins the program in a process of its own, in the terminal named, as
`leaptui` would have begun it there, and says that one's number; with `wait N` it waits for its end and says how that was.
"""

from __future__ import annotations

import fcntl
import importlib
import json
import os
import select
import signal
import subprocess
import sys
import termios
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.beside import Beside
from tests.terminal import Process, Terminal

_READ = (
    *("leaptui.cli.kiosk", "leaptui.cli.main", "leaptui.tui.kiosk.run", "leaptui.tui.kiosk.session"),
    *("leaptui.tui.repair.opening", "leaptui.tui.evidence.write", "leaptui.store.journal", "argon2", "filelock"),
)


def main() -> None:
    """Do as the lines say until there are no more."""
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"
    for name in _READ:
        importlib.import_module(name)
    for line in sys.stdin:
        if line.startswith("wait "):
            _, status = os.waitpid(int(line.split()[1]), 0)
            _say(str(os.waitstatus_to_exitcode(status)))
            continue
        start = json.loads(line)
        terminal = os.open(start["tty"], os.O_RDWR | os.O_NOCTTY)
        child = os.fork()
        if child == 0:
            _become(start, terminal)
        os.close(terminal)
        _say(str(child))


def _become(start: dict[str, object], terminal: int) -> None:
    """Be the program, in its terminal."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for number in range(3):
        os.dup2(terminal, number)
    os.close(terminal)
    env, words = start["env"], start["words"]
    assert isinstance(env, dict)
    assert isinstance(words, list)
    os.environ.clear()
    os.environ.update(env)
    os.chdir(str(start["cwd"]))
    sys.argv = ["leaptui", *words]
    from leaptui.__main__ import main as program

    code = 1
    try:
        program()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except Exception:  # noqa: BLE001  # whatever it was is told where the test looks
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Forks(Beside):
    """Begins the program as often as one likes; to be used in a `with`."""

    def __init__(self) -> None:
        # No file, which pytest would hand on: where the stream was made for one, Python goes to a place in it when the program
        # sets how it writes, and a terminal, which it has become by then, has no places to go to.
        super().__init__("tests.kiosk.forks", stderr=subprocess.PIPE)

    def ask(self, line: str) -> int:
        """Say a line, and take the number it answers with."""
        stdin: IO[str] | None = self._process.stdin
        stdout: IO[str] | None = self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{line}\n")
        stdin.flush()
        return int(stdout.readline())


class Fork:
    """One run of the program."""

    def __init__(self, forks: Forks, start: Mapping[str, object]) -> None:
        self._forks = forks
        self.pid = forks.ask(json.dumps(start))
        self.returncode: int | None = None
        self._handle = os.pidfd_open(self.pid)

    def poll(self) -> int | None:
        """How it ended; None while it runs."""
        if self.returncode is None and select.select([self._handle], [], [], 0)[0]:
            self.wait()
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        if self.returncode is None:
            assert select.select([self._handle], [], [], timeout)[0], "it did not end"
            self.returncode = self._forks.ask(f"wait {self.pid}")
            os.close(self._handle)
        return self.returncode

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, sig: int) -> None:
        """Send it a signal; nothing happens where it has ended."""
        if self.returncode is None:
            signal.pidfd_send_signal(self._handle, sig)


class ForkTerminal(Terminal):
    """The program in a terminal, begun by `Forks`: `command` are its arguments alone."""

    def __init__(self, forks: Forks, words: Sequence[str], *, cwd: Path, size: tuple[int, int] = (100, 30)) -> None:
        self._forks = forks
        super().__init__(words, cwd=cwd, size=size)

    def _start(self, command: Sequence[str], slave: int, env: Mapping[str, str], cwd: Path) -> Process:
        start = {"tty": os.ttyname(slave), "words": [*command], "env": {**env}, "cwd": str(cwd)}
        return Fork(self._forks, start)


if __name__ == "__main__":
    main()
