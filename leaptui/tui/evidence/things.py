"""What belongs to a piece and can be opened: pictures in large, files, links, goals."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widget import Widget

from leaptui.language import _, ngettext, pgettext
from leaptui.model.records import Attachment, Evidence, Goal, Link
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.evidence.opening import can_open, is_web_address, open_outside
from leaptui.tui.evidence.piece_lines import goals_of
from leaptui.tui.session import Session
from leaptui.tui.widgets.choose import Choose, Option

Thing = Attachment | Link | Goal


def things_of(piece: Evidence, session: Session) -> list[Thing]:
    """What can be opened, in the order it stands on the page."""
    return [*piece.attachments, *piece.links, *(goal for goal, _steps in goals_of(piece, session))]


def bytes_words(size: int) -> str:
    """How large a file is: `0 bytes`, `2 kB`, `1.5 MB`."""
    if size < 1000:
        return ngettext("{n} byte", "{n} bytes", size).format(n=size)
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{round(size / 1000)} kB"


def size_words(widget: Widget, item: Attachment) -> str:
    """How large an attachment is, or that it is still elsewhere."""
    here = desk(widget).session.shared.path_of(item).exists()
    return bytes_words(item.bytes) if here else _("not here yet, a sync will bring it")


def choose_thing(widget: Widget, things: Sequence[Thing]) -> None:
    """Open the only thing, or ask which one."""
    if len(things) <= 1:
        for thing in things:
            open_thing(widget, thing)
        return
    options = [_option(widget, str(number), thing) for number, thing in enumerate(things)]

    def chosen(key: str | None) -> None:
        if key is not None:
            open_thing(widget, things[int(key)])

    desk(widget).push_screen(Choose(_("Open"), options, placeholder=_("type to find")), chosen)


def _option(widget: Widget, key: str, thing: Thing) -> Option:
    if isinstance(thing, Attachment):
        return Option(key, clean_line(thing.name), clean_line(thing.alt), size_words(widget, thing))
    if isinstance(thing, Link):
        return Option(key, clean_line(thing.title or thing.url), clean_line(thing.url) if thing.title else "")
    return Option(key, shown_title(thing.title), pgettext("sort of thing", "goal"))


def open_thing(widget: Widget, thing: Thing) -> None:
    """Open one thing: a picture large, another file or a link with the desktop's own program, a goal on its screen."""
    if isinstance(thing, Goal):
        from leaptui.tui.today.lead import lead_to_goals

        lead_to_goals(widget, thing.id)
    elif isinstance(thing, Link):
        _open_link(widget, thing.url)
    elif is_drawable(widget, thing):
        from leaptui.tui.evidence.large import LargePicture

        desk(widget).push_screen(LargePicture(thing))
    else:
        open_file(widget, thing)


def is_drawable(widget: Widget, item: Attachment) -> bool:
    """Whether an attachment is a picture that is here and that this terminal can show."""
    path = desk(widget).session.shared.path_of(item)
    return item.media_type.startswith("image/") and desk(widget).terminal.shows_pictures and path.is_file()


def open_file(widget: Widget, item: Attachment) -> None:
    """Open an attachment with the desktop's own program; where there is none its path is copied."""
    app = desk(widget)
    path = app.session.shared.path_of(item).absolute()
    name = clean_line(item.name)
    if not path.is_file():
        app.say(_("{name} is not here yet: a sync will bring it.").format(name=name))
    elif app.is_shared:
        app.say(_("{name} cannot be shown at this machine. It is kept with your portfolio.").format(name=name))
    elif open_outside(path):
        app.say(_("{name} is being opened.").format(name=name))
    else:
        app.copy_to_clipboard(str(path))
        app.say(_("The path of {name} was copied: nothing here can show it.").format(name=name))


def copy_path(widget: Widget, item: Attachment) -> None:
    """Copy where an attachment is kept."""
    app = desk(widget)
    if app.is_shared:
        app.say(_("Paths of this machine lead nowhere elsewhere: nothing was copied."))
        return
    app.copy_to_clipboard(str(app.session.shared.path_of(item).absolute()))
    app.say(_("The path of {name} was copied.").format(name=clean_line(item.name)))


def _open_link(widget: Widget, url: str) -> None:
    app = desk(widget)
    if app.is_shared:
        app.say(_("Links are not opened at this machine. It leads to {address}").format(address=clean_line(url)))
        return
    if is_web_address(url) and can_open(url) and open_outside(url):
        app.say(_("The link is being opened."))
        return
    app.copy_to_clipboard(clean_line(url))
    app.say(_("The link was copied."))
