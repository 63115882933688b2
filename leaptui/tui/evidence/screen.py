"""The Evidence screen: what is done to the pieces that are browsed there."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding

from leaptui.language import N_
from leaptui.tui.base import desk
from leaptui.tui.evidence.acts import bring_back, link_goals, offer_files, throw_away
from leaptui.tui.evidence.browse import Browsing
from leaptui.tui.evidence.drop_field import Dropped
from leaptui.tui.evidence.pieces import PieceList

_OF_PIECES = frozenset({"tag", "edit", "file", "link", "trash", "share", "confirm"})
"""What is done to the piece under the cursor, or to those selected; what is in the trash is only brought back."""


class EvidenceScreen(Browsing):
    """Browse, search, narrow, tag, edit."""

    NAME = "evidence"
    BINDINGS = [
        Binding(
            "t", "tag", N_("Tag"), id="evidence.tag", tooltip=N_("Tag the piece, or all selected, with guidelines")
        ),
        Binding("e", "edit", N_("Edit"), show=False, id="evidence.edit", tooltip=N_("Edit the piece, or all selected")),
        Binding(
            "i",
            "file",
            N_("Add a file"),
            show=False,
            id="evidence.file",
            tooltip=N_("Add a picture or file to the piece"),
        ),
        Binding(
            "L",
            "link",
            N_("Link to goals"),
            show=False,
            id="evidence.link",
            tooltip=N_("Say which goals the piece belongs to"),
        ),
        Binding(
            "W",
            "share",
            N_("Share with"),
            show=False,
            id="evidence.share",
            tooltip=N_("Choose which portfolios here may take the piece in; nothing is copied"),
        ),
        Binding(
            "C",
            "confirm",
            N_("Confirmed"),
            show=False,
            id="evidence.confirm",
            tooltip=N_("Let the host of an experience confirm the piece, in a line or by its code"),
        ),
        Binding(
            "F",
            "answer",
            N_("Answer"),
            show=False,
            id="evidence.answer",
            tooltip=N_("Answer what others said of the piece"),
        ),
        Binding(
            "d,delete",
            "trash",
            N_("Trash"),
            show=False,
            id="evidence.trash",
            tooltip=N_("Move to the trash, or bring back from it"),
        ),
    ]

    def chosen_pieces(self) -> list[str]:
        """The selected pieces in the list's order, else the one under the cursor."""
        pieces = self.query_one(PieceList)
        if pieces.selected:
            return [one for one in pieces.ids if one in pieces.selected]
        return [pieces.key] if pieces.key else []

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The pieces that are selected, or the one the cursor is on: what is copied."""
        return [("evidence", piece) for piece in self.chosen_pieces()]

    def action_tag(self) -> None:
        """Open the tag picker."""
        from leaptui.tui.tagging.tag import open_picker

        open_picker(self, self.chosen_pieces())

    def action_edit(self) -> None:
        """Edit the piece, or what many have in common."""
        from leaptui.tui.evidence.write import edit_piece, edit_pieces

        ids = [one for one in self.chosen_pieces() if one in desk(self).session.portfolio.evidence]
        if len(ids) == 1:
            edit_piece(self, ids[0])
        elif ids:
            edit_pieces(self, ids)

    def action_answer(self) -> None:
        """Answer what others said of the piece."""
        from leaptui.tui.review.answer import answer_piece

        key = self.query_one(PieceList).key
        if key:
            answer_piece(self, key)

    def action_file(self) -> None:
        """Add a file to the piece."""
        from leaptui.tui.evidence.write import add_file

        key = self.query_one(PieceList).key
        if key in desk(self).session.portfolio.evidence and key:
            add_file(self, key)

    def on_dropped(self, event: Dropped) -> None:
        """Files were dropped onto the screen: they are offered to the piece under the cursor."""
        event.stop()
        offer_files(self, self.query_one(PieceList).key, event.paths)

    def on_begun_line_wanted(self) -> None:
        """The line that tells of a sheet was clicked: go on with it."""
        from leaptui.tui.evidence.write import add_piece

        add_piece(self)

    def action_link(self) -> None:
        """Say which goals the pieces belong to."""
        link_goals(self, self.chosen_pieces())

    def action_share(self) -> None:
        """Share the piece with other portfolios of the workspace."""
        from leaptui.tui.evidence.shared import share_piece

        key = self.query_one(PieceList).key
        if key in desk(self).session.portfolio.evidence and key:
            share_piece(self, key)

    def action_confirm(self) -> None:
        """Let the host confirm the piece."""
        from leaptui.tui.evidence.confirm_form import let_confirm

        key = self.query_one(PieceList).key
        if key in desk(self).session.portfolio.evidence and key:
            let_confirm(self, key)

    def action_trash(self) -> None:
        """Move to the trash; in the trash, bring back."""
        ids = self.chosen_pieces()
        self.query_one(PieceList).clear_selection()
        (bring_back if self.narrow.trash else throw_away)(self, ids)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is done to a piece needs one; one in the trash is only brought back."""
        if action in _OF_PIECES and self.is_mounted:
            pieces = self.query_one(PieceList)
            return pieces.key is not None and (action == "trash" or not self.narrow.trash)
        return super().check_action(action, parameters)
