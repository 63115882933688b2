"""A real server on this machine for a remote: an sshd of the test's own.

`ssh_remote(folder, home)` serves the bare repositories in a folder, to read and to write.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pytest

LOOPBACK = "127.0.0.1"
_START_SECONDS = 20.0


@dataclass
class SshRemote:
    """A server of repositories over ssh.

    `command` is what `GIT_SSH_COMMAND` has to be for the learner's own settings of ssh to be those of the test: a key in `key`,
    the hosts that are known in `known_hosts`, and no agent.
    """

    folder: Path
    home: Path
    port: int
    user: str

    @property
    def command(self) -> str:
        return f"ssh -F {self.home / 'ssh_config'}"

    @property
    def key(self) -> Path:
        return self.home / "id_ed25519"

    @property
    def known_hosts(self) -> Path:
        return self.home / "known_hosts"

    def url(self, name: str = "remote.git") -> str:
        """The address of a repository."""
        return f"ssh://{self.user}@{LOOPBACK}:{self.port}{self.folder / name}"

    def know_host(self, key: Path | None = None) -> None:
        """Let the learner's machine know the server, by its key or by another one; by none with an empty file."""
        kind, text, *_comment = (key or self.home / "host_key").with_suffix(".pub").read_text().split()
        self.known_hosts.write_text(f"[{LOOPBACK}]:{self.port} {kind} {text}\n")

    def new_key(self, name: str, passphrase: str = "") -> Path:
        """Make a key pair in the test's folder; gives the private key's file."""
        return _new_key(self.home / name, passphrase)

    def lock_key(self, passphrase: str) -> None:
        """Put a passphrase on the learner's key."""
        run = ["ssh-keygen", "-q", "-p", "-P", "", "-N", passphrase, "-f", str(self.key)]
        subprocess.run(run, check=True, capture_output=True)


@contextmanager
def ssh_remote(folder: Path, home: Path) -> Iterator[SshRemote]:
    """Serve the bare repositories in a folder over ssh, with keys and settings in `home`; both sides know one another.

    The test is skipped where there is no sshd. Whoever uses it sets `GIT_SSH_COMMAND` to the remote's `command`.
    """
    program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    if program is None or shutil.which("ssh") is None:
        pytest.skip("openssh-server is not installed")
    home.mkdir(parents=True, exist_ok=True)
    with socket.create_server((LOOPBACK, 0)) as free:
        port = free.getsockname()[1]
    remote = SshRemote(folder, home, port, _user())
    _new_key(home / "host_key")
    shutil.copy(_new_key(remote.key).with_suffix(".pub"), home / "authorized_keys")
    remote.know_host()
    _write_settings(remote, program)
    log = (home / "sshd.log").open("wb")
    process = subprocess.Popen(
        [program, "-D", "-e", "-f", str(home / "sshd_config")], stdin=subprocess.DEVNULL, stdout=log, stderr=log
    )
    try:
        _wait_for(port, process, home / "sshd.log")
        yield remote
    finally:
        process.terminate()
        process.wait(_START_SECONDS)
        log.close()


def _user() -> str:
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name


def _new_key(path: Path, passphrase: str = "") -> Path:
    run = ["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", str(path)]
    subprocess.run(run, check=True, capture_output=True)
    return path


def _write_settings(remote: SshRemote, program: str) -> None:
    home = remote.home
    server = {
        "ListenAddress": f"{LOOPBACK}:{remote.port}",
        "HostKey": home / "host_key",
        "AuthorizedKeysFile": home / "authorized_keys",
        "PidFile": "none",
        "StrictModes": "no",
        "UsePAM": "no",
        "UseDNS": "no",
        "PasswordAuthentication": "no",
        "KbdInteractiveAuthentication": "no",
        "PermitRootLogin": "yes",
        "MaxStartups": "200",
        "LogLevel": "ERROR",
        "SetEnv": "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1",
    }
    text = "".join(f"{name} {value}\n" for name, value in server.items())
    settings = home / "sshd_config"
    # Newer servers keep away who failed a few times; ones that do not know the word refuse it.
    settings.write_text(f"{text}PerSourcePenalties no\n")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where a server that root starts locks its helpers in
    if subprocess.run([program, "-t", "-f", str(settings)], capture_output=True, check=False).returncode != 0:
        settings.write_text(text)
    client = {
        "UserKnownHostsFile": remote.known_hosts,
        "GlobalKnownHostsFile": "/dev/null",
        "IdentityFile": remote.key,
        "IdentitiesOnly": "yes",
        "IdentityAgent": "none",
    }
    (home / "ssh_config").write_text("".join(f"{name} {value}\n" for name, value in client.items()))


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, f"sshd did not start: {log.read_text()}"
        try:
            line: BinaryIO
            with socket.create_connection((LOOPBACK, port), timeout=1.0) as there, there.makefile("rb") as line:
                if line.readline().startswith(b"SSH-"):
                    return
        except OSError:
            time.sleep(0.02)
    raise AssertionError("sshd does not answer")
