"""How the versions of a field are drawn: texts compared word by word, levels as dots, the trash in words."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.language import _
from leaptui.merge import Apart, Question, Side, together
from leaptui.merge.answer import is_object
from leaptui.merge.paths import entry_key
from leaptui.merge.saying import side_words
from leaptui.model.compared import Compared, compare
from leaptui.model.saying import Saying, moment_words
from leaptui.model.text import clean, clean_line
from leaptui.model.words import word
from leaptui.sync.clones import Clones
from leaptui.tui import draw
from leaptui.tui.conflicts.version import Shown
from leaptui.tui.inks import Inks
from leaptui.tui.line import Span
from leaptui.tui.session import Session

_BRIEF = 24
"""Cells of a value that is shown in the list."""


def why_apart(question: Question) -> str:
    """Why the versions cannot be put together, in a clause; empty where they can."""
    try:
        together(question)
    except Apart as error:
        return str(error)
    return ""


def why_fixed(question: Question) -> str:
    """Why it cannot be written on this screen, in a clause; empty where it can."""
    if question.is_of_trash:
        return _("it is either kept or in the trash")
    return _("it is written where it belongs") if is_object(question) else ""


class Painter:
    """Draws the versions of fields in the session's portfolio."""

    def __init__(self, session: Session, inks: Inks, saying: Saying) -> None:
        self._session = session
        self._inks = inks
        self._saying = saying

    def pair(self, question: Question, other: Side, clones: Clones) -> tuple[Shown, Shown]:
        """My version and another one, each with the words the other does not have."""
        if question.is_of_trash:
            return self._of_trash(question, question.mine, clones), self._of_trash(question, other, clones)
        one, two = (self._lines(question, side) for side in (question.mine, other))
        left, right = compare(one, two)
        return self._shown(question, question.mine, left, clones), self._shown(question, other, right, clones)

    def _lines(self, question: Question, side: Side) -> list[str]:
        return [] if side.absent else clean(side_words(question, side, self._saying)).split("\n")

    def _shown(self, question: Question, side: Side, text: Compared, clones: Clones) -> Shown:
        note = _("Nothing: the field is empty.") if side.absent else self._meaning(question, side)
        return Shown(*self._from(side, clones), text, side.stands, self._picture(question, side), note)

    def _from(self, side: Side, clones: Clones) -> tuple[str, str]:
        now = self._session.clock.now()
        when = moment_words(side.on, self._session.today, now.tzinfo)
        facts = [clean_line(clones.who(side)), when]
        return clean_line(clones.where(side)), ", ".join(filter(None, reversed(facts)))

    def _of_trash(self, question: Question, side: Side, clones: Clones) -> Shown:
        keeps = question.keeps(side)
        text: Compared = []
        note = _("Moved to the trash, from where it can be brought back.")
        if keeps:
            note = _("Kept, with what was changed:")
            record = self._session.portfolio.raw(question.table, question.id) or {}
            body = record.get("body") or record.get("why") or record.get("text")
            text = [(self._saying.title(question.table, question.id), [])]
            text += [("", [])] if body else []
            text += [(line, []) for line in clean(self._saying.value(body, "body")).split("\n")] if body else []
        return Shown(*self._from(side, clones), text, side.stands, note=note)

    def brief(self, question: Question, other: Side) -> Sequence[Span]:
        """Both versions in a few words, where they are short: `home or school`."""
        inks = self._inks
        sides = [self._brief(question, side) for side in (question.mine, other)]
        if not all(sides):
            return []
        joint = f" {_('or')} "
        return [*sides[0], (joint, inks.dim), *sides[1]]

    def _brief(self, question: Question, side: Side) -> Sequence[Span]:
        if question.is_of_trash:
            return [(_("keep") if question.keeps(side) else _("trash"), self._inks.ink)]
        if picture := self._picture(question, side):
            return picture
        said = side_words(question, side, self._saying)
        return [(clean_line(said), self._inks.ink)] if len(said) <= _BRIEF and "\n" not in said else []

    def _meaning(self, question: Question, side: Side) -> str:
        """What a level means, in the framework's words."""
        levels = self._session.framework.levels if question.name == "level" else ()
        return next((word(level.says, "level") for level in levels if level.id == side.value), "")

    def _picture(self, question: Question, side: Side) -> Sequence[Span]:
        """A level as dots and its word; nothing for what has no picture."""
        framework = self._session.framework
        if question.name != "level" or not isinstance(side.value, str) or side.value not in framework.level_ids:
            return ()
        raw = self._session.portfolio.raw(question.table, question.id) or {}
        guideline = framework.guidelines.get(entry_key(question.field) or str(raw.get("guideline")))
        component = guideline.component if guideline else ""
        return draw.level(self._inks, framework, component, framework.rank(side.value))
