"""What keeps a remote from letting a learner in: each ends by itself, in one sentence that says what to do, and asks nobody."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from leaptui.sync.account import Way
from leaptui.sync.trial import Trial, try_address
from tests.sync.desk import Desk, fine
from tests.sync.http_server import HttpRemote, http_remote, own_certificate
from tests.sync.ssh_server import SshRemote, ssh_remote

TOKEN = "token-9f8e7d"


@pytest.fixture
def school(desk: Desk) -> Iterator[HttpRemote]:
    """A remote over HTTP that wants an account."""
    with http_remote(desk.folder, account=("amara", TOKEN)) as remote:
        yield remote


@pytest.fixture
def lab(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SshRemote]:
    """A remote over ssh."""
    with ssh_remote(desk.folder, tmp_path / "ssh") as remote:
        monkeypatch.setenv("GIT_SSH_COMMAND", remote.command)
        monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
        yield remote


def tried(desk: Desk, address: str) -> Trial:
    """Try an address; whatever comes of it, no secret is shown."""
    trial = try_address(address, beside=desk.folder)
    shown = " ".join([trial.sentence, trial.raw, trial.shown, trial.account.words if trial.account else ""])
    assert TOKEN not in shown
    assert "wrong-secret" not in shown
    assert trial.sentence
    assert "\n" not in trial.sentence
    return trial


def said_by_a_sync(desk: Desk, address: str, words: str) -> None:
    """A sync says the same, keeps what is here, and has nobody let in."""
    one = desk.apart("one")
    added = one.add("Rain gauge")
    outcome = one.sync(remote=address)
    assert (outcome.kind, words in outcome.sentence) == (SyncKind.NO_ACCESS, True), outcome
    assert "your work is safe" in outcome.sentence
    assert added in one.evidence()


def keep_password(desk: Desk, remote: HttpRemote, user: str, password: str) -> None:
    """Let git's own credential helper keep a password, as it does for a learner who signed in once."""
    store = desk.folder / "credentials"
    store.write_text(f"http://{user}:{password}@127.0.0.1:{remote.port}\n")
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text(f"[credential]\n\thelper = store --file={store}\n")


def test_without_an_account_it_says_how_to_sign_in(desk: Desk, school: HttpRemote) -> None:
    trial = tried(desk, school.url())
    assert (trial.kind, trial.account and trial.account.way) == (SyncKind.NO_ACCESS, Way.UNKNOWN)
    assert "wants an account" in trial.sentence
    assert "credential.helper" in trial.sentence
    said_by_a_sync(desk, school.url(), "wants an account")


def test_the_account_that_a_helper_keeps_is_named_without_its_password(desk: Desk, school: HttpRemote) -> None:
    keep_password(desk, school, "amara", TOKEN)
    trial = tried(desk, school.url())
    assert trial.is_fine
    assert trial.account is not None
    assert trial.account.way is Way.HELPER
    assert "amara at 127.0.0.1" in trial.account.words
    assert trial.may_send


def test_the_account_in_an_address_is_named_without_its_password(desk: Desk, school: HttpRemote) -> None:
    trial = tried(desk, school.url(account=f"amara:{TOKEN}"))
    assert trial.is_fine
    assert trial.account is not None
    assert trial.account.way is Way.ADDRESS
    assert trial.account.user == "amara"


@pytest.mark.parametrize("says", ["", "HTTP Basic: Access denied. The token has expired."])
def test_a_token_that_ran_out_is_told(desk: Desk, school: HttpRemote, says: str) -> None:
    school.says = says
    keep_password(desk, school, "amara", "wrong-secret")
    one = desk.apart("one")
    one.add("Rain gauge")
    outcome = one.sync(remote=school.url())
    assert outcome.kind is SyncKind.NO_ACCESS
    assert "have run out" in outcome.sentence
    assert "your work is safe" in outcome.sentence
    assert "wrong-secret" not in outcome.raw


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (403, SyncKind.NO_ACCESS, "did not let this account in"),
        (404, SyncKind.NO_ACCESS, "there is no git repository at"),
        (407, SyncKind.OFFLINE, "proxy"),
        (500, SyncKind.OFFLINE, "does not answer"),
        (503, SyncKind.OFFLINE, "does not answer"),
    ],
)
def test_what_a_server_answers_is_told_in_words(
    desk: Desk, school: HttpRemote, status: int, kind: SyncKind, words: str
) -> None:
    school.status = status
    trial = tried(desk, school.url(account=f"amara:{TOKEN}"))
    assert (trial.kind, words in trial.sentence) == (kind, True), trial


def test_a_server_that_says_nothing_is_given_up(
    desk: Desk, school: HttpRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("leaptui.sync.trial.SECONDS", 0.4)
    school.delay = 3600
    trial = tried(desk, school.url(account=f"amara:{TOKEN}"))
    assert trial.kind is SyncKind.OFFLINE
    assert "does not answer" in trial.sentence


def test_a_helper_that_hangs_is_given_up_within_the_whole_time(
    desk: Desk, school: HttpRemote, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What finding out the account took is not given to the remote once more; the helper would end only later, and say no."""
    monkeypatch.setattr("leaptui.sync.trial.SECONDS", 3600.0)
    monkeypatch.setattr("leaptui.sync.trial.WHOLE_SECONDS", 1.0)
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text('[credential]\n\thelper = "!sleep 30 #"\n')
    trial = tried(desk, school.url())
    assert (trial.kind, trial.account and trial.account.way) == (SyncKind.OFFLINE, Way.UNKNOWN)
    assert "does not answer" in trial.sentence


def test_a_machine_that_is_not_there_is_told(desk: Desk) -> None:
    trial = tried(desk, "https://nowhere.invalid/class.git")
    assert trial.kind is SyncKind.OFFLINE


def test_a_proxy_that_is_not_there_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy.invalid:3128")
    trial = tried(desk, "https://example.org/class.git")
    assert trial.kind is SyncKind.OFFLINE
    assert "http.proxy" in trial.sentence


def test_a_certificate_that_nobody_vouches_for_is_told_and_nothing_is_sent(desk: Desk, tmp_path: Path) -> None:
    with http_remote(desk.folder, account=("amara", TOKEN), certificate=own_certificate(tmp_path)) as remote:
        trial = tried(desk, remote.url(account=f"amara:{TOKEN}"))
        assert trial.kind is SyncKind.NO_ACCESS
        assert "could not prove" in trial.sentence
        assert remote.requests == []


def test_a_key_of_ssh_is_named_and_works(desk: Desk, lab: SshRemote) -> None:
    trial = tried(desk, lab.url())
    assert trial.is_fine
    assert trial.may_send
    assert trial.account is not None
    assert trial.account.keys == (lab.key,)
    assert f"{lab.user} at 127.0.0.1" in trial.account.words
    one = desk.apart("one")
    one.add("Rain gauge")
    fine(one.sync(remote=lab.url()))


def test_a_machine_that_is_not_known_is_told(desk: Desk, lab: SshRemote) -> None:
    lab.known_hosts.write_text("")
    trial = tried(desk, lab.url())
    assert trial.kind is SyncKind.NO_ACCESS
    assert "does not know the one behind" in trial.sentence
    assert lab.known_hosts.read_text() == "", "it is the learner who says that the key is right"
    said_by_a_sync(desk, lab.url(), "does not know the one behind")
    assert lab.known_hosts.read_text() == ""


def test_a_machine_with_another_key_is_not_trusted(desk: Desk, lab: SshRemote) -> None:
    lab.know_host(lab.new_key("other"))
    one = desk.apart("one")
    one.add("Rain gauge")
    outcome = one.sync(remote=lab.url())
    assert outcome.kind is SyncKind.NO_ACCESS
    assert "another key than it used to" in outcome.sentence


def test_a_locked_key_is_named_and_its_passphrase_is_not_asked_for(desk: Desk, lab: SshRemote) -> None:
    lab.lock_key("some secret words")
    trial = tried(desk, lab.url())
    assert trial.kind is SyncKind.NO_ACCESS
    assert "locked by a passphrase" in trial.sentence
    assert "ssh-add" in trial.sentence
    assert trial.account is not None
    assert trial.account.locked == (lab.key,)
    assert "locked" in trial.account.words
    said_by_a_sync(desk, lab.url(), "locked by a passphrase")


def test_a_locked_key_that_an_agent_holds_open_is_no_trouble(
    desk: Desk, lab: SshRemote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    socket = tmp_path / "agent"
    with subprocess.Popen(["ssh-agent", "-D", "-a", str(socket)], stdout=subprocess.DEVNULL) as agent:
        while not socket.exists():
            time.sleep(0.02)
        monkeypatch.setenv("SSH_AUTH_SOCK", str(socket))
        subprocess.run(["ssh-add", "-q", str(lab.key)], check=True, capture_output=True)
        lab.lock_key("some secret words")
        settings = lab.home / "ssh_config"
        settings.write_text(settings.read_text().replace("IdentityAgent none", f"IdentityAgent {socket}"))
        trial = tried(desk, lab.url())
        agent.terminate()
    assert trial.is_fine
    assert trial.account is not None
    assert (trial.account.locked, trial.account.agent_keys) == ((), 1)
    assert "ssh agent" in trial.account.words


def test_a_key_that_the_remote_does_not_know_is_told(desk: Desk, lab: SshRemote) -> None:
    lab.key.unlink()
    lab.key.with_suffix(".pub").unlink()
    none = tried(desk, lab.url())
    assert none.account is not None
    assert "there is no ssh key" in none.account.words
    lab.new_key("id_ed25519")
    other = tried(desk, lab.url())
    for trial in (none, other):
        assert trial.kind is SyncKind.NO_ACCESS
        assert "takes none of the ssh keys" in trial.sentence


def test_a_repository_that_is_not_there_is_told(desk: Desk, lab: SshRemote) -> None:
    trial = tried(desk, lab.url("nothing.git"))
    assert trial.kind is SyncKind.NO_ACCESS
    assert "there is no git repository at" in trial.sentence


def test_a_command_of_ones_own_for_ssh_is_left_as_it_is(desk: Desk, tmp_path: Path) -> None:
    own = tmp_path / "own-ssh"
    own.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path / "called"}\nexit 1\n')
    own.chmod(0o755)
    one = desk.apart("one")
    one.git("config", "--global", "core.sshCommand", str(own))
    one.sync(remote="ssh://git@127.0.0.1/class.git")
    assert "BatchMode" not in (tmp_path / "called").read_text()
