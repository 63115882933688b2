"""Many commits in one call of git are those that three calls for each make, and leave nothing else behind."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from leaptui.sync.chain import Link, make_chain
from leaptui.sync.git import Git, GitFailed
from leaptui.sync.objects import Entry, Objects

NOW = "1700000000 +0100"
COMMITTER = {"GIT_COMMITTER_NAME": "Makerspace", "GIT_COMMITTER_EMAIL": "makerspace@example.org"}
DATES = {"GIT_AUTHOR_DATE": NOW, "GIT_COMMITTER_DATE": NOW}


@pytest.fixture(params=["sha1", "sha256"])
def objects(tmp_path: Path, request: pytest.FixtureRequest) -> Objects:
    root = tmp_path / "school"
    subprocess.run(["git", "init", "-q", f"--object-format={request.param}", str(root)], check=True)
    return Objects(Git(root), request.param, tmp_path / "scratch")


def steps(objects: Objects) -> list[Mapping[str, Entry | None]]:
    """New files, changed ones, folders that come and go, names that are hard to say."""
    ids = objects.keep([f"content {number}".encode() for number in range(130)])
    made = [Entry("100644", blob) for blob in ids]
    many: list[Mapping[str, Entry | None]] = [
        {f"portfolios/l{number}.json": made[number], f"portfolios/l{number}.files/{number}": made[number]}
        for number in range(110)
    ]
    return [
        {"frameworks/own.json": made[0], "README.md": made[1]},
        *many,
        {"portfolios/l3.json": None, "portfolios/l3.files/3": None},
        {'portfolios/a "b"\\n.json': made[2], "portfolios/zoë ü.json": made[3], "portfolios/\udcff.json": made[5]},
        {"frameworks/own.json": None, "README.md": Entry("100755", made[4].id)},
        {"portfolios/l5.files/5": None, "portfolios/l5.files": made[6]},
    ]


def one_by_one(objects: Objects, start: str | None, changes: list[Mapping[str, Entry | None]]) -> str:
    commit = start
    for number, tree in enumerate(objects.write_trees(start, changes)):
        author = {"GIT_AUTHOR_NAME": f"Zoë {number}", "GIT_AUTHOR_EMAIL": f"l{number}@learner.invalid"}
        identity = {**COMMITTER, **author, **DATES}
        commit = objects.commit(tree, [commit] if commit else [], message(number), identity)
    assert commit is not None
    return commit


def message(number: int) -> str:
    return f"Zoë {number}: 1 piece\n\nLeaptui-Clone: abc {number}\n"


def chained(objects: Objects, start: str | None, changes: list[Mapping[str, Entry | None]]) -> str:
    links = [
        Link(message(number), f"Zoë {number} <l{number}@learner.invalid> {NOW}", changed)
        for number, changed in enumerate(changes)
    ]
    return make_chain(objects, start, links, f"Makerspace <makerspace@example.org> {NOW}")


@pytest.mark.parametrize("is_begun", [False, True])
def test_they_are_the_commits_that_are_made_one_by_one(objects: Objects, *, is_begun: bool) -> None:
    changes = steps(objects)
    start = one_by_one(objects, None, changes[:2]) if is_begun else None
    rest = changes[2:] if is_begun else changes
    last = chained(objects, start, rest)
    objects.git.run("fsck", "--strict", "--full")
    assert len(objects.git.run("rev-list", last).text.splitlines()) == len(changes)
    assert last == one_by_one(objects, start, rest)


def test_no_ref_is_made_and_none_is_moved(objects: Objects) -> None:
    start = one_by_one(objects, None, steps(objects)[:2])
    objects.git.run("update-ref", "refs/heads/main", start)
    before = objects.git.run("for-each-ref").text
    chained(objects, start, steps(objects)[2:])
    assert objects.git.run("for-each-ref").text == before


def test_what_cannot_be_made_is_made_in_no_part(objects: Objects) -> None:
    before = objects.git.run("for-each-ref").text
    with pytest.raises(GitFailed):
        chained(
            objects, None, [*steps(objects)[:3], {"portfolios/x.json": Entry("100644", "1" * len(objects.empty_tree))}]
        )
    assert objects.git.run("for-each-ref").text == before
    assert list(Path(objects.git.root).glob(".git/fast_import_crash_*")) == []
