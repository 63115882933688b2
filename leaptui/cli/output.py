"""How commands speak: data on stdout, narration on stderr, and nothing from a file that a terminal would obey."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import click

from leaptui.language import _
from leaptui.model.text import clean, clean_line

# What clean() takes out of text; in JSON it is escaped, so that no byte of the record is lost.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_GAP = "  "
_LEAST = 8


def out(text: str = "") -> None:
    """Write a line (or lines) of data to stdout."""
    click.echo(clean(text))


def say(text: str) -> None:
    """Write a line of narration to stderr."""
    click.echo(clean(text), err=True)


def note(sentence: str) -> None:
    """Write to stderr what is good to know beside what was asked."""
    say(_("note: {sentence}").format(sentence=sentence))


def out_json(value: object) -> None:
    """Write data as JSON to stdout."""
    is_unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    click.echo(json_text(value, is_ascii=not is_unicode))


def json_text(value: object, *, is_ascii: bool = False) -> str:
    """Data as JSON, in which no sign can move the cursor; without a line end."""
    text = json.dumps(value, ensure_ascii=is_ascii, indent=2, sort_keys=True)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def width() -> int | None:
    """How many columns there are to write into; None where stdout is no terminal, and nothing needs to be cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def table(rows: Sequence[Sequence[str]], stretch: int | None = None) -> None:
    """Write rows as aligned columns; on a terminal the column `stretch` is cut so that a row fits into a line."""
    from rich.cells import cell_len

    cells = [[clean_line(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*cells, strict=True)]
    room = width()
    if stretch is not None and room is not None:
        others = sum(widths) - widths[stretch] + len(_GAP) * (len(widths) - 1)
        widths[stretch] = min(widths[stretch], max(room - others, _LEAST))
    for row in cells:
        fitted = (
            cut(cell, wide) + " " * (wide - cell_len(cut(cell, wide))) for cell, wide in zip(row, widths, strict=True)
        )
        line = _GAP.join(fitted).rstrip()
        click.echo(cut(line, room) if room else line)


def cut(text: str, columns: int) -> str:
    """Cut a line of text to so many columns, with `…` where something is missing."""
    from rich.cells import cell_len

    if cell_len(text) <= columns:
        return text
    kept = ""
    for char in text:
        if cell_len(kept + char) > columns - 1:
            break
        kept += char
    return f"{kept.rstrip()}…"


def indented(lines: Sequence[str], by: str = "  ") -> str:
    """Lines moved to the right, as one text."""
    return "\n".join(f"{by}{line}".rstrip() for line in lines)


def has_terminal() -> bool:
    """Whether there is a terminal to draw on and to read keys from."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def need_terminal() -> None:
    """Raise a usage error where there is no terminal."""
    if not has_terminal():
        raise click.UsageError(_("the app needs a terminal; without one, “leaptui status” says the same as text"))


def yes_or_no(question: str) -> bool:
    """Ask on stderr, until the answer is one; nothing typed means no. English answers are understood in every language."""
    yes = {"y", "yes"}.union(_("y yes").split())
    no = {"", "n", "no"}.union(_("n no").split())
    while True:
        click.echo(f"{question} {_('[y/N]')}: ", nl=False, err=True)
        answer = sys.stdin.readline().strip().casefold()
        if answer in yes | no:
            return answer in yes


def ask_line(question: str) -> str:
    """Ask on stderr for one line; an empty one is an answer too."""
    click.echo(f"{question} ", nl=False, err=True)
    return clean_line(sys.stdin.readline())


class Counter:
    """A count that runs on one line of stderr while something takes long; without a terminal nothing is written."""

    def __init__(self, label: str) -> None:
        self._label = clean_line(label)
        self._shown = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, done: int, total: int) -> None:
        """Show how much is done."""
        percent = 100 * done // max(total, 1)
        if percent != self._shown and sys.stderr.isatty():
            click.echo(f"\r{self._label}: {percent} %", nl=False, err=True)
            self._shown = percent

    def close(self) -> None:
        """Take the line away."""
        if self._shown >= 0:
            click.echo(f"\r{' ' * (len(self._label) + 7)}\r", nl=False, err=True)
            self._shown = -1


class Steps:
    """What is being done just now, on one line of stderr that is taken away at the end.

    Without a terminal each step is a line of its own, and how far it is (“Receiving 40 %”) is not written.
    """

    def __init__(self) -> None:
        self._is_terminal = sys.stderr.isatty()
        self._wide = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._show("")

    def __call__(self, words: str) -> None:
        """Say what is being done now."""
        if self._is_terminal:
            self._show(cut(clean_line(words), shutil.get_terminal_size().columns - 1))
        elif "%" not in words:
            say(words)

    def _show(self, words: str) -> None:
        from rich.cells import cell_len

        if self._is_terminal and (words or self._wide):
            blank = " " * max(self._wide - cell_len(words), 0)
            click.echo(f"\r{words}{blank}" + ("" if words else "\r"), nl=False, err=True)
            self._wide = cell_len(words)
