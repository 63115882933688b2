"""Beginning: the demo, a workspace, a portfolio."""

from __future__ import annotations

from pathlib import Path

import click

from leaptui.cli.command import Command
from leaptui.cli.complete import portfolio_names
from leaptui.cli.here import Here, clock, in_portfolio, in_workspace, load_frameworks_aloud, pass_here
from leaptui.cli.output import has_terminal, need_terminal, out, say
from leaptui.language import _


@click.command(
    "demo",
    cls=Command,
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
        say(
            _("The samples are in {folder}; the app needs a terminal. Try: {command}").format(
                folder=root, command=f"leaptui -C {root} list portfolios"
            )
        )
        return 0
    need_terminal()
    from leaptui.store.samples import sweep_samples
    from leaptui.tui.run import run_samples

    sweep_samples()
    return run_samples(here.name, clock())


def _empty_folder(folder: Path) -> Path:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(
            _("{folder} is there already and not an empty folder; nothing was changed").format(folder=folder)
        )
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


@click.command(
    "init",
    cls=Command,
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
    if names:
        say(_("It has {names}.").format(names=", ".join(names)))
    else:
        say(
            _("Begin a portfolio: {command}").format(
                command=_("leaptui -C {folder} new YOUR-NAME").format(folder=folder)
            )
        )
    return 0


@click.command(
    "new",
    cls=Command,
    examples=("leaptui new amara", 'leaptui new "Amara Okafor"', 'leaptui new amara --learner "Amara Okafor"'),
)
@click.argument("name")
@click.option("--learner", metavar="NAME", help="Whose portfolio it is; without it, NAME is the learner's.")
@click.option("--framework", metavar="ID", default="leap-2020", show_default=True, help="The framework it follows.")
@click.option("--title", metavar="TEXT", default="", help="A title of its own.")
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
    say(_("Began {path}. Next: leaptui add TITLE, or just leaptui to open the app.").format(path=store.path))
    return 0


@click.command(
    "rename",
    cls=Command,
    examples=("leaptui rename amara amara-okafor", 'leaptui rename amara --learner "Amara Okafor"'),
)
@click.argument("name", shell_complete=portfolio_names)
@click.argument("new", required=False)
@click.option("--learner", metavar="NAME", help="Whose portfolio it is, as the header shows it.")
@in_workspace
@pass_here
def rename_command(here: Here, name: str, new: str | None, learner: str | None) -> int:
    """Give the portfolio NAME the file name NEW, or its learner another name.

    Attachments, undo and drafts go along with the file. Undo takes the learner's name back; the file is renamed back by hand.
    """
    from leaptui.store.rename import rename_portfolio

    if new is None and learner is None:
        raise click.UsageError(_("say the new name of the file, or --learner with the learner's"))
    workspace = here.workspace()
    workspace.require(name)
    if new is not None:
        rename_portfolio(workspace, name, new)
        if new != name:
            say(_("The file is called {file} now.").format(file=f"{new}.json"))
    if learner is not None:
        from leaptui.model.edits import rename_learner
        from leaptui.store.portfolio_store import PortfolioStore

        store = PortfolioStore(workspace, new or name, clock())
        done = store.apply(rename_learner(store.portfolio, store.clock.instant(), learner))
        say(f"{done.label}." if done.edits else _("Nothing to change: it is so already."))
    out(new or name)
    return 0


def file_name(name: str) -> str:
    """The name of a new portfolio's file, made of a learner's name. Raises Refused where none can be made of it."""
    from leaptui.store.errors import Refused
    from leaptui.store.workspace import check_name, slug

    short = slug(name) if any(char.isspace() or char.isupper() for char in name) else name
    if not short:
        raise Refused(_("“{name}” has no letter or digit to name a file by").format(name=name))
    return check_name(short)
