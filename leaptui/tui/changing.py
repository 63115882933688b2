"""The one road from a key to a change: it is written, shown, told in a word, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from leaptui.language import _
from leaptui.store.errors import Refused, StoreError
from leaptui.tui.sentence import sentence
from leaptui.tui.tour.guided import Guided
from leaptui.tui.widgets.desk import DeskScreen
from leaptui.tui.widgets.header import HeaderLine

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.tui.carry import Carrier


class Changing(Guided):
    """An app on a portfolio that can be changed."""

    carrier: Carrier

    def do(self, change: Change, says: str | None = None) -> bool:
        """Apply a change and show it; a sentence says where that did not work, and what the store has to tell of it."""
        try:
            done = self.session.apply(change)
        except StoreError as error:
            self._not_saved(error)
            return False
        self._header(unsaved="")
        if done.edits:
            self.changed(change.label if says is None else says)
            if says == "" and self._notice:
                # What is seen at once needs no word; this is not seen.
                self.say(self._notice.lstrip())
        return True

    def _not_saved(self, error: StoreError) -> None:
        """Say that a change could not be written: at once, and in the header until one is written again."""
        if not isinstance(error, Refused):
            self._header(unsaved=_("not saved: {reason}").format(reason=error))
        self.say(sentence(error), trouble=True)

    def changed(self, label: str, record_id: str | None = None) -> None:
        """Show a change that was applied."""
        del record_id
        self._show()
        self.carrier.look()
        if label:
            self.say(f"{label}.{self._notice}")
        else:
            self.clear_notifications()  # what was said before was about something else

    @property
    def _notice(self) -> str:
        """What the store has to tell of the last change beside that it was done, as one more sentence."""
        notice = self.session.store.notice
        return " " + _("Note: {notice}.").format(notice=notice) if notice else ""

    def say(self, sentence: str, *, trouble: bool = False) -> None:
        """Show one sentence for a while; it is text, never markup."""
        self.clear_notifications()
        for below in self.screen_stack[:-1]:
            # Textual clears only the screen on top: what was said before an overlay opened would stand beside what is new.
            below.query("Toast").remove()
        self.tell(sentence, trouble=trouble)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._take(_("Undo: {label}."), self.session.undo, _("There is nothing to undo."))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._take(_("Redo: {label}."), self.session.redo, _("There is nothing to redo."))

    def _take(self, said: str, step: Callable[[], str | None], nothing: str) -> None:
        try:
            label = step()
        except StoreError as error:
            self._not_saved(error)
            return
        if label is None:
            self.say(nothing)
            return
        self._header(unsaved="")
        self._show()
        self.carrier.look()
        self.say(said.format(label=label[:1].lower() + label[1:]) + self._notice)

    # ---- showing it

    def _show(self) -> None:
        """Show the portfolio as it stands: on the screen below any overlay."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, DeskScreen):
                screen.show_now()
                break
        self.screen.refresh_bindings()

    def _header(self, **words: str) -> None:
        before, self.states = self.states, replace(self.states, **words)
        if before != self.states:
            for screen in self.screen_stack:
                for header in screen.query(HeaderLine):
                    header.refresh()
            self.screen.refresh_bindings()
