"""Fields of the sheet of a piece: goals to choose, words and names that are completed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding
from textual.reactive import reactive
from textual.strip import Strip
from textual.suggester import Suggester

from leaptui.language import N_, _
from leaptui.model.folded import fold
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.widgets.choose import ChooseMany, Option
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.form import field_ground


class AfterComma(Suggester):
    """Completes the word after the last comma from words that were used before."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._words = words

    async def get_suggestion(self, value: str) -> str | None:
        """The text with the rest of the word."""
        begun = value.rpartition(",")[2].lstrip()
        if not begun:
            return None
        there = {fold(part.strip()) for part in value.split(",")[:-1]}
        for known in self._words:
            if known.casefold().startswith(begun.casefold()) and fold(known) not in there and known != begun:
                return value + known[len(begun) :]
        return None


class GoalsField(Filled, can_focus=True):
    """The goals a piece belongs to; Enter, Space or a click chooses them."""

    BINDINGS = [
        Binding("enter,space", "choose", N_("Choose"), id="goals_field.list.open", tooltip=N_("Choose the goals")),
    ]
    DEFAULT_CSS = "GoalsField { height: 1; width: 1fr; }"
    value: reactive[tuple[str, ...]] = reactive(())

    def __init__(self, goals: Sequence[str]) -> None:
        super().__init__(id="goals")
        self.set_reactive(GoalsField.value, tuple(goals))

    @property
    def stands(self) -> str:
        """The goals that are chosen."""
        return " ".join(self.value)

    def render_line(self, y: int) -> Strip:
        """The titles of the goals."""
        del y
        inks = desk(self).inks
        goals = desk(self).session.portfolio.goals
        titles = [shown_title(goals[goal].title) for goal in self.value if goal in goals]
        key = key_of(self, "goals_field.list.open")
        none = _("none; {key} chooses").format(key=key) if goals else _("there is no goal yet")
        says = ", ".join(titles) or none
        line = Line((" ", inks.ink), (says, inks.ink if titles else inks.dim))
        return line.strip(self.size.width, field_ground(self))

    def action_choose(self) -> None:
        """Choose among all goals."""
        goals = desk(self).session.portfolio.goals
        options = [Option(goal.id, shown_title(goal.title), status_word(goal.status)) for goal in goals.values()]
        if options:
            desk(self).push_screen(ChooseMany(_("Goals of this piece"), options, frozenset(self.value)), self._take)

    def _take(self, chosen: frozenset[str] | None) -> None:
        if chosen is not None:
            goals = desk(self).session.portfolio.goals
            self.value = tuple(goal for goal in goals if goal in chosen)

    def on_click(self) -> None:
        """A click chooses."""
        self.action_choose()
