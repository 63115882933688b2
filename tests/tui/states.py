"""Every screen and dialog that is kept as a frame: how one comes to it. A new one is a new line here.

A step is a key, `type:words`, `choose:KEY` (an option of the sheet that is open) or `command:KEY` (one of the palette); what is
chosen by its key is found in every language. Within a group the states follow one another in one run of the app; a state says
how to come from the one before it (`escape` closes a dialog).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from leaptui.store.workspace import Workspace
from leaptui.tui.widgets.choose import OptionRows
from tests.tui.conftest import Desk
from tests.tui.history_desk import in_a_week
from tests.tui.test_portfolios import in_two_places
from tests.tui.two_places import in_many_places

SIZES: Mapping[str, tuple[int, int]] = {"120x36": (120, 36), "80x24": (80, 24)}
SMALL: Mapping[str, tuple[int, int]] = {"59x17": (59, 17)}
TIGHT = "80x24"
"""The size at which every state is kept in the other languages, too: where there is least room for their longer words."""


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
        what, _colon, rest = step.partition(":")
        if what == "type" and rest:
            await desk.type(rest)
        elif what in {"choose", "command"} and rest:
            if what == "command":
                await desk.press("ctrl+p")
            assert desk.app.screen.query_one(OptionRows).go_to(rest), step
            await desk.press("enter")
        else:
            await desk.press(step)


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
            "themes": ("escape", "command:theme"),
            "portfolios": ("escape", "command:open"),
            "portfolio-new": ("escape", "command:new"),
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
    "replanning": Group(AMARA, {"goals-replan": ("4", "p"), "goals-pace": ("choose:pace",)}),
    "resting": Group(AMARA, {"goals-break": ("4", "p", "choose:rest")}),
    "choosing": Group(
        AMARA,
        {
            "language": ("command:language",),
            "days": ("escape", "command:days"),
            "rename": ("escape", "command:rename"),
            "import": ("escape", "command:import"),
            "tour": ("escape", "command:tour"),
        },
    ),
    "versions": Group(AMARA, {"evidence-versions": ("2",)}, before=in_two_places),
    "conflicts": Group(
        AMARA,
        {
            "conflicts-trash": ("c",),
            "conflicts": ("down",),
            "conflicts-edit": ("e",),
            "conflicts-level": ("escape", "down", "down"),
            "conflicts-done": ("M",),
        },
        before=in_many_places,
    ),
    "history": Group(
        AMARA,
        {
            "history": ("r",),
            "history-change": ("down", "down", "down", "down", "down", "down"),
            "history-bring": ("b",),
            "history-past": ("escape", "v"),
            "history-compare": ("escape", "m", "home", "m"),
            "history-find": ("escape", "f", "type:wind"),
        },
        before=in_a_week,
    ),
    "connecting": Group(AMARA, {"connect": ("S",), "connect-trouble": ("type:/nowhere/class.git", "enter")}),
    "empty": Group(
        NOOR,
        {
            "empty-today": (),
            "empty-evidence": ("tab", "2"),
            "empty-framework": ("3",),
            "empty-goals": ("4",),
            "empty-history": ("escape", "r"),
        },
    ),
    "small": Group(AMARA, {"too-small": ()}, SMALL),
}
