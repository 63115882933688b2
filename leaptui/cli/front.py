"""The first page of help: what it is, how it begins, what commands there are. No library is read for it: it is there at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from leaptui.language import N_, _

PROGRAM = "leaptui"
_MOST, _LEAST, _DEFAULT = 78, 50, 80
"""How many columns a page of help takes at most and at least, and what a terminal has that does not say."""


class Listed(NamedTuple):
    """A command on the first page: its name, the module of `leaptui.cli` that holds it as `NAME_command`, what it does."""

    name: str
    module: str
    does: str


SECTIONS: dict[str, tuple[Listed, ...]] = {
    N_("Begin"): (
        Listed("demo", "begin", N_("Look around in sample portfolios.")),
        Listed("init", "begin", N_("Make a folder for portfolios.")),
        Listed("join", "connect", N_("Begin from a workspace that is on a remote.")),
        Listed("new", "begin", N_("Begin a portfolio.")),
        Listed("rename", "begin", N_("Give a portfolio another name.")),
    ),
    N_("Evidence"): (
        Listed("add", "evidence", N_("Keep a piece of work or an experience.")),
        Listed("edit", "evidence", N_("Change a piece.")),
        Listed("tag", "tags", N_("Say which guidelines pieces show.")),
        Listed("untag", "tags", N_("Take guidelines off pieces.")),
        Listed("list", "lists", N_("List pieces, goals, guidelines or portfolios.")),
        Listed("show", "show", N_("Show everything about a piece, goal, step or claim.")),
    ),
    N_("Goals and pace"): (
        Listed("goal", "goals", N_("Set goals and see them.")),
        Listed("step", "steps", N_("Tick, add and skip the steps of goals.")),
        Listed("start", "start", N_("Say at which level you begin.")),
        Listed("advance", "advance", N_("Go on or deeper, once a guideline is demonstrated.")),
        Listed("pace", "pace", N_("See and set the pace you want to go at.")),
        Listed("status", "status", N_("See where you are today.")),
    ),
    N_("About me"): (
        Listed("journal", "journal", N_("Write in your journal, and look back at the week.")),
        Listed("me", "me", N_("Note what you need, are good at and care about.")),
    ),
    N_("With others"): (
        Listed("people", "people", N_("See who helps you learn, and what came of it.")),
        Listed("ask", "asks", N_("Ask for support, and note what came of it.")),
        Listed("share", "sharing", N_("Share a piece with others here, or take one in.")),
        Listed("confirm", "confirming", N_("Let the host of an experience confirm it.")),
    ),
    N_("Look together"): (
        Listed("review", "reviews", N_("Prepare, hold and read reviews.")),
        Listed("assess", "reviewing", N_("Say how far along a piece shows something, as somebody else.")),
        Listed("feedback", "reviewing", N_("Give feedback, see and answer it.")),
        Listed("recognise", "reviewing", N_("Recognise what was demonstrated, as somebody else.")),
        Listed("mentor", "mentor", N_("See who waits for a mentor, in all portfolios.")),
        Listed("verify", "verify", N_("Check who signed what others said.")),
        Listed("signers", "signers", N_("List whose keys this workspace vouches for, and change it.")),
    ),
    N_("Carry it"): (
        Listed("connect", "connect", N_("Say where this workspace is carried to, and test it.")),
        Listed("sync", "carry", N_("Bring this workspace and its remote together.")),
        Listed("conflicts", "conflicts", N_("See what was changed in two places.")),
        Listed("resolve", "conflicts", N_("Choose what holds where two places differ.")),
        Listed("take-home", "home", N_("Take your portfolio home on a stick, with its history.")),
        Listed("import", "carry", N_("Take in a portfolio that another program exported.")),
    ),
    N_("A machine for many"): (Listed("kiosk", "kiosk", N_("Let many learners sign in at one shared machine.")),),
    N_("Look back"): (
        Listed("log", "history", N_("See what was changed, when and by whom.")),
        Listed("compare", "history", N_("See what grew between two days.")),
    ),
    N_("Look after it"): (
        Listed("rm", "trash", N_("Move pieces, goals or steps to the trash.")),
        Listed("restore", "trash", N_("Bring things back from the trash, or as they were.")),
        Listed("trash", "trash", N_("See what is in the trash, or empty it.")),
        Listed("undo", "trash", N_("Take the last change back.")),
        Listed("redo", "trash", N_("Do again what was taken back.")),
        Listed("check", "care", N_("Check that files are as they should be.")),
        Listed("doctor", "doctor", N_("Look whether all is well with this copy, and mend what is safe.")),
        Listed("schema", "care", N_("Print the JSON Schema of the file format.")),
        Listed("config", "config", N_("See the settings, and change them.")),
        Listed("keys", "keys", N_("List the keys of the app, and change them.")),
        Listed("themes", "care", N_("List the themes of the app.")),
        Listed("framework", "framework", N_("See, write, check and follow learning frameworks.")),
        Listed("completion", "care", N_("Let your shell complete commands, ids and codes.")),
    ),
}
"""The commands, section by section."""

ABOUT = (
    N_("Keep a portfolio of what you make and learn."),
    N_(
        "Show what each piece stands for, set goals, and go at a pace of your own. Everything stays in plain files that are "
        "yours; git carries them to your other machines. Without a command, the app opens."
    ),
)
"""What the program is for, paragraph by paragraph."""

EXAMPLES = (
    ("leaptui demo                                ", N_("look around in sample portfolios")),
    ("leaptui init ~/learning                     ", N_("make a folder for portfolios")),
    ("cd ~/learning && leaptui new amara          ", N_("begin a portfolio")),
    ('leaptui add "Rain gauge v2" --tag D4        ', N_("keep a piece of work")),
    ("leaptui                                     ", N_("open the app")),
)
"""What one types, and what it does."""

VALUES = {"--portfolio": N_("NAME"), "-C": N_("DIR")}
OPTIONS = {
    "--version": N_("Show the version and exit."),
    "--portfolio": N_("Work on this portfolio (also: LEAPTUI_PORTFOLIO)."),
    "-C": N_("Work in this folder's workspace."),
    "-h, --help": N_("Show this message and exit."),
}
"""The options of the outermost command, and the word for the value of those that take one."""


def answer(text: str) -> int:
    """Write a text to stdout, and give the exit code."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


def columns() -> int:
    """How many columns a page of help has."""
    asked = os.environ.get("COLUMNS", "")
    wide = int(asked) if asked.isdecimal() else 0
    if not wide:
        try:
            wide = os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else -1).columns
        except (OSError, ValueError):
            wide = _DEFAULT
    return max(min(wide, _DEFAULT) - 2, _LEAST)


def first_page(width: int) -> str:
    """The page, so many columns wide."""
    usage = f"{_('Usage:')} {PROGRAM} {_('[OPTIONS]')} {_('[COMMAND] [ARGS]...')}"
    lines = [usage]
    for paragraph in ABOUT:
        lines += ["", *(f"  {line}" for line in _wrapped(_(paragraph), width - 2))]
    lines += ["", f"{_('Examples')}:", *(f"  {typed}{_(does)}" for typed, does in EXAMPLES)]
    for section, commands in SECTIONS.items():
        lines += ["", f"{_(section)}:", *_columns(((one.name, _(one.does)) for one in commands), width)]
    named = (
        (f"{option} {_(VALUES[option])}" if option in VALUES else option, _(OPTIONS[option])) for option in OPTIONS
    )
    lines += ["", f"{_('Options')}:", *_columns(named, width)]
    return "\n".join(lines) + "\n"


def _columns(rows: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Names at the left, and what is said of each beside them."""
    said = list(rows)
    left = max(len(name) for name, _text in said) + 4
    for name, text in said:
        first, *rest = _wrapped(text, max(width - left, 10)) or [""]
        yield f"  {name}".ljust(left) + first
        yield from (" " * left + line for line in rest)


def _wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines at its blanks."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
