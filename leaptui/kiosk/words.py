"""How a learner stands at a machine, in words."""

from __future__ import annotations

from leaptui.kiosk.kept import Learner
from leaptui.language import _


def state_words(learner: Learner | None) -> str:
    """How a learner stands at this machine, for the facilitator."""
    if learner is None or (learner.secret is None and learner.code is None):
        return _("no code yet")
    if learner.is_locked:
        return _("locked out")
    if learner.secret is None:
        return _("code not used yet")
    return _("can sign in")
