"""Real-world experience (guideline C4): academic, civic and workplace apart, and what its hosts confirm. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass

from leaptui.language import _, ngettext, pgettext
from leaptui.model.digests import piece_digest, still_says
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.records_others import Confirmation
from leaptui.model.words import LIFE_AREAS, word

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The signs of a code: none is taken for another, in print or by ear (no 0 and O, 1 and I and L, U and V)."""
_OF_PIECE, _OF_WORDS = 3, 5
EXPERIENCE = "leap-2020:C4"
"""The guideline under which real-world experience stands."""


@dataclass(frozen=True)
class Area:
    """The pieces of one area of life, newest first, and how many of them a host confirmed as they are."""

    area: str
    pieces: tuple[Evidence, ...]
    confirmed: int

    @property
    def said(self) -> str:
        """The area in words."""
        return word(self.area, "life_area")


def areas(portfolio: Portfolio, among: Collection[str] | None = None) -> list[Area]:
    """Academic, civic and workplace, each with its pieces; `among` are the ids of those that count, else all do."""
    found = []
    for area in LIFE_AREAS:
        every = (piece for piece in portfolio.newest if piece.life_area == area)
        pieces = tuple(piece for piece in every if among is None or piece.id in among)
        confirmed = sum(is_confirmed(portfolio, piece.id) for piece in pieces)
        found.append(Area(area, pieces, confirmed))
    return found


def counted_words(area: Area) -> str:
    """How many pieces an area has, and how many of them a host confirmed: `3 pieces, ✓ 2 confirmed`."""
    said = ngettext("{n} piece", "{n} pieces", len(area.pieces)).format(n=len(area.pieces))
    if not area.confirmed:
        return said
    sure = ngettext("✓ {n} confirmed", "✓ {n} confirmed", area.confirmed).format(n=area.confirmed)
    return f"{said}, {sure}"


def confirmations_of(portfolio: Portfolio, evidence_id: str) -> list[Confirmation]:
    """What hosts confirm of a piece, oldest first."""
    found = [one for one in portfolio.live(Confirmation).values() if one.evidence == evidence_id]
    return sorted(found, key=lambda one: (one.on_date is None, one.on_date, one.created, one.id))


def is_confirmed(portfolio: Portfolio, evidence_id: str) -> bool:
    """Whether a host confirmed a piece as it says now."""
    return any(still_holds(portfolio, one) for one in confirmations_of(portfolio, evidence_id))


def still_holds(portfolio: Portfolio, confirmation: Confirmation) -> bool:
    """Whether the piece says what it said when it was confirmed; one that does not know is taken for yes."""
    return still_says(portfolio, confirmation.evidence, confirmation.evidence_digest)


def code_of(portfolio: Portfolio, evidence_id: str) -> str:
    """The code of a piece as it is: `7KQ-M2ZPA`. The first part is the piece's, the second of all that it says."""
    digest = piece_digest(portfolio, evidence_id)
    return f"{_signs(evidence_id, _OF_PIECE)}-{_signs(digest, _OF_WORDS)}"


class WrongCode(ValueError):
    """A code is not that of a piece as it is; the message is one plain sentence."""


def check_code(portfolio: Portfolio, evidence_id: str, given: str) -> str:
    """The code as it is written, where it is that of the piece as it is. Raises WrongCode with what is the matter."""
    plain = "".join(char for char in given.upper() if char.isalnum())
    wanted = code_of(portfolio, evidence_id)
    if len(plain) != _OF_PIECE + _OF_WORDS:
        raise WrongCode(_("“{given}” is no code; one looks like {like}").format(given=given.strip(), like="7KQ-M2ZPA"))
    if plain[:_OF_PIECE] != wanted[:_OF_PIECE]:
        raise WrongCode(_("the code {given} belongs to another piece").format(given=_grouped(plain)))
    if _grouped(plain) != wanted:
        raise WrongCode(
            _(
                "the code {given} is of this piece as it was: it was changed since; let the host see it again, "
                "the code is {code} now"
            ).format(given=_grouped(plain), code=wanted)
        )
    return wanted


def _grouped(plain: str) -> str:
    return f"{plain[:_OF_PIECE]}-{plain[_OF_PIECE:]}"


def _signs(text: str, count: int) -> str:
    """So many signs that stand for a text."""
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:16])
    signs = ""
    for _place in range(count):
        number, rest = divmod(number, len(ALPHABET))
        signs += ALPHABET[rest]
    return signs


def way_of(confirmation: Confirmation) -> str:
    """How something was confirmed, in words: signed, by a code, by a line."""
    if confirmation.signature:
        return pgettext("how it was confirmed", "with a signature")
    if confirmation.code:
        return pgettext("how it was confirmed", "by a code")
    return pgettext("how it was confirmed", "in their own words")
