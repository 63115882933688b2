"""The end of a review: next steps become steps of goals, notes are written, both agree."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from leaptui.language import N_, _, ngettext
from leaptui.model.canonical import Json
from leaptui.model.edits.reviews import edit_review
from leaptui.model.records_others import Review, Suggestion
from leaptui.model.review_page import agreed_to_review, suggested_in
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.titles import shown_title
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.kept_line import KeptLine
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, wrap
from leaptui.tui.review.acts import agree_now, close, decline, take
from leaptui.tui.review.following import Lines, agreed_spans
from leaptui.tui.review.going import WentOn
from leaptui.tui.review.kept import Kept, KeptArea, keep_all
from leaptui.tui.review.table import laid
from leaptui.tui.signatures import seek_signatures, signature_span
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class NextSteps(RowList):
    """Steps that were suggested, and those that became steps of a goal."""

    HELP = N_("What comes next: a suggested step becomes a step of a goal, or is left with a reason.")
    BINDINGS = [
        Binding(
            "enter", "open", N_("Take it"), id="next.list.open", tooltip=N_("Make it a step of a goal, or of a new one")
        ),
        Binding(
            "x", "decline", N_("Leave it"), id="review.decline", tooltip=N_("Leave the suggested step, with a reason")
        ),
        Binding("n", "new", N_("New step"), id="review.new_step", tooltip=N_("A step of your own that comes next")),
    ]

    def __init__(self) -> None:
        super().__init__(id="next-steps")
        self._review: Review | None = None
        self._open: dict[str, Suggestion] = {}

    def show_review(self, review: Review) -> None:
        """Show its next steps."""
        portfolio = desk(self).session.portfolio
        self._review = review
        self._open = {one.id: one for one in suggested_in(portfolio, review) if one.answer != "accepted"}
        steps = [step for step in review.steps if step in portfolio.steps]
        waiting = sum(one.is_open for one in self._open.values())
        says = ngettext("{n} to decide", "{n} to decide", waiting).format(n=waiting)
        self.set_frame(_("What comes next"), says if waiting else "")
        self.show_rows([Row(one, 2) for one in [*self._open, *steps]])

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """The step; who suggested it, or which goal it belongs to."""
        del width
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        style = inks.strong if current else inks.ink
        said = self._open.get(row.key or "")
        if said is not None:
            sign = glyphs.UNTICKED if said.is_open else glyphs.SKIPPED
            about = _("suggested by {name}").format(name=clean_line(portfolio.name_of(said.by)))
            if not said.is_open:
                why = clean(" ".join(said.why))
                about = f"{about} {glyphs.NONE} {why or _('left')}"
            return [Line((f"{sign} ", inks.dim), (shown_title(said.title), style)), Line(("  " + about, inks.dim))]
        step = portfolio.steps[row.key or ""]
        goal = portfolio.goals[step.goal]
        first = Line((f"{glyphs.DONE} ", inks.dim), (shown_title(step.title), style))
        return [first, Line((f"  {_('a step of')} ", inks.dim), (shown_title(goal.title), inks.dim))]

    def empty_lines(self, width: int) -> list[Line]:
        """No step yet."""
        says = _("No next step yet. {key} writes one.").format(key=key_of(self, "review.new_step"))
        return [Line(*row) for row in wrap([(says, desk(self).inks.dim)], width)]

    def action_open(self) -> None:
        """Make the suggested step one of a goal."""
        said = self._open.get(self.key or "")
        if said is not None and said.is_open and self._review is not None and desk(self).session.voice is None:
            take(self, self._review.id, said.title, said.id)

    def action_decline(self) -> None:
        """Leave the suggested step."""
        if self.key:
            decline(self, self.key)

    def action_new(self) -> None:
        """A step of the learner's own."""

        def written(words: str | None) -> None:
            if words and self._review is not None:
                take(self, self._review.id, words)

        key = f"next/{self._review.id if self._review is not None else ''}"
        question, hint = _("What would you do next?"), _("one thing to do next")
        desk(self).push_screen(KeptLine(key, _("New step"), question, placeholder=hint), written)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Steps are the learner's to take; only what waits is taken or left."""
        del parameters
        if action in {"open", "decline"}:
            said = self._open.get(self.key or "")
            return desk(self).session.voice is None and said is not None and said.is_open
        return not (action == "new" and desk(self).session.voice is not None)


class NotesPane(Framed, Vertical):
    """What else is to be kept of the review."""

    HELP = N_("What else was said. It is kept as soon as the field is left.")

    def __init__(self) -> None:
        super().__init__(id="notes-pane")
        self._review_id = ""

    def compose(self) -> ComposeResult:
        """The field."""
        yield KeptArea("notes", _("what else is worth keeping, if anything"), self._save)

    def show_review(self, review: Review) -> None:
        """Show the notes."""
        self._review_id = review.id
        self.set_frame(_("Notes"))
        area = self.query_one(KeptArea)
        area.show_words(f"review/{review.id}/notes", clean("\n".join(review.notes)))
        area.read_only = desk(self).session.voice is not None

    def _save(self, words: str) -> bool:
        app = desk(self)
        lines: list[Json] = [*to_lines(words)]
        if self._review_id not in app.session.portfolio.live(Review):
            return False
        return app.do(edit_review(app.session.portfolio, app.session.at, self._review_id, {"notes": lines}), "")


class AgreedPane(Framed, Vertical):
    """Who agreed, and how the review is closed."""

    def __init__(self) -> None:
        super().__init__(id="agreed-pane")
        self._agreed: list[Span] = []
        self._signed: list[Line] = []

    def compose(self) -> ComposeResult:
        """Lines."""
        yield Lines("agreed-lines")

    def show_agreed(self, agreed: list[Span], signed: list[Line]) -> None:
        """Show who agreed, whose agreement is signed, and the keys."""
        self._agreed, self._signed = agreed, signed
        self.set_frame(_("Both agree"))
        self._lay()

    def _lay(self) -> None:
        inks, width = desk(self).inks, self.size.width - 4
        if width <= 0:
            return
        hint = _("{word} gives the word to the other; {close} closes the review.")
        words = hint.format(word=key_of(self, "app.voice"), close=key_of(self, "review.close"))
        rows = wrap([(words, inks.dim)], width)
        hints = [Line((" ", inks.dim), *row) for row in rows]
        self.query_one(Lines).show_lines([Line(*self._agreed), *self._signed, *hints])

    def on_resize(self) -> None:
        """Break the words for the new width."""
        self._lay()


class Closing(Horizontal):
    """The panes at the end of a review."""

    BINDINGS = [
        Binding("y", "agree", N_("Agree"), id="review.agree", tooltip=N_("Agree to the review as it stands")),
        Binding("f", "close", N_("Close it"), id="review.close", tooltip=N_("Close the review; its record stays")),
        Binding("escape", "back", N_("Back"), show=False, id="review.back", tooltip=N_("Back to the pieces")),
    ]

    def __init__(self) -> None:
        super().__init__(id="closing")
        self.review_id = ""

    def compose(self) -> ComposeResult:
        """Steps at the left; notes and who agreed at the right."""
        yield NextSteps()
        with Vertical(id="ending"):
            yield NotesPane()
            yield AgreedPane()

    def end(self, review_id: str) -> None:
        """Come to the end of a review."""
        self.review_id = review_id
        self.query_one(NextSteps).focus()

    def write_anew(self) -> None:
        """Write it with the inks of another theme."""
        self.show_review()

    def show_review(self) -> bool:
        """Show it as it stands; tells whether it is still there."""
        session = desk(self).session
        table = laid(session, self.review_id, 0, 0, unled=False)
        if table is None:
            return False
        self.query_one(NextSteps).show_review(table.review)
        self.query_one(NotesPane).show_review(table.review)
        self.query_one(AgreedPane).show_agreed(agreed_spans(self, table), self._signed(table.review))
        seek_signatures(self, self.write_anew)
        return True

    def _signed(self, review: Review) -> list[Line]:
        """How it stands with the signatures of those who agreed to what it says now."""
        session, inks = desk(self).session, desk(self).inks
        lines = []
        for one in agreed_to_review(session.portfolio, review):
            span = signature_span(session, inks, ("agreements", one.id)) if one.id and one.as_it_stands else None
            if span:
                lines.append(Line((f" {one.who}  ", inks.ink), span))
        return lines

    def keep(self) -> None:
        """Keep what is written and not kept yet."""
        keep_all(self)

    def on_kept_left_field(self, event: Kept.LeftField) -> None:
        """Out of the field, to the steps."""
        event.stop()
        self.query_one(NextSteps).focus()

    def action_agree(self) -> None:
        """Agree."""
        self.keep()
        agree_now(self, self.review_id)

    def action_close(self) -> None:
        """Close the review."""
        self.keep()
        close(self, self.review_id)

    def action_back(self) -> None:
        """Back to the pieces."""
        self.keep()
        self.post_message(WentOn("hold", self.review_id))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The review is the learner's to close."""
        del parameters
        return not (action == "close" and desk(self).session.voice is not None)
