"""Following another framework: claims stay or move with its map of codes, and one undo brings all of it back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaptui.model.agreed import agreed_to
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change, inverse
from leaptui.model.desk_queue import gist_of
from leaptui.model.differences import field_changes
from leaptui.model.digests import SAME_AS, as_agreed, digest_of_record, keep_digest
from leaptui.model.edits import edit_goal
from leaptui.model.edits.agreeing import agree
from leaptui.model.edits.frameworks import follow, moves
from leaptui.model.framework import Framework, read_framework
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import standings
from leaptui.model.voices import Voice
from tests.model.stories import STEADY, Story, leap

LEAP = leap()
AT = "2026-11-19T16:40:00Z"


def next_edition(**mapped: list[str] | str) -> Framework:
    """An edition after LEAP 2020, with another order: `D4="M1"` says where D4 went."""
    guidelines = [{"code": code, "statement": f"Guideline {code}"} for code in ("M1", "M2", "M3")]
    levels = [{"id": one, "title": one} for one in ("starting", "growing", "demonstrated", "deepening")]
    return read_framework(
        {
            "id": "leap-2025",
            "title": "LEAP Learning Framework",
            "edition": "2025",
            "levels": levels,
            "components": [{"code": "M", "title": "Mastery", "guidelines": guidelines}],
            "replaces": {"edition": "leap-2020", "map": {code.replace("_", "."): new for code, new in mapped.items()}},
        }
    )


def done(portfolio: Portfolio, change: Change) -> Portfolio:
    document = {table: dict(records) for table, records in portfolio.document.items()}
    for (table, record_id), edit in change.edits.items():
        records = document.setdefault(table, {})
        if edit.after is None:
            records.pop(record_id, None)
        else:
            records[record_id] = edit.after
    return Portfolio(document)


def codes(portfolio: Portfolio, piece: str) -> list[tuple[str, str | None]]:
    return [(claim.guideline, claim.level) for claim in portfolio.claims_of.get(piece, [])]


def a_term() -> Story:
    story = Story()
    story.piece("Rain gauge", "09-01", "D4=demonstrated", "C4.a=growing")
    story.piece("Alto line", "09-02", "L1=starting")
    story.goal("Station", "09-01", guidelines=[{"guideline": "leap-2020:D4", "level": "deepening"}])
    return story


def test_without_moving_only_the_framework_changes() -> None:
    story = a_term()
    change = follow(story.told, next_edition(D4="M1"), AT)
    assert set(change.edits) == {("meta", "portfolio")}
    after = done(story.told, change)
    assert after.meta.framework == "leap-2025"
    assert after.meta.learner.name == "Amara Okafor"
    assert codes(after, "e-Rain gauge") == codes(story.told, "e-Rain gauge")
    assert change.label == "Switched to LEAP Learning Framework 2025"


def test_claims_and_goals_move_by_the_map_and_the_rest_stays() -> None:
    story = a_term()
    framework = next_edition(D4="M1", C4_a=["M2"], L1=[])
    found = moves(story.told, framework)
    assert len(found.claims) == 2
    assert [story.told.claims[one].guideline for one in found.staying] == ["leap-2020:L1"]
    change = follow(story.told, framework, AT, move=True)
    after = done(story.told, change)
    assert codes(after, "e-Rain gauge") == [("leap-2025:M1", "demonstrated"), ("leap-2025:M2", "growing")]
    assert codes(after, "e-Alto line") == [("leap-2020:L1", "starting")]
    assert [(one.guideline, one.level) for one in after.goals["g-Station"].guidelines] == [
        ("leap-2025:M1", "deepening")
    ]
    assert change.label == "Switched to LEAP Learning Framework 2025, 2 claims moved"


def test_what_others_said_goes_along() -> None:
    story = a_term()
    story.put("people", "lind", "01-01", name="J. Lind", role="mentor")
    story.assess("e-Rain gauge", "D4", "deepening", "lind", "10-01")
    framework = next_edition(D4="M1")
    after = done(story.told, follow(story.told, framework, AT, move=True))
    standing = standings(after, framework)["leap-2025:M1"]
    assert (standing.level, standing.by) == ("deepening", "J. Lind")


def test_a_guideline_that_became_several_is_claimed_for_each() -> None:
    story = a_term()
    after = done(story.told, follow(story.told, next_edition(D4=["M1", "M3"]), AT, move=True))
    assert codes(after, "e-Rain gauge") == [
        ("leap-2020:C4.a", "growing"), ("leap-2025:M1", "demonstrated"), ("leap-2025:M3", "demonstrated"),
    ]  # fmt: skip
    assert claim_id("e-Rain gauge", "leap-2025:M3") in after.claims


def test_two_that_became_one_are_one_claim_and_the_other_is_in_the_trash() -> None:
    story = a_term()
    after = done(story.told, follow(story.told, next_edition(D4="M1", C4_a="M1"), AT, move=True))
    assert [code for code, _ in codes(after, "e-Rain gauge")] == ["leap-2025:M1"]
    gone = [record for record in after.document["claims"].values() if "deleted" in record]
    assert [record["deleted"] for record in gone] == [AT]


def test_a_claim_that_is_there_stays_as_it_is_and_takes_what_it_lacks() -> None:
    story = a_term()
    there = claim_id("e-Rain gauge", "leap-2025:M1")
    story.put("claims", there, "09-03", evidence="e-Rain gauge", guideline="leap-2025:M1", why=["It holds water."])
    after = done(story.told, follow(story.told, next_edition(D4="M1"), AT, move=True))
    (claim,) = [claim for claim in after.claims_of["e-Rain gauge"] if claim.guideline == "leap-2025:M1"]
    assert (claim.id, claim.level, claim.reason) == (there, "demonstrated", "It holds water.")


def test_an_assessed_claim_whose_place_is_taken_stays() -> None:
    story = a_term()
    story.put(
        "claims", claim_id("e-Rain gauge", "leap-2025:M1"), "09-03", evidence="e-Rain gauge", guideline="leap-2025:M1"
    )
    story.assess("e-Rain gauge", "D4", "deepening", "J. Lind", "10-01")
    framework = next_edition(D4="M1")
    assert claim_id("e-Rain gauge", "leap-2020:D4") in moves(story.told, framework).staying
    after = done(story.told, follow(story.told, framework, AT, move=True))
    assert ("leap-2020:D4", "demonstrated") in codes(after, "e-Rain gauge")


def test_what_was_agreed_stays_agreed_in_the_codes_of_the_next_edition() -> None:
    story = a_term()
    story.put("starts", "s-1", "09-01", guideline="leap-2020:D4", level="growing")
    portfolio = story.told
    things = (("goals", "g-Station"), ("starts", "s-1"))
    for about in things:
        portfolio = done(portfolio, agree(portfolio, AT, Voice("J. Lind", "mentor"), about)[0])

    def says_else(now: Portfolio) -> list[bool]:
        return [one.before_change for about in things for one in agreed_to(now, *about)]

    change = follow(portfolio, next_edition(D4=["M1", "M2"]), AT, move=True)
    after = done(portfolio, change)
    assert [aim.guideline for aim in after.goals["g-Station"].guidelines] == ["leap-2025:M1", "leap-2025:M2"]
    assert says_else(after) == [False, False]
    assert "again" not in {item.aspect for item in gist_of(after).items if item.sort == "agree"}
    assert [field.field for field in field_changes(change.edits["goals", "g-Station"])] == ["guidelines"]
    # A change of what it says is one, in whatever edition.
    aims: list[Json] = [{"guideline": "leap-2025:M3"}]
    changed = done(after, edit_goal(after, AT, "g-Station", {"guidelines": aims}, because="Something else"))
    assert says_else(changed) == [True, False]
    again = done(after, edit_goal(after, AT, "g-Station", {"title": "Station"}))
    assert says_else(again) == [False, False]


def test_what_was_agreed_stays_agreed_over_several_editions() -> None:
    editions: list[Record] = [{"title": "Station", "guidelines": [{"guideline": f"e{n}:D4"}]} for n in range(3)]
    digests = [digest_of_record("goals", one) for one in editions]
    now = editions[0]
    for one in editions[1:]:
        now = {**one, SAME_AS: keep_digest("goals", now, one)}
    assert [as_agreed("goals", now, digest) for digest in digests] == [True, True, True]
    other: Record = {**now, "title": "Another"}
    assert [as_agreed("goals", other, digest) for digest in digests] == [False, False, False]


def test_a_framework_that_replaces_nothing_moves_nothing() -> None:
    story = a_term()
    assert moves(story.told, LEAP).is_empty
    change = follow(story.told, LEAP, AT, move=True)
    assert {table for table, _ in change.edits} <= {"meta"}


def test_a_portfolio_that_says_nothing_of_itself_begins_to() -> None:
    after = done(Portfolio({}), follow(Portfolio({}), next_edition(), AT))
    assert after.meta.framework == "leap-2025"


@STEADY
@given(
    st.lists(st.lists(st.sampled_from(["D4=growing", "C4.a", "L1=deepening", "D1"]), unique=True), max_size=5),
    st.dictionaries(
        st.sampled_from(["D4", "C4_a", "L1", "D1"]), st.lists(st.sampled_from(["M1", "M2", "M3"]), unique=True)
    ),
)
def test_no_piece_loses_a_claim_and_one_undo_brings_all_back(
    tagged: list[list[str]], mapped: dict[str, list[str]]
) -> None:
    story = Story()
    for number, claims in enumerate(tagged):
        story.piece(f"Work {number}", "09-01", *claims)
    framework = next_edition(**mapped)
    before = story.told
    change = follow(before, framework, AT, move=True)
    after = done(before, change)
    for piece in before.evidence:
        now = {claim.guideline for claim in after.claims_of.get(piece, [])}
        assert len(now) == len(after.claims_of.get(piece, []))
        for claim in before.claims_of.get(piece, []):
            assert now >= (set(framework.successors(claim.guideline)) or {claim.guideline})
    back, stuck = inverse(change, after.document, "Undo", AT)
    restored = done(after, back)
    assert stuck == 0
    for piece in before.evidence:
        assert codes(restored, piece) == codes(before, piece)
    assert restored.meta.framework == before.meta.framework
