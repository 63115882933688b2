"""A mentor's clone and a learner's: each writes records of its own, both sync, and what was signed is verified."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaptui.model.voices import Voice
from leaptui.sync import init_workspace
from tests.cli.conftest import Shell
from tests.signing.keys import make_key, public
from tests.sync.desk import git
from tests.tui.mentor_desk import waiting_room

LIND = Voice("J. Lind", "mentor")


def say(shell: Shell, piece: str, key: Path) -> None:
    """The mentor assesses and comments in their clone, signed."""
    by = ("--by", "J. Lind", "--key", str(key))
    shell("assess", f"{piece}/D4", "--level", "demonstrated", "--note", "Shown twice.", *by)
    shell("feedback", "give", piece, "Weigh the spoon.", *by)


def test_two_clones_write_at_once_and_what_was_signed_stands(
    shell: Shell, gauge: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell("tag", gauge, "--guideline", "D4=growing")
    init_workspace(shell.folder)
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(remote))
    monkeypatch.chdir(shell.folder)
    shell("connect", str(remote))
    shell("sync")
    clone = tmp_path / "lind"
    git(tmp_path, "clone", "-q", str(remote), str(clone))
    mentor = Shell(clone, shell.name)
    key = make_key(tmp_path / "key")
    shell("edit", gauge, "--title", "Rain gauge v3")
    monkeypatch.chdir(clone)
    mentor("signers", "add", "J. Lind", str(public(key)))
    say(mentor, gauge, key)
    mentor("sync")
    monkeypatch.chdir(shell.folder)
    ended = shell("sync")
    assert "choice" not in ended.err
    monkeypatch.chdir(clone)
    mentor("sync")
    assert mentor.path.read_bytes() == shell.path.read_bytes()
    for one in (shell, mentor):
        monkeypatch.chdir(one.folder)
        assert one("conflicts", "--json").json == []
        ended = one("verify")
        assert ended.err == "2 statements checked, 2 signed.\n"
        assert "signed by J. Lind · ≠ changed since" in ended.out, "the learner changed the piece meanwhile"
    assert shell.only("evidence")["title"] == "Rain gauge v3"
    shell.path.write_bytes(shell.path.read_bytes().replace(b"Weigh the spoon.", b"Weigh the spoon,"))
    monkeypatch.chdir(shell.folder)
    ended = shell.ends("verify")
    assert ended.code == 1
    assert "signature does not match" in ended.out


def test_who_waits_is_listed_as_text_and_nothing_private_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting_room(tmp_path)
    monkeypatch.chdir(tmp_path)
    shell = Shell(tmp_path)
    ended = shell("mentor", "--list", "--as", "J. Lind")
    assert re.findall(r"^\S.*$", ended.out, re.MULTILINE) == [
        "Amara Okafor (portfolios/amara-okafor.json)",
        "Mateo Quispe (portfolios/mateo-quispe.json)",
        "Noor Haddad (portfolios/noor-haddad.json)",
        "Zoë Müller (portfolios/zoe-muller.json)",
    ]
    assert "Look at the calibration, please: is the spoon good enough?" in ended.out
    assert "secret" not in ended.out
    assert "A question for Tom" not in ended.out
    assert ended.err == "Something waits in 4 of 4 portfolios.\n"
    assert "A question for Tom" in shell("mentor", "--list", "--as", "Tom", "--role", "peer").out
    assert "secret" not in shell("mentor", "--list").out
    found = shell("mentor", "--list", "--as", "J. Lind", "--json").json
    assert isinstance(found, list)
    assert [len(one["asks"]) for one in found] == [1, 0, 0, 0]
    assert [[item["table"] for item in one["agreements"]] for one in found][2] == ["goals", "starts"]
    assert "secret" not in (tmp_path / ".leaptui" / "gists.json").read_text()


def test_words_are_signed_by_the_key_of_this_machine_only_where_it_is_known_whose_it_is(
    shell: Shell, gauge: str, tmp_path: Path
) -> None:
    shell("tag", gauge, "--guideline", "D4")
    shell("config", "set", "key", str(make_key(tmp_path / "key")))
    shell("assess", gauge, "--level", "growing", "--by", "J. Lind")
    assert shell("verify").err == "1 statement checked, 1 unsigned.\n"
    shell("signers", "add", "J. Lind", str(public(tmp_path / "key")))
    shell("assess", gauge, "--level", "demonstrated", "--by", "J. Lind")
    shell("assess", gauge, "--level", "demonstrated", "--by", "Tom")
    assert shell("verify").err == "3 statements checked, 1 signed, 2 unsigned.\n"
    assert "is J. Lind's in this workspace" in shell.refuses(
        "assess", gauge, "--by", "Tom", "--decision", "more", "--sign"
    )
    shell("recognise", "Trusted with water", "--guideline", "D4", "--evidence", gauge, "--by", "J. Lind", "--sign")
    assert "2 signed" in shell("verify").err


def test_the_desk_asks_who_one_is_and_needs_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting_room(tmp_path)
    monkeypatch.chdir(tmp_path)
    shell = Shell(tmp_path)
    assert "say who you are" in shell.ends("mentor").err
    assert shell.ends("mentor", "--as", "  ").code == 2
    assert "needs a terminal" in shell.ends("mentor", "--as", "J. Lind").err
