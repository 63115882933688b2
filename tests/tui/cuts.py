"""Words that are cut on a screen although there would be room for them: what longer words of another language bring about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from babel.messages.catalog import Catalog
from rich.cells import cell_len
from textual.screen import Screen

from leaptui.tui.widgets.form import Label

_PIECE = re.compile(r"(?P<text>[^│┃─━┄]+?)…(?P<gap> *)")
_COLUMNS = re.compile(r" {2,}|[│┃╭╮╰╯┏┓┗┛─━┄]")
_SIGNS = "▸▾›‹□■✓–●○≠· "
_APART = 2
"""Blank cells between one column and the next."""


def texts_of(catalog: Catalog) -> list[str]:
    """Everything a catalogue says, each plural form by itself."""
    found: list[str] = []
    for message in catalog:
        found += [message.string] if isinstance(message.string, str) else [*(message.string or ())]
    return [text for text in found if text]


def needless_cuts(rows: Iterable[str], known: Collection[str]) -> list[str]:
    """What is cut with `…` in these rows though its next word, known from a text it is the beginning of, would fit."""
    found = []
    for row in rows:
        for piece in _PIECE.finditer(row):
            begun = _COLUMNS.split(piece["text"])[-1].strip(_SIGNS)
            following = [rest for text in known if (rest := _next_word(begun, text))]
            if f"{begun}…" in known:
                continue  # it ends so by itself, as `syncing…` does
            if following and len(piece["gap"]) >= min(map(cell_len, following)) + _APART:
                found.append(f"“{begun}…” has room for “{min(following, key=cell_len)}”: {row.strip()}")
    return found


def _next_word(begun: str, text: str) -> str:
    """How a text that begins so goes on, up to the end of the word; nothing where it is another text."""
    at = text.find(begun) if len(begun) > 2 else -1
    if at < 0 or (at > 0 and text[at - 1].isalnum()):
        return ""
    # A text that is itself cut here, or goes on with a number to be filled in, does not tell.
    rest = re.match(r"\W*\w[^\s{}…│┃─━]*(?![{…])", text[at + len(begun) :])
    return rest[0] if rest and not re.search(r"[│┃─━…{]", rest[0]) else ""


def cut_labels(screen: Screen[object]) -> list[str]:
    """Labels beside fields that are longer than their room: they are cut without a sign."""
    labels = [label for label in screen.query(Label) if label.size.width and label.size.height]
    return [said for label in labels if cell_len(said := str(label.render())) > label.size.width]
