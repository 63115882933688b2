"""What a shell may offer while a command is typed. Where something cannot be read, nothing is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from leaptui.model import words

if TYPE_CHECKING:
    from leaptui.cli.here import Desk, Here

Offer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def _here(ctx: click.Context) -> Here:
    """What was said of folder and portfolio so far."""
    from leaptui.cli.here import Here

    here = ctx.find_object(Here) or Here()
    here.is_completing = True
    return here


def _offer(function: Callable[[Here, str], Iterable[CompletionItem]]) -> Offer:
    @wraps(function)
    def offer(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from leaptui.store.errors import StoreError

        try:
            return list(function(_here(ctx), incomplete))
        except (StoreError, click.ClickException, OSError):
            return []

    return offer


@_offer
def portfolio_names(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Names of the workspace's portfolios."""
    return (CompletionItem(name) for name in here.workspace().names() if name.startswith(incomplete))


@_offer
def guideline_codes(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Codes of guidelines, and levels behind a `=`."""
    framework = here.open().framework
    code, mark, begun = incomplete.partition("=")
    if mark:
        return (CompletionItem(f"{code}={level}") for level in framework.level_ids if level.startswith(begun))
    wanted = code.casefold()
    known = (entry for entry in framework.guidelines.values() if entry.code.casefold().startswith(wanted))
    return (CompletionItem(entry.code, help=entry.statement[:60]) for entry in known)


def _ids(desk: Desk, incomplete: str, tables: Iterable[str]) -> Iterable[CompletionItem]:
    from leaptui.cli.pick import Short, title_of
    from leaptui.model.records_own import Ask, Opportunity

    short, portfolio = Short(desk.portfolio), desk.portfolio
    offered: dict[str, Iterable[str]] = {
        "evidence": portfolio.evidence,
        "goals": portfolio.goals,
        "steps": portfolio.steps,
        "reflections": portfolio.document.get("reflections", {}),
        "facets": portfolio.document.get("facets", {}),
        "people": portfolio.people,
        "asks": portfolio.live(Ask),
        "opportunities": portfolio.live(Opportunity),
    }
    for table in tables:
        for record_id in offered[table]:
            if record_id.startswith(incomplete):
                yield CompletionItem(short(record_id), help=title_of(desk, table, record_id)[:60])


@_offer
def evidence_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of pieces of evidence."""
    return _ids(here.open(), incomplete, ("evidence",))


@_offer
def goal_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of goals."""
    return _ids(here.open(), incomplete, ("goals",))


@_offer
def step_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of steps."""
    return _ids(here.open(), incomplete, ("steps",))


@_offer
def entry_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of journal entries."""
    return _ids(here.open(), incomplete, ("reflections",))


@_offer
def line_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of lines about the learner."""
    return _ids(here.open(), incomplete, ("facets",))


@_offer
def person_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of people."""
    return _ids(here.open(), incomplete, ("people",))


@_offer
def ask_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of asks."""
    return _ids(here.open(), incomplete, ("asks",))


@_offer
def opportunity_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of opportunities."""
    return _ids(here.open(), incomplete, ("opportunities",))


@_offer
def any_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of pieces, goals and steps."""
    return _ids(here.open(), incomplete, ("evidence", "goals", "steps"))


@_offer
def trashed_ids(here: Here, incomplete: str) -> Iterable[CompletionItem]:
    """Ids of what is in the trash."""
    found = (item for item in here.open().portfolio.trash if item.id.startswith(incomplete))
    return (CompletionItem(item.id[:8], help=item.title[:60]) for item in found)


KIND = click.Choice(words.KINDS)
PLACE = click.Choice(words.PLACES)
PLACE_OR_NONE = click.Choice([*words.PLACES, ""])
