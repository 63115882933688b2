"""Giving a portfolio's file another name: all that goes by the name moves along, and a kill in the middle is finished later.

What is to be done is noted in `.leaptui/renaming/OLD` first. The file itself moves in one step, so that at every moment the
portfolio is there whole under one of the two names. Whoever next opens a portfolio of the workspace does what was left to do;
each step may be done twice. The note ends as `.leaptui/renamed/OLD`, which tells a program that still has the old name open.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, suppress
from pathlib import Path

from leaptui.language import _
from leaptui.store.errors import ReadOnly, StoreError
from leaptui.store.files import TEMPORARY, clear_stale, explain, read_bytes, sync_folder, write_atomically
from leaptui.store.workspace import LOCK_SECONDS, Workspace, check_name, is_name, twin_key

_BRIEFLY = 0.2
"""Seconds one waits, while a portfolio is opened, for a program that may be in the middle of a rename."""
OWN = {"undo": ".jsonl", "saves": ".jsonl", "drafts": ".json", "good": ".json"}
"""The folders of what goes by a portfolio's name and is never synced, with the ending of its files."""


def rename_portfolio(workspace: Workspace, old: str, new: str) -> None:
    """Give a portfolio another name, with its attachments, its undo, its drafts and its place among those opened lately.

    Raises Missing where there is none of the old name, Refused for a bad name, ReadOnly where another portfolio has the new
    one (or one that is the same file on some systems), StoreError; then nothing is changed.
    """
    workspace.require(old)
    check_name(new)
    if new == old:
        return
    with ExitStack() as locks:
        _hold(workspace, old, new, locks, LOCK_SECONDS)
        workspace.require(old)
        _check_free(workspace, old, new)
        note = workspace.local_dir / "renaming" / old
        try:
            note.parent.mkdir(exist_ok=True)
            write_atomically(note, new.encode(), mode=0o600)
            _carry_out(workspace, old, new)
        except OSError as error:
            raise StoreError(
                explain(
                    error,
                    _("{file} could not be renamed whole; what is left to do is done at the next start").format(
                        file=f"{old}.json"
                    ),
                )
            ) from error


def finish_renames(workspace: Workspace) -> None:
    """Do what killed programs left to do. Where that is not possible now, it waits for the next time."""
    folder = workspace.local_dir / "renaming"
    try:
        notes = sorted(note.name for note in folder.iterdir())
    except OSError:
        return
    clear_stale(folder)
    for old in notes:
        if old.startswith(TEMPORARY):
            continue
        with suppress(OSError, StoreError), ExitStack() as locks:
            new = read_bytes(folder / old, 1000).decode("utf-8", "replace")
            if not is_name(old) or not is_name(new):
                (folder / old).unlink()
                continue
            _hold(workspace, old, new, locks, _BRIEFLY)
            if os.path.lexists(folder / old):  # nobody else finished it meanwhile
                _carry_out(workspace, old, new)


def _hold(workspace: Workspace, old: str, new: str, locks: ExitStack, seconds: float) -> None:
    """Hold the locks of both names, in one order for all; two names that may be one file have one lock."""
    names = [old] if twin_key(old) == twin_key(new) else sorted((old, new))
    for name in names:
        locks.enter_context(workspace.lock(name, seconds=seconds))


def _check_free(workspace: Workspace, old: str, new: str) -> None:
    others = (there for there in workspace.names() if there != old)
    twin = next((there for there in others if twin_key(there) == twin_key(new)), None)
    if twin is not None:
        raise ReadOnly(_("there is a portfolio “{name}” already; nothing was changed").format(name=twin))
    folder = workspace.files_dir(new)
    if os.path.lexists(folder) and not _is_same(folder, workspace.files_dir(old)):
        raise ReadOnly(
            _("there is a folder “{folder}” already, left by another portfolio; nothing was changed").format(
                folder=folder.name
            )
        )


def _carry_out(workspace: Workspace, old: str, new: str) -> None:
    """Take every step that is not taken yet. Raises OSError; the steps taken stay."""
    before, after = workspace.path(old), workspace.path(new)
    if os.path.lexists(before) and os.path.lexists(after) and not _is_same(before, after):
        # Somebody else has begun a portfolio of that name since: both stay, and attachments go with the one they belong to.
        _move(workspace.files_dir(new), workspace.files_dir(old))
        (workspace.local_dir / "renaming" / old).unlink(missing_ok=True)
        return
    if os.path.lexists(before) or os.path.lexists(after):
        own = [(own_path(workspace, folder, old), own_path(workspace, folder, new)) for folder in OWN]
        if not os.path.lexists(after):
            for theirs, stale in own:
                # What an earlier portfolio of the new name left behind is not this one's.
                if not _is_same(theirs, stale):
                    stale.unlink(missing_ok=True)
        _move(workspace.files_dir(old), workspace.files_dir(new))
        _move(before, after)
        sync_folder(workspace.portfolios_dir)
        for mine, moved in own:
            _take_along(mine, moved)
        recent = workspace.recent_names()
        if old in recent:
            workspace.note_recent(list(dict.fromkeys(new if name == old else name for name in recent)))
    done = workspace.local_dir / "renamed"
    done.mkdir(exist_ok=True)
    (done / new).unlink(missing_ok=True)
    _take_along(workspace.local_dir / "renaming" / old, done / old)
    with suppress(OSError):  # other renames may be under way
        (workspace.local_dir / "renaming").rmdir()


def _move(before: Path, after: Path) -> None:
    """Move what is there to a name nothing has, or has under another spelling; done already where it is gone."""
    if os.path.lexists(before) and (not os.path.lexists(after) or _is_same(before, after)):
        before.rename(after)


def own_path(workspace: Workspace, folder: str, name: str) -> Path:
    """What this copy alone keeps of a portfolio, in one of the folders of `OWN`."""
    return workspace.local_dir / folder / f"{name}{OWN[folder]}"


def _take_along(before: Path, after: Path) -> None:
    """Move what belongs to this copy alone; done already where it is gone."""
    try:
        before.replace(after)
    except FileNotFoundError:
        return


def _is_same(first: Path, second: Path) -> bool:
    """Whether two names lead to one file: on some systems `Amara` and `amara` do."""
    try:
        return first.samefile(second)
    except FileNotFoundError:
        return False
