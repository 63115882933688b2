"""Ending well: signals close the app as a key would, and the terminal is put right on every way out."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time

from textual.app import App

from leaptui.tui.noting import note_all

_TIDY = (
    "\x1b[?1049l"  # back from the alternate screen
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"  # no mouse reports
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l"  # no reports of focus, paste or size
    "\x1b[<u\x1b[?25h\x1b[0m"  # plain keys, a cursor, plain text
)


GONE_SECONDS = 1.0
"""How often the app looks whether its terminal is still there."""
OUTLAST = "terminal-gone"
"""What the thread is called that ends the program where the way out hangs."""
GRACE = 8
"""How many looks in a row may find no terminal before the program ends whatever it does; all that was kept is on the disk."""


def guard_signals(app: App[int]) -> None:
    """Let a closed terminal or a request to end close the app in order; what was kept is on the disk already."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGHUP, signal.SIGTERM):
        loop.add_signal_handler(number, _end, app, 128 + number)

    def look() -> None:
        # Who has no controlling terminal is sent no signal when the window closes, and would read nothing from it for ever.
        if _is_gone():
            _end(app, 128 + signal.SIGHUP)

    if not app.is_headless:
        app.set_interval(GONE_SECONDS, look)
        if not any(thread.name == OUTLAST for thread in threading.enumerate()):
            # One app may follow another in the same program.
            threading.Thread(target=_outlast, name=OUTLAST, daemon=True).start()


def _outlast() -> None:
    """End the program for good where the way out hangs: Textual waits for ever to write to a terminal that is gone."""
    gone_for = 0
    while gone_for < GRACE:
        time.sleep(GONE_SECONDS)
        gone_for = gone_for + 1 if _is_gone() else 0
    os.kill(os.getpid(), signal.SIGKILL)


def _end(app: App[int], code: int) -> None:
    """Close the app; what stands on a sheet or in a field is noted to its last letter."""
    note_all(app)
    app.exit(code, code)


def _is_gone() -> bool:
    """Whether nobody is at the other end of the terminal any more."""
    try:
        return sys.__stdin__ is None or not os.isatty(sys.__stdin__.fileno())
    except (OSError, ValueError):
        return True


def tidy_terminal() -> None:
    """Put the terminal right; nothing happens where there is none any more."""
    try:
        if sys.__stdout__ is not None and os.isatty(sys.__stdout__.fileno()):
            os.write(sys.__stdout__.fileno(), _TIDY.encode())
    except (OSError, ValueError):
        # The terminal is gone: there is nothing to put right.
        return
