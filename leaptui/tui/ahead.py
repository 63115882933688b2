"""Reading a large file that something else changed in a thread, so that no key waits for it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.message import Message

from leaptui.store.errors import StoreError

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.session import Session

LARGE_BYTES = 500_000
"""How large a file is that takes long enough to read for a key to wait."""


class FileRead(Message):
    """A large file was read ahead, as far as it can be read: the store has it at once now."""


class Ahead:
    """Reads ahead for the app."""

    def __init__(self, app: LeaptuiApp) -> None:
        self._app = app
        self._is_reading = False

    def reads(self) -> bool:
        """Whether the portfolio's file is being read ahead, and is not to be waited for; begins it where that is due."""
        if self._is_reading:
            return True
        session = self._app.session
        with suppress(StoreError):  # looking at it says so
            if session.store.news >= LARGE_BYTES:
                self._is_reading = True
                self._app.run_worker(lambda: self._read(session), thread=True, group="ahead", exit_on_error=False)
        return self._is_reading

    def _read(self, session: Session) -> None:
        try:
            with suppress(StoreError):  # looking at it says so
                session.read_ahead()
        finally:
            self._is_reading = False
        self._app.post_message(FileRead())
