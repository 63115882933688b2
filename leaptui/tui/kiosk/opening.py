"""Reading a learner's portfolio while their secret is looked at, which takes the other processor half a second."""

from __future__ import annotations

from threading import Thread

from leaptui.kiosk.machine import Machine
from leaptui.language import _
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore


class Opening:
    """A portfolio that is read in a thread of its own; nothing of it is shown before the secret was right."""

    def __init__(self, machine: Machine, name: str) -> None:
        self._machine = machine
        self._name = name
        self._found: PortfolioStore | StoreError | None = None
        self._thread = Thread(target=self._read, name="opening", daemon=True)

    def begin(self) -> None:
        """Begin to read it."""
        self._thread.start()

    def wait(self) -> PortfolioStore | StoreError:
        """The portfolio once it was read, or why it cannot be; to be asked after it was begun."""
        self._thread.join()
        return self._found or StoreError(_("the portfolio could not be opened"))

    def _read(self) -> None:
        from leaptui.tui.repair.opening import open_store

        try:
            store = open_store(self._machine.own(self._name), self._name, self._machine.clock)
            store.portfolio.read_all()
            self._found = store
        except StoreError as error:
            self._found = error
