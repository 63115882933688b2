"""Whose words are written: others write statements of their own and nothing of the learner's."""

from __future__ import annotations

import pytest

from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.portfolio import Portfolio
from leaptui.model.voices import STATEMENTS, OtherVoice, Voice, check_voice, is_learner, names_of, parts_in, who
from tests.model.stories import Story

AT = "2026-11-19T10:00:00Z"
LIND = Voice("J. Lind", "mentor")


@pytest.fixture
def portfolio() -> Portfolio:
    story = Story()
    story.document["meta"]["portfolio"]["learner"] = {"name": "Amara Okafor"}
    story.put("people", "p-lind", "11-01", name="J. Lind", role="mentor")
    story.put("people", "p-a", "11-01", name="Ravi", role="peer")
    story.put("people", "p-b", "11-01", name="ravi", role="family")
    return Portfolio(story.document)


def change(key: Key, before: str | None, after: str | None) -> Change:
    """A change of a statement: who said it before, and who says it after."""
    records: list[Record | None] = [
        None if by is None else {"by": by, "created": AT, "modified": AT} for by in (before, after)
    ]
    return Change("Said something", AT, {key: Edit(records[0], records[1])})


@pytest.mark.parametrize("table", STATEMENTS)
@pytest.mark.parametrize("by", ["p-lind", "J. Lind"])
def test_somebody_writes_mends_and_takes_back_their_own_statements(portfolio: Portfolio, table: str, by: str) -> None:
    for before, after in ((None, by), (by, by), (by, None)):
        check_voice(portfolio, change((table, "x"), before, after), LIND)


@pytest.mark.parametrize(("before", "after"), [("p-a", "p-a"), ("p-a", "p-lind"), ("p-lind", "p-a"), ("p-a", None)])
def test_nobody_changes_what_somebody_else_said(portfolio: Portfolio, before: str, after: str | None) -> None:
    with pytest.raises(OtherVoice, match=r"what somebody else said is theirs: J\. Lind"):
        check_voice(portfolio, change(("assessments", "x"), before, after), LIND)


@pytest.mark.parametrize(
    "table", ["evidence", "claims", "goals", "steps", "reflections", "facets", "reviews", "people", "x"]
)
def test_nothing_of_the_learners_is_theirs_to_write(portfolio: Portfolio, table: str) -> None:
    with pytest.raises(OtherVoice, match="writes only words of their own"):
        check_voice(portfolio, change((table, "x"), None, "p-lind"), LIND)


def test_a_name_is_a_person_where_it_can_only_be_one(portfolio: Portfolio) -> None:
    assert who(portfolio, " j. lind ") == "p-lind"
    assert who(portfolio, "p-lind") == "p-lind"
    assert who(portfolio, "Ravi") == "Ravi", "there are two of that name"
    assert who(portfolio, "Mr Sousa") == "Mr Sousa"


def test_people_are_named_in_the_order_of_their_names(portfolio: Portfolio) -> None:
    assert names_of(portfolio, ["Zoë", "p-lind", "åsa", "Amir", "p-lind"]) == ["Amir", "åsa", "J. Lind", "Zoë"]
    story = Story()
    story.put("people", "z", "11-01", name="Abe", role="peer")
    story.put("people", "a", "11-01", name="Zoë", role="peer")
    parts: list[Json] = [{"person": "Ms Lind", "role": "questions"}, {"person": "a", "role": "wiring"}]
    story.piece("Rain gauge", "11-18", people=["a", "z"], contributors=parts)
    (piece,) = story.told.evidence.values()
    assert [*parts_in(story.told, piece).items()] == [("Abe", ""), ("Ms Lind", "questions"), ("Zoë", "wiring")]


@pytest.mark.parametrize(("by", "learner"), [("", True), ("amara okafor", True), ("p-lind", False), ("Ravi", False)])
def test_the_learner_is_known_by_name(portfolio: Portfolio, by: str, learner: bool) -> None:
    assert is_learner(portfolio, by) is learner
