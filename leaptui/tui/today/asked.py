"""What waits on Today beside feedback: asks that got an answer, what others here ask, what they share. It knows no widget."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.model.asks import answered_asks, shown_need
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Ask
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.store.others import AskedOf, Offer, Others


@dataclass(frozen=True)
class Asked:
    """Something that waits: `sort` is `answered` (an ask of the learner's), `asks` or `shares` (of another learner).

    `by` is a name, `words` what is asked or the title of the piece, `key` tells it from the others; `ask` is the id of the
    learner's own ask, `offer` the piece that is shared.
    """

    sort: str
    key: str
    by: str
    words: str
    about: str = ""
    ask: str = ""
    offer: Offer | None = None


def answered(portfolio: Portfolio) -> list[Asked]:
    """The open asks that got feedback since, which is not noted yet."""
    asks = portfolio.live(Ask)
    return [
        Asked(
            "answered",
            f"answered/{ask_id}",
            clean_line(portfolio.name_of(said[-1].by)),
            shown_need(asks[ask_id]),
            ask=ask_id,
        )
        for ask_id, said in answered_asks(portfolio).items()
    ]


def of_others(others: Others, portfolio: Portfolio) -> list[Asked]:
    """What the people who have a portfolio in this workspace ask, and the pieces they share that were not taken in yet."""
    names = others.people_of(portfolio)
    if not names:
        return []
    found = [_asks(portfolio, one) for one in others.asks(portfolio)]
    return found + [_shares(one) for one in others.offers(portfolio, names) if not one.taken]


def _asks(portfolio: Portfolio, one: AskedOf) -> Asked:
    name = clean_line(portfolio.name_of(one.person))
    return Asked("asks", f"asks/{one.owner}/{one.ask.id}", name, shown_need(one.ask), one.about)


def _shares(one: Offer) -> Asked:
    return Asked("shares", f"shares/{one.owner}/{one.piece.id}", one.learner, shown_title(one.piece.title), offer=one)
