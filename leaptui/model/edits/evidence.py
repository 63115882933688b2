"""Changes to evidence and to what it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from leaptui.language import _, ngettext
from leaptui.model.canonical import Json, evidence_digest
from leaptui.model.change import Change
from leaptui.model.digests import piece_digest
from leaptui.model.edits.draft import Draft, Fields, Invalid
from leaptui.model.edits.sharing import check_own_words
from leaptui.model.framework import Framework
from leaptui.model.ids import claim_id
from leaptui.model.portfolio import Portfolio
from leaptui.model.text import to_lines
from leaptui.model.titles import quoted

Levels = Mapping[str, str | None]
"""Levels by qualified guideline id; None: the level is not said (a claim that is there keeps its own)."""


def add_evidence(
    portfolio: Portfolio, at: str, fields: Fields, levels: Levels | None = None, why: str = ""
) -> tuple[Change, str]:
    """Add a piece, tagged at once where `levels` names guidelines; gives the change and the new id. Raises Invalid."""
    title = fields.get("title")
    if not isinstance(title, str) or not title:
        raise Invalid(_("a piece needs a title: a few words are enough"))
    draft = Draft(portfolio, at)
    made = draft.new("evidence", fields)
    _claim(draft, made, levels or {}, why or None)
    return draft.change(_("Added {piece}").format(piece=quoted(title))), made


def edit_evidence(
    portfolio: Portfolio,
    at: str,
    evidence_id: str,
    fields: Fields,
    levels: Levels | None = None,
    why: str | None = None,
    removed: Iterable[str] = (),
) -> Change:
    """Set fields of a piece, and in the same change claim guidelines for it and take others back. Raises Invalid."""
    if "title" in fields and not fields["title"]:
        raise Invalid(_("a piece needs a title: a few words are enough"))
    check_own_words(portfolio.evidence[evidence_id], fields)
    draft = Draft(portfolio, at)
    draft.patch("evidence", evidence_id, fields)
    _claim(draft, evidence_id, levels or {}, why)
    _unclaim(draft, evidence_id, set(removed))
    return draft.change(_("Edited {piece}").format(piece=quoted(portfolio.evidence[evidence_id].title)))


def tag(
    portfolio: Portfolio,
    framework: Framework,
    at: str,
    evidence_ids: Sequence[str],
    levels: Levels,
    why: str | None = None,
) -> Change:
    """Claim that pieces show guidelines; a `why` of None leaves the reasons that are there. Raises Invalid."""
    draft = Draft(portfolio, at)
    for evidence_id in evidence_ids:
        _claim(draft, evidence_id, levels, why)
    return draft.change(_tagged(_pieces(portfolio, evidence_ids), _codes(framework, levels)))


def untag(
    portfolio: Portfolio, framework: Framework, at: str, evidence_ids: Sequence[str], guidelines: Iterable[str]
) -> Change:
    """Take claims back; those that are not there are passed over."""
    wanted = list(guidelines)
    draft = Draft(portfolio, at)
    for evidence_id in evidence_ids:
        _unclaim(draft, evidence_id, set(wanted))
    return draft.change(_untagged(_pieces(portfolio, evidence_ids), _codes(framework, wanted)))


def retag(
    portfolio: Portfolio,
    framework: Framework,
    at: str,
    evidence_ids: Sequence[str],
    levels: Levels,
    reasons: Mapping[str, str],
    removed: Iterable[str],
    unsaid: Collection[str] = (),
) -> Change:
    """Set and take back claims in one change, each guideline with its own reason: what the tag picker keeps.

    `unsaid` are guidelines among the `levels` whose level, where one was said, is taken back: the claim stays without one.
    """
    draft = Draft(portfolio, at)
    gone = set(removed)
    for evidence_id in evidence_ids:
        for guideline, level in levels.items():
            _claim(draft, evidence_id, {guideline: level}, reasons.get(guideline))
            if guideline in unsaid:
                draft.patch("claims", _claim_id(draft, evidence_id, guideline), {"level": None})
        _unclaim(draft, evidence_id, gone)
    pieces = _pieces(portfolio, evidence_ids)
    if levels:
        return draft.change(_tagged(pieces, _codes(framework, levels)))
    return draft.change(_untagged(pieces, _codes(framework, gone)))


def _claim(draft: Draft, evidence_id: str, levels: Levels, why: str | None) -> None:
    evidence = draft.current("evidence", evidence_id) or {}
    digest = piece_digest(draft.portfolio, evidence_id) if "shared" in evidence else evidence_digest(evidence)
    said: list[Json] = [*to_lines(why or "")]
    for guideline, level in levels.items():
        made = _claim_id(draft, evidence_id, guideline)
        current = draft.current("claims", made)
        if current is None:
            fields: dict[str, Json] = {"evidence": evidence_id, "guideline": guideline, "level": level, "why": said}
            draft.new("claims", {**fields, "evidence_digest": digest}, made)
            continue
        was_gone = "deleted" in current
        kept_level = level if level is not None or was_gone else current.get("level")
        kept_why = current.get("why") if why is None and not was_gone else said
        same = not was_gone and kept_level == current.get("level") and (kept_why or None) == current.get("why")
        if not same:
            draft.patch(
                "claims", made, {"level": kept_level, "why": kept_why, "evidence_digest": digest, "deleted": None}
            )


def _claim_id(draft: Draft, evidence_id: str, guideline: str) -> str:
    """The id of the claim of that pair: its own, or that of one which another tool wrote under an id of its choosing."""
    made = claim_id(evidence_id, guideline)
    there = [claim.id for claim in draft.portfolio.claims_of.get(evidence_id, ()) if claim.guideline == guideline]
    return made if made in there else next(iter(there), made)


def _unclaim(draft: Draft, evidence_id: str, guidelines: set[str]) -> None:
    for claim in draft.portfolio.claims_of.get(evidence_id, []):
        if claim.guideline in guidelines:
            draft.patch("claims", claim.id, {"deleted": draft.at})


def _pieces(portfolio: Portfolio, evidence_ids: Sequence[str]) -> str:
    if len(evidence_ids) == 1 and evidence_ids[0] in portfolio.evidence:
        return quoted(portfolio.evidence[evidence_ids[0]].title)
    return ngettext("{n} piece", "{n} pieces", len(evidence_ids)).format(n=len(evidence_ids))


def _tagged(pieces: str, codes: str) -> str:
    return _("Tagged {pieces} with {codes}").format(pieces=pieces, codes=codes)


def _untagged(pieces: str, codes: str) -> str:
    return _("Took {codes} off {pieces}").format(pieces=pieces, codes=codes)


def _codes(framework: Framework, guidelines: Iterable[str]) -> str:
    names = [framework.guidelines[item].code if item in framework.guidelines else item for item in guidelines]
    if len(names) <= 4:
        return ", ".join(names)
    return ngettext("{n} guideline", "{n} guidelines", len(names)).format(n=len(names))
