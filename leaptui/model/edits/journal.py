"""Changes to the journal, and levels that move with a word about what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.clock import instant
from leaptui.model.dates import long_day
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.journal import GUIDELINES, WHAT_CHANGED
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About
from leaptui.model.text import to_lines

Answers = Sequence[tuple[str, str]]
"""Questions as they were asked, each with what was written."""


def write_entry(portfolio: Portfolio, at: str, fields: Fields) -> tuple[Change, str]:
    """Write an entry: `on_date` and `text` are needed; gives the change and the new id. Raises Invalid."""
    _need_words(fields.get("text"))
    draft = Draft(portfolio, at)
    made = draft.new("reflections", fields)
    return draft.change(_wrote(str(fields["on_date"]))), made


def edit_entry(portfolio: Portfolio, at: str, entry_id: str, fields: Fields) -> Change:
    """Set fields of an entry. Raises Invalid."""
    if "text" in fields:
        _need_words(fields["text"])
    draft = Draft(portfolio, at)
    draft.patch("reflections", entry_id, fields)
    return draft.change(_("Changed a journal entry"))


def write_look_back(
    portfolio: Portfolio, at: str, on_date: date, since: date, answers: Answers
) -> tuple[Change, list[str]]:
    """Write what was answered in a look back, each answer an entry of its own; the ones left blank are left out.

    Each is a second younger than the one before, so that they stay in the order they were asked in. Raises Invalid where
    nothing was answered.
    """
    draft = Draft(portfolio, at)
    made: list[str] = []
    for prompt, text in answers:
        lines: list[Json] = [*to_lines(text)]
        if lines:
            fields: Fields = {
                "on_date": on_date.isoformat(),
                "since": since.isoformat(),
                "prompt": prompt,
                "text": lines,
                "created": instant(datetime.fromisoformat(at) + timedelta(seconds=len(made))),
            }
            made.append(draft.new("reflections", fields))
    if not made:
        raise Invalid(_("a look back needs a few words: one answer is enough"))
    return draft.change(_("Looked back at the week")), made


def _need_words(text: Json) -> None:
    if not text:
        raise Invalid(_("an entry needs a few words: one line is enough"))


def _wrote(day: str) -> str:
    try:
        return _("Wrote in the journal for {day}").format(day=long_day(date.fromisoformat(day)))
    except ValueError:
        return _("Wrote in the journal")


def abouts(about: Sequence[About]) -> Json:
    """What something is about, as the file writes it."""
    return [{"table": one.table, "id": one.id} for one in about]


# ---- levels that move


def moved_levels(change: Change) -> dict[str, list[tuple[str, str]]]:
    """The claims whose level a change moves from one to another, by guideline: each claim's id, and the level it had.

    A level that is said first, or is taken back, is none that moved.
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for (table, claim_id), edit in change.edits.items():
        before, after = edit.before or {}, edit.after or {}
        if table != "claims" or "deleted" in before or "deleted" in after:
            continue
        was, now = before.get("level"), after.get("level")
        if isinstance(was, str) and isinstance(now, str) and was != now:
            found.setdefault(str(after.get("guideline")), []).append((claim_id, was))
    return found


def with_what_changed(portfolio: Portfolio, change: Change, said: Mapping[str, str], on_date: date) -> Change:
    """Add to a change that moves levels the learner's answers to “what changed?”, by guideline; one change does both.

    Each answer becomes an entry about the pieces, the claims and the guideline, which keeps the level there was (of several
    the first). An answer to no level that moves is left out. Raises Invalid.
    """
    draft = Draft(portfolio, change.at)
    for guideline, claims in moved_levels(change).items():
        lines: list[Json] = [*to_lines(said.get(guideline, ""))]
        if not lines:
            continue
        about: list[Json] = [{"table": "claims", "id": claim_id} for claim_id, _was in claims]
        for claim_id, _was in claims:
            after = change.edits["claims", claim_id].after or {}
            about.append({"table": "evidence", "id": str(after.get("evidence"))})
        about.append({"table": GUIDELINES, "id": guideline})
        fields: dict[str, Json] = {
            "on_date": on_date.isoformat(),
            "prompt": _(WHAT_CHANGED),
            "text": lines,
            "about": about,
            "moved": {"guideline": guideline, "level": claims[0][1]},
        }
        draft.new("reflections", fields)
    entries = draft.change("").edits
    return Change(change.label, change.at, {**change.edits, **entries}) if entries else change
