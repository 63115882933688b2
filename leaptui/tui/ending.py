"""Ending well: signals close the app as a key would, and the terminal is put right on every way out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys

from textual.app import App

_TIDY = (
    "\x1b[?1049l"  # back from the alternate screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # no mouse reports
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # no reports of focus, paste or size
    "\x1b[<u\x1b[?25h\x1b[0m"  # plain keys, a cursor, plain text
)


def guard_signals(app: App[int]) -> None:
    """Let a closed terminal or a request to end close the app in order; what was kept is on the disk already."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, app.exit, 128 + number, 128 + number)


def tidy_terminal() -> None:
    """Put the terminal right; nothing happens where there is none any more."""
    try:
        if sys.__stdout__ is not None and os.isatty(sys.__stdout__.fileno()):
            os.write(sys.__stdout__.fileno(), _TIDY.encode())
    except (OSError, ValueError):
        # The terminal is gone: there is nothing to put right.
        return
