"""What records are called in sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leaptui.language import _, in_quotes, ngettext, pgettext
from leaptui.model.canonical import Document, Json, Record
from leaptui.model.change import Key
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted, shown_title
from leaptui.model.words import word


class Names:
    """What records are called: by the first of some documents in which they stand."""

    def __init__(self, *documents: Document) -> None:
        self._documents = documents

    def record(self, key: Key) -> Record:
        """The record as one of the documents has it; an empty one where none has."""
        table, record_id = key
        return next((found[table][record_id] for found in self._documents if record_id in found.get(table, {})), {})

    def thing(self, key: Key, record: Record | None = None) -> str:
        """A record in a sentence: its title in quotation marks, else what sort of thing it is."""
        table, record_id = key
        raw = record or self.record(key)
        for field in ("title", "name"):
            if isinstance(raw.get(field), str):
                return quoted(shown_title(str(raw[field])))
        if table == "claims":
            return self.claim(record_id, raw)
        if table == "meta":
            return pgettext("what changed", "the portfolio")
        return a_thing(table)

    def claim(self, record_id: str, record: Record | None = None) -> str:
        """A claim in a sentence: `C4.a of “Rain gauge”`."""
        raw = record or self.record(("claims", record_id))
        piece = self.thing(("evidence", str(raw.get("evidence", ""))))
        return pgettext("a claim", "{code} of {piece}").format(code=self.code(raw), piece=piece)

    def code(self, claim: Record) -> str:
        """The code of a claim's guideline, without the framework before it."""
        return clean_line(str(claim.get("guideline", "?"))).rpartition(":")[2]

    def level(self, record: Record) -> str:
        """The level that a claim or an assessment names; empty where it names none."""
        level = record.get("level")
        return word(clean_line(level), "level") if isinstance(level, str) else ""

    def person(self, value: Json) -> str:
        """Who is meant by a person's id, or by the name in its place."""
        if not isinstance(value, str) or not value:
            return _("Somebody")
        name = self.record(("people", value)).get("name", value)
        return shown_title(str(name))


def a_thing(table: str) -> str:
    """What a record without a title is called: `a pace`."""
    said = {
        "evidence": pgettext("moved or brought back", "a piece"),
        "goals": pgettext("moved or brought back", "a goal"),
        "steps": pgettext("moved or brought back", "a step"),
        "claims": pgettext("moved or brought back", "a claim"),
        "paces": pgettext("moved or brought back", "a pace"),
        "breaks": pgettext("moved or brought back", "a break"),
        "assessments": pgettext("moved or brought back", "an assessment"),
        "feedback": pgettext("moved or brought back", "feedback"),
        "reflections": pgettext("moved or brought back", "a journal entry"),
        "facets": pgettext("moved or brought back", "a line about me"),
        "people": pgettext("moved or brought back", "a person"),
        "asks": pgettext("moved or brought back", "a request for support"),
        "opportunities": pgettext("moved or brought back", "an opportunity"),
        "reviews": pgettext("moved or brought back", "a review"),
        "recognitions": pgettext("moved or brought back", "a recognition"),
        "about_me": pgettext("moved or brought back", "the page about me"),
        "advances": pgettext("moved or brought back", "a choice of way"),
        "starts": pgettext("moved or brought back", "a starting level"),
        "pathways": pgettext("moved or brought back", "a pathway"),
        "agreements": pgettext("moved or brought back", "an agreement"),
        "suggestions": pgettext("moved or brought back", "a suggested step"),
        "confirmations": pgettext("moved or brought back", "a confirmation"),
    }
    other = pgettext("moved or brought back", "a record of the table {table}")
    return said.get(table) or other.format(table=in_quotes(shown_title(table)))


def counted_things(table: str, n: int) -> str:
    """How many records of a table: `3 pieces`."""
    said: Mapping[str, Callable[[], str]] = {
        "evidence": lambda: ngettext("{n} piece", "{n} pieces", n),
        "claims": lambda: ngettext("{n} tag", "{n} tags", n),
        "goals": lambda: ngettext("{n} goal", "{n} goals", n),
        "steps": lambda: ngettext("{n} step", "{n} steps", n),
        "paces": lambda: ngettext("{n} pace", "{n} paces", n),
        "breaks": lambda: ngettext("{n} rest", "{n} rests", n),
        "reflections": lambda: ngettext("{n} journal entry", "{n} journal entries", n),
        "facets": lambda: ngettext("{n} line about me", "{n} lines about me", n),
        "assessments": lambda: ngettext("{n} assessment", "{n} assessments", n),
        "feedback": lambda: ngettext("{n} piece of feedback", "{n} pieces of feedback", n),
        "people": lambda: ngettext("{n} person", "{n} people", n),
        "asks": lambda: ngettext("{n} ask", "{n} asks", n),
        "opportunities": lambda: ngettext("{n} opportunity", "{n} opportunities", n),
        "reviews": lambda: ngettext("{n} review", "{n} reviews", n),
        "recognitions": lambda: ngettext("{n} recognition", "{n} recognitions", n),
        "advances": lambda: ngettext("{n} choice of way", "{n} choices of way", n),
        "starts": lambda: ngettext("{n} starting level", "{n} starting levels", n),
        "pathways": lambda: ngettext("{n} pathway", "{n} pathways", n),
        "agreements": lambda: ngettext("{n} agreement", "{n} agreements", n),
        "suggestions": lambda: ngettext("{n} suggested step", "{n} suggested steps", n),
        "confirmations": lambda: ngettext("{n} confirmation", "{n} confirmations", n),
    }
    other = said.get(table, lambda: ngettext("{n} other record", "{n} other records", n))
    return other().format(n=n)
