"""Moments that several machines' clocks said, put right where they cannot be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaptui.sync.history.moments import LAST_SECOND, steady
from tests.model.stories import STEADY

NOW = 1_800_000_000
MOMENTS = st.lists(st.integers(-10, NOW * 2), max_size=40)


@given(MOMENTS)
@STEADY
def test_they_never_go_back_and_none_is_in_the_future(moments: list[int]) -> None:
    steadied = steady(moments, NOW)
    assert len(steadied) == len(moments)
    assert steadied == sorted(steadied)
    assert all(0 <= moment <= NOW + 86_400 for moment in steadied)


@given(st.lists(st.integers(0, NOW), max_size=40))
@STEADY
def test_clocks_that_agree_are_believed(moments: list[int]) -> None:
    assert steady(sorted(moments), NOW) == sorted(moments)


@given(st.lists(st.integers(1, NOW), min_size=4, max_size=40, unique=True), st.data())
@STEADY
def test_one_clock_that_was_wrong_moves_no_other(moments: list[int], data: st.DataObject) -> None:
    right = sorted(moments)
    place = data.draw(st.integers(2, len(right) - 1))
    wrong = [*right[:place], data.draw(st.sampled_from([0, LAST_SECOND, -1])), *right[place:]]
    steadied = steady(wrong, NOW)
    assert steadied[:place] + steadied[place + 1 :] == right
    assert right[place - 1] <= steadied[place] <= right[place]
