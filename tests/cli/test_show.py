"""Showing one thing whole, and choosing where two machines differ."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import Document, canonical_bytes, read_document
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Shell


def test_show_tells_everything_about_a_piece(shell: Shell, gauge: str, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"light")
    goal = shell("goal", "add", "Weather station").id
    shell("edit", gauge, "--body", "# How\n\nIt tips.", "--attach", str(tmp_path / "photo.jpg"), "--goal", goal)
    shell("edit", gauge, "--link", "https://example.org/gauge", "--tag", "F1.a=growing", "--why", "I chose it")
    out = shell("show", gauge[:4]).out
    for said in (
        "Rain gauge v2\n",
        f"id          {gauge}\n",
        "kind        product\n",
        "made on     2026-03-11\n",
        "place       makerspace\n",
        "words       sensors\n",
        f"goal        {goal[:8]} Weather station\n",
        "attached    photo.jpg (image/jpeg, 5 bytes) ",
        "link        https://example.org/gauge\n",
        "# How\n\nIt tips.\n",
        "Shows F1.a, growing (claim ",
        "Deepen their understanding of themselves holistically, including: academic needs, strengths, and interests\n",
        "  because I chose it\n",
    ):
        assert said in out, said
    assert "not on this machine" not in out
    shell("edit", gauge, "--title", "Rain gauge v3")
    (attachment,) = (shell.folder / "portfolios" / "amara.files").iterdir()
    attachment.unlink()
    out = shell("show", gauge).out
    assert "(the piece was changed since)" in out
    assert "(not on this machine yet)" in out


def test_show_json_is_the_whole_record(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4")
    found = shell("show", gauge, "--json").json
    assert isinstance(found, dict)
    (claim,) = found.pop("claims")
    assert found == {**shell.records("evidence")[gauge], "id": gauge}
    assert shell("show", claim["id"], "--json").json == claim


def test_show_tells_what_others_said(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4=growing")
    (claim,) = shell.records("claims")
    stamps = {"created": "2026-03-10T08:00:00Z", "modified": "2026-03-10T08:00:00Z"}
    document = shell.document
    document["people"] = {"p1": {**stamps, "name": "J. Lind", "role": "mentor"}}
    document["assessments"] = {
        "a1": {**stamps, "claim": claim, "by": "p1", "role": "mentor", "level": "demonstrated", "note": ["Seen twice."]}
    }
    document["feedback"] = {
        "f1": {
            **stamps,
            "on": {"table": "evidence", "id": gauge},
            "by": "p1",
            "aspect": "process",
            "text": ["Careful work."],
        }
    }
    shell.path.write_text(json.dumps(document))
    out = shell("show", gauge).out
    assert "  J. Lind, mentor: demonstrated (2026-03-10)\n    Seen twice.\n" in out
    assert "Feedback on the process from J. Lind (2026-03-10)\n  Careful work.\n" in out


def test_show_a_goal_its_steps_and_its_pieces(shell: Shell) -> None:
    goal = shell(
        *("goal", "add", "Weather station", "--why", "For the farmer", "--guideline", "C4.a=demonstrated"),
        *(
            "--target",
            "2026-06-30",
            "--step",
            "Calibrate",
            "--step",
            "Ask",
            "--step",
            "Paint",
            "--agreed-by",
            "Ms Lind",
        ),
    ).id
    steps = {step["title"]: step_id for step_id, step in shell.records("steps").items()}
    gauge = shell("add", "Rain gauge", "--goal", goal).id
    shell("step", "done", steps["Calibrate"])
    shell("step", "link", steps["Calibrate"], gauge)
    shell("step", "skip", steps["Paint"])
    out = shell("show", goal).out
    for said in (
        "status      under way\n",
        "guidelines  C4.a=demonstrated\n",
        "hoped for   2026-06-30\n",
        "agreed by   Ms Lind on 2026-03-11\n",
        "steps       1 of 2\n",
        "For the farmer\n",
        f"[x] {steps['Calibrate'][:8]}  Calibrate  (done on 2026-03-11)\n",
        f"shown by {gauge[:8]} Rain gauge\n",
        f"[ ] {steps['Ask'][:8]}  Ask\n",
        f"[-] {steps['Paint'][:8]}  Paint\n",
        "A forecast needs 4 weeks of your own rhythm",
        f"  {gauge[:8]}  2026-03-11  Rain gauge\n",
    ):
        assert said in out, said
    step = shell("show", steps["Calibrate"]).out
    assert f"goal        {goal[:8]} Weather station\n" in step
    assert "state       done on 2026-03-11\n" in step


def test_show_a_record_of_a_table_that_has_no_commands_yet(shell: Shell) -> None:
    stamps = {"created": "2026-03-10T08:00:00Z", "modified": "2026-03-10T08:00:00Z"}
    document = shell.document
    document["reflections"] = {"feedf00d-1": {**stamps, "on_date": "2026-03-10", "text": ["I asked.", "She answered."]}}
    shell.path.write_text(json.dumps(document))
    out = shell("show", "feedf").out
    assert "table       reflections\n" in out
    assert "text        “I asked.” / “She answered.”\n" in out


def test_show_a_claim_and_what_is_in_the_trash(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4=growing", "--why", "seen")
    (claim,) = shell.records("claims")
    out = shell("show", claim).out
    assert out.startswith("D4 shown by Rain gauge v2\n")
    assert f"piece       {gauge[:8]} Rain gauge v2\n" in out
    shell("rm", gauge)
    out = shell("show", gauge).out
    assert f"since 2026-03-11; leaptui restore {gauge[:8]} brings it back" in out
    assert "made_on" in out


@pytest.fixture
def differing(shell: Shell, gauge: str) -> str:
    """A piece whose title and place two machines changed differently."""
    base = read_document(shell.path.read_bytes())
    piece = base["evidence"][gauge]

    def changed(title: str, place: str, modified: str) -> Document:
        return {**base, "evidence": {gauge: {**piece, "title": title, "place": place, "modified": modified}}}

    mine = changed("Rain gauge, mine", "home", "2026-03-11T11:00:00Z")
    theirs = changed("Rain gauge, theirs", "school", "2026-03-11T12:00:00Z")
    merged = merge3(base, mine, theirs, mine_stamp=Stamp("a" * 16, 1), theirs_stamp=Stamp("b" * 16, 1))
    shell.path.write_bytes(canonical_bytes(merged))
    return gauge


def sayings(shell: Shell, piece: str, field: str) -> tuple[str, str]:
    """What stands in a field, and the other."""
    record = shell.records("evidence")[piece]
    words = {"title": ("Rain gauge, mine", "Rain gauge, theirs"), "place": ("home", "school")}[field]
    stands = str(record[field])
    assert stands in words
    return stands, words[1 - words.index(stands)]


def test_show_and_status_tell_what_two_machines_said(shell: Shell, differing: str) -> None:
    out = shell("show", differing).out
    for field in ("title", "place"):
        stands, other = sayings(shell, differing, field)
        told = out.partition(f"\n{field}\n")[2].splitlines()
        assert [line.partition(", ")[0].strip() for line in told[:4:2]] == ["From another machine"] * 2
        assert "stands in the field" in told[0]
        assert [line.strip() for line in told[1:4:2]] == [stands, other]
    status = shell("status").out
    assert "Waiting for your choice\n" in status
    assert "said differently on two machines (place, title)" in status


def test_what_was_said_here_is_told_as_said_here_and_the_trash_in_words(shell: Shell, gauge: str) -> None:
    base = read_document(shell.path.read_bytes())
    piece = base["evidence"][gauge]
    mine = {**base, "evidence": {gauge: {**piece, "title": "Mine", "modified": "2026-03-11T08:00:00Z"}}}
    trashed = {**piece, "title": "Theirs", "modified": "2026-03-11T09:00:00Z", "deleted": "2026-03-11T09:00:00Z"}
    stamp = Workspace(shell.folder).stamp()
    theirs = {**base, "evidence": {gauge: trashed}}
    merged = merge3(base, mine, theirs, mine_stamp=stamp, theirs_stamp=Stamp("b" * 16, 1))
    shell.path.write_bytes(canonical_bytes(merged))
    out = shell("show", gauge).out
    assert "\ntitle\n  On this machine, today, 08:00\n    Mine\n  From another machine, today, 09:00 (st" in out
    told = out.partition("\ndeleted  (whether to keep it)\n")[2]
    assert "    it is kept, as it stands now\n" in told
    assert "    it is in the trash\n" in told
    assert "2026-03-11T" not in out


def test_an_edit_is_a_choice_too(shell: Shell, differing: str) -> None:
    before = shell.path.read_bytes()
    shell("edit", differing, "--title", "Rain gauge, both", "--place", "makerspace")
    assert "Waiting" not in shell("status").out
    shell("undo")
    assert (
        shell.document["evidence"][differing]["_conflicts"] == json.loads(before)["evidence"][differing]["_conflicts"]
    )


def test_throwing_away_is_a_choice_where_one_machine_deleted(shell: Shell, gauge: str) -> None:
    base = read_document(shell.path.read_bytes())
    edited = {**base, "evidence": {gauge: {**base["evidence"][gauge], "title": "Edited"}}}
    gone = {table: records for table, records in base.items() if table != "evidence"}
    merged = merge3(base, edited, gone, mine_stamp=Stamp("a" * 16, 1), theirs_stamp=Stamp("b" * 16, 1))
    shell.path.write_bytes(canonical_bytes(merged))
    assert "Waiting for your choice" in shell("status").out
    shell("rm", gauge)
    assert "Waiting" not in shell("status").out
