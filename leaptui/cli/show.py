"""Showing everything about one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import evidence_json, goal_json, record_json, steps_words, targets
from leaptui.cli.output import indented, out, out_json
from leaptui.cli.pick import NOUNS, Short, find, title_of
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.merge import Alternative
    from leaptui.model.canonical import Json
    from leaptui.model.records import Claim, Evidence, Feedback, Goal, Lines, Step

_LABEL = 12


@click.command(
    "show",
    cls=Command,
    short_help="Show everything about a piece, goal, step or claim.",
    examples=("leaptui show 3f2a9b10", "leaptui show 3f2a --json"),
)
@click.argument("record", metavar="ID", shell_complete=any_ids)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the whole record, with what belongs to it.")
@in_portfolio
@pass_here
def show_command(here: Here, record: str, *, as_json: bool) -> int:
    """Show everything about one thing: a piece of evidence, a goal, a step, a claim.

    What was said differently on another machine, and waits for your choice, is shown too.
    """
    desk = here.open()
    table, record_id = find(desk, record)
    if as_json:
        whole = {"evidence": evidence_json, "goals": goal_json}
        out_json(whole[table](desk, record_id) if table in whole else record_json(desk, table, record_id))
        return 0
    for line in _lines_of(desk, table, record_id):
        out(line)
    return 0


def _lines_of(desk: Desk, table: str, record_id: str) -> Iterator[str]:
    portfolio = desk.portfolio
    raw = portfolio.raw(table, record_id) or {}
    yield title_of(desk, table, record_id)
    yield _fact("id", record_id)
    if "deleted" in raw:
        yield _fact(
            "trash", f"since {str(raw['deleted'])[:10]}; leaptui restore {Short(portfolio)(record_id)} brings it back"
        )
    if table == "evidence" and record_id in portfolio.evidence:
        yield from _evidence(desk, portfolio.evidence[record_id])
    elif table == "goals" and record_id in portfolio.goals:
        yield from _goal(desk, portfolio.goals[record_id])
    elif table == "steps" and record_id in portfolio.steps:
        yield from _step(desk, portfolio.steps[record_id])
    elif table == "claims" and record_id in portfolio.claims:
        claim = portfolio.claims[record_id]
        yield _fact("piece", f"{Short(portfolio)(claim.evidence)} {portfolio.evidence[claim.evidence].title}")
        yield from _claim(desk, claim)
    else:
        # In the trash, not understood, or of a table that has no form of its own yet: the record as it is.
        yield _fact("table", table)
        known = ("title", "_conflicts", "deleted")
        yield from (_fact(field, _plain(value)) for field, value in sorted(raw.items()) if field not in known)
    yield from conflict_lines(desk, table, record_id)


def _evidence(desk: Desk, piece: Evidence) -> Iterator[str]:
    portfolio, short = desk.portfolio, Short(desk.portfolio)
    yield _fact("kind", piece.kind)
    yield from _facts(
        ("made on", piece.made_on.isoformat() if piece.made_on else ""),
        ("place", piece.place),
        ("life area", piece.life_area),
        ("minutes", str(piece.minutes or "")),
        ("people", ", ".join(map(portfolio.name_of, piece.people))),
        ("words", ", ".join(piece.tags)),
        ("interest", f"{piece.interest} of 5" if piece.interest else ""),
        ("stretch", f"{piece.stretch} of 5" if piece.stretch else ""),
        ("private", "yes" if piece.private else ""),
    )
    for goal_id in piece.goals:
        gone = "" if goal_id in portfolio.goals else " (not there any more)"
        yield _fact("goal", f"{short(goal_id)} {title_of(desk, 'goals', goal_id)}{gone}")
    for file in piece.attachments:
        path = desk.store.attachment_path(file.sha256, file.name)
        missing = "" if path.exists() else " (not on this machine yet)"
        said = f", “{file.alt}”" if file.alt else ""
        yield _fact("attached", f"{file.name} ({file.media_type}, {_size(file.bytes)}{said}) {path}{missing}")
    for link in piece.links:
        yield _fact("link", f"{link.title} {link.url}".strip())
    yield from _times(piece.created, piece.modified)
    yield from _paragraph(piece.body)
    yield from _feedback(desk, "evidence", piece.id)
    claims = portfolio.claims_of.get(piece.id, [])
    if not claims:
        yield from ("", f"Shows no guideline yet: leaptui tag {short(piece.id)} --guideline CODE")
    for claim in claims:
        yield ""
        yield from _claim(desk, claim)
        yield from conflict_lines(desk, "claims", claim.id)


def _claim(desk: Desk, claim: Claim) -> Iterator[str]:
    from leaptui.model.canonical import evidence_digest

    known = desk.framework.guidelines.get(claim.guideline)
    shown = Short(desk.portfolio)(claim.id)
    yield f"Shows {desk.code(claim.guideline)}, {claim.level or 'no level said'} (claim {shown})"
    yield f"  {known.full_statement if known else f'{desk.framework.name} has no such guideline.'}"
    yield from (f"  because {line}" if not place else f"  {line}" for place, line in enumerate(claim.why))
    raw = desk.portfolio.raw("evidence", claim.evidence) or {}
    if claim.evidence_digest and claim.evidence_digest != evidence_digest(raw):
        yield "  (the piece was changed since)"
    for item in desk.portfolio.assessments_of.get(claim.id, []):
        role = f", {item.role}" if item.role else ""
        said = f"{item.level or 'no level said'}{f', {item.decision}' if item.decision else ''}"
        yield f"  {desk.portfolio.name_of(item.by)}{role}: {said} ({item.created[:10]})"
        yield from (f"    {line}" for line in item.note)
    yield from _feedback(desk, "claims", claim.id, "  ")


def _goal(desk: Desk, goal: Goal) -> Iterator[str]:
    from leaptui.model.forecast import forecast, sentence

    portfolio, short, today = desk.portfolio, Short(desk.portfolio), desk.store.clock.today()
    steps = portfolio.steps_of.get(goal.id, [])
    yield _fact("status", goal.status)
    yield from _facts(
        ("guidelines", targets(desk, goal)),
        ("hoped for", goal.target_on.isoformat() if goal.target_on else ""),
        (
            "agreed by",
            ", ".join(f"{portfolio.name_of(one.by)}{f' on {one.on}' if one.on else ''}" for one in goal.agreed),
        ),
        ("steps", steps_words(steps)),
    )
    yield from _times(goal.created, goal.modified)
    yield from _paragraph(goal.why)
    if steps:
        yield ""
    for step in steps:
        yield f"{_box(step)} {short(step.id)}  {step.title}{f'  (done on {step.done_on})' if step.done_on else ''}"
        yield from (f"           shown by {short(one)} {title_of(desk, 'evidence', one)}" for one in step.evidence)
    yield from ("", sentence(forecast(portfolio, goal.id, today), today))
    pieces = [piece for piece in portfolio.newest if goal.id in piece.goals]
    if pieces:
        yield from ("", "Pieces")
        yield from (f"  {short(piece.id)}  {piece.day}  {piece.title}" for piece in pieces)
    yield from _feedback(desk, "goals", goal.id)


def _step(desk: Desk, step: Step) -> Iterator[str]:
    short = Short(desk.portfolio)
    state = f"done on {step.done_on}" if step.done_on else "skipped" if step.is_skipped else "open"
    yield _fact("goal", f"{short(step.goal)} {title_of(desk, 'goals', step.goal)}")
    yield _fact("state", state)
    yield from (_fact("shown by", f"{short(one)} {title_of(desk, 'evidence', one)}") for one in step.evidence)
    yield from _times(step.created, step.modified)


def _box(step: Step) -> str:
    return "[x]" if step.done_on else "[-]" if step.is_skipped else "[ ]"


def _feedback(desk: Desk, table: str, record_id: str, by: str = "") -> Iterator[str]:
    found: Iterable[Feedback] = desk.portfolio.feedback_on.get((table, record_id), [])
    for item in found:
        yield from (
            "",
            f"{by}Feedback on the {item.aspect} from {desk.portfolio.name_of(item.by)} ({item.created[:10]})",
        )
        yield indented(item.text, f"{by}  ")


def conflict_lines(desk: Desk, table: str, record_id: str) -> Iterator[str]:
    """What was said of a record on another machine and waits for the learner's choice."""
    from leaptui.merge import open_conflicts

    record = desk.portfolio.raw(table, record_id)
    if record is None or "_conflicts" not in record:
        return
    for place, conflict in enumerate(open_conflicts({table: {record_id: record}})):
        if not place:
            noun = NOUNS.get(table, "record")
            yield from (
                "",
                f"Said differently on two machines; change the {noun} to choose, or see leaptui settle --help",
            )
        here = "nothing" if conflict.absent else _plain(conflict.value)
        yield _fact(conflict.field, "the piece" if conflict.field == "_deleted" else here)
        for number, other in enumerate(conflict.others, 1):
            said = "nothing" if other.absent else _plain(other.value)
            yield f"  {number}. also said on another machine{_when(other)}: {said}"


def _when(other: Alternative) -> str:
    return f" ({other.on[:10]})" if other.on else ""


def _plain(value: Json) -> str:
    """A value as a line of text."""
    if isinstance(value, list):
        return " / ".join(map(_plain, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())
    if isinstance(value, str):
        return f"“{clean_line(value)}”"
    if value is None:
        return "nothing"
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _fact(label: str, value: str) -> str:
    return f"{label:<{_LABEL}}{clean_line(value)}"


def _facts(*facts: tuple[str, str]) -> Iterator[str]:
    return (_fact(label, value) for label, value in facts if value)


def _times(created: str, modified: str) -> Iterator[str]:
    yield _fact("noted", created[:10])
    if modified[:10] != created[:10]:
        yield _fact("changed", modified[:10])


def _paragraph(lines: Lines) -> Iterator[str]:
    if lines:
        yield ""
        yield from lines


def _size(count: int) -> str:
    return (
        f"{count} bytes"
        if count < 1000
        else f"{count / 1000:.0f} kB"
        if count < 1_000_000
        else f"{count / 1_000_000:.1f} MB"
    )
