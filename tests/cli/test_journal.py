"""The journal by commands."""

from __future__ import annotations

from typing import cast

from tests.cli.conftest import Shell

D4 = "leap-2020:D4"


def test_an_entry_is_written_found_changed_and_thrown_away(shell: Shell) -> None:
    piece = shell("add", "Rain gauge").id
    made = shell(
        "journal", "add", "The funnel *leaked*.\n\nNow I know where.", "--prompt", "learned", "--about", piece[:8]
    )
    assert made.err == "Wrote in the journal for 11 March.\n"
    record = shell.only("reflections")
    assert record["on_date"] == "2026-03-11"
    assert record["prompt"] == "What did I learn?"
    assert record["text"] == ["The funnel *leaked*.", "", "Now I know where."]
    assert record["about"] == [{"table": "evidence", "id": piece}]
    assert shell("check").code == 0
    assert "The funnel" in shell("journal", "list", "--query", "FUNNEL know").out
    assert shell("journal", "list", "--about", piece).lines == shell("journal", "list").lines
    assert shell("journal", "list", "--about", "D4").out == ""
    assert shell("journal", "list", "--since", "2026-03-12", "--json").json == []
    shown = shell("journal", "show", made.id[:6]).lines
    assert shown[:4] == ["Wednesday, 11 March", "What did I learn?", "", "The funnel *leaked*."]
    assert shown[-1] == "about Rain gauge"
    shell("journal", "edit", made.id, "--about", "d4", "--no-about", piece, "--on", "yesterday", "--private")
    record = shell.only("reflections")
    assert (record["about"], record["on_date"], record["private"]) == (
        [{"table": "guidelines", "id": D4}],
        "2026-03-10",
        True,
    )
    assert shell("rm", made.id).err == "Moved a journal entry to the trash.\n"
    assert shell("journal", "list").out == ""
    shell("restore", made.id)
    assert len(shell("journal", "list").lines) == 1


def test_words_come_from_stdin_and_none_are_refused(shell: Shell) -> None:
    shell("journal", "add", "-", stdin=b"Wir haben gemessen.\n")
    assert shell.only("reflections")["text"] == ["Wir haben gemessen."]
    assert "a few words" in shell.refuses("journal", "add", "  ")
    assert "say what to change" in shell.refuses("journal", "edit", next(iter(shell.records("reflections"))), code=2)
    assert "no piece or goal" in shell.refuses("journal", "add", "x", "--about", "nowhere")


def test_moving_a_level_keeps_what_changed_and_undo_takes_both_back(shell: Shell) -> None:
    piece = shell("add", "Rain gauge", "--tag", "D4=growing").id
    shell("tag", piece, "--guideline", "D4=demonstrated", "--what-changed", "I explained it.")
    entry = shell.only("reflections")
    assert (entry["prompt"], entry["text"]) == ("What changed?", ["I explained it."])
    assert entry["moved"] == {"guideline": D4, "level": "growing"}
    assert shell("check").code == 0
    assert "D4 was growing before" in shell("journal", "show", next(iter(shell.records("reflections")))).out
    assert shell("undo").code == 0
    assert shell.records("reflections") == {}
    assert shell.only("claims")["level"] == "growing"
    said = shell("tag", piece, "--guideline", "D4=growing", "--what-changed", "Nothing.").err
    assert "no level moved" in said
    shell("tag", piece, "--guideline", "D4=deepening")
    assert shell.records("reflections") == {}


def test_a_look_back_tells_what_happened_and_keeps_the_answers(shell: Shell) -> None:
    assert "That is all right" in shell("journal", "look-back").out
    piece = shell("add", "Rain gauge", "--tag", "D4=growing").id
    assert shell("journal", "look-back").lines == ["2026-03-11: the piece Rain gauge", "D4: growing (Rain gauge)"]
    told = cast("dict[str, object]", shell("journal", "look-back", "--json").json)
    assert (told["from"], told["to"], told["evidence"]) == ("2026-03-05", "2026-03-11", [piece])
    made = shell("journal", "look-back", "--did", "Built it.", "--next", "Weigh it.").lines
    assert [shell.records("reflections")[one]["prompt"] for one in made] == ["What did I do?", "What next?"]
    assert {record["since"] for record in shell.records("reflections").values()} == {"2026-03-05"}
    assert shell("check").code == 0
