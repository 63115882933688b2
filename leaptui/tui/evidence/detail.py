"""One piece of evidence, whole: what it says, what it holds, what it shows, what others say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _, pgettext
from leaptui.merge import Conflict
from leaptui.model.folded import spans
from leaptui.model.records import Attachment, Evidence
from leaptui.model.text import clean_line
from leaptui.model.titles import has_title
from leaptui.tui.base import desk
from leaptui.tui.evidence import with_others
from leaptui.tui.evidence.drop_field import take_drop
from leaptui.tui.evidence.gallery import Gallery, Shown
from leaptui.tui.evidence.markdown import markdown_blocks, markdown_lines
from leaptui.tui.evidence.piece_lines import PieceLines, goals_of
from leaptui.tui.evidence.things import Thing, choose_thing, is_drawable, open_thing, size_words, things_of
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, mark, wrap
from leaptui.tui.signatures import seek_signatures
from leaptui.tui.widgets.reading import MARGIN, Reading

Lines = list[Line | Strip]

ROWS = 14
"""Rows of the picture at the top; the ones further down have half of them."""
LEAST_BESIDE = 16
"""Cells a text needs to run beside a picture."""
SMALL, SMALL_ROWS = 16, 6
"""Cells and rows of the picture where there are few rows: it stands there beside the text or not at all."""
LEAST_ROWS = 20
"""Rows of the terminal from which a piece has a picture; with fewer it is only named."""


class PieceDetail(Reading):
    """The piece the cursor is on."""

    HELP = N_("The piece as it stands: its text, its files, what it shows, and what others said of it.")
    BINDINGS = [
        Binding(
            "enter",
            "open",
            N_("Open"),
            id="piece.list.open",
            tooltip=N_("Open what belongs to the piece: pictures, files, links, goals"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="piece")
        self.piece: Evidence | None = None
        self.conflicts: Sequence[Conflict] = ()
        self.empty_says = ""
        self.query_text = ""
        self.told = ""
        self._gallery = Gallery(self)
        self._places: list[tuple[int, int, Thing]] = []
        self._feedback_at = 0
        self._feedback_of: str | None = None

    def show_piece(
        self, piece: Evidence | None, fact: str, conflicts: Sequence[Conflict] = (), query: str = "", told: str = ""
    ) -> None:
        """Show a piece, or that there is none; the words of the query are marked in it.

        `told` is a sentence about one that another learner shares.
        """
        other = (piece.id if piece else None) != (self.piece.id if self.piece else None)
        self.piece, self.conflicts, self.query_text, self.told = piece, conflicts, query, told
        self.set_frame(_("Piece"), fact)
        self.show_anew(top=other)
        self._lead_to_feedback()

    def to_feedback(self, piece_id: str) -> None:
        """Bring what others said of a piece into sight, now or when it is shown."""
        self._feedback_of = piece_id
        self._lead_to_feedback()

    def _lead_to_feedback(self) -> None:
        if self.piece is not None and self.piece.id == self._feedback_of and self.size.width:
            self._feedback_of = None
            self.call_after_refresh(lambda: self.scroll_to(y=self._feedback_at, animate=False, force=True))

    # ---- laying out

    def lay_out(self, width: int) -> Lines:
        """Title, facts, versions from elsewhere, text and pictures, files and links, claims, feedback, goals."""
        inks, session = desk(self).inks, desk(self).session
        piece = self.piece
        self._places = []
        if piece is None:
            return [Line(*row) for row in wrap([(self.empty_says, inks.dim)], width)]
        parts = PieceLines(piece, session, inks, width, partial(key_of, self))
        lines: Lines = [*self._lit(parts.head()), *parts.told(self.told), *parts.state()]
        lines += parts.versions(self.conflicts)
        self._body(lines, piece, width)
        self._holds(lines, piece, width)
        lines += self._lit(parts.shows())
        lines += self._lit(with_others.confirmed(piece, session, inks, width))
        self._feedback_at = len(lines)
        lines += self._lit(parts.feedback())
        lines += self._lit(with_others.asked(piece, session, inks, width))
        goals = goals_of(piece, session)
        if goals:
            lines.append(Line((_("It belongs to"), inks.dim)))
        for goal, steps in goals:
            self._add(lines, self._lit(parts.goal(goal, steps)), goal)
        seek_signatures(self, self.show_anew)
        return lines

    def _lit(self, lines: Sequence[Line]) -> list[Line]:
        """Lines with what was searched for marked in them."""
        return marked(lines, self.query_text, desk(self).inks.marker) if self.query_text.strip() else list(lines)

    def _add(self, lines: Lines, more: Sequence[Line | Strip], thing: Thing) -> None:
        """Add lines that belong to something that can be opened."""
        self._places.append((len(lines), len(lines) + len(more), thing))
        lines += more

    def _body(self, lines: Lines, piece: Evidence, width: int) -> None:
        """The text, beside the first picture or below it."""
        inks = desk(self).inks
        text = self._lit(markdown_lines(piece.text, width, inks)) if piece.body else []
        first = next((item for item in piece.attachments if is_picture(item)), None)
        shown = self._first_picture(first, width) if first else None
        if first is None or shown is None or not shown.width:
            lines += [*text, Line()] if text else []
            return
        head, rest = self._beside(piece.text, width - shown.width - 2, shown.rows) if text else ([], "")
        painted = self._painted(shown, self._lit(head), width)
        self._add(lines, painted, first)
        lines += self._caption(first, width)
        lines.append(Line())
        if rest:
            lines += [*self._lit(markdown_lines(rest, width, inks)), Line()]

    def _first_picture(self, item: Attachment, width: int) -> Shown | None:
        """The picture that stands at the top; where there are few rows a small one."""
        if not self.screen.has_class("-short"):
            return self._pictured(item, min(width, 44 if width >= 60 else 22), ROWS)
        if self.app.size.height < LEAST_ROWS or width < SMALL + 2 + LEAST_BESIDE:
            return None
        return self._pictured(item, SMALL, SMALL_ROWS)

    def _beside(self, text: str, width: int, rows: int) -> tuple[list[Line], str]:
        """Lay out what of a text fits beside a picture, whole blocks of it; the rest of the text goes under it."""
        blocks = markdown_blocks(text)
        lines: list[Line] = []
        fit = 0
        while width >= LEAST_BESIDE and fit < len(blocks):
            more = markdown_lines("\n\n".join(blocks[: fit + 1]), width, desk(self).inks)
            if len(more) > rows:
                break
            lines = more
            fit += 1
        return lines, "\n\n".join(blocks[fit:])

    def _pictured(self, item: Attachment, width: int, rows: int) -> Shown | None:
        """A picture as it can be shown now; None where it is not here, or there is no room or no colour for it."""
        path = desk(self).session.shared.path_of(item)
        if not desk(self).terminal.shows_pictures or not path.is_file():
            return None
        return self._gallery.show(path, width, rows, desk(self).inks.colours["page"])

    def _painted(self, shown: Shown, text: Sequence[Line], width: int) -> Lines:
        inks = desk(self).inks
        size = shown.width
        lines: Lines = []
        for row in range(max(shown.rows, len(text))):
            left = Line().strip(size, inks.page)
            if row < len(shown.strips):
                left = shown.strips[row]
            elif not shown.strips and row < shown.rows:
                left = Line((_("drawing …") if row == shown.rows // 2 else "", inks.dim)).strip(size, inks.raised)
            right = (text[row] if row < len(text) else Line()).strip(max(0, width - size - 2), inks.page)
            lines.append(Strip.join([left, Line().strip(min(2, width - size), inks.page), right]))
        return lines

    def _caption(self, item: Attachment, width: int) -> list[Line]:
        """What a picture shows, in words."""
        words = clean_line(item.alt) if has_title(item.alt) else ""
        return self._lit([Line(*row) for row in wrap([(words, desk(self).inks.dim)], width)]) if words else []

    def _holds(self, lines: Lines, piece: Evidence, width: int) -> None:
        """Its files and links; pictures after the first are drawn here."""
        inks = desk(self).inks
        if piece.attachments or piece.links:
            lines.append(Line((_("With it"), inks.dim)))
        first = next((item for item in piece.attachments if is_picture(item)), None)
        for item in piece.attachments:
            about = (f"  {size_words(self, item)}", inks.dim)
            named = Line((clean_line(item.name), inks.ink), about)
            shown = self._further(item, width) if is_picture(item) else None
            if shown is None and is_drawable(self, item):
                key = key_of(self, "piece.list.open")
                named.right = [(key, inks.strong), (f" {pgettext('after the key Enter', 'shows it')}", inks.dim)]
            self._add(lines, self._lit([named]), item)
            if shown and shown.trouble:
                lines += [Line(*row) for row in wrap([(shown.trouble, inks.dim)], width)]
            elif shown and item is not first:
                self._add(lines, self._painted(shown, self._caption(item, width - shown.width - 2), width), item)
                continue
            if item is not first or shown is None or shown.trouble:
                lines += self._caption(item, width)
        for link in piece.links:
            title = [Line((clean_line(link.title or link.url), inks.ink + Style(underline=True)))]
            if link.title:
                title += [Line(*row) for row in wrap([(clean_line(link.url), inks.dim)], width)]
            self._add(lines, self._lit(title), link)
        if piece.attachments or piece.links:
            lines.append(Line())

    def _further(self, item: Attachment, width: int) -> Shown | None:
        """A picture that stands among the files; where there are few rows it is only named."""
        return None if self.screen.has_class("-short") else self._pictured(item, min(width, 22), ROWS // 2)

    def on_gallery_drawn(self, event: Gallery.Drawn) -> None:
        """A large picture is there now."""
        event.stop()
        self._gallery.take(event.place, event.strips)
        self.show_anew()

    # ---- opening

    def action_open(self) -> None:
        """Open what belongs to the piece; where that is several things, ask which."""
        if self.piece is not None:
            choose_thing(self, things_of(self.piece, desk(self).session))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to open."""
        del parameters
        return action != "open" or bool(self.piece and things_of(self.piece, desk(self).session))

    def on_click(self, event: events.Click) -> None:
        """A click on a picture, a file, a link or a goal opens it."""
        line = event.y - self.gutter.top + self.scroll_offset.y
        found = next((thing for first, last, thing in self._places if first <= line < last), None)
        if found is not None and event.x - self.gutter.left >= MARGIN and event.y >= self.gutter.top:
            open_thing(self, found)

    def on_paste(self, event: events.Paste) -> None:
        """A file that is dropped onto the piece is offered to it."""
        take_drop(self, event)


def is_picture(item: Attachment) -> bool:
    """Whether an attachment is a picture that may be drawn."""
    return item.media_type.startswith("image/")


def marked(lines: Sequence[Line], query: str, marker: Style) -> list[Line]:
    """Lines with the words of a query marked in what stands from the left."""
    found: list[Line] = []
    for line in lines:
        text = "".join(part for part, _style in line.left)
        places = spans(text, query)
        if not places:
            found.append(line)
            continue
        left = []
        at = 0
        for part, style in line.left:
            here = [(max(a - at, 0), min(b - at, len(part))) for a, b in places if a < at + len(part) and b > at]
            left += mark(part, here, style, style + marker)
            at += len(part)
        found.append(Line(*left, right=line.right, ground=line.ground))
    return found
