"""Connecting from the command line: a remote that is empty, one that holds portfolios, and a new folder from a remote."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from tests.cli.conftest import Shell
from tests.sync.desk import git
from tests.sync.http_server import http_remote


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "--template=", "class.git")
    return tmp_path / "class.git"


def test_connecting_tells_what_happened(shell: Shell, gauge: str, remote: Path) -> None:
    assert "on this machine only" in shell("connect").out
    ended = shell("connect", str(remote))
    assert ended.out == ""
    assert "Synced: " in ended.err
    assert shell("connect").out == f"{remote}\n"
    assert gauge in git(remote, "show", "main:portfolios/amara.json")
    assert "In sync" in shell("sync").out


def test_without_a_branch_it_says_what_a_sync_says(shell: Shell, gauge: str, remote: Path) -> None:
    shell("connect", str(remote))
    git(shell.folder, "checkout", "-q", "--detach")
    said = shell.refuses("connect")
    assert said.startswith("no branch is checked out")
    ended = shell.ends("doctor")
    assert ended.code == 1
    assert "on this machine only" not in ended.out
    assert said in ended.out


def test_a_folder_without_git_is_connected(shell: Shell, remote: Path) -> None:
    assert not (shell.folder / ".git").exists()
    shell("connect", str(remote))
    assert git(remote, "log", "--format=%s", "main")


def test_what_is_there_and_what_is_here_come_together(shell: Shell, gauge: str, remote: Path, tmp_path: Path) -> None:
    shell("connect", str(remote))
    other = Shell(tmp_path / "other")
    ended = other("join", str(remote), str(other.folder))
    assert ended.out == f"{other.folder}\n"
    assert gauge in other.records("evidence")
    third = Shell(tmp_path / "third")
    third("init", str(third.folder))
    third("-C", str(third.folder), "new", "amara", "--learner", "Amara Okafor")
    mine = third("-C", str(third.folder), "add", "At home").id
    third("-C", str(third.folder), "connect", str(remote))
    assert {mine, gauge} <= third.records("evidence").keys()


def test_joining_into_a_folder_with_files_is_refused(shell: Shell, remote: Path) -> None:
    shell("connect", str(remote))
    assert "choose a new folder" in shell.refuses("join", str(remote), str(shell.folder))


def test_testing_changes_nothing_and_says_what_connecting_would_do(shell: Shell, remote: Path) -> None:
    ended = shell("connect", "--test", str(remote))
    assert ended.out == "The remote is there, and nothing is on it yet.\n"
    assert "that puts what is here onto it" in ended.err
    assert "a folder of this machine" in ended.err
    assert not (shell.folder / ".git").exists()
    assert git(remote, "for-each-ref") == ""
    assert "not connected" in shell.refuses("connect", "--test", code=2)


def test_a_stick_gets_a_repository_where_that_is_asked_for(shell: Shell, tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "learning.git"
    stick.parent.mkdir()
    for words in ((), ("--test",)):
        ended = shell.ends("connect", *words, str(stick))
        assert ended.code == 1
        assert f"leaptui connect --create {stick}" in ended.err
    shell("connect", "--create", str(stick))
    assert git(stick, "log", "--format=%s", "main")


def test_an_emptied_remote_is_begun_anew_where_that_is_said(shell: Shell, gauge: str, remote: Path) -> None:
    shell("connect", str(remote))
    git(remote, "update-ref", "-d", "refs/heads/main")
    said = f"“leaptui connect --create {remote}” begins it anew"
    assert said in shell.ends("connect", "--test").err
    ended = shell.ends("sync")
    assert ended.code == 1
    assert said in ended.out + ended.err
    shell("connect", "--create", str(remote))
    assert gauge in git(remote, "show", "main:portfolios/amara.json")
    assert "anew" not in shell("connect", "--test").err


def test_what_a_program_reads_has_no_secret(shell: Shell, remote: Path, tmp_path: Path) -> None:
    with http_remote(tmp_path, account=("amara", "token-1")) as server:
        address = server.url("class.git", account="amara:token-1")
        ended = shell("connect", address, "--json")
        assert "token-1" not in ended.out + ended.err
        found = cast("dict[str, object]", ended.json)
        assert found["connected"] is True
        told = cast("dict[str, object]", found["test"])
        assert (told["may_send"], told["branch"]) == (True, None)
        assert cast("dict[str, object]", told["account"])["user"] == "amara"
        assert cast("dict[str, object]", shell("connect", "--json").json)["address"] == server.url("class.git")
        assert shell.ends("connect", "--test", server.url("class.git")).code == 1
        assert ".git/config" in shell("connect", address).err


def test_conflicts_that_wait_are_told_by_the_exit_code(shell: Shell, gauge: str, remote: Path, tmp_path: Path) -> None:
    shell("connect", str(remote))
    other = Shell(tmp_path / "other")
    other("join", str(remote), str(other.folder))
    shell("edit", gauge, "--title", "Rain gauge at school")
    other("-C", str(other.folder), "edit", gauge, "--title", "Rain gauge at home")
    shell("sync")
    assert other.ends("-C", str(other.folder), "sync").code == 3
