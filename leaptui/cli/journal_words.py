"""Entries of the journal and look backs as lines and as data, as commands print them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaptui.cli.here import Desk
from leaptui.cli.lists import record_json
from leaptui.language import _, pgettext
from leaptui.model.dates import weekday_long
from leaptui.model.journal import first_words
from leaptui.model.journal_words import about_words, moved_words, was_words
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import quoted
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.journal import LookBack


def entry_json(desk: Desk, entry_id: str) -> Json:
    """An entry as data: its record with its id."""
    return record_json(desk, "reflections", entry_id)


def entry_lines(desk: Desk, entry_id: str) -> Iterator[str]:
    """An entry whole."""
    from leaptui.model.records_own import Reflection

    entry = desk.portfolio.live(Reflection)[entry_id]
    yield weekday_long(entry.on_date) + (f" · {_('private')}" if entry.private else "")
    if entry.prompt:
        yield clean_line(entry.prompt)
    yield ""
    yield from clean(entry.words).split("\n")
    if entry.moved is not None:
        yield ""
        yield was_words(desk.framework, entry.moved)
    if entry.about:
        yield ""
        today = desk.store.clock.today()
        for about in entry.about:
            words = about_words(desk.portfolio, desk.framework, about, today)
            yield f"{pgettext('an entry', 'about')} {words}"


def look_back_json(found: LookBack) -> Json:
    """What happened, as data: ids, and the levels that moved."""
    moved: list[Json] = [
        {"evidence": one.evidence, "guideline": one.guideline, "before": one.before, "level": one.level}
        for one in found.moved
    ]
    return {
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "evidence": [one.id for one in found.pieces],
        "steps": [one.id for one in found.steps],
        "levels": moved,
        "feedback": [one.id for one in found.feedback],
        "reflections": [one.id for one in found.entries],
    }


def look_back_lines(desk: Desk, found: LookBack) -> Iterator[str]:
    """What happened, in words."""
    if found.is_empty:
        yield _("Nothing of the last seven days is written down here. That is all right, too.")
        return
    portfolio = desk.portfolio
    for piece in found.pieces:
        yield _("{day}: the piece {title}").format(day=piece.day.isoformat(), title=clean_line(piece.title))
    for step in found.steps:
        yield _("{day}: the step {title}").format(day=step.done_on, title=clean_line(step.title))
    for moved in found.moved:
        title = clean_line(portfolio.evidence[moved.evidence].title)
        yield f"{moved_words(desk.framework, moved)} ({title})"
    for said in found.feedback:
        name = clean_line(portfolio.name_of(said.by))
        yield _("{who} gave feedback on {aspects}").format(who=name, aspects=word(said.aspect, "aspect"))
    for entry in found.entries:
        yield _("{day}: in the journal, {words}").format(
            day=entry.on_date.isoformat(), words=quoted(first_words(entry))
        )
