"""Where the benchmarks measure: the installed program, workspaces made for it, an environment without anybody's settings."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from leaptui.model.canonical import canonical_bytes
from leaptui.model.edits import new_document
from leaptui.store.bundled import copy_samples
from tests.benchmarks.portfolio import LEARNER, NOW, TODAY, large_portfolio
from tests.benchmarks.window import Window

LARGE, SAMPLE = "noor-haddad", "amara-okafor"
MENTOR = "J. Lind"
ASK = "5f0f8a7e-2f0e-4c39-9a0d-6a1f8a1c9d11"
_APPS = Path(__file__).parent / "apps"
_FOREIGN = ("LEAPTUI", "TEXTUAL", "PYTHON", "LC_", "LANG", "XDG_", "COLORFGBG", "TERM")
_NAMES = {"NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "CI", "TMUX", "STY"}


@dataclass(frozen=True)
class Place:
    """A folder that is thrown away at the end, and how large what is made in it is to be."""

    folder: Path
    pieces: int
    portfolios: int

    @cached_property
    def program(self) -> list[str]:
        """The installed `leaptui`, as a learner starts it."""
        beside = Path(sysconfig.get_path("scripts")) / "leaptui"
        return [str(beside)] if beside.exists() else [sys.executable, "-m", "leaptui"]

    @cached_property
    def env(self) -> dict[str, str]:
        """A terminal of today, an empty home, and a day that stands still."""
        home = self.folder / "home"
        home.mkdir()
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN) and name not in _NAMES
        }
        return {
            **kept,
            "HOME": str(home),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "LEAPTUI_NOW": NOW,
        }

    @cached_property
    def samples(self) -> Path:
        """A workspace with the samples."""
        root = self.folder / "samples"
        copy_samples(root)
        return root

    @cached_property
    def large_file(self) -> bytes:
        """The bytes of the large portfolio."""
        return canonical_bytes(large_portfolio(self.pieces))

    @cached_property
    def large(self) -> Path:
        """A workspace with the large portfolio alone."""
        portfolios = self.folder / "large" / "portfolios"
        portfolios.mkdir(parents=True)
        (portfolios / f"{LARGE}.json").write_bytes(self.large_file)
        return portfolios.parent

    @cached_property
    def crowd(self) -> Path:
        """A workspace with many small portfolios; in the last one something is asked for."""
        portfolios = self.folder / "crowd" / "portfolios"
        portfolios.mkdir(parents=True)
        for number in range(self.portfolios):
            document = new_document(f"{LEARNER} {number}", "leap-2020", TODAY, NOW)
            if number == self.portfolios - 1:
                document["asks"] = {ASK: {"created": NOW, "modified": NOW, "need": ["Look, please"], "status": "open"}}
            (portfolios / f"{LARGE}-{number:04}.json").write_bytes(canonical_bytes(document))
        return portfolios.parent

    def small_app(self, name: str) -> Window:
        """Start one of the benchmark's own apps."""
        return Window([sys.executable, str(_APPS / f"{name}.py")], env=self.env, cwd=self.folder)

    def run(self, workspace: Path, *arguments: str) -> Window:
        """Start a command of leaptui in a workspace."""
        return Window([*self.program, *arguments], env=self.env, cwd=workspace)

    def open(self, workspace: Path, portfolio: str | None = None) -> Window:
        """Start leaptui in a workspace, on one of its portfolios."""
        chosen = ["--portfolio", portfolio] if portfolio else []
        return Window([*self.program, *chosen], env=self.env, cwd=workspace)


@contextmanager
def made_place(pieces: int, portfolios: int) -> Iterator[Place]:
    """A place to measure in; nothing of it is left afterwards."""
    with TemporaryDirectory(prefix="leaptui-benchmarks-") as folder:
        yield Place(Path(folder), pieces, portfolios)
