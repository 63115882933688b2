"""Adding and editing pieces from any screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from textual.widget import Widget

from leaptui.language import _, in_quotes, ngettext
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.edits import Invalid, add_evidence, edit_evidence
from leaptui.model.edits.people import named_parts, with_parts
from leaptui.store.attachments import check_source
from leaptui.store.drafts import NEW
from leaptui.store.errors import StoreError
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.evidence import sheet as sheets
from leaptui.tui.evidence.begun import left_over
from leaptui.tui.evidence.dropped import typed_paths
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.meanwhile import changed_twice, said_at_first, said_before_keeping
from leaptui.tui.evidence.shared import says_whose
from leaptui.tui.evidence.sheet import WAS, HeldFile, Written, written
from leaptui.tui.keys import key_elsewhere, key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.session import Session


def add_piece(widget: Widget, goal: str | None = None, files: Sequence[Path] = ()) -> None:
    """Open the sheet for a new piece; what was left unfinished on it stands there again."""
    app = desk(widget)
    session = app.session
    key, draft = left_over(session)
    fresh = Written(made_on=session.today.isoformat())
    sheet = Written.of(draft) if draft else fresh
    if key != NEW:
        sheet = _anew(sheet)
    if goal and goal not in sheet.goals:
        sheet = replace(sheet, goals=(*sheet.goals, goal))

    def save(sheet: Written) -> str | None:
        return _keep(widget, lambda: add_change(session, sheet), key)

    form = PieceForm(_("Add evidence"), sheet, save, _noting(session, key, fresh), files=files)
    form.goes_on = bool(draft)
    app.push_screen(
        form, _saying(widget, _("Not kept yet: press {key} to go on with it.").format(key=key_of(widget, "app.add")))
    )
    if draft and key == NEW:
        app.say(_("Here is what you had begun."))
    elif draft:
        app.say(_("Here is what you had written on a piece that is gone."))


def edit_piece(widget: Widget, evidence_id: str) -> None:
    """Open the sheet on a piece; what was left unfinished on it stands there again."""
    app = desk(widget)
    session = app.session
    if says_whose(widget, evidence_id):
        return
    before = written(session.portfolio.evidence[evidence_id], session.portfolio)
    draft = session.drafts.get(evidence_id)
    sheet, twice = before, ""
    if draft:
        was = Written.of({name.removeprefix(WAS): text for name, text in draft.items() if name.startswith(WAS)})
        was = was if was.title else before
        sheet = Written.of(draft).rebased(was, before)
        twice = changed_twice(was, before, sheet)
    told = before

    def save(sheet: Written) -> str | None:
        nonlocal told
        piece = session.portfolio.evidence.get(evidence_id)
        if piece is None and not form.keeps_anew:
            form.keeps_anew = True
            return _("This piece was removed meanwhile. Keep it once more, and it becomes a new piece.")
        if piece is None or form.keeps_anew:
            return _keep(widget, lambda: add_change(session, _anew(sheet)), evidence_id)
        now = written(piece, session.portfolio)
        fields = changed_twice(before, now, sheet)
        if fields and now != told:
            told = now
            return said_before_keeping(fields)
        return _keep(widget, lambda: (edit_change(session, evidence_id, before, sheet), evidence_id), evidence_id)

    form = PieceForm(
        _("Edit"), sheet, save, _noting(session, evidence_id, before), says=said_at_first(twice) if twice else ""
    )
    form.goes_on = sheet != before
    app.push_screen(
        form,
        _saying(
            widget,
            _("Not kept yet: {key} opens the piece with what you wrote.").format(
                key=key_elsewhere(widget, "evidence.edit", "e")
            ),
            before,
        ),
    )
    if sheet != before:
        app.say(_("Here is what you had begun."))


def edit_pieces(widget: Widget, evidence_ids: Sequence[str]) -> None:
    """Open the sheet for many pieces at once."""
    from leaptui.tui.evidence.many_form import ManyForm

    desk(widget).push_screen(ManyForm(evidence_ids))


def attach_files(widget: Widget, evidence_id: str, paths: Sequence[Path]) -> None:
    """Attach files to a piece; a sentence says what does not work, and then none is attached."""
    app = desk(widget)
    session = app.session
    piece = session.portfolio.evidence.get(evidence_id)
    if piece is None or says_whose(widget, evidence_id):
        return
    before = written(piece, session.portfolio)
    trouble = _keep(widget, lambda: (_attached(session, evidence_id, before, paths), evidence_id), None)
    if trouble:
        app.say(trouble, trouble=True)


def add_file(widget: Widget, evidence_id: str) -> None:
    """Ask for a file and attach it; at a machine that is shared it is one of those on the stick."""
    from leaptui.tui.kiosk.stick_files import choose_file
    from leaptui.tui.widgets.ask import Ask

    session = desk(widget).session
    if says_whose(widget, evidence_id):
        return
    if desk(widget).is_shared:
        choose_file(desk(widget), lambda path: attach_files(widget, evidence_id, [path]))
        return

    def check(typed: str) -> str | None:
        paths = typed_paths(typed, session.workspace.sources)
        if not paths:
            words = _("Type the path of a file, or leave with {key}.")
            return words.format(key=key_of(desk(widget).screen, "overlay.leave"))
        piece = session.portfolio.evidence.get(evidence_id)
        if piece is None:
            return _("This piece was removed meanwhile; leave with {key}.").format(
                key=key_of(desk(widget).screen, "overlay.leave")
            )
        before = written(piece, session.portfolio)
        return _keep(widget, lambda: (_attached(session, evidence_id, before, paths), evidence_id), None)

    question = _("The path of a picture or file: type it, paste it, or drop the file here.")
    desk(widget).push_screen(Ask(_("Add a file"), question, placeholder="~/pictures/…", check=check))


# ---- what a sheet becomes


def add_change(session: Session, sheet: Written) -> tuple[Change, str]:
    """The change that adds what stands on a sheet, and the new piece's id. Raises Invalid, StoreError."""
    change, made = _with_people(
        session, sheet, Written(), {}, lambda fields: add_evidence(session.portfolio, session.at, fields)
    )
    return change, made


def edit_change(session: Session, evidence_id: str, before: Written, sheet: Written) -> Change:
    """The change that does to a piece what was done to its sheet since it was opened. Raises Invalid, StoreError.

    Only that is set: what was changed elsewhere meanwhile stays.
    """
    raw = session.portfolio.raw("evidence", evidence_id) or {}

    def made(fields: dict[str, Json]) -> tuple[Change, str]:
        return edit_evidence(session.portfolio, session.at, evidence_id, fields), evidence_id

    return _with_people(session, sheet, before, raw, made)[0]


def _with_people(
    session: Session,
    sheet: Written,
    before: Written,
    raw: Record,
    make: Callable[[dict[str, Json]], tuple[Change, str]],
) -> tuple[Change, str]:
    fields = _changed_fields(session, sheet, before, raw)
    edits: Mapping[Key, Edit] = {}
    if sheet.people != before.people or not raw:
        was, _none = named_parts(session.portfolio, session.at, sheets.read_names(before.people))
        after, edits = named_parts(session.portfolio, session.at, sheets.read_names(sheet.people))
        fields["people"] = sheets.moved_texts(raw, "people", [*was], [*after])
        parts = {one: part for one, part in after.items() if part != was.get(one, "")}
        fields["contributors"] = with_parts(raw.get("contributors"), parts, was.keys() - after.keys())
    change, made = make(fields)
    return replace(change, edits={**edits, **change.edits}), made


def _changed_fields(session: Session, sheet: Written, before: Written, raw: Record) -> dict[str, Json]:
    """The fields that the sheet sets; of a new piece (no record yet) all of them."""
    plain, was = sheets.plain_fields(sheet), sheets.plain_fields(before)
    fields = {name: value for name, value in plain.items() if not raw or value != was[name]}
    words, had = sheets.read_words(sheet.words), sheets.read_words(before.words)
    if words != had:
        fields["tags"] = sheets.moved_texts(raw, "tags", had, words)
    if sheet.goals != before.goals:
        fields["goals"] = sheets.moved_texts(raw, "goals", before.goals, sheet.goals)
    if sheet.links != before.links:
        fields["links"] = sheets.moved_links(raw, sheets.read_links(before.links), sheets.read_links(sheet.links))
    new = [item for item in sheet.files if not item.sha256]
    new += [HeldFile(path.name, path=str(path)) for path in typed_paths(sheet.path, session.workspace.sources)]
    if new or sheet.files != before.files:
        # Every file is looked at before the first is kept: all of them are attached, or none.
        for item in new:
            check_source(Path(item.path), session.workspace.sources)
        added = [session.store.attach(Path(item.path), alt=item.alt) for item in new]
        fields["attachments"] = sheets.moved_files(raw, before.files, sheet.files, _once(added))
    return fields


def _once(entries: Sequence[Record]) -> list[Record]:
    return list({str(entry["sha256"]): entry for entry in entries}.values())


def _attached(session: Session, evidence_id: str, before: Written, paths: Sequence[Path]) -> Change:
    more = tuple(HeldFile(path.name, path=str(path)) for path in paths)
    change = edit_change(session, evidence_id, before, replace(before, files=(*before.files, *more)))
    return replace(
        change,
        label=ngettext("Added {n} file to {piece}", "Added {n} files to {piece}", len(paths)).format(
            n=len(paths), piece=in_quotes(before.title)
        ),
    )


def _anew(sheet: Written) -> Written:
    """The sheet of a piece that is gone, as one of a new piece: the files it held are not to be had any more."""
    return replace(sheet, files=tuple(item for item in sheet.files if not item.sha256))


# ---- keeping and noting


def _keep(widget: Widget, make: Callable[[], tuple[Change, str]], draft: str | None) -> str | None:
    """Do a change and forget the sheet it came from; gives the sentence that says why it could not be done."""
    app = desk(widget)
    try:
        change, piece = make()
        done = app.session.apply(change)
    except (Invalid, StoreError) as error:
        return sentence(error)
    if draft is not None:
        app.session.drafts.note(draft, None)
    if done.edits:
        _lead_to(app, piece)
        app.changed(change.label, piece)
    return None


def _lead_to(app: DeskApp, piece: str) -> None:
    """Let the list go to a piece where Evidence lies under the sheet: what was added is the next to be tagged."""
    from leaptui.tui.evidence.browse import Browsing

    for screen in app.screen_stack:
        if isinstance(screen, Browsing):
            screen.lead_to(piece)


def _noting(session: Session, key: str, before: Written) -> Callable[[Written], None]:
    """Notes what stands on a sheet, with what stood on it when it was opened; forgets it where that is the same."""
    was = {} if key == NEW else {f"{WAS}{name}": text for name, text in before.as_draft().items()}

    def note(sheet: Written) -> None:
        nothing = sheet.is_empty if key == NEW else sheet == before
        session.drafts.note(key, None if nothing else {**sheet.as_draft(), **was})

    return note


def _saying(widget: Widget, words: str, before: Written | None = None) -> Callable[[Written | None], None]:
    """Says, where a sheet was left with something on it, how to go on with it."""

    def left(sheet: Written | None) -> None:
        if sheet is not None and not sheet.is_empty and sheet != before:
            desk(widget).say(words)

    return left
