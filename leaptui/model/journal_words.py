"""What the journal speaks of, in words: what an entry is about, levels that moved."""

from __future__ import annotations

from datetime import date

from leaptui.language import _
from leaptui.model.framework import Framework
from leaptui.model.journal import GUIDELINES, Moved
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About, Target
from leaptui.model.saying import Saying
from leaptui.model.text import clean_line
from leaptui.model.words import word


def code_of(framework: Framework, guideline: str) -> str:
    """A guideline's code; of another framework its whole id."""
    return clean_line(guideline.removeprefix(f"{framework.id}:"))


def about_words(portfolio: Portfolio, framework: Framework, about: About, today: date) -> str:
    """What an entry is about: a guideline by its code and wording, a record by its title."""
    if about.table == GUIDELINES:
        known = framework.guidelines.get(about.id)
        code = code_of(framework, about.id)
        return f"{code} {known.full_statement}" if known else code
    return Saying(portfolio, framework, today).title(about.table, about.id)


def was_words(framework: Framework, moved: Target) -> str:
    """Which level there was before one that moved: `C4.a was growing before`."""
    level = word(clean_line(moved.level or "?"), "level")
    return _("{code} was {level} before").format(code=code_of(framework, moved.guideline), level=level)


def moved_words(framework: Framework, moved: Moved) -> str:
    """How a level moved: `C4.a: growing to demonstrated`; one that was said first stands alone."""
    code, now = code_of(framework, moved.guideline), word(clean_line(moved.level), "level")
    if moved.before is None:
        return f"{code}: {now}"
    before = word(clean_line(moved.before), "level")
    return _("{code}: {before} to {level}").format(code=code, before=before, level=now)
