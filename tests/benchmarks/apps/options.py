"""An app that fills an OptionList with 1,000 rows at every key, each time with others."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import OptionList

ROWS = 1000


class Options(App[None]):
    """A list that is filled anew."""

    fills = 0

    def compose(self) -> ComposeResult:
        yield OptionList("press any key")

    def on_key(self, event: events.Key) -> None:
        """Fill the list."""
        event.stop()
        self.fills += 1
        self.query_one(OptionList).set_options(f"fill {self.fills}, row {row} of the list" for row in range(ROWS))


if __name__ == "__main__":
    Options().run()
