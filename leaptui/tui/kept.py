"""Sheets that outlive a closed window: noted while written, taken up again, kept in one change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Generic, Protocol, Self, TypeVar

from textual.widget import Widget

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits import Invalid
from leaptui.store.errors import StoreError
from leaptui.tui.base import desk
from leaptui.tui.goals.typed import not_saved
from leaptui.tui.keys import key_of
from leaptui.tui.sentence import sentence
from leaptui.tui.unkept import held_words
from leaptui.tui.widgets.form import NotedForm


class Written(Protocol):
    """What stands on a sheet, as drafts note it."""

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> Self:
        """A sheet as it was noted; fields it does not know are left out."""

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""


@dataclass(frozen=True)
class Texts:
    """What stands on a sheet: texts alone. Subclasses have the fields."""

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> Self:
        """A sheet as it was noted; fields it does not know are left out."""
        return cls(**{one.name: draft[one.name] for one in fields(cls) if one.name in draft})

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return asdict(self)


T = TypeVar("T", bound=Written)
S = TypeVar("S")
Save = Callable[[S], str | None]
"""Keeps what stands on a sheet and gives None, or the sentence that says why it cannot be kept yet."""
Note = Callable[[S], None]
"""Notes what stands on a sheet while it is written."""


class KeptForm(NotedForm[T], Generic[T]):
    """A sheet that Sheets opens. `save` keeps what is written and gives None, or the sentence that says why it cannot yet."""

    def __init__(self, title: str, fact: str, sheet: T, save: Save[T], note: Note[T]) -> None:
        super().__init__(title, fact, sheet, note)
        self._save = save

    def lacks(self, sheet: T) -> tuple[str, str] | None:
        """What has to be written before it can be kept: the id of its field, and the sentence that says so."""
        del sheet
        return None

    def refused(self, sheet: T) -> None:
        """Lead to what keeps the sheet from being kept."""

    def keep(self) -> str | None:
        """Keep the sheet."""
        sheet = self.sheet
        if lacking := self.lacks(sheet):
            field, says = lacking
            self.query_one(f"#{field}").focus()
            return says
        trouble = self._save(sheet)
        if trouble is None:
            self.dismiss(None)
        else:
            self.refused(sheet)
        return trouble


@dataclass(frozen=True)
class Sheets:
    """How a sheet is opened, noted under `key`, and kept; `goes_on` says how to go on with one that was left."""

    widget: Widget
    key: str
    goes_on: str

    def open(
        self,
        before: T,
        make: Callable[[T, Save[T], Note[T]], KeptForm[T]],
        change: Callable[[T], Change],
        *,
        kept: Callable[[], None] | None = None,
        untouched: Callable[[T], bool] | None = None,
        says: str | None = None,
    ) -> None:
        """Open the sheet that `make` makes, with what was left on it.

        `change` gives what keeps it; a KeyError says that what it is about was removed meanwhile. `kept` is called once it was
        kept, and `says` is said then instead of the change's label. `untouched` tells of a sheet whether nothing stands on it
        that would be missed; without it that is so of the one it began with, `before`.
        """
        app = desk(self.widget)
        session = app.session
        is_untouched = untouched or before.__eq__

        def save(sheet: T) -> str | None:
            try:
                done = app.do(change(sheet), says)
            except KeyError:
                words = _("This was removed meanwhile; copy your words, then leave with {key}.")
                return words.format(key=key_of(app.screen, "overlay.leave"))
            except (Invalid, StoreError, ValueError) as error:
                return sentence(error)
            if not done:
                return not_saved()
            session.drafts.note(self.key, None)
            if kept is not None:
                app.call_after_refresh(kept)
            return None

        def note(sheet: T) -> None:
            session.drafts.note(self.key, None if is_untouched(sheet) else sheet.as_draft())

        def left(sheet: T | None) -> None:
            if sheet is not None and not is_untouched(sheet):
                app.say(held_words(session) or self.goes_on)

        draft = session.drafts.get(self.key)
        begun = type(before).of_draft(draft) if draft else before
        form = make(begun, save, note)
        form.goes_on = bool(draft)
        app.push_screen(form, left)
        if draft:
            app.say(_("Here is what you had begun."))


def only_changed(now: Mapping[str, Json], before: Mapping[str, Json]) -> dict[str, Json]:
    """The fields that were changed on a sheet: only they are set, so that what changed elsewhere meanwhile stays."""
    return {name: value for name, value in now.items() if value != before[name]}
