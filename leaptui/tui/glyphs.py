"""The signs the app draws with. Every one is plain Unicode and stands beside a word or a number that says the same."""

CURSOR = "▸"
TICKED = "■"
UNTICKED = "□"
DONE = "✓"
SKIPPED = "–"
FULL = "●"
EMPTY = "○"
NONE = "·"
NEW = "●"
CHANGED = "≠"
BREAK = "┄"
SKYLINE = ("▁", "▂", "▄", "▆", "█")
BARS = " ▁▂▃▄▅▆▇█"
SEGMENT = "▄"
SHADES = ("░", "▒", "▓", "█")
OPEN_FOLD = "▾"
CLOSED_FOLD = "▸"
RULE = "─"
BULLET = "•"
PRIVATE = "⌂"

_OFF_A_CONSOLE, _THERE = zip(
    ("▸▾●□✓≠┄–", "►▼•○√~--"),
    ("▁▂▃▄▅▆▇▀", "_░░▒▒▓▓▒"),  # heights become strengths
    ("╭╮╰╯┏┓┗┛━┃", "┌┐└┘╔╗╚╝═║"),  # round corners become square, heavy lines double
    ("“”„‘’‚‹›—−…", "\"\"\"'''<>-->"),  # what was cut ends in an arrow
    strict=True,
)
ON_A_CONSOLE = str.maketrans("".join(_OFF_A_CONSOLE), "".join(_THERE))
"""What a Linux console shows for a sign it does not have, each one cell wide. Its font has CP437 and little more."""

DRAWN = "leaptui-drawn"
"""In the meta of a style: what stands so is drawn with half blocks, which a console has; they are no heights there."""
