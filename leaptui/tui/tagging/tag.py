"""Tagging pieces with the picker, and keeping what was picked."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from leaptui.model.edits.evidence import retag
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.tagging.picker import Picked, TagPicker, Tags


def shared_tags(portfolio: Portfolio, evidence_ids: Sequence[str]) -> Tags:
    """What all of these pieces are tagged with; a level or a reason only where they agree on it."""
    claims = [{claim.guideline: claim for claim in portfolio.claims_of.get(one, [])} for one in evidence_ids]
    common = set.intersection(*(set(one) for one in claims)) if claims else set()
    levels: dict[str, str | None] = {}
    reasons: dict[str, str] = {}
    for guideline in sorted(common):
        said = {one[guideline].level for one in claims}
        why = {one[guideline].reason for one in claims}
        levels[guideline] = said.pop() if len(said) == 1 else None
        if len(why) == 1:
            reasons[guideline] = why.pop()
    return Tags(levels, reasons)


def open_picker(widget: Widget, evidence_ids: Sequence[str], at: str | None = None) -> None:
    """Open the picker on pieces, the cursor on a guideline; what is picked is one change."""
    app = desk(widget)
    portfolio = app.session.portfolio
    ids = [one for one in evidence_ids if one in portfolio.evidence]
    if not ids:
        app.say("There is no piece here to tag.")
        return
    fact = clean_line(portfolio.evidence[ids[0]].title) if len(ids) == 1 else f"{len(ids)} pieces"

    def keep(picked: Picked | None) -> None:
        if picked is None or not (picked.levels or picked.removed):
            return
        session = app.session
        still = [one for one in ids if one in session.portfolio.evidence]
        change = retag(
            session.portfolio, session.framework, session.at, still, picked.levels, picked.reasons, picked.removed
        )
        app.do(change)

    app.push_screen(TagPicker("Tag", fact, shared_tags(portfolio, ids), at=at), keep)
