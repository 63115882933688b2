"""What a field may hold beside its type, each rule in two forms: for a whole column of values at once, and for pydantic.

Tens of thousands of records are read column by column, in a few steps of the interpreter each. What does not fit there is
looked at by pydantic, which knows what may still be meant, and says what is wrong. It is imported only then.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from leaptui.language import _
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

Read = Callable[[list[Any]], list[Any]]
"""Reads a column: the values as the file holds them in, as a view holds them out. Raises NotPlain."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_INSTANTS = re.compile(r"(?:\d{4}-\d\d-\d\dT[0-2]\d:[0-5]\d:[0-6]\dZ)+", re.ASCII)
_INSTANT_LONG = len("2026-03-01T14:05:00Z")


class NotPlain(Exception):
    """A column holds something that has to be looked at one by one."""


def exactly(values: list[Any], *kinds: type) -> set[type]:
    """The types of values, which are among these. Raises NotPlain: a type derived from one of them is another."""
    found = set(map(type, values))
    if not found.issubset(kinds):
        raise NotPlain
    return found


class Rule:
    """A rule of a field, written beside its type: `Annotated[str, Rule()]`. This one asks for nothing."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """Read a column; `inner` reads it as its type says. Raises NotPlain."""
        return inner(values)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The same for pydantic, which asks for it by this name."""
        return handler(source)


class Checked(Rule):
    """A rule that pydantic gets as a function, to be called before it looks at the type; it raises ValueError."""

    def check(self, value: object) -> object:
        """Give the value that is to be looked at."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The type, and the function before it."""
        from pydantic_core.core_schema import no_info_before_validator_function

        return no_info_before_validator_function(self.check, handler(source))


class Bounded(Rule):
    """A rule that pydantic knows itself, by the names it has for bounds."""

    def __init__(self, **bounds: str | int) -> None:
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The type with its bounds."""
        schema: Any = {**handler(source), **self.bounds}
        found: CoreSchema = schema
        return found


class WholeDay(Checked):
    """A day, written like 2026-03-01."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """Each day that stands there is made once."""
        del inner
        exactly(values, str)
        try:
            days = {text: date.fromisoformat(text) for text in set(values) if _DAY.fullmatch(text)}
            return list(map(days.__getitem__, values))
        except (ValueError, KeyError):
            raise NotPlain from None

    def check(self, value: object) -> object:
        """The day."""
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise ValueError(_("a date is written like 2026-03-01"))
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(_("there is no such day")) from None


class AnInstant(Checked):
    """An instant in UTC, written like 2026-03-01T14:05:00Z."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """All of them at one go, and then the days, which are fewer."""
        inner(values)
        different = set(values)
        if {*map(len, different)} != {_INSTANT_LONG} or not _INSTANTS.fullmatch("".join(different)):
            raise NotPlain
        try:
            deque(map(date.fromisoformat, {text[:10] for text in different}), maxlen=0)
        except ValueError:
            raise NotPlain from None
        return values

    def check(self, value: object) -> object:
        """The text as it is; what is no text is refused by the type."""
        if not isinstance(value, str):
            return value
        if len(value) == _INSTANT_LONG and _INSTANTS.fullmatch(value):
            try:
                date.fromisoformat(value[:10])
            except ValueError:
                pass
            else:
                return value
        raise ValueError(_("an instant is written like 2026-03-01T14:05:00Z"))


class AsLines(Checked):
    """A text as a list of its lines; one text in place of the list is taken apart."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """Only where there are texts, one by one."""
        return inner(list(map(self.check, values)) if str in set(map(type, values)) else values)

    def check(self, value: object) -> object:
        """The lines."""
        return value.splitlines() if isinstance(value, str) else value


class OneLine(Checked):
    """A text of one line that is not empty; control characters are taken out of it."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """Clean, and not empty."""
        cleaned = list(map(clean_line, inner(values)))
        if not all(cleaned):
            raise NotPlain
        return cleaned

    def check(self, value: object) -> object:
        """The cleaned text; what is no text is refused by the type."""
        return clean_line(value) if isinstance(value, str) else value

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        """A text of a character at least, cleaned before."""
        from pydantic_core.core_schema import no_info_before_validator_function, str_schema

        return no_info_before_validator_function(self.check, str_schema(min_length=1))


class Matching(Bounded):
    """A text of a form."""

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern=f"^{pattern}$")
        self.form = re.compile(pattern)

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """The form of each that differs."""
        if not all(map(self.form.fullmatch, set(inner(values)))):
            raise NotPlain
        return values


class Within(Bounded):
    """A number from one to another, both included."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(ge=least, le=most)
        self.least, self.most = least, most

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """The least and the most of them."""
        if inner(values) and not self.least <= min(values) <= max(values) <= self.most:
            raise NotPlain
        return values


class Filled(Bounded):
    """A list that is not empty."""

    def __init__(self) -> None:
        super().__init__(min_length=1)

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """None is empty."""
        if not all(values):
            raise NotPlain
        return inner(values)


class CodesByCode(Checked):
    """A map to lists of codes, in which one code may stand for a list of one."""

    def plain(self, values: list[Any], inner: Read) -> list[Any]:
        """Each map by itself: there are few."""
        return inner(list(map(self.check, values)))

    def check(self, value: object) -> object:
        """The map with lists alone."""
        if not isinstance(value, dict):
            return value
        return {old: [new] if isinstance(new, str) else new for old, new in value.items()}
