"""The lock: nothing of the portfolio is to be seen, the same learner goes on, and anybody can make room for the next."""

from __future__ import annotations

from collections.abc import Callable

from leaptui.kiosk.answer import Kind
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.namesakes import Called
from leaptui.language import _
from leaptui.store.errors import StoreError
from leaptui.tui.kiosk.entry import Asked, Entry, wait_words
from leaptui.tui.kiosk.shut import for_learners
from leaptui.tui.kiosk.small import SmallCover


class Locked(Entry):
    """Asks for the learner's secret over everything else. It answers with it, or with OTHER for the way out."""

    WHEN_SMALL = frozenset({"other"})

    def __init__(self, machine: Machine, name: str, learner: Called, leave: Callable[[], str]) -> None:
        """`leave` is asked to sign the learner out; it gives the sentence that says why that is not at once, or nothing."""
        self._leave = leave

        def left() -> float:
            return machine.register.seconds_to_wait(name)

        asked = Asked(
            learner.name,
            _("Locked: your PIN or passphrase, to go on"),
            wait_left=left,
            other=_("Sign out"),
            twin=learner.twin,
            can_leave=False,
        )

        def check(secret: str) -> str | None:
            answer = machine.register.sign_in(name, secret)
            match answer.kind:
                case Kind.RIGHT:
                    return None
                case Kind.WRONG if not answer.seconds:
                    return _("That was not it. Try once more.")
                case Kind.WRONG | Kind.WAITS:
                    return wait_words(answer.seconds)
            return _("You can sign in again once the facilitator has let you in. What you wrote is kept.")

        super().__init__(asked, for_learners(check))

    def cover(self) -> SmallCover:
        """The way out is there also where the window is too small."""
        return SmallCover(self.asked.other, "F4")

    def action_other(self) -> None:
        """Sign out, or say what it waits for."""
        if words := self._leave():
            self._said.say(words)
            self.query_one(SmallCover).say(words)
        else:
            super().action_other()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing comes over the lock, not even the help."""
        return action != "help" and super().check_action(action, parameters)


def can_unlock(machine: Machine, name: str) -> bool:
    """Whether the learner has a secret to unlock it with."""
    try:
        return machine.learner(name).secret is not None
    except StoreError:
        return False
