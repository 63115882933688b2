"""What the app works on: a portfolio of a workspace, and what is computed from it. It knows no widget."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.clock import Clock
from leaptui.model.pace import PaceNow, pace_now
from leaptui.model.standing import Coverage, Standing, coverage, standings
from leaptui.model.voices import OtherVoice, Voice, check_voice
from leaptui.store.drafts import Drafts
from leaptui.store.errors import Refused, StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace

if TYPE_CHECKING:
    from leaptui.merge import Question
    from leaptui.model.framework import Framework
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.search import Index
    from leaptui.model.suggest import Likeness
    from leaptui.signing.signer import Signer
    from leaptui.store.frameworks import Frameworks
    from leaptui.store.shared_pieces import SharedPieces
    from leaptui.tui.signatures import Signatures


class View:
    """One state of a portfolio under one framework on one day, with what screens compute from it, each once."""

    def __init__(
        self, portfolio: Portfolio, framework: Framework, today: date, before: View | None = None, clone: str = ""
    ) -> None:
        """`clone` is the id of the copy of the workspace it is looked at in."""
        self.portfolio = portfolio
        self.framework = framework
        self.today = today
        self.clone = clone
        self._index: Index | None = None
        self.indexed: Index | None = before.indexed if before else None
        """The index made last, for this view or one before it: the next one need not begin anew."""

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """The standing of each guideline."""
        return standings(self.portfolio, self.framework)

    @cached_property
    def coverage(self) -> list[Coverage]:
        """How much of each component is reached."""
        return coverage(self.framework, self.standings)

    @property
    def index(self) -> Index:
        """What search and facets look things up in."""
        if self._index is None:
            from leaptui.model.search import Index

            self._index = self.indexed = Index(self.portfolio, self.framework, self.indexed)
        return self._index

    @cached_property
    def questions(self) -> list[Question]:
        """What was changed in two places and waits for a choice."""
        tables = self.portfolio.document.values()
        if not any("_conflicts" in record for table in tables for record in table.values()):
            return []  # nearly always: the merge need not be read in for that
        from leaptui.merge import questions

        return questions(self.portfolio.document, self.clone)

    @cached_property
    def pace(self) -> PaceNow | None:
        """The pace now; None where none is set."""
        return pace_now(self.portfolio, self.today)


class Session:
    """A portfolio opened in the app. It is read when it is first asked for: `is_open` from then on."""

    def __init__(self, workspace: Workspace, store: PortfolioStore, clock: Clock) -> None:
        self.workspace = workspace
        self.store = store
        self.clock = clock
        self._view: View | None = None
        self._ahead: View | None = None
        self.drafts = Drafts(workspace, store.name)
        self.signer: Signer | None = None
        """What the words of whoever speaks are signed with; None where they are not."""
        self.is_mentors = False
        """Whether a mentor looks at it from their desk, who sees nothing private and speaks for nobody else."""
        self._seen: tuple[Portfolio, Portfolio] | None = None
        self.voice: Voice | None = None
        """Whose words are written; None for the learner's."""
        self.voice_since = ""
        """The time of day since when they are, as `16:10`."""

    def close(self) -> None:
        """Leave it: what is unfinished is there for whoever opens the portfolio next."""
        self.drafts.close()

    @property
    def is_open(self) -> bool:
        """Whether the portfolio was read."""
        return self._view is not None

    def read(self) -> View:
        """Read the portfolio, if it was not read yet."""
        if self._view is None:
            self._view = self._look()
        return self._view

    @property
    def view(self) -> View:
        """The state last read."""
        return self.read()

    @property
    def questions(self) -> list[Question]:
        """What was changed in two places and waits for a choice, as this copy of the workspace sees it."""
        return self.view.questions

    @property
    def likeness(self) -> Likeness:
        """What finds similar pieces, as the portfolio stands."""
        self._likeness.follow(self.portfolio)
        return self._likeness

    @property
    def knows_likeness(self) -> bool:
        """Whether `likeness` is there without a wait: thousands of pieces are better read in a thread, then taken."""
        return self._likeness.is_quick(self.portfolio)

    def take_likeness(self, likeness: Likeness) -> None:
        """Go on with what was made in a thread."""
        self._likeness = likeness

    @cached_property
    def _likeness(self) -> Likeness:
        from leaptui.model.suggest import Likeness

        return Likeness()

    @cached_property
    def signatures(self) -> Signatures:
        """What is known of the signatures of what others said."""
        from leaptui.tui.signatures import Signatures

        return Signatures(self)

    @cached_property
    def frameworks(self) -> Frameworks:
        """The frameworks there are."""
        from leaptui.store.frameworks import load_frameworks

        return load_frameworks(self.workspace)

    @cached_property
    def shared(self) -> SharedPieces:
        """The pieces of other portfolios that stand in this one, as they are shown."""
        from leaptui.store.shared_pieces import SharedPieces

        return SharedPieces(self.workspace, self.store)

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as last read."""
        return self.view.portfolio

    @property
    def framework(self) -> Framework:
        """The framework it is tied to."""
        return self.view.framework

    @property
    def today(self) -> date:
        """The learner's day."""
        return self.clock.today()

    @property
    def at(self) -> str:
        """The instant for a change."""
        return self.clock.instant()

    @property
    def missing_framework(self) -> str | None:
        """The id of the portfolio's framework where it is not there, and the built-in one stands in for it."""
        wanted = self.store.portfolio.meta.framework
        return None if wanted in self.frameworks.found else wanted

    @property
    def puts_away(self) -> bool:
        """Whether what is private is put away: somebody else than the learner looks."""
        return self.is_mentors or self.voice is not None

    def speak(self, voice: Voice | None) -> None:
        """Write somebody's words from now on, who sees nothing private; None for the learner's."""
        if voice != self.voice:
            self.voice = voice
            self.signer = self._signer(voice)
            self.voice_since = self.clock.now().strftime("%H:%M")
            self._seen = self._ahead = None
            if self._view is not None:
                self._view = self._look()

    def for_mentor(self, voice: Voice, signer: Signer | None) -> None:
        """Let a mentor look at it on their own machine: they write their words alone, and see nothing private."""
        self.is_mentors = True
        self._view = None
        self.speak(voice)
        self.signer = signer

    def _hold_to_voice(self, change: Change | None) -> None:
        """Raise Refused where a change would write what is not the voice's to write."""
        if self.voice is None or change is None:
            return
        try:
            check_voice(self.portfolio, change, self.voice)
        except OtherVoice as error:
            raise Refused(str(error)) from None

    def apply(self, change: Change) -> Change:
        """Do a change. Raises StoreError: Refused where somebody else speaks than whose words it writes."""
        self._hold_to_voice(change)
        if self.voice is not None:
            from leaptui.signing.signer import sign_change

            change = sign_change(change, self.signer, self.portfolio.meta.learner.name)
        done = self.store.apply(change)
        self._view = self._look()
        return done

    def undo(self) -> str | None:
        """Take the last change back. Raises StoreError."""
        self._hold_to_voice(self.store.last_done)
        label = self.store.undo()
        self._view = self._look()
        return label

    def redo(self) -> str | None:
        """Do the last change taken back again. Raises StoreError."""
        self._hold_to_voice(self.store.last_undone)
        label = self.store.redo()
        self._view = self._look()
        return label

    def refresh(self) -> bool:
        """Look at the file again; tells whether there is anything new, be it a new day. Raises StoreError."""
        changed = self.store.refresh() or self.today != self.view.today
        if changed:
            self._view = self._look()
        return changed

    def trouble_words(self, error: StoreError) -> str:
        """Why what is shown is not what the file says now; of a portfolio that could not be read at all, when it is from."""
        if self.store.is_shown and self.store.read_only:
            return self.store.read_only
        return _("shown as last read: {reason}").format(reason=error)

    def read_ahead(self) -> None:
        """Read a large file that something else changed, with what screens look up in it, in another thread. Raises StoreError.

        The next `refresh` then takes it at once.
        """
        from leaptui.model.search import Narrow

        portfolio = self.store.read_ahead()
        if portfolio is not None:
            portfolio = self._as_seen(portfolio)
            portfolio.read_all()
            view = self._view_of(portfolio)
            if view.indexed is not None:
                view.index.matches(Narrow())
            self._ahead = view

    def _signer(self, voice: Voice | None) -> Signer | None:
        """What somebody signs with who speaks here; nobody who cannot sign on this machine."""
        if voice is None or self.workspace.whole() is not self.workspace:
            return None  # a machine that is shared has no key of anybody's to sign with
        from leaptui.signing.signer import find_signer

        try:
            return find_signer(self.workspace, voice.name, voice.role, is_shared=True)
        except StoreError:
            return None

    def _as_seen(self, portfolio: Portfolio) -> Portfolio:
        """The portfolio as whoever looks may see it."""
        if not self.puts_away:
            return portfolio
        if self._seen is None or self._seen[0] is not portfolio:
            from leaptui.model.portfolio import Portfolio as Seen
            from leaptui.model.to_others import to_others

            before = self._seen[1] if self._seen else None
            speaker = self.voice.name if self.voice is not None else ""
            self._seen = (portfolio, Seen(to_others(portfolio.document, speaker), before))
        return self._seen[1]

    def _look(self) -> View:
        ahead, self._ahead = self._ahead, None
        portfolio = self._as_seen(self.store.portfolio)
        if ahead is not None and ahead.portfolio is portfolio and ahead.today == self.today:
            return ahead
        return self._view_of(portfolio)

    def _view_of(self, portfolio: Portfolio) -> View:
        from leaptui.store.frameworks import DEFAULT

        found = self.frameworks.found
        framework = found.get(portfolio.meta.framework) or found[DEFAULT]
        return View(portfolio, framework, self.today, self._view, self.workspace.clone)
