"""A learner's choices between what was said in two places, as changes."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.merge.conflicts import choose, settle
from leaptui.merge.entry import DELETED
from leaptui.merge.paths import Value
from leaptui.merge.question import TRASH, Question, Side
from leaptui.model.canonical import Document, Record
from leaptui.model.change import Change, Edit, Key

Answer = tuple[Question, Value]
"""A question and what the field is to say from now on; ABSENT for nothing."""


def chosen(record: Record, question: Question, side: Side, at: str) -> Record:
    """Give the record in which one version of a field holds from now on.

    Choosing that a record is deleted moves it to the trash, from where it can be brought back. Raises KeyError where the field
    belongs to something that is no longer there, so that only what stands can be kept.
    """
    if side.stands:
        return settle(record, question.field)
    if question.field == DELETED:
        return {TRASH: at, **settle(record, question.field)}
    return choose(record, question.field, side.said)


def choose_sides(document: Document, picks: Iterable[tuple[Question, Side]], at: str, label: str) -> Change:
    """Make the change that settles questions, each with one of its versions; one that cannot be settled so is passed over."""
    edits: dict[Key, Edit] = {}
    for question, side in picks:
        key = (question.table, question.id)
        before = document.get(question.table, {}).get(question.id)
        if before is None:
            continue
        now = edits[key].after if key in edits else before
        try:
            edits[key] = Edit(before, chosen(now or before, question, side, at))
        except KeyError:
            continue
    return Change(label, at, edits)


def choose_value(document: Document, answer: Answer, at: str, label: str) -> Change:
    """Make the change that settles a question with a value of its own. Raises KeyError as `chosen` does."""
    question, value = answer
    before = document[question.table][question.id]
    after = choose(before, question.field, value)
    return Change(label, at, {(question.table, question.id): Edit(before, after)})
