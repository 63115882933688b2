"""Small Leap2A exports for the tests, written as producers write them, and the places of real ones."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from leaptui.interchange.leap2a import Imported, Progress, open_package, translate
from leaptui.model.canonical import Document, Record

ATOM = "http://www.w3.org/2005/Atom"
LEAP = "http://terms.leapspecs.org/"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
CATEGORIES = "http://wiki.leapspecs.org/2A/categories/"
VERSION = "<leap2:version>http://www.leapspecs.org/2010-07/2A/</leap2:version>"

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "leap2a"


def real_export(name: str) -> Path:
    """An export of a real system; skips the test where the collection is not beside the repository."""
    path = REAL / name
    if not path.exists():
        pytest.skip(f"{name} is not there: it belongs into ../shared/data/leap2a beside the repository")
    return path


def entry(words: str = "", *, title: str = "Rain gauge", key: str = "1", kind: str = "entry", content: str = "") -> str:
    """An entry; `words` are further elements of it."""
    return (
        f"<entry><title>{escape(title)}</title><id>portfolio:{key}</id>"
        "<published>2024-05-03T23:30:00+02:00</published><updated>2024-05-04T08:00:00Z</updated>"
        f'<content>{escape(content)}</content><rdf:type rdf:resource="leap2:{kind}"/>{words}</entry>'
    )


def feed(*entries: str, head: str = VERSION, feed_id: str = "http://school.example/export/3/1700000000") -> str:
    """A feed as Mahara writes it."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        f'<feed xmlns="{ATOM}" xmlns:rdf="{RDF}" xmlns:leap2="{LEAP}" xmlns:categories="{CATEGORIES}"'
        f' xmlns:portfolio="{feed_id.replace("/export/", "/export/leap/")}/">{head}<id>{feed_id}</id><title>Export</title>'
        "<updated>2024-06-01T10:00:00Z</updated><author><name>Amara Okafor</name><email>amara@school.example</email>"
        f"<uri>portfolio:me</uri></author>{''.join(entries)}</feed>"
    )


def write_xml(folder: Path, xml: str | bytes, name: str = "export.xml") -> Path:
    """Write a feed as a file of its own."""
    path = folder / name
    path.write_bytes(xml if isinstance(xml, bytes) else xml.encode())
    return path


def write_zip(folder: Path, members: Mapping[str, str | bytes], name: str = "export.zip") -> Path:
    """Write an archive."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def import_file(path: Path, progress: Progress | None = None) -> Imported:
    """Translate an export; its files' contents can no longer be read after that."""
    with open_package(path) as package:
        return translate(package, progress)


def import_feed(folder: Path, *entries: str, head: str = VERSION) -> Imported:
    """Translate a feed of these entries."""
    return import_file(write_xml(folder, feed(*entries, head=head)))


def only(imported: Imported, table: str = "evidence") -> Record:
    """The one record of a table."""
    (record,) = imported.tables[table].values()
    return record


def titled(document: Document, title: str) -> tuple[str, str, Record]:
    """The one record of that title or name: its table, id and itself."""
    (found,) = [
        (table, record_id, record)
        for table, records in document.items()
        for record_id, record in records.items()
        if title in (record.get("title"), record.get("name"))
    ]
    return found


def kept(record: Record) -> Record:
    """What a record keeps of its entry under `imported`."""
    imported = record["imported"]
    assert isinstance(imported, dict)
    return imported
