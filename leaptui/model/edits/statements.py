"""What somebody other than the learner says, as changes: each writes only records of that voice, with what was looked at.

A statement made within a review and said again in it is the same record; every other one is a record of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Key
from leaptui.model.digests import piece_digest
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.framework import Framework
from leaptui.model.mastery import demonstrated_rank, is_demonstrated
from leaptui.model.names import Names
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Assessment
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted, shown_title
from leaptui.model.voices import Voice, is_learner
from leaptui.model.words import ASPECTS, DECISIONS, word


def assess(
    portfolio: Portfolio,
    at: str,
    voice: Voice,
    claim: str,
    *,
    level: str | None = None,
    note: str = "",
    decision: str | None = None,
    review: str = "",
    blind: bool = False,
) -> tuple[Change, str]:
    """Say of a claim how far along it is; gives the change and the record's id. Raises Invalid.

    `decision` is one of `advance`, `deeper`, `more`; `blind` says that it was given before other ratings were seen.
    """
    said = _said_of_claim(portfolio, claim)
    if not (level or decision or to_lines(note)):
        raise Invalid(_("an assessment needs a level, a decision or a few words"))
    if decision is not None and decision not in DECISIONS:
        raise Invalid(_("a decision is one of {words}").format(words=", ".join(DECISIONS)))
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        **_signed_by(portfolio, voice),
        "claim": claim,
        "level": level,
        "note": _lines(note),
        "decision": decision,
        "evidence_digest": said.digest,
        "review": review,
        "blind": blind,
    }
    made = _put(draft, "assessments", own_assessment(portfolio, voice, claim, review), fields)
    label = _("{name} said of {claim}: {level}") if level else _("{name} said something of {claim}")
    code = Names(portfolio.document).claim(claim)
    return draft.change(label.format(name=_name(voice), claim=code, level=word(level or "", "level"))), made


def own_assessment(portfolio: Portfolio, voice: Voice, claim: str, review: str) -> str | None:
    """The id of what this voice said of a claim in that review; None where it is not in a review, or said nothing yet."""
    by = voice.by(portfolio)
    found = [item for item in portfolio.assessments_of.get(claim, ()) if review and item.review == review]
    return next((item.id for item in reversed(found) if item.by in (by, voice.name)), None)


def give_feedback(
    portfolio: Portfolio, at: str, voice: Voice, on: Key, text: str, *, aspect: str = "process", review: str = ""
) -> tuple[Change, str]:
    """Give feedback on effort, process or mastery; gives the change and the record's id. Raises Invalid.

    Said again within a review without a word, it is taken back.
    """
    if aspect not in ASPECTS:
        raise Invalid(_("feedback is on one of {words}").format(words=", ".join(ASPECTS)))
    said = _looked_at(portfolio, on)
    lines = _lines(text)
    own = own_feedback(portfolio, voice, on, aspect, review)
    if not lines and own is None:
        raise Invalid(_("feedback needs a few words"))
    draft = Draft(portfolio, at)
    name = _name(voice)
    if not lines and own is not None:
        draft.patch("feedback", own, {"deleted": at})
        return draft.change(_("{name} took feedback on {what} back").format(name=name, what=said.what)), own
    fields: dict[str, Json] = {
        **_signed_by(portfolio, voice),
        "on": {"table": on[0], "id": on[1]},
        "aspect": aspect,
        "text": lines,
        "evidence_digest": said.digest,
        "review": review,
    }
    made = _put(draft, "feedback", own, fields)
    return draft.change(_("{name} gave feedback on {what}").format(name=name, what=said.what)), made


def own_feedback(portfolio: Portfolio, voice: Voice, on: Key, aspect: str, review: str) -> str | None:
    """The id of this voice's feedback of an aspect in that review; None where there is none, or it is in no review."""
    by = voice.by(portfolio)
    found = [item for item in portfolio.feedback_on.get(on, ()) if review and item.review == review]
    own = [item for item in found if item.aspect == aspect and item.by in (by, voice.name)]
    return own[-1].id if own else None


def suggest(
    portfolio: Portfolio,
    at: str,
    voice: Voice,
    goal: str,
    title: str,
    *,
    note: str = "",
    review: str = "",
    about: Key | None = None,
) -> tuple[Change, str]:
    """Suggest a step; gives the change and the record's id. Raises Invalid.

    `goal` is empty where the learner is to say which goal it leads to; `about` is the piece or claim it was suggested at.
    """
    words = clean_line(title)
    if not words:
        raise Invalid(_("a step needs a few words: what would you do?"))
    if goal and goal not in portfolio.goals:
        raise Invalid(_("this goal is not there any more"))
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        **_signed_by(portfolio, voice),
        "goal": goal,
        "title": words,
        "note": _lines(note),
        "review": review,
        "about": {"table": about[0], "id": about[1]} if about else None,
    }
    made = draft.new("suggestions", fields)
    return draft.change(_("{name} suggested the step {title}").format(name=_name(voice), title=quoted(words))), made


def recognise(
    portfolio: Portfolio,
    at: str,
    voice: Voice,
    framework: Framework,
    title: str,
    guidelines: Sequence[str],
    evidence: Sequence[str],
    *,
    level: str | None = None,
    criteria: str = "",
    on: date | None = None,
) -> tuple[Change, str]:
    """Recognise what was demonstrated: guidelines (qualified ids), on pieces that show them. Raises Invalid.

    A `level` says so now, and is kept as an assessment of those claims, too, where that voice did not say it last. Each
    guideline has to stand at demonstrated or beyond, shown by one of the pieces, in the words of somebody other than the
    learner; how long it took is no matter.
    """
    words = clean_line(title)
    by = _signed_by(portfolio, voice)
    if not words:
        raise Invalid(_("a recognition needs a title: what is recognised?"))
    if not guidelines or not evidence:
        raise Invalid(_("a recognition names a guideline and the piece of evidence that shows it"))
    draft = Draft(portfolio, at)
    targets: list[Json] = []
    for guideline in guidelines:
        shown = _demonstrated(draft, voice, framework, guideline, evidence, level)
        targets.append({"guideline": guideline, "level": shown})
    pieces = sorted(set(evidence))
    fields: dict[str, Json] = {
        **by,
        "title": words,
        "guidelines": targets,
        "evidence": [*pieces],
        "criteria": _lines(criteria),
        "awarded_on": on.isoformat() if on else at[:10],
        "evidence_digests": [piece_digest(portfolio, piece) for piece in pieces],
    }
    made = draft.new("recognitions", fields)
    return draft.change(_("{name} recognised {title}").format(name=_name(voice), title=quoted(words))), made


def _demonstrated(
    draft: Draft, voice: Voice, framework: Framework, guideline: str, evidence: Sequence[str], level: str | None
) -> str:
    """The level, at demonstrated or beyond, that somebody said of these pieces, or says now. Raises Invalid."""
    portfolio = draft.portfolio
    code = framework.guidelines[guideline].code if guideline in framework.guidelines else guideline
    claims = [claim for claim in portfolio.claims_for.get(guideline, ()) if claim.evidence in evidence]
    if guideline not in framework.guidelines or not claims:
        raise Invalid(
            _("none of these pieces is tagged with {code}: a recognition stands on evidence").format(code=code)
        )
    least = word(framework.levels[demonstrated_rank(framework) - 1].title, "level")
    if level is not None:
        if not is_demonstrated(framework, framework.rank(level)):
            raise Invalid(_("a recognition is for what is {level} or beyond").format(level=least))
        names = {voice.by(portfolio), voice.name}
        for claim in claims:
            own = [item for item in portfolio.assessments_of.get(claim.id, ()) if item.by in names]
            if own and own[-1].level == level:
                continue  # they said so already, with words and a decision that are to stay
            change, _made = assess(portfolio, draft.at, voice, claim.id, level=level)
            for (table, record_id), edit in change.edits.items():
                draft.put(table, record_id, edit.after or {})
        return level
    others = [item for claim in claims for item in _latest_of_others(portfolio, claim.id)]
    best = max(others, key=lambda item: framework.rank(item.level), default=None)
    if best is None or best.level is None or not is_demonstrated(framework, framework.rank(best.level)):
        said = _("nobody but the learner has said of these pieces that {code} is {level} yet: assess them first")
        raise Invalid(said.format(code=code, level=least))
    return best.level


def _latest_of_others(portfolio: Portfolio, claim: str) -> list[Assessment]:
    """What each person but the learner said last of a claim."""
    latest: dict[str, Assessment] = {}
    for item in portfolio.assessments_of.get(claim, ()):
        if item.level and not is_learner(portfolio, item.by):
            latest[portfolio.name_of(item.by)] = item
    return [*latest.values()]


@dataclass(frozen=True)
class _LookedAt:
    """What somebody speaks of, in words, and the digest of the piece of evidence it is, or that is behind it."""

    what: str
    digest: str


def _said_of_claim(portfolio: Portfolio, claim: str) -> _LookedAt:
    if claim not in portfolio.claims:
        raise Invalid(_("this tag is not there any more"))
    return _looked_at(portfolio, ("claims", claim))


def _looked_at(portfolio: Portfolio, about: Key) -> _LookedAt:
    """What a record is called, and the digest of its piece. Raises Invalid where it is gone, or kept out of reviews."""
    table, record_id = about
    raw = portfolio.raw(table, record_id)
    if raw is None or "deleted" in raw:
        raise Invalid(_("what this is about is not there any more"))
    behind = {"claims": str(raw.get("evidence", "")), "evidence": record_id}.get(table)
    piece = portfolio.evidence.get(behind) if behind else None
    if behind and piece is None:
        raise Invalid(_("what this is about is not there any more"))
    if piece is not None and piece.private:
        raise Invalid(_("{piece} is private: it is kept out of reviews").format(piece=quoted(shown_title(piece.title))))
    digest = piece_digest(portfolio, piece.id) if piece else ""
    return _LookedAt(Names(portfolio.document).thing(about), digest)


def _signed_by(portfolio: Portfolio, voice: Voice) -> Fields:
    """Who says it, and what they are to the learner. Raises Invalid where that is nobody, or the learner."""
    by = voice.by(portfolio)
    if not clean_line(voice.name):
        raise Invalid(_("say whose words these are"))
    if is_learner(portfolio, by):
        raise Invalid(_("this is for somebody other than the learner to say"))
    return {"by": by, "role": clean_line(voice.role)}


def _put(draft: Draft, table: str, own: str | None, fields: Fields) -> str:
    """Write a new record, or one's own anew; a signature stands for what was said before, and goes."""
    if own is None:
        return draft.new(table, fields)
    draft.patch(table, own, fields)
    if (table, own) in draft.change("").edits:
        draft.patch(table, own, {"signature": None})
    return own


def _lines(text: str) -> list[Json]:
    return [*to_lines(text)]


def _name(voice: Voice) -> str:
    return clean_line(voice.name)
