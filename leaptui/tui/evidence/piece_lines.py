"""A piece of evidence as lines to read: its facts, what it shows, what others say, which goals it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from rich.cells import cell_len

from leaptui.language import _, ngettext, pgettext
from leaptui.merge import Alternative, Conflict
from leaptui.merge.paths import last_name
from leaptui.model.change import Key
from leaptui.model.dates import day_month, long_day
from leaptui.model.records import Claim, Evidence, Goal
from leaptui.model.records_others import Assessment
from leaptui.model.reviewed import feedback_of, is_changed_since, is_changed_since_review, lacking, lacking_words
from leaptui.model.saying import Saying
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.evidence.with_others import with_whom
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, fit, wrap
from leaptui.tui.session import Session
from leaptui.tui.signatures import signature_span

LABEL = 7
"""Cells of the column in which chips stand."""


def day_of(instant: str) -> str:
    """The day of an instant, short: `19 Nov`."""
    return day_month(date.fromisoformat(instant[:10]))


def joined(facts: Sequence[str], width: int) -> list[str]:
    """Facts with a dot between them, broken into rows between two facts."""
    rows: list[str] = []
    for fact in facts:
        if rows and cell_len(rows[-1]) + 3 + cell_len(fact) <= width:
            rows[-1] += f" {glyphs.NONE} {fact}"
        else:
            rows.append(fact)
    return rows


def facts_of(piece: Evidence, session: Session) -> list[str]:
    """What is about the piece: day, kind, place, with whom, words."""
    facts = [
        long_day(piece.day, session.today),
        word(piece.kind, "kind"),
        word(piece.place, "place"),
        word(piece.life_area, "life_area"),
    ]
    if piece.minutes:
        facts.append(ngettext("{n} minute", "{n} minutes", piece.minutes).format(n=piece.minutes))
    if piece.host:
        facts.append(_("host: {name}").format(name=piece.host))
    if names := with_whom(piece, session.portfolio):
        facts.append(_("with {names}").format(names=names))
    facts += [f"#{tag}" for tag in piece.tags]
    if piece.interest:
        facts.append(_("interest {n} of 5").format(n=piece.interest))
    if piece.stretch:
        facts.append(_("stretch {n} of 5").format(n=piece.stretch))
    if piece.private:
        facts.append(pgettext("of a piece", "private"))
    if piece.shared_with:
        facts.append(_("shared with {names}").format(names=", ".join(piece.shared_with)))
    if piece.deleted:
        facts.append(_("in the trash"))
    return [clean_line(fact) for fact in facts if fact]


def goals_of(piece: Evidence, session: Session) -> list[tuple[Goal, list[str]]]:
    """The goals a piece belongs to, each with the titles of the steps it is evidence for."""
    steps: dict[str, list[str]] = {goal: [] for goal in piece.goals}
    for step in session.portfolio.steps.values():
        if piece.id in step.evidence:
            steps.setdefault(step.goal, []).append(step.title)
    goals = session.portfolio.goals
    return [(goal, steps[goal.id]) for goal in goals.values() if goal.id in steps]


class PieceLines:
    """Lays out the parts of one piece for a width."""

    def __init__(self, piece: Evidence, session: Session, inks: Inks, width: int, key_of: Callable[[str], str]) -> None:
        """`key_of` gives the key of a binding by its id, for what can be done here."""
        self._piece = piece
        self._session = session
        self._inks = inks
        self._width = width
        self._key_of = key_of

    def _wrapped(self, spans: Sequence[Span], indent: int = 0) -> list[Line]:
        pad = (" " * indent, self._inks.ink)
        rows = wrap(spans, self._width - indent)
        return [Line(pad, *row) if indent else Line(*row) for row in rows]

    def head(self) -> list[Line]:
        """The title and the facts."""
        lines = self._wrapped([(shown_title(self._piece.title), self._inks.strong)])
        facts = joined(facts_of(self._piece, self._session), self._width)
        lines += [line for row in facts for line in self._wrapped([(row, self._inks.dim)])]
        return [*lines, Line()]

    def told(self, sentence: str) -> list[Line]:
        """A sentence about a piece that another learner shares."""
        return [*self._wrapped([(sentence, self._inks.ink)]), Line()] if sentence else []

    def state(self) -> list[Line]:
        """How to bring it back from the trash; or that something was written on its sheet and is not kept yet."""
        inks = self._inks
        if self._piece.deleted:
            brings = pgettext("after the key d, in the trash", "brings it back")
            return [*self._wrapped([(self._key_of("evidence.trash"), inks.strong), (f" {brings}", inks.dim)]), Line()]
        if self._session.drafts.get(self._piece.id) is None:
            return []
        key, rest = self._key_of("evidence.edit"), pgettext("after the key e", "goes on with it")
        words: list[Span] = [(_("What you began to change is not kept yet:") + " ", inks.ink)]
        return [*self._wrapped([*words, (key, inks.strong), (f" {rest}", inks.dim)]), Line()]

    def shows(self) -> list[Line]:
        """The claims, each with its level and reason, and what others say of it."""
        inks, portfolio = self._inks, self._session.portfolio
        claims = portfolio.claims_of.get(self._piece.id, [])
        heading = Line((_("It shows"), inks.dim))
        if not claims:
            if self._piece.deleted:
                return []
            if self._session.voice is not None:  # to tag is the learner's to do
                return [heading, *self._wrapped([(_("nothing yet"), inks.dim)]), Line()]
            rest = pgettext("after the key t", "tags it")
            key = (self._key_of("evidence.tag"), inks.strong)
            says = [(_("nothing yet:") + " ", inks.dim), key, (f" {rest}", inks.dim)]
            return [heading, *self._wrapped(says), Line()]
        if is_changed_since_review(portfolio, self._piece.id):
            heading.right = [(f"{glyphs.CHANGED} {_('changed since reviewed')}", inks.name)]
        lines = [heading]
        for claim in claims:
            lines += self._claim(claim)
            for said in portfolio.assessments_of.get(claim.id, []):
                lines += self._assessment(claim, said)
        return [*lines, Line()]

    def _claim(self, claim: Claim) -> list[Line]:
        inks, framework = self._inks, self._session.framework
        guideline = framework.guidelines.get(claim.guideline)
        component = guideline.component if guideline else ""
        code = guideline.code if guideline else claim.guideline
        statement = guideline.full_statement if guideline else self._session.frameworks.wording(claim.guideline)
        statement = statement or _("a guideline this framework does not have")
        chip = inks.chip(code, component)
        indent = self._indent(code, component)
        gap = " " * (indent - cell_len(chip[0]))
        rows = wrap([(statement, inks.name)], self._width - indent)
        pad = (" " * indent, inks.ink)
        lines = [Line(chip, (gap, inks.ink), *rows[0]), *(Line(pad, *row) for row in rows[1:])]
        lines.append(Line(pad, *draw.level(inks, framework, component, framework.rank(claim.level))))
        reason = clean(claim.reason)
        return lines + (self._wrapped([(reason, inks.dim)], indent) if reason else [])

    def _indent(self, code: str, component: str) -> int:
        chip = self._inks.chip(code, component)[0]
        return min(max(LABEL, cell_len(chip) + 1), max(LABEL, self._width // 2))

    def _assessment(self, claim: Claim, said: Assessment) -> list[Line]:
        inks, framework = self._inks, self._session.framework
        guideline = framework.guidelines.get(claim.guideline)
        component = guideline.component if guideline else ""
        indent = self._indent(guideline.code if guideline else claim.guideline, component)
        who = clean_line(self._session.portfolio.name_of(said.by))
        rank = framework.rank(said.level)
        line = Line((" " * indent, inks.ink), *draw.dots(inks, framework, component, rank), (f" {who}", inks.name))
        if rank:
            line.add(f" {draw.level_word(framework, rank)}", inks.ink)
        if is_changed_since(self._session.portfolio, self._piece.id, said):
            line.add(f"  {glyphs.CHANGED}", inks.ink)
        line.right = [(day_of(said.created), inks.dim)]
        note = clean(" ".join(said.note))
        lines = [line, *(self._wrapped([(note, inks.dim)], indent) if note else [])]
        return lines + self._signature(("assessments", said.id), indent)

    def _signature(self, key: Key, indent: int) -> list[Line]:
        """Who signed a statement, or that nobody did."""
        span = signature_span(self._session, self._inks, key)
        return self._wrapped([span], indent) if span else []

    def feedback(self) -> list[Line]:
        """What others said of the piece and of its claims, oldest first."""
        inks, portfolio = self._inks, self._session.portfolio
        lines: list[Line] = []
        for item in feedback_of(portfolio, self._piece.id):
            name = clean_line(portfolio.name_of(item.by))
            chip = inks.person_chip(name)
            gap = " " * max(1, LABEL - cell_len(chip[0]))
            aspect = _("on {aspect}").format(aspect=word(clean_line(item.aspect), "aspect"))
            line = Line(
                chip, (gap + name, inks.name), (f" {aspect}", inks.dim), right=[(day_of(item.created), inks.dim)]
            )
            if is_changed_since(portfolio, self._piece.id, item):
                line.right = [(f"{glyphs.CHANGED}  ", inks.ink), *line.right]
            if not item.answered:
                line.right = [(f"{glyphs.NEW} {pgettext('of feedback', 'new')}  ", inks.ink), *line.right]
            lines += [line, *self._wrapped([(clean("\n".join(item.text)), inks.ink)], LABEL)]
            if item.signature:
                lines += self._signature(("feedback", item.id), LABEL)
            if item.answer:
                lines += self._wrapped([(f"{_('You:')} ", inks.dim), (clean(item.answer), inks.ink)], LABEL)
        if not lines:
            return []
        new = any(not item.answered for item in feedback_of(portfolio, self._piece.id))
        return [Line((_("Feedback"), inks.dim)), *lines, *self._lacking(answers=new), Line()]

    def _lacking(self, *, answers: bool) -> list[Line]:
        """Which kinds of feedback it has no words on yet; the key that answers what is new."""
        inks = self._inks
        says = lacking_words(lacking(self._session.portfolio, self._piece.id))
        spans: list[Span] = [(says, inks.dim)] if says else []
        if answers:
            rest = pgettext("after the key F", "answers what is new")
            spans += [
                ("   " if says else "", inks.dim),
                (self._key_of("evidence.answer"), inks.strong),
                (f" {rest}", inks.dim),
            ]
        return self._wrapped(spans, LABEL) if spans else []

    def goal(self, goal: Goal, steps: Sequence[str]) -> list[Line]:
        """A goal it belongs to, and the steps it is evidence for."""
        inks = self._inks
        status = status_word(goal.status)
        lines = [Line((shown_title(goal.title), inks.ink), right=[(status, inks.dim)])]
        for title in steps:
            lines += self._wrapped([(f"{glyphs.UNTICKED} {shown_title(title)}", inks.dim)], 2)
        return lines

    def versions(self, conflicts: Sequence[Conflict]) -> list[Line]:
        """What the same fields say elsewhere: both are kept, and editing the field chooses."""
        if not conflicts:
            return []
        inks = self._inks
        lines: list[Line] = [
            Line((f"{glyphs.CHANGED} {_('Changed in two places; both are kept.')}", inks.ink)),
            Line(
                (self._key_of("app.conflicts"), inks.strong),
                (f" {pgettext('after the key c', 'chooses')}, ", inks.dim),
                (self._key_of("evidence.edit"), inks.strong),
                (f" {pgettext('after the key e', 'edits what it should say')}", inks.dim),
            ),
        ]
        saying = Saying(self._session.portfolio, self._session.framework, self._session.today)
        for conflict in conflicts:
            name = last_name(conflict.field)
            is_gone = conflict.field == "_deleted"
            stands = _("kept") if is_gone else saying.value(conflict.value, name) or _("nothing")
            lines.append(
                Line(
                    (fit(word(clean_line(name), "field"), 9) + " ", inks.dim),
                    (_("here:") + " ", inks.dim),
                    (clean_line(stands)[:200], inks.ink),
                )
            )
            for other in conflict.others:
                said = "" if other.absent else saying.value(other.value, name)
                lines += self._version(other, _("in the trash") if is_gone else said or _("nothing"))
        return [*lines, Line()]

    def _version(self, other: Alternative, words: str) -> list[Line]:
        where = _("elsewhere ({day}):").format(day=day_of(other.on)) if other.on else _("elsewhere:")
        return self._wrapped([(f"{where} ", self._inks.dim), (words, self._inks.ink)], 10)
