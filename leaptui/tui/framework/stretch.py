"""Interest and stretch: a small chart of how far the work stretched, and which interests it feeds."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.strip import Strip

from leaptui.language import N_, _, ngettext, pgettext
from leaptui.model.challenge import SCALE, Challenge, challenge, scale_words, stretch_sentence
from leaptui.model.dates import day_month, month_short
from leaptui.tui import glyphs
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, cut, wrap
from leaptui.tui.widgets.overlay import Overlay
from leaptui.tui.widgets.reading import Reading

CELLS = 4
"""Cells of a month in the chart."""


class StretchText(Reading):
    """The chart, how often each value was said, and the interests."""

    HELP = N_("What your pieces say of interest and stretch. Nothing here is a grade.")

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Months of stretch, both scales, the interests."""
        inks, view = desk(self).inks, desk(self).session.view
        found = challenge(view.portfolio, view.today)
        if not found.said and not found.fed:
            says = _(
                "A piece can say how much it interested you and how far it stretched you: on its sheet, from 1 to 5."
            )
            return [Line(*row) for row in wrap([(says, inks.dim)], width)]
        lines: list[Line | Strip] = [*_chart(inks, found, width), Line(), *_scales(inks, found)]
        return [*lines, Line(), *_interests(inks, found, width)]


def _chart(inks: Inks, found: Challenge, width: int) -> list[Line]:
    """A bar for each month, one row for each value; below the months and how many pieces."""
    months = found.months[-max(1, (width - 16) // CELLS) :]
    lines = [Line((_("Stretch over time"), inks.dim))]
    for value in reversed(SCALE):
        line = Line((f"{value} ", inks.dim))
        for month in months:
            mark: Span = ("██  ", inks.bar) if month.height >= value else ("    ", inks.dim)
            if value == 1 and not month.height:
                mark = (f"{glyphs.NONE}   ", inks.faint)
            line.left.append(mark)
        if value in {1, 5}:
            line.add(f" {scale_words(value, 'stretch')}", inks.dim)
        lines.append(line)
    names = "".join(f"{month_short(month.first)[:3]:<{CELLS}}" for month in months)
    counts = "".join(f"{month.pieces or '':<{CELLS}}" for month in months)
    lines.append(Line(("  ", inks.dim), (names, inks.dim)))
    lines.append(Line(("  ", inks.dim), (counts, inks.ink), (f" {pgettext('a chart', 'pieces')}", inks.dim)))
    sentence = stretch_sentence(found)
    return [*lines, Line((sentence, inks.ink))] if sentence else lines


def _scales(inks: Inks, found: Challenge) -> list[Line]:
    """How many pieces said each value of interest, and of stretch, side by side in words."""
    lines = []
    for title, counts in ((_("Interest"), found.interest), (_("Stretch"), found.stretch)):
        line = Line((f"{title:<10}", inks.dim))
        for value in SCALE:
            said = f"{glyphs.FULL * value} {counts[value]}   "
            line.add(said, inks.ink if counts[value] else inks.dim)
        lines.append(line)
    return lines


def _interests(inks: Inks, found: Challenge, width: int) -> list[Line]:
    """The learner's interests, and the pieces that feed each."""
    if not found.fed:
        says = _("Interests you note about yourself stand here, with the pieces that feed them.")
        return [Line(*row) for row in wrap([(says, inks.dim)], width)]
    lines = [Line((_("Interests, and what feeds them"), inks.dim))]
    for one in found.fed:
        count = ngettext("{n} piece", "{n} pieces", one.pieces).format(n=one.pieces) if one.pieces else _("none yet")
        fact = f"{count}, {day_month(one.last)}" if one.last else count
        lines.append(Line((cut(one.words, max(8, width - len(fact) - 2)), inks.ink), right=[(fact, inks.dim)]))
    return lines


class Stretch(Overlay[None]):
    """The sheet."""

    TAKES_TEXT = False
    TITLE_TEXT = N_("Interest and stretch")
    DEFAULT_CSS = "Stretch Sheet { height: 26; max-height: 100%; } Stretch StretchText { height: 1fr; border: none; }"

    def compose_sheet(self) -> ComposeResult:
        """The text."""
        yield StretchText()

    def on_mount(self) -> None:
        """Read at once."""
        self.query_one(StretchText).focus()


def open_stretch(app: DeskApp) -> None:
    """Open the sheet."""
    app.push_screen(Stretch())
