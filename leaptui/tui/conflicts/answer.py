"""Writing oneself what a field should say: typed as text, or chosen where the field knows its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leaptui.language import _, pgettext
from leaptui.merge import ABSENT, Question, choose_value
from leaptui.merge.answer import check_answer, is_set, is_text, read_answer, typed
from leaptui.merge.paths import Value
from leaptui.merge.saying import field_words
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import Invalid
from leaptui.model.saying import Saying
from leaptui.model.words import DAYS, GOAL_STATUSES, KINDS, LIFE_AREAS, PERIODS, PLACES, word
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.kept import KeptForm, Note, Save, Sheets, Texts
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.choose import Choose, ChooseMany, Option

_WORDS = {"kind": KINDS, "place": PLACES, "life_area": LIFE_AREAS, "status": GOAL_STATUSES, "per": PERIODS}
_IDS = {"people": "people", "with": "people", "goals": "goals", "evidence": "evidence"}
NOTHING = "–"
"""The option that leaves a field empty."""


@dataclass(frozen=True)
class WrittenAnswer(Texts):
    """An answer as its sheet holds it: as it is typed."""

    answer: str = ""


class AnswerForm(KeptForm[WrittenAnswer]):
    """One field, begun with the version at the left."""

    def __init__(
        self,
        title: str,
        fact: str,
        question: Question,
        sheet: WrittenAnswer,
        save: Save[WrittenAnswer],
        note: Note[WrittenAnswer],
    ) -> None:
        super().__init__(title, fact, sheet, save, note)
        self._question = question

    def compose_fields(self) -> ComposeResult:
        """The line or the text to write in."""
        begun = self.begun_with.answer
        if takes_lines(self._question):
            yield TextArea(begun, id="answer", soft_wrap=True)
        else:
            if is_set(self._question):
                yield Static(_("words with commas between them"), markup=False, classes="question")
            yield Input(begun, select_on_focus=False, id="answer")

    @property
    def sheet(self) -> WrittenAnswer:
        """What stands on the sheet now."""
        return WrittenAnswer(self.text_of("answer"))


def takes_lines(question: Question) -> bool:
    """Whether an answer may have several lines."""
    return is_text(question) or "\n" in typed(question, question.mine.value)


def write_answer(widget: Widget, question: Question, label: str) -> None:
    """Let the learner write, or choose, what a field should say from now on."""
    app = desk(widget)
    session = app.session
    saying = Saying(session.portfolio, session.framework, session.today)
    title = _("What should it say: {field}").format(field=field_words(question, saying))
    fact = saying.title(question.table, question.id)

    def answered(value: Value) -> Change:
        document = session.portfolio.document
        check_answer(document, question, value)
        return choose_value(document, (question, value), session.at, label)

    def choose(value: Value) -> None:
        try:
            app.do(answered(value))
        except Invalid as error:
            app.say(sentence(error), trouble=True)
        except KeyError:
            app.say(_("This was removed meanwhile, so there is nothing to choose any more."), trouble=True)

    if options := _options(question, app):
        chooser = Choose(title, options, fact=fact, at=typed(question, question.mine.value) or NOTHING)
        app.push_screen(chooser, lambda key: choose(_picked(question, key)) if key is not None else None)
    elif members := _members(question, app, saying):
        ticked = frozenset(str(item) for item in _list(question.mine.value))
        app.push_screen(
            ChooseMany(title, members, ticked, fact), lambda keys: choose([*sorted(keys)]) if keys is not None else None
        )
    else:
        _open_sheet(widget, title, fact, question, answered)


def _open_sheet(widget: Widget, title: str, fact: str, question: Question, answered: Callable[[Value], Change]) -> None:
    """Open the sheet on which a field is typed anew."""

    def change(sheet: WrittenAnswer) -> Change:
        return answered(read_answer(question, sheet.answer))

    def form(begun: WrittenAnswer, save: Save[WrittenAnswer], note: Note[WrittenAnswer]) -> AnswerForm:
        return AnswerForm(title, fact, question, begun, save, note)

    again = _("Not kept yet: {key} opens the field with what you wrote.")
    again = again.format(key=key_elsewhere(widget, "conflicts.edit", "e"))
    before = WrittenAnswer(typed(question, question.mine.value))
    Sheets(widget, "/".join(["conflict", *question.key]), again).open(before, form, change)


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
