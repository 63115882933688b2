"""Files of JSON that people write by hand: frameworks and pathways. What is wrong with one is said with its line and column."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.framework_check import Trouble
from leaptui.model.json_words import why_no_json
from leaptui.store.errors import Refused
from leaptui.store.files import explain, read_bytes
from leaptui.store.locate import Places


@dataclass(frozen=True)
class Complaint:
    """Something that is wrong with a file: a sentence, with line and column (from 1) where they are known."""

    file: Path
    says: str
    line: int | None = None
    column: int | None = None

    @property
    def sentence(self) -> str:
        """The complaint with its place: `frameworks/ours.json:3:5 the code A1 stands twice`."""
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        return f"{self.file}{place} {self.says}"


class Repeated(ValueError):
    """A key stands twice in an object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        raise Repeated(next(key for key in keys if keys.count(key) > 1))
    return found


class Unread(Exception):
    """A file holds no JSON that can be read; `complaint` says why."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.sentence)
        self.complaint = complaint


def read_json(path: Path) -> tuple[str, object]:
    """The text of a file and what it holds. Raises Unread."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        raise Unread(Complaint(path, _("is not there"))) from None
    except UnicodeDecodeError:
        raise Unread(Complaint(path, _("is not written in UTF-8"))) from None
    except Refused as error:
        raise Unread(Complaint(path, str(error))) from None
    except OSError as error:
        raise Unread(Complaint(path, explain(error, _("could not be read")))) from None
    try:
        return text, json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        says = _("is not valid JSON: {reason}").format(reason=why_no_json(error.msg))
        raise Unread(Complaint(path, says, error.lineno, error.colno)) from None
    except Repeated as error:
        raise Unread(_repeated(path, text, str(error))) from None
    except RecursionError:
        raise Unread(Complaint(path, _("is nested too deep"))) from None


def check_json(path: Path, troubles_of: Callable[[object], Iterable[Trouble]]) -> list[Complaint]:
    """Check a file, in the order of its lines. It is only read. `troubles_of` says what is wrong with what it holds."""
    try:
        text, raw = read_json(path)
    except Unread as unread:
        return [unread.complaint]
    places = Places(text)
    found = [Complaint(path, trouble.says, *places.at(*trouble.path)) for trouble in troubles_of(raw)]
    return sorted(found, key=lambda one: (one.line or 0, one.column or 0, one.says))


def _repeated(path: Path, text: str, key: str) -> Complaint:
    """Say that a key stands twice, and where the second one may be."""
    says = _("the key {key} stands twice in one object").format(key=json.dumps(key, ensure_ascii=False))
    at = text.rfind(json.dumps(key, ensure_ascii=False))
    if at < 0:
        return Complaint(path, says)
    line = text.count("\n", 0, at) + 1
    return Complaint(path, says, line, at - (text.rfind("\n", 0, at) + 1) + 1)
