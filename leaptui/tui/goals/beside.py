"""The rows beside a goal's own steps: who proposed and agreed, what it said before, other ways, suggested steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from leaptui.language import _, pgettext
from leaptui.model.agreed import Agreed, agreed_day, agreed_to, wordings_before
from leaptui.model.dates import day_month, long_day
from leaptui.model.edits.next_steps import suggestions_for
from leaptui.model.records import Goal
from leaptui.model.records_others import Suggestion
from leaptui.model.records_own import Pathway, Reflection
from leaptui.model.text import clean_line
from leaptui.model.voices import is_learner
from leaptui.tui import glyphs
from leaptui.tui.goals.told import INDENT, Told
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, width_of, wrap
from leaptui.tui.session import Session
from leaptui.tui.signatures import signature_span
from leaptui.tui.widgets.rows import Row

WAY, SUGGESTED = "way:", "suggested:"
"""What the keys of rows begin with that are no steps: the id of another way, or of a suggested step, stands behind it."""


@dataclass(frozen=True)
class Beside:
    """Writes these rows for a width; `dense` where there are few rows or columns."""

    session: Session
    inks: Inks
    goal: Goal
    width: int
    dense: bool

    def parts(self) -> list[list[Row]]:
        """The rows, part by part: suggested steps, agreements, each other way; last what was left and declined."""
        portfolio = self.session.portfolio
        agreed = [*self._proposed(), *self._agreed(), *self._before()]
        suggested = suggestions_for(portfolio, self.goal.id)
        waiting = [row for one in suggested if one.is_open for row in self._suggestion(one)]
        declined = [row for one in suggested if not one.is_open for row in self._suggestion(one)]
        ways = [way for way in portfolio.pathways_of.get(self.goal.id, []) if way.status != "taken"]
        ways.sort(key=lambda way: way.status == "left")
        return [waiting, agreed, *map(self._way, ways), declined]

    # ---- who proposed and agreed

    def _proposed(self) -> Iterator[Row]:
        if self.goal.proposed_by:
            yield Told(
                None,
                line=self._with_name(_("Proposed by {who}"), self.session.portfolio.name_of(self.goal.proposed_by)),
            )

    def _agreed(self) -> Iterator[Row]:
        for one in agreed_to(self.session.portfolio, "goals", self.goal.id):
            line = self._agreement(one)
            after: Span = (f", {_('before it changed')}", self.inks.dim)
            if not one.before_change:
                yield Told(None, line=line)
            elif width_of([*line.left, after]) <= self.width:
                yield Told(None, line=Line(*line.left, after))
            else:
                yield Told(None, line=line)
                yield Told(None, line=Line((" " * INDENT, self.inks.dim), (_("before it changed"), self.inks.dim)))
            if one.record and not is_learner(self.session.portfolio, one.by):
                span = signature_span(self.session, self.inks, ("agreements", one.record))
                pad = (" " * INDENT, self.inks.dim)
                rows = wrap([span], max(1, self.width - INDENT)) if span else []
                yield from (Told(None, line=Line(pad, *row)) for row in rows)

    def _agreement(self, agreed: Agreed) -> Line:
        today = self.session.today
        if agreed.on is None:
            return self._with_name(_("Agreed with {who}"), agreed.by)
        line = self._with_name(_("Agreed on {day} with {who}"), agreed.by, long_day(agreed.on, today))
        if width_of(line.left) > self.width:
            line = self._with_name(_("Agreed {day} with {who}"), agreed.by, day_month(agreed.on))
        return line

    def _with_name(self, said: str, by: str, day: str = "") -> Line:
        name = clean_line(by)
        before, _who, behind = said.format(day=day, who="\0").partition("\0")
        dim, ink = self.inks.dim, self.inks.ink
        return Line((before, dim), self.inks.person_chip(name), (f" {name}", ink), (behind, dim))

    def _before(self) -> Iterator[Row]:
        """What it said when it was agreed to, and why it says something else now."""
        for entry in wordings_before(self.session.portfolio, self.goal.id):
            yield from self._wording(entry)

    def _wording(self, entry: Reflection) -> Iterator[Row]:
        day = agreed_day(self.session.portfolio, self.goal.id, entry)
        was = f" {glyphs.NONE} ".join(map(clean_line, entry.was))
        said = _("as agreed on {day}: {was}") if day else _("as agreed before: {was}")
        words = said.format(day=long_day(day, self.session.today) if day else "", was=was)
        yield from self._short([(words, self.inks.dim)])
        yield from self._short([(_("what changed: {words}").format(words=clean_line(entry.words)), self.inks.ink)])

    def _short(self, spans: list[Span], indent: int = 0) -> Iterator[Row]:
        """Some words, in two rows at most where there is room, else in one; the journal has them whole."""
        room = max(1, self.width - indent)
        found = wrap(spans, room)
        shown = found[: 1 if self.dense else 2]
        if len(shown) < len(found):
            style = shown[-1][-1][1] if shown[-1] else self.inks.dim
            shown[-1] = [*shown[-1], (" …" if width_of(shown[-1]) + 2 <= room else "…", style)]
        for row in shown:
            yield Told(None, line=Line((" " * indent, self.inks.dim), *row))

    # ---- suggested steps

    def _suggestion(self, one: Suggestion) -> Iterator[Row]:
        if one.answer == "accepted":
            return  # it is a step now
        words = " ".join(one.why if one.answer else one.note)
        if one.is_open:
            yield Row(f"{SUGGESTED}{one.id}")
        else:
            said = _("declined: {title}").format(title=clean_line(one.title))
            yield Told(None, line=Line((f"{glyphs.SKIPPED} {said}", self.inks.dim)))
        if clean_line(words):
            yield from self._short([(clean_line(words), self.inks.dim)], INDENT)

    # ---- other ways

    def _way(self, way: Pathway) -> list[Row]:
        rows = [Row(f"{WAY}{way.id}")]
        is_left = way.status == "left"
        said = clean_line(" ".join(way.because if is_left else way.why))
        if said:
            rows += self._short([(said, self.inks.dim)], INDENT)
        if is_left:
            return rows
        rows += [Row(step.id) for step in self.session.portfolio.steps_on.get(way.id, [])]
        return rows


def way_line(session: Session, inks: Inks, way: Pathway, *, current: bool) -> Line:
    """Another way: its name, and how many of its steps are to do, or that it was left."""
    style = inks.strong if current else inks.name if way.status == "open" else inks.dim
    left = sum(step.is_open for step in session.portfolio.steps_on.get(way.id, []))
    fact = _("{n} to do").format(n=left) if way.status == "open" else pgettext("another way is", "left")
    before = _("Another way:")
    return Line((f"{before} ", inks.dim), (clean_line(way.title), style), right=[(fact, inks.dim)])


def suggested_line(session: Session, inks: Inks, one: Suggestion, *, current: bool) -> Line:
    """A suggested step that waits for an answer, and who suggests it."""
    name = clean_line(session.portfolio.name_of(one.by))
    said = _("{name} suggests").format(name=name)
    title = clean_line(one.title)
    style = inks.strong if current else inks.ink
    return Line(("+ ", inks.dim), (title, style), right=[(said, inks.dim)])
