"""A workspace as one learner at a shared machine may use it: their own portfolio, and what others share with them.

This is the store's door: whatever a screen or a command asks for, the file of another learner is not opened here, neither to
read nor to write. What others share is read by `store.others`, which gives their pieces one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Document
from leaptui.store.errors import Another, Refused
from leaptui.store.sources import Beneath, Sources
from leaptui.store.workspace import Workspace


@dataclass(frozen=True)
class OwnWorkspace(Workspace):
    """A workspace in which there is one portfolio, `own`, begun at the instant `begun`; empty where that is not known.

    Files are taken in from below `stick` alone, if there is one.

    Never are they from the workspace itself, nor from the folder `machine`, where the machine keeps what is its own.
    """

    own: str = ""
    stick: Path | None = None
    machine: Path | None = None
    begun: str = ""

    @property
    def sources(self) -> Sources:
        """Where files may be taken from."""
        theirs = [self.root, self.portfolios_dir, *([self.machine] if self.machine else [])]
        return Beneath(self.stick, tuple(theirs))

    def whole(self) -> Workspace:
        """The workspace with all its portfolios, for what the machine itself does."""
        return Workspace(self.root)

    def names(self) -> list[str]:
        """The learner's own, where it is there."""
        return [name for name in super().names() if name == self.own]

    def neighbours(self) -> list[str]:
        """The names of the others, to share with."""
        return [name for name in super().names() if name != self.own]

    def path(self, name: str) -> Path:
        """The file of the learner's own portfolio. Raises Refused for any other."""
        self._check_name(name)
        return super().path(name)

    def files_dir(self, name: str) -> Path:
        """The folder of its attachments. Raises Refused for any other."""
        self._check_name(name)
        return super().files_dir(name)

    def recent_names(self) -> list[str]:
        """None: what others opened here is nobody's business."""
        return []

    def note_recent(self, names: list[str]) -> None:
        """Nothing is noted of who opened what."""
        del names

    def renamed(self, name: str) -> str | None:
        """Where the learner's own went; nothing is told of others."""
        return super().renamed(name) if name == self.own else None

    def check_own(self, name: str, document: Document) -> None:
        """Look that what was read is the learner's, and no other portfolio that has its name now. Raises Another."""
        super().check_own(name, document)
        begun = document.get("meta", {}).get("portfolio", {}).get("created")
        if self.begun and begun != self.begun:
            raise Another(_("there is another portfolio of this name now; choose your name once more"))

    def _check_name(self, name: str) -> None:
        if name != self.own:
            raise Refused(_("this is another learner's; sign out, and they can sign in"))
