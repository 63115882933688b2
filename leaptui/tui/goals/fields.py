"""Fields that the sheets of goals, steps and the pace share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Static, TextArea

from leaptui.language import _
from leaptui.model.records import Goal
from leaptui.model.text import clean_line
from leaptui.tui.widgets.form import Choice, field_width


class Words(TextArea):
    """A field for several lines."""

    def __init__(self, text: str, field: str, hint: str) -> None:
        super().__init__(
            text, id=field, soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, placeholder=hint
        )


class WordChoice(Choice):
    """One of a few values of the file, each shown in words."""

    def __init__(self, values: Sequence[str], value: str, says: Callable[[str], str], *, id: str) -> None:
        every = [*values] if value in values else [*values, value]
        self._values = {says(one): one for one in every}
        super().__init__([*self._values], says(value), id=id)
        self.styles.width = field_width([*self._values])

    @property
    def chosen(self) -> str:
        """The value that is chosen, as the file writes it."""
        return self._values[self.value]


def for_goal(goal: Goal, means: str) -> str:
    """Say of which goal it is told what something would mean."""
    return _("“{title}”: {means}").format(title=clean_line(goal.title), means=means)


class Meaning(Static):
    """What the sheet would mean for a goal, said before one decides; it takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(markup=False, classes="meaning")

    def say(self, sentence: str) -> None:
        """Show a sentence."""
        self.update(sentence)
        self.display = bool(sentence)
