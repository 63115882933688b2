"""The review while it is held: the piece at the left; the guideline, feedback and what comes next at the right."""

from __future__ import annotations

from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.language import N_, _
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import PLAIN, Span
from leaptui.tui.review.acts import agree_now, next_step, rate
from leaptui.tui.review.feedback import FeedbackPane, SaidPane
from leaptui.tui.review.following import DECIDED, DecisionLine, FollowingPane
from leaptui.tui.review.going import WentOn
from leaptui.tui.review.guideline import GuidelinePane
from leaptui.tui.review.kept import Kept, KeptLine, keep_all
from leaptui.tui.review.piece import ReviewedPiece
from leaptui.tui.review.table import Table, laid
from leaptui.tui.review.why import open_why
from leaptui.tui.tagging.tag import open_picker
from leaptui.tui.voice.banner import BannerLine

KEYED_LEVELS: Final = 4
_DECIDING = {
    "advance": N_("The learner goes on from here"),
    "deeper": N_("The learner goes deeper into this"),
    "more": N_("More evidence first"),
}


class Sitting(Horizontal):
    """What lies on the table, and the keys with which it is spoken of."""

    BINDINGS = [
        Binding(
            "ctrl+right",
            "piece(1)",
            N_("Next piece"),
            key_display="^→",
            priority=True,
            id="session.next",
            tooltip=N_("To the next piece of the review, while one types, too"),
        ),
        Binding(
            "ctrl+left",
            "piece(-1)",
            N_("Piece before"),
            show=False,
            key_display="^←",
            priority=True,
            id="session.before",
            tooltip=N_("To the piece before, while one types, too"),
        ),
        Binding("n", "piece(1)", N_("Next piece"), show=False, id="session.on", tooltip=N_("To the next piece")),
        Binding("p", "piece(-1)", N_("Piece before"), show=False, id="session.off", tooltip=N_("To the piece before")),
        Binding(
            "space", "claim(1)", N_("Next claim"), id="session.claim", tooltip=N_("To the next claim of the piece")
        ),
        Binding(
            "e", "write", N_("Feedback"), id="session.feedback", tooltip=N_("Write feedback; answer it, as learner")
        ),
        *(
            Binding(
                str(rank),
                f"level({rank})",
                N_("Level"),
                show=rank == 1,
                key_display="1–4" if rank == 1 else None,
                id=f"session.level_{rank}",
                tooltip=N_("Say how far along the claim is, in whoever's word it is now"),
            )
            for rank in range(1, KEYED_LEVELS + 1)
        ),
        *(
            Binding(key, f"decide('{value}')", says, show=False, id=f"session.{value}", tooltip=_DECIDING[value])
            for key, value, says in DECIDED
        ),
        Binding(
            "i",
            "why",
            N_("Say why"),
            id="session.why",
            tooltip=N_("Say in words why you see the claim at that level; it stands beside it"),
        ),
        Binding("s", "step", N_("New step"), show=False, id="session.step", tooltip=N_("Write a step that comes next")),
        Binding(
            "y", "agree", N_("Agree"), show=False, id="session.agree", tooltip=N_("Agree to the review as it stands")
        ),
        Binding(
            "b",
            "unled",
            N_("Rate unseen"),
            show=False,
            id="session.unled",
            tooltip=N_("Keep others' ratings closed until your own is given, or open them"),
        ),
        Binding(
            "t", "tag", N_("Own claims"), show=False, id="session.tag", tooltip=N_("The learner's own tags and levels")
        ),
        Binding("f", "close", N_("To the end"), id="session.close", tooltip=N_("Next steps, notes, and both agree")),
        Binding("escape", "back", N_("Back"), show=False, id="session.back", tooltip=N_("To the list of reviews")),
    ]

    def __init__(self) -> None:
        super().__init__(id="sitting")
        self.review_id = ""
        self.table: Table | None = None
        self._at = self._claim_at = 0
        self._unled = False

    def compose(self) -> ComposeResult:
        """The four panes."""
        yield ReviewedPiece()
        with Vertical(id="beside"):
            yield GuidelinePane()
            yield FeedbackPane()
            yield SaidPane()
            yield FollowingPane(self._save_step)

    # ---- showing

    def hold(self, review_id: str) -> None:
        """Lay a review on the table, its first piece first."""
        if review_id != self.review_id:
            self.review_id, self._at, self._claim_at = review_id, 0, 0
        self.query_one(ReviewedPiece).focus()

    def show_table(self) -> bool:
        """Show what lies on the table now; tells whether the review is still there."""
        session = desk(self).session
        self.table = laid(session, self.review_id, self._at, self._claim_at, unled=self._unled)
        if self.table is None:
            return False
        self._at, self._claim_at = self.table.at, self.table.claim_at
        spoken = session.voice is not None
        self.query_one(FeedbackPane).display, self.query_one(SaidPane).display = spoken, not spoken
        self.query_one(ReviewedPiece).show_table(self.table)
        self.query_one(GuidelinePane).show_table(self.table)
        self.query_one(FeedbackPane).show_table(self.table)
        self.query_one(SaidPane).show_table(self.table)
        self.query_one(FollowingPane).show_table(self.table)
        return True

    def keep(self) -> None:
        """Keep what is written and not kept yet."""
        keep_all(self)

    def beside_voice(self) -> list[Span]:
        """Which piece of how many."""
        if self.table is None or not self.table.pieces:
            return []
        at, total = self.table.at + 1, len(self.table.pieces)
        says = _("piece {n} of {total}").format(n=at, total=total)
        if total > 12:
            return [(says, PLAIN)]
        return [(f"{says}   ", PLAIN), (glyphs.TICKED * at + glyphs.UNTICKED * (total - at), PLAIN)]

    def leave_field(self) -> None:
        """Out of a field, to the guideline."""
        self.query_one(GuidelinePane).focus()

    def on_kept_left_field(self, event: Kept.LeftField) -> None:
        """Out of a field, to the guideline."""
        event.stop()
        self.leave_field()

    # ---- moving

    def _lay(self, at: int, claim_at: int) -> None:
        self.keep()
        self._at, self._claim_at = at, claim_at
        self.show_table()
        self.screen.query_one(BannerLine).show_voice(self.beside_voice())

    def action_piece(self, by: int) -> None:
        """To another piece."""
        if self.table is None:
            return
        wanted = self._at + by
        if 0 <= wanted < len(self.table.pieces):
            self._lay(wanted, 0)
        elif by > 0:
            key = key_elsewhere(self, "session.close", "f")
            desk(self).say(_("This was the last piece. {key} leads to what comes next.").format(key=key))

    def action_claim(self, by: int) -> None:
        """To another claim of the piece."""
        if self.table is not None and self.table.claims:
            self._lay(self._at, (self._claim_at + by) % len(self.table.claims))

    def action_write(self) -> None:
        """Write feedback, or answer it."""
        if desk(self).session.voice is None:
            said = self.query_one(SaidPane)
            said.focus()
            said.action_open()
        else:
            self.query_one(FeedbackPane).begin()

    def action_step(self) -> None:
        """To the line for a new step."""
        self.query_one(KeptLine).focus()

    def action_back(self) -> None:
        """To the list."""
        self.keep()
        self.post_message(WentOn("list", self.review_id))

    def action_close(self) -> None:
        """To the end of the review."""
        self.keep()
        self.post_message(WentOn("closing", self.review_id))

    # ---- saying

    def on_key(self, event: events.Key) -> None:
        """Take the digits of further levels, where a framework has more than there are keys for."""
        rank = int(event.key) if event.key in set("56789") else 0
        if rank > KEYED_LEVELS and self.check_action("level", (rank,)):
            event.stop()
            self.action_level(rank)

    def action_level(self, rank: int) -> None:
        """Say how far along the claim is."""
        levels = desk(self).session.framework.levels
        if self.table is not None and rank <= len(levels):
            rate(self, self.table, level=levels[rank - 1].id)

    def action_why(self) -> None:
        """Say why, in words."""
        if self.table is not None:
            open_why(self, self.table)

    def action_decide(self, decision: str) -> None:
        """Decide what comes after this claim."""
        if self.table is not None:
            rate(self, self.table, decision=decision)

    def on_decision_line_decided(self, event: DecisionLine.Decided) -> None:
        """A click decides."""
        event.stop()
        self.action_decide(event.decision)

    def _save_step(self, words: str) -> bool:
        return self.table is not None and next_step(self, self.table, words)

    def action_agree(self) -> None:
        """Agree to the review as it stands."""
        self.keep()
        agree_now(self, self.review_id)

    def action_unled(self) -> None:
        """Keep others' ratings closed, or open them."""
        self._unled = not self._unled
        self.show_table()
        if desk(self).session.voice is None:
            words = _("Whoever speaks next gives a rating of their own before they see others'.")
            desk(self).say(words if self._unled else _("Ratings are open to whoever speaks."))
        elif self._unled and self.table is not None and not self.table.closed:
            desk(self).say(_("From the next claim on, ratings stay closed until yours is given."))
        else:
            desk(self).say(_("Ratings stay closed until yours is given.") if self._unled else _("Ratings are open."))

    def action_tag(self) -> None:
        """The learner's own tags and levels."""
        if self.table is not None and self.table.piece is not None:
            open_picker(self, [self.table.piece.id], self.table.claim.guideline if self.table.claim else None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Levels and decisions are for somebody else than the learner; the learner's own tags for the learner."""
        spoken = desk(self).session.voice is not None
        table = self.table
        if action == "level":
            levels = len(desk(self).session.framework.levels)
            rank = parameters[0] if parameters else 0
            return spoken and table is not None and table.claim is not None and isinstance(rank, int) and rank <= levels
        if action in {"decide", "why"}:
            return spoken and table is not None and table.claim is not None
        if action == "tag":
            return not spoken and table is not None and table.piece is not None
        if action == "claim":
            return table is not None and len(table.claims) > 1
        if action == "write":
            return spoken or bool(self.query_one(SaidPane).key)
        return True
