"""A portfolio as it was: what commands that look back share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import click

from leaptui.cli.here import Desk, clock
from leaptui.cli.output import note
from leaptui.language import _
from leaptui.model.clock import instant
from leaptui.model.dates import long_day
from leaptui.model.moments import read_moment
from leaptui.model.names import counted_things
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import standings
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.store.errors import Missing

if TYPE_CHECKING:
    from leaptui.model.framework import Framework
    from leaptui.sync.history import History


@dataclass
class PastDesk(Desk):
    """A desk on which the portfolio lies as it was at a moment. Nothing is changed on it."""

    past: Portfolio
    moment: datetime

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it was."""
        return self.past

    @property
    def framework(self) -> Framework:
        """The framework the portfolio followed then, or where that is not here, the one it follows now."""
        found = self.frameworks.found.get(self.past.meta.framework)
        return found or self.frameworks.get(self.store.portfolio.meta.framework)


def moment_of(typed: str, *, begins: bool = False) -> datetime:
    """Read a moment that somebody typed. Raises a usage error."""
    try:
        return read_moment(typed, clock().now(), begins=begins)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def moment_option(ctx: click.Context, parameter: click.Parameter, typed: str | None) -> datetime | None:
    """Read the value of an option that is a moment: of a day, its end."""
    del ctx, parameter
    return None if typed is None else moment_of(typed)


def since_option(ctx: click.Context, parameter: click.Parameter, typed: str | None) -> datetime | None:
    """Read the value of an option from which on something is wanted: of a day, its beginning."""
    del ctx, parameter
    return None if typed is None else moment_of(typed, begins=True)


def local(at: str) -> datetime:
    """An instant of the file in the learner's time zone."""
    return datetime.fromisoformat(at).astimezone(clock().now().tzinfo)


def history_of(desk: Desk) -> History:
    """The history of the open portfolio."""
    from leaptui.sync.history import History

    return History(desk.store)


def desk_at(desk: Desk, moment: datetime, history: History | None = None) -> PastDesk:
    """The desk as it was. Raises Missing with the day history begins on, where it does not reach so far back."""
    found = history or history_of(desk)
    past = found.at(moment)
    if past is None:
        raise Missing(_too_early(desk, found.begins_at(), moment))
    return PastDesk(desk.store, desk.frameworks, Portfolio(past.document), moment)


def _too_early(desk: Desk, begins: str | None, moment: datetime) -> str:
    """Say on which day history begins; where that is the day that was asked for, at what time."""
    name = desk.store.name
    if begins is None:
        said = _("nothing is known of how “{name}” was earlier: no save of it was noted here, and git holds no version")
        return said.format(name=name)
    first = local(begins)
    said = _("the history of “{name}” that is known here begins on {day}")
    asked = local(instant(moment))
    if first.date() == asked.date():
        said = _("the history of “{name}” that is known here begins on {day} at {time}")
    is_close = f"{first:%H:%M}" == f"{asked:%H:%M}"
    time = f"{first:%H:%M:%S}" if is_close else f"{first:%H:%M}"
    return said.format(name=name, day=long_day(first.date(), clock().today()), time=time)


def narrate(desk: PastDesk) -> None:
    """Say on stderr of which moment what follows is."""
    note(_("as it was on {day} at {time}").format(**said_moment(desk.moment)))


def said_moment(moment: datetime) -> dict[str, str]:
    """A moment's day and time for a sentence, in the learner's time zone."""
    here = moment.astimezone(clock().now().tzinfo)
    return {"day": long_day(here.date(), clock().today()), "time": f"{here:%H:%M}"}


def summary_lines(desk: PastDesk) -> Iterator[str]:
    """The whole portfolio in a few lines: whose it is, how much there is, how far along the guidelines are."""
    meta = desk.portfolio.meta
    yield f"{clean_line(meta.learner.name)} · {desk.framework.name}"
    yield _("As it was on {day} at {time}").format(**said_moment(desk.moment))
    yield ""
    yield ", ".join(counted_things(name, n) for name, n in _counts(desk)) or _("Nothing was in it yet.")
    levels = _levels(desk)
    if levels:
        yield from ("", _("How far along"))
        yield from (f"  {code}  {word(level, 'level')}" for code, level in levels)
    goals = [goal for goal in desk.portfolio.goals.values() if goal.is_alive]
    if goals:
        yield from ("", _("Goals"), *(f"  {shown_title(goal.title)}" for goal in goals))


def summary_json(desk: PastDesk) -> dict[str, object]:
    """The same as JSON."""
    return {
        "at": instant(desk.moment),
        "learner": desk.portfolio.meta.learner.name,
        "counts": dict(_counts(desk)),
        "levels": dict(_levels(desk)),
        "goals": [goal.title for goal in desk.portfolio.goals.values() if goal.is_alive],
    }


def _counts(desk: PastDesk) -> list[tuple[str, int]]:
    """How many records each table had that were not in the trash, in the order tables are named everywhere."""
    from leaptui.sync.tally import TABLES

    document = desk.portfolio.document
    counted = {
        table: sum("deleted" not in record for record in document.get(table, {}).values())
        for table in dict.fromkeys([*TABLES, *sorted(document)])
        if table != "meta"
    }
    return [(table, n) for table, n in counted.items() if n]


def _levels(desk: PastDesk) -> list[tuple[str, str]]:
    found = standings(desk.portfolio, desk.framework).values()
    return [(one.guideline.code, one.level) for one in found if one.level and not one.guideline.is_parent]
