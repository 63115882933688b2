"""The history of one portfolio: what changed, when and by whom, and how the portfolio was at any moment."""

from leaptui.sync.history.event import Event, Source
from leaptui.sync.history.history import History
from leaptui.sync.history.past import Past

__all__ = ["Event", "History", "Past", "Source"]
