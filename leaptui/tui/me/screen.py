"""Me: what the learner needs, is good at and cares about, and the page about them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from leaptui.language import N_
from leaptui.tui.base import desk
from leaptui.tui.me.changed import ChangedPane
from leaptui.tui.me.facet_list import FacetList
from leaptui.tui.me.page_pane import PagePane
from leaptui.tui.widgets.desk import DeskScreen


class MeScreen(DeskScreen):
    """The facets at the left; the page about the learner and what changed at the right, or in their place."""

    NAME = "me"
    CSS_PATH = "screen.tcss"
    BINDINGS = [
        Binding("m", "page", N_("About me"), id="me.page", tooltip=N_("Between your lines and the page about you")),
        Binding("right,l", "pane(1)", N_("Next pane"), show=False, id="me.pane_right", tooltip=N_("To the next pane")),
        Binding(
            "left,h", "pane(-1)", N_("Pane before"), show=False, id="me.pane_left", tooltip=N_("To the pane before")
        ),
        Binding(
            "escape", "back", N_("Back"), show=False, id="me.back", tooltip=N_("Back to your lines, then to Today")
        ),
    ]

    def compose_page(self) -> ComposeResult:
        """Facets; the page about the learner, and what changed."""
        with Horizontal(id="page"):
            yield FacetList()
            with Vertical(id="me-side"):
                yield PagePane()
                yield ChangedPane()

    def on_mount(self) -> None:
        """Begin with the facets."""
        self.query_one(FacetList).focus()

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The line the cursor is on: what is copied."""
        return self.query_one(FacetList).pointed_at()

    def show_portfolio(self) -> None:
        """Show it as it stands now."""
        self.query_one(FacetList).show_facets()
        self.query_one(PagePane).show_page()
        self.query_one(ChangedPane).show_changed()
        self.refresh_bindings()

    def show_line(self, line_id: str) -> None:
        """Bring a line under the cursor."""
        self._show(page=False)
        self.query_one(FacetList).show_facets(line_id)

    def begin_anew(self) -> None:
        """Another portfolio: begin with the lines."""
        self._show(page=False)

    def on_resize(self) -> None:
        """Lay the lists out for the room there is."""
        self.call_after_refresh(self.show_now)

    def on_row_list_moved(self) -> None:
        """What can be done goes by what the cursor is on."""
        self.refresh_bindings()

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for this screen; what works everywhere stands in the help."""
        elsewhere = super().left_out_of_footer() | {"app.add", "app.search", "app.sync"}
        return elsewhere | {"me.link"} if self.has_class("-narrow") else elsewhere

    # ---- keys

    @property
    def _panes(self) -> list[Widget]:
        return [self.query_one(kind) for kind in (FacetList, PagePane, ChangedPane)]

    def _show(self, *, page: bool) -> None:
        """Show the page in the place of the lines where there is no room for both."""
        self.set_class(page, "-page")

    def _go_to(self, pane: Widget) -> None:
        self._show(page=not isinstance(pane, FacetList))
        self.call_after_refresh(pane.focus)

    def action_page(self) -> None:
        """Between the lines and the page."""
        at_lines = self.query_one(FacetList).has_focus
        self._go_to(self.query_one(PagePane if at_lines else FacetList))

    def action_pane(self, by: int) -> None:
        """Go to the next pane."""
        panes = self._panes
        at = next((place for place, pane in enumerate(panes) if pane.has_focus), 0)
        self._go_to(panes[max(0, min(len(panes) - 1, at + by))])

    def action_back(self) -> None:
        """Back to the lines, then to Today."""
        lines = self.query_one(FacetList)
        if lines.has_focus:
            desk(self).go("today")
        else:
            self._go_to(lines)
