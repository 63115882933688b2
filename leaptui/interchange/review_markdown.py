"""The record of a review as Markdown, to read and to keep."""

from __future__ import annotations

from leaptui.language import _
from leaptui.model.dates import full_day
from leaptui.model.review_page import PageClaim, PagePiece, PageStep, ReviewPage
from leaptui.model.words import word


def review_markdown(page: ReviewPage) -> str:
    """Write the page of a review."""
    blocks = [f"# {page.title}"]
    facts = [full_day(page.held_on) if page.held_on else "", page.status]
    if page.people:
        facts.append(_("with {names}").format(names=", ".join(page.people)))
    blocks.append(" · ".join(filter(None, facts)))
    if not page.about.is_empty:
        blocks.append(_lower(page.about.markdown().strip()))
    if page.questions.strip():
        blocks += [f"## {_('Questions')}", _lines(page.questions)]
    for piece in page.pieces:
        blocks += _piece(piece)
    if page.steps:
        blocks += [f"## {_('What comes next')}", "\n".join(_step(step) for step in page.steps)]
    if page.notes.strip():
        blocks += [f"## {_('Notes')}", page.notes.strip()]
    if page.agreed:
        said = []
        for one in page.agreed:
            day = f", {full_day(one.on)}" if one.on else ""
            before = "" if one.as_it_stands else f" ({_('to what it said before')})"
            said.append(f"- {one.who}{day}{before}")
        blocks += [f"## {_('Agreed')}", "\n".join(said)]
    return "\n\n".join(blocks) + "\n"


def _lower(markdown: str) -> str:
    """Markdown with its headings a level lower: it stands within another page."""
    return "\n".join(f"#{line}" if line.startswith("#") else line for line in markdown.split("\n"))


def _lines(text: str) -> str:
    return "\n".join(f"- {line}" for line in text.split("\n") if line.strip())


def _piece(piece: PagePiece) -> list[str]:
    blocks = [f"## {piece.title}", " · ".join(piece.facts)]
    if piece.is_changed:
        blocks.append(f"*{_('changed since reviewed')}*")
    if piece.told:
        blocks.append(f"*{piece.told}*")
    if piece.body.strip():
        blocks.append("\n".join(f"> {line}".rstrip() for line in piece.body.strip().split("\n")))
    alts = [f"- {item.alt.strip() or item.name}" for item in piece.pictures]
    blocks += ["\n".join(alts)] if alts else []
    for claim in piece.claims:
        blocks += _claim(claim)
    for said in piece.feedback:
        answer = f"\n  - {_('Answered:')} {_flat(said.answer)}" if said.answer else ""
        about = _("on {aspect}").format(aspect=word(said.aspect, "aspect"))
        blocks.append(f"- **{said.who}** {about}: {_flat(said.text)}{answer}")
    return blocks


def _claim(claim: PageClaim) -> list[str]:
    own = claim.level or _("no level claimed")
    why = f": {_flat(claim.why)}" if claim.why.strip() else ""
    rows = [f"- {_('own claim')}: {own}{why}"]
    for said in claim.said:
        facts = [said.level, said.decision, _("given before seeing others'") if said.blind else "", full_day(said.on)]
        note = f": {_flat(said.note)}" if said.note.strip() else ""
        rows.append(f"- **{said.who}**: {', '.join(filter(None, facts))}{note}")
    standing = [f"*{_('Stands at')} {claim.standing}*"] if claim.standing else []
    return [f"### {claim.code} {claim.statement}", "\n".join(rows), *standing]


def _step(step: PageStep) -> str:
    box = "[x]" if step.is_done else "[ ]"
    about = step.goal or _("suggested by {name}").format(name=step.by)
    return f"- {box} {step.title} ({about})"


def _flat(text: str) -> str:
    return " ".join(text.split())
