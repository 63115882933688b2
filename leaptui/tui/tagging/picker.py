"""The tag picker: which guidelines pieces show, how far along, and because of what."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leaptui.language import N_, _, in_quotes
from leaptui.model.framework import Guideline
from leaptui.model.search import match_guidelines
from leaptui.model.text import clean_line
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.tagging.fields import Draft, Find, Reason
from leaptui.tui.tagging.levels import AlsoLine, LevelLine
from leaptui.tui.tagging.rows import Group, GuidelineRows, find_guideline
from leaptui.tui.tagging.tags import Picked, Picking, Tags
from leaptui.tui.widgets.form import NOTE_SECONDS, Label
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.row_list import RowList


class TagPicker(Overlay[Picked]):
    """Type to filter; ↓ enters the list, where Space tags and digits set the level; Tab goes to the reason; Enter keeps."""

    CSS_PATH = "picker.tcss"
    ASKS_WHY: ClassVar[bool] = True
    """Whether a reason is asked for."""
    CHOSEN: ClassVar[str] = N_("Tagged already")
    """The heading over what is chosen."""
    BINDINGS = [
        Binding("space", "tag", N_("Tag"), id="picker.tag", tooltip=N_("Tag with this guideline, or take the tag off")),
        Binding(
            "1", "level(1)", N_("Level"), key_display="1–4", id="picker.level", tooltip=N_("How far along, from 1")
        ),
        *(
            Binding(
                str(n),
                f"level({n})",
                N_("Level"),
                show=False,
                id=f"picker.level_{n}",
                tooltip=N_("How far along, from 1"),
            )
            for n in range(2, 10)
        ),
        Binding("tab", "reason", N_("Reason"), id="picker.reason", tooltip=N_("Say why: because …")),
        Binding("enter", "keep", N_("Keep"), priority=True, id="picker.keep", tooltip=N_("Keep all of it")),
    ]

    def __init__(
        self,
        title: str,
        fact: str,
        tags: Tags,
        suggested: Mapping[str, str] | None = None,
        at: str | None = None,
        later: Callable[[], Mapping[str, str]] | None = None,
        save: Callable[[Picked], bool] | None = None,
        draft: Draft | None = None,
    ) -> None:
        """`suggested` are guidelines to put first, each with why; the cursor begins on the guideline `at`.

        `later` finds them in a thread of its own, while the learner looks and types already. `save` keeps what is picked; where
        it says no, the picker stays with all that was written on it. `draft` holds the reasons that were written and not kept.
        """
        super().__init__(title, fact)
        self.picking = Picking(tags)
        self._draft = draft
        self._is_left = False
        if draft is not None:
            self.picking.take_up(draft.begun)
        self._noted = self.picking.unkept
        self.levels = self.picking.levels
        self._suggested = dict(suggested or {})
        self._at = at
        self._later = later
        self._save = save

    @dataclass
    class Suggested(Message):
        """Guidelines used for similar pieces were found, each with why."""

        found: Mapping[str, str]

    def compose_sheet(self) -> ComposeResult:
        """What is typed, the guidelines, and below them level, reason and what else is tagged."""
        with Horizontal(id="find-row"):
            yield Static("/ ", id="slash")
            yield Find(placeholder=_("a code or any word of a guideline"), select_on_focus=False, id="find")
            yield Static("", id="found", markup=False)
        yield Static(glyphs.RULE * 200, classes="rule")
        yield GuidelineRows(self.picking)
        yield Static(glyphs.RULE * 200, classes="rule")
        with Horizontal(classes="choice"):
            yield Label("", id="code", markup=False)
            yield LevelLine()
        if self.ASKS_WHY:
            with Horizontal(classes="choice", id="why-row"):
                yield Label(_("because"), markup=False)
                yield Reason(show_line_numbers=False, tab_behavior="focus", id="why")
            with Horizontal(classes="choice", id="changed-row"):
                yield Label(_("changed"), markup=False)
                yield Input(placeholder=_("what changed? It goes into your journal, if you like"), id="changed")
        with Horizontal(classes="choice", id="also-row"):
            yield Label(_("also"), markup=False)
            yield AlsoLine(self.picking)

    def on_mount(self) -> None:
        """Show every guideline, first those that are tagged; say how many levels there are."""
        last = len(desk(self).session.framework.levels)
        # A binding's key is shown as it was written; how many levels there are only the framework knows.
        shown = self._bindings.key_to_bindings["1"]
        self._bindings.key_to_bindings["1"] = [replace(one, key_display=f"1–{last}") for one in shown]
        self._filter("")
        if self._at:
            self.query_one(GuidelineRows).go_to(self._at)
            self.query_one(GuidelineRows).focus()
        self._show_choice()
        if self._later is not None:
            self.run_worker(self._find_suggested, thread=True, group="suggesting")

        if self._draft is not None:
            self.set_interval(NOTE_SECONDS, self.note_changes)

    def note_changes(self) -> None:
        """Note the reasons that are not kept yet, if they are others than when they were noted last."""
        unkept = self.picking.unkept
        if self._draft is not None and not self._is_left and unkept != self._noted:
            self._noted = unkept
            self._draft.note(unkept)

    def action_leave(self) -> None:
        """Leave; a reason that was written can be taken up again."""
        self.note_changes()
        self._is_left = self.is_active
        super().action_leave()

    def _written(self) -> dict[Widget, str]:
        """What was picked: what stands in the field follows the cursor."""
        return {self: repr(self.picking.picked)}

    def _find_suggested(self) -> None:
        if self._later is not None:
            self.post_message(self.Suggested(self._later()))

    def on_tag_picker_suggested(self, event: Suggested) -> None:
        """Put them where they belong; the cursor stays on the guideline it is on."""
        event.stop()
        self._suggested = dict(event.found)
        shown = self.query_one(GuidelineRows)
        if not event.found or self.query_one("#find", Input).value.split():
            return
        if isinstance(self.focused, Find):
            self._filter("")
        else:
            # What is being worked on stays where it is.
            self._suggested.pop(shown.key or "", None)
            every = match_guidelines(desk(self).session.framework, "")
            shown.show_more(self._groups(every, {one.id for group in shown.groups[:1] for one in group.guidelines}))
        self._show_choice()

    # ---- showing

    @property
    def _current(self) -> Guideline | None:
        key = self.query_one(GuidelineRows).key
        return find_guideline(desk(self).session.framework, key) if key else None

    def _filter(self, typed: str) -> None:
        framework = desk(self).session.framework
        found = match_guidelines(framework, typed)
        groups = [Group("", found, {})] if typed.split() else self._groups(found)
        self.query_one(GuidelineRows).show(groups, typed)
        says = _("{n} of {total} guidelines").format(n=len(found), total=len(framework.guidelines))
        self.query_one("#found", Static).update(says)

    def _groups(self, every: list[Guideline], chosen_before: Collection[str] | None = None) -> list[Group]:
        """What is chosen (or was, when the list was entered), what is suggested, and all the others."""
        framework = desk(self).session.framework
        has = self.picking.has if chosen_before is None else chosen_before.__contains__
        elsewhere = [one for one in (*self.levels, *self.picking.partly) if one not in framework.guidelines]
        chosen = [
            *filter(lambda one: has(one.id), every),
            *(find_guideline(framework, one) for one in sorted(elsewhere)),
        ]
        reasons = {one.id: self._why(one.id) for one in chosen}
        suggested = [framework.guidelines[one] for one in self._suggested if not has(one) and not self.picking.has(one)]
        first = {one.id for one in (*chosen, *suggested)}
        others = [one for one in every if one.id not in first]
        return [
            Group(_(self.CHOSEN), chosen, reasons),
            Group(_("You used for similar pieces"), suggested, self._suggested),
            Group(_("All others") if first else "", others, {}, in_order=True),
        ]

    def _why(self, guideline: str) -> str:
        reason = clean_line(self.picking.reasons.get(guideline, ""))
        return in_quotes(reason) if reason else ""

    def write_anew(self) -> None:
        """Write what is chosen with the inks of another theme."""
        self._show_choice()

    def _show_choice(self) -> None:
        current = self._current
        app = desk(self)
        known = current if current and current.component else None
        rank = app.session.framework.rank(self.levels.get(known.id)) if known else 0
        self.query_one(LevelLine).show(known, rank)
        chip = app.inks.chip(known.code, known.component) if known else ("", app.inks.dim)
        self.query_one("#code", Label).update(Text(chip[0], style=chip[1]))
        if self.ASKS_WHY:
            self._show_why(current)
            self._show_changed(current)
        self.query_one(AlsoLine).show(current.id if current else None)
        self.query_one(GuidelineRows).redraw()
        self.refresh_bindings()

    def _show_why(self, current: Guideline | None) -> None:
        why = self.query_one("#why", TextArea)
        reason = self.picking.reasons.get(current.id, "") if current else ""
        if why.text != reason:
            with why.prevent(TextArea.Changed):
                why.text = reason
                why.move_cursor(why.document.end)
            why.move_cursor(why.document.end)
        many = self.picking.before.pieces > 1
        differ = current is not None and current.id in self.picking.before.explained and self.picking.has(current.id)
        why.placeholder = (
            _("each has its own reason: what you write here takes their place")
            if differ
            else _("what in these pieces shows it?")
            if many
            else _("what in this piece shows it?")
        )
        why.disabled = current is None

    def _show_changed(self, current: Guideline | None) -> None:
        """Ask what changed where the level of the guideline moves: in the place of what else is tagged."""
        moves = current is not None and self.picking.moves(current.id)
        changed = self.query_one("#changed", Input)
        said = self.picking.changed.get(current.id, "") if current else ""
        if changed.value != said:
            with changed.prevent(Input.Changed):
                changed.value = said
        self.set_class(moves, "-moves")

    # ---- typing

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter, or note what changed."""
        event.stop()
        if event.input.id == "changed":
            if self._current is not None:
                self.picking.changed[self._current.id] = event.value
            return
        self._filter(event.value)
        self._show_choice()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Note the reason; a reason tags."""
        event.stop()
        if self._current is None or event.text_area.text == self.picking.reasons.get(self._current.id, ""):
            return
        self.picking.say_why(self._current.id, event.text_area.text)
        self.query_one(GuidelineRows).redraw()
        self.query_one(AlsoLine).show(self._current.id)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show level and reason of the guideline the cursor came to."""
        event.stop()
        self._show_choice()

    # ---- choosing

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A click tags."""
        event.stop()
        self.action_tag()

    def action_enter_list(self) -> None:
        """From typing into the list."""
        self.query_one(GuidelineRows).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There are as many levels as the framework has."""
        number = parameters[0] if action == "level" else None
        return not (isinstance(number, int) and number > len(desk(self).session.framework.levels))

    def action_tag(self) -> None:
        """Tag with the guideline, or take the tag off."""
        if self._current is not None:
            self.picking.toggle(self._current.id)
            self._show_choice()

    def on_level_line_chosen(self, event: LevelLine.Chosen) -> None:
        """A click chose a level."""
        event.stop()
        self.action_level(event.number)

    def on_guideline_rows_level_clicked(self, event: GuidelineRows.LevelClicked) -> None:
        """A click on a dot of the list chose a level."""
        event.stop()
        self.action_level(event.number)

    def action_level(self, number: int) -> None:
        """Tag at a level; the same level again says it is not said."""
        levels = desk(self).session.framework.level_ids
        current = self._current
        if current is not None and current.component and 1 <= number <= len(levels):
            self.picking.say_level(current.id, levels[number - 1])
            self._show_choice()

    def action_reason(self) -> None:
        """From the list to the reason, from there to what changed where a level moves, from there to typing."""
        why, changed = self.query_one("#why", TextArea), self.query_one("#changed", Input)
        if why.has_focus and self.has_class("-moves"):
            changed.focus()
        elif why.has_focus or why.disabled or changed.has_focus:
            self.query_one("#find", Input).focus()
        else:
            why.focus()

    def action_keep(self) -> None:
        """Answer with what changed; what is as it was is left alone."""
        picked = self.picking.picked
        if self._save is None or picked.is_empty or self._save(picked):
            self._is_left = True
            if self._draft is not None:
                self._draft.note({})
            self.dismiss(picked)
