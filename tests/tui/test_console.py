"""Terminals with few colours, none, or few signs: everything can be read there, and nothing is said by colour alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from rich.cells import cell_len

from leaptui.store.settings import Settings, settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui import glyphs
from leaptui.tui.terminal import TERMINALS, Terminal, find_terminal, steady_columns
from tests.tui.conftest import Desk, Open, painted_strips
from tests.tui.frames import cells, hex_of
from tests.tui.plain import CP437, dim_words, said, underlined, unreadable
from tests.tui.runs import go_on
from tests.tui.states import GROUPS

CONSOLE = {"TERM": "linux"}
XTERM = {"TERM": "xterm"}


@pytest.mark.parametrize(
    ("environment", "terminal"),
    [
        ({"TERM": "xterm-256color"}, Terminal(joined=False)),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Terminal(joined=False)),
        ({"TERM": "xterm-kitty"}, Terminal()),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, Terminal()),
        ({"TERM": "tmux-256color", "TERM_PROGRAM": "WezTerm", "TMUX": "1"}, Terminal(joined=False)),
        ({"TERM": "xterm"}, Terminal(shades=False, joined=False)),
        ({"TERM": "screen"}, Terminal(shades=False, joined=False)),
        ({"TERM": "xterm-16color"}, Terminal(shades=False, joined=False)),
        ({}, Terminal(shades=False, joined=False)),
        ({"TERM": "linux"}, Terminal(shades=False, console=True, joined=False)),
        ({"TERM": "linux", "COLORTERM": "truecolor"}, Terminal(shades=False, console=True, joined=False)),
        ({"TERM": "screen.linux"}, Terminal(shades=False, console=True, joined=False)),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Terminal(hues=False, joined=False)),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Terminal(joined=False)),
        ({"TERM": "linux", "NO_COLOR": "1"}, Terminal(hues=False, shades=False, console=True, joined=False)),
        ({"TERM": "vt220"}, Terminal(hues=False, shades=False, joined=False)),
    ],
)
def test_what_a_terminal_can_show_is_told_by_its_environment(
    environment: Mapping[str, str], terminal: Terminal
) -> None:
    assert find_terminal(environment=environment) == terminal


def test_the_learner_may_say_otherwise() -> None:
    assert TERMINALS == ("auto", "unicode", "console")
    assert find_terminal("console", {"TERM": "xterm-256color"}) == Terminal(shades=False, console=True, joined=False)
    assert find_terminal("unicode", {"TERM": "linux"}) == Terminal(shades=False, joined=False)
    assert find_terminal("auto", {"TERM": "linux"}) == find_terminal(None, {"TERM": "linux"})


def test_a_sign_of_the_console_takes_the_cell_of_the_one_it_stands_for() -> None:
    for sign, other in glyphs.ON_A_CONSOLE.items():
        assert cell_len(chr(sign)) == cell_len(chr(int(other))) == 1
        assert chr(int(other)) in CP437
        assert int(other) not in glyphs.ON_A_CONSOLE, "said twice, as behind an overlay, it is the same sign"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("👨\u200d👩\u200d👧 us", "👨 us"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤ "),
        ("🇵🇪🇪🇸", "PEES"),
        ("1\ufe0f\u20e3", "1 "),
        ("e\u0301 नमस्ते", "e\u0301 नमस्ते"),
        ("שלום", "שלום\u200e"),
    ],
)
def test_columns_hold_where_joined_emoji_are_not_drawn_as_one(text: str, shown: str) -> None:
    assert steady_columns(text, joined=False) == shown
    assert cell_len(shown) == cell_len(text)


def test_joined_emoji_stay_where_they_are_drawn_as_one() -> None:
    assert steady_columns("👍🏽 👨\u200d👩\u200d👧", joined=True) == "👍🏽 👨\u200d👩\u200d👧"


def wear(monkeypatch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> None:
    """Let the app start in a terminal of this environment."""
    monkeypatch.delenv("COLORTERM")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize("name", [name for name, group in GROUPS.items() if not group.learner])
async def test_before_a_portfolio_is_open_on_a_linux_console(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(monkeypatch, CONSOLE)
    group = GROUPS[name]
    workspace = Workspace(tmp_path)
    group.make(workspace)
    async with group.opened(workspace, list(group.sizes.values())[-1]) as desk:
        for state, steps in group.states.items():
            await go_on(desk, steps)
            assert list(unreadable(desk, painted_strips(desk.app))) == [], state


async def test_sixteen_colours_are_chosen_and_not_come_by(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(monkeypatch, XTERM)
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2")
        found = {
            (cell.text, hex_of(cell.style.color)): cell for strip in painted_strips(desk.app) for cell in cells(strip)
        }
        hues = {cell.style.color.number for (text, _), cell in found.items() if text in "FLDC" and cell.style.color}
        assert {11, 10, 14, 13} <= hues
        selected = next(strip for strip in painted_strips(desk.app) if "▸ Rain gauge" in strip.text)
        grounds = {cell.style.bgcolor.number for cell in cells(selected) if cell.style.bgcolor}
        assert grounds >= {4}
        assert "┏━ Evidence" in desk.text
        assert "[F]" in desk.text


async def test_a_light_theme_is_black_on_white_in_sixteen_colours(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(monkeypatch, XTERM)
    settings = Settings.load()
    settings.theme = "paper-day"
    settings.save()
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("3")
        assert dim_words(desk, painted_strips(desk.app)) == []
        edge = next(cells(painted_strips(desk.app)[3])).style.bgcolor
        assert edge is not None
        assert edge.number == 15


async def test_the_setting_takes_the_look_of_the_console(samples: Workspace, at_desk: Open) -> None:
    settings_folder().mkdir(parents=True)
    (settings_folder() / "settings.json").write_text(json.dumps({"terminal": "console"}), encoding="utf-8")
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2")
        assert "╔═ Evidence" in desk.text
        assert "► Rain gauge" in desk.text
        assert "√ saved" in desk.text


# ---- nothing by colour alone


@pytest.mark.parametrize(
    ("way", "act"),
    [
        ("1", "down"),
        ("1", "tab"),
        ("1", "2"),
        ("1", "space"),
        ("2", "down"),
        ("2", "tab"),
        ("2", "space"),
        ("3", "down"),
        ("3", "tab"),
        ("3", "space"),
        ("4", "down"),
        ("4", "tab"),
        ("4 enter", "space"),
        ("2 f", "down"),
        ("2 t", "space"),
        ("2 t", "down"),
        ("4 n", "tab"),
    ],
)
async def test_what_changes_is_seen_without_colours(
    way: str, act: str, samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    wear(monkeypatch, {**XTERM, "NO_COLOR": "1"})
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press(*way.split())
        before = said(painted_strips(desk.app))
        await desk.press(act)
        desk.app.clear_notifications()
        await desk.settle()
        assert said(painted_strips(desk.app))[:-1] != before[:-1], "the screen over its footer tells it"


async def test_what_was_found_is_underlined(samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    wear(monkeypatch, {**XTERM, "NO_COLOR": "1"})
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("slash", "b", "e", "e")
        assert {word.casefold() for word in underlined(painted_strips(desk.app))} >= {"bee"}


async def test_levels_are_signs_and_words(samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    wear(monkeypatch, {**XTERM, "NO_COLOR": "1"})
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("3")
        words = {"not yet": 0, "starting": 1, "growing": 2, "demonstrated": 3, "deepening": 4}
        found = re.findall(r"([●○]{4}) (not yet|\w+)", desk.text)
        assert len(found) > 10
        assert all(dots == "●" * words[word] + "○" * (4 - words[word]) for dots, word in found)


async def test_what_shows_through_the_choice_of_a_theme_keeps_its_sixteen_colours(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-16color")
    monkeypatch.delenv("COLORTERM")

    def colours(desk: Desk) -> list[tuple[str, object, object]]:
        """The row of the first component: each part of it with its colours."""
        row = next(strip for strip in painted_strips(desk.app) if "Focused" in strip.text)
        return [(part.text, part.style.color, part.style.bgcolor) for part in row if part.style and part.text.strip()]

    async with at_desk(samples, "amara-okafor") as desk:
        before = colours(desk)
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter")
        assert "Paper by day" in desk.text
        assert colours(desk) == before
