"""Asking for one line: a PIN, a passphrase, a code, a name; by keyboard or by keys on the screen."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from leaptui.language import N_, _, ngettext
from leaptui.store.errors import StoreError
from leaptui.tui.kiosk.big import BigWords
from leaptui.tui.kiosk.screen import KioskScreen, Said, kiosk
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.shut import Over
from leaptui.tui.kiosk.targets import Pad, Target
from leaptui.tui.sentence import sentence

_ROWS_WITH_MORE = 20
"""On how many rows of a low screen there is room, beside the letters, for a line, what is said and what leads back."""
OTHER = "\0"
"""What is answered where the other thing was touched: no secret holds such a sign, so that none can mean it."""
Check = Callable[[str], str | None]
"""Looks at what was entered, in a thread; gives the sentence that says why it will not do, None where it will."""


@dataclass(frozen=True)
class Asked:
    """What is asked for: whose or what in large letters, the question, a hint, whether it is hidden while it is typed.

    `has_digits`: ten digits are enough for most; the letters are one touch away. `wait_left` gives for how many seconds nothing
    is taken. `twin` tells whoever is asked from others of the same name. `other` are the words of one more thing to touch.
    """

    title: str
    question: str
    hint: str = ""
    is_hidden: bool = True
    has_digits: bool = True
    begins_with: str = ""
    wait_left: Callable[[], float] = lambda: 0.0
    other: str = ""
    twin: str = ""
    can_leave: bool = True


class Entry(KioskScreen[str]):
    """Asks for one line, and answers with it once `check` has nothing against it; with OTHER where that was touched.

    Where `check` says that it is over, the answer is that sentence, an Over.
    """

    BINDINGS = [
        Binding("enter", "take", N_("Go on"), priority=True, id="entry.take", tooltip=N_("Go on with what you typed")),
        Binding("f2", "letters", N_("Keys"), id="kiosk.keys", tooltip=N_("Show letters on the screen, or digits")),
        Binding(
            "f8",
            "letters",
            N_("Keys"),
            show=False,
            id="kiosk.screen_keys",
            tooltip=N_("Show keys on the screen, or hide them"),
        ),
        Binding("f4", "other", N_("Other"), show=False, id="entry.other", tooltip=N_("Do what the other target says")),
    ]

    @dataclass
    class Looked(Message):
        """What was entered was looked at: the sentence that says what is wrong with it, or None."""

        entered: str
        trouble: str | None

    def __init__(self, asked: Asked, check: Check) -> None:
        super().__init__()
        self.asked = asked
        self._check = check
        self.is_looking = False
        """Whether what was entered is being looked at."""
        self._waited = False

    def top_words(self) -> str:
        """What is asked."""
        return self.asked.question

    def compose_room(self) -> ComposeResult:
        """Whose it is, the line, what was wrong with it, and keys."""
        asked = self.asked
        with Horizontal(classes="row"):
            with Vertical(id="asked"):
                yield BigWords(asked.title, asked.twin)
                yield Input(
                    asked.begins_with,
                    placeholder=asked.hint,
                    password=asked.is_hidden,
                    id="line",
                    max_length=250,
                    select_on_focus=False,
                )
                yield Said()
                with Horizontal(id="more"):
                    if asked.can_leave:
                        yield Target(_("Back"), id="back", hint=_("Esc"))
                    yield Target(_("Keys"), id="keys", hint="F2")
                    if asked.other:
                        yield Target(asked.other, id="other", hint="F4")
            if asked.has_digits:
                yield Pad(is_large=kiosk(self).is_large)
        yield ScreenKeys()

    def on_mount(self) -> None:
        """Show the keys there are, and count the wait down."""
        self.set_class(not self.asked.has_digits, "-letters")
        self.set_class(kiosk(self).is_large, "-large")
        self.set_interval(0.5, self.count_down)
        self.count_down()

    def on_resize(self, event: events.Resize) -> None:
        """Keep what leads back from the letters where there is room for it."""
        self.set_class(event.size.height >= _ROWS_WITH_MORE, "-with-more")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some cannot be left, and some have nothing else to do."""
        if (action == "leave" and not self.asked.can_leave) or (action == "other" and not self.asked.other):
            return False
        return super().check_action(action, parameters)

    # ---- waiting

    def count_down(self) -> None:
        """Say how long nothing is taken, and when it is over."""
        left = self._left()
        if left > 0:
            self._waited = True
            self._said.say(wait_words(left))
        elif self._waited:
            self._waited = False
            self._said.say(_("You can try again now."))

    def _left(self) -> float:
        try:
            return self.asked.wait_left()
        except StoreError:
            return 0.0  # the try itself says what is wrong

    @property
    def _said(self) -> Said:
        return self.query_one(Said)

    # ---- answering

    def tell(self, words: str) -> None:
        """Say what whoever waits for the answer should know."""
        self._said.say(words)

    def action_take(self) -> None:
        """Look at what was entered."""
        entered = self.query_one("#line", Input).value
        if self.is_looking or not entered:
            return
        if (left := self._left()) > 0:
            self._said.say(wait_words(left))
            return
        self.is_looking = True
        self._said.say(_("One moment …"))
        self._look(entered)

    @work(thread=True, exit_on_error=False, group="entry")
    def _look(self, entered: str) -> None:
        try:
            trouble = self._check(entered)
        except StoreError as error:
            trouble = sentence(error)
        self.post_message(self.Looked(entered, trouble))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let nobody wait for what has failed in a way that nobody foresaw."""
        if event.state is WorkerState.ERROR:
            self.post_message(
                self.Looked("", _("This went wrong in the program. Try once more, or ask the facilitator."))
            )

    def on_entry_looked(self, event: Looked) -> None:
        """Answer, or say what is wrong."""
        event.stop()
        self.is_looking = False
        if event.trouble is None:
            self.dismiss(event.entered)
            return
        if isinstance(event.trouble, Over):
            self.dismiss(event.trouble)
            return
        self._said.say(event.trouble)
        if self.asked.is_hidden:
            self.query_one("#line", Input).value = ""

    # ---- keys

    def action_letters(self) -> None:
        """Show letters in place of digits, or the other way round."""
        self.toggle_class("-letters")
        self.query_one(Input).focus()

    def action_other(self) -> None:
        """Answer with the other thing."""
        self.dismiss(OTHER)

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """A target was touched."""
        event.stop()
        match event.target.id:
            case "back":
                self.action_leave()
            case "keys":
                self.action_letters()
            case "other" | "small-out":
                self.action_other()


def wait_words(seconds: float) -> str:
    """How long to wait, without reproach."""
    left = math.ceil(seconds)
    if left > 90:
        minutes = math.ceil(left / 60)
        words = ngettext("The next try can be made in {n} minute.", "The next try can be made in {n} minutes.", minutes)
        return words.format(n=minutes)
    words = ngettext("The next try can be made in {n} second.", "The next try can be made in {n} seconds.", left)
    return words.format(n=left)
