"""The sheet that shows where a file is broken, and mends it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.model.canonical import UnreadableDocument, read_portfolio
from leaptui.model.text import clean
from leaptui.store.errors import StoreError
from leaptui.store.files import read_bytes
from leaptui.tui.base import desk
from leaptui.tui.line import Line, mark
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

AROUND = 2
"""Lines of the file that are shown before and after the broken one."""
MOST_SHOWN = 2_000_000
"""A file with more bytes is not shown: it is no text a person would read."""


@dataclass(frozen=True)
class Broken:
    """What is wrong with a file: why, where (from 1, where that is known), and its lines around that place with their numbers."""

    reason: str
    line: int | None
    column: int | None
    around: Sequence[tuple[int, str]]

    @classmethod
    def of(cls, data: bytes) -> Broken | None:
        """Look at a content; None where it can be read."""
        try:
            read_portfolio(data)
        except UnreadableDocument as error:
            text = data.decode("utf-8", "replace").split("\n") if len(data) <= MOST_SHOWN and error.line else []
            first = max(1, (error.line or 1) - AROUND)
            lines = text[first - 1 : (error.line or 0) + AROUND]
            return cls(error.reason, error.line, error.column, [(first + at, line) for at, line in enumerate(lines)])
        return None


class BrokenLines(Reading):
    """The lines of the file around the place where it is broken."""

    def __init__(self, broken: Broken) -> None:
        super().__init__(id="lines")
        self.broken = broken

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The lines with their numbers; the broken place marked."""
        inks, broken = desk(self).inks, self.broken
        wide = len(str(broken.around[-1][0])) if broken.around else 1
        lines: list[Line | Strip] = []
        for number, text in broken.around:
            # Far to the right, the place stands in the middle of what is shown.
            column = (broken.column or 1) - 1 if number == broken.line else None
            start = max(0, (column or 0) - (width - wide - 3) // 2)
            shown = clean(text[start : start + width])
            here = number == broken.line
            spans = [(shown, inks.ink if here else inks.dim)]
            if column is not None and column - start < len(shown):
                spans = mark(shown, [(column - start, column - start + 1)], inks.ink, inks.differing)
            sign = "≠" if here else " "
            lines.append(Line((f"{number:>{wide}} {sign} ", inks.strong if here else inks.dim), *spans))
        return lines


class RepairSheet(Overlay[bool]):
    """What is wrong, where, and what mending would do. It answers whether the file is to be mended."""

    TAKES_TEXT = False
    CSS_PATH = "sheet.tcss"
    BINDINGS = [
        Binding("enter", "repair", N_("Repair"), id="repair.list.open", tooltip=N_("Mend the file as it is said here")),
    ]

    def __init__(self, name: str, broken: Broken) -> None:
        super().__init__(_("This portfolio cannot be read"), f"{name}.json")
        self.broken = broken

    def compose_sheet(self) -> ComposeResult:
        """The reason, the lines, what will be done."""
        yield Static(
            sentence(_("the file {reason}").format(reason=self.broken.reason)), markup=False, classes="question"
        )
        if self.broken.around:
            yield BrokenLines(self.broken)
        yield Static(
            _(
                "Repairing writes the portfolio as you see it here, or both sides where a merge by hand was left unfinished. "
                "The text as it is now is kept beside it. Or mend the file in an editor: then go on as if nothing had been."
            ),
            markup=False,
            classes="question last",
        )

    def on_mount(self) -> None:
        """Begin at the lines, as long as they are."""
        for lines in self.query(BrokenLines):
            lines.styles.height = len(self.broken.around)
            lines.focus()

    def action_repair(self) -> None:
        """Mend it."""
        self.dismiss(result=True)


@dataclass
class MendEnded(Message):
    """Mending came to its end: what is to be said, and whether it did not work."""

    sentence: str
    is_trouble: bool


def offer_repair(app: LeaptuiApp) -> None:
    """Show what is wrong with the file of the portfolio that is open, and mend it if that is wanted."""
    store = app.session.store
    try:
        broken = Broken.of(read_bytes(store.path))
    except (StoreError, OSError):
        broken = None
    if broken is None:
        app.look_again()
        return

    def answered(wanted: bool | None) -> None:
        if wanted:
            app.run_worker(mend_now, thread=True, exclusive=True, group="repair", exit_on_error=False)

    def mend_now() -> None:
        from leaptui.sync.mend import mend

        try:
            done = mend(app.workspace, store.name, store.clock, known)
        except StoreError as error:
            app.post_message(MendEnded(sentence(error), is_trouble=True))
        else:
            app.post_message(MendEnded(sentence(done.sentence), is_trouble=False))

    known = app.session.portfolio.document
    app.push_screen(RepairSheet(store.name, broken), answered)
