"""Style sheets that are read once for all apps of a process: at a kiosk one app follows another, each with the same ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_MOST = 512
"""How many sheets are kept as read: those of all widgets and screens, in the themes of a few learners."""


def share_rules() -> None:
    """Keep every style sheet as it was read, from now on, with the colours it was read with.

    Textual keeps them for one app alone, and reads them all again at every change of the theme. Rules are not changed once they
    were read, so that apps can have them together.
    """
    read: Any = Stylesheet._parse_rules  # noqa: SLF001  # Textual has no public way

    @lru_cache(_MOST)
    def shared(variables: frozenset[tuple[str, str]], *what: Any) -> list[RuleSet]:
        sheet = Stylesheet(variables=dict(variables))
        rules: list[RuleSet] = read(sheet, *what)
        return rules

    def parse_rules(
        self: Stylesheet,
        css: str,
        read_from: Any,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        return shared(frozenset(self._variables.items()), css, read_from, is_default_rules, tie_breaker, scope)

    Stylesheet._parse_rules = parse_rules  # type: ignore[method-assign]  # noqa: SLF001
