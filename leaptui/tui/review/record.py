"""The record of a review, and a recognition, as lines to read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from rich.cells import cell_len
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.change import Key
from leaptui.model.dates import day_month, long_day
from leaptui.model.records_others import Recognition, Review
from leaptui.model.review_page import PageClaim, PagePiece, ReviewPage, review_page
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.inks import Inks
from leaptui.tui.line import PLAIN, Line, Span, wrap
from leaptui.tui.session import View
from leaptui.tui.signatures import seek_signatures, signature_span
from leaptui.tui.widgets.reading import Reading

COLUMN = 6
Signs = Callable[[Key], Span | None]
"""What gives the words on a statement's signature; None while nothing is known of it."""


class RecordPane(Reading):
    """What was said in a review; or what a recognition is for."""

    HELP = N_("The record: what was looked at, who said what, what comes next, who agreed.")

    def __init__(self) -> None:
        super().__init__(id="record")
        self._review: Review | None = None
        self._recognition: Recognition | None = None
        self._page: tuple[View, str, ReviewPage] | None = None

    def show_review(self, review: Review | None) -> None:
        """Show a review."""
        other = review is None or self._review is None or review.id != self._review.id
        self._review, self._recognition = review, None
        self.set_frame(_("Review"), word(clean_line(review.status), "review") if review else "")
        self.show_anew(top=other)

    def show_recognition(self, recognition: Recognition) -> None:
        """Show a recognition."""
        self._review, self._recognition = None, recognition
        on = recognition.awarded_on
        self.set_frame(_("Recognition"), long_day(on, desk(self).session.today) if on else "")
        self.show_anew(top=True)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The page as lines."""
        inks, view = desk(self).inks, desk(self).session.view
        signs = partial(signature_span, desk(self).session, inks)
        if self._recognition is not None:
            found = recognition_lines(self._recognition, view, inks, width, signs)
            seek_signatures(self, self.show_anew)
            return [*found]
        if self._review is None:
            return [Line((_("What was said in a review is shown here."), inks.dim))]
        if self._page is None or self._page[0] is not view or self._page[1] != self._review.id:
            as_shown = partial(desk(self).session.shared.shown, portfolio=view.portfolio)
            page = review_page(view.portfolio, view.framework, self._review, as_shown)
            self._page = view, self._review.id, page
        found = page_lines(self._page[2], view, inks, width, signs)
        seek_signatures(self, self.show_anew)
        return [*found]


def page_lines(page: ReviewPage, view: View, inks: Inks, width: int, signs: Signs) -> list[Line]:
    """A review's page, part by part; `signs` tells how it stands with the signature of a statement."""
    lines = _wrapped([(page.title, inks.strong)], width)
    if page.people:
        lines += _wrapped([(_("with {names}").format(names=", ".join(page.people)), inks.dim)], width)
    parts = [
        _texts(_("Questions"), page.questions, inks, width),
        _step_lines(page, inks, width),
        _agreed_lines(page, view, inks, width, signs),
        _texts(_("Notes"), page.notes, inks, width),
        *(_piece_lines(piece, view, inks, width, signs) for piece in page.pieces),
    ]
    for part in filter(None, parts):
        lines += [Line(), *part]
    return lines


def _wrapped(spans: list[Span], width: int, indent: int = 0) -> list[Line]:
    pad = (" " * indent, PLAIN)
    return [Line(pad, *row) for row in wrap(spans, max(8, width - indent))]


def _texts(heading: str, text: str, inks: Inks, width: int) -> list[Line]:
    return [Line((heading, inks.dim)), *_wrapped([(text, inks.ink)], width)] if text.strip() else []


def _signed(signs: Signs, key: Key, width: int, indent: int) -> list[Line]:
    """Who signed a statement, or that nobody did; nothing while that is not known."""
    span = signs(key)
    return _wrapped([span], width, indent) if span else []


def _piece_lines(piece: PagePiece, view: View, inks: Inks, width: int, signs: Signs) -> list[Line]:
    facts = f" {glyphs.NONE} ".join(piece.facts)
    lines = _wrapped([(piece.title, inks.name)], width)
    if piece.is_changed:
        lines[0].right = [(f"{glyphs.CHANGED} {_('changed since reviewed')}", inks.ink)]
    lines += _wrapped([(facts, inks.dim)], width)
    lines += _wrapped([(piece.told, inks.dim)], width) if piece.told else []
    for claim in piece.claims:
        lines += _claim_lines(claim, view, inks, width, signs)
    for said in piece.feedback:
        about = f" {_('on {aspect}').format(aspect=word(said.aspect, 'aspect'))}"
        lines += _wrapped([(said.who, inks.name), (about + "  ", inks.dim), (said.text, inks.ink)], width)
        if said.answer:
            lines += _wrapped([(f"{_('Answered:')} ", inks.dim), (said.answer, inks.ink)], width, 2)
    return lines


def _claim_lines(claim: PageClaim, view: View, inks: Inks, width: int, signs: Signs) -> list[Line]:
    guideline = view.framework.find(claim.code)
    code = inks.code(claim.code, guideline.component) if guideline else (claim.code, inks.ink)
    gap = " " * max(1, COLUMN - cell_len(claim.code))
    own = claim.level or draw.level_word(view.framework, 0)
    lines = [Line(code, (gap, inks.ink), (own, inks.ink), (f"  {_('own claim')}", inks.dim))]
    lines += _wrapped([(claim.why, inks.dim)], width, COLUMN) if claim.why else []
    for said in claim.said:
        facts = [said.level, said.decision, _("given before seeing others'") if said.blind else ""]
        words = f" {glyphs.NONE} ".join(filter(None, facts))
        more = _wrapped([(said.who, inks.name), (f"  {words}", inks.ink)], width - 7, COLUMN)
        more[0].right = [(day_month(said.on), inks.dim)]
        lines += more
        lines += _wrapped([(said.note, inks.dim)], width, COLUMN) if said.note else []
        lines += _signed(signs, ("assessments", said.id), width, COLUMN)
    return lines


def _step_lines(page: ReviewPage, inks: Inks, width: int) -> list[Line]:
    if not page.steps:
        return []
    lines = [Line((_("What comes next"), inks.dim))]
    for step in page.steps:
        sign = glyphs.DONE if step.is_done else glyphs.SKIPPED if step.answer == "declined" else glyphs.UNTICKED
        about = step.goal or _("suggested by {name}").format(name=step.by)
        lines += _wrapped([(f"{sign} ", inks.ink), (step.title, inks.ink), (f"  {about}", inks.dim)], width)
    return lines


def _agreed_lines(page: ReviewPage, view: View, inks: Inks, width: int, signs: Signs) -> list[Line]:
    if not page.agreed:
        return []
    lines = [Line((_("Agreed"), inks.dim))]
    for one in page.agreed:
        line = Line((f"{glyphs.DONE} " if one.as_it_stands else f"{glyphs.CHANGED} ", inks.ink), (one.who, inks.ink))
        if not one.as_it_stands:
            line.add(f"  {_('to what it said before')}", inks.dim)
        line.right = [(long_day(one.on, view.today), inks.dim)] if one.on else []
        lines.append(line)
        lines += _signed(signs, ("agreements", one.id), width, 2) if one.id else []
    return lines


def recognition_lines(one: Recognition, view: View, inks: Inks, width: int, signs: Signs) -> list[Line]:
    """What a recognition is for, by whom, on which evidence."""
    lines = _wrapped([(shown_title(one.title), inks.strong)], width)
    if one.by:
        name = clean_line(view.portfolio.name_of(one.by))
        role = f", {word(clean_line(one.role), 'role')}" if one.role else ""
        lines += _wrapped([(_("by {name}").format(name=name) + role, inks.dim)], width)
    lines += [*_signed(signs, ("recognitions", one.id), width, 0), Line()]
    for aim in one.guidelines:
        guideline = view.framework.guidelines.get(aim.guideline)
        if guideline is None:
            lines.append(Line((clean_line(aim.guideline), inks.ink)))
            continue
        rank = view.framework.rank(aim.level)
        code = inks.code(guideline.code, guideline.component)
        gap = (" " * max(1, COLUMN - cell_len(guideline.code)), inks.ink)
        lines.append(Line(code, gap, *draw.level(inks, view.framework, guideline.component, rank)))
        lines += _wrapped([(guideline.full_statement, inks.dim)], width, COLUMN)
    titles = [shown_title(piece.title) for each in one.evidence if (piece := view.portfolio.piece(each)) is not None]
    if titles:
        lines += [Line(), Line((_("On this evidence"), inks.dim))]
        lines += [line for title in titles for line in _wrapped([(title, inks.ink)], width)]
    words = clean("\n".join(one.criteria))
    return [
        *lines,
        *([Line(), Line((_("Criteria"), inks.dim)), *_wrapped([(words, inks.ink)], width)] if words else []),
    ]
