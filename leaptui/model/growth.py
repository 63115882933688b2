"""What came and what grew between two states of a portfolio. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from leaptui.model.change import Edit, Key
from leaptui.model.differences import differences, says_the_same
from leaptui.model.framework import Framework
from leaptui.model.portfolio import Portfolio
from leaptui.model.standing import Standing, standings
from leaptui.model.telling import fate


@dataclass(frozen=True)
class Risen:
    """A guideline that is further along than before: the levels then (None: none yet) and now."""

    guideline: str
    code: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Growth:
    """What differs between an earlier and a later state.

    `added`, `changed` and `gone` count records by table (those that went into the trash or for good are gone, those that came
    back are added); `ticked` and `reached` are the ids of steps done and goals reached since; `risen` and `fallen` are the
    guidelines whose level is another one; `pieces` the ids of the pieces added; `edits` all that differs, record by record.
    """

    added: Mapping[str, int]
    changed: Mapping[str, int]
    gone: Mapping[str, int]
    pieces: tuple[str, ...]
    ticked: tuple[str, ...]
    reached: tuple[str, ...]
    risen: tuple[Risen, ...]
    fallen: tuple[Risen, ...]
    edits: Mapping[Key, Edit]

    @property
    def is_empty(self) -> bool:
        """Whether nothing that a learner would see differs."""
        return not (self.added or self.changed or self.gone)


def growth(before: Portfolio, after: Portfolio, framework: Framework) -> Growth:
    """Compare an earlier state with a later one, under the framework the learner follows."""
    edits = {key: edit for key, edit in differences(before.document, after.document).items() if not says_the_same(edit)}
    counts: dict[str, Counter[str]] = {"added": Counter(), "changed": Counter(), "gone": Counter()}
    pieces: set[str] = set()
    for (table, record_id), edit in edits.items():
        if table == "meta" or (_is_out(edit.before) and _is_out(edit.after)):
            continue
        sort = {"added": "added", "back": "added", "removed": "gone", "trashed": "gone"}.get(
            fate(edit) or "", "changed"
        )
        counts[sort][table] += 1
        if table == "evidence" and sort == "added":
            pieces.add(record_id)
    risen, fallen = _levels(standings(before, framework), standings(after, framework))
    return Growth(
        counts["added"],
        counts["changed"],
        counts["gone"],
        tuple(piece.id for piece in after.newest if piece.id in pieces),
        tuple(one for one, step in after.steps.items() if step.done_on and not _was_done(before, one)),
        tuple(one for one, goal in after.goals.items() if goal.status == "achieved" and not _was_reached(before, one)),
        risen,
        fallen,
        edits,
    )


def _is_out(record: Mapping[str, object] | None) -> bool:
    return record is None or "deleted" in record


def _was_done(before: Portfolio, step: str) -> bool:
    return step in before.steps and before.steps[step].done_on is not None


def _was_reached(before: Portfolio, goal: str) -> bool:
    return goal in before.goals and before.goals[goal].status == "achieved"


def _levels(then: Mapping[str, Standing], now: Mapping[str, Standing]) -> tuple[tuple[Risen, ...], tuple[Risen, ...]]:
    """The guidelines that have a level of their own and are further along, and those that are less far."""
    risen: list[Risen] = []
    fallen: list[Risen] = []
    for guideline, standing in now.items():
        was = then.get(guideline)
        if was is None or standing.guideline.is_parent or was.rank == standing.rank:
            continue
        moved = Risen(guideline, standing.guideline.code, was.level, standing.level)
        (risen if standing.rank > was.rank else fallen).append(moved)
    return tuple(risen), tuple(fallen)
