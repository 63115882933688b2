"""Portfolios as hypothesis makes them: few ids and few values, so that clones meet in the same places."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis import strategies as st

from leaptui.merge import ABSENT, Stamp, choose, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Json, Record

_EXAMPLES = os.environ.get("LEAPTUI_EXAMPLES")
PROPERTY = settings(
    max_examples=int(_EXAMPLES or 200), deadline=None, database=None, derandomize=_EXAMPLES is None, print_blob=True
)
"""200 examples, the same ones every time; `LEAPTUI_EXAMPLES=5000` runs that many, other ones every time."""

AMARA, JONAS, KIOSK = "amara-laptop", "jonas-laptop", "kiosk"
Triple = tuple[Document, Document, Document]
CLONES = (AMARA, JONAS, KIOSK)
LONG = "The gauge held through the whole storm of the ninth."

instants = st.sampled_from([f"2026-03-0{day}T14:05:00Z" for day in range(1, 6)])
scalars = st.sampled_from([None, True, False, 0, 1, "", "1", "Rain gauge", LONG, 2**63])
words: st.SearchStrategy[Json] = st.lists(
    st.sampled_from(["art", "maths", "water", "wood", "ö"]), unique=True, max_size=4
).map(lambda found: [*sorted(found)])
lines: st.SearchStrategy[Json] = st.lists(
    st.sampled_from(["", "One.", "Two.", "Three.", "Four.", "Five."]), max_size=7
).map(lambda found: [*found])


def entries(key: str, field: str) -> st.SearchStrategy[Json]:
    """Make lists of objects; now and then with a key twice, or none."""
    known: st.SearchStrategy[dict[str, Json]] = st.fixed_dictionaries(
        {key: st.sampled_from(["a", "b.c", "d[e]"])}, optional={field: scalars}
    )
    keyed = st.lists(known, max_size=3, unique_by=lambda entry: str(entry[key]))
    odd = st.lists(st.one_of(known, st.just({field: 1})), max_size=3)
    return st.one_of(keyed, keyed, keyed, odd).map(lambda found: [*found])


objects: st.SearchStrategy[dict[str, Json]] = st.fixed_dictionaries(
    {}, optional={"name": scalars, "a.b": scalars, "inner": st.fixed_dictionaries({}, optional={"x": scalars})}
)
anything: st.SearchStrategy[Json] = st.one_of(
    scalars,
    scalars,
    words,
    lines,
    objects,
    st.lists(scalars, max_size=2),
    entries("guideline", "level"),
)
FIELDS: dict[str, st.SearchStrategy[Json]] = {
    "title": scalars,
    "minutes": scalars,
    "body": lines,
    "tags": words,
    "attachments": entries("sha256", "alt"),
    "guidelines": entries("guideline", "level"),
    "about": entries("id", "table"),
    "learner": objects,
    "weather": anything,
    "a.b": scalars,
    "notes": anything,
    "people": anything,
    "links": anything,
    "created": instants,
    "deleted": instants,
}
stamps = st.builds(Stamp, st.sampled_from(CLONES), st.integers(1, 50))
tables = st.sampled_from(["evidence", "evidence", "evidence", "meta", "unheard-of"])
names = st.sampled_from(["one", "one", "one", "two"])


def records(fields: list[str]) -> st.SearchStrategy[Record]:
    """Make records with some of these fields."""
    return st.fixed_dictionaries({"modified": instants}, optional={field: FIELDS[field] for field in fields})


@st.composite
def edited(draw: st.DrawFn, document: Document, fields: list[str]) -> Document:
    """Make a portfolio that came from this one by a few edits, additions and deletions."""
    result: Document = {name: dict(table) for name, table in document.items()}
    for _ in range(draw(st.integers(1, 3))):
        table = result.setdefault(draw(tables), {})
        name = draw(names)
        what = draw(st.integers(0, 19))
        if what == 0:
            table.pop(name, None)
        elif what == 1:
            table[name] = draw(records(fields))
        else:
            record = dict(table.get(name, {}))
            field = draw(st.sampled_from(fields))
            if what < 5:
                record.pop(field, None)
            else:
                record[field] = draw(FIELDS[field])
            record["modified"] = draw(instants)
            table[name] = record
    return result


@st.composite
def chosen(draw: st.DrawFn, document: Document) -> Document:
    """Make the portfolio in which the learner has made some of the choices that were open."""
    result: Document = {name: dict(table) for name, table in document.items()}
    for conflict in open_conflicts(document):
        record = result[conflict.table][conflict.id]
        what = draw(st.integers(0, 4))
        is_nested = "." in conflict.field or "[" in conflict.field
        if what == 1 or (what and (is_nested or conflict.field == "_deleted")):
            record = settle(record, conflict.field)
        elif what == 2:
            record = choose(record, conflict.field, draw(scalars))
        elif what:
            other = conflict.others[what % len(conflict.others)]
            record = choose(record, conflict.field, ABSENT if other.absent else other.value)
        result[conflict.table][conflict.id] = record
    return result


@st.composite
def triples(draw: st.DrawFn, *, has_choices: bool = True) -> Triple:
    """Make a base and two sides edited from it; with open conflicts, and choices made on them, in all three."""
    fields = draw(st.lists(st.sampled_from([*FIELDS]), min_size=1, max_size=3, unique=True))
    base: Document = {"evidence": {"one": draw(records(fields))}} if draw(st.integers(0, 9)) else {}
    one, other = draw(edited(base, fields)), draw(edited(base, fields))
    kind = draw(st.integers(0, 3))
    if kind == 0:
        return base, one, other
    merged = merge3(base, one, other, mine_stamp=Stamp(AMARA, 60), theirs_stamp=Stamp(JONAS, 61))
    if kind == 1:
        mine, theirs = draw(edited(merged, fields)), draw(edited(merged, fields))
        return (merged, draw(chosen(mine)), draw(chosen(theirs))) if has_choices else (merged, mine, theirs)
    again = draw(edited(base, fields))
    third = merge3(base, again, one, mine_stamp=Stamp(KIOSK, 62), theirs_stamp=Stamp(AMARA, 63))
    if has_choices:
        merged, third = draw(chosen(merged)), draw(chosen(third))
    if kind == 2:
        return base, merged, third
    return base, draw(edited(merged, fields)), draw(edited(third, fields))
