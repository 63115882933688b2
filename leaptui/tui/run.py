"""Running the app: a portfolio is opened, chosen or begun, and the terminal is left clean however it ends."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from textual.drivers.linux_driver import LinuxDriver

from leaptui.language import _
from leaptui.model.clock import Clock
from leaptui.store.errors import StoreError
from leaptui.store.workspace import Workspace
from leaptui.tui.base import DeskApp
from leaptui.tui.ending import tidy_terminal
from leaptui.tui.keyboard import Keyboard

if TYPE_CHECKING:
    from leaptui.tui.mentor.mentoring import Mentoring

_SWITCH_SECONDS = 0.001
"""After how long a thread lets another one on: what writes a frame to the terminal takes its turn some ten times, and after the
five thousandths that Python takes a frame would wait while what follows it is worked out."""


def run(place: Workspace, name: str | None, *, clock: Clock | None = None, is_asked: bool = False) -> int:
    """Open a portfolio in the app; gives the exit code.

    Without a name the learner chooses one of the workspace, or begins the first. `is_asked`: it is this portfolio or none; else
    one that cannot be opened is said, and the others are there to choose from. Raises StoreError where the workspace, or what
    was asked for, cannot be opened. The terminal is left clean however the app ends.
    """
    place.check_readable()
    trouble = ""
    while True:
        if name is None:
            place, name, code = _choose(place, clock or Clock(), trouble)
            if name is None:
                return code
        if name == _samples():
            code, is_left = _look_around(None, clock)
            if not is_left:
                return code
            name = None
            continue
        try:
            return open_app(place, name, clock)
        except StoreError as error:
            if is_asked:
                raise
            name, trouble = None, str(error)


def run_samples(name: str | None, clock: Clock | None = None) -> int:
    """Open the app on a copy of the samples, which is thrown away at its end; gives the exit code. Raises StoreError."""
    return _look_around(name, clock)[0]


def _look_around(name: str | None, clock: Clock | None) -> tuple[int, bool]:
    """The exit code, and whether the learner left the samples to go back to where they were opened from."""
    from leaptui.store.portfolio_store import PortfolioStore
    from leaptui.store.samples import Samples
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.portfolios.samples import Stay

    samples = Samples.make()
    try:
        store = PortfolioStore(samples.workspace, name or samples.workspace.names()[0], clock)
        app = LeaptuiApp(samples.workspace, store, clock)
        app.stay = Stay(samples, None)
        return run_app(app), app.stay is None
    finally:
        samples.throw_away()


def _samples() -> str:
    from leaptui.tui.portfolios.shelf import SAMPLES

    return SAMPLES


def _choose(place: Workspace, clock: Clock, trouble: str) -> tuple[Workspace, str | None, int]:
    """Let the learner choose a portfolio, or begin one: the workspace it is in, its name or None, and the exit code."""
    from leaptui.tui.begin.app import BeginApp

    begin = BeginApp(place, clock, trouble)
    code = run_app(begin)
    return begin.workspace, begin.chosen, code


def open_app(place: Workspace, name: str, clock: Clock | None, mentoring: Mentoring | None = None) -> int:
    """Open a portfolio, from a mentor's desk if one is given; gives the exit code. Raises StoreError."""
    gc.disable()  # until the first frame, as at the start of the program; the app puts it on again
    from leaptui.tui.app import LeaptuiApp
    from leaptui.tui.repair.opening import open_store

    app = LeaptuiApp(place, open_store(place, name, clock), clock)
    app.is_own_start = mentoring is None
    if mentoring is not None:
        app.mentoring = mentoring
        mentoring.take(app.session)
    place.remember(name)
    if app.settings.pictures:
        from leaptui.tui.evidence.pixels import prepare_pixels

        prepare_pixels(app.settings.pictures)
    code = run_app(app)
    if app.carrier.parting or app.carrier.is_syncing:
        words = app.carrier.parting or _("a sync is under way; it is finished in a moment")
        sys.stderr.write(f"leaptui: {words}\n")
    return code


def run_app(app: DeskApp) -> int:
    """Run an app to its end, and leave the terminal clean; gives the exit code."""
    sys.setswitchinterval(_SWITCH_SECONDS)
    if app.driver_class is LinuxDriver:
        app.driver_class = Keyboard
    try:
        app.run()
    finally:
        tidy_terminal()
    if app.crash is not None:
        from leaptui.store.crash import crash_sentence, write_crash_report

        sys.stderr.write(f"leaptui: {crash_sentence(write_crash_report(app.crash))}\n")
        return 1
    return app.return_code or 0
