"""The shelf: the portfolios of a workspace to choose from, found by typing any part of whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from textual.app import ComposeResult
from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.store.listing import Glance, Glances, Listed, list_portfolios
from leaptui.store.workspace import Workspace
from leaptui.tui import glyphs
from leaptui.tui.portfolios.spines import About, Spines
from leaptui.tui.widgets.led import Led
from leaptui.tui.widgets.row_list import RowList

NEW, SAMPLES = ":new", ":samples"
"""Answers beside names: begin a new portfolio, look around in the samples. No portfolio can be called so."""

_PORTION = 25
"""How many files are looked at before what was found is shown."""


_LATELY = 8
"""How many of those opened lately come first."""

Rename = Callable[[str, str, str], str | None]
"""Gives a portfolio (its name) another learner's name and another file name; or the sentence that says why it cannot be."""


class Shelf(Led[str]):
    """The portfolios under a line to type in. It answers with a name, NEW or SAMPLES; None where it was left.

    What the folder tells is there at once. Whose each portfolio is comes from the glances kept here; those that are new are
    taken in the background, what is in sight first.
    """

    CSS_PATH = "shelf.tcss"
    BINDINGS = [
        Binding(
            "enter", "open", N_("Open"), priority=True, id="choose.enter", tooltip=N_("Open the one under the cursor")
        ),
        Binding("ctrl+n", "begin", N_("New"), id="shelf.new", tooltip=N_("Begin a new portfolio in this workspace")),
        Binding(
            "f2", "rename", N_("Rename"), id="shelf.rename", tooltip=N_("Change the learner's name, or the file's")
        ),
        Binding(
            "ctrl+l",
            "samples",
            N_("Samples"),
            id="shelf.samples",
            tooltip=N_("Look around in sample portfolios; nothing in them is kept"),
        ),
    ]

    @dataclass
    class Looked(Message):
        """Some more files were looked at."""

    def __init__(self, workspace: Workspace, today: date, rename: Rename, at: str | None = None) -> None:
        """`at` is where the cursor begins."""
        super().__init__(_("Whose portfolio?"))
        self._workspace = workspace
        self._today = today
        self._rename = rename
        self._at = at
        self._listed: dict[str, Listed] = {}
        self._recent: list[str] = []
        self._glances = Glances(workspace)
        self._sought: dict[str, tuple[Glance | None, str]] = {}
        self._near: tuple[str, ...] = ()
        self._is_left = False
        self.frameworks: dict[str, str] = {}

    def compose_sheet(self) -> ComposeResult:
        """The line to type in, the portfolios, and what is known of the one under the cursor."""
        yield from self.compose_line(Input(placeholder=_("type a name")))
        yield Spines(self._today)
        yield Static(glyphs.RULE * 200, classes="rule", markup=False)
        yield About(self._workspace)

    def on_mount(self) -> None:
        """Show what the folder tells, and look at what is new in it."""
        self.read_anew(self._at)

    def on_unmount(self) -> None:
        """Let the looking end."""
        self._is_left = True

    def read_anew(self, at: str | None = None) -> None:
        """Read the folder again: something was renamed, or begun."""
        try:
            self._listed = {one.name: one for one in list_portfolios(self._workspace)}
        except OSError:
            self._listed = {}
        # No longer than it needs to be, and as long while one types.
        self.query_one(Spines).styles.max_height = max(4, len(self._listed))
        self._recent = [name for name in self._workspace.recent_names() if name in self._listed][:_LATELY]
        self.show_found(at)
        if any(self._glances.known(one) is None for one in self._listed.values()):
            self.run_worker(self._look, thread=True, exclusive=True, group="glances", exit_on_error=False)
        else:
            self._name_frameworks()

    # ---- what is shown

    @property
    def typed(self) -> str:
        """What was typed to find."""
        return self.line.value

    def show_found(self, at: str | None = None) -> None:
        """Show the portfolios that have the words typed: those opened lately first, the others by name."""
        from leaptui.model.folded import fold

        words = fold(self.typed).split()
        order = dict.fromkeys([*self._recent, *self._listed])
        if words:
            found = [name for name in order if self._has(name, words)]
            found.sort(key=lambda name: not self._text(name).startswith(words[0]))
            recent = 0
        else:
            found, recent = list(order), len(self._recent)
        known = {name: self._glances.known(self._listed[name]) for name in found}
        self.query_one(Spines).show(found, known, self.typed, recent=recent, at=at)
        waiting = sum(self._glances.known(one) is None for one in self._listed.values())
        shown = _("{n} of {total}").format(n=len(found), total=len(self._listed))
        self.set_fact(_("{shown}, reading {n} …").format(shown=shown, n=waiting) if waiting else shown)
        self._show_one()

    def _has(self, name: str, words: Sequence[str]) -> bool:
        text = self._text(name)
        return all(word in text for word in words)

    def _text(self, name: str) -> str:
        """What a portfolio is found by: learner, title and file name, as searches compare them."""
        from leaptui.model.folded import fold

        glance = self._glances.known(self._listed[name])
        kept = self._sought.get(name)
        if kept is None or kept[0] is not glance:
            kept = (glance, fold(f"{glance.learner} {glance.title} {name}" if glance else name))
            self._sought[name] = kept
        return kept[1]

    def _show_one(self) -> None:
        spines = self.query_one(Spines)
        name = spines.key
        listed = self._listed.get(name) if name else None
        self.query_one(About).show(listed, self._glances.known(listed) if listed else None, self.frameworks)
        self._near = tuple(spines.in_sight())

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Tell of the one the cursor came to."""
        event.stop()
        self._show_one()

    # ---- looking at the files

    def _look(self) -> None:
        """In a thread: look at every file that is new, in small portions, what is in sight first."""
        self._name_frameworks()
        listed = dict(self._listed)
        waiting = {name: one for name, one in listed.items() if self._glances.known(one) is None}
        while waiting and not self._is_left:
            for name in list(islice(self._next(waiting), _PORTION)):
                self._glances.look(waiting.pop(name))
            self.post_message(self.Looked())
        self._glances.save(listed.values())
        self.post_message(self.Looked())

    def _next(self, waiting: dict[str, Listed]) -> Iterator[str]:
        near = [name for name in self._near if name in waiting]
        yield from near
        yield from (name for name in waiting if name not in near)

    def _name_frameworks(self) -> None:
        from leaptui.store.listing import framework_names

        self.frameworks = framework_names(self._workspace)

    def on_shelf_looked(self) -> None:
        """Show what was found meanwhile."""
        if not self._is_left:
            self.show_found()

    # ---- what can be done

    def action_open(self) -> None:
        """Open the one under the cursor."""
        key = self.query_one(Spines).key
        if key is not None:
            self.dismiss(key)

    def on_row_list_opened(self, event: RowList.Opened) -> None:
        """A double click opens."""
        event.stop()
        self.dismiss(event.key)

    def action_begin(self) -> None:
        """Begin a new portfolio."""
        self.dismiss(NEW)

    def action_samples(self) -> None:
        """Look around in the samples."""
        self.dismiss(SAMPLES)

    def action_rename(self) -> None:
        """Rename the one under the cursor."""
        name = self.query_one(Spines).key
        if name is None:
            return
        from leaptui.tui.portfolios.rename import RenameForm

        def renamed(new: str | None) -> None:
            if new is not None:
                self._sought.clear()
                self.read_anew(new)

        self.app.push_screen(RenameForm(self._workspace, name, self._rename), renamed)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to open or to rename where nothing fits."""
        del parameters
        return action not in {"open", "rename"} or self.query_one(Spines).key is not None
