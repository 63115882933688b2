"""The keys of the learner's own work, which wait while somebody else speaks."""

from __future__ import annotations

from typing import Final

from textual.binding import Binding, BindingsMap

LEARNERS: Final = frozenset(
    {
        "add",
        "advance",
        "answer",
        "ask",
        "back_at",
        "begin",
        "bring",
        "conflicts",
        "done",
        "edit",
        "end",
        "extend",
        "file",
        "fork",
        "let_go",
        "level",
        "link",
        "move",
        "move_down",
        "new",
        "opportunity",
        "privacy",
        "reached",
        "replan",
        "rest",
        "set",
        "share",
        "skip",
        "support",
        "switch",
        "tag",
        "template",
        "tick",
        "trash",
        "turn",
        "undo_trash",
        "wait",
        "words",
    }
)
"""What the keys of lists and panes do that writes the learner's records: the last word of their ids."""
THEIRS: Final = (
    "reading.",
    "review.",
    "session.",
    "mentor.",
    "form.",
    "choose.",
    "choice.",
    "overlay.",
    "picker.",
    "days.",
    "tick.",
    "framework.begin",
)
"""Where the same words are for whoever speaks; where the learner begins, they confirm."""


def is_learners(binding_id: str) -> bool:
    """Whether a key writes what only the learner writes."""
    return not binding_id.startswith(THEIRS) and binding_id.rpartition(".")[2] in LEARNERS


def held_to_voice(bindings: BindingsMap) -> BindingsMap:
    """Keys as they are while somebody else speaks: those of the learner's own work only say why."""
    held = bindings.copy()
    for key, found in bindings.key_to_bindings.items():
        if any(binding.id and is_learners(binding.id) for binding in found):
            held.key_to_bindings[key] = [
                Binding(key, "app.not_theirs", "", show=False) if is_learners(binding.id or "") else binding
                for binding in found
            ]
    return held
