"""Key files: which one a person signs with on this machine, and whether it is locked."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

_MAGIC = b"openssh-key-v1\0"
_LOCKED = (b"ENCRYPTED", b"Proc-Type: 4")
_USUAL = ("id_ed25519", "id_ecdsa", "id_rsa")


def usual_key() -> Path | None:
    """The first of the keys that ssh itself looks for; None where there is none."""
    folder = Path.home() / ".ssh"
    return next((folder / name for name in _USUAL if (folder / name).is_file()), None)


def is_locked(key: Path) -> bool:
    """Whether a private key needs a passphrase. Only its beginning is looked at, which says so."""
    try:
        with key.open("rb") as file:
            first, second = file.readline(200), file.readline(200)
    except OSError:
        return False
    if any(word in first + second for word in _LOCKED):
        return True
    try:
        inside = base64.b64decode(second.strip()[: len(second.strip()) // 4 * 4])
    except binascii.Error:
        return False
    cipher = inside.removeprefix(_MAGIC)[4:]
    return inside.startswith(_MAGIC) and not cipher.startswith(b"none")
