"""Portfolios that a sync takes away as a whole: it is told which, and how each comes back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote

from leaptui.language import _, and_list, ngettext
from leaptui.sync.ground import Ground
from leaptui.sync.moves import marks_of
from leaptui.sync.objects import Entry, Tree
from leaptui.sync.outcome import Gone
from leaptui.sync.paths import FOLDERS, Sort, is_carried, portfolio_name, shown, sort_of
from leaptui.sync.working import parse

_MOST_NAMED = 3
_LETTERS = 10
"""How much of a commit's id is told."""


@dataclass(frozen=True)
class _Documents:
    """The portfolios among entries that take the place of others: those that are gone, and those that are new."""

    gone: Mapping[str, Entry]
    new: Mapping[str, Entry]

    @classmethod
    def among(cls, before: Tree, after: Mapping[str, Entry | None]) -> _Documents:
        paths = [
            path
            for path in sorted(after)
            if is_carried(path) and sort_of(path) is Sort.DOCUMENT and portfolio_name(path)
        ]
        gone = {path: before[path] for path in paths if after[path] is None and path in before}
        new = {path: entry for path in paths if (entry := after[path]) is not None and path not in before}
        return cls(gone, new)


def gone_among(
    ground: Ground, before: Tree, after: Mapping[str, Entry | None], commit: str | None, *, is_here: bool
) -> tuple[Gone, ...]:
    """The portfolios that are gone where entries take the place of others; one that got another name is not.

    `commit` is one that still has them; `is_here`: they were taken out on this machine. Raises GitFailed.
    """
    found = _Documents.among(before, after)
    if not found.gone or commit is None:
        return ()
    contents = ground.objects.read(entry.id for entry in (*found.gone.values(), *found.new.values()))
    old, new = (
        marks_of(parse(contents[entry.id]) for entry in entries.values()) for entries in (found.gone, found.new)
    )
    names = [
        portfolio_name(path)
        for path, was in zip(found.gone, old, strict=True)
        if not (was and any(now and was.are_of(now) for now in new))
    ]
    return tuple(Gone(name, commit, is_here) for name in names if name)


def gone_words(gone: Sequence[Gone]) -> str:
    """Say which portfolios are gone, all on one side, and how they come back, as a clause."""
    names = and_list([_("“{name}”").format(name=shown(one.name)) for one in gone[:_MOST_NAMED]])
    more = len(gone) - _MOST_NAMED
    if more > 0:
        names = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=names, n=more)
    here = ngettext(
        "the portfolio {names} was taken out here, and with that on the remote",
        "the portfolios {names} were taken out here, and with that on the remote",
        len(gone),
    )
    there = ngettext(
        "the portfolio {names} was taken out elsewhere, and with that here",
        "the portfolios {names} were taken out elsewhere, and with that here",
        len(gone),
    )
    back = ngettext("“{command}” brings it back", "“{command}” brings them back", len(gone))
    paths = " ".join(quote(f"{FOLDERS[0]}/{shown(one.name)}.*") for one in gone)
    said = (here if gone[0].is_here else there).format(names=names)
    return f"{said}: {back.format(command=f'git restore -s {gone[0].commit[:_LETTERS]} {paths}')}"
