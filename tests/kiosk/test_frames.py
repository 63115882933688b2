"""Golden frames of a shared machine, as `tests/tui/test_golden.py` keeps the others; in other languages their words.

`LEAPTUI_GOLDEN=write pytest -n 0 tests/kiosk/test_frames.py` writes them anew; look at what `git diff` then says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.kiosk import hashing
from leaptui.language import use
from leaptui.store.settings import DEFAULT_THEME
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.kiosk.gate import Gate
from leaptui.tui.themes import load_themes
from tests.kiosk.conftest import make_machine
from tests.kiosk.hands import act
from tests.kiosk.states import CODE, GROUPS, SIZES
from tests.language import catalogue
from tests.tui.cuts import needless_cuts, texts_of
from tests.tui.frames import Frame, frame_of, written
from tests.tui.test_golden import LANGUAGES, THEMES, WRITE, in_themes, keep_text, missed_on_a_console, painted

FRAMES = Path(__file__).parent / "golden"
RUNS = [(name, size) for name in GROUPS for size in SIZES]
TIGHT = "80x25"
MIXED = {"notice", "help", "evidence-keys", "evidence", "stick-looking", "stick-which"}
"""States whose desk shows through, or with a picture."""


def path_of(state: str, size: str, code: str = "") -> Path:
    """Where the frame of a state is kept."""
    return FRAMES / code / f"{state}-{size}.txt"


@pytest.fixture(autouse=True)
def known_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the code that is given be the same each time."""
    monkeypatch.setattr(hashing, "new_code", lambda: CODE)


@pytest.mark.parametrize(("name", "size"), RUNS, ids=[f"{name}-{size}" for name, size in RUNS])
async def test_frames(name: str, size: str, tmp_path: Path) -> None:
    group = GROUPS[name]
    machine = make_machine(tmp_path, now=lambda: 1_000_000.0)
    found = load_themes(None, own=False).found
    frames: dict[str, dict[str, Frame]] = {state: {} for state in group.states}
    screens: dict[str, str] = {}
    amiss: list[str] = []
    async with group.opened(machine, SIZES[size]) as hands:
        assert isinstance(hands.app, Gate | LeaptuiApp)
        for state, steps in group.states.items():
            await act(hands, steps)
            screens[state] = type(hands.app.screen).__name__
            frames[state], missed = await in_themes(hands, THEMES, found)
            if size == TIGHT and state not in {"who-many", "who-strange"}:
                missed += await missed_on_a_console(hands, hands.app)
            amiss += [f"{state}: {words}" for words in missed]
    for state, seen in frames.items():
        text = written(screens[state], {theme: seen[theme] for theme in THEMES})
        amiss.append(keep_text(path_of(state, size), text))
        # The edges of what can be touched are half blocks, in the colour of a ground.
        night, day, mono = (seen[theme].strangers for theme in THEMES)
        if state not in MIXED and (night != day or mono):
            amiss.append(f"{state} keeps inks of the theme before: {night}, {day}, {mono}")
    assert "\n".join(filter(None, amiss)) == ""


@pytest.mark.parametrize(("name", "code"), [(name, code) for name in GROUPS for code in LANGUAGES])
async def test_frames_in_other_languages(name: str, code: str, tmp_path: Path) -> None:
    group = GROUPS[name]
    machine = make_machine(tmp_path, now=lambda: 1_000_000.0)
    theme = load_themes(None, own=False).found[DEFAULT_THEME]
    use(code, "day-month")
    machine.register.choose_settings(machine.settings().model_copy(update={"language": code}))
    known = texts_of(catalogue.read(catalogue.po_path(code)))
    amiss: list[str] = []
    async with group.opened(machine, SIZES[TIGHT]) as hands:
        for state, steps in group.states.items():
            await act(hands, steps)
            frame = frame_of(await painted(hands), theme)
            amiss.append(keep_text(path_of(state, TIGHT, code), "\n".join(frame.text) + "\n"))
            source = path_of(state, TIGHT).read_text(encoding="utf-8").partition("\n----")[0].splitlines()
            amiss += needless_cuts(frame.text, [*known, *source])
    assert "\n".join(filter(None, amiss)) == ""


def test_every_frame_that_is_kept_is_of_a_state() -> None:
    states = [state for group in GROUPS.values() for state in group.states]
    known = {path_of(state, size) for state in states for size in SIZES}
    known |= {path_of(state, TIGHT, code) for state in states for code in LANGUAGES}
    for path in set(FRAMES.rglob("*.txt")) - known if WRITE else ():
        path.unlink()
    assert set(FRAMES.rglob("*.txt")) == known
