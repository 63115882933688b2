"""How relevant and how challenging the work is (guideline F2): stretch over time, and which interests are fed. Pure.

Interest and stretch are the learner's own words for a piece, from 1 to 5. They are looked at, and never graded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from leaptui.language import _, pgettext
from leaptui.model.dates import month_start, months_before
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence
from leaptui.model.records_own import Facet
from leaptui.model.text import clean_line

SCALE = (1, 2, 3, 4, 5)
"""The values of interest and of stretch."""


@dataclass(frozen=True)
class MonthOfStretch:
    """A month: its first day, how many pieces say how far they stretched, and their mean in tenths; None without one."""

    first: date
    pieces: int
    tenths: int | None

    @property
    def height(self) -> int:
        """The mean as one of the values, for a chart; 0 without one."""
        return 0 if self.tenths is None else (self.tenths + 5) // 10


@dataclass(frozen=True)
class Fed:
    """An interest of the learner: its words, how many pieces feed it, the day of the last one."""

    facet: str
    words: str
    pieces: int
    last: date | None


@dataclass(frozen=True)
class Challenge:
    """What the pieces say of interest and stretch: months oldest first, how often each value was said, interests fed."""

    months: tuple[MonthOfStretch, ...]
    stretch: Mapping[int, int]
    interest: Mapping[int, int]
    fed: tuple[Fed, ...]

    @property
    def said(self) -> int:
        """How many pieces say anything of it."""
        return max(sum(self.stretch.values()), sum(self.interest.values()))


def challenge(portfolio: Portfolio, today: date, months: int = 12) -> Challenge:
    """Look at interest and stretch over the months up to today's, and at the learner's interests."""
    pieces = portfolio.evidence.values()
    firsts = [months_before(today, back) for back in reversed(range(months))]
    by_month: dict[date, list[int]] = {first: [] for first in firsts}
    for piece in pieces:
        first = month_start(piece.day)
        if piece.stretch in SCALE and first in by_month and piece.day <= today:
            by_month[first].append(piece.stretch or 0)
    found = [
        MonthOfStretch(first, len(values), (10 * sum(values) + len(values) // 2) // len(values) if values else None)
        for first, values in by_month.items()
    ]
    return Challenge(
        tuple(found),
        _counted(piece.stretch for piece in pieces),
        _counted(piece.interest for piece in pieces),
        fed(portfolio),
    )


def _counted(values: Iterable[int | None]) -> dict[int, int]:
    counts = Counter(values)
    return {value: counts[value] for value in SCALE}


def fed(portfolio: Portfolio) -> tuple[Fed, ...]:
    """The learner's interests, those that most pieces feed first.

    A piece feeds an interest that is linked to it, or in whose words one of the piece's own tag words occurs.
    """
    found = []
    for facet in portfolio.live(Facet).values():
        if facet.sort == "interest":
            days = [piece.day for piece in portfolio.evidence.values() if _feeds(piece, facet)]
            found.append(Fed(facet.id, clean_line(facet.words), len(days), max(days, default=None)))
    return tuple(sorted(found, key=lambda one: (-one.pieces, fold(one.words), one.facet)))


def _feeds(piece: Evidence, facet: Facet) -> bool:
    words = fold(facet.words).replace(",", " ").replace(".", " ").split()
    return piece.id in facet.evidence or any(fold(tag) in words for tag in piece.tags)


def scale_words(value: int, of: str) -> str:
    """A value of `interest` or `stretch` in words: `4, a real stretch`."""
    said = {
        "interest": {
            1: pgettext("interest", "little"),
            2: pgettext("interest", "some"),
            3: pgettext("interest", "enough"),
            4: pgettext("interest", "much"),
            5: pgettext("interest", "very much"),
        },
        "stretch": {
            1: pgettext("stretch", "easy"),
            2: pgettext("stretch", "a little new"),
            3: pgettext("stretch", "a fair stretch"),
            4: pgettext("stretch", "a big stretch"),
            5: pgettext("stretch", "to my limit"),
        },
    }
    return said[of].get(value, str(value))


def stretch_sentence(found: Challenge) -> str:
    """What the chart of stretch says, in words; empty where no piece says anything of it."""
    months = [month for month in found.months if month.tenths is not None]
    if not months:
        return ""
    last = months[-1]
    if len(months) == 1:
        return _("stretch lately: {words}").format(words=scale_words(last.height, "stretch"))
    said = _("stretch lately: {words}; before: {earlier}")
    before = sum((month.tenths or 0) * month.pieces for month in months[:-1])
    count = sum(month.pieces for month in months[:-1])
    earlier = scale_words(max(1, (before // count + 5) // 10), "stretch")
    return said.format(words=scale_words(last.height, "stretch"), earlier=earlier)
