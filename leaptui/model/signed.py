"""What a signature stands under: the canonical bytes of a statement, without what may change after it was made."""

from __future__ import annotations

from leaptui.model.canonical import Record, canonical_value
from leaptui.model.change import Key

NAMESPACE = "leaptui"
"""The namespace of our SSH signatures (`ssh-keygen -Y sign -n leaptui`), so that none made for something else passes."""

SIGNED_TABLES = ("assessments", "feedback", "agreements", "confirmations", "recognitions")
"""The tables whose records can be signed."""

_LATER = frozenset({"signature", "modified", "deleted", "answered", "_conflicts"})
"""Fields that are no part of what was signed: the signature itself, and what happens to a statement afterwards."""


def signed_bytes(key: Key, record: Record) -> bytes:
    """The bytes a signature of a statement is made of: its table, its id, and all it says.

    Where it is signed it says in `learner` about whom: the learner's name then.
    """
    table, record_id = key
    said: Record = {name: value for name, value in record.items() if name not in _LATER}
    return canonical_value({"id": record_id, "says": said, "table": table})
