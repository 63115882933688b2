"""Dates and instants as the file writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime


def instant(moment: datetime) -> str:
    """Write a moment as an instant of the file format: RFC 3339 in UTC with seconds, `2026-03-01T14:05:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_text(day: date) -> str:
    """Write a day as the file format does: `2026-03-01`."""
    return day.isoformat()


class Clock:
    """Where the program takes the time from; tests give one that stands still."""

    def now(self) -> datetime:
        """The moment, with the machine's time zone."""
        return datetime.now().astimezone()

    def today(self) -> date:
        """The learner's day."""
        return self.now().date()

    def instant(self) -> str:
        """The moment as the file writes it."""
        return instant(self.now())


class FixedClock(Clock):
    """A clock that always tells the same moment (`LEAPTUI_NOW`, for pictures and tests)."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self._moment
