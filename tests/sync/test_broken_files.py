"""Files that cannot be read never get into the history, never keep the others back, and are never overwritten."""

from __future__ import annotations

import pytest

from leaptui.merge import open_conflicts
from leaptui.model.clock import Clock
from leaptui.sync import SyncKind
from leaptui.sync.good import open_portfolio
from leaptui.sync.mend import mend
from tests.sync.desk import AMARA, BROKEN, Desk, agree, fine, git


def test_a_broken_portfolio_is_left_out_and_named_and_the_rest_goes(desk: Desk) -> None:
    one, two = desk.two()
    one.add("Essay", name="jonas-weber")
    one.file().write_bytes(BROKEN)
    outcome = one.sync()
    assert outcome.kind is SyncKind.DONE
    assert [note.path for note in outcome.skipped] == [f"portfolios/{AMARA}.json"]
    assert f"portfolios/{AMARA}.json is not valid JSON at line 1" in outcome.sentence
    assert one.file().read_bytes() == BROKEN
    fine(two.sync())
    assert "jonas-weber" in two.workspace.names()
    assert "shared" in two.evidence()
    assert two.git("log", "--format=%H", "-S", "half a") == ""


def test_an_empty_file_is_broken_and_not_an_empty_portfolio(desk: Desk) -> None:
    one, two = desk.two()
    one.file().write_bytes(b"")
    assert len(one.sync().skipped) == 1
    fine(two.sync())
    assert "shared" in two.evidence()


@pytest.mark.parametrize("text", [b"{}", b'{"evidence": {}, "meta": {}}', b'{"meta": {"portfolio": {}}}'])
def test_a_file_that_was_emptied_takes_nothing_away_anywhere(desk: Desk, text: bytes) -> None:
    one, two = desk.two()
    one.file().write_bytes(text)
    outcome = one.sync()
    assert [note.path for note in outcome.skipped] == [f"portfolios/{AMARA}.json"]
    assert "does not say whose portfolio it is" in outcome.sentence
    fine(two.sync())
    assert "shared" in two.evidence()
    assert "shared" in open_portfolio(one.workspace, AMARA).portfolio.document["evidence"]
    mend(one.workspace, AMARA, Clock())
    for broken in one.workspace.portfolios_dir.glob("*.broken-*"):
        assert broken.read_bytes() == text
        broken.unlink()
    agree(desk, one, two)
    assert "shared" in one.evidence()


def test_a_portfolio_that_was_emptied_elsewhere_does_not_empty_ours(desk: Desk) -> None:
    one, two = desk.two()
    two.file().write_bytes(b"{}")
    two.git("commit", "-q", "-a", "-m", "by hand")
    two.git("push", "-q", str(desk.remote), "main")
    ours = one.file().read_bytes()
    outcome = fine(one.sync())
    assert one.file().read_bytes() == ours
    assert "came in unreadable" in outcome.sentence


def test_what_came_in_while_a_file_was_broken_is_there_when_it_is_mended(desk: Desk) -> None:
    one, two = desk.two()
    whole = one.file().read_bytes()
    one.file().write_bytes(whole[:-20])
    theirs = two.add("From two")
    two.put("shared", {"place": "home"})
    fine(two.sync())
    outcome = one.sync()
    assert outcome.kind is SyncKind.DONE
    assert one.file().read_bytes() == whole[:-20]
    second = two.add("Second from two")
    fine(two.sync())
    one.sync()

    one.file().write_bytes(whole)
    mine = one.add("From one")
    fine(one.sync())
    agree(desk, one, two)
    assert one.evidence().keys() == {"shared", theirs, second, mine}
    assert one.evidence()["shared"]["place"] == "home"
    assert open_conflicts(one.document()) == []


def test_a_broken_file_that_is_then_removed_brings_the_others_work_back(desk: Desk) -> None:
    one, two = desk.two()
    one.file().write_bytes(BROKEN)
    theirs = two.add("From two")
    fine(two.sync())
    one.sync()
    one.file().unlink()
    fine(one.sync())
    agree(desk, one, two)
    assert theirs in one.evidence()


def test_a_broken_portfolio_from_the_remote_does_not_replace_ours(desk: Desk) -> None:
    one, two = desk.two()
    two.file().write_bytes(BROKEN)
    two.git("commit", "-q", "-a", "-m", "by hand")
    two.git("push", "-q", str(desk.remote), "main")
    ours = one.file().read_bytes()
    outcome = fine(one.sync())
    assert one.file().read_bytes() == ours
    (beside,) = one.workspace.portfolios_dir.glob("*.theirs-*")
    assert beside.read_bytes() == BROKEN
    assert "came in unreadable" in outcome.sentence
    beside.unlink()

    fine(two.sync())
    (kept,) = two.workspace.portfolios_dir.glob("*.broken-*")
    assert kept.read_bytes() == BROKEN
    kept.unlink()
    agree(desk, one, two)


def test_a_broken_portfolio_from_the_remote_does_not_undo_our_new_work(desk: Desk) -> None:
    one, two = desk.two()
    two.file().write_bytes(BROKEN)
    two.git("commit", "-q", "-a", "-m", "by hand")
    two.git("push", "-q", str(desk.remote), "main")
    mine = one.add("Mine")
    fine(one.sync())
    fine(two.sync())
    for clone in (one, two):
        for left in (
            *clone.workspace.portfolios_dir.glob("*.theirs-*"),
            *clone.workspace.portfolios_dir.glob("*.broken-*"),
        ):
            assert left.read_bytes() == BROKEN
            left.unlink()
    agree(desk, one, two)
    assert mine in two.evidence()


def test_a_new_broken_portfolio_from_the_remote_is_kept_as_it_is(desk: Desk) -> None:
    one, two = desk.two()
    two.file("jonas").write_bytes(BROKEN)
    two.git("add", ".")
    two.git("commit", "-q", "-m", "by hand")
    two.git("push", "-q", str(desk.remote), "main")
    outcome = fine(one.sync())
    assert one.file("jonas").read_bytes() == BROKEN
    assert [note.path for note in outcome.skipped] == ["portfolios/jonas.json"]


def test_an_attachment_whose_content_changed_is_not_sent(desk: Desk) -> None:
    one, two = desk.two()
    _, path = one.attach(b"a photo")
    path.write_bytes(b"a ph")
    outcome = fine(one.sync())
    assert "no longer what was attached" in outcome.sentence
    assert git(desk.remote, "ls-tree", "-r", "--name-only", "main", "--", f"portfolios/{AMARA}.files") == ""
    path.write_bytes(b"a photo")
    agree(desk, one, two)


def test_a_broken_theme_is_left_out(desk: Desk) -> None:
    one, two = desk.two()
    (one.root / "themes").mkdir()
    (one.root / "themes" / "sea.toml").write_text("primary = \n")
    assert "themes/sea.toml is not a valid TOML file" in fine(one.sync()).sentence
    (one.root / "themes" / "sea.toml").write_text('primary = "red"\n')
    agree(desk, one, two)
