"""Crash reports: what broke and where in the program, without a word of what the learner wrote."""

from __future__ import annotations

import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from traceback import walk_tb
from uuid import uuid4

from leaptui import __version__
from leaptui.language import _

KEEP = 20
_PARTS = ("textual", "rich", "tinydb", "pydantic", "orjson", "click")


def state_dir() -> Path:
    """The folder for what the program notes about itself: `LEAPTUI_STATE`, else where the system keeps such things."""
    from platformdirs import user_state_path

    chosen = os.environ.get("LEAPTUI_STATE")
    return Path(chosen) if chosen else user_state_path("leaptui")


def write_crash_report(error: BaseException) -> Path | None:
    """Write a report of an error that was not expected; gives where it is, or None where it could not be written.

    It holds the types of the errors, module and line of each step on the way to them, and versions: no message, no
    value.
    """
    folder = state_dir() / "crashes"
    path = folder / f"crash-{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:6]}.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text("\n".join(describe(error)) + "\n", encoding="utf-8")
        for old in sorted(folder.glob("crash-*.txt"))[:-KEEP]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def crash_sentence(report: Path | None) -> str:
    """Say that something unexpected happened, what it means and what to do."""
    if report is None:
        return _(
            "something unexpected happened inside leaptui; what was saved is safe (a report of it could not be written)"
        )
    return _(
        "something unexpected happened inside leaptui; what was saved is safe; a report without your words is in {file}: "
        "please send it along"
    ).format(file=report)


def describe(error: BaseException) -> list[str]:
    """The lines of a report."""
    lines = [
        f"leaptui {__version__} · Python {platform.python_version()} · {sys.platform}",
        " · ".join(f"{part} {_version(part)}" for part in _PARTS),
    ]
    current: BaseException | None = error
    seen: set[int] = set()
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        lines += ["", f"{type(current).__module__}.{type(current).__qualname__}", *_frames(current)]
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    return lines


def _frames(error: BaseException) -> list[str]:
    return [
        f"  {frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    ]


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return "?"
