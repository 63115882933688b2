"""The ledger of asks: whom or what was asked, what for, and what came of it. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.model.people import Known
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Feedback
from leaptui.model.records_own import Ask
from leaptui.model.text import clean_line

_PLACE = {"open": 0, "answered": 1}


def ledger(portfolio: Portfolio) -> list[Ask]:
    """All asks: those still open first, then those answered, then those let go; each sort newest first."""
    asks = sorted(portfolio.live(Ask).values(), key=lambda ask: (ask.created, ask.id), reverse=True)
    return sorted(asks, key=lambda ask: _PLACE.get(ask.status, 2))


def asks_about(portfolio: Portfolio, table: str, record_id: str) -> list[Ask]:
    """The asks about a record, in the ledger's order; a guideline stands in the table `guidelines`."""
    return [ask for ask in ledger(portfolio) if any((one.table, one.id) == (table, record_id) for one in ask.about)]


def shown_need(ask: Ask) -> str:
    """What is asked for, on one line."""
    return clean_line(ask.words)


def answers_to(portfolio: Portfolio, ask: Ask, known: Known | None = None) -> list[Feedback]:
    """Feedback that came after an open ask, on what it is about, oldest first.

    Of the person that was asked, where one was; of the kind that was asked for, where one was.
    """
    if not ask.is_open or not ask.about:
        return []
    known = known or Known(portfolio)
    wanted = known.person(ask.person)
    found: list[Feedback] = []
    for one in ask.about:
        keys = [(one.table, one.id)]
        if one.table == "evidence":
            keys += [("claims", claim.id) for claim in portfolio.claims_of.get(one.id, [])]
        for key in keys:
            found += [
                item
                for item in portfolio.feedback_on.get(key, [])
                if item.created > ask.created
                and (wanted is None or known.person(item.by) == wanted)
                and (not ask.aspect or item.aspect == ask.aspect)
            ]
    return sorted(found, key=lambda item: (item.created, item.id))


def answered_asks(portfolio: Portfolio) -> Mapping[str, list[Feedback]]:
    """The open asks that got an answer which is not noted yet, by id, with the feedback that answers them."""
    open_ones = [ask for ask in portfolio.live(Ask).values() if ask.is_open and ask.about]
    if not open_ones or not portfolio.feedback_on:
        return {}
    known = Known(portfolio)
    found = {ask.id: answers_to(portfolio, ask, known) for ask in sorted(open_ones, key=lambda ask: ask.created)}
    return {ask_id: said for ask_id, said in found.items() if said}
