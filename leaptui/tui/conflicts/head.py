"""What stands around the versions: what happened and which field it is; below, what else can be done with it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import _, pgettext
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, width_of, wrap
from leaptui.tui.widgets.reading import MARGIN


class _Lines(Widget):
    """Lines at the edge of the page, as wide as the text in the panes."""

    ALLOW_SELECT = False

    def lines(self) -> list[Line]:
        """What stands there."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """One of them."""
        inks = desk(self).inks
        lines = self.lines()
        line = lines[y] if y < len(lines) else Line()
        edge = Line().strip(MARGIN + 1, inks.page)
        return Strip.join([edge, line.strip(max(0, self.size.width - 2 * (MARGIN + 1)), inks.page), edge])


class Heading(_Lines):
    """What happened, that nothing is lost, and which of the fields that wait is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.place = self.title = self.field = ""
        self.is_of_trash = False

    def show(self, place: str, title: str, field: str, *, is_of_trash: bool) -> None:
        """Show which field it is, of what."""
        self.place, self.title, self.field, self.is_of_trash = place, title, field, is_of_trash
        self.refresh()

    def lines(self) -> list[Line]:
        """Two sentences, and the field."""
        inks = desk(self).inks
        field = Line((f"{self.place}   ", inks.dim), (self.title, inks.name), (f" · {self.field}", inks.dim))
        if self.size.height < 2:
            return [field]
        if self.is_of_trash:
            said = _("Deleted in one place and changed in another")
            safe = _("It is safe. Choose whether to keep it; from the trash it can be brought back.")
        else:
            said = _("The same field was changed in two places")
            safe = _("Both are safe. Choose what it should say; the other stays in the history.")
        return [Line((said, inks.strong)), Line((safe, inks.dim)), Line(), field]


class Ways(_Lines):
    """What else can be done with the field: keep both, write it anew; a click does it."""

    @dataclass
    class Taken(Message):
        """One of the ways was clicked: its action."""

        action: str

    def __init__(self) -> None:
        super().__init__()
        self.why_apart = ""
        self.why_fixed = ""
        self.more = 0
        self._places: list[tuple[int, int, str]] = []

    def show(self, *, why_apart: str, why_fixed: str, more: int) -> None:
        """Show them: why the versions cannot be put together, why it cannot be written here, how many versions more there are."""
        self.why_apart, self.why_fixed, self.more = why_apart, why_fixed, more
        self._fit()
        self.refresh()

    def on_resize(self) -> None:
        """Take as many rows as there are lines."""
        self._fit()

    def _fit(self) -> None:
        self.styles.height = len(self.lines())

    def lines(self) -> list[Line]:
        """The ways in one line; behind them why the versions cannot be put together, or below where there is no room."""
        inks = desk(self).inks
        line = Line()
        self._places = []
        ways = [
            ("conflicts.both", "both", _("Keep both, one after the other"), self.why_apart),
            ("conflicts.edit", "edit", _("Write it yourself"), self.why_fixed),
            ("conflicts.next", "next_version", _("Show the next version"), "" if self.more else " "),
        ]
        for binding, action, says, why_not in ways:
            if why_not:
                continue
            at = width_of(line.left)
            line.add(key_of(self, binding), inks.strong).add(f" {says}", inks.dim)
            self._places.append((at, width_of(line.left), action))
            line.add("     ", inks.dim)
        if not self.why_apart:
            return [line]
        why = pgettext("why two versions cannot be put together", "Not both: {reason}.").format(reason=self.why_apart)
        room = max(1, self.size.width - 2 * (MARGIN + 1))
        if width_of(line.left) + cell_len(why) <= room:
            return [line.add(why, inks.dim)]
        return [*([line] if self._places else []), *(Line(*row) for row in wrap([(why, inks.dim)], room))]

    def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        for start, end, action in self._places:
            if event.y == 0 and start <= event.x - MARGIN - 1 < end:
                self.post_message(self.Taken(action))
                return
