"""Where a learner begins in a guideline, and where they go once it is demonstrated: the sheets, from any screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.advances import best_pieces, following
from leaptui.model.change import Change
from leaptui.model.edits.beginnings import begin_at, choose_way
from leaptui.model.framework import Guideline
from leaptui.model.mastery import is_demonstrated
from leaptui.model.records_own import Start
from leaptui.model.starts import levels_now, starts
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.framework.acts import piece_options
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.goals.together import ask_who_agrees
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.line import cut
from leaptui.tui.voice.switch import is_others_turn
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option
from leaptui.tui.widgets.form import Field

MOST = 40
"""Cells of a title in a menu."""
MOST_ABOUT = 34
"""Cells of a guideline's words in a menu, so that titles have room beside them."""


# ---- where one begins


def begin_here(widget: Widget, guideline_id: str) -> None:
    """Choose earlier pieces that show where one begins, then the level; where one began already, it may be confirmed.

    Whoever looks with the learner confirms it, and no more.
    """
    app = desk(widget)
    session = app.session
    guideline = session.framework.guidelines[guideline_id]
    there = starts(session.portfolio).get(guideline_id)
    if session.voice is not None:
        _confirm_begin(widget, guideline, there)
        return
    if there is None:
        _choose_pieces(widget, guideline, frozenset())
        return
    options = [
        Option("change", _("Change where I begin"), word(there.level or "", "level")),
        Option("confirm", _("Somebody confirms it"), _("a mentor agrees to it as it stands")),
    ]

    def chosen(what: str | None) -> None:
        if what == "change":
            _choose_pieces(widget, guideline, frozenset(there.evidence))
        elif what == "confirm":
            ask_who_agrees(widget, ("starts", there.id))

    title = _("I begin {code} at {level}").format(code=guideline.code, level=word(there.level or "", "level"))
    app.push_screen(Choose(title, options, placeholder=_("what would you like to do?")), chosen)


def _confirm_begin(widget: Widget, guideline: Guideline, there: Start | None) -> None:
    if there is None:
        says = _("No starting level stands at {code} yet: the learner says it, then you can confirm it.")
        desk(widget).say(says.format(code=guideline.code))
        return
    level = word(there.level or "", "level")
    title = _("{code}: begun at {level}").format(code=guideline.code, level=level)
    option = Option("confirm", _("Confirm it"), _("you agree to it as it stands"))

    def chosen(what: str | None) -> None:
        if what is not None:
            ask_who_agrees(widget, ("starts", there.id))

    desk(widget).push_screen(Choose(title, [option], placeholder=_("what would you like to do?")), chosen)


def _choose_pieces(widget: Widget, guideline: Guideline, before: frozenset[str]) -> None:
    app = desk(widget)
    session = app.session
    if not session.portfolio.evidence:
        _open_start(widget, guideline, ())
        return

    def chosen(pieces: frozenset[str] | None) -> None:
        if pieces is not None:
            _open_start(widget, guideline, sorted(pieces))

    title = _("Earlier pieces that show where you begin with {code}").format(code=guideline.code)
    ticked = before & session.portfolio.evidence.keys()
    app.push_screen(ChooseMany(title, piece_options(session, guideline.id), ticked), chosen)


@dataclass(frozen=True)
class WrittenStart(Texts):
    """Where one begins as its sheet holds it: the id of a level, and why."""

    level: str = ""
    why: str = ""


class StartForm(KeptForm[WrittenStart]):
    """The level one begins at, and why."""

    def __init__(
        self, guideline: Guideline, sheet: WrittenStart, save: Save[WrittenStart], note: Note[WrittenStart]
    ) -> None:
        title = _("Where I begin with {code}").format(code=guideline.code)
        super().__init__(title, _("Enter keeps it"), sheet, save, note)
        self._guideline = guideline

    def compose_fields(self) -> ComposeResult:
        """The guideline's words, the level, why."""
        sheet = self.begun_with
        levels = desk(self).session.framework.level_ids
        yield Static(self._guideline.full_statement, markup=False, classes="question")
        yield Field(_("Level"), WordChoice(levels, sheet.level, lambda one: word(one, "level"), id="level"))
        why = Input(sheet.why, placeholder=_("what lets you begin there"), select_on_focus=False, id="why")
        yield Field(_("Why"), why)

    @property
    def sheet(self) -> WrittenStart:
        """What stands on the sheet now."""
        return WrittenStart(self.query_one(WordChoice).chosen, self.text_of("why"))


def _open_start(widget: Widget, guideline: Guideline, pieces: Sequence[str]) -> None:
    session = desk(widget).session
    framework = session.framework
    there = starts(session.portfolio).get(guideline.id)
    now = levels_now(session.portfolio, framework, [guideline.id]).get(guideline.id)
    level = (there.level if there else None) or now or framework.level_ids[0]

    def change(sheet: WrittenStart) -> Change:
        return begin_at(session.portfolio, session.at, guideline.id, sheet.level, pieces, sheet.why, session.today)[0]

    def form(begun: WrittenStart, save: Save[WrittenStart], note: Note[WrittenStart]) -> StartForm:
        return StartForm(guideline, begun, save, note)

    again = _("Kept for you: where you begin with {code} goes on with it.").format(code=guideline.code)
    before = WrittenStart(level, " ".join(there.why) if there else "")
    Sheets(widget, f"start/{guideline.id}", again).open(before, form, change)


# ---- on, or deeper


def choose_on_or_deeper(widget: Widget, guideline_id: str) -> None:
    """Ask where to go from a guideline that is demonstrated; of another one say when that comes."""
    if is_others_turn(desk(widget)):
        return
    app = desk(widget)
    view = app.session.view
    guideline = view.framework.guidelines[guideline_id]
    if guideline.is_parent or not is_demonstrated(view.framework, view.standings[guideline_id].rank):
        says = _("{code} is not demonstrated yet. Then you choose: on to something else, or deeper into it.")
        app.say(says.format(code=guideline.code))
        return
    options = _ways(widget, guideline_id)

    def chosen(what: str | None) -> None:
        if what is not None:
            _open_way(widget, guideline, what)

    title = _("{code} is demonstrated: on, or deeper?").format(code=guideline.code)
    app.push_screen(Choose(title, options, placeholder=_("where to?")), chosen)


def _ways(widget: Widget, guideline_id: str) -> list[Option]:
    view = desk(widget).session.view
    portfolio, framework = view.portfolio, view.framework
    options = [
        Option(
            f"deeper/{piece}",
            _("Deeper, from {piece}").format(piece=quoted(portfolio.evidence[piece].title, MOST)),
            _("a goal grows from it"),
        )
        for piece in best_pieces(portfolio, framework, guideline_id)
    ]
    for one in following(framework, view.standings, guideline_id):
        known = framework.guidelines[one]
        options.append(
            Option(f"guideline/{one}", _("On to {code}").format(code=known.code), cut(known.full_statement, MOST_ABOUT))
        )
    for goal in portfolio.goals.values():
        if goal.is_alive:
            title = _("On, toward {goal}").format(goal=quoted(goal.title, MOST))
            options.append(Option(f"goal/{goal.id}", title, _("a goal you have")))
    options.append(Option("on/", _("On, to whatever comes"), _("no goal for now")))
    return options


@dataclass(frozen=True)
class WrittenChoice(Texts):
    """A choice as its sheet holds it: the goal that is set with it, and why."""

    goal: str = ""
    why: str = ""


class WayForm(KeptForm[WrittenChoice]):
    """The choice, its reason, and the goal that comes of it."""

    def __init__(
        self,
        guideline: Guideline,
        what: str,
        sheet: WrittenChoice,
        save: Save[WrittenChoice],
        note: Note[WrittenChoice],
    ) -> None:
        """`what` is the option taken: `deeper/PIECE`, `guideline/ID`, `goal/ID`, or `on/`."""
        kind, _slash, one = what.partition("/")
        title = _("Deeper into {code}") if kind == "deeper" else _("On from {code}")
        super().__init__(title.format(code=guideline.code), _("Enter keeps it"), sheet, save, note)
        self._guideline = guideline
        self._kind, self._one = kind, one

    def compose_fields(self) -> ComposeResult:
        """A goal where one is set with it, and why."""
        sheet = self.begun_with
        yield Static(self._question, markup=False, classes="question")
        if self._kind in {"deeper", "guideline"}:
            hint = _("the goal you set with it; empty for none")
            yield Field(_("Goal"), Input(sheet.goal, placeholder=hint, id="goal", select_on_focus=False))
        yield Field(_("Why"), Words(sheet.why, "why", _("why this way; it is kept with the choice")))

    @property
    def _question(self) -> str:
        session = desk(self).session
        if self._kind == "deeper":
            return self._guideline.full_statement
        if self._kind == "guideline":
            other = session.framework.guidelines[self._one]
            return f"{other.code}  {other.full_statement}"
        if self._kind == "goal":
            return clean_line(session.portfolio.goals[self._one].title)
        return _("You have shown it. What comes next may show itself.")

    @property
    def sheet(self) -> WrittenChoice:
        """What stands on the sheet now."""
        return WrittenChoice(self.text_of("goal") if self.query("#goal") else "", self.text_of("why"))


def _open_way(widget: Widget, guideline: Guideline, what: str) -> None:
    session = desk(widget).session
    kind, _slash, one = what.partition("/")
    goal = ""
    if kind == "deeper":
        goal = _("Go deeper: {piece}").format(piece=clean_line(session.portfolio.evidence[one].title))

    def change(sheet: WrittenChoice) -> Change:
        return choose_way(
            session.portfolio,
            session.framework,
            session.at,
            guideline.id,
            "deeper" if kind == "deeper" else "advance",
            session.today,
            why=sheet.why,
            evidence=one if kind == "deeper" else "",
            toward=one if kind == "guideline" else "",
            goal_title=sheet.goal,
            goal_id=one if kind == "goal" else "",
        )[0]

    def form(begun: WrittenChoice, save: Save[WrittenChoice], note: Note[WrittenChoice]) -> WayForm:
        return WayForm(guideline, what, begun, save, note)

    again = _("Kept for you: this way from {code} goes on with it.").format(code=guideline.code)
    Sheets(widget, f"way/{guideline.id}/{what}", again).open(WrittenChoice(goal), form, change)
