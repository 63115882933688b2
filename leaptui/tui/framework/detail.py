"""The guideline under the cursor, whole: its words, its standing, how varied its evidence is."""

from __future__ import annotations

from textual.strip import Strip

from leaptui.model.dates import day_month
from leaptui.model.framework import Guideline
from leaptui.model.standing import Breadth, Coverage, Standing, breadth, with_descendants
from leaptui.model.text import clean_line
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.framework.tree import Node
from leaptui.tui.inks import Inks
from leaptui.tui.line import Line, Span, cut_spans, width_of, wrap
from leaptui.tui.widgets.reading import MARGIN, Reading

CHIP = 8
LEAST = 3
"""Lines of the pane: a statement of one line and two of facts, or a longer statement and one."""
FRAME = 2


class GuidelineDetail(Reading):
    """What stands behind a row of the tree."""

    GAP = "    "

    def __init__(self) -> None:
        super().__init__(id="guideline")
        self.node: Node | None = None

    def show_node(self, node: Node | None) -> None:
        """Show a row of the tree."""
        self.node = node
        self.show_anew(top=True)

    def wanted_height(self, width: int) -> int:
        """The rows it takes for the longest statement of the framework, so that nothing jumps as the cursor moves."""
        framework = desk(self).session.framework
        room = max(20, width - FRAME - 2 * MARGIN - self._column)
        style = desk(self).inks.strong
        texts = [one.full_statement for one in framework.guidelines.values()]
        texts += [_component_words(one.title, one.statement) for one in framework.components]
        return max(LEAST, max(len(wrap([(text, style)], room)) for text in texts) + 1) + FRAME

    @property
    def _column(self) -> int:
        codes = (len(one.code) for one in desk(self).session.framework.guidelines.values())
        return max(CHIP, max(codes) + 3)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Chip and statement; standing; kinds and places."""
        inks = desk(self).inks
        if self.node is None:
            return [Line(("What you choose in the tree is shown here.", inks.dim))]
        framework = desk(self).session.framework
        if self.node.is_component:
            one = next(item for item in desk(self).session.view.coverage if item.component.code == self.node.code)
            chip = inks.component_chip(self.node.code)
            words = _component_words(one.component.title, one.component.statement)
            facts = self._component_facts(one)
        else:
            guideline = framework.guidelines[self.node.key]
            chip = inks.chip(guideline.code, guideline.component)
            words = guideline.full_statement
            facts = self._facts(guideline, width - self._column)
        column = self._column
        pad = (" " * column, inks.ink)
        rows = wrap([(words, inks.strong)], width - column)
        lines: list[Line | Strip] = [Line(chip, (" " * (column - len(chip[0])), inks.ink), *rows[0])]
        lines += [Line(pad, *row) for row in rows[1:]]
        if len(rows) + len(facts) > self.size.height:
            first, *others = facts
            more = [span for fact in others for span in ((self.GAP, inks.ink), *fact.left)]
            facts = [Line(*first.left, *more, right=first.right)]
        return [*lines, *(Line(pad, *fact.left, right=fact.right) for fact in facts)]

    def _component_facts(self, one: Coverage) -> list[Line]:
        inks, session = desk(self).inks, desk(self).session
        count: list[Span] = [(str(one.reached), inks.strong), (f" of {one.total} guidelines have evidence", inks.ink)]
        ids = [guideline.id for guideline in session.framework.of_component(one.component.code)]
        found = breadth(session.portfolio, ids)
        return [Line(*count, right=_enter(inks) if found.pieces else []), _varied(inks, found)]

    def _facts(self, guideline: Guideline, width: int) -> list[Line]:
        inks, view = desk(self).inks, desk(self).session.view
        standing = view.standings[guideline.id]
        if not standing.pieces:
            bold, ink = inks.strong, inks.ink
            hint: list[Span] = [("No piece shows this yet: ", ink), ("t", bold), (" tags one, ", ink), ("n", bold)]
            hint.append((" sets a goal for it.", ink))
            level = draw.level(inks, view.framework, guideline.component, 0)
            return [Line(*hint, right=level if width_of([*hint, *level]) < width else [])]
        found = breadth(view.portfolio, with_descendants(view.framework, guideline.id))
        first = self._spread(guideline, standing, width) if guideline.is_parent else self._standing(guideline, standing)
        return [Line(*first, right=_enter(inks)), _varied(inks, found)]

    def _standing(self, guideline: Guideline, standing: Standing) -> list[Span]:
        """The level, whose word it is, and the learner's own beside it."""
        inks, framework = desk(self).inks, desk(self).session.framework
        if not standing.rank:
            return [*draw.dots(inks, framework, guideline.component, 0), (" no level said yet", inks.ink)]
        spans = draw.level(inks, framework, guideline.component, standing.rank)
        when = f", {day_month(standing.on)}" if standing.on else ""
        if standing.by is None:
            return [*spans, (f" in your own word{when}", inks.dim)]
        spans.append((f" by {clean_line(standing.by)}{when}", inks.dim))
        own = framework.rank(standing.own)
        if own:
            spans += [("    yours ", inks.dim), *draw.level(inks, framework, guideline.component, own)]
        return spans

    def _spread(self, guideline: Guideline, standing: Standing, width: int) -> list[Span]:
        """How far those under it are, each."""
        inks, view = desk(self).inks, desk(self).session.view
        spans: list[Span] = []
        for child in guideline.children:
            below = view.framework.guidelines[child]
            one = view.standings[child]
            dots = draw.dots(inks, view.framework, below.component, one.rank)
            spans += [
                ("   " if spans else "", inks.dim),
                inks.code(below.code, below.component),
                (" ", inks.dim),
                *dots,
            ]
        if width_of(spans) <= width - 16:
            return spans
        total = len(standing.spread)
        short = [(str(standing.reached), inks.strong), (f" of {total} below it have a level", inks.ink)]
        return cut_spans(short, width)


def _component_words(title: str, statement: str) -> str:
    return f"{title}: {statement}" if statement else title


def _enter(inks: Inks) -> list[Span]:
    return [("Enter", inks.strong), (" shows them", inks.dim)]


def _varied(inks: Inks, found: Breadth) -> Line:
    """`29 pieces of 4 kinds in 3 places`, and which."""
    if not found.pieces:
        return Line(("no piece yet", inks.dim))
    line = Line((str(found.pieces), inks.strong), (" piece" if found.pieces == 1 else " pieces", inks.ink))
    line.add(" of ", inks.ink).add(str(len(found.kinds)), inks.strong).add(
        " kind" if len(found.kinds) == 1 else " kinds", inks.ink
    )
    if found.places:
        line.add(" in ", inks.ink).add(str(len(found.places)), inks.strong)
        line.add(" place" if len(found.places) == 1 else " places", inks.ink)
    for counted in (found.kinds, found.places):
        if counted:
            line.add("   " + f" {glyphs.NONE} ".join(clean_line(word) for word, _ in counted), inks.dim)
    return line
