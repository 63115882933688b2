"""History of portfolios that are worked on at random: no save is missing in it, none is told twice, each day can be had again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.model.canonical import Document
from leaptui.model.change import Change
from leaptui.model.clock import FixedClock, instant
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.history import History, Source
from tests.model.stories import leap
from tests.sync.desk import AMARA, Clone, Desk, settle_down
from tests.sync.past import begin

START = datetime(2026, 3, 1, 8, tzinfo=UTC)
GUIDELINES = ("leap-2020:D4", "leap-2020:C4.a", "leap-2020:F1.a")


class Learner:
    """Somebody who works at one machine, at random."""

    def __init__(self, workspace: Workspace, seed: int) -> None:
        self.workspace = workspace
        self.chance = random.Random(seed)
        self.saved: list[tuple[str, str]] = []

    def open(self) -> PortfolioStore:
        return PortfolioStore(self.workspace, AMARA, FixedClock(START + timedelta(days=300)))

    def work(self, moment: datetime) -> None:
        """Save something; now and then take it back."""
        store = self.open()
        change = self._change(store, instant(moment))
        done = store.apply(change)
        if done.edits:
            self.saved.append((done.at, done.label))

    def _change(self, store: PortfolioStore, at: str) -> Change:
        now, chance = store.portfolio, self.chance
        pieces = sorted(now.evidence)
        what = chance.choice(["add", "edit", "tag", "trash", "goal", "pace"]) if pieces else "add"
        piece = chance.choice(pieces) if pieces else ""
        if what == "add":
            return edits.add_evidence(now, at, {"title": f"Piece {chance.random()}"})[0]
        if what == "edit":
            return edits.edit_evidence(now, at, piece, {"body": [f"line {chance.random()}"]})
        if what == "tag":
            return edits.tag(now, leap(), at, [piece], {chance.choice(GUIDELINES): chance.choice(["growing", None])})
        if what == "trash":
            return edits.trash(now, at, [("evidence", piece)])
        if what == "goal":
            return edits.add_goal(now, at, {"title": f"Goal {chance.random()}"}, ["One", "Two"])[0]
        return edits.set_pace(
            now, at, START.date() + timedelta(days=chance.randrange(90)), chance.randrange(1, 9), "week"
        )


@pytest.mark.parametrize("seed", range(6))
def test_each_state_can_be_had_again(tmp_path: Path, seed: int) -> None:
    learner = Learner(Workspace(tmp_path), seed)
    begin(learner.workspace)
    states: list[tuple[datetime, Document]] = []
    for number in range(30):
        moment = START + timedelta(hours=7 * number)
        learner.work(moment)
        states.append((moment, learner.open().portfolio.document))
    history = History(learner.open())
    for moment, document in states:
        past = history.at(moment + timedelta(minutes=1))
        assert past is not None
        assert past.document == document
    told = [(event.at, event.label) for event in history.more(10_000)]
    assert told == learner.saved[::-1]


@pytest.mark.parametrize("seed", range(4))
def test_between_clones_no_save_is_missing_and_none_is_told_twice(desk: Desk, seed: int) -> None:
    one = desk.clone("one")
    begin(one.workspace)
    settle_down(one)
    two = desk.clone("two")
    clones: list[Clone] = [one, two]
    learners = [Learner(clone.workspace, seed * 10 + number) for number, clone in enumerate(clones)]
    chance = random.Random(seed)
    for number in range(24):
        at_work = chance.randrange(2)
        learners[at_work].work(START + timedelta(hours=number))
        if chance.random() < 0.25:
            clones[chance.randrange(2)].sync()
    settle_down(one, two)
    for learner in learners:
        store = learner.open()
        history = History(store)
        events = history.more(10_000)
        mine = [(event.at, event.label) for event in events if event.source is Source.SAVE]
        assert sorted(mine) == sorted(learner.saved)
        assert len({event.id for event in events}) == len(events)
        assert [event.at for event in events] == sorted((event.at for event in events), reverse=True)
        past = history.at(datetime.now(UTC) + timedelta(days=1))
        assert past is not None
        assert past.document == store.portfolio.document
        told_by_commits = {key for event in events if event.source is not Source.SAVE for key in event.edits}
        there = {(table, one) for table, records in store.portfolio.document.items() for one in records}
        saved = {key for save in store.saves for key in save.change.edits}
        assert there <= told_by_commits | saved, "all there is came about in some event"
