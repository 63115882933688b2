"""What waits for a mentor, in words."""

from __future__ import annotations

from leaptui.language import _, ngettext, pgettext
from leaptui.model.desk_queue import AGREE, ASK, NEWS, REVIEW, Item, Waiting
from leaptui.model.titles import shown_title
from leaptui.model.words import word


def heading(sort: str) -> str:
    """What a sort of what waits is called; the empty one where nothing does."""
    said = {
        ASK: pgettext("mentor's desk", "Asked for feedback"),
        REVIEW: pgettext("mentor's desk", "Reviews to hold"),
        AGREE: pgettext("mentor's desk", "Waiting for your agreement"),
        NEWS: pgettext("mentor's desk", "New since you looked"),
    }
    return said.get(sort) or pgettext("mentor's desk", "Nothing waits")


def heading_of(waiting: Waiting) -> str:
    """Under what a portfolio stands: the most pressing sort of what waits in it."""
    return heading(waiting.sort) if waiting.is_read else pgettext("mentor's desk", "Not read yet")


def heading_in(waiting: Waiting, sort: str) -> str:
    """What a sort of what waits is called in one portfolio: all is new in one that was never looked at."""
    if sort == NEWS and not waiting.has_looked:
        return _("New to you: you have not looked yet")
    return heading(sort)


def listed(waiting: Waiting, sort: str) -> tuple[tuple[Item, ...], str]:
    """The items of a sort that are listed, and a word on those that are not; empty where none is left out."""
    items = waiting.of(sort)
    if sort != NEWS:
        return items, ""
    left = len(items) - len(waiting.shown_news)
    return waiting.shown_news, ngettext("and {n} more", "and {n} more", left).format(n=left) if left else ""


def counts(waiting: Waiting) -> list[str]:
    """How much waits of each sort, in a word or two each."""
    asks, reviews, agreements, news = (len(waiting.of(sort)) for sort in (ASK, REVIEW, AGREE, NEWS))
    said = (
        (asks, ngettext("{n} ask", "{n} asks", asks)),
        (reviews, ngettext("{n} review", "{n} reviews", reviews)),
        (agreements, ngettext("{n} to agree to", "{n} to agree to", agreements)),
        (news, ngettext("{n} new", "{n} new", news)),
    )
    return [text.format(n=n) for n, text in said if n]


def says(item: Item) -> str:
    """What an item says, as its learner wrote it."""
    if item.table == "starts":
        return f"{item.says}: {word(item.aspect, 'level')}" if item.aspect else item.says
    if item.sort == REVIEW and not item.says:
        return _("a review")
    return shown_title(item.says)


def beside(item: Item) -> str:
    """What is to be told beside what an item says: what it is about, whom it is for; empty where there is nothing."""
    if item.sort == ASK:
        aspect = _("on {aspect}").format(aspect=word(item.aspect, "aspect")) if item.aspect else ""
        to = _("for {name}").format(name=item.to) if item.to else ""
        return " · ".join(filter(None, (item.about, aspect, to)))
    if item.sort == REVIEW:
        with_ = _("with {name}").format(name=item.to) if item.to else ""
        return " · ".join(filter(None, (word(item.source, "review"), with_)))
    if item.sort == AGREE:
        if item.table == "starts":
            return _("a starting level")
        return _("a goal, changed since it was agreed") if item.aspect == "again" else _("a goal")
    return _news(item)


def _news(item: Item) -> str:
    said = {
        "new": _("a new piece"),
        "changed": _("a piece that was changed"),
        "achieved": _("a goal that was achieved"),
        "answered": _("the answer to feedback on {what}").format(what=item.about),
        "accepted": _("your suggested step was taken"),
        "declined": _("your suggested step was declined"),
    }
    return said.get(item.source, "")
