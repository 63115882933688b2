"""Rows of cells: exact in every script, no sign cut in two; wrapping keeps every letter and every style."""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from wcwidth import iter_graphemes

from leaptui.tui.line import Line, Span, clusters, cut, cut_spans, fit, mark, steady, wrap

STYLES = [Style(), Style(bold=True), Style(italic=True)]
SIGNS = [
    *("a", "b", " ", "-", "…", "字", "。", "「", "か\u3099", "한", "e\u0301\u0302"),
    *("👍", "👍🏽", "👨\u200d👩\u200d👧\u200d👦", "👩🏽\u200d🚀", "❤\ufe0f", "1\ufe0f\u20e3", "🇵🇪", "🇪🇸", "☝🏽"),
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    *("न", "स्ते", "क्षि", "த்", "ที่", "กำ", "שָׁ", "ם", "م", "اً", "\u1100\u1161\u11a8"),
]
WRITTEN = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)
STRAY = st.text(st.sampled_from("ab \u200d\ufe0f\u0301\U0001f3fd\u00ad\u200b🇵字👍❤क्"), max_size=14)
TEXTS = st.text(st.sampled_from("ab c\n字é👍"), max_size=20)


@given(st.lists(st.tuples(TEXTS, st.sampled_from(STYLES)), max_size=8), st.integers(2, 12))
def test_wrapping_keeps_all_but_blanks(spans: list[Span], width: int) -> None:
    rows = wrap(spans, width)
    assert all(sum(cell_len(text) for text, _ in row) <= width for row in rows)
    before = [(letter, style) for text, style in spans for letter in text if not letter.isspace()]
    after = [(letter, style) for row in rows for text, style in row for letter in text if not letter.isspace()]
    assert before == after


def edges(text: str) -> set[int]:
    """Where the signs of a text begin and end, as the Unicode standard has it."""
    places, at = {0}, 0
    for sign in iter_graphemes(text):
        at += len(sign)
        places.add(at)
    return places


@given(st.one_of(WRITTEN, STRAY))
def test_signs_are_those_of_the_standard_and_their_cells_are_all(text: str) -> None:
    text = steady(text)
    found = list(clusters(text))
    assert "".join(text[first:last] for first, last, _ in found) == text
    assert sum(cells for _, _, cells in found) == cell_len(text)


@given(WRITTEN)
def test_no_sign_of_the_standard_is_cut(text: str) -> None:
    assert {first for first, _, _ in clusters(text)} <= edges(text)


@given(st.one_of(WRITTEN, STRAY), st.integers(0, 14))
@example("\u200d\u200d字", 1)
def test_a_cut_text_fits_and_is_not_cut_again(text: str, width: int) -> None:
    shown = cut(text, width)
    assert cell_len(shown) <= width
    assert cut(shown, width) == shown
    if shown != text and shown:
        assert shown.endswith("…")


@given(WRITTEN, st.integers(0, 14))
def test_what_a_cut_keeps_is_whole_signs_from_the_start(text: str, width: int) -> None:
    shown = cut(text, width)
    kept = shown.removesuffix("…") if shown != text else text
    assert text.startswith(kept)
    assert len(kept) in edges(text)


@given(st.one_of(WRITTEN, STRAY), st.integers(0, 14))
def test_a_fitted_text_has_exactly_the_cells(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


@given(
    st.lists(st.tuples(st.one_of(WRITTEN, STRAY), st.sampled_from(STYLES)), max_size=4),
    st.lists(st.tuples(st.one_of(WRITTEN, STRAY), st.sampled_from(STYLES)), max_size=2),
    st.integers(1, 30),
)
def test_a_row_has_exactly_its_cells(left: list[Span], right: list[Span], width: int) -> None:
    strip = Line(*left, right=right).strip(width)
    assert strip.cell_length == width
    assert sum(cell_len(segment.text) for segment in strip) == width


@given(st.lists(st.tuples(WRITTEN, st.sampled_from(STYLES)), max_size=4), st.integers(0, 20))
def test_cut_spans_fit(spans: list[Span], width: int) -> None:
    kept = cut_spans(spans, width)
    assert sum(cell_len(text) for text, _ in kept) <= width
    assert cut_spans(kept, width) == kept


@given(WRITTEN, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), max_size=3))
def test_marking_marks_whole_signs_and_keeps_the_text(text: str, lengths: list[tuple[int, int]]) -> None:
    places, at = [], 0
    for gap, length in lengths:
        start, end = min(len(text), at + gap), min(len(text), at + gap + length)
        places.append((start, end))
        at = end
    spans = mark(text, places, STYLES[0], STYLES[1])
    assert "".join(part for part, _ in spans) == text
    assert sum(cell_len(part) for part, _ in spans) == cell_len(text)
    asked = {place for start, end in places for place in range(start, end)}
    marked, at = set(), 0
    for part, style in spans:
        if style == STYLES[1]:
            marked |= set(range(at, at + len(part)))
        at += len(part)
    assert asked <= marked


@given(WRITTEN, st.integers(2, 20))
def test_rows_break_between_signs_only(text: str, width: int) -> None:
    shown = steady(text)
    rows = ["".join(part for part, _ in row) for row in wrap([(shown, STYLES[0])], width)]
    at = 0
    for row in rows:
        at = shown.index(row, at)
        assert {at, at + len(row)} <= edges(shown)
        at += len(row)


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("雨量計をつくった。次は重さ。", 12, ["雨量計をつく", "った。次は重", "さ。"]),
        ("rain 雨量計 gauge", 8, ["rain 雨", "量計", "gauge"]),
        ("비가 오는 날", 5, ["비가", "오는", "날"]),
        ("🇵🇪🇵🇪🇵🇪", 5, ["🇵🇪🇵🇪", "🇵🇪"]),
    ],
)
def test_scripts_without_blanks_break_between_their_signs(text: str, width: int, rows: list[str]) -> None:
    assert ["".join(part for part, _ in row) for row in wrap([(text, STYLES[0])], width)] == rows


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
