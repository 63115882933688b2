"""Golden frames: every screen and dialog in words and in roles, at two sizes, in three themes; in other languages their words.

`LEAPTUI_GOLDEN=write pytest -n 0 tests/tui/test_golden.py` writes them anew; look at what `git diff` then says.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widgets import Input, TextArea

from leaptui.language import SOURCE, languages, use
from leaptui.store.settings import DEFAULT_THEME, Settings
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.kiosk.screen import KioskScreen
from leaptui.tui.themes import MONOCHROME, PaperTheme, load_themes
from tests.language import catalogue
from tests.tui import sheets
from tests.tui.conftest import Hands, painted_strips
from tests.tui.cuts import cut_labels, needless_cuts, texts_of
from tests.tui.frames import SCREEN, Frame, frame_of, written
from tests.tui.plain import on_a_console, unreadable, unseen, without_colours
from tests.tui.runs import SIZES, TIGHT, go_on
from tests.tui.states import GROUPS

FRAMES = Path(__file__).parent / "golden"
SHARED_MACHINE = FRAMES.parents[1] / "kiosk" / "golden"
"""The frames of a machine for many: `tests/kiosk/test_frames.py` keeps them."""
WRITE = os.environ.get("LEAPTUI_GOLDEN") == "write"
THEMES = (DEFAULT_THEME, "paper-day", MONOCHROME)
MIXED = {"jump", "evidence-versions", "evidence-large", "evidence-drop", "review-why"}
"""States whose desk shows through, with pictures and shades of no role."""
RUNS = [(name, size) for name, group in GROUPS.items() for size in group.sizes]
LANGUAGES = tuple(code for code in languages() if code != SOURCE)
TIGHT_RUNS = [(name, code) for name, group in GROUPS.items() if TIGHT in group.sizes for code in LANGUAGES]


def path_of(state: str, size: str, code: str = SOURCE) -> Path:
    """Where the frame of a state is kept."""
    folder = FRAMES if code == SOURCE else FRAMES / code
    return folder / f"{state}-{size}.txt"


def keep_text(path: Path, text: str) -> str:
    """Keep a frame as it is written, or tell how it differs from the one that is kept."""
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    rows = difflib.unified_diff(before.splitlines(), text.splitlines(), f"{path.name}, kept", "now", lineterm="", n=1)
    return "\n".join(rows)


async def painted(hands: Hands) -> list[Strip]:
    """The screen as it is painted, without what comes and goes by itself."""
    for widget in hands.app.screen.query("*"):
        if isinstance(widget, Input | TextArea):
            widget.cursor_blink = False
    hands.app.clear_notifications()
    await hands.settle()
    return painted_strips(hands.app)


async def in_themes(
    hands: Hands, themes: Sequence[str], found: Mapping[str, PaperTheme]
) -> tuple[dict[str, Frame], list[str]]:
    """The screen in each theme, and what cannot be made out in it without colours.

    They go back and forth: what is come to in one theme is then painted in the others.
    """
    frames: dict[str, Frame] = {}
    missed: list[str] = []
    for theme in themes if hands.app.theme == themes[0] else reversed(themes):
        hands.app.theme = theme
        strips = await painted(hands)
        frames[theme] = frame_of(strips, found[theme])
        if theme == MONOCHROME:
            missed += unseen(hands, without_colours(strips))
    return frames, missed


async def missed_on_a_console(hands: Hands, app: LeaptuiApp | Gate) -> list[str]:
    """What cannot be made out on a Linux console."""
    with on_a_console(app):
        return [*unreadable(hands, await painted(hands))]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A workspace whose place is the same for everybody."""
    monkeypatch.chdir(tmp_path)
    return Workspace(Path("mine"))


@pytest.mark.parametrize(("name", "size"), RUNS, ids=[f"{name}-{size}" for name, size in RUNS])
async def test_frames(name: str, size: str, workspace: Workspace) -> None:
    group = GROUPS[name]
    group.make(workspace)
    found = load_themes(workspace).found
    frames: dict[str, dict[str, Frame]] = {state: {} for state in group.states}
    screens: dict[str, str] = {}
    amiss: list[str] = []
    # The app before a portfolio is open keeps the theme it began with.
    for themes in [THEMES] if group.learner else [(theme,) for theme in THEMES]:
        choose(theme=themes[0])
        async with group.opened(workspace, group.sizes[size]) as hands:
            for state, steps in group.states.items():
                await go_on(hands, steps)
                screens[state] = type(hands.app.screen).__name__
                shown, missed = await in_themes(hands, themes, found)
                frames[state] |= shown
                if size == list(group.sizes)[-1] and isinstance(hands.app, LeaptuiApp):
                    missed += await missed_on_a_console(hands, hands.app)
                amiss += [f"{state}: {words}" for words in missed]
    differences = amiss
    for state, painted_in in frames.items():
        text = written(screens[state], {theme: painted_in[theme] for theme in THEMES})
        differences.append(keep_text(path_of(state, size), text))
        left = {theme: frame.strangers for theme, frame in painted_in.items()}
        first, later = (count for theme, count in left.items() if theme != MONOCHROME)
        if state not in MIXED and (later > first or left[MONOCHROME] > first):
            differences.append(f"{state} keeps inks of the theme before: {left}")
    assert "\n".join(filter(None, differences)) == ""


def choose(*, theme: str = DEFAULT_THEME, language: str | None = None) -> None:
    """Let the app begin with a theme and a language."""
    settings = Settings.load()
    settings.theme, settings.language = theme, language
    settings.save()


def translated(state: str, code: str, frame: Frame, known: list[str]) -> str:
    """Keep the words of a state in another language, or tell how they differ; tell what is cut without need, too."""
    differs = keep_text(path_of(state, TIGHT, code), "\n".join(frame.text) + "\n")
    # The learner's own words are the same in every language.
    source = path_of(state, TIGHT).read_text(encoding="utf-8").partition("\n----")[0].splitlines()
    return "\n".join(filter(None, [differs, *needless_cuts(frame.text, [*known, *source])]))


@pytest.mark.parametrize(("name", "code"), TIGHT_RUNS, ids=[f"{name}-{code}" for name, code in TIGHT_RUNS])
async def test_frames_in_other_languages(name: str, code: str, workspace: Workspace) -> None:
    group = GROUPS[name]
    group.make(workspace)
    theme = load_themes(workspace).found[DEFAULT_THEME]
    use(code, "day-month")
    choose(language=code)
    known = texts_of(catalogue.read(catalogue.po_path(code)))
    amiss: list[str] = []
    async with group.opened(workspace, SIZES[TIGHT]) as hands:
        for state, steps in group.states.items():
            await go_on(hands, steps)
            amiss.append(translated(state, code, frame_of(await painted(hands), theme), known))
            amiss += [f"the label “{label}” is cut" for label in cut_labels(hands.app.screen)]
    assert "\n".join(filter(None, amiss)) == ""


# ---- nothing is forgotten


def test_every_screen_and_sheet_is_kept_as_a_frame() -> None:
    made = {sheet.name for sheet in sheets.opened()}
    # A screen that others are made from is not shown itself, unless it is made somewhere.
    shown = {name for name, screen in sheets.screens().items() if not screen.__subclasses__() or name in made}
    assert shown <= {name for name, _text in kept()}


def test_every_sheet_with_a_title_of_its_own_is_kept_as_a_frame() -> None:
    frames = kept()
    missing = [
        sheet
        for sheet in sheets.opened()
        if not issubclass(sheets.screens()[sheet.name], KioskScreen)
        and not any(name == sheet.name and sheet.is_in(text) for name, text in frames)
    ]
    assert {(sheet.file, sheet.name) for sheet in missing} == set()


def kept() -> list[tuple[str, str]]:
    """The frames that are kept where there is most room for titles: the class of the screen, and its words."""
    paths = (path_of(state, next(iter(group.sizes))) for group in GROUPS.values() for state in group.states)
    texts = (path.read_text(encoding="utf-8") for path in (*paths, *SHARED_MACHINE.glob("*-120x36.txt")))
    return [(text.rpartition(SCREEN)[2].strip(), text.partition("\n----")[0]) for text in texts]


def test_every_frame_that_is_kept_is_of_a_state() -> None:
    known = {path_of(state, size) for group in GROUPS.values() for state in group.states for size in group.sizes}
    known |= {path_of(state, TIGHT, code) for name, code in TIGHT_RUNS for state in GROUPS[name].states}
    for path in set(FRAMES.rglob("*.txt")) - known if WRITE else ():
        path.unlink()
    assert set(FRAMES.rglob("*.txt")) == known
