"""The Framework screen: the tree, the evidence map beside it, the guideline under the cursor below."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.model.framework import Framework
from leaptui.model.standing import gaps
from leaptui.tui.base import desk
from leaptui.tui.framework.acts import new_goal, see_evidence, tag_pieces
from leaptui.tui.framework.detail import GuidelineDetail
from leaptui.tui.framework.map import GuidelineMap, MapHead, MapPane
from leaptui.tui.framework.rows import GuidelineList, GuidelineTree, TreePane
from leaptui.tui.framework.tree import COMPONENT, Node, Tree
from leaptui.tui.widgets.desk import NARROW, DeskScreen
from leaptui.tui.widgets.row_list import RowList

AROUND = 7
"""Rows of the screen that are neither rows of the tree nor the detail's: the desk's lines, frame and head of the tree."""


class FrameworkScreen(DeskScreen):
    """Where the evidence lies, and where there is none yet."""

    NAME = "framework"
    BINDINGS = [
        Binding("t", "tag", "Tag", id="framework.tag", tooltip="Choose the pieces that show this guideline"),
        Binding("n", "goal", "New goal", id="framework.new", tooltip="Set a goal for this guideline"),
        Binding("space", "fold", "Fold", id="framework.fold", tooltip="Fold or unfold what lies under it"),
        Binding("right", "unfold", "Unfold", show=False, id="framework.in", tooltip="Unfold it, or go into it"),
        Binding("left", "up", "Fold", show=False, id="framework.out", tooltip="Fold it, or go to what it belongs to"),
        Binding(
            "f", "gaps", "Gaps", id="framework.narrow", tooltip="Show only what has no evidence yet, or everything"
        ),
        Binding("m", "map", "Map", id="framework.map", tooltip="Change between the tree and the evidence map"),
        Binding(
            "escape", "back", "Back", show=False, id="framework.back", tooltip="Show everything, then back to Today"
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._tree: Tree | None = None
        self._tree_of: Framework | None = None
        self._wanted: str | None = None

    def compose_page(self) -> ComposeResult:
        """Tree and map side by side; below them the guideline."""
        with Vertical(id="page"):
            with Horizontal(id="framework"):
                yield TreePane(id="tree-pane")
                yield MapPane(id="map-pane")
            yield GuidelineDetail()

    def on_mount(self) -> None:
        """Begin in the tree; the map follows its scrolling, and the tree the map's."""
        tree, rows = self.query_one(GuidelineTree), self.query_one(GuidelineMap)
        self.watch(tree, "scroll_y", lambda y: self._follow(rows, y), init=False)
        self.watch(rows, "scroll_y", lambda y: self._follow(tree, y), init=False)
        tree.focus()

    def _follow(self, other: GuidelineList, y: float) -> None:
        # Where one stands alone, the hidden one has no height to scroll in.
        if not self.is_narrow and other.scroll_y != y:
            other.scroll_to(y=y, animate=False, force=True)

    @property
    def is_narrow(self) -> bool:
        """Whether there is room for one of tree and map only."""
        return self.app.size.width < NARROW

    # ---- showing

    @property
    def folding(self) -> Tree:
        """The rows of the framework, folded as the learner has them."""
        framework = desk(self).session.framework
        if self._tree is None or self._tree_of is not framework:
            self._tree, self._tree_of = Tree(framework), framework
            self._tree.fold_to(self.app.size.height - AROUND - self._detail_height)
        return self._tree

    @property
    def node(self) -> Node | None:
        """The row the cursor is on."""
        key = self.query_one(GuidelineTree).key
        return self.folding.nodes.get(key) if key else None

    def show_portfolio(self) -> None:
        """Show the framework and what the portfolio has for it now."""
        session = desk(self).session
        self.show_rows(self._wanted)
        self._wanted = None
        left = len(gaps(session.framework, session.view.standings))
        fact = "all have evidence" if not left else f"{left} {'gap' if left == 1 else 'gaps'}"
        self.query_one(TreePane).set_frame(session.framework.full_name, "only gaps" if self.folding.gaps_only else fact)
        self.query_one(MapPane).set_frame("Evidence map", "pieces by month")
        self.query_one(MapPane).show_anew()
        self._fit()

    def show_rows(self, keep: str | None = None) -> None:
        """Show the rows as they are folded now."""
        shown = self.folding.shown(desk(self).session.view.standings)
        key = keep or self.query_one(GuidelineTree).key
        for rows in self.query(GuidelineList):
            rows.show_nodes(self.folding, shown, key)
        self._show_detail()

    def _show_detail(self) -> None:
        self.query_one(GuidelineDetail).show_node(self.node)

    @property
    def _detail_height(self) -> int:
        """The rows of the detail: what its longest statement takes, a third of the page at most."""
        width = self.app.size.width - (0 if self.is_narrow else 2)
        wanted = self.query_one(GuidelineDetail).wanted_height(width)
        return min(wanted, max(5, self.app.size.height // 3))

    def _fit(self) -> None:
        """Give the detail the rows and the map the columns they take; the tree has the rest."""
        self.query_one(GuidelineDetail).styles.height = self._detail_height
        pane = self.query_one(MapPane)
        width = self.app.size.width
        pane.styles.width = "1fr" if self.is_narrow else pane.wanted_width(width * 45 // 100)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the detail; the cursor stays in sight."""
        del event
        self._fit()

    def begin_anew(self) -> None:
        """Another portfolio, perhaps another framework."""
        self._tree = None

    def show_guideline(self, guideline_id: str) -> None:
        """Bring the cursor to a guideline: how other screens lead here."""
        self._go(guideline_id)

    def show_component(self, code: str) -> None:
        """Bring the cursor to a component."""
        self._go(COMPONENT + code)

    def _go(self, key: str) -> None:
        if key not in self.folding.nodes:
            return
        self.folding.gaps_only = False
        self.folding.reveal(key)
        self._wanted = key
        if self.is_mounted:
            self.show_portfolio()
            self._rows.focus()

    @property
    def _rows(self) -> GuidelineList:
        """The list that takes the keys: the map's where it stands alone, else the tree's."""
        alone = self.is_narrow and self.has_class("-map")
        return self.query_one(GuidelineMap) if alone else self.query_one(GuidelineTree)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tree and map keep their cursors on one row."""
        if event.rows.key != event.key:
            return  # it has moved on meanwhile
        for rows in self.query(GuidelineList):
            if rows is not event.rows and rows.key != event.key:
                rows.go_to(event.key)
        self._show_detail()
        self.refresh_bindings()

    def on_guideline_tree_fold_asked(self, event: GuidelineTree.FoldAsked) -> None:
        """Fold or unfold what was clicked."""
        self.show_rows(self.folding.toggle(event.key))

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go to the evidence."""
        see_evidence(self, self.folding.nodes[event.key])

    def left_out_of_footer(self) -> frozenset[str]:
        """Where there is little room, the footer keeps to guidelines."""
        left_out = super().left_out_of_footer()
        return left_out | {"app.add", "app.search", "framework.narrow"} if self.is_narrow else left_out

    # ---- doing

    def action_tag(self) -> None:
        """Choose the pieces that show the guideline."""
        if self.node:
            tag_pieces(self, self.node)

    def action_goal(self) -> None:
        """Set a goal for the guideline."""
        if self.node:
            new_goal(self, self.node)

    def action_fold(self) -> None:
        """Fold or unfold."""
        if self.node:
            self.show_rows(self.folding.toggle(self.node.key))

    def action_unfold(self) -> None:
        """Unfold, or go in."""
        if self.node:
            self.show_rows(self.folding.open(self.node.key))

    def action_up(self) -> None:
        """Fold, or go up."""
        if self.node:
            self.show_rows(self.folding.close(self.node.key))

    def action_gaps(self) -> None:
        """Show only what has no evidence, or everything again."""
        self.folding.gaps_only = not self.folding.gaps_only
        self.show_portfolio()

    def action_map(self) -> None:
        """Change between tree and map where there is no room for both."""
        self.toggle_class("-map")
        self.call_after_refresh(self._to_rows)

    def _to_rows(self) -> None:
        # While it was hidden it had no height to scroll in.
        self._rows.scroll_to(y=0, animate=False)
        self.show_rows()
        self._rows.focus()
        self.query_one(MapHead).refresh()

    def action_back(self) -> None:
        """Let the gaps go, then back to Today."""
        if self.folding.gaps_only:
            self.action_gaps()
        else:
            desk(self).go("today")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Changing to the map is for narrow screens."""
        del parameters
        return self.is_narrow if action == "map" else True
