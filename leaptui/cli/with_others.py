"""What a piece has to do with others, as text: who had which part, whose it is, with whom it is shared, who confirmed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaptui.language import _, and_list, pgettext
from leaptui.model.text import clean_line
from leaptui.model.voices import parts_in
from leaptui.model.words import ASPECTS, word

if TYPE_CHECKING:
    from leaptui.cli.here import Desk
    from leaptui.model.portfolio import Portfolio
    from leaptui.model.records import Evidence


def people_words(portfolio: Portfolio, piece: Evidence) -> str:
    """Who had a part in a piece, each with the part: `Ravi Nair (wiring), Ms Lind`."""
    parts = parts_in(portfolio, piece).items()
    return ", ".join(f"{name} ({part})" if part else name for name, part in parts)


def others_facts(portfolio: Portfolio, piece: Evidence) -> list[tuple[str, str]]:
    """Label and words of the facts about others."""
    whose = clean_line(piece.shared.portfolio) if piece.shared else ""
    return [
        (pgettext("fact", "host"), clean_line(piece.host)),
        (pgettext("fact", "people"), people_words(portfolio, piece)),
        (pgettext("fact", "shared by"), whose),
        (pgettext("fact", "shared with"), and_list(list(map(clean_line, piece.shared_with)))),
    ]


def confirmation_lines(portfolio: Portfolio, piece: str) -> Iterator[str]:
    """What hosts confirm of a piece."""
    from leaptui.model.experience import confirmations_of, still_holds, way_of

    for one in confirmations_of(portfolio, piece):
        role = f", {clean_line(one.role)}" if one.role else ""
        who = f"{clean_line(portfolio.name_of(one.by))}{role}"
        day = one.on_date.isoformat() if one.on_date else one.created[:10]
        yield _("✓ confirmed by {name} on {day}, {way}").format(name=who, day=day, way=way_of(one))
        if not still_holds(portfolio, one):
            yield f"  ({_('the piece was changed since')})"
        yield from (f"  {line}" for line in one.text)


def waiting_lines(desk: Desk) -> Iterator[str]:
    """What waits for the learner's answer: feedback, suggested steps, what others ask, and answers that are not noted yet."""
    said = [*_feedback_lines(desk), *_suggested_lines(desk), *_asked_lines(desk)]
    if said:
        yield from ("", _("Waiting for you"), *said)


def _feedback_lines(desk: Desk) -> Iterator[str]:
    from leaptui.model.names import Names
    from leaptui.model.reviewed import new_feedback

    portfolio = desk.portfolio
    for (name, on), found in new_feedback(portfolio).items():
        said = {one.aspect for one in found}
        named = [*(aspect for aspect in ASPECTS if aspect in said), *sorted(said.difference(ASPECTS))]
        aspects = ", ".join(word(clean_line(aspect), "aspect") for aspect in named)
        words = _("{name} gave feedback on {what}: {aspects} (leaptui feedback list --new)")
        yield "  " + words.format(name=clean_line(name), what=Names(portfolio.document).thing(on), aspects=aspects)


def _suggested_lines(desk: Desk) -> Iterator[str]:
    from leaptui.cli.pick import Short
    from leaptui.model.edits.next_steps import open_suggestions

    short = Short(desk.portfolio)
    for one in open_suggestions(desk.portfolio):
        name = clean_line(desk.portfolio.name_of(one.by))
        yield "  " + _("{name} suggests a step: {words} (leaptui goal accept {id})").format(
            name=name, words=clean_line(one.title), id=short(one.id)
        )


def _asked_lines(desk: Desk) -> Iterator[str]:
    from leaptui.cli.pick import Short
    from leaptui.model.asks import answered_asks, shown_need
    from leaptui.model.records_own import Ask
    from leaptui.store.others import Others

    portfolio, short = desk.portfolio, Short(desk.portfolio)
    for ask_id, said in answered_asks(portfolio).items():
        name = clean_line(portfolio.name_of(said[-1].by))
        words = shown_need(portfolio.live(Ask)[ask_id])
        yield "  " + _("{name} answered what you asked: {words} (leaptui ask answer {id})").format(
            name=name, words=words, id=short(ask_id)
        )
    for one in Others(desk.store.workspace, desk.store.name).asks(portfolio):
        name = clean_line(portfolio.name_of(one.person))
        yield "  " + _("{name} asks: {words}").format(name=name, words=shown_need(one.ask))
