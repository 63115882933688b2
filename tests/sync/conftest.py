"""What every test of syncing stands on: real git that reads no settings of whoever runs the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sync.desk import Desk, isolated_environment
from tests.trust.strace import require_strace
from tests.trust.victim import Victim


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


@pytest.fixture(scope="session")
def two_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a remote and two clones of it, made once for all tests."""
    folder = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in isolated_environment(folder / "home").items():
            patch.setenv(name, value)
        Desk.make(folder).two()
    return folder


@pytest.fixture(scope="session")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    """Programs that are spoilt with strace; the test is skipped where that cannot be done."""
    folder = tmp_path_factory.mktemp("strace")
    require_strace(folder)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in isolated_environment(folder / "home").items():
            patch.setenv(name, value)
        found = Victim(folder)
    with found:
        yield found


@pytest.fixture
def desk(tmp_path: Path, two_made: Path) -> Desk:
    """A folder with an empty bare repository, and a way to make clones of it."""
    return Desk.make(tmp_path, two_made)
