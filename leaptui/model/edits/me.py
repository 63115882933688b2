"""Changes to what a learner says about themself, and to the page about them."""

from __future__ import annotations

from collections.abc import Iterable

from leaptui.language import _
from leaptui.model.about_me import PAGE, chosen
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Facet
from leaptui.model.text import clean_line
from leaptui.model.titles import quoted

ON_THE_PAGE = ("facets", "goals", "evidence", "recognitions")
"""The tables whose records may stand on the page about the learner, which are its fields too."""


def add_line(portfolio: Portfolio, at: str, fields: Fields) -> tuple[Change, str]:
    """Note a line: `facet`, `sort` and `text` are needed; it is private unless `private` says otherwise. Raises Invalid."""
    _need_words(fields.get("text"))
    draft = Draft(portfolio, at)
    made = draft.new("facets", {"private": True, **fields})
    said = {
        "need": _("Noted what I need: {words}"),
        "strength": _("Noted a strength of mine: {words}"),
        "interest": _("Noted an interest of mine: {words}"),
    }
    words = said.get(str(fields["sort"]), _("Noted about me: {words}"))
    return draft.change(words.format(words=_beginning(fields["text"]))), made


def edit_line(portfolio: Portfolio, at: str, line_id: str, fields: Fields) -> Change:
    """Set fields of a line. Raises Invalid."""
    if "text" in fields:
        _need_words(fields["text"])
    draft = Draft(portfolio, at)
    draft.patch("facets", line_id, fields)
    if fields.get("private"):
        _take_off(draft, "facets", {line_id})
    line = portfolio.live(Facet)[line_id]
    return draft.change(_("Changed the line {words}").format(words=quoted(clean_line(line.words))))


def open_line(portfolio: Portfolio, at: str, line_id: str, *, is_open: bool) -> Change:
    """Open a line to those the learner shows their portfolio, or keep it private; then it goes off the page about them."""
    draft = Draft(portfolio, at)
    draft.patch("facets", line_id, {"private": not is_open})
    if not is_open:
        _take_off(draft, "facets", {line_id})
    said = _("Opened the line {words}") if is_open else _("Keeps the line {words} private")
    return draft.change(said.format(words=quoted(clean_line(portfolio.live(Facet)[line_id].words))))


def put_on_page(portfolio: Portfolio, at: str, table: str, record_ids: Iterable[str]) -> Change:
    """Let records of a table stand on the page about the learner. Raises Invalid for what is private or does not stand there."""
    if table not in ON_THE_PAGE:
        raise Invalid(_("only lines, goals, pieces and recognitions stand on the page about you"))
    wanted = set(record_ids)
    if any((portfolio.raw(table, one) or {}).get("private") for one in wanted):
        raise Invalid(_("what is private does not stand on the page about you: open it first"))
    draft = Draft(portfolio, at)
    now: set[str] = set(getattr(chosen(portfolio), table))
    _set_page(draft, {table: [*sorted(now | wanted)]})
    return draft.change(_("Chose what stands on the page about me"))


def take_off_page(portfolio: Portfolio, at: str, table: str, record_ids: Iterable[str]) -> Change:
    """Let records of a table stand on the page about the learner no longer."""
    draft = Draft(portfolio, at)
    if table in ON_THE_PAGE:
        _take_off(draft, table, set(record_ids))
    return draft.change(_("Chose what stands on the page about me"))


def say_on_page(portfolio: Portfolio, at: str, lines: list[Json]) -> Change:
    """Set the learner's own words on the page about them; none take them away."""
    draft = Draft(portfolio, at)
    _set_page(draft, {"text": lines})
    return draft.change(_("Wrote on the page about me"))


def _take_off(draft: Draft, table: str, gone: set[str]) -> None:
    now: set[str] = set(getattr(chosen(draft.portfolio), table))
    if now & gone:
        _set_page(draft, {table: [*sorted(now - gone)]})


def _set_page(draft: Draft, fields: Fields) -> None:
    if draft.current("about_me", PAGE) is None:
        draft.new("about_me", fields, PAGE)
    else:
        draft.patch("about_me", PAGE, {**fields, "deleted": None})


def _need_words(text: Json) -> None:
    if not text:
        raise Invalid(_("a line needs a few words"))


def _beginning(text: Json) -> str:
    lines = [str(line) for line in text] if isinstance(text, list) else [str(text)]
    return quoted(clean_line(" ".join(lines)))
