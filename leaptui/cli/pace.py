"""The learner's pace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say
from leaptui.cli.pick import Short, find_live, read_day
from leaptui.language import _, as_written
from leaptui.model.words import DAYS, PERIODS

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.pace import DayMark, PaceNow, Period

_PACE = re.compile(r"(\d{1,6})\s*(?:/|\s+a\s+|\s+per\s+)\s*(\w+)")


@click.group(
    "pace",
    cls=Group,
    examples=(
        "leaptui pace",
        "leaptui pace set 3/week --days mon,wed,sat",
        'leaptui pace rest 2026-12-20 2027-01-05 --why "Holidays"',
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: this period, the rhythm, the paces and the breaks.")
@in_portfolio
@pass_here
@click.pass_context
def pace_command(ctx: click.Context, here: Here, *, as_json: bool) -> int:
    """See this period against your pace, and your rhythm so far.

    A pace is yours: change it, or rest, whenever you want.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    desk = here.open()
    if as_json:
        out_json(pace_json(desk))
    else:
        for line in _lines_of(desk):
            out(line)
    return 0


@pace_command.command(
    "set",
    short_help="Set how many pieces a week, fortnight or month.",
    examples=("leaptui pace set 3/week", 'leaptui pace set 5/month --days mon,wed --why "Exams until June"'),
)
@click.argument("wanted", metavar="N/week|fortnight|month")
@click.option(
    "--days", metavar="DAYS", default="", help=f"The days you work on it: {','.join(DAYS)}. Without it, any day."
)
@click.option("--why", metavar="TEXT", default="", help="Why this pace.")
@click.option("--since", type=read_day, metavar="DATE", help="The day it begins; without it, today.")
@in_portfolio
@pass_here
def set_command(here: Here, wanted: str, days: str, why: str, since: date | None) -> int:
    """Set your pace from today on. The pace before it stays in your history."""
    from leaptui.model.edits import set_pace

    pieces, per = read_pace(wanted)
    named = [word[:3].casefold() for word in re.split(r"[,\s]+", days.strip()) if word]
    desk = here.open()
    start = since or desk.store.clock.today()
    desk.apply(set_pace(desk.portfolio, desk.at, start, pieces, per, named, why))
    return 0


@pace_command.command(
    "rest",
    short_help="Take a break.",
    examples=("leaptui pace rest today 2026-08-24", 'leaptui pace rest 2026-12-20 2027-01-05 --why "Holidays"'),
)
@click.argument("since", metavar="FROM", type=read_day)
@click.argument("until", metavar="TO", type=read_day)
@click.option("--why", metavar="TEXT", default="", help="What the break is for.")
@in_portfolio
@pass_here
def rest_command(here: Here, since: date, until: date, why: str) -> int:
    """Rest from one day to another, both included: nothing is asked for then."""
    from leaptui.model.edits import take_break

    desk = here.open()
    desk.apply(take_break(desk.portfolio, desk.at, since, until, why))
    return 0


@pace_command.command("resume", short_help="End the break you are in.", examples=("leaptui pace resume",))
@in_portfolio
@pass_here
def resume_command(here: Here) -> int:
    """End the break you are in: yesterday was its last day."""
    from leaptui.model.edits import end_break

    desk = here.open()
    today = desk.store.clock.today()
    resting = [rest for rest in desk.portfolio.breaks if rest.holds(today)]
    if not resting:
        say(_("There is no break to end today."))
        return 1
    for rest in resting:
        desk.apply(end_break(desk.portfolio, desk.at, rest.id, today - timedelta(days=1)))
    return 0


@pace_command.command(
    "change",
    short_help="Change a break, or a pace of the history.",
    examples=("leaptui pace change 7c31d0e5 --to 2027-01-09", 'leaptui pace change 7c31d0e5 --why "Exams"'),
)
@click.argument("one", metavar="ID")
@click.option("--from", "since", type=read_day, metavar="DATE", help="Its first day.")
@click.option("--to", "until", type=read_day, metavar="DATE", help="Its last day: of a break only.")
@click.option("--why", metavar="TEXT", help='What it is for; "" takes it away.')
@in_portfolio
@pass_here
def change_command(here: Here, one: str, since: date | None, until: date | None, why: str | None) -> int:
    """Change the days of a break, the first day of a pace, or the reason for either.

    “leaptui pace” lists both with their ids; “leaptui rm” removes one.
    """
    from leaptui.model.edits import edit_break, edit_pace

    desk = here.open()
    table, found = find_live(desk, one, "breaks", "paces")
    if since is None and until is None and why is None:
        raise click.UsageError(_("say what to change: --from, --to or --why"))
    if table == "breaks":
        rest = next(rest for rest in desk.portfolio.breaks if rest.id == found)
        words = "\n".join(rest.why) if why is None else why
        desk.apply(edit_break(desk.portfolio, desk.at, found, since or rest.since, until or rest.until, words))
        return 0
    if until is not None:
        raise click.UsageError(_("a pace has no last day: it holds until the next one begins"))
    pace = next(pace for pace in desk.portfolio.paces if pace.id == found)
    words = "\n".join(pace.why) if why is None else why
    first = since or pace.since
    desk.apply(edit_pace(desk.portfolio, desk.at, found, first, pace.pieces, pace.per, pace.days or (), words))
    return 0


def read_pace(typed: str) -> tuple[int, str]:
    """Read a pace, `3/week`: how many pieces, per what. Raises a usage error."""
    said = _PACE.fullmatch(typed.strip().casefold())
    if said is None or said[2] not in PERIODS:
        raise click.UsageError(
            _("“{given}” is no pace: write it like 3/week, 5/fortnight or 8/month").format(given=typed)
        )
    return int(said[1]), said[2]


def this_period(now: PaceNow) -> str:
    """This period in a line: `This week: 2 of 3 pieces, on pace`."""
    pattern = {
        "week": _("This week: {n} of {wanted} pieces, {word}"),
        "fortnight": _("This fortnight: {n} of {wanted} pieces, {word}"),
        "month": _("This month: {n} of {wanted} pieces, {word}"),
    }[now.pace.per]
    return pattern.format(n=now.done, wanted=now.wanted, word=now.word.said)


def week_line(days: tuple[DayMark, ...]) -> str:
    """This week's days in a line: pieces made, `~` rest, `·` a day without, days off in brackets, `<` today."""
    return "  ".join(_day(mark) for mark in days)


def _day(mark: DayMark) -> str:
    from leaptui.model.dates import weekday_short

    said = str(mark.pieces) if mark.pieces else "~" if mark.resting else "·"
    name = weekday_short(mark.day)
    return f"{name if mark.active else f'({name})'} {said}{' <' if mark.is_today else ''}"


def _lines_of(desk: Desk) -> Iterator[str]:
    from leaptui.model.pace import days_words, pace_now, pace_words, sentence

    portfolio, short = desk.portfolio, Short(desk.portfolio)
    now = pace_now(portfolio, desk.store.clock.today())
    if now is None:
        yield _("No pace is set yet. Set one that suits you, for one: leaptui pace set 2/week")
    else:
        yield this_period(now)
        yield sentence(now)
        yield week_line(now.days)
        yield _("Pace: {pace}, {days}, since {day}").format(
            pace=pace_words(now.pace), days=days_words(now.pace), day=now.pace.since
        )
        if now.rhythm:
            yield _("Rhythm: {periods} (oldest first, pieces made of pieces wanted)").format(
                periods=", ".join(map(_period, now.rhythm))
            )
    if portfolio.paces:
        yield from ("", _("Paces"))
        for pace in reversed(portfolio.paces):
            said = f"{pace_words(pace)}, {days_words(pace)}"
            yield f"  {short(pace.id)}  {pace.since}  {said}  {' '.join(pace.why)}".rstrip()
    if portfolio.breaks:
        yield from ("", _("Breaks"))
        for rest in reversed(portfolio.breaks):
            span = _("{first} to {last}").format(first=rest.since, last=rest.until)
            yield f"  {short(rest.id)}  {span}  {' '.join(rest.why)}".rstrip()


def _period(period: Period) -> str:
    return _("{n} (rest)").format(n=period.pieces) if period.resting else f"{period.pieces}/{period.wanted}"


def pace_json(desk: Desk) -> dict[str, Json]:
    """The pace as JSON."""
    from leaptui.cli.lists import record_json
    from leaptui.model.pace import pace_now, sentence

    now = pace_now(desk.portfolio, desk.store.clock.today())
    paces: list[Json] = [record_json(desk, "paces", pace.id) for pace in desk.portfolio.paces]
    breaks: list[Json] = [record_json(desk, "breaks", rest.id) for rest in desk.portfolio.breaks]
    found: dict[str, Json] = {"now": None, "paces": paces, "breaks": breaks}
    if now is not None:
        rhythm: list[Json] = [_period_json(period) for period in now.rhythm]
        with as_written():
            said = sentence(now)
        found["now"] = {**_period_json(now.period), "word": str(now.word), "sentence": said, "rhythm": rhythm}
    return found


def _period_json(period: Period) -> dict[str, Json]:
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "pieces": period.pieces,
        "wanted": period.wanted,
        "resting": period.resting,
    }
