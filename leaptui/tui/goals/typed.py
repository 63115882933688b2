"""What is typed on a sheet, read with a sentence for what cannot be."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NOT_SAVED = "It could not be saved; what you wrote is still here."


def read_day(words: str, today: date, name: str = "The day") -> date | None:
    """Read a typed day; None where nothing is typed. Raises ValueError with a sentence for the sheet."""
    typed = words.strip()
    if not typed:
        return None
    if typed.casefold() == "today":
        return today
    found = _DAY.fullmatch(typed)
    if found is None:
        raise ValueError(f"{name} is written like {today.isoformat()}.")
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise ValueError(f"There is no {typed} in the calendar.") from None
