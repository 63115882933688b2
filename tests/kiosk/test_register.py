"""Who may sign in at a machine: secrets, codes, and wrong tries that slow down through restarts and a clock set back."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.kiosk import hashing
from leaptui.kiosk.answer import Kind
from leaptui.kiosk.hashing import Cost
from leaptui.kiosk.kept import Kept, KioskSettings
from leaptui.kiosk.register import Register
from leaptui.store.errors import Missing, Refused, StoreError
from leaptui.store.workspace import Workspace
from tests.kiosk.hands import Hour

QUICK = Cost(1, 64, 1)
PASSPHRASE = "warm rain on tin"


@pytest.fixture
def clock() -> Hour:
    return Hour(1_000_000.0)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "school" / "portfolios").mkdir(parents=True)
    return Workspace(tmp_path / "school")


@pytest.fixture
def opened(tmp_path: Path, workspace: Workspace, clock: Hour) -> Callable[[], Register]:
    """Opens the register as a program that was started anew does."""
    Register(tmp_path / "own", workspace, clock).set_up(PASSPHRASE, KioskSettings(), QUICK)
    return lambda: Register(tmp_path / "own", workspace, clock)


OWN = "blue door 7"


def signed_up(register: Register, name: str = "amara") -> None:
    code = register.give_code(name)
    assert register.choose_secret(name, hashing.spaced(code), OWN).is_right


def test_the_first_use_is_by_a_code_and_the_next_by_ones_own_secret(opened: Callable[[], Register]) -> None:
    register = opened()
    assert register.sign_in("amara", OWN).kind is Kind.UNKNOWN
    code = register.give_code("amara")
    assert len(code) == hashing.CODE_DIGITS
    assert register.sign_in("amara", code).kind is Kind.UNKNOWN, "a code is no secret"
    assert register.choose_secret("amara", code, OWN).is_right
    assert opened().sign_in("amara", OWN).is_right
    assert opened().sign_in("amara", "blue door 8").kind is Kind.WRONG
    assert register.choose_secret("amara", code, "red door 7").kind is Kind.UNKNOWN, "a code holds once"


def test_a_code_of_one_learner_opens_no_other(opened: Callable[[], Register]) -> None:
    register = opened()
    code, other = register.give_code("amara"), register.give_code("ben")
    assert code != other
    assert register.choose_secret("ben", code, OWN).kind is Kind.WRONG


def test_a_reset_takes_the_secret_back_at_once(opened: Callable[[], Register]) -> None:
    register = opened()
    signed_up(register)
    register.give_code("amara")
    assert register.sign_in("amara", OWN).kind is Kind.UNKNOWN


def test_a_code_is_too_old_after_its_days(opened: Callable[[], Register], clock: Hour) -> None:
    register = opened()
    code = register.give_code("amara")
    clock.now += 15 * 86_400
    assert register.check_code("amara", code).kind is Kind.TOO_OLD


def test_a_secret_that_is_taken_back_while_it_is_looked_at_opens_nothing(
    opened: Callable[[], Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    register = opened()
    signed_up(register)
    real = hashing.is_secret

    def slowly(kept: str, secret: str) -> bool:
        opened().give_code("amara")
        return real(kept, secret)

    monkeypatch.setattr(hashing, "is_secret", slowly)
    assert register.sign_in("amara", OWN).kind is Kind.UNKNOWN


@pytest.mark.parametrize("secret", [OWN, "wrong one"])
def test_a_try_that_cannot_be_noted_is_told_nothing_of(
    opened: Callable[[], Register], monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    signed_up(opened())

    def full(*_what: object, **_options: object) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("leaptui.kiosk.register.write_atomically", full)
    with pytest.raises(StoreError, match="could not be written"):
        opened().sign_in("amara", secret)


def test_what_is_done_meanwhile_begins_after_the_note_and_before_the_look(
    opened: Callable[[], Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_up(opened())
    steps: list[str] = []

    def look(kept: str, secret: str) -> bool:
        del kept, secret
        steps.append("look")
        return True

    def meanwhile() -> None:
        steps.append(f"noted {opened().learners()['amara'].tries.wrong:.0f}")

    monkeypatch.setattr(hashing, "is_secret", look)
    assert opened().sign_in("amara", OWN, meanwhile).is_right
    assert steps == ["noted 1", "look"]


def test_no_secret_is_looked_at_while_no_try_is_taken(
    opened: Callable[[], Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash takes memory: who types on while they wait must not use up the machine's."""
    signed_up(opened())
    for _nth in range(4):
        opened().sign_in("amara", "wrong one")
    looked: list[str] = []

    def look(kept: str, secret: str) -> bool:
        looked.append(secret)
        return kept == secret

    monkeypatch.setattr(hashing, "is_secret", look)
    assert opened().sign_in("amara", OWN, lambda: looked.append("meanwhile")).kind is Kind.WAITS
    assert not looked


def test_the_file_is_not_read_again_after_it_was_written_here(
    opened: Callable[[], Register], monkeypatch: pytest.MonkeyPatch
) -> None:
    register = opened()
    signed_up(register)
    kept = register.read()
    assert kept == opened().read(), "what was kept is what stands in the file"
    monkeypatch.setattr(Kept, "model_validate_json", None)
    assert register.sign_in("amara", OWN).is_right


def test_a_change_by_hand_right_after_a_write_is_seen(opened: Callable[[], Register]) -> None:
    register = opened()
    signed_up(register)
    text = register.path.read_text()
    assert register.sign_in("amara", OWN).is_right
    register.path.write_text(text.replace('"amara"', '"zara"'))
    assert set(register.learners()) == {"zara"}


def test_a_learner_who_is_locked_out_comes_in_again_when_unlocked(opened: Callable[[], Register]) -> None:
    register = opened()
    signed_up(register)
    register.set_locked("amara", is_locked=True)
    assert register.sign_in("amara", OWN).kind is Kind.LOCKED
    register.set_locked("amara", is_locked=False)
    assert register.sign_in("amara", OWN).is_right
    with pytest.raises(Missing):
        register.set_locked("nobody", is_locked=True)


def test_wrong_tries_slow_one_learner_down_through_restarts(opened: Callable[[], Register], clock: Hour) -> None:
    signed_up(opened())
    for _nth in range(3):
        assert opened().sign_in("amara", "wrong one").kind is Kind.WRONG
    fourth = opened().sign_in("amara", "wrong one")
    assert (fourth.kind, fourth.seconds) == (Kind.WRONG, 30)
    assert opened().sign_in("amara", OWN).kind is Kind.WAITS, "not even the right one is looked at"
    clock.now += 29
    assert opened().sign_in("amara", OWN).kind is Kind.WAITS
    clock.now += 1
    assert opened().sign_in("amara", "wrong one").seconds == 60
    clock.now += 60
    assert opened().sign_in("amara", OWN).is_right
    assert opened().sign_in("amara", "wrong one").seconds == 0, "the right one ends the count"


def test_an_hour_is_the_longest_wait(opened: Callable[[], Register], clock: Hour) -> None:
    register = opened()
    signed_up(register)
    for _nth in range(40):
        answer = register.sign_in("amara", "wrong one")
        clock.now += answer.seconds
    assert answer.seconds == 3600


def test_a_clock_set_back_wins_nothing(opened: Callable[[], Register], clock: Hour) -> None:
    register = opened()
    signed_up(register)
    for _nth in range(4):
        register.sign_in("amara", "wrong one")
    clock.now -= 10_000
    assert opened().sign_in("amara", OWN).kind is Kind.WAITS
    clock.now += 29
    assert opened().sign_in("amara", OWN).kind is Kind.WAITS
    clock.now += 1
    assert opened().sign_in("amara", OWN).is_right, "and it costs no more than the wait once over"


@pytest.mark.parametrize("who", ["learner", "machine", "facilitator"])
def test_a_wait_runs_down_after_the_clock_was_set_back_though_nobody_tries(
    opened: Callable[[], Register], clock: Hour, who: str
) -> None:
    """The screens take no try while there is a wait: if looking did not begin it anew, nobody could sign in for hours."""
    register = opened()
    names = [f"learner-{n}" for n in range(13)] if who == "machine" else ["amara"] * 4
    for name in dict.fromkeys(names):
        signed_up(register, name)
    for name in names:
        if who == "facilitator":
            register.admit("open sesame")
        else:
            register.sign_in(name, "wrong one")
    seconds = register.seconds_for_facilitator if who == "facilitator" else lambda: opened().seconds_to_wait(names[0])
    whole = seconds()
    assert whole > 0
    clock.now -= 7200
    assert seconds() == whole
    clock.now += whole - 1
    assert seconds() == 1
    clock.now += 1
    assert seconds() == 0


def test_tries_of_all_learners_slow_the_machine_down(opened: Callable[[], Register], clock: Hour) -> None:
    register = opened()
    names = [f"learner-{n}" for n in range(14)]
    for name in names:
        signed_up(register, name)
    kinds = [register.sign_in(name, "123321").kind for name in names]
    assert kinds[:13] == [Kind.WRONG] * 13
    assert kinds[13] is Kind.WAITS
    assert register.admit(PASSPHRASE).kind is Kind.WAITS
    clock.now += 15
    assert register.admit(PASSPHRASE).is_right
    clock.now += 20 * 60
    assert register.sign_in("learner-13", OWN).is_right


def test_signing_in_right_does_not_forget_the_machines_wrong_tries(opened: Callable[[], Register]) -> None:
    """Else who has a secret of their own could try others' as often as they like, by signing in between."""
    register = opened()
    for name in ("amara", "ben", "cleo", "dev", "eli"):
        signed_up(register, name)
    kinds = []
    for _nth in range(3):
        for name in ("ben", "cleo", "dev", "eli"):
            kinds.append(register.sign_in(name, "wrong one").kind)
            register.sign_in("amara", OWN)
    kinds.append(register.sign_in("ben", "wrong one").kind)
    kinds.append(register.sign_in("cleo", "wrong one").kind)
    assert Kind.WAITS in kinds


def test_the_passphrase_opens_and_wrong_ones_slow_down(opened: Callable[[], Register]) -> None:
    register = opened()
    assert register.admit(PASSPHRASE).is_right
    for _nth in range(4):
        assert opened().admit("open sesame").kind is Kind.WRONG
    assert opened().admit(PASSPHRASE).kind is Kind.WAITS
    assert opened().seconds_for_facilitator() == 30


def test_another_passphrase_takes_the_place_of_the_one_before(opened: Callable[[], Register]) -> None:
    register = opened()
    register.choose_passphrase("cold snow on slate")
    assert register.admit(PASSPHRASE).kind is Kind.WRONG
    assert register.admit("cold snow on slate").is_right


def test_the_file_is_its_owners_alone_and_holds_no_secret(opened: Callable[[], Register]) -> None:
    register = opened()
    signed_up(register)
    code = register.give_code("ben")
    text = register.path.read_text()
    assert stat.S_IMODE(register.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(register.home.stat().st_mode) == 0o700
    assert all(secret not in text for secret in (PASSPHRASE, OWN, code))
    assert text.count("$argon2id$") == 3


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_not_trusted(opened: Callable[[], Register], mode: int) -> None:
    register = opened()
    register.path.chmod(mode)
    with pytest.raises(Refused, match="chmod go="):
        register.sign_in("amara", OWN)


def test_a_link_in_the_files_place_is_not_followed(opened: Callable[[], Register], tmp_path: Path) -> None:
    register = opened()
    elsewhere = tmp_path / "elsewhere.json"
    register.path.rename(elsewhere)
    register.path.symlink_to(elsewhere)
    with pytest.raises(Refused, match="link"):
        register.learners()


def test_a_broken_file_lets_nobody_in_and_is_left_as_it_is(opened: Callable[[], Register]) -> None:
    register = opened()
    register.path.write_bytes(b'{"format": 1, "workspace"')
    with pytest.raises(Refused, match="put back from a copy"):
        register.admit(PASSPHRASE)
    assert register.path.read_bytes() == b'{"format": 1, "workspace"'


def test_the_kiosks_folder_cannot_lie_in_the_workspace(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="cannot lie in the workspace"):
        Register(workspace.root / ".kiosk", workspace).set_up(PASSPHRASE, KioskSettings(), QUICK)


def test_a_file_of_another_workspace_is_not_taken(opened: Callable[[], Register], tmp_path: Path, clock: Hour) -> None:
    (tmp_path / "other" / "portfolios").mkdir(parents=True)
    with pytest.raises(Refused, match="belongs to the workspace"):
        Register(opened().home, Workspace(tmp_path / "other"), clock).learners()


@pytest.mark.parametrize(
    "secret", ["12345", "111111", "123456", "987654", "abcdef", "Amara Okafor", "okafor", "a" * 201]
)
def test_what_others_would_try_first_is_not_taken(opened: Callable[[], Register], secret: str) -> None:
    register = opened()
    code = register.give_code("amara")
    with pytest.raises(Refused):
        register.choose_secret("amara", code, secret, "Amara Okafor")
    assert register.choose_secret("amara", code, "204816", "Amara Okafor").is_right
