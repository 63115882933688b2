"""The files on a stick: the newest of all of them, told where there are more, and never hidden by the keys on the screen."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.kiosk.machine import Machine
from leaptui.kiosk.sticks import MOST_FILES, FilesOn, files_on
from leaptui.tui.kiosk.locked import Locked
from leaptui.tui.kiosk.stick_files import Looking
from tests.kiosk.conftest import AMARA, SECRETS, in_session
from tests.kiosk.hands import app_of, looked, run_command, until
from tests.terminal import PATIENCE


def _fill(folder: Path, count: int, when: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number:04}.jpg"
        path.touch()
        os.utime(path, (when + number, when + number))


def test_what_is_hidden_is_not_listed(tmp_path: Path) -> None:
    _fill(tmp_path, 30, 1_000)
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / ".Trash").mkdir()
    (tmp_path / ".Trash" / "kite.txt").write_text("x")
    found = files_on(tmp_path)
    assert (len(found.files), found.count, found.is_whole) == (30, 30, True)
    nothing = files_on(tmp_path / "nowhere")
    assert (nothing.files, nothing.count, nothing.is_whole) == ((), 0, True)


def test_a_camera_s_folder_hides_no_newer_file_beside_it(tmp_path: Path) -> None:
    _fill(tmp_path / "USB" / "DCIM" / "100CANON", MOST_FILES + 500, 1_000)
    _fill(tmp_path / "USB" / "essay", 3, 1_000_000)
    found = files_on(tmp_path)
    inner = Path("USB", "essay")
    assert [one.path for one in found.files[:3]] == [inner / "0002.jpg", inner / "0001.jpg", inner / "0000.jpg"]
    assert (len(found.files), found.count, found.is_whole) == (MOST_FILES, MOST_FILES + 503, True)
    ages = [one.changed for one in found.files]
    assert ages == sorted(ages, reverse=True)
    assert found.files[-1].path.name == "0503.jpg"


def test_where_there_is_too_much_to_look_through_the_top_comes_first(tmp_path: Path) -> None:
    _fill(tmp_path / "a camera", 50, 1_000_000)
    _fill(tmp_path, 5, 1_000)
    found = files_on(tmp_path, looked=20)
    assert not found.is_whole
    assert {one.path.name for one in found.files if one.path.parent == Path()} == {f"000{n}.jpg" for n in range(5)}
    assert found.count == len(found.files) == 19  # the folder itself was looked at, too


async def test_it_says_that_a_stick_has_more_files_than_are_shown(machine: Machine, tmp_path: Path) -> None:
    _fill(tmp_path / "stick" / "DCIM", MOST_FILES + 1, 1_000)
    (tmp_path / "stick" / "essay.txt").write_text("It flew.")
    async with in_session(machine) as hands:
        run_command(hands, "kiosk.file")
        await until(hands, "essay.txt")
        said = " ".join(hands.text.split())
        assert "There are 2002 files on the stick. These are the newest 2000." in said
        await hands.press("escape")
        await hands.settle()
        (tmp_path / "stick" / "DCIM" / "0000.jpg").unlink()
        (tmp_path / "stick" / "DCIM" / "0001.jpg").unlink()
        run_command(hands, "kiosk.file")
        await until(hands, "essay.txt")
        assert "the newest" not in hands.text


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("count", [100, MOST_FILES + 1])
async def test_the_file_under_the_cursor_is_seen_above_the_keys_on_the_screen(
    machine: Machine, tmp_path: Path, size: tuple[int, int], count: int
) -> None:
    _fill(tmp_path / "stick", count, 1_000)
    async with in_session(machine, size=size) as hands:
        run_command(hands, "kiosk.file")
        await until(hands, f"{count - 1:04}.jpg")
        await hands.press("f8", *["down"] * 20)
        await until(hands, f"▸ {count - 21:04}.jpg")


def test_it_is_looked_through_no_further_once_nobody_waits(tmp_path: Path) -> None:
    _fill(tmp_path, 30, 1_000)
    asked = iter(range(100))
    found = files_on(tmp_path, is_left=lambda: next(asked) >= 10)
    assert (found.count, found.is_whole) == (10, False)


async def test_a_key_pressed_while_the_stick_is_looked_through_goes_nowhere_and_esc_leaves_it(
    machine: Machine, tmp_path: Path
) -> None:
    _fill(tmp_path / "stick", 300, 1_000)
    async with in_session(machine) as hands:
        await hands.press("2")
        page = hands.app.screen
        run_command(hands, "kiosk.file")
        sheet = hands.app.screen
        assert isinstance(sheet, Looking)
        assert sheet.has_class("-unseen"), "a quick stick does not flash"
        sheet.action_leave()
        await looked(hands)
        assert hands.app.screen is page


async def test_it_is_seen_that_one_waits_for_a_slow_stick(machine: Machine, tmp_path: Path) -> None:
    slow = tmp_path / "stick"
    _fill(slow, 3, 1_000)
    async with in_session(machine) as hands:
        go_on = threading.Event()
        hands.app.push_screen(Waiting(slow, go_on))
        for _nth in range(200):
            await hands.pilot.pause(0.02)
            if "Looking through the stick …" in hands.text:
                break
        assert "Looking through the stick …" in hands.text
        assert "Leave" in hands.text
        await hands.pilot.press("enter", "x")
        assert isinstance(hands.app.screen, Waiting)
        go_on.set()
        await looked(hands)
        assert not isinstance(hands.app.screen, Looking)


class Waiting(Looking):
    """One whose stick gives nothing until the test says so."""

    def __init__(self, folder: Path, go_on: threading.Event) -> None:
        super().__init__(folder)
        self._go_on = go_on

    def find(self, is_left: Callable[[], bool]) -> FilesOn:
        assert self._go_on.wait(PATIENCE)
        return super().find(is_left)


async def test_what_was_found_behind_the_lock_is_shown_when_the_same_learner_is_back(
    machine: Machine, tmp_path: Path
) -> None:
    _fill(tmp_path / "stick", 300, 1_000)
    async with in_session(machine) as hands:
        run_command(hands, "kiosk.file")
        app_of(hands).action_lock_now()
        await looked(hands)
        assert isinstance(hands.app.screen, Locked)
        assert "0299.jpg" not in hands.text
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await looked(hands)
        await until(hands, "0299.jpg")
