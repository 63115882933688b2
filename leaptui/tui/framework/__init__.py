"""Framework: the guidelines and the evidence behind them."""
