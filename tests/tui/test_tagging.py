"""The tag picker: finding a guideline, levels and reasons, by keyboard and by mouse, in frameworks of every shape."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.widgets import Input

from leaptui.model.edits import tag, trash
from leaptui.store.frameworks import load_frameworks
from leaptui.store.settings import settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui.tagging.picker import TagPicker
from tests.tui.big_framework import put_ministry
from tests.tui.conftest import Open
from tests.tui.tagging_desk import AT, NOOR, Shelf, line_with, of, pick, rows, said


@pytest.fixture
def shelf(empty: Workspace) -> Shelf:
    """Noor's portfolio, to be filled."""
    return Shelf(empty)


# ---- by keyboard


async def test_a_guideline_is_found_by_code_or_by_any_word_and_the_word_is_marked(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.type("need")
        assert "5 of 26 guidelines" in desk.text
        assert [row.key for row in rows(desk).rows if row.key] == [
            of(code) for code in ("F1.a", "F2", "L1", "L5", "D1")
        ]
        found = desk.app.screen.query_one("#find", Input)
        found.value = "c4"
        await desk.settle()
        assert [row.key for row in rows(desk).rows if row.key] == [of(code) for code in ("C4", "C4.a", "C4.b", "C4.c")]
        found.value = "zzz"
        await desk.settle()
        assert "No guideline has these words." in desk.text


async def test_a_word_of_the_guideline_above_is_shown_where_it_was_found(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.type("real-world")
        assert [row.key for row in rows(desk).rows if row.key] == [of(code) for code in ("C4", "C4.a", "C4.b", "C4.c")]
        assert desk.text.count("Engage in real-world experiences to develop:") == 4


async def test_type_down_level_reason_enter_is_one_change(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.type("multiple")
        await desk.press("down", "3", "tab")
        await desk.type("I built it, drew it and sang it.")
        await desk.press("tab")
        desk.app.screen.query_one("#find", Input).value = "L5"
        await desk.settle()
        await desk.press("down", "space", "enter")
        assert said(desk.portfolio, piece) == {
            "D4": ("demonstrated", "I built it, drew it and sang it."), "L5": (None, ""),
        }  # fmt: skip
        await desk.press("u")
        assert said(desk.portfolio, piece) == {}


async def test_what_is_tagged_stands_first_with_level_and_reason(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"C4.a": "growing"}, why="Ten readings beat one.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        assert rows(desk).key == of("C4.a")
        top, _line = line_with(desk, "Tagged already")
        y, line = line_with(desk, "■  C4.a   Academic skills")
        assert y == top + 1
        assert "●●○○ growing" in line
        assert "“Ten readings beat one.”" in desk.text
        assert "All others" in desk.text


async def test_the_same_level_again_is_not_said_any_more(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"C4.a": "growing"}, why="Ten readings.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.press("down", "2")
        assert "■  C4.a" in desk.text
        await desk.press("enter")
        assert said(desk.portfolio, piece) == {"C4.a": (None, "Ten readings.")}


async def test_esc_leaves_everything_as_it_was(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"C4.a": "growing"})
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.press("down", "space", "escape")
        assert said(desk.portfolio, piece) == {"C4.a": ("growing", "")}


async def test_a_reason_of_several_lines_keeps_them(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"C4.a": "growing"}, why="Ten readings.\n\nThen ten more.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.press("down", "3", "enter")
        assert said(desk.portfolio, piece) == {"C4.a": ("demonstrated", "Ten readings.\n\nThen ten more.")}


async def test_a_long_reason_is_broken_for_the_width_there_is(shelf: Shelf, at_desk: Open) -> None:
    why = "I built it, measured it, and told Ravi why it works until he could tell me."
    piece = shelf.add("Rain gauge", {"C4.a": "growing"}, why=why)
    async with at_desk(shelf.workspace, NOOR, size=(80, 24)) as desk:
        await pick(desk, [piece])
        y, line = line_with(desk, "because")
        shown = [line, desk.text.splitlines()[y + 1]]
        said_there = " ".join(" ".join(part.strip("│ ┃") for part in shown).removeprefix("because").split())
        assert said_there == why


async def test_letters_in_the_list_go_on_filtering(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.press("down", "g", "o", "a", "l")
        assert desk.app.screen.query_one("#find", Input).value == "goal"
        assert rows(desk).key == of("L2")


# ---- by mouse


async def test_a_click_tags_and_a_click_on_a_dot_sets_the_level(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        y, line = line_with(desk, "F1.a   academic needs")
        await desk.pilot.click(offset=(line.index("academic"), y))
        await desk.settle()
        assert "○○○○ tagged" in line_with(desk, "■    F1.a")[1]
        dots = line_with(desk, "■    F1.a")[1].index("○○○○")
        await desk.pilot.click(offset=(dots + 2, y))
        await desk.settle()
        assert "●●●○ demonstrated" in line_with(desk, "■    F1.a")[1]
        levels = line_with(desk, "1 ●○○○ starting")
        await desk.pilot.click(offset=(levels[1].index("4 ●●●●"), levels[0]))
        await desk.settle()
        # What is tagged is looked at by a click, and let go by one on its box.
        await desk.pilot.click(offset=(line.index("academic"), y))
        await desk.settle()
        assert "■" in line_with(desk, "F1.a   academic needs")[1]
        await desk.pilot.click(offset=(line.index("□"), y))
        await desk.settle()
        assert "□" in line_with(desk, "F1.a   academic needs")[1]
        await desk.pilot.click(offset=(line.index("□"), y))
        await desk.settle()
        await desk.pilot.click(offset=(levels[1].index("4 ●●●●"), levels[0]))
        await desk.settle()
        footer = line_with(desk, "Enter Keep")
        await desk.pilot.click(offset=(footer[1].index("Enter Keep"), footer[0]))
        await desk.settle()
        assert said(desk.portfolio, piece) == {"F1.a": ("deepening", "")}


# ---- other shapes


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (160, 50)])
async def test_a_framework_of_300_guidelines_and_seven_levels(
    empty: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    store = put_ministry(empty)
    piece = next(one.id for one in store.portfolio.newest if one.title == "川の水質を調べた")
    async with at_desk(empty, "ren", size=size) as desk:
        await pick(desk, [piece])
        assert "of 300 guidelines" in desk.text
        assert "●●●○○○○ practising" in desk.text
        assert "3 ●●●○○○○ practising with substantial support" in desk.text
        await desk.press("down", "7")
        assert "7 ●●●●●●● 自分のものにする" in desk.text
        await desk.press("8", "9")
        assert max(map(cell_len, desk.text.splitlines())) <= size[0]
        await desk.press("enter")
        assert {claim.level for claim in desk.portfolio.claims_of[piece]} == {"l7"}


async def test_a_claim_of_another_framework_is_shown_and_can_be_taken_off(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"D4": "growing"})
    framework = load_frameworks(shelf.workspace).found["leap-2020"]
    shelf.store.apply(tag(shelf.store.portfolio, framework, AT, [piece], {"leap-2010:Z9": "sure"}))
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        assert "a guideline of leap-2010, which this framework does" in desk.text
        await desk.press("down", "down", "3")
        assert "sure" in line_with(desk, "■  Z9 ")[1]
        await desk.press("space", "enter")
        assert list(said(desk.portfolio, piece)) == ["D4"]


async def test_a_key_that_is_no_letter_works_while_one_types(shelf: Shelf, at_desk: Open) -> None:
    settings_folder().mkdir(parents=True)
    (settings_folder() / "keys.toml").write_text('[keys]\n"picker.tag" = "f9"\n', encoding="utf-8")
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        assert not desk.app.key_trouble
        footer = desk.text.splitlines()[-1]
        assert "F9 Tag" in footer
        assert "↓ To the list" in footer
        assert "1–4" not in footer
        await desk.type("multiple")
        await desk.press("f9", "enter")
        assert said(desk.portfolio, piece) == {"D4": (None, "")}


async def test_a_reason_is_gone_on_with_at_its_end(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge", {"C4.a": "growing"}, why="Ten readings")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.press("tab")
        await desk.type(" beat one.")
        await desk.press("enter")
        assert said(desk.portfolio, piece) == {"C4.a": ("growing", "Ten readings beat one.")}


# ---- keeping


async def test_a_reason_that_could_not_be_saved_stays_on_the_sheet(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.type("multiple")
        await desk.press("down", "3", "tab")
        await desk.type("I built it, drew it and sang it.")
        whole = desk.path.read_bytes()
        desk.path.unlink()
        desk.path.mkdir()
        await desk.press("enter")
        assert "I built it, drew it and sang it." in desk.text
        desk.path.rmdir()
        desk.path.write_bytes(whole)
        await desk.press("enter")
        assert said(desk.portfolio, piece) == {"D4": ("demonstrated", "I built it, drew it and sang it.")}


async def test_a_reason_for_a_piece_that_is_gone_can_still_be_copied(shelf: Shelf, at_desk: Open) -> None:
    piece = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [piece])
        await desk.type("multiple")
        await desk.press("down", "tab")
        await desk.type("I built it, drew it and sang it.")
        shelf.store.refresh()
        shelf.store.apply(trash(shelf.store.portfolio, AT, [("evidence", piece)]))
        desk.app.session.refresh()
        await desk.press("enter")
        assert "This was removed meanwhile; copy your words, then leave with Esc." in desk.text
        assert "I built it, drew it and sang it." in desk.text


async def test_a_reason_that_was_left_unkept_is_there_again(shelf: Shelf, at_desk: Open) -> None:
    made = shelf.add("Rain gauge", {"L1": "starting"}, "as it was")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [made])
        await desk.type("d4")
        await desk.press("down", "3", "tab")
        await desk.type("Ten pours agree")
        await desk.press("escape")
        assert "Your words are not kept yet." in desk.text
        assert said(desk.portfolio, made) == {"L1": ("starting", "as it was")}
        await pick(desk, [made])
        assert "Here is what you had begun." in desk.text
        assert "Ten pours agree" in desk.text
        await desk.press("enter")
        assert said(desk.portfolio, made)["D4"] == ("demonstrated", "Ten pours agree")
        await pick(desk, [made])
        assert "Here is what you had begun." not in desk.text
        await desk.press("escape")
        assert "Your words are not kept yet." not in desk.text


async def test_a_reason_is_let_go_with_its_tag(shelf: Shelf, at_desk: Open) -> None:
    made = shelf.add("Rain gauge")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [made])
        await desk.type("d4")
        await desk.press("tab")
        await desk.type("Ten pours agree")
        await desk.press("escape")
        await pick(desk, [made])
        await desk.press("space", "escape")
        await pick(desk, [made])
        assert "Ten pours agree" not in desk.text


async def test_the_reasons_for_many_pieces_and_for_one_of_them_are_apart(shelf: Shelf, at_desk: Open) -> None:
    one, other = shelf.add("Rain gauge"), shelf.add("Wind vane")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [one, other])
        await desk.type("d4")
        await desk.press("tab")
        await desk.type("Both measure")
        await desk.press("escape")
        await pick(desk, [one])
        assert "Both measure" not in desk.text
        await desk.press("escape")
        await pick(desk, [other, one])
        assert "Both measure" in desk.text


async def test_a_click_beside_leaves_what_is_only_looked_at_and_nothing_that_was_picked(
    shelf: Shelf, at_desk: Open
) -> None:
    made = shelf.add("Rain gauge", {"L1": "starting"}, "as it was")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [made])
        await desk.press("down", "down", "down")
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert not isinstance(desk.app.screen, TagPicker)
        await pick(desk, [made])
        await desk.type("d4")
        await desk.press("down", "space")
        await desk.pilot.click(offset=(1, 4))
        await desk.settle()
        assert isinstance(desk.app.screen, TagPicker)
        assert "What you wrote is not kept yet." in desk.text
