"""History as somebody else may see it: what touches private things is left out, of then and of now. It knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leaptui.model.canonical import Document, Record
from leaptui.model.change import Edit, Key
from leaptui.model.differences import sides
from leaptui.model.names import Names
from leaptui.model.telling import tell
from leaptui.model.to_others import is_hidden, is_private, person_shown, put_away, to_others
from leaptui.sync.history import Event


class PastPutAway:
    """Leaves out of events, read newest first, what is private: in the portfolio now, or in anything read so far."""

    def __init__(self, document: Document, speaker: str) -> None:
        """`document` is the whole portfolio as it stands, `speaker` the name of whoever looks."""
        self._speaker = speaker
        self._hidden = put_away(document)
        self._shown = to_others(document, speaker)

    def events(self, events: Sequence[Event]) -> list[Event]:
        """The events that others may see, told without what they may not; labels, which name things, are left out."""
        for event in events:
            for key, edit in event.edits.items():
                if any(side is not None and is_private(key[0], side) for side in (edit.before, edit.after)):
                    self._hidden.add(key)
        return [seen for event in events if (seen := self._event(event)) is not None]

    def document(self, past: Document) -> Document:
        """A portfolio as it was, without what was private then or is now."""
        return to_others(past, self._speaker, self._hidden)

    def _event(self, event: Event) -> Event | None:
        if not event.edits:
            return replace(event, label="")
        edits = self._edits(event.edits)
        told = tell(edits, Names(*sides(edits), self._shown))
        return replace(event, label="", edits=edits, tellings=tuple(told)) if told else None

    def _edits(self, edits: Mapping[Key, Edit]) -> dict[Key, Edit]:
        found: dict[Key, Edit] = {}
        for key, edit in edits.items():
            records = [side for side in (edit.before, edit.after) if side is not None]
            if any(is_hidden(key, record, self._hidden) for record in records):
                continue
            found[key] = Edit(*map(self._person, (edit.before, edit.after))) if key[0] == "people" else edit
        return found

    def _person(self, side: Record | None) -> Record | None:
        return person_shown(side, self._speaker) if side is not None else None
