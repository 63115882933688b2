"""Undo after another version came in: what the other side said is never thrown away by taking one's own edit back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from leaptui.merge import Stamp, merge3, open_conflicts
from leaptui.model.canonical import canonical_bytes
from leaptui.model.edits import add_evidence, edit_evidence, new_document
from leaptui.store.errors import Refused
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace

AT = "2026-11-19T10:00:00Z"
EARLIER = "2026-11-19T09:00:00Z"


def test_undo_leaves_both_versions_of_a_field_that_waits_for_a_choice(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    store = PortfolioStore.create(workspace, "noor", new_document("Noor", "leap-2020", date(2026, 11, 19), AT))
    change, made = add_evidence(store.portfolio, AT, {"title": "Rain gauge", "place": "home"})
    store.apply(change)
    base = store.portfolio.document
    store.apply(edit_evidence(store.portfolio, AT, made, {"title": "Said here"}))
    mine = store.portfolio.document
    theirs = {**base, "evidence": {made: {**base["evidence"][made], "title": "Said there", "modified": EARLIER}}}
    merged = merge3(base, mine, theirs, mine_stamp=Stamp("aaaa", 1), theirs_stamp=Stamp("bbbb", 1))
    store.path.write_bytes(canonical_bytes(merged))
    with pytest.raises(Refused):
        store.undo()
    (waiting,) = open_conflicts(PortfolioStore(workspace, "noor").portfolio.document)
    assert {waiting.value, *(other.value for other in waiting.others)} == {"Said here", "Said there"}
