"""Beginning from a workspace that is on a remote: the address is tried first, then everything is fetched into a new folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from leaptui.language import N_, _
from leaptui.store.workspace import Workspace
from leaptui.tui.aside import aside
from leaptui.tui.connect.found import Found
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field, Form, Trouble, keep_key

if TYPE_CHECKING:
    from leaptui.sync.connect import Connected
    from leaptui.sync.trial import Trial


class Join(Form[Workspace]):
    """The address and the new folder. Keeping tries the address first, and fetches the second time."""

    CSS_PATH = "connect.tcss"
    BINDINGS = [
        Binding("ctrl+s", "keep", N_("Go on"), id="form.keep", tooltip=N_("Try the address, then fetch what is there")),
        Binding("ctrl+g", "raw", N_("Git's words"), id="connect.raw", tooltip=N_("What git itself said")),
    ]

    def __init__(self, folder: Path) -> None:
        """`folder` is the new folder that is offered."""
        super().__init__(_("Begin from a remote"))
        self._folder = folder
        self._tried: tuple[str, Trial] | None = None
        self._is_busy = False

    def compose_fields(self) -> ComposeResult:
        """Where it comes from, where it goes, and what was found."""
        yield Static(
            _(
                "Everything that is on the remote comes into a new folder, and goes back and forth with it from then on."
            ),
            markup=False,
            classes="question",
        )
        line = Input(
            placeholder=_("https://…, git@machine:path, a folder, or a bundle"), select_on_focus=False, id="address"
        )
        yield Field(_("Address"), line)
        yield Field(_("Folder"), Input(str(self._folder), select_on_focus=False, id="folder"))
        yield Found(_("{key} tries the address first; nothing is changed by that.").format(key=keep_key(self)))

    def on_mount(self) -> None:
        """Let the address wait for what is typed."""
        self.query_one("#address", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another address is another remote."""
        event.stop()
        self.query_one(Trouble).say("")
        if self._tried is not None and self._tried[0] != self.text_of("address"):
            self._tried = None
            self.query_one(Found).say(_("{key} tries the address.").format(key=keep_key(self)))
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """git's words are offered where there are some."""
        if action == "raw":
            return self.is_mounted and self.query_one(Found).has_more
        return super().check_action(action, parameters)

    def keep(self) -> str | None:
        """Try the address, or fetch what is at the one that was tried."""
        typed = self.text_of("address")
        if self._is_busy:
            return None
        if not typed.strip():
            return _("Where is the remote? Type or paste its address.")
        if not self.text_of("folder").strip():
            return _("Where is it to go? Type the name of a new folder.")
        self._is_busy = True
        is_known = self._tried is not None and self._tried[0] == typed and self._tried[1].is_fine
        self.query_one(Found).say(_("Looking at the remote") + " …")
        self.run_worker(self._join(typed) if is_known else self._try(typed), exit_on_error=False, group="connect")
        return None

    def action_raw(self) -> None:
        """Show what git itself said."""
        self.query_one(Found).show_raw()

    async def _try(self, typed: str) -> None:
        from leaptui.sync.trial import try_address

        trial = await aside(lambda: try_address(typed, beside=Path.cwd()))
        self._is_busy = False
        self._tried = (typed, trial)
        if trial.is_empty:
            more = _("{key} begins a workspace in the folder, and connects it.").format(key=keep_key(self))
        else:
            more = _("{key} fetches it into the folder.").format(key=keep_key(self)) if trial.is_fine else ""
        self.query_one(Found).show(trial, more)
        self.query_one(Trouble).say("" if trial.is_fine else sentence(trial.sentence))
        self.refresh_bindings()

    async def _join(self, typed: str) -> None:
        from leaptui.sync import Stopped

        try:
            done = await aside(lambda: self._fetch(typed))
        except Stopped as stopped:
            self._refuse(sentence(stopped.sentence))
            return
        if done.is_fine:
            self.dismiss(done.workspace)
        else:
            self._refuse(sentence(done.sentence))

    def _fetch(self, typed: str) -> Connected:
        """In a thread: fetch everything."""
        from leaptui.sync.connect import join

        def told(words: str) -> None:
            self.app.call_later(self.query_one(Found).say, f"{words} …")

        folder = Path(self.text_of("folder").strip()).expanduser()
        return join(typed, folder, beside=Path.cwd(), progress=told)

    def _refuse(self, words: str) -> None:
        self._is_busy = False
        self.query_one(Found).say("")
        self.query_one(Trouble).say(words)


def folder_to_join(wanted: Path) -> Path:
    """The folder that is offered: the one the app was started in where nothing is in it, else one beside home's other things."""
    try:
        if not any(wanted.iterdir()):
            return wanted
    except FileNotFoundError:
        return wanted
    except OSError:
        pass
    return Path.home() / "learning"
