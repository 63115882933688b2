"""Opening what belongs to a piece outside the terminal: the one place from which another program is started to show something."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

SHOWABLE = frozenset(
    {
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic"),
        *(".mp3", ".wav", ".ogg", ".oga", ".opus", ".flac", ".m4a"),
        *(".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi"),
        *(".pdf", ".txt", ".md", ".csv", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".epub"),
    }
)
"""Endings of files that a viewer only shows. Others, such as web pages and programs, could act when they are opened."""


def can_open(target: Path | str) -> bool:
    """Whether this machine has a desktop that can show a file, or an address (text)."""
    if _opener() is None:
        return False
    if isinstance(target, Path):
        return target.suffix.lower() in SHOWABLE and target.is_file()
    return is_web_address(target)


def is_web_address(address: str) -> bool:
    """Whether an address is one of the web, whole, and nothing else."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    plain = address.isprintable() and " " not in address
    return plain and parts.scheme in {"http", "https"} and bool(parts.hostname)


def open_outside(target: Path | str) -> bool:
    """Open a file or an address with the desktop's own program; tells whether that could be started."""
    opener = _opener()
    if opener is None or not can_open(target):
        return False
    words = [opener, str(target.resolve()) if isinstance(target, Path) else target]
    try:
        subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _opener() -> str | None:
    """The program that opens things; None where there is no desktop, as on a console or a far machine."""
    if sys.platform == "darwin":
        return None if os.environ.get("SSH_CONNECTION") else shutil.which("open")
    has_desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return shutil.which("xdg-open") if has_desktop else None
