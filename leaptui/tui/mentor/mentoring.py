"""A mentor at their desk: who they are, what they sign with, and what is known of the portfolios. It knows no widget."""

from __future__ import annotations

from collections.abc import Sequence

from leaptui.model.desk_queue import AGREE, REVIEW, Gist, Item, Waiting, in_order, waiting_for
from leaptui.model.folded import fold
from leaptui.model.voices import Voice
from leaptui.signing.signer import Signer
from leaptui.store.listing import Listed, list_portfolios
from leaptui.store.mentoring import Gists, Looked
from leaptui.store.workspace import Workspace
from leaptui.tui.session import Session

_LANDS_ON = {REVIEW: "review", AGREE: "goals"}


class Mentoring:
    """What waits for one mentor in a workspace.

    `at` is the portfolio that was opened last, `first` the most pressing of what waits in it, `lands_on` the screen for that.
    """

    def __init__(self, workspace: Workspace, voice: Voice, signer: Signer | None = None) -> None:
        self.workspace = workspace
        self.voice = voice
        self.signer = signer
        self.at: str | None = None
        self.lands_on = "evidence"
        self.first: Item | None = None
        self.listed: dict[str, Listed] = {}
        self._gists = Gists(workspace)
        self._looked = Looked(workspace, voice.name)
        self._known: dict[str, Gist] = {}
        self._waiting: dict[str, tuple[Gist, Waiting, str]] = {}

    def read_anew(self) -> list[Listed]:
        """Look at the folder; gives the files that were not looked at as they stand."""
        try:
            found = list_portfolios(self.workspace)
        except OSError:
            found = []
        self._known = {one.name: self._known[one.name] for one in found if self._is_known(one)}
        self.listed = {one.name: one for one in found}
        return [one for one in found if one.name not in self._known]

    def _is_known(self, one: Listed) -> bool:
        return one.name in self._known and self.listed.get(one.name) == one

    def look(self, listed: Listed) -> None:
        """Find out what a file holds, from what was kept of it or from itself. Never raises; good in a thread."""
        self._known[listed.name] = self._gists.known(listed) or self._gists.look(listed)

    def keep(self) -> None:
        """Keep what was found out for the next time."""
        self._gists.save(self.listed.values())

    @property
    def unread(self) -> int:
        """How many files were not looked at yet."""
        return len(self.listed) - len(self._known)

    def found(self, typed: str, sort: str = "") -> list[Waiting]:
        """The portfolios whose learner, title or file has these words, as they are gone through; of one sort, if it is named."""
        wanted = fold(typed).split()
        found = []
        for name, gist in list(self._known.items()):
            kept = self._waiting.get(name)
            if kept is None or kept[0] is not gist:
                waiting = waiting_for(name, gist, self.voice, self._looked.seen(name))
                kept = self._waiting[name] = (gist, waiting, fold(f"{waiting.learner} {waiting.title} {name}"))
            _gist, waiting, text = kept
            if all(word in text for word in wanted) and (not sort or waiting.of(sort)):
                found.append(waiting)
        if wanted and not sort:
            # Of files that were not looked at yet the name alone is known.
            unread = [name for name in self.listed if name not in self._known]
            names = (name for name in unread if all(word in fold(name) for word in wanted))
            found += [Waiting(name, name, "", is_read=False) for name in names]
        return in_order(found)

    def waiting(self, name: str) -> Waiting | None:
        """What waits in a portfolio; None where that is not known yet."""
        kept = self._waiting.get(name)
        return kept[1] if kept is not None else None

    def note_looked(self, name: str) -> None:
        """The mentor looks at a portfolio now."""
        self.at = name
        gist = self._known.get(name)
        if gist is not None:
            self._looked.note(name, gist)
            self._waiting.pop(name, None)

    def take(self, session: Session) -> None:
        """Look at a portfolio of this workspace that was opened, and speak in it from now on."""
        if session.workspace == self.workspace:
            waiting = self.waiting(session.store.name)
            sort = waiting.sort if waiting is not None else ""
            self.first = waiting.of(sort)[0] if waiting is not None and sort else None
            self.lands_on = _LANDS_ON.get(sort, "evidence")
            self.note_looked(session.store.name)
            session.for_mentor(self.voice, self.signer)

    def next_of(self, waiting: dict[str, Listed], near: Sequence[str]) -> list[str]:
        """The names of files in the order they are best looked at: what is in sight first."""
        first = [name for name in near if name in waiting]
        return [*first, *(name for name in waiting if name not in set(first))]
