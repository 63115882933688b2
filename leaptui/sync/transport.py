"""Talking to the remote: fetching its branch, and sending ours without ever forcing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from leaptui.language import _
from leaptui.sync.address import Address
from leaptui.sync.diagnosis import remote_trouble
from leaptui.sync.git import QUIET_SECONDS, Git, GitFailed, Result
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.repository import OWN_REFS, Remote, Repository
from leaptui.sync.ssh import ssh_account, ssh_command

INCOMING = f"{OWN_REFS}/incoming"
_PERCENT = re.compile(r"(Receiving|Writing) objects:\s+(\d+)%(?: \(\d+/\d+\), (\d+)[.\d]* (MiB|GiB))?")
_RACE = re.compile(
    r"fetch first|non-fast-forward|failed to update ref|cannot lock ref|incorrect old value|reference already exists"
    r"|remote ref updated since|stale info|failed to report status|failed to lock|unable to update local ref",
    re.IGNORECASE,
)


class Answer(Enum):
    """What the remote said to a push."""

    TAKEN = auto()
    RACED = auto()
    DECLINED = auto()


def talking_environment(settings: Mapping[str, Sequence[str]], address: Address) -> dict[str, str]:
    """What a call that goes to an address needs in its environment. `settings` are git's."""
    return {"GIT_SSH_COMMAND": ssh_command(settings)} if address.protocol == "ssh" else {}


def trouble_at(
    git: Git, settings: Mapping[str, Sequence[str]], error: GitFailed, address: Address, *, syncing: bool = True
) -> Stopped:
    """Say why a call to an address failed; where a key was refused, whether it is locked is looked at, too.

    `syncing`: it was for a sync, so what it means for the learner's work is said as well.
    """
    locked = ""
    if address.protocol == "ssh" and not error.timed_out and "ermission denied (" in error.raw:
        account = ssh_account(git, settings, address)
        locked = str(account.locked[0]) if account.locked and len(account.locked) == len(account.keys) else ""
    return remote_trouble(error, address.shown, locked, syncing=syncing)


@dataclass(frozen=True)
class Connection:
    """A repository and its remote. `progress` is given short sentences about how far it is.

    A remote that says nothing for `quiet_seconds` is given up.
    """

    repository: Repository
    remote: Remote
    progress: Callable[[str], None]
    quiet_seconds: float = QUIET_SECONDS

    def fetch(self) -> str | None:
        """Fetch the remote's branch; gives the commit it stands at, None where the remote has no such branch.

        Raises Stopped where it cannot be reached, or does not let us in.
        """
        git, remote = self.repository.git, self.remote
        newer = ["--no-write-fetch-head"] if git.version >= (2, 29) else []
        options = [
            "--progress",
            "--no-tags",
            "--no-recurse-submodules",
            "--refmap=",
            "--no-show-forced-updates",
            *newer,
        ]
        try:
            self._talk("fetch", *options, "--", remote.fetch.text, f"+{remote.ref}:{INCOMING}", address=remote.fetch)
        except GitFailed as error:
            if "couldn't find remote ref" in error.raw.lower():
                return None
            raise self._trouble(error, remote.fetch) from error
        return self.repository.commit_at(INCOMING)

    def other_branches(self) -> dict[str, str]:
        """The branches the remote has and the commits they stand at."""
        try:
            output = _text(self._talk("ls-remote", "--heads", "--", self.remote.fetch.text, address=self.remote.fetch))
        except GitFailed as error:
            raise self._trouble(error, self.remote.fetch) from error
        pairs = (line.split("\t", 1) for line in output.splitlines() if "\t" in line)
        return {name.removeprefix("refs/heads/"): commit for commit, name in pairs}

    def push(self, commit: str) -> Answer:
        """Send a commit to the remote's branch, not forced. Raises Stopped where the remote cannot be used."""
        remote = self.remote
        options = ["--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"]
        try:
            result = self._talk(
                "push", *options, "--", remote.push.text, f"{commit}:{remote.ref}", address=remote.push, allowed=(0, 1)
            )
        except GitFailed as error:
            raise self._trouble(error, remote.push) from error
        output = _text(result)
        rejected = next((line for line in output.splitlines() if line.startswith("!")), None)
        if rejected is not None:
            self.repository.git.said.append(rejected)
            return Answer.RACED if _RACE.search(rejected) else Answer.DECLINED
        if re.search(r"^[ *=+]\t", output, re.MULTILINE):
            return Answer.TAKEN
        broken = self._trouble(GitFailed("push", result.code, result.messages), remote.push)
        if broken.kind is not SyncKind.FAILED:
            raise broken
        # A remote that is no folder of this machine may have been cut off just before it said what came of it.
        raise Stopped(
            SyncKind.FAILED if remote.push.is_local else SyncKind.OFFLINE,
            _("the remote gave no clear answer; your work is safe on this machine and goes out with the next sync"),
        )

    def _talk(self, *arguments: str, address: Address, allowed: tuple[int, ...] = (0,)) -> Result:
        repository = self.repository
        environment = talking_environment(repository.settings, address)
        return repository.git.talk(
            *arguments,
            protocol=address.protocol,
            environment=environment,
            allowed=allowed,
            heard=_teller(self.progress),
            quiet_seconds=self.quiet_seconds,
        )

    def _trouble(self, error: GitFailed, address: Address) -> Stopped:
        return trouble_at(self.repository.git, self.repository.settings, error, address)


def _teller(progress: Callable[[str], None]) -> Callable[[str], None]:
    """What hears git's lines, and tells how far it is; git writes its last line twice, which is told once."""
    last = ""

    def hear(line: str) -> None:
        nonlocal last
        found = _PERCENT.search(line)
        if not found:
            return
        megabytes = int(found[3] or 0) * (1024 if found[4] == "GiB" else 1)
        if found[1] == "Receiving":
            doing = _("Receiving {n} %, {megabytes} MB") if megabytes else _("Receiving {n} %")
        else:
            doing = _("Sending {n} %, {megabytes} MB") if megabytes else _("Sending {n} %")
        told, last = last, doing.format(n=found[2], megabytes=megabytes)
        if last != told:
            progress(last)

    return hear


def _text(result: Result) -> str:
    return result.output.decode("utf-8", "replace")
