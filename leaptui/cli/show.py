"""Showing everything about one record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import any_ids
from leaptui.cli.conflicts_shown import conflict_lines
from leaptui.cli.here import Desk, Here, in_portfolio, pass_here
from leaptui.cli.lists import evidence_json, goal_json, record_json, steps_words, targets
from leaptui.cli.output import indented, out, out_json
from leaptui.cli.pick import Short, find, title_of
from leaptui.cli.show_goal import beside_goal, box, goal_facts
from leaptui.cli.with_others import confirmation_lines, others_facts
from leaptui.language import _, in_quotes, ngettext, pgettext
from leaptui.model.text import clean_line
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.cli.past import PastDesk
    from leaptui.model.canonical import Json
    from leaptui.model.records import Claim, Evidence, Goal, Lines, Step
    from leaptui.model.records_others import Feedback

_LABEL = 12


@click.command(
    "show",
    cls=Command,
    examples=(
        "leaptui show 3f2a9b10",
        "leaptui show 3f2a --json",
        "leaptui show 3f2a --at 2026-03-01",
        'leaptui show --at "3 weeks ago"',
    ),
)
@click.argument("record", metavar="[ID]", required=False, shell_complete=any_ids)
@click.option("--at", "typed", metavar="DATE", help="As it was then: 2026-03-01, yesterday, “3 days ago”.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the whole record, with what belongs to it.")
@in_portfolio
@pass_here
def show_command(here: Here, record: str | None, typed: str | None, *, as_json: bool) -> int:
    """Show everything about one thing: a piece of evidence, a goal, a step, a claim.

    What was said differently on another machine, and waits for your choice, is shown too. With --at it is shown as it was
    then, or, without an ID, the whole portfolio in short.
    """
    if record is None and typed is None:
        raise click.UsageError(_("say what to show: an ID, or with --at DATE the whole portfolio as it was"))
    desk = here.open()
    if typed is not None:
        from leaptui.cli import past

        desk = past.desk_at(desk, past.moment_of(typed))
        if record is None:
            return _whole(desk, as_json=as_json)
        past.narrate(desk)
    table, record_id = find(desk, record or "")
    if as_json:
        whole = {"evidence": evidence_json, "goals": goal_json}
        out_json(whole[table](desk, record_id) if table in whole else record_json(desk, table, record_id))
        return 0
    for line in _lines_of(desk, table, record_id):
        out(line)
    return 0


def _whole(desk: PastDesk, *, as_json: bool) -> int:
    """Show a whole portfolio as it was."""
    from leaptui.cli.past import summary_json, summary_lines

    if as_json:
        out_json(summary_json(desk))
        return 0
    for line in summary_lines(desk):
        out(line)
    return 0


def _lines_of(desk: Desk, table: str, record_id: str) -> Iterator[str]:
    portfolio = desk.portfolio
    raw = portfolio.raw(table, record_id) or {}
    yield title_of(desk, table, record_id)
    yield _fact(pgettext("fact", "id"), record_id)
    if "deleted" in raw:
        shown = Short(portfolio)(record_id)
        since = _("since {day}; leaptui restore {id} brings it back").format(day=str(raw["deleted"])[:10], id=shown)
        yield _fact(pgettext("fact", "trash"), since)
    if table == "evidence" and record_id in portfolio.evidence:
        yield from _evidence(desk, portfolio.evidence[record_id])
    elif table == "goals" and record_id in portfolio.goals:
        yield from _goal(desk, portfolio.goals[record_id])
    elif table == "steps" and record_id in portfolio.steps:
        yield from _step(desk, portfolio.steps[record_id])
    elif table == "claims" and record_id in portfolio.claims:
        claim = portfolio.claims[record_id]
        yield _fact(
            pgettext("fact", "piece"), f"{Short(portfolio)(claim.evidence)} {portfolio.evidence[claim.evidence].title}"
        )
        yield from _claim(desk, claim)
    else:
        # In the trash, not understood, or of a table that has no form of its own yet: the record as it is.
        yield _fact(pgettext("fact", "table"), table)
        known = ("title", "_conflicts", "deleted")
        yield from (_fact(field, _plain(value)) for field, value in sorted(raw.items()) if field not in known)
    yield from conflict_lines(desk, table, record_id)


def _evidence(desk: Desk, piece: Evidence) -> Iterator[str]:
    portfolio, short = desk.portfolio, Short(desk.portfolio)
    piece, told = desk.shared.shown(piece, portfolio)
    of_five = _("{n} of {total}")
    yield _fact(pgettext("fact", "kind"), word(piece.kind, "kind"))
    yield from _facts(
        (pgettext("fact", "made on"), piece.made_on.isoformat() if piece.made_on else ""),
        (pgettext("fact", "place"), word(piece.place, "place")),
        (pgettext("fact", "life area"), word(piece.life_area, "life_area")),
        (pgettext("fact", "minutes"), str(piece.minutes or "")),
        *others_facts(portfolio, piece),
        (pgettext("fact", "words"), ", ".join(piece.tags)),
        (pgettext("fact", "interest"), of_five.format(n=piece.interest, total=5) if piece.interest else ""),
        (pgettext("fact", "stretch"), of_five.format(n=piece.stretch, total=5) if piece.stretch else ""),
        (pgettext("fact", "private"), _("yes") if piece.private else ""),
    )
    for goal_id in piece.goals:
        gone = "" if goal_id in portfolio.goals else f" ({_('not there any more')})"
        yield _fact(pgettext("fact", "goal"), f"{short(goal_id)} {title_of(desk, 'goals', goal_id)}{gone}")
    for file in piece.attachments:
        path = desk.shared.path_of(file)
        missing = "" if path.exists() else f" ({_('not on this machine yet')})"
        said = f", {in_quotes(file.alt)}" if file.alt else ""
        about = f"{file.name} ({file.media_type}, {_size(file.bytes)}{said}) {path}{missing}"
        yield _fact(pgettext("fact", "attached"), about)
    for link in piece.links:
        yield _fact(pgettext("fact", "link"), f"{link.title} {link.url}".strip())
    yield from _times(piece.created, piece.modified)
    yield from _paragraph((told,) if told else ())
    yield from _paragraph(piece.body)
    yield from _paragraph(tuple(confirmation_lines(portfolio, piece.id)))
    yield from _feedback(desk, "evidence", piece.id)
    claims = portfolio.claims_of.get(piece.id, [])
    if not claims:
        yield from ("", _("Shows no guideline yet: leaptui tag {id} --guideline CODE").format(id=short(piece.id)))
    for claim in claims:
        yield ""
        yield from _claim(desk, claim)
        yield from conflict_lines(desk, "claims", claim.id)


def _claim(desk: Desk, claim: Claim) -> Iterator[str]:
    from leaptui.model.digests import still_says

    known = desk.framework.guidelines.get(claim.guideline)
    shown = Short(desk.portfolio)(claim.id)
    yield _("Shows {code}, {level} (claim {id})").format(
        code=desk.code(claim.guideline), level=_level(claim.level), id=shown
    )
    unknown = _("{framework} has no such guideline.").format(framework=desk.framework.name)
    yield f"  {known.full_statement if known else desk.frameworks.wording(claim.guideline) or unknown}"
    because = _("because {reason}")
    yield from (f"  {line if place else because.format(reason=line)}" for place, line in enumerate(claim.why))
    if not still_says(desk.portfolio, claim.evidence, claim.evidence_digest):
        yield f"  ({_('the piece was changed since')})"
    for item in desk.portfolio.assessments_of.get(claim.id, []):
        role = f", {word(item.role, 'role')}" if item.role else ""
        said = _level(item.level) + (f", {word(item.decision, 'decision')}" if item.decision else "")
        yield f"  {desk.portfolio.name_of(item.by)}{role}: {said} ({item.created[:10]})"
        yield from (f"    {line}" for line in item.note)
    if known:
        from leaptui.model.explained import explained
        from leaptui.model.standing import standings

        standing = standings(desk.portfolio, desk.framework)[known.id]
        yield f"  {_('Stands at')} {explained(desk.portfolio, desk.framework, standing)}"
    yield from _feedback(desk, "claims", claim.id, "  ")


def _goal(desk: Desk, goal: Goal) -> Iterator[str]:
    from leaptui.model.forecast import forecast
    from leaptui.model.forecast_words import sentence

    portfolio, short, today = desk.portfolio, Short(desk.portfolio), desk.store.clock.today()
    steps = portfolio.steps_of.get(goal.id, [])
    yield _fact(pgettext("fact", "status"), word(goal.status, "status"))
    yield from _facts(
        (pgettext("fact", "guidelines"), targets(desk, goal)),
        (pgettext("fact", "hoped for"), goal.target_on.isoformat() if goal.target_on else ""),
        *goal_facts(desk, goal),
        (pgettext("fact", "steps"), steps_words(steps)),
    )
    yield from _times(goal.created, goal.modified)
    yield from _paragraph(goal.why)
    if steps:
        yield ""
    for step in steps:
        done = f"  ({_('done on {day}').format(day=step.done_on)})" if step.done_on else ""
        yield f"{box(step)} {short(step.id)}  {step.title}{done}"
        yield from (f"           {line}" for line in (*step.why_skipped.splitlines(), *step.note))
        for one in step.evidence:
            yield f"           {pgettext('fact', 'shown by')} {short(one)} {title_of(desk, 'evidence', one)}"
    yield from ("", sentence(forecast(portfolio, goal.id, today), today))
    yield from beside_goal(desk, goal)
    pieces = [piece for piece in portfolio.newest if goal.id in piece.goals]
    if pieces:
        yield from ("", _("Pieces"))
        yield from (f"  {short(piece.id)}  {piece.day}  {piece.title}" for piece in pieces)
    yield from _feedback(desk, "goals", goal.id)


def _step(desk: Desk, step: Step) -> Iterator[str]:
    short = Short(desk.portfolio)
    state = pgettext("a step is", "skipped") if step.is_skipped else pgettext("a step is", "open")
    if step.done_on:
        state = _("done on {day}").format(day=step.done_on)
    yield _fact(pgettext("fact", "goal"), f"{short(step.goal)} {title_of(desk, 'goals', step.goal)}")
    yield _fact(pgettext("fact", "state"), state)
    for one in step.evidence:
        yield _fact(pgettext("fact", "shown by"), f"{short(one)} {title_of(desk, 'evidence', one)}")
    if step.why_skipped:
        yield _fact(pgettext("fact", "because"), " ".join(step.why_skipped.split()))
    yield from _times(step.created, step.modified)
    yield from _paragraph(step.note)


def _level(level: str | None) -> str:
    return word(level, "level") if level else _("no level said")


def _feedback(desk: Desk, table: str, record_id: str, by: str = "") -> Iterator[str]:
    found: Iterable[Feedback] = desk.portfolio.feedback_on.get((table, record_id), [])
    for item in found:
        patterns = {
            "effort": _("Feedback on the effort from {name} ({day})"),
            "process": _("Feedback on the process from {name} ({day})"),
            "mastery": _("Feedback on the mastery from {name} ({day})"),
        }
        pattern = patterns.get(item.aspect, _("Feedback from {name} ({day})"))
        yield from ("", by + pattern.format(name=desk.portfolio.name_of(item.by), day=item.created[:10]))
        yield indented(item.text, f"{by}  ")
        if item.answer:
            yield indented(f"{_('Answered:')} {item.answer}".split("\n"), f"{by}  ")


def _plain(value: Json) -> str:
    """A value as a line of text."""
    if isinstance(value, list):
        return " / ".join(map(_plain, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(item)}" for key, item in value.items())
    if isinstance(value, str):
        return in_quotes(clean_line(value))
    if value is None:
        return _("nothing")
    return (_("yes") if value else pgettext("answer", "no")) if isinstance(value, bool) else str(value)


def _fact(label: str, value: str) -> str:
    from rich.cells import set_cell_size

    wide = max(_LABEL, len(label) + 1)
    return f"{set_cell_size(label, wide)}{clean_line(value)}"


def _facts(*facts: tuple[str, str]) -> Iterator[str]:
    return (_fact(label, value) for label, value in facts if value)


def _times(created: str, modified: str) -> Iterator[str]:
    yield _fact(pgettext("fact", "noted"), created[:10])
    if modified[:10] != created[:10]:
        yield _fact(pgettext("fact", "changed"), modified[:10])


def _paragraph(lines: Lines) -> Iterator[str]:
    if lines:
        yield ""
        yield from lines


def _size(count: int) -> str:
    return (
        ngettext("{n} byte", "{n} bytes", count).format(n=count)
        if count < 1000
        else f"{count / 1000:.0f} kB"
        if count < 1_000_000
        else f"{count / 1_000_000:.1f} MB"
    )
