"""What the sentences of `telling` are put together from: days, beginnings of texts."""

from __future__ import annotations

from datetime import date

from leaptui.model.canonical import Json
from leaptui.model.titles import quoted, shown_title


def day_of(value: Json) -> date | None:
    """A day as the file writes it; None where it is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def beginning(value: Json) -> str:
    """The beginning of a text, in quotation marks."""
    lines = [line for line in value if isinstance(line, str)] if isinstance(value, list) else [str(value)]
    return quoted(shown_title(" ".join(lines)))
