"""Changing one's own PIN or passphrase in a session: the one before, the new one, the new one once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui.kiosk import hashing
from leaptui.kiosk.answer import Kind
from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.tui.kiosk.entry import Asked, Entry, wait_words
from leaptui.tui.kiosk.shut import for_learners

if TYPE_CHECKING:
    from leaptui.tui.kiosk.session import KioskApp


def change_secret(app: KioskApp) -> None:
    """Ask for it, and keep it."""
    name = app.session.store.name
    learner = clean_line(app.session.portfolio.meta.learner.name)
    register = app.machine.register

    def left() -> float:
        return register.seconds_to_wait(name)

    def check(before: str) -> str | None:
        answer = register.sign_in(name, before)
        if answer.is_right:
            return None
        return wait_words(answer.seconds) if answer.seconds else _("That was not it. Try once more.")

    def known(before: str | None) -> None:
        if before is not None:
            asked = Asked(learner, _("Choose a PIN of six digits or more, or a few words"), twin=app.twin)
            entry = Entry(asked, lambda secret: hashing.trouble_with(secret, learner))
            app.push_screen(entry, lambda secret: chosen(before, secret))

    def chosen(before: str, secret: str | None) -> None:
        if secret is None:
            return

        def again(typed: str) -> str | None:
            if typed != secret:
                return _("These were two different ones. Esc leads back, to choose anew.")
            answer = register.change_secret(name, before, secret, learner)
            return None if answer.kind is Kind.RIGHT else _("It could not be changed now; the one before holds.")

        app.push_screen(
            Entry(Asked(learner, _("Once more, so that you know it"), twin=app.twin), for_learners(again)), done
        )

    def done(answer: str | None) -> None:
        if answer is not None:
            app.say(_("Your new PIN or passphrase holds from now on, at this machine."))

    app.push_screen(
        Entry(
            Asked(learner, _("Your PIN or passphrase as it is now"), wait_left=left, twin=app.twin), for_learners(check)
        ),
        known,
    )
