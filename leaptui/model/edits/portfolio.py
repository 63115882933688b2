"""Beginning a portfolio, and what it says of itself."""

from __future__ import annotations

from datetime import date

from leaptui.language import _
from leaptui.model.canonical import Document, Record
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.format import FORMAT
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line


def new_document(learner: str, framework: str, today: date, at: str, title: str = "") -> Document:
    """Begin a portfolio: a document with its `meta` alone. Raises Invalid where the learner has no name."""
    name = clean_line(learner)
    if not name:
        raise Invalid(_("a portfolio needs a name: whose is it?"))
    meta: Record = {
        "created": at,
        "modified": at,
        "format": FORMAT,
        "min_writer": FORMAT,
        "learner": {"name": name},
        "framework": framework,
        "started": today.isoformat(),
    }
    if clean_line(title):
        meta["title"] = clean_line(title)
    return {"meta": {"portfolio": meta}}


def edit_meta(portfolio: Portfolio, at: str, fields: Fields, label: str) -> Change:
    """Set fields of what the portfolio says of itself; one that says nothing yet begins to. Raises Invalid."""
    draft = Draft(portfolio, at)
    if portfolio.raw("meta", "portfolio") is None:
        draft.new("meta", {"format": FORMAT, "min_writer": FORMAT, **fields}, "portfolio")
    else:
        draft.patch("meta", "portfolio", fields)
    return draft.change(label)


def rename_learner(portfolio: Portfolio, at: str, learner: str) -> Change:
    """Give the learner another name; what else is said of the learner stays. Raises Invalid where it is no name."""
    name = clean_line(learner)
    if not name:
        raise Invalid(_("a portfolio needs a name: whose is it?"))
    raw = (portfolio.raw("meta", "portfolio") or {}).get("learner")
    whole: Record = {**(raw if isinstance(raw, dict) else {}), "name": name}
    return edit_meta(portfolio, at, {"learner": whole}, _("Changed the name to {name}").format(name=name))
