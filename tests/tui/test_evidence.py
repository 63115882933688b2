"""Evidence: browsing, searching, narrowing, writing, tagging, the trash, undo."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from textual import events
from textual.widgets import Input

from leaptui.model.ids import claim_id
from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from tests.tui.conftest import Open

AMARA = "amara-okafor"
NOOR = "noor-haddad"


async def test_the_three_panes_show_facets_list_and_piece(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        assert "▸ All evidence     140" in desk.text
        assert "▸ Rain gauge, second version" in desk.text
        assert "1 of 140" in desk.text
        assert "poured 100 ml through it, ten times" in desk.text


async def test_searching_narrows_at_every_keystroke_and_esc_lets_go(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("slash")
        await desk.type("beek")
        pieces = desk.app.screen.query_one(PieceList)
        found = len(pieces.rows)
        assert 0 < found < 140
        assert f"{found} of" in desk.text
        await desk.type("zzz")
        assert "Nothing fits." in desk.text
        await desk.press("escape")
        assert len(pieces.rows) == 140


async def test_a_facet_narrows_by_click_and_the_other_counts_follow(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "Connected" in line)
        await desk.pilot.click(offset=(10, row))
        await desk.settle()
        count = int(desk.text.splitlines()[row].split("│")[1].split()[-1])
        assert len(desk.app.screen.query_one(PieceList).rows) == count < 140


async def test_a_piece_is_captured_with_a_title_and_enter(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "3")
        await desk.press("a")
        await desk.type("Taught my cousin to ride a bike")
        await desk.press("enter")
        pieces = list(desk.portfolio.evidence.values())
        assert [piece.title for piece in pieces] == ["Taught my cousin to ride a bike"]
        assert str(pieces[0].made_on) == "2026-11-19"


async def test_a_bad_day_is_said_on_the_sheet_and_nothing_typed_is_lost(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        before = desk.path.read_bytes()
        await desk.press("tab", "2", "a")
        await desk.type("Riding")
        desk.app.screen.query_one("#made_on", Input).value = "31.12.2026"
        await desk.press("enter")
        assert "“Made on” is a day like 2026-03-01." in desk.text
        assert desk.path.read_bytes() == before
        await desk.press("escape")
        await desk.press("a")
        assert "Riding" in desk.text


async def test_editing_sets_only_what_was_changed(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        before = desk.portfolio.raw("evidence", key) or {}
        await desk.press("e")
        await desk.press("end")
        await desk.type(" and third")
        await desk.press("enter")
        after = desk.portfolio.raw("evidence", key) or {}
        changed = {field for field in before.keys() | after.keys() if before.get(field) != after.get(field)}
        assert changed == {"title", "modified"}
        assert after["title"] == "Rain gauge, second version and third"


async def test_the_picker_tags_with_level_and_reason_and_undo_takes_it_back(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("t")
        await desk.type("advocate")
        assert "1 of 26 guidelines" in desk.text
        await desk.press("down", "2", "tab")
        await desk.type("I asked for better scales")
        await desk.press("enter")
        claim = desk.portfolio.claims[claim_id(key, "leap-2020:L5")]
        assert (claim.level, claim.reason) == ("growing", "I asked for better scales")
        assert "Tagged “Rain gauge, second version” with L5." in desk.text
        await desk.press("u")
        assert json.loads(desk.path.read_bytes()) == json.loads(before)
        await desk.press("U")
        assert claim_id(key, "leap-2020:L5") in desk.portfolio.claims


async def test_many_pieces_are_tagged_at_once(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "space", "space", "space")
        chosen = list(desk.app.screen.query_one(PieceList).selected)
        assert "3 selected" in desk.text
        await desk.press("t")
        assert "3 pieces" in desk.text
        await desk.type("L2")
        await desk.press("down", "space", "enter")
        assert all(claim_id(one, "leap-2020:L2") in desk.portfolio.claims for one in chosen)
        await desk.press("u")
        assert not any(claim_id(one, "leap-2020:L2") in desk.portfolio.claims for one in chosen)


async def test_the_trash_gives_back_what_was_thrown_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        key = desk.app.screen.query_one(PieceList).key or ""
        await desk.press("d")
        assert key not in desk.portfolio.evidence
        assert str((desk.portfolio.raw("evidence", key) or {})["deleted"]).startswith("2026-11-19T16:40:")
        await desk.press("left", "down", "down", "down", "enter", "right")
        assert desk.app.screen.query_one(PieceList).key == key
        await desk.press("d")
        assert key in desk.portfolio.evidence
        assert desk.portfolio.claims_of[key]


async def test_a_file_is_attached_by_its_path(samples: Workspace, at_desk: Open, tmp_path: Path) -> None:
    note = tmp_path / "my notes.txt"
    note.write_text("ten pours", encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "i")
        desk.app.screen.query_one("#answer", Input).value = str(note)
        await desk.press("enter")
        key = desk.app.screen.query_one(PieceList).key or ""
        kept = desk.portfolio.evidence[key].attachments
        assert [item.name for item in kept][-1] == "my notes.txt"
        assert (samples.files_dir(AMARA) / f"{kept[-1].sha256}.txt").read_text(encoding="utf-8") == "ten pours"


async def test_what_another_program_writes_shows_by_itself(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        document = json.loads(desk.path.read_bytes())
        key = desk.app.screen.query_one(PieceList).key or ""
        document["evidence"][key]["title"] = "Rain gauge, written elsewhere"
        desk.path.write_text(json.dumps(document), encoding="utf-8")
        desk.app.look_again()
        await desk.settle()
        assert "Rain gauge, written elsewhere" in desk.text


async def test_text_from_a_file_is_shown_and_never_acts(samples: Workspace, at_desk: Open) -> None:
    hostile = "[@click=app.quit]free[/] \x1b]0;owned\x07 [red]money[/red]"
    document = json.loads(samples.path(AMARA).read_bytes())
    key = max(document["evidence"], key=lambda one: document["evidence"][one].get("made_on", ""))
    document["evidence"][key] |= {
        "title": hostile,
        "body": [hostile, "[link](javascript:quit)"],
        "made_on": "2026-11-19",
    }
    document["meta"]["portfolio"]["learner"]["name"] = hostile
    samples.path(AMARA).write_text(json.dumps(document), encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        assert "[@click=app.quit]free[/]" in desk.text
        assert "\x1b" not in desk.text
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "free" in line and y > 2)
        await desk.pilot.click(offset=(desk.text.splitlines()[row].index("free"), row))
        await desk.settle()
        assert desk.app.is_running


async def test_what_is_typed_while_a_sheet_opens_goes_onto_the_sheet(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "3")
        for key in ("a", "B", "e", "e", "s", "enter"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else "\r"))
            await asyncio.sleep(0)
        for _ in range(40):
            await desk.settle()
        assert [piece.title for piece in desk.portfolio.evidence.values()] == ["Bees"]
