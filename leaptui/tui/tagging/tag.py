"""Tagging pieces with the picker, and keeping what was picked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import NAMESPACE_OID, uuid5

from textual.widget import Widget

from leaptui.language import _, ngettext
from leaptui.model.edits.evidence import retag
from leaptui.model.edits.journal import with_what_changed
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.session import Session
from leaptui.tui.tagging.fields import Draft
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.tags import WHY, Picked, tags_of

if TYPE_CHECKING:
    from leaptui.model.framework import Framework
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.suggest import Likeness

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

    def save(picked: Picked) -> bool:
        session = app.session
        still = [one for one in ids if one in session.portfolio.evidence]
        if not still:
            words = _("This was removed meanwhile; copy your words, then leave with {key}.")
            app.say(words.format(key=key_of(app.screen, "overlay.leave")), trouble=True)
            return False
        change = retag(
            session.portfolio,
            session.framework,
            session.at,
            still,
            picked.levels,
            picked.reasons,
            picked.removed,
            picked.unsaid,
        )
        return app.do(with_what_changed(session.portfolio, change, picked.changed, session.today))

    session = app.session
    draft = _draft(session, ids)
    at = at or next((name.removeprefix(WHY) for name in draft.begun if name.startswith(WHY)), None)

    def left(picked: Picked | None) -> None:
        if picked is None and session.drafts.get(_draft_of(ids)) is not None:
            app.say(_("Your words are not kept yet. They stand there again when you tag this next."))

    fills = fact, tags_of(portfolio, ids)
    if session.knows_likeness:
        found = suggestions(session.likeness, portfolio, session.framework, ids)
        app.push_screen(TagPicker(_("Tag"), *fills, found, at=at, save=save, draft=draft), left)
    else:
        later = partial(_suggestions_anew, session, portfolio, ids)
        app.push_screen(TagPicker(_("Tag"), *fills, later=later, at=at, save=save, draft=draft), left)
    if draft.begun:
        app.say(_("Here is what you had begun."))


def _draft_of(ids: Sequence[str]) -> str:
    """The key of the sheet on which pieces are tagged, among the unfinished ones."""
    return f"tag/{uuid5(NAMESPACE_OID, ' '.join(sorted(ids)))}" if len(ids) > 1 else f"tag/{ids[0]}"


def _draft(session: Session, ids: Sequence[str]) -> Draft:
    """The reasons that were written for pieces and not kept."""
    key = _draft_of(ids)
    return Draft(session.drafts.get(key) or {}, lambda unkept: session.drafts.note(key, unkept or None))


def _suggestions_anew(session: Session, portfolio: Portfolio, evidence_ids: Sequence[str]) -> dict[str, str]:
    """The same in a thread of its own, where thousands of pieces are to be read first; they stay read."""
    from leaptui.model.suggest import Likeness

    made = Likeness()
    made.follow(portfolio)
    found = suggestions(made, portfolio, session.framework, evidence_ids)
    session.take_likeness(made)
    return found


def suggestions(
    likeness: Likeness, portfolio: Portfolio, framework: Framework, evidence_ids: Sequence[str]
) -> dict[str, str]:
    """Guidelines the learner used for pieces like these, each with the pieces it was used for, in words."""
    found: dict[str, str] = {}
    for one in likeness.guidelines(framework, evidence_ids):
        titles = [quoted(clean_line(portfolio.evidence[piece].title), TITLE) for piece in one.because[:NAMED]]
        found[one.guideline] = _("used for {titles}").format(titles=", ".join(titles))
    return found
