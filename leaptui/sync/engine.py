"""The sync of a workspace: keep what changed here, fetch, put together, send; again where others were faster."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import SystemRandom

from leaptui.language import _
from leaptui.store.carrying import carrying
from leaptui.store.copied import settle_home
from leaptui.store.errors import Busy, StoreError
from leaptui.store.files import explain
from leaptui.store.workspace import Workspace
from leaptui.sync.commits import tally_entries
from leaptui.sync.diagnosis import local_trouble, safe
from leaptui.sync.git import QUIET_SECONDS, Git, GitFailed, GitMissing
from leaptui.sync.gone import gone_among
from leaptui.sync.good import follow
from leaptui.sync.ground import Ground, local_folder, waiting_in_files
from leaptui.sync.growth import repack
from leaptui.sync.index import refresh_index
from leaptui.sync.integrate import integrate
from leaptui.sync.last import note_sync
from leaptui.sync.outcome import Counts, Gone, Moved, Skipped, Stopped, SyncError, SyncKind, SyncOutcome
from leaptui.sync.remote_checks import check_remote
from leaptui.sync.repository import Remote, Repository
from leaptui.sync.rest import Seen, has_rested, last_rest, note_rest
from leaptui.sync.sentences import sentence_for
from leaptui.sync.snapshot import Snapshot, take_snapshot
from leaptui.sync.stale import clear_stale
from leaptui.sync.transport import Answer, Connection

LOCK = ".sync"
"""The lock of a workspace's sync; no portfolio can have this name."""

AT_REST = ""
"""There is nothing new here, and the remote says that there is nothing new there."""

_UNSEEN = frozenset({SyncKind.NO_GIT, SyncKind.NO_REPOSITORY, SyncKind.BUSY})
"""Ends that come before the portfolios were looked at."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Patience:
    """How often a sync tries when others are faster, and how long it waits between.

    It waits up to `first` seconds after the first time, or as long as that time took if it took longer; up to double after each
    further one, never over `longest`, or four times of what it takes: at random, so that those who met do not meet again.
    A remote that says nothing for `quiet` seconds is given up.
    """

    attempts: int = 12
    first: float = 0.2
    longest: float = 8.0
    quiet: float = QUIET_SECONDS

    def wait(self, attempt: int, took: float) -> None:
        """Wait after an attempt, counted from 0, that took so many seconds."""
        longest = max(self.longest, 4 * took)
        time.sleep(SystemRandom().uniform(0, min(longest, max(self.first, took) * 2**attempt)))


@dataclass
class _Tale:
    """What one sync has come to so far."""

    sent: Counts = field(default_factory=Counts)
    received: Counts = field(default_factory=Counts)
    waiting: dict[str, int] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    notes: list[Skipped] = field(default_factory=list)
    gone: list[Gone] = field(default_factory=list)
    kind: SyncKind = SyncKind.NOTHING_NEW

    def outcome(self, stopped: Stopped | None, raw: str) -> SyncOutcome:
        """The outcome, with its sentence."""
        skipped = (*self.skipped, *(note for note in self.notes if note not in self.skipped))
        kind, words = (stopped.kind, stopped.sentence) if stopped else (self.kind, "")
        outcome = SyncOutcome(kind, words, self.sent, self.received, self.waiting, skipped, raw, tuple(self.gone))
        return replace(outcome, sentence=sentence_for(outcome))


def sync(
    workspace: Workspace,
    *,
    remote: str | None = None,
    branch: str | None = None,
    progress: Progress = lambda _: None,
    patience: Patience = Patience(),
    authors: bool | None = None,
) -> SyncOutcome:
    """Sync a workspace with its remote; `remote` sets the remote's address first, and `branch` the branch there.

    `authors` says whether each learner's changes are committed under the learner's name; None: as this copy is set.
    It never raises for what can happen to a learner: the outcome says how it ended. Safe to call from a thread, in which
    `progress` is given short sentences.
    """
    tale = _Tale()
    said: list[str] = []
    stopped: Stopped | None = None
    try:
        git = Git(workspace.root, said)
        rested = remote is branch is None and has_rested(workspace)
        opened = None if rested else _open(workspace, git)
        with workspace.lock(LOCK, seconds=1.0):
            progress(_("Looking at what changed here"))
            tip = None if opened else _ask(workspace, git, progress, patience, tale)
            if tip != AT_REST:
                repository = opened or _open(workspace, git)
                named = carrying(workspace).authors if authors is None else authors
                _Sync(workspace, repository, progress, patience, tale, tip, authors=named).run(remote, branch)
    except (SyncError, StoreError, OSError) as error:
        stopped = _as_stopped(error)
        if stopped.kind in _UNSEEN:
            tale.waiting = waiting_in_files(workspace)
    outcome = tale.outcome(stopped, "\n".join(said))
    note_sync(workspace, outcome.kind)
    return outcome


def _open(workspace: Workspace, git: Git) -> Repository:
    git.require_version()
    return Repository.open(git, local_folder(workspace))


def _ask(workspace: Workspace, git: Git, progress: Progress, patience: Patience, tale: _Tale) -> str | None:
    """Where nothing changed here since the workspace was at rest, ask the remote alone.

    Gives AT_REST where there is nothing new there either, otherwise where the remote stands, if it was asked and said.
    """
    rest = last_rest(workspace)
    if rest is None or settle_home(workspace):
        return None
    repository = rest.repository(workspace, git)
    remote = repository.remote() if repository else None
    if repository is None or remote is None:
        return None
    clear_stale(workspace, repository)
    progress(_("Fetching"))
    tale.waiting = rest.waiting
    tip = Connection(repository, remote, progress, patience.quiet).fetch()
    return AT_REST if tip == rest.commit else tip


def _as_stopped(error: SyncError | StoreError | OSError) -> Stopped:
    if isinstance(error, Stopped):
        return error
    if isinstance(error, GitMissing):
        return Stopped(SyncKind.NO_GIT, str(error))
    if isinstance(error, GitFailed):
        return local_trouble(error)
    if isinstance(error, Busy):
        return Stopped(
            SyncKind.BUSY, safe(_("another program is syncing or writing here just now: try again in a moment"))
        )
    if isinstance(error, OSError):
        return Stopped(SyncKind.FAILED, safe(explain(error, _("the sync stopped at a file"))))
    return Stopped(SyncKind.REFUSED, _("the sync stopped: {reason}").format(reason=error))


@dataclass(frozen=True)
class _Offer:
    """A commit sent to the remote, and where the remote stood."""

    tip: str | None
    commit: str


@dataclass
class _Sync:
    """One sync under way. `fetched` is where the remote stands, if it was asked just now; `kept` what was kept last.

    `authors`: each learner's changes are committed under the learner's name.
    """

    workspace: Workspace
    repository: Repository
    progress: Progress
    patience: Patience
    tale: _Tale
    fetched: str | None = None
    authors: bool = False
    kept: Snapshot | None = None

    def run(self, address: str | None, branch: str | None) -> None:
        """Do it. Raises SyncError, StoreError, OSError."""
        clear_stale(self.workspace, self.repository)
        settle_home(self.workspace)
        seen = Seen.of(self.workspace, self.repository)
        self.repository.check_ready()
        if address is not None:
            self.repository.set_remote(address, beside=Path.cwd(), branch=branch)
        ground = Ground.of(self.workspace, self.repository, authors=self.authors)
        started_at = self.repository.head()
        try:
            remote = self.repository.remote()
            if remote is None:
                self._keep(ground)
                self.tale.kind = SyncKind.NO_REMOTE
            else:
                self._meet(ground, Connection(self.repository, remote, self.progress, self.patience.quiet))
                self._note(ground, remote, seen)
            if self.repository.head() != started_at:
                repack(self.repository, self.progress)
        finally:
            follow(self.workspace, self.repository, started_at)
            refresh_index(self.repository, started_at)

    def _note(self, ground: Ground, remote: Remote, seen: Seen) -> None:
        """Note that all is at rest, if it is."""
        last = self.kept
        if last and last.head and last.is_settled and self.tale.kind is SyncKind.NOTHING_NEW:
            note_rest(ground, remote, last.head, self.tale.waiting, seen)

    def _keep(self, ground: Ground) -> str | None:
        """Commit what changed here; gives the commit the branch stands at."""
        for _nth in range(5):
            try:
                snapshot = take_snapshot(ground)
            except Moved:
                continue
            self.tale.skipped, self.tale.waiting = snapshot.skipped, snapshot.waiting
            self.kept = snapshot
            return snapshot.head
        raise Stopped(SyncKind.BUSY, safe(_("another git program keeps working in this workspace: try again later")))

    def _meet(self, ground: Ground, connection: Connection) -> None:
        """Bring both sides together until the remote has taken what is here."""
        met: str | None = ""
        offered: _Offer | None = None
        declined = 0
        for attempt in range(self.patience.attempts):
            began = time.monotonic()
            head = self._keep(ground)
            tip, self.fetched = self.fetched, None
            if tip is None:
                again = _("Others were faster: trying again ({n})").format(n=attempt + 1)
                self.progress(again if attempt else _("Fetching"))
                tip = connection.fetch()
            declined = declined if tip == met else 0
            met = tip
            check_remote(connection, head, tip)
            if offered and tip and ground.objects.is_ancestor(offered.commit, tip):
                self._sent(ground, offered)  # it was taken after all, and only the answer was lost
            if tip is not None:
                try:
                    head = self._take_in(ground, connection, head, tip)
                except Moved:
                    continue
            if head is None or head == tip:
                return
            self.progress(_("Sending"))
            offered = _Offer(tip, head)
            answer = connection.push(head)
            if answer is Answer.TAKEN:
                self._sent(ground, offered)
                self._remember(connection, head)
                return
            declined += answer is Answer.DECLINED
            if declined > 1:
                raise Stopped(
                    SyncKind.REFUSED,
                    safe(
                        _(
                            "the remote does not take changes to its branch “{branch}”: it is protected, "
                            "or has no room left, so ask whoever looks after it"
                        ).format(branch=connection.remote.branch)
                    ),
                )
            self.patience.wait(attempt, time.monotonic() - began)
        raise Stopped(
            SyncKind.RACED, safe(_("others were faster each time, so what is new here goes out with the next sync"))
        )

    def _sent(self, ground: Ground, offered: _Offer) -> None:
        self.tale.kind = SyncKind.DONE
        changes = ground.objects.differences(offered.tip, offered.commit)
        before = {path: change.before for path, change in changes.items() if change.before}
        after = {path: change.after for path, change in changes.items()}
        self.tale.sent += tally_entries(ground, before, after).counts
        self.tale.gone += gone_among(ground, before, after, offered.tip, is_here=True)

    def _remember(self, connection: Connection, commit: str) -> None:
        """Note where the remote stands."""
        remote = connection.remote
        if self.repository.commit_at(remote.memory) != commit:
            self.repository.move_refs([f"update {remote.memory} {commit}"], "leaptui sync")
        if self.repository.commit_at(remote.tracking) != commit:
            self.repository.note_tracking(remote, commit)

    def _take_in(self, ground: Ground, connection: Connection, head: str | None, tip: str) -> str:
        """Take in the remote's tip, if it has anything that is not here; gives the commit the branch then stands at."""
        if head is not None and ground.objects.is_ancestor(tip, head):
            self._remember(connection, tip)
            return head
        done = integrate(ground, connection.remote, head, tip, self.progress)
        self._remember(connection, tip)
        self.tale.kind = SyncKind.DONE
        self.tale.received += done.received
        self.tale.gone += done.gone
        self.tale.notes += [note for note in done.notes if note not in self.tale.notes]
        scan = ground.scan()
        self.tale.waiting = ground.waiting_conflicts(scan)
        ground.seen.save(set(scan.files))
        return done.head
