"""What a portfolio shows before anything is in it: one question, answered on the spot, and what it grows into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.style import Style
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.edits import Invalid, add_evidence
from leaptui.model.text import clean_line
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.evidence.form import PieceForm
from leaptui.tui.evidence.write import add_piece
from leaptui.tui.keys import key_name
from leaptui.tui.line import Line, Span, fit, width_of, wrap
from leaptui.tui.sentence import sentence
from leaptui.tui.today.panel import SHORT, Drawn, Panel
from leaptui.tui.widgets.frame import Framed

if TYPE_CHECKING:
    from leaptui.tui.app import LeaptuiApp

STARTS = (
    ("file", N_("a file"), N_("a photo, a sound, a text you already have")),
    ("goal", N_("a goal"), N_("somewhere you want to get to")),
    ("pace", N_("a pace"), N_("how many pieces a week feel right")),
    ("tour", N_("a tour"), N_("what is where, in seven short steps")),
    ("samples", N_("samples"), N_("two full portfolios to play with, thrown away afterwards")),
)
"""Other ways to begin: what each is called, and what it is."""

COLUMN = 28
"""Cells of one of the three stages in the picture of how it grows."""
LEAST_STAGES = 70
"""Cells from which on they stand side by side."""


class Drawing(Widget):
    """A few lines that are only looked at."""

    DEFAULT_CSS = "Drawing { width: 1fr; height: auto; }"

    def __init__(self, lines: Callable[[int], list[Line]], *, id: str) -> None:
        super().__init__(id=id)
        self._lines = lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as there are lines."""
        del container, viewport
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One of the lines."""
        lines = self._lines(self.size.width)
        return (lines[y] if y < len(lines) else Line()).strip(self.size.width, desk(self).inks.page)


class FirstPieceLine(Input):
    """The line for the first piece."""

    BINDINGS = [
        Binding("enter", "submit", N_("Keep it"), id="welcome.list.open", tooltip=N_("Keep this as your first piece")),
        Binding(
            "tab", "app.focus_next", N_("Other starts"), id="welcome.starts", tooltip=N_("To the other ways to begin")
        ),
        Binding(
            "escape",
            "app.focus_next",
            N_("Leave the line"),
            show=False,
            id="welcome.leave",
            tooltip=N_("Out of the line"),
        ),
    ]


class Question(Framed, Vertical):
    """The question in its frame."""

    def compose(self) -> ComposeResult:
        """The line, and what Enter does."""
        yield FirstPieceLine(placeholder=_("for instance: I taught my cousin to ride a bike"), id="first-line")
        yield Drawing(self._hint, id="first-hint")

    def on_mount(self) -> None:
        """Ask."""
        self.set_frame(_("What did you make, try or find out lately?"))

    def _hint(self, width: int) -> list[Line]:
        del width
        app = desk(self)
        said = _("Enter keeps it. You can add words and pictures later.")
        if app.session.store.read_only:
            said = _("This portfolio can only be read here, so nothing can be kept.")
        return [Line(right=[(f"{said} ", app.inks.dim)])]


class Starts(Panel):
    """Other ways to begin."""

    QUIET = True
    BINDINGS = [
        Binding("enter", "open", N_("Begin"), id="list.open", tooltip=N_("Begin with this")),
        Binding("tab", "app.focus_next", N_("The question"), id="welcome.question", tooltip=N_("Back to the question")),
    ]

    def rows_for_room(self) -> list[Drawn]:
        """A row for each."""
        return [Drawn(key, 1, self._start(_(name), _(says))) for key, name, says in STARTS]

    def _start(self, name: str, says: str) -> Callable[[int, bool], list[Line]]:
        def paint(width: int, current: bool) -> list[Line]:
            del width
            inks = self.inks
            lead = "   " if current else "›  "
            return [Line((lead, inks.ink), (fit(name, 13), inks.strong if current else inks.ink), (says, inks.dim))]

        return paint

    def action_open(self) -> None:
        """Begin with what was chosen."""
        if self.key == "file":
            add_piece(self)
            self.app.call_after_refresh(to_files, self.app.screen)
        elif self.key == "goal":
            from leaptui.tui.goals.goal_form import open_goal_form

            open_goal_form(self)
        elif self.key == "pace":
            from leaptui.tui.goals.pace_form import open_pace_form

            open_pace_form(self)
        elif self.key == "tour":
            from leaptui.tui.tour.tour import begin_tour

            begin_tour(cast("LeaptuiApp", self.app))
        elif self.key == "samples":
            from leaptui.tui.portfolios.samples import open_samples

            open_samples(cast("LeaptuiApp", self.app))


def to_files(screen: Screen[object]) -> None:
    """Go to the line for files on the sheet of a piece."""
    if isinstance(screen, PieceForm):
        screen.query_one("#files").focus()


class Welcome(Vertical):
    """The first screen of a new portfolio."""

    def compose(self) -> ComposeResult:
        """Greeting, question, other starts, how it grows."""
        yield Drawing(self._greeting, id="greeting")
        yield Question(id="question")
        yield Drawing(self._or, id="or")
        yield Starts(id="starts")
        yield Drawing(self._grows, id="grows")
        yield Drawing(self._promise, id="promise")

    def show_anew(self) -> None:
        """Show whose portfolio it is."""
        for starts in self.query(Starts):
            starts.show_anew()
        for drawing in self.query(Drawing):
            drawing.refresh()

    def begin(self) -> None:
        """Go to the line."""
        self.query_one(FirstPieceLine).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the line as the first piece."""
        event.stop()
        title = clean_line(event.value)
        app = desk(self)
        session = app.session
        if not title:
            app.say(_("A few words are enough: what did you make, try or find out?"))
            return
        try:
            fields = {"title": title, "kind": "text", "made_on": session.today.isoformat()}
            change, _made = add_evidence(session.portfolio, session.at, fields)
        except Invalid as error:
            app.say(sentence(error), trouble=True)
            return
        if app.do(change):
            event.input.value = ""

    # ---- drawing

    def _greeting(self, width: int) -> list[Line]:
        inks = desk(self).inks
        name = clean_line(desk(self).session.portfolio.meta.learner.name)
        first = name.split(" ")[0]
        hello = _("Welcome, {name}.").format(name=first) if first else _("Welcome.")
        said = _("This portfolio is yours, and it is empty for now. One line is enough to begin.")
        said = said if cell_len(said) <= width else _("It is yours, and empty for now. One line is enough to begin.")
        if self.app.size.height < SHORT:
            said = _("It is yours, and empty for now. One line is enough to begin.")
            if cell_len(f"{hello} {said}") <= width:
                return [Line((hello, inks.strong), (f" {said}", inks.dim))]
        rows = wrap([(said, inks.dim)], max(1, width))
        return [Line((hello, inks.strong)), *(Line(*row) for row in rows)]

    def _or(self, width: int) -> list[Line]:
        del width
        inks = desk(self).inks
        before, after = _("Or press {key} and start from").split("{key}")
        return [Line((before, inks.dim), (key_name("tab"), inks.strong), (after, inks.dim))]

    def _grows(self, width: int) -> list[Line]:
        app = desk(self)
        inks, framework = app.inks, app.session.framework
        last = framework.components[-1].code
        guideline = next(one for one in framework.leaves if one.component == last)
        level = draw.level(inks, framework, guideline.component, 1)
        heads = (_("A piece"), _("What it shows"), _("Where next"))
        says = (
            (_("something you did,"), _("in your own words")),
            (_("a guideline, a level,"), _("and because of what")),
            (_("a goal with steps,"), _("at your own pace")),
        )
        head = Line((_("How it grows"), inks.dim))
        if width < LEAST_STAGES:
            rows = [
                Line((f"{number}  {fit(name, 15)}", inks.strong), (" ".join(two), inks.dim))
                for number, (name, two) in enumerate(zip(heads, says, strict=True), 1)
            ]
            return [head, *rows]
        column = min(COLUMN, (width - 22) // 2)
        stages: list[list[list[Span]]] = [
            [[(name, inks.strong)] for name in heads],
            *([[(two[row], inks.dim)] for two in says] for row in (0, 1)),
            *([[]] if self.app.size.height >= SHORT else []),
            [
                [(_("Riding a bike"), inks.ink)],
                [inks.chip(guideline.code, guideline.component), (" ", inks.ink), *level],
                [*draw.segments(inks, 1, 3), (" " + _("{n} of {total}").format(n=1, total=3), inks.dim)],
            ],
        ]
        lines = [_stages(row, column, inks.strong, inks.dim, first=row is stages[0]) for row in stages]
        return [head, *([Line()] if self.app.size.height >= SHORT else []), *lines]

    def _promise(self, width: int) -> list[Line]:
        del width
        said = _("Nothing here is graded. You choose who sees what. Undo brings anything back.")
        return [Line((said, desk(self).inks.dim))]


def _stages(row: Sequence[Sequence[Span]], column: int, bold: Style, dim: Style, *, first: bool) -> Line:
    """One row of the three stages side by side; the first one numbers them and leads from each to the next."""
    line = Line()
    for number, spans in enumerate(row, 1):
        line.add(f"{number}  " if first else "   ", bold)
        line.left += spans
        rest = column - 3 - width_of(spans)
        if number < len(row):
            line.add(f"{'→':>{max(1, rest - 3)}}   " if first else " " * rest, dim)
    return line
