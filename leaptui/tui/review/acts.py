"""What is said and done in a review, each as one change: in the words of whoever speaks."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.edits import Invalid, trash
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.next_steps import accept_step, decline_step, take_step
from leaptui.model.edits.reviews import begin_review, close_review, prepare_review
from leaptui.model.edits.statements import assess, suggest
from leaptui.model.records_others import Review, Suggestion
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.kept_line import KeptLine
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.review.going import WentOn
from leaptui.tui.review.table import Table
from leaptui.tui.sentence import sentence
from leaptui.tui.voice.switch import choose_voice
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import Choose, Option

NEW_GOAL = "\0new"


def say_refused(widget: Widget, error: Invalid) -> None:
    """Say why something cannot be."""
    desk(widget).say(sentence(error), trouble=True)


def rate(
    widget: Widget, table: Table, *, level: str | None = None, decision: str | None = None, note: str | None = None
) -> bool:
    """Say a level of the claim on the table, decide, or say why; what was said in this review before is said anew.

    Tells whether it was kept.
    """
    app = desk(widget)
    session = app.session
    if table.claim is None:
        return False
    if session.voice is None:
        choose_voice(app)
        return False
    own = table.own
    said = level if level is not None else own.level if own else None
    unseen = table.closed or bool(own and own.blind and said == own.level)
    decided = decision if decision is not None else own.decision if own else None
    if own is not None and decision is not None and decision == own.decision:
        decided = None  # the same key takes it back
    try:
        change, _made = assess(
            session.portfolio,
            session.at,
            session.voice,
            table.claim.id,
            level=said,
            note=note if note is not None else "\n".join(own.note) if own else "",
            decision=decided,
            review=table.review.id,
            blind=unseen,
        )
    except Invalid as error:
        say_refused(widget, error)
        return False
    # What is said stands on the table at once: a note would lie over what comes next.
    return app.do(change, "")


def next_step(widget: Widget, table: Table, words: str) -> bool:
    """Suggest a step at the claim on the table; the learner's own becomes a step of a goal, which is asked for."""
    app = desk(widget)
    session = app.session
    if session.voice is None:
        take(widget, table.review.id, words)
        return True
    about = ("claims", table.claim.id) if table.claim else ("evidence", table.piece.id) if table.piece else None
    try:
        change, _made = suggest(
            session.portfolio, session.at, session.voice, "", words, review=table.review.id, about=about
        )
    except Invalid as error:
        say_refused(widget, error)
        return False
    return app.do(change, "")


def agree_now(widget: Widget, review_id: str) -> None:
    """Whoever speaks agrees to the review as it stands."""
    app = desk(widget)
    session = app.session
    about = ("reviews", review_id)
    try:
        change, _made = agree(session.portfolio, session.at, session.voice, about, on=session.today, review=review_id)
    except Invalid as error:
        say_refused(widget, error)
        return
    app.do(change, "")


def take(widget: Widget, review_id: str, title: str, suggestion: str = "") -> None:
    """Make a next step a step of a goal: ask which, or how a new one is called."""
    app = desk(widget)
    session = app.session
    goals = [goal for goal in session.portfolio.goals.values() if goal.is_alive]
    options = [Option(goal.id, shown_title(goal.title), "", _("goal")) for goal in goals]
    options.append(Option(NEW_GOAL, _("A new goal"), _("that begins with this step")))

    def keep(goal: str = "", new_goal: str = "") -> None:
        try:
            if suggestion:
                change, _step = accept_step(session.portfolio, session.at, suggestion, goal=goal, new_goal=new_goal)
            else:
                change, _step = take_step(session.portfolio, session.at, review_id, title, goal=goal, new_goal=new_goal)
        except Invalid as error:
            say_refused(widget, error)
            return
        app.do(change)

    def named(words: str | None) -> None:
        if words is not None:
            keep(new_goal=words)

    def chosen(key: str | None) -> None:
        if key == NEW_GOAL:
            question = _("Where do you want to get to?")
            app.push_screen(
                Ask(_("A new goal"), question, value=clean_line(title), placeholder=_("a title is enough")), named
            )
        elif key is not None:
            keep(goal=key)

    app.push_screen(Choose(_("Which goal does “{title}” lead to?").format(title=clean_line(title)), options), chosen)


def decline(widget: Widget, suggestion: str) -> None:
    """Leave a suggested step; the reason may stay empty."""
    app = desk(widget)
    session = app.session
    title = clean_line(session.portfolio.live(Suggestion)[suggestion].title)

    def keep(why: str | None) -> None:
        if why is None:
            return
        try:
            change = decline_step(session.portfolio, session.at, suggestion, why)
        except Invalid as error:
            say_refused(widget, error)
            return
        app.do(change)

    question = _("Why not, if you like? It stays readable in the review.")
    app.push_screen(
        KeptLine(
            f"decline/{suggestion}",
            _("Leave “{title}”").format(title=title),
            question,
            placeholder=_("a line is enough"),
            check=lambda _words: None,
        ),
        keep,
    )


def begin(widget: Widget, review_id: str) -> None:
    """Hold a review; where nobody looks on yet, ask who does."""
    app = desk(widget)
    session = app.session
    review = session.portfolio.live(Review)[review_id]
    if session.voice is None and review.status != "open":
        try:
            change = begin_review(session.portfolio, session.at, review_id, session.today)
        except Invalid as error:
            key = key_elsewhere(widget, "review.edit", "e")
            words = _("{why} {key} chooses some.").format(why=sentence(error), key=key)
            app.say(words)
            return
        if not app.do(change, ""):
            return
    widget.post_message(WentOn("hold", review_id))


def close(widget: Widget, review_id: str) -> None:
    """Close a review: what was said in it stays."""
    app = desk(widget)
    session = app.session
    if app.do(close_review(session.portfolio, session.at, review_id, session.today)):
        widget.post_message(WentOn("list", review_id))


def prepare(widget: Widget, questions: str = "") -> None:
    """Begin to prepare a review; a first question may be there already."""
    app = desk(widget)
    session = app.session
    change, made = prepare_review(session.portfolio, session.at, questions=questions)
    if app.do(change, ""):
        widget.post_message(WentOn("prepare", made))


def throw_away(widget: Widget, table: str, record_id: str) -> None:
    """Move a review or a recognition to the trash."""
    session = desk(widget).session
    desk(widget).do(trash(session.portfolio, session.at, [(table, record_id)]))
