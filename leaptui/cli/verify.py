"""Checking who signed what others said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from leaptui.cli.codes import WAITING
from leaptui.cli.command import Command
from leaptui.cli.complete import portfolio_names
from leaptui.cli.here import Here, clock, in_workspace, pass_here
from leaptui.cli.output import note, out, out_json, say
from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from leaptui.model.portfolio import Portfolio
    from leaptui.signing.files import FileSort, FileTrouble
    from leaptui.signing.verify import Finding


@dataclass(frozen=True)
class _Checked:
    """A statement that was looked at, with the portfolio it stands in, the sentence of what it says, what is with the files."""

    name: str
    says: str
    finding: Finding
    files: tuple[FileTrouble, ...]

    def has(self, *sorts: FileSort) -> bool:
        """Whether there is a file with which it is so."""
        return any(one.sort in sorts for one in self.files)


@click.command(
    "verify",
    cls=Command,
    examples=(
        "leaptui verify",
        "leaptui verify amara-okafor",
        'leaptui verify amara-okafor --known-as "Amara Adeyemi"',
        "leaptui verify --json",
    ),
)
@click.argument("names", metavar="[NAME...]", nargs=-1, shell_complete=portfolio_names)
@click.option(
    "--known-as",
    metavar="NAME",
    multiple=True,
    help="Take what is signed for this name for the learner's, too. Can be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: an array of statements.")
@in_workspace
@pass_here
def verify_command(here: Here, names: tuple[str, ...], known_as: tuple[str, ...], *, as_json: bool) -> int:
    """Check each assessment, feedback, agreement, confirmation and recognition of portfolios: all, or those named.

    A signature has to be of exactly these words, and by the key of the one whose words they are. “Changed since” says that the
    work itself was changed afterwards, which is nothing wrong; a statement that is not signed is nothing wrong either. The
    files of the pieces spoken of have to be those that were attached, byte for byte; one that is not on this machine yet is
    said, and is nothing wrong. What is signed says for whom: a name that the learner does not have here is told.

    Ends with 1 where a signature does not match or a file is not what was attached, for then something was altered or forged,
    and where a file cannot be read. Ends with 3 where nothing is wrong, and something waits for your decision: it is signed
    by a key that nobody here vouches for (“leaptui signers add” does) or for another name (the learner has changed theirs, or
    it was taken from somebody else's portfolio: --known-as takes a name that you know to be the learner's, and --json tells it),
    or signatures cannot be checked on this machine.
    """
    workspace = here.workspace()
    for name in names:
        workspace.require(name)
    checked, broken = _check(here, list(dict.fromkeys(names)) or workspace.names(), known_as)
    if as_json:
        out_json([_json(one) for one in checked])
    else:
        _write(checked)
    for sentence in broken:
        note(sentence)
    return _ended(checked, broken)


def _check(here: Here, names: list[str], known_as: tuple[str, ...]) -> tuple[list[_Checked], list[str]]:
    """Go through portfolios: what was looked at, and why files could not be read. `known_as`: other names of the learner."""
    from leaptui.model.names import Names
    from leaptui.model.telling_others import ADDED_BY_OTHERS
    from leaptui.signing.files import Files
    from leaptui.signing.signers import FILE, read_signers
    from leaptui.signing.state import Checker
    from leaptui.signing.verify import verify
    from leaptui.store.errors import StoreError
    from leaptui.store.portfolio_store import PortfolioStore

    workspace = here.workspace()
    checker = Checker(workspace, known_as)
    checked: list[_Checked] = []
    broken: list[str] = []
    for line in read_signers(workspace).senseless:
        note(_("line {line} of {file} makes no sense and counts for nothing").format(line=line, file=FILE))
    for name in names:
        try:
            store = PortfolioStore(workspace, name, clock())
            portfolio: Portfolio = store.portfolio
        except StoreError as error:
            broken.append(str(error))
            continue
        called, files = Names(portfolio.document), Files(store)
        for finding in verify(portfolio, checker):
            record = portfolio.raw(*finding.key) or {}
            says = ADDED_BY_OTHERS[finding.key[0]](finding.key, record, called)
            troubles = tuple(one for piece in finding.pieces for one in files.troubles(piece))
            checked.append(_Checked(name, says, finding, troubles))
    return checked, broken


def _write(checked: list[_Checked]) -> None:
    name = ""
    for one in checked:
        if one.name != name:
            name = one.name
            out(f"{name}:")
        out(f"  {one.says}: {_said(one)}")
        if one.finding.signature.is_wrong:
            out(f"    {one.finding.key[0]} {one.finding.key[1]}")
    for why in dict.fromkeys(one.finding.signature.why for one in checked if one.finding.signature.why):
        note(why)
    for says in dict.fromkeys(file.says for one in checked for file in one.files):
        note(says)


def _said(one: _Checked) -> str:
    from leaptui.signing.files import FileSort
    from leaptui.signing.state import words

    since = f" · {_('≠ changed since')}" if one.finding.is_changed_since else ""
    altered = f" · {_('≠ a file is not what was attached')}" if one.has(FileSort.ALTERED) else ""
    return words(one.finding.signature) + since + altered


def _ended(checked: list[_Checked], broken: list[str]) -> int:
    from leaptui.signing.files import FileSort
    from leaptui.signing.state import SignatureSort

    def count(is_so: Callable[[_Checked], bool]) -> int:
        return sum(map(is_so, checked))

    wrong = count(lambda one: one.finding.signature.is_wrong)
    signed = count(lambda one: one.finding.signature.is_good)
    open_sorts = {SignatureSort.UNKNOWN, SignatureSort.UNCHECKED, SignatureSort.NAMED}
    waits = count(lambda one: one.finding.signature.sort in open_sorts)
    unsigned = count(lambda one: one.finding.signature.sort is SignatureSort.UNSIGNED)
    total = len(checked)
    parts = [
        ngettext("{n} statement checked", "{n} statements checked", total).format(n=total),
        _("{n} signed").format(n=signed) if signed else "",
        _("{n} unsigned").format(n=unsigned) if unsigned else "",
        ngettext("{n} waits for a decision", "{n} wait for a decision", waits).format(n=waits) if waits else "",
        ngettext("{n} does not match its signature", "{n} do not match their signatures", wrong).format(n=wrong)
        if wrong
        else "",
    ]
    say(", ".join(filter(None, parts)) + ".")
    if wrong:
        says = ngettext(
            "The words of {n} statement are not the ones that were signed: “leaptui log” says when they were changed.",
            "The words of {n} statements are not the ones that were signed: “leaptui log” says when they were changed.",
            wrong,
        )
        say(says.format(n=wrong))
    if count(lambda one: one.finding.signature.sort is SignatureSort.NAMED):
        say(_("“leaptui verify --known-as NAME” takes a name by which you know the learner, too."))
    if wrong or broken or count(lambda one: one.has(FileSort.ALTERED, FileSort.UNREADABLE)):
        return 1
    return WAITING if waits else 0


def _json(one: _Checked) -> dict[str, object]:
    finding = one.finding
    return {
        "portfolio": one.name,
        "table": finding.key[0],
        "id": finding.key[1],
        "by": finding.by,
        "signature": finding.signature.sort.value,
        "signer": finding.signature.name,
        "for": finding.signature.learner,
        "key": finding.signature.key,
        "changed_since": finding.is_changed_since,
        "says": one.says,
        "files": [{"name": file.name, "state": file.sort.value, "says": file.says} for file in one.files],
    }
