"""The rows about one person: how they help, what was done together, what came of it, what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.cells import cell_len
from rich.style import Style

from leaptui.language import _
from leaptui.model.dates import day_month, long_day
from leaptui.model.people import Known, Together
from leaptui.model.records_others import Person
from leaptui.model.records_own import Ask, Opportunity
from leaptui.model.text import clean, clean_line
from leaptui.model.together_words import what_it_was, which_it_was
from leaptui.model.words import word
from leaptui.tui.asked_words import ask_sign
from leaptui.tui.evidence.piece_lines import day_of
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, fit, wrap
from leaptui.tui.session import Session
from leaptui.tui.widgets.rows import Row

DATE = 6
"""Cells of a day, `19 Nov`."""
WHAT = 12
"""Cells of what sort of thing was done together."""
LEAST_WHAT = 44
"""Cells of a row from which on it has a column for that."""


@dataclass(frozen=True, slots=True)
class Written(Row):
    """A row that is written already; `chosen` is how it stands under the cursor."""

    lines: tuple[Line, ...] = ()
    chosen: tuple[Line, ...] = field(default=())


@dataclass(frozen=True)
class PersonRows:
    """Writes the rows about one person for a width; `dense` where there are few rows or columns."""

    session: Session
    inks: Inks
    known: Known
    person: Person
    width: int
    dense: bool
    keys: tuple[str, str]
    """The keys that note an opportunity, and ask this person."""

    def rows(self) -> list[Row]:
        """All rows, part by part."""
        came, asked = self._came_of_it(), self._asked()
        # What came of it is what matters; where nothing did yet, it is said last.
        noted = bool(self.known.opportunities(self.person.id))
        first, last = (came, []) if noted else ([], came)
        parts = [self._about(), first, asked, self._together(), last]
        found: list[Row] = []
        for part in filter(None, parts):
            if found and not self.dense:
                found.append(Written(None, 1, (Line(),)))
            found += part
        return found

    def _plain(self, spans: Sequence[Span]) -> list[Row]:
        return [Written(None, 1, (Line(*row),)) for row in wrap(spans, self.width)]

    def _heading(self, words: str, fact: str = "") -> Row:
        line = Line((words, self.inks.dim), right=[(fact, self.inks.dim)] if fact else [])
        return Written(None, 1, (line,))

    def _about(self) -> list[Row]:
        """How they help, how to reach them; what is for the learner alone is marked."""
        inks, person = self.inks, self.person
        rows: list[Row] = []
        if person.how:
            rows += self._plain([(clean("\n".join(person.how)), inks.ink)])
        facts = [
            clean_line(person.contact),
            _("portfolio here: {name}").format(name=clean_line(person.portfolio)) if person.portfolio else "",
            _("private: kept out of what you hand on") if person.private else "",
        ]
        for fact in filter(None, facts):
            rows += self._plain([(fact, inks.dim)])
        if person.notes:
            rows += [Written(None, 1, (Line(),))] if rows and not self.dense else []
            rows.append(self._heading(_("Notes, for you alone")))
            rows += self._plain([(clean("\n".join(person.notes)), inks.ink)])
        return rows

    def _together(self) -> list[Row]:
        found = self.known.together(self.person.id)
        if not found:
            said = _("What you do together comes here: pieces with {name} among the people, feedback, reviews.")
            return [
                self._heading(_("What we did together")),
                *self._plain([(said.format(name=clean_line(self.person.name)), self.inks.dim)]),
            ]
        last = day_month(found[0].day) if self.dense else long_day(found[0].day, self.session.today)
        heading = self._heading(_("What we did together"), _("last {day}").format(day=last))
        return [heading, *(self._thing(one) for one in found)]

    def _thing(self, one: Together) -> Row:
        """A thing done together: what it was, which, the part they had, the day."""
        title = which_it_was(self.session.portfolio, one)
        part = clean_line(one.part) if one.table == "evidence" else ""
        day = day_month(one.day)
        right = [(f"{'':>{max(0, DATE - cell_len(day))}}{day}", self.inks.dim)]

        def line(style: Style) -> Line:
            made = Line(right=right)
            if self.width >= LEAST_WHAT:
                made.add(fit(self._short(one), WHAT) + " ", self.inks.dim)
            made.add(title, style)
            return made.add(f"  {part}", self.inks.dim) if part else made

        key = f"{one.table}:{one.id}"
        return Written(key, 1, (line(self.inks.ink),), (line(self.inks.strong),))

    def _short(self, one: Together) -> str:
        if one.table == "feedback" and one.part:
            return word(clean_line(one.part), "aspect")
        return what_it_was(one)

    def _came_of_it(self) -> list[Row]:
        found = self.known.opportunities(self.person.id)
        heading = self._heading(_("What came of it"))
        if not found:
            before, _key, behind = _("Nothing noted yet. {key} notes what knowing them led to.").partition("{key}")
            spans = [(before, self.inks.dim), (self.keys[0], self.inks.strong), (behind, self.inks.dim)]
            return [heading, *self._plain(spans)]
        return [heading, *(row for one in found for row in self._opportunity(one))]

    def _opportunity(self, one: Opportunity) -> list[Row]:
        title, inks = clean_line(one.title), self.inks
        facts = [word(one.status, "opportunity"), day_month(one.on_date) if one.on_date else ""]
        right = [(", ".join(filter(None, facts)), inks.dim)]
        key = f"opportunities:{one.id}"
        rows: list[Row] = [
            Written(key, 1, (Line((title, inks.ink), right=right),), (Line((title, inks.strong), right=right),))
        ]
        return [*rows, *self._below(one.outcome)]

    def _asked(self) -> list[Row]:
        found = self.known.asks(self.person.id)
        if not found:
            return []
        return [self._heading(_("What I asked for")), *(row for ask in found for row in self._ask(ask))]

    def _ask(self, ask: Ask) -> list[Row]:
        inks, words = self.inks, clean_line(ask.words)
        sign = (f"{ask_sign(ask)} ", inks.ink)
        right = [(f"{word(ask.status, 'ask')}, {day_of(ask.created)}", inks.dim)]
        key = f"asks:{ask.id}"
        rows: list[Row] = [
            Written(
                key, 1, (Line(sign, (words, inks.ink), right=right),), (Line(sign, (words, inks.strong), right=right),)
            )
        ]
        return [*rows, *self._below(ask.outcome)]

    def _below(self, outcome: Sequence[str]) -> list[Row]:
        """What came of something, under it."""
        words = clean("\n".join(outcome))
        if not words:
            return []
        pad = ("  ", self.inks.dim)
        return [Written(None, 1, (Line(pad, *row),)) for row in wrap([(words, self.inks.dim)], max(1, self.width - 2))]
