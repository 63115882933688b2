"""A framework as text, and one guideline with all that stands behind it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from leaptui.cli.here import Desk
from leaptui.language import _, and_list, pgettext
from leaptui.model.words import word

if TYPE_CHECKING:
    from leaptui.model.canonical import Json
    from leaptui.model.framework import Framework, Guideline


def framework_lines(framework: Framework) -> Iterator[str]:
    """A framework whole: where it is from, its levels, its components with their guidelines."""
    yield f"{framework.full_name} ({framework.id})"
    yield from (line for line in (framework.publisher, framework.source, framework.licence) if line)
    if framework.replaces is not None:
        yield _("takes the place of {id}").format(id=framework.replaces.edition)
    yield ""
    for level in framework.levels:
        says = word(level.says, "level")
        yield f"{word(level.title, 'level')}: {says}" if says else word(level.title, "level")
    for component in framework.components:
        yield ""
        yield f"{component.code}  {component.title}" + (f": {component.statement}" if component.statement else "")
        for one in framework.of_component(component.code):
            yield f"  {'  ' * one.depth}{one.code}  {one.statement}"


def framework_json(framework: Framework) -> dict[str, Json]:
    """A framework as JSON, its guidelines in one list."""
    guidelines: list[Json] = [
        {"id": one.id, "code": one.code, "component": one.component, "parent": one.parent, "statement": one.statement}
        for one in framework.guidelines.values()
    ]
    levels: list[Json] = [{"id": one.id, "title": one.title, "says": one.says} for one in framework.levels]
    return {
        "id": framework.id,
        "title": framework.full_name,
        "replaces": framework.replaces.edition if framework.replaces else None,
        "levels": levels,
        "guidelines": guidelines,
    }


def guideline_lines(desk: Desk, one: Guideline) -> Iterator[str]:
    """A guideline: its words, the level, how varied its evidence is, where it began, what was chosen."""
    from leaptui.cli.advance import choice_words
    from leaptui.cli.lists import pieces_words, standing_words
    from leaptui.cli.start import confirmed_words
    from leaptui.model.advances import advances
    from leaptui.model.breadth_words import breadth_sentence
    from leaptui.model.standing import breadth, standings, with_descendants
    from leaptui.model.starts import starts

    portfolio, framework = desk.portfolio, desk.framework
    standing = standings(portfolio, framework)[one.id]
    yield f"{one.code}  {one.full_statement}"
    yield f"  {standing_words(standing)}, {pieces_words(standing.pieces)}"
    found = breadth(portfolio, with_descendants(framework, one.id))
    for field, counted in (("kind", found.kinds), ("place", found.places)):
        if counted:
            name = pgettext("fact", "kinds") if field == "kind" else pgettext("fact", "places")
            yield f"  {name}: {and_list([f'{word(value, field)} {n}' for value, n in counted])}"
    if found.people:
        yield f"  {pgettext('fact', 'people')}: {found.people}"
    sentence = breadth_sentence(found)
    if sentence:
        yield f"  {sentence}"
    begun = starts(portfolio).get(one.id)
    if begun is not None:
        said = _("begun at {level}, {confirmed}")
        yield "  " + said.format(level=word(begun.level or "", "level"), confirmed=confirmed_words(desk, begun))
    for choice in advances(portfolio).get(one.id, []):
        yield f"  {choice_words(desk, choice)}"


def guideline_json(desk: Desk, one: Guideline) -> dict[str, Json]:
    """A guideline as JSON: its words, level and pieces, and how varied they are."""
    from leaptui.cli.lists import record_json
    from leaptui.model.advances import advances
    from leaptui.model.breadth_words import breadth_sentence
    from leaptui.model.standing import breadth, standings, with_descendants
    from leaptui.model.starts import starts

    standing = standings(desk.portfolio, desk.framework)[one.id]
    found = breadth(desk.portfolio, with_descendants(desk.framework, one.id))
    begun = starts(desk.portfolio).get(one.id)
    chosen: list[Json] = [record_json(desk, "advances", item.id) for item in advances(desk.portfolio).get(one.id, [])]
    return {
        "id": one.id,
        "code": one.code,
        "statement": one.full_statement,
        "level": standing.level,
        "by": standing.by,
        "pieces": found.pieces,
        "kinds": dict(found.kinds),
        "places": dict(found.places),
        "people": found.people,
        "says": breadth_sentence(found),
        "start": record_json(desk, "starts", begun.id) if begun else None,
        "advances": chosen,
    }
