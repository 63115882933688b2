"""What came and what grew between two states of a portfolio."""

from __future__ import annotations

from leaptui.model.growth import growth
from leaptui.model.portfolio import Portfolio
from tests.model.stories import Story, leap


def story() -> Story:
    story = Story()
    story.piece("Rain gauge", "11-01", "D4=growing", "C1=starting")
    story.goal("Weather station", "10-01", status="active")
    story.steps("g-Weather station", "10-05", still_open=1)
    return story


def test_what_was_added_changed_and_is_gone_is_counted() -> None:
    before, later = Portfolio(story().document), story()
    later.piece("Lamp", "11-10", "D4=demonstrated", "L1=starting")
    later.document["evidence"]["e-Rain gauge"]["title"] = "Gauge"
    later.document["goals"]["g-Weather station"]["deleted"] = "2026-11-10T10:00:00Z"
    found = growth(before, Portfolio(later.document), leap())
    assert found.added == {"evidence": 1, "claims": 2}
    assert found.changed == {"evidence": 1}
    assert found.gone == {"goals": 1}
    assert found.pieces == ("e-Lamp",)


def test_levels_that_rose_and_fell_are_named() -> None:
    before, later = Portfolio(story().document), story()
    later.piece("Lamp", "11-10", "D4=demonstrated", "L1=starting")
    for claim in later.document["claims"].values():
        if claim["guideline"] == "leap-2020:C1":
            claim["deleted"] = "2026-11-10T10:00:00Z"
    found = growth(before, Portfolio(later.document), leap())
    assert {(one.code, one.before, one.after) for one in found.risen} == {
        ("D4", "growing", "demonstrated"),
        ("L1", None, "starting"),
    }
    assert [(one.code, one.before, one.after) for one in found.fallen] == [("C1", "starting", None)]


def test_goals_reached_and_steps_ticked_are_named() -> None:
    before, later = Portfolio(story().document), story()
    (still_open,) = [one for one, step in later.document["steps"].items() if "done_on" not in step]
    later.document["steps"][still_open]["done_on"] = "2026-11-12"
    later.document["goals"]["g-Weather station"]["status"] = "achieved"
    found = growth(before, Portfolio(later.document), leap())
    assert found.ticked == (still_open,)
    assert found.reached == ("g-Weather station",)


def test_two_states_that_say_the_same_do_not_differ() -> None:
    later = story()
    later.document["evidence"]["e-Rain gauge"]["modified"] = "2026-12-01T10:00:00Z"
    found = growth(Portfolio(story().document), Portfolio(later.document), leap())
    assert found.is_empty
    assert found.risen == ()
