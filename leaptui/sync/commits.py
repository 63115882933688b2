"""The commits of a sync: what they say, and whose they are.

On a machine of one's own a sync is one commit, made by whoever git knows there. On a machine that learners share, where nobody is
known to git, it is one commit for each learner, by that learner, on top of one another; what is nobody's is the machine's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaptui.model.stamp import Stamp
from leaptui.model.text import clean_line
from leaptui.store.errors import Refused
from leaptui.store.place import place_name
from leaptui.store.workspace import Workspace
from leaptui.sync.chain import Link, make_chain
from leaptui.sync.ground import Ground
from leaptui.sync.objects import Entry, Tree
from leaptui.sync.paths import FOLDERS, Sort, is_carried, portfolio_name, sort_of
from leaptui.sync.tally import Tally, Versions, learner_name, tally
from leaptui.sync.working import parse

TRAILER = "Leaptui-Clone"
PLACE_TRAILER = "Leaptui-Place"

MAILBOX = "learner.invalid"
"""What a learner's address in the history ends with: a domain in which there is no mailbox, and never will be (RFC 2606)."""
_AT_ENDS = " .,:;\"\\'"
"""What git takes off both ends of a name."""
_OF_PORTFOLIO = re.compile(r"portfolios/(?P<name>[^/]+)\.files/.+")


def commit_message(words: str, stamp: Stamp, workspace: Workspace) -> str:
    """The text of a commit: what changed in plain words, which clone made it, and where that is."""
    place = place_name(workspace)
    named = f"{PLACE_TRAILER}: {place}\n" if place else ""
    return f"{words}\n\n{TRAILER}: {stamp.clone} {stamp.revision}\n{named}"


def tally_entries(ground: Ground, before: Tree, after: Mapping[str, Entry | None]) -> Tally:
    """Count what differs where entries take the place of others."""
    return _tally(before, after, _contents(ground, before, after))


def _contents(ground: Ground, before: Tree, after: Mapping[str, Entry | None]) -> dict[str, bytes]:
    """The contents of the portfolios among entries, before and after, by their ids."""
    both = [entry for path in after if _is_document(path) for entry in (before.get(path), after[path])]
    return ground.objects.read(entry.id for entry in both if entry)


def _tally(before: Tree, after: Mapping[str, Entry | None], contents: Mapping[str, bytes]) -> Tally:
    documents = {path for path in after if _is_document(path)}
    sides = [(path, before.get(path), after[path]) for path in sorted(documents)]
    versions = [
        Versions(path, contents[old.id] if old else None, contents[new.id] if new else None) for path, old, new in sides
    ]
    return tally(
        versions, sum(not path.rpartition("/")[2].startswith(".git") for path in after if path not in documents)
    )


def _is_document(path: str) -> bool:
    return is_carried(path) and sort_of(path) is Sort.DOCUMENT


def learner_identity(data: bytes | None, name: str) -> dict[str, str]:
    """The author that stands for the learner of a portfolio, as a commit call needs it; `data` is the portfolio's file.

    The name is what the portfolio says, as far as git takes it, else the portfolio's own; the address is nobody's.
    """
    said = learner_name(parse(data), name)
    return {"GIT_AUTHOR_NAME": git_name(said, name), "GIT_AUTHOR_EMAIL": git_name(f"{name}@{MAILBOX}", MAILBOX)}


def git_name(said: str, otherwise: str) -> str:
    """A name as git takes it: one line without what has a meaning there; another one where nothing is left of it."""
    return clean_line("".join(char for char in said if char not in "<>")).strip(_AT_ENDS) or otherwise


def make_commits(
    ground: Ground, start: str | None, before: Tree, after: Mapping[str, Entry | None], stamp: Stamp
) -> str:
    """Make what leads from a commit to one with some entries changed; gives the last one's id. No ref is moved.

    `before` holds what the entries take the place of. It is one commit, or one for each learner where the machine is shared.
    """
    parts = _by_learner(ground.workspace, after) if ground.authors else {None: dict(after)}
    contents = _contents(ground, before, after)
    machine = ground.repository.identity()
    messages = [
        commit_message(_tally(before, entries, contents).words, stamp, ground.workspace) for entries in parts.values()
    ]
    authors = [_author(ground, name, entries, contents) if name else {} for name, entries in parts.items()]
    if len(parts) == 1:
        (tree,) = ground.objects.write_trees(start, parts.values())
        return ground.objects.commit(tree, [start] if start else [], messages[0], {**machine, **authors[0]})
    git = ground.objects.git
    committer = git.run("var", "GIT_COMMITTER_IDENT", environment=machine).text
    own = git.run("var", "GIT_AUTHOR_IDENT", environment=machine).text
    now = " ".join(committer.rsplit(" ", 2)[1:])
    made_by = [f"{one['GIT_AUTHOR_NAME']} <{one['GIT_AUTHOR_EMAIL']}> {now}" if one else own for one in authors]
    links = [Link(*link) for link in zip(messages, made_by, parts.values(), strict=True)]
    return make_chain(ground.objects, start, links, committer)


def _author(
    ground: Ground, name: str, entries: Mapping[str, Entry | None], contents: Mapping[str, bytes]
) -> dict[str, str]:
    """The learner of a portfolio as the author; nothing where the portfolio is taken out, which the machine does."""
    path = f"{FOLDERS[0]}/{name}.json"
    entry = entries.get(path)
    if entry is None:
        return {} if path in entries else learner_identity(ground.read(path), name)
    return learner_identity(contents[entry.id], name)


def _by_learner(workspace: Workspace, after: Mapping[str, Entry | None]) -> dict[str | None, dict[str, Entry | None]]:
    """Entries by the portfolio they belong to, those of none first: a portfolio may follow a framework that is new, too.

    What is taken out under an old name goes with the new one, so that history sees that it was renamed.
    """
    parts: dict[str | None, dict[str, Entry | None]] = {}
    for path in sorted(after):
        name = _portfolio_of(path)
        if name is not None and after[path] is None:
            name = _name_now(workspace, name)
        parts.setdefault(name, {})[path] = after[path]
    return {name: parts[name] for name in sorted(parts, key=lambda name: name or "")}


def _portfolio_of(path: str) -> str | None:
    found = _OF_PORTFOLIO.fullmatch(path)
    return found["name"] if found else portfolio_name(path)


def _name_now(workspace: Workspace, name: str) -> str:
    try:
        return name if workspace.path(name).exists() else workspace.renamed(name) or name
    except Refused:
        return name
