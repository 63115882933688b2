"""From HTML to the Markdown a body is kept in: paragraphs, lists, links, emphasis, headings, tables and pictures.

The markup comes from strangers: nothing of it is carried over but words and addresses of the web and of mail, and the
work done grows with its length alone, however it is nested or broken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leaptui.model.text import clean, clean_line

Attributes = Mapping[str, str]

_DEPTH = 12
"""Lists, quotations, tables and emphasis nested deeper than this are written flat."""

_BLOCKS = re.compile(
    "address|article|aside|body|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|header|hr|html|"
    "legend|main|nav|p|section|summary|tbody|tfoot|thead|li|ul|ol|blockquote|pre|h[1-6]"
)
_HEADINGS = {f"h{level}": "#" * level + " " for level in range(1, 7)}
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "cite": "*", "code": "`", "tt": "`", "kbd": "`", "samp": "`"}
_SILENT = {"button", "head", "noframes", "script", "select", "style", "template", "textarea"}
_EMBEDS = {"audio", "embed", "iframe", "object", "source", "video"}
_BLOCK_START = re.compile(r"(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|=+\s*$|-{2,}\s*$|~{3})")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ESCAPED = re.compile(r"\\(.)")
_SECOND = r"\1"
_SPECIAL = re.compile(r"[\\`*\[<]|(?<!\w)_|_(?!\w)")


def web_address(href: str) -> str | None:
    """Give an address as a Markdown link can hold it, if it is one of the web or of mail; None for any other."""
    address = clean_line(href).strip()
    if len(address) > 2000 or not re.match(r"(?:https?://[^\s/]|mailto:[^\s@]+@)", address, re.IGNORECASE):
        return None
    return re.sub(r"[ ()<>\"\\`|]", lambda found: f"%{ord(found[0]):02X}", address)


@dataclass
class _Span:
    """Emphasis or a link that is open: where it began in the line being written."""

    tag: str
    mark: str
    address: str | None
    start: int


@dataclass
class _Container:
    """A quotation or a list item that is open: what its lines begin with, the first and the others."""

    tag: str
    first: str
    rest: str
    used: bool = False


_Blocks = list[tuple[bool, list[str]]]


@dataclass
class _Table:
    """A table that is open: what was open around it, what is said outside its cells, and its rows of cells."""

    outer: list[_Container]
    outer_blocks: _Blocks
    loose: _Blocks
    rows: list[list[tuple[bool, _Blocks]]] = field(default_factory=list)

    def filled_rows(self) -> list[list[tuple[bool, list[str]]]]:
        """Give the rows that say something, each cell with whether it is a head."""
        rows = [[(head, _joined(blocks)) for head, blocks in row] for row in self.rows]
        return [row for row in rows if any(lines for _, lines in row)]


class MarkdownWriter:
    """Writes Markdown while it is told what opens, what closes and what is said, in whatever order markup comes."""

    def __init__(self) -> None:
        self.references: list[str] = []
        """Addresses met that are none of the web: files of the archive, other entries."""
        self._blocks: _Blocks = []
        self._line: list[str] = []
        self._spans: list[_Span] = []
        self._containers: list[_Container] = []
        self._lists: list[int | None] = []
        self._tables: list[_Table] = []
        self._heading = ""
        self._preformatted = False
        self._silent = ""
        self._embedded = ""

    def open(self, tag: str, attributes: Attributes) -> None:
        """Take an opening tag."""
        if self._silent:
            return
        if tag in _SILENT:
            self._silent = tag
        elif tag == "br":
            self._line.append("\n")
        elif tag == "img":
            self._image(attributes)
        elif tag in _EMBEDS:
            self._embed(attributes)
        elif tag == "a" or tag in _MARKS:
            self._open_span(tag, attributes)
        elif tag == "table" or (tag in {"tr", "td", "th"} and self._tables):
            self._open_table_part(tag)
        else:
            self._open_block(tag)

    def close(self, tag: str) -> None:
        """Take a closing tag; one that closes nothing is passed over."""
        if self._silent:
            self._silent = "" if tag == self._silent else self._silent
        elif tag == "a" or tag in _MARKS:
            self._close_span(tag)
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag in {"tr", "td", "th"} and self._tables:
            self._flush()
        elif _BLOCKS.fullmatch(tag):
            self._flush()
            self._heading = ""
            self._preformatted = self._preformatted and tag != "pre"
            if tag in {"ul", "ol"}:
                del self._lists[-1:]
                self._leave_items(len(self._lists))
            if tag in {"li", "blockquote"}:
                self._leave(tag)

    def text(self, words: str) -> None:
        """Take words as they stand between tags, their entities already read."""
        if self._silent:
            return
        words = clean(words)
        if self._preformatted:
            self._line.append(words)
        else:
            self._line.append(_SPECIAL.sub(r"\\\g<0>", re.sub(r"\s+", " ", words)))

    def lines(self) -> list[str]:
        """Give what was written so far as lines, everything that is open closed."""
        while self._tables:
            self._close_table()
        self._flush()
        return _joined(self._blocks)

    def _open_block(self, tag: str) -> None:
        if _BLOCKS.fullmatch(tag):
            self._flush()
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "pre":
            self._preformatted = True
        elif tag in {"ul", "ol"} and len(self._lists) < _DEPTH:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self._leave_items(max(0, len(self._lists) - 1))
            self._enter(tag, self._item_marker())
        elif tag == "blockquote":
            self._enter(tag, "> ")
        elif tag == "hr":
            self._emit(["---"])

    def _item_marker(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number + 1}. "

    def _leave_items(self, allowed: int) -> None:
        """Close list items that were left open, until so many are open at most."""
        while sum(container.tag == "li" for container in self._containers) > allowed:
            self._leave("li")

    def _enter(self, tag: str, marker: str) -> None:
        if len(self._containers) < _DEPTH:
            self._containers.append(_Container(tag, marker, marker if tag == "blockquote" else " " * len(marker)))

    def _leave(self, tag: str) -> None:
        for place in range(len(self._containers) - 1, -1, -1):
            if self._containers[place].tag == tag:
                del self._containers[place:]
                return

    def _open_span(self, tag: str, attributes: Attributes) -> None:
        address = None
        if tag == "a":
            href = attributes.get("href", "")
            address = web_address(href)
            if href and address is None:
                self.references.append(href)
        if len(self._spans) < _DEPTH:
            self._spans.append(_Span(tag, _MARKS.get(tag, ""), address, len(self._line)))

    def _close_span(self, tag: str) -> None:
        for place in range(len(self._spans) - 1, -1, -1):
            if self._spans[place].tag == tag:
                for span in reversed(self._spans[place:]):
                    self._wrap(span)
                del self._spans[place:]
                return

    def _wrap(self, span: _Span) -> None:
        words = "".join(self._line[span.start :])
        core = words.strip()
        if not core or self._preformatted:
            return
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        if span.address:
            core = f"[{' '.join(core.split())}]({span.address})"
        elif span.mark == "`" and "`" not in core:
            # Between backticks nothing is escaped.
            core = f"`{_ESCAPED.sub(_SECOND, core)}`"
        elif span.mark == "`":
            pass
        elif span.mark and "\n" not in core:
            core = f"{span.mark}{core}{span.mark}"
        self._line[span.start :] = [before, core, after]

    def _image(self, attributes: Attributes) -> None:
        alt = _SPECIAL.sub(r"\\\g<0>", clean_line(attributes.get("alt", ""))).replace("]", r"\]")
        source = attributes.get("src") or attributes.get("href", "")
        address = web_address(source)
        if address:
            self._line.append(f"![{alt}]({address})")
            return
        if source and not source.lstrip().lower().startswith("data:"):
            self.references.append(source)
        self._line.append(alt)

    def _embed(self, attributes: Attributes) -> None:
        source = attributes.get("src") or attributes.get("data", "")
        address = web_address(source)
        if address and address != self._embedded:
            self._line.append(f" <{address}> ")
            self._embedded = address
        elif source and not address and not source.lstrip().lower().startswith("data:"):
            self.references.append(source)

    def _open_table_part(self, tag: str) -> None:
        self._flush()
        if tag == "table":
            if len(self._tables) < _DEPTH:
                table = _Table(self._containers, self._blocks, [])
                self._tables.append(table)
                self._containers, self._blocks = [], table.loose
            return
        table = self._tables[-1]
        self._containers, self._blocks = [], table.loose
        if tag == "tr" or not table.rows:
            table.rows.append([])
        if tag != "tr":
            self._blocks = []
            table.rows[-1].append((tag == "th", self._blocks))

    def _close_table(self) -> None:
        """Write a table where it stands: one column as paragraphs, rows under a head as a table, others as a list."""
        self._flush()
        table = self._tables.pop()
        self._containers, self._blocks = table.outer, table.outer_blocks
        for tight, lines in table.loose:
            self._emit(lines, tight=tight)
        rows = table.filled_rows()
        if all(sum(bool(lines) for _, lines in row) < 2 for row in rows):
            for lines in (lines for row in rows for _, lines in row if lines):
                self._emit(lines)
            return
        flat = [[_flat(lines) for _, lines in row] for row in rows]
        if all(head for head, _ in rows[0]) and len(rows) > 1:
            self._emit(_grid(flat))
            return
        for cells, row in zip(flat, rows, strict=True):
            parts = [cell for cell in cells if cell]
            joint = ": " if row[0][0] and len(parts) == 2 else " · "
            self._emit(["- " + joint.join(parts)], tight=True)

    def _flush(self) -> None:
        """End the line being written: it becomes a block of what is open around it. Open emphasis goes on."""
        for span in reversed(self._spans):
            self._wrap(span)
            span.start = 0
        words = "".join(self._line)
        self._line = []
        if self._preformatted:
            body = words.strip("\n").split("\n")
            if any(body):
                fence = "~~~~" if any(line.startswith("~~~") for line in body) else "~~~"
                self._emit([fence, *(line.rstrip() for line in body), fence])
            return
        lines = [" ".join(line.split()) for line in words.split("\n")]
        lines = [_plain_start(line) for line in lines if line]
        if lines and self._heading:
            self._emit([self._heading + " ".join(lines)])
        elif lines:
            self._emit([f"{line}\\" for line in lines[:-1]] + [lines[-1]])

    def _emit(self, lines: Sequence[str], *, tight: bool = False) -> None:
        first = rest = ""
        for container in self._containers:
            tight = tight or (container.tag == "li" and not container.used)
            first += container.rest if container.used else container.first
            rest += container.rest
            container.used = True
        written = [(rest if place else first) + line for place, line in enumerate(lines)]
        self._blocks.append((tight, written))


def _plain_start(line: str) -> str:
    """Keep the beginning of a line of words from being read as a heading, a list or a quotation."""
    if _BLOCK_START.match(line):
        return f"\\{line}"
    return _NUMBERED.sub(r"\1\\\2", line, count=1) if _NUMBERED.match(line) else line


def _joined(blocks: _Blocks) -> list[str]:
    """Put blocks one below the other with an empty line between, but for items of a list."""
    lines: list[str] = []
    before_tight = False
    for tight, block in blocks:
        if lines and not (tight and before_tight):
            lines.append("")
        lines.extend(line if line.strip() else line.rstrip() for line in block)
        before_tight = tight
    return lines


def _flat(cell: Sequence[str]) -> str:
    """Give a cell as one line: what makes headings and lists of its lines left out."""
    return " ".join(re.sub(r"^(?:#{1,6} |[-] )", "", line.strip()) for line in cell if line.strip()).replace("|", r"\|")


def _grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write rows as a Markdown table, the first of them its head."""
    width = max(map(len, rows))
    filled = [[*row, *[""] * (width - len(row))] for row in rows]
    written = [f"| {' | '.join(row)} |" for row in filled]
    return [written[0], f"|{' --- |' * width}", *written[1:]]
