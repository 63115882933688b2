"""The screens beside Today. What Today does not need is read in when it is wanted: the first frame is there sooner."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen


def _evidence() -> Screen[Any]:
    from leaptui.tui.evidence.screen import EvidenceScreen

    return EvidenceScreen()


def _framework() -> Screen[Any]:
    from leaptui.tui.framework.screen import FrameworkScreen

    return FrameworkScreen()


def _goals() -> Screen[Any]:
    from leaptui.tui.goals.screen import GoalsScreen

    return GoalsScreen()


def _journal() -> Screen[Any]:
    from leaptui.tui.journal.screen import JournalScreen

    return JournalScreen()


def _me() -> Screen[Any]:
    from leaptui.tui.me.screen import MeScreen

    return MeScreen()


def _people() -> Screen[Any]:
    from leaptui.tui.people.screen import PeopleScreen

    return PeopleScreen()


def _review() -> Screen[Any]:
    from leaptui.tui.review.screen import ReviewScreen

    return ReviewScreen()


def _conflicts() -> Screen[Any]:
    from leaptui.tui.conflicts.screen import ConflictsScreen

    return ConflictsScreen()


def _history() -> Screen[Any]:
    from leaptui.tui.history.screen import HistoryScreen

    return HistoryScreen()


LATER: dict[str, Callable[[], Screen[Any]]] = {
    "evidence": _evidence,
    "framework": _framework,
    "goals": _goals,
    "journal": _journal,
    "me": _me,
    "people": _people,
    "review": _review,
    "conflicts": _conflicts,
    "history": _history,
}
"""The screens by name, each as what makes it."""
