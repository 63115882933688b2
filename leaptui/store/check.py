"""Checking a portfolio file against the format, its framework and its attachments: what `leaptui check` tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leaptui.language import _
from leaptui.model.canonical import Document, Json, Record, Table, UnreadableDocument, canonical_bytes, read_document
from leaptui.model.format import FORMAT
from leaptui.model.schema import complaints
from leaptui.store import attachments
from leaptui.store.errors import Refused
from leaptui.store.files import TEMPORARY, explain, read_bytes
from leaptui.store.frameworks import Frameworks
from leaptui.store.locate import Places


@dataclass(frozen=True)
class Finding:
    """Something a check found: where (line and column count from 1, where known), in which record, and what.

    A note is worth knowing and nothing is wrong; everything else is. A broken file cannot be read, and can be mended.
    """

    file: Path
    says: str
    line: int | None = None
    column: int | None = None
    table: str | None = None
    record: str | None = None
    is_note: bool = False
    is_broken: bool = False


def check_portfolio(path: Path, frameworks: Frameworks) -> list[Finding]:
    """Check one portfolio file, in the order of its lines. The file is only read."""
    try:
        data = read_bytes(path)
        document = read_document(data)
    except FileNotFoundError:
        return [Finding(path, _("is not there"))]
    except UnreadableDocument as error:
        return [Finding(path, error.what, error.line, error.column, is_broken=True)]
    except Refused as error:
        return [Finding(path, str(error))]
    except OSError as error:
        return [Finding(path, explain(error, _("could not be read")))]
    check = _Check(path, document, Places(data.decode()), frameworks)
    found = sorted(check.findings(), key=lambda finding: (finding.line or 0, finding.column or 0, finding.says))
    if canonical_bytes(document) != data:
        says = _("is not written in the canonical form; the next change made with leaptui rewrites it so")
        found.insert(0, Finding(path, says, is_note=True))
    return found


class _Check:
    """One file being checked."""

    def __init__(self, path: Path, document: Document, places: Places, frameworks: Frameworks) -> None:
        self._path = path
        self._document = document
        self._places = places
        meta = document.get("meta", {}).get("portfolio", {})
        self._framework_id = str(meta.get("framework", ""))
        self._frameworks = frameworks.found
        self._files = path.with_name(f"{path.stem}.files")

    def findings(self) -> Iterator[Finding]:
        """Everything there is to say."""
        yield from self._meta()
        for table, records in self._document.items():
            for record_id, record in records.items():
                if table != "meta" or record_id == "portfolio":
                    for complaint in complaints(table, record):
                        yield self._finding(table, record_id, complaint.path, _said(complaint.path, complaint.says))
        yield from self._claims()
        yield from self._goals()
        yield from self._attachments()

    def _finding(
        self, table: str, record_id: str | None, path: tuple[str | int, ...], says: str, *, is_note: bool = False
    ) -> Finding:
        line, column = self._places.find(table, *((record_id, *path) if record_id is not None else ()))
        return Finding(self._path, says, line, column, table, record_id, is_note=is_note)

    def _meta(self) -> Iterator[Finding]:
        meta = self._document.get("meta", {}).get("portfolio")
        if meta is None:
            yield Finding(self._path, _("has no meta.portfolio: it does not say whose portfolio it is"), 1, 1)
            return
        wanted = meta.get("min_writer")
        if isinstance(wanted, int) and wanted > FORMAT:
            says = _("was written by a newer leaptui (format {format}): it can be read here, not changed")
            says = says.format(format=wanted)
            yield self._finding("meta", "portfolio", ("min_writer",), says, is_note=True)
        if self._framework_id and self._framework_id not in self._frameworks:
            says = _("follows the framework “{id}”, which is not here: its guidelines cannot be checked")
            says = says.format(id=self._framework_id)
            yield self._finding("meta", "portfolio", ("framework",), says)

    def _claims(self) -> Iterator[Finding]:
        for claim_id, claim in self._document.get("claims", {}).items():
            if not _is_in(self._document.get("evidence", {}), claim.get("evidence")):
                yield self._finding("claims", claim_id, ("evidence",), _("the piece of evidence it names is not there"))
            yield from self._aim("claims", claim_id, claim, ())

    def _aim(self, table: str, record_id: str, aim: Record, path: tuple[str | int, ...]) -> Iterator[Finding]:
        """Check a guideline and a level that stand in a record at a path."""
        guideline, level = aim.get("guideline"), aim.get("level")
        if not isinstance(guideline, str):
            return
        framework_id = guideline.partition(":")[0]
        framework = self._frameworks.get(framework_id)
        if framework is None:
            # Where the portfolio's own framework is missing, that was said once already.
            if framework_id != self._framework_id:
                says = _("the guideline {code} is of a framework that is not here").format(code=guideline)
                yield self._finding(table, record_id, (*path, "guideline"), says)
        elif guideline not in framework.guidelines:
            says = _("{framework} has no guideline {code}").format(framework=framework.full_name, code=guideline)
            yield self._finding(table, record_id, (*path, "guideline"), says)
        elif isinstance(level, str) and level not in framework.level_ids:
            says = _("{framework} has no level “{level}”; it has {levels}").format(
                framework=framework.full_name, level=level, levels=", ".join(framework.level_ids)
            )
            yield self._finding(table, record_id, (*path, "level"), says)

    def _goals(self) -> Iterator[Finding]:
        goals = self._document.get("goals", {})
        for step_id, step in self._document.get("steps", {}).items():
            if not _is_in(goals, step.get("goal")):
                yield self._finding("steps", step_id, ("goal",), _("the goal it belongs to is not there"))
            yield from self._known("steps", step_id, step, "evidence", "evidence")
        for evidence_id, piece in self._document.get("evidence", {}).items():
            yield from self._known("evidence", evidence_id, piece, "goals", "goals")
        for table in ("goals", "recognitions"):
            for record_id, record in self._document.get(table, {}).items():
                for place, aim in enumerate(_list(record.get("guidelines"))):
                    if isinstance(aim, dict):
                        yield from self._aim(table, record_id, aim, ("guidelines", place))

    def _known(self, table: str, record_id: str, record: Record, field: str, other: str) -> Iterator[Finding]:
        """Check that the records a list of ids names are there."""
        for place, wanted in enumerate(_list(record.get(field))):
            if not _is_in(self._document.get(other, {}), wanted):
                says = _("{field} names a record of {table} that is not there").format(field=field, table=other)
                yield self._finding(table, record_id, (field, place), says)

    def _attachments(self) -> Iterator[Finding]:
        wanted: set[str] = set()
        for evidence_id, piece in self._document.get("evidence", {}).items():
            for place, item in enumerate(_list(piece.get("attachments"))):
                sha256, name = (item.get("sha256"), item.get("name")) if isinstance(item, dict) else (None, None)
                if isinstance(item, dict) and isinstance(sha256, str) and isinstance(name, str):
                    kept = attachments.file_name(sha256, name)
                    wanted.add(kept)
                    says = self._attachment(self._files / kept, sha256, item.get("bytes"))
                    if says:
                        says = _("the attachment “{name}” {trouble}").format(name=name, trouble=says)
                        yield self._finding("evidence", evidence_id, ("attachments", place), says)
        if self._files.is_dir():
            for path in sorted(self._files.iterdir()):
                if path.name not in wanted and not path.name.startswith(TEMPORARY):
                    says = _("no piece of evidence lists {file}; the file is not needed").format(
                        file=f"{self._files.name}/{path.name}"
                    )
                    yield Finding(self._path, says, is_note=True)

    @staticmethod
    def _attachment(path: Path, sha256: str, size: Json) -> str | None:
        """What is wrong with an attachment's file; None where nothing is."""
        shown = f"{path.parent.name}/{path.name}"
        try:
            data = attachments.content_of(path, sha256)
        except FileNotFoundError:
            return _("is not there: {file} is missing (a sync may bring it)").format(file=shown)
        except attachments.Altered as error:
            return str(error)
        except (Refused, OSError) as error:
            return _("could not be read: {reason}").format(reason=error)
        if size != len(data):
            return _("has {n} bytes, and the record says {said}").format(n=len(data), said=size)
        return None


def _is_in(records: Table, wanted: Json) -> bool:
    """Whether a record of that id is there; what is no text is no id."""
    return isinstance(wanted, str) and wanted in records


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _said(path: tuple[str | int, ...], says: str) -> str:
    """A complaint with the field it is about; a place in a list counts from 1, as people do."""
    words = ".".join(str(step + 1) if isinstance(step, int) else step for step in path)
    return f"{words}: {says}" if words else says
