"""The tag picker: which guidelines pieces show, how far along, and because of what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input, Static

from leaptui.model.framework import Guideline
from leaptui.model.search import match_guidelines, spans
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, mark, wrap
from leaptui.tui.tagging.levels import AlsoLine, LevelLine
from leaptui.tui.widgets.form import Label
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.row_list import Row, RowList

CODE_WIDTH = 8
LEVEL_WIDTH = 18


@dataclass(frozen=True)
class Tags:
    """What is claimed: level and reason by qualified guideline id."""

    levels: Mapping[str, str | None]
    reasons: Mapping[str, str]


@dataclass(frozen=True)
class Picked:
    """What to change: claims to set, their reasons, and claims to take back."""

    levels: Mapping[str, str | None]
    reasons: Mapping[str, str]
    removed: frozenset[str]


class GuidelineRows(RowList, inherit_bindings=False):
    """The guidelines that fit what was typed, each with the level claimed."""

    BINDINGS = [
        Binding("up", "up", "Up", show=False, id="picker.up", tooltip="The guideline above, or back to typing"),
        Binding("down", "move(1)", "Down", show=False, id="picker.down", tooltip="The guideline below"),
        Binding("pageup", "page(-1)", "Page up", show=False, id="picker.page_up", tooltip="A screenful up"),
        Binding("pagedown", "page(1)", "Page down", show=False, id="picker.page_down", tooltip="A screenful down"),
        Binding("home", "edge(-1)", "First", show=False, id="picker.first", tooltip="The first guideline"),
        Binding("end", "edge(1)", "Last", show=False, id="picker.last", tooltip="The last guideline"),
    ]

    def __init__(self, levels: dict[str, str | None]) -> None:
        super().__init__(id="guidelines")
        self.levels = levels
        self.query_text = ""
        self._found: list[Guideline] = []

    def show(self, found: Sequence[Guideline], query: str) -> None:
        """Show these guidelines, with what was typed marked in them."""
        self._found = list(found)
        self.query_text = query
        self._arrange(first=bool(query))

    def _arrange(self, *, first: bool = False) -> None:
        width = max(10, self.size.width - 4)
        gap = 0 if self.screen.has_class("-narrow") or self.screen.has_class("-short") else 1
        rows: list[Row] = []
        for one in self._found:
            rows += [Row(one.id, len(self._statement(one, width))), *[Row(None)] * gap]
        self.show_rows(rows, first=first)

    def on_resize(self, event: events.Resize) -> None:
        """Break the statements for the new width."""
        del event
        self._arrange()

    def _statement(self, guideline: Guideline, width: int, *, current: bool = False) -> list[list[Span]]:
        inks = desk(self).inks
        style = inks.strong if current else inks.ink
        words = mark(guideline.statement, spans(guideline.statement, self.query_text), style, inks.marker)
        indent = 2 * guideline.depth
        return wrap(words, max(10, width - 3 - indent - CODE_WIDTH - LEVEL_WIDTH))

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Tick, chip, statement, level."""
        inks = desk(self).inks
        framework = desk(self).session.framework
        if row.key is None:
            return [Line()]
        guideline = framework.guidelines[row.key]
        on = guideline.id in self.levels
        rank = framework.rank(self.levels.get(guideline.id))
        chip = inks.chip(guideline.code, guideline.component)
        indent = " " * (2 * guideline.depth)
        tick = (f"{glyphs.TICKED if on else glyphs.UNTICKED} ", inks.strong if on else inks.dim)
        said = draw.level(inks, framework, guideline.component, rank)
        if on and not rank:
            said = [*draw.dots(inks, framework, guideline.component, 0), (" tagged", inks.ink)]
        shown = [(" ", inks.dim), *said]
        pad = LEVEL_WIDTH - sum(len(text) for text, _ in shown)
        lines = []
        for number, words in enumerate(self._statement(guideline, width, current=current)):
            if number == 0:
                line = Line(tick, (indent, inks.ink), chip, (" " * max(1, CODE_WIDTH - len(chip[0])), inks.ink), *words)
                line.right = [*shown, (" " * max(0, pad), inks.ink)]
            else:
                line = Line((" " * (2 + len(indent) + CODE_WIDTH), inks.ink), *words)
            lines.append(line)
        return lines

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing fits."""
        del width
        return [Line(("No guideline has these words.", desk(self).inks.dim))]

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


class TagPicker(Overlay[Picked]):
    """Type to filter; ↓ enters the list, where Space tags and digits set the level; Tab goes to the reason; Enter keeps."""

    BINDINGS = [
        Binding("down", "enter_list", "List", show=False, id="picker.enter", tooltip="Into the list"),
        Binding("space", "tag", "Tag", id="picker.tag", tooltip="Tag with this guideline, or take the tag off"),
        Binding("1", "level(1)", "Level", key_display="1–4", id="picker.level", tooltip="How far along, from 1"),
        *(Binding(str(n), f"level({n})", show=False, id=f"picker.level_{n}") for n in range(2, 10)),
        Binding("tab", "reason", "Reason", id="picker.reason", tooltip="Say why: because …"),
        Binding("enter", "keep", "Keep", priority=True, id="picker.keep", tooltip="Keep all of it"),
    ]

    def __init__(
        self, title: str, fact: str, tags: Tags, some: frozenset[str] = frozenset(), at: str | None = None
    ) -> None:
        """`tags` is what all the pieces share; `some` are guidelines that only some of the pieces are tagged with."""
        super().__init__(title, fact)
        self._before = tags
        self._some = some
        self._at = at
        self.levels: dict[str, str | None] = dict(tags.levels)
        self.reasons: dict[str, str] = dict(tags.reasons)

    def compose_sheet(self) -> ComposeResult:
        """What is typed, the guidelines, and below them level, reason and what else is tagged."""
        with Horizontal(id="find-row"):
            yield Static("/ ", id="slash")
            yield Input(placeholder="a code or any word of a guideline", select_on_focus=False, id="find")
            yield Static("", id="found", markup=False)
        yield Static(glyphs.RULE * 200, classes="rule")
        yield GuidelineRows(self.levels)
        yield Static(glyphs.RULE * 200, classes="rule")
        with Horizontal(classes="choice"):
            yield Label("", id="code", markup=False)
            yield LevelLine()
        with Horizontal(classes="choice"):
            yield Label("because", markup=False)
            yield Input(placeholder="what in this piece shows it?", select_on_focus=False, id="why")
        with Horizontal(classes="choice"):
            yield Label("also", markup=False)
            yield AlsoLine(self.levels)

    def on_mount(self) -> None:
        """Show every guideline, the cursor on the first that is tagged."""
        self._filter("")
        first = self._at or next(iter(self.levels), None)
        if first:
            self.query_one(GuidelineRows).go_to(first)
        if self._at:
            self.query_one(GuidelineRows).focus()
        self._show_choice()

    @property
    def _current(self) -> Guideline | None:
        key = self.query_one(GuidelineRows).key
        return desk(self).session.framework.guidelines[key] if key else None

    def _filter(self, typed: str) -> None:
        framework = desk(self).session.framework
        found = match_guidelines(framework, typed)
        self.query_one(GuidelineRows).show(found, typed)
        self.query_one("#found", Static).update(f"{len(found)} of {len(framework.guidelines)} guidelines")

    def _show_choice(self) -> None:
        current = self._current
        framework = desk(self).session.framework
        inks = desk(self).inks
        rank = framework.rank(self.levels.get(current.id)) if current else 0
        self.query_one(LevelLine).show(current, rank)
        from rich.text import Text

        chip = inks.chip(current.code, current.component) if current else ("", inks.dim)
        self.query_one("#code", Label).update(Text(chip[0], style=chip[1]))
        why = self.query_one("#why", Input)
        with why.prevent(Input.Changed):
            why.value = self.reasons.get(current.id, "") if current else ""
        why.disabled = current is None
        self.query_one(AlsoLine).show(current.id if current else None)
        self.query_one(GuidelineRows).redraw()
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter, or note the reason; a reason tags."""
        event.stop()
        if event.input.id == "find":
            self._filter(event.value)
            self._show_choice()
        elif self._current is not None:
            self.reasons[self._current.id] = event.value
            if event.value and self._current.id not in self.levels:
                self.levels[self._current.id] = None
                self.query_one(GuidelineRows).redraw()
                self.query_one(AlsoLine).show(self._current.id)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show level and reason of the guideline the cursor came to."""
        event.stop()
        self._show_choice()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click tags."""
        event.stop()
        self.action_tag()

    def action_enter_list(self) -> None:
        """From typing into the list."""
        self.query_one(GuidelineRows).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space and digits are letters while a line has the focus."""
        del parameters
        return not (action in {"tag", "level"} and isinstance(self.focused, Input))

    def action_tag(self) -> None:
        """Tag with the guideline, or take the tag off."""
        current = self._current
        if current is None:
            return
        if current.id in self.levels:
            del self.levels[current.id]
        else:
            self.levels[current.id] = self._before.levels.get(current.id)
        self._show_choice()

    def on_level_line_chosen(self, event: LevelLine.Chosen) -> None:
        """A click chose a level."""
        event.stop()
        self.action_level(event.number)

    def action_level(self, number: int) -> None:
        """Tag at a level; the same level again says it is not said."""
        framework = desk(self).session.framework
        current = self._current
        if current is None or not 1 <= number <= len(framework.levels):
            return
        level = framework.level_ids[number - 1]
        self.levels[current.id] = None if self.levels.get(current.id) == level else level
        self._show_choice()

    def action_reason(self) -> None:
        """From the list to the reason, from there to typing."""
        why = self.query_one("#why", Input)
        if why.has_focus:
            self.query_one("#find", Input).focus()
        else:
            why.focus()

    def action_keep(self) -> None:
        """Answer with what changed; what is as it was is left alone."""
        set_levels = {
            guideline: level
            for guideline, level in self.levels.items()
            if guideline not in self._before.levels
            or level != self._before.levels[guideline]
            or clean_line(self.reasons.get(guideline, "")) != clean_line(self._before.reasons.get(guideline, ""))
        }
        removed = frozenset(self._before.levels.keys() - self.levels.keys())
        reasons = {guideline: self.reasons[guideline] for guideline in set_levels if guideline in self.reasons}
        self.dismiss(Picked(set_levels, reasons, removed))
