"""Changes to the people who help a learner learn, and people named along with other changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Edit, Key
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line
from leaptui.model.titles import has_title, quoted


def named_people(
    portfolio: Portfolio, at: str, names: Iterable[str], role: str = "other"
) -> tuple[list[str], Mapping[Key, Edit]]:
    """Give the ids of people by their names, and the edits that add those who are not known yet. Raises Invalid.

    Case and accents do not matter; where two have one name, the first is meant. An id stands for itself. `role` is what
    those who are new are to the learner.
    """
    ids, edits = _ids_of(portfolio, at, names, role)
    return [*dict.fromkeys(ids.values())], edits


def named_parts(portfolio: Portfolio, at: str, said: Iterable[str]) -> tuple[dict[str, str], Mapping[Key, Edit]]:
    """Give the parts of people by their ids, as `Ravi: wiring`, `Ms Lind` say them, and the edits that add those who are new.

    Where no part is said it is empty. Raises Invalid.
    """
    parts = read_parts(said)
    ids, edits = _ids_of(portfolio, at, parts, "other")
    found: dict[str, str] = {}
    for name, one in ids.items():
        found[one] = parts[name] or found.get(one, "")
    return found, edits


def _ids_of(
    portfolio: Portfolio, at: str, names: Iterable[str], role: str
) -> tuple[dict[str, str], Mapping[Key, Edit]]:
    """Ids by name, in order."""
    known: dict[str, str] = {}
    for person in portfolio.people.values():
        known.setdefault(fold(clean_line(person.name)), person.id)
    draft = Draft(portfolio, at)
    ids: dict[str, str] = {}
    for name in filter(None, map(clean_line, names)):
        found = name if name in portfolio.people else known.get(fold(name))
        if found is None:
            found = known[fold(name)] = draft.new("people", {"name": name, "role": role})
        ids[name] = found
    return ids, draft.change("").edits


def read_parts(names: Iterable[str]) -> dict[str, str]:
    """Read `Ravi: wiring`, `Ms Lind`: the part each name had, empty where none is said; the last saying holds."""
    parts: dict[str, str] = {}
    for said in names:
        name, _colon, part = said.partition(":")
        if clean_line(name):
            parts[clean_line(name)] = clean_line(part)
    return parts


def part_words(name: str, part: str) -> str:
    """A name with the part one had, as `read_parts` reads it; commas and colons of the name are left out."""
    plain = clean_line(name.replace(",", " ").replace(":", " "))
    said = clean_line(part.replace(",", " "))
    return f"{plain}: {said}" if said else plain


def with_parts(now: Json, parts: Mapping[str, str], gone: Iterable[str] = ()) -> list[Json]:
    """The contributors of a piece, each by the person's id, with the parts of those who are named; who is `gone` is left out.

    A part that is empty takes the contributor off the list: they stay among the people. What else an entry says, written by
    another program, stays.
    """
    entries = [entry for entry in now if isinstance(entry, dict)] if isinstance(now, list) else []
    left = set(gone)
    kept: list[Json] = []
    told: set[str] = set()
    for entry in entries:
        person = str(entry.get("person", ""))
        if person in left or (person in parts and not parts[person]) or person in told:
            continue
        told.add(person)
        kept.append({**entry, "role": parts[person]} if person in parts else entry)
    more: list[Json] = [{"person": one, "role": part} for one, part in parts.items() if part and one not in told]
    return kept + more


def add_person(portfolio: Portfolio, at: str, fields: Fields) -> tuple[Change, str]:
    """Add somebody who helps the learner learn; gives the change and the new id.

    Raises Invalid without a name, and where somebody of that name is there already: two of one name could not be told apart.
    """
    name = _free_name(portfolio, fields, None)
    draft = Draft(portfolio, at)
    made = draft.new("people", {"role": "other", **fields, "name": name})
    return draft.change(_("Added {name} to the people who help me learn").format(name=quoted(name))), made


def edit_person(portfolio: Portfolio, at: str, person_id: str, fields: Fields) -> Change:
    """Set fields of a person. Raises Invalid."""
    draft = Draft(portfolio, at)
    name = portfolio.people[person_id].name
    if "name" in fields:
        name = _free_name(portfolio, fields, person_id)
        fields = {**fields, "name": name}
    draft.patch("people", person_id, fields)
    return draft.change(_("Changed what stands of {name}").format(name=quoted(name)))


def _free_name(portfolio: Portfolio, fields: Fields, person_id: str | None) -> str:
    """The name of the fields. Raises Invalid where it is none, or somebody else's."""
    said = fields.get("name")
    name = clean_line(said) if isinstance(said, str) else ""
    if not has_title(name):
        raise Invalid(_("a person needs a name: who is it?"))
    others: Sequence[str] = [one.name for one in portfolio.people.values() if one.id != person_id]
    if fold(name) in {fold(clean_line(other)) for other in others}:
        raise Invalid(_("{name} is among your people already: a second name tells two apart").format(name=quoted(name)))
    return name
