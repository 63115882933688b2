"""Throwing away, bringing back, undo and redo."""

from __future__ import annotations

from tests.cli.conftest import Shell


def test_a_piece_goes_to_the_trash_and_comes_back_with_its_tags(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4=growing")
    assert shell("rm", gauge[:4]).err == "Moved “Rain gauge v2” to the trash.\n"
    assert shell("list").out == ""
    assert "0 pieces" in next(line for line in shell("list", "guidelines").lines if line.startswith("D4"))
    assert shell("trash").lines == [f"{gauge[:8]}  2026-03-11  piece  Rain gauge v2"]
    found = shell("trash", "--json").json
    assert isinstance(found, list)
    assert (found[0]["id"], found[0]["table"], found[0]["title"]) == (gauge, "evidence", "Rain gauge v2")
    shell("restore", gauge)
    assert shell("list").lines[0].endswith("D4")
    assert shell("trash").out == ""


def test_several_things_go_and_come_in_one_change(shell: Shell, gauge: str) -> None:
    goal = shell("goal", "add", "Weather", "--step", "One").id
    (step,) = shell.records("steps")
    before = shell.path.read_bytes()
    shell("rm", gauge, goal, step)
    assert len(shell("trash").lines) == 3
    shell("undo")
    assert shell.path.read_bytes() == before


def test_what_is_not_clear_is_not_thrown_away(shell: Shell, gauge: str) -> None:
    talk = shell("add", "Talk").id
    shell("rm", talk)
    assert "is in the trash already" in shell.refuses("rm", gauge, talk)
    assert "is not in the trash" in shell.refuses("restore", talk, gauge)
    assert "no piece, goal, step, break" in shell.refuses("rm", "feedface")


def test_emptying_the_trash_asks_or_is_told_yes(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4")
    shell("rm", gauge)
    assert "say --yes" in shell.refuses("trash", "--empty", code=2)
    assert "--yes goes with --empty" in shell.refuses("trash", "--yes", code=2)
    shell("trash", "--empty", "--yes")
    assert shell.document.keys() == {"meta"}
    assert "The trash is empty." in shell("trash", "--empty", "--yes").err
    shell("undo")
    assert gauge in shell.records("evidence")
    assert shell("trash").lines[0].startswith(gauge[:8])


def test_undo_and_redo_go_through_all_that_was_done(shell: Shell) -> None:
    states = [shell.path.read_bytes()]
    shell("add", "Rain gauge")
    states.append(shell.path.read_bytes())
    (gauge,) = shell.records("evidence")
    shell("tag", gauge, "--guideline", "D4")
    states.append(shell.path.read_bytes())
    assert shell("undo").out == "undo: Tagged “Rain gauge” with D4\n"
    assert shell.path.read_bytes() == states[1]
    assert shell("undo").out == "undo: Added “Rain gauge”\n"
    assert shell.path.read_bytes() == states[0]
    ended = shell.ends("undo")
    assert (ended.code, ended.out, ended.err) == (1, "", "There is nothing to undo.\n")
    assert shell("redo").out == "redo: Added “Rain gauge”\n"
    assert shell("redo").out == "redo: Tagged “Rain gauge” with D4\n"
    assert shell.path.read_bytes() == states[2]
    ended = shell.ends("redo")
    assert (ended.code, ended.out, ended.err) == (1, "", "There is nothing to redo.\n")


def test_undo_does_not_take_back_what_was_written_since(shell: Shell, gauge: str) -> None:
    shell("edit", gauge, "--title", "Mine")
    shell.path.write_bytes(shell.path.read_bytes().replace(b'"title": "Mine"', b'"title": "From another program"'))
    assert "was changed again since" in shell.refuses("undo")


def test_emptying_the_trash_lets_go_of_the_goal_and_undo_brings_both_back(shell: Shell, gauge: str) -> None:
    goal = shell("goal", "add", "A weather station").id
    shell("edit", gauge, "--goal", goal)
    shell("rm", goal)
    assert shell.records("evidence")[gauge]["goals"] == [goal], "it may come back from the trash"
    shell("trash", "--empty", "--yes")
    assert "goals" not in shell.records("evidence")[gauge]
    assert "links" not in shell.ends("doctor", "--offline", "--dry-run").out
    shell("undo")
    assert shell.records("evidence")[gauge]["goals"] == [goal]
    assert goal in shell.records("goals")
