"""What the app says of feedback that a piece does not have yet."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.language import _
from leaptui.model.words import word


def lacking_words(aspects: Sequence[str]) -> str:
    """Which kinds of feedback a piece has no words on yet, calmly; empty where it has all three."""
    if not aspects:
        return ""
    said = [word(aspect, "aspect") for aspect in aspects]
    if len(said) == 1:
        return _("no words on {aspect} yet").format(aspect=said[0])
    first = ", ".join(said[:-1])
    return _("no words on {aspects} or {last} yet").format(aspects=first, last=said[-1])
