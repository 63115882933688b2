"""The page about the learner, and their lines by facet."""

from __future__ import annotations

from leaptui.model.about_me import PAGE, about_choices, about_page
from leaptui.model.me import last_review, lines_by_facet, me_changes, never_looked_at
from leaptui.model.portfolio import Portfolio
from tests.model.stories import Story, d, leap


def noted(story: Story, record_id: str, facet: str, sort: str, day: str, **fields: bool) -> str:
    return story.put(
        "facets", record_id, day, facet=facet, sort=sort, text=[record_id], noted_on=d(day).isoformat(), **fields
    )


def of(story: Story) -> Portfolio:
    return Portfolio(story.document)


def test_nothing_stands_on_the_page_that_was_not_chosen() -> None:
    story = Story()
    noted(story, "I explain well", "F1.a", "strength", "11-02")
    story.piece("Rain gauge", "11-03", "D4=growing")
    page = about_page(of(story), leap())
    assert page.is_empty
    assert page.markdown() == "# Amara Okafor\n"
    assert {item.id for part in about_choices(of(story), leap()) for item in part.items} == {
        "I explain well",
        "e-Rain gauge",
    }


def test_what_was_chosen_stands_there_with_what_is_about_it() -> None:
    story = Story()
    line = noted(story, "I explain well", "F1.a", "strength", "11-02")
    piece = story.piece("Rain gauge", "11-03", "D4=growing", "C4.a")
    goal = story.put(
        "goals", "g", "11-01", title="Station", guidelines=[{"guideline": "leap-2020:D4", "level": "deepening"}]
    )
    made = story.put(
        "recognitions", "r", "11-09", title="Builder", by="J. Lind", awarded_on="2026-11-09", guidelines=[]
    )
    story.put(
        "about_me",
        PAGE,
        "11-10",
        text=["I **build**."],
        facets=[line],
        goals=[goal],
        evidence=[piece],
        recognitions=[made],
    )
    assert about_page(of(story), leap()).markdown() == (
        "# Amara Okafor\n\n"
        "I **build**.\n\n"
        "## What I am good at\n\n"
        "- I explain well (academic needs, strengths, and interests)\n\n"
        "## Where I am going\n\n"
        "- Station (D4 deepening)\n\n"
        "## What I show\n\n"
        "- Rain gauge (3 November · C4.a, D4)\n\n"
        "## What others recognised\n\n"
        "- Builder (J. Lind · 9 November)\n"
    )


def test_what_is_private_never_stands_on_the_page_even_where_it_was_chosen() -> None:
    story = Story()
    line = noted(story, "I need quiet", "F1.d", "need", "11-02", private=True)
    piece = story.piece("Diary", "11-03", private=True)
    story.put("about_me", PAGE, "11-10", facets=[line], evidence=[piece])
    assert about_page(of(story), leap()).is_empty
    assert not any(part.items for part in about_choices(of(story), leap()))


def test_lines_stand_by_facet_and_sort_the_newest_first() -> None:
    story = Story()
    noted(story, "old", "F1.a", "strength", "10-01")
    noted(story, "new", "F1.a", "strength", "11-01")
    noted(story, "need", "leap-2020:F1.a", "need", "09-01")
    noted(story, "elsewhere", "Z9", "need", "09-01")
    found = lines_by_facet(of(story))
    assert [line.id for line in found["F1.a"]] == ["need", "new", "old"]
    assert list(found) == ["F1.a", "F1.b", "F1.c", "F1.d", "F1.e", "F1.f", "Z9"]
    assert never_looked_at(of(story)) == ["F1.b", "F1.c", "F1.d", "F1.e", "F1.f"]


def test_what_changed_is_told_from_the_last_review_that_was_closed() -> None:
    story = Story()
    story.put("reviews", "prepared", "11-15", status="prepared", held_on="2026-11-15")
    assert last_review(of(story)) is None
    story.put("reviews", "held", "11-05", status="closed", held_on="2026-11-05")
    assert last_review(of(story)) == d("11-05")
    noted(story, "before", "F1.a", "need", "11-01")
    noted(story, "the very day", "F1.a", "need", "11-05")
    noted(story, "after", "F1.b", "need", "11-06")
    changed = noted(story, "changed", "F1.c", "need", "11-02")
    story.document["facets"][changed]["modified"] = "2026-11-08T10:00:00Z"
    found = me_changes(of(story), d("11-05"))
    assert [line.id for line in found.new] == ["after"]
    assert [line.id for line in found.rewritten] == ["changed"]
