"""The facilitator's office at a shared machine: who may sign in, the settings, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from leaptui.kiosk.machine import Machine
from leaptui.kiosk.namesakes import Called, called
from leaptui.kiosk.words import state_words
from leaptui.language import N_, _
from leaptui.store.errors import StoreError
from leaptui.sync.outcome import SyncStanding, SyncState
from leaptui.tui.kiosk.code_given import CodeGiven
from leaptui.tui.kiosk.entry import Asked, Entry
from leaptui.tui.kiosk.names import KEYS, Listing
from leaptui.tui.kiosk.question import Question
from leaptui.tui.kiosk.screen import KioskScreen, kiosk
from leaptui.tui.kiosk.screen_keys import ScreenKeys
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.kiosk.tiles import Names
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.moving import FROM_A_LINE
from leaptui.tui.widgets.row_list import RowList


class Office(KioskScreen[bool]):
    """The learners of this machine and what can be done for them. It answers with True where the kiosk is to end."""

    BINDINGS = [
        *FROM_A_LINE,
        Binding("enter", "code", N_("Code"), priority=True, id="office.code", tooltip=N_("Give this learner a code")),
        *KEYS,
        Binding("f3", "new", N_("New"), id="office.new", tooltip=N_("Begin a portfolio for a new learner")),
        Binding("f4", "lock", N_("Lock"), id="office.lock", tooltip=N_("Lock this learner out here, or let them in")),
        Binding("f5", "sync", N_("Sync"), id="office.sync", tooltip=N_("Sync now")),
        Binding("f6", "settings", N_("Settings"), id="office.settings", tooltip=N_("Choose how this machine behaves")),
        Binding("f10", "quit_kiosk", N_("End"), id="office.quit", tooltip=N_("End the kiosk")),
    ]

    class Changed(Message):
        """Something was written into the register: the sentence about it, and the code that was given, if one was.

        `is_first`: the learner of the code had no secret yet.
        """

        def __init__(self, words: str, name: str = "", code: str = "", *, is_first: bool = True) -> None:
            super().__init__()
            self.words, self.name, self.code, self.is_first = words, name, code, is_first

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine
        self._called: dict[str, Called] = {}
        self._listing = Listing({})
        self.is_writing = False
        """Whether something is being written into the register."""
        self._with_secret: set[str] = set()
        self._locked_out: set[str] = set()

    def top_words(self) -> str:
        """Where one is."""
        return _("Facilitator")

    def compose_room(self) -> ComposeResult:
        """The learners, and what can be done."""
        with Horizontal(classes="row"):
            yield Input(placeholder=_("some letters of a name"), id="find")
            yield Target(_("Keys"), id="keys", hint="F2")
            yield Target(_("End"), id="end", hint="F10")
            yield Target(_("Done"), id="back", hint=_("Esc"))
        with Horizontal(id="found"):
            yield Names({}, {})
            with Vertical(id="acts"):
                yield Target(_("Code"), id="code", hint=_("Enter"), is_first=True)
                yield Target(_("New"), id="new", hint="F3")
                yield Target(_("Lock"), id="lock", hint="F4")
                yield Target(_("Sync"), id="sync", hint="F5")
                yield Target(_("Settings"), id="settings", hint="F6")
                with Horizontal(classes="moves"):
                    yield Target("▲", id="up")
                    yield Target("▼", id="down")
        yield ScreenKeys()

    def on_mount(self) -> None:
        """Show everybody."""
        self.names.is_led = True
        self.read_anew()

    async def say_anew(self) -> None:
        """Say everything in the language that is spoken now."""
        await super().say_anew()
        self.on_mount()

    @property
    def names(self) -> Names:
        """The list."""
        return self.query_one(Names)

    def read_anew(self, keep: str | None = None) -> None:
        """Read who there is, and how they stand."""
        try:
            names = self._machine.names()
            known = self._machine.register.learners()
        except (OSError, StoreError) as error:
            kiosk(self).say(sentence(error), trouble=True)
            return
        self._called = called(names)
        self._listing = Listing(names)
        self.names.call(names)
        self.names.facts = {name: state_words(known.get(name)) for name in names}
        self._with_secret = {name for name, learner in known.items() if learner.secret is not None}
        self._locked_out = {name for name, learner in known.items() if learner.is_locked}
        self._show(keep)

    def _show(self, keep: str | None = None) -> None:
        typed = self.query_one(Input).value
        self.names.show(self._listing.found(typed), typed, keep)
        self._say_lock()

    def _say_lock(self) -> None:
        """Let the target say what it would do with the learner under the cursor."""
        self.query_one("#lock", Target).say(_("Let in") if self.names.key in self._locked_out else _("Lock"))

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Another learner."""
        event.stop()
        self._say_lock()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow at every keystroke."""
        event.stop()
        self._show()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Touching a name only chooses it: what is done with it is another target."""
        event.stop()

    def action_rows(self, what: str, by: int) -> None:
        """Move the cursor while the line keeps the focus."""
        self.names.move_from_line(what, by)

    def action_keys(self) -> None:
        """Show the keys, or hide them."""
        self.toggle_class("-keys")
        self.query_one(Input).focus()

    # ---- what can be done

    def on_target_pressed(self, event: Target.Pressed) -> None:
        """A target was touched; the second of two touches does not do the same again under what the first opened."""
        event.stop()
        if not self.is_active:
            return
        doing: Mapping[str, Callable[[], None]] = {
            "code": self.action_code,
            "new": self.action_new,
            "lock": self.action_lock,
            "sync": self.action_sync,
            "settings": self.action_settings,
            "keys": self.action_keys,
            "up": lambda: self.names.action_page(-1),
            "down": lambda: self.names.action_page(1),
            "end": self.action_quit_kiosk,
            "back": self.action_leave,
        }
        doing[event.target.id or "back"]()

    def action_code(self) -> None:
        """Give the learner under the cursor a code; ask before where they would lose what they sign in with."""
        name = self.names.key
        if name is None or self.is_writing:
            return
        if name not in self._with_secret:
            self._begin_code(name)
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self._begin_code(name)

        learner = self._called[name]
        asked = _("Give {name} a new code?").format(name=learner)
        about = _("What they signed in with before holds no longer. Their portfolio stays as it is.")
        self.app.push_screen(Question(learner.name, asked, about, _("A new code")), answered)

    def _begin_code(self, name: str) -> None:
        self.is_writing = True
        self._give_code(name, is_first=name not in self._with_secret)

    @work(thread=True, exit_on_error=False, group="office")
    def _give_code(self, name: str, *, is_first: bool) -> None:
        try:
            code = self._machine.give_code(name)
        except StoreError as error:
            self.post_message(self.Changed(sentence(error)))
        else:
            self.post_message(self.Changed("", name, code, is_first=is_first))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let nobody wait for what has failed in a way that nobody foresaw."""
        if event.state is WorkerState.ERROR:
            self.post_message(
                self.Changed(_("This went wrong in the program. Look what came of it before you try again."))
            )

    def on_office_changed(self, event: Changed) -> None:
        """Show what was written."""
        self.is_writing = False
        self.read_anew(event.name or None)
        if event.words:
            kiosk(self).say(event.words)
        if event.code:
            days = 14
            with suppress(StoreError):
                days = self._machine.settings().code_days
            learner = str(self._called.get(event.name, event.name))
            is_out = event.name in self._locked_out
            given = CodeGiven(learner, event.code, days, is_first=event.is_first, is_locked_out=is_out)
            self.app.push_screen(given)

    def action_lock(self) -> None:
        """Lock the learner under the cursor out, or let them in again."""
        name = self.names.key
        if name is None or self.is_writing:
            return
        try:
            known = self._machine.learner(name)
            if known.secret is None and known.code is None:
                kiosk(self).say(_("{name} cannot sign in here yet.").format(name=self._called[name]))
                return
            self._machine.register.set_locked(name, is_locked=not known.is_locked)
        except StoreError as error:
            kiosk(self).say(sentence(error), trouble=True)
            return
        self.is_writing = True  # until it is shown: a second touch on its way would take it back
        said = _("{name} can sign in again.") if known.is_locked else _("{name} is locked out here.")
        self.post_message(self.Changed(said.format(name=self._called[name]), name))

    def action_new(self) -> None:
        """Ask whose portfolio is to be begun, begin it, and give the first code."""
        asked = Asked(_("A new learner"), _("First name and family name"), is_hidden=False, has_digits=False)

        def entered(learner: str | None) -> None:
            if learner is not None:
                self.is_writing = True
                self._begin(learner)

        self.app.push_screen(Entry(asked, lambda _learner: None), entered)

    @work(thread=True, exit_on_error=False, group="office")
    def _begin(self, learner: str) -> None:
        from leaptui.model.edits import Invalid
        from leaptui.tui.portfolios.chooser import begin_portfolio

        try:
            name = begin_portfolio(self._machine.workspace, learner, self._machine.clock)
            code = self._machine.give_code(name)
        except (Invalid, StoreError) as error:
            self.post_message(self.Changed(sentence(error)))
        else:
            self.post_message(self.Changed("", name, code))

    def action_sync(self) -> None:
        """Sync now, and say what came of it when it is done."""
        before = self._machine.courier.rounds
        self._machine.courier.ask()
        kiosk(self).say(_("Syncing …"))

        def look() -> None:
            courier = self._machine.courier
            if not self.is_active:
                return  # it is said when nothing that can be touched lies over it
            if courier.rounds != before and courier.outcome is not None:
                timer.stop()
                kiosk(self).say(courier.outcome.sentence, trouble=not courier.outcome.is_fine)
            elif not courier.is_syncing and courier.state is not None and courier.state.reason:
                timer.stop()
                kiosk(self).say(_alone_words(courier.state), trouble=True)

        timer = self.set_interval(0.5, look)

    def action_settings(self) -> None:
        """Show the settings."""
        from leaptui.tui.kiosk.choices import Choices

        self.app.push_screen(Choices(self._machine))

    def action_quit_kiosk(self) -> None:
        """Ask, and end the kiosk."""

        def answered(yes: bool | None) -> None:
            if yes:
                self.dismiss(result=True)

        asked = _("End the kiosk on this machine?")
        about = _(
            "Nobody can sign in until it is begun again outside the kiosk. Where it was begun by hand, its shell is open "
            "to anybody then. Everything is saved."
        )
        if self._machine.held.holds:
            about = _(
                "What a learner has half written is not kept yet, for the disk took none of it: it goes with the kiosk. "
                "Where there is room again, it is kept within a moment."
            )
        self.app.push_screen(Question(_("End"), asked, about, _("End the kiosk")), answered)


def _alone_words(state: SyncState) -> str:
    """Why this machine cannot sync, to a facilitator who has no shell before them."""
    if state.standing in {SyncStanding.NO_REMOTE, SyncStanding.NO_REPOSITORY}:
        return _(
            "This machine is connected to no other: everything stays on it until it is connected outside the kiosk."
        )
    return sentence(state.reason)
