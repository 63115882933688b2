"""Painting no more than what is painted: the part of Textual that puts the widgets of a screen together, made sparing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class SparingCompositor(Compositor):
    """A compositor that asks a widget only for the lines of it that will be seen.

    Textual's own asks all of them, and all their lines, whenever any widget has changed: those beside what has changed, and the
    containers that lie under their children to the last cell. What comes out is the same.
    """

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        """The pieces of every line within a part of the screen; the others stay None, and are not written."""
        cuts = self.cuts
        chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
        lines = [y for y in crop.line_range if 0 <= y < len(cuts) and is_rendered_line(y)]
        missing = {y: _within(cuts[y], *crop.column_span) for y in lines}
        for widget, (region, clip) in self.visible_widgets.items():
            shown = region.intersection(clip)
            part = shown.intersection(crop)
            if not part:
                continue
            first, last = shown.column_span
            # What lies on top comes first: what it fills is not asked of those under it.
            open_cuts = {y: found for y in part.line_range if (found := _of(missing.get(y), first, last))}
            if not open_cuts:
                continue
            top, bottom = min(open_cuts), max(open_cuts) + 1
            strips = widget.render_lines(Region(first - region.x, top - region.y, shown.width, bottom - top))
            for y, found in open_cuts.items():
                line_cuts = cuts[y]
                ends = [cut - first for cut in line_cuts if first < cut <= last]
                starts = [cut for cut in line_cuts if first <= cut < last]
                # A widget that is being removed stands here still, and has nothing to show: what lies under it is asked then.
                filled = dict(zip(starts, strips[y - top].divide(ends), strict=False))
                for cut in found & filled.keys():
                    chops[y][cut] = filled[cut]
                    missing[y].remove(cut)
        return cast("Sequence[Mapping[int, Strip]]", chops)


def _within(cuts: list[int], first: int, last: int) -> set[int]:
    """The cuts of a line that begin a piece of it between two columns."""
    return {start for start, end in pairwise(cuts) if end > first and start < last}


def _of(missing: set[int] | None, first: int, last: int) -> set[int]:
    """Those of them that lie within a widget."""
    return {cut for cut in missing if first <= cut < last} if missing else set()
