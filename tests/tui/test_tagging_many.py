"""Tagging many pieces at once: what all, some and none of them show, and what is picked of it."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from leaptui.store.workspace import Workspace
from leaptui.tui.tagging.tags import Picking, Share, Tags, tags_of
from tests.tui.conftest import Open
from tests.tui.tagging_desk import NOOR, Shelf, line_with, of, pick, said


@pytest.fixture
def shelf(empty: Workspace) -> Shelf:
    """Noor's portfolio, to be filled."""
    return Shelf(empty)


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


async def test_only_reasons_that_are_there_are_said_to_be_their_own(shelf: Shelf, at_desk: Open) -> None:
    one = shelf.add("Rain gauge", {"L1": "starting", "L2": "starting"}, why="Mine.")
    two = shelf.add("Alto line", {"L1": "growing"})
    three = shelf.add("A bare one", {})
    async with at_desk(shelf.workspace, NOOR) as desk:
        why = (await pick(desk, [two, three])).query_one("#why", TextArea)
        await desk.press("down", "2")
        assert "what in these pieces shows it" in str(why.placeholder)
        await desk.press("escape", "escape")
        why = (await pick(desk, [one, two])).query_one("#why", TextArea)
        assert "each has its own reason" in str(why.placeholder)


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
    assert tags.explained == {of("C1"), of("L1")}, "each of another one"
