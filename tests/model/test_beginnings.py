"""Where a learner begins, and where they go once a guideline is demonstrated."""

from __future__ import annotations

from leaptui.model.advances import advances, best_pieces, choices, following
from leaptui.model.edits.beginnings import begin_at, choose_way
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import standings
from leaptui.model.starts import baseline_of, starts
from tests.model.stories import THURSDAY, Story, leap
from tests.model.test_edits_goals import done, said_by, undone

AT = "2026-11-19T16:40:00Z"
LEAP = leap()
D4, D5, L1 = "leap-2020:D4", "leap-2020:D5", "leap-2020:L1"


def term() -> Portfolio:
    story = Story()
    story.piece("Rain gauge", "09-01", "D4=growing", "L1=demonstrated")
    story.piece("Rain gauge v2", "10-01", "D4=demonstrated")
    return story.told


def test_a_goal_starts_from_the_higher_of_beginning_and_standing() -> None:
    portfolio = term()
    change, made = begin_at(portfolio, AT, D5, "growing", ["e-Rain gauge"], "I did it before", THURSDAY)
    after = done(portfolio, change)
    assert (starts(after)[D5].level, starts(after)[D5].evidence) == ("growing", ("e-Rain gauge",))
    assert baseline_of(after, LEAP, [D4, D5, "leap-2020:C5"]) == [
        {"guideline": D4, "level": "demonstrated"},
        {"guideline": D5, "level": "growing"},
    ]
    # A beginning is no claim: where the learner stands is told by evidence alone.
    assert standings(after, LEAP)[D5].rank == 0
    again, same = begin_at(after, AT, D5, "demonstrated", [], "", THURSDAY)
    assert same == made
    assert [one.level for one in starts(done(after, again)).values()] == ["demonstrated"]


def test_what_is_demonstrated_is_asked_for_once() -> None:
    portfolio = term()
    assert [one.guideline.id for one in choices(portfolio, LEAP, standings(portfolio, LEAP))] == [D4, L1]
    change, _made = choose_way(portfolio, LEAP, AT, D4, "advance", THURSDAY, why="Enough of it")
    after = done(portfolio, change)
    assert [one.guideline.id for one in choices(after, LEAP, standings(after, LEAP))] == [L1]
    assert [(one.way, one.why) for one in advances(after)[D4]] == [("advance", ("Enough of it",))]


def test_somebody_elses_word_asks_too() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "09-01", "D4=growing")
    story.assess(piece, "D4", "demonstrated", "J. Lind", "09-02")
    assert [one.guideline.id for one in choices(story.told, LEAP, standings(story.told, LEAP))] == [D4]


def test_deeper_grows_a_goal_from_the_piece() -> None:
    portfolio = term()
    (piece, *_others) = best_pieces(portfolio, LEAP, D4)
    assert piece == "e-Rain gauge v2"
    change, made = choose_way(
        *(portfolio, LEAP, AT, D4, "deeper", THURSDAY), evidence=piece, goal_title="Show it to the council"
    )
    after = done(portfolio, change)
    goal = after.goals[advances(after)[D4][0].goal]
    assert goal.deepens == piece
    assert [(one.guideline, one.level) for one in goal.guidelines] == [(D4, "deepening")]
    assert [(one.guideline, one.level) for one in goal.baseline] == [(D4, "demonstrated")]
    assert after.evidence[piece].goals == (goal.id,)
    assert made in after.document["advances"]
    assert undone(after, change) == said_by(portfolio)


def test_on_leads_to_the_next_guideline_a_level_up() -> None:
    portfolio = term()
    assert following(LEAP, standings(portfolio, LEAP), D4)[0] == D5
    change, _made = choose_way(portfolio, LEAP, AT, D4, "advance", THURSDAY, toward=D5, goal_title="A badge")
    after = done(portfolio, change)
    goal = after.goals[advances(after)[D4][0].goal]
    assert [(one.guideline, one.level) for one in goal.guidelines] == [(D5, "starting")]


def test_nothing_is_asked_for_because_time_passed() -> None:
    story = Story()
    story.piece("Long work", "01-01", "D4=growing", minutes=60_000)
    assert choices(story.told, LEAP, standings(story.told, LEAP)) == []
