"""One version of a field to read: where it comes from, what it says with the words that differ marked, the key that keeps it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, ngettext, pgettext
from leaptui.model.compared import Compared, words_in
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, mark, wrap
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.reading import MARGIN, Reading


@dataclass(frozen=True)
class Shown:
    """What a version shows: where it was written and by whom, when, and what it says.

    `spans` is drawn in place of `text` where there is a picture for the value, such as the dots of a level. `note` is about
    the value: what a level means, that it is about the trash, or nothing at all. `stands`: it is the one in the field now.
    """

    where: str
    when: str
    text: Compared
    stands: bool
    spans: Sequence[Span] = ()
    note: str = ""


class VersionText(Reading):
    """What a version says."""

    HELP = N_("One of the versions; words the other does not have are marked.")
    BINDINGS = [
        Binding("enter", "keep", N_("Keep this"), id="version.list.open", tooltip=N_("Let this version hold")),
    ]

    @dataclass
    class Kept(Message):
        """Somebody chose this version."""

        is_mine: bool

    def __init__(self, *, is_mine: bool) -> None:
        super().__init__()
        self._is_mine = is_mine
        self._first = 0
        self.shown: Shown | None = None

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The lines of the text, wrapped."""
        inks = desk(self).inks
        shown = self.shown
        self._first = 0
        if shown is None:
            return []
        note: list[Line | Strip] = [Line(*row) for row in wrap([(shown.note, inks.dim)], width)] if shown.note else []
        if shown.spans:
            return [Line(*shown.spans), *note]
        lines = [*note, *([Line()] if note and shown.text else [])]
        for text, places in shown.text:
            if places and not self._first:
                self._first = len(lines)
            lines += [Line(*row) for row in wrap(mark(text, places, inks.ink, inks.differing), width)]
        return lines

    def show_first_difference(self) -> None:
        """Begin with the first line that differs, where it would be out of sight; else with the first line of all."""
        self.show_anew()
        out_of_sight = self._first >= self.size.height - 1
        self.scroll_to(y=self._first if out_of_sight else 0, animate=False)

    def action_keep(self) -> None:
        """Let this version hold."""
        self.post_message(self.Kept(self._is_mine))


class VersionFoot(Widget):
    """The last line of a version: the key that keeps it; a click keeps it, too."""

    DEFAULT_CSS = "VersionFoot { height: 1; width: 1fr; }"
    ALLOW_SELECT = False

    def __init__(self, key: str, *, is_mine: bool) -> None:
        super().__init__()
        self._key = key
        self._is_mine = is_mine
        self.shown: Shown | None = None

    def render_line(self, y: int) -> Strip:
        """The key at the left, what is about the text at the right."""
        del y
        inks, shown = desk(self).inks, self.shown
        facts = [pgettext("a version", "stands in the field")] if shown and shown.stands else []
        count = words_in([text for text, _places in shown.text]) if shown and not shown.spans and not shown.note else 0
        if count > 3:
            facts.append(ngettext("{n} word", "{n} words", count).format(n=count))
        keep = pgettext("a version", "Keep this")
        line = Line(
            (key_of(self, self._key), inks.strong), (f" {keep}", inks.ink), right=[(" · ".join(facts), inks.dim)]
        )
        edge = Line().strip(MARGIN, inks.page)
        return Strip.join([edge, line.strip(max(0, self.size.width - 2 * MARGIN), inks.page), edge])

    def on_click(self, event: events.Click) -> None:
        """Let this version hold."""
        event.stop()
        self.post_message(VersionText.Kept(self._is_mine))


class VersionPane(Framed, Vertical):
    """One version in a frame."""

    def __init__(self, key: str, *, is_mine: bool, id: str) -> None:
        super().__init__(id=id)
        self._key = key
        self._is_mine = is_mine
        self._paint: Callable[[], Shown] | None = None

    def compose(self) -> ComposeResult:
        """The text, and the line with the key below it."""
        yield VersionText(is_mine=self._is_mine)
        yield VersionFoot(self._key, is_mine=self._is_mine)

    def show(self, paint: Callable[[], Shown], *, is_new: bool) -> None:
        """Show the version that is painted; a new one from its first line, or the first that differs."""
        self._paint = paint
        text, foot = self.query_one(VersionText), self.query_one(VersionFoot)
        text.shown = foot.shown = shown = paint()
        self.set_frame(shown.where, shown.when)
        text.show_anew()
        foot.refresh()
        if is_new:
            # The bar of a text that was short before is only laid out by the first of the two.
            self.call_after_refresh(self.call_after_refresh, text.show_first_difference)

    def redraw(self) -> None:
        """Paint it anew, in other colours."""
        if self._paint is not None:
            self.show(self._paint, is_new=False)
