"""Where a kiosk keeps what is its own, and that nobody else can read it there."""

from __future__ import annotations

import hashlib
import os
import shlex
import stat
from pathlib import Path

from leaptui.language import _
from leaptui.store.errors import Refused, StoreError
from leaptui.store.files import explain
from leaptui.store.sources import overlaps
from leaptui.store.workspace import Workspace

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def kiosk_home(workspace: Workspace, chosen: Path | None = None) -> Path:
    """The folder of a workspace's kiosk on this machine: the one chosen, or one of the user's own by the workspace's path."""
    if chosen is not None:
        return chosen.absolute()
    from platformdirs import user_state_path

    mark = hashlib.sha256(os.fsencode(workspace.root.resolve())).hexdigest()[:16]
    return user_state_path("leaptui") / "kiosk" / mark


def make_private(home: Path, root: Path) -> None:
    """Make the folder, for its owner alone.

    Raises Refused where it would lie in the workspace, or one of the two has a name that cannot be kept; StoreError.
    """
    for folder in (home, root.resolve()):
        _check_text(folder)
    _check_outside(home, root)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as error:
        raise StoreError(explain(error, _("{folder} could not be made").format(folder=home))) from error


def check_private(home: Path, file: Path, root: Path) -> None:
    """Look that a file and its folder are this user's alone. Raises Refused where they are not, OSError."""
    _check_outside(home, root)
    for path in (home, file):
        found = path.lstat()
        if stat.S_ISLNK(found.st_mode):
            raise Refused(_("{file} is a link, and a kiosk follows none").format(file=path))
        if found.st_uid != os.geteuid():
            raise Refused(_("{file} belongs to another user of this machine").format(file=path))
        if stat.S_IMODE(found.st_mode) & _OTHERS:
            words = _("others of this machine may read or write {file}: “chmod go= {file}” makes it its owner's alone")
            raise Refused(words.format(file=path))


def open_words(root: Path) -> str:
    """What to do where others of this machine can read a folder or write in it, in a sentence; "" where they cannot.

    They can where it and every folder above let them in. Raises OSError.
    """
    folder = root.resolve()
    if not all(stat.S_IMODE(one.stat().st_mode) & _OTHERS for one in (folder, *folder.parents)):
        return ""
    words = _("others of this machine can read the workspace: “chmod 700 {folder}” closes it to them")
    return words.format(folder=shlex.quote(str(folder)))


def check_stick(stick: str | None, home: Path, root: Path) -> None:
    """Look that the folder of the sticks has nothing to do with what others wrote.

    Raises Refused where it has, or it has a name that cannot be kept. `home` is the kiosk's own folder, `root` the workspace's.
    """
    if stick is None:
        return
    _check_text(Path(stick))
    if overlaps(Path(stick), (home, root)):
        words = _(
            "sticks cannot appear at {folder}: it holds the workspace or the kiosk's own folder, or lies in one of them"
        )
        raise Refused(words.format(folder=stick))


def _check_text(folder: Path) -> None:
    text = os.fsencode(folder).decode(errors="replace")
    if text != str(folder):
        raise Refused(_("a kiosk cannot use {folder}: its name is not in UTF-8").format(folder=text))


def _check_outside(home: Path, root: Path) -> None:
    if home.resolve().is_relative_to(root.resolve()):
        raise Refused(
            _("the kiosk's folder cannot lie in the workspace, which is synced: {folder}").format(folder=home)
        )


def has_room(path: Path) -> bool:
    """Whether the disk would take a file once more: where it does not take the kiosk's, no try can be noted."""
    try:
        found, size = os.statvfs(path.parent), path.stat().st_size
    except OSError:
        return True  # what is wrong says the next question
    if found.f_flag & os.ST_RDONLY:
        return False
    free = found.f_bavail if os.geteuid() else found.f_bfree
    return free * found.f_frsize > size or not found.f_blocks  # some say nothing of their size
