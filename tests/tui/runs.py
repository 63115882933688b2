"""A run of the app through states that are kept as frames, and the steps from one to the next.

A step is a key, `type:words`, `choose:KEY` (an option of the sheet that is open), `command:KEY` (one of the palette), or a
function of `happenings.py` where no key leads there; what is chosen by its key is found in every language. Within a group the
states follow one another in one run of the app; a state says how to come from the one before it (`escape` closes a dialog).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from leaptui.model.clock import FixedClock
from leaptui.model.edits import new_document
from leaptui.store.bundled import copy_samples
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.app import LeaptuiApp
from leaptui.tui.begin.app import BeginApp
from leaptui.tui.commands import without_key
from leaptui.tui.widgets.choose import OptionRows
from tests.tui.conftest import THURSDAY, Hands, RunningClock, at_desk_of

AMARA, NOOR, NOBODY = "amara-okafor", "noor-haddad", ""
"""In whose portfolio a run begins; nobody's is the app before one is open."""

SIZES: Mapping[str, tuple[int, int]] = {"120x36": (120, 36), "80x24": (80, 24)}
SMALL: Mapping[str, tuple[int, int]] = {"59x17": (59, 17)}
TIGHT = "80x24"
"""The size at which every state is kept in the other languages, too: where there is least room for their longer words."""

Step = str | Callable[[Hands], None]


@dataclass(frozen=True)
class Group:
    """States that are come to in one run: in whose portfolio, at which sizes, and what happened to the files before."""

    learner: str
    states: Mapping[str, tuple[Step, ...]]
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=lambda: SIZES)
    before: Callable[[Workspace], object] | None = None
    first: Callable[[Workspace], BeginApp] = lambda workspace: BeginApp(workspace, RunningClock(THURSDAY))
    """What makes the app before a portfolio is open."""

    def make(self, workspace: Workspace) -> None:
        """Make the files the run begins with, in a workspace that is empty or has the samples."""
        if self.learner == AMARA and not workspace.names():
            copy_samples(workspace.root)
        if self.learner == NOOR:
            clock = FixedClock(THURSDAY)
            document = new_document("Noor Haddad", "leap-2020", clock.today(), clock.instant())
            PortfolioStore.create(workspace, self.learner, document, clock)
        if self.before is not None:
            self.before(workspace)

    @asynccontextmanager
    async def opened(self, workspace: Workspace, size: tuple[int, int]) -> AsyncIterator[Hands]:
        """Open the app in a workspace that was made for it."""
        if self.learner:
            async with at_desk_of(workspace, self.learner, size) as desk:
                yield desk
            return
        app = self.first(workspace)
        async with app.run_test(size=size, notifications=True) as pilot:
            hands = Hands(app, pilot)
            await hands.settle()
            yield hands


async def go_on(hands: Hands, steps: tuple[Step, ...], say: Callable[[str], str] = str) -> None:
    """Do what a state's steps say; `say` gives the words as they are to be typed."""
    for step in steps:
        if not isinstance(step, str):
            step(hands)
            await hands.settle()
            continue
        what, _colon, rest = step.partition(":")
        if what == "type" and rest:
            await hands.type(say(rest))
        elif what == "choose" and rest:
            assert hands.app.screen.query_one(OptionRows).go_to(rest), step
            await hands.press("enter")
        elif what == "command" and rest:
            assert isinstance(hands.app, LeaptuiApp)
            next(command for command in without_key(hands.app) if command.key == rest).do()
            await hands.settle()
        else:
            await hands.press(step)
