"""A forecast in words."""

from __future__ import annotations

from datetime import date

from leaptui.language import _, ngettext, pgettext
from leaptui.model.dates import between, long_day
from leaptui.model.forecast import HORIZON, NEEDED, Forecast, Outlook


def sentence_parts(told: Forecast, today: date) -> tuple[str, str, str]:
    """Say a forecast in a sentence, cut into what comes before the days, the days, and what comes after them."""
    if told.kind is Outlook.DONE:
        return (_("You have reached this goal.") if told.open_steps else _("Every step is done."), "", "")
    if told.kind is Outlook.NO_STEPS:
        return (_("No steps yet. Name the first one, and the rest can wait."), "", "")
    if told.kind is Outlook.NOT_ENOUGH:
        return (_not_enough(told), "", "")
    last = _last(told.periods_seen, told.per)
    if told.earliest is None:
        return (_too_far(told).format(last=last, far=_long(HORIZON, told.per)), "", "")
    if told.latest is None:
        said = (
            _("At the rhythm of all your goals in {last}, likely done {days}, and it may take much longer.")
            if told.shared
            else _("At your own rhythm of {last}, likely done {days}, and it may take much longer.")
        )
        days = pgettext("likely done", "after {day}").format(day=long_day(told.earliest, today))
    else:
        said = (
            _("At the rhythm of all your goals in {last}, likely done {days}.")
            if told.shared
            else _("At your own rhythm of {last}, likely done {days}.")
        )
        days = between(told.earliest, told.latest, today)
    before, _days, behind = said.partition("{days}")
    return (before.format(last=last), days, behind.format(last=last))


def days_said(told: Forecast, today: date) -> str:
    """Say only the days of a forecast: `between 3 and 24 March`, `after 3 March`; empty where there are none."""
    return sentence_parts(told, today)[1]


def _too_far(told: Forecast) -> str:
    if told.shared:
        return _("At the rhythm of all your goals in {last}, the end is more than {far} away: too far to name a day.")
    return _("At your own rhythm of {last}, the end is more than {far} away: too far to name a day.")


def _not_enough(told: Forecast) -> str:
    """What is needed to get a forecast."""
    if told.still:
        said = (
            _("No step was ticked in {last}, so there is no rhythm to go by. One tick brings the forecast back.")
            if told.shared
            else _("No step was ticked here in {last}, so there is no rhythm to go by. One tick brings it back.")
        )
        return said.format(last=_last(told.periods_seen, told.per))
    if not told.periods_seen:
        return _(
            "A forecast needs {needed} of your own rhythm. Tick steps as you do them, and it comes by itself."
        ).format(needed=_long(NEEDED, told.per))
    said = ngettext(
        "A forecast needs {needed} of your own rhythm, and so far there is {seen}. "
        "Tick steps as you do them, and it comes by itself.",
        "A forecast needs {needed} of your own rhythm, and so far there are {seen}. "
        "Tick steps as you do them, and it comes by itself.",
        told.periods_seen,
    )
    return said.format(needed=_long(NEEDED, told.per), seen=told.periods_seen)


def _last(number: int, per: str) -> str:
    """Say periods that are over: `the last 8 weeks`."""
    if per == "month":
        said = ngettext("the last {n} month", "the last {n} months", number)
    elif per == "fortnight":
        said = ngettext("the last {n} fortnight", "the last {n} fortnights", number)
    else:
        said = ngettext("the last {n} week", "the last {n} weeks", number)
    return said.format(n=number)


def _long(number: int, per: str) -> str:
    """Say a time: `260 weeks`."""
    if per == "month":
        said = ngettext("{n} month", "{n} months", number)
    elif per == "fortnight":
        said = ngettext("{n} fortnight", "{n} fortnights", number)
    else:
        said = ngettext("{n} week", "{n} weeks", number)
    return said.format(n=number)


def sentence(told: Forecast, today: date) -> str:
    """Say a forecast: `At your own rhythm of the last 8 weeks, likely done between 3 and 24 March.`"""
    return "".join(sentence_parts(told, today))
