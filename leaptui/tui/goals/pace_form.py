"""The sheet on which the pace is set: so many pieces, how often, on which days, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _, ngettext
from leaptui.model.change import Change
from leaptui.model.dates import long_day
from leaptui.model.edits import Invalid, edit_pace, set_pace
from leaptui.model.edits.pace import MOST_PIECES
from leaptui.model.pace import PaceNow, days_words, pace_words
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Pace
from leaptui.model.replan import pace_would_mean
from leaptui.model.text import clean_line
from leaptui.model.words import DAYS, PERIODS, word
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.goals.day_toggles import DayToggles
from leaptui.tui.goals.fields import Meaning, WordChoice, for_goal
from leaptui.tui.goals.typed import not_saved, read_day
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Choice, Field, NotedForm

SHOWN = 3
"""How many of the last paces the sheet recalls."""


@dataclass(frozen=True)
class WrittenPace:
    """A pace as its sheet holds it."""

    pieces: str = "2"
    per: str = "week"
    days: str = " ".join(DAYS)
    since: str = ""
    why: str = ""

    @classmethod
    def of(cls, pace: Pace | None, since: date) -> WrittenPace:
        """A pace to begin with, from a day on."""
        if pace is None:
            return cls(since=since.isoformat())
        # The file keeps days in another order than the week; were they taken so, the sheet would seem changed at once.
        days = " ".join(day for day in DAYS if day in (pace.days or DAYS))
        why = clean_line(" ".join(pace.why)) if pace.since == since else ""
        return cls(str(pace.pieces), pace.per, days, since.isoformat(), why)

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenPace:
        """A sheet as it was noted."""
        return cls(**{field.name: draft[field.name] for field in fields(cls) if field.name in draft})

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return asdict(self)

    @property
    def number(self) -> int | None:
        """How many pieces; None where that is no number a pace can have."""
        typed = self.pieces.strip()
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
        return number if 1 <= number <= MOST_PIECES else None


class PaceForm(NotedForm[WrittenPace]):
    """Pieces, period, days, why, since; and what it would mean for a goal."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self, sheet: WrittenPace, note: Callable[[WrittenPace], None], goal_id: str | None, pace: Pace | None
    ) -> None:
        super().__init__(_("Set the pace right") if pace else _("Set the pace"), _("Enter keeps it"), sheet, note)
        self._goal_id = goal_id
        self._pace = pace

    def compose_fields(self) -> ComposeResult:
        """What was set last, to be changed."""
        session, sheet = desk(self).session, self.begun_with
        begins = _("The pace since {day}.").format(day=long_day(self._pace.since, session.today)) if self._pace else ""
        yield Static(begins or rhythm_words(session.view.pace), markup=False, classes="question")
        pieces = Input(sheet.pieces, id="pieces", max_length=4)
        pieces.styles.width = 8
        per = WordChoice(PERIODS, sheet.per, lambda value: word(value, "per"), id="per")
        yield Field(_("Pieces"), pieces, _("a"), per)
        yield Field(_("On"), DayToggles(sheet.days.split(), id="days"))
        today = session.today.isoformat()
        yield Field(_("From"), Input(sheet.since, placeholder=today, id="since", max_length=10))
        why = _("what makes this the right pace for now?")
        yield Field(_("Why"), Input(sheet.why, placeholder=why, select_on_focus=False, id="why"))
        yield Meaning()
        if session.portfolio.paces and self._pace is None:
            yield Static(history_words(session.portfolio, session.today), markup=False, classes="history")

    def on_mount(self) -> None:
        """Say what it would mean."""
        self._say_meaning()

    @property
    def sheet(self) -> WrittenPace:
        """What stands on the sheet now."""
        chosen = self.query_one(DayToggles).days
        return WrittenPace(
            pieces=self.text_of("pieces"),
            per=self.query_one(WordChoice).chosen,
            days=" ".join(day for day in DAYS if day in chosen),
            since=self.text_of("since"),
            why=self.text_of("why"),
        )

    def _say_meaning(self) -> None:
        session, sheet = desk(self).session, self.sheet
        goal = session.portfolio.goals.get(self._goal_id or "")
        number = sheet.number
        said = ""
        if goal is not None and number is not None:
            means = pace_would_mean(session.portfolio, goal.id, number, sheet.per, session.today)
            said = for_goal(goal, means)
        self.query_one(Meaning).say(said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What it would mean follows what is typed."""
        event.stop()
        self._say_meaning()

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """What it would mean follows the period."""
        event.stop()
        self._say_meaning()

    def keep(self) -> str | None:
        """Set the pace."""
        app = desk(self)
        session, sheet = app.session, self.sheet
        number = sheet.number
        if number is None:
            self.query_one("#pieces").focus()
            return _("How many pieces: a number from 1 to {most}.").format(most=MOST_PIECES)
        if not sheet.days:
            self.query_one(DayToggles).focus()
            return _("Tick at least one day; with all of them any day will do.")
        try:
            if self._pace is not None and session.portfolio.raw("paces", self._pace.id) is None:
                return _("This pace was removed meanwhile; leave with {key}.").format(key=key_of(self, "overlay.leave"))
            change = self._change(sheet, number)
        except (Invalid, ValueError) as error:
            return sentence(error)
        if not app.do(change):
            return not_saved()
        session.drafts.note(draft_of(self._pace), None)
        self.dismiss(None)
        return None

    def _change(self, sheet: WrittenPace, number: int) -> Change:
        """A new pace, or one set right where the sheet says something else than it did: what changed elsewhere stays.

        Raises Invalid, ValueError.
        """
        session, pace = desk(self).session, self._pace
        today, days, why = session.today, sheet.days.split(), clean_line(sheet.why)
        since = read_day(sheet.since, today, _("The first day"))
        if pace is None:
            return set_pace(session.portfolio, session.at, since or today, number, sheet.per, days, why)
        now = next((one for one in session.portfolio.paces if one.id == pace.id), pace)
        was = WrittenPace.of(pace, pace.since)
        first = now.since if sheet.since == was.since else since or pace.since
        number = now.pieces if sheet.pieces == was.pieces else number
        per = now.per if sheet.per == was.per else sheet.per
        days = [*now.days] if sheet.days == was.days else days
        why = "\n".join(now.why) if sheet.why == was.why else why
        return edit_pace(session.portfolio, session.at, pace.id, first, number, per, days, why)


def rhythm_words(now: PaceNow | None) -> str:
    """What a pace is, or how many pieces there were lately."""
    if now is None:
        return _("A pace is your own: as many pieces as do you good, and easy to change.")
    said = _("Now {pace}, {days}.").format(pace=pace_words(now.pace), days=days_words(now.pace))
    awake = [period.pieces for period in now.rhythm if not period.resting]
    if not awake:
        return said
    return f"{said} {_made(awake, now.pace.per)}"


def _made(pieces: list[int], per: str) -> str:
    """How many pieces the last periods brought: `In the last 8 weeks you made 1 to 4 a week.`"""
    low, high = min(pieces), max(pieces)
    if per == "month":
        same = ngettext(
            "In the last month you made {made}.", "In the last {n} months you made {made} a month.", len(pieces)
        )
    elif per == "fortnight":
        same = ngettext(
            "In the last fortnight you made {made}.",
            "In the last {n} fortnights you made {made} a fortnight.",
            len(pieces),
        )
    else:
        same = ngettext(
            "In the last week you made {made}.", "In the last {n} weeks you made {made} a week.", len(pieces)
        )
    made = str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
    return same.format(n=len(pieces), made=made)


def history_words(portfolio: Portfolio, today: date) -> str:
    """The last paces, newest first, with the reason for each: a line for each."""
    lines = [_("So far")]
    for pace in portfolio.paces[: -SHOWN - 1 : -1]:
        why = clean_line(" ".join(pace.why))
        said = _("{pace}, {days}, since {day}").format(
            pace=pace_words(pace), days=days_words(pace), day=long_day(pace.since, today)
        )
        lines.append(f"{said}: {why}" if why else said)
    return "\n".join(lines)


def draft_of(pace: Pace | None) -> str:
    """What the unfinished sheet of a pace goes by."""
    return f"pace/{pace.id}" if pace else f"pace/{NEW}"


def open_pace_form(widget: Widget, goal_id: str | None = None, pace: Pace | None = None) -> None:
    """Open the sheet for the pace; it says what the pace would mean for a goal. `pace` is one of the history to set right."""
    app = desk(widget)
    session = app.session
    now = session.view.pace
    begun = WrittenPace.of(pace, pace.since) if pace else WrittenPace.of(now.pace if now else None, session.today)
    key = draft_of(pace)
    draft = session.drafts.get(key)

    def note(sheet: WrittenPace) -> None:
        session.drafts.note(key, None if sheet == begun else sheet.as_draft())

    def left(sheet: WrittenPace | None) -> None:
        if sheet is not None and sheet != begun:
            app.say(_("Not kept yet: the sheet for the pace goes on with it."))

    sheet = WrittenPace.of_draft(draft) if draft else begun
    form = PaceForm(sheet, note, goal_id, pace)
    form.goes_on = bool(draft)
    app.push_screen(form, left)
    if draft:
        app.say(_("Here is what you had begun."))
