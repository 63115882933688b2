"""The page about the learner: what they chose to stand on it. It opens reviews and exports. Pure.

Nothing stands on it that was not chosen, and nothing that is private, whatever was chosen before it became so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from leaptui.language import N_, _
from leaptui.model.dates import long_day
from leaptui.model.framework import Framework
from leaptui.model.me import FACETS_OF, newest_lines
from leaptui.model.portfolio import Portfolio
from leaptui.model.reading import read_one
from leaptui.model.records import Evidence, Goal, Target
from leaptui.model.records_others import Recognition
from leaptui.model.records_own import AboutMe, Facet
from leaptui.model.text import clean, clean_line
from leaptui.model.titles import shown_title
from leaptui.model.words import word

PAGE = "page"
"""The id of the record that says what stands on the page."""

HEADINGS = {
    "strength": N_("What I am good at"),
    "interest": N_("What I care about"),
    "need": N_("What I need"),
    "goals": N_("Where I am going"),
    "evidence": N_("What I show"),
    "recognitions": N_("What others recognised"),
}
"""The parts of the page in their order, each by the sort of line or the table that is in it."""


@dataclass(frozen=True)
class AboutItem:
    """Something that stands on the page: the record it is, its words, and facts about it (codes, a day, a name)."""

    table: str
    id: str
    words: str
    facts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AboutPart:
    """A part of the page, named by a sort of line or by a table; its heading is in the language that is spoken."""

    name: str
    heading: str
    items: tuple[AboutItem, ...]


@dataclass(frozen=True)
class AboutPage:
    """The page: whose it is, what the learner says in words of their own (Markdown), and its parts that are not empty."""

    name: str
    pronouns: str = ""
    text: str = ""
    parts: tuple[AboutPart, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was chosen to stand on it yet."""
        return not self.text and not self.parts

    @property
    def heading(self) -> str:
        """Whose page it is: `Amara Okafor (she/her)`."""
        return f"{self.name} ({self.pronouns})" if self.pronouns else self.name

    def markdown(self) -> str:
        """The page as Markdown."""
        blocks = [f"# {self.heading}", *([self.text] if self.text else [])]
        for part in self.parts:
            blocks.append(f"## {part.heading}")
            blocks.append("\n".join(f"- {_with_facts(item)}" for item in part.items))
        return "\n\n".join(blocks) + "\n"


def _with_facts(item: AboutItem) -> str:
    facts = " · ".join(item.facts)
    return f"{item.words} ({facts})" if facts else item.words


def chosen(portfolio: Portfolio) -> AboutMe:
    """What the learner chose, as the file says it: also what is private or gone by now."""
    return portfolio.live(AboutMe).get(PAGE) or read_one(AboutMe, {}, PAGE)


def about_page(portfolio: Portfolio, framework: Framework) -> AboutPage:
    """Put together what stands on the page now."""
    page, meta = chosen(portfolio), portfolio.meta
    on_it = {*page.facets, *page.goals, *page.evidence, *page.recognitions}
    parts = [
        AboutPart(part.name, part.heading, tuple(item for item in part.items if item.id in on_it))
        for part in about_choices(portfolio, framework)
    ]
    return AboutPage(
        shown_title(meta.learner.name),
        clean_line(meta.learner.pronouns),
        clean("\n".join(page.text)).strip(),
        tuple(part for part in parts if part.items),
    )


def about_choices(portfolio: Portfolio, framework: Framework) -> list[AboutPart]:
    """All that may stand on the page, part by part, the newest first: what is private may not."""
    lines = newest_lines(facet for facet in portfolio.live(Facet).values() if not facet.private)
    items = {
        **{
            sort: [_line(one, framework) for one in lines if one.sort == sort]
            for sort in ("strength", "interest", "need")
        },
        "goals": [_goal(goal, framework) for goal in portfolio.goals.values()],
        "evidence": [_piece(portfolio, framework, piece) for piece in portfolio.newest if not piece.private],
        "recognitions": [_recognition(portfolio, framework, one) for one in _recognitions(portfolio)],
    }
    return [AboutPart(name, _(heading), tuple(items[name])) for name, heading in HEADINGS.items()]


def _recognitions(portfolio: Portfolio) -> list[Recognition]:
    found = portfolio.live(Recognition).values()
    return sorted(found, key=lambda one: (str(one.awarded_on or one.created), one.id), reverse=True)


def _line(line: Facet, framework: Framework) -> AboutItem:
    known = framework.find(line.facet) if framework.id == FACETS_OF else None
    return AboutItem("facets", line.id, clean_line(line.words), (clean_line(known.statement),) if known else ())


def _goal(goal: Goal, framework: Framework) -> AboutItem:
    return AboutItem("goals", goal.id, shown_title(goal.title), tuple(_targets(goal.guidelines, framework)))


def _piece(portfolio: Portfolio, framework: Framework, piece: Evidence) -> AboutItem:
    codes = [_code(claim.guideline, framework) for claim in portfolio.claims_of.get(piece.id, ())]
    facts = [long_day(piece.day), *([", ".join(codes)] if codes else [])]
    return AboutItem("evidence", piece.id, shown_title(piece.title), tuple(facts))


def _recognition(portfolio: Portfolio, framework: Framework, one: Recognition) -> AboutItem:
    by = [clean_line(portfolio.name_of(one.by))] if one.by else []
    day = [long_day(one.awarded_on)] if one.awarded_on else []
    return AboutItem("recognitions", one.id, shown_title(one.title), (*by, *day, *_targets(one.guidelines, framework)))


def _targets(targets: Iterable[Target], framework: Framework) -> Iterator[str]:
    for aim in targets:
        code = _code(aim.guideline, framework)
        yield f"{code} {word(clean_line(aim.level), 'level')}" if aim.level else code


def _code(guideline: str, framework: Framework) -> str:
    return clean_line(guideline.removeprefix(f"{framework.id}:"))
