"""What is typed in one burst with the key to an empty screen: not a letter of it is lost, on any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from textual import events

from leaptui.model.portfolio import Portfolio
from leaptui.model.records_others import Review
from leaptui.model.records_own import Facet, Reflection
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open

PATIENCE = 20
"""How often the app may come to rest before the last key is handled, on a machine with much to do."""
WORDS = "wax holds where glue does not"


def _entries(portfolio: Portfolio) -> Iterator[str]:
    return (one.words for one in portfolio.live(Reflection).values())


def _goals(portfolio: Portfolio) -> Iterator[str]:
    return (one.title for one in portfolio.goals.values())


def _people(portfolio: Portfolio) -> Iterator[str]:
    return (one.name for one in portfolio.people.values())


def _questions(portfolio: Portfolio) -> Iterator[str]:
    return (line for one in portfolio.live(Review).values() for line in one.questions)


def _lines(portfolio: Portfolio) -> Iterator[str]:
    return (one.words for one in portfolio.live(Facet).values())


@pytest.mark.parametrize(
    ("keys", "end", "found"),
    [
        (("4", "enter"), "enter", _goals),
        (("5", "enter"), "enter", _entries),
        (("6", "n"), "ctrl+s", _lines),
        (("8", "enter"), "enter", _questions),
    ],
    ids=["goals", "journal", "me", "review"],
)
async def test_every_letter_arrives(
    empty: Workspace,
    at_desk: Open,
    keys: tuple[str, ...],
    end: str,
    found: Callable[[Portfolio], Iterator[str]],
) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab")
        for key in (*keys, *WORDS, end):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _turn in range(PATIENCE):
            await desk.settle()
            if any(found(desk.portfolio)):
                break
        assert list(found(desk.portfolio)) == [WORDS], desk.text


@pytest.mark.parametrize(
    ("keys", "end", "found"),
    [
        (("4", "n"), "enter", _goals),
        (("6", "n"), "ctrl+s", _lines),
        (("7", "n"), "enter", _people),
    ],
    ids=["goals", "me", "people"],
)
async def test_what_comes_after_the_key_that_keeps_goes_to_the_screen_below(
    samples: Workspace,
    at_desk: Open,
    keys: tuple[str, ...],
    end: str,
    found: Callable[[Portfolio], Iterator[str]],
) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        before = [*found(desk.portfolio)]
        await desk.press(*keys)
        for key in (*WORDS, end, "2"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        for _turn in range(PATIENCE):
            await desk.settle()
            if "newest first" in desk.text:
                break
        new = [one for one in found(desk.portfolio) if one not in before]
        assert new == [WORDS], desk.text
        assert "newest first" in desk.text, "the 2 leads to Evidence"
