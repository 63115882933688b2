"""Dates as exports write them, understood where that can be done without guessing."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime

from leaptui.model.clock import instant
from leaptui.model.dates import MONTHS

_MONTHS = {name.lower()[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, len(name))}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T Z+-].*)?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.? ([A-Za-z]+)\.?,? (\d{4})")
_NAME_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED_MONTH = re.compile(r"([A-Za-z]+)\.? (\d{4})")
_YEAR = re.compile(r"\d{4}")
_TIMED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:[.,]\d+)?\s?(?:Z|z|[+-]\d{2}:?\d{2})?")


def whole_day(text: str) -> date | None:
    """Understand a day: `2010-12-31`, with a time or not, `1.1.2003`, `31/12/2007`, `2 October 1978`.

    None for what is no day of the calendar (`31.06.2002`), what could be two days (`03/04/2010`), and anything else.
    """
    text = " ".join(text.split())
    for pattern, order in ((_ISO, "ymd"), (_COMPACT, "ymd"), (_YEAR_FIRST, "ymd"), (_DOTTED, "dmy")):
        if found := pattern.fullmatch(text):
            parts = dict(zip(order, (int(part) for part in found.groups()), strict=True))
            return _date(parts["y"], parts["m"], parts["d"])
    if found := _SLASHED.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 or first == second:
            return _date(year, second, first)
        return _date(year, first, second) if second > 12 else None
    if found := _NAMED.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1]))
    if found := _NAME_FIRST.fullmatch(text):
        return _date(int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2]))
    return None


def rough_day(text: str, *, last: bool) -> date | None:
    """Understand a month or a year alone (`2003-05`, `May 2003`, `2003`) as its last or its first day; else None."""
    text = " ".join(text.split())
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1]), int(found[2])
    elif found := _NAMED_MONTH.fullmatch(text):
        year, month = int(found[2]), _MONTHS.get(found[1].lower(), 0)
    elif _YEAR.fullmatch(text):
        year, month = int(text), 12 if last else 1
    else:
        return None
    if not (1 <= month <= 12 and year >= 1):
        return None
    return _date(year, month, calendar.monthrange(year, month)[1] if last else 1)


def moment(text: str) -> str | None:
    """Understand an Atom date and time and give it as an instant of the file; a day alone is its midnight in UTC."""
    text = text.strip()
    if found := _TIMED.match(text):
        try:
            when = datetime.fromisoformat(found[0].replace(" ", "T", 1).replace(" ", "").replace("z", "Z"))
            if when.year > 1:
                # Some systems write the year 999 with three digits.
                return instant(when if when.tzinfo else when.replace(tzinfo=UTC)).zfill(len("2026-03-01T14:05:00Z"))
        except (ValueError, OverflowError):
            return None
    day = whole_day(text)
    return f"{day.isoformat()}T00:00:00Z" if day else None


def minutes(text: str) -> int | None:
    """Understand a duration (ISO 8601, hours and minutes: `PT8H30M`) as whole minutes; None where it is not one."""
    found = re.fullmatch(r"PT(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:\d{1,6}S)?", text.strip().upper())
    if not found or not (found[1] or found[2]):
        return None
    return 60 * int(found[1] or 0) + int(found[2] or 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
