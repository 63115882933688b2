"""The list of reviews, and the question that stands in its place while there is none."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month
from leaptui.model.records_others import Review
from leaptui.model.review_page import people_of, review_title
from leaptui.model.reviewed import is_changed_since_review, pieces_in, reviews_of
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui import glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, wrap
from leaptui.tui.review.acts import begin, prepare, throw_away
from leaptui.tui.review.going import WentOn
from leaptui.tui.widgets.first import FirstLine, FirstQuestion
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class ReviewList(RowList):
    """The reviews: one being held first, then those prepared, then those held."""

    HELP = N_("Reviews you prepare, hold and have held. What was said in one stays readable.")
    BINDINGS = [
        Binding("n", "new", N_("Prepare one"), id="review.new", tooltip=N_("Begin to prepare a review")),
        Binding("e", "edit", N_("Prepare"), id="review.edit", tooltip=N_("Its pieces, questions, and with whom")),
        Binding("h", "hold", N_("Hold it"), id="review.hold", tooltip=N_("Look at its pieces together, now or again")),
        Binding("d,delete", "trash", N_("Trash"), show=False, id="reviews.trash", tooltip=N_("Move it to the trash")),
    ]

    def __init__(self) -> None:
        super().__init__(id="reviews")
        self._found: dict[str, Review] = {}

    @property
    def review(self) -> Review | None:
        """The one under the cursor."""
        return self._found.get(self.key or "")

    def show_reviews(self) -> bool:
        """Show them; tells whether there are any."""
        self._found = {one.id: one for one in reviews_of(desk(self).session.portfolio)}
        self.set_frame(_("Reviews"), str(len(self._found)) if self._found else "")
        self.show_rows([Row(one, 2) for one in self._found])
        return bool(self._found)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title and how it stands; with whom, how many pieces, what changed since."""
        del width
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        review = self._found[row.key or ""]
        pieces = pieces_in(portfolio, review)
        first = Line((review_title(review), inks.strong if current else inks.ink))
        first.right = [(word(clean_line(review.status), "review"), inks.dim)]
        names = ", ".join(people_of(portfolio, review))
        count = ngettext("{n} piece", "{n} pieces", len(pieces)).format(n=len(pieces))
        second = Line((f" {glyphs.NONE} ".join(filter(None, [count, names])), inks.dim))
        changed = sum(is_changed_since_review(portfolio, piece.id) for piece in pieces)
        if review.status == "closed" and changed:
            says = ngettext("{n} changed since", "{n} changed since", changed).format(n=changed)
            second.right = [(f"{glyphs.CHANGED} {says}", inks.ink)]
        elif review.held_on:
            second.right = [(day_month(review.held_on), inks.dim)]
        return [first, second]

    def action_open(self) -> None:
        """Go on with it: prepare, hold, or read."""
        review = self.review
        if review is None:
            return
        if review.status == "prepared":
            self.action_edit()
        elif review.status == "open":
            self.action_hold()
        else:
            self.post_message(WentOn("read", review.id))

    def action_new(self) -> None:
        """Prepare another one."""
        prepare(self)

    def action_edit(self) -> None:
        """Prepare it."""
        if self.key:
            self.post_message(WentOn("prepare", self.key))

    def action_hold(self) -> None:
        """Hold it."""
        if self.key:
            begin(self, self.key)

    def action_trash(self) -> None:
        """Move it to the trash."""
        if self.key:
            throw_away(self, "reviews", self.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be one; the learner prepares."""
        del parameters
        spoken = desk(self).session.voice is not None
        if action in {"new", "edit", "trash"} and spoken:
            return False
        return action not in {"edit", "hold", "trash", "open"} or self.key is not None


class QuestionLine(FirstLine):
    """The line for the first question."""

    BINDINGS = [
        Binding(
            "enter", "submit", N_("Keep it"), id="first.list.open", tooltip=N_("Begin a review with this question")
        ),
        Binding(
            "escape",
            "leave",
            N_("Leave the line"),
            id="first.leave",
            tooltip=N_("Out of the line; what you wrote stays"),
        ),
    ]


class Told(Widget):
    """What a review is, in a few dim lines."""

    DEFAULT_CSS = "Told { height: 6; width: 1fr; margin-top: 1; }"

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        inks = desk(self).inks
        key = key_of(self, "first.list.open")
        says = (
            _("{key} begins it. Then you choose the pieces, and with whom.").format(key=key),
            _("Together you look at each piece beside its guideline."),
            _("What was said, and what comes next, stays as a record."),
        )
        rows = [row for line in says for row in wrap([(line, inks.dim)], max(1, self.size.width))]
        return Line(*(rows[y] if y < len(rows) else [])).strip(self.size.width, inks.page)


class FirstReview(FirstQuestion):
    """What the learner would like to talk about."""

    BINDINGS = [
        Binding(
            "n,enter", "write", N_("Write it"), id="first.new", tooltip=N_("Say what you would like to talk about")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="first-review")

    def compose(self) -> ComposeResult:
        """The line, and what it grows into."""
        yield QuestionLine(placeholder=_("for instance: is my rain gauge good enough?"), id="first-question")
        yield Told()

    @property
    def asks(self) -> str:
        """The question."""
        return _("What would you like to talk about?")

    def keep(self, words: str) -> bool:
        """Begin a review with the question."""
        question = clean_line(words)
        if question:
            prepare(self, question)
        return bool(question)
