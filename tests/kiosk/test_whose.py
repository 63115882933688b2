"""A secret opens the portfolio it was chosen for, and no other one, whatever the portfolios are called by now."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.kiosk.answer import Kind
from leaptui.kiosk.kept import Learner, Whose
from leaptui.kiosk.machine import Machine
from leaptui.kiosk.whose import followed
from leaptui.model.edits import new_document
from leaptui.model.edits.evidence import add_evidence
from leaptui.store.drafts import Drafts
from leaptui.store.errors import Another
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from tests.kiosk.conftest import AMARA, BEN, BENS, CLEO, SECRETS, at_gate, in_session
from tests.kiosk.hands import gate_of, until
from tests.tui.conftest import Hands

LATER = "2026-11-19T18:00:00Z"
OTHERS = "What only the learner of Year 7 knows"
NAMES = ("ada", "bo", "cy", "di")
_whose = st.builds(Whose, begun=st.sampled_from(["t1", "t2", ""]), learner=st.sampled_from(["Ada", "Bo"]))


@settings(max_examples=400)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.none() | _whose, max_size=4),
    st.dictionaries(st.sampled_from(NAMES), st.none() | _whose, max_size=4),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(NAMES), max_size=4),
)
def test_nobody_is_let_into_what_was_begun_at_another_moment(
    before: dict[str, Whose | None], there: dict[str, Whose | None], noted: dict[str, str]
) -> None:
    learners = {name: Learner(secret=name, whose=known) for name, known in before.items()}
    found = followed(learners, there, noted.get)
    secrets = [learner.secret for learner in found.values()]
    assert len(set(secrets)) == len(secrets)
    for place, learner in found.items():
        mine, now = before[str(learner.secret)], there.get(place)
        if mine is not None and now is not None:
            assert now.begun == mine.begun
            assert mine.begun or now.learner == mine.learner
            assert learner.whose == now
    for name, known in before.items():
        same = [place for place, one in there.items() if one == known is not None]
        if len(same) == 1 and list(before.values()).count(known) == 1 and there.get(name, known) is not None:
            assert found[same[0]].secret == name, "who is known beyond doubt keeps the secret"


def begin(machine: Machine, name: str, learner: str) -> PortfolioStore:
    """A new portfolio, as a facilitator or another machine begins one."""
    document = new_document(learner, "leap-2020", machine.clock.today(), LATER)
    store = PortfolioStore.create(machine.workspace, name, document, machine.clock)
    change, _made = add_evidence(store.portfolio, LATER, {"title": OTHERS, "date": "2026-03-01"})
    store.apply(change)
    return store


def elsewhere(machine: Machine, old: str, new: str) -> None:
    """A portfolio gets another name as a sync brings it, and its name goes to another one at once."""
    workspace = machine.workspace
    workspace.path(old).rename(workspace.path(new))
    document = new_document("Amara Okafor (Year 7)", "leap-2020", machine.clock.today(), LATER)
    other = PortfolioStore.create(type(workspace)(workspace.root.parent / "other"), old, document, machine.clock)
    change, _made = add_evidence(other.portfolio, LATER, {"title": OTHERS, "date": "2026-03-01"})
    other.apply(change)
    shutil.copyfile(other.path, workspace.path(old))


async def asked(hands: Hands, letters: str) -> None:
    """Choose a name at the gate."""
    await hands.press("enter")
    await hands.type(letters)
    await hands.press("enter")


async def test_the_name_went_to_another_one_on_another_machine(machine: Machine) -> None:
    elsewhere(machine, AMARA, "amara-senior")
    async with at_gate(machine) as hands:
        await asked(hands, "year 7")
        await until(hands, "has not signed in at this machine yet")
        assert gate_of(hands).signed is None
    assert machine.register.sign_in(AMARA, SECRETS[AMARA]).kind is Kind.UNKNOWN
    assert machine.register.sign_in("amara-senior", SECRETS[AMARA]).is_right


async def test_the_name_went_to_another_one_here_while_nobody_was_asked(machine: Machine) -> None:
    rename_portfolio(machine.workspace, AMARA, "amara-o")
    begin(machine, AMARA, "Amara Okafor")
    code = machine.give_code(AMARA)
    assert machine.register.sign_in("amara-o", SECRETS[AMARA]).is_right, "the code of the one took nothing of the other"
    assert machine.register.sign_in(AMARA, SECRETS[AMARA]).kind is Kind.UNKNOWN
    assert machine.register.choose_secret(AMARA, code, "another 48").is_right


def test_a_name_that_was_known_before_lets_nobody_into_the_portfolio_that_has_it_now(machine: Machine) -> None:
    machine.workspace.path(BEN).unlink()
    rename_portfolio(machine.workspace, AMARA, BEN)
    assert BEN in machine.names()
    assert machine.register.sign_in(BEN, SECRETS[BEN]).kind is Kind.WRONG
    assert machine.register.sign_in(BEN, SECRETS[AMARA]).is_right


def test_two_that_change_their_names_keep_their_secrets(machine: Machine) -> None:
    workspace = machine.workspace
    aside = workspace.portfolios_dir / "aside"
    workspace.path(AMARA).rename(aside)
    workspace.path(BEN).rename(workspace.path(AMARA))
    aside.rename(workspace.path(BEN))
    machine.names()
    assert machine.register.sign_in(AMARA, SECRETS[BEN]).is_right
    assert machine.register.sign_in(BEN, SECRETS[AMARA]).is_right


def test_one_that_is_gone_for_a_while_keeps_its_secret(machine: Machine) -> None:
    data = machine.workspace.path(AMARA).read_bytes()
    machine.workspace.path(AMARA).unlink()
    machine.names()
    machine.workspace.path(AMARA).write_bytes(b'{"meta": ')
    machine.names()
    machine.workspace.path(AMARA).write_bytes(data)
    machine.names()
    assert machine.register.sign_in(AMARA, SECRETS[AMARA]).is_right


def test_one_who_is_called_otherwise_keeps_the_secret(machine: Machine) -> None:
    path = machine.workspace.path(AMARA)
    path.write_bytes(path.read_bytes().replace(b'"Amara Okafor"', b'"Amara Lind"'))
    assert machine.names()[AMARA] == "Amara Lind"
    assert machine.register.sign_in(AMARA, SECRETS[AMARA]).is_right


def test_a_register_that_knows_of_none_takes_them_as_they_stand(machine: Machine) -> None:
    register = machine.register
    kept = register.read()
    learners = {name: one.model_copy(update={"whose": None}) for name, one in kept.learners.items()}
    update = {"learners": learners}
    register.path.write_text(kept.model_copy(update=update).model_dump_json(exclude_defaults=True))
    machine.names()
    assert register.sign_in(AMARA, SECRETS[AMARA]).is_right
    assert all(one.whose is not None for one in register.learners().values())


@pytest.mark.parametrize("is_written", [False, True])
async def test_a_session_neither_reads_nor_writes_what_has_its_name_now(machine: Machine, *, is_written: bool) -> None:
    async with in_session(machine) as hands:
        if is_written:
            await hands.press("2", "a")
            await hands.type("A kite")
        elsewhere(machine, AMARA, "amara-senior")
        there = machine.workspace.path(AMARA).read_bytes()
        if is_written:
            await hands.press("ctrl+s")
        await hands.pilot.pause(1.0)
        assert hands.app.return_code == 0, "it ended by itself"
        assert OTHERS not in hands.text
    assert machine.workspace.path(AMARA).read_bytes() == there
    machine.names()
    store = PortfolioStore(machine.own("amara-senior"), "amara-senior", machine.clock)
    assert OTHERS not in str(store.portfolio.document)
    if is_written:
        drafts = Drafts(machine.workspace, "amara-senior")
        assert "A kite" in str([drafts.get(sheet) for sheet in drafts.sheets()])


def test_what_was_kept_here_goes_along_or_is_put_aside(machine: Machine) -> None:
    local = machine.workspace.local_dir
    for name in (AMARA, BEN):
        store = PortfolioStore(machine.own(name), name, machine.clock)
        change, _made = add_evidence(store.portfolio, LATER, {"title": f"{BENS} {name}", "date": "2026-03-02"})
        store.apply(change)
    elsewhere(machine, AMARA, "amara-senior")
    elsewhere(machine, BEN, CLEO + "-2")
    machine.workspace.path(CLEO + "-2").unlink()
    machine.names()
    for folder, ending in (("undo", ".jsonl"), ("saves", ".jsonl")):
        assert AMARA in (local / folder / f"amara-senior{ending}").read_text()
        for name in (AMARA, BEN):
            path = local / folder / f"{name}{ending}"
            assert not path.exists() or BENS not in path.read_text()
    assert any(BENS in path.read_text() for path in (local / "left").rglob("saves.jsonl")), "and nothing is lost"


def test_what_was_saved_here_in_the_new_one_stays_with_it(machine: Machine) -> None:
    machine.workspace.path(AMARA).unlink()
    begin(machine, AMARA, "Amara Okafor (Year 7)")
    machine.names()
    assert OTHERS in (machine.workspace.local_dir / "saves" / f"{AMARA}.jsonl").read_text()
    assert machine.register.sign_in(AMARA, SECRETS[AMARA]).kind is Kind.UNKNOWN


def test_the_stores_door_is_shut_to_what_was_begun_at_another_moment(machine: Machine, tmp_path: Path) -> None:
    own = machine.own(AMARA)
    elsewhere(machine, AMARA, "amara-senior")
    with pytest.raises(Another):
        PortfolioStore(own, AMARA)
    assert machine.workspace.root.parent == tmp_path
