"""Fields of a sheet that are filled in otherwise than by typing: a word chosen, a box ticked, what was picked from a list."""

from __future__ import annotations

from textual.widget import Widget


class Filled(Widget):
    """A field whose content is chosen. A sheet asks before a click beside it loses that."""

    @property
    def stands(self) -> str:
        """What stands in it, so that one can tell whether it was changed."""
        raise NotImplementedError
