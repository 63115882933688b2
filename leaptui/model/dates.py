"""Days as people say them, in English whatever the machine's locale, and what arithmetic on months the rules share."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""The months, January first."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days of the week, Monday first."""

ONE_DAY = timedelta(days=1)


def month_short(day: date) -> str:
    """Name a day's month in three letters: `Nov`."""
    return MONTHS[day.month - 1][:3]


def weekday_short(day: date) -> str:
    """Name a day of the week in three letters: `Thu`."""
    return WEEKDAYS[day.weekday()][:3]


def day_month(day: date) -> str:
    """Say a day where there is little room: `18 Nov`."""
    return f"{day.day} {month_short(day)}"


def long_day(day: date, today: date | None = None) -> str:
    """Say a day: `18 November`, with the year where `today` is given and lies in another: `18 November 2027`."""
    said = f"{day.day} {MONTHS[day.month - 1]}"
    return said if today is None or today.year == day.year else f"{said} {day.year}"


def weekday_long(day: date) -> str:
    """Say a day with its weekday: `Thursday, 19 November`."""
    return f"{WEEKDAYS[day.weekday()]}, {long_day(day)}"


def between(first: date, last: date, today: date) -> str:
    """Say a span of days as briefly as it stays clear, naming a year only where it is not today's.

    `between 3 and 24 March`, `between 28 February and 3 March`, `between 20 December and 3 January 2027`, `on 3 March`.
    """
    if first == last:
        return f"on {long_day(first, today)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"between {first.day} and {long_day(last, today)}"
    if first.year == last.year:
        return f"between {long_day(first)} and {long_day(last, today)}"
    return f"between {long_day(first, today)} and {long_day(last, today)}"


def week_start(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def month_start(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def month_end(day: date) -> date:
    """Give the last day of a day's month."""
    if day.month == len(MONTHS):
        return day.replace(day=31)
    return date(day.year, day.month + 1, 1) - ONE_DAY


def months_before(day: date, months: int) -> date:
    """Give the first day of the month so many months before a day's own."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
