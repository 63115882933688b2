"""The journal: writing entries, reading them, looking back at a week."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import entry_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.journal_words import entry_json, entry_lines, look_back_json, look_back_lines
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_live, read_day
from leaptui.cli.piece import read_text
from leaptui.language import _
from leaptui.model.text import clean_line, to_lines

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.records import About

QUESTIONS = ("did", "learned", "next")
"""Short words for the journal's questions, in their order."""


@click.group(
    "journal",
    cls=Group,
    examples=(
        'leaptui journal add "The funnel leaked again, and now I know where." --prompt learned --about 3f2a9b10',
        "leaptui journal list --query funnel",
        "leaptui journal look-back",
    ),
)
@in_portfolio
@click.pass_context
def journal_command(ctx: click.Context) -> None:
    """Write down what you did, what you learned and what comes next; look back at it."""
    need_command(ctx)


@journal_command.command(
    "list",
    short_help="List entries.",
    examples=(
        "leaptui journal list",
        "leaptui journal list --about D4 --json",
        "leaptui journal list --since 2026-03-01",
    ),
)
@click.option("--query", metavar="TEXT", default="", help="Only entries with all these words in them.")
@click.option("--about", metavar="ID|CODE", help="Only entries about this piece, goal or guideline.")
@click.option("--since", type=read_day, metavar="DATE", help="Only entries from this day on.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, query: str, about: str | None, since: date | None, *, as_json: bool) -> int:
    """List entries, the newest first: id, day, question, first words."""
    from leaptui.model.journal import entries, entries_about, first_words, matching

    desk = here.open()
    if about:
        place = _about(desk, about)
        found = entries_about(desk.portfolio, place.table, place.id)
    else:
        found = entries(desk.portfolio)
    found = [one for one in matching(found, query) if since is None or one.on_date >= since]
    desk.narrate_problems()
    if as_json:
        out_json([entry_json(desk, one.id) for one in found])
        return 0
    short = Short(desk.portfolio)
    if found:
        table([(short(one.id), one.on_date.isoformat(), one.prompt, first_words(one)) for one in found], stretch=3)
    else:
        say(_("No entry is like that.") if query or about or since else _("Nothing is written in the journal yet."))
    return 0


@journal_command.command(
    "show", short_help="Show an entry.", examples=("leaptui journal show 5c1d77e0", "leaptui journal show 5c1d --json")
)
@click.argument("entry", metavar="ID", shell_complete=entry_ids)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the whole record.")
@in_portfolio
@pass_here
def show_command(here: Here, entry: str, *, as_json: bool) -> int:
    """Show an entry whole, and what it is about."""
    desk = here.open()
    entry_id = find_live(desk, entry, "reflections")[1]
    if as_json:
        out_json(entry_json(desk, entry_id))
        return 0
    for line in entry_lines(desk, entry_id):
        out(line)
    return 0


class _Written(TypedDict):
    prompt: str | None
    on: date | None
    about: tuple[str, ...]


def _text_of(given: str) -> list[Json]:
    """A text as the file keeps it; `-` is what stands on stdin. Raises Refused where that is no text."""
    lines: list[Json] = [*to_lines(read_text(given))]
    return lines


@journal_command.command(
    "add",
    short_help="Write an entry.",
    examples=(
        'leaptui journal add "We poured 100 ml ten times." --prompt did --about 3f2a9b10',
        'leaptui journal add "Today I was not afraid to ask." --about L5 --private',
        "leaptui journal add - < today.md",
    ),
)
@click.argument("text")
@click.option("--prompt", metavar="QUESTION", help="The question it answers: did, learned, next, or one of your own.")
@click.option("--on", type=read_day, metavar="DATE", help="The day it is of; else today.")
@click.option(
    "--about",
    multiple=True,
    metavar="ID|CODE",
    shell_complete=guideline_codes,
    help="A piece, a goal or a guideline it is about.",
)
@click.option("--private", is_flag=True, help="Keep it out of reviews.")
@in_portfolio
@pass_here
def add_command(here: Here, text: str, *, private: bool, **written: Unpack[_Written]) -> int:
    """Write an entry, and print its id. The text is Markdown; “-” reads it from stdin."""
    from leaptui.model.edits.journal import abouts, write_entry

    desk = here.open()
    fields: dict[str, Json] = {
        "on_date": (written["on"] or desk.store.clock.today()).isoformat(),
        "text": _text_of(text),
        "prompt": _question(written["prompt"] or ""),
        "about": abouts([_about(desk, one) for one in written["about"]]),
        "private": private,
    }
    change, made = write_entry(desk.portfolio, desk.at, fields)
    desk.apply(change)
    out(made)
    return 0


class _Edits(TypedDict):
    text: str | None
    prompt: str | None
    on: date | None
    about: tuple[str, ...]
    unwanted: tuple[str, ...]
    private: bool | None


@journal_command.command(
    "edit",
    short_help="Change an entry.",
    examples=(
        'leaptui journal edit 5c1d77e0 --text "We poured 100 ml eleven times."',
        "leaptui journal edit 5c1d77e0 --about D4 --no-about 3f2a9b10 --on yesterday",
    ),
)
@click.argument("entry", metavar="ID", shell_complete=entry_ids)
@click.option("--text", metavar="TEXT", help="Other words; “-” reads them from stdin.")
@click.option("--prompt", metavar="QUESTION", help='Another question; "" takes it away.')
@click.option("--on", type=read_day, metavar="DATE", help="The day it is of.")
@click.option(
    "--about", multiple=True, metavar="ID|CODE", shell_complete=guideline_codes, help="It is about this, too."
)
@click.option("--no-about", "unwanted", multiple=True, metavar="ID|CODE", help="It is not about this.")
@click.option("--private/--not-private", default=None, help="Keep it out of reviews, or no longer.")
@in_portfolio
@pass_here
def edit_command(here: Here, entry: str, **edits: Unpack[_Edits]) -> int:
    """Change an entry; what is not named stays as it is. “leaptui rm” moves one to the trash."""
    from leaptui.model.edits.journal import abouts, edit_entry
    from leaptui.model.records_own import Reflection

    desk = here.open()
    entry_id = find_live(desk, entry, "reflections")[1]
    if all(value in (None, ()) for value in edits.values()):
        raise click.UsageError(_("say what to change, for one --text or --about"))
    fields: dict[str, Json] = {}
    if edits["text"] is not None:
        fields["text"] = _text_of(edits["text"])
    if edits["prompt"] is not None:
        fields["prompt"] = _question(edits["prompt"])
    if edits["on"] is not None:
        fields["on_date"] = edits["on"].isoformat()
    if edits["private"] is not None:
        fields["private"] = edits["private"]
    if edits["about"] or edits["unwanted"]:
        gone = [_about(desk, one) for one in edits["unwanted"]]
        kept = [one for one in desk.portfolio.live(Reflection)[entry_id].about if one not in gone]
        new = [one for one in (_about(desk, one) for one in edits["about"]) if one not in kept]
        fields["about"] = abouts([*kept, *new])
    desk.apply(edit_entry(desk.portfolio, desk.at, entry_id, fields))
    return 0


class _Answers(TypedDict):
    did: str
    learned: str
    following: str


@journal_command.command(
    "look-back",
    short_help="Look back at the week.",
    examples=(
        "leaptui journal look-back",
        'leaptui journal look-back --did "Poured and measured." --learned "Wax holds." --next "Weigh the funnel."',
    ),
)
@click.option("--did", metavar="TEXT", default="", help="What did I do?")
@click.option("--learned", metavar="TEXT", default="", help="What did I learn?")
@click.option("--next", "following", metavar="TEXT", default="", help="What next?")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: what happened in the week.")
@in_portfolio
@pass_here
def look_back_command(here: Here, *, as_json: bool, **answers: Unpack[_Answers]) -> int:
    """See what happened in the last seven days; with answers, write them down.

    What happened is there to remember by: pieces, steps done, levels that moved, feedback. Nothing of it is a measure.
    """
    from leaptui.model.edits.journal import write_look_back
    from leaptui.model.journal import look_back, prompts

    desk = here.open()
    today = desk.store.clock.today()
    said = (answers["did"], answers["learned"], answers["following"])
    found = look_back(desk.portfolio, today)
    if any(map(clean_line, said)):
        change, made = write_look_back(
            desk.portfolio, desk.at, today, found.first, [*zip(prompts(), said, strict=True)]
        )
        desk.apply(change)
        for one in made:
            out(one)
        return 0
    if as_json:
        out_json(look_back_json(found))
        return 0
    for line in look_back_lines(desk, found):
        out(line)
    return 0


def _question(given: str) -> str:
    """A question as it is asked: one of the journal's by its short word, else as it is written."""
    from leaptui.model.journal import prompts

    wanted = clean_line(given)
    return dict(zip(QUESTIONS, prompts(), strict=True)).get(wanted.casefold(), wanted)


def _about(desk: Desk, given: str) -> About:
    """What an entry is about: a guideline by its code, else a piece or a goal by its id. Raises Missing, Refused."""
    from leaptui.model.journal import GUIDELINES, about_of

    known = desk.framework.find(given)
    if known is not None:
        return about_of(GUIDELINES, known.id)
    return about_of(*find_live(desk, given, "evidence", "goals"))
