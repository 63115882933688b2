"""Attachments: files kept beside a portfolio under the hash of their content."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import re
from pathlib import Path
from typing import BinaryIO

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.text import clean_line
from leaptui.model.titles import leading
from leaptui.store.errors import Missing, Refused, StoreError
from leaptui.store.files import explain, read_bytes, write_atomically
from leaptui.store.sources import ANYWHERE, Sources

WARN_BYTES = 1_000_000
"""From this size on the learner is told that big files make a sync slower."""
MOST_BYTES = 10_000_000
"""No attachment is larger."""


class Altered(StoreError):
    """The file of an attachment holds something else than was attached."""


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


def check_source(path: Path, sources: Sources = ANYWHERE) -> int:
    """Look whether a file can be attached, without reading it; gives its size in bytes.

    Raises Missing where there is none, Refused where it is a folder or over 10 MB, with what to do instead.
    """
    with _opened(path, sources) as file:
        size = os.fstat(file.fileno()).st_size
    _check_size(size, shown_name(path.name))
    return size


def read_source(path: Path, sources: Sources = ANYWHERE) -> bytes:
    """Read a file that is to be attached.

    Raises Missing where there is none, Refused where it is a folder or over 10 MB, with what to do instead.
    """
    shown = shown_name(path.name)
    with _opened(path, sources) as file:
        _check_size(os.fstat(file.fileno()).st_size, shown)
        try:
            data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise _unreadable(error, shown) from error
    _check_size(len(data), shown)
    return data


def _opened(path: Path, sources: Sources) -> BinaryIO:
    shown = shown_name(path.name)
    try:
        if sources.reaches(path) and path.is_dir():
            raise Refused(
                _("{name} is a folder: attach the files in it one by one, or zip it first").format(name=leading(shown))
            )
        return sources.open(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise Missing(_("there is no file {name}; nothing was added").format(name=shown_name(str(path)))) from None
    except OSError as error:
        raise _unreadable(error, shown) from error


def _unreadable(error: OSError, shown: str) -> Refused:
    why = explain(error, _("{name} could not be read").format(name=leading(shown)))
    return Refused(_("{why}; nothing was added").format(why=why))


def keep(folder: Path, data: bytes, name: str) -> Path:
    """Put an attachment's content into the portfolio's folder, once; gives where it is. Raises Refused."""
    shown = shown_name(name)
    _check_size(len(data), shown)
    target = folder / file_name(hashlib.sha256(data).hexdigest(), name)
    try:
        if folder.is_symlink():
            raise Refused(
                _("{name} is a link to another folder, and links are not written through").format(name=folder.name)
            )
        if not _holds(target, data):
            folder.mkdir(parents=True, exist_ok=True)
            write_atomically(target, data)
    except OSError as error:
        why = explain(error, _("{name} could not be kept").format(name=leading(shown)))
        raise Refused(_("{why}; nothing was added").format(why=why)) from error
    return target


def content_of(path: Path, sha256: str) -> bytes:
    """What the file of an attachment holds, which is what was attached.

    Raises FileNotFoundError, Altered where it holds something else, Refused for what is no regular file, OSError.
    """
    data = read_bytes(path)
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Altered(
            _("is not what was attached: the content of {file} was changed").format(
                file=f"{path.parent.name}/{path.name}"
            )
        )
    return data


def _holds(path: Path, data: bytes) -> bool:
    """Whether the content is kept already, whole."""
    try:
        return read_bytes(path, len(data) + 1) == data
    except FileNotFoundError:
        return False


def _check_size(size: int, shown: str) -> None:
    if size > MOST_BYTES:
        raise Refused(
            _(
                "{name} has {size} MB and attachments may have 10 MB at most: "
                "make it smaller, or put it somewhere else and add its link"
            ).format(name=shown, size=f"{size / 1_000_000:.1f}")
        )
