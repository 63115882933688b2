"""The sheet of a piece: everything about it, files that are dropped, words that are completed."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from leaptui.model.edits import trash
from leaptui.model.minutes import read_minutes
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.held import FileRow
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.widgets.form import Tick
from tests.tui.conftest import Open
from tests.tui.sheet_desk import AMARA, NOOR, fill, paste, trouble


async def test_everything_about_a_piece_is_on_one_sheet(samples: Workspace, at_desk: Open, tmp_path: Path) -> None:
    file = tmp_path / "oven.txt"
    file.write_text("83 degrees", encoding="utf-8")
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("a")
        await desk.type("Solar oven")
        fill(
            desk,
            body="It reached **83** degrees.",
            kind="product",
            place="home",
            life_area="academic",
            minutes="1:30",
            people="ravi nair, Aunt Ngozi",
            words="sun, #food",
            links="https://sun.example/oven How to fold it\nhttps://heat.example",
            interest="5",
            stretch="2",
        )
        desk.app.screen.query_one("#private", Tick).value = True
        await paste(desk, str(file))
        desk.app.screen.query_one(FileRow).query_one(Input).value = "the readings"
        desk.app.screen.query_one("#goals").focus()
        await desk.press("enter")
        await desk.type("beekeep")
        await desk.press("space", "enter", "ctrl+s")
        piece = next(piece for piece in desk.portfolio.evidence.values() if piece.title == "Solar oven")
        assert (piece.kind, piece.place, piece.life_area, piece.minutes) == ("product", "home", "academic", 90)
        assert (piece.interest, piece.stretch, piece.private, piece.tags) == (5, 2, True, ("food", "sun"))
        assert {desk.portfolio.name_of(person) for person in piece.people} == {"Ravi Nair", "Aunt Ngozi"}
        assert sum(person.name == "Ravi Nair" for person in desk.portfolio.people.values()) == 1
        assert [(link.url, link.title) for link in piece.links] == [
            ("https://sun.example/oven", "How to fold it"),
            ("https://heat.example", ""),
        ]
        assert [(item.name, item.alt) for item in piece.attachments] == [("oven.txt", "the readings")]
        assert ["beekeeping" in desk.portfolio.goals[goal].title for goal in piece.goals] == [True]
        await desk.press("u")
        assert not [person for person in desk.portfolio.people.values() if person.name == "Aunt Ngozi"]


async def test_a_title_and_enter_capture_a_piece_on_every_screen(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        for screen in "1234":
            await desk.press(screen, "a")
            await desk.type(f"From screen {screen}")
            await desk.press("enter")
        titles = {piece.title for piece in desk.portfolio.evidence.values()}
        assert {f"From screen {screen}" for screen in "1234"} <= titles


async def test_the_whole_sheet_fits_a_small_terminal(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("a")
        for label in (
            "Title",
            "Words",
            "Kind",
            "Place",
            "Made on",
            "Minutes",
            "Life area",
            "private",
            "Tags",
            "People",
        ):
            assert label in desk.text
        for label in ("Goals", "File", "Links", "Interest", "Stretch"):
            assert label in desk.text


async def test_what_was_written_on_the_sheet_of_a_piece_is_all_there_to_edit(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press("2", "e")
        assert "Ravi Nair" in desk.text
        assert "190" in desk.text
        assert "rain-gauge-v2.png" in desk.text
        await desk.press("ctrl+s")
        assert desk.path.read_bytes() == before


async def test_a_file_is_taken_off_and_its_words_are_changed(samples: Workspace, at_desk: Open, tmp_path: Path) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "e")
        desk.app.screen.query_one(FileRow).query_one(Input).value = "a funnel in the rain"
        await desk.press("ctrl+s")
        key = desk.app.screen.query_one(PieceList).key or ""
        assert desk.portfolio.evidence[key].attachments[0].alt == "a funnel in the rain"
        await desk.press("e")
        desk.app.screen.query_one(FileRow).query_one("Input").focus()
        await desk.press("f4", "ctrl+s")
        assert "rain-gauge-v2.png" not in [item.name for item in desk.portfolio.evidence[key].attachments]


async def test_a_file_dropped_onto_any_field_is_attached_and_a_text_is_a_text(
    empty: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    first, second = tmp_path / "früh am Morgen.txt", tmp_path / "it's late.txt"
    for path in (first, second):
        path.write_text(path.name, encoding="utf-8")
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2", "a")
        await desk.type("Sky")
        await paste(desk, f"{shlex.quote(str(first))} {shlex.quote(str(second))} ")
        assert "Sky" in desk.text
        assert str(tmp_path) not in desk.text
        desk.app.screen.query_one("#body").focus()
        await paste(desk, f"seen from {first}")
        await paste(desk, str(first))
        await desk.press("ctrl+s")
        piece = next(iter(desk.portfolio.evidence.values()))
        assert [item.name for item in piece.attachments] == [first.name, second.name]
        assert piece.text == f"seen from {first}"


async def test_a_file_dropped_onto_the_list_is_offered_to_the_piece(
    samples: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    file = tmp_path / "clouds.csv"
    file.write_text("1,2", encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await paste(desk, f"file://{file}")
        assert "Attach clouds.csv to “Rain gauge, second version”?" in desk.text
        await desk.press("n")
        assert "clouds.csv" not in [item.name for item in desk.portfolio.evidence[key].attachments]
        await paste(desk, f"'{file}'")
        await desk.press("y")
        assert "clouds.csv" in [item.name for item in desk.portfolio.evidence[key].attachments]
        assert desk.app.session.store.undo_label == "Added 1 file to “Rain gauge, second version”"
        await paste(desk, "just words, no file")
        assert "Attach" not in desk.text


async def test_a_file_dropped_where_there_is_no_piece_begins_one(
    empty: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    file = tmp_path / "first photo.txt"
    file.write_text("x", encoding="utf-8")
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2")
        await paste(desk, f"{str(file).replace(' ', chr(92) + ' ')} ")
        assert "─ Add evidence ─" in desk.text
        assert "first photo.txt" in desk.text
        await desk.type("My first photo")
        await desk.press("enter")
        assert [item.name for item in next(iter(desk.portfolio.evidence.values())).attachments] == ["first photo.txt"]


async def test_large_files_are_told_of_and_too_large_ones_refused(
    empty: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    large, huge = tmp_path / "large.mov", tmp_path / "huge.mov"
    large.write_bytes(b"x" * 2_300_000)
    huge.write_bytes(b"x" * 10_000_001)
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2", "a")
        await desk.type("Film")
        await paste(desk, str(large))
        assert "large.mov has 2.3 MB: it can be kept, but every sync carries it." in desk.text
        await paste(desk, str(huge))
        assert "huge.mov has 10.0 MB and attachments may have 10 MB at most" in trouble(desk)
        assert len(desk.app.screen.query(FileRow)) == 1
        fill(desk, files=str(huge))
        await desk.press("ctrl+s")
        assert isinstance(desk.app.screen, PieceForm)
        assert not desk.portfolio.evidence
        assert not list(empty.files_dir(NOOR).glob("*"))


async def test_a_file_that_is_gone_when_the_sheet_is_kept_loses_nothing(
    empty: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    file = tmp_path / "note.txt"
    file.write_text("x", encoding="utf-8")
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2", "a")
        await desk.type("Walk")
        await paste(desk, str(file))
        file.unlink()
        await desk.press("ctrl+s")
        assert trouble(desk).endswith("note.txt; nothing was added.")
        assert desk.app.screen.query_one("#title", Input).value == "Walk"
        assert not desk.portfolio.evidence


async def test_words_and_names_are_completed_after_the_comma(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        desk.app.screen.query_one("#words").focus()
        await desk.type("sun, wea")
        await desk.press("right")
        assert desk.app.screen.query_one("#words", Input).value == "sun, weather"
        desk.app.screen.query_one("#people").focus()
        await desk.type("ravi")
        await desk.press("right")
        assert desk.app.screen.query_one("#people", Input).value == "ravi Nair"


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("90", 90), ("1:30", 90), ("1 h 30", 90), ("2h", 120), ("45 min", 45), ("", None), ("0", None), ("1:05", 65)],
)
def test_minutes_are_read_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["an hour", "-5", "1:2:3", "9999999", "h", "min"])
def test_what_is_no_number_of_minutes_is_said(typed: str) -> None:
    with pytest.raises(ValueError, match="Minutes"):
        read_minutes(typed)


@pytest.mark.parametrize("screen", ["1", "3", "4"])
async def test_a_file_dropped_onto_any_other_screen_begins_a_piece(
    samples: Workspace, at_desk: Open, tmp_path: Path, screen: str
) -> None:
    photo = tmp_path / "on the roof.png"
    photo.write_bytes(b"a photo")
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press(screen)
        desk.app.post_message(events.Paste(f"'{photo}'"))
        await desk.settle()
        assert "Add evidence" in desk.text
        assert "on the roof.png" in desk.text
        await desk.press("escape")
        desk.app.post_message(events.Paste("only words"))
        await desk.settle()
        assert "Add evidence" not in desk.text


async def test_a_file_for_a_piece_that_is_gone_is_not_attached_and_said(
    samples: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    (tmp_path / "sky.txt").write_text("blue", encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "i")
        key = desk.app.session.portfolio.newest[0].id
        await desk.type(str(tmp_path / "sky.txt"))
        other = PortfolioStore(samples, AMARA)
        other.apply(trash(other.portfolio, "2026-11-19T16:41:00Z", [("evidence", key)]))
        desk.app.session.refresh()
        await desk.press("enter")
        assert "This piece was removed meanwhile; leave with Esc." in desk.text
