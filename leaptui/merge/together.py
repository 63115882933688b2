"""Putting all versions of a field together, where that makes sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from leaptui.language import _
from leaptui.merge.entry import key_of
from leaptui.merge.lines import join_lines
from leaptui.merge.paths import KEYS
from leaptui.merge.question import Question
from leaptui.model.canonical import Json
from leaptui.model.fields import LINES, SETS


class Apart(ValueError):
    """Versions that cannot be put together; the message says why, in one clause."""


def together(question: Question) -> Json:
    """Give what all versions say together: the lines of texts one after the other, sets united. Raises Apart.

    Lines that the versions have in common stand there once.
    """
    if question.is_of_trash:
        raise Apart(_("it is either kept or in the trash"))
    if any(side.absent for side in question.sides):
        raise Apart(_("one of them says nothing, so there is nothing to put together"))
    values = [side.value for side in question.sides]
    if all(isinstance(value, list) for value in values):
        return _lists(question.name, cast("list[list[Json]]", values))
    if all(isinstance(value, str) for value in values) and any("\n" in str(value) for value in values):
        return "\n".join(_joined([str(value).split("\n") for value in values]))
    raise Apart(_("only one of them can hold"))


def _lists(name: str, values: list[list[Json]]) -> Json:
    members = [member for value in values for member in value]
    united = [*{key_of(member): member for member in members}.values()]
    if members and all(isinstance(member, dict) for member in members):
        field = KEYS.get(name)
        keys = [member.get(field) for member in united if isinstance(member, dict)] if field else []
        if len({key_of(key) for key in keys}) < len(keys):
            raise Apart(_("they say different things of the same entry"))
        return united
    if not all(isinstance(member, str) for member in members):
        raise Apart(_("only one of them can hold"))
    texts = cast("list[list[str]]", values)
    if name in SETS or (name not in LINES and all(sorted(set(text)) == text for text in texts)):
        return [*sorted(cast("list[str]", united))]
    return [*_joined(texts)]


def _joined(texts: Sequence[Sequence[str]]) -> Sequence[str]:
    joined = texts[0]
    for text in texts[1:]:
        joined = join_lines(joined, text)
    return joined
