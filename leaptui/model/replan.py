"""What re-planning would mean for a goal, said in a sentence before one decides. Nothing is written."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.dates import long_day
from leaptui.model.forecast import Forecast, after, forecast
from leaptui.model.forecast_words import days_said, sentence
from leaptui.model.pace import pace_on, per_words, weekly
from leaptui.model.portfolio import Portfolio


def would_mean(portfolio: Portfolio, goal_id: str, change: Change, today: date) -> str:
    """Say when a goal would likely be done after a change: `Then likely done between 3 and 24 March.`

    Where a day is hoped for, says how that day would lie to it. Raises KeyError for an unknown goal.
    """
    then = after(portfolio, change)
    if goal_id not in then.goals or then.goals[goal_id].status == "rested":
        return _("It waits then, and asks for nothing until you take it up again.")
    told = forecast(then, goal_id, today)
    days = days_said(told, today)
    if not days:
        return sentence(told, today)
    hoped = then.goals[goal_id].target_on
    return _beside(told, hoped).format(days=days, day=long_day(hoped, today) if hoped else "")


def pace_would_mean(portfolio: Portfolio, goal_id: str, pieces: int, per: str, today: date) -> str:
    """Say when a goal would likely be done at another pace, if its steps followed the pieces. Raises KeyError."""
    pace = pace_on(portfolio, today)
    if pace is None:
        told = forecast(portfolio, goal_id, today)
        return _("The forecast follows the steps you do. {forecast}").format(forecast=sentence(told, today))
    times = weekly(pieces, per) / weekly(pace.pieces, pace.per)
    told = forecast(portfolio, goal_id, today, times=float(times))
    days = days_said(told, today)
    if not days:
        return sentence(told, today)
    if times == Fraction(1):
        return _("Likely done {days}, as now.").format(days=days)
    return _("If your steps follow the pieces, at {pace}: likely done {days}.").format(
        days=days, pace=per_words(pieces, per)
    )


def _beside(told: Forecast, hoped: date | None) -> str:
    """The sentence that says how the day hoped for lies to the days of a forecast."""
    if hoped is None:
        return _("Then likely done {days}.")
    if told.latest is not None and told.latest < hoped:
        return _("Then likely done {days}, before the day you hope for, {day}.")
    if told.earliest is not None and told.earliest <= hoped:
        return _("Then likely done {days}; the day you hope for, {day}, lies within.")
    return _("Then likely done {days}; the day you hope for, {day}, comes before that.")
