"""One thing as it was at a moment, to read; and what it says otherwise now."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _, and_list
from leaptui.model.change import Edit, Key
from leaptui.model.dates import long_day
from leaptui.model.differences import field_changes
from leaptui.model.saying import Saying
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word, words_of
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.evidence.markdown import markdown_lines
from leaptui.tui.evidence.piece_lines import PieceLines, goals_of
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.history.changed import HIDDEN, wrapped
from leaptui.tui.history.past_rows import GUIDELINE
from leaptui.tui.line import Line
from leaptui.tui.session import Session
from leaptui.tui.widgets.reading import Reading

Lines = list[Line | Strip]


class PastText(Reading):
    """What the thing under the cursor said."""

    HELP = N_("What it said at that moment, and below, what is otherwise now.")
    BINDINGS = [
        Binding(
            "enter", "screen.bring", N_("Bring back"), id="past_text.list.open", tooltip=N_("Make it say this again")
        ),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(id="past-text")
        self._session = session
        self.record: Key | None = None

    def show(self, record: Key | None) -> None:
        """Show a record, or a guideline."""
        self.record = record
        self.show_anew(top=True)

    def lay_out(self, width: int) -> Lines:
        """Its text, then what is otherwise now."""
        if self.record is None:
            return []
        table, one = self.record
        portfolio = self._session.portfolio
        if table == "evidence" and one in portfolio.evidence:
            return [*self._piece(one, width), *self._now(width)]
        if table == "goals" and one in portfolio.goals:
            return [*self._goal(one, width), *self._now(width)]
        if table == GUIDELINE:
            return self._guideline(one, width)
        return [*self._plain(table, one, width), *self._now(width)]

    def _piece(self, one: str, width: int) -> Lines:
        inks, piece = desk(self).inks, self._session.portfolio.evidence[one]
        parts = PieceLines(piece, self._session, inks, width, str)
        lines: Lines = [*parts.head()]
        if piece.body:
            lines += [*markdown_lines(piece.text, width, inks), Line()]
        for item in piece.attachments:
            lines.append(Line((glyphs.BULLET + " ", inks.dim), (shown_title(item.name), inks.ink)))
        if piece.attachments:
            lines.append(Line())
        if self._session.portfolio.claims_of.get(one):
            lines += parts.shows()
        lines += parts.feedback()
        for goal, steps in goals_of(piece, self._session):
            lines += parts.goal(goal, steps)
        return lines

    def _goal(self, one: str, width: int) -> Lines:
        inks, session = desk(self).inks, self._session
        goal = session.portfolio.goals[one]
        lines: Lines = [*wrapped([(shown_title(goal.title), inks.strong)], width)]
        facts = [status_word(goal.status)]
        if goal.target_on:
            facts.append(_("until {day}").format(day=long_day(goal.target_on, session.today)))
        lines += wrapped([(" · ".join(facts), inks.dim)], width)
        for target in goal.guidelines:
            known = session.framework.guidelines.get(target.guideline)
            component = known.component if known else ""
            code = inks.code(known.code if known else target.guideline, component)
            rank = session.framework.rank(target.level)
            lines.append(Line(code, ("  ", inks.dim), *draw.level(inks, session.framework, component, rank)))
        if goal.why:
            lines += [Line(), *wrapped([(goal.reason, inks.ink)], width)]
        steps = session.portfolio.steps_of.get(one, [])
        lines += [Line()] if steps else []
        for step in steps:
            sign = glyphs.DONE if step.done_on else glyphs.SKIPPED if step.is_skipped else glyphs.UNTICKED
            lines += wrapped([(f"{sign} ", inks.dim), (shown_title(step.title), inks.ink)], width)
        return [*lines, Line()]

    def _guideline(self, one: str, width: int) -> Lines:
        inks, session = desk(self).inks, self._session
        standing = session.view.standings[one]
        guideline = standing.guideline
        lines: Lines = [Line(inks.chip(guideline.code, guideline.component)), Line()]
        lines += wrapped([(guideline.full_statement, inks.ink)], width)
        lines += [Line(), Line(*draw.level(inks, session.framework, guideline.component, standing.rank)), Line()]
        pieces = [piece for piece in session.portfolio.newest if piece.id in standing.evidence]
        for piece in pieces:
            lines += wrapped([(f"{glyphs.BULLET} ", inks.dim), (shown_title(piece.title), inks.ink)], width)
        return lines

    def _plain(self, table: str, one: str, width: int) -> Lines:
        """A record of another table: its fields."""
        inks, session = desk(self).inks, self._session
        saying = Saying(session.portfolio, session.framework, session.today)
        record = session.portfolio.raw(table, one) or {}
        lines: Lines = [*wrapped([(saying.title(table, one), inks.strong)], width), Line()]
        for field, value in record.items():
            if field not in {"created", "modified", "_conflicts", *HIDDEN}:
                said = saying.value(value, words_of(table, field))
                lines += [Line((word(clean_line(field), "field"), inks.dim)), *wrapped([(said, inks.ink)], width)]
        return lines

    def _now(self, width: int) -> Iterator[Line]:
        """What is otherwise now."""
        inks, record = desk(self).inks, self.record
        if record is None:
            return
        then = self._session.portfolio.raw(*record)
        now = desk(self).session.portfolio.raw(*record)
        yield Line((glyphs.RULE * width, inks.line))
        if now is None:
            yield from wrapped([(_("It is not there any more."), inks.ink)], width)
            return
        fields = [change.field for change in field_changes(Edit(then, now))]
        if not fields:
            yield from wrapped([(_("It says the same now."), inks.dim)], width)
        elif "deleted" in fields and "deleted" in now:
            yield from wrapped([(_("It is in the trash now."), inks.ink)], width)
        else:
            said = and_list(
                [word(clean_line(field), "field") for field in fields if field not in HIDDEN] or [_("its place")]
            )
            yield from wrapped([(_("Changed since: {fields}.").format(fields=said), inks.ink)], width)
