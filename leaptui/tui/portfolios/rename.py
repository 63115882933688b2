"""Renaming a portfolio: the learner's name, and the name of its file."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.store.listing import glance_at
from leaptui.store.workspace import Workspace
from leaptui.tui.widgets.form import Field, Form


class RenameForm(Form[str]):
    """The two names of a portfolio. It answers with the name its file has then."""

    def __init__(self, workspace: Workspace, name: str, rename: Callable[[str, str, str], str | None]) -> None:
        """`rename` takes the portfolio's name, the learner's and the file's; it gives a sentence where it cannot be."""
        super().__init__(_("Rename"), f"{name}.json")
        self._portfolio = name
        self._do = rename
        glance = glance_at(workspace, name)
        self._learner = None if glance.trouble else clean_line(glance.learner)

    def compose_fields(self) -> ComposeResult:
        """Learner and file; of a portfolio that cannot be written, its file alone."""
        if self._learner is not None:
            yield Field(_("Learner"), Input(self._learner, select_on_focus=False, id="learner"))
        yield Field(_("File"), Input(self._portfolio, select_on_focus=False, id="file"))
        yield Static(_("Attachments, undo and drafts go along with the file."), classes="question", markup=False)

    def keep(self) -> str | None:
        """Rename, or say why not."""
        file = self.text_of("file").strip().removesuffix(".json")
        learner = clean_line(self.text_of("learner")) if self._learner is not None else ""
        if self._learner is not None and not learner:
            return _("Whose is it? The learner needs a name.")
        trouble = self._do(self._portfolio, learner, file)
        if trouble is None:
            self.dismiss(file)
        return trouble
