"""Whose portfolio a secret opens: portfolios get other names, here and on other machines, and their names go to others.

A learner is kept by the name of a portfolio's file, as everybody writes it; the portfolio itself is known by when it was begun,
and by its learner where two were begun in the same second. Before anybody is let in, learners follow their portfolios: a secret
goes along to the new name, and where another portfolio has the name and theirs is nowhere, they are known here no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping

from leaptui.kiosk.kept import Learner, Whose
from leaptui.store.listing import Glance

There = Mapping[str, Whose | None]
"""The portfolios of a workspace by name; None for one whose file cannot be read now."""
Renamed = Callable[[str], str | None]
"""What a portfolio that had a name is called now, as this machine noted it."""


def whose(glance: Glance) -> Whose | None:
    """What a portfolio is known by; None where its file cannot be read now, or says nothing of it."""
    known = Whose(begun=glance.begun, learner=glance.learner)
    return known if known.begun or known.learner else None


def places(learners: Mapping[str, Learner], there: There, renamed: Renamed) -> dict[str, str | None]:
    """The names that learners' portfolios have now, by those they had; None where another has it, and theirs is nowhere."""
    by_begun: defaultdict[str, list[str]] = defaultdict(list)
    for name, known in there.items():
        if known is not None:
            by_begun[known.begun].append(name)
    return {name: _place(name, learner.whose, there, by_begun, renamed) for name, learner in learners.items()}


def followed(learners: Mapping[str, Learner], there: There, renamed: Renamed) -> dict[str, Learner]:
    """The learners by the names their portfolios have now, among those that are there."""
    found: dict[str, Learner] = {}
    now_at = places(learners, there, renamed)

    def doubt(name: str) -> int:
        mine, place = learners[name].whose, now_at[name]
        return 2 if mine is None else int(place is not None and there.get(place) != mine)

    # Who is known beyond doubt comes first, and last who was never looked at: the name need not be theirs any more.
    for name in sorted(learners, key=doubt):
        place = now_at[name]
        if place is not None and place not in found:
            now = there.get(place)
            found[place] = learners[name] if now is None else learners[name].model_copy(update={"whose": now})
    return found


def _place(
    name: str, mine: Whose | None, there: There, by_begun: Mapping[str, list[str]], renamed: Renamed
) -> str | None:
    """Where a learner's portfolio is now; None where it is nowhere, and another one has its name."""
    here = there.get(name)
    if mine is None:
        return name if name in there else renamed(name) or name
    if here == mine or (name in there and here is None):
        return name
    begun = by_begun.get(mine.begun, [])
    same = [one for one in begun if there[one] == mine]
    alike = begun if mine.begun else []  # one that does not say when it was begun is known by its learner alone
    if not same and name in alike:
        return name  # the learner is called otherwise now
    noted = renamed(name)
    for found in (same, alike):
        if len(found) == 1:
            return found[0]
        if noted in found:
            return noted
    return None if name in there else name
