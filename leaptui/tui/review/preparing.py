"""Preparing a review: which pieces, which questions, with whom; what is new since the last one."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.strip import Strip

from leaptui.language import N_, _, ngettext
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.dates import day_month, long_day
from leaptui.model.edits import Invalid
from leaptui.model.edits.people import named_people
from leaptui.model.edits.reviews import edit_review, set_with, toggle_piece
from leaptui.model.folded import fold
from leaptui.model.records_others import Review
from leaptui.model.reviewed import Since, feedback_of, lacking, lacking_words, last_held, since_last_review
from leaptui.model.text import clean, clean_line, to_lines
from leaptui.model.titles import shown_title
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, cut, width_of, wrap
from leaptui.tui.review.acts import begin, say_refused
from leaptui.tui.review.going import WentOn
from leaptui.tui.review.kept import Kept, KeptArea, keep_all
from leaptui.tui.widgets.ask import Ask
from leaptui.tui.widgets.frame import Framed
from leaptui.tui.widgets.reading import Reading
from leaptui.tui.widgets.row_list import RowList
from leaptui.tui.widgets.rows import Row


class PieceChoice(RowList):
    """The pieces to choose from: Space takes one into the review, or out of it."""

    HELP = N_("Your pieces, newest first. Those that are private are kept out of reviews.")
    BINDINGS = [
        Binding(
            "space,enter", "choose", N_("Choose"), id="review.choose", tooltip=N_("Take it into the review, or out")
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="choice")
        self._review: Review | None = None
        self._since = Since((), (), ())

    def show_choice(self, review: Review, since: Since) -> None:
        """Show what can be chosen."""
        self._review, self._since = review, since
        shown = [piece for piece in desk(self).session.portfolio.newest if not piece.private]
        count = len(set(review.evidence) & {piece.id for piece in shown})
        self.set_frame(_("What do we look at?"), ngettext("{n} chosen", "{n} chosen", count).format(n=count))
        self.show_rows([Row(piece.id, 2) for piece in shown])

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Title and day; codes, and what is to be known before one chooses."""
        session, inks = desk(self).session, desk(self).inks
        piece = session.portfolio.evidence[row.key or ""]
        chosen = self._review is not None and piece.id in self._review.evidence
        box = (f"{glyphs.TICKED if chosen else glyphs.UNTICKED} ", inks.ink if chosen else inks.dim)
        style = inks.strong if current else inks.name if chosen else inks.ink
        first = Line(box, (shown_title(piece.title), style), right=[(day_month(piece.day), inks.dim)])
        guidelines = [claim.guideline for claim in session.portfolio.claims_of.get(piece.id, ())]
        second = Line(("  ", inks.dim), *draw.codes(inks, session.framework, guidelines, most=3))
        facts = []
        if piece.id in self._since.changed:
            facts.append(f"{glyphs.CHANGED} {_('changed since reviewed')}")
        if piece.id in self._since.silent:
            facts.append(_("no feedback yet"))
        elif facts == [] and feedback_of(session.portfolio, piece.id):
            facts += [lacking_words(lacking(session.portfolio, piece.id))]
        says = f" {glyphs.NONE} ".join(filter(None, facts))
        room = width - width_of(second.left) - 2
        second.right = [(cut(says, room), inks.dim)] if says and room > 8 else []
        return [first, second]

    def empty_lines(self, width: int) -> list[Line]:
        """There is nothing to choose yet."""
        says = _("There is no piece to look at yet. {key} adds one.").format(key=key_of(self, "app.add"))
        return [Line(*row) for row in wrap([(says, desk(self).inks.dim)], width)]

    def action_choose(self) -> None:
        """Take the piece in, or out."""
        app = desk(self)
        if self.key is None or self._review is None:
            return
        try:
            change = toggle_piece(app.session.portfolio, app.session.at, self._review.id, self.key)
        except Invalid as error:
            say_refused(self, error)
            return
        app.do(change, "")

    def action_open(self) -> None:
        """Take it in, or out."""
        self.action_choose()

    def clicked(self, event: object) -> None:
        """A click on a piece takes it in, or out."""
        del event
        self.action_choose()

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """The piece the cursor is on: what is copied."""
        return [("evidence", self.key)] if self.key else []


class SincePane(Reading):
    """What is new since the last review."""

    HELP = N_("What is new and what changed since the last review, and what has no feedback yet.")

    def __init__(self) -> None:
        super().__init__(id="since")
        self._since = Since((), (), ())

    def show_since(self, since: Since) -> None:
        """Show it."""
        self._since = since
        last = last_held(desk(self).session.portfolio)
        day = long_day(last.held_on, desk(self).session.today) if last and last.held_on else ""
        self.set_frame(_("Since the last review"), day)
        self.show_anew()

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Three counts, each with the first titles."""
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        found: list[Line | Strip] = []
        new, changed, silent = self._since.new, self._since.changed, self._since.silent
        parts = (
            (new, ngettext("{n} new piece", "{n} new pieces", len(new))),
            (changed, ngettext("{n} changed since reviewed", "{n} changed since reviewed", len(changed))),
            (silent, ngettext("{n} without feedback yet", "{n} without feedback yet", len(silent))),
        )
        for ids, says in parts:
            found.append(Line((says.format(n=len(ids)), inks.ink if ids else inks.dim)))
            titles = ", ".join(shown_title(portfolio.evidence[one].title) for one in ids[:2])
            if titles:
                found.append(Line((cut(titles, width), inks.dim)))
        return found


class QuestionsPane(Framed, Vertical):
    """The learner's questions."""

    HELP = N_("What you would like to hear or decide. It is kept as soon as the field is left.")

    def compose(self) -> ComposeResult:
        """The field."""
        hint = _("What would you like to ask? One line each.")
        yield KeptArea("questions", hint, self._save)

    def __init__(self) -> None:
        super().__init__(id="asked")
        self._review_id = ""

    def show_review(self, review: Review) -> None:
        """Show the questions."""
        self._review_id = review.id
        self.set_frame(_("My questions"))
        self.query_one(KeptArea).show_words(f"review/{review.id}/questions", clean("\n".join(review.questions)))

    def _save(self, words: str) -> bool:
        app = desk(self)
        lines: list[Json] = [*to_lines(words)]
        if self._review_id not in app.session.portfolio.live(Review):
            return False
        return app.do(edit_review(app.session.portfolio, app.session.at, self._review_id, {"questions": lines}), "")


class WithPane(RowList):
    """With whom: Space ticks somebody."""

    HELP = N_("The people who help you learn: who looks with you?")
    BINDINGS = [
        Binding("space,enter", "choose", N_("Choose"), id="review.with", tooltip=N_("Somebody looks with me, or not")),
        Binding("n", "somebody", N_("Somebody else"), id="review.somebody", tooltip=N_("Somebody not listed here yet")),
    ]

    def __init__(self) -> None:
        super().__init__(id="with")
        self._review: Review | None = None

    def show_review(self, review: Review) -> None:
        """Show the people."""
        self._review = review
        self.set_frame(_("With whom?"))
        portfolio = desk(self).session.portfolio
        others = [one for one in review.with_ if one not in portfolio.people]
        people = sorted(portfolio.people, key=lambda one: (one not in review.with_, fold(portfolio.people[one].name)))
        self.show_rows([Row(one) for one in [*others, *people]])

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """Box, name, role."""
        del width
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        key = row.key or ""
        on = self._review is not None and key in self._review.with_
        person = portfolio.people.get(key)
        line = Line((f"{glyphs.TICKED if on else glyphs.UNTICKED} ", inks.ink if on else inks.dim))
        line.add(clean_line(portfolio.name_of(key)), inks.strong if current else inks.ink)
        line.right = [(word(clean_line(person.role), "role"), inks.dim)] if person else []
        return [line]

    def empty_lines(self, width: int) -> list[Line]:
        """Nobody is listed yet."""
        says = _("Nobody is listed yet. {key} names somebody.").format(key=key_of(self, "review.somebody"))
        return [Line(*row) for row in wrap([(says, desk(self).inks.dim)], width)]

    def _set(self, names: Sequence[str]) -> None:
        app = desk(self)
        if self._review is not None:
            app.do(set_with(app.session.portfolio, app.session.at, self._review.id, names), "")

    def action_choose(self) -> None:
        """Tick somebody, or not."""
        if self.key and self._review is not None:
            there = set(self._review.with_)
            self._set(sorted(there ^ {self.key}))

    def action_open(self) -> None:
        """Tick somebody, or not."""
        self.action_choose()

    def clicked(self, event: object) -> None:
        """A click ticks."""
        del event
        self.action_choose()

    def action_somebody(self) -> None:
        """Name somebody who is not listed."""
        app = desk(self)

        def named(name: str | None) -> None:
            if name and self._review is not None:
                session = app.session
                ids, people = named_people(session.portfolio, session.at, [name])
                change = set_with(session.portfolio, session.at, self._review.id, [*self._review.with_, *ids])
                app.do(Change(change.label, change.at, {**people, **change.edits}), "")

        app.push_screen(
            Ask(
                _("With whom?"),
                _("Who looks with you? People can say later what they are to you."),
                placeholder=_("a name"),
            ),
            named,
        )


class Preparing(Horizontal):
    """The panes of a review that is being prepared."""

    BINDINGS = [
        Binding("h", "hold", N_("Hold it"), id="review.hold", tooltip=N_("Sit down together: look at the pieces now")),
        Binding("escape", "back", N_("Back"), show=False, id="review.back", tooltip=N_("To the list; it is kept")),
    ]

    def __init__(self) -> None:
        super().__init__(id="preparing")
        self.review_id = ""

    def compose(self) -> ComposeResult:
        """Pieces at the left; questions, people, what is new at the right."""
        yield PieceChoice()
        with Vertical(id="asking"):
            yield QuestionsPane()
            yield WithPane()
            yield SincePane()

    def prepare(self, review_id: str) -> None:
        """Prepare a review."""
        self.review_id = review_id
        self.query_one(PieceChoice).focus()

    def show_review(self) -> bool:
        """Show it as it stands; tells whether it is still there."""
        portfolio = desk(self).session.portfolio
        review = portfolio.live(Review).get(self.review_id)
        if review is None:
            return False
        since = since_last_review(portfolio)
        self.query_one(PieceChoice).show_choice(review, since)
        self.query_one(QuestionsPane).show_review(review)
        self.query_one(WithPane).show_review(review)
        self.query_one(SincePane).show_since(since)
        return True

    def keep(self) -> None:
        """Keep what is written and not kept yet."""
        keep_all(self)

    def on_kept_left_field(self, event: Kept.LeftField) -> None:
        """Out of the field, to the pieces."""
        event.stop()
        self.query_one(PieceChoice).focus()

    def action_hold(self) -> None:
        """Hold it now."""
        self.keep()
        begin(self, self.review_id)

    def action_back(self) -> None:
        """To the list."""
        self.keep()
        self.post_message(WentOn("list", self.review_id))
