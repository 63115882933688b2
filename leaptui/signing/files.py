"""Whether the files of what others spoke of are those that were attached: a statement stands on them by their SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from leaptui.language import _
from leaptui.model.portfolio import Portfolio
from leaptui.model.records import Attachment
from leaptui.model.text import clean_line
from leaptui.model.titles import shown_title
from leaptui.store.attachments import Altered, content_of
from leaptui.store.errors import StoreError
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.shared_pieces import SharedPieces


class FileSort(Enum):
    """What can be with a file."""

    ALTERED = "altered"
    MISSING = "missing"
    """It is not on this machine, as one that a sync has not brought yet: nothing is said against it."""
    UNREADABLE = "cannot be read"


@dataclass(frozen=True)
class FileTrouble:
    """A file of a piece that is not as it was attached: its name, what is with it, and the sentence that says so."""

    name: str
    sort: FileSort
    says: str


class Files:
    """Looks at the files of the pieces of a portfolio, be they another learner's; at each piece once."""

    def __init__(self, store: PortfolioStore) -> None:
        self._shared = SharedPieces(store.workspace, store)
        self._portfolio: Portfolio = store.portfolio
        self._known: dict[str, tuple[FileTrouble, ...]] = {}

    def troubles(self, evidence_id: str) -> tuple[FileTrouble, ...]:
        """What is with the files of a piece; nothing where they are as they were attached. It reads them whole."""
        if evidence_id not in self._known:
            self._known[evidence_id] = self._look(evidence_id)
        return self._known[evidence_id]

    def _look(self, evidence_id: str) -> tuple[FileTrouble, ...]:
        piece = self._portfolio.piece(evidence_id)
        if piece is None:
            return ()
        shown, _told = self._shared.shown(piece, self._portfolio)
        found = (self._trouble(shown_title(shown.title), item) for item in shown.attachments)
        return tuple(trouble for trouble in found if trouble is not None)

    def _trouble(self, title: str, item: Attachment) -> FileTrouble | None:
        path = self._shared.path_of(item)
        name = clean_line(item.name)
        about = {"name": name, "title": title, "file": f"{path.parent.name}/{path.name}"}
        try:
            content_of(path, item.sha256)
        except Altered:
            says = _("the file “{name}” of “{title}” is not what was attached: the content of {file} was changed")
            return FileTrouble(name, FileSort.ALTERED, says.format(**about))
        except FileNotFoundError:
            says = _(
                "the file “{name}” of “{title}” is not on this machine yet, and was not looked at (a sync may bring it)"
            )
            return FileTrouble(name, FileSort.MISSING, says.format(**about))
        except (StoreError, OSError) as error:
            says = _("the file “{name}” of “{title}” could not be read: {reason}")
            return FileTrouble(name, FileSort.UNREADABLE, says.format(**about, reason=error))
        return None
