"""A whole number on the command line, called so where something else was given."""

from __future__ import annotations

from typing import Any

import click

from leaptui.language import _


class Whole(click.IntRange):
    """A whole number within bounds; Click's own is an “integer range”, which nobody calls it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it; the name is in the language that is spoken now. Raises a usage error."""
        self.name = _("whole number")
        return super().convert(value, param, ctx)
