"""What was changed in two places and waits for a choice: seeing it, and choosing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids
from leaptui.cli.conflicts_shown import MINE, THEIRS, as_json_of, saying_of, tell, with_clones
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.output import note, out, out_json
from leaptui.cli.pick import find
from leaptui.cli.piece import read_text
from leaptui.cli.waiting import Waiting, desk_to_choose_at, waiting_at
from leaptui.cli.whole import Whole
from leaptui.language import _, ngettext
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.merge import Question, Side
    from leaptui.model.canonical import Json
    from leaptui.model.change import Change
    from leaptui.model.saying import Saying

BOTH, KEEP, TRASH = "both", "keep", "trash"
_OF_TRASH = frozenset({"deleted", "_deleted"})
"""What a person calls the field that says whether something is kept; which of them it is, only the merge knows."""
_PICKS = (MINE, THEIRS, BOTH, KEEP, TRASH)


@click.command("conflicts", cls=Command, examples=("leaptui conflicts", "leaptui conflicts --json"))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of what waits.")
@in_portfolio
@pass_here
def conflicts_command(here: Here, *, as_json: bool) -> int:
    """See what was changed in two places and waits for your choice: each field with what was said, by whom, where and when.

    Both are kept until you choose with “leaptui resolve”. All portfolios of the workspace are looked at, where none is chosen.
    Ends with 3 while something waits.
    """
    looked = Waiting.look(here)
    if as_json:
        out_json([as_json_of(desk, one, clones) for desk, found, clones in with_clones(looked) for one in found])
    elif looked.count:
        tell(looked)
    elif looked.several and here.asked:
        said = _("Nothing waits for a choice in the portfolio “{name}”: nothing was changed there in two places.")
        out(said.format(name=clean_line(looked.desks[0][0].store.name)))
    else:
        out(_("Nothing waits for a choice: nothing was changed in two places."))
    looked.narrate_elsewhere()
    return WAITING if looked.count else 0


@click.command(
    "resolve",
    cls=Command,
    examples=(
        "leaptui resolve 3f2a9b10 title mine",
        "leaptui resolve 3f2a9b10 body both",
        'leaptui resolve 3f2a9b10 title --value "Rain gauge, the third"',
        "leaptui resolve 3f2a9b10 --all theirs",
        "leaptui resolve --all mine",
    ),
)
@click.argument("record", metavar="[ID]", required=False, shell_complete=any_ids)
@click.argument("field", metavar="[FIELD]", required=False)
@click.argument("pick", metavar="[mine|theirs|both]", required=False)
@click.option("--nth", type=Whole(1), default=1, metavar="N", help="With “theirs”: the N-th of theirs.")
@click.option("--value", metavar="TEXT", help="Say something else in the field; - reads it from stdin.")
@click.option(
    "--all", "everything", type=click.Choice([MINE, THEIRS]), help="In every field of ID, or without it of all."
)
@in_portfolio
@pass_here
def resolve_command(here: Here, /, **given: str | int | None) -> int:
    """Choose what holds where something was changed in two places.

    “mine” is what was written on this machine (or what stands in the field, where none was), “theirs” the latest of what was
    written elsewhere, “both” puts texts and sets together. FIELD can be left out where only one waits; where one deleted what
    the other edited, it is “deleted”, and “keep” and “trash” say it plainer. What is not chosen stays in the history.
    Where no portfolio is chosen, it is the one in which ID waits.
    """
    asked = _Asked.of(given)
    desk = desk_to_choose_at(here, asked.record)
    if asked.everything is not None:
        return _resolve_all(desk, asked)
    from leaptui.merge import ABSENT, choose_sides, choose_value
    from leaptui.merge.answer import check_answer, read_answer

    question = _question(desk, asked)
    saying = saying_of(desk)
    label = _label(question, saying)
    if asked.value is not None or asked.pick == BOTH:
        value = _together(question) if asked.value is None else read_answer(question, asked.value)
        check_answer(desk.portfolio.document, question, value)
        value = ABSENT if value is None else value
        desk.apply(choose_value(desk.portfolio.document, (question, value), desk.at, label))
        return 0
    side = _side(question, asked)
    change = choose_sides(desk.portfolio.document, [(question, side)], desk.at, label)
    _check_chosen(change, question)
    desk.apply(change)
    return 0


@dataclass(frozen=True)
class _Asked:
    """What `resolve` was told."""

    record: str | None
    field: str | None
    pick: str | None
    nth: int
    value: str | None
    everything: str | None

    @classmethod
    def of(cls, given: dict[str, str | int | None]) -> _Asked:
        """Read the words of the command line. Raises a usage error where they do not go together."""
        record, field, pick, value, everything = (
            str(word) if (word := given[name]) is not None else None
            for name in ("record", "field", "pick", "value", "everything")
        )
        if pick is None and value is None and field in _PICKS:
            field, pick = None, field
        if everything is not None and (field or pick or value is not None):
            raise click.UsageError(_("--all chooses in every field: say it with ID alone, or alone"))
        if everything is None:
            if record is None:
                raise click.UsageError(_("say which: leaptui resolve ID FIELD mine|theirs|both"))
            if (pick is None) == (value is None):
                raise click.UsageError(_("say mine, theirs or both, or give a --value"))
            if pick is not None and pick not in _PICKS:
                raise click.UsageError(_("“{given}” is no choice: say mine, theirs or both").format(given=pick))
        text = None if value is None else read_text(value)
        return cls(record, field, pick, int(given["nth"] or 1), text, everything)


def _question(desk: Desk, asked: _Asked) -> Question:
    """The question that is meant. Raises Missing, Refused."""
    from leaptui.store.errors import Missing, Refused

    table, record_id = find(desk, asked.record or "")
    waiting = [one for one in waiting_at(desk) if (one.table, one.id) == (table, record_id)]
    if not waiting:
        title = saying_of(desk).title(table, record_id)
        raise Missing(_("nothing waits for a choice in {title}").format(title=title))
    fields = ", ".join(one.field for one in waiting)
    if asked.field is None:
        if len(waiting) > 1:
            raise Refused(_("several fields wait for a choice: name one of {fields}").format(fields=fields))
        return waiting[0]
    found = [one for one in waiting if one.field == asked.field] or [one for one in waiting if one.name == asked.field]
    if asked.field in _OF_TRASH:
        found = found or [one for one in waiting if one.is_of_trash]
    if len(found) != 1:
        raise Missing(
            _("nothing waits for a choice in “{field}”; what waits is {fields}").format(
                field=asked.field, fields=fields
            )
        )
    return found[0]


def _side(question: Question, asked: _Asked) -> Side:
    """The version that was picked. Raises Refused."""
    from leaptui.store.errors import Refused

    if asked.pick in {KEEP, TRASH}:
        if not question.is_of_trash:
            raise Refused(_("keep and trash choose where something was deleted; say mine, theirs or both here"))
        return next(side for side in question.sides if question.keeps(side) == (asked.pick == KEEP))
    if asked.pick == MINE:
        return question.mine
    if asked.nth > len(question.theirs):
        count = len(question.theirs)
        raise Refused(
            ngettext("there is only {n} of theirs to take", "there are only {n} of theirs to take", count).format(
                n=count
            )
        )
    return question.theirs[asked.nth - 1]


def _together(question: Question) -> Json:
    from leaptui.merge import Apart, together
    from leaptui.store.errors import Refused

    try:
        return together(question)
    except Apart as error:
        raise Refused(_("this cannot be put together: {reason}").format(reason=error)) from None


def _check_chosen(change: Change, question: Question) -> None:
    from leaptui.store.errors import Refused

    if not change.edits:
        raise Refused(
            _("“{field}” belongs to something that is no longer there: keep what stands").format(field=question.field)
        )


def _label(question: Question, saying: Saying) -> str:
    from leaptui.merge.saying import field_words

    return _("Chose {field} in “{title}”").format(
        field=field_words(question, saying), title=saying.title(question.table, question.id)
    )


def _resolve_all(desk: Desk, asked: _Asked) -> int:
    from leaptui.merge import choose_sides
    from leaptui.store.errors import Missing

    waiting = waiting_at(desk)
    if asked.record is not None:
        place = find(desk, asked.record)
        waiting = [one for one in waiting if (one.table, one.id) == place]
    if not waiting:
        raise Missing(_("nothing waits for a choice there"))
    is_mine = asked.everything == MINE
    picks = [(one, one.mine if is_mine else one.theirs[0]) for one in waiting]
    said = (
        ngettext("Chose mine in {n} field", "Chose mine in {n} fields", len(picks))
        if is_mine
        else ngettext("Chose theirs in {n} field", "Chose theirs in {n} fields", len(picks))
    )
    change = choose_sides(desk.portfolio.document, picks, desk.at, said.format(n=len(picks)))
    desk.apply(change)
    left = waiting_at(desk)
    if any((one.table, one.id, one.field) in {pick[0].key for pick in picks} for one in left):
        note(_("some fields belong to something that is no longer there: there only what stands can be kept"))
        return WAITING
    return 0
