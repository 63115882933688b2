"""How git gets to a remote over ssh: with which command, as whom, and with which keys."""

from __future__ import annotations

import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from leaptui.signing.keys import is_locked
from leaptui.sync.address import Address
from leaptui.sync.git import Git

_OPTIONS = "-o BatchMode=yes -o ConnectTimeout=8 -o ServerAliveInterval=10 -o ServerAliveCountMax=2"
"""Nobody is asked anything, and a machine that does not answer is given up."""


def ssh_command(settings: Mapping[str, Sequence[str]]) -> str:
    """The command git is to use for ssh: the user's own where there is one, told to ask nothing and not to wait for ever.

    `settings` are git's. A program of the user's that is not OpenSSH's is left as it is.
    """
    chosen = os.environ.get("GIT_SSH_COMMAND") or "".join(settings.get("core.sshcommand", [""])[-1:])
    if not chosen:
        program = os.environ.get("GIT_SSH")
        chosen = shlex.quote(program) if program else "ssh"
    variant = os.environ.get("GIT_SSH_VARIANT") or "".join(settings.get("ssh.variant", [""])[-1:])
    words = _words(chosen)
    is_openssh = variant == "ssh" or (not variant and bool(words) and Path(words[0]).name.removesuffix(".exe") == "ssh")
    return f"{chosen} {_OPTIONS}" if is_openssh else chosen


@dataclass(frozen=True)
class SshAccount:
    """Who comes to a remote over ssh: the user's name there, the machine, and the keys, in the order they are tried.

    `locked` are those of the keys that need a passphrase and that no agent holds open.
    """

    user: str
    host: str
    keys: tuple[Path, ...]
    locked: tuple[Path, ...]
    agent_keys: int


def ssh_account(git: Git, settings: Mapping[str, Sequence[str]], address: Address) -> SshAccount:
    """Find out from ssh's own settings who would come to an address. Nothing goes over the network."""
    user, host, port = _target(address.text)
    words = [*_words(ssh_command(settings)), "-G"]
    words += ["-p", port] if port else []
    words += ["-l", user] if user else []
    said: dict[str, list[str]] = {}
    for line in git.ask(*words, host).splitlines():
        name, _blank, value = line.partition(" ")
        said.setdefault(name.lower(), []).append(value)
    files = [Path(name).expanduser() for name in said.get("identityfile", [])]
    keys = tuple(path for path in files if path.is_file())
    held = "" if said.get("identityagent") == ["none"] else git.ask("ssh-add", "-L")
    locked = tuple(path for path in keys if is_locked(path) and not _is_held(path, held))
    return SshAccount(
        user or "".join(said.get("user", [])), "".join(said.get("hostname", [host])), keys, locked, _count(held)
    )


def _is_held(key: Path, held: str) -> bool:
    """Whether an agent holds a key: told by its public half."""
    try:
        words = Path(f"{key}.pub").read_text(errors="replace").split()
    except OSError:
        return False
    return len(words) > 1 and words[1] in held


def _count(held: str) -> int:
    return sum(1 for line in held.splitlines() if len(line.split()) > 1)


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        return []


def _target(text: str) -> tuple[str, str, str]:
    """User, machine and port of an ssh address, each empty where it is not said."""
    if "://" in text:
        parts = urlsplit(text)
        return parts.username or "", parts.hostname or "", str(parts.port or "")
    before, _colon, _path = text.partition(":")
    user, at, host = before.rpartition("@")
    return (user if at else ""), host.strip("[]"), ""
