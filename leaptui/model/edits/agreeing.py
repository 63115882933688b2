"""Agreeing to a goal, a starting level or a review, and changing what was agreed to: both wordings are kept."""

from __future__ import annotations

from datetime import date

from leaptui.language import _
from leaptui.model.agreed import agreed_to, is_agreed, wording
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Key
from leaptui.model.digests import digest_of_record
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.names import Names
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line, to_lines
from leaptui.model.voices import Voice, is_learner


class NeedsReason(Invalid):
    """An agreed goal would say something else: it takes a line on what changed."""


def agree(
    portfolio: Portfolio,
    at: str,
    voice: Voice | None,
    about: Key,
    *,
    on: date | None = None,
    note: str = "",
    review: str = "",
) -> tuple[Change, str]:
    """Agree to a goal, a start or a review as it stands; gives the change and the agreement's id. Raises Invalid.

    Without a voice it is the learner who agrees. Whoever agreed to the very same wording already agrees once.
    """
    raw = portfolio.raw(*about)
    if raw is None or "deleted" in raw:
        raise Invalid(_("what is agreed to is not there any more"))
    by = voice.by(portfolio) if voice else ""
    if voice and not by:
        raise Invalid(_("say whose words these are"))
    learner = is_learner(portfolio, by)
    if learner:
        by = clean_line(portfolio.meta.learner.name)
    name = clean_line(portfolio.name_of(by))
    there = (one for one in agreed_to(portfolio, *about) if clean_line(one.by) == name)
    if any(one.record and not one.before_change for one in there):
        raise Invalid(_("{name} agreed to this already").format(name=name))
    lines: list[Json] = [*to_lines(note)]
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        "about": {"table": about[0], "id": about[1]},
        "by": by,
        "role": "" if learner or voice is None else clean_line(voice.role),
        "on_date": on.isoformat() if on else at[:10],
        "digest": digest_of_record(about[0], raw),
        "note": lines,
        "review": review,
    }
    made = draft.new("agreements", fields)
    # An idea that somebody proposed becomes the learner's goal by their own agreement.
    if about[0] == "goals" and raw.get("status") == "idea" and learner:
        draft.patch("goals", about[1], {"status": "agreed"})
    return draft.change(_("{name} agreed to {what}").format(name=name, what=_named(portfolio, about, raw))), made


def _named(portfolio: Portfolio, about: Key, raw: Fields) -> str:
    if about[0] == "starts":
        return _("the starting level of {code}").format(code=str(raw.get("guideline", "")).rpartition(":")[2])
    return Names(portfolio.document).thing(about)


def keep_wording(draft: Draft, goal_id: str, because: str, on: date | None) -> None:
    """Where a draft makes an agreed goal say something else, keep what it said, and why, as an entry of the journal.

    Raises NeedsReason where it is not said what changed.
    """
    portfolio = draft.portfolio
    before, after = portfolio.raw("goals", goal_id), draft.current("goals", goal_id)
    if before is None or after is None or not is_agreed(portfolio, goal_id):
        return
    if digest_of_record("goals", before) == digest_of_record("goals", after):
        return
    text: list[Json] = [*to_lines(because)]
    if not text:
        raise NeedsReason(_("this goal is agreed: say in a line what changed"))
    was: list[Json] = [*wording(portfolio.goals[goal_id])]
    about: list[Json] = [{"table": "goals", "id": goal_id}]
    day = on.isoformat() if on else draft.at[:10]
    fields: dict[str, Json] = {"on_date": day, "prompt": _("What changed?"), "text": text, "about": about, "was": was}
    draft.new("reflections", fields)
