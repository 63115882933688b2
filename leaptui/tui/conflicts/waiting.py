"""The list of what waits for a choice, record by record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual.geometry import Size

from leaptui.language import N_, _, ngettext
from leaptui.merge import Question
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut_spans, fit, wrap
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import EvenRows, Row

APART = 2
"""Cells between the columns of the list."""


class WaitingList(RowList):
    """Every field that waits; the cursor is on the one that is shown."""

    HELP = N_("What was changed in two places and waits for your choice.")

    def __init__(
        self, brief: Callable[[Question], Sequence[Span]], words: Callable[[Question], tuple[str, str]]
    ) -> None:
        """`brief` gives the versions in a few words, where they are short; `words` what record and field are called."""
        super().__init__(id="waiting")
        self._brief = brief
        self._words = words
        self._questions: dict[str, Question] = {}

    def show(self, questions: Sequence[Question], keep: str | None = None) -> None:
        """Show these; the cursor stays on its row, or near it."""
        self._questions = {key_of_question(question): question for question in questions}
        self.show_rows(EvenRows(list(self._questions)), keep)
        records = len({(question.table, question.id) for question in questions})
        fields = ngettext("{n} field", "{n} fields", len(questions)).format(n=len(questions))
        of = ngettext("of {n} record", "of {n} records", records).format(n=records)
        self.set_frame(_("Waiting for your choice"), f"{fields} {of}" if questions else "")

    @property
    def question(self) -> Question | None:
        """The one under the cursor."""
        return self._questions.get(self.key or "")

    @property
    def place(self) -> str:
        """Which one of all it is."""
        return _("{n} of {total}").format(n=self.cursor + 1, total=len(self._questions))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """What the record is called (once for all its fields), the field, and what it comes down to."""
        inks = desk(self).inks
        question = self._questions[row.key or ""]
        title, field = self._words(question)
        keys = list(self._questions)
        at = keys.index(row.key or "")
        before = self._questions[keys[at - 1]] if at else None
        is_first = before is None or (before.table, before.id) != (question.table, question.id)
        named = title if is_first or current else ""
        room = max(16, width * 2 // 5)
        line = Line(
            (fit(named, room), inks.strong if current else inks.ink), (" " * APART, inks.ink), (field, inks.dim)
        )
        line.right = cut_spans(self._brief(question), max(0, width - room - cell_len(field) - 2 * APART))
        return [line]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are; where nothing waits, as the sentence takes that says so."""
        rows = super().get_content_height(container, viewport, width)
        return rows if self.rows else max(rows, len(self.empty_lines(max(1, width - 2 * MARGIN))))

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing waits."""
        says = _("Nothing waits: what was changed in two places comes here, and both are kept.")
        return [Line(*row) for row in wrap([(says, desk(self).inks.dim)], width)]


def key_of_question(question: Question) -> str:
    """What tells a question from the others."""
    return "/".join(question.key)
