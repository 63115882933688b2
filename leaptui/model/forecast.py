"""When a goal is likely done, reckoned from the learner's own rhythm and said as an honest range of days.

The rules: past periods of the learner's pace (weeks where there is none) are drawn again and again, and each drawn one
does as many steps as it did. What counts is the last eight full periods, those that were mostly rest left out; four are
needed. A goal that is younger than that borrows the rhythm of all goals, each step of which falls to this goal with one
chance in as many as there are living goals with open steps. A period that is partly over or partly rest brings a step
with the chance that is left of it; one that is all rest brings none. The range goes from the 10th to the 90th of a
hundred such futures. The same day says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from random import Random

from leaptui.model.dates import ONE_DAY, between, long_day
from leaptui.model.pace import RHYTHM, PaceWord, pace_on
from leaptui.model.periods import Measure, Rests, Span
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, RecordView, Step

NEEDED = 4
"""How many periods of history a forecast needs."""

TRIALS = 2000
HORIZON = 260
"""How many periods ahead a forecast looks: five years of weeks."""

_LOOK_BACK = 60
_MANY = 30


class Outlook(StrEnum):
    """What sort of forecast there can be."""

    RANGE = "range"
    FAR = "far"
    NOT_ENOUGH = "not_enough"
    DONE = "done"
    NO_STEPS = "no_steps"


@dataclass(frozen=True)
class Forecast:
    """When a goal is likely done.

    `earliest` and `latest` are days of a *range*; `latest` is None where it lies beyond the horizon, and both are where
    it is *far*. `periods_seen` are the periods of history of the kind `per` it rests on, `shared` tells that they are
    those of all goals, `still` that no step was done in them.
    """

    kind: Outlook
    open_steps: int
    per: str = "week"
    periods_seen: int = 0
    earliest: date | None = None
    latest: date | None = None
    shared: bool = False
    still: bool = False


@dataclass(frozen=True)
class _Rhythm:
    """Steps done in past periods, and the chance that one of them falls to the goal in question."""

    counts: Sequence[int]
    chance: float
    shared: bool


def forecast(portfolio: Portfolio, goal_id: str, today: date, seed: str | None = None) -> Forecast:
    """Reckon when a goal is likely done; the seed is goal and day unless given. Raises KeyError for an unknown one."""
    goal = portfolio.goals[goal_id]
    steps = portfolio.steps_of.get(goal_id, [])
    left = sum(step.is_open for step in steps)
    pace = pace_on(portfolio, today)
    measure, rests = Measure.of(pace, today), Rests(portfolio.breaks)
    if goal.status == "achieved" or (steps and not left):
        return Forecast(Outlook.DONE, left, measure.per)
    if not steps:
        return Forecast(Outlook.NO_STEPS, 0, measure.per)
    rhythm = _rhythm(portfolio, goal, measure, rests, today)
    seen = len(rhythm.counts)
    still = not any(rhythm.counts)
    if seen < NEEDED or still:
        return Forecast(
            Outlook.NOT_ENOUGH, left, measure.per, seen, shared=rhythm.shared, still=still and seen >= NEEDED
        )
    # The draw need not be secret, it has to be the same all day.
    rng = Random(seed or f"{goal_id} {today.isoformat()}")  # noqa: S311
    ahead = _ahead(measure, rests, today)
    ends = sorted(_trial(rng, rhythm, ahead, left) for _ in range(TRIALS))
    earliest, latest = ends[TRIALS // 10], ends[TRIALS * 9 // 10 - 1]
    return Forecast(
        Outlook.FAR if earliest == date.max else Outlook.RANGE,
        left,
        measure.per,
        seen,
        earliest if earliest < date.max else None,
        latest if latest < date.max else None,
        rhythm.shared,
    )


def _rhythm(portfolio: Portfolio, goal: Goal, measure: Measure, rests: Rests, today: date) -> _Rhythm:
    """The rhythm of the goal's own steps, or that of all goals where its own is too short."""
    own = portfolio.steps_of.get(goal.id, [])
    periods = _past(measure, rests, _begun(goal, own), today)
    if len(periods) >= NEEDED:
        return _Rhythm(_steps_in(periods, own), 1.0, shared=False)
    every = list(portfolio.steps.values())
    begun = min(_begun(other, portfolio.steps_of.get(other.id, ())) for other in portfolio.goals.values())
    periods = _past(measure, rests, begun, today)
    living = {step.goal for step in every if step.is_open and portfolio.goals[step.goal].is_alive} | {goal.id}
    return _Rhythm(_steps_in(periods, every), 1 / len(living), shared=True)


def _begun(goal: Goal, steps: Iterable[Step]) -> date:
    """The day a goal was begun: when it was noted, or its first step was done."""
    return min([_noted(goal), *(step.done_on for step in steps if step.done_on is not None)])


def _noted(record: RecordView) -> date:
    return date.fromisoformat(record.created[:10])


def _past(measure: Measure, rests: Rests, begun: date, today: date) -> list[Span]:
    """The last full periods since something was begun, newest first, those that were mostly rest left out."""
    found: list[Span] = []
    first = measure.span(today)[0]
    for _ in range(_LOOK_BACK):
        if len(found) == RHYTHM or first <= begun:
            break
        span = measure.span(first - ONE_DAY)
        first = span[0]
        active = measure.active_days(span)
        if 2 * len(rests.awake(active)) > len(active):
            found.append(span)
    return found


def _steps_in(periods: Iterable[Span], steps: Iterable[Step]) -> list[int]:
    days = [step.done_on for step in steps if step.done_on is not None]
    return [sum(first <= day <= last for day in days) for first, last in periods]


def _ahead(measure: Measure, rests: Rests, today: date) -> list[tuple[list[date], float]]:
    """The periods to come that are not all rest: their days open for work, and what part of it they are."""
    found = []
    day = today
    for _ in range(HORIZON):
        span = measure.span(day)
        active = measure.active_days(span)
        awake = rests.awake(one for one in active if one >= today)
        if awake:
            found.append((awake, len(awake) / len(active)))
        day = span[1] + ONE_DAY
    return found


def _trial(rng: Random, rhythm: _Rhythm, ahead: Iterable[tuple[list[date], float]], left: int) -> date:
    """Live through one possible future: the day the last step is done; the last of days where it is not in sight."""
    for days, part in ahead:
        drawn = rhythm.counts[int(rng.random() * len(rhythm.counts))]
        done = _thinned(rng, drawn, rhythm.chance * part)
        if done >= left:
            # The steps of a period lie evenly over its days.
            return days[-(-left * len(days) // done) - 1]
        left -= done
    return date.max


def _thinned(rng: Random, count: int, chance: float) -> int:
    """How many of so many steps come about, each with a chance; of many, as many as are to be expected."""
    if chance >= 1:
        return count
    if count > _MANY:
        return int(count * chance + rng.random())
    return sum(rng.random() < chance for _ in range(count))


def sentence_parts(told: Forecast, today: date) -> tuple[str, str, str]:
    """Say a forecast in a sentence, cut into what comes before the days, the days, and what comes after them."""
    rhythm = "the rhythm of all your goals in" if told.shared else "your own rhythm of"
    lead = f"At {rhythm} the last {told.periods_seen} {told.per}s"
    if told.kind is Outlook.DONE:
        return ("You have reached this goal." if told.open_steps else "Every step is done.", "", "")
    if told.kind is Outlook.NO_STEPS:
        return ("No steps yet. Name the first one, and the rest can wait.", "", "")
    if told.kind is Outlook.NOT_ENOUGH:
        return (_not_enough(told), "", "")
    if told.earliest is None:
        return (f"{lead}, the end is more than {HORIZON} {told.per}s away: too far to name a day.", "", "")
    if told.latest is None:
        return (f"{lead}, likely done ", f"after {long_day(told.earliest, today)}", ", and it may take much longer.")
    return (f"{lead}, likely done ", between(told.earliest, told.latest, today), ".")


def _not_enough(told: Forecast) -> str:
    if told.still:
        whose = "" if told.shared else " here"
        return (
            f"No step was done{whose} in the last {told.periods_seen} {told.per}s, so there is no rhythm to go by yet."
        )
    seen = f"{told.periods_seen} {told.per}{'' if told.periods_seen == 1 else 's'}" if told.periods_seen else "none"
    return (
        f"Not enough history yet: a forecast needs {NEEDED} full {told.per}s of your own rhythm, and there are {seen}."
    )


def sentence(told: Forecast, today: date) -> str:
    """Say a forecast: `At your own rhythm of the last 8 weeks, likely done between 3 and 24 March.`"""
    return "".join(sentence_parts(told, today))


def goal_word(portfolio: Portfolio, goal_id: str, today: date, told: Forecast | None = None) -> PaceWord:
    """Say where a goal is, in one word; give its forecast if it is known already. Raises KeyError for an unknown goal.

    *resting*: the goal rests, or today is in a rest. With every step done it is *ahead*. With a day hoped for and a
    forecast: *ahead* where even its last day comes before that day, *picking up* where its first day comes after it,
    *on pace* between. Otherwise *on pace* where the goal was begun, a step of it done or a piece of evidence made for
    it in this period or the last two, else *resting*.
    """
    goal = portfolio.goals[goal_id]
    if goal.status == "rested" or Rests(portfolio.breaks).holds(today):
        return PaceWord.RESTING
    told = told or forecast(portfolio, goal_id, today)
    if told.kind is Outlook.DONE:
        return PaceWord.AHEAD
    if goal.target_on is not None and told.kind in {Outlook.RANGE, Outlook.FAR}:
        if told.latest is not None and told.latest < goal.target_on:
            return PaceWord.AHEAD
        in_reach = told.earliest is not None and told.earliest <= goal.target_on
        return PaceWord.ON_PACE if in_reach else PaceWord.PICKING_UP
    return PaceWord.ON_PACE if _moved(portfolio, goal, today) else PaceWord.RESTING


def _moved(portfolio: Portfolio, goal: Goal, today: date) -> bool:
    """Whether anything was done for a goal in this period or the last two."""
    measure = Measure.of(pace_on(portfolio, today), today)
    since = measure.span(today)[0]
    for _ in range(2):
        since = measure.span(since - ONE_DAY)[0]
    steps = portfolio.steps_of.get(goal.id, [])
    days = [_noted(goal), *(step.done_on for step in steps if step.done_on is not None)]
    linked = {evidence for step in steps for evidence in step.evidence}
    days += [piece.day for piece in portfolio.evidence.values() if goal.id in piece.goals or piece.id in linked]
    return any(since <= day <= today for day in days)
