"""Finding one's way in the evidence: facets, orders, selections, what was found."""

from __future__ import annotations

import json

import pytest
from textual.geometry import Offset
from textual.widgets import Input

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.facets import FacetList
from leaptui.tui.evidence.narrowed import NarrowedLine
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.line import Line
from leaptui.tui.widgets.form import Choice
from leaptui.tui.widgets.rows import Row
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"
NOOR = "noor-haddad"


def listed(desk: Desk) -> PieceList:
    return desk.app.screen.query_one(PieceList)


def titles(desk: Desk) -> list[str]:
    pieces = listed(desk)
    return [piece.title for piece in map(pieces.piece, pieces.ids) if piece]


async def choose(desk: Desk, *keys: str) -> None:
    """Choose rows of the facets by their keys, as a click on each does."""
    for key in keys:
        facets = desk.app.screen.query_one(FacetList)
        assert facets.go_to(key), key
        facets.action_open()
        await desk.settle()


def found_by(desk: Desk, **wanted: str) -> set[str]:
    pieces = desk.portfolio.evidence.values()
    return {piece.id for piece in pieces if all(getattr(piece, name) == value for name, value in wanted.items())}


async def test_several_facets_narrow_together_and_one_key_lets_all_go(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await choose(desk, "value:kind:text", "value:place:school")
        assert set(listed(desk).ids) == found_by(desk, kind="text", place="school")
        assert "─ 2 chosen ─" in desk.text
        assert "✓ text" in desk.text
        assert "x Show all" in desk.text.splitlines()[-1]
        await desk.press("x")
        assert len(listed(desk).ids) == 140
        assert "chosen" not in desk.text


async def test_a_component_opens_its_guidelines_and_those_under_them(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await choose(desk, "value:component:F", "value:guideline:leap-2020:F1")
        under = {guideline for guideline in desk.app.session.framework.guidelines if ":F1" in guideline}
        shown = {claim.evidence for claim in desk.portfolio.claims.values() if claim.guideline in under}
        assert set(listed(desk).ids) == shown
        await choose(desk, "value:guideline:leap-2020:F1.c")
        assert 0 < len(listed(desk).ids) < len(shown)
        await choose(desk, "value:component:L")
        assert listed(desk).ids
        assert desk.app.screen.query_one(FacetList).narrow.guideline is None


async def test_facets_and_search_narrow_together(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await choose(desk, "value:kind:text")
        texts = len(listed(desk).ids)
        await desk.press("slash")
        await desk.type("rain")
        both = listed(desk).ids
        assert 0 < len(both) < texts
        assert all(desk.portfolio.evidence[one].kind == "text" for one in both)
        assert f"{len(both)} of" in desk.text


async def test_what_was_searched_for_is_marked_in_title_list_and_text(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("slash")
        await desk.type("funnel")
        marker = desk.app.inks.marker.bgcolor
        strips = [desk.app.screen.query_one(PieceDetail).render_line(y) for y in range(24)]
        lit = [part.text for strip in strips for part in strip if part.style and part.style.bgcolor == marker]
        assert lit.count("funnel") >= 2
        await desk.press("escape")
        strips = [desk.app.screen.query_one(PieceDetail).render_line(y) for y in range(24)]
        assert not [part for strip in strips for part in strip if part.style and part.style.bgcolor == marker]


async def test_a_facet_folds_and_opens_the_rest_of_its_values(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(120, 60)) as desk:
        await desk.press("2")
        facets = desk.app.screen.query_one(FacetList)

        def shown() -> str:
            return "\n".join(facets.render_line(y).text for y in range(facets.size.height))

        assert "7 more …" in shown()
        assert "badge" not in shown()
        await choose(desk, "more:kind:")
        assert "badge" in shown()
        assert "fewer …" in shown()
        await choose(desk, "heading:kind:")
        assert "Kind            11 ▸" in shown()
        assert "badge" not in shown()
        await choose(desk, "heading:kind:")
        assert "badge" in shown()


async def test_a_folded_facet_still_shows_what_is_chosen(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await choose(desk, "value:kind:audio", "heading:kind:")
        assert "✓ audio" in desk.text


async def test_new_feedback_is_a_facet_and_a_sign_in_the_list(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(120, 100)) as desk:
        await desk.press("2")
        assert listed(desk).render_line(0).text.rstrip().endswith("version        ●")
        await choose(desk, "value:waiting:")
        assert len(listed(desk).ids) == 2
        assert "● new" in desk.text


async def test_the_list_stands_in_five_orders(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        newest = titles(desk)
        await desk.press("o")
        assert "by title" in desk.text
        await desk.type("oldest")
        await desk.press("enter")
        assert titles(desk) == newest[::-1]
        assert "140, oldest first" in desk.text
        await desk.press("o")
        await desk.type("title")
        await desk.press("enter")
        assert titles(desk)[0].startswith("A ")
        # The order is kept while other screens are looked at.
        await desk.press("1", "2")
        assert "140, by title" in desk.text
        await desk.press("slash")
        await desk.type("rain")
        assert titles(desk) == sorted(titles(desk), key=str.casefold)


async def test_the_order_is_chosen_by_a_click_on_the_heading(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await desk.pilot.click(PieceList, offset=(20, 0))
        await desk.settle()
        assert "─ Sort " in desk.text


async def test_a_range_is_selected_with_v_and_with_shift(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "down", "v", "down", "down")
        assert listed(desk).selected == set(listed(desk).ids[1:4])
        await desk.press("up")
        assert "140, 2 selected" in desk.text
        await desk.press("v", "down", "down", "down")
        assert len(listed(desk).selected) == 2
        await desk.press("escape")
        assert not listed(desk).selected
        await desk.press("g", "shift+down", "shift+down")
        assert listed(desk).selected == set(listed(desk).ids[:3])


async def test_all_that_was_found_is_selected_and_let_go(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("slash")
        await desk.type("rain")
        await desk.press("enter", "A")
        assert listed(desk).selected == set(listed(desk).ids)
        await desk.press("A")
        assert not listed(desk).selected


async def test_the_mouse_selects_at_the_left_edge(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        top = listed(desk).gutter.top
        await desk.pilot.click(PieceList, offset=(1, top + 2))
        await desk.pilot.click(PieceList, offset=(1, top + 6))
        await desk.settle()
        assert listed(desk).selected == {listed(desk).ids[1], listed(desk).ids[3]}
        await desk.pilot.click(PieceList, offset=(4, top + 2))
        await desk.settle()
        assert listed(desk).selected == {listed(desk).ids[3]}


async def test_many_are_edited_as_one_change(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        before = desk.path.read_bytes()
        await desk.press("2", "space", "space", "space", "e")
        chosen = listed_below(desk).selected
        assert "─ Edit 3 pieces ─" in desk.text
        await desk.type("fair, weather")
        desk.app.screen.query_one("#less", Input).value = "making"
        desk.app.screen.query_one("#place", Choice).value = "community"
        await desk.press("enter")
        for one in chosen:
            piece = desk.portfolio.evidence[one]
            assert {"fair", "weather"} <= set(piece.tags)
            assert "making" not in piece.tags
            assert piece.place == "community"
        assert desk.app.session.store.undo_label == "Edited 3 pieces"
        await desk.press("u")
        assert said(desk.path.read_bytes()) == said(before)


def said(document: bytes) -> dict[str, dict[str, object]]:
    """What the pieces of a file say, whenever they were changed last."""
    pieces = json.loads(document)["evidence"]
    return {key: {**raw, "modified": ""} for key, raw in pieces.items()}


def listed_below(desk: Desk) -> PieceList:
    """The list on the screen under the sheet."""
    return desk.app.screen_stack[-2].query_one(PieceList)


async def test_many_are_thrown_away_and_brought_back_together(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "space", "space", "d")
        assert len(desk.portfolio.evidence) == 138
        await choose(desk, "value:trash:")
        assert "3, last thrown first" in desk.text
        await desk.press("A", "d")
        assert len(desk.portfolio.evidence) == 141


async def test_many_are_linked_to_a_goal(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "space", "space")
        chosen = set(listed(desk).selected)
        await desk.press("L")
        assert "Goals of these pieces" in desk.text
        await desk.type("beekeep")
        await desk.press("space", "enter")
        goal = next(goal.id for goal in desk.portfolio.goals.values() if "beekeeping" in goal.title)
        assert all(goal in desk.portfolio.evidence[one].goals for one in chosen)


async def test_titles_that_cannot_be_seen_are_said_to_be_none(samples: Workspace, at_desk: Open) -> None:
    document = json.loads(samples.path(AMARA).read_bytes())
    key = max(document["evidence"], key=lambda one: document["evidence"][one].get("made_on", ""))
    document["evidence"][key] |= {"title": "\u200b\u3164 ", "made_on": "2026-11-19"}
    samples.path(AMARA).write_text(json.dumps(document), encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        assert desk.text.count("no title") == 2


async def test_on_a_narrow_screen_a_value_is_clicked_away(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("2", "f")
        await choose(desk, "value:component:D", "value:place:school")
        await desk.press("escape")
        line = desk.app.screen.query_one(NarrowedLine)
        text = line.render_line(0).text
        assert "D  Demonstrated and school" in text
        at = Offset(text.index("school") + 1, 0)
        await desk.pilot.click(NarrowedLine, offset=at)
        await desk.settle()
        assert "and" not in line.render_line(0).text
        await desk.press("x")
        assert len(listed(desk).ids) == 140


async def test_text_of_every_script_keeps_the_columns(samples: Workspace, at_desk: Open) -> None:
    strange = [
        "👩‍👩‍👧‍👦 family at the fair 🇵🇪🇮🇳 with a very long title that goes on",
        "नमस्ते दुनिया, एक बहुत लंबा शीर्षक जो कटेगा",
        "مرحبا بالعالم هذا عنوان طويل جدا سوف يقطع",
        "日本語の長い題名がここにあって切られる",
        "e\u0301a\u0308 combining o\u0302\u0323 marks everywhere in this title",
    ]
    document = json.loads(samples.path(AMARA).read_bytes())
    newest = sorted(document["evidence"], key=lambda one: document["evidence"][one].get("made_on", ""))[-5:]
    for key, title in zip(newest, strange, strict=True):
        document["evidence"][key] |= {
            "title": title,
            "made_on": "2026-11-19",
            "body": [title],
            "tags": ["日本", "नमस्ते"],
        }
    samples.path(AMARA).write_text(json.dumps(document), encoding="utf-8")
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        widgets = (listed(desk), desk.app.screen.query_one(PieceDetail), desk.app.screen.query_one(FacetList))
        for _step in range(5):
            for widget in widgets:
                for y in range(widget.size.height):
                    strip = widget.render_line(y)
                    assert sum(part.cell_length for part in strip) == widget.size.width, strip.text
            await desk.press("down")


async def test_a_large_portfolio_is_no_slower_to_walk_through(
    empty: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(empty, NOOR) as desk:
        await desk.press("tab", "2")
        pieces = listed(desk)
        pieces.show_pieces([f"{number:036}" for number in range(100_000)], "")
        assert len(pieces.rows) == 100_000
        assert pieces.virtual_size.height == 200_000
        drawn: list[str] = []
        draw = pieces.draw

        def noted(row: Row, width: int, *, current: bool) -> list[Line]:
            drawn.append(row.key or "")
            return draw(row, width, current=current)

        monkeypatch.setattr(pieces, "draw", noted)
        await desk.press("end", "up", "pageup")
        assert pieces.cursor > 99_900
        # Only what is in sight is ever drawn.
        assert len(set(drawn)) < 100
