"""Golden frames: every screen as text, at two sizes. `LEAPTUI_GOLDEN=write pytest -n 0 tests/tui/test_golden.py` writes them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open

FRAMES = Path(__file__).parent / "golden"
WRITE = os.environ.get("LEAPTUI_GOLDEN") == "write"
SIZES = {"120x36": (120, 36), "80x24": (80, 24)}
SAMPLE_FRAMES = {
    "today": (),
    "evidence": ("2",),
    "framework": ("3",),
    "goals": ("4",),
    "search": ("slash", "b", "e", "e"),
    "tag": ("2", "t"),
    "add": ("a",),
    "help": ("2", "question_mark"),
    "palette": ("ctrl+p",),
}


def compare(name: str, text: str) -> None:
    """Compare a frame with the one that is kept, or keep it."""
    path = FRAMES / f"{name}.txt"
    if WRITE:
        FRAMES.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("frame", SAMPLE_FRAMES)
async def test_frame_of_the_samples(frame: str, size: str, samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, "amara-okafor", SIZES[size]) as desk:
        if SAMPLE_FRAMES[frame]:
            await desk.press(*SAMPLE_FRAMES[frame])
        compare(f"{frame}-{size}", desk.text)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
async def test_frame_of_an_empty_portfolio(key: str, size: str, empty: Workspace, at_desk: Open) -> None:
    async with at_desk(empty, "noor-haddad", SIZES[size]) as desk:
        await desk.press("tab", key)
        compare(f"empty-{key}-{size}", desk.text)
