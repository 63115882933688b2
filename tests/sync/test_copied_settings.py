"""A repository that was copied from somebody: what its own settings say to run is not run, and the user's own settings hold."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from leaptui.model.clock import Clock
from leaptui.sync import SyncKind
from leaptui.sync.account import Way
from leaptui.sync.doctor import Health, examine
from leaptui.sync.git import Git
from leaptui.sync.settings import names_program, of_two, with_scope
from leaptui.sync.trial import try_address
from tests.sync.desk import Clone, Desk, agree, fine
from tests.sync.http_server import HttpRemote, http_remote
from tests.sync.ssh_server import SshRemote, ssh_remote

TOKEN = "token-of-amara"


@pytest.fixture
def mark(desk: Desk) -> Path:
    """The file that is there once the harm was run."""
    return desk.folder / "it-ran"


@pytest.fixture
def harm(desk: Desk, mark: Path) -> Path:
    """A program that is not to be run."""
    return program(desk.folder / "harm", f"touch '{mark}'\nexit 1\n")


@pytest.fixture
def school(desk: Desk) -> Iterator[HttpRemote]:
    with http_remote(desk.folder, account=("amara", TOKEN)) as remote:
        yield remote


@pytest.fixture
def over_ssh(desk: Desk, tmp_path: Path) -> Iterator[SshRemote]:
    with ssh_remote(desk.folder, tmp_path / "ssh") as remote:
        yield remote


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}")
    path.chmod(0o755)
    return path


def mine(text: str) -> None:
    """Write the user's own settings."""
    Path(os.environ["GIT_CONFIG_GLOBAL"]).write_text(text)


def copied(clone: Clone, name: str, value: str) -> None:
    """Write a setting into the repository's own file, as it comes with a copy."""
    clone.git("config", "--add", name, value)


@pytest.mark.parametrize("how", ["helper", "of the address", "included", "of the work tree"])
def test_a_credential_helper_of_the_repository_is_not_run_and_the_users_is(
    desk: Desk, school: HttpRemote, harm: Path, mark: Path, how: str
) -> None:
    one, two = desk.two()
    store = desk.folder / "credentials"
    store.write_text(f"http://amara:{TOKEN}@127.0.0.1:{school.port}\n")
    mine(f"[credential]\n\thelper = store --file={store}\n")
    match how:
        case "helper":
            copied(one, "credential.helper", "")
            copied(one, "credential.helper", str(harm))
        case "of the address":
            copied(one, f"credential.http://127.0.0.1:{school.port}.helper", str(harm))
        case "included":
            (one.root / ".git" / "more").write_text(f"[credential]\n\thelper = {harm}\n")
            copied(one, "include.path", "more")
        case _:
            copied(one, "core.repositoryFormatVersion", "1")
            copied(one, "extensions.worktreeConfig", "true")
            one.git("config", "--worktree", "credential.helper", str(harm))
    one.add("Rain gauge")
    fine(one.sync(remote=school.url()))
    trial = try_address(school.url(), beside=one.root, workspace=one.workspace)
    assert trial.account is not None
    assert (trial.account.way, trial.account.user) == (Way.HELPER, "amara")
    assert not mark.exists()
    fine(two.sync())
    agree(desk, one, two)
    one.git("credential", "fill", check=False, data="protocol=http\nhost=elsewhere.example\n\n")
    one.git("-c", "credential.useHttpPath=true", "ls-remote", f"http://127.0.0.1:{school.port}/other.git", check=False)
    assert mark.exists(), "the harm is real: git by hand runs it"


def test_without_a_helper_of_the_users_the_repositorys_is_not_run_either(
    desk: Desk, school: HttpRemote, harm: Path, mark: Path
) -> None:
    one, _two = desk.two()
    copied(one, "credential.helper", str(harm))
    outcome = one.sync(remote=school.url())
    assert outcome.kind is SyncKind.NO_ACCESS, outcome
    assert "git knows none" in outcome.sentence
    assert not mark.exists()


def test_an_ssh_command_of_the_repository_is_not_run_and_the_users_is(
    desk: Desk, over_ssh: SshRemote, harm: Path, mark: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = desk.two()
    yours = desk.folder / "mine-ran"
    own = program(desk.folder / "own-ssh", f"touch '{yours}'\nexec {over_ssh.command} \"$@\"\n")
    monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
    mine(f"[core]\n\tsshCommand = {own}\n")
    copied(one, "core.sshCommand", str(harm))
    one.add("Rain gauge")
    fine(one.sync(remote=over_ssh.url()))
    assert not mark.exists()
    assert yours.exists()
    fine(two.sync())
    agree(desk, one, two)
    one.git("ls-remote", over_ssh.url(), check=False)
    assert mark.exists(), "the harm is real: git by hand runs it"


def test_a_proxy_command_of_the_repository_is_not_run(desk: Desk, harm: Path, mark: Path) -> None:
    one = desk.apart("one")
    copied(one, "core.gitProxy", str(harm))
    outcome = one.sync(remote="git://127.0.0.1:9/learning.git")
    assert outcome.kind is SyncKind.OFFLINE, outcome
    assert not mark.exists()
    one.git("ls-remote", "git://127.0.0.1:9/learning.git", check=False)
    assert mark.exists(), "the harm is real: git by hand runs it"


@pytest.mark.parametrize("part", ["uploadpack", "receivepack", "vcs"])
def test_programs_that_are_set_for_the_very_address_are_not_run(desk: Desk, harm: Path, mark: Path, part: str) -> None:
    one, two = desk.two()
    address = f"file://{desk.remote}"
    copied(one, f"remote.{address}.{part}", "ext" if part == "vcs" else str(harm))
    if part == "vcs":
        copied(one, f"remote.{address}.url", f"sh -c 'touch% {mark}'")
        copied(one, "protocol.ext.allow", "always")
    two.add("From the other")
    fine(two.sync())
    one.add("Rain gauge")
    outcome = one.sync(remote=address)
    assert not mark.exists()
    if part != "vcs":
        fine(outcome)
        fine(two.sync())
        agree(desk, one, two)
    one.git("push" if part == "receivepack" else "ls-remote", address, check=False)
    if part != "vcs":
        assert mark.exists(), "the harm is real: git by hand runs it"


def test_an_include_condition_of_the_users_still_holds(desk: Desk) -> None:
    one = desk.clone("one")
    (desk.folder / "school").write_text("[core]\n\tsshCommand = ssh -i school\n")
    mine(f'[includeIf "gitdir:{one.root}/"]\n\tpath = {desk.folder}/school\n')
    assert Git(one.root).settings().values["core.sshcommand"] == ["ssh -i school"]


def test_a_git_that_cannot_tell_whose_a_setting_is_is_asked_twice(desk: Desk, harm: Path) -> None:
    one = desk.clone("one")
    mine("[credential]\n\thelper = store\n")
    copied(one, "credential.helper", str(harm))
    copied(one, "user.name", "Amara\nOkafor")
    new = with_scope(one.git("config", "--list", "--show-scope", "-z").encode())
    own = one.git("config", "--local", "--includes", "--list", "-z").encode()
    old = of_two(one.git("config", "--list", "-z").encode(), own)
    assert old == new
    assert new.foreign == ("credential.helper",)
    assert new.instead == ("credential.helper=", "credential.helper=store")
    assert new.values["user.name"][-1] == "Amara\nOkafor"


@pytest.mark.parametrize(
    ("name", "value", "is_program"),
    [
        ("core.fsmonitor", "true", False),
        ("core.fsmonitor", "/tmp/watch", True),  # noqa: S108
        ("pager.log", "false", False),
        ("pager.log", "less", True),
        ("filter.lfs.process", "git-lfs filter-process", True),
        ("gpg.ssh.program", "ssh-keygen", True),
        ("url.ext::sh -c x.insteadof", "https://example.org", True),
        ("url.https://mirror.example/.insteadof", "https://example.org", False),
        ("credential.https://example.org.username", "amara", False),
        ("remote.origin.url", "https://example.org", False),
    ],
)
def test_which_settings_name_a_program(name: str, value: str, is_program: bool) -> None:
    assert names_program(name, value) is is_program


def test_the_doctor_names_them_in_one_sentence(desk: Desk, harm: Path, mark: Path) -> None:
    one = desk.clone("one")
    found = {finding.part for finding in examine(one.workspace, Clock(), offline=True)}
    assert "settings" not in found
    copied(one, "core.sshCommand", str(harm))
    copied(one, "credential.helper", str(harm))
    (said,) = [finding for finding in examine(one.workspace, Clock(), offline=True) if finding.part == "settings"]
    assert said.health is Health.NOTE
    assert said.says.startswith("2 settings of this repository name programs")
    assert "(core.sshcommand, credential.helper)" in said.says
    assert str(harm) not in said.says
    assert not mark.exists()
