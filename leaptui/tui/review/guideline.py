"""The guideline that is spoken of: its statement, the learner's claim, what others say, and what each level means."""

from __future__ import annotations

from rich.cells import cell_len
from textual.strip import Strip

from leaptui.language import N_, _, ngettext
from leaptui.model.explained import explained
from leaptui.model.records import Claim
from leaptui.model.records_others import Assessment
from leaptui.model.reviewed import is_changed_since
from leaptui.model.text import clean, clean_line
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, Span, cut, wrap
from leaptui.tui.review.piece import IN_A_PANE
from leaptui.tui.review.table import Table
from leaptui.tui.signatures import seek_signatures, signature_span
from leaptui.tui.widgets.reading import Reading

CHIP = 6
"""Cells of the column in which the chip stands."""


class GuidelinePane(Reading, inherit_bindings=False):
    """The claim on the table."""

    HELP = N_(
        "What the piece is to show: the guideline, the learner's own word, what others say, and what levels mean."
    )
    BINDINGS = [*IN_A_PANE]

    def __init__(self) -> None:
        super().__init__(id="reviewed-guideline")
        self._table: Table | None = None

    def show_table(self, table: Table) -> None:
        """Show the claim that lies on the table."""
        other = self._table is None or (self._table.claim and self._table.claim.id) != (table.claim and table.claim.id)
        self._table = table
        count = len(table.claims)
        fact = ""
        if count:
            says = ngettext("{n} of {total} claim", "{n} of {total} claims", count)
            fact = says.format(n=table.claim_at + 1, total=count)
        self.set_frame(_("Guideline"), fact)
        self.show_anew(top=other)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Chip and statement, ratings, levels."""
        inks, table = desk(self).inks, self._table
        if table is None or table.claim is None:
            says = _("This piece claims no guideline yet. Its learner says with {key} what it shows.")
            words = says.format(key=key_elsewhere(self, "session.tag", "t"))
            return [Line(*row) for row in wrap([(words, inks.dim)], width)]
        claim = table.claim
        guideline = desk(self).session.framework.guidelines.get(claim.guideline)
        if guideline is None:
            return [Line((clean_line(claim.guideline), inks.ink))]
        column = max(CHIP, len(guideline.code) + 3)
        chip = inks.chip(guideline.code, guideline.component)
        rows = wrap([(guideline.full_statement, inks.strong)], width - column)
        pad = (" " * column, inks.ink)
        lines: list[Line | Strip] = [Line(chip, (" " * (column - cell_len(chip[0])), inks.ink), *rows[0])]
        lines += [Line(pad, *row) for row in rows[1:]]
        if not self.screen.has_class("-narrow"):
            lines.append(Line())
        ratings = self._ratings(table, claim, guideline.component, column, width)
        levels = self._levels(table, guideline.component, column, width)
        # Whoever speaks has to see the digits, however much others have said.
        first, then = (ratings, levels) if desk(self).session.voice is None else (levels, ratings)
        between = [] if self.screen.has_class("-narrow") else [Line()]
        lines += [*first, *between, *then]
        if not table.closed:
            standing = desk(self).session.view.standings[guideline.id]
            said = explained(
                desk(self).session.portfolio, desk(self).session.framework, standing, desk(self).session.today
            )
            found = wrap([(f"{_('Stands at')} ", inks.dim), (said, inks.dim)], width - column)
            lines += [Line(pad, *row) for row in found]
        return lines

    def _ratings(self, table: Table, claim: Claim, component: str, column: int, width: int) -> list[Line]:
        """The learner's own word, then what each other person says, first whoever speaks."""
        session, inks = desk(self).session, desk(self).inks
        latest = {item.by: item for item in session.portfolio.assessments_of.get(claim.id, [])}
        mine = table.own.by if table.own else None
        said = sorted(latest.values(), key=lambda item: item.by != mine)
        learner = clean_line(session.portfolio.meta.learner.name).split(" ")[0]
        if table.closed:
            count = len(said) + 1
            words = ngettext(
                "{n} rating stays closed until yours is given.", "{n} ratings stay closed until yours is given.", count
            ).format(n=count)
            return [Line((" " * column, inks.ink), *row) for row in wrap([(words, inks.dim)], width - column)]
        names = [learner, *(clean_line(session.portfolio.name_of(item.by)) for item in said)]
        room = min(max(map(cell_len, names)) + 2, (width - column) // 2)
        lines = self._rating(learner, claim.level, clean(claim.reason), component, (column, room, width))
        for item in said:
            name = clean_line(session.portfolio.name_of(item.by))
            about = [
                clean(" ".join(item.note)),
                _("given before seeing {name}’s").format(name=learner) if item.blind else "",
            ]
            more = self._rating(name, item.level, "\n".join(filter(None, about)), component, (column, room, width))
            more[0].right = self._facts(table, item)
            lines += more
            if span := signature_span(session, inks, ("assessments", item.id)):
                pad = (" " * (column + room), inks.ink)
                lines += [Line(pad, *row) for row in wrap([span], max(8, width - column - room))]
        seek_signatures(self, self.show_anew)
        return lines

    def _facts(self, table: Table, item: Assessment) -> list[Span]:
        """What was decided, and that the piece says something else since."""
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        found: list[Span] = []
        if item.decision:
            found.append((word(clean_line(item.decision), "decision"), inks.dim))
        if table.piece and is_changed_since(portfolio, table.piece.id, item):
            found.append((f" {glyphs.CHANGED}", inks.ink))
        return found

    def _rating(
        self, name: str, level: str | None, about: str, component: str, places: tuple[int, int, int]
    ) -> list[Line]:
        inks, framework = desk(self).inks, desk(self).session.framework
        column, room, width = places
        rank = framework.rank(level)
        line = Line((" " * column, inks.ink), (cut(name, room - 1).ljust(room), inks.dim))
        line.left += draw.level(inks, framework, component, rank)
        pad = (" " * (column + room), inks.ink)
        rows = wrap([(about, inks.ink)], max(8, width - column - room)) if about else []
        return [line, *(Line(pad, *[(text, inks.dim) for text, _style in row]) for row in rows)]

    def _levels(self, table: Table, component: str, column: int, width: int) -> list[Line]:
        """What each level means; where somebody speaks, the digit that says it."""
        inks, session = desk(self).inks, desk(self).session
        lines: list[Line] = []
        titles = [draw.level_word(session.framework, place + 1) for place in range(len(session.framework.levels))]
        room = max(map(cell_len, titles)) + 2
        mine = table.own.level if table.own else None
        for place, level in enumerate(session.framework.levels):
            digit = str(place + 1) if session.voice is not None else " "
            chosen = mine is not None and mine == level.id
            line = Line((digit.ljust(2), inks.strong), (" " * (column - 2), inks.ink))
            line.left += draw.dots(inks, session.framework, component, place + 1)
            line.add(f" {titles[place]}".ljust(room + 1), inks.strong if chosen else inks.ink)
            says = cut(word(level.says, "level"), width - column - len(session.framework.levels) - room - 1)
            line.add(says, inks.dim)
            lines.append(line)
        return lines
