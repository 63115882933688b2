"""The one way this program runs ssh-keygen: nobody is asked anything, and every call comes back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from leaptui.language import _
from leaptui.store.errors import StoreError

SECONDS = 20.0
"""How long a call may take: a key in a token waits for a touch."""
_FORBIDDEN = {"SSH_ASKPASS", "DISPLAY", "WAYLAND_DISPLAY"}
_TOO_OLD = (
    "unknown option -- Y",
    "illegal option -- Y",
    "Unsupported operation for -Y",
    "unsupported signature operation",
)


class CannotSign(StoreError):
    """Something cannot be signed, or a signature cannot be checked here; the message is one plain sentence."""


@dataclass(frozen=True)
class Ran:
    """What a call gave: its exit code, its output, and its messages as lines of text."""

    code: int
    output: bytes
    messages: str

    @property
    def is_good(self) -> bool:
        """Whether it said yes."""
        return self.code == 0

    @property
    def is_too_old(self) -> bool:
        """Whether this ssh-keygen does not know what it was asked for."""
        return not self.is_good and any(words in self.messages for words in _TOO_OLD)

    @property
    def reason(self) -> str:
        """The last thing it said, as one line."""
        lines = [line.strip() for line in self.messages.splitlines() if line.strip()]
        return "".join(char for char in lines[-1] if char.isprintable()) if lines else f"{self.code}"


def has_ssh_keygen() -> bool:
    """Whether there is an ssh-keygen on the PATH."""
    return shutil.which("ssh-keygen") is not None


def missing() -> str:
    """The sentence for a machine without ssh-keygen."""
    return _("there is no ssh-keygen on this machine: everything works without it but signing and checking signatures")


def too_old() -> str:
    """The sentence for an ssh-keygen that cannot do it."""
    return _("the ssh-keygen on this machine is too old for signatures: they need OpenSSH 8.2 or newer")


def ssh_keygen(arguments: Sequence[str], data: bytes = b"", seconds: float = SECONDS) -> Ran:
    """Run ssh-keygen with something on its stdin. Raises CannotSign where there is none, or it does not end in time."""
    program = shutil.which("ssh-keygen")
    if program is None:
        raise CannotSign(missing())
    try:
        process = subprocess.Popen(
            [program, *arguments],
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # without a terminal of its own it has nobody to ask
        )
    except OSError as error:
        raise CannotSign(missing()) from error
    try:
        output, messages = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired:
        raise CannotSign(
            _("ssh-keygen did not answer in {n} seconds, so nothing was signed").format(n=f"{seconds:.0f}")
        ) from None
    finally:
        _end(process)
    return Ran(process.returncode, output, messages.decode("utf-8", "replace"))


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _FORBIDDEN}
    return {**kept, "LC_ALL": "C", "LANGUAGE": "C", "SSH_ASKPASS_REQUIRE": "never"}


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
