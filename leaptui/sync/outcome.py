"""What a sync came to: its kind, one sentence for the learner, and the numbers behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from leaptui.language import _, and_list, ngettext
from leaptui.model.dates import long_day


class SyncKind(StrEnum):
    """How a sync ended."""

    DONE = "done"
    """Changes were sent or received."""
    NOTHING_NEW = "nothing_new"
    """Both sides were the same already."""
    NO_REMOTE = "no_remote"
    """The workspace has no remote: it is on this machine only. Changes are kept in the local history."""
    OFFLINE = "offline"
    """The remote cannot be reached."""
    NO_ACCESS = "no_access"
    """The remote was reached and does not let this account in, or is not there."""
    NO_GIT = "no_git"
    """There is no git on this machine, or one that is too old."""
    NO_REPOSITORY = "no_repository"
    """The workspace is no git repository of its own."""
    REFUSED = "refused"
    """Going on would not be safe; nothing was changed."""
    RACED = "raced"
    """Others were faster each time; the next sync tries again."""
    BUSY = "busy"
    """Another program is syncing or writing just now."""
    FAILED = "failed"
    """git or the disk failed; the work is where it was."""


class SyncError(Exception):
    """What every error of this room is."""


class Stopped(SyncError):
    """The sync cannot go on. Its text is the sentence for the learner; it holds nothing of what the learner wrote."""

    def __init__(self, kind: SyncKind, sentence: str) -> None:
        super().__init__(sentence)
        self.kind = kind
        self.sentence = sentence


class Moved(SyncError):
    """Somebody moved the branch, or a portfolio to another name, while we worked: everything is to be looked at anew."""


@dataclass(frozen=True)
class Counts:
    """How much went one way: records of portfolios, the portfolios they are in, and other files."""

    records: int = 0
    portfolios: int = 0
    files: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.records + other.records,
            max(self.portfolios, other.portfolios),
            self.files + other.files,
        )

    def __bool__(self) -> bool:
        return bool(self.records or self.portfolios or self.files)

    @property
    def words(self) -> str:
        """The counts as words: “3 changes”, “1 file”, “3 changes and 1 file”; empty for nothing."""
        parts = []
        if self.records:
            parts.append(ngettext("{n} change", "{n} changes", self.records).format(n=self.records))
        if self.files:
            parts.append(ngettext("{n} file", "{n} files", self.files).format(n=self.files))
        if not parts and self.portfolios:
            parts.append(ngettext("{n} portfolio", "{n} portfolios", self.portfolios).format(n=self.portfolios))
        return and_list(parts)


@dataclass(frozen=True)
class Skipped:
    """A file that was left out of the sync, or that needs a look, and why (a clause that goes on after its name)."""

    path: str
    reason: str

    @property
    def words(self) -> str:
        """Name and reason as one clause."""
        return f"{self.path} {self.reason}"


@dataclass(frozen=True)
class Gone:
    """A portfolio that a sync took away as a whole, by its name, and a commit that has it.

    `is_here`: it was taken out on this machine, otherwise elsewhere.
    """

    name: str
    commit: str
    is_here: bool


@dataclass(frozen=True)
class SyncOutcome:
    """What a sync came to.

    `sentence` is for the learner; `raw` is what git itself said (no passwords, no escape codes). `waiting` counts for each
    portfolio of the workspace, by its name, the fields that wait for a choice after the sync; 0 where none does. `gone` are
    portfolios that it took away as a whole.
    """

    kind: SyncKind
    sentence: str
    sent: Counts = Counts()
    received: Counts = Counts()
    waiting: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    raw: str = ""
    gone: tuple[Gone, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many fields wait for a choice, in all portfolios of the workspace."""
        return sum(self.waiting.values())

    @property
    def is_fine(self) -> bool:
        """Whether nothing went wrong: having no remote, or being offline, is not wrong."""
        return self.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW, SyncKind.NO_REMOTE, SyncKind.OFFLINE}

    @property
    def waits(self) -> bool:
        """Whether something waits for a decision, and no trouble with the files or the repository comes before it."""
        is_trouble = self.kind in {SyncKind.REFUSED, SyncKind.FAILED}
        return not is_trouble and bool(self.conflicts or self.skipped)


class SyncStanding(StrEnum):
    """Whether a workspace can sync at all."""

    READY = "ready"
    NO_REMOTE = "no_remote"
    NO_GIT = "no_git"
    NO_REPOSITORY = "no_repository"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class SyncState:
    """How the workspace stands to its remote, found without the network.

    `to_send` counts the changes here that the remote did not have when it was last heard of; `conflicts` the fields that
    wait for a choice; `reason` says in one sentence why it cannot sync, and is empty where it can. `is_offline`: the remote could
    not be reached the last time; `is_held`: a sync cannot go on, or the last one could not, and somebody has to see to it first.
    `met` is when one last went through.
    """

    standing: SyncStanding
    to_send: int = 0
    conflicts: int = 0
    reason: str = ""
    is_offline: bool = False
    is_held: bool = False
    met: datetime | None = None

    def since(self, now: datetime) -> str:
        """When one last went through, where that is worth a word: the time of a sync today, else the day. Empty otherwise."""
        if not (self.is_offline or self.is_held) or self.met is None:
            return ""
        then, today = self.met.astimezone(now.tzinfo), now.date()
        when = f"{then:%H:%M}" if then.date() == today else long_day(then.date(), today)
        return _("last synced {when}").format(when=when)

    @property
    def words(self) -> str:
        """A few words for the header."""
        match self.standing:
            case SyncStanding.NO_GIT:
                return _("on this machine only · no git")
            case SyncStanding.NO_REPOSITORY | SyncStanding.NO_REMOTE:
                return _("on this machine only")
            case SyncStanding.UNKNOWN:
                return _("not synced") if self.is_held else _("sync: not known")
            case SyncStanding.READY if self.is_offline:
                return _("offline · ↑ {n} to sync").format(n=self.to_send) if self.to_send else _("offline")
            case SyncStanding.READY if self.is_held:
                return _("not synced · ↑ {n} to sync").format(n=self.to_send) if self.to_send else _("not synced")
            case SyncStanding.READY:
                return _("↑ {n} to sync").format(n=self.to_send) if self.to_send else _("synced ✓")
