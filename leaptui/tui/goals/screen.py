"""Goals: where to, in which steps, at what pace."""

from textual.app import ComposeResult
from textual.containers import Container

from leaptui.tui.widgets.desk import DeskScreen


class GoalsScreen(DeskScreen):
    """Goals: where to, in which steps, at what pace."""

    NAME = "goals"

    def compose_page(self) -> ComposeResult:
        yield Container(id="page")

    def show_portfolio(self) -> None:
        pass
