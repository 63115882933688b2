"""What was changed elsewhere while it was changed on a sheet: keeping the sheet takes its place, and that has to be said."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.language import N_, _, and_list, in_quotes
from leaptui.model.words import word
from leaptui.tui.evidence.sheet import Written
from leaptui.tui.line import cut

LABELS: Mapping[str, str] = {
    "title": N_("Title"),
    "body": N_("Words"),
    "kind": N_("Kind"),
    "place": N_("Place"),
    "made_on": N_("Made on"),
    "minutes": N_("Minutes"),
    "life_area": N_("Life area"),
    "host": N_("Host"),
    "interest": N_("Interest"),
    "stretch": N_("Stretch"),
}
"""The fields of which only one saying can hold, as the sheet calls them. Tags, people, goals, links, files go together."""
_WORDS = frozenset({"kind", "place", "life_area"})
LONGEST = 30
"""Cells of what a field says elsewhere."""


def changed_twice(was: Written, now: Written, sheet: Written) -> str:
    """Name the fields that say something else on the sheet and elsewhere than they did, with what they say there.

    `was` is the piece as the sheet began with it, `now` as it stands. Gives an empty text where there is no such field.
    """
    found: list[str] = []
    for name, label in LABELS.items():
        before, there, here = (getattr(one, name) for one in (was, now, sheet))
        if before not in {there, here} and there != here:
            found.append(f"{_(label)}{_there(name, there)}")
    return and_list(found) if found else ""


def _there(name: str, value: str) -> str:
    """What a field says elsewhere, where that is short: ` (there: “First page”)`."""
    if name == "body" or not value:
        return ""
    says = word(value, name) if name in _WORDS else value
    return " " + _("(there: {value})").format(value=in_quotes(cut(says, LONGEST)))


def said_at_first(fields: str) -> str:
    """The sentence on a sheet that is taken up again."""
    return _("Changed elsewhere since you began: {fields}. If you keep the sheet, what stands here holds.").format(
        fields=fields
    )


def said_before_keeping(fields: str) -> str:
    """The sentence before a sheet is kept over what was changed while it was open."""
    return _("Changed elsewhere meanwhile: {fields}. Keep it once more, and what stands here holds.").format(
        fields=fields
    )
