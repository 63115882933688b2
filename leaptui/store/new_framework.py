"""Beginning a framework of one's own: a small file that shows by example what can be written, and the next edition of one."""

from __future__ import annotations

import json
import re
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.framework import Framework, GuidelineEntry
from leaptui.store.errors import Refused
from leaptui.store.files import write_atomically
from leaptui.store.workspace import Workspace

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)

COMMENT = "//"
"""The key of a comment: nothing that leaptui reads has that name."""


def starter(framework_id: str, title: str) -> dict[str, Json]:
    """A small framework that works, and says in comments what may be written where."""
    first: dict[str, Json] = {
        "code": "M1",
        "statement": "Plan a piece of work and say how you will know that it is good",
        COMMENT: "A guideline has a code of its own and says what a learner does. It may have guidelines under it.",
    }
    second: dict[str, Json] = {
        "code": "M2",
        "statement": "Work with others, including:",
        "guidelines": [
            {"code": "M2.a", "statement": "listening before answering"},
            {"code": "M2.b", "statement": "sharing out the work"},
        ],
    }
    component: dict[str, Json] = {
        COMMENT: "A component is a main part. Its code is short: it stands on the screen before its guidelines.",
        "code": "M",
        "title": "Making",
        "statement": "Learners make things that somebody needs.",
        "guidelines": [first, second],
    }
    levels: list[Json] = [
        {
            COMMENT: "The levels, lowest first. At “demonstrated” the learner chooses where to go from there.",
            "id": "starting",
            "title": "starting",
            "says": "I have begun, with help or for the first time.",
        },
        {"id": "growing", "title": "growing", "says": "I can do it in part or in some places."},
        {"id": "demonstrated", "title": "demonstrated", "says": "I can do it and have shown it."},
        {"id": "deepening", "title": "deepening", "says": "I go beyond it, in new places or with others."},
    ]
    return {
        COMMENT: f"What is named // is a comment. Check: leaptui framework check. Use: leaptui framework use {framework_id}",
        "id": framework_id,
        "edition": "1",
        "title": title or framework_id,
        "publisher": "",
        "levels": levels,
        "components": [component],
    }


def next_edition(framework_id: str, before: Framework, title: str) -> dict[str, Json]:
    """A framework that begins with the words of another one and takes its place: every code leads to itself."""
    components: list[Json] = [
        {
            "code": part.code,
            "title": part.title,
            "statement": part.statement,
            "guidelines": [_entry(entry) for entry in part.guidelines],
        }
        for part in before.components
    ]
    levels: list[Json] = [{"id": one.id, "title": one.title, "says": one.says} for one in before.levels]
    codes: dict[str, Json] = {one.code: [one.code] for one in before.guidelines.values()}
    comment = (
        "Where each code of the edition before went: to one code or several here, or to none ([]) where it is retired."
    )
    return {
        "id": framework_id,
        "edition": "",
        "title": title or before.title,
        "publisher": before.publisher,
        "source": before.source,
        "licence": before.licence,
        "definition": before.definition,
        "levels": levels,
        "components": components,
        "replaces": {COMMENT: comment, "edition": before.id, "map": codes},
    }


def _entry(entry: GuidelineEntry) -> Json:
    written: dict[str, Json] = {"code": entry.code, "statement": entry.statement}
    if entry.guidelines:
        written["guidelines"] = [_entry(child) for child in entry.guidelines]
    return written


def write_framework(workspace: Workspace, framework_id: str, raw: dict[str, Json]) -> Path:
    """Write a new framework into the workspace, and give where. Raises Refused where that cannot be, OSError."""
    if not _ID.fullmatch(framework_id):
        raise Refused(_("“{id}” is no id: letters, digits, dots and dashes are").format(id=framework_id))
    path = workspace.root / "frameworks" / f"{framework_id}.json"
    if path.exists():
        raise Refused(_("{file} is there already, and stays as it is").format(file=path))
    path.parent.mkdir(exist_ok=True)
    write_atomically(path, f"{json.dumps(raw, ensure_ascii=False, indent=2)}\n".encode())
    return path
