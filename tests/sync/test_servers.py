"""A sync over HTTP and over ssh, with real servers on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.desk import Desk, agree, fine
from tests.sync.http_server import http_remote
from tests.sync.ssh_server import ssh_remote


def test_two_clones_meet_over_http(desk: Desk) -> None:
    with http_remote(desk.folder, account=("amara", "s3cret")) as remote:
        one, two = desk.apart("one"), desk.apart("two")
        mine, theirs = one.add("At school"), two.add("At home")
        _, photo = one.attach(b"picture " * 200_000)
        fine(one.sync(remote=remote.url(account="amara:s3cret")))
        fine(two.sync(remote=remote.url(account="amara:s3cret")))
        agree(desk, one, two)
        assert {mine, theirs} <= one.evidence().keys()
        assert (two.root / photo.relative_to(one.root)).read_bytes() == photo.read_bytes()
        assert "amara" in remote.accounts


def test_two_clones_meet_over_ssh(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ssh_remote(desk.folder, tmp_path / "ssh") as remote:
        monkeypatch.setenv("GIT_SSH_COMMAND", remote.command)
        one, two = desk.apart("one"), desk.apart("two")
        mine, theirs = one.add("At school"), two.add("At home")
        fine(one.sync(remote=remote.url()))
        fine(two.sync(remote=remote.url()))
        agree(desk, one, two)
        assert {mine, theirs} <= one.evidence().keys()
