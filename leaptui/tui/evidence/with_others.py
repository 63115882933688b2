"""What a piece has to do with others, as lines to read: who had which part, who confirmed it, what was asked about it."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len

from leaptui.language import _
from leaptui.model.asks import asks_about
from leaptui.model.dates import day_month
from leaptui.model.experience import confirmations_of, still_holds, way_of
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.text import clean, clean_line
from leaptui.model.voices import parts_in
from leaptui.model.words import word
from leaptui.tui import glyphs
from leaptui.tui.asked_words import ask_sign, whom_words
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.session import Session

LABEL = 7
"""Cells of the column in which chips stand."""


def with_whom(piece: Evidence, portfolio: Portfolio) -> str:
    """Who was part of a piece, each with the part they had: `Ravi Nair (wiring), Ms Lind`."""
    parts = parts_in(portfolio, piece).items()
    return ", ".join(f"{name} ({part})" if part else name for name, part in parts)


def _under(spans: Iterable[Span], inks: Inks, width: int) -> list[Line]:
    """Lines under a chip."""
    return [Line((" " * LABEL, inks.ink), *row) for row in wrap(spans, max(1, width - LABEL))]


def confirmed(piece: Evidence, session: Session, inks: Inks, width: int) -> list[Line]:
    """What hosts confirm of the piece: a sign, who, how, and their words."""
    portfolio = session.portfolio
    lines: list[Line] = []
    for one in confirmations_of(portfolio, piece.id):
        name = clean_line(portfolio.name_of(one.by))
        chip = inks.person_chip(name)
        holds = still_holds(portfolio, one)
        role = f", {clean_line(one.role)}" if one.role else ""
        gap = " " * max(1, LABEL - cell_len(chip[0]))
        line = Line(chip, (gap + name, inks.name), (role, inks.dim))
        if one.on_date:
            line.right = [(day_month(one.on_date), inks.dim)]
        sign = f"{glyphs.DONE} {_('confirmed')}" if holds else f"{glyphs.CHANGED} {_('changed since confirmed')}"
        lines += [line, *_under([(sign, inks.ink), (f", {way_of(one)}", inks.dim)], inks, width)]
        if one.text:
            lines += _under([(clean("\n".join(one.text)), inks.ink)], inks, width)
    return [Line((_("Confirmed by the host"), inks.dim)), *lines, Line()] if lines else []


def asked(piece: Evidence, session: Session, inks: Inks, width: int) -> list[Line]:
    """What was asked about the piece, and what came of it."""
    lines: list[Line] = []
    for ask in asks_about(session.portfolio, "evidence", piece.id):
        spans: list[Span] = [(f"{ask_sign(ask)} ", inks.ink), (clean_line(ask.words), inks.ink)]
        right = f"{whom_words(session.portfolio, ask)}, {word(ask.status, 'ask')}"
        rows = wrap(spans, width)
        lines += [*(Line(*row) for row in rows), Line((f"  {right}", inks.dim))]
        if ask.outcome:
            lines += [
                Line(("  ", inks.dim), *row) for row in wrap([(clean("\n".join(ask.outcome)), inks.dim)], width - 2)
            ]
    return [Line((_("Asked for"), inks.dim)), *lines, Line()] if lines else []
