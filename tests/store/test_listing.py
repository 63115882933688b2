"""What there is to choose from in a workspace: listed without opening a portfolio, and remembered until a file changes."""

from __future__ import annotations

import json
import os

import orjson
import pytest

from leaptui.model.edits import trash
from leaptui.store.listing import (
    LINK,
    NEWER,
    UNREADABLE,
    Glance,
    Glances,
    framework_names,
    glance_at,
    list_portfolios,
)
from tests.store.desk import AT, GAUGE, Desk, begin


def test_the_folder_alone_tells_what_there_is(desk: Desk) -> None:
    begin(desk.root, name="Zora")
    for odd in ("a b.json", "con.json", ".x.json", "notes.txt", ".leaptui-tmp-1"):
        (desk.root / "portfolios" / odd).write_text("{}")
    listed = list_portfolios(desk.workspace)
    assert [one.name for one in listed] == desk.workspace.names() == ["Zora", "amara"]
    assert listed[1].size == desk.path.stat().st_size
    assert listed[1].changed == desk.path.stat().st_mtime_ns


def test_a_glance_tells_whose_it_is_and_how_much_is_in_it(desk: Desk) -> None:
    document = desk.document
    document["meta"]["portfolio"] |= {"learner": {"name": "Amara Okafor"}, "title": "Proof"}
    desk.write(document)
    glance = glance_at(desk.workspace, "amara")
    modified = max(str(one["modified"]) for table in document.values() for one in table.values() if "modified" in one)
    assert glance == Glance("Amara Okafor", "Proof", "leap-2020", 3, modified)
    store = desk.open()
    store.apply(trash(store.portfolio, AT, [("evidence", GAUGE)]))
    assert glance_at(desk.workspace, "amara").pieces == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"{}", b'{"meta": 5, "x": 1}', b"\xff\xfe", b"<<<<<<< HEAD\n{}", b'{"meta": {"portfolio": 1}}'],
)
def test_whatever_is_in_a_file_it_is_a_glance(desk: Desk, content: bytes) -> None:
    desk.path.write_bytes(content)
    glance = glance_at(desk.workspace, "amara")
    assert (glance.learner, glance.pieces) == ("", 0)
    assert glance.trouble in (UNREADABLE, "")
    desk.path.unlink()
    assert glance_at(desk.workspace, "amara").trouble == UNREADABLE


def test_links_and_newer_files_are_told_from_broken_ones(desk: Desk) -> None:
    (desk.root / "portfolios" / "link.json").symlink_to(desk.path)
    assert glance_at(desk.workspace, "link").trouble == LINK
    document = desk.document
    document["meta"]["portfolio"]["min_writer"] = 99
    desk.write(document)
    assert glance_at(desk.workspace, "amara").trouble == NEWER


def test_what_is_known_holds_until_the_file_changes(desk: Desk) -> None:
    (listed,) = list_portfolios(desk.workspace)
    glances = Glances(desk.workspace)
    assert glances.known(listed) is None
    seen = glances.look(listed)
    glances.save([listed])
    again = Glances(desk.workspace)
    assert again.known(listed) == seen
    os.utime(desk.path, ns=(1, 1))
    (changed,) = list_portfolios(desk.workspace)
    assert again.known(changed) is None


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"[]",
        b'{"version": 2, "portfolios": {}}',
        b'{"version": 1, "portfolios": []}',
        b'{"version": 1, "portfolios": {"amara": 1}}',
        b'{"version": 1, "portfolios": {"amara": ["1", 2, "a", "b", "c", 1, "d", "e"]}}',
        b'{"version": 1, "portfolios": {"amara": [1, 2, 3, "b", "c", 1, "d", "e"]}}',
        b'{"version": 1, "portfolios": {"amara": [1, 2]}}',
    ],
)
def test_an_index_that_makes_no_sense_is_made_anew(desk: Desk, index: bytes) -> None:
    path = desk.workspace.make_local_dir() / "portfolios.json"
    path.write_bytes(index)
    (listed,) = list_portfolios(desk.workspace)
    glances = Glances(desk.workspace)
    assert glances.known(listed) is None
    glances.look(listed)
    glances.save([listed])
    assert set(orjson.loads(path.read_bytes())["portfolios"]) == {"amara"}


def test_who_is_gone_leaves_the_index_and_a_folder_in_its_place_does_no_harm(desk: Desk) -> None:
    begin(desk.root, name="zora")
    glances = Glances(desk.workspace)
    for one in list_portfolios(desk.workspace):
        glances.look(one)
    glances.save([one for one in list_portfolios(desk.workspace) if one.name == "amara"])
    index = desk.workspace.local_dir / "portfolios.json"
    assert set(json.loads(index.read_bytes())["portfolios"]) == {"amara"}
    index.unlink()
    index.mkdir()
    again = Glances(desk.workspace)
    again.look(list_portfolios(desk.workspace)[0])
    again.save(list_portfolios(desk.workspace))
    assert index.is_dir()


def test_frameworks_are_called_what_their_files_say(desk: Desk) -> None:
    folder = desk.root / "frameworks"
    folder.mkdir()
    (folder / "ours.json").write_text('{"id": "ours", "title": "Our school", "edition": "2"}')
    (folder / "broken.json").write_text("{")
    assert framework_names(desk.workspace) == {"leap-2020": "LEAP 2020", "ours": "Our school 2"}


def test_those_opened_lately_are_remembered_the_last_one_first(desk: Desk) -> None:
    for name in ("a", "b", "a", "c"):
        desk.workspace.remember(name)
    assert desk.workspace.recent_names() == ["c", "a", "b"]
    for number in range(150):
        desk.workspace.remember(f"n{number}")
    assert len(desk.workspace.recent_names()) == 100
