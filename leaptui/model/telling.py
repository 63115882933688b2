"""What a change did, in the product's words: from records before and after, for every table and field. Pure.

One change may tell several things: a piece that was added and tagged in one go is two sentences. Steps that come with a new
goal are told with it, and the claims of one piece together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from leaptui.language import _, ngettext
from leaptui.model.canonical import Record
from leaptui.model.change import Edit, Key
from leaptui.model.differences import differs, says_the_same
from leaptui.model.names import Names, counted_things
from leaptui.model.telling_words import tables_words

Did = Literal["added", "wrote", "tagged", "untagged", "ticked", "trashed", "back", "removed", "said", "conflict"]
"""What a change did to a record, roughly: what a sign beside the sentence stands for."""

MOST_TOLD = 8
"""From so many sentences of one change on, those of a kind are told as a count."""


@dataclass(frozen=True)
class Telling:
    """One thing that a change did: a sentence without its full stop, what it did roughly, and the records it is about."""

    did: Did
    table: str
    words: str
    keys: tuple[Key, ...]


def tell(edits: Mapping[Key, Edit], names: Names, most: int = MOST_TOLD) -> list[Telling]:
    """Tell what a change did; nothing for what a learner would not see. `names` knows what records are called."""
    found = [*_claims(edits, names), *_goals(edits, names)]
    told = {key for telling in found for key in telling.keys}
    rest = (_one(key, edit, names) for key, edit in edits.items() if key not in told)
    choices = (_conflict(key, edit, names) for key, edit in edits.items())
    found += [telling for telling in (*rest, *choices) if telling is not None]
    found.sort(key=lambda telling: _ORDER.index(telling.table) if telling.table in _ORDER else len(_ORDER))
    return found if len(found) <= most else _counted(found)


_ORDER = (
    "meta",
    "evidence",
    "claims",
    "confirmations",
    "assessments",
    "feedback",
    "reviews",
    "recognitions",
    "goals",
    "pathways",
    "steps",
    "suggestions",
    "agreements",
    "advances",
    "starts",
    "paces",
    "breaks",
    "reflections",
)
_STATEMENTS = frozenset({"assessments", "feedback", "agreements", "suggestions", "confirmations", "recognitions"})
"""Tables of what others say."""


def fate(edit: Edit) -> Did | None:
    """What became of a record as a whole; None where it only says something else now."""
    before, after = edit.before, edit.after
    if after is None:
        return "removed"
    if before is None:
        return "trashed" if "deleted" in after else "added"
    if "deleted" in after and "deleted" not in before:
        return "trashed"
    if "deleted" in before and "deleted" not in after:
        return "back"
    return None


def _one(key: Key, edit: Edit, names: Names) -> Telling | None:
    """Tell of one record; nothing where nothing of it can be seen."""
    table, record_id = key
    if says_the_same(edit):
        return None
    words = tables_words(table, record_id, edit, fate(edit), names)
    return Telling(_did(table, edit), table, words, (key,))


def _did(table: str, edit: Edit) -> Did:
    whole = fate(edit)
    before, after = edit.before or {}, edit.after or {}
    if whole in {"trashed", "back", "removed"}:
        return whole
    if table in _STATEMENTS and whole == "added":
        return "said"
    if table == "steps" and "done_on" in after and "done_on" not in before:
        return "ticked"
    if table == "claims" and whole is None and differs(before, after, "level"):
        return "tagged"
    return whole or "wrote"


def _conflict(key: Key, edit: Edit, names: Names) -> Telling | None:
    """Tell that a choice came to wait, or was made; nothing where the record says the same in every way."""
    waiting = [_open(record) for record in (edit.before, edit.after)]
    if waiting[0] == waiting[1]:
        return None
    came = len(waiting[1]) > len(waiting[0])
    said = _("Two versions of {what} wait for a choice") if came else _("Chose between versions of {what}")
    return Telling("conflict", key[0], said.format(what=names.thing(key)), (key,))


def _open(record: Record | None) -> list[str]:
    found = (record or {}).get("_conflicts")
    entries = found.items() if isinstance(found, dict) else ()
    return sorted(field for field, entry in entries if isinstance(entry, dict) and entry.get("others"))


def _claims(edits: Mapping[Key, Edit], names: Names) -> list[Telling]:
    """Tell of claims that came or went, those of one piece in one sentence."""
    came: dict[str, list[tuple[Key, str]]] = {}
    went: dict[str, list[tuple[Key, str]]] = {}
    for key, edit in edits.items():
        whole = fate(edit) if key[0] == "claims" else None
        if whole is None:
            continue
        record = edit.after or edit.before or {}
        piece, code = str(record.get("evidence", "")), names.code(record)
        if whole in {"added", "back"}:
            level = names.level(record)
            came.setdefault(piece, []).append((key, f"{code} · {level}" if level else code))
        elif _piece_stays(edits, piece):
            went.setdefault(piece, []).append((key, code))
    found = []
    for did, said, by_piece in (
        ("tagged", _("Tagged {pieces} with {codes}"), came),
        ("untagged", _("Took {codes} off {pieces}"), went),
    ):
        for piece, claims in by_piece.items():
            codes = ", ".join(sorted(code for _key, code in claims))
            words = said.format(pieces=names.thing(("evidence", piece)), codes=codes)
            keys = tuple(key for key, _code in claims)
            found.append(Telling("tagged" if did == "tagged" else "untagged", "claims", words, keys))
    return found


def _piece_stays(edits: Mapping[Key, Edit], piece: str) -> bool:
    """Whether claims went by themselves, and not with their piece."""
    edit = edits.get(("evidence", piece))
    return edit is None or fate(edit) not in {"removed", "trashed"}


def _goals(edits: Mapping[Key, Edit], names: Names) -> list[Telling]:
    """Tell of new goals with the steps that came with them."""
    found = []
    for key, edit in edits.items():
        if key[0] != "goals" or fate(edit) != "added":
            continue
        steps = [one for one, other in edits.items() if one[0] == "steps" and _is_new_step_of(other, key[1])]
        words = _("Set the goal {title}").format(title=names.thing(key))
        if steps:
            said = ngettext("Set the goal {title} with {n} step", "Set the goal {title} with {n} steps", len(steps))
            words = said.format(title=names.thing(key), n=len(steps))
        found.append(Telling("added", "goals", words, (key, *steps)))
    return found


def _is_new_step_of(edit: Edit, goal: str) -> bool:
    return fate(edit) == "added" and (edit.after or {}).get("goal") == goal


def _counted(tellings: Sequence[Telling]) -> list[Telling]:
    """Tell many things as counts, those of a kind together."""
    kinds: dict[tuple[Did, str], list[Telling]] = {}
    for telling in tellings:
        kinds.setdefault((telling.did, telling.table), []).append(telling)
    found = []
    for (did, table), alike in kinds.items():
        if len(alike) == 1:
            found += alike
            continue
        keys = tuple(key for telling in alike for key in telling.keys)
        found.append(Telling(did, table, counted_words(did, table, len(alike)), keys))
    return found


def counted_words(did: Did, table: str, n: int) -> str:
    """Say that so many records of a table were added, changed, and so on."""
    things = counted_things(table, n)
    said: Mapping[Did, Callable[[], str]] = {
        "added": lambda: _("Added {things}"),
        "said": lambda: _("Received {things}"),
        "tagged": lambda: ngettext("Tagged {n} piece", "Tagged {n} pieces", n),
        "untagged": lambda: ngettext("Took tags off {n} piece", "Took tags off {n} pieces", n),
        "ticked": lambda: ngettext("Ticked {n} step", "Ticked {n} steps", n),
        "trashed": lambda: _("Moved {things} to the trash"),
        "back": lambda: _("Brought {things} back"),
        "removed": lambda: _("Removed {things} for good"),
        "conflict": lambda: _("Two versions each of {things} wait for a choice, or were chosen between"),
    }
    return said.get(did, lambda: _("Changed {things}"))().format(things=things, n=n)
