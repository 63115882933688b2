"""What exactly a change did: each record it touched, field by field, before and after, with the words that differ marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual.binding import Binding
from textual.strip import Strip

from leaptui.language import N_, _, pgettext
from leaptui.merge import Question, Side, waiting_in
from leaptui.merge.saying import field_words, side_words
from leaptui.model.canonical import Json
from leaptui.model.change import Edit, Key
from leaptui.model.compared import Compared, compare
from leaptui.model.differences import FieldChange, field_changes, sides
from leaptui.model.fields import LINES
from leaptui.model.names import Names
from leaptui.model.saying import Saying
from leaptui.model.text import clean_line
from leaptui.model.words import word, words_of
from leaptui.tui.base import desk
from leaptui.tui.history.timeline import Moment
from leaptui.tui.keys import key_of
from leaptui.tui.line import Line, Span, cut, fit, mark, wrap
from leaptui.tui.widgets.reading import Reading

LABEL = 8
"""Cells in front of what a field said, in which `before` and `after` stand."""
FACT = 20
"""The same for a field that is said once, with its name in them."""
MOST_RECORDS = 40
"""Records that are shown one by one; of more, the rest is counted."""
NAMES = frozenset({"title", "name"})
"""Fields that come first; texts come last."""
HIDDEN = frozenset({"deleted", "position"})
"""Fields that the sentence tells of already, or that say nothing to a reader."""


class ChangePane(Reading):
    """What the change under the cursor did."""

    HELP = N_("What the change did: what each field said before, and what it said then. Words that differ are marked.")
    BINDINGS = [
        Binding(
            "enter",
            "screen.past",
            N_("As it was"),
            id="change.list.open",
            tooltip=N_("The whole portfolio as it was then"),
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="change")
        self.moment: Moment | None = None
        self.when = ""

    def show(self, moment: Moment | None, when: str) -> None:
        """Show a change, with when and by whom it was made in words; None: there is none."""
        is_other = (moment.key if moment else None) != (self.moment.key if self.moment else None)
        self.moment, self.when = moment, when
        self.set_frame(_("What changed"), "")
        self.show_anew(top=is_other)

    def lay_out(self, width: int) -> list[Line | Strip]:
        """The sentence, when and by whom, and the records."""
        inks, one = desk(self).inks, self.moment
        if one is None:
            says = _("What a change did is told here: what each field said before it, and what it said then.")
            return [*wrapped([(says, inks.dim)], width)]
        lines = [*wrapped([(one.words, inks.strong)], width), *wrapped([(self.when, inks.dim)], width)]
        if one.telling is not None and one.event.note:
            lines += wrapped([(one.event.note, inks.dim)], width)
        keys = [key for key in (one.telling.keys if one.telling else ()) if key in one.event.edits]
        names = Names(*sides(one.event.edits), desk(self).session.portfolio.document)
        for key in keys[:MOST_RECORDS]:
            lines += self._record(key, one.event.edits[key], width, names.thing(key) if len(keys) > 1 else "")
        lines += self._way_back(keys, width)
        if len(keys) > MOST_RECORDS:
            lines += [Line(), Line((_("and {n} more").format(n=len(keys) - MOST_RECORDS), inks.dim))]
        return [*lines]

    def _way_back(self, keys: Sequence[Key], width: int) -> list[Line]:
        """The key that brings back what this change took away, where it is not there now either."""
        inks, portfolio = desk(self).inks, desk(self).session.portfolio
        now = [portfolio.raw(*key) for key in keys]
        one = self.moment
        went = one is not None and one.telling is not None and one.telling.did in {"trashed", "removed", "untagged"}
        if not went or not any(record is None or "deleted" in record for record in now):
            return []
        brings = pgettext("after the key b, in the history", "brings it back")
        return [Line(), *wrapped([(key_of(self, "history.bring"), inks.strong), (f" {brings}", inks.dim)], width)]

    def _record(self, key: Key, edit: Edit, width: int, name: str) -> list[Line]:
        """A record's fields, under its name where there are several records."""
        inks = desk(self).inks
        lines: list[Line] = []
        for change in sorted(
            field_changes(edit), key=lambda change: (change.field in LINES, change.field not in NAMES)
        ):
            if change.field not in HIDDEN and not (key[0] == "claims" and change.field in {"evidence", "guideline"}):
                lines += self._field(key[0], change, edit, width)
        holds, over = (
            pgettext("the version that was chosen", "chosen"),
            pgettext("a version that was not chosen", "not"),
        )
        for question, chosen in settled(key, edit):
            lines += self._versions(question, chosen, width, (holds, over))
        stands, beside = (
            pgettext("the version that is in the field while a choice waits", "stands"),
            pgettext("a version beside the one in the field, while a choice waits", "or"),
        )
        for question in opened(key, edit):
            first = next((side for side in question.sides if side.stands), question.mine)
            lines += self._versions(question, first, width, (stands, beside))
        if not lines:
            return []
        return [Line(), *(wrapped([(name, inks.name)], width) if name else []), *lines]

    def _field(self, table: str, change: FieldChange, edit: Edit, width: int) -> list[Line]:
        """A field: what it said before and after, one under the other; what came or went as a whole is said once."""
        inks = desk(self).inks
        before, after = (self._said(value, words_of(table, change.field)) for value in (change.before, change.after))
        field = word(clean_line(change.field), "field")
        if edit.before is None or edit.after is None:
            said = _plain(after if edit.before is None else before)
            return _value(field, said, width, (inks.dim, inks.ink, inks.differing), FACT)
        compared = compare(before, after) if not (change.is_new or change.is_gone) else (_plain(before), _plain(after))
        was, now = pgettext("what a field said", "before"), pgettext("what a field says", "after")
        return [
            Line((field, inks.dim)),
            *_value(was, compared[0], width, (inks.dim, inks.dim, inks.differing), LABEL),
            *_value(now, compared[1], width, (inks.dim, inks.ink, inks.differing), LABEL),
        ]

    def _versions(self, question: Question, first: Side, width: int, leads: tuple[str, str]) -> list[Line]:
        """The versions of a field: one first, and those beside it, the words that differ marked; `leads` stand before them."""
        inks, session = desk(self).inks, desk(self).session
        saying = Saying(session.portfolio, session.framework, session.today)
        others = [side for side in question.sides if side is not first]
        words = {id(side): side_words(question, side, saying).split("\n") for side in question.sides}
        compared = [compare(words[id(side)], words[id(first)]) for side in others]
        lines = [Line((field_words(question, saying), inks.dim))]
        lines += _value(leads[0], compared[0][1], width, (inks.dim, inks.ink, inks.differing), LABEL)
        for one in compared:
            lines += _value(leads[1], one[0], width, (inks.dim, inks.dim, inks.differing), LABEL)
        return lines

    def _said(self, value: Json, field: str) -> list[str]:
        """What a field says, in words and line by line."""
        session = desk(self).session
        said = Saying(session.portfolio, session.framework, session.today).value(value, field)
        return said.split("\n") if said else [_("nothing")]


def settled(key: Key, edit: Edit) -> list[tuple[Question, Side]]:
    """What an edit chose and that the fields themselves do not tell: what waited before and not after, and what was chosen."""
    if edit.before is None or edit.after is None:
        return []
    waited, waits = (waiting_in({key[0]: {key[1]: side}}, "") for side in (edit.before, edit.after))
    still = {one.field for one in waits}
    changed = {change.field for change in field_changes(edit)}
    found = []
    for one in waited:
        if one.field in still:
            continue
        if one.is_of_trash:
            stays = "deleted" not in edit.after
            found += [(one, side) for side in one.sides if one.keeps(side) is stays][:1]
        elif not any(one.field == field or one.field.startswith((f"{field}.", f"{field}[")) for field in changed):
            found.append((one, one.mine))
    return sorted(found, key=lambda pair: pair[0].name in LINES)


def opened(key: Key, edit: Edit) -> list[Question]:
    """What waits for a choice since an edit, and did not before; texts come last."""
    if edit.after is None:
        return []
    waited, waits = (waiting_in({key[0]: {key[1]: side or {}}}, "") for side in (edit.before, edit.after))
    known = {one.field for one in waited}
    return sorted((one for one in waits if one.field not in known), key=lambda one: one.name in LINES)


def _plain(lines: Sequence[str]) -> Compared:
    return [(line, []) for line in lines]


def _value(lead: str, text: Compared, width: int, styles: tuple[Style, Style, Style], indent: int) -> list[Line]:
    """What a field said, set in, with a word in front of its first line; the styles of that word, the text, what is marked."""
    leading, style, differing = styles
    lines: list[Line] = []
    for line, places in text:
        for row in wrap(mark(line, places, style, differing), max(1, width - indent)):
            lines.append(Line((fit("" if lines else cut(lead, indent - 1), indent), leading), *row))
    return lines


def wrapped(spans: Sequence[Span], width: int) -> list[Line]:
    """Spans as lines of a width."""
    return [Line(*row) for row in wrap(spans, width)]
