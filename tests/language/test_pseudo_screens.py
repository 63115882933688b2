"""In a language nobody speaks, no word of English is left on any screen or dialog that is kept as a frame.

The samples one stays in are left out: their learners wrote English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui import language
from leaptui.tui.themes import load_themes
from tests.language import pseudo
from tests.tui.happenings import GIT_SAID, an_edition_replaces
from tests.tui.runs import SIZES, Group, go_on
from tests.tui.states import GROUPS
from tests.tui.test_repair import BROKEN
from tests.tui.two_places import MINE, THEIRS, in_many_places

NAMES = {
    "leaptui",
    "amara",
    "okafor",
    "mateo",
    "quispe",
    "ravi",
    "nair",
    "Lind",
    "noor",
    "Noor",
    "Haddad",
    "haddad",
    "bee",
    "learning",
    "English",
    "Espa",
    "qps",
    "Leap",
}
"""Names of files and of the program, and what a test types letter by letter."""


CUT = {"conflicts-edit", "shelf-rename", "repair-unread", "repair"}
"""States in which words end at the edge of a sheet, or of the window."""


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


@pytest.mark.parametrize("name", [name for name in GROUPS if name not in {"small", "staying"}])
async def test_no_screen_has_a_word_of_english(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    group = GROUPS[name]
    workspace = pseudo.strange_samples(Path("mine"))
    group.make(workspace)
    if not (workspace.root / ".git").exists():  # what was synced stays as it was
        pseudo.write_strangely(workspace.root)
    written = words_of(group)
    themes = {part for theme in load_themes(None).found for part in theme.split("-")}
    left: dict[str, str] = {}
    async with group.opened(workspace, SIZES["120x36"]) as hands:
        for state, steps in group.states.items():
            await go_on(hands, steps, pseudo.strange)
            for word in pseudo.plain_words(hands.text, NAMES | themes | written):
                part = word.partition(" in: ")[0]
                if state not in CUT or not any(one.startswith(part) for one in written):
                    left.setdefault(part, f"{state}: {word}")
    assert not left, "\n".join(left.values())


def words_of(group: Group) -> set[str]:
    """What learners, other programs and a new edition write where the states of a group are come to."""
    written = {"portfolios", *re.findall(r"\w+", " ".join(GIT_SAID))}
    if group is GROUPS["broken"]:
        written |= {*re.findall(r"\w+", BROKEN.decode())}
    if group.before is None:
        return written
    written |= {"Said", "aid", "here", "there"}
    written |= {"Wind", "vane", "Spins", "twelve", "fourteen", "sticks", "Built"}
    if group.before is in_many_places:
        written |= {word for line in (*MINE, *THEIRS) for word in re.findall(r"\w+", line)}
    if group.before is an_edition_replaces:
        written |= {"LEAP", "Learning", "Framework", "Innovations", "Mastery", "Show", "Rest", "well"}
    return written
