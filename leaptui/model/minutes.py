"""Minutes as people write them."""

from __future__ import annotations

import re

from leaptui.language import _
from leaptui.model.text import clean_line

_MINUTES = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*(?:h|:)\s*)?(?P<minutes>\d{0,5})\s*(?:min|m)?", re.ASCII | re.IGNORECASE
)


def read_minutes(typed: str) -> int | None:
    """So many minutes: `90`, `1:30`, `1 h 30`; None for nothing. Raises ValueError with a sentence."""
    text = clean_line(typed)
    if not text:
        return None
    found = _MINUTES.fullmatch(text)
    if found is None or not (found["hours"] or found["minutes"]):
        raise ValueError(_("“Minutes” is a number like 90, or hours and minutes like 1:30"))
    return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0) or None
