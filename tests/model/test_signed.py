"""What a signature stands under: every word of a statement, and nothing that happens to it afterwards."""

from __future__ import annotations

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.canonical import Json, Record
from leaptui.model.signed import signed_bytes

KEY = ("assessments", "a-1")
SAID: Record = {"by": "J. Lind", "claim": "c-1", "level": "growing", "note": ["It rained.", ""], "created": "x"}

texts = st.text(st.characters(codec="utf-8"), max_size=8)
values = cast(
    "st.SearchStrategy[Json]", st.none() | st.booleans() | st.integers(-5, 5) | texts | st.lists(texts, max_size=3)
)


@given(st.sampled_from(["signature", "modified", "deleted", "answered", "_conflicts"]), values)
def test_what_happens_to_a_statement_later_leaves_its_bytes(field: str, value: Json) -> None:
    assert signed_bytes(KEY, {**SAID, field: value}) == signed_bytes(KEY, SAID)


@given(st.sampled_from([*SAID, "blind", "decision", "other"]), values)
def test_a_statement_that_says_anything_else_has_other_bytes(field: str, value: Json) -> None:
    altered: Record = {**SAID, field: value}
    if field in SAID and SAID[field] == value and type(SAID[field]) is type(value):
        return
    assert signed_bytes(KEY, altered) != signed_bytes(KEY, SAID)


def test_the_order_of_fields_is_nothing_and_the_place_is_all() -> None:
    assert signed_bytes(KEY, dict(reversed(SAID.items()))) == signed_bytes(KEY, SAID)
    assert signed_bytes(("assessments", "a-2"), SAID) != signed_bytes(KEY, SAID)
    assert signed_bytes(("feedback", "a-1"), SAID) != signed_bytes(KEY, SAID)
