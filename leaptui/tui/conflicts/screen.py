"""The screen of conflicts: a field that was changed in two places, both versions side by side, and what else waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message

from leaptui.language import _, ngettext
from leaptui.merge import Question, Side, choose_sides, choose_value, together
from leaptui.merge.saying import field_words
from leaptui.model.change import Change
from leaptui.model.saying import Saying
from leaptui.sync.clones import Clones, clones_behind
from leaptui.tui.base import desk
from leaptui.tui.conflicts.bindings import WAYS, name_way_back
from leaptui.tui.conflicts.head import Heading, Ways
from leaptui.tui.conflicts.painting import Painter, why_apart, why_fixed
from leaptui.tui.conflicts.version import Shown, VersionPane, VersionText
from leaptui.tui.conflicts.waiting import WaitingList, key_of_question
from leaptui.tui.line import Span
from leaptui.tui.widgets.desk import DeskScreen, TabLine
from leaptui.tui.widgets.row_list import RowList

SHORT = 30
"""Rows under which the list keeps to three, so that the versions can be read."""

CLONES = "clones"
"""The group of the worker that finds out whose the clones are."""


@dataclass
class ClonesFound(Message):
    """It was found out who and where the clones are that wrote what waits."""

    clones: Clones


class ConflictsScreen(DeskScreen):
    """What was changed in two places, field by field, until it is chosen."""

    NAME = "conflicts"
    CSS_PATH = "screen.tcss"
    BINDINGS = WAYS

    def __init__(self) -> None:
        super().__init__()
        self.back = "today"
        self._wanted: tuple[str, str] | None = None
        self._clones = Clones()
        self._asked_for: frozenset[str] = frozenset()
        self._nth = 0
        self._drawn = ""

    @property
    def said_name(self) -> str:
        """What the screen is called."""
        return _("Conflicts")

    def compose_page(self) -> ComposeResult:
        """What it is about, the two versions, what can be done, what else waits."""
        with Vertical(id="page"):
            yield Heading()
            with Container(id="versions"):
                yield VersionPane("conflicts.left", is_mine=True, id="mine")
                yield VersionPane("conflicts.right", is_mine=False, id="theirs")
            yield Ways()
            yield WaitingList(self._brief, self._words)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(WaitingList).focus()

    def begin_anew(self) -> None:
        """Another portfolio was opened."""
        self._wanted, self._clones, self._asked_for = None, Clones(), frozenset()

    def show_from(self, back: str, record: tuple[str, str] | None) -> None:
        """Begin at a record, if something of it waits; Esc leads to the screen `back`."""
        self.back, self._wanted = back, record
        if self.is_mounted:
            self.query_one(TabLine).current = back
            self.query_one(WaitingList).focus()

    # ---- showing

    @property
    def _painter(self) -> Painter:
        session = desk(self).session
        return Painter(session, desk(self).inks, self._saying)

    @property
    def _saying(self) -> Saying:
        session = desk(self).session
        return Saying(session.portfolio, session.framework, session.today)

    def show_portfolio(self) -> None:
        """Show what waits now."""
        self.query_one(TabLine).current = self.back
        waiting = desk(self).session.questions
        wanted = next((key_of_question(one) for one in waiting if self._is_wanted(one)), None)
        self._wanted = None
        rows = self.query_one(WaitingList)
        rows.show(waiting, wanted)
        name_way_back(self._bindings, is_waiting=bool(waiting))
        self.refresh_bindings()
        self._fit()
        self._find_clones(waiting)
        self._show_question()

    def _fit(self) -> None:
        """Give the list the rows it takes, a quarter of the page at most."""
        rows = self.query_one(WaitingList)
        height = self.app.size.height
        most = 3 if height < SHORT else height // 4
        rows.styles.height = min(len(rows.rows), most) + 2 if rows.rows else "auto"

    def on_resize(self, event: events.Resize) -> None:
        """Fit the list."""
        del event
        self._fit()

    def _is_wanted(self, question: Question) -> bool:
        """Whether a question is about the record that was asked for, or about a tag of that piece."""
        if self._wanted is None or (question.table, question.id) == self._wanted:
            return self._wanted is not None
        raw = desk(self).session.portfolio.raw(question.table, question.id) or {}
        return question.table == "claims" and self._wanted == ("evidence", raw.get("evidence"))

    def _find_clones(self, waiting: Sequence[Question]) -> None:
        sides = [side for question in waiting for side in question.sides]
        clones = frozenset(side.clone for side in sides)
        if clones == self._asked_for:
            return
        self._asked_for = clones
        workspace = desk(self).session.workspace
        self._clones = Clones(workspace.clone, self._clones.known)

        def find() -> None:
            self.post_message(ClonesFound(clones_behind(workspace, sides)))

        self.run_worker(find, thread=True, exclusive=True, group=CLONES, exit_on_error=False)

    def on_clones_found(self, event: ClonesFound) -> None:
        """Name the clones."""
        self._clones = event.clones
        self._show_question()

    @property
    def question(self) -> Question | None:
        """The question that is shown."""
        return self.query_one(WaitingList).question

    def _other(self, question: Question) -> Side:
        """The version at the right."""
        return question.theirs[self._nth % len(question.theirs)]

    def _show_question(self) -> None:
        rows, question = self.query_one(WaitingList), self.question
        key = key_of_question(question) if question else ""
        is_new, self._drawn = key != self._drawn, key
        self._nth = 0 if is_new else self._nth
        self.set_class(question is None, "-done")
        if question is None:
            self.refresh_bindings()
            return
        title, field = self._words(question)
        self.query_one(Heading).show(rows.place, title, field, is_of_trash=question.is_of_trash)
        self.query_one(Ways).show(
            why_apart=why_apart(question), why_fixed=why_fixed(question), more=len(question.theirs) - 1
        )
        other = self._other(question)
        for number, pane in enumerate(("#mine", "#theirs")):
            paint = partial(self._paint, question, other, number)
            self.query_one(pane, VersionPane).show(paint, is_new=is_new)
        self.refresh_bindings()

    def _paint(self, question: Question, other: Side, number: int) -> Shown:
        """One of the two versions, in the colours of now."""
        return self._painter.pair(question, other, self._clones)[number]

    def _words(self, question: Question) -> tuple[str, str]:
        saying = self._saying
        return saying.title(question.table, question.id), field_words(question, saying)

    def _brief(self, question: Question) -> Sequence[Span]:
        return self._painter.brief(question, self._other(question) if question is self.question else question.theirs[0])

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the field the cursor came to."""
        event.stop()
        self._show_question()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Go on to the versions, to read them."""
        event.stop()
        self.query_one("#mine", VersionPane).query_one(VersionText).focus()

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The record that is shown: what is copied."""
        return [(self.question.table, self.question.id)] if self.question else []

    # ---- choosing

    def on_version_text_kept(self, event: VersionText.Kept) -> None:
        """A version was chosen in its pane."""
        event.stop()
        (self.action_mine if event.is_mine else self.action_theirs)()

    async def on_ways_taken(self, event: Ways.Taken) -> None:
        """One of the ways was clicked."""
        event.stop()
        await self.run_action(event.action)

    def action_mine(self) -> None:
        """Let my version hold."""
        if self.question:
            self._choose([(self.question, self.question.mine)])

    def action_theirs(self) -> None:
        """Let the other version hold."""
        if self.question:
            self._choose([(self.question, self._other(self.question))])

    def _choose(self, picks: Sequence[tuple[Question, Side]], label: str = "") -> None:
        session = desk(self).session
        change = choose_sides(session.portfolio.document, picks, session.at, label or self._label(picks[0][0]))
        self._do(change)

    def _do(self, change: Change) -> None:
        if not change.edits:
            desk(self).say(
                _("That belongs to something that is no longer there: what stands can be kept."), trouble=True
            )
            return
        desk(self).do(change)
        if self.question is None:
            self.query_one(WaitingList).focus()

    def _label(self, question: Question) -> str:
        title, field = self._words(question)
        return _("Chose {field} in “{title}”").format(field=field, title=title)

    def action_both(self) -> None:
        """Put the versions together."""
        question = self.question
        if question is None:
            return
        session = desk(self).session
        answer = (question, together(question))
        self._do(choose_value(session.portfolio.document, answer, session.at, self._label(question)))

    def action_edit(self) -> None:
        """Write it."""
        if self.question:
            from leaptui.tui.conflicts.answer import write_answer

            write_answer(self, self.question, self._label(self.question))

    def action_next_version(self) -> None:
        """Show another version at the right."""
        self._nth += 1
        self._show_question()
        self.query_one(WaitingList).redraw()

    def action_all(self, whose: str, where: str) -> None:
        """Let mine, or the latest of theirs, hold in every field of the record, or of all."""
        question = self.question
        if question is None:
            return
        chosen = [
            one
            for one in desk(self).session.questions
            if where == "everything" or (one.table, one.id) == (question.table, question.id)
        ]
        count = len(chosen)
        if whose == "mine":
            picks = [(one, one.mine) for one in chosen]
            label = ngettext("Chose mine in {n} field", "Chose mine in {n} fields", count).format(n=count)
        else:
            picks = [(one, one.theirs[0]) for one in chosen]
            label = ngettext("Chose theirs in {n} field", "Chose theirs in {n} fields", count).format(n=count)
        self._choose(picks, label)

    def action_back(self) -> None:
        """From a version to the list, then back to where one came from."""
        rows = self.query_one(WaitingList)
        if rows.has_focus:
            desk(self).go(self.back)
        else:
            rows.focus()

    def left_out_of_footer(self) -> frozenset[str]:
        """What is done to many fields is left to the help where there is little room."""
        out = super().left_out_of_footer() | {"app.add", "app.search", "app.sync", "list.open", "app.conflicts"}
        return out | {"conflicts.mine", "conflicts.theirs"} if self.has_class("-narrow") else out

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be something that waits; both and edit must make sense."""
        del parameters
        if action not in {"mine", "theirs", "both", "edit", "next_version", "all"} or not self.is_mounted:
            return True
        question = self.question
        if question is None:
            return False
        if action == "both":
            return not why_apart(question)
        if action == "edit":
            return not why_fixed(question)
        return len(question.theirs) > 1 if action == "next_version" else True
