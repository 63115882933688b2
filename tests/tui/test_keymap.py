"""The learner's own keys: every key can be changed in one file, and what cannot hold is refused by a sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest
from textual.widgets import Input

from leaptui.store.settings import settings_folder
from leaptui.store.workspace import Workspace
from leaptui.tui.bindings import Bound, all_bindings
from leaptui.tui.goals.screen import GoalsScreen
from leaptui.tui.keymap import keymap_template, load_keymap, read_keymap
from leaptui.tui.keynames import NotAKey, read_key
from tests.tui.conftest import Open

AMARA = "amara-okafor"


@pytest.fixture(scope="module")
def bindings() -> list[Bound]:
    """Every binding of the app."""
    return all_bindings()


def write_keys(text: str) -> Path:
    """Put a key map where the app looks for it."""
    path = settings_folder() / "keys.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_every_binding_says_what_it_is_and_what_it_does(bindings: list[Bound]) -> None:
    silent = [bound for bound in bindings if not (bound.id and bound.says and bound.tooltip)]
    assert silent == []


def test_an_id_means_one_thing_with_the_same_keys_everywhere(bindings: list[Bound]) -> None:
    keys = defaultdict(set)
    for bound in bindings:
        keys[bound.id].add(bound.keys)
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}


def test_no_id_begins_with_another_one(bindings: list[Bound]) -> None:
    """TOML reads `a.b` and `a.b.c` as a value and a table of one name."""
    ids = {bound.id for bound in bindings}
    assert [(one, other) for one in ids for other in ids if other.startswith(f"{one}.")] == []


def test_the_whole_file_can_be_written_out_and_read_in_again(bindings: list[Bound]) -> None:
    text = "\n".join(line.removeprefix("# ") if " = " in line else line for line in keymap_template().splitlines())
    found = read_keymap(text.encode(), bindings)
    assert found.troubles == ()
    assert set(found.keys) == {bound.id for bound in bindings}
    by_id = {bound.id: bound.keys for bound in reversed(bindings)}
    assert found.keys == by_id


def test_the_file_to_begin_with_changes_nothing(bindings: list[Bound]) -> None:
    assert read_keymap(keymap_template().encode(), bindings).keys == {}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("a", "a"),
        ("A", "A"),
        ("shift+a", "A"),
        ("?", "question_mark"),
        ("/", "slash"),
        (",", "comma"),
        (" ", "space"),
        ("Space", "space"),
        ("Enter", "enter"),
        ("return", "enter"),
        ("^x", "ctrl+x"),
        ("Ctrl+X", "ctrl+x"),
        ("ctrl+shift+left", "ctrl+shift+left"),
        ("F5", "f5"),
        ("PgUp", "pageup"),
        ("↑", "up"),
        ("Shift Tab", "shift+tab"),
        ("alt+n", "alt+n"),
        ("ñ", "ñ"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    assert read_key(written) == key


@pytest.mark.parametrize("written", ["", "ctrl", "hyper+x", "f99", "ctrl+ñ", "banana", "ctrl+1", "\x07", "snowman"])
def test_what_no_terminal_sends_is_no_key(written: str) -> None:
    with pytest.raises(NotAKey, match="is no key that a terminal sends"):
        read_key(written)


@pytest.mark.parametrize(("written", "twin"), [("ctrl+i", "Tab"), ("^m", "Enter"), ("ctrl+h", "Backspace")])
def test_keys_that_a_terminal_cannot_tell_apart_are_refused(written: str, twin: str) -> None:
    with pytest.raises(NotAKey, match=f"cannot tell .* from {twin}"):
        read_key(written)


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('app.ad = "x"', "line 2: there is no action “app.ad”; the nearest is “app.add”"),
        ('app.add = "n"', "line 2: “n” cannot be given to “app.add”: “"),
        ('list.open = "j"', "“j” cannot be given to “list.open”: “list.down” has it (To the row below)"),
        ("app.add = 5", "“app.add” wants a key in quotes, or a list of them"),
        ("app.add = []", "“app.add” wants a key in quotes, or a list of them"),
        ('app.add = "banana"', "the key of “app.add” cannot be used: “banana” is no key that a terminal sends"),
        ('app.add = "tab"', "“Tab” cannot be given to “app.add”: it leads from pane to pane and from field to field"),
        ('app.add = "^c"', "“^c” cannot be given to “app.add”: it copies the text that is selected"),
        ('app.commands = "p"', "“app.commands” has to work while text is typed, where “p” is a letter like any other"),
        (
            'overlay.leave = "x"',
            "“overlay.leave” has to work while text is typed, where “x” is a letter like any other",
        ),
        ('form.keep = "ctrl+x"', "“^x” cannot be given to “form.keep”: lines to type in need it"),
        ('choose.keep = "escape"', "“Esc” cannot be given to “choose.keep”: “"),
        ('app.commands = "escape"', "“Esc” cannot be given to “app.commands”: “"),
    ],
)
def test_what_cannot_hold_is_refused_by_a_sentence(bindings: list[Bound], entry: str, sentence: str) -> None:
    found = read_keymap(f"[keys]\n{entry}\n".encode(), bindings)
    assert found.keys == {}
    assert found.troubles[0].startswith("keys.toml, line 2: ")
    assert sentence in found.troubles[0]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[keys", "keys.toml is not valid TOML"),
        ('theme = "x"', "keys.toml holds nothing but the table [keys]; “theme” is something else"),
        ("keys = 3", "keys.toml holds nothing but the table [keys]; “keys” is something else"),
        ('[keys]\napp.add = "x"\napp.add = "z"', "keys.toml is not valid TOML"),
    ],
)
def test_a_file_that_is_no_key_map_is_refused(bindings: list[Bound], text: str, sentence: str) -> None:
    found = read_keymap(text.encode(), bindings)
    assert found.keys == {}
    assert sentence in found.troubles[0]


@pytest.mark.parametrize("lead", ["[keys]\n{}", "[keys]\n{}", "keys.{}"])
def test_names_are_written_with_quotes_or_without(bindings: list[Bound], lead: str) -> None:
    for name in ("app.sync", '"app.sync"'):
        assert read_keymap(lead.format(f'{name} = "f5"').encode(), bindings).keys == {"app.sync": ("f5",)}


def test_two_keys_can_change_places(bindings: list[Bound]) -> None:
    found = read_keymap(b'[keys]\napp.undo = "U"\napp.redo = "u"\n', bindings)
    assert found.troubles == ()
    assert found.keys == {"app.undo": ("U",), "app.redo": ("u",)}


def test_one_key_serves_where_it_cannot_be_meant_twice(bindings: list[Bound]) -> None:
    assert read_keymap(b'[keys]\nevidence.tag = "Z"\ngoal.new = "Z"\n', bindings).troubles == ()


async def test_the_chosen_keys_work_and_are_shown(samples: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\napp.add = "+"\napp.go_goals = ["9", "f12"]\napp.help = "f11"\n')
    async with at_desk(samples, AMARA) as desk:
        assert "+ Add" in desk.text.splitlines()[-1]
        assert "F11 Help" in desk.text.splitlines()[-1]
        assert "9 Goals" in desk.text.splitlines()[1]
        await desk.press("a")
        assert "Add evidence" not in desk.text
        await desk.press("plus")
        assert "Add evidence" in desk.text
        await desk.press("escape", "9")
        assert isinstance(desk.app.screen, GoalsScreen)
        await desk.press("f11")
        assert "1 – 9" in desk.text
        await desk.press("escape", "ctrl+p")
        await desk.type("add evid")
        assert re.search(r"Add a piece of evidence +\+ ", desk.text)


async def test_what_comes_with_a_letter_works_under_another_key_while_one_types(
    samples: Workspace, at_desk: Open
) -> None:
    write_keys('[keys]\napp.add = "f5"\n"app.go_goals" = "f7"\n')
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "slash", "a", "f7")
        assert "Looking ahead" in desk.text
        await desk.press("2", "slash", "f5")
        assert "Add evidence" in desk.text
        await desk.press("escape")
        search = desk.app.focused
        assert isinstance(search, Input)
        assert search.id == "search"
        await desk.press("u")
        assert "u" in search.value


async def test_a_broken_key_map_is_told_and_the_keys_are_as_they_come(samples: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\napp.add = "+"\napp.ad = "x"\napp.sync = "banana"\n')
    async with at_desk(samples, AMARA) as desk:
        assert desk.app.key_trouble == (
            "keys.toml, line 3: there is no action “app.ad”; the nearest is “app.add”; until that is mended, all keys are as"
            " they come with leaptui; there is 1 more trouble in it: leaptui keys names it"
        )
        assert "keys.toml, line 3: there is no action “app.ad”" in desk.text
        assert "a Add" in desk.text.splitlines()[-1]
        await desk.press("a")
        assert "Add evidence" in desk.text


def test_without_a_file_no_key_is_changed() -> None:
    assert load_keymap().keys == {}
    assert load_keymap().troubles == ()


async def test_hints_name_the_chosen_keys(empty: Workspace, at_desk: Open) -> None:
    write_keys('[keys]\napp.add = "+"\noverlay.leave = ["escape", "f9"]\n')
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "2")
        assert "Press +" in desk.text
        await desk.press("plus")
        assert "Add evidence" in desk.text
        await desk.press("f9")
        assert "Add evidence" not in desk.text


async def test_the_palette_leads_to_a_file_with_every_key(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("ctrl+p")
        await desk.type("the keys")
        await desk.press("enter")
        assert "Every key stands in " in desk.text
        assert (settings_folder() / "keys.toml").read_text(encoding="utf-8") == keymap_template()
        assert desk.app.key_trouble == ""
