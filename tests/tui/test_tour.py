"""The tour goes over the live screens: by keys, by mouse, at both sizes, in no colour; nothing of the portfolio changes by it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from leaptui.tui.tour.note import Note
from leaptui.tui.tour.steps import STEPS
from leaptui.tui.tour.tour import begin_tour
from leaptui.tui.widgets.frame import Framed
from tests.terminal import Terminal
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"
SIZES = [(120, 36), (80, 24), (60, 18)]


def note(desk: Desk) -> Note | None:
    """The note on the screen; None where there is none."""
    found = [*desk.app.screen.query(Note)]
    assert len(found) < 2
    return found[0] if found else None


def title(desk: Desk) -> str:
    shown = note(desk)
    return shown.step.title if shown else ""


@pytest.mark.parametrize("size", SIZES)
async def test_the_tour_goes_through_all_steps_and_changes_nothing(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    async with at_desk(samples, AMARA, size=size) as desk:
        before = desk.path.read_bytes()
        await desk.press("ctrl+p")
        await desk.type("tour")
        await desk.press("enter")
        for step in STEPS:
            shown = note(desk)
            assert shown is not None
            assert shown.step is step
            assert shown.has_focus
            assert getattr(desk.app.screen, "NAME", "") == step.screen
            target = desk.app.screen.query(step.at).first() if step.at else None
            assert target is None or target.region.area, f"there is no {step.at} to point at"
            assert desk.app.screen.region.contains_region(shown.region)
            assert step.title in desk.text
            assert "{" not in "".join(line.strip(200).text for line in shown.said(200))
            await desk.press("enter")
        assert note(desk) is None
        assert desk.app.tour is None
        assert desk.path.read_bytes() == before
        assert desk.app.session.store.undo_label is None
        assert not desk.app.screen.query(".-pointed")


async def test_one_goes_back_and_ends_it_at_any_step(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        await desk.press("right", "right", "left")
        assert title(desk) == "Keys"
        assert desk.app.screen.query_one("#week")
        await desk.press("left", "left", "left")
        assert title(desk) == "Today"
        await desk.press("right", "right", "escape")
        assert note(desk) is None
        assert desk.app.focused is not None
        await desk.press("down", "1")
        assert "This week" in desk.text


async def test_the_keys_of_the_screen_work_under_the_note(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        await desk.press("2")
        assert title(desk) == "Evidence", "the step that comes on the screen one goes to is next"
        await desk.press("a")
        await desk.type("Kite")
        await desk.press("enter")
        assert "Kite" in {one.title for one in desk.portfolio.evidence.values()}
        assert title(desk) == "Evidence"
        await desk.press("u")
        assert "Kite" not in {one.title for one in desk.portfolio.evidence.values()}
        await desk.press("1")
        assert title(desk) == "Evidence", "where no step comes on a screen, the note comes along"
        await desk.press("enter")
        assert title(desk) == "What it shows"
        assert getattr(desk.app.screen, "NAME", "") == "evidence"


async def test_the_mouse_goes_on_back_and_ends(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        for words, then in (("Go on", "Keys"), ("Go on", "Evidence"), ("Back", "Keys"), ("End", "")):
            shown = note(desk)
            assert shown is not None
            lines = desk.text.splitlines()
            y = shown.region.bottom - 2
            x = lines[y].index(words, shown.region.x)
            await desk.pilot.click(offset=(x, y))
            await desk.settle()
            assert title(desk) == then


async def test_a_click_elsewhere_takes_the_focus_and_the_note_says_how_to_come_back(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        await desk.press("right", "right", "shift+tab")
        assert "Tab or a click comes back to the tour" in desk.text
        shown = note(desk)
        assert shown is not None
        await desk.pilot.click(offset=(shown.region.x + 5, shown.region.y + 2))
        await desk.settle()
        assert "Go on" in desk.text
        assert shown.has_focus


async def test_in_an_empty_portfolio_it_is_one_of_the_starts(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "down", "down", "down", "enter")
        assert title(desk) == "Today"
        for _step in STEPS:
            assert note(desk) is not None
            await desk.press("enter")
        assert note(desk) is None
        assert not desk.portfolio.evidence


async def test_what_it_points_at_wears_another_frame(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        await desk.press("right", "right")
        assert [pane.id for pane in desk.app.screen.query(Framed) if pane.has_class("-pointed")] == ["pieces"]
        assert "┏━ Evidence" in desk.text


async def test_it_is_remembered_as_seen_and_nothing_else_is(samples: Workspace, at_desk: Open, own_home: Path) -> None:
    async with at_desk(samples, AMARA) as desk:
        begin_tour(desk.app)
        await desk.settle()
        await desk.press("right", "escape")
    kept = json.loads((own_home / "config" / "leaptui" / "settings.json").read_bytes())
    assert kept["tour"] == "seen"
    assert kept.keys() <= {"theme", "tour"}


def test_the_tour_is_ended_in_a_terminal(tmp_path: Path) -> None:
    copy_samples(tmp_path)
    app = [sys.executable, "-m", "leaptui", "--portfolio", AMARA]
    with Terminal(app, size=(120, 36), cwd=tmp_path) as terminal:
        terminal.wait_for("Write up the Saturday")
        terminal.press("\x10")
        terminal.wait_for("Take it")
        terminal.press("tour\r")
        terminal.wait_for("1 of 7")
        terminal.press("\x1b")
        terminal.wait_until_gone("1 of 7")
        terminal.press("2")
        terminal.wait_for("newest first")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
