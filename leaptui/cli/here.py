"""Where a command works: the workspace, the portfolio in it, and the clock."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from leaptui.cli.front import OPTIONS
from leaptui.cli.output import note, say
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.model.change import Change
    from leaptui.model.clock import Clock
    from leaptui.model.framework import Framework
    from leaptui.model.portfolio import Portfolio
    from leaptui.store.frameworks import Frameworks
    from leaptui.store.portfolio_store import PortfolioStore
    from leaptui.store.shared_pieces import SharedPieces
    from leaptui.store.workspace import Workspace

P = ParamSpec("P")
R = TypeVar("R")


@dataclass
class Here:
    """What `-C` and `--portfolio` say, before or after the command's name; the later one counts."""

    folder: str | None = None
    name: str | None = None
    key: str | None = None
    """The ssh key that words are to be signed with; None where the one chosen on this machine will do, if there is one."""
    is_signing: bool = False
    """Whether words are to be signed in any case."""
    is_completing: bool = False
    """Whether a shell asks what it may offer: then nothing is said, and what cannot be read offers nothing."""

    @property
    def start(self) -> Path:
        """The folder to look for a workspace from. Raises a usage error where it is not there."""
        folder = Path(self.folder or ".")
        if not folder.is_dir():
            raise click.UsageError(_("there is no folder {folder}").format(folder=folder))
        return folder

    def find_workspace(self) -> Workspace | None:
        """The workspace a command works in; None where there is none."""
        from leaptui.store.workspace import Workspace

        return Workspace.find(self.start)

    def workspace(self) -> Workspace:
        """The workspace a command works in. Raises Missing with what to do where there is none."""
        from leaptui.store.errors import Missing

        found = self.find_workspace()
        if found is None:
            raise Missing(
                _(
                    "{folder} is no workspace (a folder with portfolios/ in it): make one with “leaptui init DIR”, "
                    "or look around with “leaptui demo”"
                ).format(folder=self.start.absolute())
            )
        return found

    def workspace_to_be(self) -> Workspace:
        """The workspace the app works in: where there is none, the folder becomes one with the first portfolio."""
        from leaptui.store.workspace import Workspace

        return self.find_workspace() or Workspace(self.start.absolute())

    @property
    def asked(self) -> str | None:
        """The portfolio that was asked for; None where none was."""
        return self.name or os.environ.get("LEAPTUI_PORTFOLIO") or None

    def preferred(self, workspace: Workspace) -> str | None:
        """The portfolio asked for, else the only one, else the one last opened; None where it is not clear.

        Raises Missing where the one asked for is not there.
        """
        if self.asked:
            workspace.require(self.asked)
            return self.asked
        names = workspace.names()
        if len(names) == 1:
            return names[0]
        last = workspace.last_name()
        return last if last in names else None

    def choose(self, workspace: Workspace) -> str:
        """The preferred portfolio. Raises Missing where there is none, a usage error where it is not clear which."""
        from leaptui.store.errors import Missing

        found = self.preferred(workspace)
        if found is not None:
            return found
        names = workspace.names()
        if not names:
            raise Missing(_("there is no portfolio here yet: begin one with “leaptui new NAME”"))
        raise click.UsageError(
            _("there are several portfolios: say which with --portfolio ({names})").format(names=", ".join(names))
        )

    def open(self) -> Desk:
        """Open the portfolio. Raises StoreError, usage errors."""
        from leaptui.store.errors import Unreadable
        from leaptui.store.portfolio_store import PortfolioStore

        workspace = self.workspace()
        name = self.choose(workspace)
        try:
            store = PortfolioStore(workspace, name, clock())
        except Unreadable:
            if self.is_completing:
                raise
            store = _open_shown(workspace, name)
        return Desk(store, load_frameworks_aloud(workspace))


@dataclass
class Desk:
    """An open portfolio with what is needed to work on it."""

    store: PortfolioStore
    frameworks: Frameworks

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio as it stands."""
        return self.store.portfolio

    @cached_property
    def shared(self) -> SharedPieces:
        """The pieces of other portfolios that stand in this one, as they are shown."""
        from leaptui.store.shared_pieces import SharedPieces

        return SharedPieces(self.store.workspace, self.store)

    @property
    def framework(self) -> Framework:
        """The framework the portfolio follows. Raises Missing where it is not there."""
        return self.frameworks.get(self.portfolio.meta.framework)

    @property
    def at(self) -> str:
        """The instant changes get."""
        return self.store.clock.instant()

    def code(self, guideline: str) -> str:
        """A guideline's code, as it is shown: `F1.a`; of another framework with its id before it."""
        prefix = f"{self.portfolio.meta.framework}:"
        return guideline.removeprefix(prefix)

    def apply(self, change: Change) -> Change:
        """Do a change, and say on stderr what it did. Raises StoreError where it could not be written."""
        done = self.store.apply(change)
        self._keep_first()
        say(f"{done.label}." if done.edits else _("Nothing to change: it is so already."))
        self.narrate_notice()
        return done

    def _keep_first(self) -> None:
        """Keep a copy of the portfolio, where none was kept yet: the saves from now on go on from it."""
        from leaptui.store.good import is_kept, keep_good

        if not is_kept(self.store.workspace, self.store.name):
            keep_good(self.store)

    def narrate_notice(self) -> None:
        """Say on stderr what the store has to tell of the last change beside that it was done."""
        if self.store.notice:
            note(self.store.notice)

    def narrate_problems(self) -> None:
        """Say on stderr how many records could not be understood, if there are any."""
        count = len(self.portfolio.problems)
        if count:
            note(
                ngettext(
                    "{n} record could not be understood and is kept as it is; “leaptui check” says which",
                    "{n} records could not be understood and are kept as they are; “leaptui check” says which",
                    count,
                ).format(n=count)
            )


def _open_shown(workspace: Workspace, name: str) -> PortfolioStore:
    """Open a portfolio whose file cannot be read as it last was, and say so on stderr. Raises Unreadable."""
    from leaptui.sync.good import open_portfolio

    store = open_portfolio(workspace, name, clock())
    if store.is_shown:
        note(f"{store.read_only}; {_('“leaptui check --repair” mends it')}")
    return store


def load_frameworks_aloud(workspace: Workspace) -> Frameworks:
    """Read the frameworks there are, and say on stderr which files could not be used."""
    from leaptui.store.frameworks import load_frameworks

    frameworks = load_frameworks(workspace)
    for sentence in frameworks.broken:
        note(sentence)
    return frameworks


def clock() -> Clock:
    """The clock: the machine's, or the one that `LEAPTUI_NOW` stops. Raises a usage error where that is no instant."""
    from datetime import datetime

    from leaptui.model.clock import Clock, FixedClock

    fixed = os.environ.get("LEAPTUI_NOW")
    if not fixed:
        return Clock()
    try:
        return FixedClock(datetime.fromisoformat(fixed))
    except ValueError:
        raise click.UsageError(
            _("LEAPTUI_NOW is “{given}”; it is written like 2026-03-01T14:05:00Z").format(given=fixed)
        ) from None


def _set_folder(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Here).folder = value


def _set_name(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Here).name = value


def in_workspace(function: Callable[P, R]) -> Callable[P, R]:
    """Give a command `-C`."""
    return click.option("-C", "folder", metavar="DIR", expose_value=False, callback=_set_folder, help=OPTIONS["-C"])(
        function
    )


def in_portfolio(function: Callable[P, R]) -> Callable[P, R]:
    """Give a command `-C` and `--portfolio`."""
    from leaptui.cli.complete import portfolio_names

    named = click.option(
        "--portfolio",
        metavar="NAME",
        expose_value=False,
        callback=_set_name,
        shell_complete=portfolio_names,
        help=OPTIONS["--portfolio"],
    )
    return named(in_workspace(function))


pass_here = click.make_pass_decorator(Here, ensure=True)
