"""People named along with other changes: known ones by their names, new ones as records of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from leaptui.model.change import Edit, Key
from leaptui.model.edits.draft import Draft
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean_line


def named_people(portfolio: Portfolio, at: str, names: Iterable[str]) -> tuple[list[str], Mapping[Key, Edit]]:
    """Give the ids of people by their names, and the edits that add those who are not known yet. Raises Invalid.

    Case and accents do not matter; where two have one name, the first is meant. An id stands for itself.
    """
    known: dict[str, str] = {}
    for person in portfolio.people.values():
        known.setdefault(fold(clean_line(person.name)), person.id)
    draft = Draft(portfolio, at)
    ids: list[str] = []
    for name in filter(None, map(clean_line, names)):
        found = name if name in portfolio.people else known.get(fold(name))
        if found is None:
            found = known[fold(name)] = draft.new("people", {"name": name, "role": "other"})
        if found not in ids:
            ids.append(found)
    return ids, draft.change("").edits
