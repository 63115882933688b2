"""Going through all that others said in a portfolio: signatures, and whether what was looked at says something else since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaptui.language import _
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Key
from leaptui.model.digests import as_agreed, still_says
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import About
from leaptui.model.signed import SIGNED_TABLES
from leaptui.signing.state import Checker, SignatureState


@dataclass(frozen=True)
class Finding:
    """One statement: its record, who says it, how its signature stands, and whether what it is about was changed since.

    `pieces` are the ids of the pieces it was made about.
    """

    key: Key
    by: str
    signature: SignatureState
    is_changed_since: bool = False
    pieces: tuple[str, ...] = ()


def verify(portfolio: Portfolio, checker: Checker) -> Iterator[Finding]:
    """Look at each statement that is not in the trash, oldest first."""
    statements = [
        ((table, record_id), record)
        for table in SIGNED_TABLES
        for record_id, record in portfolio.document.get(table, {}).items()
        if "deleted" not in record
    ]
    for key, record in sorted(statements, key=lambda one: (str(one[1].get("created", "")), one[0])):
        by = portfolio.name_of(str(record.get("by", ""))) or _("nobody named")
        changed, pieces = is_changed_since(portfolio, key, record), tuple(_looked_at(portfolio, key[0], record)[0])
        yield Finding(key, by, checker.look(portfolio, key), changed, pieces)


def is_changed_since(portfolio: Portfolio, key: Key, record: Record) -> bool:
    """Whether what a statement was made about says something else now than it did then, as far as the statement tells."""
    table = key[0]
    if table == "agreements":
        about, was = record.get("about"), record.get("digest")
        if not was or not isinstance(about, dict):
            return False
        target = read_one(About, {"table": str(about.get("table", "")), "id": str(about.get("id", ""))})
        raw = portfolio.raw(target.table, target.id)
        return raw is not None and not as_agreed(target.table, raw, str(was))
    pieces, digests = _looked_at(portfolio, table, record)
    there = [piece for piece in pieces if portfolio.raw("evidence", piece) is not None]
    return bool(digests) and any(not any(still_says(portfolio, piece, digest) for digest in digests) for piece in there)


def _looked_at(portfolio: Portfolio, table: str, record: Record) -> tuple[list[str], list[str]]:
    """The ids of the pieces a statement was made about, and the digests they had."""
    if table == "recognitions":
        return _texts(record.get("evidence")), _texts(record.get("evidence_digests"))
    was = _texts([record.get("evidence_digest")])
    if table == "confirmations":
        return _texts([record.get("evidence")]), was
    where = record.get("about" if table == "agreements" else "on")
    about = ("claims", record.get("claim")) if table == "assessments" else _place(where)
    if about[0] == "claims":
        about = ("evidence", (portfolio.raw("claims", str(about[1])) or {}).get("evidence"))
    return (_texts([about[1]]) if about[0] == "evidence" else []), was


def _place(value: Json) -> tuple[Json, Json]:
    return (value.get("table"), value.get("id")) if isinstance(value, dict) else (None, None)


def _texts(value: Json) -> list[str]:
    return [one for one in value if isinstance(one, str) and one] if isinstance(value, list) else []
