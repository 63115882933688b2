"""The app before there is a portfolio to show: it asks whose it is, or which of those in the workspace."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input, Static

from leaptui.model.clock import Clock
from leaptui.model.edits import Invalid, new_document
from leaptui.store.errors import StoreError
from leaptui.store.frameworks import DEFAULT
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from leaptui.tui import themes
from leaptui.tui.base import DeskApp
from leaptui.tui.ending import guard_signals
from leaptui.tui.inks import Inks
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.desk import NARROW, FooterLine
from leaptui.tui.widgets.form import Trouble
from leaptui.tui.widgets.frame import Framed


class Question(Framed, Vertical):
    """The frame around the question."""


class Welcome(Screen[None]):
    """Asks whose portfolio it is, and begins it."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]
    BINDINGS = [
        Binding("enter", "begin", "Begin", priority=True, id="welcome.begin", tooltip="Begin the portfolio"),
        Binding("escape", "app.quit", "Leave", id="welcome.leave", tooltip="Leave; nothing is made"),
    ]

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root = root

    def compose(self) -> ComposeResult:
        """A word of welcome, the question, and where the file will be."""
        with Vertical(id="welcome"):
            yield Static("Welcome to leaptui.", classes="strong", markup=False)
            yield Static(
                "A portfolio of what you make and learn, in plain files that are yours.", classes="dim", markup=False
            )
            question = Question()
            question.frame_title = "Whose portfolio is it?"
            with question:
                yield Input(placeholder="first name and family name", id="learner")
                yield Static(f"Enter begins it in {self._root / 'portfolios'}.", classes="dim right", markup=False)
            yield Trouble(markup=False)
            yield Static(
                "Nothing here is graded. You choose who sees what. Undo brings anything back.",
                classes="dim",
                markup=False,
            )
        yield FooterLine(commands=False)

    def action_begin(self) -> None:
        """Begin the portfolio, or say why not."""
        app = self.app
        if isinstance(app, BeginApp):
            self.query_one(Trouble).say(app.begin(self.query_one("#learner", Input).value) or "")


class BeginApp(DeskApp):
    """Answers with the workspace and the name of the portfolio to open; nothing where it was left."""

    TITLE = "leaptui"
    CSS_PATH: ClassVar = ["../app.tcss", "begin.tcss"]
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = [
        Binding("ctrl+q,ctrl+c", "quit", "Leave", show=False, priority=True, id="app.quit", tooltip="Leave")
    ]

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        self.workspace = workspace
        self.clock = clock
        self.chosen: str | None = None
        found = themes.load_themes(workspace)
        name = themes.first_theme(found, Settings.load().theme)
        theme = found.found[name]
        self.inks = Inks(theme.colours, (), dark=theme.dark, mono=theme.mono)
        super().__init__()
        self.register_theme(theme.textual())
        self.theme = name

    def on_mount(self) -> None:
        """Ask the one question there is."""
        self.set_class(self.inks.mono, "-mono")
        guard_signals(self)
        names = self.workspace.names()
        self.push_screen(Welcome(self.workspace.root))
        if names:
            options = [Option(name, name) for name in names]
            options.append(Option(":new", "Begin a new portfolio", "in this workspace"))
            self.push_screen(Choose("Whose portfolio?", options), self._chose)

    def _chose(self, name: str | None) -> None:
        if name is None:
            self.exit(0)
        elif name != ":new":
            self.chosen = name
            self.exit(0)

    def begin(self, learner: str) -> str | None:
        """Begin a portfolio and open it; gives the sentence that says why it cannot be begun."""
        try:
            document = new_document(learner, DEFAULT, self.clock.today(), self.clock.instant())
            name = self.workspace.free_name(learner)
            PortfolioStore.create(self.workspace, name, document, self.clock)
        except (Invalid, StoreError) as error:
            return sentence(error)
        except OSError as error:
            return f"The portfolio could not be made here: {(error.strerror or 'no reason given').lower()}."
        self.chosen = name
        self.exit(0)
        return None

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while."""
        self.notify(sentence, markup=False, timeout=10 if trouble else 3)
