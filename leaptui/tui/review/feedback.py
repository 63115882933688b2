"""Feedback on the piece: three lines for whoever speaks; for the learner, what others said, to be answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static, TextArea

from leaptui.language import N_, _
from leaptui.model.edits import Invalid
from leaptui.model.edits.statements import give_feedback, own_feedback
from leaptui.model.records_others import Feedback
from leaptui.model.reviewed import feedback_of, is_changed_since, lacking, lacking_words
from leaptui.model.text import clean, clean_line
from leaptui.model.words import ASPECTS, word
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.goals.told import Told
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, wrap
from leaptui.tui.review.answer import open_answer
from leaptui.tui.review.kept import KeptArea
from leaptui.tui.review.table import Table
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

ASKS = {
    "effort": N_("What did you see them do for it?"),
    "process": N_("How did they go about it?"),
    "mastery": N_("What does this work show?"),
}
"""What each kind of feedback answers."""


class FeedbackLine(Horizontal):
    """One kind of feedback: its name, the words, and what they answer while they are written."""

    def __init__(self, aspect: str, save: Callable[[str], bool]) -> None:
        super().__init__(classes="feedback-line")
        self.aspect = aspect
        self._save = save

    def compose(self) -> ComposeResult:
        """Name, field, hint."""
        yield Static(glyphs.CURSOR, markup=False, classes="mark")
        yield Static(word(self.aspect, "aspect"), markup=False, classes="aspect")
        with Vertical():
            yield KeptArea(f"on-{self.aspect}", _(ASKS[self.aspect]), self._save)
            yield Static(_(ASKS[self.aspect]), markup=False, classes="asks")

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """What the words answer stands below them; before there are any it stands in their place."""
        self.set_class(bool(event.text_area.text), "-worded")

    def on_click(self) -> None:
        """A click anywhere on it writes in it."""
        self.query_one(KeptArea).focus()


class FeedbackPane(Framed, Vertical):
    """Effort, process, mastery: one line each, in the words of whoever speaks."""

    HELP = N_("Words on effort, process and mastery. Each is kept as soon as its line is left.")

    def __init__(self) -> None:
        super().__init__(id="feedback")
        self._table: Table | None = None

    def compose(self) -> ComposeResult:
        """The three lines."""
        for aspect in ASPECTS:
            yield FeedbackLine(aspect, self._saver(aspect))

    def _saver(self, aspect: str) -> Callable[[str], bool]:
        def save(words: str) -> bool:
            return self._keep(aspect, words)

        return save

    def keep(self) -> None:
        """Keep what is written: the table is laid anew, or somebody else speaks."""
        for area in self.query(KeptArea):
            area.keep()

    def _keep(self, aspect: str, words: str) -> bool:
        app, table = desk(self), self._table
        session = app.session
        if table is None or table.piece is None or session.voice is None:
            return False
        on = ("evidence", table.piece.id)
        try:
            change, _made = give_feedback(
                session.portfolio, session.at, session.voice, on, words, aspect=aspect, review=table.review.id
            )
        except Invalid as error:
            if not clean(words).strip():
                return True  # blanks where there were no words: nothing was said
            app.say(sentence(error), trouble=True)
            return False
        return app.do(change, "")

    def show_table(self, table: Table) -> None:
        """Show what whoever speaks said of the piece in this review."""
        self._table = table
        session = desk(self).session
        voice, piece = session.voice, table.piece
        if voice is None or piece is None:
            return
        self.set_frame(_("Feedback"), _("from {name}").format(name=clean_line(voice.name)))
        given = session.portfolio.feedback_on.get(("evidence", piece.id), [])
        for line in self.query(FeedbackLine):
            own = own_feedback(session.portfolio, voice, ("evidence", piece.id), line.aspect, table.review.id)
            saved = next((clean("\n".join(item.text)) for item in given if item.id == own), "")
            sheet = f"session/{table.review.id}/{piece.id}/{line.aspect}/{voice.by(session.portfolio)}"
            line.query_one(KeptArea).show_words(sheet, saved)

    def begin(self) -> None:
        """To the first line without words, else to the last."""
        areas = [*self.query(KeptArea)]
        next((area for area in areas if not area.text), areas[-1]).focus()


class SaidPane(RowList):
    """What others said of the piece; Enter answers it."""

    HELP = N_("What others said of the piece, and which kinds of feedback it has no words on yet.")

    def __init__(self) -> None:
        super().__init__(id="said")
        self._table: Table | None = None
        self._said: dict[str, Feedback] = {}

    def show_table(self, table: Table) -> None:
        """Show the feedback on the piece on the table."""
        self._table = table
        self._arrange()

    def _arrange(self) -> None:
        portfolio, piece = desk(self).session.portfolio, self._table.piece if self._table else None
        width = self.size.width - 2 * MARGIN
        if piece is None or width <= 0:
            self.show_rows([])
            return
        self._said = {item.id: item for item in feedback_of(portfolio, piece.id)}
        new = sum(not item.answered for item in self._said.values())
        self.set_frame(_("Feedback"), _("{n} new").format(n=new) if new else "")
        rows: list[Row] = [Row(key, len(self._said_lines(item, width))) for key, item in self._said.items()]
        says = lacking_words(lacking(portfolio, piece.id))
        rows += [Told(None, line=Line(*row)) for row in wrap([(says, desk(self).inks.dim)], width)] if says else []
        self.show_rows(rows)

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        self._arrange()

    def on_resize(self, event: events.Resize) -> None:
        """Break the words for the new width."""
        del event
        self._arrange()

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Who said what, and the answer."""
        del current
        return [row.line] if isinstance(row, Told) else self._said_lines(self._said[row.key or ""], width)

    def _said_lines(self, item: Feedback, width: int) -> list[Line]:
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        name = clean_line(portfolio.name_of(item.by))
        line = Line(
            (name, inks.name), (f" {_('on {aspect}').format(aspect=word(clean_line(item.aspect), 'aspect'))}", inks.dim)
        )
        piece = self._table.piece if self._table else None
        changed = piece is not None and is_changed_since(portfolio, piece.id, item)
        state = [f"{glyphs.NEW} {_('new')}"] if not item.answered else []
        state += [glyphs.CHANGED] if changed else []
        line.right = [("  ".join(state), inks.ink)] if state else []
        lines = [line, *(Line(*row) for row in wrap([(clean("\n".join(item.text)), inks.ink)], width))]
        if item.answer:
            answered = [(f"{_('You:')} ", inks.dim), (clean(item.answer), inks.ink)]
            lines += [Line(("  ", inks.ink), *row) for row in wrap(answered, width - 2)]
        return lines

    def empty_lines(self, width: int) -> list[Line]:
        """Nobody said anything yet."""
        if self._table is None or self._table.piece is None:
            return []
        says = _("Nobody has said anything of it yet. {key} gives the word to somebody who looks with you.")
        words = says.format(key=key_elsewhere(self, "app.voice", "w"))
        return [Line(*row) for row in wrap([(words, desk(self).inks.dim)], width)]

    def action_open(self) -> None:
        """Answer what the cursor is on."""
        if self.key:
            open_answer(self, [self.key])

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The piece: what is copied."""
        return [("evidence", self._table.piece.id)] if self._table and self._table.piece else []
