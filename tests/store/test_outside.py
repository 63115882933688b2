"""Editors, git and other programs change the file while it is open here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from leaptui.merge import is_conflicted, open_conflicts
from leaptui.model import edits
from leaptui.model.canonical import canonical_bytes
from leaptui.store.errors import Missing, Refused, StoreError, Unreadable
from leaptui.store.files import TEMPORARY
from leaptui.store.portfolio_store import PortfolioStore
from tests.store.desk import AT, DEBATE, GAUGE, LAMP, Desk, open_count, retitle, run, tell


def test_a_change_from_outside_is_seen_at_the_next_look_and_only_then(desk: Desk) -> None:
    store = desk.open()
    shown = store.portfolio
    assert store.refresh() is False
    assert store.portfolio is shown
    desk.edit("evidence", LAMP, title="Lantern")
    assert store.portfolio.evidence[LAMP].title == "Lamp"
    assert store.refresh() is True
    assert store.portfolio.evidence[LAMP].title == "Lantern"
    assert store.refresh() is False


def test_what_a_failed_edit_found_changed_is_told_at_the_next_look(desk: Desk) -> None:
    store = desk.open()
    desk.edit("meta", "portfolio", min_writer=5)
    with pytest.raises(StoreError):
        retitle(store, GAUGE, "Mine")
    assert store.refresh() is True
    assert store.read_only
    assert store.refresh() is False


def test_a_file_written_anew_with_the_same_content_is_no_change(desk: Desk) -> None:
    store = desk.open()
    shown = store.portfolio
    desk.write(desk.document)
    assert store.refresh() is False
    assert store.portfolio is shown


def test_after_a_save_of_ones_own_there_is_nothing_new_to_see(desk: Desk) -> None:
    store = desk.open()
    retitle(store, LAMP, "Lantern")
    shown = store.portfolio
    assert store.refresh() is False
    assert store.portfolio is shown


def test_an_edit_and_a_change_from_outside_in_other_records_are_both_kept(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    desk.edit("evidence", LAMP, title="Theirs")
    store.apply(change)
    assert (desk.title(GAUGE), desk.title(LAMP)) == ("Mine", "Theirs")
    assert store.portfolio.evidence[LAMP].title == "Theirs"


@pytest.mark.parametrize("looked", [False, True])
def test_an_edit_and_a_change_from_outside_in_one_record_are_both_kept(desk: Desk, *, looked: bool) -> None:
    """A form may stand open for long, while the app behind it has long seen what came from outside."""
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine", "tags": ["weather", "mine"]})
    desk.edit("evidence", GAUGE, place="school", tags=["theirs", "weather"], body=["It rained.", "", "Lots."], new=[1])
    if looked:
        assert store.refresh()
    store.apply(change)
    record = desk.record("evidence", GAUGE)
    assert (record["title"], record["place"], record["new"]) == ("Mine", "school", [1])
    assert record["tags"] == ["mine", "theirs", "weather"]
    assert record["body"] == ["It rained.", "", "Lots."]
    assert not is_conflicted(record)


@pytest.mark.parametrize("looked", [False, True])
def test_where_both_wrote_the_same_field_both_values_are_kept_until_the_learner_chooses(
    desk: Desk, *, looked: bool
) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    desk.edit("evidence", GAUGE, title="Theirs", modified="2026-11-19T09:00:00Z")
    if looked:
        assert store.refresh()
    store.apply(change)
    (conflict,) = open_conflicts(desk.document)
    assert (conflict.id, conflict.field) == (GAUGE, "title")
    assert {conflict.value, conflict.others[0].value} == {"Mine", "Theirs"}
    retitle(store, GAUGE, "Mine, chosen")
    assert open_conflicts(desk.document) == []
    assert desk.title(GAUGE) == "Mine, chosen"


def test_an_edit_of_a_record_that_was_removed_outside_brings_it_back_with_a_note(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Mine"})
    document = desk.document
    del document["evidence"][GAUGE]
    desk.write(document)
    store.apply(change)
    assert desk.title(GAUGE) == "Mine"
    assert [conflict.field for conflict in open_conflicts(desk.document)] == ["_deleted"]


def test_removing_what_was_changed_outside_keeps_it_with_a_note(desk: Desk) -> None:
    store = desk.open()
    store.apply(edits.trash(store.portfolio, AT, [("evidence", GAUGE)]))
    change = edits.empty_trash(store.portfolio, AT)
    desk.edit("evidence", GAUGE, body=["Somebody wrote on in it."])
    store.apply(change)
    assert desk.record("evidence", GAUGE)["body"] == ["Somebody wrote on in it."]


def test_two_programs_tagging_the_same_pair_write_the_same_claim(desk: Desk) -> None:
    first, second = desk.open(), desk.open()
    from tests.model.stories import leap

    for store, why in ((first, "said first"), (second, "said second")):
        store.apply(edits.tag(store.portfolio, leap(), AT, [DEBATE], {"leap-2020:C2": "growing"}, why))
    (claim,) = second.portfolio.claims_of[DEBATE]
    assert is_conflicted(desk.record("claims", claim.id))
    assert claim.level == "growing"


def edit_while_it_is_saved(root: str) -> None:
    """Save while an editor, that knows nothing of locks, replaces the file at the last moment."""
    desk = Desk(Path(root))
    store = desk.open()
    at_work = False

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal at_work
        if event == "os.rename" and f"/{TEMPORARY}" in str(arguments[0]) and not at_work:
            return
        begins = event == "open" and f"/{TEMPORARY}" in str(arguments[0])
        if begins and "portfolios" in str(arguments[0]) and not at_work:
            at_work = True
            desk.edit("evidence", LAMP, title="Theirs, at the last moment")

    sys.addaudithook(watch)
    retitle(store, GAUGE, "Mine")
    tell(interrupted=at_work)


def test_an_editor_that_saves_in_the_middle_of_a_save_loses_nothing(desk: Desk) -> None:
    assert run(edit_while_it_is_saved, desk.root) == {"interrupted": True}
    assert (desk.title(GAUGE), desk.title(LAMP)) == ("Mine", "Theirs, at the last moment")
    assert desk.leftovers() == []


def test_a_file_deleted_under_the_app_is_written_again_whole_and_the_learner_is_told(desk: Desk) -> None:
    store = desk.open()
    before = desk.document
    desk.path.unlink()
    assert store.refresh() is False
    assert store.portfolio.evidence.keys() == before["evidence"].keys()
    retitle(store, GAUGE, "Still here")
    before["evidence"][GAUGE] |= {"title": "Still here", "modified": AT}
    assert desk.document == before
    assert store.notice is not None
    assert "was gone" in store.notice
    retitle(store, GAUGE, "And on")
    assert store.notice is None


def test_a_file_deleted_and_brought_back_is_merged(desk: Desk) -> None:
    store = desk.open()
    data = desk.path.read_bytes()
    desk.path.unlink()
    assert store.refresh() is False
    desk.path.write_bytes(data)
    desk.edit("evidence", LAMP, title="Theirs")
    retitle(store, GAUGE, "Mine")
    assert (desk.title(GAUGE), desk.title(LAMP)) == ("Mine", "Theirs")


BROKEN = {
    "conflict marks": b'{\n<<<<<<< HEAD\n  "a": {}\n=======\n  "b": {}\n>>>>>>> theirs\n}\n',
    "empty": b"",
    "cut off": b'{"evidence": {"x": {"title": "half a',
    "no json": b"hello",
    "not utf-8": b'{"evidence": {"x": {"title": "\xff"}}}',
    "twice the same key": b'{"evidence": {"x": {"title": "a", "title": "b"}}}',
    "a list": b"[]",
    "fractions": b'{"evidence": {"x": {"minutes": 1.5}}}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_became_unreadable_is_left_alone_and_the_edit_is_refused_aloud(desk: Desk, name: str) -> None:
    store = desk.open()
    good = desk.path.read_bytes()
    desk.path.write_bytes(BROKEN[name])
    for _ in range(2):  # it is said as often as one asks
        with pytest.raises(Unreadable, match=r"^amara\.json "):
            store.refresh()
    for _ in range(2):
        with pytest.raises(Unreadable):
            retitle(store, GAUGE, "Mine")
        with pytest.raises(Unreadable):
            desk.open()
    with pytest.raises(Unreadable):
        store.apply(edits.trash(store.portfolio, AT, [("evidence", LAMP)]))
    assert desk.path.read_bytes() == BROKEN[name]
    assert desk.leftovers() == []
    assert store.portfolio.evidence[GAUGE].title == "Rain gauge"
    desk.path.write_bytes(good)
    assert store.refresh() is False
    retitle(store, GAUGE, "Mine")
    assert desk.title(GAUGE) == "Mine"
    assert store.undo_label == "Edited “Rain gauge”"


def test_a_file_that_became_unreadable_and_then_another_one_is_merged(desk: Desk) -> None:
    store = desk.open()
    document = desk.document
    desk.path.write_bytes(b"{")
    with pytest.raises(Unreadable):
        store.refresh()
    document["evidence"][LAMP]["title"] = "Theirs"
    desk.write(document)
    retitle(store, GAUGE, "Mine")
    assert (desk.title(GAUGE), desk.title(LAMP)) == ("Mine", "Theirs")


def _link(path: Path) -> None:
    target = path.with_suffix(".elsewhere")
    path.rename(target)
    path.symlink_to(target)


def _dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_suffix(".nowhere"))


def _pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("put", [_link, _dangling, _pipe, _folder, _device])
def test_what_is_no_ordinary_file_is_refused_at_once_and_stays_as_it_is(desk: Desk, put: object) -> None:
    assert callable(put)
    store = desk.open()
    put(desk.path)
    kind = desk.path.lstat().st_mode
    before = open_count()
    for attempt in (desk.open, store.refresh, lambda: retitle(store, GAUGE, "Mine")):
        with pytest.raises(StoreError, match=r"^amara\.json "):
            attempt()
    assert open_count() == before
    assert desk.path.lstat().st_mode == kind
    assert desk.leftovers() == []
    if put is _link:
        assert canonical_bytes(store.portfolio.document) == desk.path.read_bytes()


def test_a_workspace_whose_local_folder_is_a_link_is_not_written_through(desk: Desk, tmp_path: Path) -> None:
    """A repository from a stranger may hold links that lead out of it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (desk.root / ".leaptui").symlink_to(outside)
    store = desk.open()
    with pytest.raises(Refused, match="link"):
        retitle(store, GAUGE, "Mine")
    assert list(outside.iterdir()) == []


def test_a_journal_and_a_folder_of_attachments_that_are_links_are_not_written_through(
    desk: Desk, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("mine\n")
    store = desk.open()
    desk.journal.parent.mkdir(parents=True)
    desk.journal.symlink_to(victim)
    retitle(store, GAUGE, "Mine")
    assert desk.title(GAUGE) == "Mine"
    assert store.notice is not None
    assert victim.read_text() == "mine\n"
    outside = tmp_path / "outside"
    outside.mkdir()
    store.files_dir.symlink_to(outside)
    with pytest.raises(Refused, match="link"):
        store.attach_data(b"x", "x.txt")
    assert list(outside.iterdir()) == []


def test_a_portfolio_that_vanishes_while_it_is_opened_is_missing_and_not_empty(desk: Desk) -> None:
    desk.path.unlink()
    with pytest.raises(Missing, match="no portfolio “amara”"):
        PortfolioStore(desk.workspace, "amara")
