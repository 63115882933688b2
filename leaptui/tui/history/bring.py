"""Bringing back what a change took away: the whole record, or one field of it, as it was before the change or after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.canonical import Document
from leaptui.model.change import Change, Edit, Key
from leaptui.model.differences import field_changes, says_the_same, sides
from leaptui.model.edits import Invalid, bring_back
from leaptui.model.names import Names
from leaptui.model.portfolio import Portfolio
from leaptui.model.saying import Saying
from leaptui.model.text import clean_line
from leaptui.model.words import word, words_of
from leaptui.tui.base import desk
from leaptui.tui.history.changed import HIDDEN
from leaptui.tui.history.timeline import Moment
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, Option

_MOST_RECORDS = 40


@dataclass(frozen=True)
class Offered:
    """Something that can be brought back: how it stands in the list, from which state, which record, which field of it."""

    title: str
    about: str
    past: Document
    key: Key
    field: str | None = None


def offer_back(widget: Widget, moment: Moment) -> None:
    """Let the learner choose what of a change is to be brought back."""
    found = offered(widget, moment)
    if not found:
        desk(widget).say(_("All of this says the same now: there is nothing to bring back."))
        return
    options = [Option(str(number), one.title, one.about) for number, one in enumerate(found)]

    def chosen(key: str | None) -> None:
        if key is not None:
            do_bring_back(widget, found[int(key)])

    desk(widget).push_screen(Choose(_("Bring back"), options, fact=moment.words), chosen)


def do_bring_back(widget: Widget, one: Offered) -> None:
    """Bring it back, as one change that can be undone."""
    session = desk(widget).session
    do_change(widget, lambda: bring_back(session.portfolio, session.at, one.past, one.key, one.field))


def do_change(widget: Widget, make: Callable[[], Change]) -> None:
    """Do a change that brings something back, or say why it cannot be done."""
    try:
        change = make()
    except Invalid as error:
        desk(widget).say(sentence(error), trouble=True)
        return
    if change.edits:
        desk(widget).do(change)
    else:
        desk(widget).say(_("It says the same now: there is nothing to bring back."))


def offered(widget: Widget, moment: Moment) -> list[Offered]:
    """What can be brought back of a change: each record as it was before it, its fields, and records as they were after it."""
    session = desk(widget).session
    after, before = sides(moment.event.edits)
    names = Names(after, before, session.portfolio.document)
    saying = Saying(session.portfolio, session.framework, session.today)
    found: list[Offered] = []
    for key in (moment.telling.keys if moment.telling else ())[:_MOST_RECORDS]:
        edit = moment.event.edits.get(key)
        if edit is None:
            continue
        if _would_change(session.portfolio, before, key):
            found.append(Offered(names.thing(key, edit.before), _("as it was before"), before, key))
            found += _fields(session.portfolio, key, edit, before, saying)
        if _would_change(session.portfolio, after, key):
            found.append(Offered(names.thing(key, edit.after), _("as it was after this change"), after, key))
    return found


def _would_change(portfolio: Portfolio, past: Document, key: Key) -> bool:
    then = past.get(key[0], {}).get(key[1])
    return then is not None and not says_the_same(Edit(portfolio.raw(*key), then))


def _fields(portfolio: Portfolio, key: Key, edit: Edit, before: Document, saying: Saying) -> list[Offered]:
    """The fields that a change changed and that say something else now than before it."""
    now = portfolio.raw(*key)
    then = edit.before
    if now is None or then is None or edit.after is None:
        return []
    there = {change.field for change in field_changes(Edit(now, then))}
    fields = [change.field for change in field_changes(edit) if change.field in there - HIDDEN]
    return [
        Offered(
            _("only its {field}").format(field=word(clean_line(field), "field")),
            clean_line(saying.value(then.get(field), words_of(key[0], field))) or _("nothing"),
            before,
            key,
            field,
        )
        for field in fields
    ]
