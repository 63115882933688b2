"""The tag picker: finding a guideline, levels and reasons, many pieces at once, what was used for similar pieces."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from rich.cells import cell_len
from textual.widgets import Input, TextArea

from leaptui.model.canonical import Json
from leaptui.model.edits import add_evidence, tag
from leaptui.model.portfolio import Portfolio
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.rows import GuidelineRows
from leaptui.tui.tagging.tag import open_picker
from leaptui.tui.tagging.tags import Picking, Share, Tags, tags_of
from tests.tui.big_framework import put_ministry
from tests.tui.conftest import Desk, Open

AT = "2026-11-19T16:40:00Z"
NOOR = "noor-haddad"


def of(code: str) -> str:
    return f"leap-2020:{code}"


class Shelf:
    """A portfolio with pieces that are named by their titles."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.store = PortfolioStore(workspace, NOOR)
        self.ids: dict[str, str] = {}

    def add(self, title: str, levels: dict[str, str | None] | None = None, why: str = "", body: str = "") -> str:
        fields: dict[str, Json] = {"title": title, "made_on": "2026-11-01", "body": [body]}
        change, made = add_evidence(self.store.portfolio, AT, fields)
        self.store.apply(change)
        if levels:
            known = {of(code): level for code, level in levels.items()}
            framework = load_frameworks(self.workspace).found["leap-2020"]
            self.store.apply(tag(self.store.portfolio, framework, AT, [made], known, why or None))
        self.ids[title] = made
        return made


@pytest.fixture
def shelf(empty: Workspace) -> Shelf:
    """Noor's portfolio, to be filled."""
    return Shelf(empty)


async def pick(desk: Desk, ids: Sequence[str]) -> TagPicker:
    open_picker(desk.app.screen, ids)
    await desk.settle()
    assert isinstance(desk.app.screen, TagPicker)
    return desk.app.screen


def rows(desk: Desk) -> GuidelineRows:
    return desk.app.screen.query_one(GuidelineRows)


def said(portfolio: Portfolio, piece: str) -> dict[str, tuple[str | None, str]]:
    return {
        claim.guideline.partition(":")[2]: (claim.level, claim.reason) for claim in portfolio.claims_of.get(piece, [])
    }


def line_with(desk: Desk, words: str) -> tuple[int, str]:
    """Where a line with these words stands on the screen."""
    found = [(y, line) for y, line in enumerate(desk.text.splitlines()) if words in line]
    assert found, desk.text
    return found[0]


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


# ---- many pieces


async def test_mixed_states_are_shown_and_left_alone(shelf: Shelf, at_desk: Open) -> None:
    one = shelf.add("Rain gauge", {"D4": "growing", "L1": "starting"}, why="Mine.")
    two = shelf.add("Alto line", {"D4": "deepening"}, why="Sung.")
    three = shelf.add("Soup", {"D4": None})
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [one, two, three])
        assert "levels differ" in line_with(desk, "■  D4")[1]
        assert "on 1 of 3" in line_with(desk, "–  L1")[1]
        await desk.type("c5")
        await desk.press("down", "1", "enter")
        assert said(desk.portfolio, one) == {
            "D4": ("growing", "Mine."), "L1": ("starting", "Mine."), "C5": ("starting", ""),
        }  # fmt: skip
        assert said(desk.portfolio, two) == {"D4": ("deepening", "Sung."), "C5": ("starting", "")}
        assert said(desk.portfolio, three) == {"D4": (None, ""), "C5": ("starting", "")}


async def test_some_becomes_all_then_none_then_some_again(shelf: Shelf, at_desk: Open) -> None:
    one = shelf.add("Rain gauge", {"L1": "starting"}, why="Mine.")
    two = shelf.add("Alto line")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [one, two])
        await desk.press("down")
        signs = []
        for _turn in range(4):
            signs.append(line_with(desk, "  L1 ")[1].split("  L1 ")[0][-1])
            await desk.press("space")
        assert signs == ["–", "■", "□", "–"]
        await desk.press("enter")
        assert said(desk.portfolio, one) == {"L1": ("starting", "Mine.")}
        assert said(desk.portfolio, two) == {"L1": (None, "")}


async def test_a_level_and_a_reason_for_all(shelf: Shelf, at_desk: Open) -> None:
    one = shelf.add("Rain gauge", {"L1": "starting"}, why="Mine.")
    two = shelf.add("Alto line", {"L1": "growing"})
    async with at_desk(shelf.workspace, NOOR) as desk:
        picker = await pick(desk, [one, two])
        assert "each has its own reason" in str(picker.query_one("#why", TextArea).placeholder)
        await desk.press("down", "4", "tab")
        await desk.type("We did both together.")
        await desk.press("enter")
        for piece in (one, two):
            assert said(desk.portfolio, piece) == {"L1": ("deepening", "We did both together.")}


# ---- what was used for similar pieces


async def test_guidelines_used_for_similar_pieces_come_next_and_say_why(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Rain gauge", {"D4": "growing"}, body="A funnel on a bottle.")
    shelf.add("Alto line", {"L1": "growing"}, body="The choir in the stairwell.")
    new = shelf.add("Rain gauge, second version", body="The funnel leaked.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        top, _line = line_with(desk, "You used for similar pieces")
        y, line = line_with(desk, "D4     Demonstrate learning in multiple ways")
        assert y == top + 1
        assert "○○○○ not yet" in line
        assert "used for “Rain gauge”" in desk.text
        assert rows(desk).key == of("D4")
        await desk.press("down", "2", "enter")
        assert said(desk.portfolio, new) == {"D4": ("growing", "")}


async def test_with_nothing_similar_all_guidelines_stand_there_without_a_heading(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Alto line", {"L1": "growing"}, body="The choir in the stairwell.")
    new = shelf.add("Bicycle brakes", body="Cables and pads.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        for heading in ("You used", "Tagged already", "All others"):
            assert heading not in desk.text
        assert rows(desk).key == of("F1")


async def test_typing_puts_the_groups_away_and_rubbing_out_brings_them_back(shelf: Shelf, at_desk: Open) -> None:
    shelf.add("Rain gauge", {"D4": "growing"}, body="A funnel.")
    new = shelf.add("Rain gauge again", body="A funnel.")
    async with at_desk(shelf.workspace, NOOR) as desk:
        await pick(desk, [new])
        await desk.press("l")
        assert "You used for similar pieces" not in desk.text
        await desk.press("backspace")
        assert "You used for similar pieces" in desk.text


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


# ---- what is picked, without a widget


def test_what_is_not_touched_is_not_picked() -> None:
    tags = Tags({"a": "growing", "b": None}, {"a": "so"}, {"c": Share(1, "deepening")}, frozenset({"b"}), 2)
    assert Picking(tags).picked.is_empty


def test_untagging_what_some_have_takes_it_off_those() -> None:
    picking = Picking(Tags({}, {}, {"c": Share(1)}, pieces=2))
    picking.toggle("c")
    picking.toggle("c")
    assert picking.picked.removed == {"c"}


def test_toggling_twice_is_as_it_was() -> None:
    picking = Picking(Tags({"a": "growing"}, {"a": "so"}))
    picking.toggle("a")
    assert picking.picked.removed == {"a"}
    picking.toggle("a")
    assert picking.picked.is_empty


def test_tags_of_pieces_tell_what_they_share(shelf: Shelf) -> None:
    one = shelf.add("Rain gauge", {"D4": "growing", "L1": "starting"}, why="So.")
    two = shelf.add("Alto line", {"D4": "growing", "C1": None}, why="So.")
    tags = tags_of(shelf.store.portfolio, [one, two])
    assert tags.levels == {of("D4"): "growing"}
    assert tags.reasons == {of("D4"): "So."}
    assert tags.partly == {of("C1"): Share(1, None), of("L1"): Share(1, "starting")}
    assert tags.pieces == 2
