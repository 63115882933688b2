"""The Framework screen: where the evidence lies, where there is none, and what can be done from a guideline."""

from __future__ import annotations

import json

import pytest
from rich.cells import cell_len
from textual import events

from leaptui.model.edits import add_evidence, new_document, tag
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.framework.detail import GuidelineDetail
from leaptui.tui.framework.map import GuidelineMap
from leaptui.tui.framework.rows import GuidelineTree, cut_words
from leaptui.tui.framework.screen import FrameworkScreen
from leaptui.tui.framework.tree import Tree
from leaptui.tui.portfolios.chooser import open_portfolio
from tests.tui.conftest import THURSDAY, Open
from tests.tui.framework_desk import AMARA, AT, go_to, screen_name, tree

# ---- what it shows


async def test_tree_map_and_detail_stand_beside_each_other(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "L3")
        for words in (
            "LEAP Learning Framework 2020",
            "F  Learner Focused                   ▄ ▄ ▄ ▄ ▂ ▄ ▁ ▄   45",
            "F1  ▸ Deepen their understanding of…  ▄▄▄▂▄▁ 5 of 6     39",
            "▸ L3  Partner in shaping their…         ●●●○ demonstrated 10",
            "L2  Partner in setting their…         ○○○○ not yet       –",
            "Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov",
            "·  ░░░  ·  ▒▒▒ ░░░ ░░░  ·  ░░░ ▒▒▒ ░░░ ░░░  ·",
            "┄ a break",
            "L3     Partner in shaping their learning pathways and experiences",
            "10 pieces of",
        ):
            assert words in desk.text, words


async def test_a_row_of_the_map_stands_beside_its_row_of_the_tree_while_both_scroll(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA, size=(110, 24)) as desk:
        await desk.press("3", "end")
        rows, shades = tree(desk), desk.app.screen.query_one(GuidelineMap)
        assert rows.scroll_offset.y == shades.scroll_offset.y > 0
        assert rows.key == shades.key == "leap-2020:C5"
        # A turn of the wheel over the map.
        shades.post_message(events.MouseScrollUp(shades, 5, 5, 0, -1, 0, False, False, False))
        await desk.settle()
        assert rows.scroll_offset.y == shades.scroll_offset.y < 8
        line = next(line for line in desk.text.splitlines() if " L4 " in line)
        assert "▓▓▓" in line


async def test_the_standing_names_whose_word_it_is_and_the_learner_s_own(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    change, made = add_evidence(
        store.portfolio, AT, {"title": "Soup", "kind": "product", "place": "home"}, {"leap-2020:D4": "growing"}
    )
    store.apply(change)
    claim = next(iter(store.portfolio.claims))
    raw = json.loads(store.path.read_bytes())
    raw["assessments"] = {
        "11111111-1111-4111-8111-111111111111": {
            "by": "J. Lind", "claim": claim, "created": AT, "level": "demonstrated", "modified": AT, "role": "mentor",
        }
    }  # fmt: skip
    store.path.write_text(json.dumps(raw, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "3")
        await go_to(desk, "D4")
        assert "●●●○ demonstrated, says J. Lind (mentor) on 19 November of" in desk.text
        assert "1 piece of 1 kind in 1 place   product   home" in desk.text
        await go_to(desk, "C4")
        assert "No piece shows this yet: t tags one, n sets a goal for it." in desk.text
        assert made in desk.portfolio.evidence


async def test_a_parent_shows_the_spread_of_what_lies_under_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "C4")
        assert "C4.a ●●●○   C4.b ●○○○   C4.c ○○○○" in desk.text
        assert "Engage in real-world experiences to develop:" in desk.text


async def test_every_statement_can_be_read_whole_and_nothing_jumps(samples: Workspace, at_desk: Open) -> None:
    for size in ((120, 36), (80, 24)):
        async with at_desk(samples, AMARA, size=size) as desk:
            await desk.press("3")
            detail = desk.app.screen.query_one(GuidelineDetail)
            assert isinstance(desk.app.screen, FrameworkScreen)
            framework = desk.app.screen.query_one(GuidelineTree).framework
            height = detail.outer_size.height
            for guideline in framework.guidelines.values():
                detail.show_node(desk.app.screen.folding.nodes[guideline.id])
                shown = " ".join(" ".join(detail.render_line(y).text for y in range(detail.size.height)).split())
                assert guideline.full_statement in shown.replace(f"{guideline.code} ", "", 1), guideline.code
            assert detail.outer_size.height == height


# ---- moving and folding


async def test_folding_and_unfolding_by_keys(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        await go_to(desk, "F1")
        assert "F1.a  academic" not in desk.text
        await desk.press("space")
        assert "F1.a  academic" in desk.text
        await desk.press("right")
        assert tree(desk).key == "leap-2020:F1.a"
        await desk.press("left", "left")
        assert tree(desk).key == "leap-2020:F1"
        assert "F1.a  academic" not in desk.text
        await desk.press("left", "left")
        assert tree(desk).key == "component/F"
        assert "F2  Experience" not in desk.text
        await desk.press("space", "down", "down")
        assert tree(desk).key == "leap-2020:F2"


async def test_only_gaps_and_everything_again(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3", "f")
        keys = [row.key for row in tree(desk).rows]
        assert "leap-2020:L2" in keys
        assert "leap-2020:F1.f" in keys
        assert "leap-2020:D4" not in keys
        assert "component/D" not in keys
        await desk.press("escape")
        assert "leap-2020:D4" in [row.key for row in tree(desk).rows]
        await desk.press("escape")
        assert screen_name(desk) == "today"


async def test_with_no_gap_left_the_pane_says_so(empty: Workspace, at_desk: Open) -> None:
    store = PortfolioStore(empty, "noor-haddad")
    framework = load_frameworks(empty).found["leap-2020"]
    levels = {one.id: "starting" for one in framework.leaves}
    store.apply(add_evidence(store.portfolio, AT, {"title": "A year of everything"}, levels)[0])
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("3", "f")
        assert "Every guideline has a piece of evidence." in desk.text


async def test_narrow_terminals_show_tree_or_map(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(80, 24)) as desk:
        await desk.press("3")
        assert "Evidence map" not in desk.text
        assert "●●○○ growing" in desk.text
        await desk.press("m", "down", "down")
        assert "Evidence map" in desk.text
        assert "▸ F2      Experience learn…  ░░░  ·  ░░░" in desk.text
        assert isinstance(desk.app.focused, GuidelineMap)
        await desk.press("m")
        assert "▸ F2  Experience learning that is relevant…" in desk.text
        assert max(map(len, desk.text.splitlines())) <= 80


async def test_clicks_move_the_cursor_in_tree_and_map(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "  D2  Receive" in line)
        await desk.pilot.click(offset=(90, row))
        await desk.settle()
        assert tree(desk).key == "leap-2020:D2"
        await desk.pilot.click(offset=(20, row + 2), times=2)
        await desk.settle()
        assert screen_name(desk) == "evidence"
        assert desk.app.screen.query_one(PieceList).key is not None


async def test_a_click_on_the_sign_folds(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("3")
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "C4  ▾ Engage" in line)
        await desk.pilot.click(offset=(8, row))
        await desk.settle()
        assert "C4  ▸ Engage" in desk.text
        assert "C4.a  Academic" not in desk.text
        assert tree(desk).key == "leap-2020:C4"


async def test_another_portfolio_brings_its_own_framework(workshop: Workspace, at_desk: Open) -> None:
    async with at_desk(workshop, "noor-haddad") as desk:
        await desk.press("tab", "3")
        assert "LEAP Learning Framework 2020" in desk.text
        await desk.press("1")
        assert isinstance(desk.app, LeaptuiApp)
        assert open_portfolio(desk.app, "ida") is None
        await desk.settle()
        await desk.press("3")
        assert "Craft 3" in desk.text
        assert tree(desk).key == "component/WOOD"


# ---- other frameworks


def craft() -> dict[str, object]:
    """A framework of another shape: five levels, six components, three levels of nesting."""

    def details(code: str) -> list[dict[str, object]]:
        return [{"code": f"{code}.{one}", "statement": f"detail {one}"} for one in "xy"]

    def parts(code: str) -> list[dict[str, object]]:
        return [
            {"code": f"{code}.{one}", "statement": f"part {one} of it", "guidelines": details(f"{code}.{one}")}
            for one in "ab"
        ]

    components = [
        {
            "code": code,
            "title": title,
            "guidelines": [
                {"code": f"{code}1", "statement": f"{title} from the ground up:", "guidelines": parts(f"{code}1")},
                {"code": f"{code}2", "statement": f"{title} for others"},
            ],
        }
        for code, title in (
            ("WOOD", "Wood"),
            ("CLAY", "Clay"),
            ("INK", "Ink"),
            ("M", "Metal"),
            ("T", "Cloth"),
            ("G", "Glass"),
        )
    ]
    levels = [{"id": one, "title": one} for one in ("seen", "tried", "able", "sure", "teaching")]
    return {"id": "craft", "title": "Craft", "edition": "3", "levels": levels, "components": components}


@pytest.fixture
def workshop(tmp_path: object, empty: Workspace) -> Workspace:
    """A workspace with a framework of its own and a portfolio under it."""
    (empty.root / "frameworks").mkdir()
    (empty.root / "frameworks" / "craft.json").write_text(json.dumps(craft()), encoding="utf-8")
    document = new_document("Ida", "craft", THURSDAY.date(), AT)
    store = PortfolioStore.create(empty, "ida", document)
    change, made = add_evidence(store.portfolio, AT, {"title": "A stool", "made_on": "2026-11-02"})
    store.apply(change)
    framework = load_frameworks(empty).found["craft"]
    store.apply(tag(store.portfolio, framework, AT, [made], {"craft:WOOD1.a.x": "able", "craft:G2": "teaching"}))
    return empty


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_a_framework_of_another_shape_works(workshop: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    async with at_desk(workshop, "ida", size=size) as desk:
        for words in ("WOOD", "Wood", "Glass", "3 of 8"):
            assert words in desk.text, words
        await desk.press("3", "down", "right", "right", "right", "right")
        assert tree(desk).key == "craft:WOOD1.a.x"
        assert "WOOD1.a.x  detail x" in desk.text
        assert "●●●○○ able" in desk.text
        assert "Wood from the ground up: part a of it: detail x" in desk.text
        assert max(map(cell_len, desk.text.splitlines())) <= size[0]


def test_what_fits_is_unfolded_and_the_rest_stays_folded(workshop: Workspace) -> None:
    framework = load_frameworks(workshop).found["craft"]
    folding = Tree(framework)
    folding.fold_to(24)
    assert folding.is_open("craft:WOOD1")
    assert not folding.is_open("craft:G1")
    store = PortfolioStore(workshop, "ida")
    assert store.portfolio.claims
    folding.fold_to(500)
    assert all(folding.is_open(key) for key, node in folding.nodes.items() if node.children)


def test_words_are_cut_between_words_where_that_leaves_most() -> None:
    assert cut_words("Partner in setting their goals", 40) == "Partner in setting their goals"
    assert cut_words("Partner in setting their goals", 27) == "Partner in setting their…"
    assert cut_words("Assess, monitor, and reflect", 17) == "Assess, monitor…"
    assert cut_words("Donaudampfschifffahrt is long", 10) == "Donaudamp…"
    assert cut_words("", 5) == ""
