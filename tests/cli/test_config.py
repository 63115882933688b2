"""Settings from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from leaptui.store.carrying import Carrying, carrying
from leaptui.store.place import place_name
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Shell


def test_the_settings_are_listed_with_what_they_do(shell: Shell) -> None:
    rows = shell("config").lines
    assert rows[0].split(maxsplit=2)[:2] == ["sync-every", "10"]
    assert [row.split()[0] for row in rows] == [
        *(
            "sync-every",
            "sync-at-end",
            "sync-authors",
            "place",
            "theme",
            "language",
            "dates",
            "terminal",
            "pictures",
            "key",
        )
    ]


def test_how_often_it_syncs_is_of_this_copy(shell: Shell) -> None:
    workspace = Workspace(shell.folder)
    assert carrying(workspace) == Carrying(10, at_end=True)
    shell("config", "set", "sync-every", "30")
    shell("config", "set", "sync-at-end", "no")
    assert carrying(workspace) == Carrying(30, at_end=False)
    assert shell("config", "get", "sync-every").out == "30\n"
    shell("config", "set", "sync-every", "off")
    assert carrying(workspace) == Carrying(0, at_end=False)
    shell("config", "unset", "sync-every")
    shell("config", "set", "sync-authors", "yes")
    assert carrying(workspace) == Carrying(10, at_end=False, authors=True)
    shell("config", "unset", "sync-authors")
    shell("config", "unset", "sync-at-end")
    assert carrying(workspace) == Carrying(10, at_end=True)


def test_the_place_has_a_name(shell: Shell) -> None:
    shell("config", "set", "place", "school laptop")
    assert place_name(Workspace(shell.folder)) == "school laptop"
    shell("config", "unset", "place")
    assert place_name(Workspace(shell.folder)) != "school laptop"


def test_the_theme_is_the_users(shell: Shell) -> None:
    shell("config", "set", "theme", "paper-day")
    assert Settings.load().theme == "paper-day"
    shell("config", "set", "dates", "iso")
    assert Settings.load().date_form == "iso"
    shell("config", "unset", "dates")
    assert Settings.load().date_form is None
    assert Settings.load().theme == "paper-day"


def test_outside_a_workspace_the_users_settings_are_there(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert next(row.split()[0] for row in shell("config").lines) == "theme"
    assert shell("config", "get", "theme").out == "paper-night\n"
    assert "is no workspace" in shell.refuses("config", "get", "sync-every")


@pytest.mark.parametrize(
    ("name", "value"),
    [("sync-every", "often"), ("sync-every", "-1"), ("sync-every", "99999"), ("sync-at-end", "perhaps"), ("sync-authors", "some"),
     ("theme", "mud"), ("language", "xx"), ("dates", "backwards"), ("terminal", "paper"), ("pictures", "film")],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_what_can(shell: Shell, name: str, value: str) -> None:
    before = (carrying(Workspace(shell.folder)), Settings.load().__dict__)
    assert f"{name} can be" in shell.refuses("config", "set", "--", name, value, code=2)
    assert (carrying(Workspace(shell.folder)), Settings.load().__dict__) == before


def test_an_unknown_name_is_answered_with_those_there_are(shell: Shell) -> None:
    assert "there is no setting “colour”; there are sync-every" in shell.refuses("config", "get", "colour", code=2)


def test_a_program_reads_them_as_json(shell: Shell) -> None:
    found = cast("list[dict[str, object]]", shell("config", "--json").json)
    assert {"name": "sync-at-end", "value": "yes", "scope": "workspace"}.items() <= found[1].items()


def test_a_broken_file_of_settings_is_as_if_there_were_none(shell: Shell) -> None:
    shell("config", "set", "sync-every", "30")
    (shell.folder / ".leaptui" / "carrying.json").write_text("not JSON")
    assert shell("config", "get", "sync-every").out == "10\n"
