"""Whatever readable thing a file holds, it opens: odd records become problems, and nothing breaks on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.merge import open_conflicts
from leaptui.model import edits
from leaptui.model.canonical import Document, Json, canonical_bytes, read_document
from leaptui.model.change import Change
from leaptui.model.forecast import forecast
from leaptui.model.pace import days_words, pace_now, pace_words, sentence, weeks
from leaptui.model.portfolio import VIEWS, Portfolio
from leaptui.model.search import Index, Narrow
from leaptui.model.standing import breadth, coverage, evidence_map, gaps, standings
from leaptui.store.check import check_portfolio
from leaptui.store.frameworks import load_frameworks
from tests.model.stories import STEADY, Story, leap
from tests.store.desk import AT, begin
from tests.store.test_undo import said

LEAP = leap()
FRAMEWORKS = load_frameworks(None)
TODAY = date(2026, 11, 19)
IDS = ["a", "b", "portfolio", "", "e\u0301", "x" * 60]
TABLES = [*VIEWS, "meta", "reviews", "recognitions", "dreams", ""]
FIELDS = sorted({field.name for view in VIEWS.values() for field in fields(view)} | {"from", "to", "_conflicts", "id"})

INSTANTS = ["2026-11-01T10:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-02-30T10:00:00Z", "soon"]
DAYS = ["2026-11-16", "2026-11-19", "0001-01-01", "9999-12-31", "9999-12-27", "2026-02-30", "2026-W01-1", "1"]
WORDS = [
    "",
    "a",
    "active",
    "week",
    "fortnight",
    "month",
    "mon",
    "growing",
    "leap-2020:D4",
    "leap-2020:F1",
    "é\u0301",
    "\x1b[1m",
]
plain = (
    st.none()
    | st.booleans()
    | st.sampled_from([0, 1, -1, 3, 1001, 2**63, 2**64 - 1, -(2**63)])
    | st.sampled_from([*INSTANTS, *DAYS, *WORDS, *IDS])
)
values: st.SearchStrategy[Json] = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["guideline", "id", "by", *FIELDS[:8], ""]), inner, max_size=3)
    ),
    max_leaves=6,
)
# What a field holds when all is well, so that many records can be understood and meet one another.
LIKELY: dict[str, st.SearchStrategy[Json]] = {
    **{name: st.sampled_from(INSTANTS[:3]) for name in ("created", "modified")},
    **{
        name: st.sampled_from(DAYS[:5])
        for name in ("made_on", "since", "from", "to", "target_on", "done_on", "started")
    },
    **{name: st.sampled_from(IDS) for name in ("goal", "claim", "by", "evidence")},
    "deleted": st.sampled_from(INSTANTS[:1]),
    "title": st.sampled_from(WORDS),
    "name": st.sampled_from(WORDS),
    "guideline": st.sampled_from(["leap-2020:D4", "leap-2020:F1.a", "leap-2020:F1", "nowhere"]),
    "level": st.sampled_from(["starting", "growing", "demonstrated", "deepening", "other"]),
    "pieces": st.integers(1, 1000),
    "per": st.sampled_from(["week", "fortnight", "month"]),
    "status": st.sampled_from(["active", "achieved", "rested", "idea"]),
    "days": st.lists(st.sampled_from(["mon", "sun", "x"]), max_size=3).map(list),
    "tags": st.lists(st.sampled_from(WORDS), max_size=2).map(list),
    "goals": st.lists(st.sampled_from(IDS), max_size=2).map(list),
    "on": st.fixed_dictionaries({"table": st.sampled_from(TABLES), "id": st.sampled_from(IDS)}).map(dict),
    "position": st.sampled_from(["", "V", "0", "é"]),
    "learner": st.just({"name": "A"}),
}
NEEDED = {
    "evidence": ["title"],
    "claims": ["evidence", "guideline", "level"],
    "assessments": ["claim", "by", "level"],
    "feedback": ["on", "by"],
    "goals": ["title", "status"],
    "steps": ["goal", "title", "position", "done_on"],
    "paces": ["since", "pieces", "per"],
    "breaks": ["from", "to"],
    "people": ["name"],
    "meta": ["learner"],
}


@st.composite
def records(draw: st.DrawFn, table: str) -> dict[str, Json]:
    names = ["created", *NEEDED.get(table, [])]
    record = {name: draw(LIKELY[name]) for name in names if name in LIKELY}
    for name in draw(st.lists(st.sampled_from(FIELDS), max_size=4)):
        likely = LIKELY.get(name, plain)
        record[name] = draw(st.one_of(likely, likely, values))
    for name in draw(st.lists(st.sampled_from([*names, "x"]), max_size=1)):
        record.pop(name, None)
    return record


@st.composite
def documents(draw: st.DrawFn) -> Document:
    tables = draw(st.lists(st.sampled_from(TABLES), max_size=7, unique=True))
    return {
        table: {
            key: draw(records(table))
            for key in draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
        }
        for table in tables
    }


def look_at_everything(portfolio: Portfolio, today: date) -> None:
    """What the screens look at when a portfolio is shown."""
    for name in dir(type(portfolio)):
        if not name.startswith("_"):
            getattr(portfolio, name)
    problems = portfolio.read_all()
    assert all(portfolio.raw(problem.table, problem.id) is not None for problem in problems)
    for record_id in IDS:
        portfolio.find(record_id)
        portfolio.name_of(record_id)
    said = standings(portfolio, LEAP)
    coverage(LEAP, said)
    gaps(LEAP, said)
    breadth(portfolio, LEAP.guidelines)
    evidence_map(portfolio, LEAP, today)
    now = pace_now(portfolio, today)
    if now is not None:
        sentence(now)
        pace_words(now.pace)
        days_words(now.pace)
    weeks(portfolio, today)
    for goal in portfolio.goals:
        forecast(portfolio, goal, today)
    index = Index(portfolio, LEAP)
    for narrow in (Narrow(), Narrow(text="a é"), Narrow(trash=True), Narrow(guideline="leap-2020:D4", untagged=True)):
        assert len(index.matches(narrow)) == index.counts(narrow).found


ODD: list[Json] = [["a"], {"a": ["a"]}, None, 5, True, [["a"]], [{"id": {}}]]
"""What may stand where an id, a word or a list of them should."""


@pytest.mark.parametrize("field", FIELDS)
def test_anything_may_stand_in_any_field(field: str, tmp_path: Path) -> None:
    story = Story()
    for number, odd in enumerate(ODD):
        for table in [*VIEWS, "recognitions", "asks"]:
            story.put(table, f"whole-{number}", "11-01", title="x", name="x", goal="x", evidence="x", claim="x")
            story.put(table, f"odd-{number}", "11-01", **{"title": "x", "goal": "x", "evidence": "x", field: odd})
    story.document["meta"]["portfolio"][field] = ODD[len(field) % len(ODD)]
    desk = begin(tmp_path, story.document)
    store = desk.open()
    look_at_everything(store.portfolio, TODAY)
    assert all(finding.says for finding in check_portfolio(desk.path, FRAMEWORKS))
    store.apply(edits.empty_trash(store.portfolio, AT))
    store.apply(edits.tag(store.portfolio, LEAP, AT, list(store.portfolio.evidence), {"leap-2020:D4": None}))
    assert desk.document.keys() >= story.document.keys() - {"meta"}


@STEADY
@given(document=documents())
def test_every_readable_document_can_be_looked_at(document: Document) -> None:
    read = read_document(canonical_bytes(document))
    look_at_everything(Portfolio(read), TODAY)
    open_conflicts(read)
    shown = Portfolio(read)
    for table, view in VIEWS.items():
        for record_id in read.get(table, {}):
            understood = not any((problem.table, problem.id) == (table, record_id) for problem in shown.read_all())
            assert understood == (record_id in shown._all(table, view))


@settings(STEADY, max_examples=50)
@given(document=documents())
def test_every_readable_document_can_be_checked(document: Document, tmp_path_factory: pytest.TempPathFactory) -> None:
    desk = begin(tmp_path_factory.mktemp("w"), document)
    for finding in check_portfolio(desk.path, FRAMEWORKS):
        assert finding.says


Act = Callable[[Portfolio], Change | None]


def acts(portfolio: Portfolio) -> list[Act]:
    """What a learner can do with what is shown; nothing where it is shown no more."""
    found: list[Act] = [
        lambda p: edits.empty_trash(p, AT),
        lambda p: edits.edit_meta(p, AT, {"title": "My year"}, "Named it"),
        lambda p: edits.set_pace(p, AT, TODAY, 2, "week"),
        lambda p: edits.restore(p, AT, [(item.table, item.id) for item in p.trash]),
        lambda p: edits.tag(p, LEAP, AT, list(p.evidence), {"leap-2020:D4": "growing"}),
        lambda p: edits.untag(p, LEAP, AT, list(p.evidence), ["leap-2020:D4", "nowhere"]),
        *(
            lambda p, n=n: edits.edit_evidence(p, AT, n, {"title": "New"}) if n in p.evidence else None
            for n in portfolio.evidence
        ),
        *(
            lambda p, n=n: edits.trash(p, AT, [("evidence", n)]) if n in p.evidence else None
            for n in portfolio.evidence
        ),
        *(lambda p, n=n: edits.trash(p, AT, [("goals", n)]) if n in p.goals else None for n in portfolio.goals),
        *(lambda p, n=n: edits.add_step(p, AT, n, "New")[0] if n in p.goals else None for n in portfolio.goals),
        *(lambda p, n=n: edits.move_step(p, AT, n, 1) if n in p.steps else None for n in portfolio.steps),
        *(lambda p, n=n: edits.tick_step(p, AT, n, TODAY) if n in p.steps else None for n in portfolio.steps),
        *(
            lambda p, n=n: edits.link_step(p, AT, n, list(p.evidence)) if n in p.steps else None
            for n in portfolio.steps
        ),
        *(lambda p, n=n: edits.end_break(p, AT, n.id, TODAY) if n in p.breaks else None for n in portfolio.breaks),
    ]
    return found


@settings(STEADY, max_examples=35)
@given(document=documents().filter(lambda one: any(one.values())), data=st.data())
def test_what_is_shown_of_any_document_can_be_edited_and_all_of_it_taken_back(
    document: Document, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desk = begin(tmp_path_factory.mktemp("w"), document)
    store = desk.open()
    before = said(desk.document)
    done = 0
    for act in data.draw(st.lists(st.sampled_from(acts(store.portfolio)), max_size=5)):
        change = act(store.portfolio)
        done += bool(change is not None and store.apply(change).edits)
        look_at_everything(store.portfolio, TODAY)
        assert canonical_bytes(store.portfolio.document) == desk.path.read_bytes()
    for _ in range(done):
        assert store.undo() is not None
    assert store.undo() is None
    assert said(desk.document) == before
