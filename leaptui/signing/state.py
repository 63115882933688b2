"""Whether a statement is signed, by whom, and whether the signature is of what the statement says now."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.change import Key
from leaptui.model.folded import fold
from leaptui.model.portfolio import Portfolio
from leaptui.model.signed import NAMESPACE, signed_bytes
from leaptui.model.text import clean_line
from leaptui.signing.runner import CannotSign, Ran, ssh_keygen, too_old
from leaptui.signing.signers import SignerLine, SignersFile, read_signers
from leaptui.signing.sshsig import NoSignature, SshSignature, fingerprint, from_line
from leaptui.store.errors import StoreError
from leaptui.store.workspace import Workspace


class SignatureSort(Enum):
    """What a look at a signature can come to."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    ALTERED = "does not match"
    """It is no signature of these words: they were altered since, or it belongs somewhere else."""
    OTHER = "signed by somebody else"
    """It is one of somebody's who is vouched for here, and not of the one whose words they are."""
    NAMED = "signed for another name"
    """It is by the one whose words they are, and says of whom: not the name that the learner has here."""
    UNKNOWN = "signed by an unknown key"
    UNCHECKED = "not checked"


@dataclass(frozen=True)
class SignatureState:
    """How it stands with a statement's signature.

    `name` is who signed, where that is known; `learner` for whom, where that is another name than the learner's here. `key` is
    the fingerprint of the key that did. `why` is a sentence where nothing could be checked.
    """

    sort: SignatureSort
    name: str = ""
    key: str = ""
    why: str = ""
    learner: str = ""

    @property
    def is_good(self) -> bool:
        """Whether it is signed by the one whose words they are."""
        return self.sort is SignatureSort.SIGNED

    @property
    def is_wrong(self) -> bool:
        """Whether something was forged or altered."""
        return self.sort in {SignatureSort.ALTERED, SignatureSort.OTHER}


UNSIGNED = SignatureState(SignatureSort.UNSIGNED)


def words(state: SignatureState) -> str:
    """How it stands, as a few words to put beside a statement."""
    said = {
        SignatureSort.SIGNED: _("signed by {name}"),
        SignatureSort.UNSIGNED: _("unsigned"),
        SignatureSort.ALTERED: _("signature does not match"),
        SignatureSort.OTHER: _("signature does not match: {name} signed it"),
        SignatureSort.NAMED: _("signed by {name}, for another name than the learner's here"),
        SignatureSort.UNKNOWN: _("signed by a key nobody here vouches for"),
        SignatureSort.UNCHECKED: _("signed; it cannot be checked here"),
    }
    return said[state.sort].format(name=state.name)


def signature_state(workspace: Workspace, portfolio: Portfolio, key: Key) -> SignatureState:
    """How it stands with the signature of one record of a portfolio. It runs ssh-keygen: not for a thread that draws."""
    return Checker(workspace).look(portfolio, key)


class Checker:
    """Looks at signatures, each once, with the signers as they were when it was made.

    `known_as` are names by which whoever looks knows the learner, too: what is signed for one of them is signed for the learner.
    """

    def __init__(self, workspace: Workspace, known_as: Iterable[str] = ()) -> None:
        self._known_as = frozenset(fold(clean_line(name)) for name in known_as)
        self._trouble = ""
        self._signers = SignersFile((), ())
        try:
            self._signers = read_signers(workspace)
        except StoreError as error:
            self._trouble = str(error)
        self._known: dict[tuple[bytes, str, str], SignatureState] = {}

    def look(self, portfolio: Portfolio, key: Key) -> SignatureState:
        """How it stands with the signature of a record; one that is not there is unsigned."""
        record = portfolio.raw(*key)
        if record is None or "signature" not in record:
            return UNSIGNED
        by = clean_line(portfolio.name_of(str(record.get("by", ""))))
        return self.check(key, record, by, portfolio.meta.learner.name)

    def check(self, key: Key, record: Record, by: str, learner: str) -> SignatureState:
        """How it stands with the signature of a record that says it is of somebody of the name `by`, of that learner."""
        line = record.get("signature")
        if line in (None, ""):
            return UNSIGNED
        data = signed_bytes(key, record)
        about = (data, str(line), by)
        if about not in self._known:
            self._known[about] = self._check(data, line, by)
        state, signed_for = self._known[about], clean_line(str(record.get("learner", "")))
        if state.is_good and signed_for and fold(signed_for) not in {fold(clean_line(learner)), *self._known_as}:
            return replace(state, sort=SignatureSort.NAMED, learner=signed_for)
        return state

    def _check(self, data: bytes, line: object, by: str) -> SignatureState:
        try:
            found = from_line(line if isinstance(line, str) else "")
        except NoSignature:
            return SignatureState(SignatureSort.ALTERED)
        made_by = fingerprint(found.key)
        if found.namespace != NAMESPACE:
            return SignatureState(SignatureSort.ALTERED, key=made_by)
        try:
            with tempfile.TemporaryDirectory(prefix="leaptui-") as folder:
                return self._asked(_Asked(Path(folder), found, data, self._signers), by, made_by)
        except (CannotSign, OSError) as error:
            return SignatureState(SignatureSort.UNCHECKED, key=made_by, why=str(error))

    def _asked(self, asked: _Asked, by: str, made_by: str) -> SignatureState:
        names = [
            name for one in self._signers.lines if one.is_for(by) for name in one.names if _is_called(one, name, by)
        ]
        for name in dict.fromkeys([*names, by]):
            if name and asked.verify(name).is_good:
                return SignatureState(SignatureSort.SIGNED, by, made_by)
        if not asked.is_of_these_words().is_good:
            return SignatureState(SignatureSort.ALTERED, key=made_by)
        if self._trouble:
            return SignatureState(SignatureSort.UNCHECKED, key=made_by, why=self._trouble)
        principals = asked.find_principals()
        if principals.is_good:
            whose = ", ".join(dict.fromkeys(clean_line(name) for name in _lines(principals)))
            return SignatureState(SignatureSort.OTHER, whose, made_by)
        return SignatureState(SignatureSort.UNKNOWN, key=made_by)


@dataclass(frozen=True)
class _Asked:
    """What ssh-keygen is asked about one signature, in a folder of its own."""

    folder: Path
    signature: SshSignature
    data: bytes
    signers: SignersFile

    def __post_init__(self) -> None:
        self._signature.write_bytes(self.signature.armoured)
        self._allowed.write_bytes(self.signers.text)

    @property
    def _signature(self) -> Path:
        return self.folder / "signature"

    @property
    def _allowed(self) -> Path:
        return self.folder / "allowed"

    def verify(self, name: str) -> Ran:
        """Whether it is a signature of these words, by a key that is vouched for as that name's."""
        return self._ask("verify", "-f", str(self._allowed), "-I", name, "-n", NAMESPACE)

    def is_of_these_words(self) -> Ran:
        """Whether it is a signature of these words, by whichever key."""
        return self._ask("check-novalidate", "-n", NAMESPACE)

    def find_principals(self) -> Ran:
        """Whose key it is."""
        return self._ask("find-principals", "-f", str(self._allowed))

    def _ask(self, what: str, *options: str) -> Ran:
        ran = ssh_keygen(["-Y", what, *options, "-s", str(self._signature)], self.data)
        if ran.is_too_old:
            raise CannotSign(too_old())
        return ran


def _is_called(line: SignerLine, name: str, by: str) -> bool:
    return SignerLine((name,), (), line.kind, line.key, "").is_for(by)


def _lines(ran: Ran) -> list[str]:
    return [line for line in ran.output.decode("utf-8", "replace").splitlines() if line.strip()]


Look = Callable[[Portfolio, Key], SignatureState]
"""What looks at a record's signature."""
