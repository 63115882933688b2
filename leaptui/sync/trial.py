"""Trying an address before anything is set: is there a repository, what is in it, who would come, and may they send."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from leaptui.language import _
from leaptui.store.workspace import Workspace
from leaptui.sync.account import Account, account_for
from leaptui.sync.address import Address, read_address
from leaptui.sync.diagnosis import is_read_only, local_trouble
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.outcome import Stopped, SyncError, SyncKind
from leaptui.sync.repository import read_settings
from leaptui.sync.transport import talking_environment, trouble_at

SECONDS = 6.0
"""How long the remote is given to list its branches; to say whether it takes one, it has what is left of `WHOLE_SECONDS`."""
WHOLE_SECONDS = 9.0
"""How long all of it may take, with finding out the account, which a helper or an agent that hangs holds up for seconds."""
_NOBODY = {f"GIT_{role}_{part}": "leaptui" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


@dataclass(frozen=True)
class Trial:
    """What trying an address came to; nothing was changed, here or there.

    `kind` is DONE where it can be used. `sentence` is for the learner, `shown` the address without a password. `branches`
    are those the remote has, `branch` the one to sync with (None where it is empty, or where that is not clear). `may_send`
    is None where it could not be found out. `can_be_made`: it is a folder of this machine in which nothing is yet, and in
    which a repository can be made. `raw` is what git itself said.
    """

    kind: SyncKind
    sentence: str
    shown: str = ""
    account: Account | None = None
    branches: tuple[str, ...] = ()
    branch: str | None = None
    may_send: bool | None = None
    can_be_made: bool = False
    raw: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether the address can be used."""
        return self.kind is SyncKind.DONE

    @property
    def promise(self) -> str:
        """What connecting to it does, as a clause; empty where it cannot be used."""
        if not self.is_fine:
            return ""
        if self.is_empty:
            return _("that puts what is here onto it")
        return _("that puts what is here and what is there together")

    @property
    def is_empty(self) -> bool:
        """Whether the remote can be used, and nothing is in it yet."""
        return self.is_fine and not self.branches


def try_address(text: str, *, beside: Path, workspace: Workspace | None = None) -> Trial:
    """Try an address: list what the remote has, and ask whether it would take a branch, without sending one.

    `beside` is the folder a relative path starts from; `workspace` the one that is to be connected, whose own git settings
    hold then. A bundle can be joined from, and no workspace be connected to it. It comes back within ten seconds, and never
    raises for what can happen to a learner.
    """
    said: list[str] = []
    trial = Trial(SyncKind.FAILED, "")
    try:
        address = read_address(text, beside=beside)
        trial = replace(trial, shown=address.shown)
        if address.is_bundle and workspace is not None:
            raise Stopped(SyncKind.REFUSED, _only_to_join(address))
        with TemporaryDirectory(prefix="leaptui-") as folder:
            git = Git(_repository_of(workspace) or Path(folder), said)
            git.require_version()
            trial = _Trying(git, read_settings(git), address, Path(folder)).run(trial)
    except Stopped as stopped:
        trial = replace(trial, kind=stopped.kind, sentence=stopped.sentence)
    except GitMissing as error:
        trial = replace(trial, kind=SyncKind.NO_GIT, sentence=str(error))
    except GitFailed as error:
        trial = replace(trial, sentence=local_trouble(error).sentence)
    except (SyncError, OSError):
        trial = replace(trial, sentence=_("the address could not be tried: there is no room for temporary files"))
    return replace(trial, raw="\n".join(said))


def _repository_of(workspace: Workspace | None) -> Path | None:
    """The folder of a workspace that is a repository of its own; its settings hold for what git does there."""
    return workspace.root if workspace is not None and (workspace.root / ".git").exists() else None


@dataclass(frozen=True)
class _Trying:
    git: Git
    settings: Mapping[str, Sequence[str]]
    address: Address
    folder: Path

    def run(self, trial: Trial) -> Trial:
        if self.address.is_bundle:
            return self._bundle(trial)
        end = time.monotonic() + WHOLE_SECONDS
        trial = replace(trial, account=account_for(self.git, self.settings, self.address))
        try:
            seconds = min(SECONDS, max(end - time.monotonic(), 1.0))
            branches, default = _listed(self._talk(self.git, seconds, "ls-remote", ("--symref",)))
        except GitFailed as error:
            if can_be_made(self.address):
                sentence = _("there is nothing at {remote} yet: a repository can be made there").format(
                    remote=trial.shown
                )
                return replace(trial, kind=SyncKind.NO_ACCESS, sentence=sentence, can_be_made=True)
            stopped = trouble_at(self.git, self.settings, error, self.address, syncing=False)
            return replace(trial, kind=stopped.kind, sentence=stopped.sentence)
        branch = default or (branches[0] if len(branches) == 1 else None)
        may_send = self._may_send(branch or "main", max(end - time.monotonic(), 1.0))
        found = replace(trial, kind=SyncKind.DONE, branches=branches, branch=branch, may_send=may_send)
        return _judged(found)

    def _bundle(self, trial: Trial) -> Trial:
        """What is in a bundle: it names no main branch, but the commit that was the newest one."""
        try:
            output = self._talk(self.git, SECONDS, "ls-remote", ())
        except GitFailed:
            words = _(
                "{bundle} is not there, or is no bundle that git can read: look where it is, or copy it once more"
            )
            return replace(trial, kind=SyncKind.FAILED, sentence=words.format(bundle=trial.shown))
        heads = {name: commit for commit, _tab, name in (line.partition("\t") for line in output.splitlines())}
        branches = _listed(output)[0]
        newest = [one for one in branches if heads[f"refs/heads/{one}"] == heads.get("HEAD")] or list(branches)
        if not newest:
            words = _("there is no branch in {bundle}, so nothing can be taken from it")
            return replace(trial, kind=SyncKind.FAILED, sentence=words.format(bundle=trial.shown))
        found = replace(trial, kind=SyncKind.DONE, branches=branches, branch=newest[0])
        return replace(found, sentence=_("{bundle} can be read").format(bundle=trial.shown))

    def _may_send(self, branch: str, seconds: float) -> bool | None:
        """Whether the remote would take a branch from this account, as far as it says before anything is sent."""
        try:
            git, commit = self._some_commit()
            self._talk(
                git, seconds, "push", ("--dry-run", "--porcelain", "--no-verify"), f"{commit}:refs/heads/{branch}"
            )
        except GitFailed as error:
            return False if is_read_only(error) else None
        return True

    def _some_commit(self) -> tuple[Git, str]:
        """A commit to ask about, and where it is: the workspace's own, or an empty one that is thrown away."""
        if self.git.root != self.folder:
            head = self.git.run("rev-parse", "--verify", "-q", "HEAD^{commit}", allowed=(0, 1, 128)).text
            if head:
                return self.git, head
        git = Git(self.folder, self.git.said)
        git.run("init", "-q", "--bare", "--template=", ".")
        tree = git.run("hash-object", "-t", "tree", "-w", "--stdin").text
        return git, git.run("commit-tree", tree, "-m", "leaptui", environment=_NOBODY).text

    def _talk(self, git: Git, seconds: float, command: str, options: Sequence[str], *refs: str) -> str:
        result = git.talk(
            command,
            *options,
            "--",
            self.address.text,
            *refs,
            protocol=self.address.protocol,
            environment=talking_environment(self.settings, self.address),
            quiet_seconds=seconds,
            seconds=seconds,
            allowed=(0, 1) if command == "push" else (0,),
        )
        return result.output.decode("utf-8", "replace")


def _only_to_join(address: Address) -> str:
    words = _(
        "{bundle} is a bundle, to which nothing can be sent: “leaptui join {bundle} DIR” makes a new folder of it"
    )
    return words.format(bundle=address.shown)


def can_be_made(address: Address) -> bool:
    """Whether an address is a folder of this machine in which nothing is yet, beside which there are others."""
    if not address.is_local or address.is_bundle or address.text.startswith("file:"):
        return False
    place = Path(address.text)
    try:
        return not any(place.iterdir())
    except FileNotFoundError:
        return place.parent.is_dir()
    except OSError:
        return False


def _judged(trial: Trial) -> Trial:
    """The trial with the sentence that says what is there, or why it cannot be used."""
    if trial.may_send is False:
        said = _(
            "the remote {remote} lets this account read and not write: ask whoever looks after it for the right to write"
        )
        return replace(trial, kind=SyncKind.NO_ACCESS, sentence=said.format(remote=trial.shown))
    if not trial.branches:
        said = _("the remote is there, and nothing is on it yet")
    elif trial.branch is None:
        names = ", ".join(trial.branches[:5])
        said = _(
            "the remote has several branches ({names}) and does not say which is the main one: ask whoever looks after it"
        )
        return replace(trial, kind=SyncKind.REFUSED, sentence=said.format(names=names))
    else:
        said = _("the remote is there, with something on it")
    return replace(trial, sentence=said)


def _listed(output: str) -> tuple[tuple[str, ...], str | None]:
    """The branches that `ls-remote --symref` lists, and the one its HEAD stands for."""
    branches: list[str] = []
    default = None
    for line in output.splitlines():
        before, _tab, name = line.partition("\t")
        if name == "HEAD" and before.startswith("ref: refs/heads/"):
            default = before.removeprefix("ref: refs/heads/")
        elif name.startswith("refs/heads/"):
            branches.append(name.removeprefix("refs/heads/"))
    return tuple(sorted(branches)), default if default in branches else None
