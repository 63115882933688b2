"""Changes by which the host of an experience confirms it: in a line of theirs, or by the code of the piece."""

from __future__ import annotations

from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.digests import piece_digest
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.experience import WrongCode, check_code
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted
from leaptui.model.voices import is_learner, who


def confirm(
    portfolio: Portfolio,
    at: str,
    evidence_id: str,
    name: str,
    role: str = "",
    words: str = "",
    given: str = "",
    on: date | None = None,
) -> tuple[Change, str]:
    """Note that the host confirms a piece as it is now; gives the change and the new id.

    `name` and `role` say who they are, `words` is the line they wrote; `given` is the code they gave back. Raises Invalid
    where nobody is named, it is the learner, neither words nor code are there, or the code is not that of the piece as it is.
    """
    by = clean_line(name)
    if not by:
        raise Invalid(_("say who confirms it: the name of the host"))
    if is_learner(portfolio, by):
        raise Invalid(_("somebody else confirms it: the one with whom or where it was"))
    lines: list[Json] = [*to_lines(words)]
    code = ""
    if given.strip():
        try:
            code = check_code(portfolio, evidence_id, given)
        except WrongCode as error:
            raise Invalid(str(error)) from None
    if not lines and not code:
        raise Invalid(_("a line of the host's, or the code they gave back, is what confirms it"))
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        "evidence": evidence_id,
        "by": who(portfolio, by),
        "role": clean_line(role),
        "text": lines,
        "code": code,
        "on_date": on.isoformat() if on else None,
        "evidence_digest": piece_digest(portfolio, evidence_id),
    }
    made = draft.new("confirmations", fields)
    piece = quoted(portfolio.evidence[evidence_id].title)
    return draft.change(_("{name} confirmed {piece}").format(name=by, piece=piece)), made
