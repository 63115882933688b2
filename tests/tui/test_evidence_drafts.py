"""What was begun on a sheet and not kept: it outlives the app, is offered again, and follows the piece it was written on."""

from __future__ import annotations

import json
from pathlib import Path

from textual.widgets import Input

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.begun import BegunLine
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.meanwhile import changed_twice
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.evidence.sheet import HeldFile, Written, moved, read_links
from tests.tui.conftest import Desk, Open
from tests.tui.sheet_desk import AMARA, NOOR, fill, paste, trouble


async def test_a_new_piece_is_offered_again_with_its_files(empty: Workspace, at_desk: Open, tmp_path: Path) -> None:
    file = tmp_path / "left.txt"
    file.write_text("x", encoding="utf-8")
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2", "a")
        await desk.type("Half done")
        await paste(desk, str(file))
        fill(desk, people="Ravi", minutes="20")
        form = desk.app.screen
        assert isinstance(form, PieceForm)
        form.note_changes()
        # The app is gone without another word, as with kill -9.
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2", "a")
        form = desk.app.screen
        assert isinstance(form, PieceForm)
        assert form.sheet.title == "Half done"
        assert [item.name for item in form.sheet.files] == ["left.txt"]
        await desk.press("ctrl+s")
        piece = next(iter(desk.portfolio.evidence.values()))
        assert (piece.title, piece.minutes, [item.name for item in piece.attachments]) == (
            "Half done",
            20,
            ["left.txt"],
        )
        await desk.press("a")
        assert "Half done" not in desk.app.screen.query_one("#title", Input).value


async def test_what_changed_in_the_piece_meanwhile_stays(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e")
        await desk.press("end")
        await desk.type(" (3)")
        await desk.press("escape")
        document = json.loads(desk.path.read_bytes())
        document["evidence"][key] |= {"place": "community", "tags": ["elsewhere", "weather"]}
        desk.path.write_text(json.dumps(document), encoding="utf-8")
        desk.app.look_again()
        await desk.settle()
        await desk.press("e")
        assert "second version (3)" in desk.text
        assert "community" in desk.text
        await desk.press("ctrl+s")
        piece = desk.portfolio.evidence[key]
        assert piece.title == "Rain gauge, second version (3)"
        assert (piece.place, piece.tags) == ("community", ("elsewhere", "weather"))


async def test_a_tag_put_on_elsewhere_while_the_sheet_is_open_stays(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e")
        fill(desk, words="data, weather, wind")
        document = json.loads(desk.path.read_bytes())
        document["evidence"][key]["tags"] = ["data", "making", "roof", "weather"]
        desk.path.write_text(json.dumps(document), encoding="utf-8")
        desk.app.look_again()
        await desk.settle()
        await desk.press("ctrl+s")
        assert desk.portfolio.evidence[key].tags == ("data", "roof", "weather", "wind")


async def test_words_on_a_piece_that_was_removed_become_a_new_one(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e")
        await desk.press("end")
        await desk.type(" again")
        document = json.loads(desk.path.read_bytes())
        del document["evidence"][key]
        desk.path.write_text(json.dumps(document), encoding="utf-8")
        desk.app.look_again()
        await desk.settle()
        await desk.press("ctrl+s")
        assert "Keep it once more, and it becomes a new piece." in trouble(desk)
        await desk.press("ctrl+s")
        assert [piece.id for piece in desk.portfolio.evidence.values() if piece.title.endswith(" again")] != [key]
        assert any(piece.title == "Rain gauge, second version again" for piece in desk.portfolio.evidence.values())


async def test_a_draft_on_a_piece_that_is_gone_is_offered_as_a_new_one(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e")
        await desk.press("end")
        await desk.type(" left")
        await desk.press("escape")
        document = json.loads(desk.path.read_bytes())
        del document["evidence"][key]
        desk.path.write_text(json.dumps(document), encoding="utf-8")
        desk.app.look_again()
        await desk.settle()
        await desk.press("a")
        assert "second version left" in desk.text
        await desk.press("enter", "a")
        assert "second version left" not in desk.app.screen.query_one("#title", Input).value


def test_drafts_of_another_version_are_read_as_far_as_they_go() -> None:
    sheet = Written(title="A", goals=("g",), files=(HeldFile("a.txt", "words", path="/a.txt", bytes=3),))
    assert Written.of(sheet.as_draft()) == sheet
    assert Written.of({"title": "A", "weather": "x"}) == Written(title="A")
    assert Written.of({"title": "A", "files": "not json", "goals": '{"a": 1}'}) == Written(title="A")


def test_entries_are_moved_as_the_sheet_moved_them() -> None:
    assert moved(["a", "b", "x"], ["a", "b"], ["b", "c"]) == ["b", "x", "c"]
    assert moved([], ["a"], ["a"]) == []
    assert read_links("https://a  A title \n\n https://b") == {"https://a": "A title", "https://b": ""}


async def test_what_was_kept_is_not_noted_again_as_a_draft(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Kept at once")
        sheet = desk.app.screen
        assert isinstance(sheet, PieceForm)
        assert sheet.keep() is None
        sheet.note_changes()  # the clock that notes may strike once more before the sheet is gone
        await desk.settle()
        await desk.press("a")
        assert "Here is what you had begun" not in desk.text
        assert "Kept at once" not in desk.text.split("Add evidence")[1].split("Words")[0]


# ---- what was begun is offered


async def test_what_was_begun_is_told_at_the_start_and_stands_under_the_list(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2")
        assert "begun:" not in desk.text
        await desk.press("a")
        await desk.type("Half a bridge")
        await desk.press("escape")
        assert "begun: Half a bridge" in desk.text
    async with at_desk(samples, AMARA) as desk:
        assert "You had begun “Half a bridge”, and it is not kept yet: a" in desk.text
        desk.app.clear_notifications()
        await desk.press("2")
        assert "begun: Half a bridge" in desk.text
        await desk.pilot.click(BegunLine)
        await desk.settle()
        assert desk.app.screen.query_one("#title", Input).value == "Half a bridge"
        await desk.press("enter")
        assert "begun:" not in desk.text


async def test_a_piece_says_that_something_was_begun_on_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "e", "end")
        await desk.type(", third version")
        await desk.press("escape")
        assert "What you began to change is not kept yet: e" in desk.text
        await desk.press("e", "enter")
        assert "What you began to change" not in desk.text


async def test_what_was_added_is_the_next_to_be_tagged(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "down", "down", "a")
        await desk.type("Bridge model")
        await desk.press("enter")
        key = desk.app.screen.query_one(PieceList).key or ""
        assert desk.portfolio.evidence[key].title == "Bridge model"


# ---- changed here and elsewhere


def change_outside(desk: Desk, key: str, **fields: object) -> None:
    """Another program writes the file."""
    document = json.loads(desk.path.read_bytes())
    document["evidence"][key] |= fields
    desk.path.write_text(json.dumps(document), encoding="utf-8")
    desk.app.look_again()


async def test_a_sheet_taken_up_again_says_what_was_changed_elsewhere_too(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e", "end")
        await desk.type(" (3)")
        await desk.press("escape")
        change_outside(desk, key, title="Rain gauge of brass", body=["Anew."], kind="video")
        await desk.settle()
        await desk.press("e")
        assert trouble(desk) == (
            "Changed elsewhere since you began: Title (there: “Rain gauge of brass”)."
            " If you keep the sheet, what stands here holds."
        )
        await desk.press("ctrl+s")
        piece = desk.portfolio.evidence[key]
        assert (piece.title, piece.text, piece.kind) == ("Rain gauge, second version (3)", "Anew.", "video")


async def test_a_sheet_is_not_kept_over_a_change_that_was_not_told(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("e")
        fill(desk, place="home", body="Mine.", minutes="5")
        change_outside(desk, key, place="work", body=["Theirs."], life_area="personal")
        await desk.settle()
        await desk.press("ctrl+s")
        assert trouble(desk) == (
            "Changed elsewhere meanwhile: Words and Place (there: “work”). Keep it once more, and what stands here holds."
        )
        assert desk.portfolio.evidence[key].place == "work"
        await desk.press("ctrl+s")
        piece = desk.portfolio.evidence[key]
        assert (piece.place, piece.text, piece.minutes, piece.life_area) == ("home", "Mine.", 5, "personal")


def test_what_both_say_alike_and_what_one_left_alone_is_no_clash() -> None:
    was = Written(title="A", place="home", minutes="5")
    assert changed_twice(was, Written(title="B", place="home", minutes="9"), Written(title="B", minutes="5")) == ""
    assert (
        changed_twice(was, Written(title="B", place="home"), Written(title="C", minutes="7"))
        == "Title (there: “B”) and Minutes"
    )
