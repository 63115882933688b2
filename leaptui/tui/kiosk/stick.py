"""Taking the portfolio of a session home, onto a stick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from leaptui.kiosk.sticks import sticks
from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.sync.outcome import Stopped
from leaptui.tui.kiosk.targets import Target
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from leaptui.tui.kiosk.session import KioskApp


class TakingHome(Overlay[None]):
    """Takes the portfolio home, tells how far it is, and says at the end that it was read back, or why it is not there."""

    TITLE_TEXT = N_("Take it home")
    TAKES_TEXT = False
    BINDINGS = [
        Binding("enter", "leave", N_("Done"), id="home.done", tooltip=N_("Go on; what is written is written")),
    ]

    @dataclass
    class Told(Message):
        """How far it is; `is_over` where it is done, or cannot be; `is_whole` where it is there and was read back."""

        words: str
        is_over: bool = False
        is_whole: bool = False

    def __init__(self, app: KioskApp, stick: Path) -> None:
        super().__init__()
        self._session_app = app
        self._stick = stick
        self.is_over = self.is_whole = False

    def compose_sheet(self) -> ComposeResult:
        """What goes on, and what to leave alone meanwhile."""
        yield Static(
            _(
                "Your portfolio, its files and its history are written to {place}. Leave the stick in until it is read back."
            ).format(place=clean_line(self._stick.name)),
            markup=False,
            classes="question",
        )
        yield Static("…", markup=False, id="progress")
        yield Target(_("Done"), id="done", hint=_("Enter"), is_first=True)

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#done").visible = False
        self._take()

    @work(thread=True, exit_on_error=False, group="home")
    def _take(self) -> None:
        from leaptui.sync.home import take_home

        app = self._session_app
        if not app.machine.is_stick(self._stick):  # what is left of it is a folder of the machine's own
            self._tell(_("The stick is not in any more, so nothing was written."), is_over=True)
            return
        try:
            taken = take_home(
                app.machine.workspace,
                app.session.store.name,
                self._stick,
                progress=lambda words: self._tell(f"{words} …"),
                clock=app.session.clock,
                called=clean_line(self._stick.name),
            )
        except (Stopped, StoreError) as error:
            self._tell(sentence(error), is_over=True)
        else:
            self._tell(taken.sentence, is_over=True, is_whole=True)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let nobody wait for what has failed in a way that nobody foresaw."""
        if event.state is WorkerState.ERROR:
            self._tell(
                _("This went wrong in the program, so it is not whole on the stick. Your portfolio is here as it was."),
                is_over=True,
            )

    def _tell(self, words: str, *, is_over: bool = False, is_whole: bool = False) -> None:
        self.post_message(self.Told(words, is_over, is_whole))

    def on_taking_home_told(self, event: Told) -> None:
        """Show it."""
        self.is_over, self.is_whole = event.is_over, event.is_whole
        self.query_one("#progress", Static).update(event.words)
        self.query_one("#done").visible = event.is_over
        self.refresh_bindings()

    @on(Target.Pressed)
    def action_leave(self) -> None:
        """Go on, once it is over: neither a key nor a touch beside the sheet ends it half way."""
        if self.is_over:
            self.dismiss(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """It is not left half way: what is written could not be told from what is whole."""
        del parameters
        return self.is_over or action != "leave"


def take_home(app: KioskApp) -> None:
    """Take the portfolio of the session home, onto the stick that is in, or one of several."""
    folder = app.session.workspace.sources.folder
    found = sticks(folder, app.machine.is_stick) if folder is not None else []
    if not found:
        app.say(_("There is no stick in this machine. Put one in, and try again."))
    elif len(found) == 1:
        app.push_screen(TakingHome(app, found[0]))
    else:
        choose_stick(app, found)


def choose_stick(app: KioskApp, found: Sequence[Path]) -> None:
    """Choose one of the sticks that are in, and take the portfolio of the session home onto it."""
    options = [Option(str(number), clean_line(one.name)) for number, one in enumerate(found)]

    def chosen(key: str | None) -> None:
        if key is not None:
            app.push_screen(TakingHome(app, found[int(key)]))

    app.push_screen(Choose(_("Onto which stick?"), options), chosen)
