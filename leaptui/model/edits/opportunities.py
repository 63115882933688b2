"""Changes to opportunities: what a connection led to, and what came of it."""

from __future__ import annotations

from dataclasses import replace

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.edits.people import named_people
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Opportunity
from leaptui.model.text import clean_line
from leaptui.model.titles import has_title, quoted


def add_opportunity(portfolio: Portfolio, at: str, fields: Fields, through: str = "") -> tuple[Change, str]:
    """Note an opportunity; gives the change and the new id. Raises Invalid.

    `through` is the name or id of the person it came through, who is added where nobody of that name is known.
    """
    title = _title(fields)
    people, edits = named_people(portfolio, at, [through])
    draft = Draft(portfolio, at)
    made = draft.new("opportunities", {"status": "open", **fields, "person": people[0] if people else ""})
    change = draft.change(_("Noted the opportunity {title}").format(title=quoted(title)))
    return replace(change, edits={**edits, **change.edits}), made


def edit_opportunity(
    portfolio: Portfolio, at: str, opportunity_id: str, fields: Fields, through: str | None = None
) -> Change:
    """Set fields of an opportunity; `through` is a name, or None where that stays. Raises Invalid."""
    if "title" in fields:
        _title(fields)
    people, edits = named_people(portfolio, at, [through or ""])
    if through is not None:
        fields = {**fields, "person": people[0] if people else ""}
    draft = Draft(portfolio, at)
    draft.patch("opportunities", opportunity_id, fields)
    title = quoted(portfolio.live(Opportunity)[opportunity_id].title)
    said = _("Changed the opportunity {title}")
    if fields.keys() == {"outcome"}:
        said = _("Noted what came of the opportunity {title}")
    change = draft.change(said.format(title=title))
    return replace(change, edits={**edits, **change.edits})


def _title(fields: Fields) -> str:
    title = fields.get("title")
    if not isinstance(title, str) or not has_title(title):
        raise Invalid(_("an opportunity needs a title: a few words are enough"))
    return clean_line(title)
