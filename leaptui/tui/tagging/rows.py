"""The guidelines to choose from: those that are chosen, those the learner used for similar pieces, and all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.folded import fold, spans
from leaptui.model.framework import Framework, Guideline
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut_spans, mark, width_of, wrap
from leaptui.tui.tagging.tags import Picking
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

LEAST_CODE, MOST_CODE = 8, 14
TICK = 2
LONGEST_WORD = 14
"""Cells of a level's word that are shown; the line of levels below has it whole."""
LEAST_WORDS = 24
"""Cells the words keep in any case; the level gives way."""


@dataclass(frozen=True)
class Group:
    """Guidelines under a heading, each with a dim line that tells why it stands there, where there is something to tell."""

    title: str
    guidelines: Sequence[Guideline]
    notes: Mapping[str, str]
    in_order: bool = False
    """Whether they stand in the framework's order, so that those under one can be set in below it."""


@dataclass(frozen=True, slots=True)
class HeadingRow(Row):
    """A heading, which the cursor passes over."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class GuidelineRow(Row):
    """A guideline; `depth` is how far it is set in, `note` the dim line under it."""

    depth: int = 0
    note: str = ""


def unknown_guideline(guideline_id: str) -> Guideline:
    """What stands for a guideline that the framework does not have: its code, and whose it is."""
    framework, _colon, code = guideline_id.rpartition(":")
    says = _("a guideline of {framework}, which this framework does not have").format(framework=clean_line(framework))
    return Guideline(guideline_id, clean_line(code), says, "", None, (), 0, says)


def find_guideline(framework: Framework, guideline_id: str) -> Guideline:
    """The guideline of an id, known or not."""
    return framework.guidelines.get(guideline_id) or unknown_guideline(guideline_id)


class GuidelineRows(RowList, inherit_bindings=False):
    """The guidelines that fit what was typed, each with the level claimed. A click tags; on the dots it sets the level."""

    HELP = N_("What is ticked is tied to the piece; a digit says how far along you are.")
    BINDINGS = [
        Binding("up", "up", N_("Up"), show=False, id="picker.up", tooltip=N_("The guideline above, or back to typing")),
        Binding("down", "move(1)", N_("Down"), show=False, id="picker.down", tooltip=N_("The guideline below")),
        Binding("pageup", "page(-1)", N_("Page up"), show=False, id="picker.page_up", tooltip=N_("A screenful up")),
        Binding(
            "pagedown", "page(1)", N_("Page down"), show=False, id="picker.page_down", tooltip=N_("A screenful down")
        ),
        Binding("home", "edge(-1)", N_("First"), show=False, id="picker.first", tooltip=N_("The first guideline")),
        Binding("end", "edge(1)", N_("Last"), show=False, id="picker.last", tooltip=N_("The last guideline")),
    ]

    @dataclass
    class LevelClicked(Message):
        """A dot of the row the cursor is on was clicked."""

        number: int

    def __init__(self, picking: Picking) -> None:
        super().__init__(id="guidelines")
        self.picking = picking
        self.query_text = ""
        self.groups: list[Group] = []

    def show(self, groups: Sequence[Group], query: str) -> None:
        """Show these guidelines, with what was typed marked in them."""
        self.groups = list(groups)
        self.query_text = query
        self._arrange(first=True)

    def show_more(self, groups: Sequence[Group]) -> None:
        """Show these as well, the cursor on its guideline and that one on its line."""
        line = self._tops[max(self.cursor, 0)] - self.scroll_offset.y
        self.groups = list(groups)
        self._arrange()
        self.scroll_to(y=self._tops[max(self.cursor, 0)] - line, animate=False, force=True)

    def _arrange(self, *, first: bool = False) -> None:
        width = max(10, self.size.width - 2 * MARGIN)
        gap = 0 if self.screen.has_class("-narrow") or self.screen.has_class("-short") else 1
        rows: list[Row] = []
        for group in self.groups:
            if group.title and group.guidelines:
                rows.append(HeadingRow(None, 1, group.title))
            for one in group.guidelines:
                note = group.notes.get(one.id, "")
                depth = one.depth if group.in_order else 0
                height = len(self._statement(one, width, depth)) + bool(note)
                rows += [GuidelineRow(one.id, height, depth, note), *[Row(None)] * gap]
        self.show_rows(rows, first=first)

    def on_resize(self, event: events.Resize) -> None:
        """Break the statements for the new width."""
        del event
        self._arrange()

    # ---- columns

    @property
    def _framework(self) -> Framework:
        return desk(self).session.framework

    @property
    def code_width(self) -> int:
        """The cells of the chips' column."""
        longest = max((len(one.code) for one in self._framework.guidelines.values()), default=0)
        return min(MOST_CODE, max(LEAST_CODE, longest + 3))

    def level_width(self, width: int) -> int:
        """The cells of the level column, a blank before it among them."""
        framework = self._framework
        total = self.picking.before.pieces
        words = [draw.level_word(framework, rank) for rank in range(len(framework.levels) + 1)]
        words += [_tagged(), _own_levels()] + ([_on_some(total, total)] if total > 1 else [])
        wanted = 1 + len(framework.levels) + 1 + min(LONGEST_WORD, max(map(cell_len, words)))
        return max(len(framework.levels) + 2, min(wanted, width - TICK - self.code_width - LEAST_WORDS))

    def _statement(self, one: Guideline, width: int, depth: int, *, current: bool = False) -> list[list[Span]]:
        """The words of a guideline, broken; those of what it belongs to before them where what was typed stands there."""
        inks = desk(self).inks
        style = inks.strong if current else inks.ink
        words = fold(self.query_text).split()
        own = fold(one.statement)
        in_lead = any(word not in own and not fold(one.code).startswith(word) for word in words)
        text = one.full_statement if in_lead else one.statement
        marked = mark(text, spans(text, self.query_text), style, inks.marker)
        return wrap(marked, max(10, width - TICK - 2 * depth - self.code_width - self.level_width(width) - 1))

    # ---- drawing

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Tick, chip, statement, level; under them why it stands there."""
        inks = desk(self).inks
        if isinstance(row, HeadingRow):
            return [Line((row.title, inks.dim))]
        if not isinstance(row, GuidelineRow) or row.key is None:
            return [Line()]
        guideline = find_guideline(self._framework, row.key)
        chip = (
            inks.chip(guideline.code, guideline.component) if guideline.component else (f" {guideline.code} ", inks.dim)
        )
        [chip] = cut_spans([chip], self.code_width - 1)
        indent = " " * (2 * row.depth)
        column = TICK + len(indent) + self.code_width
        level = cut_spans(self._level(guideline), self.level_width(width) - 1)
        pad = " " * (self.level_width(width) - 1 - width_of(level))
        lines = []
        for number, words in enumerate(self._statement(guideline, width, row.depth, current=current)):
            lead: list[Span] = [(" " * column, inks.ink)]
            if number == 0:
                gap = " " * max(1, self.code_width - cell_len(chip[0]))
                lead = [self._tick(guideline), (indent, inks.ink), chip, (gap, inks.ink)]
            lines.append(Line(*lead, *words, right=[*level, (pad, inks.ink)] if number == 0 else []))
        if row.note:
            lines.append(Line((" " * column, inks.ink), (row.note, inks.dim)))
        return lines

    def _tick(self, guideline: Guideline) -> Span:
        inks, picking = desk(self).inks, self.picking
        if guideline.id in picking.levels:
            return f"{glyphs.TICKED} ", inks.strong
        if guideline.id in picking.partly:
            return f"{glyphs.SKIPPED} ", inks.strong
        return f"{glyphs.UNTICKED} ", inks.dim

    def _level(self, guideline: Guideline) -> list[Span]:
        """What is said of a guideline: the level, or that there is none, or that the pieces differ."""
        inks, framework, picking = desk(self).inks, self._framework, self.picking
        if not guideline.component:
            said = picking.levels.get(guideline.id)
            return [(said or _tagged(), inks.ink)] if picking.has(guideline.id) else []
        share = picking.partly.get(guideline.id)
        level = share.level if share else picking.levels.get(guideline.id)
        rank = framework.rank(level)
        dots = draw.dots(inks, framework, guideline.component, rank)
        if share:
            return [*dots, (f" {_on_some(share.pieces, picking.before.pieces)}", inks.ink)]
        if picking.keeps_own_level(guideline.id):
            return [*dots, (f" {_own_levels()}", inks.ink)]
        if guideline.id in picking.levels and not rank:
            return [*dots, (f" {_tagged()}", inks.ink)]
        return draw.level(inks, framework, guideline.component, rank)

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing fits."""
        del width
        return [Line((_("No guideline has these words."), desk(self).inks.dim))]

    # ---- keys and clicks

    def action_up(self) -> None:
        """The row above; from the first one back to typing."""
        before = self.cursor
        self.action_move(-1)
        if self.cursor == before:
            self.screen.query_one("#find", Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Letters go back to typing."""
        if event.character and (event.character.isalpha() or event.key == "backspace"):
            find = self.screen.query_one("#find", Input)
            find.focus()
            find.insert_text_at_cursor(event.character) if event.character.isalpha() else find.action_delete_left()
            event.stop()

    def clicked(self, event: events.Click) -> None:
        """A click on the dots sets the level, one elsewhere tags; only one on the box takes a tag off: others may just look."""
        x, y = event.x - self.gutter.left - MARGIN, event.y - self.gutter.top + self.scroll_offset.y
        inner = self.size.width - 2 * MARGIN
        dot = x - (inner - self.level_width(inner) + 1)
        if y == self._tops[self.cursor] and 0 <= dot < len(self._framework.levels):
            self.post_message(self.LevelClicked(dot + 1))
        elif event.chain == 1 and (0 <= x < TICK or not self.picking.has(self.key or "")):
            self.action_open()


def _tagged() -> str:
    return _("tagged")


def _own_levels() -> str:
    return _("levels differ")


def _on_some(some: int, total: int) -> str:
    return _("on {some} of {total}").format(some=some, total=total)
