"""What works everywhere: vim's keys and the arrows, copying, the help for what is in use, saving, changes from outside."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys

import pytest

from leaptui import language
from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.store.workspace import Workspace
from leaptui.tui.base import States
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.widgets.choose import Choose, OptionRows
from leaptui.tui.widgets.header import HeaderLine
from tests.full import full_disk
from tests.tui.conftest import Desk, Open
from tests.tui.two_places import in_many_places

AMARA = "amara-okafor"
PATIENCE = 30.0
"""Seconds a test waits for a change from outside to show; far more than it takes."""


async def until(desk: Desk, words: str) -> None:
    """Wait until words stand on the screen."""
    async with asyncio.timeout(PATIENCE):
        while words not in desk.text:
            await desk.pilot.pause(0.05)


# ---- moving


async def test_lists_know_the_arrows_and_vims_keys(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        pieces = desk.app.screen.query_one(PieceList)
        places = []
        for key in (
            "down",
            "j",
            "up",
            "k",
            "G",
            "g",
            "end",
            "home",
            "pagedown",
            "pageup",
            "ctrl+d",
            "ctrl+u",
            "ctrl+f",
        ):
            await desk.press(key)
            places.append(pieces.cursor)
        last = len(pieces.rows) - 1
        assert places[:8] == [1, 2, 1, 0, last, 0, last, 0]
        page, top, half, again, page_too = places[8:]
        assert page == page_too
        assert 0 < half < page
        assert (top, again) == (0, 0)


async def test_texts_know_the_arrows_and_vims_keys(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "right")
        detail = desk.app.screen.query_one(PieceDetail)
        assert desk.app.focused is detail
        places = []
        for key in ("G", "g", "j", "k", "ctrl+d", "ctrl+u", "ctrl+f", "ctrl+b", "end", "home"):
            await desk.press(key)
            await desk.pilot.wait_for_animation()
            places.append(detail.scroll_offset.y)
        end, top, line, back, half, none, page, start, last, first = places
        assert end == last == detail.max_scroll_y > 0
        assert (top, back, none, start, first) == (0, 0, 0, 0, 0)
        assert line == 1
        assert 1 < half <= page


async def test_the_cursor_moves_while_one_types_to_find(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("ctrl+p")
        rows = desk.app.screen.query_one(OptionRows)
        places = []
        for key in ("down", "pagedown", "ctrl+end", "pageup", "ctrl+home", "ctrl+f", "ctrl+b"):
            await desk.press(key)
            places.append(rows.cursor)
        one, page, last, before, first, again, back = places
        assert 0 == first == back < one < page < last
        assert before < last
        assert again > 0
        assert isinstance(desk.app.screen, Choose)


# ---- copying


@pytest.mark.parametrize(
    ("keys", "said", "text"),
    [
        (
            ("2", "y"),
            "“Rain gauge, second version” was copied.",
            "# Rain gauge, second version\n\nproduct · 18 November",
        ),
        (("2", "space", "space", "y"), "“2 pieces” was copied.", "\n\n---\n\n# "),
        (("3", "down", "y"), "“F1” was copied.", "**F1** "),
        (("4", "y"), " was copied.", "\n- [ ] "),
        (("4", "enter", "y"), " was copied.", "- ["),
        (("1", "y"), " was copied.", "- [ ] "),
    ],
)
async def test_what_the_cursor_is_on_is_copied(
    samples: Workspace, at_desk: Open, keys: tuple[str, ...], said: str, text: str
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press(*keys)
        assert said in desk.text
        assert text in desk.app.clipboard


async def test_where_nothing_can_be_copied_it_says_so(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "2", "y")
        assert "There is nothing here to copy." in desk.text
        assert desk.app.clipboard == ""


async def test_without_a_selection_the_copy_key_tells_how_to_leave(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "ctrl+c")
        assert "Press q to leave, or ^q while typing." in desk.text


# ---- help


async def test_help_begins_with_the_pane_in_use(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("question_mark")
        assert "Here, in Next steps" in desk.text
        assert "The next open steps of your goals" in desk.text
        assert "Tick the step as done today" in desk.text
        await desk.press("escape", "2", "left", "question_mark")
        assert "Here, in Narrow" in desk.text
        assert "Anywhere in Evidence" in desk.text
        assert "Every key can be changed: ^p, then “Change the keys”." in desk.text


async def test_typing_in_the_help_finds_keys(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "question_mark", "j", "u", "m", "p")
        assert "/ jump" in desk.text
        assert "Jump to any place by a letter" in desk.text
        assert "Add a piece of evidence" not in desk.text
        await desk.press("x")
        assert "No key has these words." in desk.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_all_of_the_help_can_be_read(samples: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        await desk.press("2", "question_mark", "end")
        await desk.pilot.wait_for_animation()
        assert "You are here" in desk.text


# ---- saving


async def test_the_header_says_when_a_change_could_not_be_saved(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        with full_disk(4096):
            await desk.press("space")
        header = desk.text.splitlines()[0]
        assert "not saved: " in header
        assert "✓ saved" not in header
        assert desk.path.read_bytes() == before
        desk.app.look_again()
        assert "not saved: " in desk.text.splitlines()[0]
        await desk.press("space")
        assert "✓ saved" in desk.text.splitlines()[0]
        assert desk.path.read_bytes() != before


async def test_what_is_typed_stays_on_the_sheet_until_it_can_be_saved(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Bees")
        with full_disk(4096):
            await desk.press("enter")
        assert "Add evidence" in desk.text
        assert "Bees" in desk.text
        await desk.press("enter")
        assert "Bees" in [piece.title for piece in desk.portfolio.evidence.values()]


async def test_undo_and_redo_say_what_they_did(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "d")
        await desk.press("u")
        assert "Undo: moved “Rain gauge, second version” to the trash." in desk.text
        await desk.press("U")
        assert "Redo: moved “Rain gauge, second version” to the trash." in desk.text


# ---- changes from outside


async def test_what_another_program_writes_shows_while_a_sheet_is_open(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(180, 40)) as desk:
        await desk.press("2", "a")
        await desk.type("Bees")
        adding = [
            sys.executable,
            "-m",
            "leaptui",
            "-C",
            str(samples.root),
            "--portfolio",
            AMARA,
            "add",
            "From elsewhere",
        ]
        await asyncio.to_thread(subprocess.run, adding, check=True, capture_output=True)
        await until(desk, "141")
        assert "Add evidence" in desk.text
        assert "Bees" in desk.text
        await desk.type("wax")
        assert "Beeswax" in desk.text
        await desk.press("enter")
        titles = [piece.title for piece in desk.portfolio.evidence.values()]
        assert {"Beeswax", "From elsewhere"} <= set(titles)
        assert "From elsewhere" in desk.text


async def test_an_arrow_and_the_letter_for_it_are_told_together_as_moving(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("question_mark")
        await desk.type("panes")
        assert re.search(r"→ l +To the panes at the right", desk.text)
        await desk.press("escape", "right")
        assert desk.app.focused is not None
        assert any(node.id == "right" for node in desk.app.focused.ancestors)


async def test_the_way_out_and_the_help_are_never_left_out_of_the_footer(samples: Workspace, at_desk: Open) -> None:
    language.use("es", "day-month")
    async with at_desk(samples, AMARA, (60, 18)) as desk:
        await desk.press("4", "b")
        footer = desk.text.splitlines()[-1]
        assert "F1 Ayuda" in footer
        assert "Esc Cerrar" in footer


async def test_of_a_portfolio_that_can_only_be_read_the_header_says_so(samples: Workspace, at_desk: Open) -> None:
    path = samples.path(AMARA)
    newer = read_document(path.read_bytes())
    newer["meta"]["portfolio"]["min_writer"] = 99
    path.write_bytes(canonical_bytes(newer))
    async with at_desk(samples, AMARA, (80, 24)) as desk:
        assert desk.text.splitlines()[0].split("   ")[0].strip() == "Amara Okafor"
        assert desk.text.splitlines()[0].rstrip().endswith("to read only")
        await desk.press("space")
        assert "Amara Okafor" in desk.text.splitlines()[0], "a long sentence leaves the learner's name"
        assert path.read_bytes() == canonical_bytes(newer)


async def test_a_framework_without_room_beside_a_long_name_is_left_out_whole(samples: Workspace, at_desk: Open) -> None:
    name_learner(samples, "Anne Marie Charlotte van den Hoogenband")
    async with at_desk(samples, AMARA, (80, 24)) as desk:
        header = desk.text.splitlines()[0]
        assert "van den Hoogenband   " in header
        assert "L…" not in header
        assert "LEAP" not in header
        assert "✓ saved" in header


async def test_when_the_last_sync_was_gives_way_to_a_long_name_before_what_is_to_sync(
    samples: Workspace, at_desk: Open
) -> None:
    in_many_places(samples)
    name_learner(samples, "Anne Marie Charlotte van den Hoogenband")
    async with at_desk(samples, AMARA, (100, 30)) as desk:
        desk.app.states = States(synced="↑ 2 to sync", since="last on Tuesday, 15:05")
        desk.app.screen.query_one(HeaderLine).refresh()
        await desk.settle()
        header = desk.text.splitlines()[0].rstrip()
        assert "van den Hoogenband   LEAP 2020" in header
        assert header.endswith("✓ saved   ≠ 5 choices wait   ↑ 2 to sync")


def name_learner(samples: Workspace, name: str) -> None:
    """Give the learner of the sample another name."""
    path = samples.path(AMARA)
    document = read_document(path.read_bytes())
    document["meta"]["portfolio"]["learner"] = {"name": name}
    path.write_bytes(canonical_bytes(document))
