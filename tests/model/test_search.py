import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.folded import fold, spans
from leaptui.model.portfolio import Portfolio
from leaptui.model.search import Index, Narrow, match_guidelines
from tests.model.stories import STEADY, Story, leap

LEAP = leap()


def a_year() -> Story:
    story = Story()
    story.put("people", "ravi", "01-01", name="Ravi Nair", role="peer")
    station = story.goal("Weather station", "09-01")
    gauge = story.piece(
        "Rain gauge, second version",
        "11-18",
        "D4=demonstrated",
        "C4.a=growing",
        kind="product",
        place="makerspace",
        tags=["weather", "solder"],
        body=["The first one leaked:", "half of Monday’s rain was missing."],
        attachments=[
            {"sha256": "a" * 64, "name": "Trichter.png", "media_type": "image/png", "bytes": 9, "alt": "a funnel"}
        ],
        links=[{"url": "https://rain.example/gauge", "title": "Ombrometer"}],
        goals=[station],
        people=["ravi"],
    )
    story.document["claims"][next(iter(story.document["claims"]))]["why"] = ["I measured it and told Élodie."]
    story.piece("Alto line of “Ubi caritas”", "11-12", "D1=growing", kind="audio", place="school", tags=["music"])
    story.piece("Größe und Klänge", "10-30", "C4.b", kind="text", place="school", tags=["music", "weather"])
    story.piece("A bad first solder joint", "10-02", kind="image", place="makerspace", tags=["solder"])
    story.steps(station, "10-02", still_open=1)
    story.document["steps"]["s-000"]["evidence"] = ["e-A bad first solder joint", "e-that is gone"]
    story.piece("Thrown away rain", "09-01", "L1=growing", tags=["weather"])
    story.throw_away("evidence", "e-Thrown away rain")
    assert gauge in story.told.evidence
    return story


INDEX = Index(a_year().told, LEAP)
GAUGE, ALTO, GROESSE, JOINT = (
    "e-Rain gauge, second version",
    "e-Alto line of “Ubi caritas”",
    "e-Größe und Klänge",
    "e-A bad first solder joint",
)


def test_everything_is_newest_first() -> None:
    assert INDEX.matches(Narrow()) == [GAUGE, ALTO, GROESSE, JOINT]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("rain", [GAUGE]),
        ("RAIN leaked", [GAUGE]),
        ("rain caritas", []),
        ("leaked rain second", [GAUGE]),
        ("weather", [GAUGE, GROESSE]),
        ("product", [GAUGE]),
        ("makerspace", [GAUGE, JOINT]),
        ("trichter", [GAUGE]),
        ("funnel", [GAUGE]),
        ("ombrometer", [GAUGE]),
        ("ravi", [GAUGE]),
        ("c4.a", [GAUGE]),
        ("c4", [GAUGE, GROESSE]),
        ("elodie", [GAUGE]),
        ("grosse", [GROESSE]),
        ("GRÖSSE klange", [GROESSE]),
        ("gro\N{COMBINING DIAERESIS}ße", [GROESSE]),
        ("“ubi", [ALTO]),
        ("  \t ", [GAUGE, ALTO, GROESSE, JOINT]),
        ("[red]", []),
        (".*", []),
    ],
)
def test_every_word_must_occur_somewhere_in_the_piece(text: str, found: list[str]) -> None:
    assert INDEX.matches(Narrow(text=text)) == found


def test_typing_and_rubbing_out_letter_by_letter_says_the_same_as_a_fresh_look() -> None:
    typed = Index(a_year().told, LEAP)
    word = "solder weath"
    for end in (*range(len(word) + 1), *reversed(range(len(word)))):
        narrow = Narrow(text=word[:end])
        assert typed.matches(narrow) == Index(a_year().told, LEAP).matches(narrow)


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        (Narrow(component="C"), [GAUGE, GROESSE]),
        (Narrow(guideline="leap-2020:C4"), [GAUGE, GROESSE]),
        (Narrow(guideline="leap-2020:C4.b"), [GROESSE]),
        (Narrow(kind="audio"), [ALTO]),
        (Narrow(place="school", word="weather"), [GROESSE]),
        (Narrow(word="solder", component="D"), [GAUGE]),
        (Narrow(goal="g-Weather station"), [GAUGE, JOINT]),
        (Narrow(untagged=True), [JOINT]),
        (Narrow(untagged=True, component="D"), []),
        (Narrow(kind="hologram"), []),
        (Narrow(guideline="other:X1"), []),
        (Narrow(trash=True), ["e-Thrown away rain"]),
        (Narrow(trash=True, text="rain"), ["e-Thrown away rain"]),
        (Narrow(trash=True, text="gauge"), []),
    ],
)
def test_facets_narrow_together_with_the_search(narrow: Narrow, found: list[str]) -> None:
    assert INDEX.matches(narrow) == found


def test_counts_stand_beside_every_facet() -> None:
    counts = INDEX.counts(Narrow())
    assert (counts.found, counts.all, counts.untagged) == (4, 4, 1)
    assert counts.components == {"F": 0, "L": 0, "D": 2, "C": 2}
    assert list(counts.guidelines) == list(LEAP.guidelines)
    assert counts.guidelines["leap-2020:C4"] == 2
    assert list(counts.kinds.items()) == [("audio", 1), ("image", 1), ("product", 1), ("text", 1)]
    assert list(counts.places.items()) == [("makerspace", 2), ("school", 2)]
    assert list(counts.words.items()) == [("music", 2), ("solder", 2), ("weather", 2)]
    assert counts.goals == {"g-Weather station": 2}


def test_a_facets_own_choice_does_not_narrow_its_own_counts() -> None:
    counts = INDEX.counts(Narrow(place="school"))
    assert counts.places == {"makerspace": 2, "school": 2}
    assert counts.components == {"F": 0, "L": 0, "D": 1, "C": 1}
    assert list(counts.words.items()) == [("music", 2), ("weather", 1)]
    assert (counts.found, counts.all, counts.untagged) == (2, 4, 0)


def test_a_choice_that_leaves_nothing_can_still_be_seen() -> None:
    counts = INDEX.counts(Narrow(text="rain", kind="audio"))
    assert counts.found == 0
    assert counts.all == 1
    assert counts.kinds == {"product": 1, "audio": 0}


VALUES = {
    "component": ("F", "D", "C", None),
    "guideline": ("leap-2020:C4", "leap-2020:D1", "leap-2020:C4.b", None),
    "kind": ("audio", "text", None),
    "place": ("school", "makerspace", None),
    "word": ("music", "weather", None),
    "goal": ("g-Weather station", None),
}
NARROWS = st.builds(
    Narrow,
    text=st.sampled_from(("", "o", "rain", "solder", "we")),
    untagged=st.booleans(),
    **{facet: st.sampled_from(values) for facet, values in VALUES.items()},
)


CHOOSE: dict[str, Callable[[Narrow, str], Narrow]] = {
    "component": lambda narrow, value: replace(narrow, component=value),
    "guideline": lambda narrow, value: replace(narrow, guideline=value),
    "kind": lambda narrow, value: replace(narrow, kind=value),
    "place": lambda narrow, value: replace(narrow, place=value),
    "word": lambda narrow, value: replace(narrow, word=value),
    "goal": lambda narrow, value: replace(narrow, goal=value),
}


@STEADY
@given(NARROWS, st.sampled_from(sorted(VALUES)))
def test_a_count_is_what_choosing_that_value_would_leave(narrow: Narrow, facet: str) -> None:
    counts = INDEX.counts(narrow)
    told = {
        "component": counts.components,
        "guideline": counts.guidelines,
        "kind": counts.kinds,
        "place": counts.places,
        "word": counts.words,
        "goal": counts.goals,
    }[facet]
    for value in VALUES[facet]:
        if value is not None:
            chosen = CHOOSE[facet](narrow, value)
            assert told.get(value, 0) == len(INDEX.matches(chosen))
    assert counts.found == len(INDEX.matches(narrow))


def test_an_index_made_from_the_one_before_knows_what_changed() -> None:
    story = a_year()
    before = Index(story.told, LEAP)
    assert before.matches(Narrow(text="leaked")) == [GAUGE]
    story.document["evidence"][GAUGE]["body"] = ["It holds."]
    story.piece("It leaked again", "11-19")
    after = Index(story.told, LEAP, before)
    assert after.matches(Narrow(text="leaked")) == ["e-It leaked again"]
    assert after.matches(Narrow(text="holds")) == [GAUGE]
    assert before.matches(Narrow(text="leaked")) == [GAUGE]


def test_only_the_texts_of_what_changed_are_made_anew() -> None:
    story = a_year()
    portfolio = story.told
    before = Index(portfolio, LEAP)
    before.matches(Narrow(text="leaked"))
    document = {**story.document, "evidence": {**story.document["evidence"]}}
    document["evidence"][GAUGE] = {**document["evidence"][GAUGE], "title": "It holds"}
    after = Index(Portfolio(document, portfolio), LEAP, before)
    assert after.matches(Narrow(text="it holds")) == [GAUGE]
    assert {one for one in after.texts if after.texts[one] is not before.texts[one]} == {GAUGE}
    people = Index(Portfolio({**document, "people": {"p": {"name": "Ida"}}}, portfolio), LEAP, after)
    people.matches(Narrow())
    assert all(people.texts[one] is not after.texts[one] for one in people.texts)


def test_an_empty_portfolio_has_nothing_to_find() -> None:
    empty = Index(Story().told, LEAP)
    assert empty.matches(Narrow(text="x")) == []
    assert empty.counts(Narrow()).found == 0


def test_whether_anything_is_narrowed() -> None:
    assert Narrow().is_open
    assert Narrow(trash=True).is_open
    assert not Narrow(text="a").is_open
    assert not Narrow(untagged=True).is_open


def marked(text: str, query: str) -> str:
    found = text
    for first, last in reversed(spans(text, query)):
        found = f"{found[:first]}[{found[first:last]}]{found[last:]}"
    return found


@pytest.mark.parametrize(
    ("text", "query", "shown"),
    [
        ("academic needs, strengths, and interests", "need", "academic [need]s, strengths, and interests"),
        ("Rain, rain", "RAIN", "[Rain], [rain]"),
        ("Größe", "gros", "[Größ]e"),
        ("Größe", "osse", "Gr[öße]"),
        ("Cafe\N{COMBINING ACUTE ACCENT} noir", "cafe", "[Cafe\N{COMBINING ACUTE ACCENT}] noir"),
        ("ﬁnding", "in", "[ﬁn]d[in]g"),
        ("aaaa", "aa", "[aaaa]"),
        ("a banana", "ana", "a b[anana]"),
        ("solder", "old sol", "[sold]er"),
        ("İstanbul", "istan", "[İstan]bul"),
        ("Łódź", "lodz", "[Łódź]"),
        ("nothing", "", "nothing"),
        ("nothing", "x", "nothing"),
    ],
)
def test_found_words_are_marked_in_the_text_as_it_is(text: str, query: str, shown: str) -> None:
    assert marked(text, query) == shown


WORDS = st.text(st.characters(codec="utf-8"), max_size=30)


@STEADY
@given(WORDS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@STEADY
@given(WORDS)
def test_case_and_composition_make_no_difference(text: str) -> None:
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == fold(text)
    assert fold(text.lower()) == fold(text)


@STEADY
@given(WORDS, st.data())
def test_a_part_of_a_text_is_found_in_it_and_the_marks_are_in_order(text: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(text)))
    part = text[first : data.draw(st.integers(first, len(text)))]
    found = spans(text, part)
    edges = [edge for span in found for edge in span]
    assert edges == sorted(set(edges))
    assert all(0 <= edge <= len(text) for edge in edges)
    letters = "".join(fold(letter) for letter in text)
    assert bool(found) == any(word in letters for word in fold(part).split())


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("need", ["F1.a", "F2", "L1", "L5", "D1"]),
        ("c4", ["C4", "C4.a", "C4.b", "C4.c"]),
        ("C4.B", ["C4.b"]),
        ("f1 health", ["F1.b"]),
        ("real-world", ["C4", "C4.a", "C4.b", "C4.c"]),
        ("peers support", ["L5"]),
        ("zebra", []),
    ],
)
def test_guidelines_are_found_by_code_or_by_words_of_their_statement(query: str, codes: list[str]) -> None:
    assert [guideline.code for guideline in match_guidelines(LEAP, query)] == codes


def test_guidelines_whose_code_begins_with_the_query_come_first() -> None:
    found = [guideline.code for guideline in match_guidelines(LEAP, "d")]
    assert found[:5] == ["D1", "D2", "D3", "D4", "D5"]
    assert len(found) > 5
    assert len(match_guidelines(LEAP, "")) == 26


def test_a_month_narrows_by_the_day_a_piece_counts_for() -> None:
    assert INDEX.matches(Narrow(month="2026-11")) == [GAUGE, ALTO]
    assert INDEX.matches(Narrow(month="2026-10", component="C")) == [GROESSE]
    assert INDEX.matches(Narrow(month="2025-01")) == []
    assert INDEX.counts(Narrow(component="C")).months == {"2026-10": 1, "2026-11": 1}
    assert INDEX.counts(Narrow(month="2026-10")).months == {"2026-10": 2, "2026-11": 2}
    assert Narrow().choosing("month", "2026-11") == Narrow(month="2026-11")


def test_claims_of_another_framework_can_be_narrowed_to() -> None:
    story = a_year()
    story.put("claims", "c-old", "11-12", evidence=ALTO, guideline="leap-2010:Z9")
    index = Index(story.told, LEAP)
    assert index.matches(Narrow(elsewhere=True)) == [ALTO]
    assert index.counts(Narrow()).elsewhere == 1
    assert index.counts(Narrow(place="makerspace")).elsewhere == 0
    assert not Narrow(elsewhere=True).is_open
    assert INDEX.matches(Narrow(elsewhere=True)) == []
