"""The sheet on which an entry of the journal is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.widgets import Input

from leaptui.language import _, pgettext
from leaptui.model.journal import LEADS_TO, prompts
from leaptui.model.records_own import Reflection
from leaptui.model.text import clean, clean_line
from leaptui.tui.goals.fields import WordChoice, Words
from leaptui.tui.journal.links import LinkField, keys_of
from leaptui.tui.kept import KeptForm, Note, Save
from leaptui.tui.widgets.form import Field, Tick

_BETWEEN = "\n"


@dataclass(frozen=True)
class WrittenEntry:
    """An entry as its sheet holds it; `about` are keys of what it is about."""

    prompt: str = ""
    text: str = ""
    on_date: str = ""
    about: tuple[str, ...] = ()
    private: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written that would be missed."""
        return not self.text.strip()

    @classmethod
    def of(cls, entry: Reflection) -> WrittenEntry:
        """What an entry says now."""
        text = clean(entry.words)
        return cls(clean_line(entry.prompt), text, entry.on_date.isoformat(), keys_of(entry.about), entry.private)

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> WrittenEntry:
        """A sheet as it was noted."""
        about = tuple(filter(None, draft.get("about", "").split(_BETWEEN)))
        texts = {name: draft.get(name, "") for name in ("prompt", "text", "on_date")}
        return cls(**texts, about=about, private=bool(draft.get("private")))

    def as_draft(self) -> dict[str, str]:
        """The sheet as it is noted."""
        return {
            "prompt": self.prompt,
            "text": self.text,
            "on_date": self.on_date,
            "about": _BETWEEN.join(self.about),
            "private": "yes" if self.private else "",
        }

    def without_ends(self) -> WrittenEntry:
        """The same, its words without blanks around them: what is compared to see whether anything was written."""
        return replace(self, text=self.text.strip())


class EntryForm(KeptForm[WrittenEntry]):
    """The sheet."""

    CSS_PATH = "forms.tcss"

    def __init__(
        self,
        title: str,
        sheet: WrittenEntry,
        save: Save[WrittenEntry],
        note: Note[WrittenEntry],
    ) -> None:
        super().__init__(title, "", sheet, save, note)

    def compose_fields(self) -> ComposeResult:
        """The question, the words, and below them what is about them."""
        sheet = self.begun_with
        yield Field(_("Question"), WordChoice([*prompts(), ""], sheet.prompt, _asked, id="prompt"))
        yield Field(_("Answer"), Words(sheet.text, "text", _("a line is enough; Markdown works")))
        yield Field(_("About"), LinkField(sheet.about, LEADS_TO, _("What is it about?"), id="about"))
        yield Field(_("Day"), Input(sheet.on_date, id="on_date", max_length=10))
        yield Tick(_("private: kept out of reviews"), value=sheet.private, id="private")

    def on_mount(self) -> None:
        """Begin with the words: the question can wait."""
        self.query_one("#text").focus()

    @property
    def sheet(self) -> WrittenEntry:
        """What stands on the sheet now."""
        return WrittenEntry(
            self.query_one(WordChoice).chosen,
            self.text_of("text"),
            self.text_of("on_date"),
            self.query_one(LinkField).chosen,
            self.query_one(Tick).value,
        )

    def lacks(self, sheet: WrittenEntry) -> tuple[str, str] | None:
        """A few words."""
        return ("text", _("An entry needs a few words: one line is enough.")) if sheet.is_empty else None


def _asked(prompt: str) -> str:
    return prompt or pgettext("question of an entry", "none, I write freely")
