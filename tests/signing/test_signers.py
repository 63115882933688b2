"""The file of those a workspace vouches for."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from leaptui.signing.signers import add_signer, parse_signers, read_signers, remove_signer
from leaptui.store.errors import Missing, Refused
from leaptui.store.workspace import Workspace
from tests.signing.keys import public


def test_a_line_says_what_ssh_keygen_reads(place: Workspace, keys: Path) -> None:
    first, _second = read_signers(place).lines
    assert (first.names, first.is_ours) == (("J. Lind",), True)
    assert first.line.startswith('"J. Lind" namespaces="leaptui" ssh-ed25519 ')
    shown = subprocess.run(
        ["ssh-keygen", "-l", "-f", str(public(keys / "lind"))], capture_output=True, check=True, text=True
    ).stdout
    assert first.fingerprint in shown


@pytest.mark.parametrize("name", ["", "  ", "a,b", "*", "J. Lind!", 'Li"nd', "#x", "back\\slash"])
def test_a_name_that_would_mean_something_else_is_refused(place: Workspace, keys: Path, name: str) -> None:
    before = (place.root / "allowed_signers").read_bytes()
    with pytest.raises(Refused):
        add_signer(place, name, public(keys / "locked"))
    assert (place.root / "allowed_signers").read_bytes() == before


def test_a_key_that_is_none_is_refused(place: Workspace, keys: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="private key"):
        add_signer(place, "Mo", keys / "locked")
    with pytest.raises(Refused, match="could not be read"):
        add_signer(place, "Mo", keys / "none.pub")
    nonsense = tmp_path / "key.pub"
    for text in ("", "hello", "ssh-ed25519 !!!", "ssh-rsa AAAAC3NzaC1lZDI1NTE5", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"):
        nonsense.write_text(text)
        with pytest.raises(Refused, match="no ssh public key"):
            add_signer(place, "Mo", nonsense)


def test_a_key_belongs_to_one_person(place: Workspace, keys: Path) -> None:
    with pytest.raises(Refused, match=r"is J\. Lind's here already"):
        add_signer(place, "j. lind", public(keys / "lind"))
    with pytest.raises(Refused, match="nobody else can sign with it"):
        add_signer(place, "Mo", public(keys / "lind"))


def test_removing_leaves_what_others_wrote(place: Workspace, keys: Path) -> None:
    path = place.root / "allowed_signers"
    path.write_bytes(b"# ours\nwhat is this\n" + path.read_bytes())
    with pytest.raises(Missing, match="Mo"):
        remove_signer(place, "Mo")
    assert [one.names for one in remove_signer(place, "j. LIND")] == [("J. Lind",)]
    assert path.read_bytes().startswith(b"# ours\nwhat is this\n")
    assert [one.names for one in read_signers(place).lines] == [("Tom",)]
    assert len(remove_signer(place, read_signers(place).lines[0].fingerprint)) == 1
    assert read_signers(place).senseless == (2,)


def test_lines_of_others_are_understood(keys: Path) -> None:
    key = public(keys / "lind").read_text().strip()
    text = (
        f"lind@school.org,ann {key}\n"
        f'a@b.org cert-authority,namespaces="file,leaptui",valid-before="20300101" {key} a comment\n'
        f'c@d.org namespaces="git" {key}\n'
        f"e@f.org made-up-option {key}\n"
        "\n# a remark\nnonsense\n"
    )
    found = parse_signers(text.encode())
    assert [(one.names, one.is_ours) for one in found.lines] == [
        (("lind@school.org", "ann"), True),
        (("a@b.org",), True),
        (("c@d.org",), False),
    ]
    assert found.senseless == (4, 7)
