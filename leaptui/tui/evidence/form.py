"""The sheet on which a piece of evidence is written: a title is enough, everything else can come later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import TextArea

from leaptui.language import N_, _
from leaptui.model.text import clean_line
from leaptui.model.titles import has_title
from leaptui.model.words import KINDS, LIFE_AREAS, PLACES, word
from leaptui.tui.base import desk
from leaptui.tui.editor import edit_outside
from leaptui.tui.evidence.drop_field import DropInput, Dropped, take_drop
from leaptui.tui.evidence.drop_text import DropText
from leaptui.tui.evidence.fields import AfterComma, GoalsField
from leaptui.tui.evidence.held import FileRows
from leaptui.tui.evidence.sheet import Written
from leaptui.tui.keys import key_of
from leaptui.tui.widgets.form import Choice, Field, NotedForm, Tick, Trouble

OF_FIVE = ("", "1", "2", "3", "4", "5")


def of_five(value: str) -> str:
    """How much of five: `4 of 5`."""
    return _("{n} of 5").format(n=value)


class PieceForm(NotedForm[Written]):
    """The sheet. `save` keeps what is written and gives None, or the sentence that says why it cannot be kept yet."""

    CSS_PATH = "form.tcss"
    BINDINGS = [
        Binding(
            "f2", "editor", N_("Editor"), id="piece.editor", tooltip=N_("Write the text in your own editor ($EDITOR)")
        ),
        Binding(
            "f7", "stick", N_("Stick"), id="piece.stick", tooltip=N_("Put a file on the sheet that lies on the stick")
        ),
    ]

    def __init__(
        self,
        title: str,
        sheet: Written,
        save: Callable[[Written], str | None],
        note: Callable[[Written], None],
        files: Sequence[Path] = (),
        says: str = "",
    ) -> None:
        """`note` is told what stands on the sheet; `files` are put on it as if they were dropped there.

        `says` is a sentence that stands on the sheet from the start.
        """
        super().__init__(title, _("Enter keeps it"), sheet, note)
        self.keeps_anew = False
        self._save = save
        self._files = files
        self._says = says

    def on_mount(self) -> None:
        """Put on the sheet what was dropped before it was there, and say what is to be said of it."""
        if self._says:
            self.query_one(Trouble).say(self._says)
        if self._files:
            self.call_after_refresh(self._take, list(self._files))

    def compose_fields(self) -> ComposeResult:
        """Title and text first; what it is, who and what belongs to it, what came with it, how it felt."""
        sheet = self.begun_with
        title = DropInput(
            sheet.title, placeholder=_("what did you make, try or find out?"), select_on_focus=False, id="title"
        )
        yield Field(_("Title"), title)
        body = DropText(sheet.body, id="body", soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False)
        yield Field(_("Words"), body)
        yield from self._about(sheet)
        yield from self._with(sheet)
        last = Field(
            _("Interest"),
            Choice(OF_FIVE, sheet.interest, id="interest", says=of_five),
            _("Stretch"),
            Choice(OF_FIVE, sheet.stretch, id="stretch", says=of_five),
        )
        last.add_class("-last")
        yield last

    def _about(self, sheet: Written) -> ComposeResult:
        """What it is, when and where."""
        kind = Choice(KINDS, sheet.kind, id="kind", says=lambda value: word(value, "kind"))
        place = Choice(["", *PLACES], sheet.place, id="place", says=lambda value: word(value, "place"))
        yield Field(_("Kind"), kind, _("Place"), place)
        day = DropInput(sheet.made_on, placeholder="2026-03-01", id="made_on", max_length=10)
        minutes = DropInput(sheet.minutes, placeholder=_("90 or 1:30"), id="minutes", max_length=12)
        yield Field(_("Made on"), day, _("Minutes"), minutes)
        area = Choice(["", *LIFE_AREAS], sheet.life_area, id="life_area", says=lambda value: word(value, "life_area"))
        private = Tick(_("private: not in reviews"), value=bool(sheet.private), id="private")
        yield Field(_("Life area"), area, "", private)
        host = DropInput(
            sheet.host, placeholder=_("where it was, or with whom: City farm"), select_on_focus=False, id="host"
        )
        yield Field(_("Host"), host)

    def _with(self, sheet: Written) -> ComposeResult:
        """Words, people, goals, files, links."""
        portfolio = desk(self).session.portfolio
        used = Counter(tag for piece in portfolio.evidence.values() for tag in piece.tags)
        yield Field(
            _("Tags"),
            DropInput(
                sheet.words,
                placeholder=_("words, with commas"),
                select_on_focus=False,
                id="words",
                suggester=AfterComma([tag for tag, _count in used.most_common()]),
            ),
        )
        yield Field(
            _("People"),
            DropInput(
                sheet.people,
                placeholder=_("names, with commas; Ravi: wiring says their part"),
                select_on_focus=False,
                id="people",
                suggester=AfterComma([clean_line(person.name) for person in portfolio.people.values()]),
            ),
        )
        yield Field(_("Goals"), GoalsField(sheet.goals))
        hint = _("the path of a picture or file; drop it here")
        if desk(self).is_shared:
            hint = _("a file on the stick: {key} shows them").format(key=key_of(self, "piece.stick"))
        path = DropInput(sheet.path, placeholder=hint, select_on_focus=False, id="files")
        yield Field(_("File"), path)
        yield FileRows(sheet.files)
        links = DropText(sheet.links, id="links", soft_wrap=False, tab_behavior="focus", highlight_cursor_line=False)
        links.placeholder = _("https://… and what it is; one to a line")
        yield Field(_("Links"), links)

    @property
    def sheet(self) -> Written:
        """What stands on the sheet now."""
        texts = (
            "title",
            "body",
            "kind",
            "made_on",
            "place",
            "life_area",
            "minutes",
            "people",
            "host",
            "words",
            "links",
        )
        return Written(
            **{name: self.text_of(name) for name in texts},
            path=self.text_of("files"),
            interest=self.text_of("interest"),
            stretch=self.text_of("stretch"),
            private="private" if self.query_one("#private", Tick).value else "",
            goals=self.query_one(GoalsField).value,
            files=self.query_one(FileRows).items,
        )

    def keep(self) -> str | None:
        """Keep the piece."""
        sheet = self.sheet
        if not has_title(sheet.title):
            self.query_one("#title").focus()
            return _("A piece needs a title: a few words are enough.")
        trouble = self._save(sheet)
        if trouble is None:
            self.dismiss(None)
        return trouble

    def on_dropped(self, event: Dropped) -> None:
        """Files were dropped onto the sheet."""
        event.stop()
        self._take(event.paths)

    def on_paste(self, event: events.Paste) -> None:
        """Files may be dropped where no line of text has the focus, too."""
        take_drop(self, event)

    def _take(self, paths: Sequence[Path]) -> None:
        """Put files on the sheet."""
        self.query_one(Trouble).say(self.query_one(FileRows).add(paths))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """At a machine that is shared no other program is started, and files come from a stick."""
        if action in {"editor", "stick"} and (action == "stick") is not desk(self).is_shared:
            return False
        return super().check_action(action, parameters)

    def action_stick(self) -> None:
        """Put a file from the stick on the sheet."""
        from leaptui.tui.kiosk.stick_files import choose_file

        choose_file(desk(self), lambda path: self._take([path]))

    def action_editor(self) -> None:
        """Write the text in the learner's own editor."""
        area = self.query_one("#body", TextArea)
        text, trouble = edit_outside(self.app, area.text)
        if text is not None:
            area.text = text
        self.query_one(Trouble).say(trouble)
