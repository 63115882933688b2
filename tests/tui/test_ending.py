"""A window that is closed while something is typed: it is noted to the last letter, wherever it is typed."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest
from textual.widgets import Input, TextArea

from leaptui.store.drafts import Drafts
from leaptui.store.workspace import Workspace
from tests.tui.conftest import Open
from tests.tui.goals_desk import AMARA
from tests.tui.review_desk import with_reviews

WORDS = "wax holds where glue does not"

PLACES: dict[str, Sequence[str]] = {
    "the sheet of a piece": ("2", "a"),
    "a reason beside a tag": ("2", "t", "down", "1", "tab"),
    "the questions of a review": ("8", "e", "tab"),
}
"""By where something is typed: the keys that lead there."""


@pytest.mark.parametrize("place", PLACES)
async def test_the_last_letter_is_noted_when_the_window_is_closed(
    samples: Workspace, at_desk: Open, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    with_reviews(samples)
    for module in ("widgets.form", "tagging.picker", "review.kept"):
        monkeypatch.setattr(f"leaptui.tui.{module}.NOTE_SECONDS", 3600.0)
    async with at_desk(samples, AMARA) as desk:
        await desk.press(*PLACES[place])
        assert isinstance(desk.app.focused, Input | TextArea), desk.text
        await desk.type(WORDS)
        assert desk.app.session.drafts.sheets() == []
        os.kill(os.getpid(), signal.SIGHUP)
        await desk.settle()
    left = Drafts(samples, AMARA)
    noted = "".join(value for key in left.sheets() for value in (left.get(key) or {}).values())
    # A field of a review is kept where it is left, as it is when the window goes.
    assert WORDS in noted + samples.path(AMARA).read_text(encoding="utf-8")
