"""The sentences of `telling` about what a learner says of themself: journal, facets, asks, the ways they choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.change import Edit, Key
from leaptui.model.dates import long_day
from leaptui.model.differences import field_changes
from leaptui.model.names import Names
from leaptui.model.telling_parts import beginning, day_of


def _reflection(key: Key, record: Record, names: Names) -> str:
    del key, names
    day = day_of(record.get("on_date"))
    if day is None:
        return _("Wrote in the journal")
    return _("Wrote in the journal for {day}").format(day=long_day(day))


def _facet(key: Key, record: Record, names: Names) -> str:
    del key, names
    said = {
        "need": _("Noted what I need: {words}"),
        "strength": _("Noted a strength of mine: {words}"),
        "interest": _("Noted an interest of mine: {words}"),
    }
    return said.get(str(record.get("sort")), _("Noted about me: {words}")).format(words=beginning(record.get("text")))


def _about_me(key: Key, record: Record, names: Names) -> str:
    del key, record, names
    return _("Began the page about me")


def _ask(key: Key, record: Record, names: Names) -> str:
    del key, names
    return _("Asked for support: {words}").format(words=beginning(record.get("need")))


def changed_ask(key: Key, edit: Edit, names: Names) -> str:
    """What became of an ask; nothing where it is said in the words for every record."""
    del key, names
    after = edit.after or {}
    fields = {change.field for change in field_changes(edit)}
    said = {
        "answered": _("Noted what came of an ask: {words}"),
        "let go": _("Let an ask go: {words}"),
        "open": _("Took up an ask again: {words}"),
    }
    words = said.get(str(after.get("status", "open")), "")
    return words.format(words=beginning(after.get("need"))) if "status" in fields else ""


def _advance(key: Key, record: Record, names: Names) -> str:
    del key
    said = _("Chose to go deeper into {code}") if record.get("way") == "deeper" else _("Chose to go on from {code}")
    return said.format(code=names.code(record))


def _start(key: Key, record: Record, names: Names) -> str:
    del key
    level = names.level(record)
    said = _("Begins in {code} at {level}") if level else _("Noted where {code} begins")
    return said.format(code=names.code(record), level=level)


def _pathway(key: Key, record: Record, names: Names) -> str:
    return _("Set out another way, {title}").format(title=names.thing(key, record))


def changed_pathway(key: Key, edit: Edit, names: Names) -> str:
    """That another way was taken or left; nothing where it is said in the words for every record."""
    fields = {change.field for change in field_changes(edit)}
    said = {"taken": _("Took the way {title}"), "left": _("Left the way {title}")}
    pattern = said.get(str((edit.after or {}).get("status")), "")
    return pattern.format(title=names.thing(key, edit.after)) if "status" in fields else ""


ADDED_OWN: Mapping[str, Callable[[Key, Record, Names], str]] = {
    "reflections": _reflection,
    "facets": _facet,
    "about_me": _about_me,
    "asks": _ask,
    "advances": _advance,
    "starts": _start,
    "pathways": _pathway,
}
"""What a new record says, by its table."""
