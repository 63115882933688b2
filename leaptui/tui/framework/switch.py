"""Switching to another framework: choosing one, and what becomes of the claims under the one before."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from leaptui.language import N_, _, ngettext
from leaptui.model.edits.frameworks import Moves, Route, follow, moves, route_words, routes
from leaptui.model.framework import Framework
from leaptui.tui.base import DeskApp
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.overlay import Overlay

MOST_ROUTES = 9
"""How many guidelines are told of one by one: what fits beside the sentences at 80×24."""


class MoveClaims(Overlay[bool]):
    """Asks whether claims move to the edition that replaces theirs. Answers with that; None where nothing is to be done."""

    TAKES_TEXT = False
    DEFAULT_CSS = "MoveClaims Sheet > .routes { height: auto; margin: 1 2; color: $foreground; }"
    BINDINGS = [
        Binding("y,enter", "answer(True)", N_("Move them"), id="move.yes", tooltip=N_("Switch, and move the claims")),
        Binding("n", "answer(False)", N_("Switch only"), id="move.no", tooltip=N_("Switch, and leave the claims")),
    ]

    def __init__(self, framework: Framework, found: Moves, told: Sequence[Route] = ()) -> None:
        """`told` says of each guideline where its claims would go."""
        super().__init__(_("Switch to {framework}").format(framework=framework.name))
        self._found = found
        self._told = told

    def compose_sheet(self) -> ComposeResult:
        """What moves, what stays, and that all of it can be taken back."""
        for sentence in move_sentences(self._found):
            yield Static(sentence, markup=False, classes="question")
        shown = [route_words(route) for route in self._told[:MOST_ROUTES]]
        left = len(self._told) - len(shown)
        if left > 0:
            shown.append(ngettext("and {n} more guideline", "and {n} more guidelines", left).format(n=left))
        if shown:
            yield Static("\n".join(shown), markup=False, classes="routes")

    def action_answer(self, move: bool) -> None:  # Textual's actions take their parameters by place
        """Answer."""
        self.dismiss(move)


def move_sentences(found: Moves) -> list[str]:
    """Say what would move to another edition, and what would stay."""
    says = ngettext(
        "{n} claim of the edition before has a place in this one: it can move there, with its level, its reason and "
        "what others said of it.",
        "{n} claims of the edition before have a place in this one: they can move there, with their levels, their reasons "
        "and what others said of them.",
        len(found.claims),
    )
    sentences = [says.format(n=len(found.claims))] if found.claims else []
    if found.goals:
        says = ngettext("{n} goal leads there too.", "{n} goals lead there too.", len(found.goals))
        sentences.append(says.format(n=len(found.goals)))
    if found.staying:
        says = ngettext(
            "{n} claim has no place in it: it is kept as it is, and the Framework screen shows it below.",
            "{n} claims have no place in it: they are kept as they are, and the Framework screen shows them below.",
            len(found.staying),
        )
        sentences.append(says.format(n=len(found.staying)))
    return [*sentences, _("Undo takes all of it back.")]


def choose_framework(app: DeskApp) -> None:
    """Choose the framework the portfolio follows; everything that was claimed is kept."""
    session = app.session
    known = session.frameworks.found
    if set(known) == {session.portfolio.meta.framework} and moves(session.portfolio, session.framework).is_empty:
        app.say(_("There is no other framework here. Put one into the workspace's frameworks/ folder."))
        return
    options = []
    for one in known.values():
        fact = ngettext("{n} guideline", "{n} guidelines", len(one.guidelines)).format(n=len(one.guidelines))
        if one.id == session.portfolio.meta.framework:
            fact = _("this one, {guidelines}").format(guidelines=fact)
        options.append(Option(one.id, one.full_name, one.publisher, fact, more=one.id))

    def take(chosen: str | None) -> None:
        if chosen is not None:
            _switch(app, app.session.frameworks.found[chosen])

    at = session.portfolio.meta.framework
    app.push_screen(Choose(_("Which framework?"), options, placeholder=_("type to find"), at=at), take)


def _switch(app: DeskApp, framework: Framework) -> None:
    found = moves(app.session.portfolio, framework)

    def answered(move: bool | None) -> None:
        if move is not None:
            app.do(follow(app.session.portfolio, framework, app.session.at, move=move))

    if found.is_empty:
        # Where it is followed already this changes nothing, and nothing is said.
        answered(move=False)
    else:
        told = routes(app.session.portfolio, framework)
        app.push_screen(MoveClaims(framework, found, told), answered)
