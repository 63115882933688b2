"""What is typed on a sheet, read with a sentence for what cannot be."""

from __future__ import annotations

import re
from datetime import date, timedelta

from leaptui.language import _

FAR = timedelta(days=90)
"""How far ahead a day lies that is given as an example."""

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)


def not_saved() -> str:
    """What a sheet says where the file did not take what stands on it."""
    return _("It could not be saved; what you wrote is still here.")


def like_day(today: date) -> str:
    """Say how a day that is hoped for is written: `like 2026-03-01`, some months from today."""
    return _("like {day}").format(day=(today + FAR).isoformat())


def read_day(words: str, today: date, name: str) -> date | None:
    """Read a typed day; None where nothing is typed. Raises ValueError with a sentence for the sheet, which calls it `name`."""
    typed = words.strip()
    if not typed:
        return None
    if typed.casefold() in {"today", _("today").casefold()}:
        return today
    found = _DAY.fullmatch(typed)
    if found is None:
        raise ValueError(_("{name} is written like {day}.").format(name=name, day=today.isoformat()))
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        raise ValueError(_("There is no {day} in the calendar.").format(day=typed)) from None
