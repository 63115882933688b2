"""Asking for support: one ledger, and what came of it."""

from __future__ import annotations

import pytest

from leaptui.model.asks import answered_asks, asks_about, ledger
from leaptui.model.edits import Invalid, add_ask, answer_ask, edit_ask, let_go_ask, reopen_ask
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.model.records_own import Ask
from leaptui.model.sources import source_for
from tests.model.stories import Story
from tests.model.test_edits_goals import AT, done

GAUGE = read_one(About, {"table": "evidence", "id": "e-Gauge"})


@pytest.fixture
def story() -> Story:
    story = Story()
    story.put("people", "lind", "01-01", name="Ms Lind", role="mentor")
    story.piece("Gauge", "03-01", "D4")
    return story


def asked(portfolio: Portfolio, need: str = "Look, please", **words: str) -> tuple[Portfolio, str]:
    aspect = words.pop("aspect", "")
    change, made = add_ask(portfolio, AT, need, about=[GAUGE], fields={"aspect": aspect}, **words)
    return done(portfolio, change), made


def test_an_ask_goes_to_somebody_who_is_known_or_new_and_technology_is_no_person(story: Story) -> None:
    told, one = asked(story.told, whom="ms lind", source="teacher")
    told, other = asked(told, whom="Zoe", source="peer")
    told, third = asked(told, whom="A screen reader", source="technology")
    asks = told.live(Ask)
    assert asks[one].person == "lind"
    assert told.people[asks[other].person].role == "peer"
    assert asks[third].person == "A screen reader"
    assert len(told.people) == 2
    assert {ask.id for ask in asks_about(told, "evidence", "e-Gauge")} == {one, other, third}


def test_an_ask_is_answered_let_go_and_taken_up_again(story: Story) -> None:
    told, made = asked(story.told)
    told = done(told, answer_ask(told, AT, made, "She did\n\nTwice"))
    assert (told.live(Ask)[made].status, told.live(Ask)[made].outcome) == ("answered", ("She did", "", "Twice"))
    told = done(told, reopen_ask(told, AT, made))
    assert (told.live(Ask)[made].is_open, told.live(Ask)[made].outcome) == (True, ("She did", "", "Twice"))
    told = done(told, let_go_ask(told, AT, made))
    assert told.live(Ask)[made].status == "let go"
    told = done(told, edit_ask(told, AT, made, {"need": ["Other"]}, "Ms Lind"))
    assert (told.live(Ask)[made].words, told.live(Ask)[made].person) == ("Other", "lind")
    told = done(told, edit_ask(told, AT, made, {}, ""))
    assert told.live(Ask)[made].person == ""


def test_words_are_needed(story: Story) -> None:
    told, made = asked(story.told)
    for refused in (
        lambda: add_ask(told, AT, " \n "),
        lambda: answer_ask(told, AT, made, " "),
        lambda: edit_ask(told, AT, made, {"need": []}),
    ):
        with pytest.raises(Invalid):
            refused()


def test_the_ledger_has_open_asks_first(story: Story) -> None:
    told, one = asked(story.told, "one")
    told, two = asked(told, "two")
    told, three = asked(told, "three")
    told = done(told, let_go_ask(told, AT, one))
    told = done(told, answer_ask(told, AT, two, "yes"))
    assert [ask.id for ask in ledger(told)] == [three, two, one]


@pytest.mark.parametrize(
    ("ask", "feedback", "is_answered"),
    [
        ({}, {}, True),
        ({"whom": "Ms Lind"}, {}, True),
        ({"whom": "Ravi"}, {}, False),
        ({"aspect": "process"}, {}, True),
        ({"aspect": "mastery"}, {}, False),
        ({}, {"on": {"table": "claims", "id": ""}}, True),
        ({}, {"day": "03-02"}, False),
    ],
)
def test_feedback_after_an_ask_answers_it(
    story: Story, ask: dict[str, str], feedback: dict[str, object], is_answered: bool
) -> None:
    on = feedback.get("on", {"table": "evidence", "id": "e-Gauge"})
    if isinstance(on, dict) and on["table"] == "claims":
        on = {"table": "claims", "id": next(iter(story.document["claims"]))}
    day = str(feedback.get("day", "12-01"))
    story.put("feedback", "f", day, on={**on}, by="lind", aspect="process", text=["Good"])  # type: ignore[dict-item]
    told, made = asked(story.told, **ask)
    assert (made in answered_asks(told)) == is_answered
    assert made not in answered_asks(done(told, answer_ask(told, AT, made, "noted")))


def test_the_sort_of_an_ask_is_guessed_by_the_role(story: Story) -> None:
    assert [source_for(story.told, name) for name in ("Ms Lind", "Zoe", "")] == ["teacher", "other", "other"]
