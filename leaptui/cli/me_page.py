"""The page about the learner, and levels side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_live, guideline
from leaptui.language import _
from leaptui.model.text import to_lines
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.about_me import AboutItem


class _Choices(TypedDict):
    text: str | None
    put: tuple[str, ...]
    off: tuple[str, ...]
    choices: bool


@click.command(
    "page",
    cls=Command,
    short_help="See or choose what the page about you says.",
    examples=(
        "leaptui me page",
        "leaptui me page --choices",
        'leaptui me page --text "I build things that measure." --put 61d0aa02 --put 9b1c22aa',
        "leaptui me page --off 9b1c22aa",
    ),
)
@click.option("--text", metavar="TEXT", help='Your own words on it, as Markdown; "" takes them away.')
@click.option(
    "--put",
    multiple=True,
    metavar="ID",
    shell_complete=any_ids,
    help="A line, goal, piece or recognition to stand on it.",
)
@click.option("--off", multiple=True, metavar="ID", help="What is to stand on it no longer.")
@click.option("--choices", is_flag=True, help="List all that may stand on it; what does is marked.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the page, part by part.")
@in_portfolio
@pass_here
def page_command(here: Here, *, as_json: bool, **choices: Unpack[_Choices]) -> int:
    """Print the page about you as Markdown. It opens your reviews; only what you chose stands on it, and nothing private."""
    from leaptui.model.about_me import about_page

    desk = here.open()
    if choices["text"] is not None or choices["put"] or choices["off"]:
        return _choose(desk, choices)
    if choices["choices"]:
        return _list_choices(desk, as_json=as_json)
    page = about_page(desk.portfolio, desk.framework)
    if as_json:
        parts = [
            {"part": part.name, "heading": part.heading, "items": [_item_json(item) for item in part.items]}
            for part in page.parts
        ]
        out_json({"name": page.name, "pronouns": page.pronouns, "text": page.text, "parts": parts})
        return 0
    for line in page.markdown().rstrip("\n").split("\n"):
        out(line)
    if page.is_empty:
        say(_("Nothing stands on it yet: “leaptui me page --choices” lists what may."))
    return 0


def _item_json(item: AboutItem) -> dict[str, object]:
    return {"table": item.table, "id": item.id, "words": item.words, "facts": list(item.facts)}


def _choose(desk: Desk, choices: _Choices) -> int:
    """Apply what is chosen, each as a change of its own, so that each can be taken back."""
    from leaptui.model.edits.me import ON_THE_PAGE, put_on_page, say_on_page, take_off_page

    put = [find_live(desk, one, *ON_THE_PAGE) for one in choices["put"]]
    off = [find_live(desk, one, *ON_THE_PAGE) for one in choices["off"]]
    if choices["text"] is not None:
        desk.apply(say_on_page(desk.portfolio, desk.at, [*to_lines(choices["text"])]))
    for table_name, record_id in put:
        desk.apply(put_on_page(desk.portfolio, desk.at, table_name, [record_id]))
    for table_name, record_id in off:
        desk.apply(take_off_page(desk.portfolio, desk.at, table_name, [record_id]))
    return 0


def _list_choices(desk: Desk, *, as_json: bool) -> int:
    from leaptui.model.about_me import about_choices, chosen

    page = chosen(desk.portfolio)
    on_it = {*page.facets, *page.goals, *page.evidence, *page.recognitions}
    found = [(part, item) for part in about_choices(desk.portfolio, desk.framework) for item in part.items]
    if as_json:
        out_json([{**_item_json(item), "part": part.name, "chosen": item.id in on_it} for part, item in found])
        return 0
    short = Short(desk.portfolio)
    if found:
        table(
            [(short(item.id), "x" if item.id in on_it else "", part.heading, item.words) for part, item in found],
            stretch=3,
        )
    else:
        say(_("Nothing may stand on it yet: open a line, set a goal, or add a piece."))
    return 0


@click.command(
    "levels",
    cls=Command,
    short_help="See your own levels beside those of others.",
    examples=("leaptui me levels", "leaptui me levels D4 --json"),
)
@click.argument("code", metavar="[CODE]", required=False, shell_complete=guideline_codes)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of what was said, by guideline.")
@in_portfolio
@pass_here
def levels_command(here: Here, code: str | None, *, as_json: bool) -> int:
    """List what level you and others name, guideline by guideline: code, who, level, day, piece."""
    from leaptui.model.side_by_side import levels_said

    desk = here.open()
    wanted = [guideline(desk.framework, code)] if code else list(desk.framework.guidelines.values())
    found = [(one, said) for one in wanted for said in levels_said(desk.portfolio, desk.framework, one.id)]
    if as_json:
        out_json(
            [
                {
                    "guideline": one.id,
                    "by": said.by or None,
                    "role": said.role,
                    "level": said.level,
                    "on": said.on.isoformat(),
                    "evidence": said.evidence,
                    "blind": said.blind,
                }
                for one, said in found
            ]
        )
        return 0
    short, learner = Short(desk.portfolio), desk.portfolio.meta.learner.name
    rows = [
        (one.code, said.by or learner, word(said.level, "level"), said.on.isoformat(), short(said.evidence))
        for one, said in found
    ]
    if rows:
        table(rows)
    else:
        say(_("No level was said yet."))
    return 0
