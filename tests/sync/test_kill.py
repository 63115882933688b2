"""The plug is pulled in the middle of a sync, at every step of it: the next sync makes everything whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.desk import Clone, Desk, fine, sound

ROOT = Path(__file__).parents[2]
STEP = 1 if os.environ.get("LEAPTUI_TESTS") == "full" else 47
"""The full run kills at every step, the quick one at every forty-seventh."""


@pytest.fixture
def dying() -> Iterator[Callable[[int, Clone], bool]]:
    """Run a sync that is killed at its n-th step; tells whether it was under way until then."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sync.dying"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )

    def run(number: int, clone: Clone) -> bool:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{number} {clone.root}\n")
        process.stdin.flush()
        return process.stdout.readline() == "killed\n"

    with process:
        yield run
        process.terminate()


class Scene:
    """A situation on the disk that can be set up again and again at the same place."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.one, self.two = desk.two()
        self.mine, self.theirs = {"shared"}, {"shared"}

    def apart(self) -> None:
        """Both sides have new work, in records, fields, pictures and whole portfolios."""
        self.theirs.add(self.two.attach(b"their picture")[0])
        self.two.put("shared", {"place": "home", "title": "From two"})
        self.two.add("Essay", name="jonas-weber")
        fine(self.two.sync())
        self.mine.add(self.one.attach(b"my picture")[0])
        self.one.put("shared", {"title": "From one", "kind": "product"})
        self._keep()

    def only_there(self) -> None:
        """Only the remote has new work."""
        self.theirs.add(self.two.attach(b"their picture")[0])
        fine(self.two.sync())
        self._keep()

    def only_here(self) -> None:
        """Only this side has new work."""
        self.mine.add(self.one.attach(b"my picture")[0])
        self._keep()

    def _keep(self) -> None:
        for name in ("one", "two", "remote.git"):
            shutil.copytree(self.desk.folder / name, self.desk.folder / "kept" / name, symlinks=True)

    def again(self) -> None:
        """Set the situation up again."""
        for name in ("one", "two", "remote.git"):
            shutil.rmtree(self.desk.folder / name)
            shutil.copytree(self.desk.folder / "kept" / name, self.desk.folder / name, symlinks=True)

    def comes_right(self) -> None:
        """Some time later the next syncs bring both sides together, and nothing is missing."""
        for left in (*self.one.root.rglob(".leaptui-tmp-*"), *(self.one.root / ".git").rglob("*.lock")):
            os.utime(left, (1_000_000_000, 1_000_000_000))
        for name in self.one.workspace.names():
            self.one.document(name)
        fine(self.one.sync())
        fine(self.two.sync())
        assert self.one.carried() == self.two.carried()
        assert self.one.evidence().keys() == self.mine | self.theirs
        for path in (path for path in self.one.carried() if ".files/" in path):
            assert (self.one.root / path).read_bytes() in {b"my picture", b"their picture"}
        sound(self.one)


@pytest.mark.parametrize("situation", ["apart", "only_there", "only_here"])
def test_a_sync_killed_at_any_step_comes_right(desk: Desk, dying: Callable[[int, Clone], bool], situation: str) -> None:
    scene = Scene(desk)
    {"apart": scene.apart, "only_there": scene.only_there, "only_here": scene.only_here}[situation]()
    number = 1
    while dying(number, scene.one):
        scene.comes_right()
        scene.again()
        number += STEP
    assert number > 20, "the sync was killed at many steps"


GIT_THAT_FAILS = """#!/bin/sh
count=$(($(cat {counter}) + 1))
echo $count > {counter}
if [ $count -eq {number} ]; then
  [ {after} -eq 1 ] && {git} "$@" > /dev/null 2>&1
  kill -9 $$
fi
exec {git} "$@"
"""


@pytest.mark.parametrize("after", [0, 1], ids=["before its work", "after its work"])
def test_a_git_killed_at_any_call_comes_right(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    scene = Scene(desk)
    scene.apart()
    real, path = shutil.which("git"), os.environ["PATH"]
    false_git, counter = tmp_path / "bin" / "git", tmp_path / "counter"
    false_git.parent.mkdir()
    number = 1
    while True:
        false_git.write_text(GIT_THAT_FAILS.format(counter=counter, number=number, after=after, git=real))
        false_git.chmod(0o755)
        counter.write_text("0")
        monkeypatch.setenv("PATH", f"{false_git.parent}:{path}")
        outcome = scene.one.sync()
        monkeypatch.setenv("PATH", path)
        if int(counter.read_text()) < number:
            break
        assert "Traceback" not in outcome.sentence
        scene.comes_right()
        scene.again()
        number += STEP
    assert number > 20, "git was killed at many calls"
