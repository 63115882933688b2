"""Looking back: what was changed and when, and what two days differ in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import note, out, out_json, say, table
from leaptui.cli.past import PastDesk, desk_at, history_of, local, moment_of, moment_option, said_moment, since_option
from leaptui.cli.pick import find
from leaptui.cli.whole import Whole
from leaptui.language import _, as_written, pgettext
from leaptui.model.clock import instant
from leaptui.model.names import counted_things
from leaptui.model.titles import shown_title
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.change import Edit, Key
    from leaptui.model.growth import Growth, Risen
    from leaptui.sync.history import Event, History

_SHOWN = 50

Wanted = Callable[["Key", "Edit"], bool]


@click.command(
    "log",
    cls=Command,
    examples=(
        "leaptui log",
        "leaptui log 3f2a9b10",
        "leaptui log --since 2026-03-01 --until yesterday",
        "leaptui log -n 500 --json",
    ),
)
@click.argument("record", metavar="[ID]", required=False, shell_complete=any_ids)
@click.option("--since", metavar="DATE", callback=since_option, help="Only what is not older.")
@click.option("--until", metavar="DATE", callback=moment_option, help="Only what is not newer.")
@click.option("-n", "most", type=Whole(1), default=_SHOWN, metavar="N", help="So many changes at most; without it, 50.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of changes, newest first.")
@in_portfolio
@pass_here
def log_command(
    here: Here, record: str | None, since: datetime | None, until: datetime | None, most: int, *, as_json: bool
) -> int:
    """See what was changed in the portfolio, by whom and when, newest first; with an ID, in one thing.

    It is told by the saves on this machine and by the versions that git holds. A DATE is a day, an instant, “yesterday” or
    “3 days ago”.
    """
    if since is not None and until is not None and since > until:
        days = [said_moment(one)["day"] for one in (since, until)]
        said = _("the span is the wrong way round: it would begin on {since} and end on {until}")
        raise click.UsageError(said.format(since=days[0], until=days[1]))
    desk = here.open()
    with as_written() if as_json else nullcontext():
        history = history_of(desk)
        wanted = _about(desk, history, record) if record else None
        events, is_more = _events(history, wanted, since, until, most)
        if as_json:
            out_json([event_json(event) for event in events])
        else:
            rows = [row for event in events for row in _rows(event)]
            is_more = is_more or len(rows) > most
            table(rows[:most], stretch=2)
    if not events and not as_json:
        say(_("Nothing is known of that time.") if since or until else _("Nothing is known of it yet."))
    if is_more and not as_json:
        note(_("there is more: say how many with -n, or which with --since and --until"))
    if history.trouble:
        note(history.trouble)
    return 0


def _events(
    history: History, wanted: Wanted | None, since: datetime | None, until: datetime | None, most: int
) -> tuple[list[Event], bool]:
    """The newest events that are wanted, and whether there are more."""
    found: list[Event] = []
    first, last = instant(since) if since else "", instant(until) if until else "9"
    while not history.is_complete:
        for event in history.more(1):
            if event.at < first:
                return found, False
            if event.at <= last and (wanted is None or _narrowed(event, wanted) is not None):
                found.append(event if wanted is None else _narrowed(event, wanted) or event)
            if len(found) > most:
                return found[:most], True
    return found, False


def _narrowed(event: Event, wanted: Wanted) -> Event | None:
    """An event with what it tells of some records alone; None where that is nothing."""
    from dataclasses import replace

    keys = {key for key, edit in event.edits.items() if wanted(key, edit)}
    tellings = tuple(telling for telling in event.tellings if keys.intersection(telling.keys))
    edits = {key: event.edits[key] for key in event.edits if key in keys}
    return replace(event, tellings=tellings, edits=edits) if tellings else None


def _about(desk: Desk, history: History, prefix: str) -> Wanted:
    """What belongs to a record: itself, the claims of a piece, the steps of a goal, what others said of it.

    Raises Missing where neither the portfolio nor its history knows it, Refused where it is not clear.
    """
    key = _key(desk, history, prefix)
    owners = {"evidence": ("claims", "evidence"), "goals": ("steps", "goal"), "claims": ("assessments", "claim")}

    def wanted(one: Key, edit: Edit) -> bool:
        record = edit.after or edit.before or {}
        hanging, field = owners.get(key[0], ("", ""))
        on = record.get("on")
        about = one[0] == "feedback" and isinstance(on, dict) and (on.get("table"), on.get("id")) == key
        return one == key or about or (one[0] == hanging and record.get(field) == key[1])

    return wanted


def _key(desk: Desk, history: History, prefix: str) -> Key:
    from leaptui.store.errors import Missing

    try:
        return find(desk, prefix)
    except Missing:
        # It may have been removed for good: then history alone knows it.
        past = type(history)(desk.store)
        known = {key for event in past.more(1_000_000) for key in event.edits if key[1].startswith(prefix.strip())}
        if len(known) != 1:
            raise
        return known.pop()


def _rows(event: Event) -> Iterator[tuple[str, str, str]]:
    """An event as rows: when, by whom, what."""
    by = pgettext("made by", "here") if event.is_here else event.by
    for words in [telling.words for telling in event.tellings] or [event.note]:
        yield f"{local(event.at):%Y-%m-%d %H:%M}", by, words


def event_json(event: Event) -> dict[str, object]:
    """An event as JSON."""
    return {
        "id": event.id,
        "at": event.at,
        "source": event.source.value,
        "by": event.by,
        "here": event.is_here,
        "label": event.label,
        "note": event.note,
        "changes": [
            {
                "did": telling.did,
                "says": telling.words,
                "records": [_edit_json(key, event.edits[key]) for key in telling.keys if key in event.edits],
            }
            for telling in event.tellings
        ],
    }


def _edit_json(key: Key, edit: Edit) -> dict[str, object]:
    from leaptui.model.differences import field_changes

    fields = [change.field for change in field_changes(edit)]
    before, after = edit.before or {}, edit.after or {}
    return {
        "table": key[0],
        "id": key[1],
        "before": {field: before[field] for field in fields if field in before},
        "after": {field: after[field] for field in fields if field in after},
    }


@click.command(
    "compare",
    cls=Command,
    examples=("leaptui compare 2026-01-01", "leaptui compare 2026-01-01 2026-03-01", 'leaptui compare "2 weeks ago"'),
)
@click.argument("earlier", metavar="DATE")
@click.argument("later", metavar="[DATE]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def compare_command(here: Here, earlier: str, later: str | None, *, as_json: bool) -> int:
    """See what was added and what grew between two days, or from a day until now."""
    from leaptui.model.growth import growth

    desk = here.open()
    history = history_of(desk)
    moments = sorted([moment_of(earlier), moment_of(later or "today")])
    then, now = (desk_at(desk, moment, history) for moment in moments)
    found = growth(then.portfolio, now.portfolio, now.framework)
    if as_json:
        out_json(_growth_json(found, moments))
        return 0
    first, last = (said_moment(moment) for moment in moments)
    out(_("From {first} to {last}").format(first=first["day"], last=last["day"]))
    for line in _growth_lines(now, found):
        out(line)
    return 0


def _growth_lines(now: PastDesk, found: Growth) -> Iterator[str]:
    if found.is_empty:
        yield _("Nothing differs.")
        return
    sorts = (
        (_("Added: {things}"), found.added),
        (_("Changed: {things}"), found.changed),
        (_("Gone: {things}"), found.gone),
    )
    for said, counts in sorts:
        if counts:
            yield said.format(things=", ".join(counted_things(name, n) for name, n in counts.items()))
    portfolio = now.portfolio
    yield from _listed(_("New pieces"), [shown_title(portfolio.evidence[one].title) for one in found.pieces])
    yield from _listed(_("Goals reached"), [shown_title(portfolio.goals[one].title) for one in found.reached])
    yield from _listed(_("Steps ticked"), [shown_title(portfolio.steps[one].title) for one in found.ticked])
    yield from _listed(_("Further along"), map(_risen, found.risen))
    yield from _listed(_("Less far along"), map(_risen, found.fallen))


def _listed(heading: str, titles: Iterable[str]) -> Iterator[str]:
    lines = [f"  {title}" for title in titles]
    if lines:
        yield from ("", heading, *lines)


def _risen(risen: Risen) -> str:
    return f"{risen.code}  {_level(risen.before)} → {_level(risen.after)}"


def _level(level: str | None) -> str:
    return word(level, "level") if level else _("not yet")


def _growth_json(found: Growth, moments: Sequence[datetime]) -> Mapping[str, object]:
    def levels(moved: Sequence[Risen]) -> list[dict[str, object]]:
        return [{"guideline": one.guideline, "before": one.before, "after": one.after} for one in moved]

    return {
        "from": instant(moments[0]),
        "to": instant(moments[1]),
        "added": dict(found.added),
        "changed": dict(found.changed),
        "gone": dict(found.gone),
        "pieces": list(found.pieces),
        "steps": list(found.ticked),
        "goals": list(found.reached),
        "risen": levels(found.risen),
        "fallen": levels(found.fallen),
    }
