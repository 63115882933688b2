"""What was changed in two places: seen with `conflicts`, chosen with `resolve`."""

from __future__ import annotations

import json
from typing import cast

import pytest

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, read_document
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Shell

ELSEWHERE = "b" * 16
BODY = ["I built a gauge.", "It leaked.", "I fixed it."]


def differ(shell: Shell, mine: Record, theirs: Record, base: Record | None = None, piece: str | None = None) -> str:
    """A piece that was changed here and elsewhere, and merged; gives its id."""
    document = read_document(shell.path.read_bytes())
    record_id = piece or next(iter(document["evidence"]))
    record = {**document["evidence"][record_id], **(base or {})}
    old: Document = {**document, "evidence": {**document["evidence"], record_id: record}}

    def changed(fields: Record, modified: str) -> Document:
        new = {**record, **fields, "modified": modified}
        return {**old, "evidence": {**old["evidence"], record_id: new}}

    merged = merge3(
        old,
        changed(mine, "2026-03-11T09:00:00Z"),
        changed(theirs, "2026-03-10T12:00:00Z"),
        mine_stamp=Workspace(shell.folder).stamp(),
        theirs_stamp=Stamp(ELSEWHERE, 1),
    )
    shell.path.write_bytes(canonical_bytes(merged))
    return record_id


@pytest.fixture
def differing(shell: Shell, gauge: str) -> str:
    """A piece whose title, place, words and text two machines changed differently."""
    return differ(
        shell,
        {"title": "Rain gauge, mine", "place": "home", "body": [BODY[0], "It leaked at the seam.", BODY[2]]},
        {"title": "Rain gauge, theirs", "place": "school", "body": [BODY[0], "It leaked below.", BODY[2]]},
        {"title": "Rain gauge", "body": [*BODY]},
    )


def record_of(shell: Shell, piece: str) -> Record:
    return cast("Record", shell.records("evidence")[piece])


def listed(shell: Shell) -> list[dict[str, Json]]:
    return cast("list[dict[str, Json]]", shell.ends("conflicts", "--json").json)


def test_what_waits_is_listed_with_where_and_when_and_the_command_to_choose(shell: Shell, differing: str) -> None:
    ended = shell.ends("conflicts")
    assert ended.code == 3
    out = ended.out
    assert f"piece {differing[:8]}  Rain gauge, mine\n" in out
    assert "  title\n    mine: On this machine, today, 09:00 (stands in the field)\n      Rain gauge, mine\n" in out
    assert "    theirs: From another machine, yesterday, 12:00\n      Rain gauge, theirs\n" in out
    assert "        I built a gauge.\n      ≠ It leaked at the seam.\n        I fixed it.\n" in out
    assert "3 fields wait: leaptui resolve ID FIELD mine|theirs|both" in out


def test_nothing_waits(shell: Shell, gauge: str) -> None:
    assert shell("conflicts").out == "Nothing waits for a choice: nothing was changed in two places.\n"
    assert shell("conflicts", "--json").json == []
    assert "nothing waits" in shell.refuses("resolve", gauge, "mine")
    assert "nothing waits" in shell.refuses("resolve", "--all", "mine")


def test_json_has_both_values_with_clone_and_instant(shell: Shell, differing: str) -> None:
    found = {str(one["field"]): one for one in listed(shell)}
    assert list(found) == ["body", "place", "title"]
    title = found["title"]
    mine, (theirs,) = cast("Record", title["mine"]), cast("list[Record]", title["theirs"])
    assert (mine["value"], mine["is_mine"], mine["stands"]) == ("Rain gauge, mine", True, True)
    assert (theirs["value"], theirs["clone"], theirs["on"]) == ("Rain gauge, theirs", ELSEWHERE, "2026-03-10T12:00:00Z")
    assert (title["both"], title["why_not_both"]) == (None, "only one of them can hold")
    assert found["body"]["both"] == [BODY[0], "It leaked at the seam.", "It leaked below.", BODY[2]]


@pytest.mark.parametrize(("pick", "title"), [("mine", "Rain gauge, mine"), ("theirs", "Rain gauge, theirs")])
def test_mine_and_theirs(shell: Shell, differing: str, pick: str, title: str) -> None:
    shell("resolve", differing[:4], "title", pick)
    assert record_of(shell, differing)["title"] == title
    assert [one["field"] for one in listed(shell)] == ["body", "place"]
    assert "said differently on two machines (body, place)" in shell("status").out
    assert "Chose title in “Rain gauge" in shell("undo").out
    assert [one["field"] for one in listed(shell)] == ["body", "place", "title"]


def test_both_puts_the_lines_together(shell: Shell, differing: str) -> None:
    shell("resolve", differing, "body", "both")
    assert record_of(shell, differing)["body"] == [BODY[0], "It leaked at the seam.", "It leaked below.", BODY[2]]


def test_both_is_refused_with_its_reason_where_only_one_can_hold(shell: Shell, differing: str) -> None:
    before = shell.path.read_bytes()
    assert "cannot be put together: only one of them can hold" in shell.refuses("resolve", differing, "place", "both")
    assert shell.path.read_bytes() == before


def test_a_value_of_ones_own_settles_and_is_checked(shell: Shell, differing: str) -> None:
    before = shell.path.read_bytes()
    shell.refuses("resolve", differing, "place", "--value", "the moon")
    assert "is not UTF-8" in shell.refuses("resolve", differing, "body", "--value", "-", stdin=b"\xffne")
    assert shell.path.read_bytes() == before
    shell("resolve", differing, "title", "--value", "Rain gauge, the third")
    shell("resolve", differing, "body", "--value", "-", stdin=b"One.\n\nTwo.\n")
    shell("resolve", differing, "--value", "makerspace")
    record = record_of(shell, differing)
    assert (record["title"], record["body"], record["place"]) == (
        "Rain gauge, the third",
        ["One.", "", "Two."],
        "makerspace",
    )
    assert listed(shell) == []


def test_all_of_one_record_and_all_of_everything(shell: Shell, differing: str) -> None:
    other = shell("add", "Essay").id
    differ(shell, {"title": "Essay, mine"}, {"title": "Essay, theirs"}, piece=other)
    shell("resolve", differing, "--all", "theirs")
    record = record_of(shell, differing)
    assert (record["title"], record["place"]) == ("Rain gauge, theirs", "school")
    assert [one["id"] for one in listed(shell)] == [other]
    shell("undo")
    assert len(listed(shell)) == 4
    shell("resolve", "--all", "mine")
    assert listed(shell) == []
    assert record_of(shell, differing)["title"] == "Rain gauge, mine"
    assert record_of(shell, other)["title"] == "Essay, mine"


def test_what_cannot_be_resolved_changes_nothing(shell: Shell, differing: str) -> None:
    before = shell.path.read_bytes()
    assert "name one of body, place, title" in shell.refuses("resolve", differing, "mine")
    assert "say mine, theirs or both" in shell.refuses("resolve", differing, "title", code=2)
    assert "no choice" in shell.refuses("resolve", differing, "title", "ours", code=2)
    assert "--all chooses in every field" in shell.refuses("resolve", differing, "title", "--all", "mine", code=2)
    assert "only 1 of theirs" in shell.refuses("resolve", differing, "title", "theirs", "--nth", "2")
    assert "nothing waits for a choice in “kind”" in shell.refuses("resolve", differing, "kind", "mine")
    assert "say mine, theirs or both here" in shell.refuses("resolve", differing, "title", "trash")
    shell.refuses("resolve", code=2)
    assert shell.path.read_bytes() == before


def test_the_nth_of_theirs_is_counted_as_listed(shell: Shell, gauge: str) -> None:
    differ(shell, {"title": "Mine"}, {"title": "Second"}, {"title": "Gauge"})
    with_two = read_document(shell.path.read_bytes())
    older = {**with_two["evidence"][gauge], "title": "Third", "modified": "2026-03-01T08:00:00Z"}
    older.pop("_conflicts")
    base = {**older, "title": "Gauge"}
    merged = merge3(
        {"evidence": {gauge: base}},
        {"evidence": {gauge: with_two["evidence"][gauge]}},
        {"evidence": {gauge: older}},
        mine_stamp=Workspace(shell.folder).stamp(),
        theirs_stamp=Stamp("c" * 16, 5),
    )
    shell.path.write_bytes(canonical_bytes({**with_two, **merged}))
    out = shell.ends("conflicts").out
    assert out.index("theirs --nth 1: From another machine, yesterday") < out.index("theirs --nth 2:")
    shell("resolve", gauge, "title", "theirs", "--nth", "2")
    assert record_of(shell, gauge)["title"] == "Third"


def deleted_elsewhere(shell: Shell, piece: str) -> None:
    base = read_document(shell.path.read_bytes())
    edited = {**base, "evidence": {piece: {**base["evidence"][piece], "title": "Edited"}}}
    gone = {table: records for table, records in base.items() if table != "evidence"}
    stamp = Workspace(shell.folder).stamp()
    merged = merge3(base, edited, gone, mine_stamp=stamp, theirs_stamp=Stamp(ELSEWHERE, 1))
    shell.path.write_bytes(canonical_bytes(merged))


@pytest.mark.parametrize("field", ["deleted", "_deleted"])
def test_whether_it_is_kept_is_asked_for_by_either_name(shell: Shell, gauge: str, field: str) -> None:
    deleted_elsewhere(shell, gauge)
    assert "it is “deleted”" in " ".join(shell("resolve", "--help").out.split())
    shell("resolve", gauge, field, "keep")
    assert shell("conflicts").code == 0


@pytest.mark.parametrize(("keep", "trash"), [("keep", "trash"), ("mine", "theirs")])
def test_keep_or_trash_where_one_machine_deleted_and_the_other_edited(
    shell: Shell, gauge: str, keep: str, trash: str
) -> None:
    deleted_elsewhere(shell, gauge)
    out = shell.ends("conflicts").out
    assert "_deleted  (whether to keep it)" in out
    assert "it is kept, as it stands now" in out
    assert "it is in the trash" in out
    assert "either kept or in the trash" in shell.refuses("resolve", gauge, "both")
    shell("resolve", gauge, trash)
    assert "deleted" in record_of(shell, gauge)
    shell("undo")
    shell("resolve", gauge, "_deleted", keep)
    assert "deleted" not in record_of(shell, gauge)
    assert shell("conflicts").code == 0


def test_a_tag_is_named_by_its_code_and_its_piece(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "D4=growing")
    document = shell.document
    (claim,) = document["claims"]
    base = {"claims": document["claims"]}

    def at(level: str, modified: str) -> Document:
        return {"claims": {claim: {**cast("Record", document["claims"][claim]), "level": level, "modified": modified}}}

    merged = merge3(
        cast("Document", base),
        at("starting", "2026-03-11T09:00:00Z"),
        at("deepening", "2026-03-11T08:00:00Z"),
        mine_stamp=Workspace(shell.folder).stamp(),
        theirs_stamp=Stamp(ELSEWHERE, 1),
    )
    shell.path.write_text(json.dumps({**document, **merged}))
    assert "D4 of Rain gauge v2\n  level\n" in shell.ends("conflicts").out
    shell("resolve", claim, "theirs")
    assert shell.records("claims")[claim]["level"] == "deepening"


def waiting_in_ben(shell: Shell) -> str:
    """Two more portfolios, of which the one last used is not the one in which something waits; gives the piece it waits in."""
    shell("new", "ben")
    ben = Shell(shell.folder, "ben")
    piece = ben("add", "A kite", "--portfolio", "ben").id
    differ(ben, {"title": "A red kite"}, {"title": "A blue kite"})
    shell("new", "cy")
    assert Workspace(shell.folder).last_name() == "cy"
    return piece


@pytest.mark.parametrize("has_last", [True, False])
def test_without_one_chosen_all_portfolios_are_looked_at(shell: Shell, *, has_last: bool) -> None:
    piece = waiting_in_ben(shell)
    if not has_last:
        (shell.folder / ".leaptui" / "last.json").unlink()
        assert Workspace(shell.folder).last_name() is None
    ended = shell.ends("conflicts")
    assert ended.code == 3
    assert ended.out.startswith(f"Portfolio “ben”\n\npiece {piece[:8]}  A red kite\n")
    assert [(one["portfolio"], one["id"]) for one in listed(shell)] == [("ben", piece)]
    shell("resolve", piece[:6], "title", "theirs")
    assert shell("conflicts").out == "Nothing waits for a choice: nothing was changed in two places.\n"
    assert Shell(shell.folder, "ben").records("evidence")[piece]["title"] == "A blue kite"


def test_all_is_chosen_in_the_only_portfolio_in_which_something_waits(shell: Shell) -> None:
    piece = waiting_in_ben(shell)
    ended = shell("resolve", "--all", "theirs")
    assert "note: in the portfolio “ben”\n" in ended.err
    assert Shell(shell.folder, "ben").records("evidence")[piece]["title"] == "A blue kite"


def test_where_something_waits_in_several_it_is_asked_which(shell: Shell, differing: str) -> None:
    piece = waiting_in_ben(shell)
    out = shell.ends("conflicts").out
    assert (
        out.index("Portfolio “amara”") < out.index(differing[:8]) < out.index("Portfolio “ben”") < out.index(piece[:8])
    )
    assert "4 fields wait:" in out
    assert [one["portfolio"] for one in listed(shell)] == ["amara"] * 3 + ["ben"]
    said = shell.refuses("resolve", "--all", "mine", code=2)
    assert "something waits in several portfolios: say which with --portfolio (amara, ben)" in said
    shell("resolve", "--all", "mine", "--portfolio", "ben")
    assert [one["portfolio"] for one in listed(shell)] == ["amara"] * 3
    shell("resolve", differing, "title", "theirs")
    assert record_of(shell, differing)["title"] == "Rain gauge, theirs"


def test_of_the_one_chosen_it_is_said_that_something_waits_in_another(shell: Shell) -> None:
    waiting_in_ben(shell)
    ended = shell("conflicts", "--portfolio", "cy")
    assert ended.out == "Nothing waits for a choice in the portfolio “cy”: nothing was changed there in two places.\n"
    assert ended.err == "note: something waits in another portfolio: “ben”\n"
    assert "nothing waits" in shell.refuses("resolve", "--all", "mine", "--portfolio", "cy")
