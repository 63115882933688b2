"""Themes: every text can be read on every ground, a broken file is named and harmless, choosing shows at once."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from leaptui.store.bundled import themes_dir
from leaptui.store.settings import DEFAULT_THEME, Settings
from leaptui.store.workspace import Workspace
from leaptui.tui.themes import MONOCHROME, BrokenTheme, load_themes, read_theme
from tests.tui.conftest import Open

TEXTS = ("strong", "ink", "dim", "focus", "component-f", "component-l", "component-d", "component-c")
GROUNDS = ("page", "raised", "sel", "desk")
FILES = sorted(themes_dir().glob("*.toml"))


def light(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_text_can_be_read_on_every_ground(path: Path) -> None:
    colours = read_theme(path.stem, path.read_bytes()).colours
    pairs = [*product(TEXTS, GROUNDS), ("strong", "marker"), ("ink", "marker")]
    weak = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in weak.items() if ratio < 4.5} == {}


def test_the_themes_of_the_program_are_whole() -> None:
    themes = load_themes()
    assert {DEFAULT_THEME, "paper-day", "high-contrast", MONOCHROME} <= set(themes.found)
    assert themes.broken == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title = ", "it is not valid TOML"),
        ("title = 'x'", "it has no [colours]"),
        ("[colours]\npage = 'paper'", "page is no colour like #1c1a17"),
        ("[colours]\npage = '#1c1a17'", "the colour desk is missing"),
    ],
)
def test_a_broken_theme_is_named_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(BrokenTheme, match=reason.replace("[", r"\[")):
        read_theme("mine", text.encode())


async def test_a_broken_theme_in_the_workspace_is_told_and_the_app_opens(samples: Workspace, at_desk: Open) -> None:
    (samples.root / "themes").mkdir()
    (samples.root / "themes" / "mine.toml").write_text("[colours]\n", encoding="utf-8")
    async with at_desk(samples, "amara-okafor") as desk:
        assert "themes/mine.toml cannot be used" in desk.text
        assert desk.app.theme == DEFAULT_THEME


async def test_a_theme_shows_as_the_cursor_comes_to_it_and_is_remembered(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter")
        before = desk.app.theme
        await desk.press("up")
        assert desk.app.theme != before
        await desk.press("escape")
        assert desk.app.theme == before
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter")
        await desk.type("day")
        await desk.press("enter")
        assert desk.app.theme == "paper-day"
    assert Settings.load().theme == "paper-day"


async def test_no_color_takes_the_monochrome_theme(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_desk(samples, "amara-okafor") as desk:
        assert desk.app.theme == MONOCHROME
        assert "[F]" in desk.text
