"""Signers, and checking what was signed, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaptui.model.canonical import evidence_digest
from leaptui.model.change import Change, Edit
from leaptui.model.edits import Draft
from leaptui.model.ids import claim_id
from leaptui.signing.signer import Signer, sign_change
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from tests.cli.conftest import Shell
from tests.signing.keys import make_key, public


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """J. Lind's key."""
    return make_key(tmp_path_factory.mktemp("keys") / "lind")


def assess(shell: Shell, piece: str, signer: Signer | None) -> str:
    """A mentor's words on a tagged piece; gives their id."""
    store = PortfolioStore(Workspace(shell.folder), shell.name)
    draft = Draft(store.portfolio, "2026-03-11T10:00:00Z")
    claim = claim_id(piece, "leap-2020:D4")
    digest = evidence_digest(store.portfolio.raw("evidence", piece) or {})
    made = draft.new(
        "assessments",
        {"claim": claim, "by": "J. Lind", "role": "mentor", "level": "growing", "evidence_digest": digest},
    )
    store.apply(sign_change(draft.change("said"), signer, store.portfolio.meta.learner.name))
    return made


def test_a_portfolio_is_verified_and_one_altered_letter_fails_it(shell: Shell, gauge: str, key: Path) -> None:
    shell("tag", gauge, "--guideline", "D4")
    assert shell("verify").err == "0 statements checked.\n"
    made = assess(shell, gauge, Signer("J. Lind", "mentor", key))
    ended = shell.ends("verify")
    assert (ended.code, ended.err) == (3, "1 statement checked, 1 waits for a decision.\n")
    assert "signed by a key nobody here vouches for" in ended.out
    assert "J. Lind can sign here now, with the key SHA256:" in shell("signers", "add", "J. Lind", str(public(key))).err
    ended = shell("verify")
    assert ended.lines == ["amara:", "  J. Lind said of D4 of “Rain gauge v2”: growing: signed by J. Lind"]
    assert ended.err == "1 statement checked, 1 signed.\n"
    assess(shell, gauge, None)
    assert shell("verify", "amara").err == "2 statements checked, 1 signed, 1 unsigned.\n"
    shell("edit", gauge, "--title", "Rain gauge v3")
    assert "signed by J. Lind · ≠ changed since" in shell("verify").out
    found = shell("verify", "--json").json
    assert isinstance(found, list)
    # Both were said at one instant: what stands first is chance.
    assert sorted((one["signature"], one["signer"], one["changed_since"]) for one in found) == [
        ("signed", "J. Lind", True),
        ("unsigned", "", True),
    ]
    shell.path.write_bytes(shell.path.read_bytes().replace(b'"growing"', b'"growinh"', 1))
    ended = shell.ends("verify")
    if "does not match" not in ended.out:  # it was the other one's: ids are random
        shell.path.write_bytes(shell.path.read_bytes().replace(b'"growing"', b'"growinh"'))
        ended = shell.ends("verify")
    assert ended.code == 1
    assert "signature does not match" in ended.out
    assert f"assessments {made}" in ended.out
    assert "1 does not match its signature" in ended.err


def test_one_altered_byte_of_an_attachment_fails_it_and_one_that_is_not_here_yet_does_not(
    shell: Shell, key: Path, tmp_path: Path
) -> None:
    drawing = tmp_path / "wires.txt"
    drawing.write_text("- - -")
    piece = shell("add", "Wiring", "--tag", "D4=growing", "--attach", str(drawing)).id
    assess(shell, piece, Signer("J. Lind", "mentor", key))
    shell("signers", "add", "J. Lind", str(public(key)))
    assert shell("verify").err == "1 statement checked, 1 signed.\n"
    (kept,) = (shell.folder / "portfolios" / "amara.files").iterdir()
    said = (
        f"the file “wires.txt” of “Wiring” is not what was attached: the content of amara.files/{kept.name} was changed"
    )

    kept.chmod(0o600)
    kept.write_text("- - +")
    ended = shell.ends("verify")
    assert ended.code == 1
    assert ended.lines[1].endswith("signed by J. Lind · ≠ a file is not what was attached")
    assert f"note: {said}\n" in ended.err
    assert ended.err.count("wires.txt") == 1
    ended = shell.ends("verify", "--json")
    assert ended.code == 1
    found = ended.json
    assert isinstance(found, list)
    assert found[0]["files"] == [{"name": "wires.txt", "state": "altered", "says": said}]
    assert found[0]["signature"] == "signed"

    kept.unlink()
    ended = shell("verify")
    assert ended.lines[1].endswith(": signed by J. Lind")
    assert "“wires.txt” of “Wiring” is not on this machine yet, and was not looked at" in ended.err

    kept.mkdir()
    ended = shell.ends("verify")
    assert ended.code == 1
    assert "“wires.txt” of “Wiring” could not be read" in ended.err
    kept.rmdir()
    kept.write_text("- - -")
    assert shell("verify").err == "1 statement checked, 1 signed.\n"


def test_the_files_of_a_shared_piece_are_looked_at_where_they_are(shell: Shell, key: Path, tmp_path: Path) -> None:
    drawing = tmp_path / "wires.txt"
    drawing.write_text("- - -")
    shell("new", "ravi", "--learner", "Ravi Nair")
    piece = shell("--portfolio", "amara", "add", "Wiring", "--attach", str(drawing)).id
    shell("--portfolio", "amara", "share", piece, "--with", "ravi")
    taken = shell("--portfolio", "ravi", "share", "--take", piece[:8]).id
    shell("--portfolio", "ravi", "tag", taken, "--guideline", "D4")
    assess(Shell(shell.folder, "ravi"), taken, Signer("J. Lind", "mentor", key))
    shell("signers", "add", "J. Lind", str(public(key)))
    assert shell("verify", "ravi").err == "1 statement checked, 1 signed.\n"
    (kept,) = (shell.folder / "portfolios" / "amara.files").iterdir()
    kept.chmod(0o600)
    kept.write_text("- - +")
    ended = shell.ends("verify", "ravi")
    assert ended.code == 1
    assert f"the content of amara.files/{kept.name} was changed" in ended.err


def test_signers_are_listed_added_and_removed(shell: Shell, key: Path) -> None:
    assert "Nobody is vouched for here yet" in shell("signers").err
    shell("signers", "add", "J. Lind", str(public(key)))
    (line,) = shell("signers", "list").lines
    assert line.startswith("J. Lind  ssh-ed25519  SHA256:")
    found = shell("signers", "--json").json
    assert isinstance(found, list)
    assert found[0]["names"] == ["J. Lind"]
    assert "is J. Lind's here already" in shell.refuses("signers", "add", "J. Lind", str(public(key)))
    assert "private key" in shell.refuses("signers", "add", "Tom", str(key))
    assert "nobody here is called “Tom”" in shell.refuses("signers", "remove", "Tom")
    assert shell("signers", "remove", "j. lind").err == "1 key is vouched for no more.\n"
    assert shell("signers").out == ""


def test_the_key_is_chosen_once_on_a_machine(
    shell: Shell, key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert shell("config", "get", "key").id == "none"
    assert shell("config", "set", "key", str(key)).err == f"key is {key} now.\n"
    assert "there is no key" in shell.refuses("config", "set", "key", "/nowhere/key", code=2)
    assert shell("config", "get", "key").id == str(key)
    shell("config", "unset", "key")
    assert shell("config", "get", "key").id == "none"


def test_a_portfolio_copied_under_another_name_waits_for_a_decision(shell: Shell, gauge: str, key: Path) -> None:
    shell("tag", gauge, "--guideline", "D4")
    assess(shell, gauge, Signer("J. Lind", "mentor", key))
    shell("signers", "add", "J. Lind", str(public(key)))
    file = Workspace(shell.folder).path(shell.name)
    name = PortfolioStore(Workspace(shell.folder), shell.name).portfolio.meta.learner.name
    copy = file.with_name("ben.json")
    meta = f'"name": "{name}"'
    assert file.read_text(encoding="utf-8").count(meta) == 1
    copy.write_text(file.read_text(encoding="utf-8").replace(meta, '"name": "Ben"'), encoding="utf-8")
    ended = shell.ends("verify", "ben")
    assert (ended.code, ended.err) == (
        3,
        "1 statement checked, 1 waits for a decision.\n"
        "“leaptui verify --known-as NAME” takes a name by which you know the learner, too.\n",
    )
    assert "signed by J. Lind, for another name than the learner's here" in ended.out
    assert name not in ended.out + ended.err
    assert shell.ends("verify", "--known-as", name).code == 0
    assert shell("verify", shell.name).err == "1 statement checked, 1 signed.\n"


def test_an_edit_that_is_not_of_a_statement_is_left_alone(key: Path) -> None:
    change = Change("", "2026-03-11T10:00:00Z", {("goals", "g"): Edit(None, {"title": "Fly"})})
    assert sign_change(change, Signer("J. Lind", "mentor", key), "Amara") == change
