from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.ids import DIGITS, claim_id, new_id, position_between
from tests.model.stories import STEADY

POSITIONS = st.text(DIGITS, min_size=1, max_size=8).filter(lambda text: not text.endswith("0"))


def test_ids_are_random() -> None:
    made = {new_id() for _ in range(100)}
    assert len(made) == 100
    assert {UUID(one).version for one in made} == {4}


def test_two_clones_that_tag_the_same_pair_write_the_same_record() -> None:
    evidence = "6a1f3c1e-94d5-4f6e-9a55-0d9b6c1f2a10"
    assert claim_id(evidence, "leap-2020:D4") == claim_id(evidence, "leap-2020:D4")
    assert UUID(claim_id(evidence, "leap-2020:D4")).version == 5
    assert claim_id(evidence, "leap-2020:D4") != claim_id(evidence, "leap-2020:D5")
    assert claim_id(evidence, "leap-2020:D4") != claim_id(new_id(), "leap-2020:D4")


def test_the_id_of_a_claim_never_changes_from_one_version_to_the_next() -> None:
    evidence = "6a1f3c1e-94d5-4f6e-9a55-0d9b6c1f2a10"
    assert claim_id(evidence, "leap-2020:C4.a") == "ff0ddc86-8a27-5a8e-95bc-f6b76fc9b703"


@STEADY
@given(POSITIONS, POSITIONS)
def test_there_is_always_room_between_two_positions(one: str, other: str) -> None:
    if one == other:
        return
    low, high = sorted((one, other))
    middle = position_between(low, high)
    assert low < middle < high
    assert not middle.endswith("0")
    assert set(middle) <= set(DIGITS)


@STEADY
@given(POSITIONS)
def test_there_is_room_before_and_after_any_position(position: str) -> None:
    assert position_between(None, position) < position < position_between(position, None)
    assert not position_between(None, position).endswith("0")


@STEADY
@given(st.lists(st.floats(0, 1, exclude_max=True), max_size=60))
def test_steps_put_anywhere_one_after_the_other_keep_the_order_they_were_put_in(places: list[float]) -> None:
    order: list[str] = []
    for place in places:
        at = int(place * (len(order) + 1))
        before = order[at - 1] if at else None
        after = order[at] if at < len(order) else None
        order.insert(at, position_between(before, after))
    assert order == sorted(order)
    assert len(set(order)) == len(order)


def test_between_the_same_pair_there_is_room_again_and_again() -> None:
    low, high = position_between(None, None), position_between(position_between(None, None), None)
    for _ in range(200):
        high = position_between(low, high)
        assert low < high


@pytest.mark.parametrize(("before", "after"), [("b", "a"), ("a", "a"), ("ab", "a")])
def test_positions_out_of_order_have_nothing_between_them(before: str, after: str) -> None:
    with pytest.raises(ValueError, match="no room between"):
        position_between(before, after)
