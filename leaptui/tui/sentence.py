"""What an error says, as a sentence to show."""

from __future__ import annotations


def sentence(said: Exception | str) -> str:
    """An error, or its words, as a sentence; the name of a file at its beginning stays as it is."""
    words = str(said)
    first = words.split(" ", 1)[0]
    begins_with_file = "/" in first or "." in first.rstrip(".")
    begun = words if begins_with_file else words[:1].upper() + words[1:]
    return begun + ("" if words.endswith((".", "?")) else ".")
