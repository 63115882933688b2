"""Adding and editing pieces."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from leaptui.store.attachments import MOST_BYTES
from tests.cli.conftest import Shell


def test_a_title_is_enough(shell: Shell) -> None:
    ended = shell("add", "Rain gauge v2")
    assert shell.records("evidence") == {
        ended.id: {
            "created": "2026-03-11T10:00:00Z",
            "modified": "2026-03-11T10:00:00Z",
            "title": "Rain gauge v2",
            "kind": "text",
            "made_on": "2026-03-11",
        }
    }
    assert ended.err == "Added “Rain gauge v2”.\n"


def test_everything_can_be_said_at_once(shell: Shell, tmp_path: Path) -> None:
    goal = shell("goal", "add", "Weather station").id
    slides = tmp_path / "Slides März.PDF"
    slides.write_bytes(b"%PDF-1.4 bees")
    made = shell(
        *("add", "Talk on bees", "--kind", "performance", "--body", "# Bees\n\nThey hum.\n", "--made-on", "2026-03-01"),
        *("--place", "school", "--word", "biology", "--word", "bees", "--word", "bees", "--attach", str(slides)),
        *("--link", "https://example.org/bees", "--goal", goal[:8], "--private"),
        *("--tag", "d4=growing", "--tag", "C4.a", "--why", "I held it\ntwice"),
    ).id
    piece = shell.records("evidence")[made]
    digest = hashlib.sha256(b"%PDF-1.4 bees").hexdigest()
    assert piece["kind"] == "performance"
    assert piece["body"] == ["# Bees", "", "They hum."]
    assert piece["made_on"] == "2026-03-01"
    assert piece["place"] == "school"
    assert piece["tags"] == ["bees", "biology"]
    assert piece["links"] == [{"url": "https://example.org/bees"}]
    assert piece["goals"] == [goal]
    assert piece["private"] is True
    assert piece["attachments"] == [
        {"sha256": digest, "name": "Slides März.PDF", "media_type": "application/pdf", "bytes": 13, "alt": ""}
    ]
    assert (shell.folder / "portfolios" / "amara.files" / f"{digest}.pdf").read_bytes() == b"%PDF-1.4 bees"
    claims = {claim["guideline"]: claim for claim in shell.records("claims").values()}
    assert claims.keys() == {"leap-2020:D4", "leap-2020:C4.a"}
    assert claims["leap-2020:D4"]["level"] == "growing"
    assert "level" not in claims["leap-2020:C4.a"]
    assert claims["leap-2020:C4.a"]["why"] == ["I held it", "twice"]
    assert shell("check").code == 0


def test_adding_is_one_change_to_undo(shell: Shell) -> None:
    before = shell.path.read_bytes()
    shell("add", "Talk", "--tag", "D4", "--word", "bees")
    shell("undo")
    assert shell.path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "image"), ("a.mp4", "video"), ("a.ogg", "audio"), ("a.pdf", "text"), ("a", "text")]
)
def test_the_kind_is_guessed_from_what_comes_with_it(shell: Shell, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    shell("add", "A thing", "--attach", str(tmp_path / name))
    assert shell.only("evidence")["kind"] == kind


def test_a_link_alone_is_a_link(shell: Shell) -> None:
    shell("add", "A page", "--link", "https://example.org")
    assert shell.only("evidence")["kind"] == "link"


def test_the_body_is_read_from_stdin(shell: Shell) -> None:
    shell("add", "Notes", "--body", "-", stdin="\ufeffOne\r\nTwo\x1b[31m\n\n".encode())
    assert shell.only("evidence")["body"] == ["One", "Two[31m"]


def test_a_body_that_is_no_text_is_refused(shell: Shell) -> None:
    said = shell.refuses("add", "Notes", "--body", "-", stdin=b"\xff\xfe\x00")
    assert "UTF-8" in said


def test_control_characters_never_get_into_the_file(shell: Shell) -> None:
    shell("add", "Rain\x1b]0;owned\x07 gauge\u202e", "--word", "a\tb", "--tag", "D4", "--why", "be\x00cause")
    piece = shell.only("evidence")
    assert piece["title"] == "Rain]0;owned gauge"
    assert piece["tags"] == ["a b"]
    assert shell.only("claims")["why"] == ["because"]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("add", " \t "), 1, "title"),
        (("add",), 2, "missing argument 'TITLE'"),
        (("add", "T", "--tag", "Z9"), 1, "no guideline “Z9”"),
        (("add", "T", "--tag", "D4=master"), 1, "“master” is no level; there are starting, growing"),
        (("add", "T", "--tag", "D4=5"), 1, "no level"),
        (("add", "T", "--tag", "D4="), 1, "no level"),
        (("add", "T", "--made-on", "2026-02-30"), 2, "there is no day 2026-02-30"),
        (("add", "T", "--made-on", "1.2.2026"), 2, "write it like 2026-03-01"),
        (("add", "T", "--kind", "poem"), 2, "'poem' is not one of"),
        (("add", "T", "--place", "moon"), 2, "'moon' is not one of"),
        (("add", "T", "--attach", "nowhere.jpg"), 1, "there is no file nowhere.jpg"),
        (("add", "T", "--attach", "."), 1, "is a folder"),
        (("add", "T", "--goal", "12345678"), 1, "no goal whose id begins with “12345678”"),
        (("add", "T", "--why", "because"), 2, "--why is the reason of a --tag"),
        (("add", "T", "--nonsense"), 2, "--nonsense"),
    ],
)
def test_what_cannot_be_added_changes_nothing(shell: Shell, words: tuple[str, ...], code: int, says: str) -> None:
    assert says in shell.refuses(*words, code=code)


def test_a_file_too_large_is_refused_with_what_to_do(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(bytes(MOST_BYTES + 1))
    said = shell.refuses("add", "Film", "--attach", str(tmp_path / "film.mp4"))
    assert "10 MB at most" in said
    assert "link" in said


def test_a_big_file_is_taken_with_a_word(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "big.png").write_bytes(bytes(1_200_000))
    assert "note: big.png is 1.2 MB" in shell("add", "Big", "--attach", str(tmp_path / "big.png")).err


def test_a_mistake_leaves_no_attachment_behind(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"light")
    shell.refuses("add", "T", "--attach", str(tmp_path / "photo.jpg"), "--tag", "Z9")
    shell.refuses("add", " ", "--attach", str(tmp_path / "photo.jpg"))
    assert not (shell.folder / "portfolios" / "amara.files").exists()


def test_edit_changes_what_is_named_and_nothing_else(shell: Shell, gauge: str, later: None) -> None:
    shell("edit", gauge[:4], "--title", "Rain gauge v3", "--place", "home", "--made-on", "yesterday")
    piece = shell.records("evidence")[gauge]
    assert piece == {
        "created": "2026-03-11T10:00:00Z",
        "modified": "2026-03-12T10:00:00Z",
        "title": "Rain gauge v3",
        "kind": "product",
        "place": "home",
        "made_on": "2026-03-11",
        "tags": ["sensors"],
    }


def test_edit_takes_fields_away(shell: Shell, gauge: str) -> None:
    shell("edit", gauge, "--body", "words", "--private")
    shell("edit", gauge, "--body", "", "--place", "", "--made-on", "", "--not-private", "--no-word", "sensors")
    assert shell.records("evidence")[gauge].keys() == {"created", "modified", "title", "kind"}


def test_edit_adds_to_what_is_there_and_takes_from_it(shell: Shell, gauge: str, tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(name)
    goals = [shell("goal", "add", title).id for title in ("First", "Second")]
    shell("edit", gauge, "--word", "rain", "--goal", goals[0], "--goal", goals[1], "--link", "https://a.example")
    shell("edit", gauge, "--attach", str(tmp_path / "one.txt"), "--attach", str(tmp_path / "two.txt"))
    shell("edit", gauge, "--attach", str(tmp_path / "one.txt"), "--link", "https://a.example")
    piece = shell.records("evidence")[gauge]
    assert piece["tags"] == ["rain", "sensors"]
    assert piece["goals"] == sorted(goals)
    assert piece["links"] == [{"url": "https://a.example"}]
    attachments = piece["attachments"]
    assert isinstance(attachments, list)
    assert [entry["name"] for entry in attachments] == ["one.txt", "two.txt"]
    shell("rm", goals[0])
    shell("edit", gauge, "--no-goal", goals[0][:8], "--no-link", "https://a.example", "--no-attach", "one.txt")
    piece = shell.records("evidence")[gauge]
    assert piece["goals"] == [goals[1]]
    assert "links" not in piece
    attachments = piece["attachments"]
    assert isinstance(attachments, list)
    assert [entry["name"] for entry in attachments] == ["two.txt"]


def test_edit_tags_and_untags_in_the_same_change(shell: Shell, gauge: str) -> None:
    shell("tag", gauge, "--guideline", "L2")
    before = shell.path.read_bytes()
    shell("edit", gauge, "--title", "New", "--tag", "D4=deepening", "--why", "seen", "--untag", "L2")
    claims = {claim["guideline"]: claim for claim in shell.records("claims").values()}
    assert claims["leap-2020:D4"]["level"] == "deepening"
    assert "deleted" in claims["leap-2020:L2"]
    assert "changed since" not in shell("show", gauge).out
    shell("undo")
    assert shell.path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--title", "  "), "title"),
        (("--no-word", "nothing"), "the piece has no tag word “nothing”"),
        (("--no-link", "https://b.example"), "no link"),
        (("--no-attach", "x.png"), "no attachment “x.png”"),
        (("--untag", "Z1"), "no guideline"),
    ],
)
def test_what_cannot_be_edited_changes_nothing(shell: Shell, gauge: str, words: tuple[str, ...], says: str) -> None:
    assert says in shell.refuses("edit", gauge, *words)


def test_edit_without_a_terminal_asks_what_to_change(shell: Shell, gauge: str) -> None:
    assert "say what to change" in shell.refuses("edit", gauge, code=2)


def test_an_edit_that_changes_nothing_says_so_and_writes_nothing(shell: Shell, gauge: str, later: None) -> None:
    before = shell.path.read_bytes()
    assert "so already" in shell("edit", gauge, "--title", "Rain gauge v2").err
    assert shell.path.read_bytes() == before
