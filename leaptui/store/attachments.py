"""Attachments: files kept beside a portfolio under the hash of their content."""

from __future__ import annotations

import hashlib
import mimetypes
import re
from pathlib import Path

from leaptui.model.canonical import Record
from leaptui.store.errors import Missing, Refused
from leaptui.store.files import explain, write_atomically

WARN_BYTES = 1_000_000
MOST_BYTES = 10_000_000


def file_name(sha256: str, name: str) -> str:
    """The name an attachment is kept under: its hash, and the ending of its own name if that is plain letters and digits."""
    ending = Path(name).suffix.lower()
    return f"{sha256}{ending}" if re.fullmatch(r"\.[a-z0-9]{1,10}", ending) else sha256


def entry(data: bytes, name: str, alt: str = "", media_type: str | None = None) -> Record:
    """Describe an attachment as its evidence record lists it."""
    guessed = media_type or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "name": name,
        "media_type": guessed,
        "bytes": len(data),
        "alt": alt,
    }


def read_source(path: Path) -> bytes:
    """Read a file that is to be attached.

    Raises Missing where there is none, Refused where it is a folder or over 10 MB, with what to do instead.
    """
    shown = path.name or str(path)
    try:
        if path.is_dir():
            raise Refused(f"{shown} is a folder: attach the files in it one by one, or zip it first")
        if not path.exists():
            raise Missing(f"there is no file {path}; nothing was added")
        if not path.is_file():
            raise Refused(f"{shown} is not an ordinary file; nothing was added")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Refused(
                f"{shown} is {size / 1_000_000:.0f} MB and attachments may be 10 MB at most: "
                "make it smaller, or put it somewhere else and add its link"
            )
        return path.read_bytes()
    except OSError as error:
        raise Refused(explain(error, f"{shown} could not be read")) from error


def keep(folder: Path, data: bytes, name: str) -> Path:
    """Put an attachment's content into the portfolio's folder, once; gives where it is."""
    target = folder / file_name(hashlib.sha256(data).hexdigest(), name)
    if not target.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(target, data)
        except OSError as error:
            raise Refused(explain(error, f"{name} could not be kept, and nothing was added")) from error
    return target
