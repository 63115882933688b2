"""The git repository a workspace is: where it is, what it is set to, where its branch and its remote stand."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from leaptui.language import N_, _
from leaptui.sync.address import Address, read_address, redact
from leaptui.sync.diagnosis import local_trouble, safe
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.objects import Objects
from leaptui.sync.outcome import Stopped, SyncKind

_ORIGIN = "origin"
"""git's name for the remote that is set here."""
_ORIGINS = (f"remote.{_ORIGIN}.url", f"remote.{_ORIGIN}.pushurl")
_HEX = frozenset("0123456789abcdef")
OWN_REFS = "refs/leaptui"
BEFORE = f"{OWN_REFS}/before"
INDEXED = f"{OWN_REFS}/indexed"
KEEP_BEFORE = 200
"""How many states from before a merge stay reachable."""

_UNFINISHED = {
    "rebase-merge": N_("a rebase by hand is not finished here: finish it or stop it, then sync"),
    "rebase-apply": N_("a rebase by hand is not finished here: finish it or stop it, then sync"),
    "MERGE_HEAD": N_(
        "a merge by hand is not finished here: “leaptui check --repair” puts both sides of a portfolio together and “git commit” "
        "finishes it; then sync"
    ),
    "CHERRY_PICK_HEAD": N_("a cherry-pick by hand is not finished here: finish it or stop it, then sync"),
    "REVERT_HEAD": N_("a revert by hand is not finished here: finish it or stop it, then sync"),
    "BISECT_LOG": N_("a bisect by hand is not finished here: finish it or stop it, then sync"),
}


@dataclass(frozen=True)
class Remote:
    """Where a workspace is synced to: git's name for it, addresses to fetch from and to push to, the branch there."""

    name: str
    fetch: Address
    push: Address
    branch: str

    @property
    def ref(self) -> str:
        """The branch's full name on the remote."""
        return f"refs/heads/{self.branch}"

    @property
    def memory(self) -> str:
        """Our own note of where the remote's branch stood when it was last merged; another address, another note."""
        key = hashlib.sha256(redact(self.fetch.text).encode()).hexdigest()[:16]
        return f"{self.memories}{key}/{self.branch.replace('/', '%2F')}"

    @property
    def memories(self) -> str:
        """What all such notes begin with."""
        return f"{OWN_REFS}/remote/"

    @property
    def tracking(self) -> str:
        """git's own note of it, which `git status` shows."""
        return f"refs/remotes/{self.name}/{self.branch}"


@dataclass
class Repository:
    """An opened repository. `settings` are git's configuration, read once: the last value of a name stands."""

    git: Git
    root: Path
    git_dir: Path
    common_dir: Path
    object_format: str
    branch: str | None
    scratch: Path
    settings: Mapping[str, list[str]] = field(repr=False)

    @classmethod
    def open(cls, git: Git, scratch: Path) -> Repository:
        """Find the repository with the workspace as its top folder. `scratch` is for temporary files.

        Raises Stopped where there is none, where the workspace only lies inside another one, or where git refuses it.
        """
        asked = (
            "--is-bare-repository",
            "--absolute-git-dir",
            "--git-common-dir",
            "--show-object-format",
            "--show-toplevel",
        )
        try:
            found = git.run("rev-parse", *asked)
        except GitFailed as error:
            if "not a git repository" in error.raw:
                raise Stopped(
                    SyncKind.NO_REPOSITORY,
                    _("this workspace is on this machine only: “leaptui init .” makes it ready for syncing"),
                ) from error
            if "must be run in a work tree" in error.raw:
                raise Stopped(
                    SyncKind.NO_REPOSITORY, _("this is a bare git repository, and no workspace to work in")
                ) from error
            raise local_trouble(error) from error
        said = found.text.split("\n", 4)
        if len(said) != len(asked):
            raise local_trouble(GitFailed("rev-parse", found.code, found.messages))
        _found, git_dir, common, object_format, top = said
        if Path(top).resolve() != git.root.resolve():
            raise Stopped(
                SyncKind.NO_REPOSITORY,
                _(
                    "this workspace lies inside another git repository ({folder}), which leaptui leaves alone: "
                    "“leaptui init .” makes it one of its own"
                ).format(folder=top),
            )
        head = git.run("symbolic-ref", "-q", "HEAD", allowed=(0, 1)).text
        branch = head.removeprefix("refs/heads/") if head.startswith("refs/heads/") else None
        folder = Path(git_dir)
        return cls(
            git, git.root, folder, (git.root / common).resolve(), object_format, branch, scratch, read_settings(git)
        )

    @cached_property
    def objects(self) -> Objects:
        """The object store."""
        return Objects(self.git, self.object_format, self.scratch)

    def setting(self, name: str) -> str | None:
        """The value of a setting; None where it is not set."""
        values = self.settings.get(name)
        return values[-1] if values else None

    @property
    def branch_ref(self) -> str:
        """The branch that is checked out, in full. Raises Stopped where none is."""
        if self.branch is None:
            raise no_branch()
        return f"refs/heads/{self.branch}"

    def head(self) -> str | None:
        """The commit the branch stands at; None where it has none yet."""
        return self.commit_at(self.branch_ref)

    def commit_at(self, ref: str) -> str | None:
        """The commit a ref stands at; None where there is no such ref."""
        return self._loose(ref) or (
            self.git.run("rev-parse", "--verify", "-q", f"{ref}^{{commit}}", allowed=(0, 1)).text or None
        )

    def _loose(self, ref: str) -> str | None:
        """What a ref's own file says, as nearly every one asked for has: it spares a process. None where git is to say it."""
        if not ref.startswith("refs/"):
            return None
        try:
            text = (self.common_dir / ref).read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        size = hashlib.new(self.object_format, usedforsecurity=False).digest_size * 2
        return text if len(text) == size and set(text) <= _HEX else None

    def check_ready(self) -> None:
        """Raise Stopped, with a sentence, where somebody's git work is unfinished."""
        _branch = self.branch_ref  # raises where none is checked out
        if unfinished := unfinished_in(self.git_dir):
            raise Stopped(SyncKind.REFUSED, safe(_(_UNFINISHED[unfinished[0]])))
        if self.setting("core.sparsecheckout") in {"true", "yes", "on", "1"}:
            raise Stopped(
                SyncKind.REFUSED, safe(_("only a part of this repository is checked out here, so it is not synced"))
            )
        if self.git.run("ls-files", "-u", "-z").output:
            raise Stopped(
                SyncKind.REFUSED,
                safe(
                    _(
                        "a merge by hand left conflicts here: “leaptui check --repair” puts both sides of a portfolio together, "
                        "and git settles those of other files; then sync"
                    )
                ),
            )

    def remote(self) -> Remote | None:
        """The remote of the branch, or `origin`, or the only one there is; None where there is none.

        A bundle is none, such as the one that a portfolio was taken home in and cloned from: nothing can be sent there.
        Raises Stopped where its address is not allowed.
        """
        names = sorted(key.split(".", 1)[1].removesuffix(".url") for key in self.settings if _is_url(key))
        wanted = self.setting(f"branch.{self.branch}.remote")
        name = wanted if wanted in names else "origin" if "origin" in names else names[0] if len(names) == 1 else None
        if name is None:
            return None
        fetch = read_address(self.settings[f"remote.{name}.url"][0], beside=self.root)
        if fetch.is_bundle:
            return None
        push_text = self.settings.get(f"remote.{name}.pushurl", [fetch.text])[0]
        merge = self.setting(f"branch.{self.branch}.merge") if wanted == name else None
        branch = (merge or self.branch_ref).removeprefix("refs/heads/")
        return Remote(name, fetch, read_address(push_text, beside=self.root), branch)

    def set_remote(self, text: str, *, beside: Path, branch: str | None = None) -> None:
        """Add the remote `origin`, or point it to another address; `branch` is the one there that ours goes with, if told.

        Raises Stopped for an address that is not allowed.
        """
        address = read_address(text, beside=beside)
        if address.is_local and not address.text.startswith("file:") and not Path(address.text).is_dir():
            raise Stopped(
                SyncKind.REFUSED,
                _("there is no folder {folder}, so the remote was not set; nothing was changed").format(
                    folder=address.text
                ),
            )
        name = _ORIGIN
        if self.settings.get(f"remote.{name}.url") == [address.text]:
            pass
        elif f"remote.{name}.url" in self.settings:
            self.git.run("config", "--replace-all", f"remote.{name}.url", address.text)
            self.git.run("config", "--unset-all", f"remote.{name}.pushurl", allowed=(0, 5))
            self._forget_tracking()
        else:
            self.git.run("remote", "add", "--", name, address.text)
        if self.branch and (branch or self.setting(f"branch.{self.branch}.remote") is None):
            self.follow(name, branch or self.branch)
        self.settings = read_settings(self.git)

    def _forget_tracking(self) -> None:
        """Forget what git noted of the old address: it says nothing about the new one."""
        stale = self.refs(f"refs/remotes/{_ORIGIN}")
        self.move_refs([f"option no-deref\ndelete {ref}" for ref in stale], "leaptui: another remote")

    def follow(self, name: str, branch: str) -> None:
        """Let our branch go with a branch of a remote."""
        self.git.run("config", f"branch.{self.branch}.remote", name)
        self.git.run("config", f"branch.{self.branch}.merge", f"refs/heads/{branch}")
        self.settings = read_settings(self.git)

    def remote_settings(self) -> dict[str, list[str]]:
        """What `set_remote` may change, as the repository's own file has it: each name with its values."""
        names = (*_ORIGINS, f"branch.{self.branch}.remote", f"branch.{self.branch}.merge")
        return {
            name: self.git.run("config", "--local", "--get-all", name, allowed=(0, 1)).text.splitlines()
            for name in names
        }

    def set_back(self, settings: Mapping[str, list[str]]) -> None:
        """Set what `set_remote` changed to what it was; with no settings at all to no remote."""
        if settings.get(_ORIGINS[0]) != self.settings.get(_ORIGINS[0]):
            self._forget_tracking()
        if not settings.get(_ORIGINS[0]):
            self.git.run("remote", "remove", _ORIGIN, allowed=(0, 2, 128))
        for name, values in settings.items():
            if not values:
                self.git.run("config", "--local", "--unset-all", name, allowed=(0, 5))
            for how, value in zip(("--replace-all", *["--add"] * len(values)), values, strict=False):
                self.git.run("config", "--local", how, name, value)
        self.settings = read_settings(self.git)

    def refs(self, prefix: str) -> dict[str, str]:
        """The refs under a prefix and what each stands at."""
        lines = self.git.run("for-each-ref", "--format=%(refname) %(objectname)", prefix).text.splitlines()
        return dict(line.split(" ", 1) for line in lines)

    def move_refs(self, commands: Iterable[str], reason: str) -> None:
        """Move refs, all or none, as `git update-ref --stdin` reads it. Raises GitFailed where one was moved."""
        lines = "".join(f"{command}\n" for command in commands)
        if lines:
            self.git.run("update-ref", "-m", reason, "--stdin", data=lines.encode())

    def note_tracking(self, remote: Remote, commit: str) -> None:
        """Bring git's own note of where the remote stands up to date, for `git status`; it does not matter if it fails."""
        with suppress(GitFailed):
            self.move_refs([f"update {remote.tracking} {commit}"], "leaptui sync")

    def before_commands(self, commit: str) -> list[str]:
        """The ref commands that keep a commit reachable under `refs/leaptui/before/` and let go of the oldest."""
        kept = sorted(ref for ref in self.refs(BEFORE) if ref.rsplit("/", 1)[1].isdigit())
        number = int(kept[-1].rsplit("/", 1)[1]) + 1 if kept else 1
        return [f"create {BEFORE}/{number:08d} {commit}"] + [f"delete {ref}" for ref in kept[: -KEEP_BEFORE + 1]]

    def identity(self) -> dict[str, str]:
        """What a commit call needs where the user told git no name or no address; no setting is written."""
        added: dict[str, str] = {}
        for role in ("author", "committer"):
            for part, fallback in (("name", "leaptui"), ("email", "leaptui@localhost")):
                variable = f"GIT_{role}_{part}".upper()
                known = [self.setting(f"{role}.{part}"), self.setting(f"user.{part}"), os.environ.get(variable)]
                known += [os.environ.get("EMAIL")] if part == "email" else []
                if not any(value and value.strip() for value in known):
                    added[variable] = fallback
        return added


def no_branch() -> Stopped:
    """What stops a sync where no branch is checked out."""
    return Stopped(SyncKind.REFUSED, safe(_("no branch is checked out (“detached HEAD”): switch to one, then sync")))


def unfinished_in(git_dir: Path) -> list[str]:
    """The work by hand that is under way in a repository, by the names git has for it."""
    return [name for name in _UNFINISHED if (git_dir / name).exists()]


def read_settings(git: Git) -> dict[str, list[str]]:
    """git's settings as they hold in a folder: each name with its values, the last of which stands.

    What the repository's own file says to run is not among them.
    """
    return git.settings().values


def _is_url(key: str) -> bool:
    return key.startswith("remote.") and key.endswith(".url") and len(key) > len("remote..url")
