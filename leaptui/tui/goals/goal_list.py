"""The pane of all goals: those alive first, then those reached or resting; it can be narrowed and put in another order."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.binding import Binding

from leaptui.language import N_, _, ngettext, pgettext
from leaptui.model.dates import day_month
from leaptui.model.text import clean_line
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.goals import acts
from leaptui.tui.goals.goal_form import open_goal_form
from leaptui.tui.goals.state import GoalState, Order, Show, arranged
from leaptui.tui.keys import key_of, say_otherwise
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row

ROOMY = 6
"""Up to how many living goals each is shown with its segments."""
LEAST_TITLE = 12
"""Cells from which on a title is broken into rows rather than cut."""


def show_words(show: Show) -> str:
    """Which goals are shown, in words."""
    return {
        Show.ALL: pgettext("goals shown", "all"),
        Show.ALIVE: pgettext("goals shown", "alive"),
        Show.REACHED: pgettext("goals shown", "reached"),
        Show.RESTING: pgettext("goals shown", "resting"),
    }[show]


def order_words(order: Order) -> str:
    """The order goals are shown in, in words."""
    return {
        Order.SET: pgettext("order of goals", "as they were set"),
        Order.HOPED: pgettext("order of goals", "by the day hoped for"),
        Order.LIKELY: pgettext("order of goals", "by when they are likely done"),
        Order.TITLE: pgettext("order of goals", "by title"),
    }[order]


def _steps_done(state: GoalState) -> str:
    return _("{done} of {n}").format(done=state.done, n=state.total) if state.total else _("no steps")


_REST = (N_("Rest"), N_("Let the goal rest, or take it up again"))
_REACHED = (N_("Reached"), N_("Say that the goal is reached, or open it again"))


class GoalList(RowList):
    """The goals. Enter goes into the steps of one."""

    HELP = N_("Where you want to get to, and how much of each way is done.")
    BINDINGS = [
        Binding("n", "new", N_("New goal"), id="goals.new", tooltip=N_("Say where you want to get to")),
        Binding(
            "e", "edit", N_("Edit"), id="goals.edit", tooltip=N_("Change the goal: title, why, levels, day, who agreed")
        ),
        Binding(
            "A",
            "reached",
            _REACHED[0],
            id="goals.reached",
            tooltip=_REACHED[1],
        ),
        Binding("z", "rest", _REST[0], id="goals.wait", tooltip=_REST[1]),
        Binding("f", "find", N_("Find"), show=False, id="goals.find", tooltip=N_("Find a goal by some of its words")),
        Binding(
            "v",
            "show",
            N_("Show"),
            show=False,
            id="goals.show",
            tooltip=N_("Show all goals, only those alive, only those reached, only those resting"),
        ),
        Binding(
            "s",
            "sort",
            N_("Sort"),
            show=False,
            id="goals.sort",
            tooltip=N_("Another order: as set, by the day hoped for, by when they are likely done, by title"),
        ),
        Binding(
            "d,delete",
            "trash",
            N_("Trash the goal"),
            show=False,
            id="goals.trash",
            tooltip=N_("Move the goal to the trash"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="goal-list")
        self._every: Mapping[str, GoalState] = {}
        self._states: Mapping[str, GoalState] = {}
        self._show = Show.ALL
        self._order = Order.SET

    def show_goals(self, states: Mapping[str, GoalState]) -> None:
        """Show goals: the living ones with their segments where there is room, the others in one line each."""
        self._every = states
        self._states = arranged(states, self._show, self._order)
        roomy = not self._is_dense
        rows: list[Row] = []
        for state in self._states.values():
            alive = state.goal.is_alive
            if roomy and rows and (alive or self._states[rows[-1].key or ""].goal.is_alive):
                rows.append(Row(None))
            rows.append(Row(state.goal.id, 1 + len(self._title(state)) if roomy and alive else 1))
        self.show_rows(rows)
        self._name_keys()
        self.set_frame(_("Goals"), self._fact())

    def watch_cursor(self, before: int, after: int) -> None:
        """What the keys do depends on the goal."""
        super().watch_cursor(before, after)
        self._name_keys()

    def _name_keys(self) -> None:
        """A goal that rests wakes by the key that lets others rest; one that is reached is opened again."""
        state = self._states.get(self.key or "")
        status = state.goal.status if state else ""
        rest = (N_("Wake"), N_("Take the goal up again")) if status == "rested" else _REST
        reached = (N_("Open again"), N_("Open the goal again")) if status == "achieved" else _REACHED
        is_other = [
            say_otherwise(self._bindings, "goals.wait", *rest),
            say_otherwise(self._bindings, "goals.reached", *reached),
        ]
        if any(is_other):
            self.refresh_bindings()

    def begin_anew(self) -> None:
        """Show all goals again, as they were set."""
        self._show, self._order = Show.ALL, Order.SET
        self.show_goals({})

    def show_all(self) -> None:
        """Let go of what the list is narrowed to."""
        self._show = Show.ALL
        self.show_goals(self._every)

    def _fact(self) -> str:
        """How many goals there are, or what the list is narrowed to."""
        if not self._every:
            return _("none yet")
        if self._show is not Show.ALL:
            count = ngettext("{n} of {all} goal", "{n} of {all} goals", len(self._every))
            return f"{show_words(self._show)}, {count.format(n=len(self._states), all=len(self._every))}"
        alive = sum(state.goal.is_alive for state in self._every.values())
        reached = sum(state.goal.status == "achieved" for state in self._every.values())
        resting = len(self._every) - alive - reached
        facts = [_("{n} alive").format(n=alive)]
        facts += [_("{n} reached").format(n=reached)] if reached else []
        facts += [_("{n} resting").format(n=resting)] if resting else []
        return ", ".join(facts if self._order is Order.SET else [*facts[:1], order_words(self._order)])

    @property
    def _is_dense(self) -> bool:
        many = sum(state.goal.is_alive for state in self._states.values()) > ROOMY
        return many or self.screen.has_class("-narrow") or self.screen.has_class("-short")

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title and word, segments and count; a goal reached or resting is dim."""
        inks = desk(self).inks
        if row.key is None:
            return [Line()]
        state = self._states[row.key]
        title = clean_line(state.goal.title)
        if not state.goal.is_alive:
            style = inks.strong if current else inks.dim
            return [Line((title, style), right=[(state.word, inks.ink if current else inks.dim)])]
        style = inks.strong if current else inks.ink
        word = (state.word, inks.white if current else inks.dim)
        if row.height == 1:
            return [Line((title, style), right=self._count(state, word, width))]
        room = max(4, min(30, width - cell_len(state.count) - 1))
        done = draw.segments(inks, state.done, state.total, most=room, chosen=current)
        first, *more = self._title(state)
        titled = [Line((first, style), right=[word]), *(Line((said, style)) for said in more)]
        return [*titled, Line(*done, right=[(state.count, inks.dim)])]

    def _title(self, state: GoalState) -> list[str]:
        """A living goal's title: whole, in as many rows as it takes, where the list is as high as the screen."""
        title = clean_line(state.goal.title)
        room = self.size.width - 2 * MARGIN - cell_len(state.word) - 2
        if not self.screen.has_class("-vast") or room < LEAST_TITLE:
            return [title]
        return ["".join(part for part, _style in row) for row in wrap([(title, desk(self).inks.ink)], room)]

    def _count(self, state: GoalState, word: Span, width: int) -> list[Span]:
        """In one line: how many steps are done, and where there is room the word and the day the order goes by."""
        dim = desk(self).inks.dim
        done = _steps_done(state)
        column = max(cell_len(_steps_done(one)) for one in self._states.values())
        count: Span = (f"  {done:>{column}}", dim)
        if width < 2 * ROOMY + 32:
            return [(done, dim)]
        if self._order is Order.HOPED and state.goal.target_on:
            return [(day_month(state.goal.target_on), dim), count]
        return [word, count]

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing is as the list is narrowed to."""
        inks = desk(self).inks
        if not self._every:
            return []
        before, _key, behind = _("No goal is like that now. {key} shows others.").partition("{key}")
        said: list[Span] = [(before, inks.dim), (key_of(self, "goals.show"), inks.strong), (behind, inks.dim)]
        return [Line(*row) for row in wrap(said, width)]

    # ---- doing

    def action_new(self) -> None:
        """Set a new goal."""
        open_goal_form(self)

    def action_edit(self) -> None:
        """Edit the goal under the cursor."""
        if self.key:
            open_goal_form(self, self.key)

    def action_reached(self) -> None:
        """Say that the goal is reached."""
        if self.key:
            acts.toggle_reached(self, self.key)

    def action_rest(self) -> None:
        """Let the goal rest, or take it up again."""
        if self.key:
            acts.toggle_rest(self, self.key)

    def action_trash(self) -> None:
        """Move the goal to the trash."""
        if self.key:
            acts.trash_goal(self, self.key)

    def action_find(self) -> None:
        """Find a goal by some of its words."""

        def found(goal_id: str | None) -> None:
            if goal_id is not None and not self.go_to(goal_id):
                self.show_all()
                self.go_to(goal_id)

        options = [
            Option(state.goal.id, clean_line(state.goal.title), clean_line(state.goal.reason), state.word)
            for state in self._every.values()
        ]
        self.app.push_screen(Choose(_("Find a goal"), options, at=self.key), found)

    def action_show(self) -> None:
        """Show other goals."""
        every = [show for show in Show if show is Show.ALL or any(one.is_of(show) for one in self._every.values())]
        at = every.index(self._show) if self._show in every else 0
        self._show = every[(at + 1) % len(every)]
        self.show_goals(self._every)
        desk(self).say(_("Goals shown: {which}.").format(which=show_words(self._show)))

    def action_sort(self) -> None:
        """Show goals in another order."""
        every = [*Order]
        self._order = every[(every.index(self._order) + 1) % len(every)]
        self.show_goals(self._every)
        desk(self).say(_("Order: {order}.").format(order=order_words(self._order)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a goal needs one under the cursor."""
        del parameters
        if action in {"find", "show", "sort"}:
            return len(self._every) > 1
        return not (action in {"open", "edit", "reached", "rest", "trash"} and self.key is None)
