"""What a learner does from a guideline: see its evidence, tag pieces with it, set a goal for it."""

from __future__ import annotations

from datetime import date

from textual.widget import Widget

from leaptui.language import _, ngettext
from leaptui.model.change import Change
from leaptui.model.dates import day_month
from leaptui.model.edits.evidence import retag
from leaptui.model.records import Evidence
from leaptui.model.search import Narrow, month_of
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.framework.months import month_year
from leaptui.tui.framework.tree import Node
from leaptui.tui.keys import key_of
from leaptui.tui.session import Session
from leaptui.tui.tagging.tag import TITLE, open_picker
from leaptui.tui.widgets.choose import ChooseMany, Option

SUGGESTED = 5
"""How many pieces are put before the others because they are like those that show the guideline."""


def see_evidence(widget: Widget, node: Node, month: date | None = None) -> None:
    """Go to the evidence behind a row of the tree, of one month where one is given; where there is none, say what can be done."""
    app = desk(widget)
    when = month_of(month) if month else None
    narrow = Narrow(guideline=node.key, month=when)
    if node.is_elsewhere:
        narrow = Narrow(elsewhere=True)
    elif node.is_component:
        narrow = Narrow(component=node.code, month=when)
    view = app.session.view
    if view.index.counts(narrow).found or (node.is_component and month is None):
        app.show_evidence(narrow, back="framework")
        return
    code = node.code if node.is_component else view.framework.guidelines[node.key].code
    if month is None:
        tags, goal = key_of(widget, "framework.tag"), key_of(widget, "framework.new")
        if view.portfolio.evidence:
            says = _("No piece shows {code} yet: {tag} tags one, {goal} sets a goal for it.")
            app.say(says.format(code=code, tag=tags, goal=goal))
        else:
            says = _("No piece shows {code} yet: {add} adds one, {goal} sets a goal for it.")
            app.say(says.format(code=code, add=key_of(widget, "app.add"), goal=goal))
    else:
        app.say(_("No piece of {month} shows {code}.").format(month=month_year(month), code=code))


def tag_pieces(widget: Widget, node: Node) -> None:
    """Choose the pieces that show a guideline; those that do already are ticked, those that are like them come next."""
    app = desk(widget)
    session = app.session
    if not node.is_guideline:
        says = _("A piece is tagged with a guideline: go to one of those in the tree, then press {key}.")
        app.say(says.format(key=key_of(widget, "framework.tag")))
        return
    if not session.portfolio.evidence:
        app.say(_("There is no piece yet. Press {key} to add one.").format(key=key_of(widget, "app.add")))
        return
    guideline = session.framework.guidelines[node.key]
    before = frozenset(claim.evidence for claim in session.portfolio.claims_for.get(node.key, ()))

    def keep(chosen: frozenset[str] | None) -> None:
        if chosen is None or chosen == before:
            return
        added, removed = sorted(chosen - before), sorted(before - chosen)
        if added and not removed:
            open_picker(widget, added, at=node.key)
        else:
            app.do(_retagged(session, node.key, added, removed))

    title = _("Pieces that show {code}").format(code=guideline.code)
    app.push_screen(ChooseMany(title, piece_options(session, node.key), before), keep)


def piece_options(session: Session, guideline: str) -> list[Option]:
    """The pieces to choose from: those like the ones that show the guideline first, then those without a tag, then the others.

    Each group is newest first, but for the first: there the most similar comes first.
    """
    portfolio, today = session.portfolio, session.today
    alike = session.likeness.pieces_for(session.framework, guideline, SUGGESTED)
    why: dict[str, str] = {}
    for one in alike:
        if one.like is None:
            why[one.piece] = _("speaks of it")
        else:
            title = quoted(clean_line(portfolio.evidence[one.like].title), TITLE)
            why[one.piece] = _("like {title}").format(title=title)
    bare = [piece for piece in portfolio.newest if piece.id not in why and not portfolio.claims_of.get(piece.id)]
    rest = [piece for piece in portfolio.newest if piece.id not in why and portfolio.claims_of.get(piece.id)]
    first = [portfolio.evidence[key] for key in why]
    about = why | {piece.id: _("needs a tag") for piece in bare}
    return [_option(piece, about.get(piece.id), today) for piece in (*first, *bare, *rest)]


def _option(piece: Evidence, about: str | None, today: date) -> Option:
    kind = clean_line(word(piece.kind, "kind"))
    fact = day_month(piece.day) if piece.day.year == today.year else f"{day_month(piece.day)} {piece.day.year}"
    return Option(piece.id, clean_line(piece.title), about or kind, fact, more=kind)


def _retagged(session: Session, guideline: str, added: list[str], removed: list[str]) -> Change:
    """One change that tags some pieces with a guideline and takes it off others."""
    portfolio, framework, at = session.portfolio, session.framework, session.at
    on = retag(portfolio, framework, at, [one for one in added if one in portfolio.evidence], {guideline: None}, {}, ())
    off = retag(portfolio, framework, at, [one for one in removed if one in portfolio.evidence], {}, {}, {guideline})
    if not (added and removed):
        return on if added else off
    says = ngettext("{tagged}, and took it off {n} piece", "{tagged}, and took it off {n} pieces", len(removed))
    return Change(says.format(tagged=on.label, n=len(removed)), at, {**on.edits, **off.edits})


def new_goal(widget: Widget, node: Node) -> None:
    """Set a goal for a guideline."""
    from leaptui.tui.goals.goal_form import open_goal_form

    if not node.is_guideline:
        says = _("A goal leads to guidelines: go to one of those in the tree, then press {key}.")
        desk(widget).say(says.format(key=key_of(widget, "framework.new")))
        return
    open_goal_form(widget, guideline_ids=[node.key])
