"""The outermost command, and the one way a run ends: an exit code, and a sentence where something went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from leaptui import __version__
from leaptui.cli.command import SectionedGroup
from leaptui.cli.here import Here, clock, in_portfolio, pass_here
from leaptui.cli.output import need_terminal, say

DONE, FAILED, MISUSE, WAITING, INTERRUPTED = 0, 1, 2, 3, 130

_SECTIONS = {
    "Begin": {"demo": "begin", "init": "begin", "new": "begin"},
    "Evidence": {
        "add": "evidence",
        "edit": "evidence",
        "tag": "tags",
        "untag": "tags",
        "list": "lists",
        "show": "show",
    },
    "Goals and pace": {"goal": "goals", "step": "steps", "pace": "pace", "status": "status"},
    "Carry it": {"sync": "carry", "settle": "settle", "import": "carry"},
    "Look after it": {
        "rm": "trash",
        "restore": "trash",
        "trash": "trash",
        "undo": "trash",
        "redo": "trash",
        "check": "care",
        "schema": "care",
        "themes": "care",
        "frameworks": "care",
        "completion": "care",
    },
}


@click.group(
    cls=SectionedGroup,
    sections=_SECTIONS,
    examples=(
        "leaptui demo                                look around in sample portfolios",
        "leaptui init ~/learning                     make a folder for portfolios",
        "cd ~/learning && leaptui new amara          begin a portfolio",
        'leaptui add "Rain gauge v2" --tag D4        keep a piece of work',
        "leaptui                                     open the app",
    ),
)
@click.version_option(__version__, prog_name="leaptui", message="%(prog)s %(version)s")
@in_portfolio
@pass_here
@click.pass_context
def leaptui(ctx: click.Context, here: Here) -> int:
    """Keep a portfolio of what you make and learn.

    Show what each piece stands for, set goals, and go at a pace of your own. Everything stays in plain files that are
    yours; git carries them to your other machines. Without a command, the app opens.
    """
    if ctx.invoked_subcommand is not None:
        return DONE
    return open_app(here)


def open_app(here: Here) -> int:
    """Open the app on what is here. Raises a usage error where there is no terminal."""
    need_terminal()
    from leaptui.tui.run import run as run_app

    workspace = here.find_workspace()
    return run_app(workspace, here.preferred(workspace) if workspace is not None else None, clock=clock())


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  # one return for each way a run ends
    """Run a command line and give its exit code.

    0 done, 1 failed, 2 misuse, 3 done but something waits for a decision, 130 interrupted.
    """
    try:
        code = leaptui.main(args=list(arguments), prog_name="leaptui", standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "leaptui"
        return _ended(f"{_sentence(error.format_message())} (help: {command} --help)", MISUSE)
    except click.ClickException as error:
        return _ended(_sentence(error.format_message()))
    except click.Abort:
        return _ended("interrupted", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except _expected() as error:
        return _ended(str(error))
    except OSError as error:
        return _ended(_system(error))
    return code if isinstance(code, int) else DONE


def _ended(sentence: str, code: int = FAILED) -> int:
    say(f"leaptui: {sentence}")
    return code


def _sentence(message: str) -> str:
    """Click's message as the other messages are written: no full stop, a small letter first."""
    message = " ".join(message.split()).rstrip(".")
    return message[:1].lower() + message[1:] if message[1:2].islower() else message


def _expected() -> tuple[type[Exception], ...]:
    """The errors whose text is a sentence for the learner; asked for only once something was raised."""
    from leaptui.model.edits import Invalid
    from leaptui.store.errors import StoreError
    from leaptui.sync import Stopped

    return (StoreError, Invalid, Stopped)


def _system(error: OSError) -> str:
    reason = (error.strerror or "no reason given").lower()
    what = f" ({error.filename})" if error.filename else ""
    return f"the system refused: {reason}{what}; what was saved before is safe"
