"""The rows of the shelf, one for each portfolio, and what is known of the one under the cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _, date_form, in_quotes, ngettext, pgettext
from leaptui.model.dates import day_month, long_day
from leaptui.model.text import clean_line
from leaptui.store.listing import LINK, NEWER, UNREADABLE, Glance, Listed
from leaptui.store.workspace import Workspace
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, fit, mark, wrap
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row

_MANY = 8
"""From so many portfolios on, those opened lately stand under a heading of their own."""
_WIDE = 84
"""Cells from which on a row has room for the title."""
_TROUBLE = {UNREADABLE: N_("cannot be read"), LINK: N_("a link"), NEWER: N_("newer, to read only")}


class Spines(RowList):
    """The portfolios that fit what was typed."""

    def __init__(self, today: date) -> None:
        super().__init__(id="spines")
        self._today = today
        self._known: Mapping[str, Glance | None] = {}
        self._twice: frozenset[str] = frozenset()
        self._query = ""

    def show(
        self, names: Sequence[str], known: Mapping[str, Glance | None], query: str, *, recent: int, at: str | None
    ) -> None:
        """Show portfolios, with what was typed marked in them; the first `recent` were opened lately."""
        typed_on = query != self._query
        self._known, self._query = known, query
        learners = Counter(clean_line(one.learner).casefold() for one in known.values() if one)
        self._twice = frozenset(learner for learner, count in learners.items() if count > 1)
        rows = [Row(name) for name in names]
        if 0 < recent < len(names) and len(names) > _MANY:
            rows = [Row(None), *rows[:recent], Row(None, 2), *rows[recent:]]
        self.show_rows(rows, at, first=typed_on and bool(query))

    def in_sight(self) -> list[str]:
        """The portfolios on the screen now, and the next few."""
        first = self.row_at(0) or 0
        return [row.key for row in self.rows[first : first + self.size.height + 5] if row.key is not None]

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Whose it is, its title, how many pieces, when it was changed last."""
        from leaptui.model.folded import spans

        inks = desk(self).inks
        if row.key is None:
            # The heading of the others has a blank row over it.
            others = row.height > 1
            return [Line(), Line((_("The others"), inks.dim))] if others else [Line((_("Opened lately"), inks.dim))]
        glance = self._known.get(row.key)
        style = inks.strong if current else inks.ink
        if glance is None or (not glance.learner and glance.trouble):
            right: list[Span] = [(_(_TROUBLE[glance.trouble]), inks.ink)] if glance else []
            name = cut(row.key, width - 20)
            return [Line(*mark(name, spans(name, self._query), style, inks.marker), right=right)]
        learner = clean_line(glance.learner) or row.key
        room = 30 if width >= _WIDE else 26
        shown = cut(learner, room)
        line = Line(*mark(shown, spans(shown, self._query), style, inks.marker))
        line.add(" " * (room + 2 - cell_len(shown)))
        facts = self._facts(glance, width)
        about = f"{row.key}  " if learner.casefold() in self._twice and learner != row.key else ""
        about += clean_line(glance.title)
        about = cut(about, width - room - 4 - cell_len(facts))
        line.left += mark(about, spans(about, self._query), inks.dim, inks.marker)
        line.right = [(facts, inks.dim)]
        return [line]

    def _facts(self, glance: Glance, width: int) -> str:
        pieces = ngettext("{n} piece", "{n} pieces", glance.pieces).format(n=glance.pieces)
        wide = width >= _WIDE
        last = _(_TROUBLE[glance.trouble]) if glance.trouble else _day(glance.modified, self._today, wide=wide)
        room = max(23 if wide else 16, cell_len(last))
        return f"{pieces}   {_right(last, room)}" if wide else f"{pieces}  {_right(last, room)}"

    def empty_lines(self, width: int) -> list[Line]:
        """Nothing fits: one sentence, one key."""
        del width
        inks = desk(self).inks
        said = (
            _("Nobody here has these words in name or title.") if self._query else _("There is no portfolio here yet.")
        )
        key = key_of(self, "shelf.new")
        return [Line((said, inks.dim)), Line((key, inks.strong), (" " + _("begins a new portfolio."), inks.dim))]


class About(Widget):
    """Two lines on the portfolio under the cursor: its file, and what there is to know of it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._facts = ""
        self._title = ""
        self._why = ""

    def show(self, listed: Listed | None, glance: Glance | None, frameworks: Mapping[str, str]) -> None:
        """Show what is known of a portfolio."""
        facts = [f"portfolios/{listed.name}.json"] if listed is not None else []
        if glance is not None and glance.learner:
            facts.append(frameworks.get(glance.framework, glance.framework))
        self._facts = " · ".join(clean_line(fact) for fact in facts if fact)
        self._title = in_quotes(clean_line(glance.title)) if glance is not None and glance.title else ""
        self._why = why_not(self._workspace, listed.name, glance) if listed and glance and glance.trouble else ""
        self.refresh()

    def _lines(self, width: int) -> list[Line]:
        inks = desk(self).inks
        facts = Line((self._facts, inks.dim))
        if self._why:
            # The reason whole, on both lines where it needs them: whose file it is stands above.
            why = [Line(*row) for row in wrap([(self._why, inks.ink)], max(1, width))]
            return [facts, *why] if len(why) == 1 else why
        return [facts, Line((self._title, inks.dim))]

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        width = self.size.width
        lines = self._lines(width)
        return (lines[y] if y < len(lines) else Line()).strip(width, desk(self).inks.page)


def why_not(workspace: Workspace, name: str, glance: Glance) -> str:
    """Say in a sentence what is wrong with a portfolio's file, and what it means."""
    from leaptui.tui.sentence import sentence

    if glance.trouble == NEWER:
        return _("It was written by a newer leaptui: it can be read here, and changed after an update.")
    if glance.trouble == LINK:
        return _("It is a link to another file, and links are not followed.")
    from leaptui.model.canonical import MAX_BYTES, UnreadableDocument, read_portfolio
    from leaptui.store.errors import Refused
    from leaptui.store.files import explain, read_bytes

    try:
        read_portfolio(read_bytes(workspace.path(name), MAX_BYTES + 1))
    except UnreadableDocument as error:
        return sentence(_("the file {reason}; it is left as it is").format(reason=error.reason))
    except Refused as error:
        return sentence(error)
    except OSError as error:
        return sentence(explain(error, _("the file cannot be read")))
    return _("It does not say whose it is; it can be opened all the same.")


def _day(instant: str, today: date, *, wide: bool) -> str:
    """The day of an instant; one of another year in a few cells where there are not many. Nothing where it is none."""
    try:
        day = date.fromisoformat(instant[:10])
    except ValueError:
        return ""
    if wide or day.year == today.year or date_form() == "iso":
        return long_day(day, today)
    return pgettext("short day", "{day} {year}").format(day=day_month(day), year=day.year)


def _right(text: str, width: int) -> str:
    """Fill a text from the left to a number of cells."""
    return fit("", max(0, width - cell_len(text))) + cut(text, width)
