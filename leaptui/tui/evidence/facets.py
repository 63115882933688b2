"""The pane that narrows the list: every facet's values with live counts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message

from leaptui.language import N_
from leaptui.model.search import FacetCounts, Narrow
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.facet_rows import FacetRow, Opened, facet_rows, narrowed, toggled
from leaptui.tui.line import Line, Span, cut
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class FacetList(RowList):
    """The facets. Enter or a click chooses a value, and again lets it go; on a heading it folds and unfolds."""

    HELP = N_("Each line narrows the list to what it names; the number says how many pieces that leaves.")
    BINDINGS = [
        Binding(
            "space",
            "open",
            N_("Choose"),
            id="facets.select",
            tooltip=N_("Narrow to this, or let it go again; on a heading: fold it"),
        ),
    ]

    @dataclass
    class Chosen(Message):
        """The learner narrowed the list to something else."""

        narrow: Narrow

    def __init__(self) -> None:
        super().__init__(id="facets")
        self.narrow = Narrow()
        self.opened = Opened()
        self._facets: dict[str, FacetRow] = {}
        self._counts: FacetCounts | None = None
        self._trashed = 0

    def show_counts(self, narrow: Narrow, counts: FacetCounts, trashed: int) -> None:
        """Show what each value would leave."""
        session = desk(self).session
        if narrow.trash:
            # These lead out of the trash: their numbers are of what lies outside.
            outside = session.view.index.counts(Narrow(text=narrow.text))
            counts = replace(counts, all=outside.all, untagged=outside.untagged, waiting=outside.waiting)
        self.narrow, self._counts, self._trashed = narrow, counts, trashed
        rows = facet_rows(narrow, counts, trashed, session.portfolio, session.framework, self.opened)
        self._facets = {row.key: row for row in rows if row.key is not None}
        self.show_rows([Row(row.key) for row in rows])

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A value: its name, its count at the right; a heading dim, with what is folded away."""
        inks = desk(self).inks
        facet = self._facets.get(row.key or "")
        if facet is None:
            return []
        if facet.sort == "heading":
            folded: list[Span] = [(f"{facet.count} ", inks.dim), (glyphs.CLOSED_FOLD, inks.dim)]
            return [Line((facet.title, inks.dim), right=folded if facet.folded else [(glyphs.OPEN_FOLD, inks.faint)])]
        if facet.sort == "more":
            return [Line((facet.title, inks.dim))]
        lit = current or facet.chosen
        style = inks.strong if lit else inks.ink if facet.count else inks.dim
        lead = self._lead(facet)
        count = (str(facet.count), inks.strong if lit else inks.dim)
        room = width - len(count[0]) - 1 - sum(cell_len(text) for text, _ in lead)
        return [Line(*lead, (cut(facet.title, room), style), right=[count])]

    def _lead(self, facet: FacetRow) -> list[Span]:
        """What stands before the name: the chip of a component, the code of a guideline, the tick of what is chosen."""
        inks = desk(self).inks
        tick: list[Span] = [(f"{glyphs.DONE} ", inks.focus)] if facet.chosen and facet.facet != "all" else []
        if facet.facet == "component":
            return [inks.component_chip(facet.value), (" ", inks.ink), *tick]
        if facet.facet == "guideline":
            guideline = desk(self).session.framework.guidelines[facet.value]
            return [
                (" " * facet.depth, inks.ink),
                *tick,
                inks.code(guideline.code, guideline.component),
                (" ", inks.ink),
            ]
        return tick

    def action_open(self) -> None:
        """Choose the value under the cursor, or let it go; fold or open where it is a heading or “more …”."""
        facet = self._facets.get(self.key or "")
        if facet is None:
            return
        if facet.sort == "value":
            self.post_message(self.Chosen(narrowed(self.narrow, facet)))
            return
        if facet.sort == "heading":
            self.opened = replace(self.opened, folded=toggled(self.opened.folded, facet.facet))
        else:
            self.opened = replace(self.opened, whole=toggled(self.opened.whole, facet.facet))
        if self._counts:
            self.show_counts(self.narrow, self._counts, self._trashed)

    def clicked(self, event: events.Click) -> None:
        """A click chooses at once: that is what a facet is for."""
        del event
        self.action_open()
