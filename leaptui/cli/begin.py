"""Beginning: the demo, a workspace, a portfolio."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from leaptui.cli.command import Command
from leaptui.cli.here import Here, clock, in_portfolio, in_workspace, load_frameworks_aloud, pass_here
from leaptui.cli.output import has_terminal, need_terminal, out, say


@click.command(
    "demo",
    cls=Command,
    short_help="Look around in sample portfolios.",
    examples=("leaptui demo", "leaptui demo --keep ~/leaptui-demo"),
)
@click.option("--keep", metavar="DIR", help="Put the samples there and keep them; the folder must be new or empty.")
@in_portfolio
@pass_here
def demo_command(here: Here, keep: str | None) -> int:
    """Open the app on a throw-away copy of the sample portfolios.

    Change what you like: the copy is removed when you close the app, unless you keep it.
    """
    if keep is not None:
        root = _empty_folder(Path(keep))
        _fill(root)
        if has_terminal():
            return _open(here, root)
        say(f"The samples are in {root}; the app needs a terminal. Try: leaptui -C {root} list portfolios")
        return 0
    need_terminal()
    with _throw_away() as root:
        _fill(root)
        return _open(here, root)


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"{folder} is there already and not an empty folder; nothing was changed")
    return folder.absolute()


def _fill(root: Path) -> None:
    from leaptui.store.bundled import copy_samples
    from leaptui.sync import init_workspace

    root.mkdir(parents=True, exist_ok=True)
    copy_samples(root)
    init_workspace(root)


def _open(here: Here, root: Path) -> int:
    from leaptui.store.workspace import Workspace
    from leaptui.tui.run import run as run_app

    workspace = Workspace(root)
    if here.name:
        workspace.require(here.name)
    names = workspace.names()
    return run_app(workspace, here.name or (names[0] if names else None), clock=clock())


@contextmanager
def _throw_away() -> Iterator[Path]:
    """A folder that is removed however the block ends, also where the terminal is closed or the process is stopped."""

    def stop(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # the system's signature
        raise SystemExit(128 + number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGHUP, signal.SIGTERM)}
    root = Path(tempfile.mkdtemp(prefix="leaptui-demo-"))
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)
        for number, handler in before.items():
            signal.signal(number, handler)


@click.command(
    "init",
    cls=Command,
    short_help="Make a folder for portfolios.",
    examples=("leaptui init ~/learning",),
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def init_command(folder: Path) -> int:
    """Make DIR a workspace: a folder for portfolios, kept in git so that it can be synced.

    A folder that is there already is fine; nothing in it is changed. Without git it works too, all but the syncing.
    """
    from leaptui.sync import init_workspace

    folder.mkdir(parents=True, exist_ok=True)
    started = init_workspace(folder.absolute())
    out(str(started.workspace.root))
    say(f"{started.sentence[:1].upper()}{started.sentence[1:]}.")
    names = started.workspace.names()
    say(f"It has {', '.join(names)}." if names else f"Begin a portfolio: leaptui -C {folder} new YOUR-NAME")
    return 0


@click.command(
    "new",
    cls=Command,
    short_help="Begin a portfolio.",
    examples=("leaptui new amara", 'leaptui new "Amara Okafor"', 'leaptui new amara --learner "Amara Okafor"'),
)
@click.argument("name")
@click.option("--learner", metavar="NAME", help="Whose portfolio it is; without it, NAME is the learner's.")
@click.option("--framework", metavar="ID", default="leap-2020", show_default=True, help="The framework it follows.")
@click.option("--title", default="", help="A title of its own.")
@in_workspace
@pass_here
def new_command(here: Here, name: str, learner: str | None, framework: str, title: str) -> int:
    """Begin a portfolio for a learner.

    NAME is the learner's name, or a short name for the file. The commands that follow work on this portfolio.
    """
    from leaptui.model.edits import new_document
    from leaptui.store.portfolio_store import PortfolioStore

    workspace = here.workspace()
    short = file_name(name)
    load_frameworks_aloud(workspace).get(framework)
    now = clock()
    document = new_document(learner or name, framework, now.today(), now.instant(), title)
    store = PortfolioStore.create(workspace, short, document, now)
    workspace.remember(short)
    out(short)
    say(f"Began {store.path}. Next: leaptui add TITLE, or just leaptui to open the app.")
    return 0


def file_name(name: str) -> str:
    """The name of a new portfolio's file, made of a learner's name. Raises Refused where none can be made of it."""
    from leaptui.store.errors import Refused
    from leaptui.store.workspace import check_name, slug

    short = slug(name) if any(char.isspace() or char.isupper() for char in name) else name
    if not short:
        raise Refused(f"“{name}” has no letter or digit to name a file by")
    return check_name(short)
