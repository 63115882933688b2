"""Canonical bytes of a portfolio and strict reading of them. Pure: bytes in, bytes out.

One state of a portfolio has one sequence of bytes: UTF-8, keys sorted, two spaces of indent, non-ASCII letters kept,
a final newline, empty tables left out, whole numbers only. Reading is strict, because a file that is read by
guessing is a file that is later written wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn, TypeAlias, cast

import orjson

from leaptui.language import _
from leaptui.model.in_pieces import INDENTED, SORTED, read_canonical
from leaptui.model.json_words import why_no_json

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"
Record: TypeAlias = "dict[str, Json]"
Table: TypeAlias = "dict[str, Record]"
Document: TypeAlias = "dict[str, Table]"

MAX_BYTES = 16 * 1024 * 1024
"""The largest portfolio file that is read or written, in bytes."""
MAX_DEPTH = 64
"""How deep objects and lists may lie in one another; the document itself is the first."""

_RECORD_DEPTH = 3  # the document and the table lie around it

_DEEP = b"\n" + b"  " * MAX_DEPTH  # an indent that only what is nested to the limit, or over it, has

_FILE = INDENTED | orjson.OPT_APPEND_NEWLINE
_NOT_EVIDENCE = frozenset(
    {"created", "modified", "deleted", "_conflicts", "private", "shared_with", "goals", "tags", "interest", "stretch"}
)

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]:,]|-?[0-9][0-9.eE+-]*|[a-z]+', re.DOTALL)
_CONFLICT_MARKER = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?:[ \r]|$)", re.MULTILINE)
_WHOLE = re.compile(r"-?[0-9]{20,}(?![0-9.eE])")
_NO_NUMBER = re.compile(r"NaN|-?Infinity")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)", re.DOTALL)


class UnreadableDocument(ValueError):
    """A portfolio file is refused; nothing was changed.

    `message` is one plain sentence to be put after the file's name, `reason` is it without the assurance that nothing was
    changed, `what` is that without the place, too; `line` and `column` count from 1 where known.
    """

    def __init__(self, reason: str, line: int | None = None, column: int | None = None, what: str = "") -> None:
        self.reason = reason
        self.what = what or reason
        self.message = _("{reason}; nothing was changed").format(reason=reason)
        super().__init__(self.message)
        self.line = line
        self.column = column


class UnwritableDocument(ValueError):
    """A document is not written because it could not be read again; `message` says why, in one plain sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def canonical_bytes(document: Document, known: Document | None = None) -> bytes:
    """Give the bytes of the portfolio file that holds this document; empty tables are left out.

    Records that are the very same objects in `known`, which was read or written before, are not examined again.
    Raises UnwritableDocument for what `read_document` would refuse: numbers with a fraction, whole numbers beyond
    64 bits, half characters, nesting over 64, more than 16 MB.
    """
    filled = {name: table for name, table in document.items() if table}
    for name, table in filled.items():
        examined = (known or {}).get(name, {})
        for record_id, record in table.items():
            if examined.get(record_id) is not record:
                _check_writable(record, _RECORD_DEPTH)
    try:
        data = orjson.dumps(filled, option=_FILE)
    except orjson.JSONEncodeError as error:
        is_half = "surrogate" in str(error)
        if is_half:
            what = _("holds half a character (a lone surrogate); the file was left as it was")
        else:
            what = _("cannot be written as JSON ({reason}); the file was left as it was").format(reason=error)
        raise UnwritableDocument(what) from error
    if len(data) > MAX_BYTES:
        raise UnwritableDocument(
            _("would grow over 16 MB; the file was left as it was: keep long things as attachments")
        )
    return data


def canonical_value(value: Json) -> bytes:
    """Give the compact canonical bytes of one value, for comparing: 1 is not true, and the order of keys is nothing."""
    return orjson.dumps(value, option=SORTED)


def same(one: Json, other: Json) -> bool:
    """Say whether two values are the same JSON; unlike `==` it tells 1 from true."""
    if one is other:
        return True
    # Two readings of one canonical file hold their keys in the same order, so the unsorted bytes settle most cases.
    return orjson.dumps(one) == orjson.dumps(other) or canonical_value(one) == canonical_value(other)


def evidence_digest(record: Record) -> str:
    """Give the SHA-256 (hexadecimal) of what a piece of evidence says, for “changed since reviewed”.

    That is its words, files and facts. The instants of the record, its privacy, with whom it is shared, its open conflicts,
    and where the learner puts it (goals, tags, interest, stretch) are no part of it.
    """
    said: Record = {name: value for name, value in record.items() if name not in _NOT_EVIDENCE}
    import hashlib

    return hashlib.sha256(canonical_value(said)).hexdigest()


def read_document(data: bytes) -> Document:
    """Read the bytes of a portfolio file strictly.

    Raises UnreadableDocument for invalid JSON (an empty file and a byte order mark too), text that is not UTF-8,
    duplicate keys, NaN and Infinity, numbers with a fraction or beyond 64 bits, half characters, nesting over 64,
    more than 16 MB, the marks of an unfinished git merge, and anything but tables of records.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(_("is larger than 16 MB, which no portfolio should be"))
    # What is nested to the limit or over it is not taken for canonical.
    document = None if _DEEP in data else read_canonical(data)
    if document is not None:
        return document
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        _refuse_invalid(data, error)
    _Scan(data.decode()).check()
    return cast("Document", value)


def read_portfolio(data: bytes) -> Document:
    """Read a portfolio's file that is to be opened: it holds something, were it only whose it is.

    An emptied file is none, for to go on in it would be to begin anew. Raises UnreadableDocument, as `read_document` does.
    """
    document = read_document(data)
    if not (document.get("meta", {}).get("portfolio") or any(document[table] for table in document if table != "meta")):
        raise UnreadableDocument(_("is empty: there is no portfolio in it"))
    return document


def read_own(data: bytes) -> Document:
    """Read a portfolio's file that others are to have: it says whose portfolio it is.

    One that does not was emptied or half written by somebody, and to carry that would take it all away elsewhere. Raises
    UnreadableDocument, as `read_document` does.
    """
    document = read_document(data)
    if not document.get("meta", {}).get("portfolio"):
        raise UnreadableDocument(_("does not say whose portfolio it is: “meta.portfolio” is missing"))
    return document


def _check_writable(value: object, depth: int) -> None:
    """Raise UnwritableDocument for floats and for nesting over the limit, in one walk over the containers."""
    kind = value.__class__
    if kind is float:
        raise UnwritableDocument(_("holds a number with a fraction, which portfolios do not have; nothing was written"))
    if isinstance(value, dict):
        members: Iterator[object] = iter(value.values())
    elif isinstance(value, list):
        members = iter(value)
    else:
        return
    if depth > MAX_DEPTH:
        raise UnwritableDocument(
            _("has lists or objects nested over {n} deep; nothing was written").format(n=MAX_DEPTH)
        )
    for member in members:
        if member.__class__ is not str:
            _check_writable(member, depth + 1)


def _refuse_invalid(data: bytes, error: orjson.JSONDecodeError) -> NoReturn:
    """Say in plain words why these bytes are no JSON."""
    if data.startswith(b"\xef\xbb\xbf"):
        _refuse(_("starts with a byte order mark: save it again as UTF-8 without BOM"), (1, 1))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        _refuse(_("is saved as UTF-16: save it again as UTF-8"), (1, 1))
    try:
        text = data.decode()
    except UnicodeDecodeError as broken:
        before = data[: broken.start].decode()
        _refuse(_("is not UTF-8 text"), _place(before, len(before)))
    if not text.strip():
        _refuse(_("is empty, and an empty file is no portfolio"), None)
    if marker := _CONFLICT_MARKER.search(text):
        _refuse(_("holds two versions left by a git merge (conflict marks)"), _place(text, marker.start()))
    scan = _Scan(text)
    scan.check_nesting()
    scan.check_surrogates()
    position = min(error.pos, len(text))
    if _WHOLE.match(text, position):  # so long that the parser gives up on it
        _refuse(_("holds a number beyond 64 bits"), _place(text, position))
    start = max(position - 9, 0)
    for word in _NO_NUMBER.finditer(text, start):
        if word.start() <= position <= word.end():
            _refuse(
                _("is not valid JSON: {word} is no number there").format(word=word.group()), _place(text, word.start())
            )
        break
    line, column = _place(text, position)
    said, why = _("is not valid JSON at line {line}, column {column}: {reason}"), why_no_json(error.msg)
    what = _("is not valid JSON: {reason}").format(reason=why)
    raise UnreadableDocument(said.format(line=line, column=column, reason=why), line, column, what)


def _refuse(what: str, place: tuple[int, int] | None) -> NoReturn:
    if place is None:
        raise UnreadableDocument(what)
    line, column = place
    said = _("{what}, at line {line}, column {column}").format(what=what, line=line, column=column)
    raise UnreadableDocument(said, line, column, what)


def _place(text: str, position: int) -> tuple[int, int]:
    """Give line and column, counted from 1, of a position in the text."""
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


@dataclass
class _Container:
    """An object or list the scan is inside of."""

    is_object: bool
    wants_key: bool
    keys: set[str] = field(default_factory=set)


class _Scan:
    """A walk over the tokens of a text, for what a parser lets pass without a word."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.inside: list[_Container] = []

    def refuse(self, what: str, token: re.Match[str]) -> NoReturn:
        _refuse(what, _place(self.text, token.start()))

    def check(self) -> None:
        """Refuse what is valid JSON but no portfolio; the text must be valid JSON."""
        for token in _TOKEN.finditer(self.text):
            word = token.group()
            first = word[0]
            if first in "}]":
                self.inside.pop()
            elif first == ",":
                self.inside[-1].wants_key = self.inside[-1].is_object
            elif first == '"' and self.inside and self.inside[-1].wants_key:
                self._check_key(word, token)
            elif first != ":":
                self._check_value(first, word, token)

    def _check_key(self, word: str, token: re.Match[str]) -> None:
        here = self.inside[-1]
        key = orjson.loads(word) if "\\" in word else word[1:-1]
        if key in here.keys:
            self.refuse(_("holds the same key twice in one object"), token)
        here.keys.add(key)
        here.wants_key = False

    def _check_value(self, first: str, word: str, token: re.Match[str]) -> None:
        depth = len(self.inside)
        if depth <= 2 and first != "{":
            should = (
                _("is no portfolio: an object of tables should stand here"),
                _("is no portfolio: a table (an object of records) should stand here"),
                _("is no portfolio: a record (an object of fields) should stand here"),
            )
            self.refuse(should[depth], token)
        if first in "{[":
            self._enter(first, token)
        elif first == "-" or first.isdigit():
            if any(mark in word for mark in ".eE"):
                self.refuse(_("holds a number with a fraction or exponent; portfolios have whole numbers only"), token)
            if len(word) > 20 or not -(2**63) <= int(word) < 2**64:
                self.refuse(_("holds a number beyond 64 bits"), token)

    def _enter(self, first: str, token: re.Match[str]) -> None:
        if len(self.inside) >= MAX_DEPTH:
            self.refuse(_("has lists or objects nested over {n} deep").format(n=MAX_DEPTH), token)
        self.inside.append(_Container(is_object=first == "{", wants_key=first == "{"))

    def check_nesting(self) -> None:
        """Refuse nesting over the limit, in a text that need not be JSON."""
        depth = 0
        for token in _TOKEN.finditer(self.text):
            first = token.group()[0]
            if first in "{[":
                depth += 1
                if depth > MAX_DEPTH:
                    self.refuse(_("has lists or objects nested over {n} deep").format(n=MAX_DEPTH), token)
            elif first in "}]":
                depth -= 1

    def check_surrogates(self) -> None:
        """Refuse half characters: an escaped surrogate without its other half."""
        for token in _TOKEN.finditer(self.text):
            word = token.group()
            if word[0] != '"' or "\\u" not in word:
                continue
            units = "".join(chr(int(code, 16)) if code else " " for code in _units(word))
            try:
                units.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
            except UnicodeDecodeError:
                self.refuse(_("holds half a character (a lone surrogate)"), token)


def _units(word: str) -> Iterator[str]:
    """Give the hexadecimal code of each \\u escape of a string, and an empty one for what stands between."""
    end = 0
    for escape in _ESCAPE.finditer(word):
        if escape.start() > end:
            yield ""
        yield escape.group(1) or ""
        end = escape.end()
