"""Files that cannot be read: shown as they last were, mended from what git and this machine know, the broken text kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from leaptui.merge import choose_sides, open_conflicts, questions, waiting_in
from leaptui.model.canonical import Table, canonical_bytes, read_document
from leaptui.model.clock import FixedClock
from leaptui.store.errors import Missing, ReadOnly, Refused, Unreadable
from leaptui.store.good import keep_good
from leaptui.store.place import name_place
from leaptui.store.shown import ShownStore
from leaptui.sync.clones import clones_behind
from leaptui.sync.good import open_portfolio
from leaptui.sync.halves import halves_in_marks
from leaptui.sync.mend import Mended, left_by_merges, mend
from leaptui.sync.state import sync_state
from tests.sync.desk import AMARA, Clone, Desk, agree, fine, git

BROKEN = b'{"evidence": {"x": {"title": "half a'
CLOCK = FixedClock(datetime(2026, 11, 19, 16, 40, tzinfo=UTC))


def mended(clone: Clone, name: str = AMARA) -> Mended:
    return mend(clone.workspace, name, CLOCK)


def aside(clone: Clone) -> list[Path]:
    return sorted(clone.workspace.portfolios_dir.glob("*.broken-*"))


def test_the_last_commit_with_the_saves_since_is_shown_and_nothing_is_written(desk: Desk) -> None:
    one, _two = desk.two()
    late = one.add("Saved after the last sync")
    one.file().write_bytes(BROKEN)
    store = open_portfolio(one.workspace, AMARA, CLOCK)
    assert isinstance(store, ShownStore)
    assert set(store.portfolio.evidence) == {"shared", late}
    assert "shown as of" in str(store.read_only)
    assert "line 1, column" in str(store.read_only)
    with pytest.raises(ReadOnly):
        store.attach_data(b"a photo", "photo.png")
    with pytest.raises(Unreadable):
        store.undo()
    assert one.file().read_bytes() == BROKEN


def test_one_that_is_mended_by_hand_is_a_portfolio_like_any_other_again(desk: Desk) -> None:
    one, _two = desk.two()
    whole = one.file().read_bytes()
    one.file().write_bytes(BROKEN)
    store = open_portfolio(one.workspace, AMARA, CLOCK)
    with pytest.raises(Unreadable):
        store.refresh()
    one.file().write_bytes(whole)
    store.refresh()
    assert (store.is_shown, store.read_only) == (False, None)
    assert set(store.portfolio.evidence) == {"shared"}


def test_mending_brings_the_last_good_version_back_and_keeps_the_broken_text(desk: Desk) -> None:
    one, two = desk.two()
    late = one.add("Saved after the last sync")
    whole = one.file().read_bytes()
    one.file().write_bytes(BROKEN)
    done = mended(one)
    assert one.file().read_bytes() == whole
    assert done.aside.name == f"{AMARA}.json.broken-20261119T164000Z"
    assert done.aside.read_bytes() == BROKEN
    assert done.aside.name in done.sentence
    assert one.workspace.names() == [AMARA]
    fine(one.sync())
    fine(two.sync())
    assert late in two.evidence()
    assert aside(two) == []
    done.aside.unlink()
    agree(desk, one, two)


def test_a_second_broken_text_does_not_replace_the_first(desk: Desk) -> None:
    one, _two = desk.two()
    for text in (BROKEN, b"", b"\xff\xfe", b"[1, 2"):
        one.file().write_bytes(text)
        mended(one)
    assert sorted(path.read_bytes() for path in aside(one)) == sorted([BROKEN, b"", b"\xff\xfe", b"[1, 2"])


def test_a_copy_of_this_machine_stands_in_where_git_holds_nothing(desk: Desk) -> None:
    alone = desk.apart("alone")
    first = alone.add("First")
    store = alone.store()
    keep_good(store)
    second = alone.add("Second")
    alone.file().write_bytes(BROKEN)
    assert set(open_portfolio(alone.workspace, AMARA, CLOCK).portfolio.evidence) == {first, second}
    mended(alone)
    assert set(alone.evidence()) == {first, second}


def test_where_there_is_no_good_version_nothing_is_changed_and_it_is_said(desk: Desk) -> None:
    alone = desk.apart("alone")
    alone.file("nobody").write_bytes(BROKEN)
    with pytest.raises(Unreadable):
        open_portfolio(alone.workspace, "nobody", CLOCK)
    with pytest.raises(Refused, match="there is no version"):
        mended(alone, "nobody")
    assert alone.file("nobody").read_bytes() == BROKEN
    assert aside(alone) == []


def test_what_can_be_read_or_is_not_there_is_not_mended(desk: Desk) -> None:
    one, _two = desk.two()
    before = one.file().read_bytes()
    with pytest.raises(Refused, match="can be read"):
        mended(one)
    with pytest.raises(Missing):
        mended(one, "nobody")
    assert one.file().read_bytes() == before


def unfinished_merge(desk: Desk, *, marked: bool = True) -> tuple[Clone, Clone]:
    """A merge by hand that stopped at the same field: both sides in git's index.

    In the file are git's marks or, as in every workspace that `leaptui init` made, this side alone.
    """
    one, two = desk.two()
    for clone, title in ((one, "Rain gauge, one"), (two, "Rain gauge, two")):
        if marked:
            (clone.root / ".gitattributes").write_text("")
        clone.put("shared", {"title": title, "modified": "2026-03-02T10:00:00Z"})
        clone.add(f"Only {clone.root.name}")
        clone.git("commit", "-q", "-a", "-m", "by hand")
    one.git("fetch", "-q", str(two.root), "main")
    one.git("merge", "-q", "FETCH_HEAD", check=False)
    assert (b"<<<<<<<" in one.file().read_bytes()) == marked
    return one, two


def test_a_merge_left_unfinished_is_put_together_from_gits_index(desk: Desk) -> None:
    one, _two = unfinished_merge(desk)
    done = mended(one)
    document = one.document()
    titles = {record["title"] for record in document["evidence"].values()}
    assert {"Only one", "Only two"} < titles
    (conflict,) = open_conflicts(document)
    assert conflict.field == "title"
    assert {conflict.value, *(other.value for other in conflict.others)} == {"Rain gauge, one", "Rain gauge, two"}
    assert "git commit" in done.sentence
    assert b"<<<<<<<" in done.aside.read_bytes()
    assert one.git("ls-files", "-u") == ""
    one.git("commit", "-q", "-m", "merged")
    done.aside.unlink()
    assert one.git("status", "--porcelain") == ""
    assert fine(one.sync()).conflicts == 1


def test_a_merge_without_marks_is_put_together_with_what_was_written_since(desk: Desk) -> None:
    one, two = unfinished_merge(desk, marked=False)
    since = one.add("Since the merge")
    assert "leaptui check --repair" in one.sync().sentence
    assert left_by_merges(one.workspace) == {AMARA}
    done = mended(one)
    assert [done.aside] == aside(one)
    assert "kept as" in done.sentence
    assert "git commit" in done.sentence
    titles = {record["title"] for record in one.evidence().values()}
    assert {"Only one", "Only two", "Since the merge"} < titles
    (conflict,) = open_conflicts(one.document())
    assert {conflict.value, *(other.value for other in conflict.others)} == {"Rain gauge, one", "Rain gauge, two"}
    assert left_by_merges(one.workspace) == set()
    with pytest.raises(Refused, match="can be read"):
        mended(one)
    one.git("commit", "-q", "-m", "merged")
    assert fine(one.sync()).conflicts == 1
    assert fine(two.sync()).conflicts == 1
    done.aside.unlink()
    assert since in two.evidence()
    agree(desk, one, two)


@pytest.mark.parametrize("marked", [False, True])
def test_what_was_put_together_by_hand_elsewhere_is_told_as_ones_own_where_it_was_written(
    desk: Desk, *, marked: bool
) -> None:
    """The commit merged in says which machine wrote its side: there it is “mine”, and choosing it takes it."""
    one, two = desk.two()
    one.put("shared", {"title": "From one"}, at="2026-03-02T10:00:00Z")
    fine(one.sync())
    two.put("shared", {"title": "From two"}, at="2026-03-02T11:00:00Z")
    if marked:
        (two.root / ".gitattributes").write_text("")
    two.git("commit", "-q", "-a", "-m", "by hand")
    two.git("pull", "-q", "--no-rebase", "origin", "main", check=False)
    if marked:
        assert b"<<<<<<<" in two.file().read_bytes()
        two.git("add", "portfolios")  # which leaves the marks alone to tell of both sides
    mended(two)
    two.git("add", "-A", "portfolios/*.json")
    two.git("commit", "-q", "-m", "merged by hand")
    fine(two.sync())
    fine(one.sync())
    for clone, mine in ((one, "From one"), (two, "From two")):
        (question,) = waiting_in(clone.document(), clone.workspace.clone)
        assert question.is_mine
        assert question.mine.value == mine
        change = choose_sides(clone.document(), [(question, question.mine)], "2026-03-03T10:00:00Z", "Chose")
        assert [edit.after and edit.after["title"] for edit in change.edits.values()] == [mine]


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_whichever_side_was_taken_as_the_file_both_are_in_it_then(desk: Desk, side: str) -> None:
    one, _two = unfinished_merge(desk)
    one.git("checkout", "-q", f"--{side}", one.file().relative_to(one.root).as_posix())
    before = one.file().read_bytes()
    since = one.add("Since the merge")
    taken = one.file().read_bytes()
    done = mended(one)
    assert (before != taken, done.aside.read_bytes()) == (True, taken)
    assert {"Only one", "Only two"} < {record["title"] for record in one.evidence().values()}
    assert since in one.evidence()
    (conflict,) = open_conflicts(one.document())
    assert {conflict.value, *(other.value for other in conflict.others)} == {"Rain gauge, one", "Rain gauge, two"}


def test_where_the_index_is_in_use_the_file_holds_both_sides_all_the_same(desk: Desk) -> None:
    one, _two = unfinished_merge(desk, marked=False)
    (one.root / ".git" / "index.lock").touch()
    done = mended(one)
    assert "both sides" in done.sentence
    assert f"“git add portfolios/{AMARA}.json”, then “git commit” finish the merge" in done.sentence
    assert {"Only one", "Only two"} < {record["title"] for record in one.evidence().values()}
    assert left_by_merges(one.workspace) == {AMARA}


def test_a_side_that_cannot_be_read_is_not_put_together(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "Rain gauge, one"})
    two.file().write_bytes(BROKEN)
    for clone in (one, two):
        clone.git("commit", "-q", "-a", "-m", "by hand")
    one.git("fetch", "-q", str(two.root), "main")
    one.git("merge", "-q", "FETCH_HEAD", check=False)
    before = one.file().read_bytes()
    assert one.git("ls-files", "-u")
    assert left_by_merges(one.workspace) == set()
    with pytest.raises(Refused, match="can be read"):
        mended(one)
    assert one.file().read_bytes() == before


def test_the_marks_alone_are_enough_where_each_side_can_be_read(desk: Desk) -> None:
    one, _two = unfinished_merge(desk)
    text = one.file().read_bytes()
    one.git("reset", "-q", "--hard")
    one.file().write_bytes(text)
    done = mended(one)
    titles = {record["title"] for record in one.evidence().values()}
    assert {"Only one", "Only two"} < titles
    assert [conflict.field for conflict in open_conflicts(one.document())] == ["title"]
    assert "git commit" not in done.sentence


@pytest.mark.parametrize(
    "text",
    [
        b"<<<<<<< HEAD\n{}\n",
        b"{\n<<<<<<< a\n=======\n<<<<<<< b\n>>>>>>> c\n}\n",
        b"=======\n{}\n>>>>>>> c\n",
        b'{\n<<<<<<< a\n"x": \n=======\n>>>>>>> b\n}\n',
        b"no marks",
        b"\xff<<<<<<< a\n=======\n>>>>>>> b\n",
    ],
)
def test_marks_that_do_not_tell_the_sides_apart_are_no_sides(text: bytes) -> None:
    assert halves_in_marks(text) is None


def test_marks_with_what_both_come_from_tell_what_was_removed() -> None:
    def document(*titles: str) -> str:
        records: Table = {title: {"title": title} for title in titles}
        meta: Table = {"portfolio": {"learner": {"name": "Amara Okafor"}}}
        return canonical_bytes({"meta": meta, "evidence": records}).decode()

    parts = {"<<<<<<< a": document("One", "Two"), "||||||| base": document("One"), "=======": document("One", "Three")}
    text = "".join(f"{mark}\n{part}" for mark, part in parts.items()) + ">>>>>>> b\n"
    halves = halves_in_marks(text.encode())
    assert halves is not None
    assert halves.base == read_document(document("One").encode())
    assert set(halves.mine["evidence"]) == {"One", "Two"}
    assert set(halves.theirs["evidence"]) == {"One", "Three"}


def test_a_broken_file_does_not_count_as_something_to_sync(desk: Desk) -> None:
    one, _two = desk.two()
    assert sync_state(one.workspace).to_send == 0
    one.file().write_bytes(BROKEN)
    assert sync_state(one.workspace).to_send == 0
    one.add("Essay", name="jonas-weber")
    assert sync_state(one.workspace).to_send == 2


def test_a_version_says_who_wrote_it_where(desk: Desk) -> None:
    one, two = desk.two()
    git(two.root, "config", "user.name", "J. Lind")
    git(two.root, "config", "user.email", "lind@example.org")
    name_place(two.workspace, "the makerspace")
    one.put("shared", {"title": "Rain gauge, one"})
    two.put("shared", {"title": "Rain gauge, two"})
    fine(two.sync())
    fine(one.sync())
    (question,) = questions(one.document(), one.workspace.clone)
    assert (question.mine.value, question.is_mine) == ("Rain gauge, one", True)
    clones = clones_behind(one.workspace, question.sides)
    assert clones.where(question.mine) == "On this machine"
    assert (clones.where(question.theirs[0]), clones.who(question.theirs[0])) == ("From the makerspace", "J. Lind")
    fine(two.sync())
    (question,) = questions(two.document(), two.workspace.clone)
    assert question.mine.value == "Rain gauge, two"


def test_a_choice_that_is_taken_back_asks_again_everywhere(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "Rain gauge, one"})
    two.put("shared", {"title": "Rain gauge, two"})
    fine(two.sync())
    fine(one.sync())
    fine(two.sync())
    store = one.store()
    found = questions(store.portfolio.document, one.workspace.clone)
    at = "2026-03-04T10:00:00Z"
    store.apply(choose_sides(store.portfolio.document, [(one_, one_.theirs[0]) for one_ in found], at, "chose"))
    fine(one.sync())
    fine(two.sync())
    assert [clone.evidence()["shared"]["title"] for clone in (one, two)] == ["Rain gauge, two"] * 2
    assert open_conflicts(two.document()) == []
    one.store().undo()
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert len(open_conflicts(two.document())) == 1
