"""Records in the trash, and what they are called there."""

from __future__ import annotations

from dataclasses import dataclass

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.titles import shown_title

_WORDS = ("title", "name", "text", "need")
"""Fields a record may be called by, the first that is there."""


@dataclass(frozen=True)
class Trashed:
    """A record in the trash."""

    table: str
    id: str
    title: str
    deleted: str


def trashed_name(table: str, record: Record, created: str) -> str:
    """What a record in the trash is called: its title, its first words, else what it is and of which day."""
    for field in _WORDS:
        value = record.get(field)
        line = next((item for item in value if item), None) if isinstance(value, list) else value
        if isinstance(line, str) and line:
            return line if field == "title" else shown_title(line)
    said = {
        "evidence": _("piece of {day}"),
        "goals": _("goal of {day}"),
        "steps": _("step of {day}"),
        "paces": _("pace of {day}"),
        "breaks": _("break of {day}"),
        "reviews": _("review of {day}"),
        "starts": _("starting level of {day}"),
        "advances": _("way chosen on {day}"),
    }
    return said.get(table, _("record of {day}")).format(day=created[:10])
