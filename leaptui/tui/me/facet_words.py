"""What the Me screen says of facets and of lines."""

from __future__ import annotations

from rich.cells import cell_len

from leaptui.language import N_, _
from leaptui.model.framework import Framework, Guideline
from leaptui.model.me import FACETS_OF, facet_guidelines
from leaptui.model.records_own import Facet
from leaptui.tui import glyphs
from leaptui.tui.session import Session

QUESTIONS = {
    "F1.a": N_("What helps you learn, and what gets in the way?"),
    "F1.b": N_("When do you feel well, and what takes your strength?"),
    "F1.c": N_("How do you notice what you feel, and what others do?"),
    "F1.d": N_("What do you remember easily? What keeps you at a thing?"),
    "F1.e": N_("Which stories, languages and places are part of you?"),
    "F1.f": N_("Who is around you, and what do you do for one another?"),
}
"""A question for each facet, for one that was never looked at."""


def question(code: str) -> str:
    """The question of a facet."""
    return _(QUESTIONS[code]) if code in QUESTIONS else _("What comes to mind?")


def leap_of(session: Session) -> Framework:
    """The framework the facets are of, whatever the portfolio follows."""
    if session.framework.id == FACETS_OF:
        return session.framework
    return session.frameworks.get(FACETS_OF)


def facets_of(session: Session) -> dict[str, Guideline]:
    """The facets by their codes."""
    return {one.code: one for one in facet_guidelines(leap_of(session))}


def privacy(line: Facet) -> str:
    """Whether a line is private: a sign and a word."""
    return _private() if line.private else _("open")


def privacy_width() -> int:
    """Cells of the wider one of what `privacy` says."""
    return max(cell_len(_private()), cell_len(_("open")))


def _private() -> str:
    return f"{glyphs.PRIVATE} {_('private')}"
