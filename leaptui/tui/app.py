"""The app: it holds the session, looks at the file, and leads from screen to screen."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from leaptui.language import N_, _, ngettext
from leaptui.model.clock import Clock
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from leaptui.tui import themes
from leaptui.tui.ahead import Ahead
from leaptui.tui.base import States
from leaptui.tui.carry import SYNC, Carrier, SyncEnded, SyncStateFound
from leaptui.tui.changing import Changing
from leaptui.tui.ending import guard_signals
from leaptui.tui.mentor.landing import land
from leaptui.tui.noting import note_all
from leaptui.tui.repair.opening import keep_copy
from leaptui.tui.screens import LATER
from leaptui.tui.sentence import sentence
from leaptui.tui.session import Session
from leaptui.tui.terminal import find_terminal
from leaptui.tui.themed import Themed
from leaptui.tui.today.screen import TodayScreen
from leaptui.tui.unkept import Unkept
from leaptui.tui.widgets.desk import TABS, DeskScreen

if TYPE_CHECKING:
    from leaptui.model.search import Narrow
    from leaptui.tui.evidence.screen import EvidenceScreen

FILE_SECONDS = 0.7
"""How often the app looks whether the file was changed from outside."""


class LeaptuiApp(Changing, Themed):
    """The app on one portfolio of a workspace."""

    TITLE = "leaptui"
    CSS_PATH = ["app.tcss", "today/screen.tcss"]
    ENABLE_COMMAND_PALETTE = False
    SCREENS: ClassVar[dict[str, Callable[[], Screen[Any]]]] = {"today": TodayScreen, **LATER}
    BINDINGS: ClassVar = [
        *(
            Binding(tab.key, f"go('{tab.name}')", tab.title, show=False, id=f"app.go_{tab.name}", tooltip=tab.tooltip)
            for tab in TABS
        ),
        Binding("a", "add", N_("Add"), id="app.add", tooltip=N_("Add a piece of evidence")),
        Binding("slash", "search", N_("Search"), id="app.search", tooltip=N_("Search your evidence"), key_display="/"),
        Binding(
            "S",
            "sync",
            N_("Sync"),
            id="app.sync",
            tooltip=N_("Bring what is new from elsewhere, and send what is new here"),
        ),
        Binding("u", "undo", N_("Undo"), id="app.undo", tooltip=N_("Take the last change back")),
        Binding("U", "redo", N_("Redo"), show=False, id="app.redo", tooltip=N_("Do again what was taken back")),
        Binding("q,ctrl+q", "quit", N_("Quit"), show=False, id="app.quit", tooltip=N_("Leave; everything is saved")),
    ]

    def __init__(self, workspace: Workspace, store: PortfolioStore, clock: Clock | None = None) -> None:
        self.workspace = workspace
        self.settings = self._own_settings()
        self.terminal = find_terminal(self.settings.terminal)
        self.themes = self._own_themes()
        self.session = Session(workspace, store, clock or Clock())
        self.inks = self.make_inks(self.themes.first(self.settings.theme))
        super().__init__()
        self.states = States()
        self.carrier = self._make_carrier()
        self.unkept = self._make_unkept()
        self.ahead = Ahead(self)
        for theme in self.themes.found.values():
            self.register_theme(theme.textual())
        self.theme = self.themes.first(self.settings.theme)

    # ---- what is otherwise on a machine that is shared

    def _own_settings(self) -> Settings:
        return Settings.load()

    def _own_themes(self) -> themes.Themes:
        return themes.load_themes(self.workspace, self.terminal)

    def _make_carrier(self) -> Carrier:
        return Carrier(self)

    def _make_unkept(self) -> Unkept:
        return Unkept(self)

    @property
    def components(self) -> list[str]:
        """Those of the portfolio's framework; none before it is read."""
        framework = self.session.framework if self.session.is_open else None
        return [component.code for component in framework.components] if framework else []

    # ---- life

    @property
    def is_open(self) -> bool:
        """Whether the portfolio was read."""
        return self.session.is_open

    def on_mount(self) -> None:
        """Begin on Today; look at the file and at the terminal's signals from now on."""
        self.set_class(self.inks.mono, "-mono")
        guard_signals(self)
        self.push_screen("today")
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Read the portfolio, once the desk is there to be seen; what is typed meanwhile waits."""
        self.session.read()
        self.states.samples = self.samples_words
        self.inks = self.make_inks(self.theme)
        self._show()
        land(self)
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """What the portfolio on the screen need not wait for."""
        if not gc.isenabled():
            gc.freeze()  # what was read stays: the collector need not look through it again and again
            gc.enable()
        self.set_interval(FILE_SECONDS, self.look_again)
        self._first_words()
        self.greet()
        self.look_again()
        keep_copy(self, self.session.store)
        self.carrier.look()
        self.carrier.begin()

    def _first_words(self) -> None:
        told = [*self.themes.broken, *self.session.frameworks.broken, *filter(None, [self.key_trouble])]
        if self.session.missing_framework:
            words = _("the framework {name} is not here: codes of it stand without their words")
            told.append(words.format(name=self.session.missing_framework))
        if self.session.store.read_only:
            told.append(self.session.store.read_only)
        problems = self.session.portfolio.read_all()
        if problems:
            told.append(
                ngettext(
                    "{n} record could not be understood and is kept as it is: leaptui check names it",
                    "{n} records could not be understood and are kept as they are: leaptui check names them",
                    len(problems),
                ).format(n=len(problems))
            )
        if told:
            self.say("\n".join(sentence(words) for words in told), trouble=True)

    def look_again(self, *, is_ready: bool = False) -> None:
        """Look at the file, and show what changed in it; `is_ready` says that a large one was read ahead."""
        self.unkept.look()
        if self.follow_rename() or (not is_ready and self.ahead.reads()):
            return
        try:
            if self.session.refresh():
                self._show()
                self.carrier.look()
            self._header(trouble="")
        except StoreError as error:
            self.in_trouble(error)

    def in_trouble(self, error: StoreError) -> None:
        """Show that the file cannot be read just now."""
        self._header(trouble=self.session.trouble_words(error))

    def on_file_read(self) -> None:
        """A large file was read ahead."""
        self.look_again(is_ready=True)

    def on_sync_state_found(self, event: SyncStateFound) -> None:
        """The header tells how things stand with the other copies."""
        self.carrier.found(event)

    def on_sync_ended(self, event: SyncEnded) -> None:
        """A sync came to its end."""
        self.carrier.ended(event)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A sync that broke inside says so; the work is where it was."""
        if event.worker.group == SYNC and event.state is WorkerState.ERROR and event.worker.error:
            from leaptui.store.crash import crash_sentence, write_crash_report

            self.say(crash_sentence(write_crash_report(event.worker.error)), trouble=True)
            self.carrier.look()

    def show_sync_state(self, words: str, since: str = "", short: str = "") -> None:
        """Show in the header how things stand with the other copies, and since when where that is worth a word.

        `short` says it where there is little room; without it the words are left out there.
        """
        self._header(synced=words, since=since, short=short)

    def show_unkept(self, words: str) -> None:
        """Show in the header why what is half written is not kept; nothing where it is."""
        self._header(unkept=words)

    def on_unmount(self) -> None:
        """Leave the portfolio, however the app ends."""
        self.unkept.leave(self.session)
        self.session.close()

    async def action_quit(self) -> None:
        """Leave; what waits to be sent is sent first, if that takes no longer than a moment."""
        self.unkept.ask_before(self._leave)

    def _leave(self) -> None:
        if self.carrier.may_leave():
            note_all(self)
            self.exit()

    def open_session(self, session: Session) -> None:
        """Show another portfolio from now on."""
        self.unkept.leave(self.session)
        self.session.close()
        self.session, self.workspace = session, session.workspace
        self.unkept.take_up(session)
        self.states.samples = self.samples_words
        if self.mentoring is not None:
            self.mentoring.take(session)
        session.read()
        self._header(unsaved="", trouble="")
        self.inks = self.make_inks(self.theme)
        self._show()
        self.redraw()
        self.carrier.look()

    # ---- keys

    def go(self, screen: str) -> None:
        """Go to a screen; an overlay is left first."""
        self.action_go(screen)

    def action_go(self, screen: str) -> None:
        """Go to a screen."""
        if isinstance(self.screen, DeskScreen) and screen != self.screen.NAME:
            self.switch_screen(screen)

    def show_evidence(self, narrow: Narrow, piece: str | None = None, back: str | None = None) -> None:
        """Go to Evidence, narrowed, the cursor on a piece; Esc leads from there to the screen `back`."""
        self._go_to_evidence().narrow_to(narrow, piece, back)

    def _go_to_evidence(self) -> EvidenceScreen:
        found = cast("EvidenceScreen", self.get_screen("evidence"))
        self.action_go("evidence")
        return found

    def action_add(self) -> None:
        """Add a piece."""
        from leaptui.tui.evidence.write import add_piece

        add_piece(self.screen)

    def action_search(self) -> None:
        """Search the evidence, from anywhere."""
        self._go_to_evidence().begin_search()

    def action_sync(self) -> None:
        """Sync, in the background."""
        self.carrier.sync()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What belongs to the desk does not work through an overlay."""
        over = not isinstance(self.screen, DeskScreen)
        if over and action in {"go", "add", "search", "sync", "undo", "redo", "leave_samples"}:
            return False
        return super().check_action(action, parameters)
