"""The Review screen: prepared by the learner, held in a mentor's words, agreed by both, closed; and whose words are written."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from leaptui.model.records_others import Agreement, Assessment, Feedback, Recognition, Review, Suggestion
from leaptui.model.voices import Voice
from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from leaptui.tui.review.kept import KeptArea
from tests.tui.conftest import Desk, Open
from tests.tui.goals_desk import click
from tests.tui.review_desk import AMARA, review_of, with_reviews


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples with reviews, made once."""
    folder = tmp_path_factory.mktemp("reviews")
    copy_samples(folder)
    with_reviews(Workspace(folder))
    return folder


@pytest.fixture
def reviewed(made: Path, tmp_path: Path) -> Workspace:
    """A workspace of one's own with them."""
    copytree(made, tmp_path, dirs_exist_ok=True)
    return Workspace(tmp_path)


async def lind_speaks(desk: Desk) -> None:
    """Give the word to J. Lind."""
    await desk.press("w")
    await desk.type("lind")
    await desk.press("enter")
    assert "J. Lind is looking with you" in desk.text


async def held(desk: Desk) -> Review:
    """Hold the review that is prepared, J. Lind speaking."""
    await desk.press("8", "h")
    await lind_speaks(desk)
    return review_of(desk.portfolio, "open")


def said_in(desk: Desk, review: Review, view: type[Feedback] | type[Assessment]) -> list[Feedback | Assessment]:
    return [one for one in desk.portfolio.live(view).values() if one.review == review.id]


async def test_a_first_review_is_begun_by_its_question_and_prepared(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await click(desk, "8 Review")
        assert "What would you like to talk about?" in desk.text
        await desk.press("enter")
        await desk.type("Is it good enough?")
        await desk.press("enter")
        assert "What do we look at?" in desk.text
        assert review_of(desk.portfolio, "prepared").questions == ("Is it good enough?",)


async def test_pieces_questions_and_people_are_chosen_and_kept_at_once(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await desk.press("8", "e")
        for words in ("3 chosen", "no feedback yet", "Since the last review", "9 new pieces", "■ J. Lind"):
            assert words in desk.text, words
        await desk.press("j", "space")
        assert "2 chosen" in desk.text
        await desk.press("tab")
        await desk.type(" And how sure?")
        assert "And how sure?" not in str(desk.path.read_text("utf-8"))
        await desk.press("tab", "j", "space")
        review = review_of(desk.portfolio, "prepared")
        assert review.questions == ("How sure can I be? And how sure?",)
        assert (len(review.evidence), len(review.with_)) == (2, 2)
        assert not any(desk.portfolio.evidence[one].private for one in review.evidence)


async def test_a_session_is_held_in_the_words_of_who_speaks(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA, size=(120, 48)) as desk:
        review = await held(desk)
        assert desk.app.session.voice == Voice("J. Lind", "mentor")
        for words in (
            "mentor, since 16:40",
            "piece 1 of 3",
            "from J. Lind",
            "1 of 2 claims",
            "I can do it and have shown it.",
        ):
            assert words in desk.text, words
        await desk.press("3", "g", "e")
        await desk.type("You went up three times.")
        await desk.press("tab")
        await desk.type("Ten pours.")
        await desk.press("ctrl+right")
        assert "piece 2 of 3" in desk.text
        (rating,) = said_in(desk, review, Assessment)
        assert isinstance(rating, Assessment)
        assert (rating.level, rating.decision, rating.role) == ("demonstrated", "deeper", "mentor")
        words_of = {one.aspect: one.text for one in said_in(desk, review, Feedback) if isinstance(one, Feedback)}
        assert words_of == {"effort": ("You went up three times.",), "process": ("Ten pours.",)}
        # Said again, it is the same record; and there is no other change in the file but of statements.
        await desk.press("escape", "p", "4", "escape")
        (rating,) = said_in(desk, review, Assessment)
        assert isinstance(rating, Assessment)
        assert rating.level == "deepening"


async def test_whoever_speaks_may_rate_before_they_see_what_others_say(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        review = await held(desk)
        await desk.press("b")
        assert "3 ratings stay closed until yours is given." in desk.text
        assert "Ten readings beat" not in desk.text
        await desk.press("2")
        assert "given before seeing Amara’s" in desk.text
        (rating,) = said_in(desk, review, Assessment)
        assert isinstance(rating, Assessment)
        assert (rating.level, rating.blind) == ("growing", True)
        await desk.press("3")
        (rating,) = said_in(desk, review, Assessment)
        assert isinstance(rating, Assessment)
        assert not rating.blind


async def test_nothing_of_the_learners_is_written_while_somebody_else_speaks(
    reviewed: Workspace, at_desk: Open
) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await held(desk)
        before = desk.path.read_bytes()
        for tab, keys in {"Today": ("space", "u"), "Evidence": ("d",), "Goals": ("A", "enter", "J")}.items():
            await click(desk, tab)
            for key in keys:
                await desk.press(key)
                assert desk.path.read_bytes() == before, (tab, key)
        assert "J. Lind is looking with you" in desk.text
        assert "the learner's to do" in desk.text or "writes only words of their own" in desk.text


async def test_next_steps_are_taken_both_agree_and_the_record_stays(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        review = await held(desk)
        await desk.press("s")
        await desk.type("Say how sure")
        await desk.press("enter", "escape", "f")
        assert "suggested by J. Lind" in desk.text
        await desk.press("enter")
        assert desk.portfolio.live(Suggestion)  # taking it is the learner's to do
        await desk.press("w", "enter")
        assert "is looking with you" not in desk.text
        await desk.press("enter")
        await desk.type("new")
        await desk.press("enter", "enter")
        goal = next(goal for goal in desk.portfolio.goals.values() if goal.title == "Say how sure")
        assert [step.title for step in desk.portfolio.steps_of[goal.id]] == ["Say how sure"]
        await desk.press("y")
        await lind_speaks(desk)
        await desk.press("y", "w", "enter", "f")
        closed = desk.portfolio.live(Review)[review.id]
        assert closed.status == "closed"
        agreed = [one for one in desk.portfolio.live(Agreement).values() if one.about.id == review.id]
        assert sorted(desk.portfolio.name_of(one.by) for one in agreed) == ["Amara Okafor", "J. Lind"]
        for words in ("Review of 19 November 2026", "Say how sure", "✓ J. Lind (mentor)", "✓ Amara Okafor"):
            assert words in desk.text, words


async def test_words_of_a_session_outlive_a_closed_window(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await held(desk)
        await desk.press("e")
        await desk.type("Half a sen")
        for area in desk.app.screen.query(KeptArea):
            area.note_changes()
        assert not [one for one in desk.portfolio.live(Feedback).values() if one.text == ("Half a sen",)]
    async with at_desk(reviewed, AMARA) as desk:
        await held(desk)
        assert "Half a sen" in desk.text


async def test_feedback_is_answered_in_words(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        before = [one.answer for one in desk.portfolio.live(Feedback).values() if one.answer]
        await desk.press("8", "h", "e")
        assert "Answer J. Lind" in desk.text
        await desk.type("I will weigh it.")
        await desk.press("ctrl+s")
        assert "You: I will weigh it." in desk.text
        answers = [one.answer for one in desk.portfolio.live(Feedback).values() if one.answer]
        assert sorted(answers) == sorted([*before, "I will weigh it."])
        assert "no words on effort yet" in desk.text


async def test_a_recognition_is_given_on_evidence_by_somebody_else(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await desk.press("8")
        before = len(desk.portfolio.live(Recognition))
        await lind_speaks(desk)
        await desk.press("A", "space", "enter")
        assert "for what was shown, never for time" in desk.text
        await desk.type("Builds and measures")
        await desk.press("enter")
        assert len(desk.portfolio.live(Recognition)) == before + 1
        assert "Builds and measures" in desk.text


async def test_everything_is_there_at_80_by_24_and_works_by_mouse(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA, size=(80, 24)) as desk:
        await click(desk, "8 Review")
        await click(desk, "h Hold it")
        await desk.press("w")
        await desk.type("Dr Osei")
        await desk.press("enter", "ctrl+s")
        desk.app.clear_notifications()
        await desk.settle()
        await click(desk, "Go deeper")
        await click(desk, "What did you see")
        await desk.type("Seen.")
        await click(desk, "Guideline", by=2)
        review = review_of(desk.portfolio, "open")
        said = [*said_in(desk, review, Feedback), *said_in(desk, review, Assessment)]
        assert {one.by for one in said} == {"Dr Osei"}
        assert len(said) == 2
        for words in ("Dr Osei is looking with you", "effort", "New step", "Agreed", "piece 1 of 3"):
            assert words in desk.text, words
