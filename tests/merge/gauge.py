"""The rain gauge: a portfolio that is changed on a laptop and on a kiosk, and merged."""

from __future__ import annotations

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import Document, Json, Record, canonical_bytes

LAPTOP, KIOSK = Stamp("laptop", 41), Stamp("kiosk", 12)
MONDAY, TUESDAY, FRIDAY = "2026-03-02T14:05:00Z", "2026-03-03T09:30:00Z", "2026-03-06T16:00:00Z"
GAUGE: Record = {
    "title": "Rain gauge",
    "kind": "product",
    "body": ["It held.", "", "The funnel leaks.", "", "Next: calibrate."],
    "tags": ["maths", "water"],
    "attachments": [{"sha256": "0a", "name": "gauge.jpg", "alt": "The gauge"}],
    "created": MONDAY,
    "modified": MONDAY,
}


def portfolio(**changes: Json) -> Document:
    """Give a portfolio with the rain gauge, changed; None takes a field away."""
    record: Record = {name: value for name, value in {**GAUGE, **changes}.items() if value is not None}
    return {"evidence": {"gauge": record}}


def merged(mine: Document, theirs: Document, base: Document | None = None) -> Document:
    """Merge what the laptop and the kiosk made of the portfolio; swapping them makes no difference."""
    past = portfolio() if base is None else base
    result = merge3(past, mine, theirs, mine_stamp=LAPTOP, theirs_stamp=KIOSK)
    swapped = merge3(past, theirs, mine, mine_stamp=KIOSK, theirs_stamp=LAPTOP)
    assert canonical_bytes(result) == canonical_bytes(swapped)
    return result


def gauge(document: Document) -> Record:
    """Give the rain gauge of a portfolio."""
    return document["evidence"]["gauge"]
