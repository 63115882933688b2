"""Whose keys are vouched for goes with a sync, and what two clones add at once is all kept."""

from __future__ import annotations

from leaptui.merge import merge_line_sets
from tests.sync.desk import Clone, Desk, converge, fine, whole


def lines(clone: Clone) -> set[str]:
    return set((clone.root / "allowed_signers").read_text().splitlines())


def write(clone: Clone, *texts: str) -> None:
    (clone.root / "allowed_signers").write_text("".join(f"{text}\n" for text in texts))


def test_both_add_a_line_and_one_takes_one_out(desk: Desk) -> None:
    one, two = desk.two()
    write(one, "lind key1", "old key0")
    fine(one.sync())
    fine(two.sync())
    assert lines(two) == {"lind key1", "old key0"}
    write(one, "lind key1", "old key0", "tom key2")
    write(two, "ann key3", "lind key1")
    fine(one.sync())
    fine(two.sync())
    fine(one.sync())
    converge(one, two)
    assert lines(one) == lines(two) == {"lind key1", "tom key2", "ann key3"}
    assert not list(one.root.glob("allowed_signers.*"))
    whole(one)


def test_two_begin_the_file_at_once(desk: Desk) -> None:
    one, two = desk.two()
    write(one, "lind key1")
    write(two, "tom key2")
    fine(one.sync())
    fine(two.sync())
    fine(one.sync())
    assert lines(one) == lines(two) == {"lind key1", "tom key2"}


def test_a_half_merged_file_is_not_sent(desk: Desk) -> None:
    one, _two = desk.two()
    write(one, "<<<<<<< HEAD", "lind key1", ">>>>>>> other")
    outcome = one.sync()
    assert [skipped.path for skipped in outcome.skipped] == ["allowed_signers"]


def test_no_line_is_lost_and_none_comes_back() -> None:
    assert merge_line_sets(b"a\nb\nc\n", b"a\nc\nmine\n", b"theirs\nb\nc\n") == b"c\nmine\ntheirs\n"
    assert merge_line_sets(b"", b"same", b"same\nother\n") == b"same\nother\n"
    assert merge_line_sets(b"a\n", b"a\n", b"") == b""
