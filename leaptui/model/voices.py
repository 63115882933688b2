"""Whose words are being written: the learner's, or those of somebody who looks at the portfolio with them.

What one person says is a record of its own. Somebody who assesses, gives feedback, suggests, agrees, confirms or recognises
writes only such records, only their own, and edits nothing of the learner's; `check_voice` holds every change to that.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from leaptui.language import _
from leaptui.model.change import Change
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.text import clean_line

STATEMENTS = ("assessments", "feedback", "agreements", "suggestions", "confirmations", "recognitions")
"""The tables of what other people say."""


@dataclass(frozen=True)
class Voice:
    """Somebody other than the learner whose words are written: a name, what they are to the learner, the key they sign with."""

    name: str
    role: str = "mentor"
    key: str = ""

    def by(self, portfolio: Portfolio) -> str:
        """How a portfolio names them: the id of the one person of that name in it, else the name itself."""
        return who(portfolio, self.name)


def voice_of(portfolio: Portfolio, name: str, role: str = "") -> Voice:
    """Whose words are written: a person of the portfolio by name or id, or somebody by their name.

    Their role is the one that is said, else the one they have among the people; whose role nobody said has none.
    """
    person = portfolio.people.get(who(portfolio, name))
    return Voice(person.name if person else clean_line(name), role or (person.role if person else ""))


class OtherVoice(ValueError):
    """A change would write what is not that voice's to write; the message is one plain sentence."""


def who(portfolio: Portfolio, name: str) -> str:
    """The id of the person of that name where there is exactly one, else the name itself; an id stands for itself."""
    if name in portfolio.people:
        return name
    wanted = fold(clean_line(name))
    found = [person.id for person in portfolio.people.values() if fold(clean_line(person.name)) == wanted]
    return found[0] if len(found) == 1 else clean_line(name)


def is_learner(portfolio: Portfolio, by: str) -> bool:
    """Whether a statement's `by` is the learner: nobody, or the learner's own name."""
    return not by or fold(clean_line(portfolio.name_of(by))) == fold(clean_line(portfolio.meta.learner.name))


def check_voice(portfolio: Portfolio, change: Change, voice: Voice) -> None:
    """Raise OtherVoice where a change writes anything but statements of that voice's own."""
    names = {voice.by(portfolio), voice.name}
    for (table, _id), edit in change.edits.items():
        if table not in STATEMENTS:
            raise OtherVoice(_("{name} writes only words of their own here").format(name=voice.name))
        said_by = {str(record.get("by", "")) for record in (edit.before, edit.after) if record is not None}
        if not said_by <= names:
            raise OtherVoice(_("what somebody else said is theirs: {name} cannot change it").format(name=voice.name))


def names_of(portfolio: Portfolio, ids: Iterable[str]) -> list[str]:
    """The names behind people's ids, each once, in the order of the names: ids are random, and no order."""
    return by_name(clean_line(portfolio.name_of(one)) for one in ids)


def by_name(names: Iterable[str]) -> list[str]:
    """Names as people look for them: each once, in order, whatever their case and accents."""
    return sorted(set(names), key=lambda name: (fold(name), name))


def parts_in(portfolio: Portfolio, piece: Evidence) -> dict[str, str]:
    """Who had a part in a piece, in the order of the names, each with which: empty where that is not said."""
    parts = {clean_line(portfolio.name_of(one.person)): clean_line(one.role) for one in piece.contributors}
    return {name: parts.get(name, "") for name in by_name([*names_of(portfolio, piece.people), *parts])}
