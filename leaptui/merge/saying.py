"""The fields of open questions as people say them: `the text`, `level of D1`."""

from __future__ import annotations

from leaptui.language import _
from leaptui.merge.paths import entry_key
from leaptui.merge.question import Question, Side
from leaptui.model.saying import Saying
from leaptui.model.text import clean_line
from leaptui.model.words import word, words_of


def field_words(question: Question, saying: Saying) -> str:
    """What a field is called, with what it belongs to where it lies deeper in the record."""
    if question.is_of_trash:
        return _("whether to keep it")
    field = word(clean_line(question.name), "field")
    key = entry_key(question.field)
    return _("{field} of {what}").format(field=field, what=saying.code(key)) if key else field


def side_words(question: Question, side: Side, saying: Saying) -> str:
    """What one version says, a text line by line; in words where it says nothing, or is about the trash."""
    if question.is_of_trash:
        return _("it is kept, as it stands now") if question.keeps(side) else _("it is in the trash")
    if side.absent:
        return _("nothing")
    return saying.value(side.value, words_of(question.table, question.name)) or _("nothing")
