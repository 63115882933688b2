"""Amara's portfolio with a review that was held, one that is being held, and a recognition, for tests and frames of Review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from leaptui.model.change import Change
from leaptui.model.clock import FixedClock
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.next_steps import accept_step
from leaptui.model.edits.reviews import begin_review, close_review, edit_review, prepare_review
from leaptui.model.edits.statements import assess, give_feedback, recognise, suggest
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Claim
from leaptui.model.records_others import Review
from leaptui.model.reviewed import reviews_of
from leaptui.model.voices import Voice
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace

AMARA = "amara-okafor"
LIND = Voice("J. Lind", "mentor")
OCTOBER = datetime(2026, 10, 22, 16, 10, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 19, 16, 10, tzinfo=UTC)
QUESTIONS = "Is the rain gauge good enough to rely on?\nWhat would you look at next?"


class Told:
    """A portfolio to which things are said, one change after the other."""

    def __init__(self, workspace: Workspace, name: str, moment: datetime) -> None:
        self.store = PortfolioStore(workspace, name, FixedClock(moment))
        self.framework = load_frameworks(workspace).found["leap-2020"]

    @property
    def portfolio(self) -> Portfolio:
        return self.store.portfolio

    @property
    def at(self) -> str:
        return self.store.clock.instant()

    @property
    def today(self) -> date:
        return self.store.clock.today()

    def do(self, made: tuple[Change, str] | Change) -> str:
        change, record_id = made if isinstance(made, tuple) else (made, "")
        self.store.apply(change)
        return record_id

    def tagged(self, until: str = "9999") -> list[str]:
        """The pieces with a tag that are not private, newest first."""
        shown = (piece for piece in self.portfolio.newest if not piece.private and piece.created[:10] <= until)
        return [piece.id for piece in shown if self.portfolio.claims_of.get(piece.id)]

    def claim(self, piece: str) -> Claim:
        return self.portfolio.claims_of[piece][0]


def with_reviews(workspace: Workspace) -> str:
    """Hold a review in October and close it; prepare one in November. Gives the id of the second."""
    told = Told(workspace, AMARA, OCTOBER)
    pieces = told.tagged("2026-10-20")[:2]
    held = told.do(prepare_review(told.portfolio, told.at, evidence=pieces, questions=QUESTIONS, with_=["J. Lind"]))
    told.do(begin_review(told.portfolio, told.at, held, told.today))
    _speak(told, held, pieces[0])
    claim = told.claim(pieces[0])
    told.do(
        recognise(
            told.portfolio,
            told.at,
            LIND,
            told.framework,
            "Measures what she builds",
            [claim.guideline],
            [pieces[0]],
            criteria="Ten pours, written down before the next change.",
        )
    )
    suggestion = told.do(
        suggest(told.portfolio, told.at, LIND, "", "Weigh the funnel", review=held, about=("claims", claim.id))
    )
    goal = next(iter(told.portfolio.goals))
    told.do(accept_step(told.portfolio, told.at, suggestion, goal=goal))
    told.do(edit_review(told.portfolio, told.at, held, {"notes": ["We meet again in November."]}))
    told.do(agree(told.portfolio, told.at, LIND, ("reviews", held), review=held))
    told.do(agree(told.portfolio, told.at, None, ("reviews", held), review=held))
    told.do(close_review(told.portfolio, told.at, held, told.today))
    told = Told(workspace, AMARA, NOVEMBER)
    newest = told.tagged()[:3]
    return told.do(
        prepare_review(told.portfolio, told.at, evidence=newest, questions="How sure can I be?", with_=["J. Lind"])
    )


def _speak(told: Told, review: str, piece: str) -> None:
    say: Callable[[Change | tuple[Change, str]], str] = told.do
    claim = told.claim(piece).id
    said = {"effort": "You went up three times, once in the rain.", "process": "One change, then ten pours."}
    # One after the other: what is said in the same second is ordered by ids, which are different in every run.
    moments = (f"2026-10-22T16:1{minute}:00Z" for minute in range(1, 3))
    for at, (aspect, words) in zip(moments, said.items(), strict=True):
        say(give_feedback(told.portfolio, at, LIND, ("evidence", piece), words, aspect=aspect, review=review))
    say(
        assess(
            told.portfolio,
            told.at,
            LIND,
            claim,
            level="demonstrated",
            note="The numbers show it.",
            decision="deeper",
            review=review,
            blind=True,
        )
    )


def review_of(portfolio: Portfolio, status: str) -> Review:
    """The newest review that stands so."""
    return next(one for one in reviews_of(portfolio) if one.status == status)
