"""Sentences about a guideline beside its standing: how varied it was shown, where one began, what was chosen."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.advances import advances
from leaptui.model.agreed import agreed_to
from leaptui.model.breadth_words import breadth_sentence
from leaptui.model.challenge import challenge, stretch_sentence
from leaptui.model.dates import day_month
from leaptui.model.framework import Guideline
from leaptui.model.mastery import is_demonstrated
from leaptui.model.standing import breadth, with_descendants
from leaptui.model.starts import starts
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted
from leaptui.model.words import word
from leaptui.tui.session import View

F2 = "leap-2020:F2"
"""The guideline on learning that is relevant and challenging: what pieces say of interest and stretch belongs to it."""


MOST = 30
"""Cells of a goal's title."""


def told(view: View, guideline: Guideline) -> list[tuple[str, str]]:
    """What is told of a guideline, in order, each with what shows more of it: the first sentences matter most.

    A `{key}` in them names what can be done.
    """
    portfolio = view.portfolio
    found: list[str] = []
    chosen = advances(portfolio).get(guideline.id, [])
    if not guideline.is_parent and not chosen and is_demonstrated(view.framework, view.standings[guideline.id].rank):
        found.append(_("You have shown it: on, or deeper? {A} chooses."))
    for choice in chosen[-1:]:
        said = _("chose to go deeper") if choice.way == "deeper" else _("chose to go on")
        if choice.on_date:
            said = _("{choice}, {day}").format(choice=said, day=day_month(choice.on_date))
        why = clean_line(" ".join(choice.why))
        said = f"{said}: {why}" if why else said
        if choice.goal in portfolio.goals:
            said = f"{said} → {quoted(portfolio.goals[choice.goal].title, MOST)}"
        found.append(said)
    found += _begun(view, guideline)
    varied = breadth_sentence(breadth(portfolio, with_descendants(view.framework, guideline.id)))
    found += [varied] if varied else []
    if guideline.id == F2:
        stretch = stretch_sentence(challenge(portfolio, view.today))
        if stretch:
            return [*((said, "") for said in found), (stretch, _("{I} shows it"))]
        found.append(_("Pieces can say how far they stretched you: {I}"))
    return [(said, "") for said in found]


def _begun(view: View, guideline: Guideline) -> list[str]:
    start = starts(view.portfolio).get(guideline.id)
    if start is None:
        return []
    said = _("begun at {level}").format(level=word(start.level or "", "level"))
    for one in agreed_to(view.portfolio, "starts", start.id):
        by = _("confirmed by {name}").format(name=clean_line(one.by))
        said += f", {by}" + (f", {_('before it changed')}" if one.before_change else "")
    return [said]
