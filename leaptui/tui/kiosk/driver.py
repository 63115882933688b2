"""The keyboard of a kiosk, let go of at once: one app follows another while somebody waits."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from typing import Any

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

_AT_ONCE = 4096
_TICK = 0.1
"""Seconds after which the parser is asked whether an Escape was a key of its own."""


class KioskDriver(LinuxDriver):
    """Reads the keyboard as Textual does, which takes up to two tenths of a second to stop; this one stops when it is told to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._woken, self._wake = os.pipe()

    def disable_input(self) -> None:
        """Let go of the keyboard."""
        if not self.exit_event.is_set():
            os.write(self._wake, b"!")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Wait for input, and give it on, until told to stop."""
        parser = XTermParser()
        decode = getincrementaldecoder("utf-8")().decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _mask in selector.select(_TICK)}
                text = decode(os.read(self.fileno, _AT_ONCE)) if self.fileno in ready else ""
                for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(message)

    def close(self) -> None:
        """Leave nothing open."""
        super().close()
        os.close(self._wake)
        os.close(self._woken)
