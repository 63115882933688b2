"""Remotes and repositories that mean harm: nothing of theirs runs, nothing is written elsewhere, one sentence says why."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaptui.sync import SyncKind
from tests.sync.desk import Clone, Desk, agree, fine, git


def publish(desk: Desk, entries: list[tuple[str, str, str]]) -> None:
    """Put a commit with one folder `portfolios` of such entries (mode, object, name) on top of the remote's branch."""
    tree = git(desk.remote, "mktree", "-z", "--missing", data="".join(f"{mode}\t{name}\0" for mode, _, name in entries))
    top = git(desk.remote, "ls-tree", "main").splitlines()
    others = [line for line in top if not line.endswith("\tportfolios")]
    root = git(
        desk.remote, "mktree", data="".join(f"{line}\n" for line in [*others, f"040000 tree {tree}\tportfolios"])
    )
    commit = git(desk.remote, "commit-tree", root, "-p", "main", "-m", "harm")
    git(desk.remote, "update-ref", "refs/heads/main", commit)


def kept(desk: Desk) -> list[tuple[str, str, str]]:
    lines = git(desk.remote, "ls-tree", "main:portfolios").splitlines()
    return [(line.split("\t")[0], "", line.split("\t")[1]) for line in lines]


def blob(desk: Desk, text: str) -> str:
    return git(desk.remote, "hash-object", "-w", "--stdin", data=text)


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("120000 blob", "amara.json"),
        ("160000 commit", "module"),
        ("100644 blob", ".git"),
        ("100644 blob", ".GIT"),
        ("100644 blob", "git~1"),
        ("100644 blob", ".g\u200cit"),
        ("100644 blob", ".."),
        ("100644 blob", "a\\b.json"),
        ("100644 blob", "line\nbreak.json"),
        ("100644 blob", "red\x1b[31m.json"),
    ],
    ids=repr,
)
def test_a_remote_with_harm_in_its_tree_is_refused(desk: Desk, mode: str, name: str) -> None:
    one, _ = desk.two()
    mine = one.add("Mine")
    target = git(desk.remote, "rev-parse", "main") if mode.startswith("160000") else blob(desk, "/etc/passwd")
    publish(desk, [*kept(desk), (f"{mode} {target}", "", name)])
    before = one.carried()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED, outcome
    assert "\x1b" not in outcome.sentence + outcome.raw
    assert "\n" not in outcome.sentence
    assert one.carried() == before
    assert mine in one.evidence()
    assert "Mine" not in git(desk.remote, "grep", "Mine", "main", check=False)


def test_a_remote_cannot_write_what_is_this_machines_own(desk: Desk) -> None:
    one, two = desk.two()
    (two.root / ".leaptui" / ".gitignore").unlink()
    (two.root / ".leaptui" / "undo").mkdir(exist_ok=True)
    (two.root / ".leaptui" / "undo" / "amara-okafor.jsonl").write_text("theirs\n")
    two.git("add", "-f", ".leaptui/undo/amara-okafor.jsonl")
    two.git("commit", "-q", "-m", "harm")
    two.git("push", "-q", str(desk.remote), "main")
    stamp = one.workspace.stamp()
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "leaptui's own folder" in outcome.sentence
    assert one.workspace.stamp() == stamp


def test_a_broken_link_in_the_workspace_is_left_out(desk: Desk) -> None:
    one, two = desk.two()
    secret = desk.folder / "secret.json"
    secret.write_text('{"evidence":{}}')
    link = one.workspace.portfolios_dir / "linked.json"
    link.symlink_to(secret)
    one.add("Mine")
    outcome = fine(one.sync())
    assert "links are not carried" in outcome.sentence
    fine(two.sync())
    assert not two.file("linked").exists()


def test_nothing_is_written_through_a_link(desk: Desk) -> None:
    one, two = desk.two()
    elsewhere = desk.folder / "elsewhere"
    elsewhere.mkdir()
    one.workspace.files_dir("amara-okafor").symlink_to(elsewhere)
    two.attach(b"picture")
    fine(two.sync())
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "link" in outcome.sentence
    assert list(elsewhere.iterdir()) == []


def test_hooks_filters_and_helpers_of_a_copied_repository_do_not_run(desk: Desk) -> None:
    one, two = desk.two()
    mark = desk.folder / "it-ran"
    harm = desk.folder / "harm"
    harm.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n")
    harm.chmod(0o755)
    hooks = one.root / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in (
        "pre-commit",
        "post-commit",
        "reference-transaction",
        "pre-push",
        "post-checkout",
        "post-index-change",
    ):
        (hooks / name).write_text(harm.read_text())
        (hooks / name).chmod(0o755)
    settings = (
        ("core.hooksPath", str(hooks)),
        ("core.fsmonitor", str(harm)),
        ("core.pager", str(harm)),
        ("core.editor", str(harm)),
        ("core.askPass", str(harm)),
        ("diff.external", str(harm)),
        ("filter.harm.clean", str(harm)),
        ("filter.harm.smudge", str(harm)),
        ("filter.harm.process", str(harm)),
        ("remote.origin.uploadpack", str(harm)),
        ("remote.origin.receivepack", str(harm)),
        ("commit.gpgSign", "true"),
        ("gpg.program", str(harm)),
        ("log.showSignature", "true"),
    )
    for name, value in settings:
        with (one.root / ".git" / "config").open("a") as file:
            section, _, key = name.rpartition(".")
            head, _, sub = section.partition(".")
            file.write(f"[{head}{f' {chr(34)}{sub}{chr(34)}' if sub else ''}]\n\t{key} = {value}\n")
    (one.root / ".git" / "info").mkdir(exist_ok=True)
    (one.root / ".git" / "info" / "attributes").write_text("* filter=harm diff=harm\n")
    one.attach(b"mine")
    two.attach(b"theirs")
    fine(two.sync())
    fine(one.sync())
    fine(two.sync())
    assert not mark.exists()
    assert one.carried() == two.carried()
    one.git("commit", "-q", "--allow-empty", "-m", "by hand", check=False)
    assert mark.exists(), "the harm is real: git by hand runs it"


@pytest.mark.parametrize(
    "address",
    [
        "ext::sh -c 'touch it-ran'",
        "--upload-pack=touch it-ran",
        "ssh://-oProxyCommand=touch%20it-ran/x",
        "fd::17",
        "-x",
    ],
)
def test_an_address_that_would_run_something_is_refused(desk: Desk, address: str) -> None:
    one = desk.apart("one")
    outcome = one.sync(remote=address)
    assert outcome.kind is SyncKind.REFUSED
    assert one.git("remote") == ""
    one.git("config", "remote.origin.url", address)
    assert one.sync().kind is SyncKind.REFUSED
    assert not (one.root / "it-ran").exists()


def test_a_setting_that_leads_to_another_protocol_is_refused(desk: Desk) -> None:
    one = desk.clone("one")
    one.git("config", f"url.ext::sh -c 'touch {desk.folder}/it-ran' .insteadOf", str(desk.remote))
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "does not allow" in outcome.sentence
    assert not (desk.folder / "it-ran").exists()


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"evidence": {"a": {"title": NaN}}}',
        '{"evidence": {}, "evidence": {}}',
        '{"evidence": {"a": {"n": 1e400}}}',
    ],
    ids=["deep", "nan", "twice", "huge"],
)
def test_hostile_json_from_the_remote_is_kept_beside_ours(desk: Desk, text: str) -> None:
    one, two = desk.two()
    ours = one.file().read_bytes()
    entries = [entry for entry in kept(desk) if entry[2] != "amara-okafor.json"]
    publish(desk, [*entries, (f"100644 blob {blob(desk, text)}", "", "amara-okafor.json")])
    outcome = fine(one.sync())
    assert one.file().read_bytes() == ours
    assert "came in unreadable" in outcome.sentence
    fine(two.sync())
    for clone in (one, two):
        for beside in clone.workspace.portfolios_dir.glob("*.theirs-*"):
            assert beside.read_text() == text
            beside.unlink()
    agree(desk, one, two)


def test_two_names_that_a_disk_cannot_tell_apart_are_refused_there(desk: Desk) -> None:
    one, _ = desk.two()
    publish(desk, [*kept(desk), (f"100644 blob {blob(desk, '{}')}", "", "Amara-Okafor.json")])
    one.git("config", "core.ignoreCase", "true")
    outcome = one.sync()
    assert outcome.kind is SyncKind.REFUSED
    assert "cannot tell apart" in outcome.sentence
    one.git("config", "core.ignoreCase", "false")
    fine(one.sync())


def test_variables_that_point_git_elsewhere_are_not_followed(desk: Desk, tmp_path: Path) -> None:
    one = desk.clone("one")
    other = Clone(tmp_path / "other")
    git(tmp_path, "init", "-q", "-b", "main", "other")
    for name, value in (
        ("GIT_DIR", other.root / ".git"),
        ("GIT_WORK_TREE", other.root),
        ("GIT_INDEX_FILE", tmp_path / "i"),
    ):
        os.environ[name] = str(value)
    try:
        one.add("Rain gauge")
        fine(one.sync())
    finally:
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
            del os.environ[name]
    assert desk.log().splitlines()[0] == "Amara Okafor: 1 piece"
    assert not (tmp_path / "i").exists()
