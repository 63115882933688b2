"""What the learner used for similar pieces: found by words, tags, goals; the same every time; nothing where nothing is alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.folded import fold
from leaptui.model.suggest import STOP_WORDS, Likeness, words_of
from tests.model.stories import STEADY, Story, leap

LEAP = leap()
WEATHER = ["rain", "gauge", "funnel", "humidity", "sensor", "wind", "millimetre", "storm"]
MUSIC = ["alto", "choir", "rehearsal", "solo", "stairwell", "breath", "harmony", "concert"]


def of(code: str) -> str:
    return f"leap-2020:{code}"


def asked(story: Story, *pieces: str, most: int = 3) -> list[tuple[str, tuple[str, ...]]]:
    likeness = Likeness()
    likeness.follow(story.told)
    found = likeness.guidelines(LEAP, pieces, most)
    return [(one.guideline.removeprefix("leap-2020:"), one.because) for one in found]


def a_spring() -> Story:
    story = Story()
    story.piece("Rain gauge", "03-01", "D4=growing", "C4.a", body=["A funnel on a bottle measures rain."])
    story.piece("Rain and humidity", "03-08", "C4.a=growing", body=["A sensor, a funnel of warm air, rain outside."])
    story.piece("Alto line", "03-09", "L1", body=["The choir sang it in the stairwell."])
    story.piece("Solo at the concert", "04-01", "L1", "C2", body=["The choir, and my breath."])
    return story


def test_a_new_piece_is_told_what_was_used_for_similar_ones_and_for_which() -> None:
    story = a_spring()
    new = story.piece("Rain gauge, second version", "05-01", body=["The funnel leaked."])
    found = asked(story, new)
    assert found[0] == ("D4", ("e-Rain gauge",))
    assert found[1] == ("C4.a", ("e-Rain gauge", "e-Rain and humidity"))
    assert "L1" not in dict(found)


def test_what_the_piece_is_tagged_with_already_is_not_suggested() -> None:
    story = a_spring()
    new = story.piece("Rain gauge, second version", "05-01", "D4", body=["The funnel leaked."])
    assert [code for code, _ in asked(story, new)] == ["C4.a"]


def test_where_nothing_is_similar_nothing_is_suggested() -> None:
    story = a_spring()
    new = story.piece("Bicycle brakes", "05-01", body=["New cables and pads."], kind="other")
    assert asked(story, new) == []
    assert asked(Story(), "e-nothing") == []


def test_words_every_sentence_has_make_no_piece_similar() -> None:
    story = Story()
    story.piece("What I made of it", "03-01", "D4", body=["This is the one that I made with all of them."])
    new = story.piece("And what they made", "03-02", body=["That was the other one, with all of this."])
    assert asked(story, new) == []


def test_tags_and_goals_say_that_pieces_belong_together() -> None:
    story = Story()
    goal = story.goal("Weather station", "01-01")
    story.piece("Asking about the roof", "03-01", "L5", goals=[goal])
    story.piece("Bread", "03-02", "C1", tags=["oven"])
    for number in range(6):
        story.piece(f"Plain thing number {'abcdef'[number] * 4}", "03-03", "D2")
    assert [code for code, _ in asked(story, story.piece("Key", "04-01", goals=[goal]))] == ["L5"]
    assert [code for code, _ in asked(story, story.piece("Rolls", "04-02", tags=["oven"]))] == ["C1"]


def test_a_goal_reaches_a_piece_by_its_steps_too() -> None:
    story = Story()
    goal = story.goal("Weather station", "01-01")
    roof = story.piece("Asking about the roof", "03-01", "L5")
    story.steps(goal, still_open=1)
    story.document["steps"]["s-000"]["evidence"] = [roof]
    new = story.piece("Key", "04-01", goals=[goal])
    assert [code for code, _ in asked(story, new)] == ["L5"]


def test_what_is_used_for_everything_says_less_than_what_is_used_for_a_few() -> None:
    story = Story()
    for number, word in enumerate(("bread", "paint", "chess", "clay", "radio", "garden")):
        story.piece(f"{word} {word}shop", f"02-0{number + 1}", "C1")
    story.piece("Rain gauge", "03-01", "C1", "D4", body=["A funnel."])
    new = story.piece("Rain gauge again", "03-02", body=["A funnel."])
    assert [code for code, _ in asked(story, new)] == ["D4", "C1"]


def test_many_pieces_are_asked_about_together() -> None:
    story = a_spring()
    rain = story.piece("Rain in a funnel", "05-01")
    choir = story.piece("Choir in a stairwell", "05-02")
    assert {code for code, _ in asked(story, rain, choir, most=9)} >= {"D4", "L1"}


def test_spanish_and_accents_and_plurals() -> None:
    story = Story()
    story.piece("Canción de la siembra", "03-01", "F1.e", body=["La canté con mi abuela."])
    new = story.piece("CANCIONES: siembra y cosecha", "03-02", body=["Con mis abuelas."])
    assert [code for code, _ in asked(story, new)] == ["F1.e"]


def test_text_without_blanks_is_compared_too() -> None:
    story = Story()
    story.piece("雨量計を作った", "03-01", "D4")
    story.piece("合唱の練習", "03-02", "L1")
    new = story.piece("新しい雨量計", "03-03")
    assert [code for code, _ in asked(story, new)] == ["D4"]


def test_guidelines_of_another_framework_are_not_suggested() -> None:
    story = a_spring()
    story.put("claims", "c-old", "03-02", evidence="e-Rain gauge", guideline="leap-2010:Z9")
    new = story.piece("Rain gauge, second version", "05-01", body=["The funnel leaked."])
    assert [code for code, _ in asked(story, new, most=9)] == ["D4", "C4.a"]


def test_it_follows_the_portfolio_as_it_changes() -> None:
    story = a_spring()
    new = story.piece("Kite", "05-01")
    likeness = Likeness()
    likeness.follow(story.told)
    assert likeness.guidelines(LEAP, [new]) == []
    story.document["evidence"][new] = {**story.document["evidence"][new], "title": "Rain gauge on a kite"}
    likeness.follow(story.told)
    assert likeness.guidelines(LEAP, [new])[0].guideline == of("D4")
    story.throw_away("evidence", "e-Rain gauge").throw_away("evidence", "e-Rain and humidity")
    likeness.follow(story.told)
    assert likeness.guidelines(LEAP, [new]) == []


def test_a_piece_from_long_ago_is_asked_about_and_no_longer_asked() -> None:
    story = Story()
    story.piece("Rain gauge of old", "01-01", "L1")
    old = story.piece("Rain gauge", "01-02")
    story.piece("Rain gauge, second version", "03-01", "D4")
    story.piece("Soup", "03-02", "C1")
    likeness = Likeness(latest=2)
    likeness.follow(story.told)
    assert [one.guideline for one in likeness.guidelines(LEAP, [old])] == [of("D4")]


def test_pieces_for_a_guideline_are_those_like_the_ones_that_show_it() -> None:
    story = a_spring()
    story.piece("Rain gauge, second version", "05-01", body=["The funnel leaked."])
    story.piece("Bicycle brakes", "05-02")
    likeness = Likeness()
    likeness.follow(story.told)
    found = likeness.pieces_for(LEAP, of("D4"))
    assert next(one.piece for one in found) == "e-Rain gauge, second version"
    assert found[0].like == "e-Rain gauge"
    assert "e-Bicycle brakes" not in [one.piece for one in found]


def test_for_a_gap_its_own_words_are_looked_for() -> None:
    story = Story()
    story.piece("How I set my goals with Ms Lind", "05-01")
    story.piece("Bicycle brakes", "05-02")
    likeness = Likeness()
    likeness.follow(story.told)
    assert [(one.piece, one.like) for one in likeness.pieces_for(LEAP, of("L2"))] == [
        ("e-How I set my goals with Ms Lind", None)
    ]
    assert likeness.pieces_for(LEAP, "leap-2020:Z9") == []


def test_the_words_that_do_not_count_are_written_as_searches_compare() -> None:
    assert {word for word in STOP_WORDS if fold(word) != word} == set()
    assert words_of("The rains, the RAIN and those 12 glasses") == ["rain", "rain", "glasse"]


@st.composite
def _stories(draw: st.DrawFn) -> Story:
    story = Story()
    for number in range(draw(st.integers(2, 12))):
        words = draw(st.lists(st.sampled_from(draw(st.sampled_from([WEATHER, MUSIC]))), min_size=1, max_size=5))
        codes = draw(st.lists(st.sampled_from(["D4", "L1", "C4.a", "F2"]), unique=True, max_size=3))
        story.piece(f"{' '.join(words)} {number}", f"03-{number + 1:02}", *codes)
    return story


@STEADY
@given(_stories(), st.data())
def test_whatever_is_suggested_was_used_by_the_learner_for_a_piece_that_shares_a_word(
    story: Story, data: st.DataObject
) -> None:
    portfolio = story.told
    asked_about = data.draw(st.lists(st.sampled_from(sorted(portfolio.evidence)), min_size=1, max_size=3, unique=True))
    likeness = Likeness()
    likeness.follow(portfolio)
    found = likeness.guidelines(LEAP, asked_about)
    words = {word for one in asked_about for word in words_of(portfolio.evidence[one].title)}
    assert len(found) <= 3
    assert len({one.guideline for one in found}) == len(found)
    for one in found:
        assert one.because
        for piece in one.because:
            assert piece not in asked_about
            assert one.guideline in {claim.guideline for claim in portfolio.claims_of[piece]}
            assert words & set(words_of(portfolio.evidence[piece].title))
        for piece in asked_about:
            if len(asked_about) == 1:
                assert one.guideline not in {claim.guideline for claim in portfolio.claims_of.get(piece, ())}


@STEADY
@given(_stories())
def test_following_step_by_step_says_the_same_as_looking_once(story: Story) -> None:
    stepwise = Likeness()
    whole = dict(story.document["evidence"])
    story.document["evidence"] = {}
    for key, record in whole.items():
        story.document["evidence"] = {**story.document["evidence"], key: record}
        stepwise.follow(story.told)
    at_once = Likeness()
    at_once.follow(story.told)
    for key in whole:
        assert stepwise.guidelines(LEAP, [key]) == at_once.guidelines(LEAP, [key])


@pytest.mark.parametrize("code", ["D4", "L1", "C4"])
def test_asking_twice_says_the_same(code: str) -> None:
    story = a_spring()
    likeness = Likeness()
    likeness.follow(story.told)
    assert likeness.pieces_for(LEAP, of(code)) == likeness.pieces_for(LEAP, of(code))
