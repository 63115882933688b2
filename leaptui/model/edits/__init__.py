"""What a learner does, as changes: each function takes the portfolio as it stands and gives the change to apply."""

from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.edits.evidence import add_evidence, edit_evidence, tag, untag
from leaptui.model.edits.feedback import answer_feedback
from leaptui.model.edits.goals import add_goal, add_step, edit_goal, edit_step, link_step, move_step, tick_step
from leaptui.model.edits.pace import edit_break, edit_pace, end_break, set_pace, take_break
from leaptui.model.edits.past import bring_back
from leaptui.model.edits.portfolio import edit_meta, new_document, rename_learner
from leaptui.model.edits.trash import empty_trash, restore, trash
from leaptui.model.titles import quoted

__all__ = [
    "Draft",
    "Invalid",
    "add_evidence",
    "add_goal",
    "add_step",
    "answer_feedback",
    "bring_back",
    "edit_break",
    "edit_evidence",
    "edit_goal",
    "edit_meta",
    "edit_pace",
    "edit_step",
    "empty_trash",
    "end_break",
    "link_step",
    "move_step",
    "new_document",
    "quoted",
    "rename_learner",
    "restore",
    "set_pace",
    "tag",
    "take_break",
    "tick_step",
    "trash",
    "untag",
]
