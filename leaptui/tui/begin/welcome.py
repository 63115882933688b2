"""The first screen of all: whose portfolio it is, answered on the spot."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.store.workspace import Workspace
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.portfolios.shelf import SAMPLES
from leaptui.tui.widgets.desk import FooterLine
from leaptui.tui.widgets.form import Trouble
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.header import NARROW
from leaptui.tui.widgets.patient import Patient


class Question(Framed, Vertical):
    """The frame around the question."""


class OtherWay(Widget):
    """Another way to begin: one line, with its key."""

    def __init__(self, said: str, action: str) -> None:
        """`said` has `{key}` where the key of that action of the welcome stands."""
        super().__init__()
        self._said = said
        self._action = action

    def render_line(self, y: int) -> Strip:
        """The line."""
        del y
        inks = desk(self).inks
        before, after = self._said.split("{key}")
        line = Line((before, inks.dim), (key_of(self, f"welcome.{self._action}"), inks.strong), (after, inks.dim))
        return line.strip(self.size.width, inks.page)

    async def on_click(self, event: events.Click) -> None:
        """A click does it."""
        event.stop()
        await self.screen.run_action(self._action)


class Welcome(Patient[str]):
    """Asks whose portfolio it is, and begins it. It answers with SAMPLES, or with None where it was left."""

    CSS_PATH = "begin.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS = [
        Binding("enter", "begin", N_("Begin"), priority=True, id="welcome.begin", tooltip=N_("Begin the portfolio")),
        Binding(
            "ctrl+l",
            "samples",
            N_("Samples"),
            id="welcome.samples",
            tooltip=N_("Look around in sample portfolios; nothing in them is kept"),
        ),
        Binding(
            "ctrl+r",
            "join",
            N_("From a remote"),
            id="welcome.join",
            tooltip=N_("Fetch a workspace that is on a remote, from another machine of yours"),
        ),
        Binding("f1", "help", N_("Help"), id="overlay.help", tooltip=N_("The keys that work here")),
        Binding("escape", "leave", N_("Leave"), id="welcome.leave", tooltip=N_("Leave; nothing is made")),
    ]

    def __init__(
        self, workspace: Workspace, begin: Callable[[str], str | None], join: Callable[[Workspace], None]
    ) -> None:
        """`begin` takes the learner's name, and gives a sentence where the portfolio cannot be begun; `join` goes on in a
        workspace that came from a remote.
        """
        super().__init__()
        self._join = join
        self._workspace = workspace
        self._begin = begin

    def compose(self) -> ComposeResult:
        """A word of welcome, the question, and where the file will be."""
        with Vertical(id="welcome"):
            yield Static(_("Welcome to leaptui."), classes="strong", markup=False)
            yield Static(
                _("A portfolio of what you make and learn, in plain files that are yours."),
                classes="dim",
                markup=False,
            )
            question = Question()
            question.frame_title = _("Whose portfolio is it?")
            with question:
                yield Input(placeholder=_("first name and family name"), id="learner")
                where = _("{key} begins it in {folder}.")
                told = where.format(key=key_of(self, "welcome.begin"), folder=self._workspace.portfolios_dir)
                yield Static(told, id="where", classes="dim right", markup=False)
                yield Trouble(markup=False)
            yield OtherWay(_("Or press {key} and look around in samples first; nothing in them is kept."), "samples")
            yield OtherWay(_("Or press {key} and begin from a portfolio that is on a remote already."), "join")
            yield Static(
                _("Nothing here is graded. You choose who sees what. Undo brings anything back."),
                classes="dim promise",
                markup=False,
            )
        yield FooterLine(commands=False)

    def action_begin(self) -> None:
        """Begin the portfolio, or say why not."""
        trouble = self._begin(self.query_one("#learner", Input).value)
        self.query_one(Trouble).say(trouble or "")
        # It stands where the place of the file stood, so that nothing on the page moves.
        self.query_one("#where").display = not trouble

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was said of an answer does not hold for another one."""
        event.stop()
        self.query_one(Trouble).say("")
        self.query_one("#where").display = True

    def action_help(self) -> None:
        """Show the keys that work here."""
        from leaptui.tui.help.overlay import HelpOverlay

        self.app.push_screen(HelpOverlay(self))

    def action_samples(self) -> None:
        """Look around in the samples."""
        self.dismiss(SAMPLES)

    def action_join(self) -> None:
        """Begin from a remote."""
        from leaptui.tui.connect.join import Join, folder_to_join

        def joined(workspace: Workspace | None) -> None:
            if workspace is not None:
                self._join(workspace)

        self.app.push_screen(Join(folder_to_join(self._workspace.root)), joined)

    def action_leave(self) -> None:
        """Leave; nothing is made."""
        self.dismiss(None)
