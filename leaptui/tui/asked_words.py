"""How asks are said on every screen: their sign, whom they go to, what they are about. It knows no widget."""

from __future__ import annotations

from leaptui.language import _, and_list
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About
from leaptui.model.records_own import Ask
from leaptui.model.saying import noun
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui import glyphs


def ask_sign(ask: Ask) -> str:
    """The sign of where an ask stands; its word stands beside it."""
    if ask.is_open:
        return glyphs.UNTICKED
    return glyphs.DONE if ask.status == "answered" else glyphs.SKIPPED


def whom_words(portfolio: Portfolio, ask: Ask) -> str:
    """Whom or what an ask goes to: a name, else the sort of it."""
    return clean_line(portfolio.name_of(ask.person)) or word(ask.source, "source")


def about_words(portfolio: Portfolio, framework: Framework, about: About) -> str:
    """What one thing is that an ask is about: a title, or a guideline's code."""
    if about.table == "guidelines":
        known = framework.guidelines.get(about.id)
        return known.code if known else clean_line(about.id).rpartition(":")[2]
    raw = portfolio.raw(about.table, about.id) or {}
    if about.table == "claims":
        raw = portfolio.raw("evidence", str(raw.get("evidence"))) or {}
    title = raw.get("title")
    return shown_title(title) if isinstance(title, str) else noun(about.table)


def all_about(portfolio: Portfolio, framework: Framework, ask: Ask) -> str:
    """What an ask is about, and the kind of feedback that is asked for; empty where it is about nothing."""
    said = and_list([about_words(portfolio, framework, one) for one in ask.about])
    if not ask.aspect:
        return said
    wanted = _("feedback on {aspect}").format(aspect=word(clean_line(ask.aspect), "aspect"))
    return f"{said}, {wanted}" if said else wanted
