"""Lines about the learner and the page about them, by commands."""

from __future__ import annotations

from tests.cli.conftest import Shell


def test_a_line_is_private_until_it_is_opened(shell: Shell) -> None:
    piece = shell("add", "Rain gauge").id
    made = shell("me", "add", "f1.a", "strength", "I explain with drawings", "--evidence", piece).id
    assert shell.only("facets") == {
        "created": "2026-03-11T10:00:00Z",
        "modified": "2026-03-11T10:00:00Z",
        "facet": "F1.a",
        "sort": "strength",
        "text": ["I explain with drawings"],
        "noted_on": "2026-03-11",
        "evidence": [piece],
        "private": True,
    }
    assert shell("check").code == 0
    [line] = shell("me", "list", "--facet", "a").lines
    assert line.split("  ")[1:] == ["2026-03-11", "F1.a", "strength", "private", "I explain with drawings"]
    assert "is private" in shell.refuses("me", "page", "--put", made)
    assert shell("me", "open", made).err == "Opened the line “I explain with drawings”.\n"
    shell("me", "page", "--put", made, "--text", "I **build**.")
    assert shell("me", "page").lines[:5] == ["# Amara Okafor", "", "I **build**.", "", "## What I am good at"]
    assert "  x  " in shell("me", "page", "--choices").out
    shell("me", "close", made)
    assert shell("me", "page").lines == ["# Amara Okafor", "", "I **build**."]
    shell("me", "edit", made, "--text", "I draw", "--sort", "interest", "--no-evidence", piece)
    assert "evidence" not in shell.only("facets")
    assert shell("rm", made).code == 0
    assert shell("me", "list", "--json").json == []


def test_facets_never_looked_at_are_questions_and_no_other_facet_is_known(shell: Shell) -> None:
    ended = shell("me", "list")
    assert ended.out == ""
    assert ended.err.count("What comes to mind?") == 6
    assert "identity and culture" in ended.err
    assert "F1.f (social and community context)" in shell.refuses("me", "add", "F2", "need", "x")


def test_what_changed_is_told_since_a_day(shell: Shell) -> None:
    shell("me", "add", "F1.a", "need", "Quiet", "--on", "2026-03-01")
    shell("me", "add", "F1.b", "need", "Sleep", "--on", "2026-03-09")
    assert "Sleep" in shell("me", "list", "--since", "2026-03-05").out
    assert len(shell("me", "list", "--since", "2026-03-05").lines) == 1
    assert "all of it is new" in shell("me", "list", "--changed").err


def test_levels_stand_side_by_side(shell: Shell) -> None:
    assert "No level" in shell("me", "levels").err
    shell("add", "Rain gauge", "--tag", "D4=growing")
    [line] = shell("me", "levels", "D4").lines
    assert line.startswith("D4  Amara Okafor  growing  2026-03-11")
