"""Two clones and a remote: what one writes the other gets, and nothing is lost where both write."""

from __future__ import annotations

from leaptui.merge import open_conflicts
from leaptui.sync import SyncKind, sync
from tests.sync.desk import AMARA, HURRY, Desk, agree, fine, git


def test_the_first_sync_fills_an_empty_remote(desk: Desk) -> None:
    one = desk.apart("one")
    one.add("Rain gauge")
    outcome = one.sync(remote=str(desk.remote))
    assert (outcome.kind, outcome.sent.records, outcome.sent.portfolios) == (SyncKind.DONE, 2, 1)
    assert outcome.sentence == "Synced: 2 changes sent."
    assert git(desk.remote, "show", f"main:portfolios/{AMARA}.json") + "\n" == one.file().read_text()
    assert desk.log().splitlines()[0] == "Amara Okafor: 1 piece"
    agree(desk, one)


def test_a_second_clone_joins_and_gets_everything(desk: Desk) -> None:
    one = desk.clone("one")
    one.attach(b"picture")
    one.add("Essay", name="jonas-weber")
    fine(one.sync())
    two = desk.apart("two")
    outcome = two.sync(remote=str(desk.remote))
    assert outcome.kind is SyncKind.DONE
    assert (outcome.received.portfolios, outcome.received.files) == (2, 1)
    assert two.carried() == one.carried()
    assert len(two.carried()) == 3
    agree(desk, one, two)


def test_a_clone_made_with_git_clone_syncs_as_well(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    fine(one.sync())
    git(desk.folder, "clone", "-q", str(desk.remote), "two")
    two = type(one)(desk.folder / "two")
    two.add("Essay")
    assert fine(two.sync()).sent.records == 1
    agree(desk, one, two)
    assert {record["title"] for record in one.evidence().values()} == {"Rain gauge", "Essay"}


def test_nothing_new_says_so_and_makes_no_commit(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    fine(one.sync())
    before = one.git("rev-parse", "HEAD")
    outcome = one.sync()
    assert outcome.kind is SyncKind.NOTHING_NEW
    assert outcome.sentence == "In sync: nothing new here or on the remote."
    assert one.git("rev-parse", "HEAD") == before


def test_what_both_sides_add_is_in_both_and_the_history_stays_a_line(desk: Desk) -> None:
    one, two = desk.two()
    mine, theirs = one.add("Bridge of paper"), two.add("Greenhouse")
    fine(one.sync())
    outcome = fine(two.sync())
    assert (outcome.sent.records, outcome.received.records, outcome.conflicts) == (1, 1, 0)
    agree(desk, one, two)
    assert one.evidence().keys() == {"shared", mine, theirs}
    assert git(desk.remote, "log", "--merges", "--format=%h", "main") == ""


def test_different_fields_of_one_record_are_put_together(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "Rain gauge v2"})
    two.put("shared", {"place": "home"})
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    record = one.evidence()["shared"]
    assert (record["title"], record["place"]) == ("Rain gauge v2", "home")
    assert open_conflicts(one.document()) == []


def test_lines_of_text_changed_apart_from_each_other_are_put_together(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"body": ["A", "b", "c"]})
    two.put("shared", {"body": ["a", "b", "C"]})
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert one.evidence()["shared"]["body"] == ["A", "b", "C"]


def test_one_field_changed_on_both_sides_keeps_both_values(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "From one"})
    two.put("shared", {"title": "From two"})
    assert fine(one.sync()).conflicts == 0
    outcome = fine(two.sync())
    assert outcome.conflicts == 1
    assert outcome.sentence.endswith("1 field changed on both sides and waits for a choice.")
    assert fine(one.sync()).conflicts == 1
    agree(desk, one, two)
    (conflict,) = open_conflicts(one.document())
    (other,) = conflict.others
    assert {conflict.value, other.value} == {"From one", "From two"}
    clones = {one.workspace.stamp().clone, two.workspace.stamp().clone}
    assert conflict.standing is not None
    assert {conflict.standing.clone, other.clone} == clones, "each value says whose it is"


def test_a_choice_settles_the_conflict_everywhere(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", {"title": "From one"})
    two.put("shared", {"title": "From two"})
    fine(one.sync())
    fine(two.sync())
    fine(one.sync())
    one.put("shared", {"title": "Chosen"})
    two.add("Meanwhile")
    fine(two.sync())
    fine(one.sync())
    agree(desk, one, two)
    assert two.evidence()["shared"]["title"] == "Chosen"
    assert open_conflicts(two.document()) == []
    assert fine(two.sync()).conflicts == 0


def test_deleted_here_and_edited_there_keeps_the_edit(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", None)
    two.put("shared", {"title": "Edited"})
    fine(one.sync())
    assert fine(two.sync()).conflicts == 1
    agree(desk, one, two)
    assert one.evidence()["shared"]["title"] == "Edited"


def test_deleted_on_one_side_alone_is_deleted(desk: Desk) -> None:
    one, two = desk.two()
    one.put("shared", None)
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert two.evidence() == {}


def test_a_portfolio_removed_here_and_written_there_comes_back(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay", name="jonas-weber")
    fine(one.sync())
    fine(two.sync())
    one.file("jonas-weber").unlink()
    essay = two.add("Second essay", name="jonas-weber")
    fine(two.sync())
    outcome = fine(one.sync())
    assert [note.path for note in outcome.skipped] == ["portfolios/jonas-weber.json"]
    assert essay in one.evidence("jonas-weber")
    agree(desk, one, two)


def test_a_portfolio_removed_on_one_side_alone_is_removed(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay", name="jonas-weber")
    fine(one.sync())
    fine(two.sync())
    one.file("jonas-weber").unlink()
    fine(one.sync())
    fine(two.sync())
    assert two.workspace.names() == [AMARA]
    agree(desk, one, two)


def test_attachments_of_both_sides_are_on_both(desk: Desk) -> None:
    one, two = desk.two()
    _, mine = one.attach(b"\x89PNG\r\n\x00mine")
    _, theirs = two.attach(b"\x89PNG\r\n\x00theirs")
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert (two.root / mine.relative_to(one.root)).read_bytes() == b"\x89PNG\r\n\x00mine"
    assert (one.root / theirs.relative_to(two.root)).read_bytes() == b"\x89PNG\r\n\x00theirs"


def test_an_attachment_that_is_still_named_is_brought_back(desk: Desk) -> None:
    one, two = desk.two()
    _, path = one.attach(b"a photo")
    fine(one.sync())
    fine(two.sync())
    path.unlink()
    fine(one.sync())
    assert path.read_bytes() == b"a photo"
    agree(desk, one, two)


def test_an_attachment_removed_with_its_evidence_stays_where_the_other_side_uses_it(desk: Desk) -> None:
    one, two = desk.two()
    record_id, path = one.attach(b"a photo")
    fine(one.sync())
    fine(two.sync())
    one.put(record_id, None)
    path.unlink()
    two.put(record_id, {"title": "Still wanted"})
    fine(one.sync())
    fine(two.sync())
    agree(desk, one, two)
    assert path.read_bytes() == b"a photo"


def test_a_theme_changed_on_both_sides_stays_ours_with_theirs_beside_it(desk: Desk) -> None:
    one, two = desk.two()
    for clone, colour in ((one, "red"), (two, "blue")):
        (clone.root / "themes").mkdir()
        (clone.root / "themes" / "sea.toml").write_text(f'primary = "{colour}"\n')
    fine(one.sync())
    outcome = fine(two.sync())
    assert (two.root / "themes" / "sea.toml").read_text() == 'primary = "blue"\n'
    (beside,) = (two.root / "themes").glob("sea.toml.theirs-*")
    assert beside.read_text() == 'primary = "red"\n'
    assert beside.name in outcome.sentence
    beside.unlink()
    agree(desk, one, two)


def test_edits_made_while_a_sync_is_under_way_are_kept(desk: Desk) -> None:
    one, two = desk.two()
    two.put("shared", {"place": "home"})
    fine(two.sync())
    one.add("Before")
    written: list[str] = []

    def busy(words: str) -> None:
        written.append(one.add(words))

    fine(sync(one.workspace, progress=busy, patience=HURRY))
    assert len(written) >= 3
    agree(desk, one, two)
    assert set(written) <= two.evidence().keys()
    assert two.evidence()["shared"]["place"] == "home"


def test_the_commit_tells_the_clone_that_wrote_it(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Rain gauge")
    fine(one.sync())
    stamp = one.workspace.stamp()
    assert (
        one.git("log", "-1", "--format=%(trailers:key=Leaptui-Clone,valueonly)").strip()
        == f"{stamp.clone} {stamp.revision}"
    )
    assert one.git("log", "-1", "--format=%an <%ae>") == "leaptui <leaptui@localhost>"


def test_the_learners_own_git_name_is_used(desk: Desk) -> None:
    one = desk.clone("one")
    one.git("config", "--global", "user.name", "Amara")
    one.git("config", "--global", "user.email", "amara@example.org")
    one.add("Rain gauge")
    fine(one.sync())
    assert one.git("log", "-1", "--format=%an <%ae> %cn <%ce>") == "Amara <amara@example.org> Amara <amara@example.org>"
