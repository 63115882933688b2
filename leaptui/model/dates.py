"""Days as people say them, in the language and the form that are spoken, and what arithmetic on months the rules share."""

from __future__ import annotations

from datetime import date, timedelta

from leaptui.language import N_, _, date_form, pgettext

MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
"""The months, January first, as messages: `month_long` says one."""

WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
"""The days of the week, Monday first, as messages: `weekday_name` says one."""

ONE_DAY = timedelta(days=1)


def month_long(day: date) -> str:
    """Name a day's month: `November`."""
    return _(MONTHS[day.month - 1])


def month_short(day: date) -> str:
    """Name a day's month in three letters: `Nov`."""
    return month_long(day)[:3]


def weekday_name(day: date) -> str:
    """Name a day of the week: `Thursday`."""
    return _(WEEKDAYS[day.weekday()])


def weekday_short(day: date) -> str:
    """Name a day of the week in three letters: `Thu`."""
    return weekday_name(day)[:3]


def day_month(day: date) -> str:
    """Say a day where there is little room: `18 Nov`, `Nov 18`, `11-18`."""
    form = date_form()
    if form == "iso":
        return f"{day:%m-%d}"
    pattern = pgettext("short day", "{month} {day}") if form == "month-day" else pgettext("short day", "{day} {month}")
    return pattern.format(day=day.day, month=month_short(day))


def long_day(day: date, today: date | None = None) -> str:
    """Say a day: `18 November`, with the year where `today` is given and lies in another: `18 November 2027`."""
    form = date_form()
    if form == "iso":
        return day.isoformat()
    if today is None or today.year == day.year:
        pattern = pgettext("day", "{month} {day}") if form == "month-day" else pgettext("day", "{day} {month}")
    elif form == "month-day":
        pattern = pgettext("day", "{month} {day}, {year}")
    else:
        pattern = pgettext("day", "{day} {month} {year}")
    return pattern.format(day=day.day, month=month_long(day), year=day.year)


def full_day(day: date) -> str:
    """Say a day with its year, as it stands in what outlives it: `18 November 2026`."""
    return long_day(day, date.min)


def weekday_long(day: date) -> str:
    """Say a day with its weekday: `Thursday, 19 November`."""
    return pgettext("day", "{weekday}, {day}").format(weekday=weekday_name(day), day=long_day(day))


def between(first: date, last: date, today: date) -> str:
    """Say a span of days as briefly as it stays clear, naming a year only where it is not today's.

    `between 3 and 24 March`, `between 28 February and 3 March`, `between 20 December and 3 January 2027`, `on 3 March`.
    """
    if first == last:
        return pgettext("day", "on {day}").format(day=long_day(first, today))
    within_month = (first.year, first.month) == (last.year, last.month)
    if within_month and date_form() == "day-month":
        pattern, begins = pgettext("days of one month", "between {first} and {last}"), str(first.day)
    else:
        pattern = pgettext("days", "between {first} and {last}")
        begins = long_day(first) if first.year == last.year else long_day(first, today)
    return pattern.format(first=begins, last=long_day(last, today))


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
