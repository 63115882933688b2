"""People, asks, opportunities, sharing and confirmations by command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Ended, Shell

TOGETHER: dict[str, object] = {"table": "evidence", "day": "2026-03-11", "part": "questions"}


def listed(shell: Shell, *words: str, key: str = "") -> list[dict[str, object]]:
    """The records that a command prints as JSON, or those under a key of it."""
    found = json.loads(shell(*words, "--json").out)
    records: list[dict[str, object]] = found[key] if key else found
    return records


@pytest.fixture
def lind(shell: Shell) -> str:
    return shell("people", "add", "Ms Lind, mentor", "--how", "Asks how I know").id


def test_somebody_is_added_changed_and_shown(shell: Shell, lind: str) -> None:
    piece = shell("add", "Rain gauge", "--with", "ms lind: questions", "--with", "Ravi").id
    assert shell.records("evidence")[piece]["contributors"] == [{"person": lind, "role": "questions"}]
    assert len(shell.records("people")) == 2
    shell("people", "edit", "Ms Lind", "--notes", "Thursdays\nat four", "--private", "--contact", "room 12")
    shown = shell("people", "show", "ms lind").out
    for words in ("Ms Lind, mentor", "room 12", "Asks how I know", "Thursdays", "piece: Rain gauge (questions)"):
        assert words in shown
    assert "Ms Lind" in shell("people").lines[0]
    told = listed(shell, "people", "list", "--role", "mentor")[0]
    assert (told["id"], told["last"], told["together"]) == (
        lind,
        "2026-03-11",
        [TOGETHER | {"id": piece, "about": ["evidence", piece]}],
    )
    assert "already" in shell.refuses("people", "add", "MS LIND")
    with_whom = next(line for line in shell("show", piece).lines if line.startswith("people"))
    assert with_whom.removeprefix("people").strip() == "Ms Lind (questions), Ravi"
    shell("rm", lind)
    assert "Ms Lind" not in shell("people").out
    assert shell("check").code == 0


def test_an_ask_goes_from_open_to_what_came_of_it(shell: Shell, lind: str) -> None:
    piece = shell("add", "Rain gauge").id
    ask = shell(
        "ask", "add", "Look at the calibration", "--whom", "Ms Lind", "--about", piece, "--aspect", "process"
    ).id
    record = shell.records("asks")[ask]
    assert (record["from"], record["person"], record["about"]) == (
        "teacher",
        lind,
        [{"table": "evidence", "id": piece}],
    )
    shell("ask", "add", "How do I read graphs?", "--from", "technology", "--about", "C4.a")
    assert shell("ask", "list", "--status", "open").out.count("open") == 2
    shell("ask", "answer", ask[:6], "She weighed it with me")
    assert "→ She weighed it with me" in shell("ask").out
    shell("ask", "reopen", ask)
    shell("ask", "edit", ask, "--need", "Look at it", "--whom", "")
    shell("ask", "let-go", ask)
    assert [one["status"] for one in listed(shell, "ask", "list", key="asks")] == ["open", "let go"]
    shell.refuses("ask", "add", " ")
    shell.refuses("ask", "edit", ask, code=2)
    assert shell("check").code == 0


def test_an_opportunity_leads_to_a_section_of_a_cv(shell: Shell) -> None:
    piece = shell("add", "Hives").id
    made = shell("people", "opportunity", "add", "City farm", "--through", "Mr Sousa", "--on", "2026-02-01").id
    shell(
        "people", "opportunity", "edit", made, "--outcome", "I keep two hives", "--evidence", piece, "--status", "taken"
    )
    assert "City farm" in shell("people", "opportunity").out
    assert shell("people", "cv").lines == [
        "## Opportunities",
        "",
        "**City farm**, February 2026",
        "",
        "Through Mr Sousa",
        "",
        "I keep two hives",
        "",
        "Shown by Hives",
    ]
    shell("people", "opportunity", "add", "Trainee", "--on", "2026-03-01")
    assert shell("people", "cv", "--plain").lines[1:4] == ["", "Trainee, March 2026 (open)", ""], (
        "nothing is claimed yet"
    )
    assert "**" not in shell("people", "cv", "--plain").out
    told = listed(shell, "people", "cv")[1]
    assert (told["through"], told["evidence"]) == ("Mr Sousa", ["Hives"])
    assert shell("check").code == 0


def test_a_host_confirms_by_a_line_or_by_a_code(shell: Shell) -> None:
    piece = shell("add", "Hives", "--area", "workplace", "--host", "City farm").id
    code = shell("confirm", piece, "--code").id
    assert re.fullmatch("[2-9A-Z]{3}-[2-9A-Z]{5}", code)
    shell("confirm", piece, "--by", "Mr Sousa", "--given", code.lower())
    assert "✓ confirmed by Mr Sousa on 2026-03-11, by a code" in shell("confirm", piece).out
    assert "✓ 1 confirmed" in shell("status").out
    shell("edit", piece, "--body", "More")
    assert "it was changed since" in shell.refuses("confirm", piece, "--by", "Mr Sousa", "--given", code)
    assert "the piece was changed since" in shell("show", piece).out
    shell("confirm", piece, "--by", "Mr Sousa", "--role", "beekeeper", "--words", "Two mornings")
    told = listed(shell, "confirm", piece, key="confirmations")
    assert sorted(str(one["holds"]) for one in told) == ["False", "True"]
    shell.refuses("confirm", piece, "--words", "x", code=2)
    shell.refuses("confirm", piece, "--by", "Mr Sousa")
    assert shell("check").code == 0


def test_a_person_who_is_not_there_or_not_alone_of_that_name_is_asked_for_again(shell: Shell) -> None:
    assert "nobody in amara is called “Sam”" in shell.refuses("people", "show", "Sam")
    one, other = (shell("people", "add", name).id for name in ("Sam", "Tom"))
    # As when two machines add somebody of that name at once.
    shell.path.write_bytes(shell.path.read_bytes().replace(b'"Tom"', b'"Sam"'))
    said = shell.refuses("people", "show", "sam")
    assert said.startswith("several people are called “sam”: give one of ")
    assert {one[:8], other[:8]} <= set(said.replace(",", "").split())


def test_a_shared_piece_says_in_every_portfolio_that_it_was_changed_since_it_was_reviewed(
    shell: Shell, tmp_path: Path
) -> None:
    shell("new", "ravi", "--learner", "Ravi Nair")
    piece = shell("--portfolio", "amara", "add", "Wiring", "--body", "Red to red").id
    shell("--portfolio", "amara", "share", piece, "--with", "ravi")

    def ravi(*words: str) -> Ended:
        return shell("--portfolio", "ravi", *words)

    taken = ravi("share", "--take", piece[:8]).id
    ravi("tag", taken, "--guideline", "C1=growing")
    review = ravi("review", "prepare", taken).id
    ravi("assess", taken, "--level", "demonstrated", "--by", "J. Lind", "--role", "mentor", "--review", review)
    ravi("confirm", taken, "--by", "Mr Sousa", "--words", "They did it together.")

    def says_changed() -> set[bool]:
        (said,) = [one for one in json.loads(ravi("verify", "ravi", "--json").out) if one["table"] == "assessments"]
        (holds,) = {
            bool(one["holds"]) for one in listed(shell, "--portfolio", "ravi", "confirm", taken, key="confirmations")
        }
        return {
            bool(said["changed_since"]),
            "*changed since reviewed*" in ravi("review", "show", review).out,
            "the piece was changed since" in ravi("show", taken).out,
            not holds,
        }

    assert says_changed() == {False}
    # What either of them does with it is no change of the piece.
    shell(
        "--portfolio",
        "amara",
        "edit",
        piece,
        "--stretch",
        "4",
        "--goal",
        shell("--portfolio", "amara", "goal", "add", "G").id,
    )
    ravi("edit", taken, "--goal", ravi("goal", "add", "Mine").id)
    assert says_changed() == {False}
    shell("--portfolio", "amara", "edit", piece, "--body", "Red to black")
    assert says_changed() == {True}
    shell("--portfolio", "amara", "undo")
    assert says_changed() == {False}
    drawing = tmp_path / "wires.txt"
    drawing.write_text("- - -")
    shell("--portfolio", "amara", "edit", piece, "--attach", str(drawing))
    assert says_changed() == {True}
    # Where it cannot be looked at any more, nothing is said.
    shell("--portfolio", "amara", "share", piece, "--stop", "ravi")
    assert says_changed() == {False}


def test_a_piece_is_shared_and_taken_in_by_reference(shell: Shell) -> None:
    shell("new", "ravi", "--learner", "Ravi Nair")
    ravi = Shell(shell.folder, "ravi")
    piece = shell("--portfolio", "amara", "add", "Wiring", "--body", "Red to red").id
    shell("--portfolio", "amara", "share", piece, "--with", "ravi")
    (offer,) = listed(shell, "--portfolio", "ravi", "share", "--list", key="shared_with_me")
    assert (offer["id"], offer["taken"]) == (piece, False)
    taken = shell("--portfolio", "ravi", "share", "--take", piece[:8]).id
    assert "Red to red" in shell("--portfolio", "ravi", "show", taken).out
    assert "body" not in ravi.records("evidence")[taken]
    shell("--portfolio", "ravi", "tag", taken, "--guideline", "C1=growing")
    assert "only they change its words" in shell.refuses("--portfolio", "ravi", "edit", taken, "--body", "mine")
    assert "(taken in)" in shell("--portfolio", "ravi", "share", "--list").out
    shell("--portfolio", "amara", "share", piece, "--stop", "ravi")
    assert "does not share this piece any more" in shell("--portfolio", "ravi", "show", taken).out
    private = shell("--portfolio", "amara", "add", "Diary", "--private").id
    assert "private" in shell.refuses("--portfolio", "amara", "share", private, "--with", "ravi")
    shell.refuses("--portfolio", "amara", "share", piece, code=2)
    shell.refuses("--portfolio", "ravi", "share", "--take", "abcdef")
    assert shell("check").code == 0
