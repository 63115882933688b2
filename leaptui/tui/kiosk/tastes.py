"""The settings of a session at a shared machine: the machine's, and over them the learner's own, kept in the register."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from leaptui.kiosk.kept import KioskSettings, Tastes
from leaptui.kiosk.register import Register
from leaptui.store.errors import StoreError
from leaptui.store.settings import DEFAULT_THEME, Settings


class KioskTastes(Settings):
    """Settings that are nobody's files: they come from the register and go back to it, for the learner they belong to."""

    def __init__(self, machine: KioskSettings, register: Register | None = None, name: str = "") -> None:
        """Without a register and a name they are the machine's, and not kept."""
        super().__init__(Path("/nonexistent"))
        self._register = register
        self._name = name
        tastes = Tastes()
        if register is not None:
            with suppress(StoreError, KeyError):  # the machine's own hold
                tastes = register.learners()[name].tastes
        self._machine = machine
        self.theme = tastes.theme or machine.theme or DEFAULT_THEME
        self.language = tastes.language or machine.language
        self.date_form = tastes.date_form or machine.date_form
        self.tour = tastes.tour

    def save(self) -> None:
        """Keep them in the register; what is as the machine has it goes on following the machine.

        Raises OSError where it cannot be written.
        """
        if self._register is None:
            return
        machine = self._machine
        tastes = Tastes(
            theme=self.theme if self.theme != (machine.theme or DEFAULT_THEME) else None,
            language=self.language if self.language != machine.language else None,
            date_form=self.date_form if self.date_form != machine.date_form else None,
            tour=self.tour,
        )
        try:
            self._register.keep_tastes(self._name, tastes)
        except StoreError as error:
            raise OSError(str(error)) from error
