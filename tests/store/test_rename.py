"""A portfolio gets another name: all of it moves along, nothing else is touched, and a kill in the middle costs nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from leaptui.model.edits import add_evidence
from leaptui.store.drafts import Drafts
from leaptui.store.errors import Missing, ReadOnly, Refused
from leaptui.store.good import keep_good, read_good
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.store.workspace import Workspace
from tests.store.desk import AT, CLOCK, GAUGE, Desk, amara, begin, program, retitle, run, tell
from tests.store.test_kill import die_at
from tests.store.test_many import finish, hold, start

NAMES = ("amara", "zora")


def furnish(desk: Desk) -> str:
    """Give a portfolio an attachment, something to undo, an unfinished sheet; gives the attachment's file name."""
    store = desk.open()
    entry = store.attach_data(b"a picture", "rain.png")
    retitle(store, GAUGE, "Rain gauge v2")
    Drafts(desk.workspace, desk.name).put("new", {"title": "half a thou"})
    desk.workspace.remember("other")
    desk.workspace.remember(desk.name)
    return store.attachment_path(str(entry["sha256"]), "rain.png").name


def whole(workspace: Workspace, name: str, attachment: str) -> bool:
    """Whether the portfolio is there under a name with all that belongs to it, and can be worked on."""
    store = PortfolioStore(workspace, name, CLOCK)
    return (
        store.portfolio.evidence[GAUGE].title == "Rain gauge v2"
        and (store.files_dir / attachment).read_bytes() == b"a picture"
        and store.undo_label == "Edited “Rain gauge”"
        and Drafts(workspace, name).get("new") == {"title": "half a thou"}
        and workspace.recent_names() == [name, "other"]
    )


def test_everything_of_a_portfolio_goes_along(desk: Desk) -> None:
    attachment = furnish(desk)
    rename_portfolio(desk.workspace, *NAMES)
    assert desk.workspace.names() == ["zora"]
    assert whole(desk.workspace, "zora", attachment)
    assert [path.name for path in sorted((desk.root / "portfolios").iterdir())] == ["zora.files", "zora.json"]
    assert not list((desk.root / ".leaptui").rglob("amara.json*"))
    assert desk.leftovers() == []
    assert desk.open_as("zora").undo() == "Edited “Rain gauge”"


def test_the_copy_of_the_last_good_state_goes_along_and_another_portfolio_s_does_not_stay(desk: Desk) -> None:
    earlier = begin(desk.root, amara(), "zora")
    keep_good(earlier.open())
    earlier.path.unlink()
    retitle(desk.open(), GAUGE, "Rain gauge v2")
    keep_good(desk.open())
    rename_portfolio(desk.workspace, *NAMES)
    good = read_good(desk.workspace, "zora")
    assert good is not None
    assert good.document["evidence"][GAUGE]["title"] == "Rain gauge v2"
    assert read_good(desk.workspace, "amara") is None


def test_a_new_portfolio_has_no_copy_of_an_earlier_one_of_its_name(desk: Desk) -> None:
    keep_good(desk.open())
    document = desk.open().portfolio.document
    desk.workspace.path("amara").unlink()
    PortfolioStore.create(desk.workspace, "amara", {"meta": document["meta"]})
    assert read_good(desk.workspace, "amara") is None


def test_the_old_name_says_what_it_is_called_now(desk: Desk) -> None:
    rename_portfolio(desk.workspace, *NAMES)
    rename_portfolio(desk.workspace, "zora", "noor")
    with pytest.raises(Missing, match="the portfolio “amara” is called “noor” now"):
        desk.workspace.require("amara")
    begin(desk.root)
    assert desk.workspace.require("amara") == desk.path
    rename_portfolio(desk.workspace, "noor", "mine")
    rename_portfolio(desk.workspace, "mine", "noor")
    assert desk.workspace.renamed("mine") == "noor"
    assert desk.workspace.renamed("noor") is None


def test_what_an_earlier_portfolio_of_that_name_left_is_not_taken_over(desk: Desk) -> None:
    attachment = furnish(begin(desk.root, name="zora"))
    (desk.root / "portfolios" / "zora.json").unlink()
    (desk.root / "portfolios" / "zora.files" / attachment).unlink()
    (desk.root / "portfolios" / "zora.files").rmdir()
    rename_portfolio(desk.workspace, *NAMES)
    store = PortfolioStore(desk.workspace, "zora", CLOCK)
    assert store.undo_label is None
    assert Drafts(desk.workspace, "zora").get("new") is None


@pytest.mark.parametrize("new", ["zora", "Zora", "ZORA"])
def test_a_name_that_another_portfolio_has_is_refused(desk: Desk, new: str) -> None:
    other = begin(desk.root, name="zora")
    before = other.path.read_bytes()
    with pytest.raises(ReadOnly, match="there is a portfolio “zora” already"):
        rename_portfolio(desk.workspace, "amara", new)
    assert desk.workspace.names() == list(NAMES)
    assert other.path.read_bytes() == before


def test_a_name_that_cannot_be_one_or_whose_folder_is_taken_is_refused(desk: Desk) -> None:
    for bad in ("", "con", "../x", "a b", "x" * 81):
        with pytest.raises(Refused, match="cannot be a portfolio's name"):
            rename_portfolio(desk.workspace, "amara", bad)
    (desk.root / "portfolios" / "zora.files").mkdir()
    with pytest.raises(ReadOnly, match=r"there is a folder “zora\.files” already"):
        rename_portfolio(desk.workspace, *NAMES)
    with pytest.raises(Missing, match="there is no portfolio “nobody”"):
        rename_portfolio(desk.workspace, "nobody", "somebody")
    assert desk.workspace.names() == ["amara"]
    assert not (desk.root / ".leaptui" / "renaming").exists()


def test_only_the_case_may_change(desk: Desk) -> None:
    attachment = furnish(desk)
    rename_portfolio(desk.workspace, "amara", "Amara")
    assert desk.workspace.names() == ["Amara"]
    assert whole(desk.workspace, "Amara", attachment)


def test_a_portfolio_that_is_being_written_is_waited_for(desk: Desk) -> None:
    holder = start(*program(hold, desk.root, "zora"))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    waiting = start(*program(rename_in_a_program, desk.root))
    holder.communicate(timeout=60)
    finish(waiting)
    assert desk.workspace.names() == ["zora"]


def rename_in_a_program(root: str) -> None:
    """Rename it, as another program does."""
    rename_portfolio(Workspace(Path(root)), *NAMES)


def test_who_has_the_old_name_open_is_told_and_makes_no_second_portfolio(desk: Desk) -> None:
    store = desk.open()
    run_quietly(desk.root)
    with pytest.raises(Missing, match="is called “zora” now"):
        store.apply(add_evidence(store.portfolio, AT, {"title": "Kite"})[0])
    assert desk.workspace.names() == ["zora"]


def run_quietly(root: Path) -> None:
    finish(start(*program(rename_in_a_program, root)))


def die_at_each_step(root: str) -> None:
    """Rename to and fro, each time killed at the next touch of the disk; say what was found after each."""
    workspace = Workspace(Path(root))
    attachment = furnish(Desk(workspace.root))
    found: list[list[object]] = []
    for number in range(1, 1000):
        (old,) = workspace.names()
        new = NAMES[old == NAMES[0]]
        child = os.fork()
        if child == 0:
            die_at(number)
            rename_portfolio(workspace, old, new)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        there = workspace.names()
        one_name = there in ([old], [new])
        with_old = there == [old]
        for name in (old, new):
            try:
                workspace.require(name)
            except Missing:
                continue
        (now,) = workspace.names()
        found.append([one_name, whole(workspace, now, attachment), with_old, os.WIFSIGNALED(status)])
        if not os.WIFSIGNALED(status):
            break
    left = sorted(path.name for path in (workspace.root / ".leaptui").glob("renaming/[!.]*"))
    tell(found=found, left=left)


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_killed_at_any_step_it_is_whole_under_one_name_and_finished_at_the_next_look(desk: Desk) -> None:
    told = run(die_at_each_step, desk.root)
    found = told["found"]
    assert isinstance(found, list)
    assert len(found) > 8
    assert all(one_name for one_name, _, _, _ in found)
    assert all(is_whole for _, is_whole, _, _ in found)
    assert {with_old for _, _, with_old, _ in found} == {True, False}, "killed before the file moved, and after it"
    assert found[-1][3] is False
    assert told["left"] == []
    assert sorted(path.suffix for path in (desk.root / "portfolios").iterdir()) == [".files", ".json"]


def test_a_portfolio_begun_under_the_new_name_meanwhile_stays_and_both_are_whole(desk: Desk) -> None:
    attachment = furnish(desk)
    note = desk.root / ".leaptui" / "renaming" / "amara"
    note.parent.mkdir()
    note.write_text("zora")
    desk.workspace.files_dir("amara").rename(desk.workspace.files_dir("zora"))
    begin(desk.root, amara(), "zora")
    desk.workspace.require("zora")
    assert desk.workspace.names() == list(NAMES)
    assert whole(desk.workspace, "amara", attachment)
    assert not note.exists()


@pytest.mark.parametrize("note", [b"", b"../../etc/passwd", b"\xff", b"amara"])
def test_a_note_that_makes_no_sense_does_nothing(desk: Desk, note: bytes) -> None:
    folder = desk.workspace.make_local_dir() / "renaming"
    folder.mkdir()
    (folder / "amara").write_bytes(note)
    (folder / "gone").write_bytes(b"nowhere")
    assert desk.workspace.require("amara") == desk.path
    assert desk.workspace.names() == ["amara"]
    assert not folder.exists() or not list(folder.iterdir())
