"""The language the program speaks, and the form it says days in: messages go through gettext, `leaptui/locale` has catalogues.

A message is marked where it is said: `_("Trash")`, `_("“{title}” kept").format(title=title)`,
`ngettext("{n} piece", "{n} pieces", n)`, `pgettext("of a goal", "resting")`. What is fixed when a module is read (a key's
name, a table of words) is marked with `N_` and goes through `_` where it is shown, so that the language may be chosen after
the modules were read. What a learner wrote, the framework's wording, ids, field names and whatever `--json` prints are never
translated.
"""

from __future__ import annotations

import gettext as _gettext
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

DOMAIN: Final = "leaptui"
SOURCE: Final = "en"
"""The language the messages in the code are written in."""

DATE_FORMS: Final = ("day-month", "month-day", "iso")
"""The forms a day can be said in: `18 November`, `November 18`, `2026-11-18`."""

_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_DATE_VARIABLES = ("LC_ALL", "LC_TIME", "LANG")
_MONTH_FIRST = re.compile(r"en_US|es_US|en_PH|en_PR|fil|.*_FM", re.ASCII)


class _Voice:
    """What is spoken now. One for the process, as the locale is: the program's only state outside an object that is passed."""

    def __init__(self) -> None:
        self.messages: _gettext.NullTranslations = _gettext.NullTranslations()
        self.language: str = SOURCE
        self.date_form: str = DATE_FORMS[0]


_voice = _Voice()


def catalogues() -> Path:
    """Give the folder of the catalogues: `LANGUAGE/LC_MESSAGES/leaptui.mo`, each beside the `.po` it is made from."""
    return Path(__file__).parent.parent / "locale"


def languages() -> tuple[str, ...]:
    """Name the languages there are, the one of the source first."""
    return (SOURCE, *sorted(path.parent.parent.name for path in catalogues().glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


def use(
    language: str | None = None, date_form: str | None = None, *, environment: Mapping[str, str] | None = None
) -> str:
    """Speak a language from now on, and say days in a form; what is not given is taken from the environment.

    Gives the language that is spoken: one without a catalogue is not, the source's is. Language tags are POSIX's or BCP 47's
    (`es`, `es_PE.UTF-8`, `es-PE`).
    """
    around = os.environ if environment is None else environment
    wanted = [language] if language else _wished(around)
    there = languages()
    chosen = next((code for code in map(_base, wanted) if code in there), SOURCE)
    if chosen == SOURCE:
        _voice.messages = _gettext.NullTranslations()
    else:
        _voice.messages = _gettext.translation(DOMAIN, catalogues(), [chosen])
    _voice.language = chosen
    _voice.date_form = date_form if date_form in DATE_FORMS else _date_form(around)
    return chosen


def use_messages(messages: _gettext.NullTranslations) -> None:
    """Speak with these messages from now on, such as a catalogue somebody is still writing."""
    _voice.messages = messages


def language() -> str:
    """Give the language that is spoken now: `en`, `es`."""
    return _voice.language


def date_form() -> str:
    """Give the form days are said in now, one of `DATE_FORMS`."""
    return _voice.date_form


def _wished(around: Mapping[str, str]) -> list[str]:
    """The languages the environment asks for, the dearest first; `LANGUAGE` may name several."""
    for name in _VARIABLES:
        if around.get(name):
            return [part for part in around[name].split(":") if part]
    return []


def _base(tag: str) -> str:
    base = re.split(r"[_.@-]", tag, maxsplit=1)[0].lower()
    return SOURCE if base in {"c", "posix"} else base


def _date_form(around: Mapping[str, str]) -> str:
    said = next((around[name] for name in _DATE_VARIABLES if around.get(name)), "")
    return "month-day" if _MONTH_FIRST.match(said) else "day-month"


def _(message: str) -> str:
    """Say a message in the language that is spoken."""
    return _voice.messages.gettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """Say a message about so many things."""
    return _voice.messages.ngettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """Say a message whose meaning hangs on where it stands."""
    return _voice.messages.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  # gettext's own name for it
    """Mark a message that is said later, through `_`."""
    return message


def and_list(names: Sequence[str]) -> str:
    """Say names as one says them: `Monday`, `Monday and Friday`, `Monday, Wednesday and Friday`."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
