"""Which sort of ask one is, by whom it goes to. Pure."""

from __future__ import annotations

from leaptui.model.portfolio import Portfolio
from leaptui.model.voices import who

_BY_ROLE = {"teacher": "teacher", "mentor": "teacher", "peer": "peer"}


def source_for(portfolio: Portfolio, whom: str) -> str:
    """The sort of an ask that goes to somebody, where nothing else is said: by what they are to the learner."""
    person = portfolio.people.get(who(portfolio, whom)) if whom else None
    return _BY_ROLE.get(person.role, "other") if person else "other"
