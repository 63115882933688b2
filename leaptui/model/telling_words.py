"""The sentences of `telling`, table by table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from leaptui.language import _, and_list, in_quotes
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Edit, Key
from leaptui.model.dates import long_day
from leaptui.model.differences import FieldChange, field_changes
from leaptui.model.names import Names, a_thing
from leaptui.model.pace import per_words
from leaptui.model.telling_others import ADDED_BY_OTHERS, changed_feedback, changed_review, changed_suggestion
from leaptui.model.telling_own import ADDED_OWN, changed_ask, changed_pathway
from leaptui.model.telling_parts import day_of
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import PERIODS, word

_MOST_FIELDS = 3


def tables_words(table: str, record_id: str, edit: Edit, whole: str | None, names: Names) -> str:
    """Say what a change did to one record. `whole` is its fate as `telling.fate` gives it."""
    key = (table, record_id)
    what = names.thing(key, edit.after or edit.before)
    if whole == "trashed":
        return _("Moved {what} to the trash").format(what=what)
    if whole == "back":
        return _("Brought {what} back").format(what=what)
    if whole == "removed":
        return _("Removed {what} for good").format(what=what)
    record = edit.after or {}
    if whole == "added":
        return _ADDED.get(table, _added)(key, record, names)
    return _CHANGED.get(table, _changed)(key, edit, names) or _changed(key, edit, names)


# ---- what was added


def _added(key: Key, record: Record, names: Names) -> str:
    return _("Added {piece}").format(piece=names.thing(key, record))


def _added_step(key: Key, record: Record, names: Names) -> str:
    return _("Added the step {title}").format(title=names.thing(key, record))


def _added_pace(key: Key, record: Record, names: Names) -> str:
    del key, names
    pace = _pace(record)
    return _("Set the pace to {pace}").format(pace=pace) if pace else _("Set the pace")


def _pace(record: Record) -> str:
    """A pace in words; nothing where it does not make sense."""
    pieces, per = record.get("pieces"), record.get("per", "week")
    return per_words(pieces, per) if isinstance(pieces, int) and isinstance(per, str) and per in PERIODS else ""


def _added_break(key: Key, record: Record, names: Names) -> str:
    del key, names
    first, last = day_of(record.get("from")), day_of(record.get("to"))
    if first is None or last is None:
        return _("Planned a break")
    said = {"first": long_day(first, last), "last": long_day(last, first)}
    return _("Planned a break from {first} to {last}").format(**said)


def _added_meta(key: Key, record: Record, names: Names) -> str:
    del key, record, names
    return _("Began the portfolio")


_ADDED: Mapping[str, Callable[[Key, Record, Names], str]] = {
    **ADDED_OWN,
    **ADDED_BY_OTHERS,
    "steps": _added_step,
    "paces": _added_pace,
    "breaks": _added_break,
    "meta": _added_meta,
}


# ---- what was changed


def _changed(key: Key, edit: Edit, names: Names) -> str:
    fields = field_changes(edit)
    what = names.thing(key, edit.after)
    renamed = next((change for change in fields if change.field in {"title", "name"}), None)
    if renamed is not None and len(fields) == 1:
        return _("Renamed {old} to {new}").format(old=names.thing(key, edit.before), new=what)
    return _changed_fields(fields, what)


def _changed_fields(fields: Sequence[FieldChange], what: str) -> str:
    if len(fields) > _MOST_FIELDS:
        return _("Edited {piece}").format(piece=what)
    said = and_list([word(clean_line(change.field), "field") for change in fields])
    return _("Changed {fields} of {what}").format(fields=said, what=what)


def _changed_evidence(key: Key, edit: Edit, names: Names) -> str:
    fields = field_changes(edit)
    what = names.thing(key, edit.after)
    if [change.field for change in fields] == ["body"]:
        return (_("Wrote about {piece}") if fields[0].is_new else _("Wrote on about {piece}")).format(piece=what)
    if [change.field for change in fields] == ["attachments"]:
        known = set(_file_names(fields[0].before))
        new = [in_quotes(name) for name in _file_names(fields[0].after) if name not in known]
        if new:
            return _("Attached {files} to {piece}").format(files=and_list(new), piece=what)
    return _changed(key, edit, names)


def _file_names(value: Json) -> list[str]:
    entries = value if isinstance(value, list) else []
    return [shown_title(str(entry.get("name", ""))) for entry in entries if isinstance(entry, dict)]


def _changed_claim(key: Key, edit: Edit, names: Names) -> str:
    before, after = edit.before or {}, edit.after or {}
    fields = [change.field for change in field_changes(edit)]
    piece = names.thing(("evidence", str(after.get("evidence", ""))))
    code, old, new = names.code(after), names.level(before), names.level(after)
    if "level" in fields:
        if old and new:
            said = _("Tagged {pieces} with {codes} (it was {level})")
            return said.format(pieces=piece, codes=f"{code} · {new}", level=old)
        return _("Tagged {pieces} with {codes}").format(pieces=piece, codes=f"{code} · {new}" if new else code)
    if fields == ["why"]:
        return _("Wrote why {piece} shows {code}").format(piece=piece, code=code)
    return _changed_fields(field_changes(edit), names.claim(key[1], after))


def _changed_goal(key: Key, edit: Edit, names: Names) -> str:
    fields = field_changes(edit)
    if [change.field for change in fields] == ["status"]:
        said = {"achieved": _("Reached the goal {title}"), "rested": _("Let the goal {title} rest")}
        pattern = said.get(str(fields[0].after), _("Took up the goal {title} again"))
        return pattern.format(title=names.thing(key, edit.after))
    return _changed(key, edit, names)


def _changed_step(key: Key, edit: Edit, names: Names) -> str:
    fields = {change.field: change for change in field_changes(edit)}
    title = names.thing(key, edit.after)
    if "done_on" in fields:
        said = _("Opened the step {title}") if fields["done_on"].is_gone else _("Ticked the step {title}")
    elif fields.keys() == {"skipped"}:
        said = _("Took up the step {title}") if fields["skipped"].is_gone else _("Skipped the step {title}")
    elif fields.keys() == {"position"}:
        said = _("Moved the step {title}")
    elif fields.keys() == {"evidence"}:
        said = _("Linked evidence to the step {title}")
        if fields["evidence"].is_gone:
            said = _("Took the evidence off the step {title}")
    else:
        return _changed(key, edit, names)
    return said.format(title=title)


def _changed_pace(key: Key, edit: Edit, names: Names) -> str:
    del key, names
    fields, pace = field_changes(edit), _pace(edit.after or {})
    if pace and {change.field for change in fields} & {"pieces", "per"}:
        return _("Changed the pace to {pace}").format(pace=pace)
    return _changed_fields(fields, a_thing("paces"))


def _changed_break(key: Key, edit: Edit, names: Names) -> str:
    del key, names
    after = edit.after or {}
    first, last = day_of(after.get("from")), day_of(after.get("to"))
    if first is None or last is None:
        return _("Changed the break")
    said = {"first": long_day(first, last), "last": long_day(last, first)}
    return _("Changed the break from {first} to {last}").format(**said)


def _changed_meta(key: Key, edit: Edit, names: Names) -> str:
    fields = {change.field: change for change in field_changes(edit)}
    learner = (edit.after or {}).get("learner")
    if fields.keys() == {"learner"} and isinstance(learner, dict):
        return _("Changed the name to {name}").format(name=shown_title(str(learner.get("name", ""))))
    if "framework" in fields:
        return _("Follows the framework {name} from now on").format(name=clean_line(str(fields["framework"].after)))
    return _changed_fields(list(fields.values()), names.thing(key))


_CHANGED: Mapping[str, Callable[[Key, Edit, Names], str]] = {
    "evidence": _changed_evidence,
    "claims": _changed_claim,
    "goals": _changed_goal,
    "steps": _changed_step,
    "paces": _changed_pace,
    "breaks": _changed_break,
    "feedback": changed_feedback,
    "suggestions": changed_suggestion,
    "asks": changed_ask,
    "pathways": changed_pathway,
    "reviews": changed_review,
    "meta": _changed_meta,
}
