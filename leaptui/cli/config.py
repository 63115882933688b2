"""The settings: those of this copy of the workspace, and those of whoever sits at this machine."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import click

from leaptui.cli.command import Group
from leaptui.cli.here import Here, in_workspace, pass_here
from leaptui.cli.output import out, out_json, say, table
from leaptui.language import N_, _, or_list

if TYPE_CHECKING:
    from leaptui.store.carrying import Carrying
    from leaptui.store.workspace import Workspace

OFF, SYSTEM, NONE = "off", "system", "none"
_YES, _NO = ("yes", "y", "on", "true", "1"), ("no", "n", "off", "false", "0")


@dataclass(frozen=True)
class Setting:
    """Something that can be set: its name, what it does, what it can be; of this copy of the workspace, or of the user.

    `read` gives what it is, as it is written; `write` takes what was typed and raises a usage error where it cannot be that.
    """

    name: str
    does: str
    values: str
    scope: Literal["workspace", "user"]
    read: Callable[[Here], str]
    write: Callable[[Here, str], None]
    default: str


@click.group(
    "config",
    cls=Group,
    examples=("leaptui config", "leaptui config set sync-every 30", 'leaptui config set place "school laptop"'),
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of settings.")
@in_workspace
@pass_here
@click.pass_context
def config_command(ctx: click.Context, here: Here, *, as_json: bool) -> int:
    """See the settings, and change them.

    Some are yours on this machine, in every workspace; some are of this copy of this workspace. None of them is synced.
    """
    if ctx.invoked_subcommand is not None:
        return 0
    there = [setting for setting in SETTINGS if setting.scope == "user" or here.find_workspace() is not None]
    if as_json:
        out_json([_json(here, setting) for setting in there])
        return 0
    rows = [(setting.name, setting.read(here), _(setting.does)) for setting in there]
    table(rows, stretch=2)
    return 0


@config_command.command(
    "get", short_help="See one setting.", examples=("leaptui config get sync-every", "leaptui config get theme --json")
)
@click.argument("name", metavar="NAME")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_workspace
@pass_here
def get_command(here: Here, name: str, *, as_json: bool) -> int:
    """See what NAME is set to."""
    setting = _find(name)
    if as_json:
        out_json(_json(here, setting))
    else:
        out(setting.read(here))
    return 0


@config_command.command(
    "set",
    short_help="Change a setting.",
    examples=(
        "leaptui config set sync-every off",
        "leaptui config set sync-at-end no",
        "leaptui config set theme paper-day",
    ),
)
@click.argument("name", metavar="NAME")
@click.argument("value", metavar="VALUE")
@in_workspace
@pass_here
def set_command(here: Here, name: str, value: str) -> int:
    """Set NAME to VALUE. “leaptui config” lists the names; an app that is open takes it at its next start."""
    setting = _find(name)
    setting.write(here, value.strip())
    say(_("{name} is {value} now.").format(name=setting.name, value=setting.read(here)))
    return 0


@config_command.command(
    "unset", short_help="Let a setting be as it comes.", examples=("leaptui config unset sync-every",)
)
@click.argument("name", metavar="NAME")
@in_workspace
@pass_here
def unset_command(here: Here, name: str) -> int:
    """Let NAME be as it comes."""
    setting = _find(name)
    setting.write(here, setting.default)
    say(_("{name} is {value} now.").format(name=setting.name, value=setting.read(here)))
    return 0


def _find(name: str) -> Setting:
    for setting in SETTINGS:
        if setting.name == name:
            return setting
    names = or_list([setting.name for setting in SETTINGS])
    raise click.UsageError(_("there is no setting “{name}”; there are {names}").format(name=name, names=names))


def _json(here: Here, setting: Setting) -> dict[str, object]:
    return {
        "name": setting.name,
        "value": setting.read(here),
        "does": setting.does,
        "values": setting.values,
        "scope": setting.scope,
        "default": setting.default,
    }


def misfit(setting: str, values: str) -> click.UsageError:
    """What is said of a value that a setting cannot have; `values` are those it can."""
    return click.UsageError(_("{name} can be {values}; nothing was changed").format(name=setting, values=values))


# ---- this copy of the workspace


def _carrying(here: Here) -> Carrying:
    from leaptui.store.carrying import carrying

    return carrying(here.workspace())


def _read_minutes(here: Here) -> str:
    return str(_carrying(here).minutes or OFF)


def _write_minutes(here: Here, value: str) -> None:
    from leaptui.store.carrying import MOST_MINUTES, choose_carrying

    minutes = 0 if value.casefold() in _NO else int(value) if value.isdecimal() else -1
    if not 0 <= minutes <= MOST_MINUTES:
        raise misfit("sync-every", _("minutes (1 to {most}) or off").format(most=MOST_MINUTES))
    choose_carrying(here.workspace(), replace(_carrying(here), minutes=minutes))


def _read_at_end(here: Here) -> str:
    return "yes" if _carrying(here).at_end else "no"


def _write_at_end(here: Here, value: str) -> None:
    from leaptui.store.carrying import choose_carrying

    if value.casefold() not in (*_YES, *_NO):
        raise misfit("sync-at-end", or_list(["yes", "no"]))
    choose_carrying(here.workspace(), replace(_carrying(here), at_end=value.casefold() in _YES))


def _read_authors(here: Here) -> str:
    return "yes" if _carrying(here).authors else "no"


def _write_authors(here: Here, value: str) -> None:
    from leaptui.store.carrying import choose_carrying

    if value.casefold() not in (*_YES, *_NO):
        raise misfit("sync-authors", or_list(["yes", "no"]))
    choose_carrying(here.workspace(), replace(_carrying(here), authors=value.casefold() in _YES))


def _read_place(here: Here) -> str:
    from leaptui.store.place import place_name

    return place_name(here.workspace())


def _write_place(here: Here, value: str) -> None:
    from leaptui.store.place import name_place

    name_place(here.workspace(), value)


# ---- whoever sits at this machine


def _read_key(here: Here) -> str:
    from leaptui.store.settings import Settings

    del here
    return Settings.load().key or NONE


def _write_key(here: Here, value: str) -> None:
    from pathlib import Path

    from leaptui.store.settings import Settings

    del here
    path = None if value in {NONE, ""} else Path(value).expanduser().absolute()
    if path is not None and not path.is_file():
        raise click.UsageError(_("there is no key {key}; nothing was changed").format(key=path))
    settings = Settings.load()
    settings.key = str(path) if path is not None else None
    settings.save()


def _themes(workspace: Workspace | None) -> list[str]:
    from leaptui.tui.themes import load_themes

    return list(load_themes(workspace).found)


def _languages(_workspace: Workspace | None) -> list[str]:
    from leaptui.language import languages

    return list(languages())


def _date_forms(_workspace: Workspace | None) -> list[str]:
    from leaptui.language import DATE_FORMS

    return list(DATE_FORMS)


def _only(*values: str) -> Callable[[Workspace | None], list[str]]:
    return lambda _workspace: list(values)


def _yours(
    name: str, does: str, values: str, choices: Callable[[Workspace | None], list[str]], unset: str, attribute: str = ""
) -> Setting:
    """One of the user's settings, a choice of values; `unset` is what stands for none chosen."""
    attribute = attribute or name

    def read(here: Here) -> str:
        from leaptui.store.settings import Settings

        del here
        found: str | None = getattr(Settings.load(), attribute)
        return found or unset

    def write(here: Here, value: str) -> None:
        from leaptui.store.settings import DEFAULT_THEME, Settings

        there = choices(here.find_workspace())
        if value not in there and value != unset:
            raise misfit(name, or_list([unset, *(one for one in there if one != unset)]))
        settings = Settings.load()
        none = DEFAULT_THEME if attribute == "theme" else None
        setattr(settings, attribute, none if value == unset else value)
        settings.save()

    return Setting(name, does, values, "user", read, write, unset)


SETTINGS = (
    Setting(
        "sync-every",
        N_("How often it syncs while the app is open: every so many minutes, or off."),
        "MINUTES|off",
        "workspace",
        _read_minutes,
        _write_minutes,
        "10",
    ),
    Setting(
        "sync-at-end",
        N_("Whether it syncs when you leave the app: yes or no."),
        "yes|no",
        "workspace",
        _read_at_end,
        _write_at_end,
        "yes",
    ),
    Setting(
        "sync-authors",
        N_("Whether learners share this machine, so that history names whose work it is: yes or no."),
        "yes|no",
        "workspace",
        _read_authors,
        _write_authors,
        "no",
    ),
    Setting(
        "place",
        N_("What this copy is called, where others see who wrote something."),
        "TEXT",
        "workspace",
        _read_place,
        _write_place,
        "",
    ),
    _yours("theme", N_("The colours of the app."), "NAME", _themes, "paper-night"),
    _yours("language", N_("The language leaptui speaks."), "CODE|system", _languages, SYSTEM),
    _yours(
        "dates",
        N_("How days are written."),
        "day-month|month-day|iso|system",
        _date_forms,
        SYSTEM,
        attribute="date_form",
    ),
    _yours("terminal", N_("What the terminal can show."), "auto|unicode|console", _only("unicode", "console"), "auto"),
    _yours(
        "pictures",
        N_("How pictures are shown; pixels need a terminal that has them."),
        "blocks|pixels",
        _only("pixels"),
        "blocks",
    ),
    Setting(
        "key",
        N_("The ssh key that what you say of others' work is signed with: a file, or none."),
        "PATH|none",
        "user",
        _read_key,
        _write_key,
        NONE,
    ),
)
"""Everything that can be set, in the order it is listed."""
