"""Reading a Leap2A feed: XML from a stranger, piece by piece, without document types, entities or anything fetched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from leaptui.interchange import leap2a_terms as terms
from leaptui.interchange.leap2a_entry import Entry, Who, read_entry, read_who
from leaptui.interchange.leap2a_markup import read_line
from leaptui.interchange.leap2a_package import ImportRefused, nothing_imported
from leaptui.interchange.leap2a_terms import Node, attribute, split_name
from leaptui.language import _
from leaptui.model.canonical import MAX_BYTES
from leaptui.model.titles import leading

Progress = Callable[[int, int], None]
"""Is told how much is done and how much there is; the second number stays the same."""

_Event = tuple[str, Node | tuple[str, str] | None]
_MOST_NESTED = 256
_MOST_MARKUP = 2_000_000
"""The most tags and attributes in a feed: elements take many times the memory of their text."""
_MOST_IN_ONE = 200_000
"""The most elements in one entry; those of others are forgotten by then."""


@dataclass
class Feed:
    """A feed as it was written."""

    id: str = ""
    title: str = ""
    updated: str = ""
    version: str = ""
    author: Who = field(default_factory=Who)
    generator: str = ""
    uses_leap: bool = False
    """Whether anything in it is Leap2A's; otherwise it is a plain Atom feed, which is as good."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def exporter(self) -> str:
        """What stays the same when the same person exports again from the same place."""
        return terms.without_export_time(self.id.rstrip("/"))


def read_feed(xml: bytes, name: str, report: Callable[[int], None]) -> Feed:
    """Read a feed; `report` is told how many bytes are read.

    Raises ImportRefused: broken XML, a document type, an encoding nobody knows, not a feed.
    """
    feed = Feed()
    declared: list[tuple[str, str]] = []
    depth = inside = 0
    root: Node | None = None
    source = BytesIO(xml)
    if max(xml.count(b"<"), xml.count(b"=")) > _MOST_MARKUP:
        raise _too_much(name)
    for event, item in _events(source, name):
        if isinstance(item, tuple):
            declared.append(item)
        elif item is None:
            declared.pop()
        elif event == "start":
            depth += 1
            inside += 1
            if depth == 1:
                root = item
                _check_root(item, name)
            elif inside > _MOST_IN_ONE:
                raise _too_much(name)
            elif depth > _MOST_NESTED:
                raise nothing_imported(
                    _("{name} nests its elements deeper than any portfolio does").format(name=leading(name))
                )
            feed.uses_leap = feed.uses_leap or terms.is_leap(split_name(item.tag)[0])
        else:
            depth -= 1
            if item.text is not None and len(item.text) > MAX_BYTES:
                raise nothing_imported(
                    _("{name} holds a text that is larger than a portfolio may be").format(name=leading(name))
                )
            if depth == 1:
                _take(feed, item, dict(declared))
                inside = 0
                if root is not None:
                    root.clear()
                report(source.tell())
    return feed


def _events(source: BytesIO, name: str) -> Iterator[_Event]:
    """Give what the XML parser meets: elements that start and end, namespaces that come (a pair) and go (None)."""
    try:
        yield from iterparse(source, events=("start-ns", "end-ns", "start", "end"), forbid_dtd=True)
    except ParseError as error:
        line = getattr(error, "position", (0, 0))[0]
        raise nothing_imported(
            _("{name} is no sound XML (it breaks in line {line})").format(name=leading(name), line=line)
        ) from error
    except DefusedXmlException as error:
        raise nothing_imported(
            _("{name} declares a document type, which is not safe to read").format(name=leading(name))
        ) from error
    except (ValueError, LookupError) as error:
        # The XML parser's words for encodings it does not know.
        raise nothing_imported(
            _("{name} is written in an encoding that cannot be read").format(name=leading(name))
        ) from error


def _check_root(root: Node, name: str) -> None:
    namespace, kind = split_name(root.tag)
    if kind == "feed" and terms.is_atom(namespace):
        return
    raise nothing_imported(_("{name} is XML but no Leap2A or Atom feed").format(name=leading(name)))


def _too_much(name: str) -> ImportRefused:
    return nothing_imported(_("{name} holds far more markup than a portfolio does").format(name=leading(name)))


def _take(feed: Feed, node: Node, prefixes: dict[str, str]) -> None:
    """Take in one child of the feed."""
    namespace, name = split_name(node.tag)
    words = " ".join("".join(node.itertext()).split()) if name in {"id", "updated", "version", "generator"} else ""
    if terms.is_leap(namespace) and name == "version":
        feed.version = words
    elif not terms.is_atom(namespace):
        return
    elif name == "entry":
        feed.entries.append(read_entry(node, prefixes))
    elif name == "title":
        feed.title = read_line(node, attribute(node, "type"))
    elif name == "author" and not feed.author.name:
        feed.author = read_who(node, prefixes)
    elif name in {"id", "updated", "generator"}:
        setattr(feed, name, words)
