"""Opening another portfolio of the workspace, and beginning a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid, edit_meta, new_document
from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.store.frameworks import DEFAULT
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.tui.session import Session
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import Choose, Option

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp


def open_portfolio(app: LeaptuiApp, name: str) -> str | None:
    """Open a portfolio in place of the one that is open; gives the sentence that says why where it cannot be."""
    try:
        store = PortfolioStore(app.workspace, name, app.session.clock)
    except StoreError as error:
        return str(error)
    app.open_session(Session(app.workspace, store, app.session.clock))
    return None


def choose_portfolio(app: LeaptuiApp) -> None:
    """Choose a portfolio of the workspace by typing some of its name."""
    options = [Option(name, name) for name in app.workspace.names()]

    def opened(name: str | None) -> None:
        if name and (trouble := open_portfolio(app, name)):
            app.say(trouble, trouble=True)

    app.push_screen(Choose("Portfolios", options, at=app.session.store.name), opened)


def new_portfolio(app: LeaptuiApp) -> None:
    """Ask whose it is, and begin it."""
    session = app.session

    def check(learner: str) -> str | None:
        try:
            document = new_document(learner, DEFAULT, session.today, session.at)
            name = app.workspace.free_name(learner)
            PortfolioStore.create(app.workspace, name, document, session.clock)
        except (Invalid, StoreError) as error:
            return f"{error}."
        return open_portfolio(app, name)

    app.push_screen(
        Ask("A new portfolio", "Whose portfolio is it?", placeholder="first name and family name", check=check)
    )


def rename_learner(app: LeaptuiApp) -> None:
    """Change the learner's name."""
    session = app.session
    meta = session.portfolio.meta

    def keep(name: str | None) -> None:
        if name and clean_line(name) != meta.learner.name:
            raw = (session.portfolio.raw("meta", "portfolio") or {}).get("learner")
            learner: dict[str, Json] = {**(raw if isinstance(raw, dict) else {}), "name": clean_line(name)}
            app.do(edit_meta(session.portfolio, session.at, {"learner": learner}, f"Changed the name to {name}"))

    app.push_screen(Ask("Name", "The learner's name, as the header shows it.", value=meta.learner.name), keep)
