"""The app: it holds the session, leads from screen to screen, and is the one road from a key to a change."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, ClassVar

from textual.binding import Binding
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from leaptui.model.change import Change
from leaptui.model.clock import Clock
from leaptui.model.search import Narrow
from leaptui.store.crash import crash_sentence, write_crash_report
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from leaptui.tui import commands, themes
from leaptui.tui.base import DeskApp, States
from leaptui.tui.carry import SYNC, Carrier, SyncEnded, SyncStateFound
from leaptui.tui.ending import guard_signals
from leaptui.tui.evidence.screen import EvidenceScreen
from leaptui.tui.evidence.write import add_piece
from leaptui.tui.framework.screen import FrameworkScreen
from leaptui.tui.goals.screen import GoalsScreen
from leaptui.tui.help.overlay import HelpOverlay
from leaptui.tui.inks import Inks
from leaptui.tui.sentence import sentence
from leaptui.tui.session import Session
from leaptui.tui.today.screen import TodayScreen
from leaptui.tui.widgets.desk import TABS, DeskScreen, HeaderLine
from leaptui.tui.widgets.small import TooSmall

FILE_SECONDS = 0.7
"""How often the app looks whether the file was changed from outside."""


class LeaptuiApp(DeskApp):
    """The app on one portfolio of a workspace."""

    TITLE = "leaptui"
    CSS_PATH: ClassVar = [
        "app.tcss",
        "today/screen.tcss",
        "evidence/screen.tcss",
        "framework/screen.tcss",
        "goals/screen.tcss",
        "tagging/picker.tcss",
        "help/overlay.tcss",
    ]
    ENABLE_COMMAND_PALETTE = False
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {
        "today": TodayScreen,
        "evidence": EvidenceScreen,
        "framework": FrameworkScreen,
        "goals": GoalsScreen,
    }
    BINDINGS: ClassVar = [
        *(
            Binding(
                tab.key, f"go('{tab.name}')", tab.title, show=False, id=f"app.go_{tab.name}", tooltip=f"To {tab.title}"
            )
            for tab in TABS
        ),
        Binding("a", "add", "Add", id="app.add", tooltip="Add a piece of evidence"),
        Binding("slash", "search", "Search", id="app.search", tooltip="Search your evidence", key_display="/"),
        Binding(
            "S", "sync", "Sync", id="app.sync", tooltip="Bring what is new from elsewhere, and send what is new here"
        ),
        Binding("u", "undo", "Undo", id="app.undo", tooltip="Take the last change back"),
        Binding("U", "redo", "Redo", show=False, id="app.redo", tooltip="Do again what was taken back"),
        Binding("question_mark", "help", "Help", id="app.help", tooltip="The keys that work here", key_display="?"),
        Binding("f1", "help", "Help", show=False, id="app.help_typing", tooltip="The keys that work here"),
        Binding("ctrl+p", "commands", "Commands", id="app.commands", tooltip="Find any command", priority=True),
        Binding("q,ctrl+q", "quit", "Quit", show=False, id="app.quit", tooltip="Leave; everything is saved"),
        Binding("ctrl+c", "copy_or_hint", "Copy", show=False, system=True),
    ]

    def __init__(self, workspace: Workspace, store: PortfolioStore, clock: Clock | None = None) -> None:
        self.workspace = workspace
        self.settings = Settings.load()
        self.themes = themes.load_themes(workspace)
        self.session = Session(workspace, store, clock or Clock())
        self.inks = self._make_inks(themes.first_theme(self.themes, self.settings.theme))
        super().__init__()
        self.states = States()
        self.carrier = Carrier(self)
        for theme in self.themes.found.values():
            self.register_theme(theme.textual())
        self.theme = themes.first_theme(self.themes, self.settings.theme)

    # ---- themes

    def _make_inks(self, name: str) -> Inks:
        theme = self.themes.found[name]
        components = [component.code for component in self.session.framework.components]
        return Inks(theme.colours, components, dark=theme.dark, mono=theme.mono or bool(os.environ.get("NO_COLOR")))

    def watch_theme(self, theme: str) -> None:
        """Take the theme's inks, and draw everything with them."""
        if theme not in self.themes.found:
            return
        self.inks = self._make_inks(theme)
        self.set_class(self.inks.mono, "-mono")
        if self.is_running:
            self._redraw()

    def _redraw(self) -> None:
        for screen in self.screen_stack:
            screen.refresh(layout=True)
            for widget in screen.query("*"):
                redraw = getattr(widget, "redraw", None) or getattr(widget, "show_anew", None)
                if redraw:
                    redraw()
                else:
                    widget.refresh()

    # ---- life

    def on_mount(self) -> None:
        """Begin on Today; look at the file and at the terminal's signals from now on."""
        self.set_class(self.inks.mono, "-mono")
        guard_signals(self)
        self.push_screen("today")
        self.set_interval(FILE_SECONDS, self.look_again)
        self.call_after_refresh(self._first_words)
        self.carrier.look()

    def _first_words(self) -> None:
        told = [*self.themes.broken, *self.session.frameworks.broken]
        if self.session.missing_framework:
            told.append(
                f"the framework {self.session.missing_framework} is not here: codes of it stand without their words"
            )
        if self.session.store.read_only:
            told.append(self.session.store.read_only)
        problems = self.session.portfolio.read_all()
        if problems:
            told.append(
                f"{len(problems)} records could not be understood and are kept as they are: leaptui check names them"
            )
        if told:
            self.say("\n".join(sentence(words) for words in told), trouble=True)

    def look_again(self) -> None:
        """Look at the file, and show what changed in it."""
        try:
            if self.session.refresh():
                self._show()
                self.carrier.look()
            self._header(trouble="")
        except StoreError as error:
            self._header(trouble=f"shown as last read: {error}")

    def _header(self, *, synced: str | None = None, trouble: str | None = None) -> None:
        before = (self.states.synced, self.states.trouble)
        if synced is not None:
            self.states.synced = synced
        if trouble is not None:
            self.states.trouble = trouble
        if before != (self.states.synced, self.states.trouble):
            for screen in self.screen_stack:
                for header in screen.query(HeaderLine):
                    header.refresh()

    def on_sync_state_found(self, event: SyncStateFound) -> None:
        """The header tells how things stand with the other copies."""
        self.show_sync_state(event.words)

    def on_sync_ended(self, event: SyncEnded) -> None:
        """A sync came to its end."""
        self.carrier.ended(event.outcome)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A sync that broke inside says so; the work is where it was."""
        if event.worker.group == SYNC and event.state is WorkerState.ERROR and event.worker.error:
            self.say(crash_sentence(write_crash_report(event.worker.error)), trouble=True)
            self.carrier.look()

    def show_sync_state(self, words: str) -> None:
        """Show in the header how things stand with the other copies."""
        self._header(synced=words)

    def _show(self) -> None:
        """Show the portfolio as it stands: on the screen below any overlay."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen):
                screen.show_now()
                break
        self.screen.refresh_bindings()

    # ---- the one road for data

    def do(self, change: Change, says: str | None = None) -> bool:
        """Apply a change and show it; a sentence says where that did not work."""
        try:
            done = self.session.apply(change)
        except StoreError as error:
            self.say(str(error), trouble=True)
            return False
        if done.edits:
            self.changed(change.label if says is None else says)
        return True

    def changed(self, label: str, record_id: str | None = None) -> None:
        """Show a change that was applied."""
        del record_id
        self._show()
        self.carrier.look()
        if label:
            self.say(f"{label}.{self._notice}")

    @property
    def _notice(self) -> str:
        """What the store has to tell of the last change beside that it was done, as one more sentence."""
        notice = self.session.store.notice
        return f" Note: {notice}." if notice else ""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while; it is text, never markup."""
        self.clear_notifications()
        for below in self.screen_stack[:-1]:
            # Textual clears only the screen on top: what was said before an overlay opened would stand beside what is new.
            below.query("Toast").remove()
        self.notify(sentence, markup=False, timeout=10 if trouble else 3, severity="information")

    def open_session(self, session: Session) -> None:
        """Show another portfolio from now on."""
        self.session = session
        self.inks = self._make_inks(self.theme)
        self._show()
        self._redraw()
        self.carrier.look()

    # ---- keys

    def go(self, screen: str) -> None:
        """Go to a screen; an overlay is left first."""
        self.action_go(screen)

    def action_go(self, screen: str) -> None:
        """Go to a screen."""
        if isinstance(self.screen, DeskScreen) and screen != self.screen.NAME:
            self.switch_screen(screen)

    def show_evidence(self, narrow: Narrow, piece: str | None = None) -> None:
        """Go to Evidence, narrowed, the cursor on a piece."""
        found = self.get_screen("evidence", EvidenceScreen)
        self.action_go("evidence")
        found.narrow_to(narrow, piece)

    def action_add(self) -> None:
        """Add a piece."""
        add_piece(self.screen)

    def action_search(self) -> None:
        """Search the evidence, from anywhere."""
        found = self.get_screen("evidence", EvidenceScreen)
        self.action_go("evidence")
        found.begin_search()

    def action_sync(self) -> None:
        """Sync, in the background."""
        self.carrier.sync()

    def action_undo(self) -> None:
        """Take the last change back."""
        self._take("undo", self.session.undo, "There is nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._take("redo", self.session.redo, "There is nothing to redo.")

    def _take(self, word: str, step: Callable[[], str | None], nothing: str) -> None:
        try:
            label = step()
        except StoreError as error:
            self.say(str(error), trouble=True)
            return
        if label is None:
            self.say(nothing)
            return
        self._show()
        self.carrier.look()
        self.say(f"{word.capitalize()}: {label[:1].lower()}{label[1:]}.{self._notice}")

    def action_help(self) -> None:
        """Show the keys that work here."""
        if not isinstance(self.screen, HelpOverlay):
            self.push_screen(HelpOverlay(self.screen))

    def action_commands(self) -> None:
        """Open the command palette."""
        commands.open_palette(self)

    def action_copy_or_hint(self) -> None:
        """Copy what is selected; without a selection tell how to leave."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.say("Press q to leave, or ctrl+q while typing.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to the desk does not work through an overlay."""
        del parameters
        over = not isinstance(self.screen, DeskScreen)
        if over and action in {"go", "add", "search", "sync", "undo", "redo"}:
            return False
        return not (isinstance(self.screen, TooSmall) and action in {"help", "commands"})
