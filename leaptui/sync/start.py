"""Making a folder into a workspace that can be synced."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.store.files import explain, write_atomically
from leaptui.store.workspace import Workspace
from leaptui.sync.diagnosis import local_trouble
from leaptui.sync.git import Git, GitFailed, GitMissing
from leaptui.sync.objects import PLAIN, Entry
from leaptui.sync.outcome import Stopped, SyncKind
from leaptui.sync.repository import Repository

BRANCH = "main"
ATTRIBUTES = """\
# leaptui merges portfolios record by record. Git is to leave their bytes as they are (-text, -filter), and is never
# to write its conflict marks into them (-merge): in a merge by hand your side stands, and git says that it waits.
/portfolios/** -text -filter -merge
/frameworks/** -text -filter -merge
/themes/** -text -filter -merge
/pathways/** -text -filter -merge
# Attachments are pictures and other files, named by the hash of their content: never text.
/portfolios/*.files/** binary -filter
"""
_KEEP = "portfolios/.gitkeep"


@dataclass(frozen=True)
class Started:
    """A workspace made or found ready. `sentence` says what was done, `can_sync` whether git is set up for it."""

    workspace: Workspace
    sentence: str
    can_sync: bool


def init_workspace(folder: Path) -> Started:
    """Make a folder a workspace: a git repository on branch main, `portfolios/`, `.gitattributes` and a first commit.

    What is there already stays as it is, and doing it twice does nothing more. Without git only `portfolios/` is made.
    Raises Stopped where the folder's files belong to another repository, or cannot be written.
    """
    workspace = Workspace(folder.absolute())
    try:
        workspace.root.mkdir(parents=True, exist_ok=True)
        git = Git(workspace.root)
        git.require_version()
        return _with_git(workspace, git)
    except GitMissing as error:
        workspace.portfolios_dir.mkdir(exist_ok=True)
        return Started(workspace, _("the workspace is ready; {note}").format(note=error), can_sync=False)
    except GitFailed as error:
        raise local_trouble(error) from error
    except OSError as error:
        raise Stopped(SyncKind.FAILED, explain(error, _("the workspace could not be made"))) from error


def _with_git(workspace: Workspace, git: Git) -> Started:
    top = _top_folder(git)
    ready = _("the workspace is ready, and git keeps its history")
    if top is not None and top != workspace.root.resolve():
        if git.run("ls-files", "-z", "--", ".").output:
            raise Stopped(
                SyncKind.REFUSED,
                _(
                    "the files of this folder belong to the git repository {folder} already: choose a new folder for the "
                    "workspace, or use that repository's top folder"
                ).format(folder=top),
            )
        ready = _(
            "the workspace is ready, and git keeps its history; it lies inside the git repository {folder}, which does "
            "not carry it along"
        ).format(folder=top)
    workspace.portfolios_dir.mkdir(exist_ok=True)
    found = top == workspace.root.resolve()
    if not found:
        git.run("init", "-q", "--template=")
        git.run("symbolic-ref", "HEAD", f"refs/heads/{BRANCH}")
    workspace.make_local_dir()
    repository = Repository.open(git, workspace.local_dir / "sync")
    repository.check_ready()
    made = _commit_missing(workspace, repository)
    if not made and found:
        return Started(workspace, _("this folder is a workspace already, and nothing had to be done"), can_sync=True)
    return Started(workspace, ready, can_sync=True)


def _top_folder(git: Git) -> Path | None:
    """The top folder of the repository a folder lies in; None where it lies in none."""
    try:
        return Path(git.run("rev-parse", "--show-toplevel").text).resolve()
    except GitFailed as error:
        if "not a git repository" in error.raw:
            return None
        raise


def _commit_missing(workspace: Workspace, repository: Repository) -> bool:
    """Commit `.gitattributes` and the file that keeps `portfolios/` in git where they are missing; tells if so."""
    from leaptui.sync.commits import commit_message
    from leaptui.sync.index import refresh_index
    from leaptui.sync.snapshot import move_branch

    head = repository.head()
    committed = repository.objects.tree(head)
    wanted = {".gitattributes": ATTRIBUTES} if ".gitattributes" not in committed else {}
    if not any(path.startswith("portfolios/") for path in committed):
        wanted[_KEEP] = ""
    contents: dict[str, bytes] = {}
    for path, text in wanted.items():
        place = workspace.root / path
        if not place.exists() and not place.is_symlink():
            write_atomically(place, text.encode())
        if place.is_file() and not place.is_symlink():
            contents[path] = place.read_bytes()
    if not contents:
        return False
    ids = repository.objects.keep(list(contents.values()))
    entries: dict[str, Entry | None] = {path: Entry(PLAIN, blob) for path, blob in zip(contents, ids, strict=True)}
    stamp = workspace.next_stamp()
    message = commit_message(_("Start a workspace"), stamp, workspace)
    tree = repository.objects.write_tree(head, entries)
    commit = repository.objects.commit(tree, [head] if head else [], message, repository.identity())
    move_branch(repository, head, commit, [])
    refresh_index(repository, head)
    return True
