"""Choosing from a list by typing some of its words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import N_, _, ngettext
from leaptui.model.folded import fold, spans
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, mark, width_of
from leaptui.tui.widgets.led import Led
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row


@dataclass(frozen=True)
class Option:
    """Something to choose: what it answers with, its title, a dim word about it, a fact at the right.

    `more` are words it is found by, too, though they are not shown.
    """

    key: str
    title: str
    about: str = ""
    fact: str = ""
    more: str = ""


def fitting(options: Sequence[Option], typed: str) -> list[Option]:
    """The options that have all the words typed, in any order; those whose title begins with them come first."""
    words = fold(typed).split()
    if not words:
        return list(options)
    found = [
        option
        for option in options
        if all(word in fold(f"{option.title} {option.about} {option.fact} {option.more}") for word in words)
    ]
    return sorted(found, key=lambda option: _far(fold(option.title), words))


def _far(title: str, words: Sequence[str]) -> int:
    """How far an option is from what was typed: its title begins with it, has all of it, or has it elsewhere."""
    if title.startswith(words[0]):
        return 0
    return 1 if all(word in title for word in words) else 2


class OptionRows(RowList):
    """The options that fit what was typed."""

    def __init__(self, title_width: int, every: Sequence[Option], *, takes_at_once: bool = False) -> None:
        """`title_width` is what titles have at least; longer ones have more where no other word is cut for it.

        `takes_at_once`: one click chooses.
        """
        super().__init__(id="options")
        self.options: dict[str, Option] = {}
        self.query_text = ""
        self.ticked: set[str] | None = None
        self._clicked: str | None = None
        self._takes_at_once = takes_at_once
        self._title_width = max([title_width, *(cell_len(option.title) for option in every)])
        self._least = title_width
        self._rest = max((cell_len(option.about) + cell_len(option.fact) for option in every), default=0) + 4

    def show(self, options: Sequence[Option], query: str) -> None:
        """Show options, with what was typed marked in them."""
        self.options = {option.key: option for option in options}
        self.query_text = query
        self._clicked = None
        self.show_rows([Row(option.key) for option in options], first=bool(query))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title, what it is about, fact."""
        inks = desk(self).inks
        option = self.options[row.key or ""]
        style = inks.strong if current else inks.ink
        lead: list[Span] = []
        if self.ticked is not None:
            on = option.key in self.ticked
            lead = [(f"{glyphs.TICKED if on else glyphs.UNTICKED} ", inks.ink if on else inks.dim)]
        width -= width_of(lead)
        room = width - cell_len(option.fact) - 3
        if option.about:
            # What it is called matters more than what it is about: it may have half of the row.
            room = min(self._title_width, max(self._least, width // 2, width - self._rest))
        title = cut(option.title, min(room, width))
        pad = " " * max(1, room + 2 - cell_len(title)) if option.about else ""
        line = Line(*lead, *mark(title, spans(title, self.query_text), style, inks.marker), (pad, style))
        line.add(option.about, inks.dim)
        line.right = [(option.fact, inks.strong if current else inks.dim)] if option.fact else []
        return [line]

    def watch_cursor(self, before: int, after: int) -> None:
        """Forget what was clicked where the cursor went on from it: a click on it is the first of two again."""
        if self.key != self._clicked:
            self._clicked = None
        super().watch_cursor(before, after)

    def clicked(self, event: events.Click) -> None:
        """A click on a box ticks; elsewhere the second of two chooses, however slow it comes where there is nothing to tick."""
        before, self._clicked = self._clicked, self.key
        if self._takes_at_once:
            desk(self).take_once(event)
            self.action_open()
        elif self.ticked is not None and event.x - self.gutter.left - MARGIN in (0, 1):
            if event.chain == 1:
                self.action_open()
        elif self.ticked is None and before == self.key:
            self.action_open()
        else:
            super().clicked(event)

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing fits."""
        del width
        return [Line((_("Nothing here has these words."), desk(self).inks.dim))]


class Choose(Led[str]):
    """Options under a line to type in. Enter answers with the one under the cursor, a click marks one, and another takes it."""

    BINDINGS = [
        Binding(
            "enter",
            "choose",
            N_("Take it"),
            priority=True,
            id="choose.enter",
            tooltip=N_("Take the option under the cursor"),
        ),
    ]
    TITLE_WIDTH = 28
    TAKES_AT_ONCE = False
    """Whether one click takes an option."""

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        *,
        fact: str = "",
        placeholder: str | None = None,
        at: str | None = None,
        note: str = "",
    ) -> None:
        """`fact` stands at the right of the title instead of how many fit, `note` is said above the line, `at` is begun with."""
        super().__init__(title, fact)
        self.options = list(options)
        self._placeholder = _("type to find") if placeholder is None else placeholder
        self._at = at
        self._note = note
        self.set_class(bool(note), "-noted")

    def compose_sheet(self) -> ComposeResult:
        """The line to type in, and the options."""
        if self._note:
            yield Static(self._note, markup=False, classes="question")
        yield from self.compose_line(Input(placeholder=self._placeholder))
        yield OptionRows(self.TITLE_WIDTH, self.options, takes_at_once=self.TAKES_AT_ONCE)

    def on_mount(self) -> None:
        """Show all options, on a sheet no longer than they need."""
        self.rows.styles.max_height = max(2, len(self.options))
        self.show_found()
        if self._at:
            self.query_one(OptionRows).go_to(self._at)

    def show_found(self) -> None:
        """Show the options that fit what is typed."""
        typed = self.line.value
        found = fitting(self.options, typed)
        self.query_one(OptionRows).show(found, typed)
        of_all = _("{n} of {total}").format(n=len(found), total=len(self.options))
        self.set_fact(self._fact or of_all)

    def action_choose(self) -> None:
        """Take the option under the cursor."""
        self.choose(self.query_one(OptionRows).key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click, or Enter in the list, chooses."""
        event.stop()
        self.choose(event.key)

    def choose(self, key: str | None) -> None:
        """Answer with an option."""
        if key is not None:
            self.dismiss(key)


class FindLine(Input):
    """A line to type in, in which Space is no letter: it is left to whoever ticks with it."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Whether the key goes into the text."""
        return key != "space" and super().check_consume_key(key, character)


class ChooseMany(Led[frozenset[str]]):
    """Options to tick. Enter answers with all that are ticked."""

    BINDINGS = [
        Binding("enter", "keep", N_("Keep"), priority=True, id="choose.keep", tooltip=N_("Keep what is ticked")),
        Binding(
            "space",
            "tick",
            N_("Tick"),
            priority=True,
            id="choose.tick",
            tooltip=N_("Tick the option, or take the tick off"),
        ),
    ]

    def __init__(self, title: str, options: Sequence[Option], ticked: frozenset[str], fact: str = "") -> None:
        super().__init__(title, fact)
        self.options = sorted(options, key=lambda option: option.key not in ticked)
        self.ticked = set(ticked)

    def compose_sheet(self) -> ComposeResult:
        """The line to type in, and the options."""
        hint = _("type to find, {key} ticks").format(key=key_of(self, "choose.tick"))
        yield from self.compose_line(FindLine(placeholder=hint))
        yield OptionRows(48, self.options)

    def on_mount(self) -> None:
        """Show all options."""
        self.query_one(OptionRows).ticked = self.ticked
        self.query_one(OptionRows).styles.max_height = max(2, len(self.options))
        self.show_found()

    def show_found(self) -> None:
        """Show the options that fit what is typed."""
        typed = self.line.value
        self.query_one(OptionRows).show(fitting(self.options, typed), typed)
        self._tell_ticked()

    def action_keep(self) -> None:
        """Keep what is ticked."""
        self.dismiss(frozenset(self.ticked))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click ticks."""
        event.stop()
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the option under the cursor, or take its tick off."""
        rows = self.query_one(OptionRows)
        if rows.key is not None:
            self.ticked ^= {rows.key}
            rows.redraw()
            self._tell_ticked()

    def _written(self) -> dict[Widget, str]:
        """What is ticked would be lost by a click beside the sheet, too."""
        return {**super()._written(), self.rows: " ".join(sorted(self.ticked))}

    def _tell_ticked(self) -> None:
        self.set_fact(ngettext("{n} ticked", "{n} ticked", len(self.ticked)).format(n=len(self.ticked)))
