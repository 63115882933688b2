"""Setting the pace, resting, and what the portfolio says of itself."""

from __future__ import annotations

from datetime import date

import pytest

from leaptui.model.canonical import Document
from leaptui.model.edits import Invalid, edit_break, edit_meta, edit_pace, end_break, new_document, set_pace, take_break
from leaptui.model.portfolio import Portfolio
from leaptui.model.words import DAYS
from tests.model.stories import Story, d
from tests.model.test_edits_evidence import AT, after


def test_a_pace_begins_on_its_day_and_the_one_before_stays_as_history() -> None:
    story = Story()
    story.pace("10-05", 3)
    now = after(story.told, set_pace(story.told, AT, d("11-16"), 2, "fortnight", ["wed", "mon"], "exams\n"))
    old, new = now.paces
    assert (old.pieces, new.pieces, new.per, new.days, new.why) == (3, 2, "fortnight", ("mon", "wed"), ("exams",))


def test_a_pace_set_again_on_the_same_day_replaces_the_slip() -> None:
    now = Story().told
    now = after(now, set_pace(now, AT, d("11-16"), 20, "week", ["mon"], "a slip"))
    now.document["paces"][now.paces[0].id]["alien"] = 1
    now = after(now, set_pace(now, AT, d("11-16"), 2, "week"))
    (pace,) = now.paces
    assert (pace.pieces, pace.days, pace.why) == (2, (), ())
    assert now.document["paces"][pace.id]["alien"] == 1


def test_a_pace_in_the_trash_is_not_taken_up_again() -> None:
    story = Story()
    story.pace("11-16", 3)
    story.throw_away("paces", "p-11-16")
    now = after(story.told, set_pace(story.told, AT, d("11-16"), 5, "week"))
    assert [pace.pieces for pace in now.paces] == [5]
    assert len(now.document["paces"]) == 2


def test_all_seven_days_say_no_more_than_none() -> None:
    now = Story().told
    now = after(now, set_pace(now, AT, d("11-16"), 2, "week", DAYS))
    assert "days" not in now.document["paces"][now.paces[0].id]


@pytest.mark.parametrize(
    ("pieces", "per", "days", "says"),
    [
        (0, "week", (), "from 1 to 1000"),
        (-1, "week", (), "from 1 to 1000"),
        (1001, "week", (), "from 1 to 1000"),
        (1, "year", (), "week, fortnight or month"),
        (1, "week", ("mon", "Funday"), "“Funday” is no day"),
    ],
)
def test_what_is_no_pace_is_refused_in_a_sentence(pieces: int, per: str, days: tuple[str, ...], says: str) -> None:
    with pytest.raises(Invalid, match=says):
        set_pace(Story().told, AT, d("11-16"), pieces, per, days)


def test_a_rest_may_be_one_day_and_not_the_wrong_way_round() -> None:
    now = Story().told
    now = after(now, take_break(now, AT, d("12-20"), d("12-20"), "snow"))
    (rest,) = now.breaks
    assert (rest.since, rest.until, rest.why) == (d("12-20"), d("12-20"), ("snow",))
    with pytest.raises(Invalid, match="after"):
        take_break(now, AT, d("12-20"), d("12-19"))


def test_a_rest_ends_earlier_or_goes_to_the_trash_where_it_never_began() -> None:
    story = Story()
    story.rest("12-20", "12-31")
    now = after(story.told, end_break(story.told, AT, "b-12-20", d("12-24")))
    assert now.breaks[0].until == d("12-24")
    gone = after(now, end_break(now, AT, "b-12-20", d("12-19")))
    assert gone.breaks == []
    assert [item.table for item in gone.trash] == ["breaks"]
    with pytest.raises(KeyError):
        end_break(gone, AT, "b-12-20", d("12-19"))


def test_a_new_portfolio_says_whose_it_is_and_nothing_more() -> None:
    assert new_document("  Amara \n Okafor ", "leap-2020", date(2026, 11, 19), AT, " My  year ") == {
        "meta": {
            "portfolio": {
                "created": AT,
                "modified": AT,
                "format": 1,
                "min_writer": 1,
                "learner": {"name": "Amara Okafor"},
                "framework": "leap-2020",
                "started": "2026-11-19",
                "title": "My year",
            }
        }
    }
    with pytest.raises(Invalid, match="whose is it"):
        new_document(" \x07 ", "leap-2020", date(2026, 11, 19), AT)


def test_what_a_portfolio_says_of_itself_can_be_changed_and_begun() -> None:
    now = after(Story().told, edit_meta(Story().told, AT, {"title": "My year"}, "Named it"))
    assert (now.meta.title, now.meta.learner.name) == ("My year", "Amara Okafor")
    nothing: Document = {"evidence": {}}
    begun = Portfolio(nothing)
    begun = after(begun, edit_meta(begun, AT, {"learner": {"name": "Amara"}}, "Named it"))
    assert (begun.meta.learner.name, begun.meta.format) == ("Amara", 1)


def test_a_break_gets_other_days_and_another_reason() -> None:
    story = Story()
    rest = story.rest("12-20", "12-27")
    story.document["breaks"][rest]["alien"] = 1
    change = edit_break(story.told, AT, rest, d("12-21"), d("2027-01-03"), "Holidays")
    assert change.label == "Changed the break from 21 December 2026 to 3 January 2027"
    (now,) = after(story.told, change).breaks
    assert (now.since, now.until, now.why) == (d("12-21"), d("2027-01-03"), ("Holidays",))
    with pytest.raises(Invalid, match="on or after the day it begins"):
        edit_break(story.told, AT, rest, d("12-21"), d("12-20"))


def test_a_pace_of_the_history_is_set_right_and_what_another_program_wrote_stays() -> None:
    story = Story()
    first = story.pace("10-05", 3)
    story.pace("11-02", 2)
    story.document["paces"][first]["alien"] = 1
    change = edit_pace(story.told, AT, first, d("10-12"), 4, "month", ["mon"], "Exams")
    assert change.label == "Set the pace of 4 a month right"
    assert (after(story.told, change).raw("paces", first) or {})["alien"] == 1
    now = after(story.told, change).paces[0]
    assert (now.id, now.since, now.pieces, now.per, now.days) == (first, d("10-12"), 4, "month", ("mon",))
    with pytest.raises(Invalid, match="another pace begins on 2 November"):
        edit_pace(story.told, AT, first, d("11-02"), 3, "week")
    with pytest.raises(Invalid, match="from 1 to"):
        edit_pace(story.told, AT, first, d("10-05"), 0, "week")
