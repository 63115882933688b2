"""Today: what matters now."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.dates import weekday_long
from leaptui.model.pace import sentence
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.today.panel import Panel
from leaptui.tui.today.steps import NextSteps
from leaptui.tui.today.waiting import Waiting
from leaptui.tui.today.week import ThisWeek
from leaptui.tui.today.weeks import LastWeeks
from leaptui.tui.today.where import WhereIAm
from leaptui.tui.widgets.desk import DeskScreen

if TYPE_CHECKING:
    from leaptui.tui.today.welcome import Welcome

FEW_ROWS = 22
"""Rows of the terminal below which the chart of the weeks gives some of its own to what waits."""
LEAST_WAITING = 8
DESK_ROWS = 9
"""Rows of the desk's lines, the day, and the blanks between the panes."""
TALL = 44
"""Rows from which on panes end where what is in them ends."""
VAST = 150
"""Columns from which on what waits has a column of its own."""


class DateLine(Widget):
    """The day, and in a sentence how the week goes."""

    DEFAULT_CSS = "DateLine { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """Both in one line."""
        del y
        inks, session = desk(self).inks, desk(self).session
        if not session.is_open:
            return Line().strip(self.size.width, inks.page)
        view = session.view
        line = Line((weekday_long(view.today), inks.strong))
        if view.pace is not None:
            line.add("   ").add(sentence(view.pace), inks.dim)
        return line.strip(self.size.width, inks.page)


class TodayScreen(DeskScreen):
    """This week, the next steps, where I am, the last weeks, what waits."""

    NAME = "today"
    BINDINGS = [
        Binding("t", "tag", N_("Tag"), id="today.tag", tooltip=N_("Tag the newest piece that has no tag yet")),
        Binding("n", "goal", N_("New goal"), id="today.new", tooltip=N_("Set a new goal")),
        Binding(
            "p", "pace", N_("Set pace"), id="today.pace", tooltip=N_("Say how many pieces feel right, or change it")
        ),
        Binding(
            "right,l",
            "column('#right')",
            N_("Right"),
            show=False,
            id="today.right",
            tooltip=N_("To the panes at the right"),
        ),
        Binding(
            "left,h", "column('#left')", N_("Left"), show=False, id="today.left", tooltip=N_("To the panes at the left")
        ),
    ]

    is_set_up = False
    _begun = False

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

    def _welcome(self) -> Welcome:
        from leaptui.tui.today.welcome import Welcome

        return Welcome(id="welcome")

    @property
    def is_new(self) -> bool:
        """Whether there is nothing in the portfolio yet."""
        session = desk(self).session
        if not session.is_open or session.puts_away:
            return False
        return not session.portfolio.evidence and not session.portfolio.goals

    async def _bring_welcome(self) -> None:
        await self.query_one("#page").mount(self._welcome())
        self._begin()

    def _begin(self) -> None:
        """Go where there is something to do."""
        if not self.is_new:
            self.query_one(NextSteps).focus()
        else:
            cast("Welcome", self.query_one("#welcome")).begin()
        self.is_set_up = True
        self.call_after_refresh(self.app.post_message, self.Ready(self))

    def show_portfolio(self) -> None:
        """Show the portfolio as it stands now."""
        if not self._begun or self.is_new != self.has_class("-new"):
            self._begun = True
            self.set_class(self.is_new, "-new")
            if self.is_new and not self.query("#welcome"):
                self.call_later(self._bring_welcome)
            else:
                self.call_after_refresh(self._begin)
        self._fit()
        self.query_one(DateLine).refresh()
        for panel in self.query(Panel):
            panel.show_anew()
        for welcome in self.query("#welcome"):
            cast("Welcome", welcome).show_anew()
        self.refresh_bindings()

    def on_resize(self) -> None:
        """Fit the panes to the room there is."""
        self.set_class(self.app.size.width >= VAST, "-vast")
        self._fit()

    def _fit(self) -> None:
        if not desk(self).session.is_open:
            return
        where = self.query_one(WhereIAm)
        where.styles.height = where.wanted_height()
        self.query_one(LastWeeks).styles.height = self._weeks_height()
        # In a tall terminal no frame stands around nothing.
        tall = self.app.size.height >= TALL
        steps, waiting = self.query_one(NextSteps), self.query_one(Waiting)
        steps.styles.max_height = max(LEAST_WAITING, steps.wanted_height()) if tall else None
        waiting.styles.max_height = max(LEAST_WAITING, waiting.wanted_height()) if tall else None

    def _weeks_height(self) -> int:
        """The rows of the chart: what the panes around it leave, as far as it can use them."""
        rows = self.app.size.height
        if rows < FEW_ROWS:
            return 5
        waiting = 0 if self.has_class("-vast") else max(LEAST_WAITING, self.query_one(Waiting).wanted_height())
        where = self.query_one(WhereIAm).wanted_height()
        return self.query_one(LastWeeks).wanted_height(rows - DESK_ROWS - where - waiting)

    def begin_anew(self) -> None:
        """Another portfolio: begin at the top of it."""
        self.call_after_refresh(self._begin)

    def left_out_of_footer(self) -> frozenset[str]:
        """A first goal and the pace are offered where they are spoken of; they work everywhere on Today."""
        left_out = set(super().left_out_of_footer())
        session = desk(self).session
        if session.is_open and session.portfolio.goals:
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
            words = _("Every piece has a tag. Press {key} to choose one and tag it further.")
            desk(self).say(words.format(key=key_of(self, "app.go_evidence")))
            return
        from leaptui.tui.tagging.tag import open_picker

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
