"""The disk is full, broken or not ours at any touch of it, ours or git's: the old file stands, and one sentence says why."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from tests.store.desk import GAUGE, begin, retitle
from tests.sync.desk import Desk
from tests.sync.scene import Scene
from tests.terminal import Terminal
from tests.trust.counting import Cases
from tests.trust.numbers import is_full, number
from tests.trust.strace import SpoiltGit, require_strace
from tests.trust.victim import TITLE, Told, Victim

STEP, GIT_STEP = number("fault.step"), number("fault.git")
ERRORS = {"ENOSPC": "no space left on device", "EIO": "input/output error", "EACCES": "permission denied"}
REPOSITORY = Path(__file__).parents[2]


def is_clear(said: str) -> bool:
    """Whether something is one sentence for a learner."""
    return bool(said) and "\n" not in said and "Traceback" not in said and "Errno" not in said


@pytest.mark.parametrize("error", ERRORS)
def test_a_save_refused_at_every_touch_stands_or_leaves_the_old_file_and_says_why(
    tmp_path: Path, victim: Victim, cases: Cases, error: str
) -> None:
    desk = begin(tmp_path / "desk")
    retitle(desk.open(), GAUGE, "Before")
    before = desk.path.read_bytes()
    refused = 0
    points = victim.points("save", desk.root)
    for point in points if is_full() else points[list(ERRORS).index(error) :: 3]:
        for from_now_on in (False, True):
            desk.path.write_bytes(before)
            told = victim.run("save", desk.root, point.refused(error, from_now_on=from_now_on))
            _check_save(told, desk.path.read_bytes() == before, desk.title(GAUGE), ERRORS[error])
            refused += not told.saved
            assert desk.leftovers() == [] or "unlink" in point.call or from_now_on
            for left in desk.leftovers():
                Path(left).unlink()
            cases.add()
    assert refused > (5 if is_full() else 0)


def _check_save(told: Told, is_as_it_was: bool, title: str, words: str) -> None:
    assert not told.killed
    if told.saved:
        assert title == TITLE
        assert not told.said or is_clear(told.said)
    else:
        assert is_as_it_was
        assert is_clear(told.said)
        assert words in told.said


@pytest.mark.parametrize("error", ERRORS)
def test_a_sync_refused_at_every_touch_says_why_and_comes_right(
    desk: Desk, victim: Victim, cases: Cases, error: str
) -> None:
    scene = Scene(desk)
    scene.apart()
    points = victim.points("sync", scene.one.root)
    assert len(points) > STEP
    first = list(ERRORS).index(error) * STEP // 3
    refused = 0
    for point in points[first::STEP]:
        scene.again()
        told = victim.run("sync", scene.one.root, point.refused(error, from_now_on=error == "ENOSPC"))
        refused += told.refused
        assert is_clear(told.said)
        assert told.kind in set(SyncKind)
        scene.comes_right()
        cases.add()
    assert refused > cases.count / 2


@pytest.mark.parametrize("error", ERRORS)
def test_a_git_refused_at_every_touch_says_why_and_comes_right(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Cases, error: str
) -> None:
    require_strace(tmp_path)
    scene = Scene(desk)
    scene.apart()
    spoilt = SpoiltGit(tmp_path, monkeypatch)
    spoilt.look()
    scene.one.sync()
    points = spoilt.points()
    assert len(points) > GIT_STEP
    refused = 0
    for call, point in points[list(ERRORS).index(error) * GIT_STEP // 3 :: GIT_STEP]:
        spoilt.rest()
        scene.again()
        # A git that may write nothing any more could not even say so.
        spoilt.spoil(call, point.refused(error, from_now_on=error == "ENOSPC" and point.call != "write"))
        outcome = scene.one.sync()
        spoilt.rest()
        refused += spoilt.was_refused()
        assert is_clear(outcome.sentence)
        scene.comes_right()
        cases.add()
    assert refused > cases.count / 2


def spoilt_program(folder: Path, call: str, error: str, *words: str) -> list[str]:
    """The command that runs the program with a call of the system refused from its first time on."""
    strace = ["strace", "-f", "--seccomp-bpf", "-o", str(folder / "log"), "-e", f"trace={call}"]
    return [*strace, "-e", f"inject={call}:error={error}:when=1+", sys.executable, "-m", "leaptui", *words]


SPOILT = [(call, error) for call in ("fsync", "rename") for error in ERRORS][:: 1 if is_full() else 4]


@pytest.mark.parametrize(("call", "error"), SPOILT)
def test_the_command_says_in_one_line_why_it_could_not_save(
    tmp_path: Path, cases: Cases, call: str, error: str
) -> None:
    require_strace(tmp_path)
    desk = begin(tmp_path / "desk")
    before = desk.path.read_bytes()
    command = spoilt_program(tmp_path, call, error, "-C", str(desk.root), "add", "Rain gauge, second try")
    done = subprocess.run(
        command, cwd=REPOSITORY, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert is_clear(done.stderr.strip())
    assert ERRORS[error] in done.stderr
    assert desk.path.read_bytes() == before
    cases.add()


@pytest.mark.parametrize(("call", "error"), SPOILT[:: 1 if is_full() else 2])
def test_the_app_says_why_it_could_not_save_and_goes_on(tmp_path: Path, cases: Cases, call: str, error: str) -> None:
    require_strace(tmp_path)
    desk = begin(tmp_path / "desk")
    before = desk.path.read_bytes()
    command = spoilt_program(tmp_path, call, error, "-C", str(desk.root))
    with Terminal(["sh", "-c", shlex.join(command)], cwd=REPOSITORY, env={"PATH": os.environ["PATH"]}) as terminal:
        terminal.wait_for("Weather station")
        terminal.press("a")
        terminal.wait_for("Title")
        terminal.press("Rain gauge, second try", "enter")
        terminal.wait_for(ERRORS[error].split(" ", 1)[0])
        assert desk.path.read_bytes() == before
        assert "Traceback" not in terminal.text
    cases.add()


def test_the_disk_is_as_it_is_where_nothing_is_spoilt(tmp_path: Path, victim: Victim) -> None:
    desk = begin(tmp_path / "desk")
    assert shutil.which("strace")
    assert victim.run("save", desk.root, "").saved
    assert desk.title(GAUGE) == TITLE
