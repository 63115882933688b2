"""Copying what the cursor is on, as Markdown to paste elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.screen import Screen

from leaptui.language import _, ngettext
from leaptui.model.dates import long_day
from leaptui.model.framework import Framework, Guideline
from leaptui.model.journal import first_words
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Evidence, Goal, Step
from leaptui.model.records_others import Person
from leaptui.model.records_own import Ask, Facet, Reflection
from leaptui.model.text import clean, clean_line
from leaptui.model.words import word
from leaptui.tui.base import desk
from leaptui.tui.draw import level_word
from leaptui.tui.session import Session


@dataclass(frozen=True)
class Copied:
    """A text to copy, and what it is called."""

    title: str
    text: str


@runtime_checkable
class Pointing(Protocol):
    """A widget or screen with something the cursor is on."""

    def pointed_at(self) -> Sequence[tuple[str, str]]:
        """Name what the cursor is on: tables and ids of records, `guideline` or `component` and its id; nothing for nothing."""


def copied_from(screen: Screen[object]) -> Copied | None:
    """What the cursor is on: as the focused widget has it, or what it lies in, or else the screen."""
    session = desk(screen).session
    around = screen.focused.ancestors_with_self if screen.focused else [screen]
    for node in around:
        if isinstance(node, Pointing):
            texts = [text for table, one in node.pointed_at() if (text := text_of(session, table, one))]
            if len(texts) == 1:
                return texts[0]
            if texts:
                title = ngettext("{n} piece", "{n} pieces", len(texts)).format(n=len(texts))
                return Copied(title, "\n\n---\n\n".join(text.text for text in texts))
    return None


def text_of(session: Session, table: str, one: str) -> Copied | None:
    """The text of a record, a guideline or a component; None where it is not there, or there is nothing to copy."""
    portfolio, framework = session.portfolio, session.framework
    if table == "evidence" and one in portfolio.evidence:
        return piece_text(portfolio, framework, portfolio.evidence[one])
    if table == "goals" and one in portfolio.goals:
        return goal_text(framework, portfolio.goals[one], portfolio.steps_of.get(one, []))
    if table == "steps" and one in portfolio.steps:
        return step_text(portfolio.steps[one])
    if table == "guideline" and one in framework.guidelines:
        return guideline_text(framework.guidelines[one])
    if table == "component":
        found = next((component for component in framework.components if component.code == one), None)
        return Copied(found.title, f"**{found.code} {found.title}**\n\n{found.statement}") if found else None
    return own_text(portfolio, table, one) or _with_others(portfolio, table, one)


def own_text(portfolio: Portfolio, table: str, one: str) -> Copied | None:
    """What the learner says of themself: an entry of the journal, or a line about them; None for anything else."""
    if table == "reflections" and one in portfolio.live(Reflection):
        return entry_text(portfolio.live(Reflection)[one])
    if table == "facets" and one in portfolio.live(Facet):
        words = portfolio.live(Facet)[one].words
        return Copied(clean_line(words), clean(words))
    return None


def _with_others(portfolio: Portfolio, table: str, one: str) -> Copied | None:
    """The text of a person or an ask; None where it is neither."""
    if table == "people" and one in portfolio.people:
        return person_text(portfolio.people[one])
    if table == "asks" and one in portfolio.live(Ask):
        return ask_text(portfolio.live(Ask)[one])
    return None


def entry_text(entry: Reflection) -> Copied:
    """An entry of the journal as Markdown: its day, its question, its words."""
    question = f"**{clean_line(entry.prompt)}**" if entry.prompt else ""
    return Copied(first_words(entry), _joined([f"# {long_day(entry.on_date)}", question, clean(entry.words)]))


def piece_text(portfolio: Portfolio, framework: Framework, piece: Evidence) -> Copied:
    """A piece as Markdown: title, what is known of it, its text, what it shows and why."""
    facts = [word(piece.kind, "kind"), long_day(piece.day)]
    if piece.place:
        facts.append(word(piece.place, "place"))
    parts = [f"# {clean_line(piece.title)}", " · ".join(facts), clean("\n".join(piece.body))]
    shows = []
    for claim in portfolio.claims_of.get(piece.id, []):
        guideline = framework.guidelines.get(claim.guideline)
        code = guideline.code if guideline else claim.guideline
        said = f" – {_level(framework, claim.level)}" if claim.level else ""
        why = clean_line(" ".join(claim.why))
        shows.append(f"- **{code}**{said}{f': {why}' if why else ''}")
    parts.append("\n".join(shows))
    links = [f"- [{clean_line(link.title) or link.url}]({link.url})" for link in piece.links]
    parts.append("\n".join(links))
    return Copied(clean_line(piece.title), _joined(parts))


def _level(framework: Framework, level: str) -> str:
    rank = next((number for number, one in enumerate(framework.levels, 1) if one.id == level), 0)
    return level_word(framework, rank) if rank else level


def guideline_text(guideline: Guideline) -> Copied:
    """A guideline: its code and its own words."""
    return Copied(guideline.code, f"**{guideline.code}** {guideline.full_statement}")


def goal_text(framework: Framework, goal: Goal, steps: Iterable[Step]) -> Copied:
    """A goal as Markdown: title, why, where it leads, its steps."""
    targets = []
    for target in goal.guidelines:
        guideline = framework.guidelines.get(target.guideline)
        code = guideline.code if guideline else target.guideline
        targets.append(f"{code} {_level(framework, target.level)}" if target.level else code)
    until = _("until {day}").format(day=long_day(goal.target_on)) if goal.target_on else ""
    facts = " · ".join(part for part in (", ".join(targets), until) if part)
    parts = [f"# {clean_line(goal.title)}", facts, clean("\n".join(goal.why)), "\n".join(map(_step_line, steps))]
    return Copied(clean_line(goal.title), _joined(parts))


def step_text(step: Step) -> Copied:
    """A step as a line of a list."""
    note = clean("\n".join(step.note))
    return Copied(clean_line(step.title), _joined([_step_line(step), note]))


def person_text(person: Person) -> Copied:
    """Somebody as Markdown: the name, what they are to the learner, how they help; never the private notes."""
    name = clean_line(person.name)
    return Copied(name, _joined([f"# {name}", word(person.role, "role"), clean("\n".join(person.how))]))


def ask_text(ask: Ask) -> Copied:
    """An ask, and what came of it."""
    return Copied(clean_line(ask.words), _joined([clean(ask.words), clean("\n".join(ask.outcome))]))


def _step_line(step: Step) -> str:
    title = clean_line(step.title)
    if step.skipped:
        return f"- [ ] ~~{title}~~"
    return f"- [{'x' if step.done_on else ' '}] {title}"


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(part for part in parts if part)
