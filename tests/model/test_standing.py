from leaptui.model.records_others import Person
from leaptui.model.standing import (
    Standing,
    breadth,
    claimed_elsewhere,
    coverage,
    evidence_map,
    gaps,
    standings,
    with_descendants,
)
from tests.model.stories import THURSDAY, Story, d, leap

LEAP = leap()


def standing(story: Story, code: str) -> Standing:
    return standings(story.told, LEAP)[LEAP.qualify(code)]


def test_a_new_portfolio_stands_nowhere_yet_and_every_guideline_is_there_in_order() -> None:
    found = standings(Story().told, LEAP)
    assert list(found) == list(LEAP.guidelines)
    assert all(item.level is None and item.rank == 0 and item.pieces == 0 for item in found.values())
    assert found["leap-2020:D4"].spread == ()
    assert found["leap-2020:C4"].spread == (0, 0, 0)


def test_the_learners_own_word_is_the_highest_level_they_claimed_whenever_that_was() -> None:
    story = Story()
    story.piece("Bridge", "2025-02-01", "D4=demonstrated")
    story.piece("Lamp", "11-18", "D4=starting")
    found = standing(story, "D4")
    assert (found.level, found.rank, found.own, found.by) == ("demonstrated", 3, "demonstrated", None)
    assert found.on == d("2025-02-01")
    assert found.pieces == 2


def test_a_claim_without_a_level_is_a_piece_and_no_more() -> None:
    story = Story()
    story.piece("Bridge", "11-01", "D4")
    found = standing(story, "D4")
    assert (found.level, found.rank, found.own, found.on, found.pieces) == (None, 0, None, None, 1)


def test_a_level_the_framework_does_not_know_counts_as_none_said() -> None:
    story = Story()
    story.piece("Bridge", "11-01", "D4=wizard", "D5=growing")
    story.assess("e-Bridge", "D5", "wizard", "J. Lind", "11-02")
    assert (standing(story, "D4").level, standing(story, "D4").rank) == (None, 0)
    assert (standing(story, "D5").level, standing(story, "D5").by) == ("growing", None)


def test_what_somebody_else_says_goes_before_the_learners_own_word() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-18", "C4.a=growing")
    story.assess(piece, "C4.a", "demonstrated", "J. Lind", "11-19")
    found = standing(story, "C4.a")
    assert (found.level, found.rank, found.by, found.on) == ("demonstrated", 3, "J. Lind", d("11-19"))
    assert found.own == "growing"


def test_it_does_so_where_it_is_lower_too() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-18", "C4.a=deepening")
    story.assess(piece, "C4.a", "growing", "J. Lind", "11-19")
    found = standing(story, "C4.a")
    assert (found.level, found.own) == ("growing", "deepening")


def test_of_each_person_the_last_word_counts_and_of_all_the_highest() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "09-01", "C4.a=growing")
    story.assess(piece, "C4.a", "deepening", "J. Lind", "09-02")
    story.assess(piece, "C4.a", "growing", "J. Lind", "10-02")
    story.assess(piece, "C4.a", "demonstrated", "Mr Sousa", "09-20")
    found = standing(story, "C4.a")
    assert (found.level, found.by, found.on) == ("demonstrated", "Mr Sousa", d("09-20"))


def test_the_last_word_is_the_one_said_last_whatever_the_order_in_the_file() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "09-01", "C4.a=growing")
    story.assess(piece, "C4.a", "starting", "J. Lind", "10-02")
    story.assess(piece, "C4.a", "deepening", "J. Lind", "09-02")
    assert standing(story, "C4.a").level == "starting"


def test_the_day_of_the_learners_own_word_is_when_they_last_said_it() -> None:
    story = Story()
    for title, day in (("A", "09-01"), ("B", "10-01"), ("C", "09-15")):
        story.piece(title, day, "D4=growing")
    assert standing(story, "D4").on == d("10-01")


def test_a_person_named_once_by_id_and_once_by_name_is_one_person() -> None:
    story = Story()
    story.put("people", "lind", "01-01", name="J. Lind", role="mentor")
    piece = story.piece("Rain gauge", "09-01", "C4.a=growing")
    story.assess(piece, "C4.a", "deepening", "J. Lind", "09-02")
    story.assess(piece, "C4.a", "growing", "lind", "10-02")
    found = standing(story, "C4.a")
    assert isinstance(story.told.people["lind"], Person)
    assert (found.level, found.by) == ("growing", "J. Lind")


def test_an_assessment_without_a_level_takes_nothing_away() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "09-01", "C4.a=growing")
    story.assess(piece, "C4.a", "demonstrated", "J. Lind", "09-02")
    story.assess(piece, "C4.a", None, "J. Lind", "10-02", note=["Show me more."])
    assert standing(story, "C4.a").level == "demonstrated"


def test_an_assessment_still_counts_when_the_evidence_was_changed_since() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "09-01", "C4.a=growing")
    story.assess(piece, "C4.a", "demonstrated", "J. Lind", "09-02", evidence_digest="0" * 64)
    assert standing(story, "C4.a").level == "demonstrated"


def test_what_is_in_the_trash_does_not_stand() -> None:
    story = Story()
    story.piece("Bridge", "09-01", "D4=demonstrated")
    story.piece("Lamp", "10-01", "D4=growing")
    story.throw_away("evidence", "e-Bridge")
    found = standing(story, "D4")
    assert (found.level, found.pieces) == ("growing", 1)


def test_a_guideline_with_sub_guidelines_shows_their_spread_and_counts_each_piece_once() -> None:
    story = Story()
    story.piece("Café", "09-01", "C4.a=demonstrated", "C4.b=starting", "C4=growing")
    story.piece("Survey", "10-01", "C4.a=growing")
    found = standing(story, "C4")
    assert found.level is None
    assert found.spread == (3, 1, 0)
    assert (found.reached, found.pieces) == (2, 2)
    assert found.own == "growing"


def test_the_skyline_height_of_a_parent_is_honest() -> None:
    one = Story()
    one.piece("Café", "09-01", "C4.a=deepening")
    assert standing(one, "C4").rank == 1, "one deep leaf of three is a beginning"
    two = Story()
    two.piece("Café", "09-01", "C4.a=deepening", "C4.b=growing")
    assert standing(two, "C4").rank == 2, "the middle one of three"
    six = Story()
    six.piece("Diary", "09-01", "F1.a=deepening", "F1.b=deepening", "F1.c=deepening", "F1.d=growing")
    assert standing(six, "F1").rank == 2, "of six the third, not the fourth"
    direct = Story()
    direct.piece("Café", "09-01", "C4=demonstrated")
    assert standing(direct, "C4").rank == 3, "what was said of it directly is not lowered"


def test_coverage_counts_all_guidelines_of_a_component() -> None:
    totals = [item.total for item in coverage(LEAP, standings(Story().told, LEAP))]
    assert totals == [8, 5, 5, 8]
    assert sum(totals) == 26


def test_the_number_reached_is_the_number_of_blocks_in_the_skyline() -> None:
    story = Story()
    story.piece("Café", "09-01", "C4.b=growing", "C1=deepening")
    story.piece("Talk", "09-02", "C2", "C4.b")
    of_c = coverage(LEAP, standings(story.told, LEAP))[3]
    assert of_c.component.code == "C"
    assert of_c.ranks == (4, 1, 0, 1, 0, 2, 0, 0)
    assert of_c.reached == 4
    assert of_c.pieces == 2


def test_gaps_are_the_leaves_without_a_piece() -> None:
    story = Story()
    story.piece("Everything", "09-01", *(leaf.code for leaf in LEAP.leaves if leaf.code not in {"L2", "C4.c"}))
    assert [leaf.code for leaf in gaps(LEAP, standings(story.told, LEAP))] == ["L2", "C4.c"]


def test_breadth_tells_how_varied_the_evidence_is() -> None:
    story = Story()
    story.piece("A", "09-01", "C4.a", kind="image", place="school", people=["Ravi"])
    story.piece("B", "09-02", "C4.a", "C4.b", kind="text", place="home", people=["Ravi", "Ms Lind"])
    story.piece("C", "09-03", "C4.b", kind="text")
    story.piece("Elsewhere", "09-03", "D1", kind="audio", place="work")
    found = breadth(story.told, with_descendants(LEAP, "leap-2020:C4"))
    assert found.pieces == 3
    assert found.kinds == (("text", 2), ("image", 1))
    assert found.places == (("home", 1), ("school", 1))
    assert found.people == 2


def test_the_map_counts_pieces_by_month_and_days_to_come_do_not_count() -> None:
    story = Story()
    story.piece("A", "11-01", "C4.a")
    story.piece("B", "11-19", "C4.a", "C4.b")
    story.piece("Tomorrow", "11-20", "C4.a")
    story.piece("Last year", "2025-11-30", "C4.a")
    story.piece("December", "2025-12-01", "C4.b")
    drawn = evidence_map(story.told, LEAP, THURSDAY)
    assert (drawn.months[0], drawn.months[-1], len(drawn.months)) == (d("2025-12-01"), d("11-01"), 12)
    assert drawn.cells["leap-2020:C4.a"] == (0,) * 11 + (2,)
    assert drawn.cells["leap-2020:C4.b"] == (1, *(0,) * 10, 1)
    assert drawn.cells["leap-2020:C4"] == (1, *(0,) * 10, 2), "each piece once"
    assert list(drawn.cells) == list(LEAP.guidelines)


def test_a_month_that_is_at_least_half_rest_is_a_break() -> None:
    story = Story()
    story.rest("07-01", "07-31")
    story.rest("09-01", "09-08")
    story.rest("09-05", "09-15")
    story.rest("10-01", "10-15")
    drawn = evidence_map(story.told, LEAP, THURSDAY)
    months = [month.month for month, rest in zip(drawn.months, drawn.breaks, strict=True) if rest]
    assert months == [7, 9], "September in two rests that overlap is half rest, 15 of October's 31 days are not"


def test_the_map_counts_each_piece_of_a_component_once() -> None:
    story = Story()
    story.piece("Rain gauge", "11-02", "D4", "D1", "C4.a")
    story.piece("Soup", "10-02", "D1")
    found = evidence_map(story.told, LEAP, THURSDAY, 2)
    assert found.components["D"] == (1, 1)
    assert found.components["C"] == (0, 1)
    assert found.components["F"] == (0, 0)


def test_claims_of_guidelines_the_framework_does_not_have_are_counted() -> None:
    story = Story()
    story.piece("Rain gauge", "11-02", "D4", "Z9", "Z10")
    story.piece("Soup", "10-02", "Z9")
    assert claimed_elsewhere(story.told, LEAP) == {"leap-2020:Z10": 1, "leap-2020:Z9": 2}
