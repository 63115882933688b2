"""A portfolio whose file cannot be read, from the shell: shown as it last was, mended with `check --repair`."""

from __future__ import annotations

from tests.cli.conftest import Shell

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
    assert "not valid JSON" in shell.refuses("rm", gauge)
    assert shell.path.read_bytes() == BROKEN


def test_repair_brings_it_back_and_keeps_the_broken_text(shell: Shell, gauge: str) -> None:
    shell("add", "Essay")
    good = shell.path.read_bytes()
    shell.path.write_bytes(BROKEN)
    ended = shell.ends("check")
    assert ended.code == 1
    assert f"{shell.path.name}:1:" in ended.out
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
