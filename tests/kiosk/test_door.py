"""The store's door at a shared machine: nothing of another learner's is opened, whatever is asked for, by whatever trick."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.interchange.leap2a import open_package
from leaptui.kiosk.kept import KioskSettings
from leaptui.model.clock import Clock
from leaptui.model.desk_queue import Gist
from leaptui.model.edits import new_document
from leaptui.model.edits.evidence import add_evidence
from leaptui.model.edits.sharing import share, take_shared
from leaptui.model.reading import read_one
from leaptui.model.records import Shared
from leaptui.store.errors import Refused, StoreError
from leaptui.store.frameworks import DEFAULT
from leaptui.store.listing import Glance, Glances, Listed, glance_at, list_portfolios
from leaptui.store.mentoring import read_gist
from leaptui.store.others import NotShared, Others
from leaptui.store.own import OwnWorkspace
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.store.sources import Beneath
from leaptui.store.workspace import Workspace
from leaptui.tui.kiosk.session import KioskApp
from tests.kiosk.conftest import AMARA, BEN, make_machine

SECRET = "what only Ben knows"


@pytest.fixture
def school(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "school")
    for name, learner in (("amara", "Amara Okafor"), ("ben", "Ben Lind")):
        clock = Clock()
        store = PortfolioStore.create(workspace, name, new_document(learner, DEFAULT, clock.today(), clock.instant()))
        change, _made = add_evidence(store.portfolio, clock.instant(), {"title": SECRET, "date": "2026-03-01"})
        store.apply(change)
        store.attach_data(SECRET.encode(), "note.txt")
    return workspace


@pytest.fixture
def own(school: Workspace, tmp_path: Path) -> OwnWorkspace:
    (tmp_path / "stick").mkdir()
    return OwnWorkspace(school.root, "amara", tmp_path / "stick")


def raised(looked: Glance | Gist) -> None:
    """A look that never raises says that it was refused, and tells nothing."""
    if looked.trouble:
        assert looked == type(looked)(trouble=looked.trouble)
        raise StoreError(looked.trouble)


WAYS: dict[str, Callable[[OwnWorkspace, str], object]] = {
    "open": PortfolioStore,
    "begin": lambda own, name: PortfolioStore.create(own, name, new_document("X", DEFAULT, Clock().today(), "")),
    "path": lambda own, name: own.path(name),
    "files": lambda own, name: own.files_dir(name),
    "rename": lambda own, name: rename_portfolio(own, "amara", name),
    "rename it": lambda own, name: rename_portfolio(own, name, "amara-2"),
    "gist": lambda own, name: raised(read_gist(own, name)),
    "glance": lambda own, name: raised(glance_at(own, name)),
    "look": lambda own, name: raised(Glances(own).look(Listed(name, 0, 0))),
}


@pytest.mark.parametrize("name", ["ben", "../portfolios/ben", "Ben", "ben.json", "nobody", "", "amara/../ben"])
@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_to_another_learners_file(own: OwnWorkspace, school: Workspace, way: str, name: str) -> None:
    before = {path: path.read_bytes() for path in school.portfolios_dir.rglob("*") if path.is_file()}
    with pytest.raises(StoreError):
        WAYS[way](own, name)
    assert {path: path.read_bytes() for path in school.portfolios_dir.rglob("*") if path.is_file()} == before


def test_ones_own_is_there_as_ever(own: OwnWorkspace) -> None:
    store = PortfolioStore(own, "amara")
    change, made = add_evidence(store.portfolio, Clock().instant(), {"title": "Rain gauge", "date": "2026-03-02"})
    store.apply(change)
    assert store.portfolio.evidence[made].title == "Rain gauge"
    assert store.undo() is not None
    assert own.names() == ["amara"]
    assert [one.name for one in list_portfolios(own)] == ["amara"]
    assert own.twin("ben") is None
    assert own.neighbours() == ["ben"]


def test_nothing_is_noted_or_told_of_who_opened_what(own: OwnWorkspace, school: Workspace) -> None:
    school.remember("ben")
    assert own.recent_names() == []
    own.remember("amara")
    assert school.recent_names() == ["ben"]


def test_a_piece_that_is_shared_can_be_read_and_no_other(own: OwnWorkspace, school: Workspace) -> None:
    theirs = PortfolioStore(school, "ben")
    change, open_piece = add_evidence(theirs.portfolio, Clock().instant(), {"title": "Bridge", "date": "2026-03-02"})
    theirs.apply(change)
    theirs.apply(share(theirs.portfolio, Clock().instant(), open_piece, {"amara"}))
    closed = next(key for key in theirs.portfolio.evidence if key != open_piece)
    mine = PortfolioStore(own, "amara")
    others = Others(own, "amara")
    offers = others.offers(mine.portfolio)
    assert [one.piece.title for one in offers] == ["Bridge"]
    change, made = take_shared(mine.portfolio, Clock().instant(), "ben", offers[0].piece)
    mine.apply(change)
    shared = mine.portfolio.evidence[made].shared
    assert shared is not None
    assert others.shown(mine.portfolio.raw("evidence", made) or {}, made, shared).piece.title == "Bridge"
    forged = read_one(Shared, {"portfolio": "ben", "evidence": closed})
    with pytest.raises(NotShared):
        others.shown({}, "x", forged)
    assert others.record_of(forged) is None
    assert others.learner_of(forged) == "ben", "not even the learner's name is told where nothing is shared"


STICK_TRICKS = (
    "../school/portfolios/ben.json",
    "sub/../../school/portfolios/ben.json",
    "/etc/passwd",
    "~/.ssh/id_ed25519",
    "/dev/zero",
    "/proc/self/environ",
    "//server/share/file",
    "\\\\server\\share\\file",
    "file:///etc/passwd",
    "",
    ".",
    "..",
    "link",
    "folder-link/ben.json",
    "pipe",
    "sub",
    "note\0.txt",
    "n" * 5000,
)


@pytest.mark.parametrize("trick", STICK_TRICKS)
def test_files_come_from_the_stick_alone(own: OwnWorkspace, school: Workspace, tmp_path: Path, trick: str) -> None:
    stick = tmp_path / "stick"
    (stick / "sub").mkdir()
    (stick / "link").symlink_to(school.portfolios_dir / "ben.json")
    (stick / "folder-link").symlink_to(school.portfolios_dir)
    os.mkfifo(stick / "pipe")
    store = PortfolioStore(own, "amara")
    before = sorted(store.files_dir.iterdir())
    for path in dict.fromkeys((Path(trick), stick / trick)):
        with pytest.raises(StoreError):
            store.attach(path)
        with pytest.raises(StoreError):
            open_package(path, own.sources)
    assert sorted(store.files_dir.iterdir()) == before


def test_a_file_on_the_stick_is_taken_by_its_name_or_its_whole_path(own: OwnWorkspace, tmp_path: Path) -> None:
    (tmp_path / "stick" / "sub").mkdir()
    (tmp_path / "stick" / "sub" / "plan.txt").write_text("a plan")
    store = PortfolioStore(own, "amara")
    for path in (Path("sub/plan.txt"), tmp_path / "stick" / "sub" / "plan.txt"):
        assert store.attach(path)["bytes"] == 6


def test_without_a_stick_nothing_is_taken(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("a plan")
    with pytest.raises(Refused, match="no files can be taken in"):
        Beneath(None).open(tmp_path / "plan.txt")


SHUT = ("school", "school/portfolios", ".", "/", "own", "link", "link/portfolios")
"""Folders that are, hold or lie in the workspace or the kiosk's own folder, from the folder of both on."""


@pytest.mark.parametrize("where", SHUT)
def test_nothing_is_taken_where_others_wrote_whatever_an_older_file_says(
    school: Workspace, tmp_path: Path, where: str
) -> None:
    (tmp_path / "link").symlink_to(school.root)
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "kiosk.json").write_text(SECRET)
    own = OwnWorkspace(school.root, "amara", tmp_path / where, tmp_path / "own")
    assert own.sources.folder is None
    for path in (school.path("ben"), school.files_dir("ben"), tmp_path / "own" / "kiosk.json", Path("ben.json")):
        with pytest.raises(Refused, match="no files can be taken in"):
            PortfolioStore(own, "amara").attach(path)
        with pytest.raises(Refused, match="no files can be taken in"):
            own.sources.open(path)


def test_what_is_mounted_once_more_on_the_stick_is_not_gone_into(tmp_path: Path) -> None:
    (tmp_path / "stick" / "sub").mkdir(parents=True)
    (tmp_path / "stick" / "sub" / "plan.txt").write_text("a plan")
    (tmp_path / "aside").mkdir()
    # A folder that was closed by one path and is found at another, as a second mount of it is.
    stick = Beneath(tmp_path / "stick", (tmp_path / "aside",))
    with stick.open(Path("sub/plan.txt")) as plan:
        assert plan.read() == b"a plan"
    (tmp_path / "stick" / "sub").rename(tmp_path / "kept")
    (tmp_path / "aside").rename(tmp_path / "stick" / "sub")
    (tmp_path / "aside").symlink_to(tmp_path / "stick" / "sub")
    (tmp_path / "stick" / "sub" / "plan.txt").write_text("another's plan")
    with pytest.raises(Refused):
        stick.open(Path("sub/plan.txt"))


@pytest.mark.parametrize("where", SHUT)
def test_a_machine_that_shows_the_workspace_as_a_stick_offers_none(tmp_path: Path, where: str) -> None:
    machine = make_machine(tmp_path)
    (tmp_path / "link").symlink_to(machine.workspace.root)
    path = machine.register.path
    kept = machine.register.read()
    older = kept.model_copy(update={"settings": KioskSettings(stick=str(tmp_path / where))})
    path.write_text(older.model_dump_json())
    app = KioskApp(machine, PortfolioStore(machine.own(AMARA), AMARA, machine.clock))
    assert not {command.key for command in app.more_commands()} & {"kiosk.file", "kiosk.home"}
    with pytest.raises(Refused):
        machine.own(AMARA).sources.open(machine.workspace.path(BEN))
