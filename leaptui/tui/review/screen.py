"""Review: prepare a session, hold it at one screen, close it; what was said stays, and what others recognised."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, Horizontal, Vertical

from leaptui.language import N_
from leaptui.tui.base import desk
from leaptui.tui.line import Span
from leaptui.tui.review.closing import Closing
from leaptui.tui.review.going import WentOn
from leaptui.tui.review.preparing import Preparing
from leaptui.tui.review.recognising import RecognitionList, open_recognise
from leaptui.tui.review.record import RecordPane
from leaptui.tui.review.reviews import FirstReview, ReviewList
from leaptui.tui.review.sitting import Sitting
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.row_list import RowList

PARTS = ("list", "prepare", "hold", "closing")


class ReviewScreen(DeskScreen):
    """The reviews; and the one that is prepared, held or closed, in their place."""

    NAME = "review"
    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = ""
    """What has the keys first goes by whether there is a review: Textual would choose before that is known."""
    BINDINGS = [
        Binding(
            "A",
            "recognise",
            N_("Recognise"),
            id="review.recognise",
            tooltip=N_("Somebody else recognises what a piece shows to be mastered"),
        ),
        Binding(
            "escape", "back", N_("Back"), show=False, id="reviews.back", tooltip=N_("Back to the list, then to Today")
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._part = "list"

    def compose_page(self) -> ComposeResult:
        """All parts; one of them is shown."""
        with Container(id="page"):
            with Horizontal(id="listing"):
                with Vertical(id="lists"):
                    yield FirstReview()
                    yield ReviewList()
                    yield RecognitionList()
                yield RecordPane()
            yield Preparing()
            yield Sitting()
            yield Closing()

    def on_mount(self) -> None:
        """Begin in the list."""
        self._take("list")

    def _take(self, part: str) -> None:
        self._part = part
        for one in PARTS:
            self.set_class(one == part, f"-{one}")

    # ---- showing

    def show_portfolio(self) -> None:
        """Show the part that is on top as the portfolio stands now; where its review is gone, the list."""
        shown = {
            "prepare": self.query_one(Preparing).show_review,
            "hold": self.query_one(Sitting).show_table,
            "closing": self.query_one(Closing).show_review,
        }
        if self._part in shown and not shown[self._part]():
            self._take("list")
            self.query_one(ReviewList).focus()
        if self._part == "list":
            self._show_list()
        self.refresh_bindings()

    def _show_list(self) -> None:
        reviews, recognitions = self.query_one(ReviewList), self.query_one(RecognitionList)
        there = reviews.show_reviews()
        self.set_class(not there, "-none")
        recognitions.show_recognitions()
        first, other = (reviews, self.query_one(FirstReview)) if there else (self.query_one(FirstReview), reviews)
        if self.focused is None or other.has_focus_within or not self.focused.display:
            # At once, not as `focus` does when its turn comes: keys typed ahead would come before.
            self.set_focus(first)
        self._show_record()

    def _show_record(self) -> None:
        record, recognitions = self.query_one(RecordPane), self.query_one(RecognitionList)
        one = recognitions.recognition if recognitions.has_focus else None
        if one is not None:
            record.show_recognition(one)
        else:
            record.show_review(self.query_one(ReviewList).review)

    def show_review(self, review_id: str) -> None:
        """Bring a review under the cursor: how the mentor's desk leads here."""
        if self._part == "list":
            self.query_one(ReviewList).go_to(review_id)
            self._show_record()

    def beside_voice(self) -> list[Span]:
        """Which piece of how many, while a review is held."""
        return self.query_one(Sitting).beside_voice() if self._part == "hold" else []

    def begin_anew(self) -> None:
        """Forget what belonged to the portfolio shown before."""
        self._take("list")

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The piece that is looked at: what is copied."""
        table = self.query_one(Sitting).table
        return [("evidence", table.piece.id)] if self._part == "hold" and table and table.piece else []

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the record of what the cursor came to."""
        if isinstance(event.rows, ReviewList | RecognitionList):
            self._show_record()

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Read what a recognition is for."""
        if isinstance(event.rows, RecognitionList):
            self.query_one(RecordPane).focus()

    def on_descendant_focus(self) -> None:
        """The record is that of the list one is in."""
        if self._part == "list" and self.focused in (self.query_one(ReviewList), self.query_one(RecognitionList)):
            self._show_record()

    def on_screen_suspend(self) -> None:
        """Keep what is written before another screen or a sheet is shown."""
        self._keep()

    def _keep(self) -> None:
        for part in (self.query_one(Preparing), self.query_one(Sitting), self.query_one(Closing)):
            part.keep()

    # ---- from part to part

    def on_went_on(self, event: WentOn) -> None:
        """Go on to another part."""
        event.stop()
        self.go_on(event.part, event.review_id)

    def go_on(self, part: str, review_id: str) -> None:
        """Show a part, with a review."""
        if part == "read":
            self.query_one(RecordPane).focus()
            return
        self._take(part)
        if part == "prepare":
            self.query_one(Preparing).prepare(review_id)
        elif part == "hold":
            self.query_one(Sitting).hold(review_id)
        elif part == "closing":
            self.query_one(Closing).end(review_id)
        self.show_now()
        if part == "list":
            self.query_one(ReviewList).go_to(review_id)
            self.query_one(ReviewList).focus()

    # ---- keys

    def action_recognise(self) -> None:
        """Somebody recognises what was demonstrated."""
        open_recognise(self)

    def action_back(self) -> None:
        """Back to the list, then to Today."""
        first = self.query_one(ReviewList if not self.has_class("-none") else FirstReview)
        if first.has_focus:
            desk(self).go_home()
        else:
            first.focus()

    def left_out_of_footer(self) -> frozenset[str]:
        """The footer is for the review here; what works everywhere stands in the help.

        Where there is little room, whoever speaks is told first of levels and words: the digits lead to no screen meanwhile.
        """
        elsewhere = super().left_out_of_footer() | {"app.add", "app.search", "app.sync", "app.undo"}
        if self._part == "hold" and self.has_class("-narrow") and desk(self).session.voice is not None:
            return elsewhere | {"list.open", "piece.list.open", "session.next", "app.voice"}
        return elsewhere

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Recognitions are given from the list; while text is typed its keys are letters."""
        del parameters
        return not (action == "recognise" and self._part not in {"list", "hold"})
