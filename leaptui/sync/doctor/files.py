"""The learners' files: can they be read, do they name what is not there, and which attachments does nobody name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from leaptui.language import _, ngettext
from leaptui.model.clock import Clock
from leaptui.model.edits.lost_goals import without_lost_goals
from leaptui.store.check import check_portfolio
from leaptui.store.errors import StoreError
from leaptui.store.frameworks import load_frameworks
from leaptui.store.portfolio_store import PortfolioStore
from leaptui.store.workspace import Workspace
from leaptui.sync.doctor.finding import Finding, Health


@dataclass
class _Count:
    """What was found in all portfolios."""

    lost: int = 0
    lost_in: list[str] = field(default_factory=list)
    spare: list[str] = field(default_factory=list)
    spare_bytes: int = 0


def examine_files(workspace: Workspace, clock: Clock, *, mend: bool) -> Iterator[Finding]:
    """Look at every portfolio. What names goals that are gone is mended, as a change that undo takes back."""
    count = _Count()
    frameworks = load_frameworks(workspace)
    wrong = 0
    names = workspace.names()
    for name in names:
        _look_into(workspace, name, clock, count, mend=mend)
        found = [one for one in check_portfolio(workspace.path(name), frameworks) if not one.is_note]
        if not found:
            continue
        wrong += 1
        place = "".join(f":{number}" for number in (found[0].line, found[0].column) if number is not None)
        more = ngettext("{n} more", "{n} more", len(found) - 1).format(n=len(found) - 1) if len(found) > 1 else ""
        said = f"{name}.json{place} {found[0].says}"
        if found[0].is_broken:
            said = _("{said}; “leaptui check --repair” mends it").format(said=said)
        said = _("{first}, and {more}: “leaptui check” says what").format(first=said, more=more) if more else said
        yield Finding("files", Health.WRONG, said, (f"portfolios/{name}.json",))
    if names and not wrong:
        said = ngettext(
            "{n} portfolio can be read and is sound", "{n} portfolios can be read and are sound", len(names)
        )
        yield Finding("files", Health.WELL, said.format(n=len(names)))
    elif not names:
        yield Finding("files", Health.NOTE, _("there is no portfolio here yet"))
    yield from _told(count, mend=mend)


def _look_into(workspace: Workspace, name: str, clock: Clock, count: _Count, *, mend: bool) -> None:
    """Count what one portfolio names that is gone, mend it if that may be, and count what it no longer names."""
    try:
        store = PortfolioStore(workspace, name, clock)
        change = without_lost_goals(store.portfolio, clock.instant())
        if change.edits and not (mend and store.read_only):
            if mend:
                store.apply(change)
            count.lost += len(change.edits)
            count.lost_in.append(f"portfolios/{name}.json")
        data = workspace.path(name).read_bytes()
        for path in sorted(workspace.files_dir(name).glob("*")):
            if path.is_file() and len(path.stem) == 64 and path.stem.encode() not in data:
                count.spare.append(f"portfolios/{name}.files/{path.name}")
                count.spare_bytes += path.stat().st_size
    except (StoreError, OSError):
        return  # what is wrong with the file is said by the check


def _told(count: _Count, *, mend: bool) -> Iterator[Finding]:
    if count.lost:
        done = ngettext(
            "{n} piece named a goal that is gone and names it no more; undo takes that back",
            "{n} pieces named goals that are gone and name them no more; undo takes that back",
            count.lost,
        )
        would = ngettext("{n} piece names a goal that is gone", "{n} pieces name goals that are gone", count.lost)
        health = Health.MENDED if mend else Health.MENDABLE
        yield Finding("links", health, (done if mend else would).format(n=count.lost), tuple(count.lost_in))
    if count.spare:
        said = ngettext(
            "{n} attachment ({megabytes} MB) belongs to no piece any more; it stays, and undo or an earlier date may need it",
            "{n} attachments ({megabytes} MB) belong to no piece any more; they stay, and undo or an earlier date may need them",
            len(count.spare),
        )
        megabytes = -(-count.spare_bytes // 1_000_000)
        yield Finding(
            "attachments", Health.NOTE, said.format(n=len(count.spare), megabytes=megabytes), tuple(count.spare)
        )
