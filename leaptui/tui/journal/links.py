"""A field of a sheet that holds what something is about: pieces, goals, guidelines; a picker chooses them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import events
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _
from leaptui.model.dates import day_month
from leaptui.model.framework import Guideline
from leaptui.model.journal import GUIDELINES, about_of
from leaptui.model.records import About, Evidence, Goal
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.leading import key_of_about
from leaptui.tui.line import Line
from leaptui.tui.session import Session
from leaptui.tui.widgets.choose import ChooseMany, Option
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.form import field_ground

MOST_SHOWN = 3
"""Rows of the field; what is linked beyond them is counted."""


def linkable(session: Session, tables: Iterable[str]) -> list[Option]:
    """What can be chosen, by table and id: pieces the newest first, living goals first, guidelines in their order."""
    wanted = set(tables)
    portfolio = session.portfolio
    found: list[Option] = []
    if "evidence" in wanted:
        found += map(_piece, portfolio.newest)
    if "goals" in wanted:
        found += map(_goal, portfolio.goals.values())
    if GUIDELINES in wanted:
        found += map(_guideline, session.framework.guidelines.values())
    return found


def option_of(session: Session, key: str) -> Option | None:
    """The option of `linkable` with that key; None where there is none."""
    table, _slash, one = key.partition("/")
    portfolio = session.portfolio
    if table == "evidence" and one in portfolio.evidence:
        return _piece(portfolio.evidence[one])
    if table == "goals" and one in portfolio.goals:
        return _goal(portfolio.goals[one])
    if table == GUIDELINES and one in session.framework.guidelines:
        return _guideline(session.framework.guidelines[one])
    return None


def _piece(piece: Evidence) -> Option:
    return Option(f"evidence/{piece.id}", shown_title(piece.title), _("piece"), day_month(piece.day))


def _goal(goal: Goal) -> Option:
    return Option(f"goals/{goal.id}", shown_title(goal.title), _("goal"))


def _guideline(one: Guideline) -> Option:
    return Option(f"{GUIDELINES}/{one.id}", f"{one.code} {one.statement}", _("guideline"), more=one.full_statement)


def about_of_key(key: str) -> About:
    """What a key of `linkable` stands for."""
    table, _slash, record_id = key.partition("/")
    return about_of(table, record_id)


def keys_of(abouts: Iterable[About]) -> tuple[str, ...]:
    """The keys of what something is about."""
    return tuple(key_of_about(one) for one in abouts)


class LinkField(Filled, can_focus=True):
    """What was chosen so far; Enter, Space or a click opens the picker. What it cannot show is kept all the same."""

    DEFAULT_CSS = """
    LinkField { height: auto; min-height: 1; max-height: 4; width: 1fr; padding: 0 1; background: $raised; }
    LinkField:focus { background: $sel; }
    """
    BINDINGS = [
        Binding("enter,space", "choose", N_("Choose"), id="links.choose", tooltip=N_("Choose what it is about")),
    ]

    def __init__(self, chosen: Sequence[str], tables: Sequence[str], title: str, *, id: str) -> None:
        super().__init__(id=id)
        self.chosen = tuple(chosen)
        self._tables = tables
        self._title = title

    @property
    def stands(self) -> str:
        """What is chosen."""
        return " ".join(self.chosen)

    @property
    def _shown(self) -> list[Option]:
        found = (option_of(desk(self).session, key) for key in self.chosen)
        return [option for option in found if option is not None]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each, up to a few."""
        del container, viewport, width
        return max(1, min(MOST_SHOWN, len(self._shown)))

    def render_line(self, y: int) -> Strip:
        """A title and what it is; a hint where nothing is chosen."""
        inks = desk(self).inks
        line = Line()
        shown = self._shown
        if not shown:
            line.add(
                _("{key} chooses from pieces, goals and guidelines").format(key=key_of(self, "links.choose")), inks.dim
            )
            if GUIDELINES not in self._tables:
                line = Line((_("{key} chooses from your pieces").format(key=key_of(self, "links.choose")), inks.dim))
        elif y < len(shown):
            line = Line((clean_line(shown[y].title), inks.ink), right=[(shown[y].about, inks.dim)])
            if y == MOST_SHOWN - 1 and len(shown) > MOST_SHOWN:
                line = Line((_("and {n} more").format(n=len(shown) - y), inks.dim))
        return line.strip(max(0, self.size.width), field_ground(self))

    def action_choose(self) -> None:
        """Open the picker."""
        options = linkable(desk(self).session, self._tables)
        shown = {option.key for option in options}

        def keep(picked: frozenset[str] | None) -> None:
            if picked is not None:
                kept = [key for key in self.chosen if key in picked or key not in shown]
                new = [option.key for option in options if option.key in picked and option.key not in kept]
                self.chosen = (*kept, *new)
                self.refresh(layout=True)

        self.app.push_screen(ChooseMany(self._title, options, frozenset(self.chosen) & shown), keep)

    def on_click(self, event: events.Click) -> None:
        """A click opens the picker."""
        event.stop()
        self.focus()
        self.action_choose()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
