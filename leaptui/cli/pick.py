"""Finding what the words of a command line mean: records by the beginning of their id, guidelines, days."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from leaptui.cli.here import Desk
from leaptui.language import _, or_list, pgettext
from leaptui.model.text import clean_line
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.framework import Framework, Guideline, Level
    from leaptui.model.portfolio import Portfolio

LEAST = 4
SHOWN = 8
MOST_NAMED = 6
"""How many kinds of records a sentence names; where more are meant, it speaks of a record."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def noun(table: str) -> str:
    """What a record of a table is called: `piece`."""
    nouns = {
        "evidence": pgettext("a record", "piece"),
        "goals": pgettext("a record", "goal"),
        "steps": pgettext("a record", "step"),
        "claims": pgettext("a record", "claim"),
        "breaks": pgettext("a record", "break"),
        "paces": pgettext("a record", "pace"),
        "reflections": pgettext("a record", "journal entry"),
        "facets": pgettext("a record", "line about me"),
        "recognitions": pgettext("a record", "recognition"),
        "people": pgettext("a record", "person"),
        "asks": pgettext("a record", "ask"),
        "opportunities": pgettext("a record", "opportunity"),
        "reviews": pgettext("a record", "review"),
        "feedback": pgettext("a record", "feedback"),
        "pathways": pgettext("a record", "way"),
        "suggestions": pgettext("a record", "suggested step"),
    }
    return nouns.get(table, table)


class Short:
    """Ids as lists show them: their first 8 characters, more where several begin alike."""

    def __init__(self, portfolio: Portfolio) -> None:
        ids = sorted({record_id for records in portfolio.document.values() for record_id in records})
        self._lengths = dict.fromkeys(ids, SHOWN)
        for one, other in pairwise(ids):
            alike = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
            for record_id in (one, other):
                self._lengths[record_id] = max(self._lengths[record_id], alike + 1)

    def __call__(self, record_id: str) -> str:
        """The shortened id."""
        return record_id[: self._lengths.get(record_id, SHOWN)]


def title_of(desk: Desk, table: str, record_id: str) -> str:
    """What a record is called in a sentence."""
    raw = desk.portfolio.raw(table, record_id) or {}
    title = raw.get("title", raw.get("name"))
    if isinstance(title, str):
        return clean_line(title)
    if table == "asks":
        need = raw.get("need")
        return clean_line(" ".join(map(str, need)) if isinstance(need, list) else str(need))
    if table == "claims":
        piece = desk.portfolio.raw("evidence", str(raw.get("evidence"))) or {}
        return _("{code} shown by {title}").format(
            code=desk.code(str(raw.get("guideline"))), title=clean_line(str(piece.get("title", "?")))
        )
    return noun(table)


def find(desk: Desk, prefix: str, *tables: str) -> tuple[str, str]:
    """Find the one record of these tables (none named: of all) whose id begins like this, trashed or not.

    Raises Missing where there is none, Refused where it is not clear which one is meant.
    """
    from leaptui.store.errors import Missing, Refused

    wanted = prefix.strip().casefold()
    searched = tables or tuple(name for name in desk.portfolio.document if name != "meta")
    found = desk.portfolio.find(prefix.strip(), *searched) or desk.portfolio.find(wanted, *searched)
    if len(found) == 1 and found[0][1] in (prefix.strip(), wanted):
        return found[0]
    if len(wanted) < LEAST:
        raise Refused(
            _("“{given}” is too short for an id: give at least {n} of its characters").format(given=prefix, n=LEAST)
        )
    if not found:
        few = tables if len(tables) <= MOST_NAMED else ()
        nouns = or_list([noun(table) for table in few]) or pgettext("a record", "record")
        raise Missing(
            _("there is no {kind} whose id begins with “{given}” in {portfolio}").format(
                kind=nouns, given=prefix, portfolio=desk.store.name
            )
        )
    if len(found) > 1:
        short = Short(desk.portfolio)
        known = [f"{short(record_id)} ({title_of(desk, table, record_id)})" for table, record_id in found[:6]]
        more = ", …" if len(found) > 6 else ""
        raise Refused(
            _("“{given}” could be any of {n}: {records}; give a character more").format(
                given=prefix, n=len(found), records=", ".join(known) + more
            )
        )
    return found[0]


def find_live(desk: Desk, prefix: str, *tables: str) -> tuple[str, str]:
    """Find a record that is not in the trash, as `find` does.

    Raises Refused for one that is, Missing for one that is not understood.
    """
    from leaptui.model.portfolio import VIEWS
    from leaptui.store.errors import Missing, Refused

    table, record_id = find(desk, prefix, *tables)
    raw = desk.portfolio.raw(table, record_id) or {}
    shown = Short(desk.portfolio)(record_id)
    if "deleted" in raw:
        raise Refused(
            _("{id} ({title}) is in the trash: “leaptui restore {id}” brings it back").format(
                id=shown, title=title_of(desk, table, record_id)
            )
        )
    portfolio = desk.portfolio
    usable: dict[str, Container[str]] = {
        "evidence": portfolio.evidence,
        "goals": portfolio.goals,
        "steps": portfolio.steps,
        "claims": portfolio.claims,
    }
    if table in VIEWS and record_id not in usable.get(table, portfolio.live(VIEWS[table])):
        raise Missing(
            _(
                "{id} cannot be used: it, or what it belongs to, is missing or not understood (see “leaptui check”)"
            ).format(id=shown)
        )
    return table, record_id


def find_pieces(desk: Desk, prefixes: Iterable[str]) -> list[str]:
    """Find pieces of evidence, each once, in the order given."""
    return list(dict.fromkeys(find_live(desk, prefix, "evidence")[1] for prefix in prefixes))


def find_goal(desk: Desk, prefix: str) -> str:
    """Find a goal."""
    return find_live(desk, prefix, "goals")[1]


def find_goals(desk: Desk, prefixes: Iterable[str]) -> list[str]:
    """Find goals, each once."""
    return list(dict.fromkeys(find_goal(desk, prefix) for prefix in prefixes))


def find_person(desk: Desk, said: str) -> str:
    """Find a person by their whole name, or as `find_live` does by the beginning of their id."""
    from leaptui.model.folded import fold
    from leaptui.model.voices import who
    from leaptui.store.errors import Missing, Refused

    people = desk.portfolio.people
    found = who(desk.portfolio, said)
    if found in people:
        return found
    alike = [one.id for one in people.values() if fold(clean_line(one.name)) == fold(clean_line(said))]
    if alike:
        ids = ", ".join(map(Short(desk.portfolio), sorted(alike)))
        raise Refused(_("several people are called “{given}”: give one of {ids}").format(given=said, ids=ids))
    if desk.portfolio.find(said.strip().casefold(), "people"):
        return find_live(desk, said, "people")[1]
    raise Missing(
        _("nobody in {portfolio} is called “{given}”, and no person's id begins like that").format(
            portfolio=desk.store.name, given=clean_line(said)
        )
    )


def guideline(framework: Framework, code: str) -> Guideline:
    """Find a guideline by its code. Raises Refused with what there is."""
    from leaptui.store.errors import Refused

    found = framework.find(code)
    if found is None:
        codes = [entry.code for entry in framework.guidelines.values()]
        near = [known for known in codes if known[0].casefold() == code.strip()[:1].casefold()] or codes
        more = " …" if len(near) > 10 else ""
        raise Refused(
            _("{framework} has no guideline “{code}”; there are {codes}").format(
                framework=framework.name, code=code, codes=", ".join(near[:10]) + more
            )
        )
    return found


def claimed_guideline(desk: Desk, code: str) -> str:
    """Find a guideline that may be claimed, also one the framework does not know (any more); gives its qualified id."""
    wanted = code.strip().casefold()
    for claimed in desk.portfolio.claims_for:
        if wanted == claimed.casefold() and claimed not in desk.framework.guidelines:
            return claimed
    return guideline(desk.framework, code).id


def levels(framework: Framework, words: Iterable[str]) -> dict[str, str | None]:
    """Read `CODE` and `CODE=LEVEL`: levels by qualified guideline id, None where no level is said. Raises Refused.

    A level is its name, the beginning of its name, or its number from 1.
    """
    return {
        guideline(framework, code).id: level(framework, said) if mark else None for code, mark, said in _split(words)
    }


def aims(targets: Mapping[str, str | None]) -> Json:
    """The guidelines of a goal as the file writes them, in order."""
    written: list[Json] = []
    for guideline_id, said in sorted(targets.items()):
        written.append({"guideline": guideline_id, "level": said} if said else {"guideline": guideline_id})
    return written


def _split(words: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    return (one.partition("=") for one in words)


def level(framework: Framework, said: str) -> str:
    """Read a level. Raises Refused with the levels there are."""
    from leaptui.store.errors import Refused

    wanted = said.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(framework.levels):
        return framework.levels[int(wanted) - 1].id
    exact = [entry.id for entry in framework.levels if wanted in (entry.id.casefold(), *_titles(entry))]
    found = exact or [entry.id for entry in framework.levels if wanted and entry.id.casefold().startswith(wanted)]
    if len(found) != 1:
        raise Refused(
            _("“{given}” is no level; there are {levels}").format(given=said, levels=", ".join(framework.level_ids))
        )
    return found[0]


def _titles(entry: Level) -> tuple[str, str]:
    """What a level is called, in the framework's words and in those of the language that is spoken."""
    return entry.title.casefold(), word(entry.title, "level").casefold()


def read_day(typed: str) -> date:
    """Read a day: `2026-03-01`, `today`, `yesterday`, `tomorrow`. Raises a usage error."""
    from leaptui.cli.here import clock

    said = typed.strip().casefold()
    near = {"yesterday": -1, "today": 0, "tomorrow": 1}
    if said in near:
        return clock().today() + timedelta(days=near[said])
    if not _DAY.fullmatch(said):
        raise click.BadParameter(_("“{given}” is no date; write it like 2026-03-01").format(given=typed))
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise click.BadParameter(_("there is no day {given}").format(given=typed)) from None


def read_day_or_none(typed: str) -> date | str:
    """Read a day, or nothing at all. Raises a usage error."""
    return read_day(typed) if typed.strip() else ""
