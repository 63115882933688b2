"""The guideline under the cursor, whole: its words, its standing, how varied its evidence is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from rich.style import Style
from textual.strip import Strip

from leaptui.language import N_, _, ngettext
from leaptui.model.dates import day_month
from leaptui.model.experience import EXPERIENCE, areas, counted_words
from leaptui.model.explained import explained, with_role
from leaptui.model.framework import Guideline
from leaptui.model.side_by_side import levels_said
from leaptui.model.standing import (
    Breadth,
    Coverage,
    Standing,
    assessment_behind,
    breadth,
    claimed_elsewhere,
    with_descendants,
)
from leaptui.model.text import clean_line
from leaptui.model.words import word
from leaptui.tui import draw, glyphs
from leaptui.tui.base import desk
from leaptui.tui.framework.months import month_year
from leaptui.tui.framework.told import told
from leaptui.tui.framework.tree import Node
from leaptui.tui.inks import Inks
from leaptui.tui.keys import key_elsewhere
from leaptui.tui.line import Line, Span, cut_spans, width_of, wrap
from leaptui.tui.signatures import seek_signatures, signature_span
from leaptui.tui.widgets.reading import MARGIN, Reading

_BETWEEN = f" {glyphs.NONE} "
_LISTED = "   "
"""What stands between the names of a list, and before it."""
CHIP = 8
LEAST = 3
"""Lines of the pane: a statement of one line and two of facts, or a longer statement and one."""
FRAME = 2
ROOMY = 40
"""Rows of the screen from which on what is told of a guideline has one of its own."""


class GuidelineDetail(Reading):
    """What stands behind a row of the tree."""

    HELP = N_("The guideline in its own words, and what stands behind it.")
    GAP = "    "

    def __init__(self) -> None:
        super().__init__(id="guideline")
        self.node: Node | None = None
        self._cell: tuple[date, int] | None = None
        self._heights: dict[tuple[int, int], int] = {}

    def show_node(self, node: Node | None, cell: tuple[date, int] | None = None) -> None:
        """Show a row of the tree; `cell` is the month of the map the cursor stands on, and its pieces."""
        self.node, self._cell = node, cell
        self.show_anew(top=True)

    def wanted_height(self, width: int) -> int:
        """The rows it takes for the longest statement of the framework, so that nothing jumps as the cursor moves."""
        framework = desk(self).session.framework
        room = max(20, width - FRAME - 2 * MARGIN - self._column)
        known = (id(framework), room)
        if known not in self._heights:
            style = desk(self).inks.strong
            texts = [one.full_statement for one in framework.guidelines.values()]
            texts += [_component_words(one.title, one.statement) for one in framework.components]
            rows = max(len(wrap([(text, style)], room)) for text in texts)
            self._heights = {known: max(LEAST, rows + 1) + FRAME}
        return self._heights[known] + (self.app.size.height >= ROOMY)

    @property
    def _column(self) -> int:
        codes = (len(one.code) for one in desk(self).session.framework.guidelines.values())
        return max(CHIP, max(codes) + 3)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """Chip and statement; standing; kinds and places."""
        inks = desk(self).inks
        if self.node is None:
            return [Line((_("What you choose in the tree is shown here."), inks.dim))]
        framework = desk(self).session.framework
        if self.node.is_elsewhere:
            return self._elsewhere()
        if self.node.is_component:
            one = next(item for item in desk(self).session.view.coverage if item.component.code == self.node.code)
            chip = inks.component_chip(self.node.code)
            words = _component_words(one.component.title, one.component.statement)
            facts = self._component_facts(one)
        else:
            guideline = framework.guidelines[self.node.key]
            chip = inks.chip(guideline.code, guideline.component)
            words = guideline.full_statement
            first, *rest = self._facts(guideline, width - self._column)
            facts = [first, *self._told(guideline), *rest]
        column = self._column
        pad = (" " * column, inks.ink)
        rows = wrap([(words, inks.strong)], width - column)
        lines: list[Line | Strip] = [Line(chip, (" " * (column - len(chip[0])), inks.ink), *rows[0])]
        lines += [Line(pad, *row) for row in rows[1:]]
        room = self.size.height - len(rows)
        if len(facts) > room:
            # What there is no row for stands behind the last that there is one for.
            kept = max(1, room)
            more = [span for fact in facts[kept:] for span in ((self.GAP, inks.ink), *fact.left)]
            last = facts[kept - 1]
            facts = [*facts[: kept - 1], Line(*last.left, *more, right=last.right)]
        return [*lines, *(_whole(Line(pad, *fact.left, right=fact.right), width) for fact in facts)]

    def _component_facts(self, one: Coverage) -> list[Line]:
        inks, session = desk(self).inks, desk(self).session
        says = ngettext("{n} of {total} guideline has evidence", "{n} of {total} guidelines have evidence", one.total)
        count = _with_numbers(inks, says, n=one.reached, total=one.total)
        ids = [guideline.id for guideline in session.framework.of_component(one.component.code)]
        found = breadth(session.portfolio, ids)
        if found.pieces:
            return [Line(*count, right=self._enter()), _varied(inks, found)]
        says = _("No piece yet: {t} on a guideline tags one.")
        if not session.portfolio.evidence:
            says = _("There is no piece yet: {a} adds one.")
        return [Line(*count), Line(*_hint(inks, says, self._keys))]

    def _elsewhere(self) -> list[Line | Strip]:
        """What was claimed under another framework, code by code."""
        inks, view = desk(self).inks, desk(self).session.view
        found = claimed_elsewhere(view.portfolio, view.framework)
        says = _("Claims of guidelines that {framework} does not have; they are kept as they are.")
        lines: list[Line | Strip] = [
            Line((says.format(framework=view.framework.name), inks.strong), right=self._enter())
        ]
        width = self.size.width - 2 * MARGIN
        for framework, counted in self._by_framework(found):
            lines += [Line(*row) for row in wrap([(f"{framework}   ", inks.ink), (counted, inks.dim)], width)]
        return lines

    def _by_framework(self, found: Mapping[str, int]) -> list[tuple[str, str]]:
        """The codes claimed under each other framework, in its order where it is here: `C1 15 · C2 8`."""
        known = desk(self).session.frameworks.found
        codes: dict[str, list[str]] = {}
        for guideline in found:
            codes.setdefault(guideline.rpartition(":")[0], []).append(guideline)
        shown = []
        for framework_id, guidelines in codes.items():
            framework = known.get(framework_id)
            order = {one: place for place, one in enumerate(framework.guidelines)} if framework else {}
            ranked = sorted((order.get(one, len(order)), one) for one in guidelines)
            counted = [f"{clean_line(one.rpartition(':')[2])} {found[one]}" for _place, one in ranked]
            name = framework.name if framework else clean_line(framework_id)
            shown.append((name, _BETWEEN.join(counted)))
        return shown

    def _enter(self) -> list[Span]:
        """What Enter shows: all pieces, or those of the month the cursor stands on."""
        inks = desk(self).inks
        if self._cell is None:
            return _hint(inks, _("{Enter} shows them"), self._keys)
        month, count = self._cell
        if not count:
            return []
        words = _("{Enter} shows {n} of {month}")
        return _hint(inks, words.replace("{n}", str(count)).replace("{month}", month_year(month)), self._keys)

    @property
    def _keys(self) -> dict[str, str]:
        """The keys that hints name, as the learner has them."""
        return {
            "Enter": key_elsewhere(self, "list.open", "enter"),
            "t": key_elsewhere(self, "framework.tag", "t"),
            "n": key_elsewhere(self, "framework.new", "n"),
            "a": key_elsewhere(self, "app.add", "a"),
            "A": key_elsewhere(self, "framework.advance", "A"),
            "I": key_elsewhere(self, "framework.stretch", "I"),
        }

    def _facts(self, guideline: Guideline, width: int) -> list[Line]:
        inks, view = desk(self).inks, desk(self).session.view
        standing = view.standings[guideline.id]
        if not standing.pieces:
            says = _("No piece shows this yet: {t} tags one, {n} sets a goal for it.")
            if not view.portfolio.evidence:
                says = _("No piece shows this yet: {a} adds one, {n} sets a goal for it.")
            hint = _hint(inks, says, self._keys, inks.ink)
            level = draw.level(inks, view.framework, guideline.component, 0)
            return [Line(*hint, right=level if width_of([*hint, *level]) < width else [])]
        found = breadth(view.portfolio, with_descendants(view.framework, guideline.id))
        right = self._enter()
        second = self._experience(guideline) or _varied(inks, found)
        if guideline.is_parent:
            return [Line(*self._spread(guideline, standing, width), right=right), second]
        first = self._explained(guideline, standing)
        if width_of([*first, *right]) + 2 > width:
            first = self._standing(guideline, standing)
        for more in self._beside(guideline, standing):
            if width_of([*first, *more, *right]) + 2 <= width:
                first = [*first, *more]
        return [Line(*first, right=right), second]

    def _explained(self, guideline: Guideline, standing: Standing) -> list[Span]:
        """Dots, and the sentence that says who said so, when, and of which piece."""
        inks, view = desk(self).inks, desk(self).session.view
        said = explained(view.portfolio, view.framework, standing, view.today)
        dots = draw.dots(inks, view.framework, guideline.component, standing.rank)
        return [*dots, (f" {said}", inks.ink if standing.rank else inks.dim)]

    def _experience(self, guideline: Guideline) -> Line | None:
        """Of real-world experience: academic, civic and workplace apart, with what hosts confirmed."""
        if guideline.id not in {EXPERIENCE, *(f"{EXPERIENCE}.{part}" for part in "abc")}:
            return None
        inks, view = desk(self).inks, desk(self).session.view
        shown = with_descendants(view.framework, guideline.id)
        claims = (claim for one in shown for claim in view.portfolio.claims_for.get(one, ()))
        found = [area for area in areas(view.portfolio, {claim.evidence for claim in claims}) if area.pieces]
        line = Line()
        for area in found:
            line.add("   " if line.left else "", inks.dim).add(f"{area.said} ", inks.dim)
            line.add(counted_words(area), inks.ink)
        return line if found else None

    def _told(self, guideline: Guideline) -> list[Line]:
        """How varied it was shown, where one began, what was chosen."""
        inks = desk(self).inks
        every = told(desk(self).session.view, guideline)
        return [Line(*_hint(inks, said, self._keys), right=_hint(inks, more, self._keys)) for said, more in every]

    def _standing(self, guideline: Guideline, standing: Standing) -> list[Span]:
        """The level, whose word it is, and the learner's own beside it."""
        inks, framework = desk(self).inks, desk(self).session.framework
        if not standing.rank:
            return [*draw.dots(inks, framework, guideline.component, 0), (f" {_('no level said yet')}", inks.ink)]
        spans = draw.level(inks, framework, guideline.component, standing.rank)
        if standing.by is None:
            on = _("in your own word, {day}") if standing.on else _("in your own word")
            return [*spans, (f" {on.format(day=day_month(standing.on) if standing.on else '')}", inks.dim)]
        by = _("by {name}, {day}") if standing.on else _("by {name}")
        day = day_month(standing.on) if standing.on else ""
        spans.append((f" {by.format(name=with_role(standing.by, standing.role), day=day)}", inks.dim))
        own = framework.rank(standing.own)
        if own:
            spans += [(f"    {_('yours')} ", inks.dim), *draw.level(inks, framework, guideline.component, own)]
        return spans

    def _beside(self, guideline: Guideline, standing: Standing) -> Iterator[list[Span]]:
        """What stands behind a standing, as far as there is room: who signed it, then what still others say."""
        session, inks = desk(self).session, desk(self).inks
        framework = session.view.framework
        said = assessment_behind(session.portfolio, standing)
        span = signature_span(session, inks, ("assessments", said.id)) if said else None
        seek_signatures(self, self.show_anew)
        if span:
            yield [(f"    {span[0]}", span[1])]
        for other in levels_said(session.portfolio, framework, guideline.id):
            if not other.is_own and other.by != standing.by:
                yield [(f"    {other.by} ", inks.dim), *draw.level(inks, framework, guideline.component, other.rank)]

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
        says = ngettext("{n} of {total} below it has a level", "{n} of {total} below it have a level", total)
        return cut_spans(_with_numbers(inks, says, n=standing.reached, total=total), width)


def _component_words(title: str, statement: str) -> str:
    return f"{title}: {statement}" if statement else title


def _hint(inks: Inks, sentence: str, keys: Mapping[str, str], ink: Style | None = None) -> list[Span]:
    """A sentence that names keys, `{t} tags one`, with the keys as they are now, bold."""
    parts = re.split(r"\{(\w+)\}", sentence)
    # Every other part names a key.
    return [
        (keys.get(part, part) if place % 2 else part, inks.strong if place % 2 else (ink or inks.dim))
        for place, part in enumerate(parts)
        if part
    ]


def _with_numbers(inks: Inks, sentence: str, **numbers: int) -> list[Span]:
    """A sentence with its first number bold."""
    filled = sentence.format(**numbers)
    number = str(next(iter(numbers.values())))
    before, found, after = filled.partition(number)
    return [(text, style) for text, style in ((before, inks.ink), (found, inks.strong), (after, inks.ink)) if text]


def _whole(line: Line, width: int) -> Line:
    """A line that ends in lists of names, with as many of those as have room."""
    room = width - (width_of(line.right) + 2 if line.right else 0)
    while width_of(line.left) > room and line.left[-1][0].startswith(_LISTED):
        names, style = line.left.pop()
        listed = names.removeprefix(_LISTED).split(_BETWEEN)
        for count in range(1, len(listed)):
            more = ngettext("and {n} more", "and {n} more", count).format(n=count)
            fewer = (f"{_LISTED}{_BETWEEN.join(listed[:-count])} {more}", style)
            if width_of([*line.left, fewer]) <= room:
                line.left.append(fewer)
                return line
    return line


def _varied(inks: Inks, found: Breadth) -> Line:
    """`29 pieces of 4 kinds in 3 places with 2 people`, and which; of one piece at least."""
    parts = [
        ngettext("{n} piece", "{n} pieces", found.pieces),
        ngettext("of {n} kind", "of {n} kinds", len(found.kinds)),
    ]
    counts = [found.pieces, len(found.kinds)]
    if found.places:
        parts.append(ngettext("in {n} place", "in {n} places", len(found.places)))
        counts.append(len(found.places))
    if found.people:
        parts.append(ngettext("with {n} person", "with {n} people", found.people))
        counts.append(found.people)
    line = Line()
    for place, (part, count) in enumerate(zip(parts, counts, strict=True)):
        line.add(" " if place else "", inks.ink)
        line.left += _with_numbers(inks, part, n=count)
    for field, counted in (("kind", found.kinds), ("place", found.places)):
        if counted:
            line.add(_LISTED + _BETWEEN.join(clean_line(word(value, field)) for value, _n in counted), inks.dim)
    return line
