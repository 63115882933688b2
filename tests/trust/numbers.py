"""How much of each test is run: a quick part in every run of the tests, the whole by `python -m tests.trust`.

`LEAPTUI_TESTS=full` asks for the whole, `LEAPTUI_NUMBERS="race.rounds=2 kill.step=5"` for other numbers.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

QUICK_AND_FULL: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "merge.examples": (2_000, 200_000),  # generated cases for each property of the merge
        "merge.seed": (0, 0),  # slices of the full run with different seeds try different cases
        "clones.stories": (50, 2_000),  # generated stories of five clones, with files alone
        "clones.with_git": (8, 2_000),  # the same with the engine and git
        "clones.steps": (30, 50),  # steps of each
        "kill.step": (
            61,
            1,
        ),  # a sync is killed at every so-many-th touch of the disk, and at every so-many-th call of git
        "fault.step": (61, 1),  # a sync is refused the disk at every so-many-th touch of ours
        "fault.git": (244, 1),  # and at every so-many-th touch of git's
        "damage.step": (7, 1),  # a file is cut, and changed, at every so-many-th byte
        "good.stories": (3, 100),  # stories of a portfolio, at each step of which its file might break
        "race.clones": (8, 48),  # how many clones sync at once, at most
        "race.rounds": (1, 5),
        "saves.each": (50, 500),  # saves of each of eight programs
        "kiosk.kills": (8, 500),  # how often a kiosk is killed: half with a remote and syncs, half without
        "kiosk.tries": (3, 100),  # how often it is killed right after a wrong secret
        "wire.offsets": (3, 50),  # places at which a line is cut, or falls silent, each way
    }
)


def is_full() -> bool:
    """Whether the whole is to be run."""
    return _IS_FULL


def number(name: str) -> int:
    """How many of something this run has, or how many steps it takes at once."""
    return _CHOSEN.get(name, QUICK_AND_FULL[name][_IS_FULL])


def _chosen(text: str) -> Mapping[str, int]:
    pairs = (part.partition("=") for part in text.split())
    chosen = {name: int(count) for name, _, count in pairs}
    if unknown := chosen.keys() - QUICK_AND_FULL.keys():
        raise ValueError(f"there is no number called {', '.join(sorted(unknown))}")
    return MappingProxyType(chosen)


# Read once: each test takes everything that begins with LEAPTUI out of its environment.
_IS_FULL = os.environ.get("LEAPTUI_TESTS") == "full"
_CHOSEN = _chosen(os.environ.get("LEAPTUI_NUMBERS", ""))
