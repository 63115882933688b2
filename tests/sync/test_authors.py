"""On a machine that learners share each one's changes are committed under the learner's own name, and the branch moves once."""

from __future__ import annotations

import asyncio

import pytest

from leaptui.merge import Side
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit
from leaptui.store.carrying import Carrying, carrying, choose_carrying
from leaptui.store.rename import rename_portfolio
from leaptui.sync import SyncOutcome, sync
from leaptui.sync.apart import sync_apart
from leaptui.sync.clones import clones_behind
from leaptui.sync.history import History
from tests.sync.desk import AMARA, HURRY, Clone, Desk, agree, fine, whole

BEN = "ben"


def shared(clone: Clone) -> Clone:
    """A machine that several learners use."""
    choose_carrying(clone.workspace, Carrying(authors=True))
    return clone


def authors(clone: Clone, span: str = "HEAD") -> list[str]:
    """Who made the commits, newest first: author, and what the commit says."""
    said = clone.git("log", "--format=%an <%ae> | %cn | %s", span)
    return said.splitlines()


def call(clone: Clone, learner: str, name: str = BEN) -> None:
    """A learner's display name."""
    store = clone.store(name, learner)
    before = store.portfolio.document["meta"]["portfolio"]
    after: Record = {**before, "learner": {"name": learner}}
    store.apply(Change("a name", "2026-03-01T14:05:00Z", {("meta", "portfolio"): Edit(before, after)}))


def test_each_learner_has_a_commit_and_the_machine_the_rest(desk: Desk) -> None:
    kiosk = shared(desk.clone("kiosk"))
    kiosk.attach(b"a picture")
    call(kiosk, "Ben Ito")
    (kiosk.root / "themes").mkdir()
    (kiosk.root / "themes" / "night.toml").write_text('name = "night"\n')
    kiosk.git("config", "user.name", "Makerspace")
    kiosk.git("config", "user.email", "makerspace@example.org")
    before = kiosk.git("rev-parse", "HEAD")
    outcome = fine(kiosk.sync())
    assert (outcome.sent.records, outcome.sent.portfolios, outcome.sent.files) == (3, 2, 2)
    assert authors(kiosk, f"{before}..HEAD") == [
        "Ben Ito <ben@learner.invalid> | Makerspace | Ben Ito: details",
        "Amara Okafor <amara-okafor@learner.invalid> | Makerspace | Amara Okafor: 1 piece; 1 file",
        "Makerspace <makerspace@example.org> | Makerspace | 1 file",
    ]
    moves = kiosk.git("reflog", "show", "--format=%H", "main").splitlines()
    assert moves[:2] == [kiosk.git("rev-parse", "HEAD"), before], "the branch moved once"
    stamps = kiosk.git("log", "--format=%(trailers:key=Leaptui-Clone,valueonly)", f"{before}..HEAD").split()
    assert len(set(stamps[1::2])) == 1, "one sync, one revision"
    agree(desk, kiosk, desk.clone("laptop"))


def test_on_a_machine_of_ones_own_the_author_stays_who_git_knows(desk: Desk) -> None:
    laptop = desk.clone("laptop")
    laptop.git("config", "user.name", "Amara Ok")
    laptop.git("config", "user.email", "amara@example.org")
    laptop.add("Essay")
    call(laptop, "Ben Ito")
    before = laptop.git("rev-parse", "HEAD")
    fine(laptop.sync())
    assert authors(laptop, f"{before}..HEAD") == [
        "Amara Ok <amara@example.org> | Amara Ok | Amara Okafor: 1 piece; Ben Ito: details"
    ]


def test_it_can_be_said_for_one_sync_alone(desk: Desk) -> None:
    one = desk.clone("one")
    one.add("Essay")
    fine(sync(one.workspace, patience=HURRY, authors=True))
    one.add("Poem")
    fine(one.sync())
    shared(one).add("Song")
    fine(sync(one.workspace, patience=HURRY, authors=False))
    assert [line.partition(" <")[0] for line in authors(one)[:3]] == ["leaptui", "leaptui", "Amara Okafor"]


def test_a_sync_apart_knows_what_the_machine_is_set_to(desk: Desk) -> None:
    kiosk = shared(desk.clone("kiosk"))
    kiosk.add("Essay")

    async def run() -> SyncOutcome:
        return await sync_apart(kiosk.workspace, lambda _words: None)

    fine(asyncio.run(run()))
    assert authors(kiosk)[0].startswith("Amara Okafor <")
    assert carrying(kiosk.workspace) == Carrying(authors=True)


@pytest.mark.parametrize(
    ("learner", "author"),
    [
        ("Zoë  <z@x.org>\n\u202eNoor\x1b[1m", "Zoë z@x.org Noor [1m"),
        ("<<>>", "ben"),
        (" .,:; ", "ben"),
        ("", "ben"),
        ("'; rm -rf /", "rm -rf /"),
        ("J. R.", "J. R"),
        ("x" * 400, "x" * 60),
        ("Ольга 太郎", "Ольга 太郎"),
    ],
)
def test_whatever_a_learner_is_called_git_takes_it(desk: Desk, learner: str, author: str) -> None:
    kiosk = shared(desk.clone("kiosk"))
    call(kiosk, learner)
    fine(kiosk.sync())
    assert authors(kiosk)[0].startswith(f"{author} <ben@learner.invalid> | leaptui | ")
    whole(kiosk)


def test_a_portfolio_taken_out_and_one_that_cannot_be_told_apart_from_its_old_name(desk: Desk) -> None:
    kiosk = shared(desk.clone("kiosk"))
    kiosk.add("Essay")
    kiosk.add("Poem", name="cleo")
    call(kiosk, "Ben Ito")
    fine(kiosk.sync())
    before = kiosk.git("rev-parse", "HEAD")
    rename_portfolio(kiosk.workspace, AMARA, "amara")
    kiosk.file(BEN).unlink()
    fine(kiosk.sync())
    assert [line.partition(" | ")[0] for line in authors(kiosk, f"{before}..HEAD")] == [
        "leaptui <leaptui@localhost>",
        "Amara Okafor <amara@learner.invalid>",
    ]
    assert kiosk.git("show", "-M", "--name-status", "--format=", "HEAD^").split("\t")[1:] == [
        f"portfolios/{AMARA}.json",
        "portfolios/amara.json",
    ]


def test_what_is_put_on_top_of_others_work_keeps_the_names(desk: Desk) -> None:
    kiosk, laptop = desk.two()
    shared(kiosk)
    laptop.put("shared", {"title": "From the laptop"})
    fine(laptop.sync())
    kiosk.put("shared", {"kind": "product"})
    call(kiosk, "Ben Ito")
    fine(kiosk.sync())
    assert [line.partition(" <")[0] for line in authors(kiosk)[:3]] == ["Ben Ito", "Amara Okafor", "leaptui"]
    assert kiosk.evidence()["shared"]["title"] == "From the laptop"
    assert kiosk.evidence()["shared"]["kind"] == "product"
    assert kiosk.git("log", "--merges", "--format=%H") == ""
    agree(desk, kiosk, laptop)


def test_work_by_hand_is_merged_as_ever(desk: Desk) -> None:
    kiosk, laptop = desk.two()
    shared(kiosk)
    laptop.put("shared", {"title": "From the laptop"})
    fine(laptop.sync())
    (kiosk.root / "notes.txt").write_text("by hand\n")
    kiosk.git("add", "notes.txt")
    kiosk.git("commit", "-q", "-m", "notes")
    kiosk.add("Essay")
    fine(kiosk.sync())
    assert len(kiosk.git("log", "-1", "--merges", "--format=%P").split()) == 2
    agree(desk, kiosk, laptop)


def test_history_tells_whose_it_was(desk: Desk) -> None:
    kiosk, laptop = desk.two()
    shared(kiosk).add("Essay")
    fine(kiosk.sync())
    fine(laptop.sync())
    (event,) = [event for event in History(laptop.store()).more() if "Essay" in event.tellings[0].words]
    assert event.by == "Amara Okafor"


def test_a_version_from_a_shared_machine_is_not_said_to_be_by_whoever_synced_last(desk: Desk) -> None:
    kiosk, laptop = desk.two()
    shared(kiosk).add("Essay")
    fine(kiosk.sync())
    call(kiosk, "Ben Ito")
    fine(kiosk.sync())
    fine(laptop.sync())
    stamp = kiosk.workspace.stamp()
    side = Side("Essay", absent=False, clone=stamp.clone, revision=stamp.revision, on=None, stands=True)
    found = clones_behind(laptop.workspace, [side])
    assert found.known[stamp.clone].who == ""
    assert found.known[stamp.clone].place
