"""The pane that narrows the list: every facet's values with live counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.message import Message

from leaptui.model.search import FacetCounts, Narrow
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.line import Line, Span, cut
from leaptui.tui.widgets.row_list import Row, RowList

FEW = 4
"""How many values of a facet stand before “more …” has been opened."""


@dataclass(frozen=True)
class _Value:
    facet: str
    value: str
    title: str
    count: int
    chosen: bool


def chosen(narrow: Narrow, names: Mapping[str, str], component: str | None = None) -> list[str]:
    """The values that are chosen, in words: `Demonstrated`, `school`."""
    words = [component] if component else []
    words += [names.get(value, value) for value in (narrow.guideline, narrow.kind, narrow.place, narrow.goal) if value]
    words += [f"#{narrow.word}"] if narrow.word else []
    words += ["needs a tag"] if narrow.untagged else []
    return words + (["trash"] if narrow.trash else [])


class FacetList(RowList):
    """The facets. Enter or a click chooses a value, and again lets it go."""

    BINDINGS = [
        Binding("space", "open", "Choose", id="facets.select", tooltip="Narrow to this, or let it go again"),
        Binding("x", "clear", "Show all", id="facets.clear", tooltip="Let everything go that was chosen"),
    ]

    @dataclass
    class Chosen(Message):
        """The learner narrowed the list to something else."""

        narrow: Narrow

    def __init__(self) -> None:
        super().__init__(id="facets")
        self.narrow = Narrow()
        self._values: dict[str, _Value] = {}
        self._headings: dict[int, str] = {}
        self._opened: set[str] = set()
        self._counts: FacetCounts | None = None
        self._trashed = 0

    def show_counts(self, narrow: Narrow, counts: FacetCounts, trashed: int) -> None:
        """Show what each value would leave."""
        self.narrow, self._counts, self._trashed = narrow, counts, trashed
        rows: list[Row] = []
        self._values.clear()
        self._headings.clear()

        def add(value: _Value) -> None:
            key = f"{value.facet}:{value.value}"
            self._values[key] = value
            rows.append(Row(key))

        def head(title: str) -> None:
            rows.append(Row(None))
            self._headings[len(rows)] = title
            rows.append(Row(None))

        add(_Value("all", "", "All evidence", counts.all, narrow.is_open and not narrow.trash))
        add(_Value("untagged", "", "Needs a tag", counts.untagged, narrow.untagged))
        if self._trashed or narrow.trash:
            add(_Value("trash", "", "Trash", self._trashed, narrow.trash))
        framework = desk(self).session.framework
        head("Component")
        for component in framework.components:
            count = counts.components[component.code]
            add(
                _Value(
                    "component",
                    component.code,
                    framework.short_title(component),
                    count,
                    narrow.component == component.code,
                )
            )
        if narrow.guideline:
            head("Guideline")
            known = framework.guidelines[narrow.guideline]
            title = f"{known.code} {known.statement}"
            add(_Value("guideline", narrow.guideline, title, counts.guidelines[narrow.guideline], chosen=True))
        goals = desk(self).session.portfolio.goals
        for facet, title, found in (
            ("kind", "Kind", counts.kinds),
            ("place", "Place", counts.places),
            ("goal", "Goal", counts.goals),
            ("word", "Word", counts.words),
        ):
            if not found:
                continue
            head(title)
            picked = getattr(narrow, facet)
            names = {key: clean_line(goals[key].title) if facet == "goal" else clean_line(key) for key in found}
            values = [_Value(facet, key, names[key], count, key == picked) for key, count in found.items()]
            few = values if facet in self._opened or len(values) <= FEW + 1 else values[:FEW]
            for value in few + [value for value in values if value.chosen and value not in few]:
                add(value)
            if len(few) < len(values):
                add(_Value("more", facet, f"{len(values) - len(few)} more …", 0, chosen=False))
        self.show_rows(rows)

    def draw(self, row: Row, width: int, *, current: bool) -> list[Line]:
        """A value: its name, its count at the right; a heading dim."""
        inks = desk(self).inks
        if row.key is None:
            index = next((place for place, other in enumerate(self.rows) if other is row), -1)
            return [Line((self._headings.get(index, ""), inks.dim))]
        value = self._values[row.key]
        if value.facet == "more":
            return [Line((value.title, inks.dim))]
        bold = inks.strong if current or value.chosen else inks.ink
        lead: list[Span] = [("✓ ", inks.focus)] if value.chosen and value.facet != "all" else []
        if value.facet == "component":
            lead = [inks.component_chip(value.value), (" ", inks.ink), *lead]
        room = width - len(str(value.count)) - 1 - sum(cell_len(text) for text, _ in lead)
        count = (str(value.count), inks.strong if current or value.chosen else inks.dim)
        return [Line(*lead, (cut(value.title, room), bold), right=[count])]

    def action_open(self) -> None:
        """Choose the value under the cursor, or let it go."""
        if self.key is None:
            return
        value = self._values[self.key]
        if value.facet == "more":
            self._opened.add(value.value)
            if self._counts:
                self.show_counts(self.narrow, self._counts, self._trashed)
            return
        if value.facet == "all":
            narrow = Narrow(text=self.narrow.text)
        elif value.facet == "untagged":
            narrow = replace(self.narrow, untagged=not self.narrow.untagged, trash=False)
        elif value.facet == "trash":
            narrow = Narrow(text=self.narrow.text, trash=not self.narrow.trash)
        else:
            narrow = self.narrow.choosing(value.facet, None if value.chosen else value.value)
        self.post_message(self.Chosen(narrow))

    def action_clear(self) -> None:
        """Let everything go."""
        self.post_message(self.Chosen(Narrow()))

    def clicked(self, event: events.Click) -> None:
        """A click chooses at once: that is what a facet is for."""
        del event
        self.action_open()
