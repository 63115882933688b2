"""Real-world experience, its confirmation by the host, and codes that hold only for a piece as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.edits import Invalid, confirm, edit_evidence
from leaptui.model.experience import ALPHABET, WrongCode, areas, check_code, code_of, confirmations_of, is_confirmed
from tests.model.stories import STEADY, Story
from tests.model.test_edits_goals import AT, done


@pytest.fixture
def story() -> Story:
    story = Story()
    story.put("people", "sousa", "01-01", name="Mr Sousa", role="community")
    story.piece("Hives", "03-01", life_area="workplace", host="City farm")
    story.piece("Count", "03-02", life_area="civic")
    story.piece("Lab", "03-03", life_area="workplace")
    return story


def test_areas_stand_apart_with_what_was_confirmed(story: Story) -> None:
    change, made = confirm(story.told, AT, "e-Hives", "mr sousa", "beekeeper", "Two mornings.")
    told = done(story.told, change)
    (confirmation,) = confirmations_of(told, "e-Hives")
    assert (confirmation.id, confirmation.by, confirmation.role) == (made, "sousa", "beekeeper")
    assert [(area.area, len(area.pieces), area.confirmed) for area in areas(told)] == [
        ("academic", 0, 0),
        ("civic", 1, 0),
        ("workplace", 2, 1),
    ]
    changed = done(told, edit_evidence(told, AT, "e-Hives", {"body": ["More"]}))
    assert not is_confirmed(changed, "e-Hives")


def test_a_code_confirms_the_piece_as_it_is_and_says_when_it_changed(story: Story) -> None:
    told = story.told
    code = code_of(told, "e-Hives")
    change, _made = confirm(told, AT, "e-Hives", "Mr Sousa", given=f" {code.lower().replace('-', ' ')} ")
    assert confirmations_of(done(told, change), "e-Hives")[0].code == code
    changed = done(told, edit_evidence(told, AT, "e-Hives", {"body": ["More"]}))
    with pytest.raises(WrongCode, match="it was changed since"):
        check_code(changed, "e-Hives", code)
    with pytest.raises(WrongCode, match="another piece"):
        check_code(told, "e-Count", code)
    with pytest.raises(WrongCode, match="is no code"):
        check_code(told, "e-Hives", "12")
    private = done(told, edit_evidence(told, AT, "e-Hives", {"private": True}))
    assert check_code(private, "e-Hives", code) == code


@pytest.mark.parametrize(
    ("name", "words", "given"),
    [("", "x", ""), ("Amara Okafor", "x", ""), ("Mr Sousa", "", ""), ("Mr Sousa", "", "AAA")],
)
def test_what_confirms_nothing_is_refused(story: Story, name: str, words: str, given: str) -> None:
    with pytest.raises(Invalid):
        confirm(story.told, AT, "e-Hives", name, "", words, given)


@STEADY
@given(st.text(min_size=1), st.text(min_size=1))
def test_codes_have_no_signs_that_are_taken_for_others(record_id: str, title: str) -> None:
    story = Story()
    try:
        title.encode()
        record_id.encode()
    except UnicodeEncodeError:
        return
    story.put("evidence", record_id, "01-01", title=title)
    code = code_of(story.told, record_id)
    assert len(code) == 9
    assert set(code) <= {*ALPHABET, "-"}
    assert not {*"01OILU"} & set(code)
