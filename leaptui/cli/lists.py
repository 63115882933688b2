"""Listing pieces, goals, guidelines and portfolios."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import KIND, PLACE, goal_ids, guideline_codes
from leaptui.cli.here import Desk, Here, clock, in_portfolio, pass_here
from leaptui.cli.output import out_json, say, table
from leaptui.cli.pick import Short, find_goal, guideline
from leaptui.language import _, ngettext, pgettext
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.records import Goal, Step
    from leaptui.model.search import Narrow
    from leaptui.model.standing import Standing

_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
WHAT = ("evidence", "goals", "guidelines", "portfolios")
FIVE = click.Choice(["1", "2", "3", "4", "5"])
SORTS = ("newest", "oldest", "title", "changed", "level")


class _Filters(TypedDict):
    code: str | None
    kind: str | None
    place: str | None
    word: str | None
    goal: str | None
    month: str | None
    interest: str | None
    stretch: str | None
    untagged: bool
    elsewhere: bool
    sort: str | None
    query: str


def _month(ctx: click.Context, parameter: click.Parameter, word: str | None) -> str | None:
    """Read a month: `2026-03`. Raises a usage error."""
    del ctx, parameter
    if word is not None and not _MONTH.fullmatch(word.strip()):
        raise click.BadParameter(_("“{word}” is no month; write it like 2026-03").format(word=word))
    return word.strip() if word is not None else None


@click.command(
    "list",
    cls=Command,
    examples=(
        "leaptui list",
        'leaptui list --guideline C4 --query "rain gauge"',
        "leaptui list --untagged --sort title",
        "leaptui list --guideline D4 --month 2026-03",
        "leaptui list goals --json",
        "leaptui list guidelines",
        "leaptui list portfolios --query okafor",
    ),
)
@click.argument("what", type=click.Choice(WHAT), default="evidence", metavar="[evidence|goals|guidelines|portfolios]")
@click.option(
    "--guideline",
    "code",
    metavar="CODE",
    shell_complete=guideline_codes,
    help="Only what shows this guideline or component.",
)
@click.option("--kind", type=KIND, metavar="KIND", help="Only pieces of this kind.")
@click.option("--place", type=PLACE, metavar="PLACE", help="Only pieces made there.")
@click.option("--word", metavar="WORD", help="Only pieces with this tag word.")
@click.option("--goal", metavar="ID", shell_complete=goal_ids, help="Only pieces that work toward this goal.")
@click.option("--month", metavar="YYYY-MM", callback=_month, help="Only pieces of this month.")
@click.option("--interest", type=FIVE, metavar="1-5", help="Only pieces that interested you so much.")
@click.option("--stretch", type=FIVE, metavar="1-5", help="Only pieces that stretched you so far.")
@click.option("--untagged", is_flag=True, help="Only pieces that no guideline is claimed for yet.")
@click.option("--elsewhere", is_flag=True, help="Only pieces claimed for guidelines of another framework.")
@click.option("--query", metavar="TEXT", default="", help="Only what has all these words in it.")
@click.option(
    "--sort", type=click.Choice(SORTS), metavar="ORDER", help=f"The order of pieces: {', '.join(SORTS)}; else newest."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, what: str, *, as_json: bool, **filters: Unpack[_Filters]) -> int:
    """List pieces of evidence, newest first; or goals, guidelines, portfolios.

    A piece's columns are its id, day, kind, title and the guidelines it shows. Filters narrow together.
    """
    if what == "portfolios":
        _only(filters, what, ("query",))
        return list_portfolios(here, filters["query"], as_json=as_json)
    desk = here.open()
    if what == "goals":
        _only(filters, what, ("code", "query"))
        return list_goals(desk, filters["query"], filters["code"], as_json=as_json)
    if what == "guidelines":
        _only(filters, what, ("query",))
        return list_guidelines(desk, filters["query"], as_json=as_json)
    return _list_evidence(desk, filters, as_json=as_json)


def _only(filters: _Filters, what: str, allowed: tuple[str, ...]) -> None:
    for name, value in filters.items():
        if value and name not in allowed:
            option = "--guideline" if name == "code" else f"--{name}"
            raise click.UsageError(_("{option} does not narrow {what}").format(option=option, what=what))


def _list_evidence(desk: Desk, filters: _Filters, *, as_json: bool) -> int:
    from leaptui.model.order import ORDERS, Arranger
    from leaptui.model.search import Index

    portfolio = desk.portfolio
    narrow = _narrow(desk, filters)
    order = next((order for order in ORDERS if order == filters["sort"]), ORDERS[0])
    ids = Arranger(portfolio, desk.framework).arranged(Index(portfolio, desk.framework).matches(narrow), order)
    desk.narrate_problems()
    if as_json:
        out_json([evidence_json(desk, evidence_id) for evidence_id in ids])
    elif ids:
        short = Short(portfolio)
        pieces = (portfolio.evidence[evidence_id] for evidence_id in ids)
        rows = [
            (short(one.id), one.day.isoformat(), word(one.kind, "kind"), one.title, codes_of(desk, one.id))
            for one in pieces
        ]
        table(rows, stretch=3)
    elif narrow.is_open:
        say(_("There is no piece yet. Add the first: leaptui add TITLE"))
    else:
        say(_("No piece fits that."))
    return 0


def _narrow(desk: Desk, filters: _Filters) -> Narrow:
    from leaptui.model.folded import fold
    from leaptui.model.search import Narrow

    code, word, goal = filters["code"], filters["word"], filters["goal"]
    component = next(
        (part.code for part in desk.framework.components if code and part.code.casefold() == code.casefold()), None
    )
    if word is not None:
        # The learner's own word is meant, however it was typed; one that no piece has finds nothing.
        words = {tag for piece in desk.portfolio.evidence.values() for tag in piece.tags}
        word = word if word in words else next((known for known in sorted(words) if fold(known) == fold(word)), word)
    return Narrow(
        text=filters["query"],
        component=component,
        guideline=guideline(desk.framework, code).id if code and component is None else None,
        kind=filters["kind"],
        place=filters["place"],
        word=word,
        goal=find_goal(desk, goal) if goal else None,
        month=filters["month"],
        interest=filters["interest"],
        stretch=filters["stretch"],
        untagged=filters["untagged"],
        elsewhere=filters["elsewhere"],
    )


def codes_of(desk: Desk, evidence_id: str) -> str:
    """The codes of the guidelines a piece shows, in the framework's order."""
    order = {guideline_id: place for place, guideline_id in enumerate(desk.framework.guidelines)}
    claimed = [claim.guideline for claim in desk.portfolio.claims_of.get(evidence_id, [])]
    claimed.sort(key=lambda item: (order.get(item, len(order)), item))
    return " ".join(desk.code(item) for item in claimed)


def evidence_json(desk: Desk, evidence_id: str) -> dict[str, Json]:
    """A piece as JSON: the record as the file holds it, with its id and its claims."""
    claims: list[Json] = [
        record_json(desk, "claims", claim.id) for claim in desk.portfolio.claims_of.get(evidence_id, [])
    ]
    return {**record_json(desk, "evidence", evidence_id), "claims": claims}


def record_json(desk: Desk, table_name: str, record_id: str) -> dict[str, Json]:
    """A record as JSON: as the file holds it, with its id."""
    return {**(desk.portfolio.raw(table_name, record_id) or {}), "id": record_id}


def goal_json(desk: Desk, goal_id: str) -> dict[str, Json]:
    """A goal as JSON: the record as the file holds it, with its id and its steps in order."""
    from leaptui.cli.show_goal import beside_json

    steps: list[Json] = [record_json(desk, "steps", step.id) for step in desk.portfolio.steps_of.get(goal_id, [])]
    return {**record_json(desk, "goals", goal_id), "steps": steps, **beside_json(desk, goal_id)}


def list_goals(desk: Desk, query: str, code: str | None, *, as_json: bool) -> int:
    """List goals: id, status, steps done, day hoped for, title, targets."""
    from leaptui.model.folded import fold

    wanted = fold(query).split()
    target = guideline(desk.framework, code).id if code else None
    portfolio = desk.portfolio
    goals = [
        goal
        for goal in portfolio.goals.values()
        if all(word in fold(f"{goal.title}\n{goal.reason}") for word in wanted)
        and (target is None or target in [aim.guideline for aim in goal.guidelines])
    ]
    desk.narrate_problems()
    if as_json:
        out_json([goal_json(desk, goal.id) for goal in goals])
    elif goals:
        short = Short(portfolio)
        rows = [
            (
                short(goal.id),
                word(goal.status, "status"),
                steps_words(portfolio.steps_of.get(goal.id, [])),
                goal.target_on.isoformat() if goal.target_on else "",
                goal.title,
                targets(desk, goal),
            )
            for goal in goals
        ]
        table(rows, stretch=4)
    else:
        say(_("No goal fits that.") if portfolio.goals else _("There is no goal yet. Set one: leaptui goal add TITLE"))
    return 0


def steps_words(steps: list[Step]) -> str:
    """How many steps of a goal are done: `2 of 5`; those skipped do not count."""
    counted = [step for step in steps if not step.is_skipped]
    if not counted:
        return _("no steps")
    return _("{n} of {total}").format(n=sum(not step.is_open for step in counted), total=len(counted))


def targets(desk: Desk, goal: Goal) -> str:
    """The guidelines of a goal with the levels it leads to: `C4.a=growing D4`."""
    return " ".join(desk.code(aim.guideline) + (f"={aim.level}" if aim.level else "") for aim in goal.guidelines)


def list_guidelines(desk: Desk, query: str, *, as_json: bool) -> int:
    """List guidelines: code, level, pieces, statement."""
    from leaptui.model.search import match_guidelines
    from leaptui.model.standing import standings

    framework = desk.framework
    found = match_guidelines(framework, query) if query.split() else list(framework.guidelines.values())
    standing = standings(desk.portfolio, framework)
    desk.narrate_problems()
    if as_json:
        out_json([_standing_json(standing[entry.id]) for entry in found])
    elif found:
        rows = [
            (entry.code, standing_words(standing[entry.id]), pieces_words(standing[entry.id].pieces), entry.statement)
            for entry in found
        ]
        table(rows, stretch=3)
    else:
        say(_("No guideline has these words."))
    return 0


def standing_words(standing: Standing) -> str:
    """How far along a guideline is, in words: its level, of one with sub-guidelines how many of them are reached."""
    if standing.guideline.is_parent:
        return _("{n} of {total}").format(n=standing.reached, total=len(standing.spread))
    if standing.level is None:
        return _("no level yet") if standing.pieces else pgettext("level", "not yet")
    level = word(standing.level, "level")
    return _("{level} (says {name})").format(level=level, name=standing.by) if standing.by else level


def pieces_words(count: int) -> str:
    """How many pieces: `1 piece`, `2 pieces`."""
    return ngettext("{n} piece", "{n} pieces", count).format(n=count)


def _standing_json(standing: Standing) -> dict[str, Json]:
    entry = standing.guideline
    evidence: list[Json] = [*sorted(standing.evidence)]
    return {
        "id": entry.id,
        "code": entry.code,
        "component": entry.component,
        "parent": entry.parent,
        "statement": entry.statement,
        "level": standing.level,
        "rank": standing.rank,
        "by": standing.by,
        "on": standing.on.isoformat() if standing.on else None,
        "own": standing.own,
        "spread": [*standing.spread],
        "evidence": evidence,
    }


def list_portfolios(here: Here, query: str, *, as_json: bool) -> int:
    """List the portfolios: name, learner, pieces, goals, framework. Gives 1 where one cannot be read.

    `query` leaves those that have all its words in learner, title or name.
    """
    from leaptui.model.folded import fold
    from leaptui.store.errors import StoreError
    from leaptui.store.portfolio_store import PortfolioStore

    workspace = here.workspace()
    rows: list[dict[str, Json]] = []
    cells: list[tuple[str, ...]] = []
    code = 0
    for name in workspace.names():
        try:
            portfolio = PortfolioStore(workspace, name, clock()).portfolio
        except StoreError as error:
            say(f"leaptui: {error}")
            code = 1
            continue
        meta = portfolio.meta
        if not all(one in fold(f"{meta.learner.name} {meta.title} {name}") for one in fold(query).split()):
            continue
        pieces, goals = len(portfolio.evidence), len(portfolio.goals)
        counts = {"pieces": pieces, "goals": goals}
        rows.append(
            {"name": name, "learner": meta.learner.name, "title": meta.title, "framework": meta.framework, **counts}
        )
        set_goals = ngettext("{n} goal", "{n} goals", goals).format(n=goals)
        cells.append((name, meta.learner.name, pieces_words(pieces), set_goals, meta.framework))
    if as_json:
        out_json(rows)
    elif rows:
        table(cells)
    elif query:
        say(_("No portfolio has these words in learner, title or name."))
    elif not code:
        say(_("There is no portfolio here yet. Begin one: leaptui new NAME"))
    return code
