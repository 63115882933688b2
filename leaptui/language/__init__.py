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
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
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


def catalogues() -> Path:
    """Give the folder of the catalogues: `LANGUAGE/LC_MESSAGES/leaptui.mo`, each beside the `.po` it is made from."""
    return Path(__file__).parent.parent / "locale"


class _Voice:
    """What is spoken now. One for the process, as the locale is: the program's only state outside an object that is passed."""

    def __init__(self) -> None:
        self.messages: _gettext.NullTranslations = _gettext.NullTranslations()
        self.language: str = SOURCE
        self.date_form: str = DATE_FORMS[0]
        self.folder: Path = catalogues()
        self.lent: str | None = None
        self.given: str = ""


_voice = _Voice()


def languages(folder: Path | None = None) -> tuple[str, ...]:
    """Name the languages there are, the one of the source first."""
    found = (folder or _voice.folder).glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE, *sorted(path.parent.parent.name for path in found))


def use(
    language: str | None = None,
    date_form: str | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """Speak a language from now on, and say days in a form; what is not given is taken from the environment.

    Gives the language that is spoken: one without a catalogue, or whose catalogue is broken, is not; the source's is then.
    Language tags are POSIX's or BCP 47's (`es`, `es_PE.UTF-8`, `es-PE`). `folder` holds the catalogues from now on.
    """
    around = _around() if environment is None else environment
    there = languages(folder)
    chosen = next((code for code in map(_base, [language] if language else _wished(around)) if code in there), SOURCE)
    _voice.folder = folder or _voice.folder
    messages = _read(chosen, _voice.folder)
    _voice.messages = messages or _gettext.NullTranslations()
    _voice.language = chosen if messages else SOURCE
    _voice.date_form = date_form if date_form in DATE_FORMS else _date_form(around)
    return _voice.language


def _read(language: str, folder: Path) -> _gettext.NullTranslations | None:
    """Read a catalogue; None where there is none for it or it is broken."""
    if language == SOURCE:
        return None
    try:
        with (folder / language / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
            return _gettext.GNUTranslations(file)
    except (OSError, ValueError, LookupError, struct.error):
        return None


def lend() -> None:
    """Let the libraries that speak through the process's own gettext, as Click does, speak the same from now on."""
    _gettext.bindtextdomain(DOMAIN, str(_voice.folder))
    _gettext.textdomain(DOMAIN)
    given = os.environ.get("LANGUAGE", "")
    if given != _voice.lent:
        _voice.given = given
    os.environ["LANGUAGE"] = _voice.lent = _voice.language


def _around() -> dict[str, str]:
    """The environment as it was before a language was lent: what the system says, not what was chosen here."""
    around = dict(os.environ)
    if _voice.lent is not None and around.get("LANGUAGE") == _voice.lent:
        around["LANGUAGE"] = _voice.given
    return around


@contextmanager
def as_written() -> Iterator[None]:
    """Say messages as the code has them, for what a program reads and not a learner: `--json` is the same everywhere."""
    before = _voice.messages, _voice.language, _voice.date_form
    _voice.messages, _voice.language, _voice.date_form = _gettext.NullTranslations(), SOURCE, DATE_FORMS[0]
    try:
        yield
    finally:
        _voice.messages, _voice.language, _voice.date_form = before


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


def one_or_many(one: str, many: str) -> tuple[str, str]:
    """Mark a message of one and of many that is said later, through `ngettext`."""
    return one, many


def in_quotes(text: str) -> str:
    """Put a text in the quotation marks of the language that is spoken: `“Rain gauge”`.

    Where such marks stand in it in pairs they become inner ones; one alone is none (5” are inches) and stays.
    """
    around = pgettext("in quotation marks", "“{text}”")
    inside = pgettext("in quotation marks within others", "‘{text}’")
    opens, closes = around.split("{text}")
    pair = re.compile(f"{re.escape(opens)}([^{re.escape(opens + closes)}]*){re.escape(closes)}")
    return around.format(text=pair.sub(lambda found: inside.format(text=found[1]), text))


def and_list(names: Sequence[str]) -> str:
    """Say names as one says them: `Monday`, `Monday and Friday`, `Monday, Wednesday and Friday`."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def or_list(names: Sequence[str]) -> str:
    """Say names of which one is meant: `goal`, `goal or step`, `piece, goal or step`."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} or {last}").format(names=", ".join(names[:-1]), last=names[-1])
