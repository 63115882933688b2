"""What comes from strangers is refused in one plain sentence, and never more is read than the limits say."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leaptui.interchange import leap2a_package
from leaptui.interchange.leap2a import ImportRefused, open_package, translate
from leaptui.store.errors import StoreError
from tests.interchange.leap2a_samples import entry, feed, import_file, write_xml, write_zip

GOOD = feed(entry())
DAMAGED_AT = 40


def zipped(folder: Path, *members: tuple[zipfile.ZipInfo | str, str | bytes]) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in (("leap2a.xml", GOOD), *members):
            archive.writestr(member, data)
    return path


def member(name: str, mode: int = 0) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.filename = info.orig_filename = name
    info.external_attr = mode << 16
    return info


def renamed(path: Path, old: bytes, new: bytes) -> Path:
    """Put another name of the same length into an archive, as a tool of an attacker would."""
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def absolute_path(folder: Path) -> Path:
    return zipped(folder, (member("/etc/passwd"), "x"))


def path_upwards(folder: Path) -> Path:
    return zipped(folder, (member("files/../../../x"), "x"))


def drive_letter(folder: Path) -> Path:
    return zipped(folder, (member("C:/x.txt"), "x"))


def backslashes(folder: Path) -> Path:
    return renamed(zipped(folder, ("files!x.txt", "x")), b"files!x.txt", b"files\\x.txt")


def hidden_end_of_name(folder: Path) -> Path:
    return renamed(zipped(folder, ("files!x.txt", "x")), b"files!x.txt", b"files\0x.txt")


def symbolic_link(folder: Path) -> Path:
    return zipped(folder, (member("picture.png", stat.S_IFLNK | 0o777), "/etc/passwd"))


def device(folder: Path) -> Path:
    return zipped(folder, (member("picture.png", stat.S_IFCHR | 0o666), "x"))


def encrypted(folder: Path) -> Path:
    path = zipped(folder, ("secret.txt", "x"))
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 8] |= 1
    path.write_bytes(data)
    return path


def unusual_packing(folder: Path) -> Path:
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("leap2a.xml", GOOD)
    return path


def same_name_twice(folder: Path) -> Path:
    path = zipped(folder, ("notes-a.txt", "x"), ("notes-b.txt", "y"))
    return renamed(path, b"notes-b.txt", b"notes-a.txt")


def one_bomb(folder: Path) -> Path:
    return zipped(folder, ("zeros.bin", bytes(20 * 1024 * 1024)))


def many_small_bombs(folder: Path) -> Path:
    block = bytes(8 * 1024 * 1024)
    return zipped(folder, *((f"zeros-{number}.bin", block) for number in range(33)))


def too_many_files(folder: Path) -> Path:
    return zipped(folder, *((f"{number}.txt", "") for number in range(leap2a_package.MAX_MEMBERS)))


def far_too_many_files(folder: Path) -> Path:
    path = folder / "export.zip"
    path.write_bytes(b"PK\x03\x04" + b"PK\x01\x02" * 60_000)
    return path


def feed_bomb(folder: Path) -> Path:
    path = folder / "export.zip"
    noise = os.urandom(64).hex()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("leap2a.xml", GOOD + "".join(f"<!-- {noise[n % 64 :]}{n} -->" for n in range(900_000)))
    return path


def not_a_zip(folder: Path) -> Path:
    return write_xml(folder, b"PK\x03\x04 nothing else", "export.zip")


def cut_off(folder: Path) -> Path:
    path = zipped(folder, ("notes.txt", "x" * 5000))
    path.write_bytes(path.read_bytes()[:-30])
    return path


def damaged_feed(folder: Path) -> Path:
    path = zipped(folder)
    data = bytearray(path.read_bytes())
    data[DAMAGED_AT + 20 : DAMAGED_AT + 40] = bytes(20)
    path.write_bytes(data)
    return path


def lying_size(folder: Path) -> Path:
    path = zipped(folder)
    data = bytearray(path.read_bytes())
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 100)
    path.write_bytes(data)
    return path


def no_feed(folder: Path) -> Path:
    return write_zip(folder, {"readme.txt": "hello"})


def only_other_archives(folder: Path) -> Path:
    return write_zip(folder, {"users/amara.zip": "PK", "users/mateo.zip": "PK"})


def several_exports(folder: Path) -> Path:
    return write_zip(folder, {"amara/leap2a.xml": GOOD, "mateo/leap2a.xml": GOOD})


def empty_archive(folder: Path) -> Path:
    return write_zip(folder, {})


REFUSED_ARCHIVES: list[tuple[Callable[[Path], Path], str]] = [
    (absolute_path, "absolute path"),
    (path_upwards, "leads out of the archive"),
    (drive_letter, "absolute path"),
    (backslashes, "no proper path"),
    (hidden_end_of_name, "no proper path"),
    (symbolic_link, "link"),
    (device, "neither a file nor a folder"),
    (encrypted, "password"),
    (unusual_packing, "packed in a way"),
    (same_name_twice, "same name"),
    (one_bomb, "suspiciously"),
    (many_small_bombs, "256 MB"),
    (too_many_files, "10,000 files"),
    (far_too_many_files, "10,000 files"),
    (feed_bomb, "64 MB"),
    (not_a_zip, "damaged or incomplete"),
    (cut_off, "damaged or incomplete"),
    (damaged_feed, "damaged"),
    (lying_size, "damaged"),
    (no_feed, "no Leap2A feed"),
    (only_other_archives, "other archives"),
    (several_exports, "several exports"),
    (empty_archive, "no Leap2A feed"),
]


@pytest.mark.parametrize(("make", "says"), REFUSED_ARCHIVES, ids=lambda value: getattr(value, "__name__", None))
def test_an_unsafe_archive_is_refused_in_one_sentence(tmp_path: Path, make: Callable[[Path], Path], says: str) -> None:
    path = make(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ImportRefused) as refusal:
        import_file(path)
    assert says in str(refusal.value)
    assert_one_sentence(str(refusal.value))
    assert sorted(tmp_path.rglob("*")) == before, "nothing is written"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
REFUSED_FEEDS = {
    "entities that grow": (f'<!DOCTYPE feed [<!ENTITY l0 "ha">{LAUGHS}]>' + GOOD.partition("?>")[2], "document type"),
    "a file of the system": (
        '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + GOOD.partition("?>")[2],
        "document type",
    ),
    "a document type elsewhere": (
        '<!DOCTYPE feed SYSTEM "http://attacker.example/x.dtd">' + GOOD.partition("?>")[2],
        "document type",
    ),
    "an unknown entity": (GOOD.replace("Rain", "&rain;"), "no sound XML"),
    "broken XML": (GOOD[:-20], "no sound XML (it breaks in line 1)"),
    "nothing": ("", "no sound XML"),
    "no XML": ("Dear diary", "no sound XML"),
    "a page": ('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "no Leap2A or Atom feed"),
    "another sort of feed": ('<rss version="2.0"><channel/></rss>', "no Leap2A or Atom feed"),
    "a feed of no known sort": ("<feed><entry/></feed>", "no Leap2A or Atom feed"),
    "an entry alone": ('<entry xmlns="http://www.w3.org/2005/Atom"/>', "no Leap2A or Atom feed"),
    "an encoding nobody knows": ('<?xml version="1.0" encoding="klingon"?><feed/>', "encoding that cannot be read"),
    "an encoding of many bytes": ('<?xml version="1.0" encoding="shift_jis"?><feed/>', "encoding that cannot be read"),
    "nesting without end": (
        feed(entry("<x:a xmlns:x='urn:x'>" * 300 + "</x:a>" * 300)),
        "nests its elements deeper",
    ),
    "half a character": (GOOD.replace("Rain", "&#xD800;"), "no sound XML"),
}


@pytest.mark.parametrize(("xml", "says"), REFUSED_FEEDS.values(), ids=REFUSED_FEEDS.keys())
def test_an_unsafe_or_broken_feed_is_refused_in_one_sentence(tmp_path: Path, xml: str, says: str) -> None:
    for path in (write_xml(tmp_path, xml), write_zip(tmp_path, {"leap2a.xml": xml})):
        with pytest.raises(ImportRefused) as refusal:
            import_file(path)
        assert says in str(refusal.value)
        assert_one_sentence(str(refusal.value))


def test_a_feed_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    for words, says in (
        ("<x/>" * 2_000_001, "far more markup"),
        ("<x/>" * 200_001, "far more markup"),
        ("x" * (16 * 1024 * 1024 + 1), "larger than a portfolio"),
    ):
        with pytest.raises(ImportRefused, match=says) as refusal:
            import_file(write_xml(tmp_path, feed(entry(f"<x>{words}</x>"))))
        assert_one_sentence(str(refusal.value))


def test_a_feed_of_more_than_64_mb_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "export.xml"
    with path.open("wb") as file:
        file.truncate(leap2a_package.MAX_XML + 1)
    with pytest.raises(ImportRefused, match="more than 64 MB"):
        open_package(path)


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    for name, says in (("not-there.zip", "no file not-there.zip"), (".", "folder"), ("pipe.zip", "no file; give")):
        with pytest.raises(ImportRefused, match=says) as refusal:
            open_package(tmp_path / name)
        assert_one_sentence(str(refusal.value))
    with pytest.raises(ImportRefused, match="cannot be opened"):
        open_package(tmp_path / ("x" * 300))


def test_a_refusal_is_an_error_of_the_store_so_that_all_doors_show_it() -> None:
    assert issubclass(ImportRefused, StoreError)


def test_a_file_that_is_too_large_is_left_out_and_named(tmp_path: Path) -> None:
    large = os.urandom(10_000_001)
    links = '<link rel="enclosure" href="large.bin"/><link rel="enclosure" href="small.txt"/>'
    path = write_zip(tmp_path, {"leap2a.xml": feed(entry(links)), "large.bin": large, "small.txt": "small"})
    imported = import_file(path)
    assert [attachment.name for attachment in imported.attachments] == ["small.txt"]
    assert "1 file left out for being larger than 10 MB: “large.bin”." in imported.notes


def test_a_damaged_file_is_left_out_and_named(tmp_path: Path) -> None:
    words = os.urandom(500)
    xml = feed(entry('<link rel="enclosure" href="a.bin"/>'))
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leap2a.xml", xml)
        archive.writestr("a.bin", words)
    path.write_bytes(path.read_bytes().replace(words, words[::-1]))
    imported = import_file(path)
    assert imported.attachments == ()
    assert "1 file left out for being damaged: “a.bin”." in imported.notes


def test_a_feed_cannot_reach_files_outside_its_archive(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("private")
    links = "".join(
        f'<link rel="enclosure" href="{href}"/>'
        for href in ("diary.txt", "../diary.txt", str(tmp_path / "diary.txt"), f"file://{tmp_path}/diary.txt")
    )
    xml = feed(entry(links))
    inside = tmp_path / "inside"
    inside.mkdir()
    for path in (write_xml(tmp_path, xml), write_zip(inside, {"leap2a.xml": xml})):
        imported = import_file(path)
        assert imported.attachments == ()
        assert any(note.startswith("4 files named in the export") for note in imported.notes)


def test_a_file_is_not_read_once_the_archive_is_closed(tmp_path: Path) -> None:
    path = write_zip(tmp_path, {"leap2a.xml": feed(entry('<link rel="enclosure" href="a.txt"/>')), "a.txt": "a"})
    with open_package(path) as package:
        imported = translate(package)
    with pytest.raises(ImportRefused, match="can no longer be read"):
        imported.attachments[0].read()


def assert_one_sentence(message: str) -> None:
    assert "\n" not in message
    assert not message.endswith(".")
    assert ". " not in message
    assert len(message) < 200
