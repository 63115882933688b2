"""The tour's note: it lies over a live screen beside what it points at, and leaves every other key to the screen."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.geometry import Offset, Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _
from leaptui.tui.base import desk
from leaptui.tui.keys import key_name, key_of
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.tour.steps import STEPS, Step
from leaptui.tui.widgets.frame import Framed

_SETTLING_SECONDS = 1.0
"""How long after a note came the focus stays with it, whatever the screen below does, if no key is pressed."""
WIDTH = 68
"""Cells of the note where there is room for it."""
_MARGIN = 2
_HEADER_ROWS = 2
_FOOTER_ROWS = 1


class Note(Framed, can_focus=True):
    """One step of the tour, in words."""

    BINDINGS = [
        Binding(
            "enter,right,space", "go(1)", N_("Go on"), id="tour.list.open", tooltip=N_("To the next step of the tour")
        ),
        Binding("left", "go(-1)", N_("Back"), show=False, id="tour.back", tooltip=N_("To the step before")),
        Binding(
            "escape", "end", N_("End the tour"), id="tour.end", tooltip=N_("End the tour; the palette has it again")
        ),
    ]

    def __init__(self, number: int, go: Callable[[int], None], came: Callable[[Screen[object]], None]) -> None:
        """`number` is the place in STEPS; `go` goes on by so many steps, 0 ends the tour; `came` is told when it is there."""
        super().__init__(id="tour-note")
        self.number = number
        self._go = go
        self._came = came
        self._places: list[tuple[int, int, int]] = []
        self._until = 0.0

    @property
    def step(self) -> Step:
        """The step it tells."""
        return STEPS[self.number]

    def on_mount(self) -> None:
        """Take the place beside what it points at."""
        count = _("{n} of {total}").format(n=self.number + 1, total=len(STEPS))
        self.set_frame(_(self.step.title), count)
        target = self.target()
        if isinstance(target, Framed):
            target.add_class("-pointed")
        self.visible = False
        self._until = monotonic() + _SETTLING_SECONDS
        self.call_after_refresh(self._appear)

    def _appear(self) -> None:
        if self.is_attached:
            self.place()
            self.visible = True
            self.focus()
            self._came(self.screen)

    def on_unmount(self) -> None:
        """Point at nothing any more."""
        target = self.target()
        if isinstance(target, Framed):
            target.remove_class("-pointed")

    def target(self) -> Widget | None:
        """What it points at; None where that is not on the screen, as on one that is empty yet."""
        if not self.is_attached:
            return None
        try:
            found = self.screen.query(self.step.at).first(Widget)
        except NoMatches:
            return None
        return found if found.display and found.region.area else None

    # ---- its place

    def place(self) -> None:
        """Lie beside what it points at, between header and footer; over nothing of it where that can be."""
        room = self.app.size
        width = min(WIDTH, room.width)
        height = len(self.said(width - 2 * _MARGIN - 2)) + 4
        self.styles.width, self.styles.height = width, height
        target = self.target()
        self.styles.offset = _beside(target.region if target else None, Size(width, height), room)

    def on_resize(self) -> None:
        """Break the words for the new width."""
        self.refresh()

    # ---- what it says

    def said(self, width: int) -> list[Line]:
        """What it says, in lines of at most so many cells."""
        inks = desk(self).inks
        spans: list[Span] = []
        rest = _(self.step.says)
        for word, binding in self.step.keys.items():
            rest = rest.replace(f"{{{word}}}", f"\0{self._key(binding)}\0")
        for place, part in enumerate(rest.split("\0")):
            spans.append((part, inks.strong if place % 2 else inks.ink))
        return [Line(*row) for row in wrap(spans, max(1, width))]

    def _key(self, binding: str) -> str:
        try:
            return key_of(self, binding)
        except LookupError:
            return "?"

    def render_line(self, y: int) -> Strip:
        """The words, a blank row, and how to go on."""
        page = desk(self).inks.page
        width = self.size.width
        inner = max(1, width - 2 * _MARGIN)
        said = self.said(inner)
        line = said[y] if y < len(said) else self._ways(inner) if y == len(said) + 1 else Line()
        edge = Line().strip(min(_MARGIN, width), page)
        return Strip.join([edge, line.strip(inner, page), edge])

    def _ways(self, width: int) -> Line:
        inks = desk(self).inks
        if not self.has_focus:
            tab = key_name("tab")
            return Line((f"{tab} ", inks.strong), (_("or a click comes back to the tour"), inks.dim))
        ways = [(f"{key_name('enter')} →", _("Go on") if self.number < len(STEPS) - 1 else _("Done"), 1)]
        if self.number:
            ways.append(("←", _("Back"), -1))
        ways.append((key_name("escape"), _("End"), 0))
        line, at = Line(), 0
        self._places = []
        for key, says, by in ways:
            line.add(key, inks.strong).add(f" {says}", inks.dim).add("   ")
            size = cell_len(key) + 1 + cell_len(says)
            self._places.append((at, at + size, by))
            at += size + 3
        del width
        return line

    def on_focus(self) -> None:
        """Show how to go on."""
        super().on_focus()
        self.refresh()

    def on_blur(self) -> None:
        """Show how to come back."""
        super().on_blur()
        self.refresh()
        if monotonic() < self._until:
            # The screen has just come, and gives its own first pane the focus.
            self.call_after_refresh(self.focus)

    def on_key(self) -> None:
        """From the first key on, the focus is where the learner takes it."""
        self._until = 0.0

    # ---- going on

    def on_click(self, event: events.Click) -> None:
        """A click on a word of the last row does it."""
        event.stop()
        x = event.x - self.gutter.left - _MARGIN
        if event.y - self.gutter.top != self.size.height - 1:
            return
        for start, end, by in self._places:
            if start <= x < end:
                self._go(by)

    def action_go(self, by: int) -> None:
        """To another step."""
        self._go(by)

    def action_end(self) -> None:
        """End."""
        self._go(0)


def _beside(target: Region | None, size: Size, room: Size) -> Offset:
    """Where to lie between header and footer: where least of the target is covered, and near it."""
    low = _HEADER_ROWS
    high = max(low, room.height - _FOOTER_ROWS - size.height)
    most = max(0, room.width - size.width)
    if target is None:
        return Offset(most // 2, high)
    rows = (target.bottom, target.y - size.height, high, low)
    columns = (target.x, target.right, target.x - size.width, most, 0)
    places = [Offset(x, y) for y in rows if low <= y <= high for x in columns if 0 <= x <= most]
    return min(places, key=lambda place: target.intersection(Region.from_offset(place, size)).area)
