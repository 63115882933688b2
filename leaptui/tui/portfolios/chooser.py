"""Opening another portfolio of the workspace, beginning a new one, giving one another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.model.clock import Clock
from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.store.workspace import Workspace
from leaptui.tui.sentence import sentence

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.model.portfolio import Portfolio
    from leaptui.tui.app import LeaptuiApp


def open_portfolio(app: LeaptuiApp, name: str) -> str | None:
    """Open a portfolio in place of the one that is open; gives the sentence that says why where it cannot be."""
    from leaptui.tui.repair.opening import open_store
    from leaptui.tui.session import Session

    try:
        store = open_store(app.workspace, name, app.session.clock)
    except StoreError as error:
        return sentence(error)
    app.open_session(Session(app.workspace, store, app.session.clock))
    app.look_again()
    app.workspace.remember(name)
    return None


def begin_portfolio(workspace: Workspace, learner: str, clock: Clock) -> str:
    """Write a new portfolio of a learner; gives its name. Raises Invalid, StoreError."""
    from leaptui.model.edits import new_document
    from leaptui.store.frameworks import DEFAULT
    from leaptui.store.portfolio_store import PortfolioStore

    document = new_document(learner, DEFAULT, clock.today(), clock.instant())
    name = workspace.free_name(learner)
    PortfolioStore.create(workspace, name, document, clock)
    return name


def choose_portfolio(app: LeaptuiApp) -> None:
    """Choose a portfolio of the workspace by typing some of its learner's name."""
    from leaptui.tui.portfolios.samples import open_samples
    from leaptui.tui.portfolios.shelf import NEW, SAMPLES, Shelf

    def answered(name: str | None) -> None:
        if name == NEW:
            new_portfolio(app)
        elif name == SAMPLES:
            open_samples(app)
        elif name and name != app.session.store.name and (trouble := open_portfolio(app, name)):
            app.say(trouble, trouble=True)

    def rename(name: str, learner: str, file: str) -> str | None:
        return rename_here(app, name, learner, file)

    app.push_screen(Shelf(app.workspace, app.session.today, rename, at=app.session.store.name), answered)


def new_portfolio(app: LeaptuiApp) -> None:
    """Ask whose it is, and begin it."""
    from leaptui.model.edits import Invalid
    from leaptui.tui.widgets.ask import Ask

    def check(learner: str) -> str | None:
        try:
            name = begin_portfolio(app.workspace, learner, app.session.clock)
        except (Invalid, StoreError) as error:
            return sentence(error)
        return open_portfolio(app, name)

    app.push_screen(
        Ask(
            _("A new portfolio"),
            _("Whose portfolio is it?"),
            placeholder=_("first name and family name"),
            check=check,
        )
    )


def rename_portfolio_here(app: LeaptuiApp) -> None:
    """Give the portfolio that is open another learner's name, or its file another name."""
    from leaptui.tui.portfolios.rename import RenameForm

    def rename(name: str, learner: str, file: str) -> str | None:
        return rename_here(app, name, learner, file)

    app.push_screen(RenameForm(app.workspace, app.session.store.name, rename))


def rename_here(app: LeaptuiApp, name: str, learner: str, file: str) -> str | None:
    """Rename a portfolio of the app's workspace, be it the one that is open; gives a sentence where it cannot be."""
    if name != app.session.store.name:
        return rename_files(app.workspace, app.session.clock, name, learner, file)
    trouble = rename_files(app.workspace, app.session.clock, name, "", file)
    if trouble is None and file != name:
        trouble = open_portfolio(app, file)
    if trouble is not None:
        return trouble
    change = _named(app.session.portfolio, app.session.at, learner)
    if change is not None:
        app.do(change)
    elif file != name:
        app.say(_("The file is called {file} now.").format(file=f"{file}.json"))
    return None


def rename_files(workspace: Workspace, clock: Clock, name: str, learner: str, file: str) -> str | None:
    """Give a portfolio's file another name, and its learner where one is given; or a sentence where it cannot be."""
    from leaptui.model.edits import Invalid
    from leaptui.store.rename import rename_portfolio

    try:
        if file != name:
            rename_portfolio(workspace, name, file)
        if learner:
            from leaptui.store.portfolio_store import PortfolioStore

            store = PortfolioStore(workspace, file, clock)
            change = _named(store.portfolio, clock.instant(), learner)
            if change is not None:
                store.apply(change)
    except (Invalid, StoreError) as error:
        return sentence(error)
    return None


def _named(portfolio: Portfolio, at: str, learner: str) -> Change | None:
    """The change that gives a portfolio's learner another name; None where it is so already."""
    from leaptui.model.edits import rename_learner

    if not clean_line(learner) or clean_line(learner) == clean_line(portfolio.meta.learner.name):
        return None
    return rename_learner(portfolio, at, learner)
