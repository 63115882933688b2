"""A portfolio in which a mentor says something, and the mentor's key."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.model.canonical import Document, Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.portfolio import Portfolio
from leaptui.signing.signer import Signer
from leaptui.signing.signers import add_signer
from leaptui.store.workspace import Workspace
from tests.signing.keys import make_key, public

NOW = "2026-03-11T10:00:00Z"


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three keys: Lind's, Tom's, and a locked one."""
    folder = tmp_path_factory.mktemp("keys")
    make_key(folder / "lind")
    make_key(folder / "tom")
    make_key(folder / "locked", passphrase="open sesame")
    return folder


@pytest.fixture
def place(tmp_path: Path, keys: Path) -> Workspace:
    """A workspace that vouches for Lind and Tom."""
    (tmp_path / "portfolios").mkdir()
    workspace = Workspace(tmp_path)
    add_signer(workspace, "J. Lind", public(keys / "lind"))
    add_signer(workspace, "Tom", public(keys / "tom"))
    return workspace


@pytest.fixture
def lind(keys: Path) -> Signer:
    """The mentor who signs."""
    return Signer("J. Lind", "mentor", keys / "lind")


STATEMENT: Record = {
    "created": NOW,
    "modified": NOW,
    "claim": "c1",
    "by": "p1",
    "role": "mentor",
    "level": "demonstrated",
    "note": ["Shown twice, in rain and in wind.", "Well documented."],
    "decision": "advance",
    "evidence_digest": "0" * 64,
}
KEY: Key = ("assessments", "a1")
LEARNER = "Amara Okafor"


def said(record: Record = STATEMENT, key: Key = KEY) -> Change:
    """The change that says it."""
    return Change("said", NOW, {key: Edit(None, record)})


def after(change: Change, key: Key = KEY) -> Record:
    """What the change writes."""
    made = change.edits[key].after
    assert made is not None
    return made


def portfolio_with(record: Record, key: Key = KEY, learner: str = LEARNER) -> Portfolio:
    """A portfolio of a learner of that name that holds it."""
    document: Document = {
        "meta": {"portfolio": {"format": 1, "framework": "leap-2020", "learner": {"name": learner}}},
        "people": {"p1": {"created": NOW, "modified": NOW, "name": "J. Lind", "role": "mentor"}},
    }
    document.setdefault(key[0], {})[key[1]] = record
    return Portfolio(document)
