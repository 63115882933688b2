"""At demonstrated: what there is to choose, and what was chosen. Nothing here looks at time. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from leaptui.model.framework import Framework
from leaptui.model.mastery import is_demonstrated
from leaptui.model.portfolio import Portfolio
from leaptui.model.records_own import Advance
from leaptui.model.standing import Standing


def advances(portfolio: Portfolio) -> dict[str, list[Advance]]:
    """What was chosen at each guideline, by its qualified id, oldest first."""
    found: dict[str, list[Advance]] = {}
    for one in sorted(portfolio.live(Advance).values(), key=lambda one: (one.created, one.id)):
        found.setdefault(one.guideline, []).append(one)
    return found


def choices(portfolio: Portfolio, framework: Framework, standing: Mapping[str, Standing]) -> list[Standing]:
    """The guidelines that are demonstrated and of which nothing was chosen yet, the one reached last first."""
    chosen = advances(portfolio)
    reached = (standing[one.id] for one in framework.leaves if one.id not in chosen)
    found = [one for one in reached if is_demonstrated(framework, one.rank)]
    return sorted(found, key=lambda one: one.on.isoformat() if one.on else "", reverse=True)


def following(framework: Framework, standing: Mapping[str, Standing], guideline_id: str, most: int = 4) -> list[str]:
    """The next guidelines to go on to: those not demonstrated yet, in the framework's order from this one on."""
    ids = [one.id for one in framework.leaves]
    at = ids.index(guideline_id) if guideline_id in ids else -1
    after = ids[at + 1 :] + ids[: max(at, 0)]
    return [one for one in after if not is_demonstrated(framework, standing[one].rank)][:most]


def best_pieces(portfolio: Portfolio, framework: Framework, guideline_id: str, most: int = 4) -> list[str]:
    """The pieces that show a guideline best: by the level claimed or given, then the newest first."""

    def rank(claim_id: str, own: str | None) -> int:
        others = (item.level for item in portfolio.assessments_of.get(claim_id, ()))
        return max(map(framework.rank, (own, *others)))

    claims = portfolio.claims_for.get(guideline_id, [])
    ranked = sorted(
        claims, key=lambda one: (rank(one.id, one.level), portfolio.evidence[one.evidence].day, one.id), reverse=True
    )
    return list(dict.fromkeys(claim.evidence for claim in ranked))[:most]
