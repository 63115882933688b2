"""Attachments: files kept beside a portfolio under the hash of their content."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from pathlib import Path

from leaptui.model.canonical import Record
from leaptui.model.text import clean_line
from leaptui.store.errors import Missing, Refused
from leaptui.store.files import explain, read_bytes, write_atomically

WARN_BYTES = 1_000_000
"""From this size on the learner is told that big files make a sync slower."""
MOST_BYTES = 10_000_000
"""No attachment is larger."""


def file_name(sha256: str, name: str) -> str:
    """The name an attachment is kept under: its hash, and the ending of its own name if that is plain letters and digits."""
    ending = Path(shown_name(name)).suffix.lower()
    return f"{sha256}{ending}" if re.fullmatch(r"\.[a-z0-9]{1,10}", ending) else sha256


def shown_name(name: str) -> str:
    """An attachment's name as its record gives it: one line of text that any file can hold."""
    return clean_line(name) or "file"


def entry(data: bytes, name: str, alt: str = "", media_type: str | None = None) -> Record:
    """Describe an attachment as its evidence record lists it."""
    shown = shown_name(name)
    guessed = media_type or mimetypes.guess_type(shown)[0] or "application/octet-stream"
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "name": shown,
        "media_type": guessed,
        "bytes": len(data),
        "alt": alt,
    }


def read_source(path: Path) -> bytes:
    """Read a file that is to be attached.

    Raises Missing where there is none, Refused where it is a folder or over 10 MB, with what to do instead.
    """
    shown = shown_name(path.name)
    try:
        if path.is_dir():
            raise Refused(f"{shown} is a folder: attach the files in it one by one, or zip it first")
        if not path.exists():
            raise Missing(f"there is no file {shown_name(str(path))}; nothing was added")
        if not path.is_file():
            raise Refused(f"{shown} is not an ordinary file; nothing was added")
        _check_size(path.stat().st_size, shown)
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{explain(error, f'{shown} could not be read')}; nothing was added") from error
    _check_size(len(data), shown)
    return data


def keep(folder: Path, data: bytes, name: str) -> Path:
    """Put an attachment's content into the portfolio's folder, once; gives where it is. Raises Refused."""
    shown = shown_name(name)
    _check_size(len(data), shown)
    target = folder / file_name(hashlib.sha256(data).hexdigest(), name)
    try:
        if folder.is_symlink():
            raise Refused(f"{folder.name} is a link to another folder, and links are not written through")
        if not _holds(target, data):
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(target, data)
    except OSError as error:
        raise Refused(f"{explain(error, f'{shown} could not be kept')}; nothing was added") from error
    return target


def _holds(path: Path, data: bytes) -> bool:
    """Whether the content is kept already, whole."""
    try:
        return read_bytes(path, len(data) + 1) == data
    except FileNotFoundError:
        return False


def _check_size(size: int, shown: str) -> None:
    if size > MOST_BYTES:
        raise Refused(
            f"{shown} has {size / 1_000_000:.1f} MB and attachments may have 10 MB at most: "
            "make it smaller, or put it somewhere else and add its link"
        )
