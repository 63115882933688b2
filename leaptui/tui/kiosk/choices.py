"""The settings of a shared machine, each one touch away from its next value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.kiosk.kept import KioskSettings
from leaptui.kiosk.machine import Machine
from leaptui.language import N_, _, languages, ngettext, pgettext
from leaptui.store.errors import StoreError
from leaptui.store.settings import DEFAULT_THEME
from leaptui.tui import themes
from leaptui.tui.base import desk
from leaptui.tui.keys import say_otherwise
from leaptui.tui.kiosk.look import KioskLook
from leaptui.tui.kiosk.screen import KioskScreen, kiosk
from leaptui.tui.kiosk.targets import LEAST_ROWS, Target
from leaptui.tui.line import Line, width_of
from leaptui.tui.sentence import sentence
from leaptui.tui.speaking import OWN_NAMES
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

Value = int | bool | str | None


@dataclass(frozen=True)
class Knob:
    """A setting: its name in the file, what it is called, the values it turns through, how a value is said."""

    name: str
    title: str
    values: Sequence[Value]
    says: Callable[[Value], str]


def seconds_words(value: Value) -> str:
    """So many seconds, in the words one would use."""
    seconds = int(value or 0)
    if seconds % 60 == 0:
        return ngettext("{n} minute", "{n} minutes", seconds // 60).format(n=seconds // 60)
    return ngettext("{n} second", "{n} seconds", seconds).format(n=seconds)


def _minutes(value: Value) -> str:
    return seconds_words(60 * int(value or 0))


def _days(value: Value) -> str:
    return ngettext("{n} day", "{n} days", int(value or 0)).format(n=value)


def _language_words(value: Value) -> str:
    return OWN_NAMES.get(str(value), str(value)) if value else _("as the system says")


def knobs() -> list[Knob]:
    """The settings that can be turned, in order."""
    found = themes.load_themes(None, own=False).found
    titles = {name: theme.title for name, theme in found.items()}
    return [
        Knob("notice_seconds", _("Notice after"), (30, 60, 120, 300, 600), seconds_words),
        Knob("lock_seconds", _("Then lock after"), (10, 20, 30, 60), seconds_words),
        Knob("leave_seconds", _("Then sign out after"), (60, 300, 600, 1800, 3600), seconds_words),
        Knob("code_days", _("A code holds for"), (1, 7, 14, 30), _days),
        Knob("sync_minutes", _("Sync about every"), (5, 10, 15, 30, 60), _minutes),
        Knob(
            "is_large",
            _("Names and digits in large letters"),
            (False, True),
            lambda value: _("yes") if value else pgettext("answer", "no"),
        ),
        Knob("theme", _("Colours"), tuple(titles), lambda value: titles.get(str(value or DEFAULT_THEME), str(value))),
        Knob("language", _("Language"), (None, *languages()), _language_words),
    ]


class KnobRows(RowList):
    """The settings and their values."""

    def __init__(self) -> None:
        super().__init__(id="knobs")
        self.settings = KioskSettings(stick=None)
        self.knobs = {knob.name: knob for knob in knobs()}

    def on_mount(self) -> None:
        """Say what Enter does here."""
        say_otherwise(self._bindings, "list.open", N_("Next value"), N_("The next value"))

    def show(self, settings: KioskSettings) -> None:
        """Show them."""
        self.settings = settings
        self.show_rows([Row(name, LEAST_ROWS) for name in self.knobs], self.key)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """What it is called, and its value; below it where there is no room for both on a row."""
        inks = desk(self).inks
        knob = self.knobs[row.key or ""]
        said = knob.says(getattr(self.settings, knob.name))
        left, right = ("‹ ", " ›") if current else ("  ", "  ")
        value = [(left, inks.focus), (said, inks.strong), (right, inks.focus)]
        title = (knob.title, inks.strong if current else inks.ink)
        if width_of([title, *value]) >= width:
            return [Line(), Line(title), Line(right=value)]
        return [Line(), Line(title, right=value), Line()]

    def cursor_line(self, row: Row) -> int:
        """Beside its words."""
        return row.height // 2

    def clicked(self, event: events.Click) -> None:
        """One touch turns it on."""
        del event
        self.action_open()


class Choices(KioskScreen[None]):
    """Turns the settings; each is kept at once."""

    BINDINGS = [
        Binding("right,space", "turn(1)", N_("Next value"), id="knob.next", tooltip=N_("The next value")),
        Binding("left", "turn(-1)", N_("Value before"), show=False, id="knob.before", tooltip=N_("The value before")),
    ]

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine

    def top_words(self) -> str:
        """Where one is."""
        return _("Settings of this machine")

    def compose_room(self) -> ComposeResult:
        """The settings, and a way back."""
        with Horizontal(id="found"):
            yield KnobRows()
            with Vertical(id="side"):
                yield Target("▲", id="up")
                yield Target("▼", id="down")
                yield Target(_("Next value"), id="next", is_first=True)
                yield Target(_("Back"), id="back", hint=_("Esc"))

    def on_mount(self) -> None:
        """Show how they stand."""
        self._show()
        self._rows.focus()

    async def say_anew(self) -> None:
        """Say everything in the language that is spoken now, and stay on the same setting."""
        key = self._rows.key
        await super().say_anew()
        self.on_mount()
        self._rows.go_to(key or "")

    @property
    def _rows(self) -> KnobRows:
        return self.query_one(KnobRows)

    def _show(self) -> None:
        try:
            self._rows.show(self._machine.settings())
        except StoreError as error:
            kiosk(self).say(sentence(error), trouble=True)

    async def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A setting was touched."""
        event.stop()
        await self.action_turn(1)

    async def action_turn(self, by: int) -> None:
        """Take the next value of the setting under the cursor, or the one before."""
        knob = self._rows.knobs.get(self._rows.key or "")
        if knob is None:
            return
        before = self._rows.settings
        now = getattr(before, knob.name)
        at = knob.values.index(now) if now in knob.values else -1
        value = knob.values[(at + by) % len(knob.values)]
        settings = before.model_copy(update={knob.name: value})
        try:
            self._machine.register.choose_settings(settings)
        except StoreError as error:
            kiosk(self).say(sentence(error), trouble=True)
            return
        self._show()
        if isinstance(self.app, KioskLook) and self.app.look_as(settings):
            for screen in self.app.screen_stack:
                if isinstance(screen, KioskScreen):
                    await screen.say_anew()

    async def on_target_pressed(self, event: Target.Pressed) -> None:
        """A target was touched."""
        event.stop()
        match event.target.id:
            case "up":
                self._rows.action_move(-1)
            case "down":
                self._rows.action_move(1)
            case "next":
                await self.action_turn(1)
            case "back":
                self.action_leave()
