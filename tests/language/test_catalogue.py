"""The catalogues are up to date with the code, whole, and true to it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog, Message

from leaptui import language
from tests.language import catalogue

CODES = language.languages()[1:]
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)s")
ENDS = (".", "…", "?", ":")


def pairs(code: str) -> Iterator[tuple[Message, str, str]]:
    """Every message with its English and its translation; each plural form by itself."""
    for message in catalogue.read(catalogue.po_path(code)):
        if not message.id:
            continue
        if isinstance(message.id, str):
            assert isinstance(message.string, str)
            yield message, message.id, message.string
        else:
            assert isinstance(message.id, tuple | list)
            assert isinstance(message.string, tuple | list)
            assert len(message.id) == len(message.string) == 2, message.id
            yield from ((message, one, said) for one, said in zip(message.id, message.string, strict=True))


def test_there_is_spanish() -> None:
    assert "es" in CODES


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_holds_what_the_program_says_and_nothing_else(code: str) -> None:
    path = catalogue.po_path(code)
    there = catalogue.read(path)
    now = catalogue.merged(there)
    said = {(message.id, message.context) for message in now if message.id}
    held = {(message.id, message.context) for message in there if message.id}
    assert said - held == set(), "run: python -m tests.language.catalogue"
    assert held - said == set(), "run: python -m tests.language.catalogue"
    assert catalogue.po_bytes(now) == path.read_bytes()


@pytest.mark.parametrize("code", CODES)
def test_what_the_program_reads_is_made_of_what_people_read(code: str) -> None:
    path = catalogue.po_path(code)
    assert path.with_suffix(".mo").read_bytes() == catalogue.mo_bytes(catalogue.read(path))


@pytest.mark.parametrize("code", CODES)
def test_every_message_is_translated_and_none_is_a_guess(code: str) -> None:
    open_ones = [message.id for message in catalogue.read(catalogue.po_path(code)) if not catalogue.is_full(message)]
    assert open_ones == []
    assert [message.id for message in catalogue.read(catalogue.po_path(code)) if message.id and message.fuzzy] == []


@pytest.mark.parametrize("code", CODES)
def test_a_translation_has_the_same_gaps_to_fill(code: str) -> None:
    for message, english, said in pairs(code):
        wanted, there = set(PLACEHOLDER.findall(english)), set(PLACEHOLDER.findall(said))
        if message.pluralizable and english == message.id[0]:
            # The words for one may do without the number.
            assert there | {"{n}", "{number}"} >= wanted and wanted | {"{n}", "{number}"} >= there, (english, said)
        else:
            assert wanted == there, (english, said)


@pytest.mark.parametrize("code", CODES)
def test_a_translation_begins_and_ends_as_the_message_does(code: str) -> None:
    for _message, english, said in pairs(code):
        for end in (slice(0, 1), slice(-1, None)):
            assert english[end].isspace() == said[end].isspace(), (english, said)
        assert english.endswith(ENDS) <= said.endswith(ENDS), (english, said)
        assert english.endswith(".") >= said.endswith("."), (english, said)
        assert english.count("\n") == said.count("\n"), (english, said)


def test_spanish_is_calm_and_written_as_spanish_is() -> None:
    for message, english, said in pairs("es"):
        unwanted = set("!¡" if message.context == "in quotation marks within others" else "!¡“”")
        assert not unwanted & set(PLACEHOLDER.sub("", said)), said
        assert said.count("?") == said.count("¿") or len(english) < 4, said
        assert "  " not in said.strip() or "  " in english.strip(), said


def test_messages_are_marked_so_that_they_can_be_found() -> None:
    """What stands in the marks is one whole text, or a name; never a text put together while the program runs."""
    for path in sorted(catalogue.PACKAGE.rglob("*.py")):
        for call in catalogue.calls(ast.parse(path.read_bytes(), path)):
            inside = [node for arg in call.args for node in ast.walk(arg)]
            place = f"{path.name}:{call.lineno}"
            assert not any(isinstance(node, ast.JoinedStr) for node in inside), f"{place}: an f-string in a message"
            whole = [arg for arg in call.args if isinstance(arg, ast.Constant)]
            texts = [node for node in inside if isinstance(node, ast.Constant) and isinstance(node.value, str)]
            named = all(isinstance(arg, ast.Name | ast.Attribute | ast.Subscript | ast.Starred) for arg in call.args)
            assert named or len(whole) == len(texts), f"{place}: part of a message is put together"


def test_messages_name_their_gaps() -> None:
    for _place, message, _context in catalogue.extracted():
        for text in (message,) if isinstance(message, str) else message:
            assert "{}" not in text, text
            assert not re.search(r"\{[^}]*[.\[(]", text), f"a calculation in a message: {text}"


def test_a_new_language_is_begun_with_every_message() -> None:
    begun = catalogue.merged(Catalog("fr", language.DOMAIN))
    assert len(begun) == len(catalogue.merged(catalogue.read(catalogue.po_path("es"))))
    assert not any(message.string and all(message.string) for message in begun if message.id)
