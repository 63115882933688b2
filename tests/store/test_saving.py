"""An edit is one whole, canonical write that leaves everything else as it was and nothing open."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.model.canonical import Document, canonical_bytes, canonical_value
from leaptui.model.change import Change, Edit
from leaptui.model.portfolio import Portfolio
from leaptui.store.errors import ReadOnly, Refused
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.model.stories import leap
from tests.store.desk import AT, CLOCK, DEBATE, GAUGE, GOAL, LAMP, Desk, amara, begin, open_files, retitle, run, tell

DAY = date(2026, 11, 19)
EDITS: dict[str, Callable[[Portfolio], Change]] = {
    "add": lambda p: edits.add_evidence(p, AT, {"title": "Löten — 溶接", "tags": ["b", "a"]}, {"leap-2020:C5": None})[
        0
    ],
    "edit": lambda p: edits.edit_evidence(p, AT, GAUGE, {"body": ["<<<<<<<", "\u2028\t"], "minutes": 0, "tags": []}),
    "tag": lambda p: edits.tag(p, leap(), AT, [GAUGE, DEBATE], {"leap-2020:F1.a": "growing"}, "because"),
    "untag": lambda p: edits.untag(p, leap(), AT, [GAUGE], ["leap-2020:D4"]),
    "goal": lambda p: edits.add_goal(p, AT, {"title": "Fly"}, ["one", "two"])[0],
    "step": lambda p: edits.add_step(p, AT, GOAL, "three")[0],
    "move": lambda p: edits.move_step(p, AT, "s-002", -1),
    "tick": lambda p: edits.tick_step(p, AT, "s-001", DAY),
    "link": lambda p: edits.link_step(p, AT, "s-001", [LAMP, GAUGE]),
    "pace": lambda p: edits.set_pace(p, AT, DAY, 5, "month", ["wed", "mon"], "less\nhurry"),
    "rest": lambda p: edits.take_break(p, AT, DAY, DAY),
    "trash": lambda p: edits.trash(p, AT, [("evidence", GAUGE), ("goals", GOAL)]),
    "meta": lambda p: edits.edit_meta(p, AT, {"title": "My year"}, "Named it"),
}


@pytest.mark.parametrize("name", EDITS)
def test_what_an_edit_does_not_touch_stays_as_it_was_to_the_byte(desk: Desk, name: str) -> None:
    before = desk.document
    store = desk.open()
    done = store.apply(EDITS[name](store.portfolio))
    assert done.edits
    after = desk.document
    assert store.portfolio.document == after
    for table in before.keys() | after.keys():
        for record_id in before.get(table, {}).keys() | after.get(table, {}).keys():
            old, new = before.get(table, {}).get(record_id), after.get(table, {}).get(record_id)
            if (table, record_id) not in done.edits:
                assert canonical_value(old) == canonical_value(new)
            elif old is not None and new is not None:
                unknown = old.keys() - {"tags", "minutes", "body", "title", "deleted", "modified", "position"}
                kept = unknown - {"done_on", "evidence", "goals"}
                assert canonical_value({key: old[key] for key in kept}) == canonical_value({k: new[k] for k in kept})


@pytest.mark.parametrize("name", EDITS)
def test_undo_brings_the_bytes_back_but_for_the_instant_of_change(desk: Desk, name: str) -> None:
    def without_instants(document: Document) -> bytes:
        return canonical_bytes(
            {
                table: {key: {f: v for f, v in record.items() if f != "modified"} for key, record in records.items()}
                for table, records in document.items()
            }
        )

    before = without_instants(desk.document)
    store = desk.open()
    store.apply(EDITS[name](store.portfolio))
    after = without_instants(desk.document)
    assert after != before
    store.undo()
    assert without_instants(desk.document) == before
    store.redo()
    assert without_instants(desk.document) == after
    store.undo()
    assert without_instants(desk.document) == before


def test_a_file_written_by_hand_becomes_canonical_with_the_next_edit(desk: Desk) -> None:
    desk.path.write_text('{"evidence": {"x": {"title": "Caf\\u00e9", "zeta": 1, "alpha": [ ]}}, "empty": {}}')
    store = desk.open()
    retitle(store, "x", "Tea")
    assert desk.document == {"evidence": {"x": {"title": "Tea", "zeta": 1, "alpha": [], "modified": AT}}}


def test_sets_are_written_sorted_each_entry_once(desk: Desk) -> None:
    store = desk.open()
    change = edits.edit_evidence(store.portfolio, AT, GAUGE, {"tags": ["rain", "b", "a", "b"], "people": ["z", "y"]})
    store.apply(change)
    record = desk.record("evidence", GAUGE)
    assert (record["tags"], record["people"]) == (["a", "b", "rain"], ["y", "z"])


def test_an_edit_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    before = desk.path.stat()
    store = desk.open()
    done = store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {"title": "Rain gauge", "place": ""}))
    assert not done.edits
    assert (desk.path.stat().st_ino, desk.path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert store.undo() is None


def test_true_and_1_are_two_things(desk: Desk) -> None:
    store = desk.open()
    before = store.portfolio.raw("evidence", LAMP)
    assert before is not None
    change = Change("Another tool", AT, {("evidence", LAMP): Edit({**before, "x": 1}, {**before, "x": True})})
    store.apply(change)
    assert desk.record("evidence", LAMP)["x"] is True


def save_and_count(root: str) -> None:
    """Make one edit of several records and say which files were opened, renamed and left open."""
    desk = Desk(Path(root))
    store = desk.open()
    change = EDITS["tag"](store.portfolio)
    renamed: list[str] = []
    opened: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename":
            renamed.append(os.path.basename(str(arguments[1])))  # noqa: PTH119  # an audit hook is given text
        elif event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR):
            opened.append(os.path.basename(str(arguments[0])))  # noqa: PTH119  # an audit hook is given text

    sys.addaudithook(watch)
    store.apply(change)
    count = len(store.portfolio.claims)
    held = [name for name in open_files() if name.startswith(root)]
    tell(renamed=renamed, opened=opened, held=held, claims=count)


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds open is seen in /proc")
def test_one_edit_is_one_write_and_nothing_stays_open(desk: Desk) -> None:
    told = run(save_and_count, desk.root)
    assert told["claims"] == 5
    renamed, opened = told["renamed"], told["opened"]
    assert isinstance(renamed, list)
    assert isinstance(opened, list)
    assert renamed.count("amara.json") == 1
    assert "amara.json" not in opened, "the file itself is never opened for writing"
    assert told["held"] == []


def test_a_saved_file_is_another_one_and_keeps_its_permissions(desk: Desk) -> None:
    desk.path.chmod(0o640)
    inode = desk.path.stat().st_ino
    store = desk.open()
    retitle(store, GAUGE, "Rain gauge v2")
    assert desk.path.stat().st_ino != inode
    assert desk.path.stat().st_mode & 0o777 == 0o640


def make_private(root: str) -> None:
    os.umask(0o077)
    PortfolioStore.create(Workspace(Path(root)), "private", amara(), CLOCK)
    store = PortfolioStore(Workspace(Path(root)), "private", CLOCK)
    retitle(store, GAUGE, "Rain gauge v2")
    store.attach_data(b"x", "x.txt")
    modes = {path.name: path.stat().st_mode & 0o077 for path in Path(root).rglob("*")}
    tell(open_to_others=[name for name, mode in modes.items() if mode])


def test_who_keeps_new_files_to_themselves_is_heeded(tmp_path: Path) -> None:
    (tmp_path / "w" / "portfolios").mkdir(parents=True, mode=0o700)
    (tmp_path / "w").chmod(0o700)
    (tmp_path / "w" / "portfolios").chmod(0o700)
    assert run(make_private, tmp_path / "w") == {"open_to_others": []}


def test_a_portfolio_of_a_newer_version_is_read_only_with_the_reason(tmp_path: Path) -> None:
    document = amara()
    document["meta"]["portfolio"]["min_writer"] = 7
    desk = begin(tmp_path, document)
    before = desk.path.read_bytes()
    store = desk.open()
    assert store.read_only is not None
    assert "newer leaptui" in store.read_only
    with pytest.raises(ReadOnly, match="format 7"):
        retitle(store, GAUGE, "No")
    with pytest.raises(ReadOnly):
        store.attach_data(b"x", "x.txt")
    assert desk.path.read_bytes() == before
    assert not store.files_dir.exists()
    assert store.portfolio.evidence[GAUGE].title == "Rain gauge"


def test_a_portfolio_that_a_newer_version_took_over_meanwhile_is_not_written(desk: Desk) -> None:
    store = desk.open()
    desk.edit("meta", "portfolio", min_writer=2)
    before = desk.path.read_bytes()
    with pytest.raises(ReadOnly):
        retitle(store, GAUGE, "No")
    assert desk.path.read_bytes() == before


def test_an_edit_that_cannot_be_read_again_is_refused_and_nothing_is_lost(desk: Desk) -> None:
    before = desk.path.read_bytes()
    store = desk.open()
    piece = store.portfolio.raw("evidence", GAUGE)
    assert piece is not None
    with pytest.raises(edits.Invalid, match="half a character"):
        edits.edit_evidence(store.portfolio, AT, GAUGE, {"body": ["\ud800"]})
    with pytest.raises(edits.Invalid, match="over 16 MB"):
        edits.edit_evidence(store.portfolio, AT, GAUGE, {"body": ["x" * 17_000_000]})
    for body in ("\ud800", "x" * 17_000_000):
        change = Change("Another way", AT, {("evidence", GAUGE): Edit(piece, {**piece, "body": [body]})})
        with pytest.raises(Refused, match=r"amara\.json"):
            store.apply(change)
        assert desk.path.read_bytes() == before
        assert store.portfolio.evidence[GAUGE].text == "It rained.\n\nA lot."
    retitle(store, GAUGE, "Still works")
    assert desk.title(GAUGE) == "Still works"


def test_making_a_portfolio_never_writes_over_another(desk: Desk) -> None:
    before = desk.path.read_bytes()
    for name in ("amara", "Amara"):
        with pytest.raises(ReadOnly, match="already"):
            PortfolioStore.create(desk.workspace, name, amara(), CLOCK)
    assert desk.path.read_bytes() == before
    assert [path.name for path in desk.path.parent.iterdir()] == ["amara.json"]


def test_a_new_portfolio_does_not_inherit_the_undo_of_one_that_had_its_name(desk: Desk) -> None:
    store = desk.open()
    store.apply(edits.trash(store.portfolio, AT, [("evidence", GAUGE)]))
    store.apply(edits.empty_trash(store.portfolio, AT))
    desk.path.unlink()
    new = PortfolioStore.create(desk.workspace, "amara", {"meta": amara()["meta"]}, CLOCK)
    assert new.undo_label is None
    assert new.undo() is None
    assert GAUGE not in desk.document.get("evidence", {})


def test_what_an_edit_did_not_touch_is_not_read_anew(desk: Desk) -> None:
    """A portfolio of ten thousand records would be slow otherwise."""
    document = desk.document
    document["evidence"]["odd"] = {"title": 5}
    desk.write(document)
    store = desk.open()
    before = store.portfolio
    views, claims = before.evidence, before.claims
    retitle(store, GAUGE, "Mine")
    after = store.portfolio
    assert after.evidence[LAMP] is views[LAMP]
    assert all(after.claims[key] is claim for key, claim in claims.items())
    assert after.evidence[GAUGE].title == "Mine"
    assert views[GAUGE].title == "Rain gauge"
    assert [problem.id for problem in after.read_all()] == [problem.id for problem in before.read_all()] == ["odd"]
    store.apply(edits.trash(store.portfolio, AT, [("evidence", LAMP)]))
    assert LAMP not in store.portfolio.evidence
    assert LAMP in after.evidence
