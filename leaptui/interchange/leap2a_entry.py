"""One entry of a Leap2A feed, as it was written: what is understood in fields, everything else as JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from leaptui.interchange import leap2a_markup as markup
from leaptui.interchange import leap2a_terms as terms
from leaptui.interchange.leap2a_terms import Node, attribute, split_name
from leaptui.model.canonical import Json
from leaptui.model.text import clean, clean_line

_JSON_DEPTH = 20
"""Unknown elements nested deeper than this are kept as their text: a file allows 64 levels, each element takes two."""


@dataclass(frozen=True)
class Link:
    """A link of an entry: `rel` in its plain name, `target` with its prefix written out."""

    rel: str
    href: str
    target: str
    title: str = ""
    media_type: str = ""
    order: int | None = None


@dataclass(frozen=True)
class Category:
    """A category of an entry; `scheme` is one of Leap2A's own, or empty for a learner's tag."""

    scheme: str
    term: str
    label: str
    address: str


@dataclass(frozen=True)
class DatePoint:
    """A date of an entry's subject: at its `start`, `end` or `target`; a machine's value, a person's label, or both."""

    point: str
    value: str
    label: str


@dataclass(frozen=True)
class Who:
    """An Atom person: the author of a feed or an entry. `target` is its address with the prefix written out."""

    name: str = ""
    email: str = ""
    target: str = ""


@dataclass
class Entry:
    """An entry of the feed."""

    id: str = ""
    """As the feed writes it; empty where there is none."""
    target: str = ""
    """The id with its prefix written out: what links to it are compared with."""
    type: str = "entry"
    unknown_type: str = ""
    title: str = ""
    body: markup.Text = markup.NOTHING
    summary: markup.Text = markup.NOTHING
    published: str = ""
    updated: str = ""
    stage: str = ""
    active_time: str = ""
    issued: str = ""
    authors: list[Who] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    dates: list[DatePoint] = field(default_factory=list)
    personal: dict[str, str] = field(default_factory=dict)
    """Fields of `persondata` and `orgdata`, the first of each name."""
    elements: list[Json] = field(default_factory=list)
    """Everything that has no place of its own, as JSON."""

    def terms(self, scheme: str) -> list[str]:
        """Give the terms of one of Leap2A's own schemes, in lower case."""
        return [category.term.lower() for category in self.categories if category.scheme == scheme]


def read_entry(node: Node, prefixes: Mapping[str, str]) -> Entry:
    """Read an entry's element."""
    entry = Entry()
    types: list[tuple[bool, str]] = []
    for child in node:
        namespace, name = split_name(child.tag)
        if name == "type" and "rdf-syntax" in namespace.lower():
            types.append(_type(child, prefixes))
        elif terms.is_atom(namespace):
            _read_atom(entry, name, child, prefixes)
        elif terms.is_leap(namespace):
            _read_leap(entry, name, child)
        else:
            if name == "issued" and "purl.org/dc/" in namespace.lower():
                entry.issued = _words(child)
            entry.elements.append(as_json(child))
    # Leap2A's own types go before those of other vocabularies.
    for _, name in sorted(types, key=lambda item: not item[0]):
        if name in terms.TYPES:
            entry.type, entry.unknown_type = terms.TYPES[name], ""
            break
        entry.unknown_type = name
    return entry


def read_who(node: Node, prefixes: Mapping[str, str]) -> Who:
    """Read an Atom person."""
    found = {split_name(child.tag)[1]: _words(child) for child in node}
    uri = found.get("uri", "")
    return Who(found.get("name", ""), found.get("email", ""), terms.expand(uri, prefixes) if uri else "")


def as_json(node: Node, depth: int = 0, around: str = "") -> Json:
    """Keep an element that is not understood: its name, namespace, attributes, text and what is in it.

    The namespace is left out where it is that of the element `around` it.
    """
    namespace, name = split_name(node.tag)
    kept: dict[str, Json] = {"name": clean_line(name)}
    if namespace != around:
        kept["namespace"] = clean_line(namespace)
    attributes: dict[str, Json] = {}
    for key, value in node.attrib.items():
        local = split_name(key)[1]
        attributes[clean_line(key if local in attributes else local)] = clean(value)
    if attributes:
        kept["attributes"] = attributes
    if depth >= _JSON_DEPTH:
        words, children = clean("".join(node.itertext())).strip(), []
    else:
        children = [as_json(child, depth + 1, namespace) for child in node]
        words = clean((node.text or "") + "".join(child.tail or "" for child in node)).strip()
    if words:
        kept["text"] = words
    if children:
        kept["children"] = children
    return kept


def _read_atom(entry: Entry, name: str, node: Node, prefixes: Mapping[str, str]) -> None:
    content_type = attribute(node, "type")
    if name == "id" and not entry.id:
        entry.id = _words(node)
        entry.target = terms.expand(entry.id, prefixes)
    elif name == "title" and not entry.title:
        entry.title = markup.read_line(node, content_type)
    elif name == "content" and (markup.is_text(content_type) or attribute(node, "src")):
        if source := attribute(node, "src"):
            # Content out of line is to be read as an enclosure (Leap2A, literals: “atomOutOfLineContent”).
            href = clean_line(source)
            entry.links.append(Link("enclosure", href, href, media_type=_media_type(content_type)))
        entry.body = markup.read_text(node, content_type if markup.is_text(content_type) else "text")
    elif name == "summary" and markup.is_text(content_type):
        entry.summary = markup.read_text(node, content_type)
    elif name in {"published", "updated"}:
        setattr(entry, name, _words(node))
    elif name == "link":
        entry.links.append(_link(node, prefixes))
    elif name == "category":
        entry.categories.append(_category(node, prefixes))
    else:
        if name in {"author", "contributor"}:
            entry.authors.append(read_who(node, prefixes))
        entry.elements.append(as_json(node))


def _read_leap(entry: Entry, name: str, node: Node) -> None:
    if name == "date":
        point = attribute(node, "point").strip().lower()
        entry.dates.append(DatePoint(clean_line(point), _words(node), clean_line(attribute(node, "label"))))
        return
    if name == "status":
        entry.stage = (attribute(node, "stage") or _words(node)).strip().lower()
    elif name == "activetime":
        entry.active_time = _words(node)
    elif name in {"persondata", "orgdata"} and (value := _words(node)):
        entry.personal.setdefault(terms.last_segment(attribute(node, "field")), value)
    entry.elements.append(as_json(node))


def _type(node: Node, prefixes: Mapping[str, str]) -> tuple[bool, str]:
    written = attribute(node, "resource") or attribute(node, "about") or _words(node)
    return terms.is_leap(terms.expand(written, prefixes)), clean_line(terms.last_segment(written))


def _link(node: Node, prefixes: Mapping[str, str]) -> Link:
    href = clean_line(attribute(node, "href"))
    order = attribute(node, "display_order").strip()
    return Link(
        clean_line(terms.relation(attribute(node, "rel"))),
        href,
        terms.expand(href, prefixes),
        clean_line(attribute(node, "title")),
        _media_type(attribute(node, "type")),
        int(order) if re.fullmatch(r"-?[0-9]{1,9}", order) else None,
    )


def _category(node: Node, prefixes: Mapping[str, str]) -> Category:
    written = clean_line(attribute(node, "scheme"))
    address = terms.expand(written, prefixes)
    scheme = terms.last_segment(written)
    # A prefix that is not declared anywhere cannot be a stranger's address.
    ours = scheme in terms.SCHEMES and (terms.is_leap(address) or "//" not in address)
    term, label = (clean_line(attribute(node, name)) for name in ("term", "label"))
    return Category(scheme if ours else "", term, label, address)


def _media_type(text: str) -> str:
    kind = text.partition(";")[0].strip().lower()
    return kind if re.fullmatch(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,80}", kind) else ""


def _words(node: Node) -> str:
    return clean_line("".join(node.itertext()))
