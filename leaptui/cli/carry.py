"""Carrying a portfolio: to other copies with git, and in from another program's export."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Command
from leaptui.cli.here import Here, clock, in_portfolio, in_workspace, pass_here
from leaptui.cli.output import Counter, Steps, note, out, out_json, say
from leaptui.language import _, as_written

if TYPE_CHECKING:
    from leaptui.interchange.leap2a import ImportPlan
    from leaptui.model.canonical import Document
    from leaptui.store.workspace import Workspace
    from leaptui.sync import SyncOutcome


@click.command(
    "sync",
    cls=Command,
    examples=("leaptui sync", "leaptui sync --remote git@example.org:amara/learning.git"),
)
@click.option("--remote", metavar="URL", help="Where the other copy is; told once, it is remembered.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@in_workspace
@pass_here
def sync_command(here: Here, remote: str | None, *, as_json: bool) -> int:
    """Send what is new here, and take in what is new there, with git.

    Both sides' changes are merged record by record; nothing is overwritten. Ends with 0 where both sides are the same now, with 3
    while something waits for you in any portfolio of the workspace, also offline and without a remote (a field that was said
    differently on two machines, a file to look at), and with 1 where it did not get through, or the files or the repository here
    have to be put right first.
    """
    from leaptui.sync import SyncKind, sync

    with as_written() if as_json else nullcontext(), Steps() as steps:
        outcome = sync(here.workspace(), remote=remote, progress=steps)
    if as_json:
        out_json(_outcome_json(outcome))
    else:
        out(outcome.sentence)
        for skipped in outcome.skipped[1:]:  # the sentence names the first
            note(skipped.words)
    if outcome.waits:
        return WAITING
    return 0 if outcome.kind in (SyncKind.DONE, SyncKind.NOTHING_NEW) else 1


def _outcome_json(outcome: SyncOutcome) -> dict[str, object]:
    return {
        "kind": outcome.kind.value,
        "says": outcome.sentence,
        "sent": asdict(outcome.sent),
        "received": asdict(outcome.received),
        "conflicts": outcome.conflicts,
        "waiting": {name: count for name, count in sorted(outcome.waiting.items()) if count},
        "skipped": [{"path": one.path, "says": one.reason} for one in outcome.skipped],
        "gone": [{"portfolio": one.name, "commit": one.commit, "here": one.is_here} for one in outcome.gone],
        "git": outcome.raw,
    }


@click.command(
    "import",
    cls=Command,
    examples=(
        "leaptui import export.zip --dry-run",
        "leaptui import export.zip --new amara",
        "leaptui import export.zip --portfolio amara",
    ),
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--new", "new_name", metavar="NAME", help="Make a new portfolio of it.")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@in_portfolio
@pass_here
def import_command(here: Here, file: Path, new_name: str | None, *, dry_run: bool) -> int:
    """Take in a Leap2A export (.xml or .zip), as Mahara, PebblePad and others make it.

    Doing it again doubles nothing, and what you edited since stays yours.
    """
    if new_name is not None and here.name is not None:
        raise click.UsageError(_("--new makes a portfolio and --portfolio names one that is there: give one of them"))
    from leaptui.interchange.leap2a import open_package, plan_import, translate

    workspace = here.workspace()
    target = _New(workspace, new_name) if new_name is not None else _There(here)
    with open_package(file.expanduser()) as package, Counter(_("Reading {file}").format(file=package.name)) as counter:
        imported = translate(package, counter)
        existing = target.document(imported.proposal.learner)
        plan = plan_import(imported, existing)
        counter.close()
        for sentence in plan.sentences():
            out(sentence)
        if dry_run:
            say(_("Nothing was changed: this was a dry run."))
        elif plan.is_empty and new_name is None:
            say(_("Nothing was changed."))
        else:
            target.take(plan, existing, _("Imported {file}").format(file=package.name))
    return 0


class _There:
    """The portfolio an import goes to, where it is there already."""

    def __init__(self, here: Here) -> None:
        self._desk = here.open()

    def document(self, learner: str) -> Document:
        """The portfolio as it stands; it has its learner."""
        del learner
        return self._desk.portfolio.document

    def take(self, plan: ImportPlan, existing: Document, label: str) -> None:
        """Keep the attachments and do the import as one change."""
        store = self._desk.store
        for item in plan.attachments:
            store.attach_data(item.read(), item.name)
        self._desk.apply(plan.change(existing, self._desk.at, label))


class _New:
    """A portfolio that an import makes; it is written with everything in it, or not at all."""

    def __init__(self, workspace: Workspace, name: str) -> None:
        from leaptui.cli.begin import file_name
        from leaptui.store.errors import ReadOnly

        self._workspace = workspace
        self._name = file_name(name)
        self._learner = name
        twin = workspace.twin(self._name)
        if twin is not None:
            raise ReadOnly(
                _("there is a portfolio “{name}” already: bring it in there with --portfolio {name}").format(name=twin)
            )

    def document(self, learner: str) -> Document:
        """An empty portfolio of the learner whom the export names."""
        from leaptui.model.edits import new_document
        from leaptui.store.frameworks import DEFAULT

        now = clock()
        return new_document(learner or self._learner, DEFAULT, now.today(), now.instant())

    def take(self, plan: ImportPlan, existing: Document, label: str) -> None:
        """Keep the attachments and write the portfolio."""
        from leaptui.store import attachments
        from leaptui.store.portfolio_store import PortfolioStore

        whole = {**existing, **plan.new}
        folder = self._workspace.files_dir(self._name)
        for item in plan.attachments:
            attachments.keep(folder, item.read(), item.name)
        store = PortfolioStore.create(self._workspace, self._name, whole, clock())
        self._workspace.remember(self._name)
        say(_("{done} into {path}.").format(done=label, path=store.path))
