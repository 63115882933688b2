"""Connecting a workspace to a remote: one that is empty, one that holds portfolios already, or one to begin a new folder from."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from leaptui.language import _
from leaptui.store.files import explain
from leaptui.store.workspace import Workspace
from leaptui.sync.account import Account, account_for
from leaptui.sync.address import read_address
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.engine import LOCK, sync
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.ground import local_folder
from leaptui.sync.last import LastSync, last_sync, note_last
from leaptui.sync.outcome import Stopped, SyncKind, SyncOutcome
from leaptui.sync.paths import CARRIED
from leaptui.sync.repository import Remote, Repository
from leaptui.sync.start import BRANCH, init_workspace
from leaptui.sync.trial import Trial, try_address

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Before:
    """What was set of the remote before another one was tried, and how the last sync with it had ended."""

    settings: Mapping[str, list[str]]
    last: LastSync


@dataclass(frozen=True)
class Connected:
    """What connecting came to: the trial of the address, and the first sync, if it came to one.

    `is_connected`: the workspace goes with that address from now on, even where the first sync was cut off.
    """

    workspace: Workspace
    trial: Trial
    outcome: SyncOutcome | None = None
    is_connected: bool = False

    @property
    def is_fine(self) -> bool:
        """Whether the workspace is connected, and the first sync came to its end."""
        return self.outcome is not None and self.outcome.kind in {SyncKind.DONE, SyncKind.NOTHING_NEW, SyncKind.RACED}

    @property
    def sentence(self) -> str:
        """How it ended."""
        return self.trial.sentence if self.outcome is None else self.outcome.sentence


@dataclass(frozen=True)
class Connection:
    """Where a workspace is connected to: the address without a password, the branch there, and whom the remote would see."""

    shown: str
    branch: str
    account: Account


def connection_of(workspace: Workspace) -> Connection | None:
    """Where a workspace is connected to, told without the network; None where it is not. Raises Stopped."""
    if _is_apart(workspace):
        return None
    repository, remote = _opened(workspace)
    if remote is None:
        return None
    try:
        account = account_for(repository.git, repository.settings, remote.push)
    except GitFailed as error:
        raise local_trouble(error) from error
    return Connection(remote.fetch.shown, remote.branch, account)


def address_of(workspace: Workspace) -> str | None:
    """The address a workspace is connected to, as git has it; None where it is not connected. Raises Stopped."""
    remote = None if _is_apart(workspace) else _opened(workspace)[1]
    return remote.fetch.text if remote else None


def _opened(workspace: Workspace) -> tuple[Repository, Remote | None]:
    """The workspace's repository and its remote. Raises Stopped, also where no branch is checked out."""
    try:
        repository = Repository.open(Git(workspace.root), local_folder(workspace))
        _branch = repository.branch_ref  # raises where none is checked out
        return repository, repository.remote()
    except GitMissing as error:
        raise Stopped(SyncKind.NO_GIT, str(error)) from error
    except GitFailed as error:
        raise local_trouble(error) from error


def _is_apart(workspace: Workspace) -> bool:
    """Whether a workspace is no repository of its own yet: then it is connected to nothing."""
    return workspace.root.is_dir() and not (workspace.root / ".git").exists()


def connect(
    workspace: Workspace, address: str, *, beside: Path, make: bool = False, progress: Progress = lambda _: None
) -> Connected:
    """Connect a workspace to a remote and sync for the first time: what is here and what is there is put together.

    The address is tried first; where that, or the putting together, does not work, the workspace stays connected to what it
    was, as `settle` says. Where only the sync was cut off, the next one makes up for it. `make` makes the repository where the
    address is a folder of this machine with nothing in it, and begins a remote anew from which everything is gone. Raises Stopped
    where the workspace itself cannot be synced.
    """
    if make:
        make_remote(address, beside=beside)
    progress(_("Looking at the remote"))
    trial = try_address(address, beside=beside, workspace=workspace)
    if not trial.is_fine:
        return Connected(workspace, trial)
    before = point_at(workspace, address, trial, beside=beside)
    if make and trial.is_empty:
        _forget(workspace)
    outcome, is_connected = settle(workspace, before, sync(workspace, progress=progress))
    return Connected(workspace, trial, outcome, is_connected=is_connected)


def settle(workspace: Workspace, before: Before, outcome: SyncOutcome) -> tuple[SyncOutcome, bool]:
    """Settle what a first sync came to; gives it, and whether the workspace goes with that remote from now on.

    Where it cannot be synced with the remote, it is connected to what it was before, unless portfolios came in from there: those
    must not go to another remote with the next sync, and it is said that it stays connected. Raises Stopped.
    """
    if outcome.kind not in {SyncKind.REFUSED, SyncKind.NO_ACCESS}:
        return outcome, True
    if not outcome.received:
        put_back(workspace, before)
        return outcome, False
    words = _("{said} What the remote holds came in before that, so this workspace stays connected to it.")
    return replace(outcome, sentence=words.format(said=outcome.sentence)), True


def point_at(workspace: Workspace, address: str, trial: Trial, *, beside: Path) -> Before:
    """Set the remote of a workspace, which is made a repository where it is none; gives what was set before.

    Raises Stopped, StoreError where that cannot be, and then nothing was changed.
    """
    if not (workspace.root / ".git").exists():
        init_workspace(workspace.root)
    with workspace.lock(LOCK):
        repository, _remote = _opened(workspace)
        try:
            repository.check_ready()
            before = Before(repository.remote_settings(), last_sync(workspace))
            repository.set_remote(address, beside=beside, branch=trial.branch)
        except GitFailed as error:
            raise local_trouble(error) from error
    return before


def has_held(workspace: Workspace, address: str, *, beside: Path) -> bool:
    """Whether the remote at an address held what is here before, as far as this copy remembers. Raises Stopped."""
    if _is_apart(workspace):
        return False
    found = read_address(address, beside=beside)
    return bool(_opened(workspace)[0].refs(Remote("", found, found, "").memory.rstrip("/")))


def _forget(workspace: Workspace) -> None:
    """Forget where the remote stood: it is empty, and somebody wants it to begin anew from here. Raises Stopped."""
    repository, remote = _opened(workspace)
    if remote is None or repository.commit_at(remote.memory) is None:
        return
    try:
        repository.move_refs([f"delete {remote.memory}"], "leaptui: begun anew")
    except GitFailed as error:
        raise local_trouble(error) from error


def put_back(workspace: Workspace, before: Before) -> None:
    """Connect the workspace to what it was connected to before. Raises Stopped."""
    try:
        Repository.open(Git(workspace.root), local_folder(workspace)).set_back(before.settings)
    except GitFailed as error:
        raise local_trouble(error) from error
    note_last(workspace, before.last)


def join(address: str, folder: Path, *, beside: Path, progress: Progress = lambda _: None) -> Connected:
    """Make a new folder the workspace that is on a remote, or in a bundle. An empty remote begins a new workspace there.

    A workspace from a bundle is connected to nothing: what is written in it could not be sent there.
    Where that does not work, the folder is as it was; one in which an earlier joining was cut off keeps what is in it.
    Raises Stopped where there is something of anybody's in the folder already.
    """
    workspace = Workspace(folder.absolute())
    is_new = not folder.exists()
    goes_on = _mark(folder).exists()
    if not _is_free(folder):
        raise Stopped(
            SyncKind.REFUSED,
            _("there are files in {folder} already, so nothing was fetched into it: choose a new folder").format(
                folder=folder
            ),
        )
    progress(_("Looking at the remote"))
    trial = try_address(address, beside=beside)
    if not trial.is_fine:
        return Connected(workspace, trial)
    outcome: SyncOutcome | None = None
    try:
        _begin(workspace, trial)
        nowhere = Before({}, last_sync(workspace))
        with _to_fetch_from(address, trial, beside, workspace) as remote:
            outcome = sync(workspace, remote=remote.text, branch=trial.branch, progress=progress)
            if remote.is_unpacked and Connected(workspace, trial, outcome).is_fine:
                put_back(workspace, nowhere)
                outcome = replace(outcome, sentence=_came_home(trial, folder))
    finally:
        # What lies in a folder from an earlier time may have been written to since, so it stays.
        if not goes_on and (outcome is None or not Connected(workspace, trial, outcome).is_fine):
            _clear(folder, is_new=is_new)
    if not Connected(workspace, trial, outcome).is_fine:
        return Connected(workspace, trial, outcome)
    if not workspace.portfolios_dir.is_dir():
        init_workspace(workspace.root)  # the remote had a page about itself and no more
        outcome = sync(workspace, progress=progress)
    _mark(folder).unlink(missing_ok=True)
    return Connected(workspace, trial, outcome, is_connected=not remote.is_unpacked)


def make_remote(address: str, *, beside: Path) -> None:
    """Make an empty repository in a folder of this machine, on a stick or a shared disk, where nothing is yet.

    Raises Stopped where it cannot be made.
    """
    from leaptui.sync.trial import can_be_made

    found = read_address(address, beside=beside)
    if not can_be_made(found):
        return
    place = Path(found.text)
    try:
        place.mkdir(exist_ok=True)
        git = Git(place)
        git.require_version()
        git.run("init", "-q", "--bare", "--template=", ".")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    except GitMissing as error:
        raise Stopped(SyncKind.NO_GIT, str(error)) from error
    except GitFailed as error:
        raise local_trouble(error) from error
    except OSError as error:
        raise Stopped(SyncKind.FAILED, explain(error, _("no repository could be made there"))) from error


@dataclass(frozen=True)
class _Source:
    """Where a new folder is fetched from: the address as it can be noted, a folder in full; or a bundle that was unpacked."""

    text: str
    is_unpacked: bool = False


@contextmanager
def _to_fetch_from(address: str, trial: Trial, beside: Path, workspace: Workspace) -> Iterator[_Source]:
    """What a workspace is fetched from. Raises Stopped."""
    found = read_address(address, beside=beside)
    if not found.is_bundle:
        yield _Source(found.text)
        return
    from leaptui.sync.bundle import opened

    with ExitStack() as stack:
        try:
            unpacked = stack.enter_context(opened(found, trial.branch or BRANCH, workspace.local_dir / "bundle"))
        except GitFailed as error:
            raise local_trouble(error) from error
        except OSError as error:
            raise Stopped(SyncKind.FAILED, explain(error, _("the folder could not be made"))) from error
        yield _Source(unpacked, is_unpacked=True)


def _came_home(trial: Trial, folder: Path) -> str:
    words = _(
        "everything in {bundle} is in {folder} now, with its history; it is on this machine only, until you connect it to a "
        "remote"
    )
    return words.format(bundle=trial.shown, folder=folder)


def _is_free(folder: Path) -> bool:
    """Whether nothing of anybody's is in a folder; what an earlier joining that was cut off left there is ours."""
    try:
        return _mark(folder).exists() or not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError as error:
        raise Stopped(SyncKind.REFUSED, explain(error, _("{folder} cannot be read").format(folder=folder))) from error


def _mark(folder: Path) -> Path:
    """The file that says of a folder that all in it comes from a joining which has not come to its end."""
    return folder / ".leaptui" / "joining"


def _begin(workspace: Workspace, trial: Trial) -> None:
    """Make the folder a repository on the remote's branch, without a commit: the first one comes from there."""
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        workspace.make_local_dir()
        _mark(workspace.root).touch()
        if trial.is_empty:
            init_workspace(workspace.root)
            return
        git = Git(workspace.root)
        git.run("init", "-q", "--template=")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{trial.branch or BRANCH}")
    except GitFailed as error:
        raise local_trouble(error) from error
    except OSError as error:
        raise Stopped(SyncKind.FAILED, explain(error, _("the folder could not be made"))) from error


def _clear(folder: Path, *, is_new: bool) -> None:
    """Take away what a joining that did not work has made."""
    for name in (".git", ".leaptui", *CARRIED, ".gitattributes"):
        place = folder / name
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place, ignore_errors=True)
        else:
            place.unlink(missing_ok=True)
    if is_new and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
