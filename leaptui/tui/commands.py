"""The command palette: everything the app can do now, found by typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaptui.tui.keys import Offer, held_back, offers
from leaptui.tui.portfolios.chooser import choose_portfolio, new_portfolio, rename_learner
from leaptui.tui.settling.settle import settle_next
from leaptui.tui.theming import choose_theme
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.desk import DeskScreen

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

_MOVING = ("list.", "reading.", "choose.", "picker.", "app.commands", "app.help_typing")
_ARROWS = frozenset({"left", "right", "up", "down"})


@dataclass(frozen=True)
class Command:
    """Something the app can do that has no key of its own."""

    key: str
    title: str
    about: str
    do: Callable[[], None]


def open_palette(app: LeaptuiApp) -> None:
    """Open the palette over the screen; a second time closes it."""
    if isinstance(app.screen, Choose) and app.screen.id == "palette":
        app.screen.dismiss(None)
        return
    if not isinstance(app.screen, DeskScreen):
        return
    found: dict[str, Offer] = {}
    for offer in [*offers(app.screen), *held_back(app.screen)]:
        if not offer.id.startswith(_MOVING) and not _ARROWS.issuperset(offer.keys):
            found.setdefault(offer.id, offer)
    extra = {command.key: command for command in _without_key(app)}
    options = [_option(app, offer) for offer in found.values()]
    options += [Option(command.key, command.title, command.about) for command in extra.values()]

    def run(key: str | None) -> None:
        if key in extra:
            extra[key].do()
        elif key in found:
            offer = found[key]
            app.call_later(app.run_action, offer.action, offer.node)

    palette = Choose("Commands", options, placeholder="what would you like to do?")
    palette.id = "palette"
    app.push_screen(palette, run)


def _option(app: LeaptuiApp, offer: Offer) -> Option:
    title, about = offer.says, offer.tooltip
    if offer.id == "app.undo":
        about = app.session.store.undo_label or "nothing to undo"
    elif offer.id == "app.redo":
        about = app.session.store.redo_label or "nothing to redo"
    elif offer.id.startswith("app.go_"):
        title, about = f"Go to {offer.says}", ""
    return Option(offer.id, title, about, offer.names)


def _without_key(app: LeaptuiApp) -> list[Command]:
    return [
        Command(
            "theme", "Change the theme", "colours for night, day, and eyes of every sort", lambda: choose_theme(app)
        ),
        Command("open", "Open another portfolio", "of this workspace", lambda: choose_portfolio(app)),
        Command("new", "Begin a new portfolio", "in this workspace", lambda: new_portfolio(app)),
        Command("rename", "Change the learner's name", "rename: as the header shows it", lambda: rename_learner(app)),
        Command(
            "settle",
            "Choose between two versions",
            "where something was changed in two places",
            lambda: settle_next(app),
        ),
        Command("empty", "Empty the trash", "what is in it is removed; undo brings it back", lambda: empty(app)),
    ]


def empty(app: LeaptuiApp) -> None:
    """Empty the trash."""
    from leaptui.model.edits import empty_trash

    if not app.session.portfolio.trash:
        app.say("The trash is empty.")
        return
    app.do(empty_trash(app.session.portfolio, app.session.at))
