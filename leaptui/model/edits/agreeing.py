"""Agreeing to a goal or a starting level, and changing what was agreed to: both wordings are kept."""

from __future__ import annotations

from datetime import date

from leaptui.language import _
from leaptui.model.agreed import agreed_to, is_agreed, wording
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Key
from leaptui.model.digests import digest_of_record
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted
from leaptui.model.voices import is_learner, who


class NeedsReason(Invalid):
    """An agreed goal would say something else: it takes a line on what changed."""


def agree_to(
    portfolio: Portfolio, at: str, about: Key, by: str, on: date, *, role: str = "", note: str = ""
) -> tuple[Change, str]:
    """Note that somebody agrees to a goal or a start as it stands; gives the change and the agreement's id. Raises Invalid.

    `by` is a name or a person's id; an empty one is the learner. Whoever agreed to the very same wording already agrees once.
    """
    name = clean_line(by) or portfolio.meta.learner.name
    person = who(portfolio, name)
    known = portfolio.people.get(person)
    there = (one for one in agreed_to(portfolio, *about) if one.by == portfolio.name_of(person))
    if any(one.record and not one.before_change for one in there):
        raise Invalid(_("{name} agreed to this already").format(name=portfolio.name_of(person)))
    raw = portfolio.raw(*about)
    if raw is None:
        raise Invalid(_("what is agreed to is not there"))
    lines: list[Json] = [*to_lines(note)]
    draft = Draft(portfolio, at)
    made = draft.new(
        "agreements",
        {
            "about": {"table": about[0], "id": about[1]},
            "by": person,
            "role": "" if is_learner(portfolio, person) else role or (known.role if known else ""),
            "on_date": on.isoformat(),
            "digest": digest_of_record(about[0], raw),
            "note": lines,
        },
    )
    # An idea that somebody proposed becomes the learner's goal by their own agreement.
    if about[0] == "goals" and raw.get("status") == "idea" and is_learner(portfolio, person):
        draft.patch("goals", about[1], {"status": "agreed"})
    said = _("{name} agreed to {what}").format(name=portfolio.name_of(person), what=_named(raw))
    return draft.change(said), made


def _named(raw: Fields) -> str:
    title = raw.get("title")
    if isinstance(title, str):
        return quoted(title)
    return _("the starting level of {code}").format(code=str(raw.get("guideline", "")).rpartition(":")[2])


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
