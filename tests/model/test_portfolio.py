import pytest

from leaptui.model.canonical import Document, Json
from leaptui.model.portfolio import Portfolio
from tests.model.stories import Story, d


def test_what_is_in_the_trash_is_not_shown_but_can_be_found_there() -> None:
    story = Story()
    story.piece("Rain gauge", "11-18", "D4=growing")
    story.piece("Lamp", "11-17", "D4=growing")
    story.throw_away("evidence", "e-Rain gauge")
    told = story.told
    assert list(told.evidence) == ["e-Lamp"]
    assert [claim.evidence for claim in told.claims.values()] == ["e-Lamp"], "a claim goes with its evidence"
    assert [(item.table, item.title) for item in told.trash] == [("evidence", "Rain gauge")]
    assert told.raw("evidence", "e-Rain gauge") == story.document["evidence"]["e-Rain gauge"]


def test_the_trash_shows_the_last_thrown_first() -> None:
    story = Story()
    story.piece("First", "11-01")
    goal = story.goal("Second", "11-01")
    story.pace("10-05", 3)
    story.throw_away("evidence", "e-First", "11-02").throw_away("goals", goal, "11-04").throw_away("paces", "p-10-05")
    assert [item.title for item in story.told.trash] == ["pace of 2026-10-05", "Second", "First"]


def test_steps_go_with_their_goal() -> None:
    story = Story()
    goal = story.goal("solo", "09-01")
    story.steps(goal, still_open=2)
    assert len(story.told.steps_of[goal]) == 2
    story.throw_away("goals", goal)
    assert story.told.steps == {}


def test_evidence_counts_for_the_day_it_was_made_else_for_the_day_it_was_noted() -> None:
    story = Story()
    story.piece("Made in May", "11-18")
    story.document["evidence"]["e-Made in May"]["made_on"] = "2026-05-01"
    story.put("evidence", "noted", "06-01", title="Noted in June")
    told = story.told
    assert told.evidence["e-Made in May"].day == d("05-01")
    assert told.evidence["noted"].day == d("06-01")
    assert [piece.id for piece in told.newest] == ["noted", "e-Made in May"]


def test_claims_are_found_from_both_ends() -> None:
    story = Story()
    late = story.piece("Late", "11-18", "D4=growing", "C1")
    early = story.piece("Early", "11-01", "D4")
    told = story.told
    assert [claim.guideline for claim in told.claims_of[late]] == ["leap-2020:C1", "leap-2020:D4"]
    assert [claim.evidence for claim in told.claims_for["leap-2020:D4"]] == [early, late]


def test_steps_stand_by_position_and_goals_living_ones_first() -> None:
    story = Story()
    story.goal("done", "01-01", status="achieved")
    goal = story.goal("alive", "09-01")
    for step, position in (("c", "V"), ("a", "k"), ("b", "0V")):
        story.put("steps", step, "01-01", goal=goal, title=step, position=position)
    told = story.told
    assert list(told.goals) == ["g-alive", "g-done"]
    assert [step.id for step in told.steps_of[goal]] == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("fields", "is_open", "is_skipped"),
    [
        ({}, True, False),
        ({"done_on": "2026-11-01"}, False, False),
        ({"skipped": True}, False, True),
        ({"skipped": ["not needed"]}, False, True),
        ({"skipped": False}, True, False),
    ],
)
def test_a_step_is_done_skipped_or_open(fields: dict[str, Json], is_open: bool, is_skipped: bool) -> None:
    story = Story()
    story.put("steps", "s", "01-01", goal=story.goal("g", "01-01"), title="Solder", **fields)
    step = story.told.steps["s"]
    assert (step.is_open, step.is_skipped) == (is_open, is_skipped)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"title": "Secret words", "made_on": "2026-02-30"}, "made_on"),
        ({"title": "Secret words", "made_on": "Secret words"}, "made_on: a date is written like 2026-03-01"),
        ({"title": ["Secret words"]}, "title"),
        ({"kind": "text"}, "title"),
        ({"title": "Secret words", "attachments": [{"sha256": "Secret words", "name": "x"}]}, "attachments.0.sha256"),
    ],
)
def test_a_record_that_cannot_be_understood_is_named_without_the_learners_words(
    fields: dict[str, Json], says: str
) -> None:
    story = Story()
    story.piece("Good", "11-01")
    story.put("evidence", "bad", "11-01", **fields)
    told = story.told
    assert list(told.evidence) == ["e-Good"]
    problem = told.read_all()[0]
    assert (problem.table, problem.id) == ("evidence", "bad")
    assert says in problem.says
    assert "Secret" not in problem.says
    assert told.raw("evidence", "bad") is not None


def test_tables_and_fields_of_newer_versions_are_no_problem() -> None:
    story = Story()
    story.piece("Good", "11-01", hologram={"depth": 3})
    story.put("dreams", "d1", "11-01", text=["?"])
    told = story.told
    assert told.read_all() == []
    assert told.evidence["e-Good"].title == "Good"


def test_a_file_that_says_nothing_of_itself_still_opens() -> None:
    assert Portfolio({}).meta.learner.name == "A learner"
    strange: Document = {"meta": {"portfolio": {"learner": "Amara"}}}
    told = Portfolio(strange)
    assert told.meta.learner.name == "A learner"
    assert [problem.table for problem in told.problems] == ["meta"]
    assert Story().told.meta.learner.name == "Amara Okafor"


def test_an_id_can_be_shortened_and_one_meant_whole_is_alone() -> None:
    story = Story()
    for record_id in ("abcd", "abcd-1", "abce-2"):
        story.put("evidence", record_id, "11-01", title="Piece")
    story.put("goals", "abcf", "11-01", title="Goal")
    told = story.told
    assert told.find("abcd") == [("evidence", "abcd")]
    assert sorted(told.find("abc")) == [
        ("evidence", "abcd"),
        ("evidence", "abcd-1"),
        ("evidence", "abce-2"),
        ("goals", "abcf"),
    ]
    assert told.find("abc", "goals") == [("goals", "abcf")]
    assert told.find("zzzz") == []


def test_a_person_is_named_by_id_or_stands_for_themselves() -> None:
    story = Story()
    story.put("people", "lind", "01-01", name="J. Lind", role="mentor")
    assert (story.told.name_of("lind"), story.told.name_of("Mr Sousa")) == ("J. Lind", "Mr Sousa")


def test_feedback_and_assessments_are_found_by_what_they_are_about_oldest_first() -> None:
    story = Story()
    piece = story.piece("Rain gauge", "11-18", "D4=growing")
    claim = story.claim(piece, "D4", "growing", "11-18")
    story.assess(piece, "D4", "growing", "Second", "11-20")
    story.assess(piece, "D4", "growing", "First", "11-19")
    about: dict[str, Json] = {"table": "evidence", "id": piece}
    story.put("feedback", "f", "11-19", on=about, by="J. Lind", aspect="mastery", text=["It works."])
    told = story.told
    assert [item.by for item in told.assessments_of[claim]] == ["First", "Second"]
    assert [item.aspect for item in told.feedback_on["evidence", piece]] == ["mastery"]
