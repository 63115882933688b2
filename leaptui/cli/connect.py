"""Connecting a workspace to a remote, and beginning one from a remote."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Command
from leaptui.cli.here import Here, in_workspace, pass_here
from leaptui.cli.output import Steps, note, out, out_json, say
from leaptui.language import _, as_written

if TYPE_CHECKING:
    from leaptui.store.workspace import Workspace
    from leaptui.sync.account import Account
    from leaptui.sync.connect import Connected
    from leaptui.sync.trial import Trial


@click.command(
    "connect",
    cls=Command,
    examples=(
        "leaptui connect",
        "leaptui connect --test git@example.org:amara/learning.git",
        "leaptui connect https://example.org/amara/learning.git",
        "leaptui connect --create /media/stick/learning.git",
    ),
)
@click.argument("address", required=False)
@click.option("--test", "only_test", is_flag=True, help="Only try the address, or the one there is; change nothing.")
@click.option(
    "--create",
    is_flag=True,
    help="Make a repository in an empty or new folder, or begin one anew that was emptied.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_workspace
@pass_here
def connect_command(here: Here, address: str | None, *, only_test: bool, create: bool, as_json: bool) -> int:
    """Connect this workspace to a remote, and sync for the first time.

    What is here goes onto an empty remote; where it holds portfolios already, both are put together. Without ADDRESS it says
    where this workspace is connected to and as whom git goes there.

    ADDRESS is as git writes it: https://…, git@machine:path, or a folder. A password is best left to git's credential
    helper. Ends with 1 where it does not work, and then this workspace goes with what it went with before; also where the first
    sync alone was cut off, which the next one makes up for.
    """
    if create and (only_test or address is None):
        raise click.UsageError(_("--create goes with an ADDRESS to connect to"))
    workspace = here.workspace()
    with as_written() if as_json else nullcontext():
        if only_test:
            return _test(workspace, address, as_json=as_json)
        if address is None:
            return _tell(workspace, as_json=as_json)
        from leaptui.sync.connect import connect

        with Steps() as steps:
            done = connect(workspace, address, beside=Path.cwd(), make=create, progress=steps)
        if not as_json:
            _say_how_to_make(done.trial)
        return _ended(done, as_json=as_json, address=address)


@click.command(
    "join",
    cls=Command,
    examples=(
        "leaptui join https://example.org/amara/learning.git ~/learning",
        "leaptui join /media/stick/leaptui-amara-okafor-2026-11-20/amara-okafor.bundle ~/learning",
    ),
)
@click.argument("address")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def join_command(address: str, folder: Path, *, as_json: bool) -> int:
    """Make DIR the workspace that is on a remote, with everything in it, or the one that was taken home in a bundle.

    DIR must be new or empty; a workspace that is here already is connected with “leaptui connect”. Ends with 1 where it
    does not work, and then DIR is as it was.
    """
    from leaptui.sync.connect import join

    with as_written() if as_json else nullcontext():
        with Steps() as steps:
            done = join(address, folder, beside=Path.cwd(), progress=steps)
        if done.is_fine and not as_json:
            out(str(done.workspace.root))
        return _ended(done, as_json=as_json, address=address)


def _test(workspace: Workspace, address: str | None, *, as_json: bool) -> int:
    from leaptui.sync.connect import address_of, has_held
    from leaptui.sync.trial import try_address

    known = address_of(workspace) if address is None else address
    if known is None:
        raise click.UsageError(_("this workspace is not connected to a remote: say which ADDRESS to test"))
    trial = try_address(known, beside=Path.cwd(), workspace=workspace)
    if as_json:
        out_json(_trial_json(trial))
    else:
        out(_sentence(trial.sentence))
        if trial.is_empty and has_held(workspace, known, beside=Path.cwd()):
            said = _(
                "it held what is here before: “leaptui connect --create {address}” begins it anew with what is here"
            )
            note(said.format(address=trial.shown))
        elif address is not None and trial.promise:
            say(_("Nothing was changed. Connect to it: {promise}.").format(promise=trial.promise))
        _say_account(trial.account)
        _say_how_to_make(trial)
    return 0 if trial.is_fine else 1


def _tell(workspace: Workspace, *, as_json: bool) -> int:
    from leaptui.sync.connect import connection_of

    found = connection_of(workspace)
    if as_json:
        out_json(found and {"address": found.shown, "branch": found.branch, "account": _account_json(found.account)})
    elif found is None:
        out(_sentence(_("this workspace is on this machine only: “leaptui connect ADDRESS” connects it to a remote")))
    else:
        out(found.shown)
        _say_account(found.account)
        say(_("Branch: {branch}. “leaptui connect --test” tries it.").format(branch=found.branch))
    return 0


def _ended(done: Connected, *, as_json: bool, address: str) -> int:
    outcome = done.outcome
    if as_json:
        skipped = [] if outcome is None else [{"path": one.path, "says": one.reason} for one in outcome.skipped]
        out_json(
            {
                "workspace": str(done.workspace.root),
                "connected": done.is_connected,
                "says": _sentence(done.sentence),
                "conflicts": outcome.conflicts if outcome else 0,
                "skipped": skipped,
                "test": _trial_json(done.trial),
            }
        )
    elif done.is_fine:
        say(_sentence(done.sentence))
        _say_account(done.trial.account)
        _warn_of_password(address)
    else:
        out(_sentence(done.sentence))
        _say_account(done.trial.account)
    if not done.is_fine or outcome is None:
        return 1
    return WAITING if outcome.conflicts or outcome.skipped else 0


def _say_how_to_make(trial: Trial) -> None:
    if trial.can_be_made:
        note(_("“leaptui connect --create {address}” makes a repository there").format(address=trial.shown))


def _say_account(account: Account | None) -> None:
    if account is not None:
        say(_("Account: {account}.").format(account=account.words))


def _warn_of_password(address: str) -> None:
    from leaptui.sync.address import has_password

    if has_password(address):
        note(
            _(
                "the password in the address stands readable in this workspace's .git/config; git's credential helper "
                "keeps one safer"
            )
        )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _trial_json(trial: Trial) -> dict[str, object]:
    return {
        "address": trial.shown,
        "works": trial.is_fine,
        "kind": trial.kind.value,
        "says": _sentence(trial.sentence),
        "account": trial.account and _account_json(trial.account),
        "branches": list(trial.branches),
        "branch": trial.branch,
        "may_send": trial.may_send,
        "can_be_created": trial.can_be_made,
    }


def _account_json(account: Account) -> dict[str, object]:
    return {
        "way": account.way.value,
        "user": account.user,
        "host": account.host,
        "keys": [str(key) for key in account.keys],
        "locked": [str(key) for key in account.locked],
        "agent_keys": account.agent_keys,
        "says": account.words,
    }
