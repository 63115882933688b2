"""The command palette: everything the app can do now, found by typing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from leaptui.language import _
from leaptui.tui.keys import Offer, held_back, key_names, list_order, offers
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.desk import DeskScreen

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.everywhere import Everywhere

MOVING = (
    "list.up",
    "list.down",
    "list.page",
    "list.half",
    "list.first",
    "list.last",
    "reading.",
    "choose.",
    "picker.",
    "pane.",
    "app.commands",
    "app.help_typing",
    "app.copy_selected",
)
"""Keys that only move about, or are the palette's own: nobody looks for them there."""
LEARNERS = frozenset(
    {
        "app.conflicts",
        "empty",
        "framework.switch",
        "goals.template",
        "import",
        "journal.back_at",
        "journal.write",
        "new",
        "rename",
        "shared",
    }
)
"""What has no key and is the learner's to do: it is not offered while somebody else speaks."""
_ARROWS = frozenset({"left", "right", "up", "down"})
_ARROWS_AND_LETTERS = _ARROWS | set("hjkl")


def moves_about(offer: Offer) -> bool:
    """Whether a key only leads from place to place: an arrow, with or without vim's letter for it."""
    keys = set(offer.keys)
    return not _ARROWS.isdisjoint(keys) and keys <= _ARROWS_AND_LETTERS


@dataclass(frozen=True)
class Command:
    """Something the app can do that has no key of its own."""

    key: str
    title: str
    about: str
    do: Callable[[], None]


class Palette(Choose):
    """All that can be done, to be found by its words. Nothing has to be looked at before it is done, so one click does it."""

    TAKES_AT_ONCE = True


def open_palette(app: Everywhere) -> None:
    """Open the palette over the screen; a second time closes it."""
    if isinstance(app.screen, Palette):
        app.screen.dismiss(None)
        return
    if not isinstance(app.screen, DeskScreen):
        return
    found = offered(app.screen)
    # What has a key on the screen that is shown is offered with its key.
    left_out = {*found, *(LEARNERS if app.session.voice is not None else ())}
    extra = {one.key: one for one in without_key(cast("LeaptuiApp", app)) if one.key not in left_out}
    options = [_option(app, offer) for offer in found.values()]
    options += [Option(command.key, command.title, command.about) for command in extra.values()]

    def run(key: str | None) -> None:
        if key in extra:
            extra[key].do()
        elif key in found:
            offer = found[key]
            app.call_later(app.run_action, offer.action, offer.node)

    palette = Palette(_("Commands"), options, placeholder=_("what would you like to do?"))
    app.push_screen(palette, run)


def offered(screen: DeskScreen) -> dict[str, Offer]:
    """What can be done on a screen by a key, by the id of the key; the keys that only move about are left out."""
    found: dict[str, Offer] = {}
    for offer in [*offers(screen), *held_back(screen)]:
        if not offer.id.startswith(MOVING) and not moves_about(offer):
            found.setdefault(offer.id, offer)
    return dict(sorted(found.items(), key=lambda item: list_order(item[1])))


def _option(app: Everywhere, offer: Offer) -> Option:
    title, about = offer.says, offer.tooltip
    store = app.session.store
    if offer.id in {"app.undo", "app.redo"} and app.session.puts_away:
        pass  # what was done last may be private
    elif offer.id == "app.undo":
        about = store.undo_label or _("nothing to undo")
    elif offer.id == "app.redo":
        about = store.redo_label or _("nothing to redo")
    elif offer.id.startswith("app.go_"):
        title, about = _("Go to {screen}").format(screen=offer.says), ""
    return Option(offer.id, title, about, offer.names, more=f"{offer.says} {offer.tooltip}")


def without_key(app: LeaptuiApp) -> list[Command]:
    """What can be done anywhere and has no key."""
    return [one for one in [*_around_the_work(app), *_in_the_work(app), *app.more_commands()] if app.allows(one)]


def _around_the_work(app: LeaptuiApp) -> list[Command]:
    """The looks of the app, its portfolios, where they go and come from, and the way round."""
    return [
        Command(
            "theme", _("Change the theme"), _("colours for night, day, and eyes of every sort"), lambda: _theme(app)
        ),
        Command("language", _("Change the language"), _("of the app; your words stay yours"), lambda: _language(app)),
        Command("days", _("Change how days are written"), _("day or month first, or 2026-11-19"), lambda: _days(app)),
        Command("keys", _("Change the keys"), _("every one of them, in a file of yours"), lambda: _keys(app)),
        Command("open", _("Open another portfolio"), _("of this workspace"), lambda: _open(app)),
        Command("new", _("Begin a new portfolio"), _("in this workspace"), lambda: _new(app)),
        Command("rename", _("Rename the portfolio"), _("the learner's name, or the file's"), lambda: _rename(app)),
        Command(
            "import",
            _("Import from another system"),
            _("a portfolio as Mahara and others export it"),
            lambda: _import(app),
        ),
        Command(
            "connect",
            _("Connect to a remote"),
            _("where your machines meet; test the one there is"),
            app.carrier.connect,
        ),
        Command("said", _("What git said last"), _("the words behind the last sync"), app.carrier.show_said),
        Command(
            "shared",
            _("Shared with me"),
            _("take in a piece that another learner here shares"),
            lambda: _take_in(app),
        ),
        Command("samples", _("Look around in samples"), _("nothing in them is kept"), lambda: _samples(app)),
        Command("tour", _("Take the tour"), _("a short tour of the screens"), lambda: _tour(app)),
    ]


def _in_the_work(app: LeaptuiApp) -> list[Command]:
    """What is done with what stands in the portfolio."""
    return [
        Command(
            "framework.switch",
            _("Switch the framework"),
            _("follow another one; what was claimed is kept"),
            lambda: _framework(app),
        ),
        Command(
            "framework.stretch",
            _("Interest and stretch"),
            _("how far work stretched you, and what it feeds"),
            lambda: _stretch(app),
        ),
        Command(
            "goals.template",
            _("Take a pathway"),
            _("a goal with steps that lies ready in the workspace"),
            lambda: _template(app),
        ),
        Command(
            "app.conflicts",
            _("Choose between two versions"),
            _("where something was changed in two places"),
            lambda: _conflicts(app),
        ),
        Command(
            "journal.write",
            _("Write in the journal"),
            _("about what the cursor is on"),
            lambda: _journal(app),
        ),
        Command("journal.back_at", _("Look back"), _("at this week, in two minutes"), lambda: _look_back(app)),
        Command("empty", _("Empty the trash"), _("what is in it is removed; undo brings it back"), lambda: empty(app)),
    ]


# What most runs of the app never need is read in when it is asked for.


def _take_in(app: LeaptuiApp) -> None:
    from leaptui.tui.evidence.shared import take_in

    take_in(app.screen)


def _theme(app: LeaptuiApp) -> None:
    from leaptui.tui.theming import choose_theme

    choose_theme(app)


def _stretch(app: LeaptuiApp) -> None:
    from leaptui.tui.framework.stretch import open_stretch

    open_stretch(app)


def _template(app: LeaptuiApp) -> None:
    from leaptui.tui.goals.template import choose_template

    choose_template(app.screen)


def _framework(app: LeaptuiApp) -> None:
    from leaptui.tui.framework.switch import choose_framework

    choose_framework(app)


def _language(app: LeaptuiApp) -> None:
    from leaptui.tui.speaking import choose_language

    choose_language(app)


def _days(app: LeaptuiApp) -> None:
    from leaptui.tui.speaking import choose_date_form

    choose_date_form(app)


def _keys(app: LeaptuiApp) -> None:
    from leaptui.tui.rebinding import change_keys

    change_keys(app)


def _open(app: LeaptuiApp) -> None:
    from leaptui.tui.portfolios.chooser import choose_portfolio

    choose_portfolio(app)


def _new(app: LeaptuiApp) -> None:
    from leaptui.tui.portfolios.chooser import new_portfolio

    new_portfolio(app)


def _rename(app: LeaptuiApp) -> None:
    from leaptui.tui.portfolios.chooser import rename_portfolio_here

    rename_portfolio_here(app)


def _import(app: LeaptuiApp) -> None:
    from leaptui.tui.portfolios.bring import import_here

    import_here(app)


def _samples(app: LeaptuiApp) -> None:
    from leaptui.tui.portfolios.samples import open_samples

    open_samples(app)


def _tour(app: LeaptuiApp) -> None:
    from leaptui.tui.tour.tour import begin_tour

    begin_tour(app)


def _journal(app: LeaptuiApp) -> None:
    from leaptui.tui.journal.acts import write_about_cursor

    write_about_cursor(app.screen)


def _look_back(app: LeaptuiApp) -> None:
    from leaptui.tui.journal.look_back import open_look_back

    open_look_back(app.screen)


def _conflicts(app: LeaptuiApp) -> None:
    from leaptui.tui.conflicts.opening import open_conflicts

    open_conflicts(app)


def empty(app: LeaptuiApp) -> None:
    """Empty the trash."""
    from leaptui.model.edits import empty_trash

    if not app.session.portfolio.trash:
        app.say(_("The trash is empty."))
        return
    words = _("Emptied the trash; {key} brings it all back").format(key=key_names(app, "app.undo")[0])
    app.do(empty_trash(app.session.portfolio, app.session.at), words)
