"""Writing oneself what a field should say: typed as text, or chosen where the field knows its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leaptui.language import _, pgettext
from leaptui.merge import ABSENT, Question, choose_value
from leaptui.merge.answer import check_answer, is_set, is_text, read_answer, typed
from leaptui.merge.paths import Value
from leaptui.merge.saying import field_words
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid
from leaptui.model.saying import Saying
from leaptui.model.words import DAYS, GOAL_STATUSES, KINDS, LIFE_AREAS, PERIODS, PLACES, word
from leaptui.store.errors import StoreError
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option
from leaptui.tui.widgets.form import Form

_WORDS = {"kind": KINDS, "place": PLACES, "life_area": LIFE_AREAS, "status": GOAL_STATUSES, "per": PERIODS}
_IDS = {"people": "people", "with": "people", "goals": "goals", "evidence": "evidence"}
NOTHING = "–"
"""The option that leaves a field empty."""

Save = Callable[[Value], str | None]
"""Saves an answer; gives the sentence that says why it could not be."""


class AnswerForm(Form[None]):
    """One field, begun with the version at the left."""

    def __init__(self, title: str, fact: str, question: Question, save: Save) -> None:
        super().__init__(title, fact)
        self._question = question
        self._save = save

    def compose_fields(self) -> ComposeResult:
        """The line or the text to write in."""
        begun = typed(self._question, self._question.mine.value)
        if is_text(self._question) or "\n" in begun:
            yield TextArea(begun, id="answer", soft_wrap=True)
        else:
            if is_set(self._question):
                yield Static(_("words with commas between them"), markup=False, classes="question")
            yield Input(begun, select_on_focus=False, id="answer")

    def keep(self) -> str | None:
        """Let what is written hold."""
        try:
            value = read_answer(self._question, self.text_of("answer"))
        except Invalid as error:
            return sentence(error)
        trouble = self._save(value)
        if trouble is None:
            self.dismiss(None)
        return trouble


def write_answer(widget: Widget, question: Question, label: str) -> None:
    """Let the learner write, or choose, what a field should say from now on."""
    app = desk(widget)
    session = app.session
    saying = Saying(session.portfolio, session.framework, session.today)
    title = _("What should it say: {field}").format(field=field_words(question, saying))
    fact = saying.title(question.table, question.id)

    def save(value: Value) -> str | None:
        document = session.portfolio.document
        try:
            check_answer(document, question, value)
            session.apply(choose_value(document, (question, value), session.at, label))
        except (Invalid, StoreError) as error:
            return sentence(error)
        except KeyError:
            return _("This was removed meanwhile, so there is nothing to choose any more.")
        app.changed(label)
        return None

    def told(value: Value) -> None:
        trouble = save(value)
        if trouble:
            app.say(trouble, trouble=True)

    if options := _options(question, app):
        chooser = Choose(title, options, fact=fact, at=typed(question, question.mine.value) or NOTHING)
        app.push_screen(chooser, lambda key: told(_picked(question, key)) if key is not None else None)
    elif members := _members(question, app, saying):
        ticked = frozenset(str(item) for item in _list(question.mine.value))
        app.push_screen(
            ChooseMany(title, members, ticked, fact), lambda keys: told([*sorted(keys)]) if keys is not None else None
        )
    else:
        app.push_screen(AnswerForm(title, fact, question, save))


def _options(question: Question, app: DeskApp) -> list[Option]:
    """The words a field may say, where it has words of its own."""
    values = [side.value for side in question.sides]
    words: Sequence[Option]
    if question.name == "level":
        words = [Option(one.id, word(one.title, "level")) for one in app.session.framework.levels]
    elif any(isinstance(value, bool) for value in values):
        words = [Option("yes", _("yes")), Option("no", pgettext("answer", "no"))]
    else:
        known = _WORDS.get(question.name, ())
        words = [Option(one, word(one, question.name)) for one in known]
    is_bare = any(side.absent for side in question.sides)
    return [*words, *([Option(NOTHING, _("nothing"))] if words and is_bare else [])]


def _picked(question: Question, key: str) -> Value:
    return ABSENT if key == NOTHING else read_answer(question, key)


def _members(question: Question, app: DeskApp, saying: Saying) -> list[Option]:
    """What a set may hold, where it holds days or other records."""
    if question.name == "days":
        return [Option(day, word(day, "day")) for day in DAYS]
    table = _IDS.get(question.name)
    if table is None:
        return []
    there = app.session.portfolio.document.get(table, {})
    known = [key for key, record in there.items() if "deleted" not in record]
    named = {str(item) for side in question.sides for item in _list(side.value)}
    return [Option(key, saying.title(table, key)) for key in dict.fromkeys([*sorted(named), *known])]


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
