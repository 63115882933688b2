"""Text is merged by its lines, where the changes do not touch."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.merge.lines import merge_lines
from tests.merge.strategies import PART

BASE = ["It held.", "", "The funnel leaks.", "", "Next: calibrate."]
texts = st.lists(st.sampled_from(["", "One.", "Two.", "Three.", "Four."]), max_size=9)


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (["New.", *BASE], [*BASE, "Last."], ["New.", *BASE, "Last."]),
        (BASE[2:], [*BASE[:4], "Next: ask."], ["The funnel leaks.", "", "Next: ask."]),
        (["It broke.", *BASE[1:]], ["It broke.", *BASE[1:4], "Done."], ["It broke.", *BASE[1:4], "Done."]),
        ([*BASE, "Last."], [*BASE, "Last."], [*BASE, "Last."]),
        ([], [], []),
    ],
)
def test_changes_that_do_not_touch_are_all_made(mine: list[str], theirs: list[str], expected: list[str]) -> None:
    assert merge_lines(BASE, mine, theirs) == expected
    assert merge_lines(BASE, theirs, mine) == expected


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (["It broke.", *BASE[1:]], ["It bent.", *BASE[1:]]),
        (["It broke.", *BASE[1:]], ["It held.", "Really.", *BASE[2:]]),
        ([*BASE, "Mine."], [*BASE, "Theirs."]),
        ([], ["It held.", "", "The funnel leaks badly.", "", "Next: calibrate."]),
    ],
)
def test_changes_that_touch_are_not_merged(mine: list[str], theirs: list[str]) -> None:
    assert merge_lines(BASE, mine, theirs) is None
    assert merge_lines(BASE, theirs, mine) is None


@pytest.mark.parametrize(("blanks", "is_merged"), [(200, True), (30_000, False)])
def test_thousands_of_equal_lines_are_not_compared_one_by_one(blanks: int, *, is_merged: bool) -> None:
    base = ["x", *[""] * blanks, "y"]
    expected = ["a", *base[1:-1], "b"] if is_merged else None
    assert merge_lines(base, ["a", *base[1:]], [*base[:-1], "b"]) == expected


@PART
@given(texts, texts, texts)
def test_a_merged_text_has_every_line_that_was_added(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_lines(base, mine, theirs)
    assert merged == merge_lines(base, theirs, mine)
    assert merge_lines(base, mine, base) == mine
    if merged is not None:
        assert (set(mine) | set(theirs)) - set(base) <= set(merged)
        assert merge_lines(base, merged, mine) == merged
