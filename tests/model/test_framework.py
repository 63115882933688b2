import re
from pathlib import Path

import pytest

from leaptui.model.framework import BrokenFramework, Framework, read_framework
from tests.model.stories import leap

LEAP = leap()
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "leap-2020.md"


def as_design_text(framework: Framework) -> list[str]:
    """The framework written as the design writes it."""
    lines = []
    for component in framework.components:
        lines += [f"## {component.code} · {component.title}", component.statement]
        for guideline in framework.of_component(component.code):
            lines.append(f"{'  ' * guideline.depth}- {guideline.code} {guideline.statement}")
    return lines


@pytest.mark.skipif(not DESIGN.exists(), reason="the design text is not beside the repository")
def test_every_word_is_the_frameworks_own() -> None:
    design = DESIGN.read_text(encoding="utf-8")
    body = design[design.index("## F") :]
    assert as_design_text(LEAP) == [line for line in body.splitlines() if line]
    definition = re.search(r"^Definition: (.*?\.)", design, re.MULTILINE | re.DOTALL)
    assert definition
    assert LEAP.definition.casefold() == " ".join(definition[1].split()).casefold()


def test_it_has_4_components_17_guidelines_and_9_sub_guidelines() -> None:
    assert [component.code for component in LEAP.components] == ["F", "L", "D", "C"]
    depths = [guideline.depth for guideline in LEAP.guidelines.values()]
    assert (depths.count(0), depths.count(1), len(depths)) == (17, 9, 26)
    assert [guideline.code for guideline in LEAP.guidelines.values() if guideline.is_parent] == ["F1", "C4"]
    assert len(LEAP.leaves) == 24


def test_levels_are_in_order_and_have_ranks() -> None:
    assert LEAP.level_ids == ("starting", "growing", "demonstrated", "deepening")
    assert [LEAP.rank(level) for level in (None, "wizard", *LEAP.level_ids)] == [0, 0, 1, 2, 3, 4]


def test_source_and_credit_are_there() -> None:
    assert LEAP.publisher == "LEAP Innovations"
    assert "2020" in LEAP.source
    assert LEAP.licence
    assert (LEAP.name, LEAP.full_name) == ("LEAP 2020", "LEAP Learning Framework 2020")


@pytest.mark.parametrize("words", ["C4.a", "c4.A", " leap-2020:C4.a ", "LEAP-2020:c4.a"])
def test_a_guideline_is_found_by_code_in_any_case(words: str) -> None:
    found = LEAP.find(words)
    assert found is not None
    assert found.id == "leap-2020:C4.a"
    assert found.full_statement == "Engage in real-world experiences to develop: Academic skills and knowledge"
    assert found.parent == "leap-2020:C4"


@pytest.mark.parametrize("words", ["", "C9", "C", "other:C4.a"])
def test_what_is_no_guideline_is_not_found(words: str) -> None:
    assert LEAP.find(words) is None


def small(**changed: object) -> dict[str, object]:
    return {
        "id": "mine",
        "title": "Mine",
        "levels": [{"id": "on", "title": "on"}],
        "components": [{"code": "A", "title": "All", "guidelines": [{"code": "A1", "statement": "One"}]}],
        **changed,
    }


def test_nesting_is_not_limited() -> None:
    entry: dict[str, object] = {"code": "A1", "statement": "Deepest"}
    for depth in range(30):
        entry = {"code": f"A1-{depth}", "statement": f"Level {depth}:", "guidelines": [entry]}
    framework = read_framework(small(components=[{"code": "A", "title": "All", "guidelines": [entry]}]))
    assert max(guideline.depth for guideline in framework.guidelines.values()) == 30
    assert [guideline.code for guideline in framework.leaves] == ["A1"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        ([], "should be an object"),
        (small(id="../etc"), "id"),
        (small(levels=[]), "levels"),
        (small(levels=[{"id": "on", "title": "on"}, {"id": "on", "title": "again"}]), "a level stands twice"),
        (small(components=[]), "components"),
        (small(components=[{"code": "A", "title": "All", "guidelines": []}]), "components.0.guidelines"),
        (
            small(components=[{"code": "A", "title": "All", "guidelines": [{"code": "a", "statement": "One"}]}]),
            "the code a stands twice",
        ),
        (
            small(components=[{"code": "A", "title": "All", "guidelines": [{"code": "A1", "statement": ""}]}]),
            "components.0.guidelines.0.statement",
        ),
    ],
)
def test_a_broken_framework_says_what_is_wrong_and_where(raw: object, says: str) -> None:
    with pytest.raises(BrokenFramework, match=re.escape(says)):
        read_framework(raw)


def editions(**fields: object) -> dict[str, object]:
    """A framework that replaces LEAP 2020."""
    guidelines = [{"code": "M1", "statement": "one"}, {"code": "M2", "statement": "two"}]
    return {
        "id": "leap-2025",
        "title": "LEAP",
        "levels": [{"id": "able", "title": "able"}],
        "components": [{"code": "M", "title": "Mastery", "guidelines": guidelines}],
        "replaces": {"edition": "leap-2020", "map": {"D4": ["M2", "M1"], "C4.a": "m1", "L1": []}} | fields,
    }


def test_a_framework_says_what_took_the_place_of_the_codes_of_the_one_it_replaces() -> None:
    framework = read_framework(editions())
    assert framework.successors("leap-2020:D4") == ("leap-2025:M2", "leap-2025:M1")
    assert framework.successors("LEAP-2020:c4.A") == ("leap-2025:M1",)
    assert framework.successors("leap-2020:L1") == ()
    assert framework.successors("leap-2020:C5") == ()
    assert framework.successors("craft:D4") == ()
    assert LEAP.successors("leap-2020:D4") == ()


def test_a_map_to_a_guideline_that_is_not_there_is_refused() -> None:
    with pytest.raises(BrokenFramework, match="D4 is replaced by M9, and there is no guideline M9"):
        read_framework(editions(map={"D4": "M9"}))
    with pytest.raises(BrokenFramework, match="there is no guideline M"):
        read_framework(editions(map={"D4": ["M"]}))
