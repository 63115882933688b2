"""The least a Textual app can be: one line of text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Minimal(App[None]):
    """Shows one line."""

    def compose(self) -> ComposeResult:
        yield Static("a line of text")


if __name__ == "__main__":
    Minimal().run()
