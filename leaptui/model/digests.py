"""Digests of what somebody looked at, so that it can be seen whether it says something else since."""

from __future__ import annotations

import hashlib

from leaptui.model.canonical import Record, canonical_value, evidence_digest
from leaptui.model.change import Key
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About

_SAID = {
    "goals": ("title", "why", "guidelines", "target_on"),
    "starts": ("guideline", "level", "evidence", "why"),
    "reviews": ("held_on", "with", "evidence", "notes", "goals", "steps"),
}
"""The fields of a record that somebody agrees to, by its table."""


def digest_of(portfolio: Portfolio, about: About | Key) -> str:
    """The SHA-256 (hexadecimal) of what a record says that somebody agrees to; empty where it is not there."""
    table, record_id = about if isinstance(about, tuple) else (about.table, about.id)
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
