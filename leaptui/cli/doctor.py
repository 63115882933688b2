"""Looking after a copy of a workspace as a whole."""

from __future__ import annotations

from contextlib import nullcontext

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Here, clock, in_workspace, pass_here
from leaptui.cli.output import out, out_json, say
from leaptui.language import N_, _, as_written, ngettext

_WORDS = {
    "well": N_("well"),
    "note": N_("note"),
    "mended": N_("mended"),
    "mendable": N_("can be mended"),
    "wrong": N_("wrong"),
}
_PARTS = {
    "git": N_("git"),
    "settings": N_("settings"),
    "history": N_("history"),
    "identity": N_("name"),
    "locks": N_("locks"),
    "clock": N_("clock"),
    "copy": N_("copy"),
    "size": N_("size"),
    "remote": N_("remote"),
    "files": N_("files"),
    "links": N_("links"),
    "attachments": N_("attachments"),
}
_MOST_NAMED = 5


@click.command(
    "doctor",
    cls=Command,
    examples=("leaptui doctor", "leaptui doctor --offline --json", "leaptui doctor --dry-run"),
)
@click.option("--offline", is_flag=True, help="Leave the remote out.")
@click.option("--dry-run", is_flag=True, help="Only say what it would mend.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of findings.")
@in_workspace
@pass_here
def doctor_command(here: Here, *, offline: bool, dry_run: bool, as_json: bool) -> int:
    """Look at git, its settings, the remote, locks, the clock, this copy and all portfolios, and mend what can be mended safely.

    It says what it did. Nothing of what a learner wrote or attached is ever removed. Ends with 1 where something is wrong
    that it does not mend.
    """
    from leaptui.sync.doctor import Health, examine

    workspace = here.workspace()
    with as_written() if as_json else nullcontext():
        found = []
        for finding in examine(workspace, clock(), offline=offline, mend=not dry_run):
            found.append(finding)
            if not as_json:
                out(f"{_(_PARTS[finding.part])}: {_(_WORDS[finding.health])}: {finding.says}")
                for path in finding.paths[:_MOST_NAMED] if finding.health is not Health.WELL else ():
                    out(f"  {path}")
                if len(finding.paths) > _MOST_NAMED:
                    out("  " + _("and {n} more").format(n=len(finding.paths) - _MOST_NAMED))
    if as_json:
        out_json(
            [
                {"part": one.part, "health": one.health.value, "says": one.says, "paths": list(one.paths)}
                for one in found
            ]
        )
    wrong = sum(one.health is Health.WRONG for one in found)
    if not as_json:
        say(
            ngettext("{n} thing wants a look.", "{n} things want a look.", wrong).format(n=wrong)
            if wrong
            else _("All is well.")
        )
    return 1 if wrong else 0
