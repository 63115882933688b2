"""Today: what matters now."""

from textual.app import ComposeResult
from textual.containers import Container

from leaptui.tui.widgets.desk import DeskScreen


class TodayScreen(DeskScreen):
    """Today: what matters now."""

    NAME = "today"

    def compose_page(self) -> ComposeResult:
        yield Container(id="page")

    def show_portfolio(self) -> None:
        pass
