"""Themes: every text can be read on every ground, a broken file is named and harmless, choosing shows at once."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.strip import Strip

from leaptui.store.bundled import themes_dir
from leaptui.store.settings import DEFAULT_THEME, Settings, settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui.draw import segments
from leaptui.tui.inks import COMPONENT_KEYS, Inks
from leaptui.tui.themes import MONOCHROME, BrokenTheme, PaperTheme, load_themes, read_theme
from tests.tui.colours import VISIONS, contrast, least_difference
from tests.tui.conftest import Open, painted_strips
from tests.tui.frames import cells, frame_of, hex_of

TEXTS = ("strong", "ink", "dim", "focus", "component-f", "component-l", "component-d", "component-c")
SAFE = ("colour-safe-night", "colour-safe-day")
GROUNDS = ("page", "raised", "sel", "desk")
FILES = sorted(themes_dir().glob("*.toml"))


LEAST_APART = {
    "paper-night": 13,
    "paper-day": 17,
    "high-contrast": 10.8,
    "colour-safe-night": 26,
    "colour-safe-day": 26,
}
"""How far apart the hues of a theme stay for every kind of colour vision."""


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def theme(request: pytest.FixtureRequest) -> PaperTheme:
    """Each theme of the program in turn."""
    path: Path = request.param
    return read_theme(path.stem, path.read_bytes())


def weak(pairs: Iterable[tuple[str, str, str]], least: float) -> dict[str, float]:
    """The contrasts that are too low, by name, of (name, colour, ground)."""
    found = {name: contrast(one, ground) for name, one, ground in pairs}
    return {name: round(ratio, 2) for name, ratio in found.items() if ratio < least}


def test_every_text_can_be_read_on_every_ground(theme: PaperTheme) -> None:
    colours = theme.colours
    pairs = [*product(TEXTS, GROUNDS), ("strong", "marker"), ("ink", "marker"), ("page", "ink")]
    assert weak(((f"{one} on {ground}", colours[one], colours[ground]) for one, ground in pairs), 4.5) == {}


def test_every_chip_can_be_read(theme: PaperTheme) -> None:
    inks = Inks(theme.colours, "FLDC", dark=theme.dark, mono=theme.mono)
    chips = {f"component {code}": inks.component_chip(code) for code in "FLDC"}
    chips |= {f"guideline {code}": inks.chip(f"{code}1", code) for code in "FLDC"}
    chips["person"] = inks.person_chip("Ravi Nair")
    styles = [(name, style) for name, (_, style) in chips.items()]
    assert weak(((name, hex_of(style.color), hex_of(style.bgcolor)) for name, style in styles), 4.5) == {}


def test_every_block_can_be_seen_on_the_page(theme: PaperTheme) -> None:
    roles = ("bar", "faint", "focus", *(f"component-{key}-fill" for key in COMPONENT_KEYS))
    assert weak(((role, theme.colours[role], theme.colours["page"]) for role in roles), 3) == {}


def test_what_is_left_of_a_goal_can_be_seen_on_the_row_under_the_cursor(theme: PaperTheme) -> None:
    if theme.mono:
        return  # there the sign tells them apart, not the shade
    inks = Inks(theme.colours, "FLDC", dark=theme.dark, mono=theme.mono)
    done, left = (segments(inks, 1, 2, chosen=True)[place][1].color for place in (0, 2))
    ground = theme.colours["sel"]
    assert weak([("left", hex_of(left), ground), ("done", hex_of(done), hex_of(left))], 1.2) == {}


def test_hues_stay_apart_for_every_kind_of_colour_vision(theme: PaperTheme) -> None:
    if theme.mono:
        assert len({theme.colours[f"component-{key}"] for key in COMPONENT_KEYS}) == 1
        return
    for kind, vision in product(("", "-fill"), VISIONS):
        hues = [theme.colours[f"component-{key}{kind}"] for key in COMPONENT_KEYS]
        assert least_difference(hues, vision) >= LEAST_APART[theme.name], (kind, vision)


def test_simulated_vision_confuses_what_it_confuses() -> None:
    assert least_difference(["#ff0000", "#00ff00"], "full") > 150
    brown, olive = "#b05a00", "#6e7d00"
    assert least_difference([brown, olive], "full") > 50
    assert least_difference([brown, olive], "deuteranopia") < 10


def test_the_themes_of_the_program_are_whole() -> None:
    themes = load_themes()
    assert list(themes.found) == [DEFAULT_THEME, "paper-day", "high-contrast", *SAFE, MONOCHROME]
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


async def test_broken_themes_are_told_in_one_toast_and_the_app_opens(samples: Workspace, at_desk: Open) -> None:
    own = settings_folder() / "themes"
    for folder, name in ((samples.root / "themes", "mine"), (own, "other")):
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text("[colours]\n", encoding="utf-8")
    async with at_desk(samples, "amara-okafor") as desk:
        assert "themes/mine.toml cannot be used" in desk.text
        assert "themes/other.toml cannot be used" in desk.text
        assert len(desk.app.screen.query("Toast")) == 1
        assert desk.app.theme == DEFAULT_THEME


def own_theme(title: str, page: str) -> str:
    """A theme of one's own: the default's colours, but for the page."""
    text = (themes_dir() / f"{DEFAULT_THEME}.toml").read_text(encoding="utf-8")
    return text.replace("Paper at night", title).replace('page = "#1c1a17"', f'page = "{page}"')


async def test_themes_of_the_learner_and_of_the_workspace_are_offered(samples: Workspace, at_desk: Open) -> None:
    own = settings_folder() / "themes"
    for folder, name, title in ((samples.root / "themes", "club", "Our club"), (own, "mine", "My own")):
        folder.mkdir(parents=True)
        (folder / f"{name}.toml").write_text(own_theme(title, "#101010"), encoding="utf-8")
    (samples.root / "themes" / "mine.toml").write_text(own_theme("The club's instead", "#202020"), encoding="utf-8")
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter")
        assert "Our club" in desk.text
        assert "The club's instead" in desk.text
        assert "My own" not in desk.text
        await desk.type("club'")
        await desk.press("enter")
        assert desk.app.theme == "mine"
        assert hex_of(next(cells(painted_strips(desk.app)[3])).style.bgcolor) == "#202020"


def strangers(strips: list[Strip], theme: PaperTheme) -> list[str]:
    """The rows in which something has a colour that is none of the theme's, but for the cells of pictures."""
    plain = []
    for strip in strips:
        parts = [Segment(" " * len(part.text)) if "▀" in part.text else part for part in strip]
        plain.append(Strip(parts))
    frame = frame_of(plain, theme)
    rows = zip(frame.text, frame.inks, frame.grounds, strict=True)
    return [text for text, inks, grounds in rows if "#" in inks or "other" in grounds]


async def test_a_theme_is_worn_by_every_screen_and_nothing_is_left_of_the_one_before(
    samples: Workspace, at_desk: Open
) -> None:
    worn = load_themes().found["paper-day"]
    async with at_desk(samples, "amara-okafor", (80, 24)) as desk:
        await desk.press("4", "3", "2")
        desk.app.theme = "paper-day"
        for key in "2341":
            await desk.press(key)
            assert strangers(painted_strips(desk.app), worn) == []


async def test_a_theme_shows_as_the_cursor_comes_to_it_and_is_remembered(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter")
        before = desk.app.theme
        await desk.press("down")
        assert desk.app.theme == "paper-day"
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


async def test_the_screen_below_shows_a_theme_undimmed_while_one_chooses(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, "amara-okafor", (80, 24)) as desk:
        worn = load_themes().found["paper-day"]
        await desk.press("ctrl+p")
        await desk.type("theme")
        await desk.press("enter", "down")
        frame = frame_of(painted_strips(desk.app), worn)
        assert "Amara Okafor" in frame.text[0]
        assert "~" not in "".join(frame.inks), "nothing lies behind a veil"
        assert "Where I am" in desk.text
