"""Who a workspace vouches for: its file `allowed_signers`, as ssh-keygen reads it, with one line for a name and a key.

Whoever can write the workspace can write this file, too: it says whose key is whose to those who work in the workspace together.
Lines that make no sense are left as they are, and count for nothing.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.folded import fold
from leaptui.model.signed import NAMESPACE
from leaptui.model.text import clean_line
from leaptui.signing.sshsig import NoSignature, fingerprint, key_type
from leaptui.store.errors import Missing, Refused
from leaptui.store.files import explain, read_bytes, write_atomically
from leaptui.store.workspace import Workspace

FILE = "allowed_signers"
"""The file's name, in the workspace's own folder."""
LOCK = ".signers"
"""The lock of that file; no portfolio can have this name."""
_MOST_BYTES = 1024 * 1024
_KINDS = re.compile(
    r"(ssh-(ed25519|rsa|dss)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)"
)
_OPTION = re.compile(r'(cert-authority|(namespaces|valid-after|valid-before)="[^"]*")', re.IGNORECASE)
_NAMESPACES = re.compile(r'namespaces="([^"]*)"', re.IGNORECASE)
_PATTERN = frozenset('*?!,"\\#')
"""Letters that mean something else in the file than themselves."""


@dataclass(frozen=True)
class SignerLine:
    """A line of the file: the names it vouches for, its options, and the public key."""

    names: tuple[str, ...]
    options: tuple[str, ...]
    kind: str
    key: bytes
    line: str

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint, as `ssh-keygen -l` writes it."""
        return fingerprint(self.key)

    @property
    def is_ours(self) -> bool:
        """Whether the line holds for signatures of this program, and not for others alone."""
        found = next((match[1] for option in self.options if (match := _NAMESPACES.fullmatch(option))), None)
        return found is None or NAMESPACE in found.split(",") or "*" in found

    def is_for(self, name: str) -> bool:
        """Whether it vouches for somebody of that name, however it is written in capitals and accents."""
        return fold(clean_line(name)) in {fold(clean_line(one)) for one in self.names}


@dataclass(frozen=True)
class SignersFile:
    """What the file says: the lines that make sense, and the numbers of those that do not (from 1)."""

    lines: tuple[SignerLine, ...]
    senseless: tuple[int, ...]

    @property
    def text(self) -> bytes:
        """The lines that make sense alone: one that does not would stop ssh-keygen."""
        return "".join(f"{one.line}\n" for one in self.lines).encode()


def signers_path(workspace: Workspace) -> Path:
    """Where the file is, or would be."""
    return workspace.root / FILE


def read_signers(workspace: Workspace) -> SignersFile:
    """Read the file; nobody is vouched for where there is none. Raises Refused where it cannot be read."""
    return parse_signers(_read(workspace))


def parse_signers(data: bytes) -> SignersFile:
    """Read the bytes of such a file."""
    lines: list[SignerLine] = []
    senseless: list[int] = []
    for number, raw in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        text = raw.strip()
        if not text or text.startswith("#"):
            continue
        found = _parse(text)
        if found is None:
            senseless.append(number)
        else:
            lines.append(found)
    return SignersFile(tuple(lines), tuple(senseless))


def add_signer(workspace: Workspace, name: str, key: Path) -> SignerLine:
    """Vouch for somebody's key from now on; gives the line. Raises Refused where the name or the key makes no sense."""
    said = clean_line(name)
    if not said or _PATTERN & set(said):
        raise Refused(
            _("“{name}” cannot be a signer's name: write it without any of {letters}").format(
                name=said, letters=" ".join(sorted(_PATTERN))
            )
        )
    kind, blob = _public_key(key)
    text = f'"{said}" namespaces="{NAMESPACE}" {kind} {base64.b64encode(blob).decode("ascii")}'
    made = _parse(text)
    if made is None:
        raise Refused(_("“{name}” cannot be a signer's name").format(name=said))
    with workspace.lock(LOCK):
        before = _read(workspace)
        for one in parse_signers(before).lines:
            if one.key == made.key and one.is_ours:
                whose = ", ".join(one.names)
                if one.is_for(said):
                    raise Refused(_("this key is {name}'s here already").format(name=whose))
                raise Refused(_("this key is {name}'s here: nobody else can sign with it").format(name=whose))
        _write(workspace, _ended(before) + text.encode() + b"\n")
    return made


def remove_signer(workspace: Workspace, name: str) -> list[SignerLine]:
    """Vouch for somebody no more, who is named by their name or by a key's fingerprint; gives the lines that went.

    Raises Missing where nobody is called so.
    """
    with workspace.lock(LOCK):
        before = _read(workspace)
        gone: list[SignerLine] = []
        kept: list[bytes] = []
        for raw in before.splitlines(keepends=True):
            found = _parse(raw.decode("utf-8", "replace").strip())
            if found is not None and (found.is_for(name) or found.fingerprint == name.strip()):
                gone.append(found)
            else:
                kept.append(raw)
        if not gone:
            raise Missing(
                _("nobody here is called “{name}”; “leaptui signers” lists who is vouched for").format(
                    name=clean_line(name)
                )
            )
        _write(workspace, b"".join(kept))
    return gone


def names_of_key(workspace: Workspace, key: Path) -> tuple[str, ...]:
    """As whose a workspace vouches for a key, given by its file or its public half's; nobody's where that cannot be told."""
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        _kind, blob = _public_key(public)
        found = [name for one in read_signers(workspace).lines if one.key == blob and one.is_ours for name in one.names]
    except Refused:
        return ()
    return tuple(dict.fromkeys(found))


def _read(workspace: Workspace) -> bytes:
    try:
        return read_bytes(signers_path(workspace), _MOST_BYTES)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise Refused(explain(error, _("{name} could not be read").format(name=FILE))) from error


def _write(workspace: Workspace, data: bytes) -> None:
    try:
        write_atomically(signers_path(workspace), data)
    except OSError as error:
        raise Refused(explain(error, _("{name} could not be written").format(name=FILE))) from error


def _ended(data: bytes) -> bytes:
    return data if not data or data.endswith(b"\n") else data + b"\n"


def _public_key(path: Path) -> tuple[str, bytes]:
    """The type and the bytes of a public key's file. Raises Refused with what is wrong."""
    try:
        data = path.read_bytes()[:_MOST_BYTES]
    except OSError as error:
        raise Refused(explain(error, _("the key {key} could not be read").format(key=path))) from error
    if b"PRIVATE KEY" in data:
        raise Refused(
            _("{key} is a private key, which stays with its owner: give the file beside it that ends in .pub").format(
                key=path
            )
        )
    for line in data.decode("utf-8", "replace").splitlines():
        words = line.split()
        if len(words) > 1 and (blob := _blob(words[0], words[1])) is not None:
            return words[0], blob
    raise Refused(_("{key} holds no ssh public key").format(key=path))


def _blob(kind: str, text: str) -> bytes | None:
    """The bytes of a public key; None where they are none of that type."""
    try:
        blob = base64.b64decode(text.encode("ascii"), validate=True)
        said = key_type(blob)
    except (UnicodeEncodeError, binascii.Error, NoSignature):
        return None
    return blob if _KINDS.fullmatch(kind) and said == kind and len(blob) > 40 else None


def _parse(text: str) -> SignerLine | None:
    """Read a line; None where it makes no sense."""
    words = list(_words(text))
    if len(words) < 3:
        return None
    names = tuple(filter(None, (name.strip() for name in words[0].strip('"').split(","))))
    rest = words[1:]
    options: tuple[str, ...] = ()
    if not _KINDS.fullmatch(rest[0]):
        options = tuple(part for part in re.findall(r'(?:[^,"]|"[^"]*")+', rest[0]))
        rest = rest[1:]
    if len(rest) < 2 or not names or not all(_OPTION.fullmatch(option) for option in options):
        return None
    blob = _blob(rest[0], rest[1])
    return SignerLine(names, options, rest[0], blob, text) if blob is not None else None


def _words(text: str) -> Iterator[str]:
    """The words of a line; blanks within quotes do not part them."""
    yield from re.findall(r'(?:[^\s"]|"[^"]*")+', text)
