"""The plug is pulled in the middle of a sync, at every step of it: the next sync makes everything whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.sync.desk import Clone, Desk
from tests.sync.scene import Scene
from tests.trust.counting import Cases
from tests.trust.numbers import number

ROOT = Path(__file__).parents[2]
STEP = number("kill.step")


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


@pytest.mark.parametrize("situation", ["apart", "only_there", "only_here", "several_here", "renamed_there"])
def test_a_sync_killed_at_any_step_comes_right(
    desk: Desk, dying: Callable[[int, Clone], bool], cases: Cases, situation: str
) -> None:
    scene = Scene(desk)
    getattr(scene, situation)()
    number = 1
    while dying(number, scene.one):
        scene.comes_right()
        cases.add()
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
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases, after: int
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
        cases.add()
        scene.again()
        number += STEP
    assert number > 20, "git was killed at many calls"
