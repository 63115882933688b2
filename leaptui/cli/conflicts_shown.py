"""What was changed in two places, as it is printed: as text, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from leaptui.cli.here import Desk
from leaptui.cli.output import out
from leaptui.cli.pick import Short, noun
from leaptui.cli.waiting import Waiting
from leaptui.language import _, ngettext, pgettext
from leaptui.model.text import clean, clean_line

if TYPE_CHECKING:
    from leaptui.merge import Question, Side
    from leaptui.model.canonical import Json
    from leaptui.model.saying import Saying
    from leaptui.sync.clones import Clones

MINE, THEIRS = "mine", "theirs"


def with_clones(looked: Waiting) -> Iterator[tuple[Desk, list[Question], Clones]]:
    """The portfolios in which something waits, with who and where the clones are that wrote it."""
    from leaptui.sync.clones import clones_behind

    for desk, found in looked.desks:
        if found:
            yield desk, found, clones_behind(desk.store.workspace, [side for one in found for side in one.sides])


def saying_of(desk: Desk) -> Saying:
    """What says the things of a portfolio in words."""
    from leaptui.model.saying import Saying

    return Saying(desk.portfolio, desk.framework, desk.store.clock.today())


def tell(looked: Waiting) -> None:
    """Print what waits, by portfolio where there are several."""
    for place, (desk, found, clones) in enumerate(with_clones(looked)):
        if place:
            out("")
        if looked.several:
            out(_("Portfolio “{name}”").format(name=clean_line(desk.store.name)))
            out("")
        for line in _lines_of(desk, found, clones):
            out(line)
    out("")
    said = ngettext(
        "{n} field waits: leaptui resolve ID FIELD mine|theirs|both",
        "{n} fields wait: leaptui resolve ID FIELD mine|theirs|both",
        looked.count,
    )
    out(said.format(n=looked.count))


def _lines_of(desk: Desk, waiting: Sequence[Question], clones: Clones) -> Iterator[str]:
    from leaptui.merge import by_record

    saying, short = saying_of(desk), Short(desk.portfolio)
    for place, ((table, record_id), found) in enumerate(by_record(waiting).items()):
        if place:
            yield ""
        yield f"{noun(table)} {short(record_id)}  {saying.title(table, record_id)}"
        for question in found:
            yield f"  {_heading(question, saying)}"
            for number, side in enumerate(question.sides):
                name = MINE if not number else THEIRS if len(question.theirs) == 1 else f"{THEIRS} --nth {number}"
                yield f"    {name}: {_where(desk, side, clones)}"
                yield from (f"      {line}".rstrip() for line in _marked(question, number, saying))


def _heading(question: Question, saying: Saying) -> str:
    from leaptui.merge.saying import field_words

    words = field_words(question, saying)
    return question.field + (f"  ({words})" if words != question.field else "")


def conflict_lines(desk: Desk, table: str, record_id: str) -> Iterator[str]:
    """What was said of a record on two machines and waits for the learner's choice, as it stands beside the record."""
    from leaptui.merge import questions
    from leaptui.sync.clones import clones_behind

    record, workspace = desk.portfolio.raw(table, record_id), desk.store.workspace
    if record is None or "_conflicts" not in record:
        return
    waiting = questions({table: {record_id: record}}, workspace.clone)
    clones, saying = clones_behind(workspace, [side for one in waiting for side in one.sides]), saying_of(desk)
    if waiting:
        said = _("Said differently on two machines; change the {kind} to choose, or see leaptui resolve --help")
        yield from ("", said.format(kind=noun(table)))
    for question in waiting:
        yield _heading(question, saying)
        for number, side in enumerate(question.sides):
            yield f"  {_where(desk, side, clones)}"
            yield from (f"    {line}".rstrip() for line in _marked(question, number, saying))


def _where(desk: Desk, side: Side, clones: Clones) -> str:
    from leaptui.model.saying import moment_words

    now = desk.store.clock.now()
    parts = [clones.where(side), clones.who(side), moment_words(side.on, now.date(), now.tzinfo)]
    said = ", ".join(clean_line(part) for part in parts if part)
    return said + (f" ({pgettext('a version', 'stands in the field')})" if side.stands else "")


def _marked(question: Question, number: int, saying: Saying) -> Iterator[str]:
    """What a version says, line by line; of a text, lines that another version does not have begin with a sign."""
    from leaptui.merge.saying import side_words

    side = question.sides[number]
    lines = clean(side_words(question, side, saying)).split("\n")
    others = [
        set(side_words(question, one, saying).split("\n"))
        for place, one in enumerate(question.sides)
        if place != number
    ]
    if len(lines) == 1:
        yield lines[0]
        return
    for line in lines:
        yield ("  " if all(line in other for other in others) else "≠ ") + line


def as_json_of(desk: Desk, question: Question, clones: Clones) -> dict[str, Json]:
    """What waits in a field, for a program: what either side said, and both together, where that can be."""
    from leaptui.language import as_written
    from leaptui.merge import Apart, together

    with as_written():
        both: Json = None
        try:
            both, why_not = together(question), None
        except Apart as error:
            why_not = str(error)
        theirs: list[Json] = [_side_json(side, clones) for side in question.theirs]
        return {
            "portfolio": desk.store.name,
            "table": question.table,
            "id": question.id,
            "title": saying_of(desk).title(question.table, question.id),
            "field": question.field,
            "mine": {**_side_json(question.mine, clones), "is_mine": question.is_mine},
            "theirs": theirs,
            "both": both,
            "why_not_both": why_not,
        }


def _side_json(side: Side, clones: Clones) -> dict[str, Json]:
    origin = clones.known.get(side.clone)
    return {
        "value": side.value,
        "absent": side.absent,
        "clone": side.clone or None,
        "revision": side.revision,
        "on": side.on,
        "who": (origin.who if origin else "") or None,
        "where": (origin.place if origin else "") or None,
        "stands": side.stands,
    }
