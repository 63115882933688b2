"""Talking to the remote: fetching its branch, and sending ours without ever forcing it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from leaptui.language import _
from leaptui.sync.address import Address
from leaptui.sync.diagnosis import remote_trouble
from leaptui.sync.git import GitFailed
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.repository import OWN_REFS, Remote, Repository

INCOMING = f"{OWN_REFS}/incoming"
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=10 -o ServerAliveCountMax=2"
_PERCENT = re.compile(r"(Receiving|Writing) objects:\s+(\d+)%")
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


@dataclass(frozen=True)
class Connection:
    """A repository and its remote. `progress` is given short sentences about how far it is."""

    repository: Repository
    remote: Remote
    progress: Callable[[str], None]

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
            raise remote_trouble(error, remote.fetch.shown) from error
        return self.repository.commit_at(INCOMING)

    def other_branches(self) -> dict[str, str]:
        """The branches the remote has and the commits they stand at."""
        try:
            output = self._talk("ls-remote", "--heads", "--", self.remote.fetch.text, address=self.remote.fetch)
        except GitFailed as error:
            raise remote_trouble(error, self.remote.fetch.shown) from error
        pairs = (line.split("\t", 1) for line in output.splitlines() if "\t" in line)
        return {name.removeprefix("refs/heads/"): commit for commit, name in pairs}

    def push(self, commit: str) -> Answer:
        """Send a commit to the remote's branch, not forced. Raises Stopped where the remote cannot be used."""
        remote = self.remote
        options = ["--porcelain", "--progress", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"]
        try:
            output = self._talk(
                "push", *options, "--", remote.push.text, f"{commit}:{remote.ref}", address=remote.push, allowed=(0, 1)
            )
        except GitFailed as error:
            raise remote_trouble(error, remote.push.shown) from error
        rejected = next((line for line in output.splitlines() if line.startswith("!")), None)
        if rejected is not None:
            self.repository.git.said.append(rejected)
            return Answer.RACED if _RACE.search(rejected) else Answer.DECLINED
        if re.search(r"^[ *=+]\t", output, re.MULTILINE):
            return Answer.TAKEN
        raise Stopped(
            SyncKind.FAILED,
            _("the remote gave no clear answer; your work is safe on this machine and goes out with the next sync"),
        )

    def _talk(self, *arguments: str, address: Address, allowed: tuple[int, ...] = (0,)) -> str:
        repository = self.repository
        environment = {}
        known = ("GIT_SSH", "GIT_SSH_COMMAND")
        if (
            address.protocol == "ssh"
            and repository.setting("core.sshcommand") is None
            and not repository.git.has_set(*known)
        ):
            environment["GIT_SSH_COMMAND"] = _SSH
        result = repository.git.talk(
            *arguments, protocol=address.protocol, environment=environment, allowed=allowed, heard=self._heard
        )
        return result.output.decode("utf-8", "replace")

    def _heard(self, line: str) -> None:
        if found := _PERCENT.search(line):
            doing = _("Receiving {n} %") if found[1] == "Receiving" else _("Sending {n} %")
            self.progress(doing.format(n=found[2]))
