"""What else there is to say about a piece: minutes, people, files in words, how it felt; and the orders of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Shell


def entries(record: dict[str, object], field: str) -> list[dict[str, str]]:
    """A list of objects of a record."""
    found = record[field]
    assert isinstance(found, list)
    return found


def people_of(shell: Shell, piece: str) -> set[str]:
    """The names of the people of a piece."""
    ids = shell.records("evidence")[piece]["people"]
    assert isinstance(ids, list)
    return {str(shell.records("people")[one]["name"]) for one in ids}


def test_the_rest_of_a_piece_is_said_too(shell: Shell, tmp_path: Path) -> None:
    kettle, notes = tmp_path / "kettle.jpg", tmp_path / "notes.txt"
    kettle.write_bytes(b"jpeg")
    notes.write_bytes(b"text")
    made = shell(
        *("add", "Repair café", "--area", "civic", "--minutes", "3:30", "--with", "Mr Sousa", "--with", "Ravi"),
        *("--attach", str(kettle), "--alt", "the kettle = open", "--attach", str(notes), "--alt", "what I wrote"),
        *("--interest", "5", "--stretch", "2"),
    ).id
    piece = shell.records("evidence")[made]
    assert (piece["life_area"], piece["minutes"], piece["interest"], piece["stretch"]) == ("civic", 210, 5, 2)
    assert people_of(shell, made) == {"Mr Sousa", "Ravi"}
    attached = entries(piece, "attachments")
    assert [(item["name"], item["alt"]) for item in attached] == [
        ("kettle.jpg", "the kettle = open"),
        ("notes.txt", "what I wrote"),
    ]
    assert shell("check").code == 0


def test_people_are_known_by_their_names_and_undone_with_the_piece(shell: Shell) -> None:
    first = shell("add", "One", "--with", "Élodie Brun").id
    second = shell("add", "Two", "--with", "elodie brun", "--with", "New Person").id
    assert people_of(shell, first) < people_of(shell, second)
    assert len(shell.records("people")) == 2
    shell("undo")
    assert [person["name"] for person in shell.records("people").values()] == ["Élodie Brun"]


def test_the_words_of_a_file_are_changed_by_its_name(shell: Shell, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    made = shell("add", "Two files", "--attach", str(tmp_path / "a.txt"), "--attach", str(tmp_path / "b.txt")).id
    shell("edit", made[:8], "--alt", "b.txt=the second = last")
    attached = entries(shell.records("evidence")[made], "attachments")
    assert [item["alt"] for item in attached] == ["", "the second = last"]
    assert "write --alt NAME=TEXT" in shell.refuses("edit", made[:8], "--alt", "which one", code=2)


def test_an_empty_text_takes_a_field_away(shell: Shell) -> None:
    made = shell("add", "Walk", "--minutes", "45", "--interest", "3", "--area", "academic").id
    shell("edit", made[:8], "--minutes", "", "--interest", "", "--area", "")
    assert not {"minutes", "interest", "life_area"} & shell.records("evidence")[made].keys()


@pytest.mark.parametrize("said", [("--minutes", "an hour"), ("--interest", "6"), ("--area", "moon"), ("--alt", "x")])
def test_what_is_no_such_thing_is_said_and_nothing_added(shell: Shell, said: tuple[str, str]) -> None:
    shell.refuses("add", "Walk", *said, code=2)
    assert not shell.records("evidence")


def test_the_list_stands_in_the_orders_of_the_screen(shell: Shell) -> None:
    shell("add", "banana", "--made-on", "2026-03-01", "--tag", "D4=growing")
    shell("add", "Apple", "--made-on", "2026-03-02")
    shell("add", "cherry", "--made-on", "2026-03-03", "--tag", "L1=deepening")

    def order(*how: str) -> list[str]:
        lines = shell("list", *how).out.splitlines()
        return [next(title for title in ("Apple", "banana", "cherry") if title in line) for line in lines]

    assert order() == order("--sort", "newest") == ["cherry", "Apple", "banana"]
    assert order("--sort", "oldest") == ["banana", "Apple", "cherry"]
    assert order("--sort", "title") == ["Apple", "banana", "cherry"]
    assert order("--sort", "level") == ["cherry", "banana", "Apple"]
    shell.refuses("list", "goals", "--sort", "title", code=2)
