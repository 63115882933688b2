"""How Evidence looks: nothing is cut in half, few rows still show a picture, every hint names its key."""

from __future__ import annotations

import json

import pytest
from textual.widgets import Input

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.facets import FacetList
from leaptui.tui.evidence.held import Cross, FileRow
from leaptui.tui.evidence.markdown import markdown_blocks
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.widgets.frame import CORNERS, Framed
from tests.tui.conftest import Desk, Open, painted_strips
from tests.tui.frames import cells
from tests.tui.test_keymap import write_keys

AMARA = "amara-okafor"


def lines_of(desk: Desk, kind: type[Framed]) -> list[str]:
    """The lines of a pane as they are painted."""
    pane = desk.app.screen.query_one(kind)
    region = pane.content_region
    return [line[region.x : region.right].rstrip() for line in desk.text.splitlines()[region.y : region.bottom]]


@pytest.mark.parametrize("height", [22, 23, 24, 30, 35, 36])
@pytest.mark.parametrize("width", [80, 120])
async def test_no_piece_is_cut_in_half(samples: Workspace, at_desk: Open, width: int, height: int) -> None:
    async with at_desk(samples, AMARA, size=(width, height)) as desk:
        await desk.press("2")
        assert len(lines_of(desk, PieceList)) % 2 == 0
        assert lines_of(desk, PieceList)[0].strip(" ▸●").startswith("Rain gauge, second version")


async def test_few_rows_show_a_small_picture_beside_the_text(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2")
        beside = next(line for line in lines_of(desk, PieceDetail) if "The first one leaked" in line)
        assert beside.count("▀") + beside.count("▄") == 16
        assert "Enter shows it" not in desk.text


async def test_where_there_is_no_room_for_a_picture_its_key_is_named(samples: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\n"piece.list.open" = ["enter", "f8"]\n')
    async with at_desk(samples, AMARA, size=(80, 19)) as desk:
        await desk.press("2", "l")
        shown = lines_of(desk, PieceDetail)
        for _page in range(3):
            await desk.press("pagedown")
            shown += lines_of(desk, PieceDetail)
        assert "▀" not in "".join(shown)
        assert any("rain-gauge-v2.png" in line and "Enter shows it" in line for line in shown)


def test_a_text_is_split_between_blocks_alone() -> None:
    text = "One\ngoes on.\n\n- a\n\n- b\n\n```\nx\n\ny\n```\n\nLast."
    assert [block.strip() for block in markdown_blocks(text)] == [
        "One\ngoes on.",
        "- a\n\n- b",
        "```\nx\n\ny\n```",
        "Last.",
    ]
    assert markdown_blocks("[one][1]\n\nTwo.\n\n[1]: https://one.example") == [
        "[one][1]\n\nTwo.\n\n[1]: https://one.example"
    ]


async def test_vim_s_keys_go_from_pane_to_pane(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "l")
        assert desk.app.screen.query_one(PieceDetail).has_focus
        await desk.press("h", "h")
        assert desk.app.screen.query_one(FacetList).has_focus
        await desk.press("slash", "h", "l")
        assert desk.app.screen.query_one("#search", Input).value == "hl"


async def test_a_search_says_how_many_of_all_pieces_it_found(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "slash", "b", "e", "e")
        assert "19 of 140, newest first" in desk.text


async def test_the_trash_says_the_way_back_and_what_lies_outside(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "f", "down", "down", "down", "enter")
        assert "in the trash" in desk.text
        assert any(line.strip() == "d brings it back" for line in lines_of(desk, PieceDetail))
        assert lines_of(desk, FacetList)[0].split() == ["All", "evidence", "140"]
        await desk.press("l", "d")
        assert len(desk.portfolio.evidence) == 141
        await desk.press("u", "ctrl+p")
        await desk.type("empty the trash")
        await desk.press("enter")
        assert "Emptied the trash; u brings it all back." in desk.text
        await desk.press("u")
        assert desk.portfolio.trash


async def test_the_cross_beside_a_file_takes_it_off(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2", "e")
        assert "×" in next(line for line in desk.text.splitlines() if "rain-gauge-v2.png" in line)
        await desk.pilot.click(Cross)
        await desk.settle()
        assert [row.query_one(Cross).is_attached for row in desk.app.screen.query(FileRow)] == [True]
        assert "rain-gauge-v2.png" not in desk.text


async def test_hints_on_a_piece_name_the_learner_s_keys(samples: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\n"evidence.tag" = "Z"\n')
    document = json.loads(samples.path(AMARA).read_bytes())
    document["claims"] = {}
    for piece in document["evidence"].values():
        piece["goals"] = []
    samples.path(AMARA).write_text(json.dumps(document), encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "down")
        assert "nothing yet: Z tags it" in desk.text
        await desk.press("e")
        assert "none; Enter chooses" in desk.text


async def test_a_number_is_never_cut(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(60, 24)) as desk:
        await desk.press("2")
        pane = desk.app.screen.query_one(PieceDetail)
        assert "1 of 140" in desk.text
        pane.set_frame(fact="4656 of 4656 or so, 4656 of 10000")
        await desk.settle()
        assert "4656 of 46…" in desk.text
        pane.set_frame(fact="4656 of 4656123")
        await desk.settle()
        assert "4656 of" not in desk.text


async def test_a_fact_is_not_cut_to_a_word_that_says_nothing(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(60, 24)) as desk:
        await desk.press("2")
        pane = desk.app.screen.query_one(PieceDetail)
        room = pane.outer_size.width - CORNERS
        pane.set_frame("x" * (room - 4 - 6), "on this machine")
        await desk.settle()
        assert "on t…" not in desk.text
        assert "x ─" in desk.text
        pane.set_frame("x" * (room - 4 - 9), "on this machine")
        await desk.settle()
        assert "on this…" in desk.text


async def test_the_key_of_an_empty_list_stands_out(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "2")
        (row,) = [strip for strip in painted_strips(desk.app) if "Nothing here yet. Press a and" in strip.text]
        assert [cell.text for cell in cells(row) if cell.style.bold][-1:] == ["a"]
