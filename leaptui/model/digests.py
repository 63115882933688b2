"""Digests of what somebody looked at, so that it can be seen whether it says something else since."""

from __future__ import annotations

import hashlib

from leaptui.model.canonical import Json, Record, canonical_value, evidence_digest
from leaptui.model.change import Key
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About

_SAID = {
    "goals": ("title", "why", "guidelines", "target_on"),
    "starts": ("guideline", "level", "evidence", "why"),
    "reviews": ("held_on", "with", "evidence", "notes", "goals", "steps"),
}
"""The fields of a record that somebody agrees to, by its table."""

SAME_AS = "same_as"
"""The field of a record that was moved to a new edition of its framework: its digest, and those it had `before`.

It counts while the record has that digest: what somebody agreed to in the codes of an earlier edition is agreed to in these.
"""


def piece_digest(portfolio: Portfolio, evidence_id: str) -> str:
    """The SHA-256 (hexadecimal) of what a piece says now: of one that is shared, in the portfolio it is shared from.

    Where that cannot be read now, it is of the little that stands here.
    """
    raw = portfolio.raw("evidence", evidence_id) or {}
    return evidence_digest(_theirs(portfolio, evidence_id) or raw)


def still_says(portfolio: Portfolio, evidence_id: str, digest: str) -> bool:
    """Whether a piece says what it said when that digest was taken; also where that is not known."""
    raw = portfolio.raw("evidence", evidence_id) or {}
    if not digest or evidence_digest(raw) == digest:
        return True
    if "shared" not in raw:
        return False
    theirs = _theirs(portfolio, evidence_id)
    return theirs is None or evidence_digest(theirs) == digest


def _theirs(portfolio: Portfolio, evidence_id: str) -> Record | None:
    piece = portfolio.evidence.get(evidence_id)
    if piece is None or piece.shared is None or portfolio.elsewhere is None:
        return None
    return portfolio.elsewhere(piece.shared)


def digest_of(portfolio: Portfolio, about: About | Key) -> str:
    """The SHA-256 (hexadecimal) of what a record says that somebody agrees to; empty where it is not there."""
    table, record_id = about if isinstance(about, tuple) else (about.table, about.id)
    if table == "evidence":
        return piece_digest(portfolio, record_id)
    record = portfolio.raw(table, record_id)
    if record is None:
        return ""
    return digest_of_record(table, record)


def digest_of_record(table: str, record: Record) -> str:
    """The SHA-256 (hexadecimal) of what a record of a table says that somebody agrees to."""
    if table == "evidence":
        return evidence_digest(record)
    names = _SAID.get(table, tuple(record))
    said: Record = {name: record[name] for name in names if name in record}
    return hashlib.sha256(canonical_value(said)).hexdigest()


def as_agreed(table: str, record: Record, digest: str) -> bool:
    """Whether a record says what it said when somebody agreed to it: word for word, or as an earlier edition put it."""
    now = digest_of_record(table, record)
    if digest in ("", now):
        return True
    same = record.get(SAME_AS)
    return isinstance(same, dict) and same.get("digest") == now and digest in _texts(same.get("before"))


def keep_digest(table: str, before: Record, after: Record) -> Json:
    """What `same_as` of a record is to say where only the edition of its framework is another one; None where nothing is."""
    was, now = digest_of_record(table, before), digest_of_record(table, after)
    same = before.get(SAME_AS)
    if was == now:
        return same
    earlier = _texts(same.get("before")) if isinstance(same, dict) and same.get("digest") == was else []
    said: list[Json] = [*sorted({*earlier, was})]
    return {"digest": now, "before": said}


def _texts(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []
