"""Files that belong to a piece of evidence: kept once, whole, under the hash of their content."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from leaptui.model import edits
from leaptui.model.portfolio import Portfolio
from leaptui.store import attachments
from leaptui.store.errors import Missing, Refused
from tests.store.desk import AT, GAUGE, Desk, open_count


def kept(desk: Desk) -> list[str]:
    folder = desk.open().files_dir
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def given(folder: Path, name: str, data: bytes = b"picture") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_an_attached_file_is_kept_beside_the_portfolio_and_described(desk: Desk, tmp_path: Path) -> None:
    store = desk.open()
    entry = store.attach(given(tmp_path, "Rain Gauge.PNG"), "A gauge in the rain")
    digest = hashlib.sha256(b"picture").hexdigest()
    assert entry == {
        "sha256": digest,
        "name": "Rain Gauge.PNG",
        "media_type": "image/png",
        "bytes": 7,
        "alt": "A gauge in the rain",
    }
    assert store.files_dir == desk.root / "portfolios" / "amara.files"
    assert store.attachment_path(digest, "Rain Gauge.PNG").read_bytes() == b"picture"
    assert kept(desk) == [f"{digest}.png"]
    store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {"attachments": [entry]}))
    (shown,) = desk.open().portfolio.evidence[GAUGE].attachments
    assert (shown.name, shown.bytes, shown.alt) == ("Rain Gauge.PNG", 7, "A gauge in the rain")


def test_the_same_content_is_kept_once(desk: Desk, tmp_path: Path) -> None:
    store = desk.open()
    first = store.attach(given(tmp_path, "a.txt"))
    inode = store.attachment_path(str(first["sha256"]), "a.txt").stat().st_ino
    second = store.attach(given(tmp_path, "b.txt"))
    assert first["sha256"] == second["sha256"]
    assert len(kept(desk)) == 1
    assert store.attachment_path(str(second["sha256"]), "b.txt").stat().st_ino == inode


def test_a_kept_file_that_was_damaged_is_made_good_by_attaching_it_again(desk: Desk, tmp_path: Path) -> None:
    store = desk.open()
    entry = store.attach(given(tmp_path, "a.txt"))
    place = store.attachment_path(str(entry["sha256"]), "a.txt")
    place.write_bytes(b"pict")
    store.attach(given(tmp_path, "a.txt"))
    assert place.read_bytes() == b"picture"


@pytest.mark.parametrize(
    ("name", "ending", "shown"),
    [
        ("photo.jpg", ".jpg", "photo.jpg"),
        ("archive.tar.GZ", ".gz", "archive.tar.GZ"),
        ("no ending", "", "no ending"),
        (".hidden", "", ".hidden"),
        ("odd.ĵpg", "", "odd.ĵpg"),
        ("odd.j p", "", "odd.j p"),
        ("odd.toolongending", "", "odd.toolongending"),
        ("two\nlines.txt", ".txt", "two lines.txt"),
        ("escape\x1b[31m.txt", ".txt", "escape[31m.txt"),
        ("bell.t\x07xt", ".txt", "bell.txt"),
        ("  spaced .txt  ", ".txt", "spaced .txt"),
        ("../../etc/passwd", "", "../../etc/passwd"),
        ("..", "", ".."),
        ("", "", "file"),
        ("\x07", "", "file"),
        ("broken \udcff name.txt", ".txt", "broken name.txt"),
        ("\u202egnp.exe", ".exe", "gnp.exe"),
        ("写真.png", ".png", "写真.png"),
    ],
)
def test_any_name_is_kept_as_one_line_and_leads_back_to_the_file(
    desk: Desk, name: str, ending: str, shown: str
) -> None:
    store = desk.open()
    entry = store.attach_data(b"x", name)
    digest = hashlib.sha256(b"x").hexdigest()
    assert entry["name"] == shown
    assert kept(desk) == [f"{digest}{ending}"]
    for known_as in (name, shown):
        assert store.attachment_path(digest, known_as) == store.files_dir / f"{digest}{ending}"
    store.apply(edits.edit_evidence(store.portfolio, AT, GAUGE, {"attachments": [entry]}))
    assert [one.name for one in Portfolio(desk.document).evidence[GAUGE].attachments] == [shown]


def test_odd_file_names_on_the_disk_can_be_attached(desk: Desk, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/odd \xff\n name.txt"
    path = Path(os.fsdecode(odd))
    path.write_bytes(b"x")
    assert desk.open().attach(path)["name"] == "odd name.txt"


def test_nothing_over_10_mb_is_attached_whatever_way_it_comes(desk: Desk, tmp_path: Path) -> None:
    store = desk.open()
    most, over = b"0" * attachments.MOST_BYTES, b"0" * (attachments.MOST_BYTES + 1)
    store.attach(given(tmp_path, "most.bin", most))
    before = kept(desk)
    large = given(tmp_path, "over.bin", over)
    for attempt in (
        lambda: store.attach(large),
        lambda: store.attach_data(over, "over.bin"),
        lambda: attachments.keep(store.files_dir, over, "over.bin"),
    ):
        with pytest.raises(Refused, match=r"over\.bin has 10\.0 MB .* add its link"):
            attempt()
    assert kept(desk) == before


def test_a_size_that_makes_syncing_slow_is_known_to_those_who_can_say_so() -> None:
    assert attachments.WARN_BYTES == 1_000_000
    assert attachments.entry(b"0" * 1_000_001, "x")["bytes"] == 1_000_001


def test_what_cannot_be_attached_is_refused_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    store = desk.open()
    before = open_count()
    os.mkfifo(tmp_path / "pipe")
    cases: list[tuple[Path, type[Exception], str]] = [
        (tmp_path / "not there.txt", Missing, "there is no file .*not there.txt"),
        (tmp_path, Refused, "is a folder"),
        (tmp_path / "pipe", Refused, "not an ordinary file"),
        (Path("/dev/zero"), Refused, "not an ordinary file"),
        (tmp_path / ("x" * 300), Refused, "name too long"),
        (tmp_path / "a\0b", Missing, "there is no file"),
        (tmp_path / "not there.txt" / "x", Missing, "there is no file"),
    ]
    for path, error, says in cases:
        with pytest.raises(error, match=says) as raised:
            store.attach(path)
        assert "\n" not in str(raised.value)
        str(raised.value).encode()
    assert kept(desk) == []
    assert open_count() == before


def test_a_link_to_a_file_of_the_learners_is_followed(desk: Desk, tmp_path: Path) -> None:
    given(tmp_path, "real.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    assert desk.open().attach(tmp_path / "link.txt")["bytes"] == 7


def test_an_attachment_that_is_not_there_yet_has_a_place_all_the_same(desk: Desk) -> None:
    store = desk.open()
    place = store.attachment_path("0" * 64, "from afar.png")
    assert place.name == f"{'0' * 64}.png"
    assert not place.exists()


def test_an_empty_file_can_be_attached(desk: Desk, tmp_path: Path) -> None:
    entry = desk.open().attach(given(tmp_path, "empty", b""))
    assert (entry["bytes"], entry["media_type"]) == (0, "application/octet-stream")
    assert len(kept(desk)) == 1
