"""What the screens of a kiosk share: a line that says what it is and how it stands, room below it, a line of keys."""

from __future__ import annotations

from typing import Generic, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from leaptui.kiosk.courier import Carried
from leaptui.kiosk.machine import Machine
from leaptui.language import N_
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.kiosk.small import SmallCover
from leaptui.tui.line import Line, width_of
from leaptui.tui.widgets.desk import FooterLine
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.patient import Patient
from leaptui.tui.widgets.small import SaysTooSmall, is_too_small

T = TypeVar("T")


class KioskWords(DeskApp):
    """An app of a kiosk, as its screens see it."""

    machine: Machine
    is_large = False
    """Whether names and digits are written in large letters."""

    def carried(self) -> Carried:
        """How the machine stands to the others, in words."""
        return self.machine.courier.carried(self.machine.clock.now())


def kiosk(widget: Widget) -> KioskWords:
    """The app of a kiosk a widget lives in."""
    return cast("KioskWords", widget.app)


class TopLine(Widget):
    """What the screen is for, and how the machine stands to the others."""

    DEFAULT_CSS = "TopLine { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def on_mount(self) -> None:
        """Keep step with the syncs in the background."""
        self.set_interval(2.0, self.refresh)

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        inks = desk(self).inks
        words, carried = (f"  {self._words}", inks.strong), kiosk(self).carried()
        # What is asked is read whole: how the machine stands is said shorter beside it, or not at all.
        ways = ([(f"{said}  ", inks.dim)] for said in carried if said)
        right = next((way for way in ways if width_of([words, *way]) < self.size.width), [])
        return Line(words, right=right).strip(self.size.width, inks.desk)


class Said(Static):
    """One sentence below what is asked: what went wrong, or how long to wait. It keeps its rows while it is empty."""

    DEFAULT_CSS = "Said { height: 2; width: 1fr; text-style: bold; color: $strong; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def say(self, sentence: str) -> None:
        """Say it."""
        self.update(sentence)


class KioskScreen(Patient[T], SaysTooSmall, Generic[T]):
    """A screen of a kiosk. It answers with a T, or None where it was left."""

    CSS_PATH = "kiosk.tcss"
    TITLE_WORDS = ""
    WHEN_SMALL: frozenset[str] = frozenset()
    """What can be done where the window is too small: nothing else is done that cannot be seen."""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (24, "-short"), (34, "-tall")]
    BINDINGS = [
        Binding("f1", "help", N_("Help"), id="overlay.help", tooltip=N_("The keys that work here")),
        Binding("escape", "leave", N_("Back"), id="kiosk.back", tooltip=N_("Back to where this began")),
    ]

    def compose(self) -> ComposeResult:
        """The line above, the room, the keys."""
        yield TopLine(self.top_words())
        with Vertical(id="room"):
            yield from self.compose_room()
        yield FooterLine(commands=False)
        yield self.cover()

    def cover(self) -> SmallCover:
        """What lies over all this where the window is too small."""
        return SmallCover()

    @property
    def is_covered(self) -> bool:
        """Whether the window is too small."""
        return is_too_small(self.app.size)

    def on_resize(self, event: events.Resize) -> None:
        """Cover all of it, or show it."""
        del event
        self._follow_size()

    def on_screen_resume(self) -> None:
        """Cover all of it, or show it, as the window is now."""
        self._follow_size()

    def _follow_size(self) -> None:
        self.set_class(self.is_covered, "-too-small")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where the window is too small next to nothing is done."""
        if self.is_covered and action not in self.WHEN_SMALL:
            return False
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Clear what was said before: it would lie over what is to be touched here."""
        self.app.clear_notifications()

    def top_words(self) -> str:
        """What the line above says."""
        return "leaptui"

    def compose_room(self) -> ComposeResult:
        """What lies in the room."""
        raise NotImplementedError

    async def say_anew(self) -> None:
        """Say everything in the language that is spoken now."""
        await self.recompose()
        self.refresh_bindings()

    def action_help(self) -> None:
        """Show the keys that work here."""
        from leaptui.tui.help.overlay import HelpOverlay

        self.app.push_screen(HelpOverlay(self))

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
