"""The orders a list of evidence can stand in, and titles nothing of which can be seen."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.order import ORDERS, Arranger, Order, title_key
from leaptui.model.portfolio import Portfolio
from leaptui.model.reviewed import has_new_feedback, is_changed_since_review, with_new_feedback
from leaptui.model.search import Index, Narrow
from leaptui.model.titles import has_title, shown_title
from tests.model.stories import STEADY, Story, leap

LEAP = leap()


def a_week() -> Story:
    story = Story()
    story.piece("“Étude” in E", "03-02", "D1=growing")
    story.piece("day 10", "03-04", "C2")
    story.piece("Day 2", "03-03", "F1.a=deepening", "D1=starting")
    story.piece("\u200b\u3164 ", "03-05", "L1=growing")
    story.piece("apple cake", "03-01")
    return story


def titles(portfolio: Portfolio, ids: list[str]) -> list[str]:
    return [shown_title(portfolio.evidence[one].title) for one in ids]


def test_the_list_stands_in_each_order() -> None:
    story = a_week()
    story.document["evidence"]["e-day 10"]["modified"] = "2026-05-01T00:00:00Z"
    portfolio = Portfolio(story.document)
    ids = Index(portfolio, LEAP).matches(Narrow())
    arranger = Arranger(portfolio, LEAP)
    found = {order: titles(portfolio, arranger.arranged(ids, order)) for order in ORDERS}
    assert found["newest"] == ["no title", "day 10", "Day 2", "“Étude” in E", "apple cake"]
    assert found["oldest"] == found["newest"][::-1]
    assert found["title"] == ["apple cake", "Day 2", "day 10", "“Étude” in E", "no title"]
    assert found["changed"][0] == "day 10"
    assert found["level"] == ["Day 2", "no title", "“Étude” in E", "day 10", "apple cake"]


@STEADY
@given(st.randoms(use_true_random=False), st.sampled_from(ORDERS))
def test_an_order_holds_whatever_was_found(chance: random.Random, order: Order) -> None:
    portfolio = Portfolio(a_week().document)
    every = Index(portfolio, LEAP).matches(Narrow())
    some = [one for one in every if chance.random() < 0.6]
    arranger = Arranger(portfolio, LEAP)
    whole = arranger.arranged(every, order)
    assert arranger.arranged(some, order) == [one for one in whole if one in some]


@STEADY
@given(st.lists(st.text(max_size=8), max_size=6))
def test_any_titles_can_be_put_in_order(names: list[str]) -> None:
    ordered = sorted(names, key=title_key)
    assert [name for name in ordered if not has_title(name)] == ordered[len([n for n in names if has_title(n)]) :]


def test_titles_of_blanks_and_of_invisible_signs_are_none() -> None:
    for blank in ("", "   ", "\u00a0", "\u200b\u200d\ufeff", "\u2800\u3164", "\u0301", "\u202e\u2066"):
        assert shown_title(blank) == "no title", ascii(blank)
    for title in ("a", "…", "👩‍🔬", "нет", "नमस्ते", "\ue000", "\U0001fae8"):
        assert shown_title(title) == title


def test_a_piece_in_the_trash_is_found_and_one_that_is_gone_is_not() -> None:
    story = a_week()
    story.document["evidence"]["e-Day 2"]["deleted"] = "2026-05-01T00:00:00Z"
    portfolio = Portfolio(story.document)
    assert "e-Day 2" not in portfolio.evidence
    piece = portfolio.piece("e-Day 2")
    assert piece is not None
    assert piece.title == "Day 2"
    assert portfolio.piece("nowhere") is None
    assert Arranger(portfolio, LEAP).arranged(["e-Day 2"], "title") == ["e-Day 2"]


def test_new_feedback_is_on_the_piece_or_on_what_it_is_tagged_with() -> None:
    story = a_week()
    claim = next(key for key, raw in story.document["claims"].items() if raw["evidence"] == "e-day 10")
    story.put("feedback", "f1", "03-06", on={"table": "claims", "id": claim}, by="Ms Lind", text=["Go on."])
    story.put(
        "feedback", "f2", "03-06", on={"table": "evidence", "id": "e-Day 2"}, by="Ms Lind", text=["Yes."], answered=True
    )
    portfolio = Portfolio(story.document)
    assert set(with_new_feedback(portfolio)) == {"e-day 10"}
    assert has_new_feedback(portfolio, "e-day 10")
    assert not has_new_feedback(portfolio, "e-Day 2")
    assert Index(portfolio, LEAP).matches(Narrow(waiting=True)) == ["e-day 10"]
    assert Index(portfolio, LEAP).counts(Narrow()).waiting == 1


def test_a_piece_is_changed_since_its_review_until_somebody_looks_again() -> None:
    story = a_week()
    claim = next(key for key, raw in story.document["claims"].items() if raw["evidence"] == "e-day 10")
    story.put("assessments", "a1", "03-06", claim=claim, by="Ms Lind", level="growing", evidence_digest="0" * 64)
    assert is_changed_since_review(Portfolio(story.document), "e-day 10")
    assert not is_changed_since_review(Portfolio(story.document), "e-Day 2")
