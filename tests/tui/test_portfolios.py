"""Portfolios of a workspace: opened, begun, renamed; two versions of a field chosen between; a broken file survived."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaptui.merge import Stamp, merge3, open_conflicts
from leaptui.model.canonical import Document, canonical_bytes, read_document
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.rename import rename_portfolio
from leaptui.store.workspace import Workspace
from tests.interchange import leap2a_samples
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"


async def command(desk: Desk, words: str) -> None:
    """Run a command from the palette."""
    await desk.press("ctrl+p")
    await desk.type(words)
    await desk.press("enter")


async def test_another_portfolio_is_opened_and_every_screen_shows_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "3", "1")
        await command(desk, "open another")
        assert "Whose portfolio?" in desk.text
        await desk.type("mateo")
        await desk.press("enter")
        for key in "1234":
            await desk.press(key)
            assert "Mateo Quispe" in desk.text
            assert "Rain gauge" not in desk.text


async def test_a_portfolio_is_begun_from_the_palette(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await command(desk, "begin a new")
        await desk.type("Noor Haddad")
        await desk.press("enter")
        assert "Noor Haddad   LEAP 2020" in desk.text
    assert samples.names() == ["amara-okafor", "mateo-quispe", "noor-haddad"]


async def test_the_learner_is_renamed_and_undo_takes_it_back(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await command(desk, "rename the portfolio")
        await desk.type(" junior")
        await desk.press("enter")
        assert desk.portfolio.meta.learner.name == "Amara Okafor junior"
        await desk.press("u")
        assert desk.portfolio.meta.learner.name == "Amara Okafor"


async def test_the_file_gets_another_name_and_the_work_goes_on(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Kite")
        await desk.press("enter")
        await command(desk, "rename the portfolio")
        await desk.press("tab", "ctrl+u")
        await desk.type("mateo-quispe")
        await desk.press("enter")
        assert "There is a portfolio “mateo-quispe” already" in desk.text
        await desk.press("ctrl+u")
        await desk.type("amara")
        await desk.press("enter")
        assert samples.names() == ["amara", "mateo-quispe"]
        assert samples.last_name() == "amara"
        desk.name = "amara"
        assert "Kite" in {one.title for one in desk.portfolio.evidence.values()}
        await desk.press("u")
        assert "Kite" not in {one.title for one in desk.portfolio.evidence.values()}
        assert samples.names() == ["amara", "mateo-quispe"]


async def test_a_rename_by_another_program_is_followed_and_what_is_typed_stays(
    samples: Workspace, at_desk: Open
) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("a")
        await desk.type("Kite")
        rename_portfolio(samples, AMARA, "amara")
        desk.app.look_again()
        await desk.settle()
        assert "The file is called amara.json now." in desk.text
        await desk.press("enter")
        assert samples.names() == ["amara", "mateo-quispe"]
        desk.name = "amara"
        assert "Kite" in {one.title for one in desk.portfolio.evidence.values()}


async def test_another_portfolio_is_renamed_without_opening_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await command(desk, "open another")
        await desk.type("mateo")
        await desk.press("f2")
        await desk.type(" junior")
        await desk.press("enter")
        assert "Mateo Quispe Mamani junior" in desk.text
        await desk.press("escape")
        assert "Amara Okafor   LEAP 2020" in desk.text
    assert PortfolioStore(samples, "mateo-quispe").portfolio.meta.learner.name == "Mateo Quispe Mamani junior"


async def test_a_portfolio_that_cannot_be_read_is_said_and_the_open_one_stays(
    samples: Workspace, at_desk: Open
) -> None:
    samples.path("mateo-quispe").write_bytes(b"<<<<<<< HEAD\n{}\n")
    async with at_desk(samples, AMARA) as desk:
        await command(desk, "open another")
        assert "cannot be read" in desk.text
        await desk.type("mateo")
        await desk.press("enter")
        assert "mateo-quispe.json" in desk.text
        assert "Amara Okafor   LEAP 2020" in desk.text


async def test_samples_are_opened_and_thrown_away_on_the_way_back(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        mine = desk.path.read_bytes()
        assert not desk.app.check_action("leave_samples", ())
        await command(desk, "look around")
        assert "Amara Okafor   LEAP 2020" in desk.text
        assert "sample, nothing is kept" in desk.text.splitlines()[0]
        copy = desk.app.workspace.root
        assert copy != empty.root
        assert not desk.app.check_action("sync", ()), "samples are on no other machine"
        await desk.press("a")
        await desk.type("Kite")
        await desk.press("enter", "2")
        assert "sample, nothing is kept" in desk.text.splitlines()[0]
        await command(desk, "open another")
        await desk.type("mateo")
        await desk.press("enter")
        assert "Mateo Quispe" in desk.text.splitlines()[0]
        await desk.press("B")
        assert "Noor Haddad   LEAP 2020" in desk.text
        assert "✓ saved" in desk.text.splitlines()[0]
        assert not copy.exists()
        assert desk.path.read_bytes() == mine
        await desk.press("1")
        assert "Welcome, Noor." in desk.text
    assert empty.names() == ["noor-haddad"]


async def test_samples_are_thrown_away_however_the_app_ends(empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad") as desk:
        await desk.press("tab", "end", "enter")
        assert "sample, nothing is kept" in desk.text
        copy = desk.app.workspace.root
        assert copy.exists()
    assert not copy.exists()


def export(folder: Path, *titles: str) -> Path:
    """A Leap2A export with these entries."""
    entries = [leap2a_samples.entry(title=title, key=str(number)) for number, title in enumerate(titles)]
    return leap2a_samples.write_xml(folder, leap2a_samples.feed(*entries), "my export.xml")


async def test_an_export_is_shown_first_then_brought_in_and_undo_takes_it_back(
    empty: Workspace, at_desk: Open, tmp_path: Path
) -> None:
    path = export(tmp_path, "A poem", "A bridge")
    async with at_desk(empty, "noor-haddad") as desk:
        await command(desk, "import from")
        await desk.press("enter")
        assert "Where is the export?" in desk.text
        await desk.type(f"'{path}'")
        await desk.press("enter")
        assert "2 pieces of evidence" in desk.text
        assert not desk.portfolio.evidence, "nothing is changed before one saw what it would do"
        await desk.press("enter")
        assert {one.title for one in desk.portfolio.evidence.values()} == {"A poem", "A bridge"}
        await command(desk, "import from")
        await desk.type(f"'{path}'")
        await desk.press("enter", "enter")
        assert "There is nothing in it that is not here already." in desk.text
        await desk.press("escape", "u")
        assert not desk.portfolio.evidence


async def test_an_export_becomes_a_new_portfolio(empty: Workspace, at_desk: Open, tmp_path: Path) -> None:
    path = export(tmp_path, "A poem")
    async with at_desk(empty, "noor-haddad") as desk:
        await command(desk, "import from")
        await desk.type(str(path))
        await desk.press("tab", "right", "ctrl+s")
        assert "1 piece of evidence" in desk.text
        await desk.press("ctrl+s")
        assert len(empty.names()) == 2
        assert not desk.portfolio.evidence, "the one that was open is as it was"
        assert [one.title for one in desk.app.session.portfolio.evidence.values()] == ["A poem"]


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "my export.xml"), (b"PK\x03\x04 broken", "my export.xml"), (b"not xml", "my export.xml")],
)
async def test_what_is_no_export_is_one_sentence_and_changes_nothing(
    empty: Workspace, at_desk: Open, tmp_path: Path, content: bytes | None, says: str
) -> None:
    path = tmp_path / "my export.xml"
    if content is not None:
        path.write_bytes(content)
    async with at_desk(empty, "noor-haddad") as desk:
        before = desk.path.read_bytes()
        await command(desk, "import from")
        await desk.type(f"'{path}'")
        await desk.press("enter")
        assert says in desk.text.replace("│", "")
        assert "Import from another system" in desk.text
        assert desk.path.read_bytes() == before


def in_two_places(workspace: Workspace) -> str:
    """Let the title of the newest piece be changed in two places; gives its id."""
    base = read_document(workspace.path(AMARA).read_bytes())
    key = max(base["evidence"], key=lambda one: str(base["evidence"][one].get("made_on")))

    def titled(title: str, modified: str) -> Document:
        piece = {**base["evidence"][key], "title": title, "modified": modified}
        return {**base, "evidence": {**base["evidence"], key: piece}}

    mine, theirs = titled("Said here", "2026-11-19T10:00:00Z"), titled("Said there", "2026-11-19T09:00:00Z")
    merged = merge3(base, mine, theirs, mine_stamp=Stamp("aaaa", 1), theirs_stamp=Stamp("bbbb", 1))
    workspace.path(AMARA).write_bytes(canonical_bytes(merged))
    return key


async def test_two_versions_are_shown_and_one_is_chosen(samples: Workspace, at_desk: Open) -> None:
    key = in_two_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        assert "Changed in two places; both are kept." in desk.text
        assert "elsewhere (19 Nov): Said there" in desk.text
        await desk.press("c", "right")
        assert desk.portfolio.evidence[key].title == "Said there"
        assert open_conflicts(desk.portfolio.document) == []
        await desk.press("u")
        assert desk.portfolio.evidence[key].title == "Said here"
        assert len(open_conflicts(desk.portfolio.document)) == 1


async def test_editing_the_field_chooses_too(samples: Workspace, at_desk: Open) -> None:
    key = in_two_places(samples)
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2", "e", "end")
        await desk.type(" and there")
        await desk.press("enter")
        assert desk.portfolio.evidence[key].title == "Said here and there"
        assert open_conflicts(desk.portfolio.document) == []


async def test_a_file_broken_under_the_app_is_said_and_never_overwritten(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        good = desk.path.read_bytes()
        await desk.press("2")
        desk.path.write_bytes(good[: len(good) // 2])
        desk.app.look_again()
        await desk.settle()
        assert "amara-okafor.json" in desk.text.splitlines()[0]
        await desk.press("d")
        assert desk.path.read_bytes() == good[: len(good) // 2]
        desk.path.write_bytes(good)
        desk.app.look_again()
        await desk.settle()
        await desk.press("d")
        assert "✓ saved" in desk.text.splitlines()[0]
        assert sum("deleted" in one for one in json.loads(desk.path.read_bytes())["evidence"].values()) == 2
