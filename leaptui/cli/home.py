"""Taking a portfolio home on a stick."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Command
from leaptui.cli.here import Here, clock, in_portfolio, pass_here
from leaptui.cli.output import Steps, out, out_json
from leaptui.language import as_written

if TYPE_CHECKING:
    from leaptui.sync.home import TakenHome


@click.command(
    "take-home",
    cls=Command,
    examples=("leaptui take-home /media/stick", "leaptui take-home /media/stick --portfolio amara --json"),
)
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_portfolio
@pass_here
def take_home_command(here: Here, target: Path, *, as_json: bool) -> int:
    """Take your portfolio home: a new folder in DIR, such as a stick, with its attachments and its history.

    The folder is a workspace in which leaptui can be opened, and holds a bundle that “leaptui join” takes. Nothing of other
    learners is in it: their files, words and names are left out of the history, too. What is not synced yet goes along.

    All of it is read back before it gets its name, and nothing that is there is overwritten. Ends with 3 where the content of an
    attachment was missing here already, and with 1 where it could not be taken; then nothing of it is left in DIR.
    """
    from leaptui.sync.home import take_home

    workspace = here.workspace()
    name = here.choose(workspace)
    with as_written() if as_json else nullcontext(), Steps() as steps:
        taken = take_home(workspace, name, target, progress=steps, clock=clock())
    if as_json:
        out_json(_json(taken))
    else:
        out(taken.sentence)
    return WAITING if taken.missing else 0


def _json(taken: TakenHome) -> dict[str, object]:
    return {
        "folder": str(taken.folder),
        "bundle": str(taken.bundle) if taken.bundle else None,
        "versions": taken.versions,
        "attachments": taken.attachments,
        "bytes": taken.size,
        "missing": list(taken.missing),
        "says": taken.sentence,
    }
