"""One piece of evidence, whole: what it says, what it holds, what it shows, what others say."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from leaptui.merge import Alternative, Conflict
from leaptui.model.canonical import evidence_digest
from leaptui.model.dates import day_month, long_day
from leaptui.model.records import Evidence
from leaptui.model.text import clean, clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.markdown import markdown_lines
from leaptui.tui.evidence.picture import picture_strips
from leaptui.tui.line import Line, Span, fit, wrap
from leaptui.tui.settling.settle import value_words
from leaptui.tui.widgets.reading import Reading

Lines = list[Line | Strip]
LABEL = 7
"""Cells of the column in which chips stand."""


class PieceDetail(Reading):
    """The piece the cursor is on."""

    def __init__(self) -> None:
        super().__init__(id="piece")
        self.piece: Evidence | None = None
        self.conflicts: list[Conflict] = []
        self.empty_says = ""

    def show_piece(self, piece: Evidence | None, fact: str, conflicts: list[Conflict]) -> None:
        """Show a piece, or that there is none."""
        other = (piece.id if piece else None) != (self.piece.id if self.piece else None)
        self.piece, self.conflicts = piece, conflicts
        self.set_frame("Piece", fact)
        self.show_anew(top=other)

    def lay_out(self, width: int) -> Lines:
        """Title, facts, pictures, text, claims, feedback, versions from elsewhere."""
        inks = desk(self).inks
        piece = self.piece
        if piece is None:
            return [Line(*row) for row in wrap([(self.empty_says, inks.dim)], width)]
        lines: Lines = [Line(*row) for row in wrap([(clean_line(piece.title), inks.strong)], width)]
        lines += [Line((row, inks.dim)) for row in joined(self._facts(piece), width)]
        lines.append(Line())
        if self.conflicts:
            lines += [*self._versions(width), Line()]
        lines += self._body(piece, width)
        lines += self._holds(piece, width)
        lines += self._shows(piece, width)
        lines += self._feedback(piece, width)
        return lines

    def _facts(self, piece: Evidence) -> list[str]:
        portfolio = desk(self).session.portfolio
        facts = [long_day(piece.day, desk(self).session.today), piece.kind, piece.place, piece.life_area]
        if piece.minutes:
            facts.append(f"{piece.minutes} minutes")
        if piece.people:
            facts.append("with " + ", ".join(portfolio.name_of(person) for person in piece.people))
        facts += [f"#{word}" for word in piece.tags]
        if piece.private:
            facts.append("private")
        if piece.deleted:
            facts.append("in the trash")
        return [clean_line(fact) for fact in facts if fact]

    def _body(self, piece: Evidence, width: int) -> Lines:
        text = markdown_lines(piece.text, width, desk(self).inks) if piece.body else []
        picture = next((item for item in piece.attachments if item.media_type.startswith("image/")), None)
        path = desk(self).session.store.attachment_path(picture.sha256, picture.name) if picture else None
        strips = picture_strips(path, min(width, 44 if width >= 60 else 22)) if path and not self._small() else []
        if not strips or path is None:
            return [*text, Line()] if text else []
        size = strips[0].cell_length
        beside = width - size - 2
        if beside < 16:
            return [*strips, Line(), *text, *([Line()] if text else [])]
        # The text runs beside the picture as far down as it reaches, and under it at full width.
        head = markdown_lines(piece.text, beside, desk(self).inks)
        if len(head) <= len(strips) + 1:
            return [*self._beside(strips, head, width), Line()]
        return [*strips, Line(), *text, Line()]

    def _small(self) -> bool:
        return self.screen.has_class("-short")

    def _beside(self, strips: list[Strip], text: list[Line], width: int) -> Lines:
        page = desk(self).inks.page
        size = strips[0].cell_length
        lines: Lines = []
        for row in range(max(len(strips), len(text))):
            left = strips[row] if row < len(strips) else Line().strip(size, page)
            right = (text[row] if row < len(text) else Line()).strip(width - size - 2, page)
            lines.append(Strip.join([left, Line().strip(2, page), right]))
        return lines

    def _holds(self, piece: Evidence, width: int) -> Lines:
        inks = desk(self).inks
        store = desk(self).session.store
        lines: Lines = []
        for item in piece.attachments:
            here = store.attachment_path(item.sha256, item.name).exists()
            about = f"{max(1, round(item.bytes / 1000))} kB" if here else "not here yet, a sync will bring it"
            lines.append(Line((clean_line(item.name), inks.ink), (f"  {about}", inks.dim)))
            if item.alt:
                lines += [Line(*row) for row in wrap([(clean_line(item.alt), inks.dim)], width)]
        for link in piece.links:
            lines.append(Line((clean_line(link.title or link.url), inks.ink + Style(underline=True))))
            if link.title:
                lines += [Line(*row) for row in wrap([(clean_line(link.url), inks.dim)], width)]
        return [Line(("With it", inks.dim)), *lines, Line()] if lines else []

    def _shows(self, piece: Evidence, width: int) -> Lines:
        inks = desk(self).inks
        session = desk(self).session
        claims = session.portfolio.claims_of.get(piece.id, [])
        if not claims:
            return [
                Line(("It shows", inks.dim)),
                Line(("nothing yet: ", inks.dim), ("t", inks.strong), (" tags it", inks.dim)),
            ]
        lines: Lines = [Line(("It shows", inks.dim))]
        digest = evidence_digest(session.portfolio.raw("evidence", piece.id) or {})
        for claim in claims:
            guideline = session.framework.guidelines.get(claim.guideline)
            component = guideline.component if guideline else ""
            code = guideline.code if guideline else claim.guideline
            statement = guideline.full_statement if guideline else "a guideline this framework does not have"
            chip = inks.chip(code, component)
            indent = max(LABEL, len(chip[0]) + 1)
            rows = wrap([(statement, inks.name)], width - indent)
            lead: list[Span] = [chip, (" " * (indent - len(chip[0])), inks.ink)]
            lines.append(Line(*lead, *rows[0]))
            pad = (" " * indent, inks.ink)
            lines += [Line(pad, *row) for row in rows[1:]]
            lines.append(
                Line(pad, *draw.level(inks, session.framework, component, session.framework.rank(claim.level)))
            )
            lines += [Line(pad, *row) for row in wrap([(clean(claim.reason), inks.dim)], width - indent) if row]
            for said in session.portfolio.assessments_of.get(claim.id, []):
                who = clean_line(session.portfolio.name_of(said.by))
                rank = session.framework.rank(said.level)
                changed = (
                    f"  {glyphs.CHANGED} changed since"
                    if said.evidence_digest and said.evidence_digest != digest
                    else ""
                )
                level = draw.dots(inks, session.framework, component, rank)
                lines.append(
                    Line(
                        pad,
                        *level,
                        (f" {who}", inks.name),
                        (f" {day_month_of(said.created)}", inks.dim),
                        (changed, inks.ink),
                    )
                )
                lines += [
                    Line(pad, *row) for row in wrap([(clean(" ".join(said.note)), inks.dim)], width - indent) if row
                ]
        return [*lines, Line()]

    def _feedback(self, piece: Evidence, width: int) -> Lines:
        inks = desk(self).inks
        portfolio = desk(self).session.portfolio
        lines: Lines = []
        for item in portfolio.feedback_on.get(("evidence", piece.id), []):
            name = clean_line(portfolio.name_of(item.by))
            chip = inks.person_chip(name)
            pad = (" " * LABEL, inks.ink)
            gap = " " * max(1, LABEL - len(chip[0]))
            lines.append(
                Line(
                    chip,
                    (gap + name, inks.name),
                    (f" on {clean_line(item.aspect)}", inks.dim),
                    right=[(day_month_of(item.created), inks.dim)],
                )
            )
            lines += [Line(pad, *row) for row in wrap([(clean("\n".join(item.text)), inks.ink)], width - LABEL)]
        return [Line(("Feedback", inks.dim)), *lines] if lines else []

    def _versions(self, width: int) -> Lines:
        """What the same fields say elsewhere: both are kept, and editing the field chooses."""
        inks = desk(self).inks
        lines: Lines = [
            Line((f"{glyphs.CHANGED} Changed in two places; both are kept.", inks.ink)),
            Line(
                ("c", inks.strong),
                (" chooses, or ", inks.dim),
                ("e", inks.strong),
                (" edits what it should say.", inks.dim),
            ),
        ]
        for conflict in self.conflicts:
            lines.append(
                Line(
                    (fit(clean_line(conflict.field), 10), inks.dim),
                    ("here: ", inks.dim),
                    (clean_line(value_words(conflict.value))[:200], inks.ink),
                )
            )
            for other in conflict.others:
                lines += self._version(other, width)
        return lines

    def _version(self, other: Alternative, width: int) -> Lines:
        inks = desk(self).inks
        words = "nothing" if other.absent else clean(value_words(other.value))
        when = f" ({day_month_of(other.on)})" if other.on else ""
        rows = wrap([(f"elsewhere{when}: ", inks.dim), (words, inks.ink)], width - 10)
        return [Line((" " * 10, inks.dim), *row) for row in rows]


def joined(facts: list[str], width: int) -> list[str]:
    """Facts with a dot between them, broken into rows between two facts."""
    rows: list[str] = []
    for fact in facts:
        if rows and cell_len(rows[-1]) + 3 + cell_len(fact) <= width:
            rows[-1] += f" {glyphs.NONE} {fact}"
        else:
            rows.append(fact)
    return rows


def day_month_of(instant: str) -> str:
    """The day of an instant, short: `19 Nov`."""
    return day_month(date.fromisoformat(instant[:10]))
