"""Moments as people type them: a day, an instant, `yesterday`, `3 days ago`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from leaptui.language import _

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NEAR = {"today": 0, "yesterday": -1}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_HOURS = {"minute": 1 / 60, "hour": 1.0}


def read_moment(typed: str, now: datetime, *, begins: bool = False) -> datetime:
    """Read a moment. `now` has the learner's time zone.

    A day stands for its end, or for now where it is today; where something `begins` with it, for its beginning. Raises
    ValueError with a sentence where it is none.
    """
    moment = _read(typed, now)
    return (
        datetime.combine(moment, time(0), now.tzinfo)
        if begins and not isinstance(moment, datetime)
        else _end(moment, now)
    )


def _read(typed: str, now: datetime) -> date | datetime:
    """A day, or a moment where an hour was named."""
    said = typed.strip().casefold()
    near = {**_NEAR, _("today").casefold(): 0, _("yesterday").casefold(): -1}
    if said in near:
        return now.date() + timedelta(days=near[said])
    if _DAY.fullmatch(said):
        try:
            return date.fromisoformat(said)
        except ValueError:
            raise ValueError(_("there is no day {given}").format(given=typed)) from None
    ago = _ago(said)
    if ago is not None:
        try:
            return (now - ago).date() if ago >= timedelta(days=1) else now - ago
        except OverflowError:
            raise ValueError(_("there is no day {given}").format(given=typed)) from None
    try:
        moment = datetime.fromisoformat(typed.strip().upper().replace(" ", "T"))
    except ValueError:
        wanted = _("“{given}” is no date; write it like 2026-03-01, 2026-03-01T14:05, yesterday, or “3 days ago”")
        raise ValueError(wanted.format(given=typed)) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo or UTC)


def _ago(said: str) -> timedelta | None:
    """How long ago something like `3 days ago` is; None where it is nothing like that."""
    words = said.split()
    if len(words) == 3 and words[2] == "ago":
        count, unit = words[0], words[1]
    else:
        before, _n, after = _("{n} ago").casefold().partition("{n}")
        inner = said.removeprefix(before).removesuffix(after).split()
        if len(inner) != 2 or said == " ".join(inner):
            return None
        count, unit = inner
    if count in {"a", "an", *_("a an one").casefold().split()}:
        count = "1"
    if not (count.isascii() and count.isdigit()) or len(count) > 6:
        return None
    return _length(int(count), unit)


def _length(count: int, unit: str) -> timedelta | None:
    known = {**_units(_DAYS), **_units(_HOURS)}
    if unit not in known:
        return None
    name, size = known[unit]
    return timedelta(days=count * size) if name in _DAYS else timedelta(hours=count * size)


def _units(sizes: dict[str, int] | dict[str, float]) -> dict[str, tuple[str, float]]:
    """The words for units, in English and in the language that is spoken, one and many."""
    said = {
        "minute": _("minute minutes"),
        "hour": _("hour hours"),
        "day": _("day days"),
        "week": _("week weeks"),
        "fortnight": _("fortnight fortnights"),
        "month": _("month months"),
        "year": _("year years"),
    }
    found: dict[str, tuple[str, float]] = {}
    for name, size in sizes.items():
        for word in (name, f"{name}s", *said[name].casefold().split()):
            found[word] = (name, size)
    return found


def _end(day: date | datetime, now: datetime) -> datetime:
    """The last moment of a day; now, where it is today."""
    if isinstance(day, datetime):
        return day
    if day == now.date():
        return now
    return datetime.combine(day, time(23, 59, 59), now.tzinfo)
