"""How many ways something was shown in, as one sentence (guideline D4). Pure."""

from __future__ import annotations

from leaptui.language import _, and_list
from leaptui.model.standing import Breadth
from leaptui.model.text import clean_line
from leaptui.model.words import word

FEW = 2
"""From so many pieces on it says something that all of them are alike."""


def breadth_sentence(found: Breadth) -> str:
    """What all pieces have in common so far: `shown only as text so far`; empty where they are varied, or too few."""
    if found.pieces < FEW:
        return ""
    kind = clean_line(word(found.kinds[0][0], "kind")) if len(found.kinds) == 1 else ""
    # A place holds for all only where every piece names it.
    every = sum(count for _place, count in found.places) == found.pieces
    place = clean_line(word(found.places[0][0], "place")) if len(found.places) == 1 and every else ""
    parts = []
    if kind:
        parts.append(_("only as {kind}").format(kind=kind))
    if place:
        parts.append(_("only in one place: {place}").format(place=place))
    if not found.people:
        parts.append(_("on my own"))
    if not kind and not place:
        return ""  # work done alone in many ways is varied enough
    return _("shown {how} so far").format(how=and_list(parts))
