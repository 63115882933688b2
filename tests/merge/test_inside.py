"""What is asked inside an object, once the object itself is in question: it is asked, and answered, with the whole."""

from __future__ import annotations

from leaptui.merge import ABSENT, Stamp, choose, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Json, Record, canonical_bytes
from tests.merge.gauge import FRIDAY, KIOSK, LAPTOP, MONDAY, TUESDAY, gauge, merged, portfolio

PHONE, DESK = Stamp("phone", 3), Stamp("desk", 7)
GROWING: Json = {"guideline": "F1.a", "level": "growing"}
STARTING: Json = {"guideline": "F1.a", "level": "starting"}
START = portfolio(guidelines=[STARTING])


def asked_inside() -> Document:
    """Give a portfolio in which one question is open: whether a guideline stands in the list, or nothing of it."""
    return merged(
        portfolio(guidelines=[GROWING], modified=FRIDAY),
        portfolio(modified=TUESDAY),
        START,
    )


def asked_whole(inside: Document) -> Document:
    """Give a portfolio in which the list as a whole is in question: another program wrote in it what has no key."""
    odd = portfolio(guidelines=[{"level": "odd"}], modified=FRIDAY)
    return merge3(START, odd, inside, mine_stamp=PHONE, theirs_stamp=KIOSK)


def said(document: Document) -> dict[str, set[bytes]]:
    """Give by its field what is open, each version as its bytes."""
    found: dict[str, set[bytes]] = {}
    for one in open_conflicts(document):
        values: list[Json] = [one.value, *(other.value for other in one.others)]
        found[one.field] = {canonical_bytes({"t": {"r": {"v": value}}}) for value in values}
    return found


def test_what_was_asked_inside_a_list_does_not_come_back_after_a_choice_about_the_whole() -> None:
    inside = asked_inside()
    assert [*said(inside)] == ["guidelines[F1.a]"]
    whole = asked_whole(inside)
    assert [*said(whole)] == ["guidelines"]
    values: list[Json] = [[GROWING], [{"level": "odd"}], ["something else"]]
    for value in values:
        chosen: Document = {"evidence": {"gauge": choose(gauge(whole), "guidelines", value)}}
        for past in (START, inside):
            for one, other in ((chosen, inside), (inside, chosen)):
                again = merge3(past, one, other, mine_stamp=DESK, theirs_stamp=PHONE)
                assert canonical_bytes(again) == canonical_bytes(chosen)


def test_what_nobody_saw_who_chose_about_the_whole_is_still_asked() -> None:
    inside = asked_inside()
    seen = {"evidence": {"gauge": settle(gauge(inside), "guidelines[F1.a]")}}
    whole = asked_whole(seen)
    chosen: Document = {"evidence": {"gauge": choose(gauge(whole), "guidelines", [{"level": "odd"}])}}

    def later(level: str, when: str) -> Document:
        return {
            "evidence": {
                "gauge": {**gauge(seen), "guidelines": [{"guideline": "F1.a", "level": level}], "modified": when}
            }
        }

    away = merge3(seen, later("deepening", FRIDAY), later("leading", TUESDAY), mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(away)] == ["guidelines[F1.a].level"]
    again = merge3(START, chosen, away, mine_stamp=DESK, theirs_stamp=PHONE)
    (asked,) = open_conflicts(again)
    assert asked.field == "guidelines"
    shown = str([asked.value, *(other.value for other in asked.others)])
    assert [level for level in ("odd", "deepening", "leading") if level in shown] == ["odd", "deepening", "leading"]


def test_a_choice_inside_and_a_choice_about_the_whole_that_know_nothing_of_one_another_both_stand() -> None:
    inside = asked_inside()
    whole = asked_whole(inside)
    about_whole: Document = {"evidence": {"gauge": choose(gauge(whole), "guidelines", [{"level": "odd"}])}}
    about_part: Document = {"evidence": {"gauge": settle(gauge(inside), "guidelines[F1.a]")}}
    both = merge3(START, about_whole, about_part, mine_stamp=DESK, theirs_stamp=PHONE)
    swapped = merge3(START, about_part, about_whole, mine_stamp=PHONE, theirs_stamp=DESK)
    assert canonical_bytes(both) == canonical_bytes(swapped)
    (asked,) = open_conflicts(both)
    values = [asked.value, *(other.value for other in asked.others)]
    assert [GROWING] in values
    assert [{"level": "odd"}] in values


def test_a_choice_about_the_whole_settles_what_a_file_of_an_older_program_asks_inside_it() -> None:
    def note(value: Json) -> Json:
        return {"others": [{"value": value, "clone": "phone", "revision": 3, "on": MONDAY}]}

    asked: Record = {"weather": note("dry"), "weather.by": note("Jonas")}
    document = portfolio(weather={"by": "Amara"}, _conflicts=asked)
    assert [*said(document)] == ["weather", "weather.by"]
    chosen: Document = {"evidence": {"gauge": settle(gauge(document), "weather")}}
    assert not open_conflicts(chosen)
    for past in (portfolio(), document):
        again = merge3(past, chosen, document, mine_stamp=DESK, theirs_stamp=PHONE)
        assert canonical_bytes(again) == canonical_bytes(chosen)


def test_what_is_asked_inside_what_was_chosen_stays_as_it_is_when_an_old_clone_comes_by() -> None:
    old = asked_inside()
    whole = asked_whole(old)
    chosen = choose(gauge(whole), "guidelines", [{"guideline": "M1.b", "level": "starting"}])
    one: Document = {"evidence": {"gauge": {**chosen, "guidelines": [{"guideline": "M1.b", "level": "growing"}]}}}
    other: Document = {"evidence": {"gauge": {**chosen, "guidelines": [{"guideline": "M1.b", "level": "deepening"}]}}}
    now = merge3({"evidence": {"gauge": chosen}}, one, other, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(now)] == ["guidelines[M1.b].level"]
    again = merge3(START, now, old, mine_stamp=DESK, theirs_stamp=PHONE)
    assert said(again) == said(now)


def test_choosing_that_nothing_stands_there_settles_what_was_asked_inside_what_is_gone() -> None:
    note: Json = {"others": [{"value": "Amara", "clone": "phone", "revision": 3, "on": MONDAY}]}
    gone = portfolio(tags=["wood"], _conflicts={"weather.by": note})
    here = portfolio(weather={"by": "Jonas"}, modified=FRIDAY)
    asked = merge3(portfolio(tags=["sun"]), gone, here, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(asked)] == ["weather"]
    chosen: Document = {"evidence": {"gauge": choose(gauge(asked), "weather", ABSENT)}}
    again = merge3(portfolio(tags=["sun"]), chosen, gone, mine_stamp=DESK, theirs_stamp=LAPTOP)
    assert not open_conflicts(again)


def test_what_one_side_asks_inside_stays_asked_inside_where_the_other_side_has_nothing_more() -> None:
    inside = asked_inside()
    settled: Document = {"evidence": {"gauge": settle(gauge(inside), "guidelines[F1.a]")}}
    leading: Json = {"guideline": "F1.a", "level": "leading"}
    one: Document = {"evidence": {"gauge": choose(gauge(inside), "guidelines[F1.a]", leading)}}
    both = merge3(None, one, settled, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["guidelines[F1.a].level"]
    for older, stamp in ((one, LAPTOP), (settled, KIOSK)):
        for past in (None, older):
            again = merge3(past, both, older, mine_stamp=DESK, theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(both)


def test_what_has_no_place_any_more_is_asked_of_the_whole_so_that_it_can_be_chosen() -> None:
    note: Json = {"others": [{"value": "Amara", "clone": "phone", "revision": 3, "on": MONDAY}]}
    written_over = portfolio(weather="dry", _conflicts={"weather.by": note})
    elsewhere = portfolio(weather={"by": "Amara"}, modified=FRIDAY)
    both = merge3(portfolio(), written_over, elsewhere, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["weather"]
    values: list[Json] = ["dry", {"by": "Amara"}]
    for value in values:
        chosen: Document = {"evidence": {"gauge": choose(gauge(both), "weather", value)}}
        for older, stamp in ((written_over, LAPTOP), (elsewhere, KIOSK)):
            again = merge3(portfolio(), chosen, older, mine_stamp=DESK, theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(chosen)


def test_who_chose_the_whole_is_known_to_have_said_what_is_asked_about_inside_it_elsewhere() -> None:
    jonas, amara = portfolio(weather={"by": "Jonas"}), portfolio(weather={"by": "Amara"}, modified=FRIDAY)
    inside = merge3(portfolio(), amara, jonas, mine_stamp=LAPTOP, theirs_stamp=PHONE)
    assert [*said(inside)] == ["weather.by"]
    whole = merge3(portfolio(), amara, portfolio(weather="dry"), mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    chosen: Document = {"evidence": {"gauge": settle(gauge(whole), "weather")}}
    both = merge3(None, inside, chosen, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["weather.by"]
    for older, stamp in ((inside, LAPTOP), (chosen, KIOSK)):
        assert canonical_bytes(merge3(None, both, older, mine_stamp=DESK, theirs_stamp=stamp)) == canonical_bytes(both)
    answered: Document = {"evidence": {"gauge": choose(gauge(both), "weather.by", "Jonas")}}
    again = merge3(None, answered, chosen, mine_stamp=DESK, theirs_stamp=KIOSK)
    assert canonical_bytes(again) == canonical_bytes(answered)


def test_what_was_chosen_inside_stays_beside_what_was_written_over_the_whole_without_knowing_it() -> None:
    inside = asked_inside()
    chosen: Document = {"evidence": {"gauge": settle(gauge(inside), "guidelines[F1.a]")}}
    over: Document = {"evidence": {"gauge": {**gauge(inside), "guidelines": [{"level": "odd"}], "modified": FRIDAY}}}
    both = merge3(inside, chosen, over, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["guidelines"]
    for past in (inside, over):
        again = merge3(past, both, over, mine_stamp=DESK, theirs_stamp=KIOSK)
        assert canonical_bytes(again) == canonical_bytes(both)


def test_a_list_emptied_after_a_choice_inside_it_stays_the_empty_list_beside_a_clone_that_still_asks() -> None:
    inside = asked_inside()
    settled = settle(gauge(inside), "guidelines[F1.a]")
    emptied: Document = {"evidence": {"gauge": {**settled, "guidelines": []}}}
    both = merge3(None, emptied, inside, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert not open_conflicts(both)
    assert gauge(both)["guidelines"] == []
    for older, stamp in ((emptied, LAPTOP), (inside, KIOSK)):
        again = merge3(None, both, older, mine_stamp=DESK, theirs_stamp=stamp)
        assert canonical_bytes(again) == canonical_bytes(both)


def test_a_choice_inside_is_not_undone_by_a_clone_that_asks_the_same_where_it_has_no_place_any_more() -> None:
    def asks(clone: str) -> Json:
        return {"others": [{"value": "Jonas", "clone": clone, "revision": 3, "on": MONDAY}]}

    here = portfolio(weather={"by": "Amara"}, _conflicts={"weather.by": asks("desk")})
    gone = portfolio(tags=["wood"], _conflicts={"weather.by": asks("phone")})
    both = merge3(portfolio(), here, gone, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["weather.by"]
    chosen: Document = {"evidence": {"gauge": settle(gauge(both), "weather.by")}}
    for past in (portfolio(), gone):
        again = merge3(past, chosen, gone, mine_stamp=DESK, theirs_stamp=KIOSK)
        assert canonical_bytes(again) == canonical_bytes(chosen)


def test_what_is_asked_inside_keeps_who_said_it_beside_a_clone_that_chose_the_whole_without_it() -> None:
    jonas = portfolio(weather={"by": "Jonas", "sky": "grey"})
    amara = portfolio(weather={"by": "Amara"}, modified=FRIDAY)
    inside = merge3(
        portfolio(weather={"by": "Noor", "sky": "blue"}), amara, jonas, mine_stamp=LAPTOP, theirs_stamp=PHONE
    )
    assert [*said(inside)] == ["weather.by", "weather.sky"]
    whole = merge3(portfolio(), amara, portfolio(weather="dry"), mine_stamp=KIOSK, theirs_stamp=DESK)
    chosen: Document = {"evidence": {"gauge": settle(gauge(whole), "weather")}}
    both = merge3(None, inside, chosen, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    assert [*said(both)] == ["weather.by", "weather.sky"]
    for older, stamp in ((inside, LAPTOP), (chosen, KIOSK)):
        for past in (None, older):
            again = merge3(past, both, older, mine_stamp=DESK, theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(both)
