"""What a learner does in the journal, each as one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.screen import Screen
from textual.widget import Widget

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import trash
from leaptui.model.edits.journal import abouts, edit_entry, write_entry
from leaptui.model.journal import GUIDELINES, LEADS_TO, entries, prompts
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Reflection
from leaptui.model.text import to_lines
from leaptui.store.drafts import NEW
from leaptui.tui.base import desk
from leaptui.tui.copying import Pointing
from leaptui.tui.goals.typed import read_day
from leaptui.tui.journal.form import EntryForm, WrittenEntry
from leaptui.tui.journal.links import about_of_key, keys_of, linkable
from leaptui.tui.kept import Note, Save, Sheets, only_changed
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.session import Session
from leaptui.tui.voice.switch import is_others_turn
from leaptui.tui.widgets.choose import ChooseMany


def entry_of(portfolio: Portfolio, entry_id: str) -> Reflection | None:
    """The entry of that id, where it is there."""
    return portfolio.live(Reflection).get(entry_id)


def next_question(session: Session) -> str:
    """The first question that no entry of today answers yet; none where all are answered."""
    answered = {one.prompt for one in entries(session.portfolio) if one.on_date == session.today}
    return next((prompt for prompt in prompts() if prompt not in answered), "")


def _fields(sheet: WrittenEntry, session: Session) -> dict[str, Json]:
    """A sheet as the file writes it. Raises ValueError with a sentence for the sheet."""
    day = read_day(sheet.on_date, session.today, _("The day")) or session.today
    lines: list[Json] = [*to_lines(sheet.text)]
    return {
        "on_date": day.isoformat(),
        "prompt": sheet.prompt,
        "text": lines,
        "about": abouts([about_of_key(key) for key in sheet.about]),
        "private": sheet.private,
    }


def open_new_entry(widget: Widget, about: Sequence[str] = ()) -> None:
    """Write a new entry, about what these keys (table and id) stand for. What was left unfinished stands there again."""
    if is_others_turn(desk(widget)):
        return
    session = desk(widget).session
    made: list[str] = []

    def change(sheet: WrittenEntry) -> Change:
        change, entry_id = write_entry(session.portfolio, session.at, _fields(sheet, session))
        made.append(entry_id)
        return change

    def form(begun: WrittenEntry, save: Save[WrittenEntry], note: Note[WrittenEntry]) -> EntryForm:
        return EntryForm(_("A new entry"), begun, save, note)

    # An entry begun about something does not write over one begun from nothing.
    key = "/".join(["entry", NEW, *about])
    Sheets(widget, key, _("Kept for you: a new entry goes on with it.")).open(
        WrittenEntry(next_question(session), "", session.today.isoformat(), tuple(about)),
        form,
        change,
        kept=lambda: _show(widget, made[-1]),
        untouched=lambda sheet: sheet.is_empty,
    )


def write_about_cursor(screen: Screen[object]) -> None:
    """Write an entry about what the cursor is on, where that is a piece, a goal, a step or a guideline."""
    pointing = screen.focused.ancestors_with_self if screen.focused else [screen]
    pointed = next((list(node.pointed_at()) for node in pointing if isinstance(node, Pointing)), [])
    portfolio = desk(screen).session.portfolio
    about = []
    for table, one in pointed:
        if table == "steps" and one in portfolio.steps:
            about.append(f"goals/{portfolio.steps[one].goal}")
        elif table in {"evidence", "goals"}:
            about.append(f"{table}/{one}")
        elif table == "guideline":
            about.append(f"{GUIDELINES}/{one}")
    open_new_entry(screen, about)


def open_entry(widget: Widget, entry_id: str) -> None:
    """Open the sheet on an entry."""
    app = desk(widget)
    session = app.session
    entry = entry_of(session.portfolio, entry_id)
    if entry is None:
        return
    before = WrittenEntry.of(entry)

    def change(sheet: WrittenEntry) -> Change:
        if entry_of(session.portfolio, entry_id) is None:
            raise KeyError(entry_id)
        changed = only_changed(_fields(sheet, session), _fields(before, session))
        return edit_entry(session.portfolio, session.at, entry_id, changed)

    def form(begun: WrittenEntry, save: Save[WrittenEntry], note: Note[WrittenEntry]) -> EntryForm:
        return EntryForm(_("Edit the entry"), begun, save, note)

    again = _("Not kept yet: {key} opens the entry with what you wrote.")
    again = again.format(key=key_elsewhere(app, "journal.edit", "e"))
    Sheets(widget, f"entry/{entry_id}", again).open(
        before, form, change, untouched=lambda sheet: sheet.without_ends() == before.without_ends()
    )


def link_entry(widget: Widget, entry_id: str) -> None:
    """Choose what an entry is about."""
    app = desk(widget)
    entry = entry_of(app.session.portfolio, entry_id)
    if entry is None:
        return
    options = linkable(app.session, LEADS_TO)
    ticked = frozenset(keys_of(entry.about)) & {option.key for option in options}

    def keep(chosen: frozenset[str] | None) -> None:
        session = app.session
        now = entry_of(session.portfolio, entry_id)
        if chosen is None or now is None or chosen == ticked:
            return
        # Only what was ticked or unticked here is done: what was linked elsewhere meanwhile stays.
        kept = [key for key in keys_of(now.about) if key not in ticked - chosen]
        new = [option.key for option in options if option.key in chosen - ticked and option.key not in kept]
        fields: Mapping[str, Json] = {"about": abouts([about_of_key(key) for key in [*kept, *new]])}
        app.do(edit_entry(session.portfolio, session.at, entry_id, fields))

    app.push_screen(ChooseMany(_("What is it about?"), options, ticked), keep)


def trash_entry(widget: Widget, entry_id: str) -> None:
    """Move an entry to the trash."""
    session = desk(widget).session
    desk(widget).do(trash(session.portfolio, session.at, [("reflections", entry_id)]))


def _show(widget: Widget, entry_id: str) -> None:
    """Bring an entry that was kept under the cursor, where the screen lists entries."""
    show = getattr(widget.screen, "show_entry", None) if widget.is_attached else None
    if show is not None:
        show(entry_id)
