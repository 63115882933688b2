"""The portfolios in which something was changed in two places and waits for a choice: the one asked for, or all there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from leaptui.cli.here import Desk, Here
from leaptui.cli.output import note
from leaptui.language import _, and_list, ngettext
from leaptui.model.text import clean_line

if TYPE_CHECKING:
    from leaptui.merge import Question


def waiting_at(desk: Desk) -> list[Question]:
    """What waits for a choice in a portfolio."""
    from leaptui.merge import waiting_in

    return waiting_in(desk.portfolio.document, desk.store.workspace.clone)


@dataclass(frozen=True)
class Waiting:
    """The portfolios that are asked about, open, and what waits in each; `several`: the workspace has more than one.

    `elsewhere` are those in which something waits as well, where one was asked for.
    """

    desks: Sequence[tuple[Desk, list[Question]]]
    several: bool
    elsewhere: Sequence[str] = ()

    @classmethod
    def look(cls, here: Here) -> Waiting:
        """Open the portfolio that was asked for, or all in which something waits. Raises StoreError, usage errors."""
        from leaptui.sync.ground import waiting_in_files

        workspace = here.workspace()
        names = workspace.names()
        if len(names) < 2:
            desk = here.open()
            return cls([(desk, waiting_at(desk))], several=False)
        found = [name for name, count in waiting_in_files(workspace).items() if count and name in names]
        if here.asked:
            desk = here.open()
            elsewhere = [name for name in found if name != desk.store.name]
            return cls([(desk, waiting_at(desk))], several=True, elsewhere=elsewhere)
        # The one last used is opened in any case: where its file cannot be read, that is said.
        opened = sorted({*found, *filter(None, [here.preferred(workspace)])})
        desks = [replace(here, name=name).open() for name in opened]
        return cls([(desk, waiting_at(desk)) for desk in desks], several=True)

    @property
    def count(self) -> int:
        """How many fields wait."""
        return sum(len(found) for _desk, found in self.desks)

    def narrate_elsewhere(self) -> None:
        """Say on stderr in which other portfolios something waits."""
        if self.elsewhere:
            words = ngettext(
                "something waits in another portfolio: {names}",
                "something waits in other portfolios: {names}",
                len(self.elsewhere),
            )
            note(words.format(names=and_list([_("“{name}”").format(name=clean_line(one)) for one in self.elsewhere])))


def desk_to_choose_at(here: Here, record: str | None) -> Desk:
    """The portfolio in which a choice is meant: the one asked for, else the one in which something waits, in that record.

    Raises StoreError, a usage error where it is not clear which.
    """
    looked = Waiting.look(here)
    if here.asked or not looked.several:
        return looked.desks[0][0]
    given = (record or "").strip().casefold()
    found = [desk for desk, waiting in looked.desks if any(one.id.casefold().startswith(given) for one in waiting)]
    if len(found) > 1:
        names = ", ".join(clean_line(desk.store.name) for desk in found)
        raise click.UsageError(
            _("something waits in several portfolios: say which with --portfolio ({names})").format(names=names)
        )
    if not found:
        return here.open()
    note(_("in the portfolio “{name}”").format(name=clean_line(found[0].store.name)))
    return found[0]
