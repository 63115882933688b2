"""Each entry of a feed as the record it becomes: a piece of evidence, a goal, a step or a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from leaptui.interchange import leap2a_dates as dates
from leaptui.interchange import leap2a_terms as terms
from leaptui.interchange.leap2a_entry import DatePoint, Entry, Link
from leaptui.interchange.leap2a_files import kind_of
from leaptui.interchange.leap2a_graph import Graph, Item
from leaptui.interchange.leap2a_markdown import web_address
from leaptui.interchange.leap2a_notes import Notes
from leaptui.model.canonical import Json, Record
from leaptui.model.text import clean_line

_NO_ADDRESS = {"license", "edit", "edit_media", "replies", "next", "previous"}
"""Links to the web that are about the feed and not about the piece."""

_EPOCH = "1970-01-01T00:00:00Z"


class Records:
    """Makes the records of a feed's items; what is odd goes to the notes."""

    def __init__(self, graph: Graph, notes: Notes, feed_updated: str) -> None:
        self._graph = graph
        self._notes = notes
        self._fallback = dates.moment(feed_updated) or _EPOCH

    def title(self, item: Item) -> str:
        """Give an entry's title, or words in its place."""
        entry = item.entry
        if entry.title:
            return entry.title
        if item.table == "people" or item.is_self:
            given, family = (entry.personal.get(f"legal_{part}_name", "") for part in ("given", "family"))
            known = ("full_name", "preferred_org_name", "legal_org_name")
            named = next((entry.personal[field] for field in known if entry.personal.get(field)), f"{given} {family}")
            if named.strip():
                return clean_line(named)
        self._notes.add("untitled", "")
        return f"Untitled {entry.type}"

    def evidence(self, item: Item, title: str, attachments: list[Record]) -> Record:
        """Make a piece of evidence."""
        entry = item.entry
        life = entry.terms("life_area")
        made_on = self._made_on(entry, title)
        fields: Record = {
            "title": title,
            "kind": _kind(entry, attachments, of_another=bool(item.people) and _written_by_another(item, self._graph)),
            "body": _body(entry),
            "made_on": made_on.isoformat() if made_on else None,
            "place": _first(life, terms.PLACES) or ("online" if "web" in entry.terms("resource_type") else None),
            "life_area": _first(life, terms.LIFE_AREAS),
            "minutes": dates.minutes(entry.active_time) or None,
            "people": _sorted(item.people),
            "goals": _sorted(item.goals),
            "tags": _tags(entry),
            "attachments": list(attachments),
            "links": self._web_links(entry),
            "private": item.is_self or "private" in entry.terms("audience") or None,
        }
        if item.is_self:
            self._notes.add("profile", title)
        return self._record(item, title, fields)

    def goal(self, item: Item, title: str) -> Record:
        """Make a goal of a plan."""
        entry = item.entry
        status = terms.STATUSES.get(entry.stage, "active")
        target = self._day(entry, ("target",), title) or (
            self._day(entry, ("end",), title) if status != "achieved" else None
        )
        fields: Record = {
            "title": title,
            "why": _body(entry),
            "status": status,
            "target_on": target.isoformat() if target else None,
        }
        return self._record(item, title, fields)

    def step(self, item: Item, title: str) -> Record:
        """Make a step of a plan's part; what the part says goes to its note."""
        entry = item.entry
        done_on: str | None = None
        if entry.stage == "completed":
            end = self._day(entry, ("end",), title)
            done_on = end.isoformat() if end else (self._moment(entry.updated, entry.published) or self._fallback)[:10]
        fields: Record = {
            "goal": item.goal,
            "title": title,
            "position": item.position,
            "done_on": done_on,
            "evidence": _sorted(item.evidence),
            "note": _body(entry),
        }
        return self._record(item, title, fields)

    def person(self, item: Item, title: str) -> Record:
        """Make a person of a person or an organization."""
        entry = item.entry
        role = _first(entry.terms("person_type"), terms.ROLES) or "other"
        if entry.type == "organization" and item.at_work:
            role = "employer"
        fields: Record = {
            "name": title,
            "role": role,
            "how": _body(entry),
            "contact": entry.personal.get("email") or None,
            "private": True,
        }
        return self._record(item, title, fields)

    def _record(self, item: Item, title: str, fields: Record) -> Record:
        entry = item.entry
        created, modified = self._moment(entry.published, entry.updated), self._moment(entry.updated, entry.published)
        if modified is None:
            self._notes.add("times", title)
        kept = {field: value for field, value in fields.items() if value not in (None, "", [])}
        return {
            **kept,
            "created": created or self._fallback,
            "modified": modified or self._fallback,
            "imported": self._imported(item, title),
        }

    def _imported(self, item: Item, title: str) -> Record:
        """Keep what has no place of its own: where it comes from, dates and links as written, unknown elements."""
        entry = item.entry
        kept: Record = {
            "source": "leap2a",
            "id": entry.id,
            "type": entry.unknown_type or entry.type,
            "dates": [_full({"point": at.point, "value": at.value, "label": at.label}) for at in entry.dates],
            "categories": [
                _full({"scheme": category.address, "term": category.term, "label": category.label})
                for category in entry.categories
                if category.scheme
            ],
            "links": [self._kept_link(link, title) for link in entry.links],
            "elements": list(entry.elements),
        }
        for field in ("published", "updated"):
            written = getattr(entry, field)
            if written and dates.moment(written) is None:
                kept[field] = written
        if entry.unknown_type:
            self._notes.add("types", title)
        return _full(kept)

    def _kept_link(self, link: Link, title: str) -> Json:
        other = self._graph.find(link.target)
        if other is None and link.rel != "enclosure" and not web_address(link.href):
            self._notes.add("dangling", title)
        fields: Record = {"rel": link.rel, "href": link.href, "title": link.title, "media_type": link.media_type}
        if link.order is not None:
            fields["order"] = link.order
        if other is not None:
            fields |= {"table": other.table, "id": other.id}
        return _full(fields)

    def _web_links(self, entry: Entry) -> list[Json]:
        found: dict[str, str] = {}
        for link in entry.links:
            address = web_address(link.href)
            if address and link.rel not in _NO_ADDRESS and self._graph.find(link.target) is None:
                found.setdefault(address, link.title)
        if entry.type == "person":
            website = web_address(entry.personal.get("website", ""))
            found |= {website: found.get(website, "")} if website else {}
        return [_full({"url": url, "title": found[url]}) for url in sorted(found)]

    def _made_on(self, entry: Entry, title: str) -> date | None:
        """Give the day a piece was made: its own dates, the day it was issued, or the day its words were written.

        A piece whose own dates cannot be understood has none, rather than the day it was typed in.
        """
        if any(at.point != "target" and (at.value or at.label) for at in entry.dates):
            return self._day(entry, ("end", "start", ""), title)
        if entry.issued:
            return dates.whole_day(entry.issued) or dates.rough_day(entry.issued, last=False)
        return dates.whole_day(entry.published)

    def _day(self, entry: Entry, points: Sequence[str], title: str) -> date | None:
        """Give the first date at one of these points that can be understood; a value goes before its label."""
        found: date | None = None
        for point in points:
            for at in entry.dates:
                if at.point != point or not (at.value or at.label):
                    continue
                day = dates.whole_day(at.value) or dates.whole_day(at.label)
                rough = day or self._rough(at)
                if rough is None:
                    self._notes.add("dates", f"{at.value or at.label} ({title})")
                elif day is None and found is None:
                    self._notes.add("rough", f"{at.value or at.label} ({title})")
                found = found or rough
        return found

    def _rough(self, at: DatePoint) -> date | None:
        last = at.point != "start"
        return dates.rough_day(at.value, last=last) or dates.rough_day(at.label, last=last)

    def _moment(self, *written: str) -> str | None:
        return next((moment for moment in map(dates.moment, written) if moment), None)


def _kind(entry: Entry, attachments: Sequence[Record], *, of_another: bool) -> str:
    # A file that is named and not there still tells what it was.
    files = attachments or [
        {"media_type": link.media_type, "name": link.href} for link in entry.links if link.rel == "enclosure"
    ]
    kinds = [kind_of(file) for file in files]
    if kinds and (entry.type == "resource" or not entry.body.lines):
        return next((kind for kind in kinds if kind != "other"), "other")
    if entry.type == "resource":
        said = _first(entry.terms("resource_type"), terms.RESOURCE_KINDS)
        own = any(link.rel == "self" and web_address(link.href) for link in entry.links)
        return "link" if own else said or "other"
    if entry.type == "selection" and not entry.body.lines and set(entry.terms("selection_type")) & terms.CONTAINERS:
        return "other"
    if entry.type == "entry" and of_another:
        return "testimony"
    return terms.KINDS.get(entry.type, "text")


def _written_by_another(item: Item, graph: Graph) -> bool:
    authors = [graph.find(author.target) for author in item.entry.authors if author.target]
    return any(author is not None and author.table == "people" for author in authors)


def _body(entry: Entry) -> list[Json]:
    """Give an entry's words: its summary, where it says more than the content begins with, and its content."""
    summary, content = entry.summary.lines, entry.body.lines
    if not summary or content[: len(summary)] == summary:
        return [*content]
    return [*summary, "", *content] if content else [*summary]


def _tags(entry: Entry) -> list[Json]:
    return _sorted({category.label or category.term for category in entry.categories if not category.scheme} - {""})


def _first(words: Sequence[str], table: dict[str, str]) -> str | None:
    return next((table[word] for word in words if word in table), None)


def _sorted(words: set[str]) -> list[Json]:
    return [*sorted(words)]


def _full(fields: Record) -> Record:
    return {field: value for field, value in fields.items() if value not in ("", [])}
