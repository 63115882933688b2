"""What is done on a goal with others, and on other ways to it: one menu, and what each choice asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.agreed import agreed_to
from leaptui.model.change import Change, Key
from leaptui.model.edits import Invalid
from leaptui.model.edits.agreeing import NeedsReason, agree
from leaptui.model.edits.next_steps import accept_step, decline_step, suggestions_for
from leaptui.model.edits.pathways import leave_way, take_way
from leaptui.model.records_others import Suggestion
from leaptui.model.records_own import Pathway
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted
from leaptui.model.voices import voice_of
from leaptui.tui.base import desk
from leaptui.tui.goals.other_way_form import ask_other_way
from leaptui.tui.goals.step_form import new_step
from leaptui.tui.goals.suggest_form import suggest_step
from leaptui.tui.kept_line import KeptLine
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import Choose, Option

MOST = 40
"""Cells of a title in the menu."""


def open_together(widget: Widget, goal_id: str) -> None:
    """Offer what can be done with others on a goal, and on other ways to it.

    Whoever looks with the learner agrees to it and suggests steps, and no more.
    """
    app = desk(widget)
    portfolio = app.session.portfolio
    agreeing = Option("agree", _("Agree to it"), _("as it stands now, you or somebody with you"))
    suggesting = Option("suggest", _("Note a suggested step"), _("somebody suggests it, you answer"))
    if app.session.voice is not None:
        agreeing = Option("agree", _("Agree to it"), _("as it stands now"))
        suggesting = Option("suggest", _("Suggest a step"), _("the learner answers"))
        _offer(widget, goal_id, [agreeing, suggesting])
        return
    ways = [way for way in portfolio.pathways_of.get(goal_id, []) if way.status != "taken"]
    # What was suggested for no goal can be taken into any.
    every = [*suggestions_for(portfolio, goal_id), *suggestions_for(portfolio, "")]
    asked = [one for one in every if one.is_open]
    options = [
        Option(f"suggested/{one.id}", _("Answer {title}").format(title=quoted(one.title, MOST)), _("a suggested step"))
        for one in asked
    ]
    for way in ways:
        title = quoted(way.title, MOST)
        options.append(Option(f"way/{way.id}", _("Decide on {title}").format(title=title), _("another way")))
    forking = Option("fork", _("Set out another way"), _("the open steps are taken along"))
    _offer(widget, goal_id, [*options, agreeing, forking, suggesting])


def _offer(widget: Widget, goal_id: str, options: Sequence[Option]) -> None:
    app = desk(widget)

    def chosen(what: str | None) -> None:
        kind, _slash, one = (what or "").partition("/")
        if goal_id not in app.session.portfolio.goals:
            return
        doings: dict[str, Callable[[], None]] = {
            "agree": lambda: ask_who_agrees(widget, ("goals", goal_id)),
            "fork": lambda: ask_other_way(widget, goal_id),
            "suggest": lambda: suggest_step(widget, goal_id),
            "way": lambda: decide_way(widget, one),
            "suggested": lambda: answer_suggestion(widget, one, goal_id),
        }
        if kind in doings:
            doings[kind]()

    title = clean_line(app.session.portfolio.goals[goal_id].title)
    app.push_screen(Choose(title, options, placeholder=_("what would you like to do?")), chosen)


def ask_who_agrees(widget: Widget, about: Key) -> None:
    """Ask for the name of who agrees; the learner's stands there where they have not agreed yet.

    Whoever has the word agrees without being asked.
    """
    app = desk(widget)
    session = app.session
    if session.voice is not None:
        do_or_say(widget, lambda: agree(session.portfolio, session.at, session.voice, about, on=session.today)[0])
        return
    learner = session.portfolio.meta.learner.name
    known = {one.by for one in agreed_to(session.portfolio, *about) if one.record and not one.before_change}
    made: list[Change] = []

    def check(name: str) -> str | None:
        try:
            if not name:
                raise Invalid(_("write the name of who agrees"))
            voice = voice_of(session.portfolio, name)
            change, _id = agree(session.portfolio, session.at, voice, about, on=session.today)
        except Invalid as error:
            return sentence(error)
        made[:] = [change]
        return None

    def keep(name: str | None) -> None:
        if name is not None and made:
            app.do(made[-1])

    begun = learner if about[0] == "goals" and learner not in known else ""
    question = _("Who agrees to it as it stands? Changing it later asks what changed, and keeps both.")
    if about[0] == "starts":
        question = _("Who confirms where you begin?")
    app.push_screen(Ask(_("Agree"), question, value=begun, placeholder=_("a name"), check=check), keep)


def decide_way(widget: Widget, way_id: str) -> None:
    """Choose what becomes of another way."""
    app = desk(widget)
    way = app.session.portfolio.live(Pathway)[way_id]
    options = [Option("take", _("Take this way"), _("its steps come in; open ones it does not have are skipped"))]
    if way.status == "open":
        options += [
            Option("leave", _("Leave it"), _("it stays to be read, and can be taken later")),
            Option("step", _("Add a step to it"), _("as its last one")),
        ]

    def chosen(what: str | None) -> None:
        session = app.session
        if what is None or way_id not in session.portfolio.live(Pathway):
            return
        if what == "step":
            new_step(widget, way.goal, None, pathway=way_id)
        elif what == "leave":
            question = _("Why not this way? The reason stays with it; nothing need be said.")
            _ask_why(widget, f"leave/{way_id}", _("Leave it"), question, leave)
        else:
            do_or_say(widget, lambda: take_way(session.portfolio, session.at, way_id))

    def leave(why: str) -> None:
        do_or_say(widget, lambda: leave_way(app.session.portfolio, app.session.at, way_id, why))

    app.push_screen(Choose(clean_line(way.title), options, placeholder=_("which way?")), chosen)


def answer_suggestion(widget: Widget, suggestion_id: str, goal_id: str) -> None:
    """Take a suggested step into its goal, or into this one where it has none; or decline it with a reason."""
    app = desk(widget)
    one = app.session.portfolio.live(Suggestion)[suggestion_id]
    options = [
        Option("accept", _("Take it as a step"), _("as its last one, to be moved as you like")),
        Option("decline", _("Decline it"), _("with a word on why")),
    ]

    def decline(why: str) -> None:
        do_or_say(widget, lambda: decline_step(app.session.portfolio, app.session.at, suggestion_id, why))

    def chosen(what: str | None) -> None:
        session = app.session
        if what == "accept":
            do_or_say(widget, lambda: accept_step(session.portfolio, session.at, suggestion_id, goal=goal_id)[0])
        elif what == "decline":
            question = _("Why not? Whoever suggested it can read it.")
            _ask_why(widget, f"decline/{suggestion_id}", _("Decline it"), question, decline)

    app.push_screen(Choose(clean_line(one.title), options, placeholder=_("what do you say?")), chosen)


def _ask_why(widget: Widget, key: str, title: str, question: str, then: Callable[[str], None]) -> None:
    """Ask for a reason, which may be left empty; leaving the sheet leaves all as it is. `key` is of its draft."""
    sheet = KeptLine(key, title, question, placeholder=_("a line is enough"), check=lambda _why: None)
    desk(widget).push_screen(sheet, lambda why: None if why is None else then(why))


def do_or_say(widget: Widget, make: Callable[[], Change]) -> None:
    """Do a change, or say why it cannot be done."""
    try:
        change = make()
    except (Invalid, KeyError) as error:
        gone = _("This is not there any more.")
        desk(widget).say(sentence(error) if isinstance(error, Invalid) else gone)
        return
    desk(widget).do(change)


def with_reason(widget: Widget, goal_id: str, make: Callable[[str], Change], says: str | None = None) -> bool:
    """Do a change of a goal; where somebody agreed to it, ask first what changed. Tells whether it was tried."""
    app = desk(widget)
    try:
        change = make("")
    except NeedsReason:

        def keep(because: str | None) -> None:
            if because is not None:
                app.do(make(because), says)

        question = _("This goal is agreed. What changed? Both wordings are kept.")
        sheet = KeptLine(f"changed/{goal_id}", _("What changed?"), question, placeholder=_("a line is enough"))
        # The sheet that asks for the change closes first.
        app.call_later(lambda: app.push_screen(sheet, keep))
        return True
    return app.do(change, says)
