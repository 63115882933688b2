"""How a sync ends: its exit code, and the sentence that says what waits for a choice, and where."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest

from tests.cli.conftest import Shell
from tests.cli.machines import asked, clone

HOLDER = """
import sys
from pathlib import Path
from leaptui.store.workspace import Workspace
from leaptui.sync.engine import LOCK
with Workspace(Path(sys.argv[1])).lock(LOCK):
    print("held", flush=True)
    sys.stdin.read()
"""
"""Another program that syncs for as long as it is let."""


def away(machine: Shell, remote: Path) -> None:
    """Put the remote behind a machine that cannot be reached."""
    git_in(machine, "remote", "set-url", "origin", "http://127.0.0.1:9/amara.git")


def without_remote(machine: Shell, remote: Path) -> None:
    git_in(machine, "remote", "remove", "origin")


def not_there(machine: Shell, remote: Path) -> None:
    remote.rename(remote.with_name("elsewhere.git"))


def without_repository(machine: Shell, remote: Path) -> None:
    (machine.folder / ".git").rename(machine.folder / "no-git")


def git_in(machine: Shell, *words: str) -> None:
    subprocess.run(["git", "-C", str(machine.folder), *words], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [(away, "offline"), (without_remote, "no_remote"), (not_there, "no_access"), (without_repository, "no_repository")],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_a_choice_that_waits_is_told_by_the_exit_code_however_the_sync_ends(
    trouble: Callable[[Shell, Path], None], kind: str, tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, gauge = asked(tmp_path, remote, monkeypatch)
    trouble(laptop, remote)
    ended = laptop.ends("sync", "--json")
    told = cast("dict[str, object]", ended.json)
    assert (told["kind"], told["conflicts"], ended.code) == (kind, 1, 3)
    assert told["waiting"] == {"amara": 1}
    assert laptop.ends("sync").out.strip().endswith("1 field changed on both sides and waits for a choice.")
    laptop("resolve", gauge, "title", "mine")
    assert laptop.ends("sync").code == 1


def test_work_by_hand_that_is_not_finished_comes_before_a_choice_that_waits(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, _gauge = asked(tmp_path, remote, monkeypatch)
    (laptop.folder / ".git" / "MERGE_HEAD").write_text("")
    assert laptop.ends("sync").code == 1


@contextmanager
def another_sync(folder: Path) -> Iterator[None]:
    """Have another program hold the lock of a workspace's sync."""
    words = [sys.executable, "-c", HOLDER, str(folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.communicate()


def test_while_another_program_syncs_the_exit_code_tells_whether_a_choice_waits(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, gauge = asked(tmp_path, remote, monkeypatch)
    with another_sync(laptop.folder):
        ended = laptop.ends("sync", "--json")
        told = cast("dict[str, object]", ended.json)
        assert (told["kind"], told["waiting"], ended.code) == ("busy", {"amara": 1}, 3)
        laptop("resolve", gauge, "title", "mine")
        ended = laptop.ends("sync")
        assert (ended.code, len(ended.lines)) == (1, 1)
        assert "try again in a moment; your work is safe on this machine" in ended.out
    assert laptop("sync").out == "Synced: 1 change sent.\n"


def test_without_git_the_exit_code_tells_whether_a_choice_waits(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, gauge = asked(tmp_path, remote, monkeypatch)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    ended = laptop.ends("sync", "--json")
    told = cast("dict[str, object]", ended.json)
    assert (told["kind"], told["waiting"], ended.code) == ("no_git", {"amara": 1}, 3)
    laptop("resolve", gauge, "title", "mine")
    ended = laptop.ends("sync")
    assert (ended.code, len(ended.lines)) == (1, 1)
    assert "git" in ended.out
    assert "wait" not in ended.out


def test_with_several_portfolios_the_sentence_says_in_which_something_waits(
    tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop, kiosk = (clone(tmp_path, name, monkeypatch) for name in ("laptop", "kiosk"))
    names = ("amara", "jonas", "mia", "noor", "tomas")
    monkeypatch.chdir(laptop.folder)
    pieces = {}
    for name in names:
        laptop("new", name)
        pieces[name] = laptop("add", "Rain gauge", "--portfolio", name).id
    laptop("sync", "--remote", str(remote))
    monkeypatch.chdir(kiosk.folder)
    kiosk("sync", "--remote", str(remote))

    def differ(name: str) -> str:
        """Have both machines change the title of the piece, and give the last clauses of what the laptop says then."""
        for machine in (kiosk, laptop):
            monkeypatch.chdir(machine.folder)
            machine("edit", pieces[name], "--title", f"Rain gauge of {machine.folder.name}", "--portfolio", name)
            ended = machine.ends("sync")
        assert ended.code == 3
        assert len(ended.lines) == 1
        return ended.out.partition("; ")[2].strip()

    assert differ("jonas") == "1 field changed on both sides and waits for a choice, in the portfolio “jonas”."
    fields = "fields changed on both sides and wait for a choice"
    assert differ("amara") == f"2 {fields}: 1 in “amara” and 1 in “jonas”."
    assert differ("mia") == f"3 {fields}: 1 in “amara”, 1 in “jonas” and 1 in “mia”."
    assert differ("noor") == f"4 {fields}: 1 in “amara”, 1 in “jonas”, 1 in “mia” and 1 elsewhere."
    told = cast("dict[str, object]", laptop.ends("sync", "--json").json)
    assert (told["conflicts"], told["waiting"]) == (4, dict.fromkeys(names[:4], 1))
