"""The sheet on which a break is planned, or changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.dates import long_day
from leaptui.model.edits import Invalid, edit_break, take_break
from leaptui.model.records import Break
from leaptui.model.replan import would_mean
from leaptui.model.text import clean_line
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.fields import Meaning, for_goal
from leaptui.tui.goals.typed import not_saved, read_day
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field, NotedForm

WEEK = timedelta(days=6)


@dataclass(frozen=True)
class WrittenBreak:
    """A break as its sheet holds it."""

    since: str = ""
    until: str = ""
    why: str = ""

    @classmethod
    def of(cls, rest: Break) -> WrittenBreak:
        """What a break says now."""
        return cls(rest.since.isoformat(), rest.until.isoformat(), clean_line(" ".join(rest.why)))

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenBreak:
        """A sheet as it was noted."""
        return cls(**{field.name: draft[field.name] for field in fields(cls) if field.name in draft})

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return asdict(self)

    def days(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day; None for one that is not typed. Raises ValueError with a sentence for the sheet."""
        return read_day(self.since, today, _("The first day")), read_day(self.until, today, _("The last day"))


class BreakForm(NotedForm[WrittenBreak]):
    """From, to, what for; and what it would mean for a goal."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self, sheet: WrittenBreak, note: Callable[[WrittenBreak], None], goal_id: str | None, rest: Break | None
    ) -> None:
        super().__init__(_("Change the break") if rest else _("Take a break"), _("Enter keeps it"), sheet, note)
        self._goal_id = goal_id
        self._rest = rest

    def compose_fields(self) -> ComposeResult:
        """The days, and what the break is for."""
        today, sheet = desk(self).session.today, self.begun_with
        says = _("A break asks for nothing: no piece is counted on, and the forecast leaves it out.")
        yield Static(says, markup=False, classes="question")
        like = _("like {day}").format(day=(today + WEEK).isoformat())
        since = Input(sheet.since, placeholder=today.isoformat(), id="since", max_length=10)
        yield Field(_("From"), since, _("to"), Input(sheet.until, placeholder=like, id="until", max_length=10))
        why = _("holidays, exams, a trip")
        yield Field(_("What for"), Input(sheet.why, placeholder=why, select_on_focus=False, id="why"))
        yield Meaning()

    def on_mount(self) -> None:
        """Begin with the day that is not known yet, and say what the break would mean."""
        self.query_one("#until").focus()
        self._say_meaning()

    @property
    def sheet(self) -> WrittenBreak:
        """What stands on the sheet now."""
        return WrittenBreak(self.text_of("since"), self.text_of("until"), self.text_of("why"))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What it would mean follows what is typed."""
        event.stop()
        self._say_meaning()

    def _say_meaning(self) -> None:
        session = desk(self).session
        goal = session.portfolio.goals.get(self._goal_id or "")
        said = ""
        try:
            since, until = self.sheet.days(session.today)
            if goal is not None and since is not None and until is not None:
                means = would_mean(session.portfolio, goal.id, self._change(since, until), session.today)
                said = for_goal(goal, means)
        except (Invalid, ValueError):
            said = ""  # what is being typed is no break yet
        self.query_one(Meaning).say(said)

    def _change(self, since: date, until: date) -> Change:
        """The break planned, or changed where the sheet says something else than it did: what changed elsewhere stays."""
        session, sheet, rest = desk(self).session, self.sheet, self._rest
        why = clean_line(sheet.why)
        if rest is None:
            return take_break(session.portfolio, session.at, since, until, why)
        now = next((one for one in session.portfolio.breaks if one.id == rest.id), rest)
        was = WrittenBreak.of(rest)
        since = now.since if sheet.since == was.since else since
        until = now.until if sheet.until == was.until else until
        why = "\n".join(now.why) if sheet.why == was.why else why
        return edit_break(session.portfolio, session.at, rest.id, since, until, why)

    def keep(self) -> str | None:
        """Plan the break."""
        app = desk(self)
        session = app.session
        try:
            since, until = self.sheet.days(session.today)
            if since is None or until is None:
                self.query_one("#since" if since is None else "#until").focus()
                return _("A break has a first and a last day, written like {day}.").format(
                    day=session.today.isoformat()
                )
            if until < since:
                return _("The last day comes before the first: turn them round.")
            if self._rest is not None and session.portfolio.raw("breaks", self._rest.id) is None:
                return _("This break was removed meanwhile; leave with {key}.").format(
                    key=key_of(self, "overlay.leave")
                )
            change = self._change(since, until)
        except (Invalid, ValueError) as error:
            return sentence(error)
        says = _("A break from {first} to {last}").format(
            first=long_day(since, session.today), last=long_day(until, session.today)
        )
        if not app.do(change, says):
            return not_saved()
        session.drafts.note(draft_of(self._rest), None)
        self.dismiss(None)
        return None


def draft_of(rest: Break | None) -> str:
    """What the unfinished sheet of a break goes by."""
    return f"break/{rest.id}" if rest else f"break/{NEW}"


def open_break_form(widget: Widget, goal_id: str | None = None, rest: Break | None = None) -> None:
    """Open the sheet for a break, a new one or one that is there; it says what the break would mean for a goal."""
    app = desk(widget)
    session = app.session
    begun = WrittenBreak.of(rest) if rest else WrittenBreak(since=session.today.isoformat())
    key = draft_of(rest)
    draft = session.drafts.get(key)

    def note(sheet: WrittenBreak) -> None:
        session.drafts.note(key, None if sheet == begun else sheet.as_draft())

    def left(sheet: WrittenBreak | None) -> None:
        if sheet is not None and sheet != begun:
            app.say(_("Not kept yet: the sheet for a break goes on with it."))

    sheet = WrittenBreak.of_draft(draft) if draft else begun
    form = BreakForm(sheet, note, goal_id, rest)
    form.goes_on = bool(draft)
    app.push_screen(form, left)
    if draft:
        app.say(_("Here is what you had begun."))
