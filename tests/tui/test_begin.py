"""Before there is a portfolio on the screen: the first question, the shelf, the samples, and starts that go wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from leaptui.model.canonical import canonical_bytes, read_document
from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.store.bundled import copy_samples
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.portfolios.shelf import SAMPLES
from tests.terminal import Terminal
from tests.tui.conftest import THURSDAY, Desk, Hands

CLOCK, WIDE = FixedClock(THURSDAY), (120, 36)
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


def shelf(root: Path, *learners: str) -> Workspace:
    """A workspace with the portfolios of these learners."""
    workspace = Workspace(root)
    for learner in learners:
        document = new_document(learner, "leap-2020", CLOCK.today(), CLOCK.instant())
        PortfolioStore.create(workspace, workspace.free_name(learner), document, CLOCK)
    return workspace


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


# ---- in a terminal of its own


def leaptui(*words: str) -> list[str]:
    return [sys.executable, "-m", "leaptui", *words]


def test_a_broken_portfolio_leads_to_the_others(tmp_path: Path) -> None:
    workspace = shelf(tmp_path, "Amara Okafor", "Zoë Müller")
    workspace.remember("zoe-muller")
    workspace.path("zoe-muller").write_bytes(b'{"meta": {')
    with Terminal(leaptui(), cwd=tmp_path) as terminal:
        terminal.wait_for("is not valid JSON")
        terminal.press("amara")
        terminal.wait_for("1 of 2")
        terminal.press("enter")
        terminal.wait_for("Welcome, Amara.")
        terminal.press("\x11")
        assert terminal.wait_for_end() == 0


def test_samples_from_the_first_question_are_thrown_away_on_the_way_back(tmp_path: Path) -> None:
    places = {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    own = tmp_path / "own"
    own.mkdir()
    with Terminal(leaptui(), cwd=own, env=places) as terminal:
        terminal.wait_for("Whose portfolio is it?")
        terminal.press("\x0c")
        terminal.wait_for("sample, nothing is kept")
        assert len(list((tmp_path / "tmp").glob("leaptui-demo-*"))) == 1
        terminal.press("B")
        terminal.wait_for("Whose portfolio is it?")
        assert not list((tmp_path / "tmp").glob("leaptui-demo-*"))
        terminal.press("escape")
        assert terminal.wait_for_end() == 0
    assert list(own.iterdir()) == []


def test_samples_left_by_a_kill_are_swept_at_the_next_start(tmp_path: Path) -> None:
    places = {"TMPDIR": str(tmp_path / "tmp")}
    (tmp_path / "tmp").mkdir()
    with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as terminal:
        terminal.wait_for("sample, nothing is kept")
        terminal.process.kill()
        terminal.process.wait()
    (left,) = (tmp_path / "tmp").glob("leaptui-demo-*")
    os.utime(left, (1, 1))
    with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as terminal:
        terminal.wait_for("sample, nothing is kept")
        (now,) = (tmp_path / "tmp").glob("leaptui-demo-*")
        assert now != left
        os.utime(now, (1, 1))
        with Terminal(leaptui("demo"), cwd=tmp_path, env=places) as another:
            another.wait_for("sample, nothing is kept")
            assert now.exists(), "a copy somebody works in is left alone"
            another.press("q")
            assert another.wait_for_end() == 0
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    assert not list((tmp_path / "tmp").glob("leaptui-demo-*"))
    assert not (tmp_path / "portfolios").exists()


@pytest.mark.parametrize("kind", ["file", "loop"])
def test_something_else_in_place_of_the_folder_is_one_sentence(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "portfolios"
    if kind == "file":
        place.write_text("mine")
    else:
        place.symlink_to(place)
    with Terminal(leaptui(), cwd=tmp_path) as terminal:
        assert terminal.wait_for_end() == 1
        assert "cannot be read" in " ".join(terminal.text.split())
        assert "Traceback" not in terminal.text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["portfolios"]
