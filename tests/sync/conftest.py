"""What every test of syncing stands on: real git that reads no settings of whoever runs the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.desk import Desk, isolated_environment


@pytest.fixture(autouse=True)
def _own_git_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in isolated_environment(tmp_path / "home").items():
        monkeypatch.setenv(name, value)
    for name in (
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
        "EMAIL",
        "GIT_DIR",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with an empty bare repository, and a way to make clones of it."""
    return Desk.make(tmp_path)
