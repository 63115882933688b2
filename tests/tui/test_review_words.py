"""Words beside a level, what digits do while somebody speaks, and how it stands with signatures, where statements stand."""

from __future__ import annotations

from pathlib import Path
from shutil import which

import pytest

from leaptui.model.change import Change
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.statements import assess, recognise
from leaptui.model.records_others import Assessment, Feedback, Review
from leaptui.model.voices import Voice
from leaptui.signing.signer import Signer, sign_change
from leaptui.signing.signers import add_signer
from leaptui.store.bundled import copy_samples
from leaptui.store.workspace import Workspace
from leaptui.tui.review.reviews import ReviewList
from tests.signing.keys import make_key, public
from tests.tui.conftest import Desk, Open
from tests.tui.goals_desk import STATION_ID
from tests.tui.review_desk import AMARA, LIND, NOVEMBER, Told, with_reviews


@pytest.fixture
def reviewed(tmp_path: Path) -> Workspace:
    """The samples with reviews."""
    copy_samples(tmp_path)
    workspace = Workspace(tmp_path)
    with_reviews(workspace)
    return workspace


@pytest.fixture
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """J. Lind's key; the test is passed over where nothing can be signed."""
    if which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here to sign with")
    return make_key(tmp_path_factory.mktemp("keys") / "lind")


async def lind_holds(desk: Desk) -> None:
    """Hold the review that is prepared, J. Lind speaking."""
    await desk.press("8", "h", "w")
    await desk.type("lind")
    await desk.press("enter")


async def test_whoever_rates_says_why_and_says_it_anew(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await lind_holds(desk)
        await desk.press("3", "i")
        assert "demonstrated, says J. Lind" in desk.text
        await desk.type("Ten pours, all written down.")
        await desk.press("ctrl+s")
        assert "Ten pours, all written down." in desk.text
        await desk.press("g", "4")
        (said,) = [one for one in desk.portfolio.live(Assessment).values() if "Ten pours" in " ".join(one.note)]
        assert (said.level, said.decision, said.note) == ("deepening", "deeper", ("Ten pours, all written down.",))
        await desk.press("i", "end")
        await desk.type(" Go on")
        await desk.press("escape", "i")
        assert "all written down. Go on" in desk.text, "what was begun is there again"


async def test_a_digit_that_says_a_level_stands_before_no_tab(reviewed: Workspace, at_desk: Open) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        await lind_holds(desk)
        tabs = desk.text.splitlines()[1]
        for title in ("1 Today", "2 Evidence", "3 Framework", "4 Goals"):
            assert title not in tabs
            assert title[2:] in tabs
        assert "5 Journal" in tabs
        assert "1–4 Level" in desk.text
        await desk.press("ctrl+p")
        await desk.type("go to today")
        (row,) = [line for line in desk.text.splitlines() if "Go to Today" in line]
        assert "1" not in row
        await desk.press("enter")
        assert "1 Today" in desk.text.splitlines()[1]
        assert "Next steps" in desk.text
        await desk.press("8", "escape")
        assert "1 Today" in desk.text.splitlines()[1], "in the list of reviews digits lead to screens again"
        await desk.press("2")
        assert "Narrow" in desk.text


async def test_space_on_today_asks_for_an_answer_and_without_words_says_it_was_read(
    reviewed: Workspace, at_desk: Open
) -> None:
    async with at_desk(reviewed, AMARA) as desk:
        before = desk.path.read_bytes()
        answers = [one.answer for one in desk.portfolio.live(Feedback).values()]
        waiting = desk.app.screen.query_one("#waiting")
        waiting.focus()
        await desk.settle()
        await desk.press("space")
        assert "without a word it only counts as read" in desk.text
        assert desk.path.read_bytes() == before
        await desk.press("ctrl+s")
        assert "Read what" in desk.text
        assert "Answered" not in desk.text
        assert [one.answer for one in desk.portfolio.live(Feedback).values()] == answers
        waiting.focus()
        await desk.settle()
        await desk.press("space")
        await desk.type("I will weigh it.")
        await desk.press("ctrl+s")
        assert "I will weigh it." in [one.answer for one in desk.portfolio.live(Feedback).values()]


async def test_signatures_are_told_where_statements_stand(reviewed: Workspace, key: Path, at_desk: Open) -> None:
    told = Told(reviewed, AMARA, NOVEMBER)
    signer = Signer("J. Lind", "mentor", key)
    add_signer(reviewed, "J. Lind", public(key))
    (held,) = [one for one in told.portfolio.live(Review).values() if one.notes == ("We meet again in November.",)]
    claim = told.claim(held.evidence[0])

    def say(made: tuple[Change, str]) -> None:
        told.store.apply(sign_change(made[0], signer, told.portfolio.meta.learner.name))

    say(assess(told.portfolio, told.at, LIND, claim.id, level="deepening", note="Signed words", review=held.id))
    say(agree(told.portfolio, told.at, LIND, ("goals", STATION_ID), on=told.today))
    shown = [claim.guideline], [held.evidence[0]]
    say(recognise(told.portfolio, told.at, LIND, told.framework, "Signed mastery", *shown))
    mum = Voice("Mum", "family")
    told.do(assess(told.portfolio, told.at, mum, claim.id, level="growing", note="Not signed"))
    async with at_desk(reviewed, AMARA, size=(120, 60)) as desk:
        await desk.press("8")
        assert desk.app.screen.query_one(ReviewList).go_to(held.id)
        await desk.settle()
        record = desk.text
        for words in ("Signed words", "signed by J. Lind", "Not signed", "unsigned"):
            assert words in record, words
        await desk.press("tab")
        await desk.settle()
        assert "Signed mastery" in desk.text
        assert "signed by J. Lind" in desk.text
        await desk.press("4", "down")
        await desk.settle()
        assert "signed by J. Lind" in desk.text
        await desk.press("8", "shift+tab", "home", "h")
        await desk.settle()
        assert "What comes next" in desk.text
        assert "unsigned" in desk.text
        desk.path.write_bytes(desk.path.read_bytes().replace(b"Signed words", b"Signed wordz"))
        await desk.press("escape")
        assert desk.app.screen.query_one(ReviewList).go_to(held.id)
        desk.app.look_again()
        await desk.settle()
        assert "signature does not match" in desk.text
