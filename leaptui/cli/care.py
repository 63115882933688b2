"""Looking after a workspace: its files, the file format, themes, frameworks, the shell."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import get_completion_class

from leaptui.cli.command import Command
from leaptui.cli.here import Here, in_workspace, pass_here
from leaptui.cli.output import note, out, out_json, say, table
from leaptui.language import _, and_list, as_written, ngettext, pgettext

if TYPE_CHECKING:
    from leaptui.store.check import Finding
    from leaptui.store.frameworks import Frameworks

SHELLS = ("bash", "zsh", "fish")


@click.command(
    "check",
    cls=Command,
    examples=("leaptui check", "leaptui check portfolios/amara.json", "leaptui check --repair"),
)
@click.argument("files", metavar="[FILE...]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of findings.")
@click.option("--repair", is_flag=True, help="Mend files that cannot be read; the broken text is kept beside each.")
@in_workspace
@pass_here
def check_command(here: Here, files: tuple[Path, ...], *, as_json: bool, repair: bool) -> int:
    """Check portfolios, all or those named, against the file format, their framework and their attachments.

    Each finding names file, line, column and record. Nothing is changed without --repair, which puts together what a merge
    by hand left unfinished, and else brings the last good version of a broken file back. Ends with 1 where something is
    wrong; a note is nothing wrong.
    """
    from leaptui.store.check import Finding, check_portfolio
    from leaptui.store.frameworks import load_frameworks
    from leaptui.store.workspace import Workspace

    workspace = None if files else here.workspace()
    paths = files if workspace is None else [workspace.path(name) for name in workspace.names()]
    if repair:
        _repair(paths)
    findings: list[Finding] = []
    broken: dict[str, None] = {}
    left = _left_by_merges(paths)
    with as_written() if as_json else nullcontext():
        for path in paths:
            frameworks: Frameworks = load_frameworks(workspace or Workspace.find(path.absolute().parent))
            broken |= dict.fromkeys(frameworks.broken)
            findings += check_portfolio(path, frameworks)
            if path.absolute() in left:
                said = _("git has both sides of a merge by hand: “leaptui check --repair” puts them together")
                findings.append(Finding(path, said))
    wrong = [finding for finding in findings if not finding.is_note]
    if as_json:
        out_json([*map(_json, findings), *({"says": says, "note": False} for says in broken)])
    else:
        for line in (*map(_line, findings), *broken):
            out(line)
        if not repair and any(finding.is_broken for finding in findings):
            note(_("“leaptui check --repair” mends what cannot be read"))
    say(_checked(len(paths), len({finding.file for finding in wrong}), len(broken)))
    return 1 if wrong or broken else 0


def _checked(portfolios: int, wrong: int, broken: int) -> str:
    """How many portfolios were checked, in how many something is wrong, and how many frameworks cannot be used."""
    checked = ngettext("{n} portfolio checked", "{n} portfolios checked", portfolios).format(n=portfolios)
    found = [ngettext("{n} wrong", "{n} wrong", wrong).format(n=wrong)] if wrong else []
    if broken:
        found.append(ngettext("{n} framework cannot be used", "{n} frameworks cannot be used", broken).format(n=broken))
    return _("{checked}: {found}.").format(checked=checked, found=and_list(found) or _("all is well"))


def _left_by_merges(paths: Iterable[Path]) -> set[Path]:
    """Those of the files of which a merge by hand left both sides in git."""
    from leaptui.store.workspace import Workspace
    from leaptui.sync.mend import left_by_merges

    found: set[Path] = set()
    for folder in {path.absolute().parent for path in paths}:
        workspace = Workspace.find(folder)
        if workspace is not None and workspace.portfolios_dir == folder:
            found |= {folder / f"{name}.json" for name in left_by_merges(workspace)}
    return found


def _repair(paths: Sequence[Path]) -> None:
    """Mend those of the files that cannot be read, or that a merge by hand left in two halves; say on stderr what was done."""
    from leaptui.cli.here import clock
    from leaptui.model.canonical import UnreadableDocument, read_portfolio
    from leaptui.store.errors import StoreError
    from leaptui.store.files import read_bytes
    from leaptui.store.workspace import Workspace
    from leaptui.sync.mend import mend

    left = _left_by_merges(paths)
    for path in paths:
        workspace = Workspace.find(path.absolute().parent)
        try:
            read_portfolio(read_bytes(path))
            if path.absolute() not in left:
                continue
        except UnreadableDocument:
            pass
        except (StoreError, OSError):
            continue  # what is wrong with it is said by the check
        if workspace is None or workspace.portfolios_dir != path.absolute().parent:
            note(_("{file} lies in no workspace, so it is left as it is").format(file=_shown(path)))
            continue
        try:
            say(f"{mend(workspace, path.stem, clock()).sentence}.")
        except StoreError as error:
            note(str(error))


def _shown(path: Path) -> str:
    """A path as it is shortest to type from here."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _line(finding: Finding) -> str:
    place = "".join(f":{number}" for number in (finding.line, finding.column) if number is not None)
    record = f" {finding.table} {finding.record}:" if finding.table and finding.record else ""
    note = f" {_('note:')}" if finding.is_note else ""
    return f"{_shown(finding.file)}{place}:{note}{record} {finding.says}"


def _json(finding: Finding) -> dict[str, object]:
    return {
        "file": _shown(finding.file),
        "line": finding.line,
        "column": finding.column,
        "table": finding.table,
        "record": finding.record,
        "says": finding.says,
        "note": finding.is_note,
    }


@click.command(
    "schema",
    cls=Command,
    examples=("leaptui schema > portfolio.schema.json",),
)
def schema_command() -> int:
    """Print the JSON Schema (2020-12) of a portfolio file, for editors and other tools."""
    from leaptui.model.schema import portfolio_schema

    out_json(portfolio_schema())
    return 0


@click.command("themes", cls=Command, examples=("leaptui themes",))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_workspace
@pass_here
def themes_command(here: Here, *, as_json: bool) -> int:
    """List the themes there are: those of leaptui, of the workspace's themes/, and your own.

    A theme file that cannot be used is named with the reason, on stderr.
    """
    from leaptui.tui.themes import load_themes

    themes = load_themes(here.find_workspace())
    found = sorted(themes.found.values(), key=lambda theme: theme.name)
    if as_json:
        out_json([{"name": one.name, "title": one.title, "dark": one.dark, "monochrome": one.mono} for one in found])
    elif found:
        shades = {True: pgettext("theme", "dark"), False: pgettext("theme", "light")}
        table([(one.name, one.title, shades[one.dark]) for one in found])
    _notes(themes.broken)
    return 0


def _notes(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        note(sentence)


@click.command(
    "completion",
    cls=Command,
    examples=(
        "bash: echo 'eval \"$(leaptui completion bash)\"' >> ~/.bashrc",
        "zsh:  echo 'eval \"$(leaptui completion zsh)\"' >> ~/.zshrc",
        "fish: leaptui completion fish > ~/.config/fish/completions/leaptui.fish",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
@click.pass_context
def completion_command(ctx: click.Context, shell: str) -> int:
    """Print the script that teaches your shell to complete commands, ids, guideline codes and names with Tab."""
    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(_("there is no completion for {shell}").format(shell=shell))
    click.echo(completion(ctx.find_root().command, {}, "leaptui", "_LEAPTUI_COMPLETE").source())
    return 0
