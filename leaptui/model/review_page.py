"""The record of a review as a page to read: who looked at what, what was said, what comes next. Pure.

Nothing private stands on it: pieces that are private are left out, and so are people whom the learner keeps private beside
those who speak in it themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from leaptui.language import _
from leaptui.model.about_me import AboutPage, about_page
from leaptui.model.agreed import agreed_to
from leaptui.model.dates import full_day
from leaptui.model.explained import explained, level_words, with_role
from leaptui.model.folded import fold
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Attachment, Claim, Evidence
from leaptui.model.records_others import Assessment, Feedback, Review, Suggestion
from leaptui.model.reviewed import feedback_of, is_changed_since_review, pieces_in
from leaptui.model.standing import Standing, standings
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import shown_title
from leaptui.model.voices import by_name, is_learner, names_of
from leaptui.model.words import word


@dataclass(frozen=True)
class SaidLevel:
    """What somebody said of a claim: who (with role), the level's word, their note, a decision's word, whether unseen."""

    who: str
    level: str
    note: str
    decision: str
    blind: bool
    on: date
    id: str


@dataclass(frozen=True)
class PageClaim:
    """A claim: the guideline's code and statement, the learner's level and reason, what others said, how it stands."""

    code: str
    statement: str
    level: str
    why: str
    said: tuple[SaidLevel, ...]
    standing: str


@dataclass(frozen=True)
class PageFeedback:
    """Feedback on a piece: on which aspect, who, what, and what the learner answered."""

    aspect: str
    who: str
    text: str
    answer: str
    is_answered: bool
    id: str


AsShown = Callable[[Evidence], tuple[Evidence, str]]
"""What gives a piece as it is shown, and a sentence about it where it is another learner's."""


def as_kept(piece: Evidence) -> tuple[Evidence, str]:
    """A piece as it stands in the portfolio itself."""
    return piece, ""


@dataclass(frozen=True)
class PagePiece:
    """A piece that was looked at; `is_changed` says that it says something else now, `told` whose it is if another's."""

    evidence: Evidence
    title: str
    facts: tuple[str, ...]
    told: str
    body: str
    pictures: tuple[Attachment, ...]
    claims: tuple[PageClaim, ...]
    feedback: tuple[PageFeedback, ...]
    is_changed: bool


@dataclass(frozen=True)
class PageStep:
    """A next step: of which goal, whether it is done; one that was only suggested names who did."""

    title: str
    goal: str
    is_done: bool = False
    by: str = ""
    answer: str = ""


@dataclass(frozen=True)
class PageAgreed:
    """Who agreed, on which day, and whether the review still says what they agreed to.

    `id` is that of their agreement; empty for the learner, whose own word needs no signature.
    """

    who: str
    on: date | None
    as_it_stands: bool = True
    id: str = ""


@dataclass(frozen=True)
class ReviewPage:
    """A review to read."""

    id: str
    title: str
    status: str
    held_on: date | None
    people: tuple[str, ...]
    about: AboutPage
    questions: str
    pieces: tuple[PagePiece, ...]
    steps: tuple[PageStep, ...]
    notes: str
    agreed: tuple[PageAgreed, ...]


def review_title(review: Review) -> str:
    """What a review is called: its title, else the day it was held."""
    if review.title:
        return shown_title(review.title)
    if review.held_on:
        return _("Review of {day}").format(day=full_day(review.held_on))
    return _("A review being prepared")


def review_page(portfolio: Portfolio, framework: Framework, review: Review, as_shown: AsShown = as_kept) -> ReviewPage:
    """Put together the page of a review as it stands now; `as_shown` gives the pieces that others share their words."""
    standing = standings(portfolio, framework)
    pieces = tuple(_piece(portfolio, framework, standing, as_shown(piece)) for piece in pieces_in(portfolio, review))
    return ReviewPage(
        review.id,
        review_title(review),
        word(clean_line(review.status), "review"),
        review.held_on,
        people_of(portfolio, review),
        about_page(portfolio, framework),
        clean("\n".join(review.questions)),
        pieces,
        (*_steps(portfolio, review), *_suggested(portfolio, review)),
        clean("\n".join(review.notes)),
        agreed_to_review(portfolio, review),
    )


def people_of(portfolio: Portfolio, review: Review) -> tuple[str, ...]:
    """With whom a review is or was held, each with what they are to the learner; those who spoke in it, too."""
    roles = {one: portfolio.people[one].role if one in portfolio.people else "" for one in review.with_}
    spoken: list[Assessment | Feedback] = [*portfolio.live(Assessment).values(), *portfolio.live(Feedback).values()]
    for said in spoken:
        if said.review == review.id:
            roles[said.by] = said.role or roles.get(said.by, "")
    return tuple(by_name(with_role(portfolio.name_of(by), role) for by, role in roles.items()))


def _piece(
    portfolio: Portfolio, framework: Framework, standing: dict[str, Standing], shown: tuple[Evidence, str]
) -> PagePiece:
    piece, told = shown
    claims = (_claim(portfolio, framework, standing, claim) for claim in portfolio.claims_of.get(piece.id, ()))
    return PagePiece(
        piece,
        shown_title(piece.title),
        tuple(_facts(portfolio, piece)),
        told,
        clean(piece.text),
        tuple(item for item in piece.attachments if item.media_type.startswith("image/")),
        tuple(claims),
        tuple(_feedback(portfolio, item) for item in feedback_of(portfolio, piece.id)),
        is_changed_since_review(portfolio, piece.id),
    )


def _facts(portfolio: Portfolio, piece: Evidence) -> list[str]:
    names = _names(portfolio, piece)
    facts = [full_day(piece.day), word(piece.kind, "kind"), word(piece.place, "place")]
    return [*filter(None, facts), *([_("with {names}").format(names=", ".join(names))] if names else [])]


def _names(portfolio: Portfolio, piece: Evidence) -> list[str]:
    """With whom a piece was made, of those who are not private: in one that another shares they are names already."""
    if piece.shared is None:
        return names_of(
            portfolio, [one for one in piece.people if one in portfolio.people and not portfolio.people[one].private]
        )
    private = {fold(clean_line(person.name)) for person in portfolio.people.values() if person.private}
    return by_name(name for name in map(clean_line, piece.people) if fold(name) not in private)


def _claim(portfolio: Portfolio, framework: Framework, standing: dict[str, Standing], claim: Claim) -> PageClaim:
    guideline = framework.guidelines.get(claim.guideline)
    said = tuple(_said(portfolio, framework, item) for item in portfolio.assessments_of.get(claim.id, ()))
    return PageClaim(
        guideline.code if guideline else clean_line(claim.guideline),
        guideline.full_statement if guideline else _("a guideline this framework does not have"),
        level_words(framework, claim.level),
        clean(claim.reason),
        said,
        explained(portfolio, framework, standing[claim.guideline]) if guideline else "",
    )


def _said(portfolio: Portfolio, framework: Framework, item: Assessment) -> SaidLevel:
    return SaidLevel(
        with_role(portfolio.name_of(item.by), item.role),
        level_words(framework, item.level),
        clean("\n".join(item.note)),
        decision_words(item.decision),
        item.blind,
        date.fromisoformat(item.created[:10]),
        item.id,
    )


def decision_words(decision: str | None) -> str:
    """What was decided, in words; empty for nothing."""
    said = {"advance": _("advance"), "deeper": _("go deeper"), "more": _("more evidence")}
    return said.get(decision or "", "")


def _feedback(portfolio: Portfolio, item: Feedback) -> PageFeedback:
    return PageFeedback(
        clean_line(item.aspect),
        with_role(portfolio.name_of(item.by), item.role),
        clean("\n".join(item.text)),
        clean(item.answer),
        bool(item.answered),
        item.id,
    )


def _steps(portfolio: Portfolio, review: Review) -> list[PageStep]:
    found = [portfolio.steps[step] for step in review.steps if step in portfolio.steps]
    ordered = sorted(found, key=lambda step: (step.created, step.position, step.id))
    titles = {goal.id: shown_title(goal.title) for goal in portfolio.goals.values()}
    return [PageStep(shown_title(step.title), titles.get(step.goal, ""), step.done_on is not None) for step in ordered]


def suggested_in(portfolio: Portfolio, review: Review) -> list[Suggestion]:
    """The steps suggested in a review, oldest first."""
    found = (one for one in portfolio.live(Suggestion).values() if one.review == review.id)
    return sorted(found, key=lambda one: (one.created, one.id))


def _suggested(portfolio: Portfolio, review: Review) -> list[PageStep]:
    """Suggested steps that did not become steps: still open, or declined."""
    return [
        PageStep(shown_title(one.title), "", by=clean_line(portfolio.name_of(one.by)), answer=one.answer)
        for one in suggested_in(portfolio, review)
        if one.answer != "accepted"
    ]


def agreed_to_review(portfolio: Portfolio, review: Review) -> tuple[PageAgreed, ...]:
    """Who agreed to a review: of each person the last word."""
    said = agreed_to(portfolio, "reviews", review.id)
    return tuple(
        PageAgreed(
            with_role(one.by, one.role),
            one.on,
            not one.before_change,
            "" if is_learner(portfolio, one.by) else one.record,
        )
        for one in said
    )
