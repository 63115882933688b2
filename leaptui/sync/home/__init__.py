"""Taking one learner's portfolio home: onto a stick, with attachments and history, and with nothing of anybody else's."""

from leaptui.sync.home.taking import TakenHome, take_home

__all__ = ["TakenHome", "take_home"]
