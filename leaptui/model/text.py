"""Text as the file keeps it: lines, without control characters."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and line feed; separators that break lines elsewhere; direction overrides that can disguise words;
# lone surrogates, which UTF-8 cannot hold.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean(text: str) -> str:
    """Give a text without control characters, its lines ended by line feeds alone."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean_line(text: str) -> str:
    """Give a text as one line: white space of any kind becomes single blanks."""
    return " ".join(clean(text).split())


def to_lines(text: str) -> list[str]:
    """Split a text into the lines the file keeps: no blanks at their ends, no empty lines before and after."""
    lines = [line.rstrip() for line in clean(text).split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return lines
