"""In a language nobody speaks, no word of English is left on any screen or dialog that is kept as a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui import language
from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.themes import load_themes
from tests.language import pseudo
from tests.tui.conftest import THURSDAY, Open, at_desk
from tests.tui.states import AMARA, GROUPS, SIZES, Group
from tests.tui.two_places import MINE, THEIRS, in_many_places

__all__ = ["at_desk"]

NAMES = {
    "leaptui",
    "amara",
    "okafor",
    "mateo",
    "quispe",
    "noor",
    "haddad",
    "bee",
    "learning",
    "English",
    "Espa",
    "qps",
    "Leap",
}
"""Names of files and of the program, and what a test types letter by letter."""

DIALOGS = {
    "import": ("ctrl+p", "type:import", "enter"),
    "switch": ("escape", "ctrl+p", "type:switch the", "enter"),
    "sync": ("escape", "S"),
    "trash": ("2", "d"),
    "large": ("o",),
    "range": ("escape", "V", "down", "down"),
    "many": ("e",),
    "link to goals": ("escape", "g"),
    "order": ("escape", "s"),
    "step": ("escape", "escape", "4", "enter", "e"),
    "link": ("escape", "L"),
    "rest": ("escape", "escape", "z"),
    "find": ("slash",),
    "breaks": ("escape", "escape", "b"),
    "tour": ("escape", "escape", "ctrl+p", "type:take the tour", "enter"),
    **{f"tour {number}": ("enter",) for number in range(2, 8)},
}
"""Dialogs and states beside those that are kept as frames."""


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("catalogues")
    pseudo.write_catalogue(folder)
    return folder


@pytest.fixture(autouse=True)
def spoken(catalogues: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Speak the language nobody speaks, and let the system ask for it."""
    monkeypatch.setenv("LANGUAGE", pseudo.CODE)
    assert language.use(date_form="day-month", folder=catalogues) == pseudo.CODE
    yield
    language.use("en", "day-month", folder=language.catalogues())


@pytest.mark.parametrize("group", [name for name in GROUPS if name != "small"])
async def test_no_screen_has_a_word_of_english(at_desk: Open, tmp_path: Path, group: str) -> None:
    await visit(at_desk, tmp_path, GROUPS[group])


async def test_no_dialog_has_a_word_of_english(at_desk: Open, tmp_path: Path) -> None:
    await visit(at_desk, tmp_path, Group(AMARA, DIALOGS))


async def visit(at_desk: Open, root: Path, states: Group) -> None:
    """Go from state to state, and find the words of English on each."""
    workspace = pseudo.strange_samples(root)
    if not workspace.path(states.learner).exists():
        clock = FixedClock(THURSDAY)
        document = new_document(pseudo.strange("Noor Haddad"), "leap-2020", clock.today(), clock.instant())
        PortfolioStore.create(workspace, states.learner, document, clock)
    written: set[str] = set()
    if states.before is not None:
        states.before(workspace)
        written = {"Said", "aid", "here", "there"}  # what they write
        written |= {"Wind", "vane", "Spins", "twelve", "fourteen", "sticks", "Built"}
        if states.before is in_many_places:
            written |= {word for line in (*MINE, *THEIRS) for word in re.findall(r"\w+", line)}
    themes = {part for name in load_themes(None).found for part in name.split("-")}
    left: dict[str, str] = {}
    async with at_desk(workspace, states.learner, size=SIZES["120x36"]) as desk:
        for state, steps in states.states.items():
            for step in steps:
                if step.startswith("type:"):
                    await desk.type(pseudo.strange(step.removeprefix("type:")))
                else:
                    await desk.press(step)
            for word in pseudo.plain_words(desk.text, NAMES | themes | written):
                part = word.partition(" in: ")[0]
                # This sheet lies over both versions, and ends words at its edge.
                if state != "conflicts-edit" or not any(one.startswith(part) for one in written):
                    left.setdefault(part, f"{state}: {word}")
    assert not left, "\n".join(left.values())
