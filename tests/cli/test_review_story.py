"""The whole story of a review by commands: a learner prepares it, a mentor in a clone of their own speaks, both go on from it."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaptui.model.voices import STATEMENTS
from tests.cli.conftest import Ended, Shell
from tests.signing.keys import make_key, public

MISSING = [name for name in ("git", "ssh-keygen") if shutil.which(name) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"{' and '.join(MISSING)} is not on this machine")

Moment = Callable[[str], None]


@dataclass(frozen=True)
class Machine(Shell):
    """Somebody's own machine: commands run in their clone of the workspace."""

    def ends(self, *words: str, stdin: bytes = b"") -> Ended:
        """Run a command, however it ends."""
        with contextlib.chdir(self.folder):
            return super().ends(*words, stdin=stdin)

    def learners_own(self) -> dict[str, object]:
        """All that stands in the portfolio and is no word of somebody else's."""
        return {table: records for table, records in self.document.items() if table not in STATEMENTS}


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    """Set the clock of both machines."""
    return lambda instant: monkeypatch.setenv("LEAPTUI_NOW", f"2026-03-{instant}:00+00:00")


@pytest.fixture
def machines(tmp_path: Path, moment: Moment) -> tuple[Machine, Machine]:
    """Amara's laptop and J. Lind's, each with a clone of one workspace; the remote is a bare repository."""
    moment("11T09:00")
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "-q", "--bare", str(remote)], check=True)
    for name in ("laptop", "desk"):
        with contextlib.chdir(tmp_path):
            Shell(tmp_path)("init", name)
    laptop, desk = Machine(tmp_path / "laptop"), Machine(tmp_path / "desk")
    laptop("new", "amara", "--learner", "Amara Okafor")
    laptop("sync", "--remote", str(remote))
    desk("sync", "--remote", str(remote))
    return laptop, desk


@dataclass(frozen=True)
class Prepared:
    """What Amara prepared: the ids of a piece, a goal, an ask and a review."""

    piece: str
    goal: str
    ask: str
    review: str


def prepare(laptop: Machine) -> Prepared:
    """Capture a piece, tag it, set a goal, ask for support, and open a review."""
    numbers = laptop.folder.parent / "pours.csv"
    numbers.write_text("pour,mm\n1,9.8\n2,10.1\n")
    piece = laptop(
        *("add", "Rain gauge v2", "--kind", "product", "--body", "Ten pours.", "--attach", str(numbers)),
        *("--tag", "D4=growing", "--why", "I measured it"),
    ).id
    laptop("people", "add", "J. Lind", "--role", "mentor")
    goal = laptop("goal", "add", "A weather station", "--guideline", "D4=demonstrated", "--step", "Mount it").id
    ask = laptop(
        *("ask", "add", "Look at the calibration, please"),
        *("--whom", "J. Lind", "--about", piece, "--aspect", "process"),
    ).id
    review = laptop("review", "prepare", piece, "--question", "Is it good enough?", "--with", "J. Lind").id
    laptop("review", "open", review)
    return Prepared(piece, goal, ask, review)


def speak(desk: Machine, made: Prepared, key: Path) -> str:
    """Say all that a mentor says, signed; gives the id of the step that is suggested."""
    lind = ("--by", "J. Lind", "--key", str(key))
    said_in = ("--review", made.review)
    desk(
        *("assess", f"{made.piece}/D4", "--level", "demonstrated", "--decision", "deeper"),
        *("--note", "The numbers show it.", "--blind", *lind, *said_in),
    )
    kinds = {"effort": "You went up three times.", "process": "One change, then ten pours.", "mastery": "It measures."}
    for aspect, words in kinds.items():
        desk("feedback", "give", made.piece, words, "--aspect", aspect, *lind, *said_in)
    desk("goal", "agree", made.goal, "--note", "I will come", *lind)
    desk("recognise", "Measures what she builds", "--guideline", "D4", "--evidence", made.piece, *lind)
    return desk("review", "step", made.review, "Weigh the funnel", *lind).id


def hold(desk: Machine, made: Prepared, key: Path) -> str:
    """See at the mentor's desk who waits, and speak; gives the id of the step that is suggested."""
    desk("sync")
    (waits,) = json.loads(desk("mentor", "--as", "J. Lind", "--json").out)
    assert [item["says"] for item in waits["asks"]] == ["Look at the calibration, please"]
    assert [item["id"] for item in waits["reviews"]] == [made.review]
    assert [item["id"] for item in waits["agreements"]] == [made.goal]
    before = desk.learners_own()
    suggested = speak(desk, made, key)
    assert desk.learners_own() == before
    assert {str(said["role"]) for table in STATEMENTS for said in desk.records(table).values()} == {"mentor"}
    assert "No words on" not in desk("feedback", "list", made.piece).err
    return suggested


def hears(laptop: Machine, suggested: str, key: Path) -> None:
    """Hear of what was said, and vouch for who said it."""
    waiting = laptop("status").out.partition("Waiting for you\n")[2]
    assert "J. Lind gave feedback on “Rain gauge v2”: effort, process, mastery" in waiting
    assert f"J. Lind suggests a step: Weigh the funnel (leaptui goal accept {suggested[:8]})" in waiting
    assert "J. Lind answered what you asked: Look at the calibration, please" in waiting
    ended = laptop.ends("verify")
    assert (ended.code, ended.err) == (3, "6 statements checked, 6 wait for a decision.\n")
    laptop("signers", "add", "J. Lind", str(public(key)))
    assert laptop("verify").err == "6 statements checked, 6 signed.\n"


def close(laptop: Machine, made: Prepared, suggested: str) -> tuple[str, str]:
    """Answer, go deeper, take next steps, agree and close; gives the ids of the two steps."""
    for item in laptop.records("feedback"):
        laptop("feedback", "answer", item, "I will weigh the funnel.")
    laptop("ask", "answer", made.ask, "She looked at it")
    chosen = laptop("advance", "deeper", "D4", "--evidence", made.piece, "--goal", "Know how sure I am").id
    deeper = str(laptop.records("advances")[chosen]["goal"])
    assert laptop.records("goals")[deeper]["deepens"] == made.piece
    step = laptop("review", "take", suggested, "--goal", deeper).id
    other = laptop("review", "step", made.review, "Show it to the council", "--new-goal", "The council reads it").id
    laptop("review", "agree", made.review)
    laptop("review", "close", made.review, "--notes", "We meet again in April.")
    return step, other


def stays_as_a_page(desk: Machine, made: Prepared) -> None:
    """Read what was said, what comes next and who agreed."""
    page = desk("review", "show", made.review).out
    for words in (
        "*Stands at demonstrated, says J. Lind (mentor) on 11 March 2026 of “Rain gauge v2”; own claim: growing*",
        "- [ ] Weigh the funnel (Know how sure I am)",
        "- [ ] Show it to the council (The council reads it)",
        "We meet again in April.",
        "- Amara Okafor, 12 March 2026\n",
        "- J. Lind (mentor), 12 March 2026\n",
    ):
        assert words in page, words


def one_altered_byte_fails_it(laptop: Machine) -> None:
    """A later change of the work is no forgery; a changed letter in what was said is one, and a changed byte of a file."""
    data = laptop.path.read_bytes()
    spoilt = {
        b"The numbers show it.": b"The numbers show is.",
        b"It measures.": b"It measured.",
        b"I will come": b"I will cope",
        b"Measures what she builds": b"Measures what sh_ builds",
    }
    for said, altered in spoilt.items():
        assert data.count(said) == 1
        laptop.path.write_bytes(data.replace(said, altered))
        ended = laptop.ends("verify")
        assert ended.code == 1
        summary, sentence = ended.err.splitlines()
        assert summary == "8 statements checked, 6 signed, 1 unsigned, 1 does not match its signature."
        assert sentence.startswith("The words of 1 statement are not the ones that were signed: ")
    laptop.path.write_bytes(data)
    (numbers,) = laptop.path.with_suffix(".files").iterdir()
    numbers.chmod(0o600)
    numbers.write_bytes(numbers.read_bytes().replace(b"9.8", b"9.9"))
    ended = laptop.ends("verify")
    assert ended.code == 1
    assert "the file “pours.csv” of “Rain gauge v3” is not what was attached" in ended.err


def test_a_review_is_prepared_held_in_two_clones_signed_closed_and_verified(
    machines: tuple[Machine, Machine], moment: Moment, tmp_path: Path
) -> None:
    laptop, desk = machines
    key = make_key(tmp_path / "lind")
    made = prepare(laptop)
    laptop("sync")

    moment("11T15:00")
    suggested = hold(desk, made, key)
    # Meanwhile the learner works on; both are kept.
    laptop("journal", "add", "The roof is slippery.")
    desk("sync")
    laptop("sync")
    hears(laptop, suggested, key)

    moment("12T10:00")
    steps = close(laptop, made, suggested)
    laptop("sync")

    moment("12T16:00")
    desk("sync")
    desk("review", "agree", made.review, "--by", "J. Lind", "--key", str(key))
    desk("sync")
    laptop("sync")
    assert laptop.path.read_bytes() == desk.path.read_bytes()
    (held,) = laptop.records("reviews").values()
    assert (held["status"], held["steps"]) == ("closed", sorted(steps))
    for machine in (laptop, desk):
        assert machine("verify").err == "8 statements checked, 7 signed, 1 unsigned.\n"
        assert machine("check").code == 0
    stays_as_a_page(desk, made)
    # Tying a piece to a goal, as going deeper does, is no change of the work.
    assert "changed since" not in desk("review", "show", made.review).out + laptop("verify").out

    moment("13T10:00")
    laptop("edit", made.piece, "--title", "Rain gauge v3")
    assert "≠ changed since" in laptop("verify").out
    assert "*changed since reviewed*" in laptop("review", "show", made.review).out
    one_altered_byte_fails_it(laptop)
