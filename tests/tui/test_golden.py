"""Golden frames: every screen and dialog in words and in roles, at two sizes, in three themes; in other languages their words.

`LEAPTUI_GOLDEN=write pytest -n 0 tests/tui/test_golden.py` writes them anew; look at what `git diff` then says.
"""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from leaptui.language import SOURCE, languages, use
from leaptui.model.clock import FixedClock
from leaptui.store.bundled import copy_samples
from leaptui.store.settings import DEFAULT_THEME, Settings
from leaptui.store.workspace import Workspace
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.themes import MONOCHROME, PaperTheme, load_themes
from tests.language import catalogue
from tests.tui.conftest import THURSDAY, Open, painted_strips, settle
from tests.tui.cuts import cut_labels, needless_cuts, texts_of
from tests.tui.frames import Frame, frame_of, written
from tests.tui.states import BEGIN, GROUPS, SHELF, SIZES, TIGHT, go_on

FRAMES = Path(__file__).parent / "golden"
WRITE = os.environ.get("LEAPTUI_GOLDEN") == "write"
THEMES = (DEFAULT_THEME, "paper-day", MONOCHROME)
MIXED = {"jump", "versions"}
"""States whose desk shows through, with pictures and shades of no role."""
RUNS = [(name, size) for name, group in GROUPS.items() for size in group.sizes]
LANGUAGES = tuple(code for code in languages() if code != SOURCE)
TIGHT_RUNS = [(name, code) for name, group in GROUPS.items() if TIGHT in group.sizes for code in LANGUAGES]


def path_of(state: str, size: str, code: str = SOURCE) -> Path:
    """Where the frame of a state is kept."""
    folder = FRAMES if code == SOURCE else FRAMES / code
    return folder / f"{state}-{size}.txt"


def keep(state: str, size: str, frames: dict[str, Frame]) -> str:
    """Keep a state's frames, or tell how they differ from those that are kept."""
    return keep_text(path_of(state, size), written(frames))


def keep_text(path: Path, text: str) -> str:
    """Keep a frame as it is written, or tell how it differs from the one that is kept."""
    if WRITE:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = difflib.unified_diff(before.splitlines(), text.splitlines(), f"{path.name}, kept", "now", lineterm="", n=1)
    return "\n".join(rows)


async def painted(app: App[int], pilot: Pilot[int], theme: PaperTheme) -> Frame:
    """The screen as it is painted, without what comes and goes by itself."""
    for widget in app.screen.query("*"):
        if isinstance(widget, Input | TextArea):
            widget.cursor_blink = False
    app.clear_notifications()
    await settle(pilot)
    return frame_of(painted_strips(app), theme)


@pytest.mark.parametrize(("name", "size"), RUNS, ids=[f"{name}-{size}" for name, size in RUNS])
async def test_frames(name: str, size: str, request: pytest.FixtureRequest, at_desk: Open) -> None:
    group = GROUPS[name]
    workspace = group.workspace(request)
    themes = load_themes(workspace).found
    differences = []
    async with at_desk(workspace, group.learner, group.sizes[size]) as desk:
        for state, steps in group.states.items():
            await go_on(desk, steps)
            frames = {}
            for theme in THEMES:
                desk.app.theme = theme
                frames[theme] = await painted(desk.app, desk.pilot, themes[theme])
            desk.app.theme = DEFAULT_THEME
            differences.append(keep(state, size, frames))
            left = {theme: frame.strangers for theme, frame in frames.items()}
            if state not in MIXED and max(left.values()) > left[DEFAULT_THEME]:
                differences.append(f"{state} keeps inks of the theme before: {left}")
    assert "\n".join(filter(None, differences)) == ""


def translated(state: str, code: str, frame: Frame, known: list[str]) -> str:
    """Keep the words of a state in another language, or tell how they differ; tell what is cut without need, too."""
    differs = keep_text(path_of(state, TIGHT, code), "\n".join(frame.text) + "\n")
    # The learner's own words are the same in every language.
    source = path_of(state, TIGHT).read_text(encoding="utf-8").partition("\n----")[0].splitlines()
    return "\n".join(filter(None, [differs, *needless_cuts(frame.text, [*known, *source])]))


@pytest.mark.parametrize(("name", "code"), TIGHT_RUNS, ids=[f"{name}-{code}" for name, code in TIGHT_RUNS])
async def test_frames_in_other_languages(name: str, code: str, request: pytest.FixtureRequest, at_desk: Open) -> None:
    group = GROUPS[name]
    workspace = group.workspace(request)
    theme = load_themes(workspace).found[DEFAULT_THEME]
    use(code, "day-month")
    known = texts_of(catalogue.read(catalogue.po_path(code)))
    amiss: list[str] = []
    async with at_desk(workspace, group.learner, SIZES[TIGHT]) as desk:
        for state, steps in group.states.items():
            await go_on(desk, steps)
            amiss.append(translated(state, code, await painted(desk.app, desk.pilot, theme), known))
            amiss += [f"the label “{label}” is cut" for label in cut_labels(desk.app.screen)]
    assert "\n".join(filter(None, amiss)) == ""


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("state", [BEGIN, SHELF])
async def test_frame_in_another_language_before_a_portfolio_is_open(
    state: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(Path("mine"))
    if state == SHELF:
        copy_samples(workspace.root)
    use(code, "day-month")
    known = texts_of(catalogue.read(catalogue.po_path(code)))
    app = BeginApp(workspace, FixedClock(THURSDAY))
    async with app.run_test(size=SIZES[TIGHT]) as pilot:
        frame = await painted(app, pilot, load_themes().found[DEFAULT_THEME])
    assert translated(state, code, frame, known) == ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", [BEGIN, SHELF])
async def test_frame_before_a_portfolio_is_open(
    state: str, size: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(Path("mine"))
    if state == SHELF:
        copy_samples(workspace.root)
    frames = {}
    for theme in THEMES:
        settings = Settings.load()
        settings.theme = theme
        settings.save()
        app = BeginApp(workspace, FixedClock(THURSDAY))
        async with app.run_test(size=SIZES[size]) as pilot:
            frames[theme] = await painted(app, pilot, load_themes().found[theme])
    assert keep(state, size, frames) == ""


def test_every_frame_that_is_kept_is_of_a_state() -> None:
    known = {path_of(state, size) for group in GROUPS.values() for state in group.states for size in group.sizes}
    known |= {path_of(state, size) for state in (BEGIN, SHELF) for size in SIZES}
    known |= {
        path_of(state, TIGHT, code) for name, code in TIGHT_RUNS for state in (*GROUPS[name].states, BEGIN, SHELF)
    }
    for path in set(FRAMES.rglob("*.txt")) - known if WRITE else ():
        path.unlink()
    assert set(FRAMES.rglob("*.txt")) == known
