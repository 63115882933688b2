"""Framework: the guidelines and the evidence behind them."""

from textual.app import ComposeResult
from textual.containers import Container

from leaptui.tui.widgets.desk import DeskScreen


class FrameworkScreen(DeskScreen):
    """Framework: the guidelines and the evidence behind them."""

    NAME = "framework"

    def compose_page(self) -> ComposeResult:
        yield Container(id="page")

    def show_portfolio(self) -> None:
        pass
