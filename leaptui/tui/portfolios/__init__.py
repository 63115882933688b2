"""Portfolios: opening, beginning and switching them."""
