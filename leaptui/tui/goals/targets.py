"""Choosing the guidelines a goal leads to, each with the level to reach."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.binding import Binding
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.tui import draw
from leaptui.tui.base import desk
from leaptui.tui.goals.sheet import Targets, ordered
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line
from leaptui.tui.tagging.picker import TagPicker
from leaptui.tui.tagging.rows import GuidelineRows
from leaptui.tui.tagging.tags import Picked, Tags
from leaptui.tui.widgets.filled import Filled
from leaptui.tui.widgets.form import field_ground


def next_level(widget: Widget, guideline_id: str) -> str | None:
    """The level above the one a guideline stands at; the highest where it stands there."""
    session = desk(widget).session
    standing = session.view.standings.get(guideline_id)
    levels = session.framework.level_ids
    return levels[min(standing.rank if standing else 0, len(levels) - 1)]


class TargetPicker(TagPicker):
    """The picker of guidelines, asking for the level to reach; a goal has a reason of its own."""

    CSS_PATH = "../tagging/picker.tcss"
    ASKS_WHY = False
    CHOSEN = N_("Where the goal leads")
    BINDINGS = [
        Binding("space", "tag", N_("Aim"), id="picker.tag", tooltip=N_("Aim for this guideline, or no longer")),
        Binding("tab", "find", N_("Find"), id="picker.reason", tooltip=N_("Between the list and the line to type in")),
    ]

    def __init__(self, targets: Mapping[str, str | None]) -> None:
        super().__init__(_("Where does the goal lead?"), _("guidelines and levels"), Tags(dict(targets), {}))

    def action_tag(self) -> None:
        """Aim for the guideline, one level further than it stands, or no longer."""
        current = self._current
        if current is not None and current.id not in self.levels:
            self.levels[current.id] = next_level(self, current.id)
            self._show_choice()
        else:
            super().action_tag()

    def action_find(self) -> None:
        """Between the list and the line to type in."""
        find = self.query_one("#find", Input)
        (self.query_one(GuidelineRows) if find.has_focus else find).focus()


class TargetsField(Filled, can_focus=True):
    """The guidelines chosen so far; Enter, Space or a click opens the picker."""

    DEFAULT_CSS = """
    TargetsField { height: auto; min-height: 1; max-height: 5; width: 1fr; padding: 0 1; background: $raised; }
    TargetsField:focus { background: $sel; }
    """
    BINDINGS = [
        Binding("enter,space", "choose", N_("Choose"), id="targets.choose", tooltip=N_("Choose guidelines and levels")),
    ]

    def __init__(self, targets: Targets, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.targets = dict(targets)

    @property
    def stands(self) -> str:
        """The guidelines and levels that are chosen."""
        return repr(sorted(self.targets.items(), key=lambda pair: pair[0]))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """A line for each guideline."""
        del container, viewport, width
        return max(1, len(self.targets))

    def render_line(self, y: int) -> Strip:
        """A guideline and the level to reach; a hint where there is none yet."""
        inks = desk(self).inks
        line = Line()
        framework = desk(self).session.framework
        known = ordered(framework, self.targets)
        place = y - self.gutter.top
        if 0 <= place < len(known):
            guideline = framework.guidelines.get(known[place])
            if guideline is None:
                line.add(clean_line(known[place]), inks.dim)
            else:
                line = Line(
                    inks.code(guideline.code, guideline.component), (" " * max(1, 6 - len(guideline.code)), inks.dim)
                )
                rank = framework.rank(self.targets[guideline.id])
                line.left += (
                    draw.level(inks, framework, guideline.component, rank)
                    if rank
                    else [(_("no level named"), inks.dim)]
                )
                line.add(f"   {guideline.statement}", inks.dim)
        elif not known:
            line.add(_("{key} chooses guidelines and levels").format(key=key_of(self, "targets.choose")), inks.dim)
        return line.strip(self.size.width, field_ground(self))

    def action_choose(self) -> None:
        """Open the picker."""

        def keep(picked: Picked | None) -> None:
            if picked is not None:
                kept = {one: level for one, level in self.targets.items() if one not in picked.removed}
                self.targets = {**kept, **picked.levels}
                self.refresh(layout=True)

        self.app.push_screen(TargetPicker(self.targets), keep)

    def on_click(self, event: events.Click) -> None:
        """A click opens the picker."""
        event.stop()
        self.focus()
        self.action_choose()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
