"""A learner's choice between what was said in two places, as a change."""

from __future__ import annotations

from leaptui.language import _
from leaptui.merge.conflicts import DELETED, Alternative, Conflict, choose, settle
from leaptui.merge.paths import ABSENT
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit
from leaptui.model.words import word


def choice(record: Record, conflict: Conflict, other: Alternative | None, at: str, title: str) -> Change:
    """Make the change that settles a conflict: another version holds from now on, or (None) the one that stands.

    Choosing the deletion of a record moves it to the trash, from where it can be brought back. Raises KeyError where the field
    belongs to something that is no longer there, so that only what stands can be kept.
    """
    if other is None:
        after = settle(record, conflict.field)
    elif conflict.field == DELETED:
        after = {**settle(record, conflict.field), "deleted": at}
    else:
        after = choose(record, conflict.field, ABSENT if other.absent else other.value)
    label = _("Chose the {field} of “{title}”").format(field=word(conflict.field, "field"), title=title)
    return Change(label, at, {(conflict.table, conflict.id): Edit(record, after)})
