"""Why a text is no JSON is said in the language that is spoken, whatever the parser says."""

from __future__ import annotations

import orjson
import pytest

from leaptui import language
from leaptui.model.canonical import UnreadableDocument, read_document
from leaptui.model.json_words import why_no_json

TEXT = '{"evidence": {"9b2c": {"body": ["a\\n", "b"], "minutes": -95, "private": false, "place": null}}}'
IN_GENERAL = why_no_json("something that no parser says")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"meta": {', "it breaks off in the middle"),
        ('{"meta" {}}', "a colon should stand"),
        ("{meta: {}}", "a key in double quotes"),
        ('{"meta": {} "evidence": {}}', "a comma or a closing brace"),
        ('{"meta": {"a": {"b": [1 2]}}}', "a comma or a closing bracket"),
        ('{"meta": {},}', "a comma stands there with nothing after it"),
        ('{"meta": {"a": {"b": fasle}}}', "a word stands there without quotes"),
        ('{"meta": }', "a value should stand there"),
        ('{"meta": {"a": {"b": "one\ntwo"}}}', "a line break or another control character"),
        ('{"meta": {"a": {"b": "C:\\drive"}}}', "a backslash stands before"),
        ('{"meta": {"a": {"b": 012}}}', "a number begins with a zero"),
        ('{"meta": {}} {}', "something stands after the end"),
    ],
)
def test_a_broken_text_is_explained(text: str, words: str) -> None:
    with pytest.raises(UnreadableDocument, match="is not valid JSON at line") as caught:
        read_document(text.encode())
    assert words in caught.value.reason


def test_no_word_of_the_parser_stands_in_a_spanish_sentence() -> None:
    messages: dict[str, str] = {}
    language.use("es")
    for place in range(len(TEXT)):
        for broken in (TEXT[:place], TEXT[:place] + TEXT[place + 1 :], f"{TEXT[:place]}x{TEXT[place:]}"):
            try:
                orjson.loads(broken)
            except orjson.JSONDecodeError as error:
                messages[error.msg] = why_no_json(error.msg)
                with pytest.raises(UnreadableDocument) as caught:
                    read_document(broken.encode())
                assert error.msg not in caught.value.reason
    assert len(messages) > 5
    assert IN_GENERAL not in messages.values(), messages


def test_what_a_parser_to_come_may_say_is_told_in_general() -> None:
    assert IN_GENERAL == "something stands there that JSON does not know"
