"""Adding and editing pieces from any screen."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from textual.widget import Widget

from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid, add_evidence, edit_evidence
from leaptui.model.records import Evidence
from leaptui.model.text import clean_line
from leaptui.store.drafts import NEW
from leaptui.store.errors import StoreError
from leaptui.tui.base import desk
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.sheet import Written, fields_of, paths_of, written
from leaptui.tui.sentence import sentence
from leaptui.tui.session import Session
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.choose import ChooseMany, Option


def add_piece(widget: Widget, goal: str | None = None) -> None:
    """Open the sheet for a new piece; what was left unfinished on it stands there again."""
    app = desk(widget)
    session = app.session
    draft = session.drafts.get(NEW)
    sheet = Written.of(draft) if draft else Written(made_on=session.today.isoformat())

    def save(sheet: Written) -> str | None:
        try:
            fields = _fields(widget, sheet, None)
            if goal:
                fields["goals"] = [goal]
            change, made = add_evidence(session.portfolio, session.at, fields)
            session.apply(change)
        except (Invalid, StoreError) as error:
            return sentence(error)
        _note(session, NEW, None)
        app.changed(change.label, made)
        return None

    def left(sheet: Written | None) -> None:
        if sheet is not None and not sheet.is_empty:
            app.say("Not kept yet: press a to go on with it.")

    def note(sheet: Written) -> None:
        _note(session, NEW, None if sheet.is_empty else sheet)

    form = PieceForm("Add evidence", sheet, save, note)
    app.push_screen(form, left)
    if draft:
        app.say("Here is what you had begun.")


def edit_piece(widget: Widget, evidence_id: str) -> None:
    """Open the sheet on a piece."""
    app = desk(widget)
    session = app.session
    piece = session.portfolio.evidence[evidence_id]
    before = written(piece)

    def save(sheet: Written) -> str | None:
        try:
            now = session.portfolio.evidence.get(evidence_id)
            if now is None:
                return "This piece was removed meanwhile; copy your words, then leave with Esc."
            fields = _fields(widget, sheet, now)
            # Only what was changed on the sheet is set: what changed elsewhere meanwhile stays.
            same = _fields_as_they_were(before, piece)
            change = edit_evidence(
                session.portfolio,
                session.at,
                evidence_id,
                {field: value for field, value in fields.items() if value != same.get(field)},
            )
            done = session.apply(change)
        except (Invalid, StoreError) as error:
            return sentence(error)
        _note(session, evidence_id, None)
        if done.edits:
            app.changed(change.label, evidence_id)
        return None

    def left(sheet: Written | None) -> None:
        if sheet is not None and sheet != before:
            app.say("Not kept yet: e opens the piece with what you wrote.")

    def note(sheet: Written) -> None:
        _note(session, evidence_id, None if sheet == before else sheet)

    holds = ""
    if piece.attachments:
        holds = f"It holds {', '.join(clean_line(item.name) for item in piece.attachments)}."
    draft = session.drafts.get(evidence_id)
    app.push_screen(PieceForm("Edit", Written.of(draft) if draft else before, save, note, holds), left)


def add_file(widget: Widget, evidence_id: str) -> None:
    """Ask for a file and attach it."""
    app = desk(widget)
    session = app.session

    def check(typed: str) -> str | None:
        try:
            piece = session.portfolio.evidence[evidence_id]
            attachments = _attachments(widget, typed, piece)
            app.session.apply(edit_evidence(session.portfolio, session.at, evidence_id, {"attachments": attachments}))
        except (Invalid, StoreError) as error:
            return sentence(error)
        return None

    def done(typed: str | None) -> None:
        if typed is not None:
            app.changed("Added a file", evidence_id)

    question = "The path of a picture or file: type it, paste it, or drop the file here."
    app.push_screen(Ask("Add a file", question, placeholder="~/pictures/…", check=check), done)


def link_goals(widget: Widget, evidence_ids: Sequence[str]) -> None:
    """Ask which goals a piece belongs to."""
    app = desk(widget)
    session = app.session
    ids = [one for one in evidence_ids if one in session.portfolio.evidence]
    if not ids:
        return
    if not session.portfolio.goals:
        app.say("There is no goal yet. Press 4, then n, to set one.")
        return
    piece = session.portfolio.evidence[ids[0]]
    options = [Option(goal.id, clean_line(goal.title), goal.status) for goal in session.portfolio.goals.values()]

    def keep(goals: frozenset[str] | None) -> None:
        if goals is None or goals == frozenset(piece.goals):
            return
        app.do(edit_evidence(session.portfolio, session.at, piece.id, {"goals": [*sorted(goals)]}))

    chooser = ChooseMany("Goals of this piece", options, frozenset(piece.goals), clean_line(piece.title))
    app.push_screen(chooser, keep)


def _fields(widget: Widget, sheet: Written, kept: Evidence | None) -> dict[str, Json]:
    try:
        fields = fields_of(sheet, kept)
    except ValueError:
        raise Invalid("“Made on” is a day like 2026-03-01") from None
    if sheet.files.strip():
        fields["attachments"] = _attachments(widget, sheet.files, kept)
    return fields


def _note(session: Session, sheet: str, written: Written | None) -> None:
    """Note what stands on a sheet, or forget it; where the disk does not take it the sheet itself still holds it."""
    with suppress(OSError, StoreError):
        if written is None:
            session.drafts.drop(sheet)
        else:
            session.drafts.put(sheet, written.as_draft())


def _fields_as_they_were(before: Written, piece: Evidence) -> dict[str, Json]:
    return fields_of(before, piece)


def _attachments(widget: Widget, typed: str, kept: Evidence | None) -> list[Json]:
    store = desk(widget).session.store
    raw = store.portfolio.raw("evidence", kept.id) if kept else None
    had = raw.get("attachments", []) if raw else []
    there = list(had) if isinstance(had, list) else []
    known = {item["sha256"] for item in there if isinstance(item, dict) and "sha256" in item}
    added = [store.attach(path) for path in paths_of(typed)]
    return [*there, *(entry for entry in added if entry["sha256"] not in known)]
