"""The keys of the app, and the file in which they can be changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.output import cut, out, out_json, say, width
from leaptui.language import _

if TYPE_CHECKING:
    from leaptui.tui.bindings import Bound
    from leaptui.tui.keymap import Keymap


@click.command(
    "keys",
    cls=Command,
    examples=("leaptui keys", "leaptui keys --toml > ~/.config/leaptui/keys.toml"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of bindings.")
@click.option(
    "--toml", "as_toml", is_flag=True, help="Print a whole keys.toml to begin with; nothing in it is changed yet."
)
def keys_command(*, as_json: bool, as_toml: bool) -> int:
    """List every key of the app, screen by screen, with what it does and the name by which it can be changed.

    Your own keys are kept in keys.toml in the folder of your settings. What is wrong in that file is named on stderr,
    and the command ends with 1; the app then works with the keys that come with it.
    """
    from leaptui.tui.bindings import all_bindings
    from leaptui.tui.keymap import keymap_path, keymap_template, load_keymap

    bindings = _once(all_bindings())
    keymap = load_keymap()
    if as_json:
        out_json([_json(bound, keymap) for bound in bindings])
    elif as_toml:
        out(keymap_template().rstrip("\n"))
    else:
        _list(bindings, keymap)
    for trouble in keymap.troubles:
        say(f"leaptui: {trouble}")
    if keymap.troubles:
        say(_("leaptui: all keys are as they come until {file} is mended").format(file=keymap_path()))
    return 1 if keymap.troubles else 0


def _once(bindings: Iterable[Bound]) -> list[Bound]:
    """Each binding once for each screen: many panes may open what the cursor is on with the same key."""
    return list({(bound.where, bound.id, bound.tooltip): bound for bound in bindings}.values())


def _keys(bound: Bound, keymap: Keymap) -> tuple[str, ...]:
    return keymap.keys.get(bound.id, bound.keys)


def _list(bindings: Sequence[Bound], keymap: Keymap) -> None:
    from rich.cells import cell_len

    from leaptui.tui.keys import key_name

    rows = [(" ".join(map(key_name, _keys(bound, keymap))), _(bound.tooltip), bound.id) for bound in bindings]
    # Every section has the same columns, so that they can be read down.
    room = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    columns = width()
    if columns is not None:
        room[1] = max(20, min(room[1], columns - room[0] - room[2] - 4))
    where = ""
    for bound, row in zip(bindings, rows, strict=True):
        if bound.where != where:
            if where:
                out()
            where = bound.where
            out(where)
        out(
            "  ".join(
                cut(cell, size) + " " * (size - cell_len(cut(cell, size))) for cell, size in zip(row, room, strict=True)
            ).rstrip()
        )


def _json(bound: Bound, keymap: Keymap) -> dict[str, object]:
    from leaptui.tui.keynames import written_key

    keys = _keys(bound, keymap)
    return {
        "id": bound.id,
        "keys": [written_key(key) for key in keys],
        "default": [written_key(key) for key in bound.keys],
        "what": bound.tooltip,
        "part": bound.part or "app",
        "changed": keys != bound.keys,
    }
