"""Bringing what the remote has into the workspace: one commit on top of the remote's, files first, then the branch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from leaptui.language import _, ngettext, pgettext
from leaptui.model.stamp import Stamp
from leaptui.sync.commits import TRAILER, commit_message, make_commits, tally_entries
from leaptui.sync.diagnosis import safe
from leaptui.sync.gone import gone_among
from leaptui.sync.ground import Ground
from leaptui.sync.index import index_entries
from leaptui.sync.objects import MOST_BYTES, PLAIN, PROGRAM, Differences, Entry
from leaptui.sync.outcome import Counts, Gone, Skipped, Stopped, SyncKind
from leaptui.sync.paths import CARRIED, FOLDERS, Sort, clash, is_carried, name_trouble, shown, sort_of, twins
from leaptui.sync.plan import Plan, make_plan
from leaptui.sync.repository import Remote
from leaptui.sync.snapshot import move_branch
from leaptui.sync.working import Writer, clone_stamp
from leaptui.sync.writers import writers

_STARTERS = re.compile(
    r"(readme|licen[sc]e|copying|notice)(\.\w+)?|\.gitignore|\.gitattributes|\.editorconfig", re.IGNORECASE
)


@dataclass(frozen=True)
class Integration:
    """Where the branch stands once the remote's changes are in, how many came, and what a learner should know.

    `gone` are the portfolios that were taken out elsewhere.
    """

    head: str
    received: Counts
    notes: tuple[Skipped, ...]
    gone: tuple[Gone, ...] = ()


def integrate(
    ground: Ground, remote: Remote, head: str | None, tip: str, progress: Callable[[str], None]
) -> Integration:
    """Put the branch and the remote's tip together and write the result.

    Raises Stopped where that is not safe (nothing is changed then), Moved where the branch was moved meanwhile, or a
    portfolio was given another name, Busy where a portfolio is being written all the time.
    """
    objects = ground.objects
    base = objects.merge_base(head, tip) if head else None
    local, incoming = objects.differences(base, head), objects.differences(base, tip)
    if base is None:
        _check_joinable(local, incoming)
    _check_acceptable(ground, incoming, tip)
    _check_not_emptied(ground, incoming, tip)
    authors = _Authors(ground, base, tip)
    plan = make_plan(ground, local, incoming, tip, authors)
    if path := clash(path for path, entry in plan.result.items() if entry):
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _("the name {path} would be a file and a folder at once: rename one of them, then sync").format(
                    path=shown(path)
                )
            ),
        )
    _check_plain_files(ground, plan)
    if plan.beyond_mine:
        count = len(plan.beyond_mine)
        progress(ngettext("Merging {n} file", "Merging {n} files", count).format(n=count))
    new, received = _commit(ground, plan, base, head, tip)
    writer = Writer(ground, authors)
    _write(ground, writer, plan)
    more = [*(ground.repository.before_commands(head) if head else []), f"update {remote.memory} {tip}"]
    move_branch(ground.repository, head, new, more)
    before = _there({path: sides.mine for path, sides in plan.sides.items()})
    gone = gone_among(ground, before, plan.beyond_mine, base, is_here=False)
    return Integration(new, received, (*plan.notes, *writer.notes), gone)


def made_by_hand(ground: Ground, base: str | None, head: str) -> bool:
    """Whether a commit since `base` was not made by a sync."""
    span = [f"{base}..{head}"] if base else [head]
    output = ground.repository.git.run("log", f"--format=%x01%(trailers:key={TRAILER},valueonly)", *span).output
    return any(not trailer.strip() for trailer in output.split(b"\x01")[1:])


class _Authors:
    """Who wrote a portfolio's file last on the remote's side: the stamp of its commit, found out when first asked."""

    def __init__(self, ground: Ground, base: str | None, tip: str) -> None:
        self._ground = ground
        self._base = base
        self._tip = tip
        self._stamps: dict[str, Stamp] | None = None

    def __call__(self, path: str) -> Stamp:
        if self._stamps is None:
            self._stamps = writers(self._ground.repository.git, self._base, self._tip)
        return self._stamps.get(path, clone_stamp(self._tip))


def _check_joinable(local: Differences, incoming: Differences) -> None:
    """Two histories with nothing in common are put together only where both are clearly workspaces."""
    ours, theirs = _foreign(local), _foreign(incoming)
    is_workspace = any(path.startswith(f"{FOLDERS[0]}/") for path in incoming)
    if theirs and not is_workspace:
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _(
                    "the remote holds something else than a workspace, so the two were not put together: use an empty "
                    "repository"
                )
            ),
        )
    if ours and local:
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _(
                    "this workspace and the remote have nothing in common, and here are files beside the portfolios "
                    "({path}): put the two together with git, or use an empty repository"
                ).format(path=shown(ours[0]))
            ),
        )


def _foreign(changes: Differences) -> list[str]:
    return sorted(path for path in changes if path.split("/")[0] not in CARRIED and not _STARTERS.fullmatch(path))


def _check_acceptable(ground: Ground, incoming: Differences, tip: str) -> None:
    """Raise Stopped where the remote holds something that must not be written to this disk."""
    sizes = ground.objects.sizes(
        change.after.id for change in incoming.values() if change.after and _is_file(change.after)
    )
    for path, change in incoming.items():
        if change.after is None:
            continue
        trouble = name_trouble(path)
        if not _is_file(change.after):
            trouble = pgettext("a file", "that is a link or a repository of its own")
        elif sizes[change.after.id] > MOST_BYTES:
            trouble = pgettext("a file", "of more than 100 MB")
        if trouble:
            raise Stopped(
                SyncKind.REFUSED,
                safe(
                    _(
                        "the remote holds a file {trouble} ({path}), so nothing of it was taken: ask whoever put it there"
                    ).format(trouble=trouble, path=shown(path)[:120])
                ),
            )
    if incoming and ground.repository.setting("core.ignorecase") in {"true", "yes", "on", "1"}:
        found = twins(ground.objects.tree(tip))
        if found:
            raise Stopped(
                SyncKind.REFUSED,
                safe(
                    _(
                        "the remote holds two files that this disk cannot tell apart ({one} and {other}): rename one of "
                        "them there"
                    ).format(one=shown(found[0]), other=shown(found[1]))
                ),
            )


def _check_not_emptied(ground: Ground, incoming: Differences, tip: str) -> None:
    """Raise Stopped where the remote has no portfolio any more: taking that in would take all of them away here."""
    gone = [path for path, change in incoming.items() if change.after is None and sort_of(path) is Sort.DOCUMENT]
    left = ground.objects.tree(tip, FOLDERS[:1]) if gone else {}
    if gone and not any(sort_of(path) is Sort.DOCUMENT for path in left):
        raise Stopped(
            SyncKind.REFUSED,
            safe(
                _(
                    "all portfolios are gone from the remote, so nothing was taken or sent: ask whoever looks after it to "
                    "bring them back"
                )
            ),
        )


def _is_file(entry: Entry) -> bool:
    return entry.mode in {PLAIN, PROGRAM}


def _check_plain_files(ground: Ground, plan: Plan) -> None:
    """The user's own files are brought along only where nothing of the user's would be overwritten."""
    paths = [path for path in plan.beyond_mine if not is_carried(path)]
    index = index_entries(ground.repository) if paths else {}
    for path in paths:
        allowed = (plan.sides[path].mine, plan.result[path])
        data = ground.read(path)
        known = data is not None or ground.identity(path) is None
        blob = ground.objects.blob_id(data) if data is not None else None
        on_disk = known and blob in {entry.id if entry else None for entry in allowed}
        if not on_disk or index.get(path) not in allowed:
            raise Stopped(
                SyncKind.REFUSED,
                safe(
                    _(
                        "the file {path} has changes here that are not committed, and it changed on the remote too: "
                        "commit or undo them with git, then sync"
                    ).format(path=shown(path))
                ),
            )


def _commit(ground: Ground, plan: Plan, base: str | None, head: str | None, tip: str) -> tuple[str, Counts]:
    """Make the commit of the plan; the remote's own where nothing differs from it. Gives also what comes in with it."""
    objects, repository = ground.objects, ground.repository
    objects.keep(list(plan.contents.values()))
    before = {path: sides.mine for path, sides in plan.sides.items()}
    received = tally_entries(ground, _there(before), plan.beyond_mine).counts
    by_hand = head is not None and base != head and made_by_hand(ground, base, head)
    beyond = plan.beyond_theirs
    if not beyond and not by_hand:
        return tip, received
    there = _there({path: sides.theirs for path, sides in plan.sides.items()})
    stamp = ground.workspace.stamp()
    if head is None or not by_hand:
        return make_commits(ground, tip, there, beyond, stamp), received
    message = commit_message(tally_entries(ground, there, beyond).words, stamp, ground.workspace)
    tree = objects.write_tree(tip, beyond) if beyond else objects.tree_of(tip)
    return objects.commit(tree, [tip, head], message, repository.identity()), received


def _there(entries: dict[str, Entry | None]) -> dict[str, Entry]:
    return {path: entry for path, entry in entries.items() if entry is not None}


def _write(ground: Ground, writer: Writer, plan: Plan) -> None:
    """Write the files: what portfolios refer to before the portfolios, removals last."""
    for path, blob in plan.aside.items():
        writer.set_aside(path, ground.objects.read([blob])[blob], "theirs")
    stood = {path: sides.mine for path, sides in plan.sides.items()}
    for move in plan.renamed:
        if writer.rename(move.old, move.new):
            stood[move.new] = stood[move.old]
    changed = plan.beyond_mine
    documents = [path for path in changed if is_carried(path) and sort_of(path) is Sort.DOCUMENT]
    others = [path for path in changed if path not in set(documents)]
    for paths in (others, documents):
        _put(ground, writer, {path: plan.result[path] for path in paths}, stood)
    for path in changed:
        if plan.result[path] is None:
            writer.put(path, stood[path], None, None)


def _put(ground: Ground, writer: Writer, will: Mapping[str, Entry | None], stood: Mapping[str, Entry | None]) -> None:
    """Write the files that are to be there, each over what stood there."""
    by_content: dict[str, list[str]] = {}
    for path, entry in will.items():
        if entry is not None:
            by_content.setdefault(entry.id, []).append(path)
    for blob, data in ground.objects.stream(by_content):
        for path in by_content[blob]:
            writer.put(path, stood[path], will[path], data)
