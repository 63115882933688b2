"""History: every save and every synced version is told once, and any moment's portfolio can be had again."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.model.canonical import canonical_bytes
from leaptui.model.change import Change
from leaptui.model.portfolio import Portfolio
from leaptui.store.rename import rename_portfolio
from leaptui.store.workspace import Workspace
from leaptui.sync.history import Source
from tests.sync.desk import AMARA, Clone, Desk, fine, settle_down
from tests.sync.past import (
    at,
    begin,
    by_hand,
    commit,
    events,
    gauge,
    history,
    many_commits,
    moment,
    opened,
    save,
    sentences,
    told,
)


@pytest.fixture
def alone(tmp_path: Path) -> Workspace:
    """A workspace on one machine, without git."""
    workspace = Workspace(tmp_path / "learning")
    begin(workspace)
    return workspace


def test_saves_are_told_in_the_products_words_without_git(alone: Workspace) -> None:
    made = gauge(alone)
    store = opened(alone)
    save(store, 4, lambda now, when: edits.edit_evidence(now, when, made, {"body": ["It rained.", "A lot."]}))
    save(store, 5, lambda now, when: edits.trash(now, when, [("evidence", made)]))
    store.undo()
    assert told(alone) == [
        "Took back: Moved “Rain gauge” to the trash",
        "Moved “Rain gauge” to the trash",
        "Wrote on about “Rain gauge”",
        "Tagged “Rain gauge” with C4.a · demonstrated",
        "Added “Rain gauge”",
    ]
    assert [event.source for event in events(alone)[:2]] == [Source.UNDO, Source.SAVE]
    assert all(event.is_here for event in events(alone))
    assert "this machine" in history(alone).trouble


def test_the_portfolio_of_any_day_can_be_had_again_without_git(alone: Workspace) -> None:
    made = gauge(alone)
    states = [opened(alone).portfolio.document]
    for day in (6, 8):
        save(opened(alone), day, lambda now, when: edits.edit_evidence(now, when, made, {"title": f"Try of {when}"}))
        states.append(opened(alone).portfolio.document)
    past = [history(alone).at(moment(day, 23)) for day in (5, 6, 7, 8)]
    assert [one and one.document for one in past] == [states[0], states[1], states[1], states[2]]
    first = history(alone).at(moment(2, 11))
    assert first is not None
    assert "claims" not in first.document
    assert history(alone).at(moment(1, 23)) is None, "nothing is known of it"


def test_a_commit_tells_nothing_twice_and_saves_stay_between_syncs(desk: Desk) -> None:
    one = desk.clone("one")
    begin(one.workspace)
    gauge(one.workspace)
    before = told(one.workspace)
    fine(one.sync())
    assert told(one.workspace) == [*before, "Began the portfolio"]
    save(opened(one.workspace), 5, _goal)
    fine(one.sync())
    assert told(one.workspace) == ["Set the goal “Weather station” with 2 steps", *before, "Began the portfolio"]


def test_what_came_from_another_machine_is_told_with_who_made_it(desk: Desk) -> None:
    one = desk.clone("one")
    begin(one.workspace)
    fine(one.sync())
    two = desk.clone("two")
    two.git("config", "user.name", "Ms Lind")
    gauge(two.workspace)
    fine(two.sync())
    save(opened(one.workspace), 5, _goal)
    settle_down(one, two)
    ours, theirs = told(one.workspace), told(two.workspace)
    assert sorted(ours) == sorted(theirs), "both tell all of it, each change once"
    came = [event for event in events(one.workspace) if event.by == "Ms Lind"]
    assert [telling.words for telling in came[0].tellings] == [
        "Added “Rain gauge”",
        "Tagged “Rain gauge” with C4.a · demonstrated",
    ]
    assert not came[0].is_here
    mine = [event for event in events(two.workspace) if event.source is Source.SAVE]
    assert [event.at for event in mine] == [at(3), at(2)], "on the machine where it was done each save has its moment"
    now = history(one.workspace).at(moment(30, 23))
    assert now is not None
    assert now.document == one.document() == two.document()


def test_a_copy_of_the_folder_does_not_go_back_to_what_was_saved_before_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = by_hand(desk, monkeypatch, desk.clone("one"))
    save(opened(one.workspace), 9, lambda now, when: edits.edit_evidence(now, when, "e-1", {"title": "Gauge"}))
    fine(one.sync())
    two = desk.clone("two")
    save(opened(two.workspace), 10, lambda now, when: edits.edit_evidence(now, when, "e-1", {"title": "Newer"}))
    commit(two, 11, monkeypatch)
    fine(two.sync())
    fine(one.sync())
    copy = Clone(desk.folder / "copy")
    shutil.copytree(one.root, copy.root, symlinks=True)
    for has_its_own_id in (False, True):
        assert not has_its_own_id or fine(copy.sync())
        assert (copy.workspace.clone != one.workspace.clone) is has_its_own_id
        save(opened(copy.workspace), 14 + has_its_own_id, _goal)
        past = history(copy.workspace).at(moment(13))
        assert past is not None
        assert past.document["evidence"]["e-1"]["title"] == "Newer"
        assert "goals" not in past.document


def test_work_done_offline_is_in_the_past_of_its_own_day(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch, desk.clone("one"))
    fine(one.sync())
    two = desk.clone("two")
    one.file().write_bytes(one.file().read_bytes().replace(b"Rain gauge", b"Gauge"))
    commit(one, 9, monkeypatch)
    fine(one.sync())
    save(opened(two.workspace), 10, _goal)
    save(opened(two.workspace), 12, lambda now, when: edits.edit_evidence(now, when, "e-1", {"minutes": 90}))
    for heard, title in ((False, "Rain gauge"), (True, "Gauge")):
        past = history(two.workspace).at(moment(11))
        assert past is not None
        assert past.document["evidence"]["e-1"]["title"] == title, (
            "what the other machine did is there once it is known"
        )
        assert "goals" in past.document
        assert "minutes" not in past.document["evidence"]["e-1"], "that was a day later"
        assert heard or fine(two.sync())
    assert opened(two.workspace).portfolio.evidence["e-1"].title == "Gauge"


def test_a_broken_version_in_between_is_passed_over_with_a_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = by_hand(desk, monkeypatch)
    good = one.file().read_bytes()
    one.file().write_bytes(good[:-20])
    commit(one, 9, monkeypatch)
    one.file().write_bytes(good.replace(b"Rain gauge", b"Rain gauge v2"))
    commit(one, 10, monkeypatch)
    found = events(one.workspace)
    assert [event.source for event in found][:3] == [Source.SYNC, Source.UNREADABLE, Source.SYNC]
    assert found[0].tellings[0].words == "Renamed “Rain gauge” to “Rain gauge v2”"
    assert "passed over" in found[1].note
    past = history(one.workspace).at(moment(9, 23))
    assert past is not None
    assert canonical_bytes(past.document) == good, "the last readable one stands for that day"


def test_an_earlier_name_is_followed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    rename_portfolio(one.workspace, AMARA, "amara")
    commit(one, 9, monkeypatch)
    made = next(iter(one.evidence("amara")))
    save(opened(one.workspace, "amara"), 10, lambda now, when: edits.edit_evidence(now, when, made, {"title": "Gauge"}))
    assert told(one.workspace, "amara") == [
        "Renamed “Rain gauge” to “Gauge”",
        "Added “Rain gauge”",
        "Began the portfolio",
    ]
    past = history(one.workspace, "amara").at(moment(8, 23))
    assert past is not None
    assert past.document["evidence"][made]["title"] == "Rain gauge"


def test_saves_go_along_with_a_rename(alone: Workspace) -> None:
    gauge(alone)
    before = told(alone)
    rename_portfolio(alone, AMARA, "amara")
    assert told(alone, "amara") == before


def test_a_portfolio_that_was_removed_and_came_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    good = one.file().read_bytes()
    one.file().unlink()
    commit(one, 9, monkeypatch)
    one.file().write_bytes(good)
    commit(one, 10, monkeypatch)
    assert [event.source for event in events(one.workspace)][:3] == [Source.SYNC, Source.REMOVED, Source.SYNC]
    assert history(one.workspace).at(moment(9, 23)) is None


def test_a_clock_that_was_wrong_does_not_hide_the_past(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    for number, day in ((2, 9), (3, 2016), (4, 11), (5, 2036), (6, 13)):
        one.file().write_bytes(one.file().read_bytes().replace(b"Rain gauge", b"A Rain gauge", 1))
        commit(one, day, monkeypatch)
        assert number
    titles = [
        str(next(iter(past.document["evidence"].values()))["title"]).count("A ")
        for day in (8, 9, 10, 11, 12, 13)
        if (past := history(one.workspace).at(moment(day, 23)))
    ]
    assert titles == [0, 2, 2, 4, 4, 5]
    moments = [event.at for event in events(one.workspace)]
    assert moments == sorted(moments, reverse=True)


def test_a_merge_by_hand_tells_who_did_what(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    one.git("switch", "-q", "-c", "aside")
    aside = one.document()
    aside["goals"] = {"g-1": {"created": at(9), "modified": at(9), "title": "Weather station", "status": "active"}}
    one.file().write_bytes(canonical_bytes(aside))
    commit(one, 9, monkeypatch, "Ms Lind")
    one.git("switch", "-q", "-")
    (one.root / "other.txt").write_text("something else")
    commit(one, 10, monkeypatch)
    monkeypatch.setenv("GIT_AUTHOR_DATE", at(11))
    one.git("merge", "-q", "--no-ff", "--no-edit", "aside")
    found = [(event.by, telling.words) for event in events(one.workspace) for telling in event.tellings]
    assert found[0] == ("Ms Lind", "Set the goal “Weather station”")
    assert len([words for _by, words in found if "Weather" in words]) == 1


def test_what_strangers_wrote_is_told_as_plain_text(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    document = one.document()
    document["evidence"]["e-1"] |= {"title": "Rain\x1b[31m gauge\nsecond line", "fi\x1beld": "[@click=app.quit]"}
    document["dr\x1beams"] = {"x": {"title": "[bold]\x07"}}
    document["claims"] = {"c": {"evidence": "e-1", "guideline": "le\x1bap:D\x1b4", "level": "gro\x1bwing"}}
    one.file().write_bytes(canonical_bytes(document))
    commit(one, 9, monkeypatch, "Eve\x1b[2J\u202e")
    found = events(one.workspace)
    said = [found[0].by, found[0].label, *(words for event in found for words in sentences(event))]
    assert "Added “[bold]”" in said
    assert all(letter.isprintable() for words in said for letter in words)


def test_a_choice_that_a_sync_brought_is_told(desk: Desk) -> None:
    one = desk.clone("one")
    begin(one.workspace)
    made = gauge(one.workspace)
    fine(one.sync())
    two = desk.clone("two")
    for clone, title in ((one, "Gauge of one"), (two, "Gauge of two")):
        save(opened(clone.workspace), 5, partial(edits.edit_evidence, evidence_id=made, fields={"title": title}))
    settle_down(one, two)
    for clone in (one, two):
        waiting = [words for words in told(clone.workspace) if words.endswith("wait for a choice")]
        assert len(waiting) == 1


def test_what_another_program_changed_is_told_as_that(alone: Workspace) -> None:
    made = gauge(alone)
    _from_outside(alone, made, title="Rain gauge v2")
    save(opened(alone), 5, lambda now, when: edits.edit_evidence(now, when, made, {"minutes": 90}))
    _from_outside(alone, made, kind="product")
    found = events(alone)
    assert [event.source for event in found] == [Source.OUTSIDE, Source.SAVE, Source.OUTSIDE, Source.SAVE, Source.SAVE]
    assert found[2].tellings[0].words == "Renamed “Rain gauge” to “Rain gauge v2”"


def test_a_kill_between_the_save_and_its_note_harms_nothing(desk: Desk) -> None:
    one = desk.clone("one")
    begin(one.workspace)
    made = gauge(one.workspace)
    fine(one.sync())
    noted = one.root / ".leaptui" / "saves" / f"{AMARA}.jsonl"
    whole = noted.read_bytes()
    save(opened(one.workspace), 5, lambda now, when: edits.edit_evidence(now, when, made, {"title": "Gauge"}))
    for torn in (whole, noted.read_bytes()[:-30]):
        noted.write_bytes(torn)
        assert told(one.workspace)[0] == "Renamed “Rain gauge” to “Gauge”"
        assert events(one.workspace)[0].source is Source.OUTSIDE
    save(opened(one.workspace), 6, _goal)
    both = ["Renamed “Rain gauge” to “Gauge”", "Set the goal “Weather station” with 2 steps"]
    assert told(one.workspace)[:2] == both
    fine(one.sync())
    assert told(one.workspace)[:2] == both


def test_bad_lines_among_the_saves_are_passed_over(alone: Workspace) -> None:
    gauge(alone)
    noted = alone.local_dir / "saves" / f"{AMARA}.jsonl"
    good = noted.read_bytes()
    noted.write_bytes(b'{"as": "dance"}\n[]\n\xff\n{"as":"do","revision":"x"}\n' + good + b'{"as": "do", "edits": [[1')
    assert told(alone) == ["Tagged “Rain gauge” with C4.a · demonstrated", "Added “Rain gauge”"]
    save(opened(alone), 5, _goal)
    assert told(alone)[0] == "Set the goal “Weather station” with 2 steps"


def test_old_saves_are_let_go_once_there_is_too_much(alone: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leaptui.store.saves.MOST_BYTES", 20_000)
    store = opened(alone)
    for number in range(60):
        store.apply(edits.add_evidence(store.portfolio, at(2), {"title": f"Piece {number}", "body": ["x" * 500]})[0])
    noted = alone.local_dir / "saves" / f"{AMARA}.jsonl"
    assert 5_000 < noted.stat().st_size <= 20_000
    assert told(alone)[0] == "Added “Piece 59”"
    assert history(alone).at(moment(1)) is None


def test_a_new_portfolio_of_an_old_name_begins_anew(alone: Workspace) -> None:
    gauge(alone)
    alone.path(AMARA).unlink()
    begin(alone)
    assert told(alone) == []


def test_history_is_read_as_far_as_it_is_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = by_hand(desk, monkeypatch)
    many_commits(one, 450)
    reading = history(one.workspace)
    first = reading.more(5)
    assert len(first) == 5
    assert not reading.is_complete
    rest = reading.more(10_000)
    assert reading.is_complete
    assert len(first) + len(rest) == 452
    assert rest[-1].tellings[0].words == "Began the portfolio"


def _goal(now: Portfolio, when: str) -> Change:
    return edits.add_goal(now, when, {"title": "Weather station"}, ["Calibrate", "Ask"])[0]


def _from_outside(workspace: Workspace, made: str, **fields: str) -> None:
    """An editor changes the file."""
    document = opened(workspace).portfolio.document
    record = {**document["evidence"][made], **fields}
    changed = {**document, "evidence": {**document["evidence"], made: record}}
    workspace.path(AMARA).write_bytes(canonical_bytes(changed))
