"""What is done to pieces of evidence from their screen: to the one under the cursor, or to all that are selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from textual.widget import Widget

from leaptui.language import N_, _, ngettext
from leaptui.model.edits import restore, trash
from leaptui.model.edits.many import edit_many
from leaptui.model.order import ORDERS, Order
from leaptui.model.titles import shown_title
from leaptui.tui.base import desk
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.keys import key_elsewhere, key_of
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option

ORDER_WORDS: Mapping[Order, str] = {
    "newest": N_("newest first"),
    "oldest": N_("oldest first"),
    "title": N_("by title"),
    "changed": N_("recently changed first"),
    "level": N_("highest level first"),
}
"""How the list's heading says its order."""


def order_words(order: Order, *, trash: bool) -> str:
    """The order of the list in words; in the trash days are those on which pieces were thrown away."""
    if trash and order in {"newest", "oldest"}:
        return _("last thrown first") if order == "newest" else _("first thrown first")
    return _(ORDER_WORDS[order])


def choose_order(widget: Widget, now: Order, take: Callable[[Order], None]) -> None:
    """Ask in which order the list should stand."""
    options = [Option(order, _(ORDER_WORDS[order]), fact=_("now") if order == now else "") for order in ORDERS]

    def chosen(key: str | None) -> None:
        found = next((order for order in ORDERS if order == key), None)
        if found is not None:
            take(found)

    desk(widget).push_screen(Choose(_("Sort"), options, placeholder=_("type to find"), at=now), chosen)


def throw_away(widget: Widget, ids: Sequence[str]) -> None:
    """Move pieces to the trash."""
    session = desk(widget).session
    if ids:
        desk(widget).do(trash(session.portfolio, session.at, [("evidence", one) for one in ids]))


def bring_back(widget: Widget, ids: Sequence[str]) -> None:
    """Bring pieces back from the trash."""
    session = desk(widget).session
    if ids:
        desk(widget).do(restore(session.portfolio, session.at, [("evidence", one) for one in ids]))


def link_goals(widget: Widget, ids: Sequence[str]) -> None:
    """Ask which goals pieces belong to; of many, those that all of them belong to are ticked."""
    app = desk(widget)
    portfolio = app.session.portfolio
    pieces = [portfolio.evidence[one] for one in ids if one in portfolio.evidence]
    if not pieces:
        return
    if not portfolio.goals:
        words = _("There is no goal yet. Press {key}, then {then}, to set one.")
        app.say(words.format(key=key_of(widget, "app.go_goals"), then=key_elsewhere(app, "first.new", "n")))
        return
    common = frozenset.intersection(*(frozenset(piece.goals) for piece in pieces))
    options = [Option(goal.id, shown_title(goal.title), status_word(goal.status)) for goal in portfolio.goals.values()]

    def keep(goals: frozenset[str] | None) -> None:
        if goals is None or goals == common:
            return
        session = app.session
        added, removed = {"goals": goals - common}, {"goals": common - goals}
        still = [piece.id for piece in pieces if piece.id in session.portfolio.evidence]
        app.do(edit_many(session.portfolio, session.at, still, {}, added, removed))

    title = shown_title(pieces[0].title) if len(pieces) == 1 else count_words(len(pieces))
    heading = ngettext("Goals of this piece", "Goals of these pieces", len(pieces))
    app.push_screen(ChooseMany(heading, options, common, title), keep)


def count_words(count: int) -> str:
    """So many pieces: `3 pieces`."""
    return ngettext("{n} piece", "{n} pieces", count).format(n=count)


def offer_files(widget: Widget, evidence_id: str | None, paths: Sequence[Path]) -> None:
    """Ask whether files that were dropped belong to a piece; where there is none they begin a new one."""
    from leaptui.tui.evidence.write import add_piece, attach_files
    from leaptui.tui.widgets.ask import Confirm

    app = desk(widget)
    piece = app.session.portfolio.evidence.get(evidence_id or "")
    if piece is None:
        add_piece(widget, files=paths)
        return
    if len(paths) == 1:
        question = _("Attach {file} to “{title}”?").format(file=paths[0].name, title=shown_title(piece.title))
    else:
        names = ngettext("{n} file", "{n} files", len(paths)).format(n=len(paths))
        question = _("Attach {files} to “{title}”?").format(files=names, title=shown_title(piece.title))

    def answered(yes: bool | None) -> None:
        if yes:
            attach_files(widget, piece.id, paths)

    app.push_screen(Confirm(_("Add a file"), question), answered)
