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


_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
"""The marks a terminal puts around what is pasted."""


class Pastes:
    """Takes the escapes out of what is pasted, between its marks; all else is given on as it came, at once.

    Textual's parser would read what follows an escape as keys, which come before the paste they are a part of, and act.
    """

    def __init__(self) -> None:
        self._is_inside = False
        self._before = ""
        """Outside: the last signs that were given on. Inside: signs that may be the beginning of the mark, and wait."""

    def feed(self, text: str) -> str:
        """What the parser is to read of what came."""
        given: list[str] = []
        while text:
            words, text = self._inside(text) if self._is_inside else self._outside(text)
            given.append(words)
        return "".join(given)

    def _outside(self, text: str) -> tuple[str, str]:
        """What is given on up to a paste, and what is left of the text behind its mark."""
        before = self._before
        at = (before + text).find(_PASTE_BEGINS)
        if at < 0:
            self._before = (before + text)[1 - len(_PASTE_BEGINS) :]
            return text, ""
        self._is_inside, self._before = True, ""
        end = at + len(_PASTE_BEGINS) - len(before)
        return text[:end], text[end:]

    def _inside(self, text: str) -> tuple[str, str]:
        """What is given on of a paste, and what is left of the text behind it."""
        words, mark, left = (self._before + text).partition(_PASTE_ENDS)
        if mark:
            self._is_inside, self._before = False, ""
        else:
            lengths = range(len(_PASTE_ENDS) - 1, 0, -1)
            waits = next((size for size in lengths if words.endswith(_PASTE_ENDS[:size])), 0)
            words, self._before = words[: len(words) - waits], words[len(words) - waits :]
        return words.replace("\x1b", "") + mark, left


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
        parser, pastes = XTermParser(), Pastes()
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            selector.register(self._pipe[0], selectors.EVENT_READ)
            while not self.exit_event.is_set():
                ready = {key.fd for key, _mask in selector.select(_TICK)}
                text = pastes.feed(decode(os.read(self.fileno, _AT_ONCE))) if self.fileno in ready else ""
                for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                    self.process_message(message)

    def close(self) -> None:
        """Leave nothing open."""
        super().close()
        for end in self._pipe or ():
            os.close(end)
        self._pipe = None
