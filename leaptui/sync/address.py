"""Addresses of remotes: which are allowed, and how they are shown without a password in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from leaptui.language import _
from leaptui.sync.outcome import Stopped, SyncKind

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_HELPER = re.compile(r"[A-Za-z0-9][A-Za-z0-9+.-]*::")
_SCP = re.compile(
    r"(?:(?P<user>[A-Za-z0-9_][\w.+-]*)@)?(?P<host>[A-Za-z0-9][\w.-]*|\[[0-9A-Fa-f:.]+\]):(?!/{2})(?P<path>\S.*)"
)
_SECRET = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)[^/@\s'\"]+@")
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class Address:
    """A remote's address that git may be given: its text, and the one protocol git may use for it."""

    text: str
    protocol: str

    @property
    def is_local(self) -> bool:
        """Whether it is a folder of this machine."""
        return self.protocol == "file"

    @property
    def is_bundle(self) -> bool:
        """Whether it is a file that git can read and not write, whether it is in reach now or not."""
        return self.is_local and self.text.endswith(".bundle") and not Path(self.text).is_dir()

    @property
    def shown(self) -> str:
        """The address as it may be shown: without a password, and over ssh with the user, without whom it leads nowhere."""
        user = urlsplit(self.text).username if self.protocol == "ssh" and "://" in self.text else None
        return redact(self.text).replace("://", f"://{user}@", 1) if user else redact(self.text)


def redact(text: str) -> str:
    """Take user names and passwords out of the addresses in a text."""
    return _SECRET.sub(r"\1", text)


def has_password(text: str) -> bool:
    """Whether a password stands in an address."""
    try:
        return "://" in text and bool(urlsplit(text).password)
    except ValueError:
        return False


def read_address(text: str, *, beside: Path) -> Address:
    """Check an address and say what it is.

    https, ssh (also as `user@host:path`), git, file and plain paths are allowed, and http to this machine itself.
    `beside` is the folder a relative path starts from. Raises Stopped, with a sentence, for every other text.
    """
    text = text.strip()
    if not text.isprintable() or not text or text.startswith("-"):
        raise _refusal(_("that is not an address of a git repository; nothing was changed"))
    if _HELPER.match(text):
        raise _refusal(_("addresses that run a program of their own are not allowed; nothing was changed"))
    scheme = _SCHEME.match(text)
    if scheme:
        return _with_scheme(text, scheme[1].lower())
    scp = _SCP.fullmatch(text)
    if scp and "/" not in text.split(":", 1)[0]:
        return Address(text, "ssh")
    return Address(str(_absolute(text, beside)), "file")


def _with_scheme(text: str, scheme: str) -> Address:
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise _refusal(_("that is not an address of a git repository; nothing was changed")) from None
    if scheme == "file":
        return Address(text, "file")
    if not host or host.startswith("-") or parts.netloc.startswith("-"):
        raise _refusal(_("the address names no machine; nothing was changed"))
    if scheme in {"https", "ssh", "git"}:
        return Address(text, scheme)
    if scheme == "http":
        if host in _LOOPBACK:
            return Address(text, "http")
        raise _refusal(_("http sends everything in the open: use the https address of the remote; nothing was changed"))
    raise _refusal(
        _("leaptui does not know addresses that begin with {scheme}://; nothing was changed").format(scheme=scheme[:20])
    )


def _absolute(text: str, beside: Path) -> Path:
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        path = Path(text)
    return path if path.is_absolute() else (beside / path).resolve()


def _refusal(sentence: str) -> Stopped:
    return Stopped(SyncKind.REFUSED, sentence)
