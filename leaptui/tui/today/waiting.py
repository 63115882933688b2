"""Waiting for you: feedback that was not answered yet, and what was written differently in two places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message

from leaptui.language import N_, _, ngettext
from leaptui.model.advances import choices
from leaptui.model.journal import offers_look_back
from leaptui.model.saying import noun
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span
from leaptui.tui.today.lead import lead_to_goals, lead_to_piece
from leaptui.tui.today.panel import BLANK, Drawn, Panel

if TYPE_CHECKING:
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records_others import Feedback
    from leaptui.tui.session import View
    from leaptui.tui.today.asked import Asked


@dataclass(frozen=True)
class Wait:
    """Something that waits: feedback of one person on one thing, or two versions of a record.

    `table` and `id` name what it is about, `piece` the evidence to go to, None where it is about something else.
    `feedback` are the ids of the comments it gathers. A guideline that is demonstrated waits for a choice, on or deeper:
    `more` are those beside it that do, too.
    """

    table: str
    id: str
    title: str
    piece: str | None
    by: str = ""
    aspects: tuple[str, ...] = ()
    feedback: tuple[str, ...] = ()
    newest: str = ""
    more: int = 0

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.table}/{self.id}/{self.by}"


LOOK_BACK = Wait("reflections", "look-back", "", None)
"""The offer to look back at the week: it stands last, is not counted, and goes with the week."""


def waits(portfolio: Portfolio) -> list[Wait]:
    """What waits for the learner: conflicts first, then feedback, the newest first."""
    found = [
        Wait(table, record_id, _title(portfolio, table, record_id), _piece(portfolio, table, record_id))
        for table, record_id in _two_versions(portfolio)
    ]
    said: list[Wait] = []
    for (table, record_id), items in portfolio.feedback_on.items():
        unanswered = [item for item in items if not item.answered]
        for by in dict.fromkeys(item.by for item in unanswered):
            said.append(_said(portfolio, table, record_id, [item for item in unanswered if item.by == by]))
    return [*found, *sorted(said, key=lambda wait: wait.newest, reverse=True)]


def to_choose(view: View) -> list[Wait]:
    """The guideline demonstrated last of which nothing was chosen yet: one line, however many there are."""
    found = choices(view.portfolio, view.framework, view.standings)
    return [Wait("guidelines", one.guideline.id, one.guideline.code, None, more=len(found) - 1) for one in found[:1]]


def _two_versions(portfolio: Portfolio) -> Iterable[tuple[str, str]]:
    """Table and id of the records in which a choice is open."""
    tables = portfolio.document.values()
    if not any("_conflicts" in record for table in tables for record in table.values()):
        return ()  # nearly always: the merge need not be read in for that
    from leaptui.merge import open_conflicts

    return dict.fromkeys((one.table, one.id) for one in open_conflicts(portfolio.document))


def _said(portfolio: Portfolio, table: str, record_id: str, items: Sequence[Feedback]) -> Wait:
    return Wait(
        table,
        record_id,
        _title(portfolio, table, record_id),
        _piece(portfolio, table, record_id),
        by=portfolio.name_of(items[0].by),
        aspects=tuple(dict.fromkeys(item.aspect for item in items)),
        feedback=tuple(item.id for item in items),
        newest=max(item.created for item in items),
    )


def _piece(portfolio: Portfolio, table: str, record_id: str) -> str | None:
    """The piece of evidence a record belongs to, if it is there."""
    raw = portfolio.raw(table, record_id) or {}
    piece = record_id if table == "evidence" else raw.get("evidence") if table == "claims" else None
    return piece if isinstance(piece, str) and piece in portfolio.evidence else None


def _title(portfolio: Portfolio, table: str, record_id: str) -> str:
    piece = _piece(portfolio, table, record_id)
    raw = portfolio.raw("evidence", piece) if piece else portfolio.raw(table, record_id)
    title = (raw or {}).get("title")
    return clean_line(title) if isinstance(title, str) and title.strip() else noun(table)


class Waiting(Panel):
    """What waits; Enter leads to it, Space answers feedback."""

    HELP = N_("What others said, ask and share, and you have not answered; what was changed in two places.")
    HEADING = N_("Waiting for you")
    QUIET = True
    BINDINGS = [
        Binding("enter", "open", N_("Open"), id="list.open", tooltip=N_("Go to what it is about")),
        Binding(
            "space",
            "answer",
            N_("Answer"),
            id="waiting.tick",
            tooltip=N_("Answer this feedback, or say that you read it"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="waiting")
        self._waits: dict[str, Wait] = {}
        self._asked: dict[str, Asked] = {}
        self._of_others: list[Asked] = []
        self._seen: View | None = None

    def wanted_height(self) -> int:
        """The rows it takes to show everything that waits, its frame included."""
        self._look()
        return 3 * (len(self._waits) + len(self._asked)) + 3

    def _look(self) -> None:
        """Look for what waits, once in each state of the portfolio; what others ask is looked for in a thread."""
        view = self.session.view
        if view is self._seen:
            return
        offered = [LOOK_BACK] if offers_look_back(view.portfolio, view.today) else []
        found = (*waits(view.portfolio), *to_choose(view), *offered)
        self._seen, self._waits = view, {wait.key: wait for wait in found}
        if any(person.portfolio for person in view.portfolio.people.values()):
            self.run_worker(self._ask_others, thread=True, exclusive=True, group="others")
        else:
            self._of_others = []
        self._gather()

    def _gather(self) -> None:
        """Put together what was asked: of most portfolios nothing is."""
        self._asked = {}
        portfolio = self.session.portfolio
        if self._of_others or "asks" in portfolio.document:
            from leaptui.tui.today.asked import answered

            self._asked = {one.key: one for one in (*answered(portfolio), *self._of_others)}

    def _ask_others(self) -> None:
        from leaptui.tui.today.asked import of_others

        session, view = self.session, self._seen
        if view is not None:
            self.post_message(self.Asking(view, of_others(session.shared.others, view.portfolio)))

    @dataclass
    class Asking(Message):
        """It is known what others ask and share, for one state of the portfolio."""

        view: View
        found: list[Asked]

    def on_waiting_asking(self, event: Asking) -> None:
        """Show what others ask."""
        event.stop()
        if event.view is self._seen and event.found != self._of_others:
            self._of_others = event.found
            self._gather()
            self.show_anew()

    def rows_for_room(self) -> list[Drawn]:
        """Two lines for each thing that waits."""
        self._look()
        paints = [(wait.key, self._paint(wait)) for wait in self._waits.values() if wait is not LOOK_BACK]
        paints += [(one.key, self._paint_asked(one)) for one in self._asked.values()]
        paints += [(wait.key, self._paint(wait)) for wait in self._waits.values() if wait is LOOK_BACK]
        count = len(paints) - sum(wait is LOOK_BACK or wait.table == "guidelines" for wait in self._waits.values())
        self.set_frame(_("Waiting for you"), str(count) if count else "")
        spaced = 3 * len(paints) - 1 <= self.size.height
        rows: list[Drawn] = []
        for key, paint in paints:
            if rows and spaced:
                rows.append(BLANK)
            rows.append(Drawn(key, 2, paint))
        return rows

    def _paint_asked(self, one: Asked) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            del width
            return self._lines_asked(one, current=current)

        return paint

    def _lines_asked(self, one: Asked, *, current: bool) -> list[Line]:
        """Who answered, asks or shares; below, what."""
        inks = self.inks
        said, below = {
            "answered": (_("{who} answered what you asked"), one.words),
            "asks": (_("{who} asks: {words}"), one.about),
        }.get(one.sort, (_("{who} shares a piece with you"), one.words))
        before, _who, behind = said.partition("{who}")
        name = (one.by, inks.strong if current else inks.name)
        line = Line(
            inks.person_chip(one.by), (f" {before}", inks.ink), name, (behind.format(words=one.words), inks.ink)
        )
        return [line, Line((" " * 5, inks.ink), (below, inks.dim))]

    def _paint(self, wait: Wait) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            return self._lines_of(wait, width, current=current)

        return paint

    def _lines_of(self, wait: Wait, width: int, *, current: bool) -> list[Line]:
        inks = self.inks
        pad = (" " * 5, inks.ink)
        if wait is LOOK_BACK:
            bold = inks.strong if current else inks.name
            offer = Line((f" {glyphs.EMPTY}   ", inks.dim), (_("A look back at the week"), bold))
            return [offer, Line(pad, (_("two minutes, if you like"), inks.dim))]
        if wait.table == "guidelines":
            bold = inks.strong if current else inks.name
            guideline = self.session.framework.guidelines[wait.id]
            code = inks.code(guideline.code, guideline.component)
            said = _("is demonstrated: on, or deeper?")
            more = ngettext("and {n} more", "and {n} more", wait.more).format(n=wait.more) if wait.more else ""
            words = f"{more} {glyphs.NONE} {guideline.full_statement}" if more else guideline.full_statement
            return [Line((" ", inks.ink), code, (f"  {said}", bold)), Line(pad, (words, inks.dim))]
        if not wait.by:
            bold = inks.strong if current else inks.name
            about = _("of one {noun}").format(noun=noun(wait.table))
            first = Line((f" {glyphs.CHANGED}   ", inks.strong), (_("Two versions"), bold), (f" {about}", inks.ink))
            return [first, Line(pad, (wait.title, inks.dim))]
        chip = inks.person_chip(wait.by)
        aspects = ", ".join(word(clean_line(aspect), "aspect") for aspect in wait.aspects)
        said = _("{who} gave feedback on {aspects}") if width >= 44 else _("{who} gave feedback")
        before, _who, behind = said.partition("{who}")
        name = (clean_line(wait.by), inks.strong if current else inks.name)
        line = Line(chip, (f" {before}", inks.ink), name, (behind.format(aspects=aspects), inks.ink))
        return [line, Line(pad, (wait.title, inks.dim))]

    def teaches(self) -> Sequence[Span]:
        """Nothing waits; say so, and what could be done."""
        portfolio, inks = self.session.portfolio, self.inks
        bare = sum(not portfolio.claims_of.get(piece) for piece in portfolio.evidence)
        if not bare:
            return [(_("Nothing is waiting. What others say about your work comes here."), inks.dim)]
        said = ngettext(
            "Nothing is waiting. One piece has no tag yet: {key} says what the newest shows.",
            "Nothing is waiting. {n} pieces have no tag yet: {key} says what the newest shows.",
            bare,
        )
        before, _key, behind = said.partition("{key}")
        return [(before.format(n=bare), inks.dim), (key_of(self, "today.tag"), inks.strong), (behind, inks.dim)]

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """What that which waits is about: what is copied."""
        wait, asked = self._waits.get(self.key or ""), self._asked.get(self.key or "")
        if asked is not None and asked.ask:
            return [("asks", asked.ask)]
        if wait is None or wait is LOOK_BACK:
            return []
        return [("guideline" if wait.table == "guidelines" else wait.table, wait.id)]

    def action_open(self) -> None:
        """Go to the piece, or to the goals where it is about one."""
        wait = self._waits.get(self.key or "")
        if wait is None:
            self._open_asked(self._asked.get(self.key or ""))
            return
        if wait is LOOK_BACK:
            from leaptui.tui.journal.look_back import open_look_back

            open_look_back(self)
        elif wait.table == "guidelines":
            from leaptui.tui.framework.choices import choose_on_or_deeper

            choose_on_or_deeper(self, wait.id)
        elif not wait.by:
            from leaptui.tui.conflicts.opening import open_conflicts

            open_conflicts(desk(self), (wait.table, wait.id))
        elif wait.piece:
            lead_to_piece(self, wait.piece, feedback=bool(wait.feedback))
        elif wait.table in {"goals", "steps", "paces", "breaks"}:
            step = self.session.portfolio.steps.get(wait.id)
            goal = step.goal if step else wait.id if wait.table == "goals" else None
            lead_to_goals(self, goal, pace=goal is None)
        else:
            desk(self).say(_("This was left by another version of leaptui; leaptui show tells what it says."))

    def _open_asked(self, one: Asked | None) -> None:
        """Note what came of an ask; go to what another one asks; take in what they share."""
        if one is None:
            return
        if one.offer is not None:
            from leaptui.tui.evidence.shared import take_offer

            take_offer(self, one.offer)
            return
        from leaptui.tui.people.leading import lead_to_ask

        lead_to_ask(self, one.ask or one.key.partition("/")[2], answers=bool(one.ask))

    def action_answer(self) -> None:
        """Answer the feedback in words; without any it counts as read, and is said to be."""
        wait = self._waits.get(self.key or "")
        if wait is not None:
            from leaptui.tui.review.answer import open_answer

            open_answer(self, wait.feedback)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something that waits; only feedback is answered."""
        del parameters
        wait = self._waits.get(self.key or "")
        if action == "answer":
            return wait is not None and bool(wait.feedback)
        return wait is not None or self.key in self._asked if action == "open" else True
