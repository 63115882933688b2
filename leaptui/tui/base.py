"""What every widget may ask of the app: the session it works in and the inks it writes with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.errors import NoWidget
from textual.filter import ANSIToTruecolor, LineFilter, Monochrome
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widget import Widget

from leaptui.tui.keymap import take_own_keys
from leaptui.tui.telling import Telling
from leaptui.tui.terminal import InTurn
from leaptui.tui.widgets.patient import Patient
from leaptui.tui.widgets.small import SaysTooSmall, TooSmall, is_too_small

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.model.search import Narrow
    from leaptui.tui.inks import Inks
    from leaptui.tui.session import Session
    from leaptui.tui.terminal import Terminal


@dataclass
class KeyTaken(Message):
    """A key has come to the end of its way: somebody took it, or nobody wanted it."""

    began: MessagePump
    """The widget it went to first."""


@dataclass
class States:
    """What the header tells: how things stand with the other copies, and trouble with the file, each in words."""

    synced: str = ""
    short: str = ""
    """What stands for `synced` where there is little room, and stays; empty where that may be left out."""
    since: str = ""
    """When the last sync went through, where that is worth a word."""
    samples: str = ""
    """That these are samples; empty where it is a portfolio of the learner's own."""
    trouble: str = ""
    unsaved: str = ""
    """Why the last change could not be written; empty once one is again."""
    unkept: str = ""
    """Why what is half written could not be noted; empty once it is."""


class DeskApp(Telling):
    """The app as its widgets see it."""

    session: Session
    inks: Inks
    states: States
    twin = ""
    """What tells the learner from others of the same name, where more than one may sign in."""
    terminal: Terminal
    _taken: events.Click | None = None
    crash: Exception | None = None
    """What ended the app, where it was an error of its own."""
    own_keys: dict[str, tuple[str, ...]]
    """The keys the learner chose, by the id of what they do; the others are as they come."""
    key_trouble: str = ""
    """What is wrong with the learner's keys, in words; empty where nothing is."""

    TAKES_OWN_KEYS: ClassVar[bool] = True
    """Whether the keys are those the user of this machine chose; who uses a shared one has no file on it."""
    is_shared = False
    """Whether many use the machine it runs on: then nothing leads out of the app, and nothing is left behind in it."""

    def __init__(self) -> None:
        super().__init__()
        self._typed_ahead: list[events.Event] = []
        self._key_in_hand = False
        self._filter: InTurn | None = None
        self.own_keys = {}
        if self.TAKES_OWN_KEYS:
            take_own_keys(self)

    def make_header(self) -> Widget:
        """Make what stands at the top of each screen of the desk."""
        from leaptui.tui.widgets.header import HeaderLine

        return HeaderLine()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every row painted goes through: what Textual wants, and what the terminal needs."""
        found = super().get_line_filters()
        if self.terminal.hues:
            # Textual takes an empty NO_COLOR for a wish, too.
            found = [one for one in found if not isinstance(one, Monochrome)]
        if not self.terminal.shades:
            # What shows through an overlay comes here twice: a second time as one of the sixteen, which has to stay what it is.
            found = [one for one in found if not isinstance(one, ANSIToTruecolor)]
        found = [*found, *self.terminal.filters]
        if self._filter is None or self._filter.filters != found:
            self._filter = InTurn(found)
        return [self._filter]

    @property
    def is_open(self) -> bool:
        """Whether the app can take keys and clicks: what it works on was read."""
        return True

    async def on_event(self, event: events.Event) -> None:
        """Take one key after the other: one that opens a sheet has opened it before the next one is looked at.

        Keys that come in one burst, as over a slow line, would otherwise go through the sheet to what lies below it.
        """
        if isinstance(event, events.MouseEvent) and (
            not self.is_open or self._points_at_what_goes(event) or self._goes_on_clicking(event)
        ):
            return
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            if isinstance(event, events.MouseUp):
                self.call_after_refresh(self.keep_clear)
        elif self._key_in_hand or not self.is_open or (isinstance(self.screen, Patient) and not self.screen.is_ready):
            self._typed_ahead.append(event)
        else:
            self._key_in_hand = True
            target: MessagePump = self.focused or self.screen
            await super().on_event(event)
            self._follow(event, target, target)

    def _points_at_what_goes(self, event: events.MouseEvent) -> bool:
        """Whether the mouse is pressed on what is being removed, as by the second of two clicks on a sentence.

        Textual would look for the place of a parent that is not there any more.
        """
        if not isinstance(event, events.MouseDown):
            return False
        try:
            widget, _region = self.screen.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        return widget is not self.screen and widget.parent is None

    def take_once(self, click: events.Click) -> None:
        """Let a click be taken alone: who is used to click twice would else click on what it has opened, too."""
        self._taken = click

    def _goes_on_clicking(self, event: events.MouseEvent) -> bool:
        """Whether the mouse is pressed as by the second of two clicks, of which the first did all there was to do."""
        if self._taken is None or not isinstance(event, events.MouseDown):
            return False
        is_near = event.time - self._taken.time <= self.CLICK_CHAIN_TIME_THRESHOLD
        return is_near and event.screen_offset == self._taken.screen_offset

    def _follow(self, event: events.Event, began: MessagePump, node: MessagePump) -> None:
        """Go up after a key, from the widget it went to first, until somebody has taken it."""
        # Textual has no public way to ask whether an event was stopped.
        over = node is self or event._stop_propagation  # noqa: SLF001  # Textual has no public way
        above = node._parent  # noqa: SLF001  # a node that was removed has none
        if over or above is None or not node.call_later(self._follow, event, began, above):
            self.post_message(KeyTaken(began))

    def on_key_taken(self, event: KeyTaken) -> None:
        """Look at the keys that came meanwhile, after all that came of the key."""
        self._come_after(event.began)
        if self._notifications:
            self.call_after_refresh(self.keep_clear)

    def _come_after(self, node: MessagePump) -> None:
        """Go the key's way once more, behind what was posted there: a line says that it is done, and the sheet keeps it.

        What the key has called for later, as the move of the focus, is done then, too.
        """
        above = node._parent  # noqa: SLF001  # a node that was removed has none
        if node is self or above is None or not node.call_later(self._come_after, above):
            self.call_later(self._next_key)

    async def _next_key(self) -> None:
        self._key_in_hand = False
        await self._let_go()

    async def on_patient_ready(self, event: Patient.Ready) -> None:
        """Let the keys go that were typed ahead of a screen."""
        if not (self.is_open and event.screen.is_set_up):
            return  # the screen says so once more when it has something to show
        event.screen.is_ready = True
        await self._let_go()

    async def _let_go(self) -> None:
        """Take the next key that waits; the ones after it wait for what it does."""
        waiting, self._typed_ahead = self._typed_ahead, []
        for typed in waiting:
            await self.on_event(typed)

    def on_resize(self, event: events.Resize) -> None:
        """Say so where the terminal is too small; the sentence goes by itself once there is room."""
        if is_too_small(event.size) and not isinstance(self.screen, TooSmall | SaysTooSmall):
            self.call_after_refresh(self.push_screen, TooSmall())

    def _fatal_error(self) -> None:
        """End quietly: Textual would print the values of local variables, a learner's words among them."""
        self.bell()
        self._close_messages_no_wait()

    def _handle_exception(self, error: Exception) -> None:
        """End the app; whoever ran it writes a report that holds no learner's words."""
        self.crash = error
        super()._handle_exception(error)

    def do(self, change: Change, says: str | None = None) -> bool:
        """Apply a change; tells whether it was saved, and says so in a sentence where it was not."""
        raise NotImplementedError

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        raise NotImplementedError

    def changed(self, label: str, record_id: str | None = None) -> None:
        """Show a change that was applied: on the screen, and in a word."""
        raise NotImplementedError

    def show_evidence(self, narrow: Narrow, piece: str | None = None, back: str | None = None) -> None:
        """Go to Evidence, narrowed, the cursor on a piece; Esc leads from there to the screen `back`."""
        raise NotImplementedError

    def go(self, screen: str) -> None:
        """Go to one of the screens by its name."""
        raise NotImplementedError

    def go_home(self) -> None:
        """Go back to where one came from, where a screen has nothing more to let go: Today."""
        self.go("today")


def desk(widget: Widget) -> DeskApp:
    """The app a widget lives in."""
    return cast("DeskApp", widget.app)
