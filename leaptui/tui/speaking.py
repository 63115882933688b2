"""Choosing the language, and the form in which days are said; both hold at once, and from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaptui import language
from leaptui.language import DATE_FORMS, _, languages
from leaptui.model.dates import day_month, weekday_long
from leaptui.tui.widgets.choose import Choose, Option

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

SYSTEM = "system"
OWN_NAMES = {"en": "English", "es": "Español"}
"""Languages as those who speak them call them."""


def choose_language(app: LeaptuiApp) -> None:
    """Choose the language the app speaks."""
    options = [Option(SYSTEM, _("As the system says"))]
    options += [Option(code, OWN_NAMES.get(code, code), code) for code in languages()]

    async def chosen(code: str | None) -> None:
        if code is not None:
            app.settings.language = None if code == SYSTEM else code
            await _speak(app)

    app.push_screen(Choose(_("Language"), options, at=app.settings.language or SYSTEM), chosen)


def choose_date_form(app: LeaptuiApp) -> None:
    """Choose how days are said, each form shown with today."""
    chosen_now = app.settings.language, app.settings.date_form
    options = [Option(SYSTEM, _("As the system says"))]
    for form in DATE_FORMS:
        language.use(chosen_now[0], form)
        options.append(Option(form, weekday_long(app.session.today), day_month(app.session.today)))
    language.use(*chosen_now)

    async def chosen(form: str | None) -> None:
        if form is not None:
            app.settings.date_form = None if form == SYSTEM else form
            await _speak(app)

    app.push_screen(Choose(_("How days are written"), options, at=app.settings.date_form or SYSTEM), chosen)


async def _speak(app: LeaptuiApp) -> None:
    """Speak as the settings say from now on, and remember it."""
    language.use(app.settings.language, app.settings.date_form)
    language.lend()
    app.states.samples = app.samples_words
    await app.begin_anew()
    app.carrier.look()  # how things stand with the other copies is said in words, too
    try:
        app.settings.save()
    except OSError:
        app.say(_("This could not be remembered for the next time."), trouble=True)
