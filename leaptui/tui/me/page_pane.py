"""About me: what stands on the page that opens reviews; Space chooses."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding

from leaptui.language import N_, _, ngettext
from leaptui.model.about_me import AboutItem, about_choices, about_page, chosen
from leaptui.model.edits import Invalid
from leaptui.model.edits.me import put_on_page, take_off_page
from leaptui.model.records_own import Facet
from leaptui.model.text import clean
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, width_of, wrap
from leaptui.tui.me.page_sheet import PageSheet, write_own_words
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.row_list import MARGIN, RowList
from leaptui.tui.widgets.rows import Row
from leaptui.tui.widgets.said import Said, said_rows

OWN_WORDS = "text"
"""The key of the row with the learner's own words."""
MOST_ROWS = 4
"""Rows of the learner's own words; the page itself has them whole."""


class PagePane(RowList):
    """What may stand on the page, and what does."""

    HELP = N_("The page that opens your reviews: Space chooses what stands on it. Nothing private can.")
    BINDINGS = [
        Binding("enter", "open", N_("Read the page"), id="list.open", tooltip=N_("The page as others read it")),
        Binding("space", "choose", N_("Choose"), id="page.tick", tooltip=N_("Let it stand on the page, or no longer")),
        Binding("e", "words", N_("Own words"), id="page.words", tooltip=N_("Say something in words of your own")),
    ]

    def __init__(self) -> None:
        super().__init__(id="about-me")
        self._items: dict[str, AboutItem] = {}
        self._chosen: frozenset[str] = frozenset()

    def show_page(self) -> None:
        """Show all that may stand on the page, what does so ticked and first among its kind."""
        session = desk(self).session
        page = chosen(session.portfolio)
        self._chosen = frozenset({*page.facets, *page.goals, *page.evidence, *page.recognitions})
        parts = about_choices(session.portfolio, session.framework)
        # The pieces are many, and come last.
        parts.sort(key=lambda part: part.name == "evidence")
        self._items = {f"{item.table}/{item.id}": item for part in parts for item in part.items}
        rows: list[Row] = [Row(OWN_WORDS, len(self._own_words()))]
        dense = self.screen.has_class("-narrow") or self.screen.has_class("-short")
        for part in parts:
            if part.items:
                rows += [] if dense else [Row(None)]
                rows.append(Said(None, line=Line((part.heading, desk(self).inks.dim))))
                items = sorted(part.items, key=lambda item: item.id not in self._chosen)
                rows += [Row(f"{item.table}/{item.id}") for item in items]
        rows += self._private() if self._items else self._to_come()
        self.show_rows(rows)
        count = sum(len(part.items) for part in about_page(session.portfolio, session.framework).parts)
        self.set_frame(
            _("About me"), ngettext("{n} thing on it", "{n} things on it", count).format(n=count) if count else ""
        )

    def _own_words(self) -> list[Line]:
        inks = desk(self).inks
        width = max(8, self.size.width - 2 * MARGIN)
        text = clean("\n".join(chosen(desk(self).session.portfolio).text)).strip()
        if not text and desk(self).session.puts_away:
            return [Line((_("Nothing in words of their own yet."), inks.dim))]
        if not text:
            said = _("{key} says something in your own words.")
            before, _key, after = said.partition("{key}")
            return [Line((before, inks.dim), (key_of(self, "page.words"), inks.strong), (after, inks.dim))]
        rows = wrap([(text, inks.ink)], width)
        shown = [Line(*row) for row in rows[:MOST_ROWS]]
        if len(rows) > MOST_ROWS:
            shown[-1].add(" …", inks.dim)
        return shown

    def _to_come(self) -> list[Row]:
        """What can stand on the page, while there is nothing to choose."""
        inks = desk(self).inks
        said = _("This page opens your reviews. Lines you open, goals and pieces come here, and you choose.")
        return [Row(None), *said_rows(said, inks.dim, self.size.width - 2 * MARGIN), *self._private()]

    def _private(self) -> list[Row]:
        """How many lines are private, so that nobody looks for them here in vain."""
        count = sum(line.private for line in desk(self).session.portfolio.live(Facet).values())
        if not count:
            return []
        said = ngettext(
            "{n} line is private and is not offered here.", "{n} lines are private and are not offered here.", count
        )
        return [Row(None), Said(None, line=Line((said.format(n=count), desk(self).inks.dim)))]

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Own words, a heading, or something with its box, and a fact about it where nothing is cut for that."""
        inks = desk(self).inks
        if isinstance(row, Said):
            return [row.line]
        if row.key is None:
            return [Line()]
        if row.key == OWN_WORDS:
            return self._own_words()[: row.height]
        item = self._items[row.key]
        on = item.id in self._chosen
        box = glyphs.TICKED if on else glyphs.UNTICKED
        style = inks.strong if current else inks.ink if on else inks.dim
        said = Line((f"{box} ", inks.ink if on else inks.dim), (item.words, style))
        if item.facts and item.table == "evidence" and width_of(said.left) + cell_len(item.facts[0]) < width:
            said.right = [(item.facts[0], inks.dim)]
        return [said]

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        self.show_page()

    def on_resize(self, event: events.Resize) -> None:
        """Break the own words for the new width."""
        del event
        if desk(self).session.is_open:
            self.show_page()

    # ---- doing

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """What the cursor is on: what is copied."""
        item = self._items.get(self.key or "")
        return [(item.table, item.id)] if item else []

    def action_open(self) -> None:
        """Read the page as others do."""
        session = desk(self).session
        self.app.push_screen(PageSheet(about_page(session.portfolio, session.framework)))

    def action_choose(self) -> None:
        """Let it stand on the page, or no longer."""
        item = self._items.get(self.key or "")
        session = desk(self).session
        if item is None:
            return
        do = take_off_page if item.id in self._chosen else put_on_page
        try:
            desk(self).do(do(session.portfolio, session.at, item.table, [item.id]), "")
        except Invalid as error:
            desk(self).say(sentence(error))

    def action_words(self) -> None:
        """Say something in words of one's own."""
        write_own_words(self)

    def clicked(self, event: events.Click) -> None:
        """A click on a box chooses; elsewhere the second of two reads the page."""
        if self.key != OWN_WORDS and event.x - self.gutter.left - MARGIN in (0, 1):
            if event.chain == 1:
                self.action_choose()
        else:
            super().clicked(event)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something to choose."""
        del parameters
        return not (action == "choose" and (self.key is None or self.key == OWN_WORDS))
