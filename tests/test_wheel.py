"""The wheel, installed outside the repository, has everything in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from leaptui import __version__
from tests.tui.main_job import begun, do_the_main_job

REPOSITORY = Path(__file__).resolve().parent.parent
PARTS = ("pyproject.toml", "README.md", "LICENSE", "leaptui", "portfolios", "themes")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the repository with what is installed here."""
    source = tmp_path_factory.mktemp("source")
    ignored = shutil.ignore_patterns("__pycache__", ".*cache")
    for part in PARTS:
        place = REPOSITORY / part
        shutil.copytree(place, source / part, ignore=ignored) if place.is_dir() else shutil.copy(place, source / part)
    made = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (found,) = made.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, in an environment that has the wheel, and the dependencies of this one."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False)
    paths = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    # A path file is read after the folder it lies in: the wheel's leaptui comes first. Path files of the folders named in it
    # are not read, so the installation for development does not come in.
    (packages / "dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n{sysconfig.get_path('platlib')}\n")
    command = Path(sysconfig.get_path("scripts", "venv", paths)) / "leaptui"
    python = command.with_name("python")
    command.write_text(f"#!{python}\nfrom leaptui.__main__ import main\nmain()\n")
    command.chmod(0o755)
    return command


def run(program: Path, folder: Path, *words: str) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ended = subprocess.run(
        [program, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert ended.returncode == 0, ended
    return ended.stdout


def test_the_wheel_names_its_command_and_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry_points,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "leaptui = leaptui.__main__:main" in archive.read(entry_points).decode()
    assert any(name.endswith("/LICENSE") for name in names)
    assert "leaptui/frameworks/leap-2020.json" in names
    assert {name.split("/")[0] for name in names} == {"leaptui", f"leaptui-{__version__}.dist-info"}
    assert "leaptui/locale/es/LC_MESSAGES/leaptui.mo" in names
    styles = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "leaptui").rglob("*.tcss")}
    assert styles
    assert styles <= set(names)


def test_it_runs_from_its_own_files(program: Path, tmp_path: Path) -> None:
    assert run(program, tmp_path, "--version") == f"leaptui {__version__}\n"
    script = "import leaptui, leaptui.tui.app; print(leaptui.__file__, leaptui.tui.app.__file__)"
    ended = subprocess.run(
        [program.with_name("python"), "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert str(program.parent.parent) in ended.stdout
    assert str(REPOSITORY) not in ended.stdout


def test_framework_themes_and_samples_are_inside(program: Path, tmp_path: Path) -> None:
    assert "LEAP Learning Framework 2020  26 guidelines" in run(program, tmp_path, "framework", "list")
    themes = {line.split()[0] for line in run(program, tmp_path, "themes").splitlines()}
    assert themes >= {path.stem for path in (REPOSITORY / "themes").glob("*.toml")}
    run(program, tmp_path, "demo", "--keep", "demo")
    listed = run(program, tmp_path, "-C", "demo", "list", "portfolios").splitlines()
    samples = {path.stem for path in (REPOSITORY / "portfolios").glob("*.json")}
    assert samples
    assert {line.split()[0] for line in listed} == samples
    assert run(program, tmp_path, "check", "-C", "demo") == ""
    assert "J. Lind" in run(program, tmp_path, "-C", "demo", "signers")


def test_the_main_job_can_be_done_with_it(program: Path, tmp_path: Path) -> None:
    run(program, tmp_path, "init", "learning")
    run(program, tmp_path / "learning", "new", "amara")
    made = run(program, tmp_path / "learning", "add", "Rain gauge", "--tag", "D4=growing").strip()
    assert made[:8] in run(program, tmp_path / "learning", "list", "--guideline", "D4")


def test_the_main_job_can_be_done_in_its_app(program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    do_the_main_job([str(program)], begun(tmp_path / "work").root, tmp_path)
