"""The frameworks there are: built in and in the workspace; a broken one is named and harms no other."""

from __future__ import annotations

import json
import os
from pathlib import Path

import orjson
import pytest

from leaptui.store.errors import Missing
from leaptui.store.frameworks import DEFAULT, load_frameworks
from leaptui.store.workspace import Workspace
from tests.model.stories import LEAP_FILE
from tests.store.desk import open_count

ALL = {"code": "A", "title": "All", "guidelines": [{"code": "A1", "statement": "We do."}]}


def small(framework_id: str = "ours", **fields: object) -> dict[str, object]:
    return {
        "id": framework_id,
        "title": "Ours",
        "levels": [{"id": "seen", "title": "Seen"}],
        "components": [ALL],
        **fields,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "portfolios").mkdir()
    (tmp_path / "frameworks").mkdir()
    return tmp_path / "frameworks"


def test_the_built_in_framework_is_there_with_and_without_a_workspace(folder: Path) -> None:
    for workspace in (None, Workspace(folder.parent), Workspace(folder / "nowhere")):
        frameworks = load_frameworks(workspace)
        assert frameworks.get(DEFAULT).name == "LEAP 2020"
        assert frameworks.broken == ()


def test_a_framework_of_the_workspace_is_there_beside_it(folder: Path) -> None:
    (folder / "ours.json").write_bytes(orjson.dumps(small()))
    frameworks = load_frameworks(Workspace(folder.parent))
    assert list(frameworks.found) == [DEFAULT, "ours"]
    assert [item.id for item in frameworks.get("ours").leaves] == ["ours:A1"]


def test_one_that_is_not_there_is_said_with_those_that_are(folder: Path) -> None:
    with pytest.raises(Missing, match="no framework “theirs” here; there are leap-2020"):
        load_frameworks(Workspace(folder.parent)).get("theirs")


def _nested(depth: int) -> dict[str, object]:
    entry: dict[str, object] = {"code": "X", "statement": "x"}
    for number in range(depth):
        entry = {"code": f"X{number}", "statement": "x", "guidelines": [entry]}
    return small(components=[{"code": "A", "title": "All", "guidelines": [entry]}])


BROKEN = {
    "no-json": b"{",
    "empty": b"",
    "list": b"[]",
    "number": b"5",
    "not-utf8": b'{"id": "\xff"}',
    "no-id": orjson.dumps(small("")),
    "bad-id": orjson.dumps(small("../x")),
    "no-levels": orjson.dumps(small(levels=[])),
    "twice-the-same-code": orjson.dumps(small(components=[ALL, ALL])),
    "too-deep": json.dumps(_nested(250)).encode(),
    "far-too-deep": b'{"components": ' + b"[" * 5000 + b"]" * 5000 + b"}",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_framework_is_named_with_the_reason_and_the_others_are_there(folder: Path, name: str) -> None:
    (folder / f"{name}.json").write_bytes(BROKEN[name])
    (folder / "ours.json").write_bytes(orjson.dumps(small()))
    frameworks = load_frameworks(Workspace(folder.parent))
    assert list(frameworks.found) == [DEFAULT, "ours"]
    (sentence,) = frameworks.broken
    assert sentence.startswith(f"frameworks/{name}.json ")
    assert "\n" not in sentence
    for framework in frameworks.found.values():
        assert framework.guidelines


def test_what_is_no_file_is_named_and_nobody_waits_for_it(folder: Path) -> None:
    before = open_count()
    os.mkfifo(folder / "pipe.json")
    (folder / "folder.json").mkdir()
    (folder / "link.json").symlink_to(LEAP_FILE)
    frameworks = load_frameworks(Workspace(folder.parent))
    assert list(frameworks.found) == [DEFAULT]
    assert [sentence.split()[0] for sentence in frameworks.broken] == [
        "frameworks/folder.json",
        "frameworks/link.json",
        "frameworks/pipe.json",
    ]
    assert open_count() == before


def test_two_files_that_are_the_same_framework_are_told(folder: Path) -> None:
    (folder / "a.json").write_bytes(orjson.dumps(small(title="First")))
    (folder / "b.json").write_bytes(orjson.dumps(small(title="Second")))
    frameworks = load_frameworks(Workspace(folder.parent))
    assert frameworks.get("ours").title == "First"
    assert frameworks.broken == ("frameworks/b.json has the id “ours” that another one has, so it is not used",)


def test_a_workspace_may_have_an_edition_of_its_own_of_the_built_in_framework(folder: Path) -> None:
    own = orjson.loads(LEAP_FILE.read_bytes()) | {"publisher": "Our school"}
    (folder / "leap-2020.json").write_bytes(orjson.dumps(own))
    frameworks = load_frameworks(Workspace(folder.parent))
    assert frameworks.get(DEFAULT).publisher == "Our school"
    assert frameworks.broken == ()


def test_one_that_is_nested_beyond_measure_is_named_and_harms_no_other(folder: Path) -> None:
    nested = "".join(f',"guidelines":[{{"code":"B{n}","statement":"We do."' for n in range(480)) + "}]" * 480
    shallow = orjson.dumps(small()).decode()
    (folder / "deep.json").write_text(shallow.replace('"We do."', f'"We do."{nested}'), encoding="utf-8")
    frameworks = load_frameworks(Workspace(folder.parent))
    assert list(frameworks.found) == [DEFAULT]
    assert frameworks.broken == ("frameworks/deep.json cannot be used: its guidelines are nested too deep",)
