"""An answer of the learner's own to an open question: read from what was typed, and checked against the format."""

from __future__ import annotations

import orjson

from leaptui.language import _
from leaptui.merge.paths import ABSENT, KEYS, Value, put
from leaptui.merge.question import Question
from leaptui.model.canonical import Document, Json, UnwritableDocument, canonical_bytes
from leaptui.model.edits.draft import Invalid
from leaptui.model.fields import LINES, SETS
from leaptui.model.json_words import why_no_json
from leaptui.model.schema import complaints
from leaptui.model.text import clean, clean_line, to_lines

_YES, _NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0"})


def is_text(question: Question) -> bool:
    """Whether the field holds a text of lines."""
    return question.name in LINES or (
        question.name not in SETS and any(_is_words(value) for value in _values(question))
    )


def is_set(question: Question) -> bool:
    """Whether the field holds a set of words or ids."""
    return question.name in SETS


def is_object(question: Question) -> bool:
    """Whether the field holds objects, which are not typed as words."""
    return question.name in KEYS or any(
        isinstance(value, dict) or (isinstance(value, list) and any(not isinstance(item, str) for item in value))
        for value in _values(question)
    )


def typed(question: Question, value: Json) -> str:
    """Give a value as it is typed: lines, words with commas between them, JSON for objects."""
    if value is None:
        return ""
    if is_object(question):
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    if isinstance(value, list):
        return (", " if is_set(question) else "\n").join(map(str, value))
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def read_answer(question: Question, text: str) -> Value:
    """Give the value that somebody typed for the field; ABSENT for nothing. Raises Invalid."""
    if question.is_of_trash:
        raise Invalid(_("it is kept or in the trash, and there is nothing to write"))
    if not text.strip():
        return ABSENT
    if is_object(question):
        return _object(text)
    if is_text(question):
        return [*to_lines(text)]
    if is_set(question):
        return [*sorted({word for part in text.split(",") if (word := clean_line(part))})]
    return _scalar(question, text)


def _scalar(question: Question, text: str) -> Value:
    values = _values(question)
    said = clean_line(text).casefold()
    if any(isinstance(value, bool) for value in values) and said in _YES | _NO:
        return said in _YES
    if any(isinstance(value, int) and not isinstance(value, bool) for value in values):
        try:
            return int(said)
        except ValueError:
            raise Invalid(_("“{given}” is no whole number").format(given=clean_line(text))) from None
    has_lines = any(isinstance(value, str) and "\n" in value for value in values)
    return clean(text).strip("\n") if has_lines else clean_line(text)


def _object(text: str) -> Value:
    try:
        value: Value = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Invalid(_("this is no JSON: {reason}").format(reason=why_no_json(error.msg))) from None
    return value


def check_answer(document: Document, question: Question, value: Value) -> None:
    """Raise Invalid where the record would not be as the format says with this value in the field, and was before."""
    before = document[question.table][question.id]
    try:
        after = put(before, question.field, value)
        canonical_bytes({question.table: {question.id: after}})
    except KeyError:
        raise Invalid(_("this belongs to something that is no longer there: what stands can be kept")) from None
    except UnwritableDocument as error:
        raise Invalid(_("this cannot be kept, for it {reason}").format(reason=error.message)) from None
    known = {(one.path, one.says) for one in complaints(question.table, before)}
    new = [one for one in complaints(question.table, after) if (one.path, one.says) not in known]
    if new:
        raise Invalid(new[0].says)


def _values(question: Question) -> list[Json]:
    return [side.value for side in question.sides if not side.absent]


def _is_words(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)
