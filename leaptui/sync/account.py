"""Which account git would use for an address, found without the network and without showing a secret."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote, urlsplit

from leaptui.language import _
from leaptui.sync.address import Address
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.ssh import ssh_account


class Way(StrEnum):
    """How a remote learns who comes."""

    FOLDER = "folder"
    """It is a folder of this machine: whoever may write there may send."""
    ADDRESS = "address"
    """Name and password stand in the address."""
    HELPER = "helper"
    """A credential helper of git's keeps the password."""
    KEY = "key"
    """A key of ssh's."""
    UNKNOWN = "unknown"
    """git knows no account for it."""
    OPEN = "open"
    """Nobody is asked: the git protocol."""


@dataclass(frozen=True)
class Account:
    """Whom a remote would see: by which way, as which user, at which machine, with which keys.

    `keys` are files that are there, in the order they are tried; `locked` those of them that wait for a passphrase.
    """

    way: Way
    host: str = ""
    user: str = ""
    keys: tuple[Path, ...] = ()
    locked: tuple[Path, ...] = ()
    agent_keys: int = 0

    @property
    def words(self) -> str:
        """Who that is, in one clause."""
        match self.way:
            case Way.FOLDER:
                return _("a folder of this machine: no account is needed")
            case Way.OPEN:
                return _("{host} asks nobody for an account").format(host=self.host)
            case Way.ADDRESS:
                said = _("{user} at {host}, with the password that stands in the address")
            case Way.HELPER:
                said = _("{user} at {host}, with the password that git's credential helper keeps")
            case Way.KEY:
                return self._key_words()
            case Way.UNKNOWN:
                said = (
                    _("git knows no password for {user} at {host}")
                    if self.user
                    else _("git knows no account at {host}")
                )
        return said.format(user=self.user, host=self.host)

    def _key_words(self) -> str:
        if self.locked and not self.agent_keys and len(self.locked) == len(self.keys):
            said = _("{user} at {host}, with the ssh key {key}, which is locked by a passphrase")
        elif self.keys and self.agent_keys:
            said = _("{user} at {host}, with the keys of the ssh agent or the key {key}")
        elif self.keys:
            said = _("{user} at {host}, with the ssh key {key}")
        elif self.agent_keys:
            said = _("{user} at {host}, with the keys of the ssh agent")
        else:
            said = _("{user} at {host}, but there is no ssh key on this machine")
        return said.format(user=self.user, host=self.host, key=_short(self.keys[0]) if self.keys else "")


def account_for(git: Git, settings: Mapping[str, Sequence[str]], address: Address) -> Account:
    """Find out which account git would use. `settings` are git's. A password that comes up on the way is let go at once."""
    if address.is_local:
        return Account(Way.FOLDER)
    if address.protocol == "ssh":
        found = ssh_account(git, settings, address)
        return Account(Way.KEY, found.host, found.user, found.keys, found.locked, found.agent_keys)
    parts = urlsplit(address.text)
    host = parts.hostname or ""
    if address.protocol == "git":
        return Account(Way.OPEN, host)
    user = unquote(parts.username or "")
    if parts.password:
        return Account(Way.ADDRESS, host, user)
    kept = _kept_user(git, address.protocol, parts.netloc.rpartition("@")[2], user)
    return Account(Way.UNKNOWN, host, user) if kept is None else Account(Way.HELPER, host, kept)


def _kept_user(git: Git, protocol: str, host: str, user: str) -> str | None:
    """The user whose password a credential helper keeps for a machine; None where none does."""
    asked = {"protocol": protocol, "host": host, "username": user}
    data = "".join(f"{name}={value}\n" for name, value in asked.items() if value and "\n" not in value)
    try:
        said = Git(git.root).run("credential", "fill", data=f"{data}\n".encode(), seconds=4.0).text
    except GitFailed:
        return None  # it would have asked, which it must not
    found = dict(line.split("=", 1) for line in said.splitlines() if "=" in line)
    return found.get("username", "") if found.get("password") else None


def _short(path: Path) -> str:
    """A file of the user's as one writes it: `~/.ssh/id_ed25519`."""
    try:
        return f"~/{path.relative_to(Path.home())}"
    except (ValueError, RuntimeError):
        return str(path)
