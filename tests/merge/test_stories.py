"""What happens to a portfolio that was changed in two places, told case by case."""

from __future__ import annotations

from hashlib import sha256

from leaptui.merge import ABSENT, Alternative, Stamp, choose, is_conflicted, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Record
from leaptui.model.ids import claim_id
from tests.merge.gauge import FRIDAY, GAUGE, KIOSK, LAPTOP, MONDAY, TUESDAY, gauge, merged, portfolio

# No conflict


def test_both_add_evidence_and_both_are_there() -> None:
    theirs: Document = {
        "evidence": {"gauge": GAUGE, "video": {"title": "The storm"}},
        "goals": {"station": {"title": "Station"}},
    }
    mine: Document = {"evidence": {"gauge": GAUGE, "sketch": {"title": "Sketch"}}}
    assert merged(mine, theirs) == {
        "evidence": {"gauge": GAUGE, "video": {"title": "The storm"}, "sketch": {"title": "Sketch"}},
        "goals": {"station": {"title": "Station"}},
    }


def test_each_changes_another_field_and_both_changes_are_in() -> None:
    result = gauge(merged(portfolio(place="school", modified=TUESDAY), portfolio(minutes=95, modified=FRIDAY)))
    assert result == {**GAUGE, "place": "school", "minutes": 95, "modified": FRIDAY}
    assert not is_conflicted(result)


def test_when_a_record_was_made_is_what_one_side_alone_made_it_and_stays_so_when_merged_again() -> None:
    start = portfolio(modified=FRIDAY)
    mine, theirs = portfolio(created=TUESDAY, modified=FRIDAY), portfolio(modified=MONDAY)
    both = merged(mine, theirs, start)
    assert gauge(both) == {**GAUGE, "created": TUESDAY, "modified": FRIDAY}
    for side in (mine, theirs):
        assert merged(both, side, start) == both


def test_one_takes_a_field_away_and_nothing_brings_it_back() -> None:
    assert gauge(merged(portfolio(kind=None), portfolio(minutes=95))) == {
        **{name: value for name, value in GAUGE.items() if name != "kind"},
        "minutes": 95,
    }


def test_tags_taken_away_here_and_added_there() -> None:
    assert gauge(merged(portfolio(tags=["maths"]), portfolio(tags=["maths", "water", "wood"])))["tags"] == [
        "maths",
        "wood",
    ]


def test_the_last_tag_gone_leaves_no_empty_list() -> None:
    assert "tags" not in gauge(merged(portfolio(tags=["water"]), portfolio(tags=["maths"])))


def test_two_paragraphs_of_a_text_edited_in_two_places() -> None:
    mine = portfolio(body=["It held through the storm.", "", "The funnel leaks.", "", "Next: calibrate."])
    theirs = portfolio(body=["It held.", "", "The funnel leaks.", "", "Next: calibrate.", "Ask Ms Lind."])
    result = gauge(merged(mine, theirs))
    assert result["body"] == [
        "It held through the storm.",
        "",
        "The funnel leaks.",
        "",
        "Next: calibrate.",
        "Ask Ms Lind.",
    ]
    assert "_conflicts" not in result


def test_one_picture_described_here_and_another_attached_there() -> None:
    mine = portfolio(attachments=[{"sha256": "0a", "name": "gauge.jpg", "alt": "The gauge in the rain"}])
    theirs = portfolio(attachments=[{"sha256": "0a", "name": "rain.jpg", "alt": "The gauge"}, {"sha256": "0b"}])
    assert gauge(merged(mine, theirs))["attachments"] == [
        {"sha256": "0a", "name": "rain.jpg", "alt": "The gauge in the rain"},
        {"sha256": "0b"},
    ]


def test_the_same_guideline_claimed_on_two_clones_is_one_claim() -> None:
    claim = claim_id("gauge", "leap-2020:F1.a")
    same: Record = {"evidence": "gauge", "guideline": "leap-2020:F1.a", "level": "growing"}
    mine: Document = {"claims": {claim: {**same, "why": ["I chose it."], "created": MONDAY, "modified": MONDAY}}}
    theirs: Document = {"claims": {claim: {**same, "created": TUESDAY, "modified": TUESDAY}}}
    assert merged(mine, theirs, {}) == {
        "claims": {claim: {**same, "why": ["I chose it."], "created": MONDAY, "modified": TUESDAY}}
    }


def test_a_newer_program_has_raised_what_may_write_the_portfolio() -> None:
    old: Document = {"meta": {"portfolio": {"format": 1, "min_writer": 1, "title": "Amara"}}}
    newer: Document = {"meta": {"portfolio": {"format": 3, "min_writer": 2, "title": "Amara"}}}
    newest: Document = {"meta": {"portfolio": {"format": 2, "min_writer": 10, "title": "Amara"}}}
    assert merged(newer, newest, old) == {"meta": {"portfolio": {"format": 3, "min_writer": 10, "title": "Amara"}}}


def test_true_is_not_one() -> None:
    result = gauge(merged(portfolio(stretch=True), portfolio(minutes=5), portfolio(stretch=1)))
    assert result["stretch"] is True
    assert result["minutes"] == 5


# Deleted


def test_deleted_here_and_untouched_there_is_deleted() -> None:
    assert merged({}, portfolio()) == {}


def test_deleted_here_and_edited_there_stays_and_says_so() -> None:
    result = merged({"evidence": {}}, portfolio(title="Rain gauge v2"))
    assert gauge(result)["title"] == "Rain gauge v2"
    (conflict,) = open_conflicts(result)
    assert (conflict.table, conflict.id, conflict.field) == ("evidence", "gauge", "_deleted")
    assert conflict.others == (Alternative(None, absent=True, clone="laptop", revision=41, on=None),)
    kept = {"evidence": {"gauge": settle(gauge(result), "_deleted")}}
    assert not open_conflicts(kept)
    assert merged({"evidence": {}}, kept) == kept


def test_put_into_the_trash_here_and_edited_there_stays_out_of_the_trash() -> None:
    result = merged(portfolio(deleted=TUESDAY, modified=TUESDAY), portfolio(title="Rain gauge v2"))
    assert "deleted" not in gauge(result)
    (conflict,) = open_conflicts(result)
    assert (conflict.field, conflict.absent) == ("deleted", True)
    assert conflict.others == (Alternative(TUESDAY, absent=False, clone="laptop", revision=41, on=TUESDAY),)
    thrown: Document = {"evidence": {"gauge": choose(gauge(result), "deleted", TUESDAY)}}
    assert gauge(thrown)["deleted"] == TUESDAY
    assert merged(thrown, portfolio(title="Rain gauge v2")) == thrown


def test_an_edit_after_the_trash_was_chosen_brings_it_out_again() -> None:
    both = merged(portfolio(deleted=TUESDAY), portfolio(title="Rain gauge v2"))
    thrown: Document = {"evidence": {"gauge": choose(gauge(both), "deleted", TUESDAY)}}
    result = merged(thrown, portfolio(title="Rain gauge v2", minutes=20))
    assert "deleted" not in gauge(result)
    assert gauge(result)["minutes"] == 20


def test_put_into_the_trash_on_both_sides_is_in_the_trash_since_the_first() -> None:
    result = merged(portfolio(deleted=FRIDAY), portfolio(deleted=TUESDAY))
    assert gauge(result)["deleted"] == TUESDAY
    assert not open_conflicts(result)


def test_put_into_the_trash_here_and_the_trash_emptied_there_can_still_be_brought_back() -> None:
    result = merged(portfolio(deleted=TUESDAY), {"evidence": {}})
    assert result == portfolio(deleted=TUESDAY)


def test_a_choice_made_in_a_record_in_the_trash_asks_nothing_of_who_emptied_the_trash() -> None:
    asked = merged(portfolio(title="Rain gauge v2"), portfolio(title="Pluviometer"))
    trashed: Document = {"evidence": {"gauge": {**gauge(asked), "deleted": TUESDAY}}}
    assert merged(trashed, {"evidence": {}}, asked) == trashed
    settled: Document = {"evidence": {"gauge": settle(gauge(trashed), "title")}}
    assert merged(settled, {"evidence": {}}, asked) == settled


# The same field


def test_the_same_field_changed_twice_keeps_both_versions() -> None:
    result = merged(portfolio(title="Rain gauge v2", modified=TUESDAY), portfolio(title="Pluviometer", modified=FRIDAY))
    assert gauge(result)["title"] == "Pluviometer"
    digest = sha256(b'"Pluviometer"').hexdigest()[:16]
    assert gauge(result)["_conflicts"] == {
        "title": {
            "others": [{"value": "Rain gauge v2", "clone": "laptop", "revision": 41, "on": TUESDAY}],
            "standing": {"clone": "kiosk", "revision": 12, "on": FRIDAY, "digest": digest},
        }
    }
    (conflict,) = open_conflicts(result)
    assert conflict.value == "Pluviometer"
    assert conflict.standing is not None
    assert conflict.standing.clone == "kiosk"
    assert conflict.others[0].value == "Rain gauge v2"


def test_with_the_clock_of_the_kiosk_stuck_in_1970_both_clones_still_agree() -> None:
    stuck = portfolio(title="Pluviometer", modified="1970-01-01T00:00:00Z")
    assert gauge(merged(portfolio(title="Rain gauge v2", modified=TUESDAY), stuck))["title"] == "Rain gauge v2"


def test_a_value_is_preferred_to_none() -> None:
    result = merged(portfolio(kind=None, modified=FRIDAY), portfolio(kind="code", modified=TUESDAY))
    assert gauge(result)["kind"] == "code"
    (conflict,) = open_conflicts(result)
    assert conflict.others[0].absent
    assert "kind" not in choose(gauge(result), "kind", ABSENT)


def test_the_same_line_rewritten_twice_keeps_both_texts_whole() -> None:
    mine = portfolio(body=["It held through the night.", *["", "The funnel leaks."]], modified=TUESDAY)
    theirs = portfolio(body=["It broke.", *["", "The funnel leaks."]])
    result = merged(mine, theirs)
    assert gauge(result)["body"] == ["It held through the night.", "", "The funnel leaks."]
    assert open_conflicts(result)[0].others[0].value == ["It broke.", "", "The funnel leaks."]


def test_inside_an_object_and_a_list_the_path_names_the_place() -> None:
    old: Document = {
        "meta": {"portfolio": {"learner": {"name": "Amara", "pronouns": "she"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "starting"}]}},
    }
    mine: Document = {
        "meta": {"portfolio": {"learner": {"name": "Amara O.", "pronouns": "she"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "growing"}]}},
    }
    theirs: Document = {
        "meta": {"portfolio": {"learner": {"name": "A. Okafor"}}},
        "goals": {"station": {"guidelines": [{"guideline": "leap-2020:F1.a", "level": "deepening"}]}},
    }
    result = merged(mine, theirs, old)
    goal, learner = open_conflicts(result)
    assert (goal.field, goal.value) == ("guidelines[leap-2020:F1.a].level", "growing")
    assert (learner.field, learner.value) == ("learner.name", "Amara O.")
    assert result["meta"]["portfolio"]["learner"] == {"name": "Amara O."}
    chosen = choose(result["goals"]["station"], goal.field, "deepening")
    assert chosen["guidelines"] == [{"guideline": "leap-2020:F1.a", "level": "deepening"}]
    assert not is_conflicted(chosen)


def test_what_is_asked_in_an_object_is_asked_of_the_whole_where_that_gives_way_to_something_else() -> None:
    said: Record = {"clone": "phone", "revision": 3, "on": MONDAY}
    note: Record = {
        "others": [{**said, "value": "Amara"}],
        "standing": {**said, "clone": "tablet", "digest": sha256(b'"Jonas"').hexdigest()[:16]},
    }
    theirs = portfolio(weather={"by": "Jonas"}, _conflicts={"weather.by": note})
    mine = portfolio(weather=None, modified=FRIDAY)
    mine["evidence"]["gauge"]["weather"] = None
    result = merged(mine, theirs, base={})
    for side, stamp in ((mine, LAPTOP), (theirs, KIOSK)):
        assert merge3({}, result, side, mine_stamp=Stamp("desk", 1), theirs_stamp=stamp) == result
    (asked,) = open_conflicts(result)
    said_of_it = [asked.value, *(None if other.absent else other.value for other in asked.others)]
    assert asked.field == "weather"
    assert sorted(map(str, said_of_it)) == ["None", "{'by': 'Amara'}", "{'by': 'Jonas'}"]
