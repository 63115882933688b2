"""What learners read where a machine cannot let them in: no path of it, and nothing that is for a shell."""

from __future__ import annotations

from collections.abc import Callable

from leaptui.language import _
from leaptui.store.errors import Another, Busy, Renamed, StoreError
from leaptui.tui.sentence import sentence


def shut_words(error: OSError | StoreError) -> str:
    """Why nobody gets in just now, for whoever stands before it; the facilitator reads the rest at their own question."""
    if isinstance(error, Busy):
        return sentence(error)
    return _("The facilitator has to look at this machine: nobody can sign in just now.")


def full_words() -> str:
    """Why nobody gets in while the disk takes nothing; the facilitator does, to look."""
    return _("The facilitator has to look at this machine: its disk is full, and nobody can sign in just now.")


class Over(str):
    """A sentence after which nothing that is entered here can be right any more: it is read at the door."""


def unopened_words(error: StoreError) -> str:
    """Why a portfolio was not opened, for the learner whose it is; one that has another name now leads back to the door."""
    if isinstance(error, Renamed | Another):
        return Over(_("Your portfolio has another name now. Choose your name once more."))
    return sentence(error)


def for_learners(check: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """A check of what a learner entered, that says no more than `shut_words` where the machine cannot make it."""

    def checked(entered: str) -> str | None:
        try:
            return check(entered)
        except StoreError as error:
            return shut_words(error)

    return checked
