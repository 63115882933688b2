"""The sheet for many pieces at once: only what is filled in is done to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Input, Static

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.edits import Invalid
from leaptui.model.edits.many import edit_many
from leaptui.model.words import KINDS, LIFE_AREAS, PLACES, word
from leaptui.store.errors import StoreError
from leaptui.tui.base import desk
from leaptui.tui.evidence.acts import count_words
from leaptui.tui.evidence.fields import AfterComma
from leaptui.tui.evidence.sheet import read_day, read_words
from leaptui.tui.sentence import sentence
from leaptui.tui.widgets.form import Choice, Field, Form


class ManyForm(Form[None]):
    """Words to add and to take off, kind, place and the rest, for all pieces that are selected."""

    CSS_PATH = "form.tcss"

    def __init__(self, evidence_ids: Sequence[str]) -> None:
        super().__init__(_("Edit {pieces}").format(pieces=count_words(len(evidence_ids))), _("Enter keeps it"))
        self._ids = evidence_ids

    def compose_fields(self) -> ComposeResult:
        """What can be said of many at once; a field that is left empty leaves them as they are."""
        pieces = [desk(self).session.portfolio.evidence[one] for one in self._ids]
        all_used = Counter(tag for piece in desk(self).session.portfolio.evidence.values() for tag in piece.tags)
        here = Counter(tag for piece in pieces for tag in piece.tags)
        yield Static(_("What you leave empty stays as it is."), markup=False, classes="question")
        yield Field(
            _("Add tags"),
            Input(
                placeholder=_("words, with commas"),
                id="more",
                suggester=AfterComma([tag for tag, _count in all_used.most_common()]),
            ),
        )
        there = ", ".join(tag for tag, _count in here.most_common(6))
        yield Field(
            _("Take off"),
            Input(
                placeholder=there or _("they have no tags yet"),
                id="less",
                suggester=AfterComma([tag for tag, _count in here.most_common()]),
            ),
        )
        kind = Choice(["", *KINDS], "", id="kind", says=lambda value: word(value, "kind"))
        place = Choice(["", *PLACES], "", id="place", says=lambda value: word(value, "place"))
        yield Field(_("Kind"), kind, _("Place"), place)
        area = Choice(["", *LIFE_AREAS], "", id="life_area", says=lambda value: word(value, "life_area"))
        private = Choice(["", "private", "open"], "", id="private", says=_said)
        yield Field(_("Life area"), area, _("Reviews"), private)
        yield Field(_("Made on"), Input(placeholder="2026-03-01", id="made_on", max_length=10))

    def keep(self) -> str | None:
        """Do it to all of them, as one change."""
        app = desk(self)
        session = app.session
        still = [one for one in self._ids if one in session.portfolio.evidence]
        try:
            fields: dict[str, Json] = {
                name: self.text_of(name) for name in ("kind", "place", "life_area") if self.text_of(name)
            }
            if self.text_of("private"):
                fields["private"] = self.text_of("private") == "private"
            if day := read_day(self.text_of("made_on")):
                fields["made_on"] = day
            added, removed = read_words(self.text_of("more")), read_words(self.text_of("less"))
            change = edit_many(session.portfolio, session.at, still, fields, {"tags": added}, {"tags": removed})
            done = session.apply(change)
        except (Invalid, StoreError) as error:
            return sentence(error)
        if done.edits:
            app.changed(change.label)
        self.dismiss(None)
        return None


def _said(value: str) -> str:
    return _("kept out") if value == "private" else _("may be in")
