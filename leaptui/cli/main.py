"""The outermost command, and the one way a run ends: an exit code, and a sentence where something went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from leaptui import __version__
from leaptui.cli.codes import DONE, FAILED, INTERRUPTED, MISUSE
from leaptui.cli.command import SectionedGroup
from leaptui.cli.front import ABOUT, PROGRAM, SECTIONS
from leaptui.cli.here import Here, clock, in_portfolio, pass_here
from leaptui.cli.output import need_terminal, say
from leaptui.language import _


@click.group(cls=SectionedGroup, sections=SECTIONS, help="\n\n".join(ABOUT))
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
@in_portfolio
@pass_here
@click.pass_context
def leaptui(ctx: click.Context, here: Here) -> int:
    """Open the app, where no command was called."""
    if ctx.invoked_subcommand is not None:
        return DONE
    return open_app(here)


def open_app(here: Here) -> int:
    """Open the app on what is here. Raises a usage error where there is no terminal."""
    need_terminal()
    from leaptui.tui.run import run as run_app

    workspace = here.workspace() if here.asked else here.workspace_to_be()
    return run_app(workspace, here.preferred(workspace), clock=clock(), is_asked=here.asked is not None)


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code, one of those of `leaptui.cli.codes`."""
    try:
        code = leaptui.main(args=list(arguments), prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "leaptui"
        help_there = _("help: {command}").format(command=f"{command} --help")
        code = _ended(f"{_sentence(error.format_message())} ({help_there})", MISUSE)
    except click.ClickException as error:
        code = _ended(_sentence(error.format_message()))
    except click.Abort:
        code = _ended(_("interrupted"), INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has seen enough; what is still in the buffer must not be written at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = FAILED
    except _expected() as error:
        code = _ended(str(error))
    except OSError as error:
        code = _ended(_system(error))
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
    from leaptui.store.files import reason

    what = f" ({error.filename})" if error.filename else ""
    return _("the system refused: {reason}; what was saved before is safe").format(reason=reason(error) + what)
