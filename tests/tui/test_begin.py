"""Before there is a portfolio on the screen: the first question, the shelf, the samples."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.store.bundled import copy_samples
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.portfolios.shelf import SAMPLES
from tests.tui.begin_desk import CLOCK, shelf
from tests.tui.conftest import Desk, Hands

WIDE = (120, 36)
Begin = Callable[..., AbstractAsyncContextManager[Hands]]


@pytest.fixture
def begun() -> Begin:
    """Open the app that asks: `async with begun(workspace) as desk`."""

    @asynccontextmanager
    async def opened(workspace: Workspace, size: tuple[int, int] = WIDE, trouble: str = "") -> AsyncIterator[Hands]:
        app = BeginApp(workspace, CLOCK, trouble)
        async with app.run_test(size=size, notifications=True) as pilot:
            desk = Hands(app, pilot)
            await desk.settle()
            yield desk

    return opened


def chosen(desk: Hands) -> str | None:
    assert isinstance(desk.app, BeginApp)
    return desk.app.chosen


async def test_an_empty_folder_asks_one_question_and_begins_the_portfolio(tmp_path: Path, begun: Begin) -> None:
    async with begun(Workspace(tmp_path)) as desk:
        assert "Whose portfolio is it?" in desk.text
        assert str(tmp_path / "portfolios")[:40] in desk.text
        assert list(tmp_path.iterdir()) == [], "looking makes nothing"
        await desk.press("enter")
        assert "whose is it?" in desk.text
        await desk.type("Noor Haddad")
        await desk.press("enter")
        assert chosen(desk) == "noor-haddad"
    assert Workspace(tmp_path).names() == ["noor-haddad"]


async def test_what_is_wrong_with_the_answer_moves_nothing_and_goes_with_the_next_letter(
    tmp_path: Path, begun: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with begun(Workspace(Path("mine")), (80, 24)) as desk:
        before = desk.text.splitlines()
        await desk.press("enter")
        after = desk.text.splitlines()
        assert sum(one != other for one, other in zip(before, after, strict=True)) == 1
        await desk.type("N")
        assert "whose is it?" not in desk.text
        assert "Enter begins it in" in desk.text


async def test_the_first_question_has_help(tmp_path: Path, begun: Begin) -> None:
    async with begun(Workspace(tmp_path)) as desk:
        assert desk.text.splitlines()[-1].rstrip().endswith("F1 Help   Esc Leave"), "in the order of every other screen"
        await desk.press("f1")
        assert "Begin the portfolio" in desk.text
        await desk.press("escape")
        assert "Whose portfolio is it?" in desk.text
        assert chosen(desk) is None


async def test_leaving_the_first_question_makes_nothing(tmp_path: Path, begun: Begin) -> None:
    async with begun(Workspace(tmp_path)) as desk:
        await desk.press("escape")
        assert chosen(desk) is None
    assert list(tmp_path.iterdir()) == []


async def test_the_first_question_leads_to_the_samples_too(tmp_path: Path, begun: Begin) -> None:
    async with begun(Workspace(tmp_path)) as desk:
        y = next(row for row, line in enumerate(desk.text.splitlines()) if "samples first" in line)
        await desk.pilot.click(offset=(30, y))
        await desk.settle()
        assert chosen(desk) == SAMPLES
    assert list(tmp_path.iterdir()) == []


async def test_learners_are_found_by_any_part_of_name_with_or_without_accents(tmp_path: Path, begun: Begin) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Zoë Müller", "Łukasz Novák", "林 美玲", "Mateo Quispe")
    async with begun(workspace) as desk:
        for learner in ("Amara Okafor", "Zoë Müller", "Łukasz Novák", "林 美玲"):
            assert learner in desk.text
        assert "5 of 5" in desk.text
        await desk.type("mull")
        assert "1 of 5" in desk.text
        assert "Amara" not in desk.text
        await desk.press("enter")
        assert chosen(desk) == "zoe-muller"


async def test_nobody_found_is_one_sentence_and_one_key(tmp_path: Path, begun: Begin) -> None:
    async with begun(shelf(tmp_path, "Amara Okafor", "Zoë Müller")) as desk:
        await desk.type("xx")
        assert "Nobody here has these words" in desk.text
        assert "^n begins a new portfolio." in desk.text
        await desk.press("enter")
        assert chosen(desk) is None
        await desk.press("ctrl+n")
        assert "Whose portfolio is it?" in desk.text
        await desk.press("escape")
        assert "2 of 2" in desk.text
        await desk.press("ctrl+n")
        await desk.type("Noor Haddad")
        await desk.press("enter")
        assert chosen(desk) == "noor-haddad"


async def test_those_opened_lately_come_first(tmp_path: Path, begun: Begin) -> None:
    workspace = shelf(tmp_path, *(f"Learner {letter}" for letter in "abcdefghij"))
    workspace.remember("learner-f")
    workspace.remember("learner-c")
    async with begun(workspace) as desk:
        order = [line.split("│")[1].strip(" ▸")[:9] for line in desk.text.splitlines() if "Learner" in line]
        assert order[:4] == ["Learner c", "Learner f", "Learner a", "Learner b"]
        assert desk.text.index("Opened lately") < desk.text.index("Learner c") < desk.text.index("The others")
        await desk.press("enter")
        assert chosen(desk) == "learner-c"


async def test_two_portfolios_of_one_learner_are_told_apart(tmp_path: Path, begun: Begin) -> None:
    async with begun(shelf(tmp_path, "Amara Okafor", "Amara Okafor", "Zoë Müller")) as desk:
        rows = [line for line in desk.text.splitlines() if "Amara Okafor" in line]
        assert "amara-okafor " in rows[0]
        assert "amara-okafor-2" in rows[1]
        assert "zoe-muller " not in desk.text


async def test_what_cannot_be_read_is_said_and_the_others_are_there(tmp_path: Path, begun: Begin) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Ben Broken", "Carla Newer", "Dana Link")
    workspace.path("ben-broken").write_bytes(b'{"meta": {')
    newer = read_document(workspace.path("carla-newer").read_bytes())
    newer["meta"]["portfolio"]["min_writer"] = 99
    workspace.path("carla-newer").write_bytes(canonical_bytes(newer))
    workspace.path("dana-link").unlink()
    workspace.path("dana-link").symlink_to(workspace.path("amara-okafor"))
    async with begun(workspace) as desk:
        for name, word in (
            ("ben-broken", "cannot be read"),
            ("Carla Newer", "newer, to read"),
            ("dana-link", "a link"),
        ):
            (row,) = [line for line in desk.text.splitlines() if name in line and "portfolios/" not in line]
            assert word in row
        await desk.press("down")
        assert "not valid JSON" in desk.text
        await desk.press("down")
        assert "changed after an update" in desk.text
        await desk.press("down")
        assert "links are not followed" in desk.text
        await desk.press("up", "up", "up", "enter")
        assert chosen(desk) == "amara-okafor"


async def test_the_index_is_only_a_memory(tmp_path: Path, begun: Begin) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Zoë Müller")
    index = workspace.local_dir / "portfolios.json"
    async with begun(workspace) as desk:
        assert "Zoë Müller" in desk.text
    assert "Zoë Müller".encode() in index.read_bytes()
    for broken in (b"", b"[]", b'{"version": 1, "portfolios": {"amara-okafor": [1]}}', b"\xff"):
        index.write_bytes(broken)
        async with begun(workspace) as desk:
            assert "Zoë Müller" in desk.text
    document = read_document(workspace.path("zoe-muller").read_bytes())
    document["meta"]["portfolio"]["learner"] = {"name": "Zoë Schmidt"}
    workspace.path("zoe-muller").write_bytes(canonical_bytes(document))
    async with begun(workspace) as desk:
        assert "Zoë Schmidt" in desk.text
        assert "Zoë Müller" not in desk.text


async def test_learner_and_file_are_renamed_from_the_shelf(tmp_path: Path, begun: Begin) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Zoë Müller")
    async with begun(workspace) as desk:
        await desk.press("down", "f2")
        assert "zoe-muller.json" in desk.text
        await desk.type(" junior")
        await desk.press("tab", "ctrl+u")
        await desk.type("amara-okafor")
        await desk.press("enter")
        assert "There is a portfolio “amara-okafor” already" in desk.text
        assert workspace.names() == ["amara-okafor", "zoe-muller"]
        await desk.press("ctrl+u")
        await desk.type("zoe")
        await desk.press("enter")
        assert "Zoë Müller junior" in desk.text
        assert "portfolios/zoe.json" in desk.text
    assert workspace.names() == ["amara-okafor", "zoe"]
    assert PortfolioStore(workspace, "zoe").portfolio.meta.learner.name == "Zoë Müller junior"


@pytest.mark.parametrize("size", [(80, 24), (60, 18)])
async def test_a_hundred_portfolios_are_chosen_from_on_a_small_terminal(
    tmp_path: Path, begun: Begin, size: tuple[int, int]
) -> None:
    workspace = shelf(tmp_path, *(f"Learner {number}" for number in range(100)))
    async with begun(workspace, size=size) as desk:
        assert "100 of 100" in desk.text
        assert "portfolios/learner-0.json" in desk.text
        await desk.press("pagedown", "pagedown", "enter")
        assert (chosen(desk) or "").startswith("learner-")
        assert chosen(desk) != "learner-0"


async def test_the_mouse_alone_is_enough(tmp_path: Path, begun: Begin) -> None:
    async with begun(shelf(tmp_path, "Amara Okafor", "Zoë Müller")) as desk:
        lines = desk.text.splitlines()
        await desk.pilot.click(offset=(lines[-1].index("Rename"), len(lines) - 1))
        await desk.settle()
        assert "amara-okafor.json" in desk.text
        await desk.pilot.click(offset=(desk.text.splitlines()[-1].index("Leave"), len(lines) - 1))
        await desk.settle()
        y = next(row for row, line in enumerate(desk.text.splitlines()) if "Zoë Müller" in line)
        await desk.pilot.click(offset=(30, y))
        await desk.settle()
        assert "portfolios/zoe-muller.json" in desk.text
        await desk.pilot.double_click(offset=(30, y))
        await desk.settle()
        assert chosen(desk) == "zoe-muller"


async def test_help_tells_the_keys_of_the_shelf(tmp_path: Path, begun: Begin) -> None:
    async with begun(shelf(tmp_path, "Amara Okafor", "Zoë Müller")) as desk:
        await desk.press("f1")
        assert "Begin a new portfolio" in desk.text
        await desk.press("escape", "enter")
        assert chosen(desk) == "amara-okafor"


async def test_the_tour_is_offered_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    copy_samples(tmp_path)
    for offered in (True, False):
        app = LeaptuiApp(workspace, PortfolioStore(workspace, "amara-okafor", CLOCK), CLOCK)
        app.is_own_start = True
        async with app.run_test(size=(120, 36), notifications=True) as pilot:
            desk = Desk(app, pilot, workspace, "amara-okafor")
            await desk.settle()
            await desk.settle()
            assert ("There is a short tour" in desk.text) is offered
