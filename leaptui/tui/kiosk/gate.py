"""The gate: what a shared machine shows while nobody is signed in."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from textual import events
from textual.binding import Binding

from leaptui.kiosk import hashing
from leaptui.kiosk.answer import Answer, Kind
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.namesakes import Called, called
from leaptui.kiosk.place import has_room
from leaptui.kiosk.unit import END_CODE
from leaptui.language import N_, _, ngettext
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.ending import guard_signals
from leaptui.tui.kiosk.attract import FACILITATOR, Attract
from leaptui.tui.kiosk.entry import Asked, Entry, wait_words
from leaptui.tui.kiosk.idle import INPUT, awake
from leaptui.tui.kiosk.look import KioskLook
from leaptui.tui.kiosk.names import WhoSigns
from leaptui.tui.kiosk.opening import Opening
from leaptui.tui.kiosk.shut import Over, for_learners, full_words, shut_words, unopened_words

IDLE_SECONDS = 60.0
"""After how long without a key or a touch the gate begins anew: what was half typed is gone then."""


@dataclass(frozen=True)
class Signed:
    """A learner has signed in: the name of the portfolio, and the portfolio, opened while the secret was looked at."""

    name: str
    store: PortfolioStore
    twin: str = ""
    """What tells the learner from others of the same name."""


class Gate(KioskLook):
    """Asks who is there. It ends with `signed`, or with `leaves` where the facilitator ends the kiosk; there is no other way."""

    TITLE = "leaptui"
    CSS_PATH: ClassVar = ["../app.tcss"]
    ENABLE_COMMAND_PALETTE = False
    TAKES_OWN_KEYS = False
    BINDINGS: ClassVar = [
        Binding("ctrl+q,ctrl+c", "nothing", N_("Stay"), show=False, priority=True, id="kiosk.stay", tooltip=N_("Stay")),
    ]
    says_for = 5.0

    def __init__(self, machine: Machine, trouble: str = "") -> None:
        """`trouble` is a sentence to begin with."""
        self.machine = machine
        self.signed: Signed | None = None
        self.leaves = False
        self._trouble = trouble
        self.now: Callable[[], float] = awake
        """A clock in seconds that goes on while the machine sleeps."""
        self._touched = self.now()
        self._opened: PortfolioStore | None = None
        self._is_full = False
        super().__init__(machine.looks())
        self.is_shared = True

    def on_mount(self) -> None:
        """Wait for somebody."""
        self.set_class(self.inks.mono, "-mono")
        guard_signals(self)
        self.begin()
        self.call_after_refresh(self._begun)
        self.set_interval(1.0, self._watch)

    def _begun(self) -> None:
        gc.enable()
        self.run_worker(_read_ahead, thread=True, exit_on_error=False)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        self.tell(sentence, trouble=trouble)

    def action_nothing(self) -> None:
        """No key leads out."""

    # ---- nobody is there

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there."""
        if isinstance(event, INPUT):
            self._touched = self.now()
        await super().on_event(event)

    def _watch(self) -> None:
        self.machine.held.settle()
        if isinstance(self.screen, Attract) and self._is_full is has_room(self.machine.register.path):
            self.begin()  # the door says whether anybody can sign in
        if self.now() - self._touched > IDLE_SECONDS and not isinstance(self.screen, Attract):
            self.begin()

    def begin(self) -> None:
        """Begin anew, whatever is shown."""
        self._opened = None
        while len(self.screen_stack) > 1:
            self.pop_screen()
        trouble, self._trouble = self._trouble, ""
        try:
            self.look_as(self.machine.settings())
        except StoreError as error:  # it goes on as it looked
            trouble = trouble or shut_words(error)
        self._is_full = not has_room(self.machine.register.path)
        if self._is_full:
            trouble = trouble or full_words()
        self.push_screen(Attract(trouble), self._attracted)

    def _attracted(self, answer: str | None) -> None:
        if answer == FACILITATOR:
            self.ask_passphrase()
        else:
            self.ask_who()

    # ---- signing in

    def ask_who(self) -> None:
        """Ask whose portfolio is to be opened."""
        try:
            names = self.machine.names()
        except (OSError, StoreError) as error:
            self._trouble = shut_words(error)
            self.begin()
            return
        if not names:
            self._trouble = _("There is no portfolio here yet. The facilitator can begin one for you.")
            self.begin()
            return

        def chosen(name: str | None) -> None:
            if name is None:
                self.begin()
            else:
                self.ask_secret(name, called(names)[name])

        self.push_screen(WhoSigns(names), chosen)

    def ask_secret(self, name: str, learner: Called) -> None:
        """Ask for what only this learner knows."""
        try:
            known = self.machine.learner(name)
        except StoreError as error:
            self._trouble = shut_words(error)
            self.begin()
            return
        if known.is_locked:
            self._end(
                _("{name} is locked out at this machine. The facilitator can open it again.").format(name=learner)
            )
        elif known.secret is not None:
            asked = self._asked(learner, _("Your PIN or passphrase"), name)
            check = for_learners(lambda secret: self._try(name, secret))
            self.push_screen(Entry(asked, check), self._entered(name, learner))
        elif known.code is not None:
            self._ask_code(name, learner)
        else:
            words = _(
                "{name} has not signed in at this machine yet. The facilitator can give a code for the first time."
            )
            self._end(words.format(name=learner))

    def _asked(self, learner: Called, question: str, name: str, *, hint: str = "", is_hidden: bool = True) -> Asked:
        def left() -> float:
            return self.machine.register.seconds_to_wait(name)

        return Asked(learner.name, question, hint, is_hidden=is_hidden, wait_left=left, twin=learner.twin)

    def _end(self, words: str) -> None:
        self._trouble = words
        self.begin()

    def _entered(self, name: str, learner: Called) -> Callable[[str | None], None]:
        def entered(secret: str | None) -> None:
            if isinstance(secret, Over):
                self._end(secret)
                return
            # One that was opened for somebody who walked away meanwhile is nobody else's.
            if secret is None or self._opened is None or self._opened.name != name:
                self.begin()
                return
            self.signed = Signed(name, self._opened, learner.twin)
            self.exit(0)

        return entered

    def _try(self, name: str, secret: str) -> str | None:
        """In a thread: look at a secret, and open the portfolio meanwhile."""
        opening = Opening(self.machine, name)
        answer = self.machine.register.sign_in(name, secret, opening.begin)
        return self._take(opening) if answer.is_right else self._words(answer)

    def _take(self, opening: Opening) -> str | None:
        """Take a portfolio that was opened for whoever signs in; gives the sentence where it cannot be."""
        opened = opening.wait()
        if isinstance(opened, StoreError):
            return unopened_words(opened)
        self._opened = opened
        return None

    def _words(self, answer: Answer) -> str:
        """What came of a try, in a sentence without reproach."""
        match answer.kind:
            case Kind.WRONG if answer.seconds > 0:
                return f"{_('That was not it.')} {wait_words(answer.seconds)}"
            case Kind.WRONG:
                return _("That was not it. Try once more.")
            case Kind.WAITS:
                return wait_words(answer.seconds)
            case Kind.LOCKED:
                return _("You are locked out at this machine. The facilitator can open it again.")
            case Kind.TOO_OLD:
                return _("This code was given too long ago. The facilitator can give another.")
        return _("There is no code or secret for you here any more. The facilitator can give a code.")

    # ---- the first time

    def _ask_code(self, name: str, learner: Called) -> None:
        words = _("The code that the facilitator gave you")
        asked = self._asked(learner, words, name, hint=_("8 digits"), is_hidden=False)

        def check(code: str) -> str | None:
            answer = self.machine.register.check_code(name, code)
            return None if answer.is_right else self._words(answer)

        def entered(code: str | None) -> None:
            if code is None:
                self.begin()
            else:
                self._ask_new_secret(name, learner, code)

        self.push_screen(Entry(asked, for_learners(check)), entered)

    def _ask_new_secret(self, name: str, learner: Called, code: str) -> None:
        words = _("Choose a PIN of six digits or more, or a few words")
        asked = Asked(learner.name, words, hint=_("something only you know"), twin=learner.twin)

        def entered(secret: str | None) -> None:
            if secret is None:
                self.begin()
            else:
                self._ask_again(name, learner, code, secret)

        self.push_screen(Entry(asked, lambda secret: hashing.trouble_with(secret, learner.name)), entered)

    def _ask_again(self, name: str, learner: Called, code: str, secret: str) -> None:
        asked = Asked(learner.name, _("Once more, so that you know it"), twin=learner.twin)

        def check(again: str) -> str | None:
            if again != secret:
                return _("These were two different ones. Esc leads back, to choose anew.")
            answer = self.machine.register.choose_secret(name, code, secret, learner.name)
            if not answer.is_right:
                return self._words_of_code(answer)
            opening = Opening(self.machine, name)
            opening.begin()
            return self._take(opening)

        def entered(again: str | None) -> None:
            if again is None:
                self._ask_new_secret(name, learner, code)
            else:
                self._entered(name, learner)(again)

        self.push_screen(Entry(asked, for_learners(check)), entered)

    def _words_of_code(self, answer: Answer) -> str:
        """What came of a code that was right before a secret was chosen by it; where it is right no more, it is over."""
        match answer.kind:
            case Kind.WAITS:
                return self._words(answer)
            case Kind.WRONG | Kind.UNKNOWN:
                return Over(_("This code holds no longer. The facilitator can give another."))
        return Over(self._words(answer))

    # ---- the facilitator

    def ask_passphrase(self) -> None:
        """Ask for what opens the office."""
        register = self.machine.register
        asked = Asked(_("Facilitator"), _("Passphrase"), has_digits=False, wait_left=register.seconds_for_facilitator)

        def slowly(seconds: float) -> None:
            self.call_from_thread(self._tell_of_wait, seconds)
            time.sleep(seconds)

        def check(passphrase: str) -> str | None:
            answer = register.admit(passphrase, slowly)
            return None if answer.is_right else self._words(answer)

        def entered(passphrase: str | None) -> None:
            if passphrase is None:
                self.begin()
            else:
                self.open_office()

        self.push_screen(Entry(asked, check), entered)

    def _tell_of_wait(self, seconds: float) -> None:
        if isinstance(self.screen, Entry):
            n = round(seconds)
            words = ngettext(
                "The disk of this machine takes nothing, so this takes {n} second.",
                "The disk of this machine takes nothing, so this takes {n} seconds.",
                n,
            )
            self.screen.tell(words.format(n=n))

    def open_office(self) -> None:
        """Show what the facilitator can do."""
        from leaptui.tui.kiosk.office import Office

        def left(leaves: bool | None) -> None:
            if leaves:
                self.leaves = True
                self.exit(END_CODE)
            else:
                self.begin()

        self.push_screen(Office(self.machine), left)


def _read_ahead() -> None:
    """Read in what a session needs while nobody waits for it: a learner's first screen is there the sooner."""
    from leaptui.kiosk.hashing import Cost, hash_secret

    for module in ("kiosk.session", "repair.opening"):
        import_module(f"leaptui.tui.{module}")
    hash_secret("read the library", Cost(1, 64, 1))
