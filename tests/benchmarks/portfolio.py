"""A large portfolio, made the same each time: pieces, what they show, goals with steps, a pace."""

from __future__ import annotations

import hashlib
import random
import uuid
from datetime import date, timedelta

from leaptui.model.canonical import Document, Json, Record, evidence_digest
from leaptui.model.edits import new_document
from leaptui.model.ids import claim_id

LEARNER = "Noor Haddad"
TODAY = date(2026, 11, 19)
NOW = f"{TODAY.isoformat()}T16:40:00Z"
NEXT_STEP = "Calibrate the sensor"
"""How a step begins that the Today screen shows."""

_KINDS = ("text", "image", "product", "code", "performance", "test", "audio", "link")
_PLACES = ("school", "home", "makerspace", "community", "work")
_LEVELS = ("starting", "growing", "demonstrated", "deepening")
_GUIDELINES = ("F1.a", "F1.c", "F2", "L1", "L3", "L5", "D1", "D3", "D4", "D5", "C1", "C2", "C4.a", "C4.b", "C5")
_TAGS = ("weather", "electronics", "music", "writing", "garden", "maths", "film", "robotics", "kitchen", "history")
_TEXT = (
    "the a and it was with from then again because rain gauge sensor lamp solder measured weather wrote drew built "
    "tested better choir rehearsal garden soil seed sowed bridge model printed funnel leaked sealed calibrated table "
    "drawing neighbour asked explained listened changed mind second version third attempt worked failed learned next "
    "time question answer map river council letter draft poem stage light camera film edit cut rhythm chord voice"
)
_WORDS = _TEXT.split()


def large_portfolio(pieces: int) -> Document:
    """Make a portfolio of that many pieces; 10,000 give a file of about 8 MB."""
    chance = random.Random(2020)
    document = new_document(LEARNER, "leap-2020", TODAY, NOW)
    goals = _add_goals(document, chance)
    first = TODAY - timedelta(days=min(pieces, 3000))
    for number in range(pieces):
        day = first + timedelta(days=number * (TODAY - first).days // max(1, pieces - 1))
        moment = f"{day.isoformat()}T{chance.randrange(8, 20):02}:{chance.randrange(60):02}:00Z"
        piece = _piece(number, day, moment, goals, chance)
        evidence_id = _id(chance)
        _table(document, "evidence")[evidence_id] = piece
        if number % 5 < 3:
            guideline = f"leap-2020:{chance.choice(_GUIDELINES)}"
            _table(document, "claims")[claim_id(evidence_id, guideline)] = {
                "created": moment,
                "modified": moment,
                "evidence": evidence_id,
                "evidence_digest": evidence_digest(piece),
                "guideline": guideline,
                "level": chance.choice(_LEVELS),
                "why": [_sentence(chance, 8)],
            }
    return document


def _piece(number: int, day: date, moment: str, goals: list[str], chance: random.Random) -> Record:
    piece: Record = {
        "created": moment,
        "modified": moment,
        "title": f"Piece {number}: {_sentence(chance, 4)}",
        "kind": chance.choice(_KINDS),
        "body": [_sentence(chance, chance.randrange(6, 18)) for _ in range(chance.randrange(2, 5))],
        "made_on": day.isoformat(),
        "place": chance.choice(_PLACES),
        "tags": [*sorted(chance.sample(_TAGS, chance.randrange(3)))],
    }
    if number % 10 == 0:
        data = f"attachment {number}".encode()
        attached: dict[str, Json] = {
            "sha256": hashlib.sha256(data).hexdigest(),
            "name": f"photo-{number}.jpg",
            "media_type": "image/jpeg",
            "bytes": len(data),
            "alt": _sentence(chance, 5),
        }
        piece["attachments"] = [attached]
    if number % 20 == 0:
        piece["goals"] = [chance.choice(goals)]
    if not piece["tags"]:
        del piece["tags"]
    return piece


def _add_goals(document: Document, chance: random.Random) -> list[str]:
    """Eight goals of five steps each, a pace and a rest."""
    goals = []
    stamps: Record = {"created": NOW, "modified": NOW}
    for number in range(1, 9):
        goal = _id(chance)
        goals.append(goal)
        guidelines: list[Json] = [{"guideline": f"leap-2020:{chance.choice(_GUIDELINES)}", "level": "demonstrated"}]
        _table(document, "goals")[goal] = {
            **stamps,
            "title": f"Goal {number}",
            "status": "active",
            "guidelines": guidelines,
        }
        for step in range(5):
            title = f"{NEXT_STEP} of goal {number}" if step == 2 else f"Step {step} of goal {number}"
            done: Record = {"done_on": TODAY.isoformat()} if step < 2 else {}
            _table(document, "steps")[_id(chance)] = {
                **stamps,
                "goal": goal,
                "title": title,
                "position": "FLRXd"[step],
                **done,
            }
    pace: Record = {**stamps, "since": "2026-08-31", "pieces": 20, "per": "week"}
    _table(document, "paces")[_id(chance)] = pace
    rest: Record = {**stamps, "from": "2026-10-12", "to": "2026-10-18"}
    _table(document, "breaks")[_id(chance)] = rest
    return goals


def _table(document: Document, name: str) -> dict[str, Record]:
    return document.setdefault(name, {})


def _id(chance: random.Random) -> str:
    return str(uuid.UUID(int=chance.getrandbits(128), version=4))


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_WORDS, k=words))
