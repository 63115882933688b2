"""What comes next: the decision, the next step, and who agreed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _, pgettext
from leaptui.model.review_page import agreed_to_review, suggested_in
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.voices import names_of
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, Span
from leaptui.tui.review.kept import KeptLine
from leaptui.tui.review.table import Table
from leaptui.tui.widgets.form import Field
from leaptui.tui.widgets.frame import Framed

DECIDED = (
    ("v", "advance", N_("Advance")),
    ("g", "deeper", N_("Go deeper")),
    ("m", "more", N_("More evidence")),
)
"""The decisions: the letter each comes with, its value in the file, its words."""


class DecisionLine(Widget):
    """`v Advance   g Go deeper   m More evidence`, the one that was decided lit. A click decides."""

    ALLOW_SELECT = False

    @dataclass
    class Decided(Message):
        """A decision was clicked."""

        decision: str

    def __init__(self) -> None:
        super().__init__(id="decision")
        self._decided: str | None = None
        self._places: list[tuple[int, int, str]] = []

    def show_decision(self, decided: str | None) -> None:
        """Show what was decided."""
        self._decided = decided
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The three, side by side."""
        del y
        inks = desk(self).inks
        line = Line()
        self._places = []
        gap = max(1, (self.size.width - sum(cell_len(_(says)) + 4 for _key, _value, says in DECIDED)) // len(DECIDED))
        at = 0
        for letter, value, says in DECIDED:
            key = key_elsewhere(self, f"session.{value}", letter)
            chosen = value == self._decided
            lit = inks.sel if chosen else inks.page
            mark = glyphs.TICKED if chosen and inks.mono else " "
            text = f"{mark}{key} {_(says)} "
            line.add(f"{mark}{key}", inks.strong + lit).add(f" {_(says)} ", (inks.strong if chosen else inks.dim) + lit)
            self._places.append((at, at + cell_len(text), value))
            line.add(" " * gap, inks.page)
            at += cell_len(text) + gap
        return line.strip(self.size.width, inks.page)

    def on_click(self, event: events.Click) -> None:
        """A click decides."""
        for first, last, value in self._places:
            if first <= event.x < last:
                self.post_message(self.Decided(value))


class Lines(Widget):
    """A few lines that tell something, as high as they are many."""

    ALLOW_SELECT = False

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show other lines."""
        self._lines = lines
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One row for each line."""
        del container, viewport, width
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """One of them."""
        line = self._lines[y] if y < len(self._lines) else Line()
        return line.strip(self.size.width, desk(self).inks.page)


class FollowingPane(Framed, Vertical):
    """The decision on the claim, steps that are suggested at it, and who agreed to the review."""

    HELP = N_("The decision on this claim, the next step, and who agreed. Both agree before the review is closed.")

    def __init__(self, save_step: Callable[[str], bool]) -> None:
        super().__init__(id="following")
        self._save_step = save_step
        self._table: Table | None = None

    def compose(self) -> ComposeResult:
        """Decision, steps, the line for a new one, who agreed."""
        yield DecisionLine()
        yield Lines("suggested")
        yield Field(_("New step"), KeptLine("new-step", _("one thing to do next"), self._kept_step))
        yield Lines("agreed")

    def _kept_step(self, words: str) -> bool:
        return self._save_step(words) if clean_line(words) else True

    def keep(self) -> None:
        """Keep what is written."""
        self.query_one(KeptLine).keep()

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        if self._table is not None:
            self.show_table(self._table)

    def show_table(self, table: Table) -> None:
        """Show what was decided of the claim on the table."""
        self._table = table
        session, inks = desk(self).session, desk(self).inks
        self.set_frame(_("What comes next"))
        self.query_one(DecisionLine).show_decision(table.own.decision if table.own else None)
        claim = table.claim.id if table.claim else ""
        voice = session.voice.by(session.portfolio) if session.voice else "learner"
        self.query_one(KeptLine).show_words(f"session/{table.review.id}/{claim}/step/{voice}", "")
        here = {claim, table.piece.id if table.piece else ""}
        lines = []
        for one in suggested_in(session.portfolio, table.review):
            if one.about is not None and one.about.id in here and one.answer != "declined":
                sign = glyphs.DONE if one.answer else glyphs.UNTICKED
                by = clean_line(session.portfolio.name_of(one.by))
                lines.append(
                    Line((f" {sign} ", inks.dim), (shown_title(one.title), inks.ink), right=[(f"{by} ", inks.dim)])
                )
        self.query_one("#suggested", Lines).show_lines(lines[-1:] if self.screen.has_class("-narrow") else lines[-2:])
        self.query_one("#agreed", Lines).show_lines([Line(*agreed_spans(self, table))])


def agreed_spans(widget: Widget, table: Table) -> list[Span]:
    """Who agreed, as chips with a tick; whoever speaks is told the key that agrees."""
    app = desk(widget)
    session, inks = app.session, app.inks
    learner = clean_line(session.portfolio.meta.learner.name)
    said = {one.who.partition(" (")[0]: one for one in agreed_to_review(session.portfolio, table.review)}
    names = list(dict.fromkeys([learner, *names_of(session.portfolio, table.review.with_), *said]))
    speaker = clean_line(session.voice.name) if session.voice else learner
    spans: list[Span] = [(" " + _("Agreed").ljust(10), inks.dim)]
    for name in names:
        agreed = said.get(name)
        spans.append(inks.person_chip(name))
        if agreed is not None and agreed.as_it_stands:
            spans.append((f" {glyphs.DONE}   ", inks.ink))
        elif name == speaker:
            before, _key, behind = pgettext("key to agree", "{key} to agree").partition("{key}")
            spans += [
                (f" {before}", inks.dim),
                (key_elsewhere(widget, "session.agree", "y"), inks.strong),
                (f"{behind}   ", inks.dim),
            ]
        else:
            spans.append((f" {glyphs.EMPTY}   ", inks.dim))
    return spans
