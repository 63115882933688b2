"""Helpers for tests of the tag picker: a portfolio whose pieces go by their titles, and what is read off the screen."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.model.canonical import Json
from leaptui.model.edits import add_evidence, tag
from leaptui.model.portfolio import Portfolio
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.rows import GuidelineRows
from leaptui.tui.tagging.tag import open_picker
from tests.tui.conftest import Desk

AT = "2026-11-19T16:40:00Z"
NOOR = "noor-haddad"


def of(code: str) -> str:
    return f"leap-2020:{code}"


class Shelf:
    """A portfolio with pieces that are named by their titles."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.store = PortfolioStore(workspace, NOOR)
        self.ids: dict[str, str] = {}

    def add(self, title: str, levels: dict[str, str | None] | None = None, why: str = "", body: str = "") -> str:
        fields: dict[str, Json] = {"title": title, "made_on": "2026-11-01", "body": [body]}
        change, made = add_evidence(self.store.portfolio, AT, fields)
        self.store.apply(change)
        if levels:
            known = {of(code): level for code, level in levels.items()}
            framework = load_frameworks(self.workspace).found["leap-2020"]
            self.store.apply(tag(self.store.portfolio, framework, AT, [made], known, why or None))
        self.ids[title] = made
        return made


async def pick(desk: Desk, ids: Sequence[str]) -> TagPicker:
    open_picker(desk.app.screen, ids)
    await desk.settle()
    assert isinstance(desk.app.screen, TagPicker)
    return desk.app.screen


def rows(desk: Desk) -> GuidelineRows:
    return desk.app.screen.query_one(GuidelineRows)


def said(portfolio: Portfolio, piece: str) -> dict[str, tuple[str | None, str]]:
    return {
        claim.guideline.partition(":")[2]: (claim.level, claim.reason) for claim in portfolio.claims_of.get(piece, [])
    }


def line_with(desk: Desk, words: str) -> tuple[int, str]:
    """Where a line with these words stands on the screen."""
    found = [(y, line) for y, line in enumerate(desk.text.splitlines()) if words in line]
    assert found, desk.text
    return found[0]
