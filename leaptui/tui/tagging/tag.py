"""Tagging pieces with the picker, and keeping what was picked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from leaptui.language import _, ngettext
from leaptui.model.edits.draft import quoted
from leaptui.model.edits.evidence import retag
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.session import Session
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.tags import Picked, tags_of

NAMED = 2
"""How many pieces a suggestion names."""
TITLE = 26


def open_picker(widget: Widget, evidence_ids: Sequence[str], at: str | None = None) -> None:
    """Open the picker on pieces, the cursor on a guideline; what is picked is one change."""
    app = desk(widget)
    portfolio = app.session.portfolio
    ids = [one for one in evidence_ids if one in portfolio.evidence]
    if not ids:
        app.say(_("There is no piece here to tag."))
        return
    many = ngettext("{n} piece", "{n} pieces", len(ids)).format(n=len(ids))
    fact = clean_line(portfolio.evidence[ids[0]].title) if len(ids) == 1 else many

    def keep(picked: Picked | None) -> None:
        if picked is None or picked.is_empty:
            return
        session = app.session
        still = [one for one in ids if one in session.portfolio.evidence]
        app.do(
            retag(
                session.portfolio,
                session.framework,
                session.at,
                still,
                picked.levels,
                picked.reasons,
                picked.removed,
                picked.unsaid,
            )
        )

    app.push_screen(TagPicker(_("Tag"), fact, tags_of(portfolio, ids), suggestions(app.session, ids), at=at), keep)


def suggestions(session: Session, evidence_ids: Sequence[str]) -> dict[str, str]:
    """Guidelines the learner used for pieces like these, each with the pieces it was used for, in words."""
    found: dict[str, str] = {}
    pieces = session.portfolio.evidence
    for one in session.likeness.guidelines(session.framework, evidence_ids):
        titles = [quoted(clean_line(pieces[piece].title), TITLE) for piece in one.because[:NAMED]]
        found[one.guideline] = _("used for {titles}").format(titles=", ".join(titles))
    return found
