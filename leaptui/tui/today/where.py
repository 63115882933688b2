"""Where I am: how much of each component there is evidence for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.binding import Binding

from leaptui.language import N_, _
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.line import Line, Span, fit, width_of
from leaptui.tui.today.lead import lead_to_component
from leaptui.tui.today.panel import BLANK, Drawn, Panel

if TYPE_CHECKING:
    from leaptui.model.standing import Coverage

FRAME = 2


class WhereIAm(Panel):
    """The components, a skyline of their guidelines each; Enter leads to one in the framework."""

    HELP = N_("How many guidelines of each component your evidence reaches.")
    HEADING = N_("Where I am")
    QUIET = True
    BINDINGS = [Binding("enter", "open", N_("Framework"), id="list.open", tooltip=N_("See it in the framework"))]

    def wanted_height(self) -> int:
        """The rows the pane takes, its frame included."""
        return len(self.rows_for_room()) + FRAME + (0 if self.is_compact else 1)

    def rows_for_room(self) -> list[Drawn]:
        """A row for each component, and what the heights mean."""
        found = self.session.view.coverage
        reached, total = sum(one.reached for one in found), sum(one.total for one in found)
        said = _("{reached} of {total}") if self.is_compact else _("{reached} of {total} guidelines")
        self.set_frame(_("Where I am"), said.format(reached=reached, total=total))
        spaced = not self.is_compact and 2 * len(found) + 26 <= self.app.size.height
        rows: list[Drawn] = []
        for one in found:
            rows.append(self._row(one))
            if spaced:
                rows.append(BLANK)
        if not self.is_compact:
            rows += [*([] if spaced else [BLANK]), Drawn(None, 1, lambda width, _current: [self._legend(width)])]
        return rows

    def _row(self, one: Coverage) -> Drawn:
        return Drawn(one.component.code, 1, lambda width, current: [self._line(one, width, current=current)])

    def _line(self, one: Coverage, width: int, *, current: bool) -> Line:
        inks = self.inks
        every = self.session.view.coverage
        code = max(cell_len(other.component.code) for other in every)
        chip, chip_style = inks.component_chip(f"{one.component.code:^{code}}")
        of = max(cell_len(_of(other)) for other in every)
        gap = 1 if self.is_compact else 2
        # Chip, blank, name, gap, skyline, blank, count: the skylines come first, names are cut where they must be.
        blocks = min(max(other.total for other in every), max(8, width // 3))
        name = max(cell_len(self.session.framework.short_title(other.component)) for other in every)
        name = max(4, min(name, width - (code + 3) - gap - blocks - 1 - of))
        room = width - (code + 3) - name - gap - of - 1
        levels = len(self.session.framework.levels)
        skyline = draw.skyline_within(inks, one.component.code, one.ranks, levels, room)
        title = (
            fit(self.session.framework.short_title(one.component), name),
            inks.strong if current else inks.ink,
        )
        before, _reached, behind = _("{reached} of {total}").partition("{reached}")
        right: list[Span] = [
            (before, inks.dim),
            (str(one.reached), inks.strong),
            (behind.format(total=one.total), inks.dim),
        ]
        return Line((chip, chip_style), (" ", inks.ink), title, (" " * gap, inks.ink), *skyline, right=right)

    def _legend(self, width: int) -> Line:
        inks = self.inks
        levels = self.session.framework.levels
        spans: list[Span] = []
        for rank, level in enumerate(levels, 1):
            block = draw.skyline_block(rank, len(levels))
            spans += [(block, inks.dim), (f" {word(level.title, 'level')}", inks.dim), ("  ", inks.dim)]
        if width_of(spans[:-1]) > width:
            first, last = (word(level.title, "level") for level in (levels[0], levels[-1]))
            low, high = f"{draw.skyline_block(1, len(levels))} {first}", f"{glyphs.BARS[8]} {last}"
            return Line((_("{first} to {last}").format(first=low, last=high), inks.dim))
        return Line(*spans[:-1])

    def action_open(self) -> None:
        """Go to the component in the framework."""
        lead_to_component(self, self.key)


def _of(one: Coverage) -> str:
    return _("{reached} of {total}").format(reached=one.reached, total=one.total)
