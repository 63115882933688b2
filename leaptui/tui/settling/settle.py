"""Choosing between what was said in two places: one field after the other, each with all its versions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.merge import Conflict, choice, open_conflicts
from leaptui.model.canonical import Json
from leaptui.model.dates import day_month
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui.widgets.choose import Choose, Option

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp

KEEP = "stands"


def value_words(value: Json) -> str:
    """A field's value as words to read, lines as lines."""
    if isinstance(value, list):
        return "\n".join(value_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {value_words(item)}" for name, item in sorted(value.items()))
    return "" if value is None else str(value)


def title_of(app: DeskApp, conflict: Conflict) -> str:
    """What the record of a conflict is called."""
    title = (app.session.portfolio.raw(conflict.table, conflict.id) or {}).get("title")
    return clean_line(title) if isinstance(title, str) else _("something without a title")


def settle_next(app: DeskApp, only: str | None = None, passed: frozenset[tuple[str, str, str]] = frozenset()) -> None:
    """Offer the versions of the next field that waits for a choice, of one record or of all; Esc leaves the rest for later."""
    waiting = [
        conflict
        for conflict in open_conflicts(app.session.portfolio.document)
        if (only is None or conflict.id == only) and (conflict.table, conflict.id, conflict.field) not in passed
    ]
    if not waiting:
        if not passed:
            app.say(_("Nothing waits for a choice: nothing was changed in two places."))
        return
    conflict = waiting[0]
    stands = _("nothing") if conflict.absent else clean_line(value_words(conflict.value))
    options = [Option(KEEP, stands, _("as it stands now"))]
    for number, other in enumerate(conflict.others):
        said = _("nothing") if other.absent else clean_line(value_words(other.value))
        if conflict.field == "_deleted":
            said = _("in the trash")
        options.append(Option(str(number), said, _from_elsewhere(other.on)))

    def chose(key: str | None) -> None:
        if key is None:
            return
        now = app.session.portfolio.raw(conflict.table, conflict.id)
        if now is None:
            return
        other = None if key == KEEP else conflict.others[int(key)]
        try:
            change = choice(now, conflict, other, app.session.at, title_of(app, conflict))
        except KeyError:
            app.say(_("That belongs to something that is no longer there: what stands can be kept."), trouble=True)
            return
        if app.do(change):
            done = (conflict.table, conflict.id, conflict.field)
            app.call_after_refresh(settle_next, app, only, passed | {done})

    field = _("whether to keep it") if conflict.field == "_deleted" else word(conflict.field, "field")
    chooser = Choose(
        _("Changed in two places: {field}").format(field=field),
        options,
        fact=title_of(app, conflict),
        placeholder=_("which one holds?"),
    )
    chooser.TITLE_WIDTH = 50
    app.push_screen(chooser, chose)


def _from_elsewhere(instant: str | None) -> str:
    if not instant:
        return _("from elsewhere")
    return _("from elsewhere, {day}").format(day=day_month(date.fromisoformat(instant[:10])))
