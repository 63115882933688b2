"""A pathway to take: a goal with its guidelines and steps, written once for many learners (`pathways/NAME.json`). Pure."""

from __future__ import annotations

from typing import Annotated

from leaptui.language import _
from leaptui.model.canonical import Json
from leaptui.model.change import Change
from leaptui.model.edits.draft import Draft
from leaptui.model.framework import Framework
from leaptui.model.framework_check import Trouble, said_of
from leaptui.model.ids import position_between
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import all_amiss, read_one
from leaptui.model.records import Lines
from leaptui.model.rules import Filled, OneLine
from leaptui.model.starts import baseline_of
from leaptui.model.titles import quoted
from leaptui.model.view import View, view

Word = Annotated[str, OneLine()]


@view
class TemplateAim(View):
    """A guideline, by its code, and the level to reach; a code of another framework has that one's id before it."""

    guideline: Word
    level: str | None = None


@view
class TemplateStep(View):
    """A step: one thing to do, and what helps to know."""

    title: Word
    note: Lines = ()


@view
class Template(View):
    """A pathway as its file writes it."""

    title: Word
    why: Lines = ()
    guidelines: tuple[TemplateAim, ...] = ()
    steps: Annotated[tuple[TemplateStep, ...], Filled()]


def read_template(raw: object) -> Template:
    """Read a pathway from what its file holds. Raises Amiss."""
    return read_one(Template, raw)


def template_troubles(raw: object, framework: Framework | None) -> list[Trouble]:
    """Everything that keeps an object from being a pathway, or its guidelines and levels from being this framework's."""
    found = all_amiss(Template, raw)
    troubles = [Trouble(path, said_of(path, says) if path else says) for path, says in found]
    if found or framework is None:
        return troubles
    for at, aim in enumerate(read_template(raw).guidelines):
        if not _is_of(framework, aim.guideline):
            continue
        if framework.find(aim.guideline) is None:
            says = _("{framework} has no guideline “{code}”").format(framework=framework.name, code=aim.guideline)
            troubles.append(Trouble(("guidelines", at, "guideline"), says))
        elif aim.level and not framework.rank(aim.level):
            says = _("“{given}” is no level; there are {levels}")
            says = says.format(given=aim.level, levels=", ".join(framework.level_ids))
            troubles.append(Trouble(("guidelines", at, "level"), says))
    return troubles


def _is_of(framework: Framework, guideline: str) -> bool:
    """Whether a template's guideline is meant as one of this framework: it names no other."""
    named, colon, _code = guideline.partition(":")
    return not colon or named.casefold() == framework.id.casefold()


def take_template(portfolio: Portfolio, framework: Framework, at: str, template: Template) -> tuple[Change, str]:
    """Set the goal that a pathway describes, with its steps; gives the change and the goal's id.

    Guidelines and levels that the framework does not have are left out.
    """
    draft = Draft(portfolio, at)
    aims: list[Json] = []
    ids = []
    for aim in template.guidelines:
        guideline = framework.find(aim.guideline) if _is_of(framework, aim.guideline) else None
        if guideline is not None and guideline.id not in ids:
            ids.append(guideline.id)
            level = aim.level if framework.rank(aim.level) else None
            aims.append({"guideline": guideline.id, **({"level": level} if level else {})})
    why: list[Json] = [*template.why]
    fields: dict[str, Json] = {"title": template.title, "why": why, "guidelines": aims, "status": "active"}
    made = draft.new("goals", {**fields, "baseline": baseline_of(portfolio, framework, ids)})
    position: str | None = None
    for step in template.steps:
        position = position_between(position, None)
        note: list[Json] = [*step.note]
        draft.new("steps", {"goal": made, "title": step.title, "position": position, "note": note})
    return draft.change(_("Took the pathway {title}").format(title=quoted(template.title))), made
