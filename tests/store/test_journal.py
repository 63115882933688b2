"""The journal that undo goes through: torn by kills, grown long, written by several, or not writable at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.change import Change, Edit
from leaptui.store import journal
from leaptui.store.journal import Journal
from tests.model.stories import STEADY
from tests.store.desk import AT, GAUGE, LAMP, Desk, open_count, retitle


def change(label: str, size: int = 0) -> Change:
    return Change(label, AT, {("evidence", label): Edit(None, {"title": label, "body": ["x" * size]})})


def back(label: str) -> Change:
    return Change(label, AT, {("evidence", label): Edit({"title": label}, None)})


def stacks(path: Path) -> tuple[list[str], list[str]]:
    """The labels that undo and redo would go through, as another program sees them, next one first."""
    done, undone = [], []
    other = Journal(path)
    while (one := other.last_done) is not None:
        done.append(one.label)
        other.drop_done()
    while (one := other.last_undone) is not None:
        undone.append(one.label)
        other.drop_undone()
    return done, undone


def peeked(path: Path, folder: Path) -> tuple[list[str], list[str]]:
    copy = folder / "copy.jsonl"
    copy.write_bytes(path.read_bytes() if path.exists() else b"")
    return stacks(copy)


def test_a_line_torn_by_a_kill_costs_that_line_alone(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "One")
    whole = desk.journal.read_bytes()
    retitle(store, GAUGE, "Two")
    desk.journal.write_bytes(desk.journal.read_bytes()[:-20])
    assert desk.open().undo_label == "Edited “Rain gauge”"
    retitle(desk.open(), LAMP, "Lantern")
    assert desk.journal.read_bytes().startswith(whole)
    other = desk.open()
    assert other.undo() == "Edited “Lamp”"
    assert desk.title(LAMP) == "Lamp"
    with pytest.raises(Exception, match="changed again since"):
        other.undo()
    assert desk.title(GAUGE) == "Two"


@pytest.mark.parametrize(
    "junk",
    [
        b"\0" * 300,
        b"{",
        b"[]",
        b"5",
        b'{"do": 5}',
        b'{"do": {"label": "x", "at": "y", "edits": [["evidence", "x", 5, "y"]]}}',
        b'{"do": {"label": "x", "at": "y", "edits": 5}}',
        b'{"do": {"label": "x", "at": "y", "edits": [[1]]}}',
        b'{"hop": {"label": "x", "at": "y", "edits": []}}',
        b'{"undo": {"label": "x"}}',
        b'{"drop": "undone"}',
        b'{"redo": {"label": "x", "at": "y", "edits": []}}',
        b"\xff\xfe",
        b'{"do": {}, "undo": {}}',
    ],
)
def test_lines_that_make_no_sense_are_passed_over(desk: Desk, junk: bytes) -> None:
    store = desk.open()
    retitle(store, GAUGE, "One")
    with desk.journal.open("ab") as file:
        file.write(junk + b"\n")
    retitle(desk.open(), LAMP, "Lantern")
    other = desk.open()
    assert [other.undo(), other.undo(), other.undo()] == ["Edited “Lamp”", "Edited “Rain gauge”", None]
    assert (desk.title(GAUGE), desk.title(LAMP)) == ("Rain gauge", "Lamp")


def test_the_journal_is_the_learners_alone(desk: Desk) -> None:
    retitle(desk.open(), GAUGE, "One")
    assert stat.S_IMODE(desk.journal.stat().st_mode) == 0o600
    assert stat.S_IMODE((desk.root / ".leaptui").stat().st_mode) == 0o700
    assert (desk.root / ".leaptui" / ".gitignore").read_text() == "*\n"


def test_a_long_journal_is_cut_to_the_last_changes_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "COMPACT_BYTES", 20_000)
    path = tmp_path / "undo.jsonl"
    written = Journal(path)
    for number in range(100):
        written.record_done(change(str(number), 500))
        done, undone = peeked(path, tmp_path)
        assert done == [str(n) for n in range(number, number - len(done), -1)]
        assert len(done) >= min(number + 1, 10)
        assert undone == []
    assert path.stat().st_size < 21_000
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_cutting_the_journal_keeps_what_can_be_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "undo.jsonl"
    written = Journal(path)
    for number in range(12):
        written.record_done(change(str(number), 500))
    monkeypatch.setattr(journal, "COMPACT_BYTES", 8_000)
    for number in (11, 10, 9):
        written.record_undone(back(str(number)))
    done, undone = peeked(path, tmp_path)
    assert undone == ["9", "10", "11"]
    assert done[:3] == ["8", "7", "6"]
    written.record_redone(change("9", 500))
    done, undone = peeked(path, tmp_path)
    assert undone == ["10", "11"]
    assert done[:2] == ["9", "8"]


def test_the_last_change_can_be_undone_however_big_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "COMPACT_BYTES", 2_000)
    path = tmp_path / "undo.jsonl"
    written = Journal(path)
    written.record_done(change("small"))
    written.record_done(change("a whole import", 50_000))
    assert peeked(path, tmp_path)[0] == ["a whole import"]
    written.record_done(change("after it"))
    assert peeked(path, tmp_path)[0][0] == "after it"


WORDS = st.lists(st.sampled_from(["do", "undo", "redo", "do", "drop"]), max_size=25)


@STEADY
@given(words=WORDS, cut=st.booleans())
def test_every_program_sees_the_same_stacks(
    tmp_path_factory: pytest.TempPathFactory, words: list[str], *, cut: bool
) -> None:
    """Two programs take turns; the plain rule of two stacks says what there should be."""
    folder = tmp_path_factory.mktemp("journal")
    path = folder / "undo.jsonl"
    turns = [Journal(path), Journal(path)]
    done: list[str] = []
    undone: list[str] = []
    for number, word in enumerate(words):
        one = turns[number % 2]
        assert (one.last_done.label if one.last_done else None) == (done[-1] if done else None)
        assert (one.last_undone.label if one.last_undone else None) == (undone[-1] if undone else None)
        if word == "do":
            one.record_done(change(str(number)))
            done.append(str(number))
            undone.clear()
        elif word == "undo" and done:
            undone.append(done.pop())
            one.record_undone(back(undone[-1]))
        elif word == "redo" and undone:
            done.append(undone.pop())
            one.record_redone(change(done[-1]))
        elif word == "drop" and done:
            done.pop()
            one.drop_done()
        if cut:
            with path.open("ab") as file:
                file.write(b'{"do": {"label": "torn')
    assert peeked(path, folder) == (done[::-1], undone[::-1])


def test_a_journal_that_cannot_be_written_or_read_leaves_the_edit_saved_and_undo_to_this_program(desk: Desk) -> None:
    store = desk.open()
    desk.journal.mkdir(parents=True)  # something stands in its place
    before = open_count()
    retitle(store, GAUGE, "One")
    assert desk.title(GAUGE) == "One"
    assert store.notice is not None
    assert store.notice.startswith("the change is saved, but it may not be possible to undo it later")
    retitle(store, GAUGE, "Two")
    assert store.notice is not None
    assert desk.open().undo_label is None
    assert store.undo() == "Edited “One”"
    assert desk.title(GAUGE) == "One"
    assert open_count() == before
    desk.journal.rmdir()
    retitle(store, LAMP, "Lantern")
    assert store.notice is None
    other = desk.open()
    assert [other.undo(), other.undo(), other.undo()] == ["Edited “Lamp”", "Edited “Rain gauge”", None]


def test_a_pipe_in_place_of_the_journal_does_not_make_anybody_wait(desk: Desk) -> None:
    store = desk.open()
    desk.journal.parent.mkdir(parents=True)
    os.mkfifo(desk.journal)
    retitle(store, GAUGE, "One")
    assert store.notice is not None
    assert store.undo() == "Edited “Rain gauge”"
    assert desk.open().undo() is None


def test_a_journal_taken_away_is_begun_anew(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "One")
    desk.journal.unlink()
    assert store.undo() is None
    retitle(store, GAUGE, "Two")
    assert store.undo() == "Edited “One”"


def test_a_line_is_what_the_change_was(desk: Desk) -> None:
    store = desk.open()
    before = desk.record("evidence", GAUGE)
    retitle(store, GAUGE, "One")
    (line,) = desk.journal.read_bytes().splitlines()
    assert orjson.loads(line) == {
        "do": {
            "label": "Edited “Rain gauge”",
            "at": AT,
            "edits": [["evidence", GAUGE, before, {**before, "title": "One", "modified": AT}]],
        }
    }
