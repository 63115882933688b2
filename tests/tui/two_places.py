"""A portfolio that was changed in two places: a text, a place, a level, a goal, and a piece that one of them deleted."""

from __future__ import annotations

from leaptui.merge import Stamp, merge3
from leaptui.model.canonical import Document, Json, Record, canonical_bytes, read_document
from leaptui.store.workspace import Workspace

AMARA = "amara-okafor"
ELSEWHERE = Stamp("feedfacefeedface", 7)
HERE_AT, THERE_AT = "2026-11-19T16:10:00Z", "2026-11-17T15:05:00Z"
BEES = [
    "I thought bees were busy all the time. Mr Sousa laughed: most of a hive is waiting.",
    "",
    "He opened a hive and I held the frame. You can hear when they are calm: the sound is lower.",
    "",
    "What surprised me: he writes it all down, weather too. So our station could help him.",
    "",
    "I may come back in April, when the willows bloom.",
]
MINE = [
    *BEES[:2],
    "He opened the second hive and I held the frame. My hands stopped shaking after a minute. You can hear when they are "
    "calm: the sound is lower.",
    "",
    "What surprised me: he writes everything down, weather too. So our station could help him.",
    *BEES[5:],
]
THEIRS = [
    *BEES[:2],
    "He opened both hives and I held the frame. You can hear when they are at ease: the sound is lower.",
    "",
    "What surprised me: he writes all of it down, weather too. So our humidity readings could help him. He asked for them.",
    *BEES[5:],
]


def patched(document: Document, table: str, record_id: str, fields: Record, at: str) -> Document:
    """The document with fields of one record changed."""
    record: Record = {**document[table][record_id], **fields, "modified": at}
    return {**document, table: {**document[table], record_id: record}}


def newest(document: Document, place: int) -> str:
    """The id of a piece, counted from the newest."""
    pieces = document["evidence"]
    return sorted(pieces, key=lambda one: (str(pieces[one].get("made_on")), one), reverse=True)[place]


def in_many_places(workspace: Workspace) -> Document:
    """Change a text, a place, a level and a status here and elsewhere, delete there what was edited here; gives the merged."""
    path = workspace.path(AMARA)
    base = read_document(path.read_bytes())
    bees, gone = newest(base, 1), newest(base, 3)
    claim = min(one for one, record in base["claims"].items() if record["evidence"] == newest(base, 0))
    goal = min(one for one, record in base["goals"].items() if record["status"] == "active")
    begun: list[tuple[str, str, str, Json]] = [
        ("evidence", bees, "body", [*BEES]),
        ("evidence", bees, "place", "school"),
        ("claims", claim, "level", "starting"),
    ]
    for table, key, field, value in begun:
        base = patched(base, table, key, {field: value}, "2026-11-16T08:00:00Z")
    mine, theirs = base, base
    changes: list[tuple[str, str, str, Json, Json]] = [
        ("evidence", bees, "body", [*MINE], [*THEIRS]),
        ("evidence", bees, "place", "community", "work"),
        ("claims", claim, "level", "growing", "deepening"),
        ("goals", goal, "status", "achieved", "rested"),
    ]
    for table, record_id, field, here, there in changes:
        mine = patched(mine, table, record_id, {field: here}, HERE_AT)
        theirs = patched(theirs, table, record_id, {field: there}, THERE_AT)
    mine = patched(mine, "evidence", gone, {"stretch": 5}, HERE_AT)
    theirs = {**theirs, "evidence": {key: one for key, one in theirs["evidence"].items() if key != gone}}
    merged = merge3(base, mine, theirs, mine_stamp=workspace.stamp(), theirs_stamp=ELSEWHERE)
    path.write_bytes(canonical_bytes(merged))
    return merged


def with_a_strange_set(workspace: Workspace) -> None:
    """Another program wrote a word where a set of goals belongs, while the goals were changed here: it is asked which hold."""
    path = workspace.path(AMARA)
    base = read_document(path.read_bytes())
    bees = newest(base, 1)
    mine = patched(base, "evidence", bees, {"goals": [*sorted(base["goals"])[:2]]}, HERE_AT)
    theirs = patched(base, "evidence", bees, {"goals": "Bees"}, THERE_AT)
    merged = merge3(base, mine, theirs, mine_stamp=workspace.stamp(), theirs_stamp=ELSEWHERE)
    path.write_bytes(canonical_bytes(merged))


def with_nothing_there(workspace: Workspace) -> None:
    """The place of a piece was changed here and taken away elsewhere."""
    path = workspace.path(AMARA)
    base = read_document(path.read_bytes())
    bees = newest(base, 1)
    base = patched(base, "evidence", bees, {"place": "school"}, "2026-11-16T08:00:00Z")
    mine = patched(base, "evidence", bees, {"place": "community"}, HERE_AT)
    theirs = patched(base, "evidence", bees, {}, THERE_AT)
    del theirs["evidence"][bees]["place"]
    merged = merge3(base, mine, theirs, mine_stamp=workspace.stamp(), theirs_stamp=ELSEWHERE)
    path.write_bytes(canonical_bytes(merged))
