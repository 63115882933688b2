"""Secrets as they are hashed, and how long wrong ones make wait."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.kiosk import hashing
from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.tries import NONE, held, one_less_here, one_more, one_more_here, wait_left

QUICK = Cost(1, 64, 1)


def test_an_accent_is_the_same_however_it_is_typed() -> None:
    kept = hashing.hash_secret("caf\u00e9 noir", QUICK)
    assert hashing.is_secret(kept, "cafe\u0301 noir")
    assert not hashing.is_secret(kept, "cafe noir")
    assert not hashing.is_secret("no hash", "cafe noir")


def test_what_is_measured_is_never_cheaper_than_what_is_recommended() -> None:
    assert hashing.measured_cost(0.0) == Cost()


@settings(max_examples=200)
@given(st.lists(st.tuples(st.booleans(), st.floats(-1e6, 1e6))))
def test_no_order_of_clocks_and_tries_makes_a_wait_longer_than_it_is(steps: list[tuple[bool, float]]) -> None:
    now, tries, here = 1e7, NONE, NONE
    for is_right, by in steps:
        now += by
        tries, here = held(tries, now), held(here, now)
        assert 0 <= wait_left(tries, now) <= 3600
        assert 0 <= wait_left(here, now) <= 15
        if not wait_left(tries, now) and not wait_left(here, now):
            tries, here = one_more(tries, now), one_more_here(here, now)
            if is_right:
                tries, here = NONE, one_less_here(here)
