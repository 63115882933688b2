"""What holds for every merge, whatever the portfolios hold."""

from __future__ import annotations

import re
from copy import deepcopy

from leaptui.merge import ABSENT, Stamp, choose, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Json, canonical_bytes, canonical_value, read_document
from tests.merge.strategies import (
    AMARA,
    JONAS,
    KIOSK,
    QUARRELS,
    TRIPLES,
    TRIPLES_WITHOUT_CHOICES,
    Triple,
    holds,
    number_below,
)
from tests.trust.counting import Cases

MINE, THEIRS, MERGED = Stamp(AMARA, 70), Stamp(JONAS, 71), Stamp(KIOSK, 72)


def merged(base: Document | None, mine: Document, theirs: Document) -> Document:
    return merge3(base, mine, theirs, mine_stamp=MINE, theirs_stamp=THEIRS)


@holds(TRIPLES)
def test_swapping_the_sides_changes_no_byte(cases: Cases, triple: Triple) -> None:
    cases.add()
    base, mine, theirs = triple
    swapped = merge3(base, theirs, mine, mine_stamp=THEIRS, theirs_stamp=MINE)
    assert canonical_bytes(merged(base, mine, theirs)) == canonical_bytes(swapped)


@holds(TRIPLES)
def test_merging_what_is_the_same_changes_nothing(cases: Cases, triple: Triple) -> None:
    cases.add()
    base, mine, theirs = triple
    assert canonical_bytes(merged(base, mine, mine)) == canonical_bytes(mine)
    assert canonical_bytes(merged(mine, mine, theirs)) == canonical_bytes(theirs)
    assert canonical_bytes(merged(None, mine, mine)) == canonical_bytes(mine)


@holds(TRIPLES, number_below(31), number_below(2))
def test_merging_the_result_again_changes_nothing(
    cases: Cases, triple: Triple, later: int, is_base_known: bool
) -> None:
    cases.add()
    base, mine, theirs = triple
    known = base if is_base_known else None
    result = merged(known, mine, theirs)
    for side, stamp in ((mine, Stamp(AMARA, 70 + later)), (theirs, Stamp(JONAS, 71 + later))):
        for past in (known, side):
            again = merge3(past, result, side, mine_stamp=MERGED, theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(result)


@holds(TRIPLES)
def test_the_result_is_canonical_and_what_was_given_is_left_alone(cases: Cases, triple: Triple) -> None:
    cases.add()
    before = deepcopy(triple)
    result = merged(*triple)
    data = canonical_bytes(result)
    assert canonical_bytes(read_document(data)) == data
    assert all(result.values())
    assert triple == before


@holds(TRIPLES_WITHOUT_CHOICES)
def test_nothing_written_is_lost(cases: Cases, triple: Triple) -> None:
    cases.add()
    base, mine, theirs = triple
    result = merged(base, mine, theirs)
    for side in (mine, theirs):
        for table, records in side.items():
            for name, record in records.items():
                old = base.get(table, {}).get(name, {})
                new = written(record) - written(old)
                assert not new or new <= written(result[table][name])


@holds(TRIPLES_WITHOUT_CHOICES)
def test_what_neither_side_touched_stays_byte_for_byte_whatever_it_is(cases: Cases, triple: Triple) -> None:
    cases.add()
    base, mine, theirs = triple
    strange: Document = {"a-table-of-tomorrow": {"x": {"hologram": [[1, None], {"é": "—"}]}}}
    base, mine, theirs = {**base, **strange}, {**mine, **strange}, {**theirs, **strange}
    result = merged(base, mine, theirs)
    for table, records in base.items():
        for name, record in records.items():
            sides = [side.get(table, {}).get(name, {}) for side in (mine, theirs)]
            for field, value in record.items():
                known = canonical_value(value)
                if field != "_conflicts" and all(
                    field in side and canonical_value(side[field]) == known for side in sides
                ):
                    assert canonical_value(result[table][name][field]) == known


def written(value: Json, name: str = "") -> set[tuple[str, bytes]]:
    """Give everything a record says, in its fields and as alternatives: each plain value, line and member by its field.

    The instants of the record merge as the first and the last, so of them one stays.
    """
    if name in {"created", "modified", "deleted"}:
        return set()
    if name == "_conflicts" and isinstance(value, dict):
        found: set[tuple[str, bytes]] = set()
        for path, entry in value.items():
            field = re.split(r"[.\[\]]", path)[-1].replace("~1", ".")
            others = entry.get("others", []) if isinstance(entry, dict) else []
            for other in others if isinstance(others, list) else []:
                found |= written(other["value"], field) if isinstance(other, dict) and "value" in other else set()
        return found
    if isinstance(value, dict):
        return {item for key, inner in value.items() for item in written(inner, key)}
    if isinstance(value, list):
        return {item for inner in value for item in written(inner, name)}
    return {(name, canonical_value(value))}


@holds(QUARRELS, number_below(5), number_below(31))
def test_a_choice_is_not_undone_by_a_clone_that_has_not_heard_of_it(
    cases: Cases, triple: Triple, which: int, later: int
) -> None:
    base, mine, theirs = triple
    result = merged(base, mine, theirs)
    chosen = deepcopy(result)
    conflicts = open_conflicts(result)
    cases.add(bool(conflicts))
    for conflict in conflicts:
        record = chosen[conflict.table][conflict.id]
        is_nested = "." in conflict.field or "[" in conflict.field
        if which == 0 or is_nested or conflict.field == "_deleted":
            record = settle(record, conflict.field)
        elif which == 1:
            record = choose(record, conflict.field, "something else")
        else:
            other = conflict.others[which % len(conflict.others)]
            record = choose(record, conflict.field, ABSENT if other.absent else other.value)
        chosen[conflict.table][conflict.id] = record
    assert not open_conflicts(chosen)
    older = ((mine, Stamp(AMARA, 70 + later)), (theirs, Stamp(JONAS, 71 + later)), (result, MERGED))
    for side, stamp in older:
        for past in (base, side):
            again = merge3(past, chosen, side, mine_stamp=Stamp("new", 1), theirs_stamp=stamp)
            assert canonical_bytes(again) == canonical_bytes(chosen)
