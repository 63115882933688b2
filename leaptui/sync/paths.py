"""Which files of a workspace are carried, what each of them is, and which names from a remote are not accepted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum, auto

from leaptui.language import pgettext
from leaptui.signing.signers import FILE

FOLDERS = ("portfolios", "themes", "frameworks", "pathways")
"""The folders that are carried."""

SIGNERS = FILE
"""The file of whose keys are vouched for, which is carried, too."""

CARRIED = (*FOLDERS, SIGNERS)
"""All that is carried, folders and files; all else in the repository is the user's own."""

_ATTACHMENT = re.compile(r"portfolios/(?P<name>[^/]+)\.files/(?P<sha256>[0-9a-f]{64})(\.[0-9a-z]+)?")
_SCRATCH = re.compile(r".*(\.(theirs|broken)-[\w-]+|\.(tmp|swp|swx|orig|rej)|~)")
_IGNORABLE = re.compile("[\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class Sort(Enum):
    """What a carried file is, which decides how it is checked and merged."""

    DOCUMENT = auto()
    """A portfolio: merged record by record."""
    ATTACHMENT = auto()
    """Named by the hash of its content: never changed, only there or not."""
    LINES = auto()
    """Whose key is whose: a set of lines, merged line by line."""
    OTHER = auto()
    """A theme, a framework, a pathway to take, or something else: taken whole."""


def is_carried(path: str) -> bool:
    """Whether a file of the workspace goes with a sync: hidden files and what editors leave behind do not."""
    if path == SIGNERS:
        return True
    folder, *rest = path.split("/")
    if folder not in FOLDERS or not rest or any(part.startswith(".") for part in rest):
        return False
    return bool(_ATTACHMENT.fullmatch(path)) or not any(_SCRATCH.fullmatch(part) for part in rest)


def sort_of(path: str) -> Sort:
    """What a carried file is."""
    if _ATTACHMENT.fullmatch(path):
        return Sort.ATTACHMENT
    if path.startswith("portfolios/") and path.endswith(".json") and ".files/" not in path:
        return Sort.DOCUMENT
    return Sort.LINES if path == SIGNERS else Sort.OTHER


def portfolio_name(path: str) -> str | None:
    """The name of the portfolio a document is, where it lies directly in `portfolios/`."""
    folder, _, rest = path.partition("/")
    return rest.removesuffix(".json") if folder == "portfolios" and "/" not in rest and rest.endswith(".json") else None


def hash_in_name(path: str) -> str:
    """The hash of its content that an attachment's name says."""
    found = _ATTACHMENT.fullmatch(path)
    return found["sha256"] if found else ""


def owner_of(path: str) -> str:
    """The document an attachment belongs to."""
    found = _ATTACHMENT.fullmatch(path)
    return f"portfolios/{found['name']}.json" if found else ""


def name_trouble(path: str) -> str | None:
    """Why a path is not accepted, as a clause for after “a file”; None where it is."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return pgettext("a file", "whose name is not readable text")
    if any(unicodedata.category(char) == "Cc" for char in path) or "\\" in path:
        return pgettext("a file", "with control characters or backslashes in its name")
    if path.partition("/")[0].casefold() == ".leaptui":
        return pgettext("a file", "whose name looks like leaptui's own folder")
    for part in path.split("/"):
        plain = _IGNORABLE.sub("", part).casefold().rstrip(". ")
        if not plain or part in {".", ".."}:
            return pgettext("a file", "whose name leads somewhere else")
        if plain == ".git" or re.fullmatch(r"git~\d+", plain):
            return pgettext("a file", "whose name looks like git's own folder")
    return None


def shown(path: str) -> str:
    """A path as it may be shown: one line of readable text."""
    text = path.encode("utf-8", "backslashreplace").decode()
    return "".join(char if char.isprintable() else "�" for char in text)


def twins(paths: Iterable[str]) -> tuple[str, str] | None:
    """Two paths that are one on a disk that takes no notice of case or Unicode form; None where there are none."""
    seen: dict[str, str] = {}
    for path in paths:
        key = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        if key in seen and seen[key] != path:
            return seen[key], path
        seen[key] = path
    return None


def clash(paths: Iterable[str]) -> str | None:
    """A path that would be a file and a folder at once; None where there is none."""
    files = set(paths)
    for path in files:
        parts = path.split("/")
        for length in range(1, len(parts)):
            if "/".join(parts[:length]) in files:
                return path
    return None
