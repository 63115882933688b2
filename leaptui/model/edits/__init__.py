"""What a learner does, as changes: each function takes the portfolio as it stands and gives the change to apply."""

from leaptui.model.edits.asks import add_ask, answer_ask, edit_ask, let_go_ask, reopen_ask
from leaptui.model.edits.confirming import confirm
from leaptui.model.edits.draft import Draft, Invalid
from leaptui.model.edits.evidence import add_evidence, edit_evidence, tag, untag
from leaptui.model.edits.feedback import answer_feedback
from leaptui.model.edits.goals import add_goal, add_step, edit_goal, edit_step, link_step, move_step, tick_step
from leaptui.model.edits.opportunities import add_opportunity, edit_opportunity
from leaptui.model.edits.pace import edit_break, edit_pace, end_break, set_pace, take_break
from leaptui.model.edits.past import bring_back
from leaptui.model.edits.people import add_person, edit_person
from leaptui.model.edits.portfolio import edit_meta, new_document, rename_learner
from leaptui.model.edits.sharing import share, take_shared
from leaptui.model.edits.trash import empty_trash, restore, trash
from leaptui.model.titles import quoted

__all__ = [
    "Draft",
    "Invalid",
    "add_ask",
    "add_evidence",
    "add_goal",
    "add_opportunity",
    "add_person",
    "add_step",
    "answer_ask",
    "answer_feedback",
    "bring_back",
    "confirm",
    "edit_ask",
    "edit_break",
    "edit_evidence",
    "edit_goal",
    "edit_meta",
    "edit_opportunity",
    "edit_pace",
    "edit_person",
    "edit_step",
    "empty_trash",
    "end_break",
    "let_go_ask",
    "link_step",
    "move_step",
    "new_document",
    "quoted",
    "rename_learner",
    "reopen_ask",
    "restore",
    "set_pace",
    "share",
    "tag",
    "take_break",
    "take_shared",
    "tick_step",
    "trash",
    "untag",
]
