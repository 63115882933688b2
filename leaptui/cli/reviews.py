"""Reviews: prepare, hold, close, read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Group, need_command
from leaptui.cli.complete import evidence_ids, goal_ids
from leaptui.cli.here import Here, in_portfolio, pass_here
from leaptui.cli.output import out, out_json, say, table
from leaptui.cli.pick import Short, find_goal, find_live, find_pieces
from leaptui.cli.review_show import show_command
from leaptui.cli.together import agree_as, by_somebody, find_review, suggest_as, take_suggested
from leaptui.language import _, ngettext
from leaptui.model.text import clean_line, to_lines
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json


@click.group(
    "review",
    cls=Group,
    examples=(
        'leaptui review prepare 3f2a9b10 --question "Is it good enough?" --with "J. Lind"',
        "leaptui review open 20cda0dc",
        "leaptui review show --html --output review.html",
    ),
)
@in_portfolio
@click.pass_context
def review_command(ctx: click.Context) -> None:
    """Prepare a review, hold it with somebody, close it, and read what was said."""
    need_command(ctx)


@review_command.command(
    "list", short_help="List the reviews.", examples=("leaptui review list", "leaptui review list --json")
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of whole records.")
@in_portfolio
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List reviews: id, day, how it stands, title, pieces, with whom; and what changed since."""
    from leaptui.model.review_page import people_of, review_title
    from leaptui.model.reviewed import is_changed_since_review, pieces_in, reviews_of

    desk = here.open()
    found = reviews_of(desk.portfolio)
    if as_json:
        out_json([{**(desk.portfolio.raw("reviews", one.id) or {}), "id": one.id} for one in found])
        return 0
    if not found:
        say(_("There is no review yet: “leaptui review prepare” begins one."))
        return 0
    short = Short(desk.portfolio)
    rows = []
    for one in found:
        pieces = pieces_in(desk.portfolio, one)
        changed = sum(is_changed_since_review(desk.portfolio, piece.id) for piece in pieces)
        since = ngettext("{n} changed since", "{n} changed since", changed).format(n=changed)
        count = ngettext("{n} piece", "{n} pieces", len(pieces)).format(n=len(pieces))
        day = one.held_on.isoformat() if one.held_on else ""
        status = word(clean_line(one.status), "review")
        about = f"≠ {since}" if changed and one.status == "closed" else ""
        rows.append(
            (short(one.id), day, status, review_title(one), count, ", ".join(people_of(desk.portfolio, one)), about)
        )
    table(rows, stretch=3)
    return 0


class _Prepared(TypedDict):
    questions: tuple[str, ...]
    names: tuple[str, ...]
    title: str


@review_command.command(
    "prepare",
    short_help="Choose what to look at with somebody.",
    examples=(
        'leaptui review prepare 3f2a9b10 7c1d22aa --question "What would you look at next?" --with "J. Lind"',
        "leaptui review prepare",
    ),
)
@click.argument("pieces", metavar="PIECE...", nargs=-1, shell_complete=evidence_ids)
@click.option("--question", "questions", multiple=True, metavar="TEXT", help="What you would like to ask.")
@click.option("--with", "names", multiple=True, metavar="NAME", help="Who looks with you.")
@click.option("--title", metavar="TEXT", default="", help="What it is called; without it, by its day.")
@in_portfolio
@pass_here
def prepare_command(here: Here, pieces: tuple[str, ...], **given: Unpack[_Prepared]) -> int:
    """Prepare a review, and print its id. It tells what is new, what changed and what has no feedback since the last one."""
    from leaptui.model.edits import Invalid
    from leaptui.model.edits.reviews import prepare_review
    from leaptui.model.reviewed import since_last_review
    from leaptui.model.titles import quoted

    desk = here.open()
    chosen = find_pieces(desk, pieces)
    for one in chosen:
        if desk.portfolio.evidence[one].private:
            title = quoted(desk.portfolio.evidence[one].title)
            raise Invalid(_("{piece} is private: it is kept out of reviews").format(piece=title))
    questions = "\n".join(given["questions"])
    change, made = prepare_review(
        desk.portfolio, desk.at, evidence=chosen, questions=questions, with_=given["names"], title=given["title"]
    )
    since = since_last_review(desk.portfolio)
    desk.apply(change)
    counts = (len(since.new), len(since.changed), len(since.silent))
    words = _("Since the last review: {new} new, {changed} changed since reviewed, {silent} without feedback yet.")
    say(words.format(new=counts[0], changed=counts[1], silent=counts[2]))
    out(made)
    return 0


class _Edited(TypedDict):
    add: tuple[str, ...]
    remove: tuple[str, ...]
    questions: tuple[str, ...]
    names: tuple[str, ...]
    notes: str | None
    title: str | None


@review_command.command(
    "edit",
    short_help="Change what a review is about.",
    examples=('leaptui review edit 20cda0dc --add 3f2a9b10 --notes "We meet again in November."',),
)
@click.argument("review", metavar="ID")
@click.option("--add", multiple=True, metavar="PIECE", shell_complete=evidence_ids, help="A piece to look at, too.")
@click.option("--remove", multiple=True, metavar="PIECE", shell_complete=evidence_ids, help="A piece not to look at.")
@click.option("--question", "questions", multiple=True, metavar="TEXT", help="Questions, in place of those there are.")
@click.option("--with", "names", multiple=True, metavar="NAME", help="Who looks with you, in place of those named.")
@click.option("--notes", metavar="TEXT", help='What else is to be kept; "" takes it away.')
@click.option("--title", metavar="TEXT", help="What it is called.")
@in_portfolio
@pass_here
def edit_command(here: Here, review: str, **given: Unpack[_Edited]) -> int:
    """Change a review; what is not named stays as it is."""
    from leaptui.model.edits.reviews import edit_review
    from leaptui.model.voices import who

    desk = here.open()
    one = find_review(desk, review)
    fields: dict[str, Json] = {}
    if given["add"] or given["remove"]:
        chosen = {*one.evidence, *find_pieces(desk, given["add"])} - {*find_pieces(desk, given["remove"])}
        fields["evidence"] = [*sorted(chosen)]
    if given["questions"]:
        fields["questions"] = [line for text in given["questions"] for line in to_lines(text)]
    if given["names"]:
        fields["with"] = [who(desk.portfolio, name) for name in given["names"]]
    if given["notes"] is not None:
        fields["notes"] = [*to_lines(given["notes"])]
    if given["title"] is not None:
        fields["title"] = clean_line(given["title"])
    if not fields:
        raise click.UsageError(_("say what to change: --add, --remove, --question, --with, --notes or --title"))
    desk.apply(edit_review(desk.portfolio, desk.at, one.id, fields))
    return 0


@review_command.command("open", short_help="Hold a review.", examples=("leaptui review open 20cda0dc",))
@click.argument("review", metavar="ID")
@in_portfolio
@pass_here
def open_command(here: Here, review: str) -> int:
    """Hold a review from now on: assessments and feedback can be given in it with --review."""
    from leaptui.model.edits.reviews import begin_review

    desk = here.open()
    desk.apply(begin_review(desk.portfolio, desk.at, find_review(desk, review).id, desk.store.clock.today()))
    return 0


@review_command.command(
    "step",
    short_help="Name a step that comes next.",
    examples=(
        'leaptui review step 20cda0dc "Weigh the funnel" --by "J. Lind"',
        'leaptui review step 20cda0dc "Weigh the funnel" --goal 9b1c22aa',
        'leaptui review step 20cda0dc "Weigh the funnel" --new-goal "Know how sure I am"',
    ),
)
@click.argument("review", metavar="ID")
@click.argument("title")
@by_somebody(required=False)
@click.option("--goal", metavar="ID", shell_complete=goal_ids, help="The goal it becomes a step of.")
@click.option("--new-goal", metavar="TITLE", help="A new goal that begins with it.")
@click.option("--note", metavar="TEXT", default="", help="With --by: what helps to know.")
@in_portfolio
@pass_here
def step_command(
    here: Here,
    review: str,
    title: str,
    name: str | None,
    role: str | None,
    goal: str | None,
    new_goal: str | None,
    note: str,
) -> int:
    """Name a step that comes next: with --by it is a suggestion, else it becomes a step of a goal. Prints its id."""
    from leaptui.model.edits.next_steps import take_step

    desk = here.open()
    one = find_review(desk, review)
    if name is not None:
        if new_goal is not None:
            raise click.UsageError(_("with --by it is a suggestion: the learner says which new goal it begins"))
        return suggest_as(desk, name, role, find_goal(desk, goal) if goal else "", title, note, one.id)
    if (goal is None) == (new_goal is None):
        raise click.UsageError(_("say which goal it leads to: --goal or --new-goal; or who suggests it: --by"))
    found = find_goal(desk, goal) if goal else ""
    change, made = take_step(desk.portfolio, desk.at, one.id, title, goal=found, new_goal=new_goal or "")
    desk.apply(change)
    out(made)
    return 0


@review_command.command(
    "take",
    short_help="Take a suggested step, or leave it.",
    examples=("leaptui review take 5e0f9a31 --goal 9b1c22aa", 'leaptui review take 5e0f9a31 --leave "Later"'),
)
@click.argument("suggestion", metavar="ID")
@click.option("--goal", metavar="ID", shell_complete=goal_ids, help="The goal it becomes a step of.")
@click.option("--new-goal", metavar="TITLE", help="A new goal that begins with it.")
@click.option("--leave", metavar="TEXT", help="Leave it, with the reason.")
@in_portfolio
@pass_here
def take_command(here: Here, suggestion: str, goal: str | None, new_goal: str | None, leave: str | None) -> int:
    """Make a suggested step a step of a goal, and print its id; or leave it with a reason.

    “leaptui goal accept” and “leaptui goal decline” do the same.
    """
    from leaptui.model.edits.next_steps import decline_step

    desk = here.open()
    if leave is None:
        return take_suggested(desk, suggestion, goal, new_goal)
    desk.apply(decline_step(desk.portfolio, desk.at, find_live(desk, suggestion, "suggestions")[1], leave))
    return 0


@review_command.command(
    "agree",
    short_help="Agree to a review.",
    examples=("leaptui review agree 20cda0dc", 'leaptui review agree 20cda0dc --by "J. Lind"'),
)
@click.argument("review", metavar="ID")
@by_somebody(required=False)
@click.option("--note", metavar="TEXT", default="", help="What they say with it.")
@in_portfolio
@pass_here
def agree_command(here: Here, review: str, name: str | None, role: str | None, note: str) -> int:
    """Agree to a review as it stands, as the learner, or with --by as somebody else; prints the agreement's id."""
    desk = here.open()
    return agree_as(desk, ("reviews", find_review(desk, review).id), name, role, note)


@review_command.command(
    "close",
    short_help="Close a review.",
    examples=('leaptui review close 20cda0dc --notes "We meet again in November."',),
)
@click.argument("review", metavar="ID")
@click.option("--notes", metavar="TEXT", help="What else is to be kept.")
@in_portfolio
@pass_here
def close_command(here: Here, review: str, notes: str | None) -> int:
    """Close a review: what was said in it stays. Exit code 3 says that suggested steps still wait for an answer."""
    from leaptui.model.edits.reviews import close_review
    from leaptui.model.review_page import suggested_in

    desk = here.open()
    one = find_review(desk, review)
    desk.apply(close_review(desk.portfolio, desk.at, one.id, desk.store.clock.today(), notes))
    waiting = [step for step in suggested_in(desk.portfolio, one) if step.is_open]
    if not waiting:
        return 0
    says = ngettext("{n} suggested step waits for an answer.", "{n} suggested steps wait for an answer.", len(waiting))
    say(says.format(n=len(waiting)))
    return WAITING


review_command.add_command(show_command)
