"""A screen is painted with less work than Textual's own way takes, and with the same cells."""

from __future__ import annotations

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.widgets.sparing import SparingCompositor
from tests.tui.conftest import Desk, Open


def _compositor(desk: Desk) -> Compositor:
    # There is no public way to it, nor to the pieces that a line is put together from.
    return desk.app.screen._compositor


def _every_line(y: int) -> bool:
    del y
    return True


def _differing(compositor: Compositor, part: Region) -> list[tuple[int, int]]:
    """The places in a part of the screen where the two ways give different cells."""
    own = compositor._render_chops(part, _every_line)
    textuals = Compositor._render_chops(compositor, part, _every_line)
    first, last = part.column_span
    return [
        (x, y)
        for y in part.line_range
        for x, end in zip(compositor.cuts[y], compositor.cuts[y][1:], strict=False)
        if end > first and x < last and _cells(own[y][x]) != _cells(textuals[y][x])
    ]


def _cells(strip: Strip | None) -> list[tuple[str, object]]:
    """The signs of a piece of a line, each with its style."""
    assert strip is not None
    return [(sign, style) for text, style, _ in strip for sign in text]


@pytest.mark.parametrize("keys", [(), ("2", "/", "r"), ("3",), ("4",), ("8",), ("a",), ("2", "t"), ("f1",), ("2", "o")])
@pytest.mark.parametrize("size", [(120, 36), (80, 24)])
async def test_the_same_cells(samples: Workspace, at_desk: Open, keys: tuple[str, ...], size: tuple[int, int]) -> None:
    async with at_desk(samples, "amara-okafor", size) as desk:
        await desk.press(*("slash" if key == "/" else key for key in keys))
        compositor = _compositor(desk)
        assert isinstance(compositor, SparingCompositor)
        width, height = size
        for part in (
            Region(0, 0, width, height),
            Region(0, 2, width // 2, height - 4),
            Region(width // 3 + 1, 5, 7, 3),
            Region(width - 1, height - 1, 1, 1),
        ):
            assert not _differing(compositor, part), part


@pytest.mark.parametrize("left", [0, 5])
async def test_under_a_widget_that_is_going_lies_what_lies_under_it(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2")
        # A widget that is being removed has no size any more while the compositor still knows where it stood.
        pieces = desk.app.screen.query_one(PieceList)
        whole = pieces.render_lines
        monkeypatch.setattr(pieces, "render_lines", lambda crop: [strip.crop(0, left) for strip in whole(crop)])
        width, height = desk.app.size
        for part in (Region(0, 0, width, height), pieces.region):
            assert not _differing(_compositor(desk), part), part


async def test_asks_no_widget_beside_what_changed(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_desk(samples, "amara-okafor") as desk:
        await desk.press("2")
        asked: list[Widget] = []
        own = Widget.render_lines

        def watched(widget: Widget, crop: Region) -> list[Strip]:
            asked.append(widget)
            return own(widget, crop)

        pieces = desk.app.screen.query_one(PieceList)
        part = pieces.region
        monkeypatch.setattr(Widget, "render_lines", watched)
        _compositor(desk)._render_chops(part, _every_line)
        assert pieces in asked
        assert all(one is pieces or one.parent is pieces for one in asked), asked
