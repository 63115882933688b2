"""Following another framework: what was claimed stays, or moves to what took its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from leaptui.language import _, ngettext
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft
from leaptui.model.format import FORMAT
from leaptui.model.framework import Framework
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Claim


@dataclass(frozen=True)
class Moves:
    """What would become of the claims of the framework that another one replaces.

    `claims` gives for each claim that has a counterpart the qualified ids of the guidelines it moves to, `goals` the goals
    that lead to a guideline which moves. `staying` are the claims of the replaced framework that stay as they are: nothing
    took the place of their guideline, or the piece is claimed for that already and somebody assessed the old claim.
    """

    claims: Mapping[str, tuple[str, ...]]
    goals: tuple[str, ...]
    staying: tuple[str, ...]

    @cached_property
    def is_empty(self) -> bool:
        """Whether there is nothing to move."""
        return not self.claims and not self.goals


def moves(portfolio: Portfolio, framework: Framework) -> Moves:
    """Work out which claims and goals can move to a framework from the one it replaces."""
    if framework.replaces is None:
        return Moves({}, (), ())
    prefix = f"{framework.replaces.edition.casefold()}:"
    claims: dict[str, tuple[str, ...]] = {}
    staying: list[str] = []
    for claim in sorted(portfolio.claims.values(), key=lambda claim: (claim.created, claim.id)):
        if not claim.guideline.casefold().startswith(prefix):
            continue
        successors = framework.successors(claim.guideline)
        if successors and (_free(portfolio, claim, successors) or not portfolio.assessments_of.get(claim.id)):
            claims[claim.id] = successors
        else:
            staying.append(claim.id)
    goals = [
        goal.id
        for goal in portfolio.goals.values()
        if any(framework.successors(target.guideline) for target in goal.guidelines)
    ]
    return Moves(claims, tuple(goals), tuple(staying))


def _free(portfolio: Portfolio, claim: Claim, guidelines: Iterable[str]) -> list[str]:
    """Which of these guidelines the piece of a claim is not claimed for yet."""
    taken = {other.guideline for other in portfolio.claims_of[claim.evidence]}
    return [guideline for guideline in guidelines if guideline not in taken]


def follow(portfolio: Portfolio, framework: Framework, at: str, *, move: bool = False) -> Change:
    """Tie a portfolio to another framework; with `move`, take along what its map of codes has a place for.

    What does not move is kept as it is: it belongs to the framework it was said under. A claim that moves keeps its id, and
    with it what others said of it; where its guideline became several, the first one takes it over and the others get claims
    of their own. Where the piece is claimed for the new guideline already, that claim stays and takes over the level or the
    reason it is without; the old one goes to the trash.
    """
    draft = Draft(portfolio, at)
    if portfolio.raw("meta", "portfolio") is None:
        known: dict[str, Json] = {"learner": {"name": portfolio.meta.learner.name}, "framework": framework.id}
        draft.new("meta", {"format": FORMAT, "min_writer": FORMAT, **known}, "portfolio")
    else:
        draft.patch("meta", "portfolio", {"framework": framework.id})
    found = moves(portfolio, framework) if move else Moves({}, (), ())
    for one, guidelines in found.claims.items():
        _move_claim(draft, portfolio.claims[one], guidelines)
    for goal_id in found.goals:
        _move_goal(draft, framework, goal_id)
    n = len(found.claims)
    if portfolio.meta.framework == framework.id:
        says = ngettext("Moved {n} claim to {framework}", "Moved {n} claims to {framework}", n)
    elif n:
        says = ngettext("Switched to {framework}, {n} claim moved", "Switched to {framework}, {n} claims moved", n)
    else:
        says = _("Switched to {framework}")
    return draft.change(says.format(n=n, framework=framework.name))


def _claim_of(draft: Draft, evidence: str, guideline: str, but: str) -> str | None:
    """The id of the claim of that pair as the draft leaves things; None where there is none."""
    made = claim_id(evidence, guideline)
    there = [made, *(claim.id for claim in draft.portfolio.claims_of.get(evidence, ()))]
    for one in there:
        record = draft.current("claims", one)
        if one != but and record and "deleted" not in record and record.get("guideline") == guideline:
            return one
    return None


def _move_claim(draft: Draft, claim: Claim, guidelines: tuple[str, ...]) -> None:
    moved = False
    for guideline in guidelines:
        there = _claim_of(draft, claim.evidence, guideline, claim.id)
        if there is not None:
            _fill(draft, there, claim)
        elif not moved:
            draft.patch("claims", claim.id, {"guideline": guideline})
            moved = True
        else:
            _copy(draft, claim, guideline)
    if not moved:
        draft.patch("claims", claim.id, {"deleted": draft.at})


def _fill(draft: Draft, there: str, claim: Claim) -> None:
    """Let a claim take over from one that goes what it does not say itself."""
    record = draft.current("claims", there) or {}
    fields: dict[str, Json] = {}
    if not record.get("level"):
        fields["level"] = claim.level
    if not record.get("why"):
        fields["why"] = [*claim.why]
    draft.patch("claims", there, fields)


def _copy(draft: Draft, claim: Claim, guideline: str) -> None:
    """Say the same of another guideline."""
    fields: dict[str, Json] = {
        "evidence": claim.evidence,
        "guideline": guideline,
        "level": claim.level,
        "why": [*claim.why],
        "evidence_digest": claim.evidence_digest,
    }
    made = claim_id(claim.evidence, guideline)
    if draft.current("claims", made) is None:
        draft.new("claims", fields, made)
    else:
        draft.patch("claims", made, {**fields, "deleted": None})


def _move_goal(draft: Draft, framework: Framework, goal_id: str) -> None:
    """Let a goal lead to what took the place of its guidelines, each once."""
    listed = (draft.current("goals", goal_id) or {}).get("guidelines")
    targets: list[Json] = []
    seen: set[str] = set()
    for target in listed if isinstance(listed, list) else []:
        for one in _successors(framework, target) if isinstance(target, dict) else [target]:
            name = str(one.get("guideline")) if isinstance(one, dict) else ""
            if not name or name not in seen:
                targets.append(one)
            seen.add(name)
    draft.patch("goals", goal_id, {"guidelines": targets})


def _successors(framework: Framework, target: Record) -> list[Json]:
    new = framework.successors(str(target.get("guideline")))
    return [{**target, "guideline": guideline} for guideline in new] or [target]
