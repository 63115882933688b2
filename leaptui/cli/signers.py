"""Whose keys a workspace vouches for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group
from leaptui.cli.here import Here, in_workspace, pass_here
from leaptui.cli.output import note, out_json, say, table
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.signing.signers import SignerLine


@click.group(
    "signers",
    cls=Group,
    examples=(
        "leaptui signers",
        'leaptui signers add "J. Lind" lind.pub',
        'leaptui signers remove "J. Lind"',
    ),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of signers.")
@in_workspace
@pass_here
@click.pass_context
def signers_command(ctx: click.Context, here: Here, *, as_json: bool) -> int:
    """List whose ssh keys this workspace vouches for, each with its fingerprint.

    They stand in the file allowed_signers of the workspace and are synced with it. Whoever can write the workspace can change
    that file: compare a fingerprint with the person it belongs to, face to face or by telephone, before you rely on it.
    """
    return 0 if ctx.invoked_subcommand is not None else _list(here, as_json=as_json)


@signers_command.command(
    "list",
    short_help="List whose keys are vouched for.",
    examples=("leaptui signers list", "leaptui signers list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of signers.")
@in_workspace
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List whose keys this workspace vouches for, each with its fingerprint."""
    return _list(here, as_json=as_json)


@signers_command.command(
    "add",
    short_help="Vouch for somebody's key.",
    examples=('leaptui signers add "J. Lind" lind.pub', 'leaptui signers add "J. Lind" ~/.ssh/id_ed25519.pub'),
)
@click.argument("name", metavar="NAME")
@click.argument("key", metavar="KEY", type=click.Path(path_type=Path))
@in_workspace
@pass_here
def add_command(here: Here, name: str, key: Path) -> int:
    """Vouch for the public key in a file as NAME's: write the name as portfolios of this workspace call that person."""
    from leaptui.signing.signers import add_signer

    made = add_signer(here.workspace(), name, key.expanduser())
    say(
        _("{name} can sign here now, with the key {fingerprint}.").format(
            name=made.names[0], fingerprint=made.fingerprint
        )
    )
    return 0


@signers_command.command(
    "remove",
    short_help="Vouch for somebody no more.",
    examples=(
        'leaptui signers remove "J. Lind"',
        "leaptui signers remove SHA256:l9qmGA63HAN3nLRbL71Os3qAzt01RNBB/0N6zCPoz4A",
    ),
)
@click.argument("name", metavar="NAME")
@in_workspace
@pass_here
def remove_command(here: Here, name: str) -> int:
    """Vouch no more for the keys of NAME, or for the key with that fingerprint.

    What they signed stays, as signed by a key that nobody here vouches for.
    """
    from leaptui.signing.signers import remove_signer

    gone = remove_signer(here.workspace(), name)
    said = ngettext("{n} key is vouched for no more.", "{n} keys are vouched for no more.", len(gone))
    say(said.format(n=len(gone)))
    return 0


def _list(here: Here, *, as_json: bool) -> int:
    from leaptui.signing.signers import FILE, read_signers

    found = read_signers(here.workspace())
    if as_json:
        out_json([_json(one) for one in found.lines])
    elif found.lines:
        table([(", ".join(one.names), one.kind, one.fingerprint) for one in found.lines], stretch=0)
    else:
        say(_("Nobody is vouched for here yet: “leaptui signers add NAME KEY.pub” begins it."))
    for line in found.senseless:
        note(_("line {line} of {file} makes no sense and counts for nothing").format(line=line, file=FILE))
    return 0


def _json(one: SignerLine) -> dict[str, object]:
    return {
        "names": [*one.names],
        "kind": one.kind,
        "fingerprint": one.fingerprint,
        "options": [*one.options],
        "for_leaptui": one.is_ours,
    }
