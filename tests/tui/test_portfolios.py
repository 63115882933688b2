"""Portfolios of a workspace: opened, begun, renamed; two versions of a field chosen between; a broken file survived."""

from __future__ import annotations

import json

from leaptui.merge import Stamp, merge3, open_conflicts
from leaptui.model.canonical import Document, canonical_bytes, read_document
from leaptui.store.workspace import Workspace
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
        await command(desk, "change the learner")
        await desk.type(" junior")
        await desk.press("enter")
        assert desk.portfolio.meta.learner.name == "Amara Okafor junior"
        await desk.press("u")
        assert desk.portfolio.meta.learner.name == "Amara Okafor"


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
        await desk.press("c", "down", "enter")
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
        assert "✓ saved" in desk.text.splitlines()[0]
        await desk.press("d")
        assert sum("deleted" in one for one in json.loads(desk.path.read_bytes())["evidence"].values()) == 2
