"""Workspaces, and what a portfolio may be called."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.edits import new_document
from leaptui.store.errors import Missing, ReadOnly, Refused
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace, check_name, slug
from tests.model.stories import STEADY, d
from tests.store.desk import AT, CLOCK, Desk, amara, begin, retitle

GOOD = ["a", "amara-okafor", "Amara", "_x", "a.b", "x" * 80, "żółw", "नमस्ते", "ธนาคาร", "林-美玲", "Zoe\u0308", "7"]
BAD = [
    "",
    ".",
    "..",
    "../x",
    "a/b",
    "a\\b",
    "/etc/passwd",
    ".hidden",
    "-x",
    "a b",
    " a",
    "a ",
    "a\n",
    "a\0b",
    "a:b",
    "a*",
    "a?",
    "~",
    "x" * 81,
    "𝒳" * 60,
    "con",
    "NUL",
    "con.backup",
    "Com1",
    "lpt9.x",
    "a.",
    "\u0301a",
    "\udcff",
    "a\u202eb",
    "\u2028",
]


@pytest.mark.parametrize("name", GOOD)
def test_a_name_of_letters_of_any_script_works_from_end_to_end(tmp_path: Path, name: str) -> None:
    assert check_name(name) == name
    desk = begin(tmp_path, name=name)
    assert desk.workspace.names() == [name]
    store = desk.open()
    retitle(store, "e-Lamp", "Lantern")
    store.attach_data(b"x", "x.txt")
    assert store.undo() == "Edited “Lamp”"
    assert desk.leftovers() == []


@pytest.mark.parametrize("name", BAD)
def test_a_name_that_would_lead_elsewhere_or_work_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    workspace = Workspace(tmp_path)
    for attempt in (workspace.path, workspace.files_dir, workspace.require, check_name):
        with pytest.raises(Refused, match="cannot be a portfolio's name") as raised:
            attempt(name)
        assert "\n" not in str(raised.value)
        str(raised.value).encode()
    with pytest.raises(Refused):
        PortfolioStore.create(workspace, name, amara(), CLOCK)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("first", "second"), [("amara", "Amara"), ("ZOË", "zoë"), ("zo\u00eb", "zoe\u0308"), ("straße", "STRASSE")]
)
def test_two_portfolios_that_are_one_file_on_other_systems_are_not_made(
    tmp_path: Path, first: str, second: str
) -> None:
    desk = begin(tmp_path, name=first)
    with pytest.raises(ReadOnly, match=f"“{first}” already"):
        PortfolioStore.create(desk.workspace, second, amara(), CLOCK)
    assert desk.workspace.names() == [first]
    assert desk.workspace.twin(second) == first
    assert desk.workspace.twin("somebody") is None


def test_the_names_there_are_leave_out_what_is_no_portfolio(desk: Desk) -> None:
    for odd in ("a b.json", "con.json", ".x.json", "notes.txt", "amara.json.broken-1234", ".leaptui-tmp-1"):
        (desk.root / "portfolios" / odd).write_text("{}")
    begin(desk.root, name="Zora")
    begin(desk.root, name="ada")
    assert desk.workspace.names() == ["Zora", "ada", "amara"]
    assert Workspace(desk.root / "nowhere").names() == []


def test_asking_for_a_portfolio_that_is_not_there_names_those_that_are(desk: Desk) -> None:
    with pytest.raises(Missing, match=r"there is no portfolio “amy” in this workspace; there are amara$"):
        desk.workspace.require("amy")
    for number in range(9):
        begin(desk.root, name=f"p{number}")
    with pytest.raises(Missing, match=r"there are amara, p0, p1, p2, p3, p4, p5, p6 …$"):
        desk.workspace.require("amy")
    with pytest.raises(Missing, match="there is none yet"):
        Workspace(desk.root / "nowhere").require("amy")


def test_the_workspace_is_the_nearest_folder_upwards_with_portfolios(desk: Desk) -> None:
    inner = desk.root / "inner" / "deep"
    inner.mkdir(parents=True)
    for start in (desk.root, inner, desk.root / "portfolios", desk.root / "not" / "there"):
        assert Workspace.find(start) == desk.workspace
    nearer = begin(desk.root / "inner")
    assert Workspace.find(inner) == nearer.workspace
    (inner / "portfolios").write_text("not a folder")
    assert Workspace.find(inner) == nearer.workspace


def test_looking_at_a_workspace_writes_nothing(desk: Desk) -> None:
    before = {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")}
    store = desk.open()
    store.refresh()
    assert store.portfolio.evidence
    assert store.undo_label is None
    assert store.undo() is None
    assert store.redo() is None
    assert store.attachment_path("0" * 64, "x.png")
    assert desk.workspace.last_name() is None
    assert {path: path.stat().st_mtime_ns for path in desk.root.rglob("*")} == before


@pytest.mark.parametrize(
    ("learner", "name"),
    [
        ("Amara Okafor", "amara-okafor"),
        ("  Zoë  D'Arcy-Łuk ", "zoe-d-arcy-łuk"),
        ("Đặng Thị Hương", "đang-thi-huong"),
        ("Straße", "strasse"),
        ("अमारा ओकाफोर", "अमारा-ओकाफोर"),
        ("林 美玲", "林-美玲"),
        ("ガガ", "ガガ"),
        ("محمد علي", "محمد-علي"),
        ("İpek", "ipek"),
        ("../../etc", "etc"),
        ("…", ""),
        ("", ""),
        ("🙂", ""),
        ("\u0301", ""),
        ("__x__", "x"),
    ],
)
def test_a_learners_name_becomes_a_file_name(learner: str, name: str) -> None:
    assert slug(learner) == name
    assert unicodedata.is_normalized("NFC", slug(learner))


@pytest.mark.parametrize("learner", ["Amara Okafor", "CON", "Lpt1", "…", "", "x" * 500, "नमस्ते" * 40, "𝒳𝒴" * 90])
def test_every_learner_gets_a_name_that_is_free(tmp_path: Path, learner: str) -> None:
    workspace = Workspace(tmp_path)
    names = []
    for _ in range(3):
        names.append(workspace.free_name(learner))
        PortfolioStore.create(workspace, names[-1], new_document("A", "leap-2020", d("11-19"), AT), CLOCK)
    assert sorted(names) == workspace.names()
    assert len(set(names)) == 3


@STEADY
@given(words=st.text(max_size=120))
def test_whatever_a_learner_is_called_the_name_can_be_a_portfolios(words: str) -> None:
    workspace = Workspace(Path("nowhere"))
    free = workspace.free_name(words)
    assert workspace.path(free).name == f"{free}.json"
    assert slug(slug(words)) == slug(words)


def test_the_portfolio_last_opened_is_remembered_and_a_broken_note_forgotten(desk: Desk) -> None:
    workspace = desk.workspace
    workspace.remember("amara")
    assert workspace.last_name() == "amara"
    for broken in ("", "[]", "{", '{"portfolio"'):
        (workspace.local_dir / "last.json").write_text(broken)
        assert workspace.last_name() is None
    (workspace.local_dir / "last.json").unlink()
    (workspace.local_dir / "last.json").mkdir()
    workspace.remember("amara")
    assert workspace.last_name() is None
