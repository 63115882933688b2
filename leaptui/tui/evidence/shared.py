"""Sharing pieces from Evidence: with whom, and taking in what others share."""

from __future__ import annotations

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.dates import day_month
from leaptui.model.edits import Invalid, share, take_shared
from leaptui.model.edits.sharing import check_may_share
from leaptui.model.search import Narrow
from leaptui.model.sharing import whose_it_is
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.store.others import Offer
from leaptui.tui.base import desk
from leaptui.tui.sentence import sentence
from leaptui.tui.voice.switch import is_others_turn
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option


def says_whose(widget: Widget, evidence_id: str) -> bool:
    """Say whose a piece is, where it is another learner's; tells whether it is."""
    app = desk(widget)
    piece = app.session.portfolio.evidence.get(evidence_id)
    if piece is None or piece.shared is None:
        return False
    app.say(whose_it_is(app.session.shared.others.learner_of(piece.shared)))
    return True


def share_piece(widget: Widget, evidence_id: str) -> None:
    """Choose the portfolios of the workspace that may take a piece in."""
    app = desk(widget)
    session = app.session
    piece = session.portfolio.evidence[evidence_id]
    try:
        check_may_share(piece)
    except Invalid as error:
        app.say(sentence(error))
        return
    known = {
        person.portfolio: clean_line(person.name) for person in session.portfolio.people.values() if person.portfolio
    }
    names = [name for name in session.workspace.neighbours() if name != session.store.name]
    if not names:
        app.say(_("There is no other portfolio in this workspace to share it with."))
        return
    # Who is among one's people comes first.
    ordered = sorted({*names, *piece.shared_with}, key=lambda name: (name not in known, name))
    options = [Option(name, name, known.get(name, "")) for name in ordered]
    before = frozenset(piece.shared_with)

    def keep(chosen: frozenset[str] | None) -> None:
        now = session.portfolio.evidence.get(evidence_id)
        if chosen is None or now is None or chosen == before:
            return
        # Only what was ticked or unticked here is done: what was shared elsewhere meanwhile stays.
        wanted = (set(now.shared_with) - (before - chosen)) | (chosen - before)
        app.do(share(session.portfolio, session.at, evidence_id, wanted))

    app.push_screen(ChooseMany(_("Share “{title}” with").format(title=shown_title(piece.title)), options, before), keep)


def take_in(widget: Widget) -> None:
    """Choose among the pieces that others share, and take one in."""
    app = desk(widget)
    session = app.session
    offers = {f"{one.owner}/{one.piece.id}": one for one in session.shared.others.offers(session.portfolio)}
    if not offers:
        app.say(_("Nobody in this workspace shares a piece with you now."))
        return
    options = [_option(key, one) for key, one in offers.items()]

    def chosen(key: str | None) -> None:
        if key is not None:
            take_offer(widget, offers[key])

    app.push_screen(Choose(_("Shared with me"), options), chosen)


def take_offer(widget: Widget, offer: Offer) -> None:
    """Take a piece in that is shared, and go there; one that is here already is only gone to."""
    if is_others_turn(desk(widget)):
        return
    app = desk(widget)
    session = app.session
    change, made = take_shared(session.portfolio, session.at, offer.owner, offer.piece)
    if offer.taken or app.do(change):
        app.show_evidence(Narrow(), made)


def _option(key: str, one: Offer) -> Option:
    about = f"{one.learner} · {word(one.piece.kind, 'kind')}"
    fact = _("taken in") if one.taken else day_month(one.piece.day)
    return Option(key, shown_title(one.piece.title), about, fact)
