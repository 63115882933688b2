"""The essential ways through the program, with the real command in processes of its own."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "leaptui"]
SECONDS = 60


def leaptui(folder: Path, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words], cwd=folder, input=stdin, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def works(folder: Path, *words: str, stdin: str = "") -> str:
    ended = leaptui(folder, *words, stdin=stdin)
    assert ended.returncode == 0, ended
    return ended.stdout


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A workspace without git, with a portfolio."""
    (tmp_path / "here" / "portfolios").mkdir(parents=True)
    works(tmp_path / "here", "new", "amara")
    return tmp_path / "here"


def test_a_learner_begins_keeps_tags_and_carries(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "remote.git")], check=True)
    works(tmp_path, "init", "laptop")
    laptop = tmp_path / "laptop"
    assert works(laptop, "new", "Amara Okafor") == "amara-okafor\n"
    made = works(laptop, "add", "Rain gauge", "--body", "-", "--tag", "D4=growing", stdin="It tips.\n").strip()
    works(laptop, "tag", made[:4], "--guideline", "C4.a", "--why", "For the farmer")
    works(laptop, "pace", "set", "2/week")
    assert "Rain gauge" in works(laptop, "list")
    assert "because For the farmer" in works(laptop, "show", made[:6])
    works(laptop, "sync", "--remote", str(tmp_path / "remote.git"))
    works(tmp_path, "init", "kiosk")
    kiosk = tmp_path / "kiosk"
    works(kiosk, "sync", "--remote", str(tmp_path / "remote.git"))
    (piece,) = json.loads(works(kiosk, "list", "--json"))
    assert (piece["title"], piece["body"], len(piece["claims"])) == ("Rain gauge", ["It tips."], 2)
    assert works(kiosk, "check") == ""


def test_a_mistake_ends_with_one_sentence_and_its_code(here: Path) -> None:
    for words, code in ((("add", "T", "--tag", "Z9"), 1), (("add",), 2), (("show", "abcdef"), 1)):
        ended = leaptui(here, *words)
        assert ended.returncode == code
        assert ended.stdout == ""
        assert ended.stderr.count("\n") == 1
        assert ended.stderr.startswith("leaptui: ")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    program = subprocess.Popen([*PROGRAM, "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(SECONDS) in {0, 1}


def test_a_terminal_that_knows_few_letters_gets_an_answer(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works(here, "add", "雨量計", "--tag", "D4")
    monkeypatch.setenv("PYTHONIOENCODING", "latin-1")
    assert "  ???  D4\n" in works(here, "list")
    assert json.loads(works(here, "list", "--json"))[0]["title"] == "雨量計"


def test_ctrl_c_ends_with_130(here: Path) -> None:
    reading, writing = os.pipe()
    # Where the tests run in the background the shell may have told them to ignore Ctrl-C, and programs inherit that.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        program = subprocess.Popen(
            [*PROGRAM, "add", "T", "--body", "-"], stdin=reading, stderr=subprocess.PIPE, cwd=here, text=True
        )
    finally:
        signal.signal(signal.SIGINT, before)
    os.close(reading)
    # More than a pipe holds: once it is written, the program is reading, and waits for an end that does not come.
    os.write(writing, bytes(500_000))
    for _ in range(30):
        # A signal that comes just between two reads is noticed by Python only after the second one: a person presses again.
        program.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            _, said = program.communicate(timeout=1)
            break
    os.close(writing)
    assert program.returncode == 130
    assert said.strip() == "leaptui: interrupted"
    assert works(here, "list") == ""


def test_a_crash_is_one_sentence_and_a_report_without_the_learners_words(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from leaptui import __main__\n"
        "from leaptui.cli import here\n"
        "def broken(self):\n"
        "    secret = 'Dear diary'\n"
        "    raise ZeroDivisionError(secret)\n"
        "here.Here.open = broken\n"
        "sys.argv = ['leaptui', 'add', 'My secret title']\n"
        "__main__.main()\n"
    )
    environment = {**os.environ, "LEAPTUI_STATE": str(tmp_path / "state")}
    ended = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.count("\n") == 1
    (report,) = (tmp_path / "state" / "crashes").iterdir()
    assert str(report) in ended.stderr
    text = report.read_text()
    assert "builtins.ZeroDivisionError" in text
    assert "leaptui.cli.evidence:" in text
    for told in (text, ended.stderr):
        assert "secret" not in told
        assert "diary" not in told


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, folder: Path, *words: str, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        self.seen = b""
        self.program = subprocess.Popen(
            [*PROGRAM, *words],
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(theirs)

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def wait_for(self, words: bytes) -> None:
        """Read until words are seen; fails where they do not come."""
        until = time.monotonic() + SECONDS
        while words not in self.seen:
            assert time.monotonic() < until, self.seen
            assert self._read(0.2) or self.program.poll() is None, self.seen

    def end(self) -> int:
        """Read on until the program has ended; gives its code."""
        while self._read(SECONDS):
            pass
        os.close(self._ours)
        return self.program.wait(SECONDS)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:
            return False
        self.seen += data
        return bool(data)


Start = Callable[..., Terminal]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start programs on terminals of their own; those that still run are ended after the test, however it ends."""
    started: list[Terminal] = []

    def one(folder: Path, *words: str, **environment: str) -> Terminal:
        started.append(Terminal(folder, *words, **environment))
        return started[-1]

    yield one
    for terminal in started:
        if terminal.program.poll() is None:
            terminal.program.kill()
            terminal.program.wait()


def test_edit_opens_the_editor_on_the_text(here: Path, start: Start) -> None:
    made = works(here, "add", "Rain gauge", "--body", "one").strip()
    editor = here.parent / "editor.py"
    editor.write_text(
        "import sys\npath = sys.argv[1]\ntext = open(path).read()\nopen(path, 'w').write(text + 'two\\n')\n"
    )
    terminal = start(here, "edit", made, VISUAL=f"{sys.executable} {editor}")
    assert terminal.end() == 0, terminal.seen
    (piece,) = json.loads(works(here, "list", "--json"))
    assert piece["body"] == ["one", "two"]


def test_emptying_the_trash_asks_first(here: Path, start: Start) -> None:
    made = works(here, "add", "Rain gauge").strip()
    works(here, "rm", made)
    terminal = start(here, "trash", "--empty")
    terminal.wait_for(b"[y/N]")
    terminal.type("n\n")
    assert terminal.end() == 1
    assert "Rain gauge" in works(here, "trash")
    terminal = start(here, "trash", "--empty")
    terminal.wait_for(b"[y/N]")
    terminal.type("y\n")
    assert terminal.end() == 0
    assert works(here, "trash") == ""


def test_long_lines_are_cut_on_a_terminal_and_nowhere_else(here: Path, start: Start) -> None:
    title = "A rain gauge that tips " * 8
    works(here, "add", title, "--tag", "D4")
    assert title.strip() in works(here, "list")
    terminal = start(here, "list", COLUMNS="80")
    assert terminal.end() == 0
    (line,) = terminal.seen.decode().splitlines()
    assert len(line) == 80
    assert line.endswith("…  D4")


@pytest.mark.parametrize("leave", ["key", "hangup", "stop"])
def test_the_demo_opens_on_the_samples_and_leaves_nothing_behind(tmp_path: Path, leave: str, start: Start) -> None:
    place = tmp_path / "temporary"
    place.mkdir()
    terminal = start(tmp_path, "demo", TMPDIR=str(place), COLUMNS="100", LINES="30")
    terminal.wait_for(b"Amara Okafor")
    (folder,) = place.glob("leaptui-demo-*")
    assert (folder / "portfolios" / "amara-okafor.json").is_file()
    if leave == "key":
        terminal.type("\x11")
    else:
        terminal.program.send_signal(signal.SIGHUP if leave == "hangup" else signal.SIGTERM)
    code = terminal.end()
    assert (code == 0) == (leave == "key")
    assert list(place.glob("leaptui-demo-*")) == []
    assert b"\x1b[?1049l" in terminal.seen


def test_the_app_opens_the_portfolio_that_is_asked_for(here: Path, start: Start) -> None:
    works(here, "new", "mateo", "--learner", "Mateo Quispe")
    terminal = start(here, "--portfolio", "amara", COLUMNS="100", LINES="30")
    terminal.wait_for(b"amara")
    terminal.type("\x11")
    assert terminal.end() == 0, terminal.seen
