"""What the tests of the Today screen share: the learners, the day, where one is, the footer."""

from __future__ import annotations

from datetime import date

from tests.tui.conftest import Desk

AMARA, MATEO = "amara-okafor", "mateo-quispe"
TODAY = date(2026, 11, 19)
AT = "2026-11-19T16:40:00Z"


def footer(desk: Desk) -> str:
    """The line of keys."""
    return desk.text.splitlines()[-1]


def screen_name(desk: Desk) -> str:
    """The screen one looks at, by its name; a sheet by its kind."""
    return str(getattr(desk.app.screen, "NAME", type(desk.app.screen).__name__))
