"""The frame of a pane: one thin border, its title at the left, one fact at the right."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from leaptui.tui.line import cut

CORNERS = 6
LEAST_FACT = 4
"""Cells a fact needs to be worth showing."""
LEAST_CUT = 8
"""Cells that have to be left of a fact that is cut: with fewer it says nothing."""


class Framed(Widget):
    """A widget in a frame. The border's colour and kind come from the style sheet; the title goes over it here."""

    ALLOW_SELECT = False
    HELP: ClassVar[str] = ""
    """A sentence about the pane for the help, marked with `N_`."""
    frame_title: str = ""
    frame_fact: str = ""

    def set_frame(self, title: str | None = None, fact: str | None = None) -> None:
        """Set the title and the fact; None leaves one as it is."""
        if title is not None:
            self.frame_title = title
        if fact is not None:
            self.frame_fact = fact
        self.write_frame()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        # Textual tells of a new size only after it was painted once: the title would come a frame late.
        is_new = super()._size_updated(size, virtual_size, container_size, layout)
        if is_new:
            self.write_frame()
        return is_new

    def write_frame(self) -> None:
        """Write title and fact for the width there is, the focus and the theme."""
        room = self.outer_size.width - CORNERS
        if room <= 0 or not self.frame_title:
            return
        lit = self.has_focus_within if self.is_mounted else False
        heavy = "-mono" in self.app.classes and lit
        rule, rule_style = ("━" if heavy else "─"), ("$focus" if lit else "$line")
        fact = self.frame_fact
        if cell_len(fact) + cell_len(self.frame_title) + 4 > room:
            # The title matters more; of the fact its first part. A number that is cut would be another number.
            left = room - cell_len(self.frame_title) - 4
            first = fact.split(",")[0]
            is_cut = cell_len(first) > left
            least = LEAST_CUT if is_cut else LEAST_FACT
            fact = "" if left < least or (is_cut and first[-1:].isdigit()) else cut(first, left)
        title = cut(self.frame_title, room - (cell_len(fact) + 4 if fact else 0))
        label = Content.styled(title, "bold $ink")
        gap = room - cell_len(title) - cell_len(fact)
        if fact:
            fill = max(0, gap - 2)
            label = Content.assemble(label, (" " + rule * fill + " ", rule_style), (fact, "$dim"))
        self.border_title = label

    def on_focus(self) -> None:
        """Light the frame."""
        self.write_frame()

    def on_blur(self) -> None:
        """Put the frame's light out."""
        self.write_frame()

    def on_descendant_focus(self) -> None:
        """Light the frame."""
        self.write_frame()

    def on_descendant_blur(self) -> None:
        """Put the frame's light out."""
        self.call_after_refresh(self.write_frame)
