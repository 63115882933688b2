"""Every screen and dialog that is kept as a frame: how one comes to it. A new one is a new line here.

A step is a key, or `type:words`. Within a group the states follow one another in one run of the app; a state says how to come
from the one before it (`escape` closes a dialog).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from leaptui.store.workspace import Workspace
from tests.tui.conftest import Desk
from tests.tui.test_portfolios import in_two_places

SIZES: Mapping[str, tuple[int, int]] = {"120x36": (120, 36), "80x24": (80, 24)}
SMALL: Mapping[str, tuple[int, int]] = {"59x17": (59, 17)}


@dataclass(frozen=True)
class Group:
    """States that are come to in one run: in whose portfolio, at which sizes, and what happened to the files before."""

    learner: str
    states: Mapping[str, tuple[str, ...]]
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=lambda: SIZES)
    before: Callable[[Workspace], object] | None = None

    def workspace(self, request: pytest.FixtureRequest) -> Workspace:
        """The workspace the run begins in."""
        found: Workspace = request.getfixturevalue("empty" if self.learner == NOOR else "samples")
        if self.before is not None:
            self.before(found)
        return found


async def go_on(desk: Desk, steps: tuple[str, ...]) -> None:
    """Do what a state's steps say."""
    for step in steps:
        await (desk.type(step.removeprefix("type:")) if step.startswith("type:") else desk.press(step))


AMARA, NOOR = "amara-okafor", "noor-haddad"

BEGIN, SHELF = "begin", "shelf"
"""The states before a portfolio is open: there is none yet, and there are several."""

GROUPS: Mapping[str, Group] = {
    "today": Group(
        AMARA,
        {
            "today": (),
            "help": ("question_mark",),
            "palette": ("escape", "ctrl+p"),
            "palette-found": ("type:goal",),
            "themes": ("escape", "ctrl+p", "type:theme", "enter"),
            "portfolios": ("escape", "ctrl+p", "type:open another", "enter"),
            "portfolio-new": ("escape", "ctrl+p", "type:begin a new", "enter"),
            "jump": ("escape", "ctrl+o"),
        },
    ),
    "evidence": Group(AMARA, {"evidence": ("2",), "evidence-search": ("slash", "b", "e", "e")}),
    "narrowed": Group(
        AMARA,
        {
            "evidence-trash": ("2", "f", "down", "down", "down", "enter"),
            "evidence-facet": ("enter", "down", "down", "enter"),
        },
    ),
    "selected": Group(AMARA, {"evidence-selected": ("2", "space", "space", "space"), "tag-many": ("t",)}),
    "tagging": Group(AMARA, {"tag": ("2", "t"), "tag-found": ("type:need",)}),
    "sheets": Group(AMARA, {"evidence-edit": ("2", "e"), "add": ("escape", "a")}),
    "framework": Group(
        AMARA,
        {
            "framework": ("3",),
            "framework-guideline": ("down", "down"),
            "framework-map": ("m",),
            "framework-gaps": ("m", "f"),
        },
    ),
    "goals": Group(
        AMARA,
        {
            "goals": ("4",),
            "goals-new": ("n",),
            "goals-edit": ("escape", "e"),
            "goal": ("escape", "enter"),
            "goal-step-new": ("n",),
        },
    ),
    "replanning": Group(AMARA, {"goals-replan": ("4", "p"), "goals-pace": ("type:pace", "enter")}),
    "resting": Group(AMARA, {"goals-break": ("4", "p", "type:break", "enter")}),
    "choosing": Group(
        AMARA,
        {
            "language": ("ctrl+p", "type:the language", "enter"),
            "days": ("escape", "ctrl+p", "type:how days", "enter"),
            "rename": ("escape", "ctrl+p", "type:learner's name", "enter"),
            "tour": ("escape", "ctrl+p", "type:take the tour", "enter"),
        },
    ),
    "versions": Group(AMARA, {"evidence-versions": ("2",), "versions": ("c",)}, before=in_two_places),
    "empty": Group(
        NOOR,
        {
            "empty-today": (),
            "empty-evidence": ("tab", "2"),
            "empty-framework": ("3",),
            "empty-goals": ("4",),
        },
    ),
    "small": Group(AMARA, {"too-small": ()}, SMALL),
}
