"""The language as a learner meets it: in the program as it is started, with settings, environment and terminal."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaptui import language
from leaptui.store.bundled import copy_samples

NOW = "2026-11-19T16:40:00+00:00"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    copy_samples(tmp_path)
    return tmp_path


def run(root: Path, *words: str, **around: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "leaptui", *words],
        cwd=root,
        env={**os.environ, "LEAPTUI_NOW": NOW, "LEAPTUI_PORTFOLIO": "mateo-quispe", **around},
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )


def choose(**settings: str) -> None:
    place = Path(os.environ["XDG_CONFIG_HOME"]) / "leaptui" / "settings.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(settings), "utf-8")


def test_the_environment_chooses_spanish(root: Path) -> None:
    out = run(root, "status", LANG="es_PE.UTF-8").stdout
    assert "jueves 19 de noviembre" in out
    assert "Esta quincena: 1 de 3 piezas, a tu ritmo" in out
    assert "Próximos pasos" in out
    assert "Donde hay evidencia" in out
    assert "Next steps" not in out


def test_the_settings_go_before_the_environment(root: Path) -> None:
    choose(language="es")
    assert "Próximos pasos" in run(root, "status", LANG="en_GB.UTF-8").stdout
    choose(language="en")
    ended = run(root, "status", "--help", LANG="es_PE.UTF-8")
    assert ended.stdout.startswith("Usage: leaptui status [OPTIONS]")


def test_days_are_said_in_the_form_that_was_chosen(root: Path) -> None:
    choose(date_form="iso")
    assert "jueves 2026-11-19" in run(root, "status", LANG="es_PE.UTF-8").stdout


def test_a_language_without_a_catalogue_is_english(root: Path) -> None:
    for around in ({"LANG": "xx"}, {"LANGUAGE": "xx:yy"}, {"LC_ALL": "C"}):
        assert "Next steps" in run(root, "status", **around).stdout


def test_what_a_program_reads_is_the_same_in_every_language(root: Path) -> None:
    for words in (("status",), ("pace",), ("list",), ("list", "goals"), ("list", "guidelines"), ("check",), ("trash",)):
        english, spanish = run(root, *words, "--json"), run(root, *words, "--json", LANG="es_PE.UTF-8")
        assert english.stdout == spanish.stdout, words
        assert json.loads(english.stdout) is not None


def test_a_level_can_be_named_in_the_language_that_is_spoken(root: Path) -> None:
    piece = json.loads(run(root, "list", "--json").stdout)[0]["id"]
    ended = run(root, "tag", piece, "--guideline", "D4=creciendo", LANG="es_PE.UTF-8")
    assert ended.returncode == 0, ended.stderr
    claims = json.loads(run(root, "show", piece, "--json").stdout)["claims"]
    assert "growing" in [claim.get("level") for claim in claims if claim["guideline"].endswith(":D4")]


def test_help_and_errors_are_spanish_too_and_load_nothing_heavy(root: Path) -> None:
    script = (
        "import sys\n"
        "from leaptui import language\n"
        "from leaptui.cli.main import run\n"
        "assert language.use() == 'es'\n"
        "language.lend()\n"
        "code = run(sys.argv[1:])\n"
        "print([name for name in ('textual', 'pydantic', 'rich', 'tinydb') if name in sys.modules], file=sys.stderr)\n"
    )
    for words, said in (
        (("--help",), "Uso: leaptui [OPCIONES]"),
        (("add", "--help"), "Muestra esta ayuda y termina."),
        (("add",), "falta el argumento"),
        (("list", "--knd"), "no hay una opción"),
    ):
        ended = subprocess.run(
            [sys.executable, "-c", script, *words],
            cwd=root,
            env={**os.environ, "LANG": "es_PE.UTF-8"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert said in ended.stdout + ended.stderr, ended
        assert ended.stderr.splitlines()[-1] == "[]"


@pytest.mark.parametrize("damage", ["empty", "no catalogue", "half", "other plurals", "a folder"])
def test_a_broken_catalogue_stops_nothing(tmp_path: Path, damage: str) -> None:
    place = tmp_path / "es" / "LC_MESSAGES" / f"{language.DOMAIN}.mo"
    place.parent.mkdir(parents=True)
    whole = (language.catalogues() / "es" / "LC_MESSAGES" / f"{language.DOMAIN}.mo").read_bytes()
    if damage == "a folder":
        place.mkdir()
    else:
        place.write_bytes(
            {
                "empty": b"",
                "no catalogue": b"\x00" * 1000,
                "half": whole[: len(whole) // 2],
                "other plurals": whole.replace(b"plural=(n != 1)", b"plural=(n !! 1)"),
            }[damage]
        )
    try:
        assert language.use("es", folder=tmp_path) == "en"
        assert language._("Trash") == "Trash"
    finally:
        language.use("en", "day-month", folder=language.catalogues())
