"""The README shows what the app paints. `LEAPTUI_GOLDEN=write pytest -n 0 tests/tui/test_pictures.py` makes its pictures anew."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from textual.widgets import Input, TextArea

from leaptui import language
from leaptui.store.settings import DEFAULT_THEME
from leaptui.store.workspace import Workspace
from leaptui.tui.themes import load_themes
from tests.tui.conftest import Open, painted_strips
from tests.tui.svg import picture

ROOT = Path(__file__).parent.parent.parent
PICTURES = Path(__file__).parent / "pictures"
WRITE = os.environ.get("LEAPTUI_GOLDEN") == "write"


@dataclass(frozen=True)
class Shot:
    """A picture: its title, the keys that lead to it, the theme."""

    title: str
    keys: tuple[str, ...] = ()
    theme: str = DEFAULT_THEME
    learner: str = "amara-okafor"
    language: str = "en"


SHOTS = {
    "today": Shot("Today: this week, the next steps, where I am, the last weeks, what waits"),
    "evidence": Shot("Evidence: facets with counts, the list, a piece with its picture", ("2",)),
    "tag": Shot("The tag picker over Evidence", ("2", "t", "down", "down")),
    "framework": Shot(
        "Framework: the guidelines and the map of evidence by month", ("3", "down", "down", "down", "down")
    ),
    "goals": Shot("Goals: steps, pace by week, looking ahead", ("4",)),
    "day": Shot("Evidence by day: the theme paper-day", ("2",), "paper-day"),
    "spanish": Shot("Goals in Spanish", ("4",), learner="mateo-quispe", language="es"),
}


@pytest.mark.parametrize("name", SHOTS)
async def test_a_picture_is_what_the_app_paints(name: str, samples: Workspace, at_desk: Open) -> None:
    shot = SHOTS[name]
    theme = load_themes(samples).found[shot.theme]
    language.use(shot.language)
    async with at_desk(samples, shot.learner) as desk:
        desk.app.theme = shot.theme
        await desk.press(*shot.keys)
        for typed in (*desk.app.screen.query(Input), *desk.app.screen.query(TextArea)):
            typed.cursor_blink = False
        await desk.settle()
        drawn = picture(painted_strips(desk.app), theme, shot.title)
    path = PICTURES / f"{name}.svg"
    if WRITE:
        PICTURES.mkdir(exist_ok=True)
        path.write_text(drawn, encoding="utf-8")
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    # Which rows differ says enough; a picture's whole text would fill the terminal.
    differing = [row for row, (a, b) in enumerate(zip(kept.splitlines(), drawn.splitlines(), strict=False)) if a != b]
    assert (len(kept), differing[:5]) == (len(drawn), [])
    ElementTree.fromstring(drawn)  # noqa: S314  # made above, from our own samples


def test_the_readme_shows_each_picture_and_no_other() -> None:
    shown = set(re.findall(r"tests/tui/pictures/([\w-]+)\.svg", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert shown == set(SHOTS) == {path.stem for path in PICTURES.glob("*.svg")}
