"""When a goal is likely done, reckoned from the learner's own rhythm and said as an honest range of days.

The rules: each period to come (a week, or what the learner's pace counts in) does as many steps as one of the last eight
did, each of the eight with the same chance. They are counted back from today, today included, so that a step ticked this
morning counts; those that were mostly rest are left out; four are needed. A goal that is younger than that borrows the
rhythm of all goals, each step of which falls to this goal with one chance in as many as there are living goals with open
steps. A period to come that is partly over or partly rest brings a step with the chance that is left of it; one that is
all rest brings none. The range goes from the day before which one in ten such futures ends to the day by which nine in ten
have. The chances are reckoned out, not drawn: the same day says the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import comb

from leaptui.model.change import Change
from leaptui.model.dates import ONE_DAY
from leaptui.model.pace import RHYTHM, PaceWord, pace_on
from leaptui.model.periods import Measure, Rests, Span
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, RecordView, Step

NEEDED = 4
"""How many periods of history a forecast needs."""

HORIZON = 260
"""How many periods ahead a forecast looks: five years of weeks."""

_FIRST, _LAST = 0.1, 0.9
"""The chances between which the range lies."""

_LOOK_BACK = 60
_MANY = 60
"""From how many steps in a period on those that come about are taken to be as many as are to be expected."""
_NIL = 1e-9


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


def forecast(portfolio: Portfolio, goal_id: str, today: date, *, times: float = 1.0) -> Forecast:
    """Reckon when a goal is likely done; with `times` as many steps a period as so far. Raises KeyError for an unknown one."""
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
    earliest, latest = _range(_ends(rhythm, times, _ahead(measure, rests, today), left))
    kind = Outlook.RANGE if earliest else Outlook.FAR
    return Forecast(kind, left, measure.per, seen, earliest, latest, rhythm.shared)


def after(portfolio: Portfolio, change: Change) -> Portfolio:
    """Give the portfolio as a change would leave it, to look before one decides; nothing is written."""
    from leaptui.model.portfolio import Portfolio

    document = dict(portfolio.document)
    for table in change.tables:
        document[table] = dict(document.get(table, {}))
    for (table, record_id), edit in change.edits.items():
        if edit.after is None:
            document[table].pop(record_id, None)
        else:
            document[table][record_id] = edit.after
    return Portfolio(document, portfolio)


def _rhythm(portfolio: Portfolio, goal: Goal, measure: Measure, rests: Rests, today: date) -> _Rhythm:
    """The rhythm of the goal's own steps, or that of all goals where its own is too short."""
    own = portfolio.steps_of.get(goal.id, [])
    periods = _past(measure, rests, _begun(goal, own), today)
    if len(periods) >= NEEDED:
        return _Rhythm(_steps_in(periods, own), 1.0, shared=False)
    every = list(portfolio.steps.values())
    begun = min(_begun(other, portfolio.steps_of.get(other.id, ())) for other in portfolio.goals.values())
    periods = _past(measure, rests, begun, today)
    own_ways = portfolio.steps_of.items()
    living = {one for one, steps in own_ways if portfolio.goals[one].is_alive and any(step.is_open for step in steps)}
    living.add(goal.id)
    return _Rhythm(_steps_in(periods, every), 1 / len(living), shared=True)


def _begun(goal: Goal, steps: Iterable[Step]) -> date:
    """The day a goal was begun: when it was noted, or its first step was done."""
    return min([_noted(goal), *(step.done_on for step in steps if step.done_on is not None)])


def _noted(record: RecordView) -> date:
    return date.fromisoformat(record.created[:10])


def _past(measure: Measure, rests: Rests, begun: date, today: date) -> list[Span]:
    """The last periods since something was begun, newest first, counted back from today; those mostly rest left out."""
    found: list[Span] = []
    last = today
    for _nth in range(_LOOK_BACK):
        span = measure.span_until(last)
        if len(found) == RHYTHM or span[0] < begun:
            break
        last = span[0] - ONE_DAY
        active = measure.active_days(span)
        if 2 * len(rests.awake(active)) > len(active):
            found.append(span)
    return found


def _steps_in(periods: Iterable[Span], steps: Iterable[Step]) -> list[int]:
    days = [step.done_on for step in steps if step.done_on is not None]
    return [sum(first <= day <= last for day in days) for first, last in periods]


def _ahead(measure: Measure, rests: Rests, today: date) -> Iterator[tuple[list[date], float]]:
    """The periods to come that are not all rest: their days open for work, and what part of it they are."""
    day = today
    for _nth in range(HORIZON):
        span = measure.span(day)
        active = measure.active_days(span)
        awake = rests.awake(one for one in active if one >= today)
        if awake:
            yield awake, len(awake) / len(active)
        day = span[1] + ONE_DAY


def _ends(
    rhythm: _Rhythm, times: float, ahead: Iterable[tuple[list[date], float]], left: int
) -> Iterator[tuple[date, float]]:
    """The days on which the last step may be done, in order, each with its chance."""
    waiting: Mapping[int, float] = {left: 1.0}
    known: dict[float, Mapping[int, float]] = {}
    for days, part in ahead:
        if part not in known:
            known[part] = _outcomes(rhythm.counts, rhythm.chance * part * times)
        still: dict[int, float] = defaultdict(float)
        ends: dict[date, float] = defaultdict(float)
        for to_do, chance in waiting.items():
            for done, likely in known[part].items():
                if done >= to_do:
                    # The steps of a period lie evenly over its days.
                    ends[days[-(-to_do * len(days) // done) - 1]] += chance * likely
                elif chance * likely > _NIL:
                    still[to_do - done] += chance * likely
        yield from sorted(ends.items())
        waiting = still


def _range(ends: Iterable[tuple[date, float]]) -> tuple[date | None, date | None]:
    """The first and the last day of the range; None where it is not in sight."""
    earliest: date | None = None
    so_far = 0.0
    for day, chance in ends:
        so_far += chance
        if earliest is None and so_far >= _FIRST - _NIL:
            earliest = day
        if so_far >= _LAST - _NIL * HORIZON:
            return earliest, day
    return earliest, None


def _outcomes(counts: Sequence[int], rate: float) -> Mapping[int, float]:
    """How many steps a period may bring, each number with its chance, where each step of the past comes about so often."""
    found: dict[int, float] = defaultdict(float)
    for count, often in Counter(counts).items():
        whole, part = divmod(rate, 1)
        for more, chance in _come_about(count, part):
            found[count * int(whole) + more] += chance * often / len(counts)
    return found


def _come_about(count: int, chance: float) -> Iterator[tuple[int, float]]:
    """How many of so many steps come about, each with a chance: the numbers with theirs."""
    if count > _MANY:
        sure, part = divmod(count * chance, 1)
        yield from ((int(sure), 1 - part), (int(sure) + 1, part))
        return
    for number in range(count + 1):
        yield number, comb(count, number) * chance**number * (1 - chance) ** (count - number)


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
    for _nth in range(2):
        since = measure.span(since - ONE_DAY)[0]
    steps = portfolio.steps_of.get(goal.id, [])
    days = [_noted(goal), *(step.done_on for step in steps if step.done_on is not None)]
    linked = {evidence for step in steps for evidence in step.evidence}
    days += [piece.day for piece in portfolio.evidence.values() if goal.id in piece.goals or piece.id in linked]
    return any(since <= day <= today for day in days)
