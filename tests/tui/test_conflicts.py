"""The screen of conflicts: what was changed in two places is seen side by side, compared, chosen, taken back."""

from __future__ import annotations

import pytest

from leaptui.merge import open_conflicts
from leaptui.model.canonical import Document
from leaptui.model.compared import compare
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Desk, Open, painted_strips
from tests.tui.two_places import AMARA, MINE, THEIRS, in_many_places, newest, with_nothing_there


def waiting(desk: Desk) -> list[tuple[str, str]]:
    """Table and field of what waits, as the file has it."""
    return [(one.table, one.field) for one in open_conflicts(desk.portfolio.document)]


def bees(document: Document) -> str:
    return next(
        one for one, record in document["evidence"].items() if record["title"] == "What the beekeeper taught me"
    )


async def at_text(desk: Desk) -> None:
    """Open the screen, on the text of the piece about bees."""
    await desk.press("c", "down")
    assert "What the beekeeper taught me · text" in desk.text


async def test_the_sign_in_the_header_leads_there_and_esc_back(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("4")
        head = desk.text.splitlines()[0]
        assert "≠ 5 choices wait" in head
        await desk.pilot.click("HeaderLine", offset=(head.index("≠") + 3, 0))
        await desk.settle()
        assert "Waiting for your choice" in desk.text
        await desk.press("escape")
        assert "Pace" in desk.text
        assert "Waiting for your choice" not in desk.text


async def test_both_versions_stand_side_by_side_with_where_and_when(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        titles = next(line for line in desk.text.splitlines() if "On this machine" in line)
        assert "today, 16:10" in titles
        assert "From another machine" in titles
        assert "Tuesday, 15:05" in titles
        assert "the second hive" in desk.text
        assert "humidity readings" in desk.text


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_its_words_hold_where_the_versions_stand_one_over_the_other(
    samples: Workspace, at_desk: Open, size: tuple[int, int]
) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA, size) as desk:
        await at_text(desk)
        assert "← Keep mine" in desk.text.splitlines()[-1]
        assert "→ Keep theirs" in desk.text.splitlines()[-1]
        await desk.press("down", "down")
        assert "growing or ●●●● deepening" in desk.text, "short versions stand whole in the list"
        await desk.press("down")
        assert "reached or resting" in desk.text, "a status is said as on every other screen"
        await desk.press("question_mark")
        assert not {"left", "right"} & set(desk.text.split())


async def test_what_waits_is_listed_by_record(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("c")
        assert "5 fields of 4 records" in desk.text
        assert "●●○○ growing or ●●●● deepening" in desk.text
        assert "keep or trash" in desk.text
        assert "community or work" in desk.text


@pytest.mark.parametrize(("key", "body"), [("left", MINE), ("right", THEIRS)])
async def test_left_and_right_are_kept_and_undo_opens_the_choice_again(
    samples: Workspace, at_desk: Open, key: str, body: list[str]
) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.press(key)
        assert [*desk.portfolio.evidence[bees(merged)].body] == body
        assert ("evidence", "body") not in waiting(desk)
        assert "Chose text in “What the beekeeper taught me”." in desk.text
        await desk.press("u")
        assert ("evidence", "body") in waiting(desk)
        assert "5 fields of 4 records" in desk.text


async def test_both_keeps_every_line_once_and_is_not_offered_for_a_place(samples: Workspace, at_desk: Open) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.press("b")
        body = [*desk.portfolio.evidence[bees(merged)].body]
        assert [line for line in MINE if line not in body] == []
        assert [line for line in THEIRS if line not in body] == []
        assert body.count(MINE[0]) == 1
        assert "· place" in desk.text
        assert "Not both: only one of them can hold." in desk.text
        before = desk.path.read_bytes()
        await desk.press("b")
        assert desk.path.read_bytes() == before


async def test_a_text_is_written_from_the_left_one_and_settles_the_field(samples: Workspace, at_desk: Open) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.press("e")
        await desk.type("By bike. ")
        await desk.press("ctrl+s")
        assert desk.portfolio.evidence[bees(merged)].body[0] == f"By bike. {MINE[0]}"
        assert ("evidence", "body") not in waiting(desk)


async def test_a_field_with_words_of_its_own_is_chosen_among_them(samples: Workspace, at_desk: Open) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.press("down", "e")
        await desk.type("maker")
        await desk.press("enter")
        assert desk.portfolio.evidence[bees(merged)].place == "makerspace"
        assert ("evidence", "place") not in waiting(desk)


@pytest.mark.parametrize(("key", "gone"), [("left", False), ("right", True)])
async def test_deleted_there_and_edited_here_is_kept_or_goes_to_the_trash(
    samples: Workspace, at_desk: Open, key: str, gone: bool
) -> None:
    merged = in_many_places(samples)
    piece = next(
        one for one, record in merged["evidence"].items() if record.get("_conflicts", {}) and "_deleted" in str(record)
    )
    async with at_desk(samples, AMARA) as desk:
        await desk.press("c")
        assert "Deleted in one place and changed in another" in desk.text
        await desk.press(key)
        assert (piece not in desk.portfolio.evidence) == gone
        await desk.press("u")
        assert piece in desk.portfolio.evidence
        assert ("evidence", "_deleted") in waiting(desk)


async def test_all_of_one_record_and_all_of_everything_at_one_key_each(samples: Workspace, at_desk: Open) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.press("t")
        piece = desk.portfolio.evidence[bees(merged)]
        assert ([*piece.body], piece.place) == (THEIRS, "work")
        assert len(waiting(desk)) == 3
        await desk.press("u")
        assert len(waiting(desk)) == 5
        await desk.press("M")
        piece = desk.portfolio.evidence[bees(merged)]
        assert ([*piece.body], piece.place) == (MINE, "community")
        assert waiting(desk) == []
        assert "Nothing waits" in desk.text
        assert "choices wait" not in desk.text
        await desk.press("u")
        assert len(waiting(desk)) == 5


async def test_the_record_under_the_cursor_comes_first_from_evidence_and_from_today(
    samples: Workspace, at_desk: Open
) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "down", "c")
        assert f"{merged['evidence'][newest(merged, 1)]['title']} · text" in desk.text
        await desk.press("escape")
        assert "All evidence" in desk.text
        await desk.press("up", "c")
        assert "C4.a of Rain gauge, second version · level" in desk.text


async def test_where_nothing_waits_the_palette_says_so_and_the_key_is_not_offered(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("c")
        assert "Waiting for your choice" not in desk.text
        await desk.press("ctrl+p")
        await desk.type("two versions")
        await desk.press("enter")
        assert "Nothing waits: what was changed in two places comes here, and both are kept." in desk.text
        await desk.press("left", "right", "b", "e", "m", "T", "v")
        assert desk.app.session.store.undo_label is None


async def test_at_80_by_24_the_versions_stack_and_begin_where_they_differ(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA, (80, 24)) as desk:
        await at_text(desk)
        lines = desk.text.splitlines()
        here, there = (
            next(at for at, line in enumerate(lines) if words in line) for words in ("On this", "From another")
        )
        assert here < there
        assert any("the second hive" in line for line in lines[here:there])
        assert any("both hives" in line for line in lines[there:])


async def test_a_click_below_a_version_keeps_it(samples: Workspace, at_desk: Open) -> None:
    merged = in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        await desk.pilot.click("#theirs VersionFoot", offset=(3, 0))
        await desk.settle()
        assert [*desk.portfolio.evidence[bees(merged)].body] == THEIRS


async def test_the_words_that_differ_are_underlined_in_every_theme(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await at_text(desk)
        assert len(desk.app.themes.found) > 3
        for theme in desk.app.themes.found:
            desk.app.theme = theme
            await desk.settle()
            marked = {
                segment.text.strip()
                for strip in painted_strips(desk.app)
                for segment in strip
                if segment.style and segment.style.underline and segment.style.bold
            }
            assert {"the second hive", "both hives", "calm", "at ease", "station"} <= marked


def test_words_that_differ_are_found_within_lines() -> None:
    left, right = compare(["a lamp, red", "same"], ["a lamp, green", "same", "more"])
    assert left == [("a lamp, red", [(8, 11)]), ("same", [])]
    assert right == [("a lamp, green", [(8, 13)]), ("same", []), ("more", [(0, 4)])]


def test_a_sentence_put_in_is_marked_with_its_own_full_stop() -> None:
    left, right = compare(["One. Two. Three."], ["One. Three."])
    assert [("One. Two. Three."[start:end]) for start, end in left[0][1]] == ["Two."]
    assert right == [("One. Three.", [])]


def test_very_long_texts_are_compared_line_by_line() -> None:
    one = [f"line {number} " + "word " * 50 for number in range(100)]
    other = [line.upper() for line in one]
    left, right = compare(one, other)
    assert [len(places) for _line, places in left] == [1] * 100
    assert [len(places) for _line, places in right] == [1] * 100


async def test_the_way_back_is_called_later_only_while_something_waits(samples: Workspace, at_desk: Open) -> None:
    in_many_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("c")
        assert "Esc Later" in desk.text.splitlines()[-1]
        await desk.press("M")
        assert "Esc Back" in desk.text.splitlines()[-1]
        await desk.press("u")
        assert "Esc Later" in desk.text.splitlines()[-1]


@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_why_not_both_can_be_read_to_its_end(samples: Workspace, at_desk: Open, size: tuple[int, int]) -> None:
    with_nothing_there(samples)
    async with at_desk(samples, AMARA, size) as desk:
        await desk.press("c")
        assert "Not both: one of them says nothing, so there is nothing to put together." in desk.text
        assert "e Write it yourself" in desk.text
        await desk.press("m")
        says = "Nothing waits: what was changed in two places comes here, and both are kept."
        assert says in " ".join(desk.text.replace("│", " ").split())
