"""Half-written words that the disk takes none of: told, held while the program runs, and asked about before it ends."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from leaptui.language import N_, _
from leaptui.store.drafts import Held
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.noting import note_all
from leaptui.tui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.session import Session


class Unkept:
    """What an app does about words that could not be noted; `held` has those of sessions before."""

    def __init__(self, app: LeaptuiApp, held: Held | None = None, on_leaving: str = "") -> None:
        """`held` outlives the app where it is given; `on_leaving` tells whoever leaves what becomes of their words."""
        self._app = app
        self._outlives = held is not None
        self._held = held if held is not None else Held()
        self._on_leaving = on_leaving

    def look(self) -> None:
        """Write what can be written now, and say once that something cannot; the header says it for as long."""
        drafts = self._app.session.drafts
        drafts.settle()
        self._held.settle()
        words = _("not kept yet: {reason}").format(reason=drafts.trouble) if drafts.holds else ""
        if words and not self._app.states.unkept:
            said = _(
                "What you write cannot be kept just now: {reason}. It is held meanwhile, and kept once that works."
            )
            self._app.say(said.format(reason=drafts.trouble), trouble=True)
        self._app.show_unkept(words)

    def leave(self, session: Session) -> None:
        """Hold what a session leaves that is over."""
        store = session.store
        whose = _whose(store)

        def is_theirs() -> bool:
            try:
                store.refresh()
            except StoreError:
                return False
            return _whose(store) == whose

        self._held.leave(whose, session.drafts, is_theirs)

    def take_up(self, session: Session) -> None:
        """Let a session go on with what one before it left."""
        self._held.take_up(_whose(session.store), session.drafts)

    def ask_before(self, go: Callable[[], object]) -> None:
        """Go, after a question where words would be lost by it."""
        note_all(self._app)
        self.look()
        if self._app.stay is not None:
            self._app.session.drafts.let_go()  # nothing of the samples is to be kept
        # What sessions before left goes with the app, unless it outlives it: then it is others', and nobody's here to lose.
        would_go = self._app.session.drafts.holds or (self._held.holds and not self._outlives)
        if not would_go:
            go()
            return

        def answered(goes: bool | None) -> None:
            if goes:
                go()

        self._app.clear_notifications()
        self._app.push_screen(Going(self._app.session.drafts.trouble, self._on_leaving), answered)


def held_words(session: Session) -> str:
    """What is said of a sheet that was left while it could not be noted; nothing where all is."""
    drafts = session.drafts
    return _("Held for you, and not kept yet: {reason}.").format(reason=drafts.trouble) if drafts.holds else ""


def _whose(store: PortfolioStore) -> Hashable:
    """What a portfolio is known by, whatever its name."""
    begun = store.portfolio.document.get("meta", {}).get("portfolio", {}).get("created")
    return store.workspace.root, str(begun or store.name), store.portfolio.meta.learner.name


class Going(Overlay[bool]):
    """Asks whoever leaves while words are held that are kept nowhere. Enter alone answers nothing."""

    TITLE_TEXT = N_("Not kept yet")
    TAKES_TEXT = False
    BINDINGS = [
        Binding("y", "go", N_("Leave"), id="going.go", tooltip=N_("Leave all the same")),
        Binding("escape", "leave", N_("Stay"), id="overlay.leave", tooltip=N_("Go on working")),
    ]

    def __init__(self, reason: str, on_leaving: str = "") -> None:
        """`on_leaving` says what becomes of it, where it does not simply go."""
        super().__init__()
        self._reason = reason
        self._on_leaving = on_leaving

    def compose_sheet(self) -> ComposeResult:
        """What is not kept, and what would come of it."""
        why = _("What you have begun to write cannot be kept just now: {reason}.").format(reason=self._reason)
        words = self._on_leaving or _("It goes when you leave. To keep it, stay, and copy it or make room on the disk.")
        yield Static(f"{why if self._reason else ''}\n\n{words}".strip(), markup=False, classes="question")

    def action_go(self) -> None:
        """Leave all the same."""
        self.dismiss(result=True)
