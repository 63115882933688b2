"""The stick: files are taken in from it, and a portfolio is taken home onto it, whole and with nothing of anybody else's."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from textual.widgets import Input, Static

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.sticks import sticks
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync import home, init_workspace
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.screen import EvidenceScreen
from leaptui.tui.kiosk.idle import IdleWatch
from leaptui.tui.kiosk.locked import Locked
from leaptui.tui.kiosk.screen import Said
from leaptui.tui.kiosk.session import KioskApp
from leaptui.tui.kiosk.stick import TakingHome
from leaptui.tui.portfolios.bring import Bring
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Trouble
from tests.interchange.leap2a_samples import entry, feed, write_xml
from tests.kiosk.conftest import AMARA, BENS, SECRETS, in_session
from tests.kiosk.hands import Hour, looked, run_command, touch, touch_words, until


async def test_a_file_is_chosen_from_the_stick_without_typing_a_path(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "stick" / "plans").mkdir()
    (tmp_path / "stick" / "plans" / "kite.txt").write_text("a kite")
    (tmp_path / "stick" / "link.txt").symlink_to(machine.workspace.path("ben-lind"))
    async with in_session(machine, size=(100, 36)) as hands:
        run_command(hands, "kiosk.file")
        await hands.settle()
        assert "kite.txt" in hands.text
        assert "link.txt" not in hands.text
        await hands.press("enter")
        await hands.type("Kite")
        await hands.press("ctrl+s")
        await hands.press("a")
        await hands.type("Other")
        await hands.press("f7")
        await hands.press("enter")
        await hands.press("ctrl+s")
    found = PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()
    kept = {piece.title: [item.name for item in piece.attachments] for piece in found}
    assert [names for title, names in kept.items() if "Kite" in title] == [["kite.txt"]]
    assert kept["Other"] == ["kite.txt"]


async def test_an_export_on_the_stick_is_brought_in_by_touch_alone(machine: Machine, tmp_path: Path) -> None:
    write_xml(tmp_path / "stick", feed(entry(title="A bridge of paper")), "my export.xml")
    async with in_session(machine) as hands:
        run_command(hands, "import")
        await hands.settle()
        assert "F7 shows them" in hands.text
        assert "drop" not in hands.text
        await hands.press("ctrl+s")
        assert "F7 shows those on the stick." in hands.text
        await touch_words(hands, "F7 Stick")
        for _touch in range(2):  # the second one takes it
            await touch_words(hands, "my export.xml")
        await until(hands, "^s does it")
        await touch_words(hands, "Go on")
        assert not isinstance(hands.app.screen, Bring)
    found = PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()
    assert "A bridge of paper" in {piece.title for piece in found}


async def test_a_file_for_a_piece_is_chosen_from_the_stick(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "stick" / "a plan.txt").write_text("a plan")
    async with in_session(machine, size=(100, 36)) as hands:
        await hands.press("a")
        assert "F7 shows them" in hands.text
        await hands.press("escape", "2")
        screen = hands.app.screen
        assert isinstance(screen, EvidenceScreen)
        screen.action_file()
        await hands.settle()
        assert "drop the file here" not in hands.text
        for _touch in range(2):
            await touch_words(hands, "a plan.txt")
    found = PortfolioStore(machine.workspace, AMARA).portfolio.evidence.values()
    assert "a plan.txt" in {item.name for piece in found for item in piece.attachments}


@pytest.mark.parametrize("typed", ["~", "~root", "~root/plan.txt", "~/plan.txt", "file://~root"])
async def test_no_account_of_the_machine_is_told_by_its_home(machine: Machine, typed: str) -> None:
    homes = {str(Path("~").expanduser()), str(Path("~root").expanduser())}
    async with in_session(machine, size=(100, 40)) as hands:
        await hands.press("a")
        await hands.type("Kite")
        hands.app.screen.query_one("#files", Input).value = typed
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, PieceForm)
        said = str(hands.app.screen.query_one(Trouble).render())
        assert said
        assert not any(home in said.replace(typed, "") for home in homes), said


async def test_an_empty_file_is_told_from_one_that_holds_something(machine: Machine, tmp_path: Path) -> None:
    for size in (0, 1, 999, 1000, 2_500_000):
        (tmp_path / "stick" / f"of-{size}.txt").write_bytes(b"x" * size)
    async with in_session(machine, size=(100, 36)) as hands:
        run_command(hands, "kiosk.file")
        await hands.settle()
        lines = {line.split("of-")[1].split()[0]: line for line in hands.text.split("\n") if "of-" in line}
    said = {"0": "0 bytes", "1": "1 byte", "999": "999 bytes", "1000": "1 kB", "2500000": "2.5 MB"}
    for key, words in said.items():
        assert f" {words} " in lines[f"{key}.txt"], lines


async def test_the_name_of_a_file_is_never_written_otherwise_than_it_is(machine: Machine, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "stick" / "pipe")
    (tmp_path / "stick" / "a folder").mkdir()
    store = PortfolioStore(machine.own(AMARA), AMARA)
    for name, words in (("pipe", "“pipe” is not an ordinary file"), ("a folder", "“a folder” is a folder")):
        with pytest.raises(StoreError) as caught:
            store.attach(tmp_path / "stick" / name)
        assert sentence(caught.value).startswith(words), sentence(caught.value)


async def test_taking_it_home_and_going_on_there(machine: Machine, tmp_path: Path) -> None:
    init_workspace(machine.workspace.root)
    async with in_session(machine) as hands:
        run_command(hands, "kiosk.home")
        await hands.pilot.pause()
        assert isinstance(hands.app.screen, TakingHome)
        await looked(hands)
        assert "read back" in " ".join(hands.text.split()), hands.text
        said = str(hands.app.screen.query_one("#progress", Static).render())
        assert said.startswith("Amara Okafor's portfolio is in leaptui-amara-okafor-2026-11-19 on stick, with"), said
        assert str(tmp_path) not in said
        await hands.press("enter")
        assert not isinstance(hands.app.screen, TakingHome)
    (home,) = (tmp_path / "stick").iterdir()
    assert Workspace(home).names() == [AMARA]
    subprocess.run(["git", "clone", "-q", str(home / f"{AMARA}.bundle"), str(tmp_path / "mine")], check=True)
    theirs = PortfolioStore(machine.workspace, AMARA).portfolio.document
    assert PortfolioStore(Workspace(tmp_path / "mine"), AMARA).portfolio.document == theirs
    for path in home.rglob("*"):
        assert not path.is_file() or BENS.encode() not in path.read_bytes()


async def test_nobody_is_signed_out_while_a_portfolio_is_on_its_way_home(machine: Machine, tmp_path: Path) -> None:
    hour = Hour()
    watch = IdleWatch(KioskSettings(notice_seconds=60, lock_seconds=30, leave_seconds=600), hour)
    async with in_session(machine, idle=watch) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        sheet = TakingHome(app, tmp_path / "stick")
        app.push_screen(sheet)
        await looked(hands)
        sheet.post_message(TakingHome.Told("still writing"))
        await hands.settle()
        await hands.press("enter", "escape")
        sheet.action_leave()
        assert app.screen is sheet, "it was left half way"
        hour.now += 91
        app.look_for_somebody()
        await hands.settle()
        assert isinstance(app.screen, Locked)
        hour.now += 700
        app.look_for_somebody()
        assert app.return_code is None
        sheet.post_message(TakingHome.Told("read back", is_over=True))
        await hands.settle()
        app.look_for_somebody()
        assert app.return_code == 0


async def test_signing_out_from_the_lock_waits_for_the_stick_and_says_so(machine: Machine, tmp_path: Path) -> None:
    async with in_session(machine) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        sheet = TakingHome(app, tmp_path / "stick")
        app.push_screen(sheet)
        await looked(hands)
        sheet.post_message(TakingHome.Told("still writing"))
        await hands.settle()
        app.action_lock_now()
        await hands.settle()
        await touch(hands, "Sign out")
        assert isinstance(app.screen, Locked)
        said = app.screen.query_one(Said)
        assert "still being written to the stick" in str(said.render())
        assert said.render_lines(said.region.reset_offset)[-1].text.strip().endswith("signed out.")
        app.look_for_somebody()
        assert app.return_code is None
        await hands.type(SECRETS[AMARA])
        await hands.press("enter")
        await until(hands, "still writing")
        app.look_for_somebody()
        assert isinstance(app.screen, TakingHome), "who is back is not signed out"
        app.action_lock_now()
        await hands.settle()
        await touch(hands, "Sign out")
        sheet.post_message(TakingHome.Told("it is full", is_over=True))
        await hands.settle()
        app.look_for_somebody()
        assert app.return_code == 0
        assert "not whole on the stick" in app.parting


async def test_what_goes_wrong_in_the_program_while_it_is_taken_home_holds_nobody(
    machine: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise RuntimeError("a kite of paper")

    monkeypatch.setattr(home, "take_home", broken)
    async with in_session(machine) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        app.push_screen(TakingHome(app, tmp_path / "stick"))
        await hands.settle()
        said = " ".join(hands.text.split())
        assert "not whole on the stick" in said
        assert "kite of paper" not in said
        await hands.press("enter")
        assert not isinstance(app.screen, TakingHome)


async def test_without_a_stick_it_says_so(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "stick").rmdir()
    async with in_session(machine) as hands:
        for key in ("kiosk.file", "kiosk.home"):
            run_command(hands, key)
            await hands.settle()
            assert any("no stick" in one.message for one in hands.app._notifications)


async def test_where_nothing_is_mounted_nothing_is_written_and_it_says_so(machine: Machine, tmp_path: Path) -> None:
    plain = Machine(machine.workspace, machine.register, machine.courier, machine.clock)
    (tmp_path / "stick" / "USB").mkdir()  # where one is mounted when it is in
    async with in_session(plain) as hands:
        run_command(hands, "kiosk.home")
        await looked(hands)
        assert not isinstance(hands.app.screen, TakingHome)
        (said,) = (one.message for one in hands.app._notifications)
    assert "no stick" in said
    assert str(tmp_path) not in said
    assert [path.name for path in (tmp_path / "stick").rglob("*")] == ["USB"]
    assert not list(tmp_path.rglob("leaptui-amara*"))


async def test_a_stick_that_was_pulled_out_meanwhile_is_not_written_to(machine: Machine, tmp_path: Path) -> None:
    machine.is_stick = lambda _path: False
    async with in_session(machine) as hands:
        app = hands.app
        assert isinstance(app, KioskApp)
        app.push_screen(TakingHome(app, tmp_path / "stick"))
        await looked(hands)
        said = " ".join(hands.text.split())
        assert "not in any more" in said, said
        await hands.press("enter")
        assert not isinstance(app.screen, TakingHome)
    assert not list((tmp_path / "stick").iterdir())


def test_the_folder_itself_is_a_stick_where_it_is_one_and_none_lies_below_it(tmp_path: Path) -> None:
    (tmp_path / "RED").mkdir()
    assert sticks(tmp_path, lambda path: path == tmp_path) == [tmp_path]
    assert sticks(tmp_path, lambda path: path in {tmp_path, tmp_path / "RED"}) == [tmp_path / "RED"]
    assert sticks(tmp_path / "nowhere", lambda _path: True) == []


def test_sticks_are_what_is_mounted_below_the_folder(tmp_path: Path) -> None:
    (tmp_path / "kiosk" / "RED").mkdir(parents=True)
    assert sticks(tmp_path) == []
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(tmp_path / "kiosk" / "RED")],
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        pytest.skip("nothing may be mounted here")
    try:
        assert sticks(tmp_path) == [tmp_path / "kiosk" / "RED"]
        assert sticks(tmp_path / "kiosk" / "RED") == [tmp_path / "kiosk" / "RED"]
    finally:
        subprocess.run(["umount", str(tmp_path / "kiosk" / "RED")], check=True)
