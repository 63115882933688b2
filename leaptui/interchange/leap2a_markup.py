"""Reads the text constructs of Atom (RFC 4287, 3.1 and 4.1.3): plain text, HTML as text, XHTML as elements.

HTML is cut into tags by an own small scanner: the standard library's takes time by the square of the length for broken
markup (15 seconds for 40 kB of `<a ` in Python 3.11), and an export comes from strangers.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from leaptui.interchange.leap2a_markdown import MarkdownWriter
from leaptui.interchange.leap2a_terms import Node, is_xhtml, split_name
from leaptui.model.text import clean_line, to_lines

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>")
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([A-Za-z_:][\w:.-]*+)\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s\"'>]++)")
_DECLARATION = re.compile(r"<[!?][^<>]*+>")
_MARK = re.compile(r"<(?=[A-Za-z/!?])")
_HUGE_REFERENCE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{7,});?")
_WITH_ATTRIBUTES = {"a", "audio", "embed", "iframe", "img", "object", "source", "video"}
_HTML_TYPES = {"html", "text/html"}
_XHTML_TYPES = {"xhtml", "application/xhtml+xml"}


@dataclass(frozen=True)
class Text:
    """A text as lines of Markdown, and the addresses in it that are none of the web."""

    lines: list[str]
    references: tuple[str, ...] = ()


NOTHING = Text([])


def is_text(content_type: str) -> bool:
    """Whether content of that type is read as words; anything else is some file put into the feed itself."""
    kind = _plain_type(content_type)
    return kind in {"text", "text/plain"} or kind in _HTML_TYPES or kind in _XHTML_TYPES


def read_text(node: Node, content_type: str) -> Text:
    """Read a text construct as Markdown."""
    kind = _plain_type(content_type)
    if kind in _HTML_TYPES:
        return from_html("".join(node.itertext()))
    if kind in _XHTML_TYPES or any(is_xhtml(split_name(child.tag)[0]) for child in node):
        writer = MarkdownWriter()
        _walk(node, writer)
        return Text(writer.lines(), tuple(writer.references))
    return Text(_dedented(to_lines(_broken("".join(node.itertext())))))


def read_line(node: Node, content_type: str) -> str:
    """Read a text construct as one line without any markup: a title."""
    words = "".join(node.itertext())
    if _plain_type(content_type) in _HTML_TYPES:
        words = _entities(_DECLARATION.sub(" ", _TAG.sub("", words)))
    return clean_line(_broken(words))


def from_html(source: str) -> Text:
    """Read HTML, well formed or not, as Markdown. Takes time by its length alone."""
    writer = MarkdownWriter()
    words: list[str] = []
    place = said = 0
    comments = True
    while mark := _MARK.search(source, place):
        start = mark.start()
        found = _TAG.match(source, start) or _DECLARATION.match(source, start)
        end = found.end() if found else start
        if comments and source.startswith("<!--", start):
            end = source.find("-->", start + 4) + 3
            comments = end > 2
            end = end if comments else start
        if end == start:
            # What only looks like a tag is said as it stands.
            place = start + 1
            continue
        words.append(source[said:start])
        place = said = end
        if found and found.re is _TAG:
            writer.text(_entities(_broken("".join(words))))
            words.clear()
            _tag(found, writer)
    writer.text(_entities(_broken("".join([*words, source[said:]]))))
    return Text(writer.lines(), tuple(writer.references))


def _tag(found: re.Match[str], writer: MarkdownWriter) -> None:
    closing, name, rest = found[1], found[2].lower(), found[3]
    if closing:
        writer.close(name)
        return
    attributes = {}
    if name in _WITH_ATTRIBUTES:
        pairs = ((pair[1].lower(), pair[2].strip("\"'")) for pair in _ATTRIBUTE.finditer(rest))
        attributes = {key: _entities(value) for key, value in pairs}
    writer.open(name, attributes)
    if rest.endswith("/"):
        writer.close(name)


def _walk(node: Node, writer: MarkdownWriter) -> None:
    """Tell the writer what is in an element; the feed's reader has made sure that nothing is nested beyond measure."""
    if node.text:
        writer.text(_broken(node.text))
    for child in node:
        name = split_name(child.tag)[1].lower()
        writer.open(name, {split_name(key)[1].lower(): value for key, value in child.attrib.items()})
        _walk(child, writer)
        writer.close(name)
        if child.tail:
            writer.text(_broken(child.tail))


def _entities(words: str) -> str:
    """Read HTML's character references; one beyond all characters stands for the replacement character."""
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", words)) if "&" in words else words


def _broken(words: str) -> str:
    """Make a line feed of the separators of lines that are none in the file."""
    return re.sub("\r\n?|[\x0b\x0c\x85\u2028\u2029]", "\n", words)


def _dedented(lines: list[str]) -> list[str]:
    """Take off the indentation text only has because the XML around it has; it would be read as code otherwise."""
    if not lines:
        return lines
    depths = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    depth = min(depths, default=0)
    return [lines[0].lstrip(), *(line[depth:] for line in lines[1:])]


def _plain_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower() or "text"
