"""Between them the sample portfolios show every record type, and each state of one that a screen tells of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import cast

import pytest

from leaptui.model.agreed import agreed_to
from leaptui.model.canonical import Document, Record
from leaptui.model.experience import check_code, still_holds
from leaptui.model.mastery import is_demonstrated
from leaptui.model.me import never_looked_at
from leaptui.model.portfolio import VIEWS, Portfolio
from leaptui.model.records_others import Assessment, Confirmation, Recognition
from leaptui.model.records_own import AboutMe
from leaptui.model.reviewed import is_changed_since_review
from leaptui.model.sharing import offered_to
from leaptui.model.voices import is_learner
from leaptui.signing.runner import has_ssh_keygen
from leaptui.signing.signers import read_signers
from leaptui.signing.state import Checker, SignatureSort
from leaptui.signing.verify import verify
from leaptui.store.bundled import copy_samples
from leaptui.store.check import check_portfolio
from leaptui.store.frameworks import load_frameworks
from leaptui.store.workspace import Workspace
from tests.samples.test_samples import NAMES, document_of, each_sample, leap

AMARA, MATEO = NAMES
Stands = Callable[[Record], bool]


def has(**wanted: object) -> Stands:
    """Whether a record has these values in these fields; True stands for any value."""

    def stands(record: Record) -> bool:
        def fits(field: str, value: object) -> bool:
            there = record.get(field)
            return there is not None and there is not False if value is True else there == value

        return all(fits(field, value) for field, value in wanted.items())

    return stands


def about(table: str) -> Stands:
    """Whether a record is about one of a table."""
    return lambda record: cast("Record", record.get("about", record.get("on")))["table"] == table


STATES: dict[str, list[Stands]] = {
    "evidence": [
        *(has(kind=kind) for kind in ("badge", "testimony", "audio", "code", "performance")),
        *(has(life_area=area) for area in ("academic", "civic", "workplace")),
        *(has(**{field: True}) for field in ("contributors", "host", "shared", "shared_with", "private")),
    ],
    "assessments": [
        *(has(decision=decision) for decision in ("advance", "deeper", "more")),
        *(has(**{field: True}) for field in ("blind", "review", "signature")),
    ],
    "feedback": [
        *(has(aspect=aspect) for aspect in ("effort", "process", "mastery")),
        *(about(table) for table in ("evidence", "goals")),
        lambda record: isinstance(record.get("answered"), list),
        lambda record: "answered" not in record,
        has(signature=True),
    ],
    "goals": [
        *(has(status=status) for status in ("idea", "agreed", "active", "achieved", "rested")),
        *(has(**{field: True}) for field in ("proposed_by", "deepens", "baseline", "agreed")),
    ],
    "steps": [has(done_on=True), has(pathway=True), lambda record: isinstance(record.get("skipped"), list)],
    "people": [*(has(**{field: True}) for field in ("contact", "notes", "portfolio", "private"))],
    "reflections": [*(has(**{field: True}) for field in ("prompt", "since", "was", "moved", "private", "about"))],
    "facets": [
        *(has(sort=sort) for sort in ("need", "strength", "interest")),
        *(has(**{field: True}) for field in ("evidence", "private")),
        lambda record: record["modified"] != record["created"],
    ],
    "asks": [
        *(has(status=status) for status in ("open", "answered", "let go")),
        *(has(**{"from": source}) for source in ("teacher", "peer", "technology", "other")),
        *(has(**{field: True}) for field in ("about", "aspect", "private")),
    ],
    "opportunities": [
        *(has(status=status) for status in ("open", "taken", "let go")),
        *(has(**{field: True}) for field in ("outcome", "evidence", "private")),
    ],
    "advances": [has(way="advance", goal=True), has(way="deeper", goal=True)],
    "pathways": [has(status="open"), has(status="left", because=True)],
    "agreements": [*(about(table) for table in ("goals", "starts", "reviews")), has(signature=True)],
    "suggestions": [
        has(answer="accepted", step=True),
        has(answer="declined", why=True),
        lambda record: "answer" not in record and "goal" in record,
        lambda record: "answer" not in record and "goal" not in record,
    ],
    "confirmations": [has(code=True), has(text=True)],
    "reviews": [has(status=status) for status in ("prepared", "open", "closed")],
    "recognitions": [has(signature=True), has(evidence_digests=True)],
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the samples, as everybody gets it."""
    folder = tmp_path_factory.mktemp("samples")
    copy_samples(folder)
    return Workspace(folder)


def portfolios() -> Iterator[Portfolio]:
    return (Portfolio(document_of(name)) for name in NAMES)


def records(table: str) -> list[Record]:
    """The records of a table in all the samples."""
    documents: list[Document] = [document_of(name) for name in NAMES]
    return [record for document in documents for record in document.get(table, {}).values()]


def test_every_record_type_stands_in_a_sample() -> None:
    assert [table for table in VIEWS if not records(table)] == []


@pytest.mark.parametrize("table", STATES)
def test_every_state_of_a_record_stands_in_a_sample(table: str) -> None:
    there = records(table)
    assert [number for number, stands in enumerate(STATES[table]) if not any(map(stands, there))] == []


@each_sample
def test_the_samples_are_written_as_the_format_says(place: Workspace, name: str) -> None:
    assert check_portfolio(place.path(name), load_frameworks(place)) == []


@each_sample
def test_one_facet_is_left_to_be_asked_for(name: str) -> None:
    assert never_looked_at(Portfolio(document_of(name))) == {AMARA: ["F1.f"], MATEO: ["F1.d"]}[name]


@each_sample
def test_the_page_about_the_learner_holds_nothing_private(name: str) -> None:
    portfolio = Portfolio(document_of(name))
    (page,) = portfolio.live(AboutMe).values()
    chosen = {"facets": page.facets, "goals": page.goals, "evidence": page.evidence, "recognitions": page.recognitions}
    assert all(chosen.values())
    for table, keys in chosen.items():
        assert not any((portfolio.raw(table, key) or {}).get("private") for key in keys)


@each_sample
def test_two_people_rate_one_claim_differently(name: str) -> None:
    levels: dict[str, set[str | None]] = defaultdict(set)
    for one in Portfolio(document_of(name)).live(Assessment).values():
        levels[one.claim].add(one.level)
    assert Counter(map(len, levels.values()))[2] == 1


@each_sample
def test_a_piece_was_changed_since_it_was_reviewed_and_since_it_was_confirmed(name: str) -> None:
    portfolio = Portfolio(document_of(name))
    title = {AMARA: "Rain gauge, second version", MATEO: "Frena"}[name]
    changed = {piece.title for piece in portfolio.evidence.values() if is_changed_since_review(portfolio, piece.id)}
    outgrown = [one for one in portfolio.live(Confirmation).values() if not still_holds(portfolio, one)]
    assert changed == {portfolio.evidence[one.evidence].title for one in outgrown} == {title}


@each_sample
def test_a_code_that_a_host_gave_is_that_of_the_piece(name: str) -> None:
    portfolio = Portfolio(document_of(name))
    (coded,) = (one for one in portfolio.live(Confirmation).values() if one.code)
    assert check_code(portfolio, coded.evidence, coded.code) == coded.code


@each_sample
def test_one_agreed_goal_says_something_else_since(name: str) -> None:
    portfolio = Portfolio(document_of(name))
    changed = {
        goal.title
        for goal in portfolio.goals.values()
        if any(one.before_change for one in agreed_to(portfolio, "goals", goal.id))
    }
    assert changed == {{AMARA: "A weather station on the roof", MATEO: "Un torneo donde todos jueguen"}[name]}


def test_recognitions_stand_on_what_somebody_else_said_was_demonstrated() -> None:
    framework = leap()
    for portfolio in portfolios():
        said = {
            (portfolio.claims[one.claim].evidence, portfolio.claims[one.claim].guideline)
            for one in portfolio.live(Assessment).values()
            if is_demonstrated(framework, framework.rank(one.level)) and not is_learner(portfolio, one.by)
        }
        for recognition in portfolio.live(Recognition).values():
            for aim in recognition.guidelines:
                assert is_demonstrated(framework, framework.rank(aim.level)), recognition.title
                assert any((piece, aim.guideline) in said for piece in recognition.evidence), recognition.title


def test_the_two_learners_share_a_piece_each_and_one_is_taken_in() -> None:
    amara, mateo = portfolios()
    offered = offered_to(amara, MATEO)
    assert [piece.title for piece in offered] == ["Anemometer from table-tennis balls"]
    (taken,) = (piece for piece in mateo.evidence.values() if piece.shared is not None)
    assert taken.shared is not None
    assert (taken.title, taken.shared.portfolio, taken.shared.evidence) == (offered[0].title, AMARA, offered[0].id)
    assert "body" not in (mateo.raw("evidence", taken.id) or {})
    assert [piece.title for piece in offered_to(mateo, AMARA)] == ["Un pluviómetro de botella, como el de Amara"]


@pytest.mark.skipif(not has_ssh_keygen(), reason="needs ssh-keygen")
@each_sample
def test_what_is_signed_is_signed_by_the_one_who_says_it(place: Workspace, name: str) -> None:
    findings = list(verify(Portfolio(document_of(name)), Checker(place)))
    signer = {AMARA: "J. Lind", MATEO: "Profesora Delia Huamán"}[name]
    signed = [one for one in findings if one.signature.sort is not SignatureSort.UNSIGNED]
    assert all(one.signature.is_good and one.signature.name == signer for one in signed), "run tests.samples.sign"
    tables = Counter(one.key[0] for one in signed)
    assert (
        tables
        == {
            AMARA: {"assessments": 1, "feedback": 1, "agreements": 1, "recognitions": 1},
            MATEO: {"assessments": 1, "agreements": 1, "recognitions": 1},
        }[name]
    )
    assert any(one.is_changed_since for one in findings)


def test_a_copy_of_the_samples_vouches_for_those_who_signed(place: Workspace) -> None:
    found = read_signers(place)
    assert [line.names for line in found.lines] == [("J. Lind",), ("Profesora Delia Huamán",)]
    assert found.senseless == ()
