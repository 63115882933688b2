"""Interest and stretch over time, and what the learner's interests are fed by; how varied evidence is."""

from __future__ import annotations

from leaptui.model.breadth_words import breadth_sentence
from leaptui.model.challenge import challenge, stretch_sentence
from leaptui.model.search import Index, Narrow
from leaptui.model.standing import breadth
from tests.model.stories import THURSDAY, Story, leap

D4 = "leap-2020:D4"


def test_stretch_is_told_by_month() -> None:
    story = Story()
    story.piece("Easy", "10-01", stretch=2)
    story.piece("Hard", "10-20", stretch=3, interest=5)
    story.piece("Harder", "11-02", stretch=5, interest=5)
    story.piece("To come", "11-30", stretch=1)
    story.piece("Quiet", "11-03")
    found = challenge(story.told, THURSDAY, months=3)
    assert [(month.first.month, month.pieces, month.tenths) for month in found.months] == [
        (9, 0, None),
        (10, 2, 25),
        (11, 1, 50),
    ]
    assert [month.height for month in found.months] == [0, 3, 5]
    assert found.interest == {1: 0, 2: 0, 3: 0, 4: 0, 5: 2}
    assert stretch_sentence(found) == "stretch lately: to my limit; before: a fair stretch"


def test_interests_are_fed_by_links_and_by_the_learners_own_words() -> None:
    story = Story()
    story.piece("Nest box", "10-01", tags=["birds"])
    linked = story.piece("Map", "10-02")
    story.put("facets", "f1", "09-01", facet="F1.c", sort="interest", text=["Birds, and where they sleep"])
    story.put("facets", "f2", "09-02", facet="F1.c", sort="interest", text=["Maps"], evidence=[linked])
    story.put("facets", "f3", "09-03", facet="F1.c", sort="interest", text=["Stars"])
    story.put("facets", "f4", "09-03", facet="F1.c", sort="need", text=["Quiet"])
    assert [(one.words, one.pieces) for one in challenge(story.told, THURSDAY).fed] == [
        ("Birds, and where they sleep", 1),
        ("Maps", 1),
        ("Stars", 0),
    ]


def test_evidence_is_narrowed_by_both() -> None:
    story = Story()
    one = story.piece("One", "10-01", stretch=4, interest=2)
    two = story.piece("Two", "10-02", stretch=4, interest=5)
    story.piece("Three", "10-03")
    index = Index(story.told, leap())
    assert index.matches(Narrow(stretch="4")) == [two, one]
    assert index.matches(Narrow(stretch="4", interest="5")) == [two]
    counts = index.counts(Narrow(stretch="4"))
    assert list(counts.interests.items()) == [("5", 1), ("2", 1)]
    assert counts.stretches == {"4": 2}


def test_breadth_says_what_all_have_in_common() -> None:
    story = Story()
    story.piece("One", "10-01", "D4=growing", kind="text", place="school")
    assert breadth_sentence(breadth(story.told, [D4])) == ""
    story.piece("Two", "10-02", "D4=growing", kind="text", place="home", people=["p"])
    assert breadth_sentence(breadth(story.told, [D4])) == "shown only as text so far"
    story.piece("Three", "10-03", "D4=growing", kind="image", place="home")
    assert breadth_sentence(breadth(story.told, [D4])) == ""
