"""The app before there is a portfolio to show: it asks whose it is, or which of those in the workspace."""

from __future__ import annotations

import gc
from typing import ClassVar

from textual.binding import Binding

from leaptui.language import N_
from leaptui.model.clock import Clock
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from leaptui.tui import themes
from leaptui.tui.base import DeskApp
from leaptui.tui.ending import guard_signals
from leaptui.tui.inks import Inks
from leaptui.tui.portfolios.shelf import NEW, Shelf
from leaptui.tui.sentence import sentence
from leaptui.tui.terminal import find_terminal


class BeginApp(DeskApp):
    """Answers with the name of the portfolio to open, or SAMPLES; nothing where it was left."""

    TITLE = "leaptui"
    CSS_PATH: ClassVar = ["../app.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        Binding("ctrl+q,ctrl+c", "quit", N_("Leave"), show=False, priority=True, id="begin.quit", tooltip=N_("Leave"))
    ]

    def __init__(self, workspace: Workspace, clock: Clock, trouble: str = "") -> None:
        """`trouble` is a sentence to begin with: why what was chosen before could not be opened."""
        self.workspace = workspace
        self.clock = clock
        self.chosen: str | None = None
        self._trouble = trouble
        settings = Settings.load()
        self.terminal = find_terminal(settings.terminal)
        found = themes.load_themes(workspace, self.terminal)
        name = found.first(settings.theme)
        theme = found.found[name]
        self.inks = Inks(theme.colours, (), dark=theme.dark, mono=theme.mono)
        super().__init__()
        self.register_theme(theme.textual())
        self.theme = name

    def on_mount(self) -> None:
        """Ask the one question there is."""
        self.set_class(self.inks.mono, "-mono")
        guard_signals(self)
        if self.workspace.names():
            self.ask_which()
        else:
            self.ask_whose()
        self.call_after_refresh(self._begun)

    def _begun(self) -> None:
        """What the first frame need not wait for."""
        gc.enable()
        if self._trouble:
            self.say(sentence(self._trouble), trouble=True)
        self.run_worker(_sweep, thread=True, exit_on_error=False)

    def ask_which(self) -> None:
        """Show the portfolios to choose from."""
        self.push_screen(Shelf(self.workspace, self.clock.today(), self._rename), self._from_shelf)

    def ask_whose(self) -> None:
        """Ask whose portfolio is to be begun."""
        from leaptui.tui.begin.welcome import Welcome

        self.push_screen(Welcome(self.workspace, self.begin, self.go_on_in), self._from_welcome)

    def _from_shelf(self, name: str | None) -> None:
        if name == NEW:
            self.ask_whose()
        else:
            self._leave_with(name)

    def _from_welcome(self, name: str | None) -> None:
        if name is None and self.workspace.names():
            self.ask_which()
        else:
            self._leave_with(name)

    def _leave_with(self, name: str | None) -> None:
        self.chosen = name
        self.exit(0)

    def go_on_in(self, workspace: Workspace) -> None:
        """Go on in a workspace that came from a remote: open its only portfolio, let one be chosen, or begin the first."""
        self.workspace = workspace
        names = workspace.names()
        if len(names) == 1:
            self._leave_with(names[0])
        elif names:
            self.ask_which()
        else:
            self.ask_whose()

    def begin(self, learner: str) -> str | None:
        """Begin a portfolio and open it; gives the sentence that says why it cannot be begun."""
        from leaptui.model.edits import Invalid
        from leaptui.store.errors import StoreError
        from leaptui.tui.portfolios.chooser import begin_portfolio

        try:
            self._leave_with(begin_portfolio(self.workspace, learner, self.clock))
        except (Invalid, StoreError) as error:
            return sentence(error)
        return None

    def _rename(self, name: str, learner: str, file: str) -> str | None:
        from leaptui.tui.portfolios.chooser import rename_files

        return rename_files(self.workspace, self.clock, name, learner, file)

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        self.tell(sentence, trouble=trouble)


def _sweep() -> None:
    from leaptui.store.samples import sweep_samples

    sweep_samples()
