"""The pictures of the Goals screen, as rows of text: the weeks with their pace, and the months ahead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import pytest

from leaptui.model.pace import Week
from leaptui.model.words import GOAL_STATUSES
from leaptui.store.settings import DEFAULT_THEME
from leaptui.store.workspace import Workspace
from leaptui.tui import themes
from leaptui.tui.goals.chart import Scale, months, pace_chart
from leaptui.tui.goals.looking import Axis
from leaptui.tui.goals.sheet import status_word
from leaptui.tui.goals.typed import read_day
from leaptui.tui.inks import Inks

MONDAY = date(2026, 11, 16)
TODAY = date(2026, 11, 19)


@pytest.fixture
def inks(samples: Workspace) -> Inks:
    """The inks of the default theme."""
    theme = themes.load_themes(samples).found[DEFAULT_THEME]
    return Inks(theme.colours, ["F", "L", "D", "C"], dark=theme.dark, mono=False)


def weeks(pieces: Sequence[int], pace: Sequence[Fraction | int | None], rests: Sequence[int] = ()) -> list[Week]:
    """The last weeks up to the present one."""
    first = MONDAY - timedelta(weeks=len(pieces) - 1)
    return [
        Week(first + timedelta(weeks=place), count, place in rests, Fraction(aim) if aim is not None else None)
        for place, (count, aim) in enumerate(zip(pieces, pace, strict=True))
    ]


def drawn(inks: Inks, shown: Sequence[Week], rows: int, *, gaps: bool = True, begun: date = date.min) -> list[str]:
    lines = pace_chart(inks, shown, rows, gaps=gaps, begun=begun)
    return ["".join(text for text, _ in line.left).rstrip() for line in lines]


def test_bars_stand_on_the_baseline_and_the_pace_steps_where_it_changed(inks: Inks) -> None:
    shown = weeks([1, 3, 0, 2, 0], [2, 2, 2, 1, 1], rests=[2])
    assert drawn(inks, shown, 7) == [
        " 3",
        "      █",
        " 2  ▁▁█▁",
        "      █   █",
        " 1    █   █▁▁▁",
        "    █ █   █",
        " 0  █ █ ┄┄█ ▁",
        "        Nov",
    ]


def test_without_gaps_each_week_takes_one_cell(inks: Inks) -> None:
    assert drawn(inks, weeks([1, 3, 0, 2], [2, 2, 2, 2], rests=[2]), 4, gaps=False) == [
        " 3",
        " 2  ▁█ ▁",
        " 1   █ █",
        " 0  ██┄█",
        "     Nov",
    ]


def test_a_pace_between_two_counts_stands_in_the_middle_of_a_row(inks: Inks) -> None:
    shown = weeks([0, 3], [Fraction(3, 2), Fraction(3, 2)])
    assert drawn(inks, shown, 4)[2] == " 1  ──█─"


def test_weeks_before_anything_was_begun_stay_blank(inks: Inks) -> None:
    shown = weeks([0, 0, 1], [None, None, 1])
    assert drawn(inks, shown, 4, begun=date(2026, 11, 10))[-2] == " 0    ▁ █"


def test_many_pieces_share_the_rows_and_every_label_stands_at_its_height() -> None:
    scale = Scale.fitting(Fraction(47), 10)
    assert (scale.rows, scale.top, scale.step) == (10, 50, 10)
    assert [scale.label(row) for row in (0, 2, 4, 10)] == ["0", "10", "20", "50"]
    assert scale.label(1) == ""
    assert Scale.fitting(Fraction(1), 30).rows == 9


def test_a_month_is_named_under_the_first_week_that_is_mostly_its_own() -> None:
    # From the week of 28 September on, whose Thursday is the first of October.
    assert months(weeks([0] * 8, [None] * 8), 2) == "Oct       Nov"


@pytest.mark.parametrize(
    ("days", "labels"),
    [
        (["2026-12-24", "2027-03-24"], "Dec     Jan     Feb     Mar     Apr"),
        (["2026-11-25"], "Nov          Dec          Jan"),
        (["9999-12-31"], "    3000 4000 5000 6000 7000 8000 9000"),
        (["2027-06-01", "2029-02-01"], " 2027     Jul     2028     Jul     2029"),
    ],
)
def test_the_axis_begins_where_something_lies_and_names_years_where_it_is_long(days: list[str], labels: str) -> None:
    axis = Axis.over(TODAY, [date.fromisoformat(day) for day in days], 40)
    assert axis.labels() == labels


def test_a_day_stands_under_its_month() -> None:
    axis = Axis.over(TODAY, [date(2026, 12, 24), date(2027, 3, 24)], 40)
    labels = axis.labels()
    assert axis.place(date(2027, 3, 1)) == labels.index("Mar")
    assert labels.index("Mar") < axis.place(date(2027, 3, 24)) < labels.index("Apr")
    assert axis.place(date(2020, 1, 1)) == 0
    assert axis.place(date(2040, 1, 1)) == 39


def test_a_typed_day_is_read_or_explained() -> None:
    assert read_day(" 2027-3-1 ", TODAY, "The day") == date(2027, 3, 1)
    assert read_day("today", TODAY, "The day") == TODAY
    assert read_day("", TODAY, "The day") is None
    with pytest.raises(ValueError, match="The last day is written like 2026-11-19"):
        read_day("soon", TODAY, "The last day")
    with pytest.raises(ValueError, match="There is no 2026-02-30 in the calendar"):
        read_day("2026-02-30", TODAY, "The day")


def test_every_status_has_a_word() -> None:
    words = [status_word(status) for status in GOAL_STATUSES]
    assert words == ["an idea", "agreed", "under way", "reached", "resting"]
    assert status_word("of another program") == "of another program"
