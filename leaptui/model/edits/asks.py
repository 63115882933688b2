"""Changes to what a learner asks for: asked, answered with what came of it, let go, taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change, Edit, Key
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.edits.people import named_people
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import About
from leaptui.model.records_own import Ask
from leaptui.model.text import clean_line, to_lines
from leaptui.model.titles import quoted

_ROLES = {"teacher": "teacher", "peer": "peer"}
"""What somebody who is new is to the learner, by the sort of ask they are asked with."""


def need_of(text: str) -> list[Json]:
    """What is asked for, in lines. Raises Invalid where it says nothing."""
    lines: list[Json] = [*to_lines(text)]
    if not lines:
        raise Invalid(_("an ask needs a few words: what would help you?"))
    return lines


def about_of(about: Sequence[About]) -> list[Json]:
    """What an ask is about, as the file writes it."""
    return [{"table": one.table, "id": one.id} for one in about]


def add_ask(
    portfolio: Portfolio,
    at: str,
    need: str,
    source: str = "other",
    whom: str = "",
    about: Sequence[About] = (),
    fields: Fields | None = None,
) -> tuple[Change, str]:
    """Ask for support; gives the change and the new id. Raises Invalid.

    `whom` is a person's name or id, who is added where nobody of that name is known; of technology it is what it is called.
    """
    lines = need_of(need)
    person, edits = _whom(portfolio, at, source, whom)
    draft = Draft(portfolio, at)
    said: dict[str, Json] = {
        "need": lines,
        "from": source,
        "person": person,
        "status": "open",
        "about": about_of(about),
    }
    made = draft.new("asks", {**said, **(fields or {})})
    change = draft.change(_("Asked for support: {words}").format(words=_words(need)))
    return replace(change, edits={**edits, **change.edits}), made


def edit_ask(portfolio: Portfolio, at: str, ask_id: str, fields: Fields, whom: str | None = None) -> Change:
    """Set fields of an ask; `whom` is a name, as of `add_ask`, or None where that stays. Raises Invalid."""
    if "need" in fields and not fields["need"]:
        raise Invalid(_("an ask needs a few words: what would help you?"))
    ask = portfolio.live(Ask)[ask_id]
    draft = Draft(portfolio, at)
    edits: Mapping[Key, Edit] = {}
    if whom is not None:
        person, edits = _whom(portfolio, at, str(fields.get("from", ask.source)), whom)
        fields = {**fields, "person": person}
    draft.patch("asks", ask_id, fields)
    change = draft.change(_("Changed the ask {words}").format(words=_words(ask.words)))
    return replace(change, edits={**edits, **change.edits})


def answer_ask(portfolio: Portfolio, at: str, ask_id: str, outcome: str) -> Change:
    """Note that an ask was answered, and what came of it. Raises Invalid where that is not said."""
    lines: list[Json] = [*to_lines(outcome)]
    if not lines:
        raise Invalid(_("a few words say what came of it"))
    said = _("Noted what came of an ask: {words}")
    return _stand(portfolio, at, ask_id, {"status": "answered", "outcome": lines}, said)


def let_go_ask(portfolio: Portfolio, at: str, ask_id: str) -> Change:
    """Let an ask go: it is not needed any more, or nothing came of it."""
    return _stand(portfolio, at, ask_id, {"status": "let go"}, _("Let an ask go: {words}"))


def reopen_ask(portfolio: Portfolio, at: str, ask_id: str) -> Change:
    """Take an ask up again; what came of it so far stays with it."""
    return _stand(portfolio, at, ask_id, {"status": "open"}, _("Took up an ask again: {words}"))


def _stand(portfolio: Portfolio, at: str, ask_id: str, fields: Fields, said: str) -> Change:
    draft = Draft(portfolio, at)
    draft.patch("asks", ask_id, fields)
    return draft.change(said.format(words=_words(portfolio.live(Ask)[ask_id].words)))


def _whom(portfolio: Portfolio, at: str, source: str, whom: str) -> tuple[str, Mapping[Key, Edit]]:
    """How the file names whom or what is asked, and the edits that add somebody who is new."""
    name = clean_line(whom)
    if not name or source == "technology":
        return name, {}
    ids, edits = named_people(portfolio, at, [name], _ROLES.get(source, "other"))
    return ids[0], edits


def _words(need: str) -> str:
    return quoted(clean_line(need))
