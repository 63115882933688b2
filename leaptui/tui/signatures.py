"""How it stands with the signatures of what others said, for showing beside it. ssh-keygen is asked in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.style import Style
from textual.widget import Widget

from leaptui.model.canonical import Record
from leaptui.model.change import Key
from leaptui.model.portfolio import Portfolio
from leaptui.store.files import Identity, identity
from leaptui.tui.base import desk
from leaptui.tui.inks import Inks
from leaptui.tui.line import Span

if TYPE_CHECKING:
    from leaptui.signing.state import SignatureState
    from leaptui.tui.session import Session

_Known = tuple[Record, Identity | None, "SignatureState"]


class Signatures:
    """What is known of the signatures in one portfolio: of which record as it stands, under which signers."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[Key, _Known] = {}
        self._wanted: dict[Key, Record] = {}
        self._is_looking = False

    def known(self, portfolio: Portfolio, key: Key) -> SignatureState | None:
        """How it stands with a record of a portfolio; None where it has to be found out first: `seek` does."""
        from leaptui.signing.signers import signers_path
        from leaptui.signing.state import UNSIGNED

        record = portfolio.raw(*key)
        if record is None or not record.get("signature"):
            return UNSIGNED
        before, signers, state = self._known.get(key, (None, None, UNSIGNED))
        if before is record and signers == identity(signers_path(self._session.workspace)):
            return state
        self._wanted[key] = record
        return None

    async def seek(self) -> None:
        """Find out what is wanted."""
        self._is_looking = True
        try:
            while self._wanted:
                wanted, self._wanted = self._wanted, {}
                await asyncio.to_thread(self._look, wanted)
        finally:
            self._is_looking = False

    @property
    def is_wanting(self) -> bool:
        """Whether something has to be found out, and nobody does yet."""
        return bool(self._wanted) and not self._is_looking

    def _look(self, wanted: dict[Key, Record]) -> None:
        from leaptui.signing.signers import signers_path
        from leaptui.signing.state import Checker

        workspace, names = self._session.workspace, self._session.store.portfolio
        signers = identity(signers_path(workspace))
        checker = Checker(workspace)
        for key, record in wanted.items():
            # Who is meant by a person's id is told by the whole portfolio, not by what of it is shown.
            by = names.name_of(str(record.get("by", "")))
            state = checker.check(key, record, by, names.meta.learner.name)
            self._known[key] = (record, signers, state)


def signature_span(session: Session, inks: Inks, key: Key) -> Span | None:
    """The words on a statement's signature: quiet, but in ink where it does not match. None while that is not known."""
    from leaptui.signing.state import words

    state = session.signatures.known(session.portfolio, key)
    if state is None:
        return None
    style: Style = inks.ink if state.is_wrong else inks.dim
    return words(state), style


def seek_signatures(widget: Widget, then: Callable[[], None]) -> None:
    """After a widget was laid out: find out in the background what it could not tell, and let it be laid out again."""
    signatures = desk(widget).session.signatures
    if not signatures.is_wanting:
        return

    async def seek() -> None:
        await signatures.seek()
        if widget.is_attached:
            then()

    widget.run_worker(seek(), group="signatures", exit_on_error=False)
