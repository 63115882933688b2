"""The examination: git, the repository, the remote, locks, the clock, this copy's id, the size, then the learners' files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from leaptui.language import _, ngettext, pgettext
from leaptui.model.clock import Clock
from leaptui.model.dates import long_day
from leaptui.store.copied import is_copied, settle_home
from leaptui.store.errors import Busy, StoreError
from leaptui.store.workspace import Workspace
from leaptui.sync.commits import TRAILER
from leaptui.sync.connect import address_of
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.doctor.files import examine_files
from leaptui.sync.doctor.finding import Finding, Health
from leaptui.sync.engine import LOCK
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.growth import repack, weigh
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.paths import shown
from leaptui.sync.remote_checks import check_remote
from leaptui.sync.repository import Repository
from leaptui.sync.stale import clear_stale, held_locks, stale
from leaptui.sync.transport import Connection
from leaptui.sync.trial import SECONDS, try_address

_MOST_NAMED = 5
_AHEAD = timedelta(hours=26)
"""How far behind the last change a clock may be before it is called wrong: time zones set wrongly come to a day and more."""


def examine(
    workspace: Workspace, clock: Clock, *, offline: bool = False, mend: bool = True, machine: Clock | None = None
) -> Iterator[Finding]:
    """Look at everything, one after the other, and mend what is safe where `mend` says so.

    Without the network where `offline` says so. `clock` dates what is mended, `machine` is the clock that is looked at. It
    never raises for what can be wrong with a workspace.
    """
    try:
        git = Git(workspace.root)
        git.require_version()
    except GitMissing as error:
        yield Finding("git", Health.WRONG, str(error))
    except GitFailed as error:
        yield Finding("git", Health.WRONG, local_trouble(error).sentence)
    else:
        yield Finding("git", Health.WELL, _("git {version}").format(version=".".join(map(str, git.version))))
        yield from _Examination(workspace, machine or Clock(), git, mend=mend).findings(offline=offline)
    yield from examine_files(workspace, clock, mend=mend)


@dataclass(frozen=True)
class _Examination:
    workspace: Workspace
    clock: Clock
    git: Git
    mend: bool

    def findings(self, *, offline: bool) -> Iterator[Finding]:
        """What git knows of the workspace."""
        try:
            repository = Repository.open(self.git, local_folder(self.workspace))
        except Stopped as stopped:
            yield Finding("history", Health.NOTE, stopped.sentence)
            return
        except GitFailed as error:
            yield Finding("history", Health.WRONG, local_trouble(error).sentence)
            return
        yield from self._locks(repository)
        yield from self._programs()
        for look in (self._history, self._identity, self._clock, self._copy, self._size):
            try:
                yield look(repository)
            except Stopped:
                continue  # no branch is checked out, which was said
            except (GitFailed, StoreError, OSError) as error:
                said = local_trouble(error).sentence if isinstance(error, GitFailed) else str(error)
                yield Finding(look.__name__.strip("_"), Health.WRONG, said)
        if not offline and repository.branch is not None:
            yield self._remote(repository)

    def _locks(self, repository: Repository) -> Iterator[Finding]:
        """What killed programs left, and what programs hold that are at work now."""
        try:
            with self.workspace.lock(LOCK, seconds=1.0):
                left = stale(self.workspace, repository)
                if self.mend:
                    clear_stale(self.workspace, repository)
        except Busy:
            yield Finding("locks", Health.NOTE, _("a sync is at work here just now"))
            return
        except StoreError as error:
            yield Finding("locks", Health.WRONG, str(error))
            return
        held = [lock for lock in held_locks(repository) if lock.exists() and lock not in left]
        if left:
            said = ngettext(
                "{n} file that a killed program left was cleared away",
                "{n} files that a killed program left were cleared away",
                len(left),
            )
            would = ngettext(
                "{n} file that a killed program left can be cleared away",
                "{n} files that a killed program left can be cleared away",
                len(left),
            )
            health = Health.MENDED if self.mend else Health.MENDABLE
            yield Finding("locks", health, (said if self.mend else would).format(n=len(left)), self._paths(left))
        if held:
            said = _("git is at work here, or was cut off in the last ten minutes: look again later")
            yield Finding("locks", Health.NOTE, said, self._paths(held))
        if not left and not held:
            yield Finding("locks", Health.WELL, _("no lock is left over"))

    def _programs(self) -> Iterator[Finding]:
        """Which settings of the repository's own name programs, as those of a copied one may."""
        if names := self.git.settings().foreign:
            said = ngettext(
                "a setting of this repository names a program, which leaptui does not run ({names}): your own settings hold "
                "instead, and “git config --unset” takes it away",
                "{n} settings of this repository name programs, which leaptui does not run ({names}): your own settings hold "
                "instead, and “git config --unset” takes one away",
                len(names),
            )
            shown_names = ", ".join(shown(name) for name in names[:_MOST_NAMED])
            more = f"{shown_names} …" if len(names) > _MOST_NAMED else shown_names
            yield Finding("settings", Health.NOTE, said.format(n=len(names), names=more))

    def _history(self, repository: Repository) -> Finding:
        """Whether a sync could begin."""
        try:
            repository.check_ready()
        except Stopped as stopped:
            return Finding("history", Health.WRONG, stopped.sentence)
        if repository.head() is None:
            return Finding("history", Health.NOTE, _("nothing was kept in the history yet: a sync does that"))
        count = int(repository.git.run("rev-list", "--count", "HEAD").text)
        said = ngettext("the history has {n} state", "the history has {n} states", count).format(n=count)
        return Finding("history", Health.WELL, said)

    def _identity(self, repository: Repository) -> Finding:
        """Under which name changes are kept."""
        if repository.identity():
            return Finding(
                "identity",
                Health.NOTE,
                _(
                    "git knows no name for you, so others see “leaptui” beside your changes: "
                    '“git config --global user.name "Your Name"” and user.email tell it'
                ),
            )
        name = repository.setting("author.name") or repository.setting("user.name") or "?"
        return Finding("identity", Health.WELL, _("changes are kept under the name {name}").format(name=name))

    def _clock(self, repository: Repository) -> Finding:
        """Whether this machine's clock can be right: no change that is known can be of a time to come."""
        now = self.clock.now()
        seconds = repository.git.run("log", "-1", "--format=%ct", "HEAD", allowed=(0, 128)).text
        last = datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else now
        if last - now > _AHEAD:
            said = _(
                "the clock of this machine says {now}, and the last change is of {last}: set the clock, or dates of new work "
                "will be wrong; nothing is lost by it"
            )
            return Finding(
                "clock",
                Health.WRONG,
                said.format(now=_day(now), last=_day(last)),
            )
        return Finding("clock", Health.WELL, _("the clock says {now}").format(now=_day(now)))

    def _copy(self, repository: Repository) -> Finding:
        """Whether this copy writes under an id of its own."""
        copied = is_copied(self.workspace) or self._is_written_elsewhere(repository)
        if not copied:
            if self.mend:
                settle_home(self.workspace)
            return Finding("copy", Health.WELL, _("this copy has an id of its own"))
        if not self.mend:
            return Finding(
                "copy",
                Health.MENDABLE,
                _("this folder is a copy of another and has its id: it can be given one of its own"),
            )
        self.workspace.renew_stamp()
        settle_home(self.workspace)
        return Finding(
            "copy", Health.MENDED, _("this folder is a copy of another and had its id: it has one of its own now")
        )

    def _is_written_elsewhere(self, repository: Repository) -> bool:
        """Whether the history holds a revision of this copy's id that this copy has not made."""
        clone = self.workspace.clone
        if not clone or repository.head() is None:
            return False
        asked = ("--fixed-strings", f"--grep={TRAILER}: {clone} ", f"--format=%(trailers:key={TRAILER},valueonly)")
        said = repository.git.run("log", "-1", *asked, "HEAD").text.strip()
        revision = said.rpartition(" ")[2]
        return revision.isdigit() and int(revision) > self.workspace.stamp().revision

    def _size(self, repository: Repository) -> Finding:
        """How much room the history takes."""
        before = weigh(repository)
        if before.is_heavy and self.mend:
            with self.workspace.lock(LOCK, seconds=1.0):
                repack(repository)
            after = weigh(repository)
            said = _("the history was packed: it took {before} MB and takes {after} MB")
            return Finding(
                "size",
                Health.MENDED,
                said.format(
                    before=_megabytes(before.loose_bytes + before.packed_bytes),
                    after=_megabytes(after.loose_bytes + after.packed_bytes),
                ),
            )
        said = _("the history takes {n} MB") if not before.is_heavy else _("the history takes {n} MB and can be packed")
        health = Health.MENDABLE if before.is_heavy else Health.WELL
        return Finding("size", health, said.format(n=_megabytes(before.loose_bytes + before.packed_bytes)))

    def _remote(self, repository: Repository) -> Finding:
        """Whether the remote can be reached, would take changes, and still holds what it held."""
        try:
            address = address_of(self.workspace)
        except Stopped as stopped:
            return Finding("remote", Health.WRONG, stopped.sentence)
        if address is None:
            return Finding("remote", Health.NOTE, _("this workspace is on this machine only; no remote is set"))
        trial = try_address(address, beside=self.workspace.root, workspace=self.workspace)
        if not trial.is_fine:
            health = Health.NOTE if trial.kind is SyncKind.OFFLINE else Health.WRONG
            return Finding("remote", health, trial.sentence)
        if trouble := self._standing(repository):
            health = Health.NOTE if trouble.kind is SyncKind.OFFLINE else Health.WRONG
            return Finding("remote", health, trouble.sentence)
        account = trial.account.words if trial.account else ""
        return Finding("remote", Health.WELL, _("the remote answers: {account}").format(account=account))

    def _standing(self, repository: Repository) -> Stopped | None:
        """What stops a sync with the remote as it stands; None where nothing does, or a sync is at work just now."""
        try:
            remote = repository.remote()
            if remote is None:
                return None
            with self.workspace.lock(LOCK, seconds=1.0):
                connection = Connection(repository, remote, lambda _words: None, SECONDS)
                check_remote(connection, repository.head(), connection.fetch())
        except Stopped as stopped:
            return stopped
        except GitFailed as error:
            return local_trouble(error)
        except Busy:
            return None
        except (StoreError, OSError) as error:
            return Stopped(SyncKind.FAILED, str(error))
        return None

    def _paths(self, found: list[Path]) -> tuple[str, ...]:
        root = self.workspace.root
        return tuple(str(path.relative_to(root)) if path.is_relative_to(root) else str(path) for path in found)


def _day(at: datetime) -> str:
    # No day is this year's beside the first of all: the year is always said.
    said = long_day(at.date(), date.min)
    return pgettext("day and time", "{day}, {time}").format(day=said, time=f"{at:%H:%M}")


def _megabytes(size: int) -> str:
    return f"{-(-size // 1_000_000)}"
