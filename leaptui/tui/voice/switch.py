"""Saying whose words are written: a name and a role, or back to the learner. It asks for no account."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.folded import fold
from leaptui.model.text import clean_line
from leaptui.model.voices import Voice, is_learner
from leaptui.model.words import ROLES, word
from leaptui.tui.base import DeskApp, desk
from leaptui.tui.goals.fields import WordChoice
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.form import Field, Form

LEARNER, OTHER = "\0learner", "\0other"


class Somebody(Form[Voice]):
    """The sheet for somebody who is not among the people yet: a name, and what they are to the learner."""

    def __init__(self, name: str = "") -> None:
        super().__init__(_("Who is looking with you?"))
        self._typed = name

    def compose_fields(self) -> ComposeResult:
        """Name and role."""
        yield Static(_("What they say is kept as theirs. It needs no account."), markup=False, classes="question")
        yield Field(_("Name"), Input(self._typed, placeholder=_("as they sign"), select_on_focus=False, id="name"))
        yield Field(_("Role"), WordChoice(ROLES, "mentor", lambda value: word(value, "role"), id="role"))

    def keep(self) -> str | None:
        """Answer with the voice."""
        name = clean_line(self.text_of("name"))
        if not name:
            return _("Say whose words these are.")
        if is_learner(desk(self).session.portfolio, name):
            return _("This is the learner's own name: what you say of your own work is yours to claim.")
        self.dismiss(Voice(name, self.query_one("#role", WordChoice).chosen))
        return None


class ChooseVoice(Choose):
    """The people who may look on; a name that is not among them can be typed."""

    def choose(self, key: str | None) -> None:
        """Answer with somebody; with what was typed where nobody fits it."""
        if key is None or key == OTHER:
            typed = clean_line(self.line.value)
            self.dismiss(OTHER + typed)
            return
        super().choose(key)


def choose_voice(app: DeskApp, then: Callable[[], None] | None = None) -> None:
    """Ask who speaks from now on; `then` goes on once somebody does."""
    portfolio, voice = app.session.portfolio, app.session.voice
    options: list[Option] = []
    if voice is not None:
        learner = clean_line(portfolio.meta.learner.name)
        options.append(Option(LEARNER, learner, _("the learner: your own words again")))
    # Those who are private are nobody else's to see.
    shown = (one for one in portfolio.people.values() if not (one.private and app.session.puts_away))
    people = sorted(shown, key=lambda person: fold(person.name))
    options += [Option(one.id, clean_line(one.name), word(clean_line(one.role), "role")) for one in people]
    options.append(Option(OTHER, _("Somebody else …"), _("type a name, or take this")))

    def speak(found: Voice | None) -> None:
        if found is not None:
            # The banner says whose words these are, and how the word is given back.
            speak_as(app, found)
            if then is not None:
                then()

    def chosen(key: str | None) -> None:
        if key is None:
            return
        if key == LEARNER:
            speak_as(app, None)
            app.say(_("What is written now is the learner's."))
        elif key.startswith(OTHER):
            app.push_screen(Somebody(key.removeprefix(OTHER)), speak)
        else:
            person = portfolio.people[key]
            speak(Voice(person.name, person.role))

    app.push_screen(ChooseVoice(_("Whose words are written?"), options, placeholder=_("a name")), chosen)


def speak_as(app: DeskApp, voice: Voice | None) -> None:
    """Write somebody's words from now on, and say so on every screen; None for the learner's."""
    app.session.speak(voice)
    app.changed("")


def is_others_turn(app: DeskApp) -> bool:
    """Whether somebody else speaks: it is said then that this is the learner's to do."""
    say_whose(app)
    return app.session.voice is not None


def put_away_words(app: DeskApp) -> str:
    """What stands where private things would: that they are put away, and who looks. Empty for the learner."""
    voice = app.session.voice
    if voice is None:
        return ""
    return _("What is private is put away while {name} looks.").format(name=clean_line(voice.name))


def say_whose(app: DeskApp) -> None:
    """Say why a key of the learner's own work does nothing now."""
    voice = app.session.voice
    if voice is not None:
        words = _("{name} is speaking: this is the learner's to do. {key} gives the word back.")
        app.say(words.format(name=clean_line(voice.name), key=key_elsewhere(app, "app.voice", "w")))
