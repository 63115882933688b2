"""Paths in what a terminal pastes when a file is dropped onto it: every terminal has a way of its own."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leaptui.tui.evidence.dropped import dropped_paths, typed_paths
from tests.model.stories import STEADY

NAMES = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="/"), min_size=1, max_size=20
).filter(lambda name: name not in {".", ".."} and name == name.strip() and len(name.encode()) < 200)


def _escaped(path: Path) -> str:
    plain = "/._-"
    return "".join(letter if letter.isalnum() or letter in plain else f"\\{letter}" for letter in str(path))


def _address(path: Path) -> str:
    return f"file://{quote(str(path))}"


WAYS: dict[str, Callable[[Sequence[Path]], str]] = {
    "quoted": lambda paths: " ".join(shlex.quote(str(path)) for path in paths) + " ",
    "escaped": lambda paths: " ".join(_escaped(path) for path in paths) + " ",
    "addresses": lambda paths: "".join(f"{_address(path)}\r\n" for path in paths),
    "addresses in a row": lambda paths: " ".join(_address(path) for path in paths),
    "far addresses": lambda paths: "\n".join(_address(path).replace("file://", "file://localhost") for path in paths),
    "lines": lambda paths: "\n".join(str(path) for path in paths),
    "as they are": lambda paths: " ".join(str(path) for path in paths),
}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="dropped ") as made:
        yield Path(made).resolve()


@given(way=st.sampled_from(sorted(WAYS)), names=st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold))
@settings(STEADY, max_examples=300)
def test_every_way_of_pasting_gives_the_files_back(folder: Path, way: str, names: list[str]) -> None:
    if way == "as they are":
        # Plain blanks between plain paths are clear only where no name could go on after one.
        names = [name.replace("\\", "").replace("'", "").replace('"', "") or "x" for name in dict.fromkeys(names)]
        names = list(dict.fromkeys(names))
    if way in {"lines", "as they are"} and any(
        "\u2028" in name or "\u2029" in name or "\x85" in name for name in names
    ):
        return
    paths = [folder / name for name in names]
    for path in paths:
        path.write_text("x", encoding="utf-8")
    assert dropped_paths(WAYS[way](paths)) == paths


@given(text=st.text(max_size=200))
@settings(STEADY, max_examples=300)
def test_no_text_is_taken_for_a_file_unless_it_names_one_whole(folder: Path, text: str) -> None:
    for path in dropped_paths(text):
        assert path.is_absolute()
        assert path.exists()
    assert not dropped_paths(f"I made {folder} today: {text}")


def test_a_word_is_no_file_even_where_a_file_has_that_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "notes").write_text("x", encoding="utf-8")
    monkeypatch.chdir(folder)
    assert dropped_paths("notes") == []
    assert typed_paths("notes") == [Path("notes")]


def test_one_path_that_is_not_there_makes_it_a_text(folder: Path) -> None:
    there = folder / "there.txt"
    there.write_text("x", encoding="utf-8")
    assert dropped_paths(f"{there} {folder / 'gone.txt'}") == []


def test_paths_under_home_and_of_other_machines(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "at home.txt").write_text("x", encoding="utf-8")
    assert dropped_paths("~/at home.txt") == [folder / "at home.txt"]
    assert dropped_paths("~/at\\ home.txt ") == [folder / "at home.txt"]
    assert dropped_paths(f"file://elsewhere{folder}/at%20home.txt") == []


def test_too_much_is_no_list_of_paths(folder: Path) -> None:
    one = folder / "one.txt"
    one.write_text("x", encoding="utf-8")
    assert dropped_paths(f"{one}\n" * 60) == []
    assert dropped_paths("/" + "x" * 70_000) == []
    assert dropped_paths(f"{one}\0") == []


def test_a_typed_path_that_is_not_there_is_still_a_path(folder: Path) -> None:
    assert typed_paths("  ") == []
    assert typed_paths("'my notes.txt' other.txt") == [Path("my notes.txt"), Path("other.txt")]
    assert typed_paths(f"{folder}/it's gone.txt")[0].name != ""
