"""Bytes that are not UTF-8, at a shared machine: none of them is a way out."""

from __future__ import annotations

import os

from leaptui.kiosk.machine import Machine
from tests.kiosk.conftest import AMARA
from tests.kiosk.console import add, kiosk, sign_in, sign_out, wait_for

STRANGE = b"\xe9\xff\x1b[M \xe5\xa1\xf0\x9f"
WAYS_OUT = 6
"""More often than the kiosk begins anew after an error within a minute."""


def test_bytes_that_are_not_utf8_end_neither_the_gate_nor_a_session(machine: Machine) -> None:
    with kiosk(machine) as terminal:
        for _nth in range(WAYS_OUT):
            wait_for(terminal, "Sign in")
            os.write(terminal._master, STRANGE)
            terminal.press("escape")
        assert terminal.process.poll() is None
        assert "Something went wrong" not in terminal.text
        terminal.press("escape")
        sign_in(terminal, AMARA)
        os.write(terminal._master, STRANGE)
        add(terminal, "A kite of paper")
        sign_out(terminal)
