"""What a stranger wrote into a portfolio is words and nothing else: on the screen, in commands, in what a sync says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unicodedata import category

import pytest

from leaptui.model.canonical import MAX_BYTES, Record, canonical_bytes
from tests.store.desk import REPOSITORY
from tests.sync.desk import AMARA, Desk, agree, fine
from tests.sync.test_hostile import blob, kept, publish
from tests.terminal import Terminal
from tests.trust.counting import Cases

MARKUP = "[@click=app.quit]Leave[/] [bold red on white]loud[/] [link=https://example.org]x[/link]"
ESCAPES = "\x1b[2J\x1b]0;mine\x07\x1b]52;c;aGFybQ==\x07\x9b31m\u202e\x00\r\x08"


def test_words_with_markup_and_escape_codes_do_nothing(desk: Desk, cases: Cases) -> None:
    one, two = desk.two()
    two.put("shared", {"title": f"{MARKUP} {ESCAPES}end", "tags": [MARKUP], "body": [ESCAPES, MARKUP]})
    meta: Record = {"format": 1, "framework": "leap-2020", "learner": {"name": f"{MARKUP}{ESCAPES}"}, "title": ESCAPES}
    two.file("stranger").write_bytes(canonical_bytes({"meta": {"portfolio": meta}}))
    fine(two.sync())
    outcome = fine(one.sync())
    assert "\x1b" not in outcome.sentence + outcome.raw
    for words in (
        ["list"],
        ["show", "shar"],
        ["status"],
        ["list", "portfolios"],
        ["check"],
        ["list", "--query", "loud"],
    ):
        command = [sys.executable, "-m", "leaptui", "-C", str(one.root), "--portfolio", AMARA, *words]
        done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, check=False)
        said = (done.stdout + done.stderr).decode()
        assert not {letter for letter in said if letter in "\u202e" or (category(letter) == "Cc" and letter != "\n")}, (
            words
        )
        assert "Traceback" not in said
        assert words[0] not in {"list", "show"} or words[1:] == ["portfolios"] or "[@click=app.quit]Leave[/]" in said, (
            words
        )
        cases.add()
    agree(desk, one, two)


def test_markup_in_a_title_is_shown_as_it_is_written_and_cannot_be_clicked(desk: Desk, cases: Cases) -> None:
    one, _ = desk.two()
    one.put("shared", {"title": "[@click=app.quit]Leave[/]", "kind": "text", "made_on": "2026-03-01"})
    command = [sys.executable, "-m", "leaptui", "-C", str(one.root)]
    with Terminal(command, cwd=REPOSITORY) as terminal:
        terminal.wait_for("Today")
        terminal.press("2")
        terminal.wait_for("[@click=app.quit]Leave[/]")
        rows = terminal.text.split("\n")
        row = next(nth for nth, line in enumerate(rows) if "[@click" in line)
        column = rows[row].index("Leave")
        terminal.press(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")
        terminal.press("?")
        terminal.wait_for("Here, in Evidence")
        assert terminal.process.poll() is None
    cases.add()


HOSTILE = {
    "deep": "[" * 100_000,
    "deep-inside": '{"evidence":{"a":{"x":' + "[" * 70_000 + "]" * 70_000 + "}}}",
    "large": '{"evidence":{"a":{"title":"' + "x" * MAX_BYTES + '"}}}',
    "twice": '{"evidence":{"a":{"title":"one","title":"two"}}}',
    "huge-integer": '{"evidence":{"a":{"minutes":' + "9" * 5_000 + "}}}",
    "fraction": '{"evidence":{"a":{"minutes":1e400}}}',
    "nan": '{"evidence":{"a":{"minutes":NaN}}}',
    "infinity": '{"evidence":{"a":{"minutes":-Infinity}}}',
    "half-letter": '{"evidence":{"a":{"title":"\\ud800"}}}',
    "list": "[]",
    "records-that-are-none": '{"evidence":["a"]}',
    "marks": '{\n<<<<<<< HEAD\n"a":{}\n=======\n"b":{}\n>>>>>>> theirs\n}',
    "empty": "",
}


def test_json_that_means_harm_is_kept_out_of_the_way_and_named_file_by_file(desk: Desk, cases: Cases) -> None:
    one, _ = desk.two()
    mine = one.add("Mine")
    harm = [(f"100644 blob {blob(desk, text)}", "", f"{name}.json") for name, text in HOSTILE.items()]
    publish(desk, [*kept(desk), *harm])
    outcome = fine(one.sync())
    named = {note.path: note.reason for note in outcome.skipped}
    assert named.keys() == {f"portfolios/{name}.json" for name in HOSTILE}
    assert all(reason and "\n" not in reason for reason in named.values())
    assert mine in one.evidence()
    for name, text in HOSTILE.items():
        assert one.file(name).read_text() == text, "it is there as it came, and nothing was written over it"
        cases.add()
    fine(one.sync())
    command = [sys.executable, "-m", "leaptui", "-C", str(one.root), "check"]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode in {1, 3}
    assert "Traceback" not in done.stderr
    for name in HOSTILE:
        assert f"{name}.json" in done.stdout + done.stderr


@pytest.mark.parametrize("pair", [("Straße", "strasse"), ("caf\u00e9", "cafe\u0301"), ("ANNA", "anna")])
def test_names_that_a_disk_cannot_tell_apart_are_refused_there(desk: Desk, pair: tuple[str, str], cases: Cases) -> None:
    one, _ = desk.two()
    publish(desk, [*kept(desk), *((f"100644 blob {blob(desk, '{}')}", "", f"{name}.json") for name in pair)])
    one.git("config", "core.ignoreCase", "true")
    before = one.carried()
    assert "cannot tell apart" in one.sync().sentence
    assert one.carried() == before
    cases.add()


def test_filters_and_programs_named_in_the_tree_do_not_run(desk: Desk, tmp_path: Path, cases: Cases) -> None:
    one, two = desk.two()
    mark = tmp_path / "it-ran"
    for name in ("clean", "smudge", "process"):
        one.git("config", f"filter.harm.{name}", f"touch {mark}")
    one.git("config", "diff.harm.textconv", f"touch {mark}; cat")
    one.git("config", "merge.harm.driver", f"touch {mark}")
    for folder in (".", "portfolios", f"portfolios/{AMARA}.files"):
        (two.root / folder).mkdir(exist_ok=True)
        (two.root / folder / ".gitattributes").write_text("* filter=harm diff=harm merge=harm ident eol=crlf\n")
    two.git("add", "-A")
    two.git("commit", "-q", "-m", "harm")
    two.attach(b"theirs $Id$\n")
    fine(two.sync())
    one.attach(b"mine $Id$\n")
    fine(one.sync())
    fine(two.sync())
    fine(one.sync())
    assert not mark.exists()
    assert one.carried() == two.carried()
    one.git("checkout", "-q", "--force", "HEAD", "--", "portfolios", check=False)
    (one.root / "portfolios" / "x.json").write_text("{}")
    one.git("add", "portfolios/x.json", check=False)
    assert mark.exists(), "the harm is real: git by hand runs it"
    cases.add()
