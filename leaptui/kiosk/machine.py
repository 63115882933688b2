"""A shared machine: its workspace, its register, what is known of its learners, and the courier."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from leaptui.kiosk.courier import Courier
from leaptui.kiosk.kept import KioskSettings, Learner
from leaptui.kiosk.presence import Presence
from leaptui.kiosk.register import Register
from leaptui.kiosk.whose import places, whose
from leaptui.model.clock import Clock
from leaptui.model.text import clean_line
from leaptui.store.drafts import Held
from leaptui.store.errors import StoreError
from leaptui.store.journal import journal_of
from leaptui.store.left import leave_behind
from leaptui.store.listing import Glance, Glances, list_portfolios
from leaptui.store.own import OwnWorkspace
from leaptui.store.workspace import Workspace


@dataclass
class Machine:
    """What the screens of a kiosk work with. `is_stick` tells whether a folder is a stick that is in: something mounted."""

    workspace: Workspace
    register: Register
    courier: Courier
    clock: Clock
    is_stick: Callable[[Path], bool] = os.path.ismount
    held: Held = field(default_factory=Held, init=False)
    """What learners have half written that the disk did not take, until they are back or it does."""
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

        Who has a secret here follows their portfolio first, where it got another name. Raises OSError, StoreError.
        """
        return {
            name: clean_line(glance.learner) or name for name, glance in follow(self.workspace, self.register).items()
        }

    def forget_sessions(self) -> None:
        """Forget what could be undone in a session that a power cut ended; those that run are let alone.

        Raises OSError, StoreError.
        """
        for name in self.register.learners():
            with Presence(self.workspace, name) as presence, presence.alone() as is_alone:
                if is_alone:
                    journal_of(self.workspace, name).forget()
                    self.forget_renamed(name)

    def forget_renamed(self, name: str) -> None:
        """Forget what could be undone in a portfolio that was given another name since its learner signed in under `name`.

        Where the learner is signed in under the name it has now, that session is let alone. Raises OSError, StoreError.
        """
        renamed = self.workspace.renamed(name)
        if renamed is None or os.path.lexists(self.workspace.path(name)):
            return
        with Presence(self.workspace, renamed) as presence, presence.alone() as is_alone:
            if is_alone:
                journal_of(self.workspace, renamed).forget()

    def give_code(self, name: str) -> str:
        """Let a learner in once by a code; gives it. Raises OSError, StoreError."""
        return give_code(self.workspace, self.register, name)

    def learner(self, name: str) -> Learner:
        """What is kept of a learner; of one that is not known here, nothing. Raises StoreError."""
        return self.register.learners().get(name, Learner())

    def own(self, name: str) -> OwnWorkspace:
        """The workspace as this learner may use it. Raises StoreError."""
        stick = self.settings().stick
        known = self.learner(name).whose
        folder, begun = Path(stick) if stick else None, known.begun if known else ""
        return OwnWorkspace(self.workspace.root, name, folder, self.register.home, begun)


def follow(workspace: Workspace, register: Register) -> dict[str, Glance]:
    """Let the learners of a register follow their portfolios; gives a glance at each. Raises OSError, StoreError."""
    glances = Glances(workspace)
    listed = list_portfolios(workspace)
    found = {one.name: glances.known(one) or glances.look(one) for one in listed}
    glances.save(listed)
    there = {name: whose(glance) for name, glance in found.items()}
    for old, new in places(register.learners(), there, workspace.renamed).items():
        if new != old:
            leave_behind(workspace, old, new)
    register.follow(there, workspace.renamed)
    return found


def give_code(workspace: Workspace, register: Register, name: str) -> str:
    """Let the learner in once by a code whose portfolio has this name now; gives it. Raises OSError, StoreError."""
    found = follow(workspace, register)
    return register.give_code(name, whose(found[name]) if name in found else None)
