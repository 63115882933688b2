"""What is taken home: the portfolio's file, its attachments, and of the workspace's own files those it needs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import fill

import orjson

from leaptui.language import _
from leaptui.model.canonical import Document, UnreadableDocument, read_document
from leaptui.model.clock import Clock
from leaptui.model.folded import fold
from leaptui.model.text import clean_line
from leaptui.signing.signers import FILE as SIGNERS
from leaptui.signing.signers import SignerLine, read_signers
from leaptui.store.attachments import file_name
from leaptui.store.errors import StoreError
from leaptui.store.files import explain, read_bytes
from leaptui.store.workspace import Workspace, is_name
from leaptui.sync.home.traits import Traits, traits_of
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.paths import FOLDERS
from leaptui.sync.start import ATTRIBUTES
from leaptui.sync.tally import learner_name

README = "README.txt"
_WIDE = 78
"""How many columns the text beside it takes at most."""
ATTRIBUTES_FILE = ".gitattributes"


@dataclass
class Contents:
    """What a workspace holds of one portfolio. `files` are the small files by their path.

    `attachments` are those the portfolio names, by their path, with the file that holds each; `sought` are those whose file here
    is missing or was changed, with their names.
    """

    name: str
    data: bytes
    document: Document
    files: dict[str, bytes] = field(default_factory=dict)
    attachments: dict[str, Path] = field(default_factory=dict)
    sought: dict[str, str] = field(default_factory=dict)

    @property
    def learner(self) -> str:
        """What the learner is called."""
        return learner_name(self.document, self.path)

    @property
    def path(self) -> str:
        """Where the portfolio is in a workspace."""
        return f"{FOLDERS[0]}/{self.name}.json"


def gather(workspace: Workspace, name: str) -> Contents:
    """Read what a workspace holds of a portfolio. Raises Missing, Refused, Stopped where its file cannot be read, StoreError."""
    place = workspace.require(name)
    try:
        data = read_bytes(place)
        document = read_document(data)
    except UnreadableDocument as error:
        raise Stopped(
            SyncKind.REFUSED,
            _("{file} cannot be read ({reason}), so it was not taken: “leaptui check --repair” mends it").format(
                file=place.name, reason=error.reason
            ),
        ) from error
    except OSError as error:
        raise StoreError(explain(error, _("{name} could not be read").format(name=place.name))) from error
    contents = Contents(name, data, document)
    contents.files = {contents.path: data, ATTRIBUTES_FILE: ATTRIBUTES.encode(), **_frameworks(workspace, data)}
    contents.files.update(_signers(workspace, traits_of(data)))
    for path, shown in _named(contents).items():
        file = workspace.root / path
        if _holds(file, path):
            contents.attachments[path] = file
        else:
            contents.sought[path] = shown
    return contents


def guide(contents: Contents, bundle: str | None, clock: Clock) -> bytes:
    """What lies beside it for whoever opens the stick at home, with the line ends that every system's editor knows."""
    day = clock.today().isoformat()
    said = [
        _("{learner}: a leaptui portfolio, taken home on {day}").format(learner=contents.learner, day=day),
        _("To go on with it, install leaptui, open a terminal in this folder, and type:"),
        "    leaptui",
    ]
    if bundle is not None:
        said += [
            _(
                "{bundle} holds its whole history. Where there is git, too, you can go on in a folder of its own, with every "
                "earlier version:"
            ).format(bundle=bundle),
            f"    leaptui join {bundle} ~/{contents.name}\n    cd ~/{contents.name}\n    leaptui",
        ]
    said += [
        _(
            "{file} is the portfolio, and the folder beside it holds its attachments: plain files, which are yours and can be "
            "read without leaptui."
        ).format(file=contents.path)
    ]
    lines = (one if one.startswith(" ") else fill(one, _WIDE, break_long_words=False) for one in said)
    return "\n\n".join(lines).replace("\n", "\r\n").encode() + b"\r\n"


def _named(contents: Contents) -> dict[str, str]:
    """The attachments the portfolio names, also those of what is in its trash: paths with the names they are shown under."""
    found: dict[str, str] = {}
    for record in contents.document.get("evidence", {}).values():
        listed = record.get("attachments")
        for one in listed if isinstance(listed, list) else []:
            sha256, name = (one.get("sha256"), one.get("name")) if isinstance(one, dict) else (None, None)
            if isinstance(sha256, str) and len(sha256) == 64 and set(sha256) <= set("0123456789abcdef"):
                shown = clean_line(name) if isinstance(name, str) else ""
                file = file_name(sha256, shown)
                found[f"{FOLDERS[0]}/{contents.name}.files/{file}"] = shown or file
    return found


def _holds(file: Path, path: str) -> bool:
    """Whether a file holds the attachment its name says."""
    with suppress(OSError, StoreError):
        if not file.parent.is_symlink():
            sha256 = path.rpartition("/")[2].partition(".")[0]
            return hashlib.sha256(read_bytes(file)).hexdigest() == sha256
    return False


def _frameworks(workspace: Workspace, data: bytes) -> Mapping[str, bytes]:
    """Those of the workspace's own frameworks that the portfolio follows, or has tagged with."""
    found: dict[str, bytes] = {}
    folder = workspace.root / FOLDERS[2]
    if folder.is_symlink():
        return found
    for file in sorted(folder.glob("*.json")):
        with suppress(OSError, StoreError, orjson.JSONDecodeError):
            content = read_bytes(file)
            raw = orjson.loads(content)
            framework = raw.get("id") if isinstance(raw, dict) else None
            is_used = isinstance(framework, str) and any(f'"{framework}{end}'.encode() in data for end in ('"', ":"))
            if is_used and is_name(file.stem):
                found[f"{FOLDERS[2]}/{file.name}"] = content
    return found


def _signers(workspace: Workspace, traits: Traits) -> Mapping[str, bytes]:
    """The public keys of those the portfolio names; whose keys else the workspace knows is nobody's business elsewhere."""
    with suppress(OSError, StoreError):
        known = {fold(clean_line(name)) for name in (*traits.people, traits.learner)}
        lines = [
            one for one in read_signers(workspace).lines if {fold(clean_line(name)) for name in one.names} <= known
        ]
        if lines:
            return {SIGNERS: "".join(map(_plain_line, lines)).encode()}
    return {}


def _plain_line(one: SignerLine) -> str:
    """A line without the remark behind the key, which may say anything."""
    options = f" {','.join(one.options)}" if one.options else ""
    return f'"{",".join(one.names)}"{options} {one.kind} {base64.b64encode(one.key).decode("ascii")}\n'
