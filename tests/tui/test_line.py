"""Rows of cells: wrapping keeps every letter and every style, however long the text or the word."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from leaptui.tui.line import Span, wrap

STYLES = [Style(), Style(bold=True), Style(italic=True)]
TEXTS = st.text(st.sampled_from("ab c\n字é👍"), max_size=20)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=8), st.integers(2, 12))
def test_wrapping_keeps_all_but_blanks(spans: list[Span], width: int) -> None:
    rows = wrap(spans, width)
    assert all(sum(cell_len(text) for text, _ in row) <= width for row in rows)
    before = [(letter, style) for text, style in spans for letter in text if not letter.isspace()]
    after = [(letter, style) for row in rows for text, style in row for letter in text if not letter.isspace()]
    assert before == after


def steps_of(spans: list[Span]) -> int:
    """How many lines of Python wrapping these spans takes."""
    steps = 0

    def count(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal steps
        steps += event == "line" and frame.f_code.co_filename.endswith("line.py")
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        wrap(spans, 40)
    finally:
        sys.settrace(before)
    return steps


def test_twice_the_text_is_twice_the_work() -> None:
    once = [(f"line {number} of many words, ", STYLES[number % 3]) for number in range(200)]
    assert steps_of(once * 2) < 2.5 * steps_of(once)
