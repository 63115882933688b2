"""A file is cut off, or one of its bytes is another: it never opens as empty, and is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.model.canonical import Document, UnreadableDocument, canonical_bytes, read_document
from leaptui.model.change import Change, Edit
from leaptui.store.errors import StoreError, Unreadable
from leaptui.store.portfolio_store import PortfolioStore
from tests.store.desk import AT, CLOCK, Desk, amara, begin
from tests.trust.counting import Cases
from tests.trust.numbers import number

SIZE = 4096
STEP = number("damage.step")
MASKS = (0x01, 0x20, 0x80)
"""A digit or a letter becomes its neighbour, a letter its capital and a blank nothing, and text no text any more."""


@pytest.fixture
def whole(tmp_path: Path) -> Desk:
    """A portfolio whose file has 4 kB."""
    document = amara()
    document["evidence"]["e-Lamp"]["body"] = [""]
    missing = SIZE - len(canonical_bytes(document))
    document["evidence"]["e-Lamp"]["body"] = ["x" * missing]
    desk = begin(tmp_path, document)
    assert desk.path.stat().st_size == SIZE
    return desk


def count(document: Document) -> int:
    return sum(map(len, document.values()))


def is_refused(desk: Desk, data: bytes) -> bool:
    """Put a content there and open it; tells whether it is refused, as it must be where it is not all there."""
    desk.path.write_bytes(data)
    try:
        store = PortfolioStore(desk.workspace, desk.name, CLOCK)
    except Unreadable as error:
        said = str(error)
        assert said.startswith("amara.json ")
        assert said.endswith("nothing was changed")
        assert "\n" not in said
        assert desk.path.read_bytes() == data
        return True
    assert count(store.portfolio.document) == count(read_document(data)) > 0
    return False


def save(store: PortfolioStore) -> None:
    """Save a new piece, whatever else is there."""
    edit = Edit(None, {"created": AT, "title": "New"})
    store.apply(Change("a change", AT, {("evidence", "new"): edit}))


def test_a_file_cut_off_at_any_byte_is_refused(whole: Desk, cases: Cases) -> None:
    data = whole.path.read_bytes()
    for size in [*range(0, SIZE - 1, STEP), SIZE - 2]:
        assert is_refused(whole, data[:size]), size
        cases.add()
    assert not is_refused(whole, data[: SIZE - 1]), "only the last line end is missing, and nothing of the learner's"


def test_a_file_with_any_byte_changed_is_refused_or_opens_with_all_its_records(whole: Desk, cases: Cases) -> None:
    data = whole.path.read_bytes()
    before = count(read_document(data))
    opened = refused = 0
    for offset in range(0, SIZE, STEP):
        for mask in MASKS:
            changed = bytearray(data)
            changed[offset] ^= mask
            if is_refused(whole, bytes(changed)):
                refused += 1
            else:
                opened += 1
                assert count(read_document(bytes(changed))) == before, (offset, mask)
            cases.add()
    assert opened > refused / 10 > 0


@pytest.mark.parametrize("how", ["cut", "changed"])
def test_a_save_never_writes_over_what_cannot_be_read(whole: Desk, cases: Cases, how: str) -> None:
    data = whole.path.read_bytes()
    before = count(read_document(data))
    for offset in range(0, SIZE - 1, STEP * 4):
        whole.path.write_bytes(data)
        store = whole.open()
        broken = data[:offset] if how == "cut" else data[:offset] + bytes([data[offset] ^ 0x80]) + data[offset + 1 :]
        whole.path.write_bytes(broken)
        try:
            read_document(broken)
        except UnreadableDocument:
            with pytest.raises(StoreError):
                save(store)
            assert whole.path.read_bytes() == broken
        else:
            save(store)
            assert count(whole.document) == before + 1
        cases.add()
    assert whole.leftovers() == []
