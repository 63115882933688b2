"""What stands in the place of a list while nothing is in it: one question in a frame, answered on the spot."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.tui.base import desk
from leaptui.tui.line import Line
from leaptui.tui.widgets.frame import Framed


class FirstLine(Input):
    """The line for the answer. Its keys have names of their own in each place."""

    def action_leave(self) -> None:
        """Out of the line, to the frame around it."""
        self.query_ancestor(FirstQuestion).focus()


class FirstQuestion(Framed, Vertical, can_focus=True):
    """The question in its frame."""

    @property
    def asks(self) -> str:
        """The question."""
        raise NotImplementedError

    def keep(self, words: str) -> bool:
        """Take the answer as it was typed; whether it was kept, so that the line can be emptied."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Ask."""
        self.set_frame(self.asks)

    def action_write(self) -> None:
        """To the line, at once: what is typed ahead is written there."""
        self.screen.set_focus(self.query_one(FirstLine))

    def on_click(self, event: events.Click) -> None:
        """A click anywhere in the frame goes to the line."""
        del event
        self.action_write()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is answered."""
        event.stop()
        if self.keep(event.value):
            event.input.value = ""


class HintedQuestion(FirstQuestion):
    """A question with a line under it that says what the keys do; they do something else while the line is written."""

    def hint(self, *, writing: bool) -> tuple[str, str]:
        """A sentence with `{key}` in it, and that key."""
        raise NotImplementedError

    def compose_line(self) -> ComposeResult:
        """The line."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The line, and what the keys do."""
        yield from self.compose_line()
        yield Hint()

    def on_descendant_focus(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()

    def on_descendant_blur(self) -> None:
        """Say what the keys do now."""
        self.query_one(Hint).refresh()


class Hint(Widget):
    """What the keys do."""

    DEFAULT_CSS = "Hint { height: 1; width: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """One dim line."""
        del y
        inks = desk(self).inks
        question = self.query_ancestor(HintedQuestion)
        said, key = question.hint(writing=question.query_one(FirstLine).has_focus)
        before, _key, after = said.partition("{key}")
        line = Line((before, inks.dim), (key, inks.strong), (after, inks.dim))
        return line.strip(self.size.width, inks.page)
