"""Connecting the workspace to a remote: the address is tried first, then connected, on one sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.store.errors import StoreError
from leaptui.tui.aside import aside
from leaptui.tui.connect.found import Found
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field, Form, Trouble, keep_key

if TYPE_CHECKING:
    from leaptui.sync import SyncOutcome
    from leaptui.sync.connect import Connection
    from leaptui.sync.trial import Trial
    from leaptui.tui.app import LeaptuiApp


@dataclass(frozen=True)
class Tried:
    """An address as it was typed, and what trying it came to."""

    typed: str
    trial: Trial

    @property
    def leads_on(self) -> bool:
        """Whether one can connect to it."""
        return self.trial.is_fine or self.trial.can_be_made


class Connect(Form["SyncOutcome"]):
    """The address, and what was found there. Keeping tries it first, and connects the second time."""

    CSS_PATH = "connect.tcss"
    BINDINGS = [
        Binding("ctrl+s", "keep", N_("Go on"), id="form.keep", tooltip=N_("Try the address, then connect to it")),
        Binding("ctrl+t", "test", N_("Test"), id="connect.test", tooltip=N_("Try the address; nothing is changed")),
        Binding("ctrl+g", "raw", N_("Git's words"), id="connect.raw", tooltip=N_("What git itself said")),
    ]

    def __init__(self, app: LeaptuiApp) -> None:
        super().__init__(_("Connect to a remote"))
        self._desk = app
        self._connection: Connection | None = None
        self._address = ""
        self._tried: Tried | None = None
        self._is_busy = False

    def compose_fields(self) -> ComposeResult:
        """What a remote is, its address, and what was found there."""
        yield Static(
            _(
                "A remote is where your machines meet: a git repository at your school or on a forge, or a folder on a stick. "
                "What is here goes there, and what is there comes here; nothing is overwritten."
            ),
            markup=False,
            classes="question",
        )
        yield Field(
            _("Address"),
            Input(
                self._address,
                placeholder=_("https://…, git@machine:path, or a folder"),
                select_on_focus=False,
                id="address",
            ),
        )
        yield Found(_("{key} tries the address first; nothing is changed by that.").format(key=keep_key(self)))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another address is another remote."""
        event.stop()
        self.query_one(Trouble).say("")
        if self._tried is not None and event.value != self._tried.typed:
            self._tried = None
            self.query_one(Found).say(_("{key} tries the address.").format(key=keep_key(self)))
        self.refresh_bindings()

    def on_mount(self) -> None:
        """Let the address wait for what is typed, and find out where the workspace is connected to now."""
        self.query_one("#address", Input).focus()
        self.run_worker(self._look(), exit_on_error=False, group="connect")

    async def _look(self) -> None:
        from leaptui.sync import Stopped
        from leaptui.sync.address import has_password
        from leaptui.sync.connect import address_of, connection_of

        workspace = self._desk.workspace
        try:
            self._connection = await aside(lambda: connection_of(workspace))
            address = await aside(lambda: address_of(workspace)) or ""
        except Stopped as stopped:
            self.query_one(Trouble).say(sentence(stopped.sentence))
            return
        # A password that stands in the address is not put on the screen.
        self._address = "" if has_password(address) else address
        self.set_fact(self._connection.shown if self._connection else _("on this machine only"))
        line = self.query_one("#address", Input)
        if self._connection is not None and not line.value:
            with line.prevent(Input.Changed):
                line.value = self._address
            self.query_one(Found).say(_("{key} tests it.").format(key=keep_key(self)), self._connection.account)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """git's words are offered where there are some."""
        if action == "raw":
            return self.is_mounted and self.query_one(Found).has_more
        return super().check_action(action, parameters)

    def keep(self) -> str | None:
        """Try the address, or connect to the one that was tried."""
        typed = self.text_of("address").strip()
        if self._is_busy:
            return None
        if not typed:
            return _("Where is the remote? Type or paste its address.")
        tried = self._tried
        if tried is None or tried.typed != self.text_of("address") or not tried.leads_on:
            self._test()
        elif tried.trial.is_fine and self._is_where_it_is(typed):
            return _("This workspace is connected to it already.")
        else:
            self._begin(_("Connecting"))
            self.run_worker(self._connect(typed, tried.trial), exit_on_error=False, group="connect")
        return None

    def action_test(self) -> None:
        """Try the address; nothing is changed."""
        if self.text_of("address").strip() and not self._is_busy:
            self._test()

    def action_raw(self) -> None:
        """Show what git itself said."""
        self.query_one(Found).show_raw()

    def _is_where_it_is(self, typed: str) -> bool:
        return self._connection is not None and typed == self._address

    def _begin(self, words: str) -> None:
        self._is_busy = True
        self.query_one(Trouble).say("")
        self.query_one(Found).say(f"{words} …")

    def _test(self) -> None:
        self._begin(_("Looking at the remote"))
        self.run_worker(self._try(self.text_of("address")), exit_on_error=False, group="connect")

    async def _try(self, typed: str) -> None:
        from leaptui.sync.trial import try_address

        try:
            workspace = self._desk.workspace
            trial = await aside(lambda: try_address(typed, beside=Path.cwd(), workspace=workspace))
        finally:
            self._is_busy = False
        self._tried = Tried(typed, trial)
        self._show(trial)

    def _show(self, trial: Trial) -> None:
        """Show what a trial came to, and what can be done now."""
        more = ""
        if trial.can_be_made:
            more = _("{key} makes a repository there and connects.").format(key=keep_key(self))
        elif trial.is_fine and not self._is_where_it_is(self.text_of("address").strip()):
            more = _("{key} connects: {promise}.").format(key=keep_key(self), promise=trial.promise)
        self.query_one(Found).show(trial, more)
        self.query_one(Trouble).say("" if trial.is_fine or trial.can_be_made else sentence(trial.sentence))
        self.refresh_bindings()

    async def _connect(self, typed: str, trial: Trial) -> None:
        """Set the remote and sync for the first time; what does not work is taken back."""
        from leaptui.sync import Stopped
        from leaptui.sync.apart import sync_apart
        from leaptui.sync.connect import make_remote, point_at, settle

        workspace, beside, found = self._desk.workspace, Path.cwd(), self.query_one(Found)
        try:
            if trial.can_be_made:
                await aside(lambda: make_remote(typed, beside=beside))
            before = await aside(lambda: point_at(workspace, typed, trial, beside=beside))
            outcome = await sync_apart(workspace, lambda words: found.say(f"{words} …"))
            outcome, is_connected = await aside(lambda: settle(workspace, before, outcome))
            if not is_connected:
                self._refuse(outcome.sentence)
                return
        except (Stopped, StoreError) as error:
            self._refuse(sentence(str(error)))
            return
        finally:
            self._is_busy = False
        self.dismiss(outcome)

    def _refuse(self, words: str) -> None:
        self._tried = None
        self.query_one(Found).say("")
        self.query_one(Trouble).say(words)


def open_connect(app: LeaptuiApp) -> None:
    """Open the sheet, with the remote there is."""
    if app.stay is not None:
        app.say(_("These are samples, which are not carried anywhere."))
        return

    def ended(outcome: SyncOutcome | None) -> None:
        if outcome is not None:
            from leaptui.tui.carry import SyncEnded

            app.post_message(SyncEnded(outcome, is_asked=True))

    app.push_screen(Connect(app), ended)
