"""Signing statements, and finding what was altered, moved or forged."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change, Edit
from leaptui.model.signed import signed_bytes
from leaptui.signing.runner import CannotSign
from leaptui.signing.signer import Signer, _signature, find_signer, sign_change
from leaptui.signing.sshsig import NoSignature, from_line
from leaptui.signing.state import Checker, SignatureSort, signature_state, words
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace
from tests.signing.conftest import KEY, LEARNER, NOW, STATEMENT, after, portfolio_with, said
from tests.signing.keys import public


def sort_of(place: Workspace, record: Record, key: tuple[str, str] = KEY) -> SignatureSort:
    return signature_state(place, portfolio_with(record, key), key).sort


def test_a_signed_statement_is_signed_by_its_author(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    assert "\n" not in str(record["signature"])
    state = signature_state(place, portfolio_with(record), KEY)
    assert (state.sort, words(state)) == (SignatureSort.SIGNED, "signed by J. Lind")
    assert sort_of(place, STATEMENT) is SignatureSort.UNSIGNED


def test_what_happens_to_a_statement_later_leaves_its_signature_good(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    later: Record = {**record, "modified": "2027-01-01T00:00:00Z", "answered": ["Thank you"], "deleted": NOW}
    assert sort_of(place, later) is SignatureSort.SIGNED


def altered(record: Record) -> Iterator[Record]:
    """The record with one thing after another altered: each field taken out, each text by a letter, one more field."""
    for field, value in record.items():
        if field in {"modified", "signature"}:
            continue
        yield {name: one for name, one in record.items() if name != field}
        changed: Json = [*value[:-1], str(value[-1]) + " "] if isinstance(value, list) else f"{value}x"
        yield {**record, field: changed}
    yield {**record, "blind": True}


def test_whatever_is_altered_in_a_statement_is_found(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    checker = Checker(place)
    for forged in altered(record):
        assert checker.check(KEY, forged, "J. Lind", LEARNER).sort is SignatureSort.ALTERED, forged


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_letter_of_any_text_that_is_altered_is_found(place: Workspace, lind: Signer, data: st.DataObject) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    field = data.draw(st.sampled_from(["claim", "by", "role", "level", "decision", "evidence_digest", "created"]))
    text = str(record[field])
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(codec="utf-8").filter(lambda one: one != text[at]))
    forged: Record = {**record, field: text[:at] + letter + text[at + 1 :]}
    assert Checker(place).check(KEY, forged, "J. Lind", LEARNER).sort is SignatureSort.ALTERED


def test_any_letter_of_the_signature_that_is_altered_is_found(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    line = str(record["signature"])
    checker = Checker(place)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    asked = 0
    for at, letter in enumerate(line):
        other = letters[(letters.find(letter) + 1) % 64]
        forged = line[:at] + other + line[at + 1 :]
        try:
            from_line(forged)
        except NoSignature:
            continue
        asked += 1
        # Each costs a run of ssh-keygen: every seventh, and those of the namespace and the version, will do.
        if asked % 7 == 0 or at < 20:
            found = checker.check(KEY, {**record, "signature": forged}, "J. Lind", LEARNER).sort
            assert found in {SignatureSort.ALTERED, SignatureSort.UNKNOWN}, at
    assert asked > 100


def test_a_signature_is_read_in_one_way_only(lind: Signer) -> None:
    line = str(after(sign_change(said(), lind, LEARNER))["signature"])
    data = bytearray(base64.b64decode(line))
    with_version_0 = bytes(data[:9] + b"\0" + data[10:])
    for forged in (line + "=", line + "\n", " " + line, line[:-1], base64.b64encode(bytes(data) + b"x").decode(), ""):
        with pytest.raises(NoSignature):
            from_line(forged)
    with pytest.raises(NoSignature):
        from_line(base64.b64encode(with_version_0).decode())


def test_a_signature_moved_to_another_record_is_found(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    assert sort_of(place, record, ("assessments", "a2")) is SignatureSort.ALTERED
    assert sort_of(place, record, ("confirmations", "a1")) is SignatureSort.ALTERED


def test_a_portfolio_copied_under_another_name_says_for_whom_it_was_signed(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    state = signature_state(place, portfolio_with(record, learner="Ben Achterberg"), KEY)
    assert (state.sort, state.is_good, state.is_wrong) == (SignatureSort.NAMED, False, False)
    assert words(state) == "signed by J. Lind, for another name than the learner's here"
    assert (state.learner, "Amara" in words(state)) == (LEARNER, False), (
        "an earlier name is not put before anybody's eyes"
    )
    renamed = portfolio_with(record, learner="Ben Achterberg")
    assert Checker(place, ["amara OKAFOR"]).look(renamed, KEY).is_good
    assert Checker(place, ["Amara"]).look(renamed, KEY).sort is SignatureSort.NAMED
    assert sort_of(place, {**record, "learner": "Ben Achterberg"}) is SignatureSort.ALTERED
    nobodys: Record = {name: value for name, value in record.items() if name != "learner"}
    assert sort_of(place, nobodys) is SignatureSort.ALTERED
    assert signature_state(place, portfolio_with(record, learner="AMARA  okafor"), KEY).is_good


def test_a_statement_signed_before_signatures_named_the_learner_holds(place: Workspace, lind: Signer) -> None:
    line = _signature(KEY, STATEMENT, lind)
    assert sort_of(place, {**STATEMENT, "signature": line}) is SignatureSort.SIGNED


def test_a_signature_by_another_key_is_found(place: Workspace, keys: Path) -> None:
    forged = after(sign_change(said(), Signer("J. Lind", "mentor", keys / "tom"), LEARNER))
    state = signature_state(place, portfolio_with(forged), KEY)
    assert (state.sort, state.is_wrong) == (SignatureSort.OTHER, True)
    assert words(state) == "signature does not match: Tom signed it"


def test_a_key_nobody_vouches_for_is_told(place: Workspace, keys: Path) -> None:
    record = after(sign_change(said(), Signer("J. Lind", "mentor", keys / "lind"), LEARNER))
    (place.root / "allowed_signers").write_text("# nobody\n")
    state = signature_state(place, portfolio_with(record), KEY)
    assert (state.sort, state.is_wrong) == (SignatureSort.UNKNOWN, False)
    assert state.key.startswith("SHA256:")


def test_a_signature_made_for_something_else_is_refused(place: Workspace, keys: Path) -> None:
    data = signed_bytes(KEY, STATEMENT)
    made = subprocess.run(
        ["ssh-keygen", "-Y", "sign", "-q", "-f", str(keys / "lind"), "-n", "file"],
        input=data,
        capture_output=True,
        check=True,
    ).stdout
    line = "".join(made.decode().splitlines()[1:-1])
    assert sort_of(place, {**STATEMENT, "signature": line}) is SignatureSort.ALTERED
    # A signer who is vouched for in another namespace alone is vouched for by nobody here.
    record = after(sign_change(said(), Signer("J. Lind", "mentor", keys / "lind"), LEARNER))
    lines = (place.root / "allowed_signers").read_text().replace('namespaces="leaptui"', 'namespaces="git"')
    (place.root / "allowed_signers").write_text(lines)
    assert sort_of(place, record) is not SignatureSort.SIGNED


def test_a_senseless_line_before_it_does_not_hide_a_signer(place: Workspace, lind: Signer) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    path = place.root / "allowed_signers"
    path.write_text("what is this\n<<<<<<< mine\n" + path.read_text())
    assert sort_of(place, record) is SignatureSort.SIGNED


def test_only_what_says_something_new_is_signed_anew(lind: Signer) -> None:
    signed = after(sign_change(said(), lind, LEARNER))
    answered: Record = {**signed, "answered": ["Thanks"]}
    same = sign_change(Change("", NOW, {KEY: Edit(signed, answered)}), lind, LEARNER)
    assert after(same)["signature"] == signed["signature"]
    other: Record = {**signed, "level": "deepening"}
    assert (
        after(sign_change(Change("", NOW, {KEY: Edit(signed, other)}), lind, LEARNER))["signature"]
        != signed["signature"]
    )
    assert "signature" not in after(sign_change(Change("", NOW, {KEY: Edit(signed, other)}), None, LEARNER))
    piece = Change("", NOW, {("evidence", "e"): Edit(None, {"title": "Rain"})})
    assert sign_change(piece, lind, LEARNER) == piece


def test_a_locked_key_is_told_in_a_sentence(keys: Path) -> None:
    with pytest.raises(CannotSign, match="ssh-add"):
        sign_change(said(), Signer("J. Lind", "mentor", keys / "locked"), LEARNER)


def test_a_key_in_an_agent_signs_by_its_public_half(
    place: Workspace, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = tmp_path / "agent"
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL)
    try:
        while not socket.exists():
            assert agent.poll() is None
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        with pytest.raises(CannotSign, match="no agent holds"):
            sign_change(said(), Signer("J. Lind", "mentor", _alone(keys, tmp_path)), LEARNER)
        subprocess.run(["ssh-add", "-q", str(keys / "lind")], check=True, env=dict(os.environ))
        record = after(sign_change(said(), Signer("J. Lind", "mentor", _alone(keys, tmp_path)), LEARNER))
        assert sort_of(place, record) is SignatureSort.SIGNED
    finally:
        agent.terminate()
        agent.wait()


def _alone(keys: Path, folder: Path) -> Path:
    alone = folder / "alone.pub"
    alone.write_bytes(public(keys / "lind").read_bytes())
    return alone


def test_without_ssh_keygen_all_but_signing_works(
    place: Workspace, lind: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    state = signature_state(place, portfolio_with(record), KEY)
    assert state.sort is SignatureSort.UNCHECKED
    assert "no ssh-keygen" in state.why
    assert sort_of(place, STATEMENT) is SignatureSort.UNSIGNED
    with pytest.raises(CannotSign, match="no ssh-keygen"):
        sign_change(said(), lind, LEARNER)


def test_an_old_ssh_keygen_is_told(
    place: Workspace, lind: Signer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = after(sign_change(said(), lind, LEARNER))
    old = tmp_path / "bin" / "ssh-keygen"
    old.parent.mkdir()
    old.write_text("#!/bin/sh\necho 'unknown option -- Y' >&2\nexit 1\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(old.parent), prepend=os.pathsep)
    state = signature_state(place, portfolio_with(record), KEY)
    assert state.sort is SignatureSort.UNCHECKED
    assert "8.2" in state.why
    with pytest.raises(CannotSign, match=r"8\.2"):
        sign_change(said(), lind, LEARNER)


def test_the_key_is_found_where_it_was_chosen(
    place: Workspace, keys: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert find_signer(place, "J. Lind", "mentor") is None
    with pytest.raises(CannotSign, match="no ssh key"):
        find_signer(place, "J. Lind", "mentor", is_asked=True)
    with pytest.raises(CannotSign, match="there is no key"):
        find_signer(place, "J. Lind", "mentor", str(tmp_path / "none"))
    (tmp_path / ".ssh").mkdir()
    usual = tmp_path / ".ssh" / "id_ed25519"
    usual.write_bytes((keys / "lind").read_bytes())
    assert find_signer(place, "J. Lind", "mentor") is None
    assert find_signer(place, "J. Lind", "mentor", is_asked=True) == Signer("J. Lind", "mentor", usual)
    chosen = Settings.load()
    chosen.key = str(keys / "lind")
    chosen.save()
    assert find_signer(place, "j. lind", "mentor") == Signer("j. lind", "mentor", keys / "lind")


def test_nobody_signs_with_a_key_that_is_somebody_elses(place: Workspace, keys: Path) -> None:
    with pytest.raises(CannotSign, match="is Tom's in this workspace"):
        find_signer(place, "J. Lind", "mentor", str(keys / "tom"))
    chosen = Settings.load()
    chosen.key = str(keys / "tom")
    chosen.save()
    assert find_signer(place, "J. Lind", "mentor") is None
    # A key that nobody vouches for yet will do on one's own machine, and not on somebody else's.
    chosen.key = str(keys / "locked")
    chosen.save()
    assert find_signer(place, "J. Lind", "mentor") == Signer("J. Lind", "mentor", keys / "locked")
    assert find_signer(place, "J. Lind", "mentor", is_shared=True) is None
