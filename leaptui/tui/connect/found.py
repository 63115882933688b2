"""What a sheet shows of an address that was tried: what was found, whom git would come as, and git's own words on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from leaptui.language import _
from leaptui.model.text import clean_line
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Field

if TYPE_CHECKING:
    from leaptui.sync.account import Account
    from leaptui.sync.trial import Trial

_MOST_LINES = 8


class Found(Vertical):
    """The remote, the account, and what can be done now; what there is nothing to say of takes no room."""

    def __init__(self, words: str, account: Account | None = None) -> None:
        super().__init__()
        self._first = words
        self._account = account
        self._raw = ""

    def compose(self) -> ComposeResult:
        """A row each."""
        yield Field(_("Remote"), Static(markup=False, id="remote"))
        yield Field(_("Account"), Static(markup=False, id="account"))
        yield Static(markup=False, id="more")
        yield Static(markup=False, id="raw")

    def on_mount(self) -> None:
        """Show what is known at first."""
        self.say(self._first, self._account)

    def say(self, words: str, account: Account | None = None) -> None:
        """Show what goes on, or what can be done."""
        self._raw = ""
        self._show("", self._said_of(account), words)

    def show(self, trial: Trial, more: str) -> None:
        """Show what a trial came to; `more` is what can be done now."""
        remote = sentence(trial.sentence) if trial.is_fine or trial.can_be_made else ""
        if trial.may_send is None and trial.is_fine:
            remote = f"{remote} " + _("Whether it takes changes shows with the first sync.")
        self._raw = trial.raw
        self._show(remote, self._said_of(trial.account), more)

    def show_raw(self) -> None:
        """Show what git itself said."""
        lines = [clean_line(line) for line in self._raw.splitlines() if line.strip()]
        self._set("raw", "\n".join([_("What git said:"), *lines[-_MOST_LINES:]]))

    @property
    def has_more(self) -> bool:
        """Whether git said something that can be shown."""
        return bool(self._raw)

    @staticmethod
    def _said_of(account: Account | None) -> str:
        return "" if account is None else clean_line(account.words)

    def _show(self, remote: str, account: str, more: str) -> None:
        for name, words in (("remote", remote), ("account", account), ("more", more), ("raw", "")):
            self._set(name, words)

    def _set(self, name: str, words: str) -> None:
        row = self.query_one(f"#{name}", Static)
        row.update(words)
        shown = row.parent if isinstance(row.parent, Field) else row
        shown.display = bool(words)
