"""Choosing a file that lies on the stick: it is looked through in a thread, for a slow or faulty one can take minutes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.message import Message
from textual.widgets import Static
from textual.worker import Worker, WorkerState, get_current_worker

from leaptui.kiosk.sticks import FilesOn, StickFile, files_on
from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.tui.base import desk
from leaptui.tui.evidence.things import bytes_words
from leaptui.tui.widgets.choose import Choose, Option
from leaptui.tui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from leaptui.tui.base import DeskApp
    from leaptui.tui.kiosk.session import KioskApp

_UNSEEN = 0.3
"""Seconds for which it is not said that one waits: most sticks are looked through by then."""


class Looking(Overlay[FilesOn]):
    """Looks through the stick, and answers with what lies on it. Esc leaves it; nothing is chosen then.

    It is there from the first moment, so that a key that is pressed too early goes nowhere; it is seen only after a while.
    """

    TITLE_TEXT = N_("A file from the stick")
    TAKES_TEXT = False

    class Looked(Message):
        """What was found."""

        def __init__(self, found: FilesOn) -> None:
            super().__init__()
            self.found = found

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.found: FilesOn | None = None
        self.add_class("-unseen")

    def compose_sheet(self) -> ComposeResult:
        """That it goes on."""
        yield Static(_("Looking through the stick …"), markup=False, classes="question")

    def on_mount(self) -> None:
        """Begin."""
        self.set_timer(_UNSEEN, lambda: self.remove_class("-unseen"))
        self._look()

    @work(thread=True, exit_on_error=False, group="stick")
    def _look(self) -> None:
        worker = get_current_worker()
        self.post_message(self.Looked(self.find(lambda: worker.is_cancelled)))

    def find(self, is_left: Callable[[], bool]) -> FilesOn:
        """In a thread: what lies on the stick; no further once `is_left` says that nobody waits."""
        return files_on(self._folder, is_left=is_left)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Let nobody wait for what has failed in a way that nobody foresaw: then nothing was found."""
        if event.state is WorkerState.ERROR:
            self.post_message(self.Looked(FilesOn((), 0, is_whole=True)))

    def on_looking_looked(self, event: Looked) -> None:
        """Answer, or once this lies on top again."""
        self.found = event.found
        self._hand_on()

    def on_screen_resume(self) -> None:
        """Answer where it was found while something else lay over this, such as the lock."""
        super().on_screen_resume()
        self._hand_on()

    def _hand_on(self) -> None:
        if self.found is not None and self.is_active:
            self.dismiss(self.found)


def choose_file(app: DeskApp, then: Callable[[Path], object]) -> None:
    """Choose a file that lies on the stick, and go on with its whole path."""
    folder = app.session.workspace.sources.folder
    if folder is None:
        _say_none(app)
        return

    def looked(found: FilesOn | None) -> None:
        if found is None:
            return
        if found.files:
            _choose(app, folder, found, then)
        else:
            _say_none(app)

    app.push_screen(Looking(folder), looked)


def add_from_stick(app: KioskApp) -> None:
    """Begin a piece with a file from the stick."""
    from leaptui.tui.evidence.write import add_piece

    choose_file(app, lambda path: add_piece(desk(app.screen).screen, files=[path]))


def _say_none(app: DeskApp) -> None:
    app.say(_("There is no stick with files in this machine. Put one in, and try again."))


def _choose(app: DeskApp, folder: Path, found: FilesOn, then: Callable[[Path], object]) -> None:
    """Choose one of the files that were found."""
    by_key = {str(number): one for number, one in enumerate(found.files)}

    def chosen(key: str | None) -> None:
        if key is not None:
            then(folder / by_key[key].path)

    options = [_option(key, one) for key, one in by_key.items()]
    title, hint = _("A file from the stick"), _("part of its name")
    app.push_screen(Choose(title, options, placeholder=hint, note=_more_words(found)), chosen)


def _more_words(found: FilesOn) -> str:
    """What a learner is told who may not find a file, as there are more than are listed; nothing where all are."""
    shown = len(found.files)
    if not found.is_whole:
        words = _("There is more on the stick than can be looked through. These are the newest {n} of the files found.")
        return words.format(n=shown)
    if found.count > shown:
        return _("There are {total} files on the stick. These are the newest {n}.").format(total=found.count, n=shown)
    return ""


def _option(key: str, one: StickFile) -> Option:
    where = str(one.path.parent)
    return Option(key, clean_line(one.path.name), "" if where == "." else clean_line(where), bytes_words(one.size))
