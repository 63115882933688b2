"""What the tests of the Goals screen share: finding goals and steps in the file, and words on the screen."""

from __future__ import annotations

from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Goal, Step
from tests.tui.conftest import Desk

AMARA = "amara-okafor"
MATEO = "mateo-quispe"
NOOR = "noor-haddad"
STATION = "A weather station on the roof"
STATION_ID = "cabdd5e4-305d-43b9-995b-94833da4b7c3"


def goal_named(portfolio: Portfolio, title: str) -> Goal:
    return next(goal for goal in portfolio.goals.values() if goal.title == title)


def steps_of(portfolio: Portfolio, title: str) -> list[Step]:
    return portfolio.steps_of[goal_named(portfolio, title).id]


def titles(portfolio: Portfolio, goal: str = STATION) -> list[str]:
    return [step.title for step in steps_of(portfolio, goal)]


def step_named(portfolio: Portfolio, title: str) -> Step:
    return next(step for step in portfolio.steps.values() if step.title == title)


async def at_station(desk: Desk) -> None:
    """Go to the steps of the weather station: the cursor stands on the first that is still to do."""
    await desk.press("4", "down", "enter")
    assert "▸ □ Calibrate the humidity sensor" in desk.text


def place_of(desk: Desk, words: str) -> tuple[int, int]:
    """The cell in which words begin on the screen."""
    y, line = next((y, line) for y, line in enumerate(desk.text.splitlines()) if words in line)
    return line.index(words), y


async def click(desk: Desk, words: str, by: int = 0, times: int = 1) -> None:
    """Click on words, or so many cells beside where they begin."""
    x, y = place_of(desk, words)
    await desk.pilot.click(offset=(x + by, y), times=times)
    await desk.settle()
