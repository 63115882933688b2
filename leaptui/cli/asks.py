"""Asking for support, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group
from leaptui.cli.complete import any_ids, ask_ids, person_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import record_json
from leaptui.cli.output import note, out, out_json, say, table
from leaptui.cli.pick import Short, find_live, title_of
from leaptui.language import _, and_list, ngettext
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import ASK_STATUSES, ASPECTS, SOURCES, word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.records import About
    from leaptui.model.records_own import Ask
    from leaptui.store.others import AskedOf

SOURCE = click.Choice(SOURCES)


@click.group(
    "ask",
    cls=Group,
    examples=(
        'leaptui ask add "May I have the key to the roof?" --from teacher --whom "Ms Lind"',
        'leaptui ask add "Look at the calibration, please" --whom "Ms Lind" --about 3f2a9b10 --aspect process',
        'leaptui ask answer 5e1f09aa "She lends it on Thursdays"',
        "leaptui ask",
    ),
)
@in_portfolio
@pass_here
@click.pass_context
def ask_command(ctx: click.Context, here: Here) -> int:
    """Ask for support: from a teacher, a peer, technology or others; and note what came of it.

    Without a command, all asks are listed.
    """
    return 0 if ctx.invoked_subcommand is not None else list_asks(here.open(), None, as_json=False)


@ask_command.command(
    "add",
    short_help="Ask for support.",
    examples=(
        'leaptui ask add "Who can show me how to solder?" --from peer',
        'leaptui ask add "Look at the calibration, please" --whom "Ms Lind" --about 3f2a9b10 --aspect process',
        'leaptui ask add "An app that reads graphs aloud" --from technology --about C4.a',
    ),
)
@click.argument("need")
@click.option("--from", "source", type=SOURCE, metavar="SORT", help=f"Whom or what it goes to: {', '.join(SOURCES)}.")
@click.option(
    "--whom", metavar="NAME", default="", shell_complete=person_ids, help="A person's name, or what it is called."
)
@click.option(
    "--about",
    multiple=True,
    metavar="ID",
    shell_complete=any_ids,
    help="What it is about: a piece, goal, step or claim by id, a guideline by code; may be given again.",
)
@click.option(
    "--aspect",
    type=click.Choice(ASPECTS),
    metavar="ASPECT",
    help=f"The kind of feedback asked for: {', '.join(ASPECTS)}.",
)
@click.option("--private", is_flag=True, help="Keep it out of what you hand on.")
@in_portfolio
@pass_here
def add_command(
    here: Here, need: str, source: str | None, whom: str, about: Sequence[str], aspect: str | None, *, private: bool
) -> int:
    """Ask for support, and print the id of the ask."""
    from leaptui.model.edits import add_ask
    from leaptui.model.sources import source_for

    desk = here.open()
    sort = source or source_for(desk.portfolio, whom)
    fields: dict[str, Json] = {"aspect": aspect, "private": private}
    change, made = add_ask(desk.portfolio, desk.at, need, sort, whom, _about(desk, about), fields)
    desk.apply(change)
    out(made)
    return 0


def _about(desk: Desk, said: Sequence[str]) -> list[About]:
    """What an ask is about. Raises Missing and Refused as finding a record does."""
    from leaptui.model.reading import read_one
    from leaptui.model.records import About

    found = []
    for one in said:
        known = desk.framework.find(one)
        table_name, record_id = (
            ("guidelines", known.id) if known else find_live(desk, one, "evidence", "goals", "steps", "claims")
        )
        found.append(read_one(About, {"table": table_name, "id": record_id}))
    return found


@ask_command.command(
    "edit",
    short_help="Change an ask.",
    examples=('leaptui ask edit 5e1f09aa --need "The key to the roof, on Thursdays" --whom "Mr Sousa"',),
)
@click.argument("ask", metavar="ID", shell_complete=ask_ids)
@click.option("--need", metavar="TEXT", help="What would help.")
@click.option("--from", "source", type=SOURCE, metavar="SORT", help=f"Whom or what it goes to: {', '.join(SOURCES)}.")
@click.option("--whom", metavar="NAME", shell_complete=person_ids, help='A person\'s name; "" takes it away.')
@click.option("--private/--not-private", default=None, help="Keep it out of what you hand on.")
@in_portfolio
@pass_here
def edit_command(
    here: Here, ask: str, need: str | None, source: str | None, whom: str | None, *, private: bool | None
) -> int:
    """Change an ask; what is not named stays as it is."""
    from leaptui.model.edits import edit_ask
    from leaptui.model.edits.asks import need_of

    desk = here.open()
    fields: dict[str, Json] = {}
    if need is not None:
        fields["need"] = need_of(need)
    if source is not None:
        fields["from"] = source
    if private is not None:
        fields["private"] = private
    if not fields and whom is None:
        raise click.UsageError(_("say what to change, for one --need or --whom"))
    desk.apply(edit_ask(desk.portfolio, desk.at, _find(desk, ask), fields, whom))
    return 0


@ask_command.command(
    "answer",
    short_help="Note what came of an ask.",
    examples=('leaptui ask answer 5e1f09aa "She lends it on Thursdays"',),
)
@click.argument("ask", metavar="ID", shell_complete=ask_ids)
@click.argument("outcome", metavar="TEXT")
@in_portfolio
@pass_here
def answer_command(here: Here, ask: str, outcome: str) -> int:
    """Note that an ask was answered, and what came of it."""
    from leaptui.model.edits import answer_ask

    desk = here.open()
    desk.apply(answer_ask(desk.portfolio, desk.at, _find(desk, ask), outcome))
    return 0


@ask_command.command("let-go", short_help="Let an ask go.", examples=("leaptui ask let-go 5e1f09aa",))
@click.argument("ask", metavar="ID", shell_complete=ask_ids)
@in_portfolio
@pass_here
def let_go_command(here: Here, ask: str) -> int:
    """Let an ask go: it is not needed any more, or nothing came of it."""
    from leaptui.model.edits import let_go_ask

    desk = here.open()
    desk.apply(let_go_ask(desk.portfolio, desk.at, _find(desk, ask)))
    return 0


@ask_command.command("reopen", short_help="Take an ask up again.", examples=("leaptui ask reopen 5e1f09aa",))
@click.argument("ask", metavar="ID", shell_complete=ask_ids)
@in_portfolio
@pass_here
def reopen_command(here: Here, ask: str) -> int:
    """Take an ask up again; what came of it so far stays with it."""
    from leaptui.model.edits import reopen_ask

    desk = here.open()
    desk.apply(reopen_ask(desk.portfolio, desk.at, _find(desk, ask)))
    return 0


def _find(desk: Desk, ask: str) -> str:
    return find_live(desk, ask, "asks")[1]


@ask_command.command(
    "list", short_help="List asks.", examples=("leaptui ask list", "leaptui ask list --status open --json")
)
@click.option("--status", type=click.Choice(ASK_STATUSES), metavar="STATUS", help=f"Only {', '.join(ASK_STATUSES)}.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: what you asked, and what others here ask you.")
@in_portfolio
@pass_here
def list_command(here: Here, status: str | None, *, as_json: bool) -> int:
    """List asks, those still open first: id, day, status, from whom, what for, what came of it.

    What people who have a portfolio in this workspace ask you is told below.
    """
    return list_asks(here.open(), status, as_json=as_json)


def list_asks(desk: Desk, status: str | None, *, as_json: bool) -> int:
    """List the ledger of asks, and what others in the workspace ask."""
    from leaptui.model.asks import answered_asks, ledger
    from leaptui.store.others import Others

    asks = [ask for ask in ledger(desk.portfolio) if status in (None, ask.status)]
    theirs = Others(desk.store.workspace, desk.store.name).asks(desk.portfolio) if status in (None, "open") else []
    if as_json:
        of_me: list[Json] = [_theirs_json(one) for one in theirs]
        out_json({"asks": [record_json(desk, "asks", ask.id) for ask in asks], "asked_of_me": of_me})
        return 0
    short = Short(desk.portfolio)
    if asks:
        table([_row(desk, ask, short(ask.id)) for ask in asks], stretch=4)
    elif not theirs:
        say(_("Nothing was asked for yet: leaptui ask add NEED"))
    for one in theirs:
        name = clean_line(desk.portfolio.name_of(one.person))
        about = f" ({one.about})" if one.about else ""
        out(_("{name} asks: {words}").format(name=name, words=clean_line(one.ask.words)) + about)
    waiting = len(answered_asks(desk.portfolio))
    if waiting:
        said = ngettext(
            "{n} open ask got feedback since; “leaptui ask answer” notes what came of it",
            "{n} open asks got feedback since; “leaptui ask answer” notes what came of them",
            waiting,
        )
        note(said.format(n=waiting))
    return 0


def _row(desk: Desk, ask: Ask, shown: str) -> list[str]:
    whom = clean_line(desk.portfolio.name_of(ask.person)) or word(ask.source, "source")
    about = and_list([about_words(desk, one) for one in ask.about])
    words = clean_line(ask.words) + (f" ({about})" if about else "")
    came = clean_line(" ".join(ask.outcome))
    return [shown, ask.created[:10], word(ask.status, "ask"), whom, f"{words} → {came}" if came else words]


def about_words(desk: Desk, about: About) -> str:
    """What an ask is about, in a few words."""
    if about.table == "guidelines":
        return desk.code(about.id)
    return title_of(desk, about.table, about.id)


def _theirs_json(one: AskedOf) -> dict[str, Json]:
    need: list[Json] = [*to_lines(one.ask.words)]
    return {"person": one.person, "portfolio": one.owner, "ask": one.ask.id, "need": need, "about": one.about}
