"""A machine for many: set it up, run it, and look after who may sign in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.command import Group
from leaptui.cli.complete import portfolio_names
from leaptui.cli.config import misfit
from leaptui.cli.here import Here, clock, in_workspace, pass_here
from leaptui.cli.output import need_terminal, note, out, out_json, say, table
from leaptui.cli.whole import Whole
from leaptui.language import DATE_FORMS, _, languages, or_list

if TYPE_CHECKING:
    from leaptui.kiosk.kept import KioskSettings
    from leaptui.kiosk.register import Register
    from leaptui.model.canonical import Json
    from leaptui.store.workspace import Workspace


def _set_home(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    del param
    if value is not None:
        ctx.ensure_object(Here)
        ctx.meta["leaptui.kiosk.home"] = value


at_home = click.option(
    "--home",
    metavar="DIR",
    expose_value=False,
    callback=_set_home,
    envvar="LEAPTUI_KIOSK_HOME",
    help="The kiosk's own folder, outside the workspace (also: LEAPTUI_KIOSK_HOME).",
)


def open_register(here: Here) -> tuple[Workspace, Register]:
    """The workspace, and the register of its kiosk on this machine. Raises StoreError."""
    from leaptui.kiosk.place import kiosk_home
    from leaptui.kiosk.register import Register

    workspace = here.workspace()
    chosen = click.get_current_context().meta.get("leaptui.kiosk.home")
    return workspace, Register(kiosk_home(workspace, Path(chosen) if chosen else None), workspace)


@click.group(
    "kiosk",
    cls=Group,
    invoke_without_command=True,
    examples=(
        "leaptui kiosk setup",
        "leaptui kiosk code amara-okafor",
        "leaptui kiosk",
        "leaptui kiosk unit | sudo tee /etc/systemd/system/leaptui-kiosk.service",
    ),
)
@in_workspace
@at_home
@pass_here
@click.pass_context
def kiosk_command(ctx: click.Context, here: Here) -> int:
    """Run this workspace as a machine for many: each learner signs in to their own portfolio, and to no other.

    Without a command the kiosk begins. The facilitator ends it, with the passphrase.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    workspace, register = open_register(here)
    register.read()
    need_terminal()
    from leaptui.tui.kiosk.run import run_kiosk

    return run_kiosk(workspace, register, clock())


@kiosk_command.command(
    "setup", short_help="Make this machine a kiosk.", examples=("leaptui kiosk setup --stick /media",)
)
@click.option("--stick", metavar="DIR", help="The folder at which sticks appear: files are taken from there alone.")
@in_workspace
@at_home
@pass_here
def setup_command(here: Here, stick: str | None) -> int:
    """Make this machine a kiosk: choose the facilitator's passphrase, and print the kiosk's own folder.

    The passphrase is asked for twice; where no terminal is there to ask, it is the first line of the input.

    How dear a secret is to try is measured on this machine: about half a second each.
    """
    from leaptui.kiosk.hashing import measured_cost
    from leaptui.kiosk.kept import KioskSettings
    from leaptui.kiosk.place import open_words

    workspace, register = open_register(here)
    passphrase = _new_passphrase()
    folder = str(_folder(stick)) if stick else None
    register.set_up(passphrase, KioskSettings(stick=folder), measured_cost())
    names = workspace.names()
    if words := open_words(workspace.root):
        note(words)
    say(_("This machine is a kiosk now. “leaptui kiosk code NAME” lets somebody in for the first time."))
    if not names:
        note(_("there is no portfolio here yet; “leaptui new NAME” begins one, or the facilitator does at the kiosk"))
    out(str(register.home))
    return 0


@kiosk_command.command(
    "passphrase", short_help="Choose the facilitator's passphrase anew.", examples=("leaptui kiosk passphrase",)
)
@in_workspace
@at_home
@pass_here
def passphrase_command(here: Here) -> int:
    """Choose the facilitator's passphrase anew. Whoever may write the kiosk's own folder may do that."""
    _workspace, register = open_register(here)
    register.read()
    register.choose_passphrase(_new_passphrase())
    say(_("The new passphrase holds from now on."))
    return 0


@kiosk_command.command(
    "code", short_help="Give a learner a one-time code.", examples=("leaptui kiosk code amara-okafor",)
)
@click.argument("name", shell_complete=portfolio_names)
@in_workspace
@at_home
@pass_here
def code_command(here: Here, name: str) -> int:
    """Give a learner a one-time code, and print it. What they signed in with before holds no longer."""
    from leaptui.kiosk.hashing import spaced
    from leaptui.kiosk.machine import give_code

    workspace, register = open_register(here)
    workspace.require(name)
    out(spaced(give_code(workspace, register, name)))
    say(_("It holds once, for {n} days.").format(n=register.read().settings.code_days))
    if register.learners()[name].is_locked:
        words = _("{name} stays locked out here all the same: “leaptui kiosk unlock {name}” lets them in again.")
        say(words.format(name=name))
    return 0


@kiosk_command.command("lock", short_help="Lock a learner out here.", examples=("leaptui kiosk lock amara-okafor",))
@click.argument("name", shell_complete=portfolio_names)
@in_workspace
@at_home
@pass_here
def lock_command(here: Here, name: str) -> int:
    """Lock a learner out at this machine. Their portfolio stays as it is.

    Where they are signed in just now, the screen is locked at once; what they were writing is kept.
    """
    workspace, register = open_register(here)
    _require_known(workspace, register, name)
    register.set_locked(name, is_locked=True)
    say(_("{name} is locked out here.").format(name=name))
    return 0


def _require_known(workspace: Workspace, register: Register, name: str) -> None:
    """Look that there is somebody to lock out or to let in. Raises Missing where they have no code yet, StoreError."""
    from leaptui.kiosk.machine import follow
    from leaptui.store.errors import Missing

    follow(workspace, register)
    known = register.learners().get(name)
    if known is None:
        workspace.require(name)
    if known is None or (known.secret is None and known.code is None):
        words = _("{name} cannot sign in here yet, so nothing was changed: “leaptui kiosk code {name}” lets them in")
        raise Missing(words.format(name=name))


@kiosk_command.command("unlock", short_help="Let a learner in again.", examples=("leaptui kiosk unlock amara-okafor",))
@click.argument("name", shell_complete=portfolio_names)
@in_workspace
@at_home
@pass_here
def unlock_command(here: Here, name: str) -> int:
    """Let a learner in again who was locked out, or has to wait after wrong tries."""
    workspace, register = open_register(here)
    _require_known(workspace, register, name)
    register.set_locked(name, is_locked=False)
    say(_("{name} can sign in again.").format(name=name))
    return 0


@kiosk_command.command(
    "list",
    short_help="List the learners of this machine.",
    examples=("leaptui kiosk list", "leaptui kiosk list --json"),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of name, has_secret, has_code, is_locked.")
@in_workspace
@at_home
@pass_here
def list_command(here: Here, *, as_json: bool) -> int:
    """List the learners of this machine, and how they stand. No hash is printed."""
    from leaptui.kiosk.machine import follow
    from leaptui.kiosk.words import state_words

    workspace, register = open_register(here)
    follow(workspace, register)
    known = register.learners()
    names = sorted({*workspace.names(), *known})
    if as_json:
        rows: list[Json] = []
        for name in names:
            one = known.get(name)
            rows.append(
                {
                    "name": name,
                    "has_secret": one is not None and one.secret is not None,
                    "has_code": one is not None and one.code is not None,
                    "is_locked": one is not None and one.is_locked,
                }
            )
        out_json(rows)
    elif names:
        table([(name, state_words(known.get(name))) for name in names])
    else:
        say(_("There is no portfolio here yet: “leaptui new NAME” begins one."))
    return 0


@kiosk_command.command(
    "settings",
    short_help="See the kiosk's settings, and change them.",
    examples=("leaptui kiosk settings", "leaptui kiosk settings notice_seconds=300 stick=/media is_large=yes"),
)
@click.argument("chosen", nargs=-1, metavar="[NAME=VALUE]...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: the settings by name.")
@in_workspace
@at_home
@pass_here
def settings_command(here: Here, chosen: tuple[str, ...], *, as_json: bool) -> int:
    """See the settings of this machine, and change them: NAME=VALUE, or NAME= for how it comes."""
    from leaptui.kiosk.place import check_stick

    workspace, register = open_register(here)
    settings = register.read().settings
    if chosen:
        settings = _changed(settings, chosen)
        if any(one.startswith("stick=") for one in chosen):
            check_stick(settings.stick, register.home, workspace.root)
        register.choose_settings(settings)
        say(_("Kept; a kiosk that runs takes it up at the next sign-in."))
    if as_json:
        out_json(settings.model_dump())
    else:
        table([(name, "" if value is None else str(value)) for name, value in settings.model_dump().items()])
    return 0


def _changed(settings: KioskSettings, chosen: Sequence[str]) -> KioskSettings:
    """The settings with what was chosen, each as NAME=VALUE. Raises a usage error where there is no such setting or value."""
    from pydantic import ValidationError

    from leaptui.kiosk.kept import KioskSettings
    from leaptui.model.amiss import amiss_words

    raw: dict[str, object] = settings.model_dump()
    for one in chosen:
        name, mark, value = one.partition("=")
        if not mark or name not in KioskSettings.model_fields:
            there = ", ".join(KioskSettings.model_fields)
            raise click.UsageError(_("{given} is no setting; there are {names}").format(given=one, names=there))
        raw[name] = value if value else KioskSettings.model_fields[name].default
        if name == "stick" and value:
            raw[name] = str(_folder(value))
        if value and (values := _values(name)) and value not in values:
            raise misfit(name, or_list(values))
    try:
        return KioskSettings.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        words = _("{name} cannot be {value}: {reason}")
        name = str(first["loc"][0])
        reason = amiss_words(first["type"], first["msg"], first.get("ctx", {}))
        raise click.UsageError(words.format(name=name, value=raw[name], reason=reason)) from None


def _values(setting: str) -> list[str]:
    """The values of a setting that has only some; none for any other."""
    from leaptui.tui.themes import load_themes

    match setting:
        case "theme":
            return list(load_themes(None, own=False).found)
        case "language":
            return list(languages())
        case "date_form":
            return list(DATE_FORMS)
    return []


@kiosk_command.command(
    "unit",
    short_help="Print a systemd unit that runs the kiosk.",
    examples=("leaptui kiosk unit --tty 1 | sudo tee /etc/systemd/system/leaptui-kiosk.service",),
)
@click.option("--tty", metavar="N", type=Whole(1, 63), default=1, help="On which console; 1 where none is said.")
@click.option("--user", metavar="NAME", help="The account it runs as; the one that set it up where none is said.")
@in_workspace
@at_home
@pass_here
def unit_command(here: Here, tty: int, user: str | None) -> int:
    """Print a systemd unit that runs the kiosk on a console, and begins it anew unless the facilitator ended it.

    It is printed by the account that set the kiosk up; “sudo tee” writes it where only root may.
    """
    from leaptui.kiosk.unit import stranger_words, unit

    workspace, register = open_register(here)
    out(unit(workspace, register, tty=tty, user=user).rstrip("\n"))
    if user is not None and (words := stranger_words(register, user)):
        note(words)
    return 0


def _new_passphrase() -> str:
    from leaptui.kiosk.hashing import trouble_with_passphrase

    asked: str
    if sys.stdin.isatty():
        asked = click.prompt(
            _("The facilitator's passphrase"), hide_input=True, confirmation_prompt=_("Once more"), err=True
        )
    else:
        asked = sys.stdin.readline().rstrip("\r\n")
    if trouble := trouble_with_passphrase(asked):
        raise click.UsageError(trouble)
    return asked


def _folder(given: str) -> Path:
    folder = Path(given).absolute()
    if not folder.is_dir():
        raise click.UsageError(_("there is no folder {folder}").format(folder=folder))
    return folder
