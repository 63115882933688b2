"""Three-way merge of a file whose lines are a set: each stands for itself, and none is lost."""

from __future__ import annotations


def merge_line_sets(base: bytes, mine: bytes, theirs: bytes) -> bytes:
    """Put two versions of such a file together: what either added since `base`, less what either took out.

    The order of `mine` is kept, and what theirs adds comes after it. Blank lines and remarks are lines like others.
    """
    before, ours, others = base.splitlines(), mine.splitlines(), theirs.splitlines()
    gone = set(before) - set(others)
    known = {*before, *ours}
    kept = [line for line in ours if line not in gone]
    added = [line for line in others if line not in known]
    return b"".join(line + b"\n" for line in [*kept, *dict.fromkeys(added)])
