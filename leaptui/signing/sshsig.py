"""The form of an SSH signature (PROTOCOL.sshsig of OpenSSH): read strictly, so that one signature has one way to be written."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

_MAGIC = b"SSHSIG"
_VERSION = 1
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_WIDTH = 70
_MOST_LETTERS = 20_000


class NoSignature(ValueError):
    """What stands as a signature is none."""


@dataclass(frozen=True)
class SshSignature:
    """A signature as its bytes: the public key that made it, and what it was made for."""

    data: bytes
    key: bytes
    namespace: str

    @property
    def line(self) -> str:
        """It as a record holds it: base64 on one line."""
        return base64.b64encode(self.data).decode("ascii")

    @property
    def armoured(self) -> bytes:
        """It as ssh-keygen reads it."""
        text = self.line
        lines = [text[at : at + _WIDTH] for at in range(0, len(text), _WIDTH)]
        return "\n".join([_BEGIN, *lines, _END, ""]).encode("ascii")


def from_line(line: str) -> SshSignature:
    """Read a signature as a record holds it. Raises NoSignature for anything but the one way it is written."""
    if len(line) > _MOST_LETTERS:
        raise NoSignature("too long")
    try:
        data = base64.b64decode(line.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise NoSignature("no base64") from error
    if base64.b64encode(data).decode("ascii") != line:
        raise NoSignature("written in another way")
    return _read(data)


def from_armour(armour: bytes) -> SshSignature:
    """Read what ssh-keygen wrote. Raises NoSignature."""
    lines = armour.decode("ascii", "replace").split()
    text = " ".join(lines)
    if not text.startswith(_BEGIN) or not text.endswith(_END):
        raise NoSignature("no signature")
    return from_line(text.removeprefix(_BEGIN).removesuffix(_END).replace(" ", ""))


def fingerprint(key: bytes) -> str:
    """The fingerprint of a public key, as `ssh-keygen -l` writes it."""
    digest = base64.b64encode(hashlib.sha256(key).digest()).decode("ascii").rstrip("=")
    return f"SHA256:{digest}"


def key_type(key: bytes) -> str:
    """The type a public key's own bytes say: `ssh-ed25519`. Raises NoSignature where they are no key."""
    name, _rest = _string(key)
    return name.decode("ascii", "replace")


def _read(data: bytes) -> SshSignature:
    if not data.startswith(_MAGIC):
        raise NoSignature("no SSHSIG")
    rest = data[len(_MAGIC) :]
    if int.from_bytes(rest[:4], "big") != _VERSION:
        raise NoSignature("another version")
    rest = rest[4:]
    parts = []
    for _part in ("public key", "namespace", "reserved", "hash", "signature"):
        part, rest = _string(rest)
        parts.append(part)
    key, namespace, reserved, _hash, _signature = parts
    if reserved or rest:
        # Neither is part of what is signed: a byte in them would go unnoticed.
        raise NoSignature("more than a signature")
    return SshSignature(data, key, namespace.decode("utf-8", "replace"))


def _string(data: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(data[:4], "big")
    if len(data) < 4 + length or len(data) < 4:
        raise NoSignature("cut short")
    return data[4 : 4 + length], data[4 + length :]
