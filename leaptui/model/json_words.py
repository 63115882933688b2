"""Why a text is no JSON, in plain words of the language that is spoken; the parser says it in English."""

from __future__ import annotations

from leaptui.language import N_, _

_WORDS = (
    ("zero-length", N_("nothing stands there")),
    ("end of data", N_("it breaks off in the middle")),
    ("unterminated", N_("a text in quotes has no closing quote")),
    ("':'", N_("a colon should stand between a key and its value")),
    ("string key", N_("a key in double quotes should stand there")),
    ("',' delimiter", N_("a comma should stand between two entries")),
    ("property name", N_("a key in double quotes should stand there")),
    ("expecting value", N_("a value should stand there")),
    ("extra data", N_("something stands after the end")),
    ("'}'", N_("a comma or a closing brace should stand there")),
    ("']'", N_("a comma or a closing bracket should stand there")),
    ("trailing comma", N_("a comma stands there with nothing after it")),
    ("literal", N_("a word stands there without quotes; true, false and null alone need none")),
    ("a json value", N_("a value should stand there")),
    ("control character", N_("a line break or another control character stands inside quotes")),
    ("escape", N_("a backslash stands before something that it cannot stand before")),
    ("surrogate", N_("half a character stands there")),
    ("utf-8", N_("something there is not UTF-8 text")),
    ("leading zero", N_("a number begins with a zero")),
    ("infinity", N_("a number is too large")),
    ("number", N_("a number is not written as JSON writes numbers")),
    ("after document", N_("something stands after the end")),
)
"""What is in the parser's message, and what it means; the first that is found stands."""


def why_no_json(message: str) -> str:
    """Say what the parser means by a message, as a clause; what it is not known to say is told in general."""
    said = message.casefold()
    words = next(
        (words for sign, words in _WORDS if sign in said), N_("something stands there that JSON does not know")
    )
    return _(words)
