"""What the command tests share: a workspace of one learner, and a way to run commands in it as the program does."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaptui.cli.main import run

NOW = "2026-03-11T10:00:00+00:00"


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def id(self) -> str:
        """The one line of stdout."""
        assert self.out.count("\n") == 1, self.out
        return self.out.strip()

    @property
    def json(self) -> object:
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


@dataclass(frozen=True)
class Shell:
    """A person at a shell, in a folder."""

    folder: Path
    name: str = "amara"

    def __call__(self, *words: str, stdin: bytes = b"") -> Ended:
        """Run a command that must succeed."""
        ended = self.ends(*words, stdin=stdin)
        assert ended.code == 0, ended
        return ended

    def ends(self, *words: str, stdin: bytes = b"") -> Ended:
        """Run a command, however it ends."""
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
        before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(stdin))
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run(words)
        finally:
            sys.stdin = before
        texts = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            texts.append(stream.read())
        return Ended(code, *texts)

    def refuses(self, *words: str, code: int = 1, stdin: bytes = b"") -> str:
        """Run a command that must fail with one sentence and change nothing; gives the sentence."""
        before = self.files()
        ended = self.ends(*words, stdin=stdin)
        assert ended.code == code, ended
        assert ended.out == ""
        said = [line for line in ended.err.splitlines() if not line.startswith("note: ")]
        assert len(said) == 1, ended.err
        assert said[0].startswith("leaptui: ")
        assert "Traceback" not in ended.err
        assert self.files() == before
        return said[0].removeprefix("leaptui: ")

    def files(self) -> dict[str, bytes]:
        """What the workspace holds for the learner: every byte of it."""
        found = sorted((self.folder / "portfolios").rglob("*"))
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in found if path.is_file()}

    @property
    def path(self) -> Path:
        return self.folder / "portfolios" / f"{self.name}.json"

    @property
    def document(self) -> dict[str, dict[str, dict[str, object]]]:
        found: dict[str, dict[str, dict[str, object]]] = json.loads(self.path.read_bytes())
        return found

    def records(self, table: str) -> dict[str, dict[str, object]]:
        return self.document.get(table, {})

    def only(self, table: str) -> dict[str, object]:
        """The only record of a table."""
        (record,) = self.records(table).values()
        return record


def plain_surroundings(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    """Keep the tester's own settings out, and stop the clock."""
    home.mkdir(exist_ok=True)
    for name in ("LEAPTUI_PORTFOLIO", "VISUAL", "EDITOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("LEAPTUI_STATE", str(home / "state"))
    monkeypatch.setenv("LEAPTUI_NOW", NOW)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plain_surroundings(monkeypatch, tmp_path / "home")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A workspace without a portfolio, and a shell in it."""
    folder = tmp_path / "learning"
    (folder / "portfolios").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return Shell(folder)


@pytest.fixture
def shell(empty: Shell) -> Shell:
    """A workspace with the portfolio of Amara, and a shell in it."""
    empty("new", "amara", "--learner", "Amara Okafor")
    return empty


@pytest.fixture
def gauge(shell: Shell) -> str:
    """The id of a piece of Amara's."""
    return shell("add", "Rain gauge v2", "--kind", "product", "--place", "makerspace", "--word", "sensors").id


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A day later."""
    monkeypatch.setenv("LEAPTUI_NOW", "2026-03-12T10:00:00+00:00")
    yield


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository to sync with."""
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "remote.git")], check=True)
    return tmp_path / "remote.git"
