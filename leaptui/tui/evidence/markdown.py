"""Markdown as lines of cells. What a file holds is words to show: no link can be followed, no markup acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token
from rich.style import Style

from leaptui.language import _
from leaptui.model.text import clean
from leaptui.tui import glyphs
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, fit, width_of, wrap

BOLD = Style(bold=True)
ITALIC = Style(italic=True)
STRUCK = Style(strike=True)
LINKED = Style(underline=True)

_PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def markdown_lines(text: str, width: int, inks: Inks) -> list[Line]:
    """Lay a Markdown text out for a width."""
    return _Page(inks, width).lay_out(_PARSER.parse(clean(text).expandtabs(4)))


def markdown_blocks(text: str) -> list[str]:
    """Split a Markdown text into its blocks, each of which can be laid out alone: paragraphs, lists, tables."""
    whole = clean(text).expandtabs(4)
    found: dict[str, object] = {}
    tokens = _PARSER.parse(whole, found)
    starts = [token.map[0] for token in tokens if token.level == 0 and token.map and token.nesting >= 0]
    if found.get("references") or len(starts) < 2:
        return [whole]  # what an address stands for is said once for all blocks
    lines = whole.split("\n")
    ends = [*starts[1:], len(lines)]
    return ["\n".join(lines[first:last]) for first, last in zip(starts, ends, strict=True)]


class _Page:
    """Lines being laid out; `lead` is what stands before each line of a list item or a quotation."""

    def __init__(self, inks: Inks, width: int) -> None:
        self._inks = inks
        self._width = width
        self._lines: list[Line] = []
        self._lead: list[Span] = []
        self._bullet: Span | None = None
        self._numbers: list[int | None] = []

    def lay_out(self, tokens: Sequence[Token]) -> list[Line]:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if token.type == "table_open":
                end = next(at for at in range(place, len(tokens)) if tokens[at].type == "table_close")
                self._table(tokens[place:end])
                place = end
            else:
                self._block(token)
            place += 1
        while self._lines and not self._lines[-1].left:
            self._lines.pop()
        return self._lines

    def _block(self, token: Token) -> None:
        steps: dict[str, Callable[[Token], None]] = {
            "inline": self._inline,
            "heading_open": self._heading,
            "bullet_list_open": lambda _: self._numbers.append(None),
            "ordered_list_open": lambda token: self._numbers.append(int(token.attrGet("start") or 1)),
            "bullet_list_close": self._end_list,
            "ordered_list_close": self._end_list,
            "list_item_open": self._item,
            "list_item_close": lambda _: self._outdent(),
            "blockquote_open": lambda _: self._lead.append(("│ ", self._inks.line)),
            "blockquote_close": self._end_quote,
            "paragraph_close": lambda token: None if token.hidden else self._gap(),
            "heading_close": self._end_heading,
            "fence": self._code,
            "code_block": self._code,
            "hr": self._rule,
        }
        step = steps.get(token.type)
        if step:
            step(token)

    _in_heading = False

    def _heading(self, token: Token) -> None:
        del token
        self._in_heading = True

    def _end_heading(self, token: Token) -> None:
        del token
        self._in_heading = False
        self._gap()

    def _end_quote(self, token: Token) -> None:
        del token
        self._lead.pop()
        self._gap()

    def _end_list(self, token: Token) -> None:
        del token
        self._numbers.pop()
        if not self._numbers:
            self._gap()

    def _item(self, token: Token) -> None:
        del token
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            sign = f"{glyphs.BULLET} "
        else:
            sign = f"{number}. "
            self._numbers[-1] = number + 1
        self._bullet = (sign, self._inks.dim)
        self._lead.append((" " * len(sign), self._inks.dim))

    def _outdent(self) -> None:
        if self._bullet is not None:
            self._write([("", self._inks.ink)])
        self._lead.pop()

    def _inline(self, token: Token) -> None:
        base = self._inks.strong if self._in_heading else self._inks.ink
        self._write(self._spans(token.children or [], base))

    def _spans(self, children: Sequence[Token], base: Style) -> list[Span]:
        spans: list[Span] = []
        styles = [base]
        opened = {"strong_open": BOLD, "em_open": ITALIC, "s_open": STRUCK, "link_open": LINKED}
        for child in children:
            if child.type in opened:
                lit = self._inks.white + BOLD if child.type == "strong_open" else opened[child.type]
                styles.append(styles[-1] + lit)
            elif child.type.endswith("_close") and len(styles) > 1:
                styles.pop()
            elif child.type in {"softbreak", "hardbreak"}:
                spans.append((" " if child.type == "softbreak" else "\n", styles[-1]))
            elif child.type == "code_inline":
                spans.append((child.content, styles[-1] + self._inks.raised))
            elif child.type == "image":
                spans.append((_("[picture: {says}]").format(says=child.content), self._inks.dim))
            elif child.content:
                spans.append((child.content, styles[-1]))
        return spans

    def _write(self, spans: Sequence[Span]) -> None:
        room = max(4, self._width - width_of(self._lead))
        for row in wrap(spans, room):
            lead = list(self._lead)
            if self._bullet is not None:
                lead[-1] = self._bullet
                self._bullet = None
            self._lines.append(Line(*lead, *row))

    def _gap(self) -> None:
        if not self._numbers and self._lines and self._lines[-1].left:
            self._lines.append(Line())

    def _code(self, token: Token) -> None:
        room = max(4, self._width - width_of(self._lead) - 2)
        for text in token.content.rstrip("\n").split("\n"):
            for row in (
                wrap([(text.replace(" ", "\u00a0"), self._inks.ink)], room) if text else [[("", self._inks.ink)]]
            ):
                spans = [(part.replace("\u00a0", " "), style + self._inks.raised) for part, style in row]
                rest = room - width_of(spans)
                edge = self._inks.ink + self._inks.raised
                self._lines.append(Line(*self._lead, (" ", edge), *spans, (" " * (rest + 1), edge)))
        self._gap()

    def _rule(self, token: Token) -> None:
        del token
        self._lines.append(Line(*self._lead, (glyphs.RULE * 8, self._inks.line)))
        self._gap()

    def _table(self, tokens: Sequence[Token]) -> None:
        rows: list[list[str]] = []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline" and rows:
                rows[-1].append("".join(child.content for child in token.children or []))
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        cells = [row + [""] * (columns - len(row)) for row in rows]
        widths = [max(width_of([(row[at], self._inks.ink)]) for row in cells) for at in range(columns)]
        room = self._width - width_of(self._lead) - 2 * (columns - 1)
        while sum(widths) > room and max(widths) > 3:
            widths[widths.index(max(widths))] -= 1
        for number, row in enumerate(cells):
            style = self._inks.dim if number == 0 else self._inks.ink
            line = Line(*self._lead)
            for text, size in zip(row, widths, strict=True):
                line.add(fit(text, size), style).add("  ", style)
            self._lines.append(line)
        self._gap()
