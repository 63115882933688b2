"""Signing what somebody says with their ssh key, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Record
from leaptui.model.change import Change, Edit, Key
from leaptui.model.folded import fold
from leaptui.model.signed import NAMESPACE, SIGNED_TABLES, signed_bytes
from leaptui.model.text import clean_line
from leaptui.signing.keys import is_locked, usual_key
from leaptui.signing.runner import CannotSign, ssh_keygen, too_old
from leaptui.signing.signers import names_of_key
from leaptui.signing.sshsig import NoSignature, from_armour
from leaptui.store.settings import Settings
from leaptui.store.workspace import Workspace


@dataclass(frozen=True)
class Signer:
    """Somebody who signs: their name, what they are to the learner, and their key's file (a `.pub` for a key in an agent)."""

    name: str
    role: str
    key: Path


def find_signer(
    workspace: Workspace,
    name: str,
    role: str,
    key: str | None = None,
    *,
    is_asked: bool = False,
    is_shared: bool = False,
) -> Signer | None:
    """Who signs on this machine: with the key that is named, else the one that was chosen here once; None for nobody.

    `is_asked`: a signature is wanted in any case, so the key that ssh itself uses will do. `is_shared`: it may be somebody
    else's machine, so the key chosen here counts only where the workspace vouches for it as that name's. Raises CannotSign
    where the key is not there or is somebody else's here, or none can be found although one is wanted.
    """
    path = key or Settings.load().key
    if path is None and not is_asked:
        return None
    found = Path(path).expanduser() if path is not None else usual_key()
    if found is None:
        raise CannotSign(_("there is no ssh key here to sign with: name one with --key, or make one with “ssh-keygen”"))
    if not found.is_file():
        raise CannotSign(_("there is no key {key}, so nothing was signed").format(key=found))
    whose = names_of_key(workspace, found)
    is_theirs = fold(clean_line(name)) in {fold(clean_line(one)) for one in whose}
    if is_theirs or (not whose and not is_shared):
        return Signer(name, role, found)
    if key is None and not is_asked:
        return None
    raise CannotSign(
        _("the key {key} is {other}'s in this workspace, so {name} cannot sign with it").format(
            key=found, other=", ".join(whose), name=name
        )
    )


def sign_change(change: Change, signer: Signer | None, learner: str) -> Change:
    """The change with a signature in every statement that it makes or alters, for the learner of that name.

    Without a signer a signature that no longer holds is left out: it was of other words. Raises CannotSign.
    """
    edits: dict[Key, Edit] = dict(change.edits)
    for key, edit in change.edits.items():
        if key[0] not in SIGNED_TABLES or edit.after is None or _says_the_same(key, edit):
            continue
        bare: Record = {field: value for field, value in edit.after.items() if field not in {"signature", "learner"}}
        if signer is not None:
            bare["learner"] = clean_line(learner)
            bare["signature"] = _signature(key, bare, signer)
        edits[key] = Edit(edit.before, bare)
    return Change(change.label, change.at, edits)


def _says_the_same(key: Key, edit: Edit) -> bool:
    if edit.before is None or edit.after is None:
        return False
    return signed_bytes(key, edit.before) == signed_bytes(key, edit.after)


def _signature(key: Key, record: Record, signer: Signer) -> str:
    ran = ssh_keygen(["-Y", "sign", "-q", "-f", str(signer.key), "-n", NAMESPACE], signed_bytes(key, record))
    if ran.is_good:
        try:
            return from_armour(ran.output).line
        except NoSignature as error:
            raise CannotSign(
                _("ssh-keygen wrote something else than a signature, so nothing was signed or saved")
            ) from error
    if ran.is_too_old:
        raise CannotSign(too_old())
    if signer.key.suffix != ".pub" and is_locked(signer.key):
        said = _(
            "the key {key} is locked: open it with “ssh-add {key}”, then do this again; nothing was signed or saved"
        )
    elif signer.key.suffix == ".pub":
        said = _(
            "no agent holds the key {key}: give it one with “ssh-add”, then do this again; nothing was signed or saved"
        )
    elif "UNPROTECTED PRIVATE KEY" in ran.messages:
        said = _("others can read the key {key}, so it was not used: “chmod 600 {key}” mends that; nothing was saved")
    else:
        said = _("the key {key} could not be used ({reason}); nothing was signed or saved")
    raise CannotSign(said.format(key=signer.key, reason=ran.reason))
