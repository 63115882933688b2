"""Machines that share a remote, each with a shell in its workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def clone(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A workspace in git, and a shell in it."""
    shell = Shell(tmp_path / name)
    shell("init", str(tmp_path / name))
    monkeypatch.chdir(shell.folder)
    return shell


def asked(tmp_path: Path, remote: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Shell, str]:
    """Two machines that said different things of the gauge's title, which waits on the first."""
    laptop = clone(tmp_path, "laptop", monkeypatch)
    laptop("new", "amara")
    gauge = laptop("add", "Rain gauge").id
    laptop("sync", "--remote", str(remote))
    kiosk = clone(tmp_path, "kiosk", monkeypatch)
    kiosk("sync", "--remote", str(remote))
    kiosk("edit", gauge, "--title", "Rain gauge, kiosk")
    kiosk("sync")
    monkeypatch.chdir(laptop.folder)
    laptop("edit", gauge, "--title", "Rain gauge, laptop")
    assert laptop.ends("sync").code == 3
    return laptop, gauge
