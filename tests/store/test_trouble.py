"""Full disks, read-only folders and files one may not touch: one sentence, and what was there stays as it was."""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.model.canonical import Record
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.store.desk import (
    AT,
    CLOCK,
    GAUGE,
    REPOSITORY,
    Desk,
    amara,
    begin,
    open_count,
    program,
    retitle,
    run,
    tell,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits and permissions are set the Linux way")


def attempt(action: Callable[[], object]) -> str:
    """What the learner is told; nothing where it worked."""
    before = open_count()
    try:
        action()
    except StoreError as error:
        assert open_count() == before
        return str(error)
    return ""


def limit_files(size: int) -> None:
    """Let no file of this process grow over a size: the disk is full for it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def obey_permissions() -> None:
    """Give up root's right to pass over permissions."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    assert ctypes.CDLL(None).capset(header, nothing) == 0


def sentence(said: object) -> str:
    assert isinstance(said, str)
    assert said, "it must not have worked"
    assert "\n" not in said
    assert "Traceback" not in said
    assert "Errno" not in said
    return said


def save_on_a_full_disk(root: str) -> None:
    desk = Desk(Path(root))
    store = desk.open()
    retitle(store, GAUGE, "Before")
    limit_files(desk.path.stat().st_size - 1)
    body: Record = {"body": ["x" * 5000]}
    tell(
        edit=attempt(lambda: store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, body))),
        undo=attempt(store.undo),
        attach=attempt(lambda: store.attach_data(b"x" * 10_000, "x.txt")),
        create=attempt(lambda: PortfolioStore.create(desk.workspace, "new", amara() | {"x": {"y": body}}, CLOCK)),
        shown=store.portfolio.evidence[GAUGE].title,
        label=store.undo_label,
    )


def test_on_a_full_disk_an_edit_is_refused_and_the_old_file_stands(desk: Desk) -> None:
    document = desk.document
    told = run(save_on_a_full_disk, desk.root)
    for action in ("edit", "undo", "attach", "create"):
        assert "file too large" in sentence(told[action])
    assert "this change is not saved" in str(told["edit"])
    assert (told["shown"], told["label"]) == ("Before", "Edited “Rain gauge”")
    document["evidence"][GAUGE] |= {"title": "Before", "modified": AT}
    assert desk.document == document
    assert desk.leftovers() == []
    assert not any(desk.open().files_dir.iterdir())
    assert desk.workspace.names() == ["amara"]


def save_until_the_journal_is_full(root: str) -> None:
    desk = Desk(Path(root))
    store = desk.open()
    while not desk.journal.exists() or desk.journal.stat().st_size < 60_000:
        retitle(store, GAUGE, f"Title {desk.path.stat().st_ino}")
    whole = desk.journal.stat().st_size
    limit_files(whole + 100)
    retitle(store, GAUGE, "Saved all the same")
    tell(
        notice=store.notice,
        whole=desk.journal.stat().st_size == whole,
        label=store.undo_label,
        undone=[store.undo(), store.portfolio.evidence[GAUGE].title],
        again=[store.redo(), store.portfolio.evidence[GAUGE].title],
    )


def test_where_undo_cannot_be_noted_the_edit_stands_and_the_learner_is_told(desk: Desk) -> None:
    told = run(save_until_the_journal_is_full, desk.root)
    assert "the change is saved, but it may not be possible to undo it later" in sentence(told["notice"])
    assert told["whole"] is True, "no half line stays in the journal"
    assert told["label"] is not None
    assert told["again"] == [told["label"], "Saved all the same"]
    assert desk.title(GAUGE) == "Saved all the same"
    other = desk.open()
    assert other.undo_label is not None, "what was noted before can still be undone"


def fill_a_small_disk(root: str) -> None:
    """Save on a tiny disk until it is full, and for some time on."""
    desk = begin(Path(root))
    store = desk.open()
    told: list[str] = []
    saved = 0
    for number in range(200):
        body = [f"{number} " + "x" * 3000]
        change = edits.add_evidence(store.portfolio, AT, {"title": str(number), "body": [*body]})[0]
        said = attempt(partial(store.apply, change))
        if said:
            told.append(said)
        else:
            saved += 1
        assert len(desk.document["evidence"]) == 3 + saved
        if len(told) == 5:
            break
    assert desk.leftovers() == []
    tell(saved=saved, told=told)


def test_a_disk_that_fills_up_keeps_every_save_that_was_acknowledged(tmp_path: Path) -> None:
    inner = subprocess.list2cmdline(program(fill_a_small_disk, tmp_path / "small"))
    script = f'mount -t tmpfs -o size=400k tmpfs "{tmp_path}/small" || exit 77; exec {inner}'
    (tmp_path / "small").mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
    if shutil.which("unshare") is None:
        pytest.skip("there is no unshare here")
    done = subprocess.run(alone, check=False, cwd=REPOSITORY, capture_output=True, text=True, timeout=60)
    if done.returncode in (1, 77) and "Traceback" not in done.stderr:
        pytest.skip("no disk of our own can be mounted here")
    assert done.returncode == 0, done.stderr
    assert '"saved": ' in done.stdout
    assert "no space left on device" in done.stdout


def save_without_permission(root: str, what: str) -> None:
    desk = Desk(Path(root))
    store = desk.open()
    retitle(store, GAUGE, "Before")
    secret = desk.root / "secret.txt"
    secret.write_text("secret")
    secret.chmod(0)
    obey_permissions()
    for path in [desk.root / part for part in what.split(",")]:
        path.chmod(0o500 if path.is_dir() else 0)
    tell(
        edit=attempt(lambda: retitle(store, GAUGE, "Mine")),
        attach=attempt(lambda: store.attach_data(b"x", "x.txt")),
        attach_secret=attempt(lambda: store.attach(secret)),
        open=attempt(desk.open),
        refresh=attempt(store.refresh),
        create=attempt(lambda: PortfolioStore.create(desk.workspace, "new", amara(), CLOCK)),
        names=desk.workspace.names(),
    )


def test_in_a_read_only_folder_everything_can_be_read_and_nothing_is_written(desk: Desk) -> None:
    told = run(save_without_permission, desk.root, "portfolios,.leaptui/locks,.leaptui/undo,.leaptui,.")
    for action in ("edit", "attach", "create"):
        assert "permission denied" in sentence(told[action])
    assert sentence(told["attach_secret"]) == "secret.txt could not be read: permission denied; nothing was added"
    assert told["open"] == ""
    assert told["refresh"] == ""
    assert told["names"] == ["amara"]
    assert desk.title(GAUGE) == "Before"
    assert desk.leftovers() == []
    assert [path.name for path in desk.path.parent.iterdir()] == ["amara.json"]


def save_without_notes(root: str) -> None:
    desk = Desk(Path(root))
    retitle(desk.open(), GAUGE, "Before")
    obey_permissions()
    (desk.root / ".leaptui").chmod(0)
    store = desk.open()
    told = attempt(lambda: retitle(store, GAUGE, "Mine"))
    undo = store.undo()
    stamp = attempt(desk.workspace.next_stamp)
    (desk.root / ".leaptui").chmod(0o700)
    tell(edit=told, undo=undo, stamp=stamp)


def test_where_only_the_notes_cannot_be_written_one_is_told_too(desk: Desk) -> None:
    told = run(save_without_notes, desk.root)
    for action in ("edit", "stamp"):
        assert "nothing can be written in this workspace: permission denied" in sentence(told[action])
    assert told["undo"] is None
    assert desk.title(GAUGE) == "Before"


def test_a_file_one_may_not_read_is_said_and_left_alone(desk: Desk) -> None:
    before = desk.path.read_bytes()
    told = run(save_without_permission, desk.root, "portfolios/amara.json")
    for action in ("edit", "open", "refresh"):
        assert "permission denied" in sentence(told[action]) or action == "refresh"
    assert desk.path.stat().st_mode & 0o777 == 0
    desk.path.chmod(0o600)
    assert desk.path.read_bytes() != before
    assert desk.title(GAUGE) == "Before"


def save_where_the_workspace_is_gone(root: str) -> None:
    desk = Desk(Path(root))
    store = desk.open()
    shutil.rmtree(root)
    tell(
        edit=attempt(lambda: retitle(store, GAUGE, "Mine")),
        open=attempt(desk.open),
        refresh=attempt(store.refresh),
        undo=attempt(store.undo),
        left=os.path.exists(root),  # noqa: PTH110  # a Path raises where the folder cannot be entered
    )


def test_a_workspace_that_went_away_is_said(tmp_path: Path) -> None:
    """A stick is pulled out while the app is open."""
    begin(tmp_path / "stick")
    told = run(save_where_the_workspace_is_gone, tmp_path / "stick")
    assert "no such file or directory" in sentence(told["edit"])
    assert "there is no portfolio “amara”" in sentence(told["open"])
    assert told["refresh"] == ""
    assert told["left"] is False


def test_a_file_that_is_too_large_is_refused_without_being_read_whole(desk: Desk) -> None:
    store = desk.open()
    with desk.path.open("r+b") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(StoreError, match="larger than 16 MB"):
        store.refresh()
    with pytest.raises(StoreError, match="larger than 16 MB"):
        desk.open()
    assert desk.path.stat().st_size == 3_000_000_000


def look_where_one_may_not(root: str) -> None:
    inner = Path(root) / "inner" / "deep"
    inner.mkdir(parents=True)
    obey_permissions()
    inner.parent.chmod(0)
    found = Workspace.find(inner)
    names = Workspace(inner.parent).names()
    said = attempt(lambda: Workspace(inner.parent).require("amara"))
    inner.parent.chmod(0o700)
    tell(found=found is not None and str(found.root), names=names, said=said)


def test_a_folder_one_may_not_look_into_is_none_to_work_in(desk: Desk) -> None:
    told = run(look_where_one_may_not, desk.root)
    assert (told["found"], told["names"]) == (str(desk.root), [])
    assert "permission denied" in sentence(told["said"])
