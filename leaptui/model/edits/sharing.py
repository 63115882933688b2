"""Changes to what is shared: with whom a piece is, and a piece that is taken in by reference."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.language import _, and_list
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.ids import shared_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.sharing import THEIRS, whose_it_is
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted


def share(portfolio: Portfolio, at: str, evidence_id: str, names: Iterable[str]) -> Change:
    """Share a piece with these portfolios of the workspace, and with no others. Raises Invalid where it is private."""
    piece = portfolio.evidence[evidence_id]
    wanted: list[Json] = [*sorted(set(names))]
    if wanted:
        check_may_share(piece)
    draft = Draft(portfolio, at)
    draft.patch("evidence", evidence_id, {"shared_with": wanted})
    if not wanted:
        return draft.change(_("Stopped sharing {piece}").format(piece=quoted(piece.title)))
    said = _("Shared {piece} with {names}")
    return draft.change(said.format(piece=quoted(piece.title), names=and_list([str(name) for name in wanted])))


def check_may_share(piece: Evidence) -> None:
    """Raise Invalid with the reason where a piece cannot be shared."""
    if piece.private:
        raise Invalid(_("{piece} is private: a private piece is not shared").format(piece=quoted(piece.title)))
    if piece.shared is not None:
        raise Invalid(_("only {name} can share this piece").format(name=clean_line(piece.shared.portfolio)))


def take_shared(portfolio: Portfolio, at: str, owner: str, theirs: Evidence) -> tuple[Change, str]:
    """Take a piece in that the portfolio `owner` shares; gives the change and the id it has here.

    Title, kind and day are noted for the lists; words and files stay where they are. One that is in the trash comes back.
    """
    made = shared_id(owner, theirs.id)
    draft = Draft(portfolio, at)
    fields: dict[str, Json] = {
        "title": clean_line(theirs.title),
        "kind": theirs.kind,
        "made_on": theirs.day.isoformat(),
        "shared": {"portfolio": owner, "evidence": theirs.id},
    }
    if portfolio.raw("evidence", made) is None:
        draft.new("evidence", fields, made)
    else:
        draft.patch("evidence", made, {**fields, "deleted": None})
    said = _("Took in {piece}, which {name} shares")
    return draft.change(said.format(piece=quoted(theirs.title), name=owner)), made


def check_own_words(piece: Evidence, fields: Fields) -> None:
    """Raise Invalid where fields would change the words of a piece that is another learner's."""
    if piece.shared is not None and not fields.keys().isdisjoint(THEIRS):
        raise Invalid(whose_it_is(clean_line(piece.shared.portfolio)))
