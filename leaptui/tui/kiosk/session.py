"""The app as one session of a shared machine: one learner, nothing that leads out, nothing that stays behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SuspendNotSupported
from textual.binding import Binding, BindingsMap
from textual.screen import Screen
from textual.widget import Widget

from leaptui.kiosk.machine import Machine
from leaptui.kiosk.namesakes import Called
from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.store.errors import Another, StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.settings import Settings
from leaptui.tui import themes
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.carry import Carrier
from leaptui.tui.commands import Command
from leaptui.tui.kiosk.carrier import KioskCarrier
from leaptui.tui.kiosk.entry import OTHER, Entry
from leaptui.tui.kiosk.idle import INPUT, LOCK_KEY, IdleNotice, IdleWatch, Stage, is_lock_key
from leaptui.tui.kiosk.locked import Locked, can_unlock
from leaptui.tui.kiosk.screen import KioskWords
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.tastes import KioskTastes
from leaptui.tui.noting import note_all
from leaptui.tui.sentence import sentence
from leaptui.tui.unkept import Unkept
from leaptui.tui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from leaptui.tui.kiosk.stick import TakingHome

SCREEN_KEYS = Binding(
    "f8",
    "screen_keys",
    N_("Keys"),
    priority=True,
    id="kiosk.screen_keys",
    tooltip=N_("Show keys on the screen, or hide them"),
)
DOCKED = "ScreenKeys.docked"
"""Keys that were put onto a screen that has none of its own."""
OUTSIDE = frozenset(
    {
        "command_palette",
        "change_theme",
        "editor",
        "queue",
        "leave_samples",
        "screenshot",
        "simulate_key",
        "suspend_process",
    }
)
"""Actions that would lead out of the app, into another portfolio, or leave something behind."""

MOST_PASTED = 200_000
"""Signs that can be pasted at once: laying out more keeps the screen from answering for many seconds."""

OUTSIDE_COMMANDS = frozenset({"keys", "open", "new", "rename", "connect", "said", "samples"})
"""Commands of the palette that are the facilitator's, or nobody's at a shared machine."""


class KioskApp(LeaptuiApp, KioskWords):
    """The app on the portfolio of whoever is signed in. It ends with `how_it_ended`."""

    CSS_PATH = ["../app.tcss", "../today/screen.tcss", "kiosk.tcss"]
    TAKES_OWN_KEYS = False
    BINDINGS: ClassVar = [
        Binding("q,ctrl+q", "quit", N_("Sign out"), id="app.quit", tooltip=N_("Sign out; everything is saved")),
        Binding(
            LOCK_KEY,
            "lock_now",
            N_("Lock"),
            show=False,
            priority=True,  # also over what lies on a screen: whoever gets up locks first
            id="kiosk.lock",
            tooltip=N_("Lock the screen; your PIN opens it"),
        ),
        SCREEN_KEYS,
    ]

    def __init__(self, machine: Machine, store: PortfolioStore, watch: IdleWatch | None = None, twin: str = "") -> None:
        """`twin` tells the learner from others of the same name."""
        self.machine = machine
        self._own_name = store.name
        self._machine_settings = machine.settings()
        self.idle = watch or IdleWatch(self._machine_settings)
        self.is_locked = False
        self._is_leaving = False
        """Whether the learner is signed out as soon as their portfolio is on the stick."""
        self.parting = ""
        """A sentence for the gate, to whoever waited to be signed out; it tells nothing of anybody."""
        self._later: list[Callable[[], object]] = []
        super().__init__(store.workspace, store, machine.clock)
        self.is_shared = True
        self.twin = twin
        self.is_large = self._machine_settings.is_large
        self.is_own_start = True
        # The portfolio was opened while the secret was looked at: there is no need to show an empty desk before it.
        self.session.read()
        self.unkept.take_up(self.session)
        self.inks = self.make_inks(self.theme)

    # ---- what is otherwise than on one's own machine

    def _own_settings(self) -> Settings:
        return KioskTastes(self._machine_settings, self.machine.register, self._own_name)

    def _own_themes(self) -> themes.Themes:
        return themes.load_themes(None, self.terminal, own=False)

    def _make_carrier(self) -> Carrier:
        return KioskCarrier(self, self.machine.courier)

    def _make_unkept(self) -> Unkept:
        words = _("It is held for you until this machine is switched off. The facilitator can make room on its disk.")
        return Unkept(self, self.machine.held, words)

    def make_header(self) -> Widget:
        """The banner that says who is signed in."""
        from leaptui.tui.kiosk.header import SessionBanner

        return SessionBanner()

    def copy_to_clipboard(self, text: str) -> None:
        """Keep it for this session alone: the terminal's own clipboard would outlive it."""
        self._clipboard = text

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Never: who leaves the app for a moment stands before a shell. Raises SuspendNotSupported."""
        raise SuspendNotSupported
        yield

    def follow_rename(self) -> bool:
        """Where the portfolio was given another name meanwhile, sign out: the next time it opens under the new one."""
        if self.session.store.path.exists() or self.workspace.renamed(self.session.store.name) is None:
            return False
        self.sign_out()
        return True

    def in_trouble(self, error: StoreError) -> None:
        """Sign out where another portfolio has the name now; nothing of it is shown, and nothing was written into it."""
        if isinstance(error, Another):
            self.parting = sentence(error)
            self.sign_out()
        else:
            super().in_trouble(error)

    def allows(self, command: Command) -> bool:
        """Whether a command of the palette is one of a shared machine."""
        if command.key == "import":
            return self.workspace.sources.folder is not None
        return command.key not in OUTSIDE_COMMANDS

    def more_commands(self) -> list[Command]:
        """What can be done at a shared machine alone."""
        return [*self._stick_commands(), *self._session_commands()]

    def _stick_commands(self) -> list[Command]:
        if self.workspace.sources.folder is None:
            return []
        from leaptui.tui.kiosk.stick import take_home
        from leaptui.tui.kiosk.stick_files import add_from_stick

        words = _("your portfolio, its files and its history, onto a stick")
        return [
            Command("kiosk.file", _("Add a file from the stick"), _("as a new piece"), lambda: add_from_stick(self)),
            Command("kiosk.home", _("Take it home"), words, lambda: take_home(self)),
        ]

    def _session_commands(self) -> list[Command]:
        return [
            Command("kiosk.secret", _("Change my PIN or passphrase"), _("at this machine"), self._change_secret),
            Command("kiosk.lock", _("Lock the screen"), _("your PIN opens it again"), self.action_lock_now),
            Command("kiosk.out", _("Sign out"), _("everything is saved"), self.ask_out),
        ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing that leads out, and nothing at all of the desk while it is locked."""
        if action in OUTSIDE or self.is_locked:
            return False
        if action == "screen_keys" and isinstance(self.screen, Entry):
            return False  # it has keys of its own
        if action == "screen_keys" and isinstance(self.screen, Overlay):
            return self.screen.TAKES_TEXT
        return super().check_action(action, parameters)

    # ---- the way out

    async def action_quit(self) -> None:
        """Sign out."""
        self.ask_out()

    def ask_out(self) -> None:
        """Sign out, after a question where something half written is kept nowhere."""
        self.unkept.ask_before(self.sign_out)

    def sign_out(self) -> None:
        """End the session: everything is saved already, and what is half written is kept for this learner, to its last letter."""
        note_all(self)
        self.exit(0)

    # ---- nobody is there

    def on_mount(self) -> None:
        """Look from now on whether somebody is there."""
        self.set_interval(0.5, self.look_for_somebody)

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody is there; what answers the notice does nothing else, but for the key that locks."""
        if isinstance(event, INPUT) and not getattr(event, "is_forwarded", False):
            self.idle.touched()
            if isinstance(self.screen, IdleNotice) and not is_lock_key(event):
                self.screen.dismiss(None)
                return
        if isinstance(event, events.Paste) and len(event.text) > MOST_PASTED:
            words = _("This is too much to paste at once, so nothing was put in: it may come as a file from the stick.")
            self.say(words, trouble=True)
            return
        await super().on_event(event)

    def look_for_somebody(self) -> None:
        """Show the notice, lock, or sign out, by how long nobody was there; lock also where the facilitator locked them out."""
        if not self.is_locked and self._is_locked_out():
            self.action_lock_now()
        match self.idle.stage:
            case Stage.NOTICE if not self.is_locked and not isinstance(self.screen, IdleNotice):
                self.push_screen(IdleNotice(self.idle))
            case Stage.LOCK if not self.is_locked:
                self.action_lock_now()
            case stage if (stage is Stage.LEAVE or self._is_leaving) and not self._is_taking_home():
                self._part()
                self.sign_out()

    def _is_locked_out(self) -> bool:
        try:
            return self.machine.learner(self.session.store.name).is_locked
        except StoreError:
            return False  # the lock could not be opened again; the gate says what is wrong

    def _taking_home(self) -> TakingHome | None:
        from leaptui.tui.kiosk.stick import TakingHome

        return next((screen for screen in self.screen_stack if isinstance(screen, TakingHome)), None)

    def _is_taking_home(self) -> bool:
        """Whether a portfolio is on its way onto a stick: it is written to its end, behind the lock."""
        sheet = self._taking_home()
        return sheet is not None and not sheet.is_over

    def _part(self) -> None:
        """Have it said at the gate what came of what was waited for."""
        sheet = self._taking_home()
        if sheet is not None:
            whole = _("The portfolio is on the stick, and was read back.")
            self.parting = (
                whole if sheet.is_whole else _("The portfolio is not whole on the stick. Sign in to try again.")
            )

    def action_lock_now(self) -> None:
        """Cover everything until the same learner is there again; who has no secret yet is signed out instead."""
        if self.is_locked:
            return
        name = self.session.store.name
        if not can_unlock(self.machine, name):
            self.sign_out()
            return
        if isinstance(self.screen, IdleNotice):
            self.screen.dismiss(None)
        self.clear_notifications()
        learner = clean_line(self.session.portfolio.meta.learner.name) if self.session.is_open else name
        lock = Locked(self.machine, name, Called(learner, self.twin), self._leave_soon)
        super().push_screen(lock, self._unlocked)
        self.is_locked = True

    def _leave_soon(self) -> str:
        """Sign out from the lock: at once, or when the portfolio is on the stick; then gives the sentence that says so."""
        self._is_leaving = self._is_taking_home()
        if not self._is_leaving:
            return ""
        return _("Your portfolio is still being written to the stick; then you are signed out.")

    def _unlocked(self, answer: str | None) -> None:
        self.is_locked = False
        if answer is None or answer == OTHER:
            self.sign_out()
            return
        self._is_leaving = False  # they are back
        later, self._later = self._later, []
        for do in later:
            do()
        self.refresh_bindings()

    def push_screen(self, *args: Any, **options: Any) -> Any:  # it has three forms in Textual
        """Show a screen; while it is locked nothing comes over the lock."""
        if self.is_locked:
            self._later.append(lambda: self.push_screen(*args, **options))
            return None
        had_keys = bool(self.screen_stack and self.screen.query(DOCKED))
        pushed = super().push_screen(*args, **options)
        if isinstance(self.screen, Overlay) and self.screen.TAKES_TEXT:
            self._offer_keys(self.screen, shown=had_keys)
        return pushed

    def _offer_keys(self, sheet: Overlay[Any], *, shown: bool) -> None:
        """Offer keys in the footer of a sheet to write on, which may lie over the banner; `shown`: show them at once."""
        offered = replace(SCREEN_KEYS, action=f"app.{SCREEN_KEYS.action}", priority=False)
        keys: BindingsMap = sheet._bindings  # noqa: SLF001  # Textual has no public way
        keys.key_to_bindings.setdefault(offered.key, []).append(offered)
        if shown:  # who touched keys below goes on with them
            sheet.call_after_refresh(sheet.mount, ScreenKeys(is_docked=True))

    def switch_screen(self, screen: Screen[Any] | str) -> Any:
        """Go to another screen; the lock is not replaced."""
        return None if self.is_locked else super().switch_screen(screen)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while; none of them lies over the lock."""
        if not self.is_locked:
            super().say(sentence, trouble=trouble)

    # ---- keys on the screen

    def action_screen_keys(self) -> None:
        """Show keys on the screen that is on top, or take them away."""
        shown = self.screen.query(DOCKED)
        if shown:
            shown.remove()
        else:
            self.screen.mount(ScreenKeys(is_docked=True))

    # ---- the secret

    def _change_secret(self) -> None:
        from leaptui.tui.kiosk.secret import change_secret

        change_secret(self)
