"""What others say: assessments, feedback, recognitions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.command import Command, Group, need_command
from leaptui.cli.complete import evidence_ids, guideline_codes
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_live, find_pieces, guideline, level, read_day, title_of
from leaptui.cli.together import by_somebody, find_claim, say_it
from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.model.words import ASPECTS, DECISIONS, word

if TYPE_CHECKING:
    from leaptui.model.records_others import Feedback


class _Assessed(TypedDict):
    said: str | None
    name: str
    role: str | None
    note: str
    decision: str | None
    review: str | None
    blind: bool


@click.command(
    "assess",
    cls=Command,
    examples=(
        'leaptui assess 3f2a9b10/D4 --level demonstrated --by "J. Lind" --note "The numbers show it."',
        'leaptui assess 3f2a9b10 --decision deeper --by "J. Lind" --role mentor',
    ),
)
@click.argument("claim", metavar="ID[/GUIDELINE]", shell_complete=evidence_ids)
@click.option("--level", "said", metavar="LEVEL", help="How far along it is: a level's name or number.")
@by_somebody()
@click.option("--note", metavar="TEXT", default="", help="Why, in a few words.")
@click.option(
    "--decision", type=click.Choice(DECISIONS), metavar="WAY", help=f"What comes after: {', '.join(DECISIONS)}."
)
@click.option("--review", metavar="ID", help="The review it is said in; there it can be said anew.")
@click.option("--blind", is_flag=True, help="It is given before seeing others'.")
@in_portfolio
@pass_here
def assess_command(here: Here, claim: str, **given: Unpack[_Assessed]) -> int:
    """Say of a piece's claim how far along it is, as somebody other than the learner; prints the record's id.

    What others said stands beside it; nothing of theirs, and nothing of the learner's, is changed.
    """
    from leaptui.model.edits.statements import assess
    from leaptui.model.voices import voice_of

    desk = here.open()
    claim_id = find_claim(desk, claim)
    voice = voice_of(desk.portfolio, given["name"], given["role"] or "")
    change, made = assess(
        desk.portfolio,
        desk.at,
        voice,
        claim_id,
        level=level(desk.framework, given["said"]) if given["said"] else None,
        note=given["note"],
        decision=given["decision"],
        review=find_live(desk, given["review"], "reviews")[1] if given["review"] else "",
        blind=given["blind"],
    )
    say_it(desk, voice, change)
    out(made)
    return 0


@click.group(
    "feedback",
    cls=Group,
    examples=(
        'leaptui feedback give 3f2a9b10 "One change, then ten pours." --aspect process --by "J. Lind"',
        "leaptui feedback list --new",
        'leaptui feedback answer 7c1d22aa "I will weigh the funnel."',
    ),
)
@in_portfolio
@click.pass_context
def feedback_command(ctx: click.Context) -> None:
    """Give feedback on effort, process or mastery; see it, and answer it."""
    need_command(ctx)


@feedback_command.command(
    "give",
    short_help="Say something of a piece, a goal or a claim.",
    examples=('leaptui feedback give 3f2a9b10 "You went up three times." --aspect effort --by "J. Lind"',),
)
@click.argument("about", metavar="ID", shell_complete=evidence_ids)
@click.argument("text")
@click.option(
    "--aspect",
    type=click.Choice(ASPECTS),
    metavar="ASPECT",
    default="process",
    help=f"On what: {', '.join(ASPECTS)}; without it, process.",
)
@by_somebody()
@click.option("--review", metavar="ID", help="The review it is said in; there it can be said anew.")
@in_portfolio
@pass_here
def give_command(
    here: Here, about: str, text: str, aspect: str, name: str, role: str | None, review: str | None
) -> int:
    """Give feedback, as somebody other than the learner; prints the record's id."""
    from leaptui.model.edits.statements import give_feedback
    from leaptui.model.voices import voice_of

    desk = here.open()
    on = find_live(desk, about, "evidence", "goals", "claims")
    review_id = find_live(desk, review, "reviews")[1] if review else ""
    voice = voice_of(desk.portfolio, name, role or "")
    change, made = give_feedback(desk.portfolio, desk.at, voice, on, text, aspect=aspect, review=review_id)
    say_it(desk, voice, change)
    out(made)
    return 0


@feedback_command.command(
    "list",
    short_help="List feedback, and which kinds are lacking.",
    examples=("leaptui feedback list", "leaptui feedback list --new", "leaptui feedback list 3f2a9b10 --json"),
)
@click.argument("about", metavar="[ID]", required=False, shell_complete=evidence_ids)
@click.option("--new", "only_new", is_flag=True, help="Only what was not answered yet.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, about: str | None, *, only_new: bool, as_json: bool) -> int:
    """List feedback, the newest first: its id, who, on what, the words. Of one piece, the kinds it lacks are named, too."""
    from leaptui.model.records_others import Feedback
    from leaptui.model.reviewed import feedback_of, lacking, lacking_words

    desk = here.open()
    piece = find_live(desk, about, "evidence")[1] if about else None
    every = feedback_of(desk.portfolio, piece) if piece else [*desk.portfolio.live(Feedback).values()]
    found = sorted((one for one in every if not (only_new and one.answered)), key=lambda one: one.created, reverse=True)
    if as_json:
        out_json([{**(desk.portfolio.raw("feedback", one.id) or {}), "id": one.id} for one in found])
        return 0
    short = Short(desk.portfolio)
    if found:
        table([_row(desk, short, one) for one in found], stretch=4)
    if piece and (missing := lacking(desk.portfolio, piece)):
        words = lacking_words(missing)
        say(f"{words[:1].upper()}{words[1:]}.")
    elif not every:
        say(_("There is no feedback yet."))
    elif not found:
        say(_("There is no feedback that fits that."))
    return 0


def _row(desk: Desk, short: Short, one: Feedback) -> tuple[str, ...]:
    title = title_of(desk, one.on.table, one.on.id)
    who, aspect = desk.portfolio.name_of(one.by), word(clean_line(one.aspect), "aspect")
    return short(one.id), who, aspect, title, " ".join(one.text), "" if one.answered else _("new")


@feedback_command.command(
    "answer",
    short_help="Answer feedback.",
    examples=('leaptui feedback answer 7c1d22aa "I will weigh the funnel."', "leaptui feedback answer 7c1d22aa"),
)
@click.argument("feedback", metavar="ID")
@click.argument("text", required=False, default="")
@in_portfolio
@pass_here
def answer_command(here: Here, feedback: str, text: str) -> int:
    """Answer feedback in words of your own; without any, it only counts as read."""
    from leaptui.model.edits import answer_feedback
    from leaptui.model.records_others import Feedback

    desk = here.open()
    feedback_id = find_live(desk, feedback, "feedback")[1]
    by = clean_line(desk.portfolio.name_of(desk.portfolio.live(Feedback)[feedback_id].by))
    desk.apply(answer_feedback(desk.portfolio, desk.at, [feedback_id], by, text))
    return 0


class _Recognised(TypedDict):
    codes: tuple[str, ...]
    pieces: tuple[str, ...]
    name: str | None
    role: str | None
    said: str | None
    criteria: str
    on: date | None
    shown: bool
    as_json: bool


@click.command(
    "recognise",
    cls=Command,
    examples=(
        'leaptui recognise "Measures what she builds" --guideline D4 --evidence 3f2a9b10 --by "J. Lind"',
        "leaptui recognise --list",
    ),
)
@click.argument("title", required=False)
@click.option(
    "--guideline", "codes", multiple=True, metavar="CODE", shell_complete=guideline_codes, help="What is recognised."
)
@click.option(
    "--evidence", "pieces", multiple=True, metavar="ID", shell_complete=evidence_ids, help="The piece that shows it."
)
@by_somebody(required=False, is_learners=False)
@click.option("--level", "said", metavar="LEVEL", help="Say the level now, too: demonstrated or beyond.")
@click.option("--criteria", metavar="TEXT", default="", help="By what it was seen.")
@click.option("--on", type=read_day, metavar="DATE", help="The day; without it, today.")
@click.option("--list", "shown", is_flag=True, help="List the recognitions there are.")
@click.option("--json", "as_json", is_flag=True, help="With --list: print JSON.")
@in_portfolio
@pass_here
def recognise_command(here: Here, title: str | None, **given: Unpack[_Recognised]) -> int:
    """Recognise what was demonstrated, as somebody other than the learner; prints the record's id.

    It stands on a piece of evidence, and on somebody's word that the guideline is demonstrated. How long it took is no matter.
    """
    from leaptui.model.edits.statements import recognise
    from leaptui.model.voices import voice_of

    desk = here.open()
    if given["shown"]:
        return _list_recognitions(desk, as_json=given["as_json"])
    if title is None or given["name"] is None:
        raise click.UsageError(_("say what is recognised and by whom: TITLE and --by; --list shows those there are"))
    if not given["codes"] or not given["pieces"]:
        raise click.UsageError(_("say what was demonstrated, and by which piece: --guideline and --evidence"))
    voice = voice_of(desk.portfolio, given["name"], given["role"] or "")
    change, made = recognise(
        desk.portfolio,
        desk.at,
        voice,
        desk.framework,
        title,
        [guideline(desk.framework, code).id for code in given["codes"]],
        find_pieces(desk, given["pieces"]),
        level=level(desk.framework, given["said"]) if given["said"] else None,
        criteria=given["criteria"],
        on=given["on"] or desk.store.clock.today(),
    )
    say_it(desk, voice, change)
    out(made)
    return 0


def _list_recognitions(desk: Desk, *, as_json: bool) -> int:
    from leaptui.model.records_others import Recognition

    every = desk.portfolio.live(Recognition).values()
    found = sorted(every, key=lambda one: (str(one.awarded_on or one.created), one.id), reverse=True)
    if as_json:
        out_json([{**(desk.portfolio.raw("recognitions", one.id) or {}), "id": one.id} for one in found])
    elif found:
        short = Short(desk.portfolio)
        codes = {one.id: ", ".join(desk.code(aim.guideline) for aim in one.guidelines) for one in found}
        day = {one.id: one.awarded_on.isoformat() if one.awarded_on else "" for one in found}
        table(
            [(short(one.id), day[one.id], one.title, desk.portfolio.name_of(one.by), codes[one.id]) for one in found],
            stretch=2,
        )
    else:
        say(_("There is no recognition yet."))
    return 0
