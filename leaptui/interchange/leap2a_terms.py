"""The words of Leap2A and what they are in a portfolio.

Leap2A (Cetis, 2009–2011) is an Atom feed whose entries have a type, dates, categories and links to each other. Its
addresses moved (wiki.cetis.ac.uk/2009-03, terms.leapspecs.org, cetis.org.uk/leap2) and producers choose any prefix, so
terms are told by what an address means and by its last segment, never by a prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

TYPES = {
    "entry": "entry",
    "ability": "ability",
    "achievement": "achievement",
    "activity": "activity",
    "affiliation": "affiliation",
    "meeting": "meeting",
    "organization": "organization",
    "organisation": "organization",
    "person": "person",
    "plan": "plan",
    "publication": "publication",
    "resource": "resource",
    "selection": "selection",
}
"""Entry types by the last segment of their address. An entry without one is of the type `entry`."""

KINDS = {"achievement": "badge", "resource": "other", "activity": "other", "meeting": "other", "affiliation": "other"}
"""The kind of evidence a type becomes where its files do not say more; the others are texts."""

RESOURCE_KINDS = {"web": "link", "physical": "product", "printed": "text"}
"""The kind of evidence by the category scheme `resource_type`."""

CONTAINERS = {"blog", "folder", "grouping", "website", "abilities"}
"""Selections that only hold other entries together (category scheme `selection_type`)."""

ROLES = {
    "assessor": "teacher",
    "friend": "peer",
    "guardian": "family",
    "mentor": "mentor",
}
"""A person's role by the category scheme `person_type`; the others are `other`."""

LIFE_AREAS = {
    "work": "workplace",
    "placement": "workplace",
    "enterprise": "workplace",
    "training": "workplace",
    "education": "academic",
    "voluntary": "civic",
    "politics": "civic",
    "national": "civic",
}
"""`life_area` by the category scheme of that name; terms that say nothing of the three areas are left out."""

PLACES = {
    "work": "work",
    "placement": "work",
    "enterprise": "work",
    "education": "school",
    "family": "home",
    "voluntary": "community",
    "politics": "community",
    "religion": "community",
}
"""`place` by the category scheme `life_area`."""

STATUSES = {"planned": "idea", "progressing": "active", "completed": "achieved", "suspended": "rested"}
"""A goal's status by the stage of a plan."""

SCHEMES = {
    "audience",
    "check",
    "common_item",
    "learning_cycle",
    "life_area",
    "person_type",
    "plan_type",
    "priority",
    "readiness",
    "resource_type",
    "selection_type",
    "swot",
}
"""Leap2A's own category schemes; any other category is a learner's tag."""

EVIDENCE_OF_PLAN = {"has_evidence", "supported_by", "has_outcome", "has_part", "reflected_on_by"}
"""Links by which a plan names what belongs to it."""

PLAN_OF_EVIDENCE = {"is_evidence_of", "supports", "is_outcome_of", "is_part_of", "reflects_on"}
"""Links by which an entry names the plan it belongs to."""

PEOPLE_OF_EVIDENCE = {"attended_by", "supported_by"}
"""Links by which an entry names the people of it."""

EVIDENCE_OF_PEOPLE = {"attends", "supports"}
"""Links by which a person or an organization names what they had a part in."""


class Node(Protocol):
    """What is used of an XML element."""

    tag: str
    text: str | None
    tail: str | None
    attrib: dict[str, str]

    def __iter__(self) -> Iterator[Node]:
        """Give its child elements in order."""
        ...

    def itertext(self) -> Iterator[str]:
        """Give all text in it."""
        ...

    def clear(self) -> None:
        """Forget what is in it."""
        ...


def split_name(tag: str) -> tuple[str, str]:
    """Split `{address}name` into the namespace's address (empty where there is none) and the name."""
    namespace, brace, name = tag.rpartition("}")
    return (namespace[1:], name) if brace else ("", tag)


def attribute(node: Node, name: str, default: str = "") -> str:
    """Give an attribute by its name, whatever its namespace; Leap2A's own or a plain one goes before a stranger's."""
    found = default
    for key, value in node.attrib.items():
        namespace, local = split_name(key)
        if local == name:
            if not namespace or is_leap(namespace):
                return value
            found = value
    return found


def last_segment(address: str) -> str:
    """Give the last segment of an address or a prefixed name in lower case: `leap2:has_part` → `has_part`."""
    return re.split(r"[/#:]", address.strip().rstrip("/#"))[-1].lower()


def relation(rel: str) -> str:
    """Give the plain name of a link's `rel`, with the forms producers write for the same thing made one."""
    name = last_segment(rel).replace("-", "_").replace(" ", "_")
    return "related" if name in {"", "relation", "related_by"} else name


def is_leap(address: str) -> bool:
    """Whether an address is one of Leap2A's own, of any of its editions and homes."""
    lower = address.lower()
    return "leapspecs.org" in lower or ("cetis." in lower and "leap" in lower)


def is_atom(address: str) -> bool:
    """Whether an address is Atom's (RFC 4287, or the draft before it)."""
    lower = address.lower().rstrip("/#")
    return lower.endswith("w3.org/2005/atom") or "purl.org/atom/ns" in lower


def is_xhtml(address: str) -> bool:
    """Whether an address is XHTML's."""
    return address.lower().rstrip("/#").endswith("w3.org/1999/xhtml")


def expand(name: str, prefixes: Mapping[str, str]) -> str:
    """Write out a prefixed name (`portfolio:view17`) by the prefixes in force; any other text stays as it is."""
    name = name.strip()
    prefix, colon, rest = name.partition(":")
    return prefixes[prefix] + rest if colon and prefix in prefixes and not rest.startswith("//") else name


def without_export_time(address: str) -> str:
    """Leave out the moment of export that Mahara, Moodle and Elgg put into ids, so that a later export has the same.

    `http://host/export/leap/3/1287249238/artefact36` → `http://host/export/leap/3/artefact36`.
    """
    return re.sub(r"(/export/(?:leap2?a?/)?\d+)/\d{9,11}(?=/|$)", r"\1", address, count=1)
