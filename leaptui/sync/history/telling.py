"""Events from what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaptui.language import _
from leaptui.model.canonical import Document
from leaptui.model.change import Edit, Key
from leaptui.model.differences import sides
from leaptui.model.names import Names
from leaptui.model.telling import Telling, tell
from leaptui.model.text import clean_line
from leaptui.store.saves import Save
from leaptui.sync.history.event import Event, Source
from leaptui.sync.history.versions import Version

_SOURCES = {"do": Source.SAVE, "undo": Source.UNDO, "redo": Source.REDO}


def save_event(number: int, save: Save, *documents: Document) -> Event:
    """What a save on this machine did; the documents know what other records are called."""
    change = save.change
    label = clean_line(change.label)
    tellings = tell(change.edits, Names(*sides(change.edits), *documents))
    if save.sort != "do" or not tellings:
        said = {"undo": _("Took back: {change}"), "redo": _("Did again: {change}")}.get(save.sort, "{change}")
        first = tellings[0] if tellings else Telling("wrote", next(iter(change.tables), ""), "", ())
        tellings = [Telling(first.did, first.table, said.format(change=label), tuple(change.edits))]
    source = _SOURCES[save.sort]
    event_id = f"save:{number}"
    return Event(event_id, change.at, source, "", label, change.edits, tuple(tellings), is_here=True)


def commit_event(
    version: Version, edits: Mapping[Key, Edit], documents: Sequence[Document], *, is_here: bool
) -> list[Event]:
    """What came with a commit; nothing where nothing of it can be seen. `documents` are those after and before it."""
    tellings = tell(edits, Names(*documents))
    if not tellings:
        return []
    told = tuple(tellings)
    return [
        Event(
            version.commit, version.at, Source.SYNC, _by(version), version.subject, dict(edits), told, is_here=is_here
        )
    ]


def begun_event(version: Version, document: Document) -> list[Event]:
    """That the portfolio was begun, on the day it says it was; `version` is the first that is known."""
    key = ("meta", "portfolio")
    begun = document.get(key[0], {}).get(key[1])
    if begun is None:
        return []
    edits = {key: Edit(None, begun)}
    said = begun.get("created")
    at = said if isinstance(said, str) and "" < said < version.at else version.at
    told = tuple(tell(edits, Names(document)))
    return [Event(f"begun:{version.commit}", at, Source.SYNC, _by(version), version.subject, edits, told)]


def outside_event(event_id: str, at: str, edits: Mapping[Key, Edit], current: Document) -> list[Event]:
    """What another program changed in the file; nothing where nothing of it can be seen."""
    tellings = tell(edits, Names(*sides(edits), current))
    if not tellings:
        return []
    note = _("another program changed the file, or a sync brought this")
    return [Event(event_id, at, Source.OUTSIDE, "", "", dict(edits), tuple(tellings), note)]


def passed_over(version: Version) -> Event:
    """A version that cannot be read."""
    note = _("a version of the file that is no readable portfolio is passed over here")
    return Event(version.commit, version.at, Source.UNREADABLE, _by(version), version.subject, {}, (), note)


def removed_event(version: Version, *, is_here: bool) -> Event:
    """The portfolio was taken out of the workspace."""
    note = _("the portfolio was taken out of the workspace")
    return Event(
        version.commit, version.at, Source.REMOVED, _by(version), version.subject, {}, (), note, is_here=is_here
    )


def _by(version: Version) -> str:
    """Who made a commit: a name, or which machine's sync it was where git was told none."""
    if version.author or version.clone is None:
        return version.author
    return version.place or _("machine {id}").format(id=version.clone[:6])
