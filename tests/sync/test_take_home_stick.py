"""The stick is full, spoilt, pulled out or a trap, or the plug is pulled: one sentence, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui.sync import Stopped, SyncKind
from leaptui.sync.home import take_home
from leaptui.sync.home.stick import Stick
from tests.sync.desk import AMARA, Clone, Desk, fine
from tests.sync.test_take_home import everything
from tests.trust.counting import Cases
from tests.trust.numbers import number
from tests.trust.victim import Victim

STEP = number("kill.step")
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def one(desk: Desk) -> Clone:
    """A learner's machine, with a picture and something that is not synced."""
    one, _ = desk.two()
    one.attach(os.urandom(300_000))
    fine(one.sync())
    one.add("Essay")
    return one


def refuses(one: Clone, folder: Path, called: str | None = None) -> str:
    """It cannot be taken there, and everything is as it was; gives the sentence."""
    one.workspace.stamp()
    before = everything(one.root)
    with pytest.raises(Stopped) as stopped:
        take_home(one.workspace, AMARA, folder, called=called)
    assert everything(one.root) == before
    assert not list(folder.glob("leaptui-*"))
    assert not list(folder.glob(".leaptui-tmp-*"))
    sentence = str(stopped.value)
    assert "\n" not in sentence
    assert "Errno" not in sentence
    return sentence


def test_a_folder_that_is_not_there_or_none(one: Clone, tmp_path: Path) -> None:
    assert "there is no folder" in refuses(one, tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    assert "not a directory" in refuses(one, tmp_path / "file")


def test_not_into_the_workspace_itself(one: Clone) -> None:
    for folder in (one.root, one.workspace.portfolios_dir):
        assert "lies in the workspace itself" in refuses(one, folder)


def test_a_link_leads_nowhere(one: Clone, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(stick)
    assert "is a link to another place" in refuses(one, tmp_path / "link")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert "is a link to another place" in refuses(one, tmp_path / "dangling")
    assert list(stick.iterdir()) == []


def test_a_link_that_is_put_in_the_way_meanwhile_is_not_followed(one: Clone, stick: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def trap(_words: str) -> None:
        for made in stick.glob(".leaptui-tmp-*"):
            if not (made / "portfolios").exists():
                (made / "portfolios").symlink_to(elsewhere)

    with pytest.raises(Stopped):
        take_home(one.workspace, AMARA, stick, progress=trap)
    assert list(elsewhere.iterdir()) == []
    assert list(stick.iterdir()) == []


def test_a_folder_that_is_moved_away_meanwhile_is_the_one_that_was_named(
    one: Clone, stick: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()

    def swap(_words: str) -> None:
        if not stick.is_symlink() and list(stick.iterdir()):
            stick.rename(tmp_path / "moved")
            stick.symlink_to(other)

    take_home(one.workspace, AMARA, stick, progress=swap)
    assert len(list((tmp_path / "moved").iterdir())) == 1
    assert list(other.iterdir()) == []


def test_what_changes_on_the_stick_before_it_is_read_back_is_seen(one: Clone, stick: Path) -> None:
    for spoilt in ("portfolios/*.json", "portfolios/*.files/*", "*.bundle", "README.txt"):

        def spoil(words: str, spoilt: str = spoilt) -> None:
            if words.startswith("Reading back"):
                (file,) = stick.glob(f".leaptui-tmp-*/{spoilt}")
                file.write_bytes(file.read_bytes()[:-3] + b"xyz")

        with pytest.raises(Stopped, match="could not be read back as it was"):
            take_home(one.workspace, AMARA, stick, progress=spoil)
        assert list(stick.iterdir()) == []


def test_a_stick_that_is_pulled_out_while_it_is_written(one: Clone, stick: Path) -> None:
    def pull(words: str) -> None:
        if words.startswith("Reading back"):
            for made in stick.glob(".leaptui-tmp-*"):
                made.rename(stick.parent / "pulled-out")

    before = everything(one.root)
    with pytest.raises(Stopped) as stopped:
        take_home(one.workspace, AMARA, stick, progress=pull)
    assert "cannot be reached any more, or was pulled out" in str(stopped.value)
    assert list(stick.iterdir()) == []
    assert everything(one.root) == before


def test_a_stick_with_too_little_room(one: Clone, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(small)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("nothing may be mounted here")
    try:
        assert "MB are needed and 1.0 MB are free" in refuses(one, small)
        said = refuses(one, small, "RED")
        assert said.startswith("there is not enough room in RED: ")
        assert str(tmp_path) not in said
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_who_is_told_the_name_of_the_stick_is_told_no_path(one: Clone, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(stick)
    (stick / "plain").write_text("x")
    (one.root / "inside").mkdir()
    for folder in (tmp_path / "gone", tmp_path / "link", stick / "plain", one.root / "inside"):
        said = refuses(one, folder, "RED")
        assert "RED" in said
        assert str(tmp_path) not in said
    words: list[str] = []

    def spoil(said: str) -> None:
        words.append(said)
        if said.startswith("Reading back"):
            (file,) = stick.glob(".leaptui-tmp-*/README.txt")
            file.write_bytes(b"xyz")

    with pytest.raises(Stopped) as stopped:
        take_home(one.workspace, AMARA, stick, progress=spoil, called="RED")
    assert "Writing to RED" in words
    words.append(str(stopped.value))
    assert "written to RED could not be read back" in words[-1]
    taken = take_home(one.workspace, AMARA, stick, progress=words.append, called="RED")
    words.append(taken.sentence)
    assert f"is in {taken.folder.name} on RED, with" in words[-1]
    assert not [said for said in words if str(tmp_path) in said]


def test_the_stick_says_what_fat_cannot_hold(stick: Path) -> None:
    source = (
        "import resource, sys\nfrom pathlib import Path\nfrom leaptui.sync import Stopped\n"
        "from leaptui.sync.home.stick import Stick\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, -1))\n"
        "with Stick(Path(sys.argv[1]), 'x') as one:\n    one.begin()\n"
        "    try:\n        one.write('a/b', [b'x' * 2000])\n    except Stopped as error:\n        print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", source, str(stick)], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert "FAT32 holds at most 4 GB in one file" in done.stdout
    assert list(stick.iterdir()) == []


def test_only_what_this_copy_left_is_cleared_away(one: Clone, stick: Path) -> None:
    own = stick / f".leaptui-tmp-home-{one.workspace.stamp().clone}-0123"
    others = stick / ".leaptui-tmp-home-fedcba9876543210-0123"
    for left in (own, others):
        (left / "portfolios").mkdir(parents=True)
        (left / "portfolios" / "x.json").write_text("{}")
    taken = take_home(one.workspace, AMARA, stick)
    assert sorted(stick.iterdir()) == sorted([others, taken.folder])


def test_no_permission_is_set_and_every_name_is_one_that_fat_can_hold(one: Clone, stick: Path) -> None:
    taken = take_home(one.workspace, AMARA, stick)
    for path in taken.folder.rglob("*"):
        assert not set(path.name) & set('<>:"/\\|?*'), path
        assert not path.name.endswith((".", " "))
        assert not path.is_symlink()
        assert len(path.name) <= 255


@pytest.mark.parametrize("error", ["ENOSPC", "EIO", "EROFS", "EACCES"])
def test_the_stick_refuses_any_touch(one: Clone, stick: Path, victim: Victim, cases: Cases, error: str) -> None:
    points = victim.points("home", one.root)
    _clear(stick)
    assert len(points) > 30
    saved = 0
    offset = ["ENOSPC", "EIO", "EROFS", "EACCES"].index(error)
    for point in points[offset :: STEP + 4]:
        told = victim.run("home", one.root, point.refused(error))
        assert told.said
        assert "\n" not in told.said
        assert "Errno" not in told.said
        assert told.saved == any(stick.glob("leaptui-*")), point
        saved += told.saved
        _clear(stick)
        cases.add()


def test_killed_at_any_touch_it_leaves_nothing_under_its_name_and_the_next_time_clears_up(
    one: Clone, stick: Path, victim: Victim, cases: Cases
) -> None:
    carried = one.carried()
    head = one.git("rev-parse", "HEAD")
    points = victim.points("home", one.root)
    _clear(stick)
    killed = 0
    for point in points[:: STEP // 4 + 1]:
        told = victim.run("home", one.root, point.killed())
        killed += told.killed
        for there in stick.glob("leaptui-*"):
            assert Clone(there).document() == one.document()
            assert (there / f"{AMARA}.bundle").exists()
        assert (one.carried(), one.git("rev-parse", "HEAD")) == (carried, head)
        taken = take_home(one.workspace, AMARA, stick)
        assert not list(stick.glob(".leaptui-tmp-*"))
        assert not (one.root / ".leaptui" / "taking").exists()
        assert taken.folder.is_dir()
        _clear(stick)
        cases.add()
    assert killed > 5


def _clear(stick: Path) -> None:
    subprocess.run(["rm", "-rf", *map(str, stick.iterdir())], check=True)


def test_a_folder_below_is_opened_without_following_links(stick: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    with Stick(stick, "x") as one:
        one.begin()
        (made,) = stick.iterdir()
        (made / "a").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(Stopped) as stopped:
            one.write("a/b", [b"x"])
    assert stopped.value.kind is SyncKind.FAILED
    assert list((tmp_path / "elsewhere").iterdir()) == []
