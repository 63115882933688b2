"""Tagging and untagging."""

from __future__ import annotations

import pytest

from leaptui.model.ids import claim_id
from tests.cli.conftest import Shell


def test_many_pieces_are_tagged_with_many_guidelines_at_once(shell: Shell, gauge: str) -> None:
    talk = shell("add", "Talk").id
    ended = shell("tag", gauge[:6], talk, "--guideline", "F1.a=growing", "--guideline", "l5", "--why", "I asked")
    claims = shell.records("claims")
    assert claims.keys() == {
        claim_id(piece, guideline) for piece in (gauge, talk) for guideline in ("leap-2020:F1.a", "leap-2020:L5")
    }
    assert {claim["guideline"]: claim.get("level") for claim in claims.values()} == {
        "leap-2020:F1.a": "growing",
        "leap-2020:L5": None,
    }
    assert all(claim["why"] == ["I asked"] for claim in claims.values())
    assert ended.out == ""
    assert ended.err == "Tagged 2 pieces with F1.a, L5.\n"


@pytest.mark.parametrize("said", ["demonstrated", "Demonstrated", "dem", "3"])
def test_a_level_is_said_by_name_beginning_or_number(shell: Shell, gauge: str, said: str) -> None:
    shell("tag", gauge, "--guideline", f"leap-2020:D4={said}")
    assert shell.only("claims")["level"] == "demonstrated"


def test_an_unclear_level_is_refused(shell: Shell, gauge: str) -> None:
    assert "“de” is no level" in shell.refuses("tag", gauge, "--guideline", "D4=de")


def test_tagging_again_keeps_what_is_not_said_again(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4=growing", "--why", "first")
    shell("tag", gauge, "--guideline", "D4")
    assert (shell.only("claims")["level"], shell.only("claims")["why"]) == ("growing", ["first"])
    shell("tag", gauge, "--guideline", "D4=deepening")
    assert (shell.only("claims")["level"], shell.only("claims")["why"]) == ("deepening", ["first"])
    shell("tag", gauge, "--guideline", "D4", "--why", "second")
    assert (shell.only("claims")["level"], shell.only("claims")["why"]) == ("deepening", ["second"])


def test_untag_takes_only_what_is_named(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4", "--guideline", "L5")
    assert shell("untag", gauge, "--guideline", "D4").err == "Took D4 off “Rain gauge v2”.\n"
    assert {claim["guideline"] for claim in shell.records("claims").values() if "deleted" not in claim} == {
        "leap-2020:L5"
    }
    assert "so already" in shell("untag", gauge, "--guideline", "D4").err
    shell("undo")
    assert all("deleted" not in claim for claim in shell.records("claims").values())


def test_a_claim_of_a_guideline_that_is_gone_can_be_taken_off(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4")
    shell.path.write_bytes(shell.path.read_bytes().replace(b"leap-2020:D4", b"leap-1999:X7"))
    shell("untag", gauge, "--guideline", "leap-1999:X7")
    assert "deleted" in shell.only("claims")


def test_nothing_is_tagged_where_one_of_the_words_is_wrong(shell: Shell, gauge: str) -> None:
    assert "no guideline “D44”; there are D1, D2" in shell.refuses("tag", gauge, "--guideline", "D44")
    assert "no piece whose id" in shell.refuses("tag", gauge, "ffff0000", "--guideline", "D4")
    assert "missing option '--guideline'" in shell.refuses("tag", gauge, code=2)
    assert "missing argument" in shell.refuses("untag", "--guideline", "D4", code=2)


def test_what_is_in_the_trash_is_not_tagged(shell: Shell, gauge: str) -> None:
    shell("rm", gauge)
    said = shell.refuses("tag", gauge, "--guideline", "D4")
    assert f"is in the trash: “leaptui restore {gauge[:8]}” brings it back" in said
