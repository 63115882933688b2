"""What the tour tells: a few steps, each on a screen, most of them at a pane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from leaptui.language import N_


@dataclass(frozen=True)
class Step:
    """One step: the screen it is on, what it points at (a selector), its title, what it says.

    `says` may name keys as `{word}`; `keys` tells which binding's key stands for each word.
    """

    screen: str
    title: str
    says: str
    at: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)


STEPS = (
    Step(
        "today",
        N_("Today"),
        N_(
            "What matters now: your week, your next steps, where you are. The numbers go from screen to screen: {two} is "
            "Evidence, {three} Framework, {four} Goals, {one} leads back here."
        ),
        "TabLine",
        {"one": "app.go_today", "two": "app.go_evidence", "three": "app.go_framework", "four": "app.go_goals"},
    ),
    Step(
        "today",
        N_("Keys"),
        N_(
            "The last line shows the keys that work now; each can be clicked too. {all} finds everything there is to do by "
            "typing, {help} tells all the keys of where you are."
        ),
        "FooterLine",
        {"all": "app.commands", "help": "app.help"},
    ),
    Step(
        "evidence",
        N_("Evidence"),
        N_(
            "Everything you made, tried or found out. {add} adds a piece: one line and Enter are enough, words and pictures "
            "can come later. {search} finds any word. Try it, or go on."
        ),
        "#pieces",
        {"add": "app.add", "search": "app.search"},
    ),
    Step(
        "evidence",
        N_("What it shows"),
        N_(
            "{tag} ties a piece to what it shows: a guideline of your framework, how far along you are, and because of what. "
            "One piece may show several."
        ),
        "#piece",
        {"tag": "evidence.tag"},
    ),
    Step(
        "framework",
        N_("Framework"),
        N_(
            "The guidelines, how far along each is, and when its evidence was made. A gap is no debt: it is room. From here "
            "a gap becomes a goal, and a guideline leads to its evidence."
        ),
        "#tree-pane",
    ),
    Step(
        "goals",
        N_("Goals and pace"),
        N_(
            "A goal has steps that you tick, and a pace is your own: change it, or take a rest, whenever you like. Nothing "
            "here is late."
        ),
        "PacePane",
    ),
    Step(
        "goals",
        N_("Nothing gets lost"),
        N_(
            "Every change is saved at once, and {undo} takes the last one back, again and again. What is thrown away waits "
            "in the trash. That was the tour; {all} has it again."
        ),
        "HeaderLine",
        {"undo": "app.undo", "all": "app.commands"},
    ),
)
