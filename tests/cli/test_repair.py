"""A portfolio whose file cannot be read, from the shell: shown as it last was, mended with `check --repair`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Shell
from tests.sync.desk import git

BROKEN = b'{"evidence": {"x": {"title": "half a'


def test_commands_show_it_as_it_was_and_say_so_and_change_nothing(shell: Shell, gauge: str) -> None:
    shell("add", "Essay")
    shell.path.write_bytes(BROKEN)
    ended = shell("list")
    assert "Rain gauge v2" in ended.out
    assert "Essay" in ended.out
    assert "shown as of" in ended.err
    assert "line 1, column" in ended.err
    assert "leaptui check --repair" in ended.err
    assert "nothing was changed" not in ended.err, "nothing was to be changed"
    said = shell.refuses("rm", gauge)
    assert "not valid JSON" in said
    assert said.endswith("nothing was changed")
    assert shell.path.read_bytes() == BROKEN


def test_sync_and_the_doctor_say_once_what_is_wrong_and_what_to_do(shell: Shell, gauge: str) -> None:
    shell("init", ".")
    shell.ends("sync")
    shell.path.write_bytes(BROKEN)
    ended = shell.ends("sync")
    said = "portfolios/amara.json is not valid JSON at line 1, column "
    assert (ended.out + ended.err).count(said) == 1
    assert "it breaks off in the middle; “leaptui check --repair” mends it" in ended.out
    told = next(line for line in shell.ends("doctor", "--offline").lines if line.startswith("files:"))
    assert told.startswith("files: wrong: amara.json:1:")
    assert told.endswith(" is not valid JSON: it breaks off in the middle; “leaptui check --repair” mends it")


def test_repair_brings_it_back_and_keeps_the_broken_text(shell: Shell, gauge: str) -> None:
    shell("add", "Essay")
    good = shell.path.read_bytes()
    shell.path.write_bytes(BROKEN)
    ended = shell.ends("check")
    assert ended.code == 1
    assert f"{shell.path.name}:1:" in ended.out
    assert "nothing was changed" not in ended.out
    assert shell.path.read_bytes() == BROKEN
    ended = shell("check", "--repair")
    assert shell.path.read_bytes() == good
    (aside,) = shell.path.parent.glob("*.broken-*")
    assert aside.read_bytes() == BROKEN
    assert aside.name in ended.err
    assert shell("list", "--portfolio", shell.name).err == ""


def test_one_that_cannot_be_mended_is_said_and_the_others_are(shell: Shell, gauge: str) -> None:
    shell("add", "Essay")
    good = shell.path.read_bytes()
    lost = shell.path.with_name("lost.json")
    for path in (shell.path, lost):
        path.write_bytes(BROKEN)
    ended = shell.ends("check", "--repair")
    assert ended.code == 1
    assert "there is no version of lost.json that can be read" in ended.err
    assert lost.read_bytes() == BROKEN
    assert shell.path.read_bytes() == good
    assert "Essay" in shell("list", "--portfolio", shell.name).out


def test_what_is_sound_is_left_alone(shell: Shell, gauge: str) -> None:
    before = shell.path.read_bytes()
    shell("check", "--repair")
    assert shell.path.read_bytes() == before
    assert [*shell.path.parent.glob("*.broken-*")] == []


def test_a_merge_by_hand_is_told_and_both_sides_are_put_together(shell: Shell, gauge: str, tmp_path: Path) -> None:
    shell("init", ".")
    shell.ends("sync")
    other = Shell(tmp_path / "other")
    git(tmp_path, "clone", "-q", str(shell.folder), str(other.folder))
    others = other("-C", str(other.folder), "add", "At home").id
    other("-C", str(other.folder), "edit", gauge, "--title", "Rain gauge at home")
    git(other.folder, "commit", "-q", "-a", "-m", "by hand")
    shell("edit", gauge, "--title", "Rain gauge at school")
    git(shell.folder, "commit", "-q", "-a", "-m", "by hand")
    git(shell.folder, "pull", "-q", "--no-rebase", str(other.folder), "main", check=False)
    assert others not in shell.records("evidence")
    ended = shell.ends("check")
    assert (ended.code, "both sides of a merge by hand" in ended.out) == (1, True)
    assert "1 portfolio checked: 1 wrong." in ended.err
    assert "leaptui check --repair" in shell.ends("sync").out
    ended = shell("check", "--repair")
    assert ended.out == ""
    assert "git commit" in ended.err
    assert others in shell.records("evidence")
    assert shell.ends("conflicts").code == 3
    git(shell.folder, "commit", "-q", "-m", "merged")
    assert shell("check").out == ""
    assert shell.ends("sync").code == 3


def test_portfolios_are_counted_and_not_what_is_wrong_in_them(shell: Shell, gauge: str, tmp_path: Path) -> None:
    shell("init", ".")
    shell("new", "ben")
    (shell.folder / ".gitattributes").write_text("")
    git(shell.folder, "add", "-A")
    git(shell.folder, "commit", "-q", "-m", "by hand")
    for title in ("one", "two"):
        git(shell.folder, "checkout", "-q", "-B", title, "main")
        shell("edit", gauge, "--title", title, "--portfolio", "amara")
        git(shell.folder, "commit", "-q", "-a", "-m", title)
    git(shell.folder, "merge", "-q", "one", check=False)
    ended = shell.ends("check")
    assert len([line for line in ended.lines if "amara.json" in line]) == 2
    assert ended.err.endswith("2 portfolios checked: 1 wrong.\n")
