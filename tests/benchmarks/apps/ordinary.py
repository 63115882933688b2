"""An ordinary Textual app: a header, a search line, a list of 200 that it narrows, a footer."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Footer, Header, Input, OptionList

TITLES = [f"Piece {number}: what was made, tried or found out" for number in range(200)]


class Ordinary(App[None]):
    """A list to search in."""

    BINDINGS: ClassVar = [("ctrl+n", "add", "Add"), ("ctrl+q", "quit", "Leave")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Input(placeholder="Search")
        yield OptionList(*TITLES)
        yield Footer()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what holds the words."""
        wanted = event.value.casefold()
        self.query_one(OptionList).set_options(title for title in TITLES if wanted in title.casefold())


if __name__ == "__main__":
    Ordinary().run()
