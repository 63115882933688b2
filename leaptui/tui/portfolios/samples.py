"""Looking around in the samples from within the app: a copy that is thrown away on the way back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.store.errors import StoreError
from leaptui.store.samples import Samples
from leaptui.store.workspace import Workspace
from leaptui.tui.keys import key_names
from leaptui.tui.sentence import sentence

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


@dataclass(frozen=True)
class Stay:
    """A stay in the samples: their copy, and the workspace and portfolio to go back to; None: there is none yet."""

    samples: Samples
    back: tuple[Workspace, str] | None


def open_samples(app: LeaptuiApp) -> None:
    """Open the first of the samples in place of the portfolio that is open."""
    from leaptui.store.portfolio_store import PortfolioStore
    from leaptui.tui.session import Session

    if app.stay is not None:
        app.say(_("You are in the samples already."))
        return
    if app.carrier.is_syncing:
        app.say(_("A sync is under way; the samples open once it is done."))
        return
    try:
        samples = Samples.make()
        workspace = samples.workspace
        store = PortfolioStore(workspace, workspace.names()[0], app.session.clock)
    except StoreError as error:
        app.say(sentence(error), trouble=True)
        return
    app.stay = Stay(samples, (app.workspace, app.session.store.name))
    app.open_session(Session(workspace, store, app.session.clock))
    app.go("today")
    welcome(app)


def welcome(app: LeaptuiApp) -> None:
    """Say where one is, and how to leave."""
    app.say(
        _("Change what you like, nothing is kept. {key} leaves the samples.").format(
            key=key_names(app, "app.leave_samples")[0]
        )
    )


def leave_samples(app: LeaptuiApp) -> None:
    """Go back to the learner's own portfolio, or to the beginning where there is none; the copy is thrown away."""
    from leaptui.store.portfolio_store import PortfolioStore
    from leaptui.tui.session import Session

    stay = app.stay
    if stay is None:
        return
    if stay.back is None:
        app.stay = None
        app.exit(0)
        return
    workspace, name = stay.back
    try:
        session = Session(workspace, PortfolioStore(workspace, name, app.session.clock), app.session.clock)
    except StoreError as error:
        app.say(sentence(error), trouble=True)
        return
    app.stay = None
    app.session.drafts.let_go()
    app.open_session(session)
    stay.samples.throw_away()
    app.say(_("Back in your own portfolio. The samples are thrown away."))
