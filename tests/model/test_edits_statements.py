"""What somebody other than the learner says, as changes: only records of their own, with what they looked at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.canonical import evidence_digest
from leaptui.model.change import Change
from leaptui.model.digests import digest_of
from leaptui.model.edits import Invalid, confirm
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.statements import assess, give_feedback, recognise, suggest
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.voices import OtherVoice, Voice, check_voice
from leaptui.model.words import ASPECTS, DECISIONS
from tests.model.stories import STEADY, Story, leap
from tests.model.test_edits_goals import done

AT = "2026-11-19T16:40:00Z"
LIND = Voice("J. Lind", "mentor")
RAVI = Voice("Ravi Nair", "peer")
LEAP = leap()
D4 = "leap-2020:D4"


def told() -> Portfolio:
    """A tagged piece, one that is private, a goal, a review, and J. Lind among the people."""
    story = Story()
    story.piece("Rain gauge", "11-18", "D4=growing", "L5")
    story.piece("Diary", "11-18", "D4=demonstrated", private=True)
    story.goal("station", "09-12")
    story.put("people", "p-lind", "09-01", name="J. Lind", role="mentor")
    story.put("reviews", "r-1", "11-19", status="open", evidence=["e-Rain gauge"])
    return story.told


def claim(code: str = "D4", piece: str = "e-Rain gauge") -> str:
    return claim_id(piece, f"leap-2020:{code}")


PIECE = ("evidence", "e-Rain gauge")
GOAL = ("goals", "g-station")


def test_an_assessment_keeps_who_what_they_are_and_what_they_looked_at() -> None:
    portfolio = told()
    change, made = assess(
        portfolio, AT, LIND, claim(), level="demonstrated", note="You built it.\n", decision="deeper", blind=True
    )
    assert change.label == "J. Lind said of D4 of “Rain gauge”: demonstrated"
    said = done(portfolio, change).assessments_of[claim()][0]
    assert (said.id, said.by, said.role, said.level, said.decision) == (
        made,
        "p-lind",
        "mentor",
        "demonstrated",
        "deeper",
    )
    assert (said.note, said.blind) == (("You built it.",), True)
    assert said.evidence_digest == evidence_digest(portfolio.raw("evidence", "e-Rain gauge") or {})


def test_within_a_review_the_same_statement_is_written_anew_and_loses_its_signature() -> None:
    portfolio = told()
    change, made = assess(portfolio, AT, LIND, claim(), level="growing", review="r-1")
    record = next(iter(change.edits.values())).after or {}
    portfolio = done(portfolio, Change("", AT, {}))
    portfolio.document.setdefault("assessments", {})[made] = {**record, "signature": "c2ln"}
    portfolio = Portfolio(portfolio.document)
    again, same = assess(portfolio, AT, LIND, claim(), level="demonstrated", review="r-1")
    after = done(portfolio, again).assessments_of[claim()]
    assert same == made
    assert [(item.level, item.signature) for item in after] == [("demonstrated", "")]
    other, another = assess(portfolio, AT, RAVI, claim(), level="growing", review="r-1")
    assert another != made
    assert len(done(portfolio, other).assessments_of[claim()]) == 2
    unchanged, _same = assess(portfolio, AT, LIND, claim(), level="growing", review="r-1")
    assert not unchanged.edits


def test_outside_a_review_every_assessment_stands_beside_the_others() -> None:
    portfolio = told()
    for level in ("growing", "demonstrated"):
        portfolio = done(portfolio, assess(portfolio, AT, LIND, claim(), level=level)[0])
    assert [item.level for item in portfolio.assessments_of[claim()]] == ["growing", "demonstrated"]


def test_feedback_has_three_kinds_each_said_anew_within_a_review_and_taken_back_by_saying_nothing() -> None:
    portfolio = told()
    for aspect in ASPECTS:
        portfolio = done(portfolio, give_feedback(portfolio, AT, LIND, PIECE, aspect, aspect=aspect, review="r-1")[0])
    change, _made = give_feedback(portfolio, AT, LIND, PIECE, "Ten pours.", aspect="process", review="r-1")
    portfolio = done(portfolio, change)
    words = {item.aspect: item.text for item in portfolio.feedback_on["evidence", "e-Rain gauge"]}
    assert words == {"effort": ("effort",), "process": ("Ten pours.",), "mastery": ("mastery",)}
    change, _made = give_feedback(portfolio, AT, LIND, PIECE, " \n", aspect="effort", review="r-1")
    assert change.label == "J. Lind took feedback on “Rain gauge” back"
    left = done(portfolio, change).feedback_on["evidence", "e-Rain gauge"]
    assert sorted(item.aspect for item in left) == ["mastery", "process"]


def test_an_agreement_holds_the_digest_of_what_was_agreed_to() -> None:
    portfolio = told()
    change, made = agree(portfolio, AT, LIND, GOAL)
    record = (change.edits["agreements", made].after) or {}
    assert record["digest"] == digest_of(portfolio, GOAL)
    assert record["on_date"] == "2026-11-19"


def test_a_step_may_be_suggested_before_it_has_a_goal() -> None:
    portfolio = told()
    change, made = suggest(portfolio, AT, LIND, "", "Weigh the\tfunnel", about=PIECE, review="r-1")
    record = change.edits["suggestions", made].after or {}
    assert record["title"] == "Weigh the funnel"
    assert "goal" not in record
    assert record["about"] == {"table": "evidence", "id": "e-Rain gauge"}


def test_a_host_confirms_even_what_is_kept_out_of_reviews() -> None:
    portfolio = told()
    change, made = confirm(portfolio, AT, "e-Diary", "Ravi Nair", words="She was there.")
    record = change.edits["confirmations", made].after or {}
    assert record["text"] == ["She was there."]


def test_recognition_needs_evidence_mastery_and_somebody_other_than_the_learner() -> None:
    portfolio = told()

    def refused(voice: Voice, pieces: list[str], guideline: str = D4, level: str | None = None) -> str:
        with pytest.raises(Invalid) as caught:
            recognise(portfolio, AT, voice, LEAP, "Makes and measures", [guideline], pieces, level=level)
        return str(caught.value)

    assert "other than the learner" in refused(Voice("amara okafor"), ["e-Rain gauge"])
    assert "names a guideline" in refused(LIND, [])
    assert "stands on evidence" in refused(LIND, ["e-Rain gauge"], "leap-2020:C1")
    # The learner's own claim is not enough, and no word of growing is.
    assert "nobody but the learner" in refused(LIND, ["e-Rain gauge"])
    assert "demonstrated or beyond" in refused(LIND, ["e-Rain gauge"], level="growing")
    change, made = recognise(
        portfolio, AT, LIND, LEAP, "Makes and measures", [D4], ["e-Rain gauge"], level="demonstrated"
    )
    check_voice(portfolio, change, LIND)
    after = done(portfolio, change)
    record = after.raw("recognitions", made) or {}
    assert record["guidelines"] == [{"guideline": D4, "level": "demonstrated"}]
    assert record["evidence_digests"] == [evidence_digest(portfolio.raw("evidence", "e-Rain gauge") or {})]
    assert [item.level for item in after.assessments_of[claim()]] == ["demonstrated"]
    # Once somebody said so, another person may recognise it without saying it again.
    again, _made = recognise(after, AT, RAVI, LEAP, "Measures rain", [D4], ["e-Rain gauge"])
    assert [table for table, _id in again.edits] == ["recognitions"]


def test_time_is_nowhere_in_a_recognition() -> None:
    story = Story()
    story.piece("Long work", "11-18", "D4=deepening", minutes=100_000)
    with pytest.raises(Invalid, match="nobody but the learner"):
        recognise(story.told, AT, LIND, LEAP, "Patience", [D4], ["e-Long work"])


@pytest.mark.parametrize(
    "say",
    [
        lambda p, v: assess(p, AT, v, claim(), level="growing"),
        lambda p, v: give_feedback(p, AT, v, PIECE, "Good pours."),
        lambda p, v: suggest(p, AT, v, "g-station", "Weigh it"),
    ],
)
def test_the_learner_is_nobody_else_and_nobody_is_no_voice(
    say: Callable[[Portfolio, Voice], tuple[Change, str]],
) -> None:
    with pytest.raises(Invalid, match="other than the learner"):
        say(told(), Voice("Amara  OKAFOR"))
    with pytest.raises(Invalid, match="whose words"):
        say(told(), Voice("  "))


def test_what_is_private_or_gone_is_not_spoken_of() -> None:
    portfolio = told()
    with pytest.raises(Invalid, match="kept out of reviews"):
        assess(portfolio, AT, LIND, claim("D4", "e-Diary"), level="growing")
    with pytest.raises(Invalid, match="kept out of reviews"):
        give_feedback(portfolio, AT, LIND, ("evidence", "e-Diary"), "Well kept.")
    with pytest.raises(Invalid, match="not there any more"):
        assess(portfolio, AT, LIND, claim("C1"), level="growing")
    with pytest.raises(Invalid, match="level, a decision or a few words"):
        assess(portfolio, AT, LIND, claim())


SAYING = st.one_of(
    st.tuples(st.just("assess"), st.sampled_from([*LEAP.level_ids]), st.sampled_from([*DECISIONS, None])),
    st.tuples(st.just("feedback"), st.sampled_from(ASPECTS), st.text(min_size=1)),
    st.tuples(st.just("agree"), st.just(""), st.text()),
    st.tuples(st.just("suggest"), st.sampled_from(["", "g-station"]), st.text()),
    st.tuples(st.just("confirm"), st.just(""), st.text()),
    st.tuples(st.just("recognise"), st.sampled_from(["demonstrated", "deepening", None]), st.text()),
)


def say_it(portfolio: Portfolio, voice: Voice, saying: tuple[str, str | None, str | None], review: str) -> Change:
    """Say one thing. Raises Invalid."""
    what, first, second = saying
    if what == "assess":
        return assess(portfolio, AT, voice, claim(), level=first, decision=second, review=review)[0]
    if what == "feedback":
        return give_feedback(portfolio, AT, voice, PIECE, second or "", aspect=first or "", review=review)[0]
    if what == "agree":
        return agree(portfolio, AT, voice, GOAL, note=second or "", review=review)[0]
    if what == "suggest":
        return suggest(portfolio, AT, voice, first or "", second or "", review=review)[0]
    if what == "confirm":
        return confirm(portfolio, AT, "e-Rain gauge", voice.name, voice.role, second or "")[0]
    return recognise(portfolio, AT, voice, LEAP, second or "", [D4], ["e-Rain gauge"], level=first)[0]


@STEADY
@given(st.lists(st.tuples(st.sampled_from([LIND, RAVI]), SAYING, st.sampled_from(["", "r-1"])), max_size=12))
def test_whatever_is_said_writes_only_records_of_that_voice(
    sayings: list[tuple[Voice, tuple[str, str | None, str | None], str]],
) -> None:
    portfolio = told()
    for voice, saying, review in sayings:
        try:
            change = say_it(portfolio, voice, saying, review)
        except Invalid:
            continue
        check_voice(portfolio, change, voice)
        other = RAVI if voice is LIND else LIND
        if change.edits:
            with pytest.raises(OtherVoice):
                check_voice(portfolio, change, other)
        portfolio = done(portfolio, change)
        assert not portfolio.read_all()
