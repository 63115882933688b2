"""Bytes no keyboard should send, and a keyboard that is given away and taken back."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste

from leaptui.tui.keyboard import Pastes
from tests.terminal import Terminal
from tests.tui.main_job import begun, clean

APP = [sys.executable, "-m", "leaptui"]
STRANGE = {
    "another encoding": b"\xe9",
    "the eighth bit": b"\xe1\xff",
    "the mouse beyond column 95": b"\x1b[M \xe5\xa1",
    "half a sign": b"\xf0\x9f",
}


@pytest.mark.parametrize("sent", STRANGE.values(), ids=STRANGE)
def test_bytes_that_are_not_utf8_do_not_end_the_app(tmp_path: Path, sent: bytes) -> None:
    with Terminal(APP, cwd=begun(tmp_path / "work").root) as terminal:
        terminal.wait_for("What did you make, try or find out lately?")
        os.write(terminal._master, sent)
        terminal.read(0.3)
        terminal.press("escape", "?")
        terminal.wait_for("Keys")
        terminal.press("escape", "q")
        assert terminal.wait_for_end() == 0
        assert clean(terminal)
        assert b"Traceback" not in terminal.output


def test_the_keyboard_is_taken_back_from_an_editor_again_and_again(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text(
        "#!/bin/sh\nprintf '\\033[2J\\033[Hthe editor waits'\nread line\nprintf '%s\\n' \"$line\" >> \"$1\"\n"
    )
    editor.chmod(0o755)
    with Terminal(APP, cwd=begun(tmp_path / "work").root, env={"EDITOR": str(editor), "VISUAL": ""}) as terminal:
        terminal.wait_for("What did you make, try or find out lately?")
        terminal.press("tab", "a")
        terminal.wait_for("Add evidence")
        for words in ("It flew.", "It fell."):
            terminal.read(0.5)
            terminal.press("\x1bOQ")
            terminal.wait_for("the editor waits")
            terminal.press(f"{words}\n")
            terminal.wait_for("Add evidence")
            terminal.wait_for(words)


PASTED = {
    "ONE \x1b[2Jtwo three": "ONE [2Jtwo three",
    "\x1b": "",
    "a\x1b[2Jb\x1b[200~c\x1b": "a[2Jb[200~c",
    "one\x1b\rtwo\x1b[20": "one\rtwo[20",
    "one two": "one two",
}


@pytest.mark.parametrize("pasted", PASTED)
@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 11, 100])
def test_what_is_pasted_comes_whole_in_its_order_and_presses_no_key(pasted: str, size: int) -> None:
    """Whatever parts it comes in from the terminal."""
    sent = f"x\x1b[A\x1b[200~{pasted}\x1b[201~y\x1b[200~next\x1b[201~\x1b[B"
    pastes, parser = Pastes(), XTermParser()
    came = [pastes.feed(sent[at : at + size]) for at in range(0, len(sent), size)]
    events = [event for text in came if text for event in parser.feed(text)]
    said = [event.text if isinstance(event, Paste) else event.key for event in events if isinstance(event, Paste | Key)]
    assert said == ["x", "up", PASTED[pasted], "y", "next", "down"]


def test_a_key_waits_for_nothing() -> None:
    pastes = Pastes()
    assert [pastes.feed(sign) for sign in "\x1b[200"] == list("\x1b[200")


def test_a_title_is_pasted_with_an_escape_in_it(tmp_path: Path) -> None:
    with Terminal(APP, cwd=begun(tmp_path / "work").root) as terminal:
        terminal.wait_for("What did you make, try or find out lately?")
        os.write(terminal._master, b"\x1b[200~ONE \x1b[2Jtwo three\x1b[201~")
        terminal.wait_for("ONE [2Jtwo three")
