"""The pane of the ledger of asks: what others ask the learner for, then what the learner asked for."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.edits import let_go_ask, reopen_ask, trash
from leaptui.model.records_own import Ask
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.store.others import AskedOf
from leaptui.tui import glyphs
from leaptui.tui.asked_words import all_about, ask_sign, whom_words
from leaptui.tui.base import desk
from leaptui.tui.evidence.piece_lines import day_of
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, wrap
from leaptui.tui.people.ask_form import ask_for, edit_ask_sheet
from leaptui.tui.people.leading import lead_to
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class AskList(RowList):
    """Asks. Enter notes what came of one."""

    HELP = N_("What you asked for, from open to what came of it; and what others here ask you.")
    BINDINGS = [
        Binding(
            "enter,space",
            "answer",
            N_("What came of it"),
            id="asks.list.open",
            tooltip=N_("Note what came of the ask: it counts as answered then"),
        ),
        Binding("n", "new", N_("New ask"), id="asks.new", tooltip=N_("Ask for support")),
        Binding("e", "edit", N_("Edit"), id="asks.edit", tooltip=N_("Change the ask: what, from whom, which feedback")),
        Binding(
            "z",
            "let_go",
            N_("Let go"),
            id="asks.let_go",
            tooltip=N_("Let the ask go, or take it up again"),
        ),
        Binding("o", "about", N_("Its piece"), show=False, id="asks.about", tooltip=N_("To what the ask is about")),
        Binding("d,delete", "trash", N_("Trash"), show=False, id="asks.trash", tooltip=N_("Move the ask to the trash")),
    ]

    def __init__(self) -> None:
        super().__init__(id="ask-list")
        self.asks: dict[str, Ask] = {}
        self.theirs: dict[str, AskedOf] = {}
        self._answered: frozenset[str] = frozenset()

    def show_asks(self, asks: Sequence[Ask], theirs: Sequence[AskedOf], answered: frozenset[str]) -> None:
        """Show asks; `answered` are the ids of those that got feedback which is not noted yet."""
        self.asks = {ask.id: ask for ask in asks}
        self.theirs = {f"{one.owner}/{one.ask.id}": one for one in theirs}
        self._answered = answered
        self.show_rows([Row(key, 2) for key in (*self.theirs, *self.asks)])
        still = sum(ask.is_open for ask in asks)
        self.set_frame(_("Asks"), ngettext("{n} open", "{n} open", still).format(n=still) if asks else "")

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The sign, what is asked for, and from whom; below, what it is about, or what came of it."""
        del width
        inks = desk(self).inks
        key = row.key or ""
        style = inks.strong if current else inks.ink
        if key in self.theirs:
            one = self.theirs[key]
            name = clean_line(desk(self).session.portfolio.name_of(one.person))
            asked = _("{name} asks:").format(name=name)
            chip = inks.person_chip(name)
            first = Line(chip, (f" {asked} ", inks.name), (clean_line(one.ask.words), style))
            return [first, Line((" " * 5, inks.ink), (one.about, inks.dim))]
        ask = self.asks[key]
        sign = (f"{ask_sign(ask)} ", inks.ink if ask.is_open or current else inks.dim)
        words = (clean_line(ask.words), style if current or ask.is_open else inks.dim)
        return [Line(sign, words, right=[(day_of(ask.created), inks.dim)]), self._below(ask, current=current)]

    def _below(self, ask: Ask, *, current: bool) -> Line:
        """From whom, and where it stands; what came of it, else what it is about."""
        inks, session = desk(self).inks, desk(self).session
        whom = (whom_words(session.portfolio, ask), inks.white if current else inks.dim)
        if ask.id in self._answered:
            new = (f"{glyphs.NEW} {_('an answer came: what came of it?')}", inks.name)
            return Line(("  ", inks.dim), whom, (f" {glyphs.NONE} ", inks.dim), new)
        came = clean_line(" ".join(ask.outcome))
        about = came or all_about(session.portfolio, session.framework, ask)
        said = word(ask.status, "ask") + (f" {glyphs.NONE} {about}" if about else "")
        return Line(("  ", inks.dim), whom, (f" {glyphs.NONE} {said}", inks.dim))

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing was asked for yet."""
        inks = desk(self).inks
        key = key_elsewhere(self, "app.support", "!")
        before, _key, behind = _("Nothing asked yet. {key} asks for support, from here or anywhere.").partition("{key}")
        return [Line(*row) for row in wrap([(before, inks.dim), (key, inks.strong), (behind, inks.dim)], width)]

    # ---- doing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The ask the cursor is on."""
        return [("asks", self.key)] if self.key in self.asks and self.key else []

    @property
    def ask(self) -> Ask | None:
        """The learner's own ask under the cursor."""
        return self.asks.get(self.key or "")

    def action_answer(self) -> None:
        """Note what came of the ask; of another's, say how it goes on."""
        theirs = self.theirs.get(self.key or "")
        if self.ask is not None:
            edit_ask_sheet(self, self.ask.id, answers=True)
        elif theirs is not None:
            name = clean_line(desk(self).session.portfolio.name_of(theirs.person))
            desk(self).say(
                _("Tell {name} your answer: they note in their own portfolio what came of it.").format(name=name)
            )

    def action_new(self) -> None:
        """Ask for support."""
        ask_for(self)

    def action_edit(self) -> None:
        """Change the ask."""
        if self.ask is not None:
            edit_ask_sheet(self, self.ask.id)

    def action_let_go(self) -> None:
        """Let the ask go, or take it up again."""
        session = desk(self).session
        if self.ask is not None:
            change = (let_go_ask if self.ask.is_open else reopen_ask)(session.portfolio, session.at, self.ask.id)
            desk(self).do(change)

    def action_about(self) -> None:
        """To what the ask is about."""
        if self.ask is not None and self.ask.about:
            lead_to(self, self.ask.about[0].table, self.ask.about[0].id)

    def action_trash(self) -> None:
        """Move the ask to the trash."""
        session = desk(self).session
        if self.ask is not None:
            desk(self).do(trash(session.portfolio, session.at, [("asks", self.ask.id)]))

    def action_open(self) -> None:
        """A double click notes what came of it, as Enter does."""
        self.action_answer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to an ask needs one of the learner's own under the cursor."""
        del parameters
        if action == "about":
            return self.ask is not None and bool(self.ask.about)
        if action in {"answer", "open"}:
            return self.key is not None
        return self.ask is not None or action not in {"edit", "let_go", "trash"}
