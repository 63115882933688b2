"""Which clone wrote a portfolio's file last on a line of history: what the commits of a sync say of themselves."""

from __future__ import annotations

import re

from leaptui.model.stamp import Stamp
from leaptui.sync.commits import TRAILER
from leaptui.sync.git import Git
from leaptui.sync.paths import FOLDERS
from leaptui.sync.working import clone_stamp

_STAMP = re.compile(r"(?P<clone>[\w.-]{1,80}) (?P<revision>\d{1,18})")


def writers(git: Git, base: str | None, tip: str, path: str = FOLDERS[0]) -> dict[str, Stamp]:
    """The stamps of the commits that changed each file below a path last, on the way from `base` to `tip`.

    A commit that no sync made has the beginning of its id for a clone. Raises GitFailed.
    """
    span = f"{base}..{tip}" if base else tip
    form = f"--format=%x01%H %(trailers:key={TRAILER},valueonly)%x02"
    options = ("--first-parent", "-m", "--name-only", "--no-renames", "--no-ext-diff", "-z", form, span, "--", path)
    output = git.run("log", *options).output.decode("utf-8", "surrogateescape")
    stamps: dict[str, Stamp] = {}
    for block in output.split("\x01")[1:]:
        said, _, names = block.partition("\x02")
        commit, _, trailer = said.partition(" ")
        found = _STAMP.fullmatch(trailer.strip())
        stamp = Stamp(found["clone"], int(found["revision"])) if found else clone_stamp(commit)
        for name in names.split("\0"):
            stamps.setdefault(name.lstrip("\n"), stamp)
    return stamps
