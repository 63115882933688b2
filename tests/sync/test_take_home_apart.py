"""Nothing of anybody else's goes along: every object of what was taken home is looked through for other learners' words."""

from __future__ import annotations

import base64
import random
import re
from pathlib import Path

import pytest

from leaptui.model.canonical import Record
from leaptui.model.clock import FixedClock
from leaptui.sync.home import take_home
from tests.sync.desk import AMARA, Clone, Desk, fine, git
from tests.sync.past import NOW
from tests.sync.shelf import SYNC, Shelf, cloned, everything_in, picture, plain_bytes, portfolio, versions_of

MINE = f"portfolios/{AMARA}.json"


def key(number: int) -> str:
    """A public key as ssh writes it."""
    blob = b"\0\0\0\x0bssh-ed25519\0\0\0\x20" + bytes([number]) * 32
    return f"ssh-ed25519 {base64.b64encode(blob).decode()}"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf.make(tmp_path / "kiosk")


def home_of(clone: Clone, folder: Path, *, name: str = AMARA) -> Path:
    """Take it home and clone the bundle there; gives where the clone is."""
    (folder / "stick").mkdir()
    taken = take_home(clone.workspace, name, folder / "stick", clock=FixedClock(NOW))
    home = cloned(taken, folder)
    for path in git(home, "ls-files").splitlines():
        assert (home / path).read_bytes() == (taken.folder / path).read_bytes()
    return home


def all_bytes(folder: Path) -> bytes:
    """All there is on the stick, and every object of the clone."""
    return everything_in(folder / "at-home") + plain_bytes(folder / "stick")


def holds_nothing_of(folder: Path, *words: str) -> None:
    found = all_bytes(folder)
    for word in words:
        assert not re.search(re.escape(word.encode()), found, re.IGNORECASE), word


def test_a_single_commit(shelf: Shelf, tmp_path: Path) -> None:
    shelf.commit({MINE: portfolio("Amara", "Kite")})
    home = home_of(shelf.done(), tmp_path)
    assert len(git(home, "log", "--format=%H").split()) == 2, "what was, and what the folder needs beside it"
    assert versions_of(home) == versions_of(shelf.root)


def test_hundreds_of_commits_are_all_there_in_their_order(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(400):
        shelf.commit({MINE: portfolio("Amara", *(f"Piece {n}" for n in range(number // 10)), f"Try {number}")})
    home = home_of(shelf.done(), tmp_path)
    here, there = (git(root, "log", "--format=", "--raw", "--", MINE) for root in (shelf.root, home))
    assert there == here
    assert git(home, "log", "--format=%ad", "--", MINE) == git(shelf.root, "log", "--format=%ad", "--", MINE)


def test_fifty_learners_on_two_clones_with_merges(shelf: Shelf, tmp_path: Path) -> None:
    dice = random.Random(7)
    others = [f"Learner{number:02}" for number in range(1, 50)]
    titles: dict[str, list[str]] = {name: [] for name in ("Amara", *others)}
    shelf.commit({"themes/secretive.toml": b'name = "secretive"\n'}, author="Makerspace")
    shelf.commit({}, line="laptop", onto=["main"])
    for number in range(300):
        line = dice.choice(["main", "laptop"])
        names = dice.sample(list(titles), dice.randint(1, 3))
        files: dict[str, bytes | None] = {}
        for name in names:
            titles[name].append(f"Words of {name} {number}")
            data, file = picture(name, f"picture of {name} {number // 50}".encode(), *titles[name])
            path = AMARA if name == "Amara" else name.casefold()
            files[f"portfolios/{path}.json"] = data
            files[f"portfolios/{path}.files/{file}"] = f"picture of {name} {number // 50}".encode()
        words = "; ".join(f"{name}: 1 piece" for name in names) + SYNC.format(n=number, place=f"{names[0]}'s laptop")
        shelf.commit(files, line=line, words=words, author=dice.choice(names))
        if number % 30 == 29:
            shelf.commit({}, line=line, onto=[line, "laptop" if line == "main" else "main"], words="Merge by Learner07")
    shelf.commit({}, onto=["main", "laptop"], words="Merge by Learner08", author="Learner08")
    clone = shelf.done()
    assert len(versions_of(clone.root)) > 10
    home = home_of(clone, tmp_path)
    assert versions_of(home) == versions_of(clone.root)
    assert git(home, "log", "--merges", "--format=%H"), "what was done at the same time is still told so"
    holds_nothing_of(tmp_path, "learner0", "learner1", "learner2", "learner3", "learner4", "secretive", "makerspace")
    pictures = git(clone.root, "log", "-m", "--format=", "--name-only", "--", f"portfolios/{AMARA}.files").split()
    assert set(git(home, "log", "-m", "--format=", "--name-only", "--", f"portfolios/{AMARA}.files").split()) == set(
        pictures
    )
    assert git(home, "log", "--format=%an", "--no-merges", "--", MINE).split("\n").count("Amara")


def test_who_made_it_is_told_where_the_portfolio_knows_them(shelf: Shelf, tmp_path: Path) -> None:
    people: dict[str, Record] = {"p-1": {"name": "J. Lind", "role": "mentor"}}
    for number, author in enumerate(("Amara", "j. lind", "Ben Ito", "Makerspace")):
        shelf.commit({MINE: portfolio("Amara", f"Try {number}", people=people)}, author=author, words=f"by {author}")
    home = home_of(shelf.done(), tmp_path)
    said = git(home, "log", "--reverse", "--format=%an <%ae> | %cn <%ce> | %s", "--", MINE).splitlines()
    nobody = "leaptui <leaptui@localhost>"
    assert [line.split(" | ")[0] for line in said] == [
        f"Amara <{AMARA}@learner.invalid>",
        "j. lind <leaptui@localhost>",
        nobody,
        nobody,
    ]
    assert {line.split(" | ")[1] for line in said} == {nobody}
    holds_nothing_of(tmp_path, "ben ito", "ben.ito", "makerspace", "example.org", "by amara")


def test_a_name_that_was_somebody_elses_before(shelf: Shelf, tmp_path: Path) -> None:
    old, file = picture("Ben Ito", b"ben's picture", "Ben's words")
    shelf.commit({MINE: old, f"portfolios/{AMARA}.files/{file}": b"ben's picture"}, author="Ben Ito")
    shelf.commit({MINE: portfolio("Ben Ito", "Ben's words", "More of Ben's")})
    shelf.commit({MINE: None})
    shelf.commit({MINE: portfolio("Amara", "Kite")})
    shelf.commit({MINE: portfolio("Amara", "Kite", "Kite 2")})
    home = home_of(shelf.done(), tmp_path)
    assert len(versions_of(home)) == 2
    holds_nothing_of(tmp_path, "ben", file)


def test_a_name_that_was_somebody_elses_until_the_very_same_commit(shelf: Shelf, tmp_path: Path) -> None:
    shelf.commit({"portfolios/amy.json": portfolio("Amara", "Kite"), MINE: portfolio("Ben Ito", "Ben's words")})
    shelf.commit({"portfolios/amy.json": portfolio("Amara", "Kite", "Kite 2")})
    swap = {
        "portfolios/amy.json": portfolio("Cleo Vance", "Cleo's"),
        MINE: portfolio("Amara", "Kite", "Kite 2", "Kite 3"),
    }
    shelf.commit(swap)
    shelf.commit({"portfolios/amy.json": portfolio("Cleo Vance", "Cleo's", "More of Cleo's")})
    home = home_of(shelf.done(), tmp_path)
    assert len(versions_of(home)) == 1
    assert len(versions_of(home, "amy")) == 2, "what it was called before goes along"
    holds_nothing_of(tmp_path, "ben", "cleo")


def test_portfolios_just_begun_are_not_taken_for_one_another(shelf: Shelf, tmp_path: Path) -> None:
    shelf.commit({"portfolios/ben.json": portfolio("Ben Ito", created="2026-03-01T10:00:00Z")})
    shelf.commit({"portfolios/ben.json": None, MINE: portfolio("Amara", created="2026-03-01T10:00:00Z")})
    shelf.commit({MINE: portfolio("Amara", "Kite", created="2026-03-01T10:00:00Z")})
    home = home_of(shelf.done(), tmp_path)
    assert len(versions_of(home)) == 2
    holds_nothing_of(tmp_path, "ben")


def test_one_that_was_taken_out_and_came_back(shelf: Shelf, tmp_path: Path) -> None:
    shelf.commit({MINE: portfolio("Amara", "Kite")})
    shelf.commit({MINE: None, "portfolios/ben.json": portfolio("Ben Ito", "Ben's words")})
    shelf.commit({MINE: portfolio("Amara", "Kite", "Kite 2")})
    home = home_of(shelf.done(), tmp_path)
    assert versions_of(home) == versions_of(shelf.root)
    holds_nothing_of(tmp_path, "ben")


def test_a_version_with_the_marks_of_a_merge_is_the_learners_and_a_strangers_rubbish_is_not(
    shelf: Shelf, tmp_path: Path
) -> None:
    good = portfolio("Amara", "Kite")
    shelf.commit({MINE: b"Ben wrote this by mistake\n"})
    shelf.commit({MINE: good})
    marked = good.replace(b'"title": "Kite"', b'<<<<<<< a\n"title": "Kite"\n=======\n"title": "Kit"\n>>>>>>> b')
    shelf.commit({MINE: marked})
    shelf.commit({MINE: portfolio("Amara", "Kite", "Kite 2")})
    home = home_of(shelf.done(), tmp_path)
    assert len(versions_of(home)) == 3
    assert b"<<<<<<<" in all_bytes(tmp_path)
    holds_nothing_of(tmp_path, "ben wrote")


def test_a_false_attachment_and_one_that_no_version_names_stay(shelf: Shelf, tmp_path: Path) -> None:
    data, file = picture("Amara", b"my picture")
    folder = f"portfolios/{AMARA}.files"
    stray = "0" * 64
    shelf.commit({MINE: data, f"{folder}/{file}": b"Ben's secret", f"{folder}/{stray}": b"a stray secret"})
    shelf.commit({f"{folder}/{file}": b"my picture", f"{folder}/notes.txt": b"a secret note"})
    home = home_of(shelf.done(), tmp_path)
    assert git(home, "ls-tree", "-r", "--name-only", "HEAD").split() == [".gitattributes", f"{folder}/{file}", MINE]
    holds_nothing_of(tmp_path, "secret", stray)


def test_its_own_framework_goes_along_and_the_keys_of_those_it_names(shelf: Shelf, tmp_path: Path) -> None:
    mine = portfolio("Amara", "Kite", people={"p-1": {"name": "J. Lind"}}).replace(b'"leap-2020"', b'"garden-2"')
    lines = [
        f'"{name}" namespaces="leaptui" {key(n)} {name}@laptop' for n, name in enumerate(("Amara", "J. Lind", "Ben"))
    ]
    garden, other = (f'{{"id": "{name}"}}\n'.encode() for name in ("garden-2", "other"))
    shelf.commit({MINE: mine, "frameworks/garden.json": garden, "frameworks/other.json": other})
    shelf.commit({"allowed_signers": "".join(f"{line}\n" for line in lines).encode()})
    clone = shelf.done()
    home = home_of(clone, tmp_path)
    assert (home / "frameworks" / "garden.json").read_bytes() == garden
    assert not (home / "frameworks" / "other.json").exists()
    kept = (home / "allowed_signers").read_text().splitlines()
    assert kept == [f'"{name}" namespaces="leaptui" {key(n)}' for n, name in enumerate(("Amara", "J. Lind"))]
    holds_nothing_of(tmp_path, "ben", "@laptop")


def test_a_kiosk_that_names_its_learners(desk: Desk) -> None:
    kiosk = desk.clone("kiosk")
    git(kiosk.root, "config", "user.name", "Makerspace")
    for title in ("Kite", "Kite 2"):
        kiosk.add(title)
        kiosk.store("ben", "Ben Ito")
        kiosk.put(title, {"title": f"{title} of Ben's"}, name="ben")
        fine(kiosk.sync())
    home_of(kiosk, desk.folder)
    holds_nothing_of(desk.folder, "ben", "makerspace")


def test_a_repository_that_is_packed_or_shallow_is_taken_from_too(shelf: Shelf, tmp_path: Path) -> None:
    for number in range(30):
        shelf.commit({MINE: portfolio("Amara", f"Try {number}"), "portfolios/ben.json": portfolio("Ben", f"{number}")})
    shelf.done()
    git(tmp_path, "clone", "-q", "--depth", "5", f"file://{shelf.root}", "shallow")
    home = home_of(Clone(tmp_path / "shallow"), tmp_path)
    assert len(versions_of(home)) == 5
    holds_nothing_of(tmp_path, "ben")
