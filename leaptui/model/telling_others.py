"""The sentences of `telling` about people and what they say: feedback, assessments, agreements, reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from leaptui.language import _
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Edit, Key
from leaptui.model.dates import long_day
from leaptui.model.differences import field_changes
from leaptui.model.names import Names
from leaptui.model.telling_parts import day_of


def _person(key: Key, record: Record, names: Names) -> str:
    return _("Added {name} to the people who help me learn").format(name=names.thing(key, record))


def _assessment(key: Key, record: Record, names: Names) -> str:
    del key
    level = names.level(record)
    said = _("{name} said of {claim}: {level}") if level else _("{name} said something of {claim}")
    claim = names.claim(str(record.get("claim", "")))
    return said.format(name=names.person(record.get("by")), claim=claim, level=level)


def _feedback(key: Key, record: Record, names: Names) -> str:
    del key
    said = _("{name} gave feedback on {what}")
    return said.format(name=names.person(record.get("by")), what=names.thing(_about(record.get("on"))))


def _agreement(key: Key, record: Record, names: Names) -> str:
    del key
    said = _("{name} agreed to {what}")
    return said.format(name=names.person(record.get("by")), what=names.thing(_about(record.get("about"))))


def _suggestion(key: Key, record: Record, names: Names) -> str:
    said = _("{name} suggested the step {title}")
    return said.format(name=names.person(record.get("by")), title=names.thing(key, record))


def _confirmation(key: Key, record: Record, names: Names) -> str:
    del key
    piece = names.thing(("evidence", str(record.get("evidence", ""))))
    return _("{name} confirmed {piece}").format(name=names.person(record.get("by")), piece=piece)


def _review(key: Key, record: Record, names: Names) -> str:
    del key, names
    if record.get("status") == "prepared":
        return _("Began to prepare a review")
    day = day_of(record.get("held_on"))
    return _("Noted the review of {day}").format(day=long_day(day)) if day else _("Noted a review")


def _recognition(key: Key, record: Record, names: Names) -> str:
    return _("Received the recognition {title}").format(title=names.thing(key, record))


def _about(value: Json) -> Key:
    return (str(value.get("table", "")), str(value.get("id", ""))) if isinstance(value, dict) else ("", "")


def changed_feedback(key: Key, edit: Edit, names: Names) -> str:
    """That feedback was answered; nothing where it is said in the words for every record."""
    del key
    if [change.field for change in field_changes(edit)] == ["answered"]:
        after = edit.after or {}
        # `true` stands for feedback that was read and not answered in words.
        said = _("Read what {name} said") if after.get("answered") is True else _("Answered {name}")
        return said.format(name=names.person(after.get("by")))
    return ""


def changed_suggestion(key: Key, edit: Edit, names: Names) -> str:
    """What the learner answered to a suggested step; nothing where it is said in the words for every record."""
    fields = {change.field for change in field_changes(edit)}
    said = {"accepted": _("Took the suggested step {title}"), "declined": _("Declined the suggested step {title}")}
    pattern = said.get(str((edit.after or {}).get("answer")), "")
    return pattern.format(title=names.thing(key, edit.after)) if "answer" in fields else ""


def changed_review(key: Key, edit: Edit, names: Names) -> str:
    """That a review began or was closed; nothing where it is said in the words for every record."""
    del key, names
    fields = {change.field for change in field_changes(edit)}
    said = {"open": _("Began a review"), "closed": _("Closed a review")}
    return said.get(str((edit.after or {}).get("status")), "") if "status" in fields else ""


ADDED_BY_OTHERS: Mapping[str, Callable[[Key, Record, Names], str]] = {
    "people": _person,
    "assessments": _assessment,
    "feedback": _feedback,
    "agreements": _agreement,
    "suggestions": _suggestion,
    "confirmations": _confirmation,
    "reviews": _review,
    "recognitions": _recognition,
}
"""What a new record says, by its table."""
