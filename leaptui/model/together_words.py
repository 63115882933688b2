"""What a learner and a person did together, in words."""

from __future__ import annotations

from leaptui.language import _, ngettext, pgettext
from leaptui.model.names import Names
from leaptui.model.people import Together
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Review
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word


def what_it_was(one: Together) -> str:
    """What sort of thing it was: `piece`, `feedback on process`, `review`."""
    if one.table == "feedback" and one.part:
        return _("feedback on {aspect}").format(aspect=word(clean_line(one.part), "aspect"))
    return {
        "evidence": pgettext("done together", "piece"),
        "feedback": pgettext("done together", "feedback"),
        "assessments": pgettext("done together", "assessment"),
        "confirmations": pgettext("done together", "confirmed"),
        "agreements": pgettext("done together", "agreed"),
        "suggestions": pgettext("done together", "suggested a step"),
        "reviews": pgettext("done together", "review"),
        "recognitions": pgettext("done together", "recognition"),
    }.get(one.table, one.table)


def which_it_was(portfolio: Portfolio, one: Together) -> str:
    """Which one: the title of the piece, the goal, or the recognition; of a review without one what was looked at."""
    table, record_id = one.leads_to
    raw = portfolio.raw(table, record_id) or {}
    title = raw.get("title")
    if isinstance(title, str) and title.strip():
        return shown_title(title)
    if table == "reviews":
        seen = portfolio.live(Review)[record_id].evidence
        return ngettext("{n} piece looked at", "{n} pieces looked at", len(seen)).format(n=len(seen))
    return Names(portfolio.document).thing((table, record_id))
