"""Standing explained: in one sentence who said it, when, and of which piece."""

from __future__ import annotations

from datetime import date

from leaptui.language import _, ngettext, pgettext
from leaptui.model.dates import long_day
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import Standing
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted, shown_title
from leaptui.model.words import word


def explained(portfolio: Portfolio, framework: Framework, standing: Standing, today: date | None = None) -> str:
    """Why a guideline stands where it stands.

    `demonstrated, says J. Lind (mentor) on 3 March of “Rain gauge v2”; own claim: growing`. One with sub-guidelines tells how
    many of those under it have a level. The year is left out where it is that of `today`.
    """
    if standing.guideline.is_parent and not standing.by and not standing.own:
        total = len(standing.spread)
        says = ngettext("{n} of {total} below it has a level", "{n} of {total} below it have a level", total)
        return says.format(n=standing.reached, total=total)
    own = level_words(framework, standing.own)
    if standing.by is None:
        if not standing.own:
            return _("no level said yet") if standing.pieces else pgettext("level", "not yet")
        says = _("{level}, in the learner's own word on {day} of {piece}")
        return says.format(level=own, day=_day(standing, today), piece=_piece(portfolio, standing))
    says = _("{level}, says {name} on {day} of {piece}")
    level = level_words(framework, standing.level) if standing.level else _("assessed")
    name = with_role(standing.by, standing.role)
    said = says.format(level=level, name=name, day=_day(standing, today), piece=_piece(portfolio, standing))
    beside = _("own claim: {level}").format(level=own) if standing.own else _("no level claimed")
    return f"{said}; {beside}"


def level_words(framework: Framework, level: str | None) -> str:
    """The word for a level; the level as it is written where the framework does not have it, empty for none."""
    rank = framework.rank(level)
    return word(framework.levels[rank - 1].title, "level") if rank else clean_line(level or "")


def with_role(name: str, role: str) -> str:
    """A name with what somebody is to the learner: `J. Lind (mentor)`."""
    shown = clean_line(name)
    return f"{shown} ({word(clean_line(role), 'role')})" if role else shown


def _day(standing: Standing, today: date | None) -> str:
    return long_day(standing.on, today or date.min) if standing.on else ""


def _piece(portfolio: Portfolio, standing: Standing) -> str:
    piece = portfolio.evidence.get(standing.piece)
    return quoted(shown_title(piece.title)) if piece else _("a piece")
