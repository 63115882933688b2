"""Running a kiosk: the gate, a session, the gate again, until the facilitator ends it."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import replace

from leaptui import language
from leaptui.kiosk.courier import Courier
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.presence import Presence
from leaptui.kiosk.register import Register
from leaptui.language import _
from leaptui.model.clock import Clock
from leaptui.store.carrying import carrying, choose_carrying
from leaptui.store.errors import StoreError
from leaptui.store.files import explain
from leaptui.store.workspace import Workspace
from leaptui.tui.base import DeskApp
from leaptui.tui.ending import tidy_terminal
from leaptui.tui.kiosk.gate import Gate, Signed
from leaptui.tui.kiosk.rules import share_rules
from leaptui.tui.kiosk.shut import shut_words
from leaptui.tui.run import run_app

_WIPE = "\x1b[2J\x1b[3J\x1b[H"
"""Empties the terminal, and what could be scrolled back to: a Linux console has no second page to come back from."""
_MOST_CRASHES, _CRASH_SECONDS = 5, 60.0
_ENDED = (128 + signal.SIGHUP, 128 + signal.SIGTERM)


def run_kiosk(workspace: Workspace, register: Register, clock: Clock | None = None) -> int:
    """Run a kiosk to its end; gives the exit code. Raises StoreError where it cannot begin.

    Keys that send signals send none to it: the app reads them as keys, and between two apps they are let go.
    """
    settings = register.read().settings
    _credit_learners(workspace)
    courier = Courier(workspace, settings.sync_minutes)
    machine = Machine(workspace, register, courier, clock or Clock())
    for number in (signal.SIGINT, signal.SIGQUIT):
        signal.signal(number, signal.SIG_IGN)
    # Textual stops the process at the one and takes the terminal again at the other, whatever they were set to before.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTSTP, signal.SIGCONT})
    share_rules()
    with suppress(OSError, StoreError):  # a disk that takes nothing says so at the sign-in
        machine.forget_sessions()
    courier.start()
    try:
        return _run(machine)
    finally:
        courier.stop()
        _wipe()
        tidy_terminal()


def _credit_learners(workspace: Workspace) -> None:
    """Let the history name each learner, and not the account of the machine. Raises StoreError."""
    chosen = carrying(workspace)
    if chosen.authors:
        return
    try:
        choose_carrying(workspace, replace(chosen, authors=True))
    except OSError as error:
        raise StoreError(explain(error, _("nothing can be written in this workspace"))) from error


def _run(machine: Machine) -> int:
    trouble = ""
    crashes: list[float] = []
    while True:
        code, trouble = _round(machine, trouble)
        if code is None:
            continue
        if code != 1:
            return code
        # The screen failed, and wrote a report that holds nobody's words. Somebody stands before it: it begins anew.
        crashes = [when for when in crashes if time.monotonic() - when < _CRASH_SECONDS] + [time.monotonic()]
        if len(crashes) >= _MOST_CRASHES:
            return 1
        trouble = _("Something went wrong in the program. What was saved is safe.")


def _round(machine: Machine, trouble: str) -> tuple[int | None, str]:
    """The gate once, and the session it leads to: the exit code where it is over, and a sentence for the next gate."""
    kept = machine.looks()
    language.use(kept.language, kept.date_form)
    gate = Gate(machine, trouble)
    code = _run_app(gate)
    if gate.leaves or code in _ENDED:
        return code, ""
    if gate.signed is None:
        return 1, ""
    return _session(machine, gate.signed)


def _session(machine: Machine, signed: Signed) -> tuple[int | None, str]:
    try:
        presence = Presence(machine.workspace, signed.name)
    except (OSError, StoreError) as error:
        return None, shut_words(error)
    with presence:
        try:
            return _session_of(machine, signed, presence)
        except StoreError as error:  # the kiosk's file is not there any more
            return None, shut_words(error)


def _session_of(machine: Machine, signed: Signed, presence: Presence) -> tuple[int | None, str]:
    from leaptui.tui.kiosk.session import KioskApp
    from leaptui.tui.kiosk.tastes import KioskTastes

    tastes = KioskTastes(machine.settings(), machine.register, signed.name)
    language.use(tastes.language, tastes.date_form)
    # What was done outside the kiosk is no more this session's than what a power cut left.
    _forget(machine, signed, presence)
    gc.disable()  # until the first frame
    try:
        app = KioskApp(machine, signed.store, twin=signed.twin)
        code = _run_app(app)
    finally:
        trouble = _forget(machine, signed, presence)
        machine.courier.ask()
        gc.unfreeze()
        gc.enable()
        gc.collect()
    return (code if code in (1, *_ENDED) else None), trouble or app.parting


def _forget(machine: Machine, signed: Signed, presence: Presence) -> str:
    """Let undo reach no further back than a session; gives a sentence where the disk does not take it.

    Where the same learner is signed in at another console, too, that session's undo is let alone.
    """
    try:
        with presence.alone() as is_alone:
            if is_alone:
                signed.store.forget_changes()
                machine.forget_renamed(signed.name)
    except (OSError, StoreError):
        return _("The facilitator has to look at this machine: what the last session could undo is still there.")
    return ""


def _run_app(app: DeskApp) -> int:
    try:
        return run_app(app)
    finally:
        _wipe()


def _wipe() -> None:
    """Leave nothing on the terminal."""
    try:
        if sys.__stdout__ is not None and os.isatty(sys.__stdout__.fileno()):
            os.write(sys.__stdout__.fileno(), _WIPE.encode())
    except (OSError, ValueError):
        return  # the terminal is gone
