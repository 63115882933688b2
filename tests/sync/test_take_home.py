"""Taking a portfolio home: what lies on the stick, that it can be gone on with, and that the workspace stays as it was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.model.clock import Clock, FixedClock
from leaptui.store.errors import Missing
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.store.workspace import Workspace
from leaptui.sync import Stopped, SyncKind
from leaptui.sync.history import History
from leaptui.sync.home import TakenHome, take_home
from tests.sync.desk import AMARA, Clone, Desk, fine, git
from tests.sync.past import NOW
from tests.sync.shelf import cloned, versions_of

CLOCK = FixedClock(NOW)
DATE = "2026-11-30"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def take(clone: Clone, stick: Path, name: str = AMARA, clock: Clock = CLOCK) -> TakenHome:
    return take_home(clone.workspace, name, stick, clock=clock)


def everything(root: Path) -> dict[str, bytes]:
    """Each file of a workspace and of its repository; of what is this copy's alone, all but its locks."""
    files = [file for file in root.rglob("*") if file.is_file() and "locks" not in file.parts]
    return {str(file.relative_to(root)): file.read_bytes() for file in files}


def test_it_lies_on_the_stick_as_a_workspace_and_a_bundle_and_nothing_else(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    _, picture = one.attach(b"a picture")
    fine(one.sync())
    one.put("shared", {"title": "Not synced yet"})
    one.workspace.stamp()
    (one.root / "notes.txt").write_text("staged by hand\n")
    one.git("add", "notes.txt")
    before = everything(one.root)
    taken = take(one, stick)
    assert everything(one.root) == before, "the workspace is as it was, index and refs and all"
    assert os.listdir(stick) == [f"leaptui-{AMARA}-{DATE}"]  # noqa: PTH208
    assert taken.folder == stick / f"leaptui-{AMARA}-{DATE}"
    files = {str(file.relative_to(taken.folder)) for file in taken.folder.rglob("*") if file.is_file()}
    attached = f"portfolios/{AMARA}.files/{picture.name}"
    assert files == {f"{AMARA}.bundle", "README.txt", ".gitattributes", f"portfolios/{AMARA}.json", attached}
    assert (taken.folder / f"portfolios/{AMARA}.json").read_bytes() == one.file().read_bytes()
    assert (taken.folder / attached).read_bytes() == b"a picture"
    assert (taken.attachments, taken.missing, taken.bundle) == (1, (), taken.folder / f"{AMARA}.bundle")
    assert taken.size == sum(file.stat().st_size for file in taken.folder.rglob("*") if file.is_file())
    guide = (taken.folder / "README.txt").read_bytes().decode()
    assert f"leaptui join {AMARA}.bundle ~/{AMARA}\r\n" in guide
    assert taken.sentence == (
        f"Amara Okafor's portfolio is in {taken.folder}, with 1 attachment, and was read back. "
        "Its history is with it: 3 versions."
    )


def test_the_folder_can_be_worked_in_at_once_and_so_can_a_clone(desk: Desk, stick: Path, tmp_path: Path) -> None:
    one, _ = desk.two()
    one.attach(b"a picture")
    fine(one.sync())
    one.put("shared", {"title": "Not synced yet"})
    taken = take(one, stick)
    plain = Workspace.find(taken.folder)
    assert plain is not None
    assert plain.root == taken.folder
    assert PortfolioStore(plain, AMARA).portfolio.document == one.document()
    home = cloned(taken, tmp_path)
    assert git(home, "status", "--porcelain") == ""
    assert versions_of(home) >= versions_of(one.root)
    assert len(versions_of(home)) == taken.versions == 3
    at_home = Clone(home)
    assert at_home.document() == one.document()
    told = [telling.words for event in History(at_home.store()).more() for telling in event.tellings]
    assert any("Not synced yet" in words for words in told)
    outcome = at_home.sync()
    assert outcome.kind is SyncKind.NO_REMOTE, "the bundle it came from is no place to sync with"
    at_home.add("Written at home")
    assert at_home.sync().kind is SyncKind.NO_REMOTE
    remote = tmp_path / "new.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
    fine(at_home.sync(remote=str(remote)))
    git(remote, "fsck", "--strict")


def test_the_past_is_told_at_home_as_it_was_here(desk: Desk, stick: Path, tmp_path: Path) -> None:
    one, _ = desk.two()
    for title in ("First", "Second", "Third"):
        one.put("shared", {"title": title})
        fine(one.sync())
    here = [event.at for event in History(desk.clone("laptop").store()).more()]
    home = Clone(cloned(take(one, stick), tmp_path))
    assert [event.at for event in History(home.store()).more()] == here
    subjects = git(home.root, "log", "--format=%s").splitlines()
    assert subjects[1:4] == ["Amara Okafor: 1 piece"] * 3


def test_a_second_time_gets_a_folder_of_its_own(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    (stick / f"leaptui-{AMARA}-{DATE}-2").write_text("a file of that name\n")
    folders = [take(one, stick).folder.name for _ in range(3)]
    assert folders == [f"leaptui-{AMARA}-{DATE}{end}" for end in ("", "-3", "-4")]
    assert (stick / f"leaptui-{AMARA}-{DATE}-2").read_text() == "a file of that name\n"


def test_without_a_repository_the_bundle_holds_one_commit(tmp_path: Path, stick: Path) -> None:
    alone = Clone(tmp_path / "alone")
    alone.workspace.portfolios_dir.mkdir(parents=True)
    alone.attach(b"a picture")
    taken = take(alone, stick)
    assert taken.versions == 1
    home = cloned(taken, tmp_path)
    assert git(home, "log", "--format=%an <%ae>") == f"Amara Okafor <{AMARA}@learner.invalid>"
    assert Clone(home).document() == alone.document()
    assert not (alone.root / ".git").exists()


def test_inside_a_repository_of_somebody_elses_its_history_is_left_alone(tmp_path: Path, stick: Path) -> None:
    git(tmp_path, "init", "-q", "outer")
    inner = Clone(tmp_path / "outer" / "inner")
    inner.workspace.portfolios_dir.mkdir(parents=True)
    inner.add("Essay")
    git(tmp_path / "outer", "add", ".")
    git(tmp_path / "outer", "commit", "-q", "-m", "all of it")
    assert take(inner, stick).versions == 1


def test_without_git_the_plain_files_are_there_and_it_says_so(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = desk.two()
    one.attach(b"a picture")
    monkeypatch.setenv("PATH", str(desk.folder / "nothing"))
    taken = take(one, stick)
    assert taken.bundle is None
    assert "no git on this machine, so its history is not with it" in taken.sentence
    assert "leaptui join" not in (taken.folder / "README.txt").read_text()
    assert Clone(taken.folder).document() == one.document()
    assert not list(taken.folder.glob("*.bundle"))


def test_a_workspace_of_sha256_is_taken_too(tmp_path: Path, stick: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "--object-format=sha256", "alone")
    alone = Clone(tmp_path / "alone")
    alone.workspace.portfolios_dir.mkdir()
    alone.attach(b"a picture")
    alone.sync()
    alone.add("Essay")
    assert take(alone, stick).versions == 2


def test_an_attachment_that_is_gone_here_comes_from_the_history(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    _, picture = one.attach(b"a picture")
    fine(one.sync())
    picture.write_bytes(b"spoilt")
    taken = take(one, stick)
    assert (taken.folder / "portfolios" / f"{AMARA}.files" / picture.name).read_bytes() == b"a picture"
    assert (taken.attachments, taken.missing) == (1, ())


def test_an_attachment_that_is_nowhere_is_named(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    _, picture = one.attach(b"a picture")
    picture.unlink()
    taken = take(one, stick)
    assert taken.missing == ("photo.png",)
    assert taken.sentence.endswith("1 attachment is missing here already: photo.png.")


def test_one_content_under_two_names_is_two_attachments(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    one.attach(b"a picture")
    one.attach(b"a picture", "photo.jpeg")
    _, gone = one.attach(b"another picture")
    gone.unlink()
    taken = take(one, stick)
    assert (taken.attachments, taken.missing) == (2, ("photo.png",))


def test_a_portfolio_that_cannot_be_read_is_not_taken(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    one.file().write_text("{")
    with pytest.raises(Stopped, match="check --repair"):
        take(one, stick)
    with pytest.raises(Missing):
        take(one, stick, "nobody")
    assert list(stick.iterdir()) == []


def test_a_name_with_letters_of_another_script_is_taken(tmp_path: Path, stick: Path) -> None:
    alone = Clone(tmp_path / "alone")
    alone.workspace.portfolios_dir.mkdir(parents=True)
    alone.add("Сочинение", name="ольга-太郎")
    alone.sync()
    taken = take(alone, stick, "ольга-太郎")
    home = cloned(taken, tmp_path)
    assert Clone(home).document("ольга-太郎") == alone.document("ольга-太郎")


def test_an_earlier_name_is_followed(desk: Desk, stick: Path, tmp_path: Path) -> None:
    one, _ = desk.two()
    one.attach(b"a picture")
    fine(one.sync())
    rename_portfolio(one.workspace, AMARA, "amara")
    one.put("shared", {"title": "Renamed"}, name="amara")
    fine(one.sync())
    before = versions_of(one.root) | versions_of(one.root, "amara")
    home = cloned(take(one, stick, "amara"), tmp_path)
    assert versions_of(home) | versions_of(home, "amara") == before
    told = [
        telling.words
        for event in History(PortfolioStore(Workspace(home), "amara")).more()
        for telling in event.tellings
    ]
    assert any("photo.png" in words for words in told), "from before the rename"


def test_two_at_once_do_not_meet(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    with one.workspace.lock(".home"), pytest.raises(Stopped) as stopped:
        take(one, stick)
    assert stopped.value.kind is SyncKind.BUSY


def test_what_it_tells_meanwhile(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    one.attach(b"a picture")
    said: list[str] = []
    take_home(one.workspace, AMARA, stick, progress=said.append)
    assert said == [
        "Gathering the portfolio",
        "Looking for its history",
        "Writing its history anew, without anybody else's",
        f"Writing to {stick}",
        "Writing attachments: 0 %",
        "Reading back what was written",
    ]


def test_the_program_opens_what_lies_there(desk: Desk, stick: Path) -> None:
    one, _ = desk.two()
    taken = take(one, stick)
    copied = shutil.copytree(taken.folder, desk.folder / "copied")
    done = subprocess.run(
        [sys.executable, "-m", "leaptui", "-C", str(copied), "list"], capture_output=True, text=True, check=True
    )
    assert "Rain gauge" in done.stdout
