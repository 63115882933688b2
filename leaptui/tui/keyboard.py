"""The keyboard of a terminal: whatever bytes come are taken, and it is let go of at once."""

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


class Keyboard(LinuxDriver):
    """Reads the keyboard in place of Textual, which ends the app at a byte that is not UTF-8; here it is one strange sign.

    Such bytes come from consoles in another encoding, from keys with the eighth bit set, and from old reports of the mouse.
    It also stops when it is told to, where Textual takes up to two tenths of a second: at a shared machine one app follows
    another while somebody waits.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._pipe: tuple[int, int] | None = None
        """What wakes the thread that waits for input; there is none while another program has the terminal."""

    def start_application_mode(self) -> None:
        """Take the terminal, at the start or back from another program."""
        if self._pipe is None:
            self._pipe = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def disable_input(self) -> None:
        """Let go of the keyboard."""
        if self._pipe is None:
            return
        woken, wake = self._pipe
        os.write(wake, b"!")
        super().disable_input()
        os.read(woken, 1)

    def run_input_thread(self) -> None:
        """Wait for input, and give it on, until told to stop."""
        if self._pipe is None:
            return
        parser = XTermParser()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._pipe[0], selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _mask in selector.select(_TICK)}
                text = decode(os.read(self.fileno, _AT_ONCE)) if self.fileno in ready else ""
                for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(message)

    def close(self) -> None:
        """Leave nothing open."""
        super().close()
        for end in self._pipe or ():
            os.close(end)
        self._pipe = None
