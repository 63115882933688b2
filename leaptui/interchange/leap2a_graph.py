"""How the entries of a feed hang together: which record each becomes, and what belongs to which plan and to whom."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from leaptui.interchange import leap2a_terms as terms
from leaptui.interchange.leap2a_entry import Entry
from leaptui.interchange.leap2a_feed import Feed
from leaptui.model.ids import DIGITS

_RECORDS = uuid5(NAMESPACE_URL, "https://leaptui.example/leap2a")
_UNFINISHED = {"planned", "progressing", "suspended"}


@dataclass
class Item:
    """An entry and the record it becomes."""

    entry: Entry
    id: str
    table: str = "evidence"
    goal: str = ""
    """The goal a plan or a part of it belongs to; a goal's own id where it is one."""
    position: str = ""
    is_self: bool = False
    """Whether it is the learner's own description of themselves."""
    goals: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    evidence: set[str] = field(default_factory=set)
    """Of a step: the pieces of evidence linked to it."""
    at_work: bool = False
    """Of a person or an organization: whether it stands behind something of working life."""


def record_id(key: str) -> str:
    """Give the id of the record something imported becomes: the same in every copy and at every import (UUIDv5)."""
    return str(uuid5(_RECORDS, key))


class Graph:
    """The entries of a feed as items, in the feed's order, with all links between them followed."""

    def __init__(self, feed: Feed) -> None:
        self.items: list[Item] = []
        self.repeated: list[str] = []
        """Titles of entries whose id another entry has already."""
        self.unnamed: list[str] = []
        """Titles of entries without an id."""
        self._by_target: dict[str, Item] = {}
        self._name(feed)
        self._find_self(feed)
        self._place()
        self._relate()

    def find(self, target: str) -> Item | None:
        """Find the item an address means; None where no entry has that id."""
        return self._by_target.get(target)

    def _name(self, feed: Feed) -> None:
        exporter = feed.exporter or f"{feed.generator} {feed.author.email or feed.author.name}"
        taken: Counter[str] = Counter()
        for entry in feed.entries:
            key = _key(entry, exporter)
            if key in taken:
                self.repeated.append(entry.title)
            taken[key] += 1
            # No id holds a line feed, so this cannot be the key of another entry.
            item = Item(entry, record_id(f"{key}\n{taken[key]}" if taken[key] > 1 else key))
            self.items.append(item)
            if entry.target:
                self._by_target.setdefault(entry.target, item)
            else:
                self.unnamed.append(entry.title)

    def _find_self(self, feed: Feed) -> None:
        """Find the learner: the person said to be “Self”, else the one the feed names as its author."""
        people = [item for item in self.items if item.entry.type == "person"]
        said = [item for item in people if "self" in item.entry.terms("person_type")]
        for item in said or [item for item in people if feed.author.target and item.entry.target == feed.author.target]:
            item.is_self = True

    def _place(self) -> None:
        """Say for each entry which table it goes to; plans in plans become the steps of the outermost."""
        parents = self._parents()
        tops = _tops(parents)
        for place, item in enumerate(self.items):
            if item.entry.type == "plan" or place in parents:
                item.goal = self.items[tops[place]].id if place in tops else item.id
                item.table = "goals" if item.goal == item.id else "steps"
            elif item.entry.type == "organization" or (item.entry.type == "person" and not item.is_self):
                item.table = "people"
        children: dict[int, list[int]] = defaultdict(list)
        for child, parent in parents.items():
            if tops[child] != child:
                children[parent].append(child)
        for place, item in enumerate(self.items):
            if item.table == "goals":
                for number, step in enumerate(self._steps_below(place, children)):
                    self.items[step].position = _position(number)

    def _parents(self) -> dict[int, int]:
        """Give the plan each plan, and each activity that is not finished, is a part of: by place in the feed."""
        places = {id(item): place for place, item in enumerate(self.items)}
        parents: dict[int, int] = {}
        for item in self.items:
            for link in item.entry.links:
                other = self.find(link.target)
                if link.rel not in {"has_part", "is_part_of"} or other is None or other is item:
                    continue
                whole, part = (item, other) if link.rel == "has_part" else (other, item)
                if whole.entry.type == "plan" and _is_task(part.entry):
                    parents.setdefault(places[id(part)], places[id(whole)])
        return parents

    def _steps_below(self, top: int, children: dict[int, list[int]]) -> Iterator[int]:
        """Give a goal's steps in their order: each with its own parts after it."""
        waiting = [top]
        seen = {top}
        while waiting:
            place = waiting.pop()
            if place != top:
                yield place
            below = [child for child in children.get(place, []) if child not in seen]
            seen.update(below)
            waiting.extend(reversed(self._in_order(self.items[place].entry, below)))

    def _in_order(self, whole: Entry, parts: list[int]) -> list[int]:
        """Put a plan's parts in order: as they are to be shown (either end of a link says), else as it links them."""
        far = 10**9
        linked: dict[str, tuple[int, int]] = {}
        for number, link in enumerate(whole.links):
            linked.setdefault(link.target, (far if link.order is None else link.order, number))

        def key(place: int) -> tuple[int, int, int]:
            part = self.items[place].entry
            shown, number = linked.get(part.target, (far, far))
            back = (link.order for link in part.links if link.target == whole.target and link.order is not None)
            return (shown if shown != far else next(back, far), number, place)

        return sorted(parts, key=key)

    def _relate(self) -> None:
        for item in self.items:
            for link in item.entry.links:
                other = self.find(link.target)
                if other is None or other is item:
                    continue
                if item.goal and other.table == "evidence" and link.rel in terms.EVIDENCE_OF_PLAN:
                    _tie(item, other)
                elif other.goal and item.table == "evidence" and link.rel in terms.PLAN_OF_EVIDENCE:
                    _tie(other, item)
                elif item.table == "evidence" and other.table == "people" and link.rel in terms.PEOPLE_OF_EVIDENCE:
                    _join(item, other)
                elif item.table == "people" and other.table == "evidence" and link.rel in terms.EVIDENCE_OF_PEOPLE:
                    _join(other, item)
            for author in item.entry.authors:
                other = self.find(author.target) if author.target else None
                if other is not None and other.table == "people" and item.table == "evidence":
                    _join(item, other)


def _key(entry: Entry, exporter: str) -> str:
    """Give what an entry is known by: its address where it has a lasting one, else who exported it and its id there."""
    if not entry.target:
        words = "\n".join([entry.type, entry.title, entry.published, *entry.body.lines])
        return f"{exporter} unnamed {hashlib.sha256(words.encode()).hexdigest()}"
    stable = terms.without_export_time(entry.target)
    return stable if re.match(r"(?:https?|urn|tag):", stable) else f"{exporter} {stable}"


def _is_task(entry: Entry) -> bool:
    return entry.type == "plan" or (entry.type == "activity" and entry.stage in _UNFINISHED)


def _tops(parents: dict[int, int]) -> dict[int, int]:
    """Give the outermost whole of each part; where parts go round in a circle it is the first of them in the feed."""
    tops: dict[int, int] = {}
    for start in parents:
        path: list[int] = []
        on_path: set[int] = set()
        place = start
        while place in parents and place not in tops and place not in on_path:
            path.append(place)
            on_path.add(place)
            place = parents[place]
        top = min(path[path.index(place) :]) if place in on_path else tops.get(place, place)
        tops.update(dict.fromkeys(path, top))
    return tops


def _tie(plan: Item, evidence: Item) -> None:
    evidence.goals.add(plan.goal)
    if plan.table == "steps":
        plan.evidence.add(evidence.id)


def _join(evidence: Item, person: Item) -> None:
    evidence.people.add(person.id)
    areas = {terms.LIFE_AREAS.get(term) for term in evidence.entry.terms("life_area")}
    person.at_work = person.at_work or "workplace" in areas


def _position(number: int) -> str:
    """Give the place of a step in its order, with room on both sides; the same for the same number in every export."""
    digits = ""
    for _ in range(4):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return f"{digits}V"
