"""Records and values of a portfolio's file as people say them: what a record is called, and what a field of it says."""

from __future__ import annotations

import re
from datetime import date, datetime, tzinfo

from leaptui.language import _, in_quotes, pgettext
from leaptui.model.canonical import Json
from leaptui.model.dates import long_day, weekday_name
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SAID = frozenset(
    {
        "kind",
        "place",
        "life_area",
        "status",
        "per",
        "level",
        "role",
        "aspect",
        "decision",
        "review",
        "ask",
        "opportunity",
    }
)
"""Fields whose values are the product's words."""
_TABLES = {"people": "people", "by": "people", "with": "people", "person": "people", "goals": "goals", "goal": "goals"}
"""The table a field's ids are of."""
_MOST_OPENING = 48


def noun(table: str) -> str:
    """What a record of a table is called: `piece`."""
    return {
        "meta": pgettext("one thing", "portfolio"),
        "evidence": pgettext("one thing", "piece"),
        "goals": pgettext("one thing", "goal"),
        "claims": pgettext("one thing", "tag"),
        "steps": pgettext("one thing", "step"),
        "paces": pgettext("one thing", "pace"),
        "breaks": pgettext("one thing", "break"),
        "people": pgettext("one thing", "person"),
        "feedback": pgettext("one thing", "feedback"),
        "assessments": pgettext("one thing", "assessment"),
        "reflections": pgettext("one thing", "journal entry"),
        "reviews": pgettext("one thing", "review"),
    }.get(table, pgettext("one thing", "note"))


class Saying:
    """Says what stands in a portfolio, under its framework, as one says it today."""

    def __init__(self, portfolio: Portfolio, framework: Framework, today: date) -> None:
        self._portfolio = portfolio
        self._framework = framework
        self._today = today

    def title(self, table: str, record_id: str) -> str:
        """What a record is called: its title or name, what a tag ties together, the first words of a text; else its noun."""
        raw = self._portfolio.raw(table, record_id) or {}
        if table == "meta":
            return clean_line(self._portfolio.meta.learner.name)
        if table == "claims":
            piece = self._portfolio.raw("evidence", str(raw.get("evidence"))) or {}
            code, title = self.code(raw.get("guideline")), piece.get("title")
            return _("{code} of {title}").format(code=code, title=shown_title(title if isinstance(title, str) else ""))
        for field in ("title", "name"):
            said = raw.get(field)
            if isinstance(said, str) and said.strip():
                return shown_title(said)
        text = raw.get("text")
        opening = (
            next((line for line in text if isinstance(line, str) and line.strip()), "")
            if isinstance(text, list)
            else ""
        )
        return clean_line(opening)[:_MOST_OPENING] or noun(table)

    def code(self, guideline: Json) -> str:
        """A guideline as it is shown: its code; of another framework its whole id."""
        return clean_line(str(guideline)).removeprefix(f"{self._framework.id}:")

    def value(self, value: Json, name: str) -> str:
        """What a field of that name says, in words; a text line by line, nothing at all for what says nothing."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else pgettext("answer", "no")
        if isinstance(value, list):
            said = [self.value(item, name) for item in value]
            texts = all(isinstance(item, str) for item in value)
            return ("\n" if texts and name not in {"days", *_TABLES, "evidence", "tags"} else ", ").join(said)
        if isinstance(value, dict):
            return self._object(value)
        return self._plain(value, name) if isinstance(value, str) else str(value)

    def _plain(self, value: str, name: str) -> str:
        if name in _SAID or name == "days":
            return word(clean_line(value), "day" if name == "days" else name)
        if name == "guideline":
            return self.code(value)
        if name in _TABLES or name == "evidence":
            return self._named(_TABLES.get(name, "evidence"), value)
        if _DAY.fullmatch(value):
            try:
                return long_day(date.fromisoformat(value), self._today)
            except ValueError:
                return value
        return clean(value)

    def _named(self, table: str, value: str) -> str:
        """The name behind an id; a name that stands in its place says itself."""
        return self.title(table, value) if self._portfolio.raw(table, value) is not None else clean_line(value)

    def _object(self, value: dict[str, Json]) -> str:
        """An object in one line: what names it first, then the rest."""
        if "guideline" in value:
            level = self.value(value.get("level"), "level")
            return f"{self.code(value['guideline'])} {level}".strip()
        for name in ("name", "title"):
            said = value.get(name)
            if isinstance(said, str) and said.strip():
                return in_quotes(clean_line(said))
        pairs = (f"{clean_line(name)}: {clean_line(self.value(item, name))}" for name, item in sorted(value.items()))
        return ", ".join(pairs)


def moment_words(instant: str | None, today: date, zone: tzinfo | None = None) -> str:
    """Say an instant of the file as one says it today: `today, 16:40`, `Tuesday, 15:05`, `3 March`; nothing for none."""
    try:
        moment = datetime.fromisoformat(instant or "").astimezone(zone)
    except (ValueError, OverflowError):
        return ""
    day = moment.date()
    ago = (today - day).days
    if ago == 0:
        said = pgettext("day", "today")
    elif ago == 1:
        said = pgettext("day", "yesterday")
    elif 1 < ago < 7:
        said = weekday_name(day)
    else:
        return long_day(day, today)
    return pgettext("day and time", "{day}, {time}").format(day=said, time=f"{moment:%H:%M}")
