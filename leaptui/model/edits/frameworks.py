"""Following another framework: what was claimed stays, or moves to what took its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from leaptui.language import _, ngettext
from leaptui.model.agreed import agreements_about
from leaptui.model.canonical import Json, Record
from leaptui.model.change import Change
from leaptui.model.digests import SAME_AS, keep_digest
from leaptui.model.edits.draft import Draft
from leaptui.model.format import FORMAT
from leaptui.model.framework import Framework
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Claim
from leaptui.model.records_own import Advance, Start


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


@dataclass(frozen=True)
class Route:
    """Where the claims of a guideline of the replaced framework go: its code, the codes here, how many move, how many stay.

    Without a code to go to the guideline is retired: its claims stay, and stay readable.
    """

    code: str
    to: tuple[str, ...]
    moving: int
    staying: int


def routes(portfolio: Portfolio, framework: Framework) -> list[Route]:
    """What would go where: the guidelines of the replaced framework that are claimed, by their codes. Nothing is written."""
    found = moves(portfolio, framework)
    moving = Counter(portfolio.claims[one].guideline for one in found.claims)
    staying = Counter(portfolio.claims[one].guideline for one in found.staying)
    told = []
    for guideline in sorted({*moving, *staying}):
        to = tuple(framework.guidelines[one].code for one in framework.successors(guideline))
        told.append(Route(guideline.rpartition(":")[2], to, moving[guideline], staying[guideline]))
    return told


def route_words(route: Route) -> str:
    """A route in words: `D4 → M1, M2: 3 claims move`."""
    if not route.to:
        said = ngettext(
            "{code} is retired: {n} claim stays, and stays readable",
            "{code} is retired: {n} claims stay, and stay readable",
            route.staying,
        )
        return said.format(code=route.code, n=route.staying)
    said = ngettext("{code} → {to}: {n} claim moves", "{code} → {to}: {n} claims move", route.moving)
    words = said.format(code=route.code, to=", ".join(route.to), n=route.moving)
    if route.staying:
        stays = ngettext("{moves}, {n} stays", "{moves}, {n} stay", route.staying)
        words = stays.format(moves=words, n=route.staying)
    return words


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
        for field in ("guidelines", "baseline"):
            _move_goal(draft, framework, goal_id, field)
        _keep_agreed(draft, "goals", goal_id)
    if move:
        _move_choices(draft, framework)
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


def _move_choices(draft: Draft, framework: Framework) -> None:
    """Take along where the learner began, and what they chose, to the first guideline that took the place."""
    portfolio = draft.portfolio
    chosen = {("starts", one.id): one.guideline for one in portfolio.live(Start).values()}
    chosen |= {("advances", one.id): one.guideline for one in portfolio.live(Advance).values()}
    for (table, record_id), guideline in chosen.items():
        successors = framework.successors(guideline)
        if successors:
            draft.patch(table, record_id, {"guideline": successors[0]})
            if table == "starts":
                _keep_agreed(draft, table, record_id)


def _keep_agreed(draft: Draft, table: str, record_id: str) -> None:
    """Note that a record says in the codes of this edition what somebody agreed to in those of the one before."""
    before, after = draft.portfolio.raw(table, record_id), draft.current(table, record_id)
    if before is not None and after is not None and agreements_about(draft.portfolio, table, record_id):
        draft.patch(table, record_id, {SAME_AS: keep_digest(table, before, after)})


def _move_goal(draft: Draft, framework: Framework, goal_id: str, field: str) -> None:
    """Let a goal lead to what took the place of its guidelines, each once."""
    listed = (draft.current("goals", goal_id) or {}).get(field)
    targets: list[Json] = []
    seen: set[str] = set()
    for target in listed if isinstance(listed, list) else []:
        for one in _successors(framework, target) if isinstance(target, dict) else [target]:
            name = str(one.get("guideline")) if isinstance(one, dict) else ""
            if not name or name not in seen:
                targets.append(one)
            seen.add(name)
    draft.patch("goals", goal_id, {field: targets})


def _successors(framework: Framework, target: Record) -> list[Json]:
    new = framework.successors(str(target.get("guideline")))
    return [{**target, "guideline": guideline} for guideline in new] or [target]
