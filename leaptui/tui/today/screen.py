"""Today: what matters now."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.model.dates import weekday_long
from leaptui.model.pace import sentence
from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.tagging.tag import open_picker
from leaptui.tui.today.panel import Panel
from leaptui.tui.today.steps import NextSteps
from leaptui.tui.today.waiting import Waiting
from leaptui.tui.today.week import ThisWeek
from leaptui.tui.today.weeks import LastWeeks
from leaptui.tui.today.welcome import Welcome
from leaptui.tui.today.where import WhereIAm
from leaptui.tui.widgets.desk import DeskScreen

FEW_ROWS = 22
"""Rows of the terminal below which the chart of the weeks gives some of its own to what waits."""


class DateLine(Widget):
    """The day, and in a sentence how the week goes."""

    DEFAULT_CSS = "DateLine { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """Both in one line."""
        del y
        inks, view = desk(self).inks, desk(self).session.view
        line = Line((weekday_long(view.today), inks.strong))
        if view.pace is not None:
            line.add("   ").add(sentence(view.pace), inks.dim)
        return line.strip(self.size.width, inks.page)


class TodayScreen(DeskScreen):
    """This week, the next steps, where I am, the last weeks, what waits."""

    NAME = "today"
    BINDINGS = [
        Binding("t", "tag", "Tag", id="today.tag", tooltip="Tag the newest piece that has no tag yet"),
        Binding("n", "goal", "New goal", id="today.new", tooltip="Set a new goal"),
        Binding("p", "pace", "Set pace", id="today.pace", tooltip="Say how many pieces feel right, or change it"),
        Binding(
            "right", "column('#right')", "Right", show=False, id="today.right", tooltip="To the panes at the right"
        ),
        Binding("left", "column('#left')", "Left", show=False, id="today.left", tooltip="To the panes at the left"),
    ]

    def compose_page(self) -> ComposeResult:
        """The day; under it two columns of panes, or the welcome while there is nothing to show."""
        with Vertical(id="page"):
            yield DateLine(id="date")
            with Horizontal(id="columns"):
                with Vertical(id="left"):
                    yield ThisWeek(id="week")
                    yield NextSteps(id="steps")
                with Vertical(id="right"):
                    yield WhereIAm(id="where")
                    yield LastWeeks(id="weeks")
                    yield Waiting()
            yield Welcome(id="welcome")

    @property
    def is_new(self) -> bool:
        """Whether there is nothing in the portfolio yet."""
        portfolio = desk(self).session.portfolio
        return not portfolio.evidence and not portfolio.goals

    def on_mount(self) -> None:
        """Begin where there is something to do."""
        self.set_class(self.is_new, "-new")
        self._begin()

    def _begin(self) -> None:
        if self.is_new:
            self.query_one(Welcome).begin()
        else:
            self.query_one(NextSteps).focus()

    def show_portfolio(self) -> None:
        """Show the portfolio as it stands now."""
        if self.is_new != self.has_class("-new"):
            self.set_class(self.is_new, "-new")
            self.call_after_refresh(self._begin)
        self._fit()
        self.query_one(DateLine).refresh()
        for panel in self.query(Panel):
            panel.show_anew()
        self.query_one(Welcome).show_anew()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the panes to the rows there are."""
        self._fit()

    def _fit(self) -> None:
        where = self.query_one(WhereIAm)
        where.styles.height = where.wanted_height()
        self.query_one(LastWeeks).styles.height = 7 if self.app.size.height >= FEW_ROWS else 5

    def begin_anew(self) -> None:
        """Another portfolio: begin at the top of it."""
        self.call_after_refresh(self._begin)

    def left_out_of_footer(self) -> frozenset[str]:
        """A first goal and the pace are offered where they are spoken of; they work everywhere on Today."""
        left_out = set(super().left_out_of_footer())
        if desk(self).session.portfolio.goals:
            left_out.add("today.new")
        if not self.query_one(ThisWeek).has_focus:
            left_out.add("today.pace")
        return frozenset(left_out)

    # ---- doing

    def action_tag(self) -> None:
        """Tag the newest piece without a tag."""
        portfolio = desk(self).session.portfolio
        bare = next((piece.id for piece in portfolio.newest if not portfolio.claims_of.get(piece.id)), None)
        if bare is None:
            desk(self).say("Every piece has a tag. Press 2 to choose one and tag it further.")
            return
        open_picker(self, [bare])

    def action_pace(self) -> None:
        """Set or change the pace."""
        self.query_one(ThisWeek).run_pace_form()

    def action_goal(self) -> None:
        """Set a new goal."""
        from leaptui.tui.goals.goal_form import open_goal_form

        open_goal_form(self)

    def action_column(self, column: str) -> None:
        """Go to the panes of the other column."""
        if self.focused is None or column not in {f"#{node.id}" for node in self.focused.ancestors}:
            self.query_one(NextSteps if column == "#left" else WhereIAm).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to tag in an empty portfolio; arrows are arrows while a line is typed."""
        del parameters
        if action in {"tag", "goal", "pace", "column"}:
            return not self.is_new and not isinstance(self.focused, Input)
        return True
