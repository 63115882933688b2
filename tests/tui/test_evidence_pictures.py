"""Pictures in half blocks, and what belongs to a piece opened: whatever a file holds, it is drawn or said in a word."""

from __future__ import annotations

import io
import json
import os
import struct
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from leaptui.store.workspace import Workspace
from leaptui.tui.evidence.detail import PieceDetail
from leaptui.tui.evidence.large import LargePicture
from leaptui.tui.evidence.opening import can_open, is_web_address, open_outside
from leaptui.tui.evidence.pictures import MOST_PIXELS, draw_picture, measure
from leaptui.tui.evidence.pieces import PieceList
from leaptui.tui.evidence.pixels import pixel_widget, prepare_pixels
from tests.tui.conftest import Desk, Open

AMARA = "amara-okafor"
PAGE = "#102030"


def saved(path: Path, image: Image.Image, **how: object) -> Path:
    image.save(path, **how)  # type: ignore[arg-type]  # options of one format or another
    return path


def colours(path: Path, width: int = 8, rows: int = 4) -> list[list[tuple[str, str]]]:
    """The two colours of each cell, as they are painted."""
    strips = draw_picture(path, measure(path).cells(width, rows), PAGE)
    return [[(part.style.color.name, part.style.bgcolor.name) for part in strip] for strip in strips]  # type: ignore[union-attr]  # its cells are coloured


def test_landscape_and_portrait_keep_their_shape(tmp_path: Path) -> None:
    wide = measure(saved(tmp_path / "wide.png", Image.new("RGB", (400, 100), "#ff0000")))
    tall = measure(saved(tmp_path / "tall.png", Image.new("RGB", (100, 400), "#ff0000")))
    assert wide.cells(40, 14) == (40, 5)
    assert tall.cells(40, 14) == (7, 14)
    assert measure(saved(tmp_path / "thin.png", Image.new("RGB", (4000, 1), "#ff0000"))).cells(40, 14) == (40, 1)


def test_what_is_transparent_shows_the_page(tmp_path: Path) -> None:
    image = Image.new("RGBA", (16, 16), (0, 0, 0, 0))
    image.paste((255, 0, 0, 255), (0, 0, 8, 16))
    found = colours(saved(tmp_path / "half.png", image))
    assert found[0][0] == ("#ff0000", "#ff0000")
    assert found[0][-1] == (PAGE, PAGE)
    palette = image.convert("P")
    palette.info["transparency"] = 0
    assert colours(saved(tmp_path / "palette.gif", palette))


def test_an_animation_shows_its_first_picture(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (8, 8), "#00ff00"), Image.new("RGB", (8, 8), "#0000ff")
    path = saved(tmp_path / "blink.gif", first, save_all=True, append_images=[second])
    assert colours(path)[0][0] == ("#00ff00", "#00ff00")


def test_a_picture_a_camera_took_lying_stands_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (64, 32), "#ff0000")
    image.paste("#0000ff", (32, 0, 64, 32))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = saved(tmp_path / "lying.png", image, exif=exif)
    size = measure(path)
    assert (size.width, size.height) == (32, 64)
    found = colours(path, 4, 4)
    assert found[0][0][0] == "#ff0000"
    assert found[-1][0][1] == "#0000ff"


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, b"GIF89a", b"\xff\xd8\xff\xe0" + b"x" * 200],
    ids=["empty", "words", "png of nothing", "gif of nothing", "jpeg of nothing"],
)
def test_a_broken_file_is_said_in_a_word(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "broken.png"
    path.write_bytes(data)
    assert measure(path).trouble == "This file could not be read as a picture."
    assert draw_picture(path, (8, 4), PAGE) == []


def test_a_picture_that_ends_too_soon_breaks_nothing(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((200, 200), 80).save(buffer, "PNG")
    for share in (0.2, 0.5, 0.9):
        path = tmp_path / f"cut-{share}.png"
        path.write_bytes(buffer.getvalue()[: int(len(buffer.getvalue()) * share)])
        if not measure(path).trouble:
            draw_picture(path, (8, 4), PAGE)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is that large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(6_000, 6_000), (12_000, 12_000), (60_000, 60_000)])
def test_a_decompression_bomb_is_refused_before_it_is_read_in(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(*size))
    assert measure(path).trouble.startswith("This picture is too large to be drawn here")


def test_a_large_photograph_is_read_at_an_eighth_of_its_size(tmp_path: Path) -> None:
    path = saved(tmp_path / "photo.jpg", Image.new("L", (6_000, 4_000), 200), quality=20)
    assert MOST_PIXELS < 6_000 * 4_000
    assert not measure(path).trouble
    assert all(abs(int(colour[1:3], 16) - 200) < 5 for colour in colours(path)[0][0])


def test_formats_that_other_programs_would_be_asked_about_are_not_read(tmp_path: Path) -> None:
    path = saved(tmp_path / "drawing.eps", Image.new("RGB", (8, 8), "#ff0000"))
    assert measure(path).trouble == "This file could not be read as a picture."


# ---- in the app


async def holding(desk: Desk, *images: tuple[str, bytes]) -> None:
    """Put files onto the newest piece."""
    key = desk.app.screen.query_one(PieceList).key or ""
    store = desk.app.session.store
    document = json.loads(desk.path.read_bytes())
    document["evidence"][key]["attachments"] = [
        {**store.attach_data(data, name), "alt": f"what {name} shows"} for name, data in images
    ]
    desk.path.write_text(json.dumps(document), encoding="utf-8")
    desk.app.look_again()
    await desk.settle()


def png(size: tuple[int, int], colour: str = "#ff0000") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, colour).save(buffer, "PNG")
    return buffer.getvalue()


async def test_every_picture_of_a_piece_stands_there_with_its_words(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA, size=(120, 60)) as desk:
        await desk.press("2")
        files = (
            ("one.png", png((60, 40))),
            ("two.png", png((40, 60))),
            ("bad.png", b"x"),
            ("bomb.png", bomb(9000, 9000)),
        )
        await holding(desk, *files)
        for name, _data in files:
            assert name in desk.text
            assert f"what {name}" in desk.text
        assert desk.text.count("▀") > 200
        assert "could not be read as a picture" in " ".join(desk.text.split())
        assert "too large to be drawn here" in desk.text


async def test_a_large_picture_is_drawn_in_a_thread_and_then_stands_there(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        await holding(desk, ("large.png", png((2_000, 1_500), "#00ff00")))
        await desk.settle()
        strips = [desk.app.screen.query_one(PieceDetail).render_line(y) for y in range(20)]
        assert any(
            part.style and part.style.color and part.style.color.name == "#00ff00" for strip in strips for part in strip
        )


async def test_enter_shows_a_picture_as_large_as_the_terminal(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        small = desk.text.count("▀")
        await desk.press("enter", "enter")
        assert "─ Open ─" in desk.text
        await desk.type("rain-gauge")
        await desk.press("enter")
        assert isinstance(desk.app.screen, LargePicture)
        assert desk.text.count("▀") > 4 * small
        await desk.press("y")
        assert desk.app.clipboard.endswith(".png")
        assert Path(desk.app.clipboard).is_file()
        await desk.press("escape")
        assert "─ Piece ─" in desk.text


async def test_a_click_on_a_picture_opens_it(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        await desk.press("2")
        row = next(y for y, line in enumerate(desk.text.splitlines()) if "▀" in line)
        await desk.pilot.click(offset=(80, row + 2))
        await desk.settle()
        assert isinstance(desk.app.screen, LargePicture)


async def test_without_colours_for_pictures_their_words_stand_for_them(samples: Workspace, at_desk: Open) -> None:
    async with at_desk(samples, AMARA) as desk:
        desk.app.terminal = type(desk.app.terminal)(shades=False, console=True)
        await desk.press("2")
        assert "▀" not in desk.text
        assert "A white funnel on a clear tube" in desk.text


# ---- outside


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desktop whose opener writes down what it is asked to open."""
    noted = tmp_path / "opened.txt"
    folder = tmp_path / "bin"
    folder.mkdir()
    opener = folder / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{noted}"\n', encoding="utf-8")
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":9")
    return noted


def wait_for(path: Path) -> str:
    until = time.monotonic() + 20
    while not path.exists() or not path.read_text(encoding="utf-8").endswith("\n"):
        assert time.monotonic() < until
        time.sleep(0.02)
    return path.read_text(encoding="utf-8")


def test_a_file_is_opened_by_its_path_alone(tmp_path: Path, desktop: Path) -> None:
    file = tmp_path / "-a name; rm x.pdf"
    file.write_text("x", encoding="utf-8")
    assert open_outside(file)
    assert wait_for(desktop) == f"{file}\n"


def test_what_could_act_is_never_opened(tmp_path: Path, desktop: Path) -> None:
    for name in ("page.html", "run.desktop", "tool.sh", "drawing.svg", "none"):
        (tmp_path / name).write_text("x", encoding="utf-8")
        assert not open_outside(tmp_path / name)
    assert not open_outside(tmp_path / "gone.pdf")
    for address in ("javascript:alert(1)", "file:///etc/passwd", "http:// x", "-http://x", "https://", "http://[x"):
        assert not is_web_address(address)
        assert not open_outside(address)
    assert not desktop.exists()


def test_where_there_is_no_desktop_nothing_is_opened(monkeypatch: pytest.MonkeyPatch, desktop: Path) -> None:
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not can_open("https://rain.example")
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    assert can_open("https://rain.example")


def test_pixels_are_only_for_who_asks_for_them_on_a_terminal_that_has_them(tmp_path: Path) -> None:
    path = saved(tmp_path / "one.png", Image.new("RGB", (8, 8), "#ff0000"))
    assert not prepare_pixels(None)
    assert not prepare_pixels("half blocks")
    assert not prepare_pixels("pixels")
    assert pixel_widget(path) is None
