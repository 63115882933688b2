"""The saves of a portfolio on this machine: what history tells between two syncs."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from leaptui.model.change import Change, Edit
from leaptui.model.stamp import Stamp
from leaptui.store import saves
from leaptui.store.saves import Saves
from tests.store.desk import AT, GAUGE, LAMP, Desk, retitle, run
from tests.store.test_kill import save_until_killed


def change(label: str, size: int = 0) -> Change:
    return Change(label, AT, {("evidence", label): Edit(None, {"title": label, "body": ["x" * size]})})


def test_each_save_is_noted_with_its_records(desk: Desk) -> None:
    store = desk.open()
    before = desk.record("evidence", GAUGE)
    retitle(store, GAUGE, "Gauge")
    after = desk.record("evidence", GAUGE)
    store.undo()
    store.redo()
    noted = desk.open().saves
    assert [save.sort for save in noted] == ["do", "undo", "redo"]
    assert noted[0].change.label == "Edited “Rain gauge”"
    assert noted[0].change.edits == {("evidence", GAUGE): Edit(before, after)}
    assert stat.S_IMODE((desk.root / ".leaptui" / "saves" / "amara.jsonl").stat().st_mode) == 0o600


def test_a_change_that_changes_nothing_is_no_save(desk: Desk) -> None:
    store = desk.open()
    retitle(store, GAUGE, "Rain gauge")
    assert store.saves == []


@pytest.mark.skipif(sys.platform != "linux", reason="forks")
def test_every_save_that_was_acknowledged_is_noted_however_the_program_died(desk: Desk) -> None:
    rounds = run(save_until_killed, desk.root)["rounds"]
    assert isinstance(rounds, list)
    acknowledged = {made for ids, _, _ in rounds for made in ids}
    assert acknowledged
    assert acknowledged <= {key[1] for save in desk.open().saves for key in save.change.edits}


def test_what_could_not_be_noted_is_noted_with_the_next(desk: Desk) -> None:
    store = desk.open()
    folder = desk.root / ".leaptui" / "saves"
    folder.mkdir(parents=True)
    (folder / "amara.jsonl").mkdir()
    retitle(store, GAUGE, "Gauge")
    assert desk.title(GAUGE) == "Gauge", "the save itself stands"
    (folder / "amara.jsonl").rmdir()
    retitle(store, LAMP, "Lantern")
    assert [save.change.label for save in desk.open().saves] == ["Edited “Rain gauge”", "Edited “Lamp”"]


def test_the_older_half_goes_when_there_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saves, "MOST_BYTES", 10_000)
    noted = Saves(tmp_path / "amara.jsonl")
    for number in range(40):
        noted.note(change(str(number), 500), "do", Stamp("here", number))
        assert (tmp_path / "amara.jsonl").stat().st_size <= 10_000
    kept = [save.revision for save in Saves(tmp_path / "amara.jsonl").read()]
    assert kept == list(range(kept[0], 40))
    assert len(kept) > 5
    noted.note(change("giant", 20_000), "do", Stamp("here", 40))
    assert [save.revision for save in noted.read()] == [40], "the newest stays however long it is"
