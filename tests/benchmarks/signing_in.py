"""A shared machine: from one's PIN to one's own Today."""

from __future__ import annotations

import shutil
import time

from leaptui.kiosk.hashing import hash_secret, is_secret, measured_cost
from leaptui.kiosk.kept import KioskSettings, Learner
from leaptui.kiosk.register import Register
from leaptui.store.workspace import Workspace
from tests.benchmarks.measure import Measured, in_turn
from tests.benchmarks.place import LARGE, SAMPLE, Place
from tests.benchmarks.starts import SAMPLE_SHOWS

PIN = "204816"
ATTRACT_SHOWS = ("yours alone until", "Facilitator")
TODAY_SHOWS = (*SAMPLE_SHOWS, "Sign out")


def signing_in(place: Place, runs: int) -> Measured:
    """From Enter after the PIN to the painted Today, against hashing the PIN once at the cost this machine was measured to take.

    Every portfolio's learner is in the register; the one who signs in has a sample's portfolio. One kiosk runs all the while.
    """
    workspace = Workspace(place.folder / "shared")
    shutil.copytree(place.crowd / "portfolios", workspace.portfolios_dir)
    me = f"{LARGE}-{place.portfolios // 2:04}"
    shutil.copyfile(place.samples / "portfolios" / f"{SAMPLE}.json", workspace.path(me))
    register = Register(place.folder / "kiosk", workspace)
    cost = measured_cost()
    register.set_up("warm rain on tin", KioskSettings(), cost)
    hashed = hash_secret(PIN, cost)
    kept = register.read()
    learners = {name: Learner(secret=hashed) for name in workspace.names()}
    register.path.write_text(kept.model_copy(update={"learners": learners}).model_dump_json(exclude_defaults=True))

    def hash_once() -> float:
        started = time.perf_counter()
        if not is_secret(hashed, PIN):
            raise AssertionError("the PIN was not its own")
        return time.perf_counter() - started

    with place.run(workspace.root, "kiosk", "--home", str(register.home)) as window:
        window.wait_for(*ATTRACT_SHOWS)

        def sign_in() -> float:
            window.rest()
            window.press(b"\r")
            window.wait_for("Who are you?")
            window.press(me[-4:].encode())
            window.rest()
            window.press(b"\r")
            window.wait_for("Your PIN or passphrase")
            window.press(PIN.encode())
            window.rest()
            window.press(b"\r")
            seconds = window.wait_for(*TODAY_SHOWS)
            window.rest()
            window.press(b"q")
            window.wait_for(*ATTRACT_SHOWS)
            return seconds

        return in_turn(runs, sign_in, hash_once)
