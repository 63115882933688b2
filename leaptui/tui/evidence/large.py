"""A picture of a piece, as large as the terminal: in half blocks, or in pixels where the learner wants and has them."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_
from leaptui.model.records import Attachment
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.evidence.gallery import Gallery
from leaptui.tui.evidence.pixels import pixel_widget
from leaptui.tui.evidence.things import copy_path, open_file
from leaptui.tui.line import Line, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading


class PictureReading(Reading):
    """The picture in half blocks, and what it shows in words."""

    def __init__(self, item: Attachment, *, drawn: bool) -> None:
        super().__init__(id="large")
        self._item = item
        self._drawn = drawn
        self._gallery = Gallery(self)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The words, below the picture where that is drawn here."""
        inks = desk(self).inks
        words: list[Line | Strip] = []
        if self._item.alt:
            words = [Line(*row) for row in wrap([(clean_line(self._item.alt), inks.ink)], width)]
        if not self._drawn:
            return words
        path = desk(self).session.shared.path_of(self._item)
        rows = max(4, self.size.height - len(words) - 1)
        shown = self._gallery.show(path, width, rows, inks.colours["page"])
        if shown.trouble:
            return [*(Line(*row) for row in wrap([(shown.trouble, inks.dim)], width)), Line(), *words]
        blank = [Line().strip(shown.width, inks.raised) for _row in range(0 if shown.strips else shown.rows)]
        return [*shown.strips, *blank, Line(), *words]

    def on_gallery_drawn(self, event: Gallery.Drawn) -> None:
        """A large picture is there now."""
        event.stop()
        self._gallery.take(event.place, event.strips)
        self.show_anew()

    def on_resize(self, event: events.Resize) -> None:
        """Draw it anew in another size."""
        super().on_resize(event)
        self.show_anew()


class LargePicture(Overlay[None]):
    """The picture on a sheet as large as the terminal."""

    CSS_PATH = "large.tcss"
    BINDINGS = [
        Binding(
            "enter,o", "open", N_("Open outside"), id="large.list.open", tooltip=N_("Open it with the desktop's viewer")
        ),
        Binding("y", "copy", N_("Copy its path"), id="large.copy", tooltip=N_("Copy where the picture is kept")),
    ]

    def __init__(self, item: Attachment) -> None:
        super().__init__(clean_line(item.name))
        self._item = item

    def compose_sheet(self) -> ComposeResult:
        """The picture, then its words."""
        path = desk(self).session.shared.path_of(self._item)
        widget = pixel_widget(path)
        self.set_class(widget is not None, "-pixels")
        if widget is not None:
            yield widget
        yield PictureReading(self._item, drawn=widget is None)

    def on_mount(self) -> None:
        """Let the words take the keys; the title is written once the sheet has its size."""
        self.query_one(PictureReading).focus()
        self.call_after_refresh(self.set_title, clean_line(self._item.name))

    def action_open(self) -> None:
        """Open it outside."""
        open_file(self, self._item)

    def action_copy(self) -> None:
        """Copy its path."""
        copy_path(self, self._item)
