"""A shared machine: its workspace, its register, what is known of its learners, and the courier."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leaptui.kiosk.courier import Courier
from leaptui.kiosk.kept import KioskSettings, Learner
from leaptui.kiosk.presence import Presence
from leaptui.kiosk.register import Register
from leaptui.model.clock import Clock
from leaptui.model.text import clean_line
from leaptui.store.errors import StoreError
from leaptui.store.journal import journal_of
from leaptui.store.listing import Glances, list_portfolios
from leaptui.store.own import OwnWorkspace
from leaptui.store.workspace import Workspace


@dataclass
class Machine:
    """What the screens of a kiosk work with."""

    workspace: Workspace
    register: Register
    courier: Courier
    clock: Clock
    _looks: KioskSettings = field(default_factory=KioskSettings, init=False)

    def settings(self) -> KioskSettings:
        """What the facilitator chose. Raises StoreError."""
        self._looks = self.register.read().settings
        return self._looks

    def looks(self) -> KioskSettings:
        """What the facilitator chose, as it could be read last: for how it looks alone, where it can be read no more."""
        with suppress(StoreError):
            self.settings()
        return self._looks

    def names(self) -> dict[str, str]:
        """The learners' names by portfolio: everybody who has one in the workspace, from here or from another machine.

        Raises OSError.
        """
        glances = Glances(self.workspace)
        listed = list_portfolios(self.workspace)
        found = {one.name: glances.known(one) or glances.look(one) for one in listed}
        glances.save(listed)
        return {name: clean_line(glance.learner) or name for name, glance in found.items()}

    def follow_renames(self) -> None:
        """Let learners keep their secret whose portfolio was given another name. Raises StoreError."""
        there = set(self.workspace.names())
        for name in self.register.learners():
            if name not in there and (renamed := self.workspace.renamed(name)) is not None:
                self.register.rename(name, renamed)

    def forget_sessions(self) -> None:
        """Forget what could be undone in a session that a power cut ended; those that run are let alone.

        Raises OSError, StoreError.
        """
        for name in self.register.learners():
            with Presence(self.workspace, name) as presence, presence.alone() as is_alone:
                if is_alone:
                    journal_of(self.workspace, name).forget()

    def learner(self, name: str) -> Learner:
        """What is kept of a learner; of one that is not known here, nothing. Raises StoreError."""
        return self.register.learners().get(name, Learner())

    def own(self, name: str) -> OwnWorkspace:
        """The workspace as this learner may use it. Raises StoreError."""
        stick = self.settings().stick
        return OwnWorkspace(self.workspace.root, name, Path(stick) if stick else None, self.register.home)
