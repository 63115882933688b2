"""The pictures of the sample portfolios, one function each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.samples.picture import Canvas


def rain_gauge() -> Canvas:
    """A rain gauge on a roof at sunset."""
    picture = Canvas(
        72,
        48,
        (
            *("1f2a4d", "34406b", "5b4f7a", "8a5f77", "b97a63", "dd9c5c", "f4c877", "fff0b0"),
            *("4a4152", "8d3f2c", "6f2f22", "fdfbf2", "cfe4ec", "8fb6c6", "3f97dd", "2b6fb3"),
        ),
    )
    picture.fade(0, 36, (0, 1, 2, 3, 4, 5, 6))
    for x, y in ((6, 6), (20, 3), (48, 8), (62, 5), (34, 2), (67, 14), (4, 15), (44, 17)):
        picture.line(x, y, x - 1, y + 3, 13)
    picture.disc(57, 33, 8, 6)
    picture.disc(57, 33, 6, 7)
    for x in range(72):
        height = 4 + (3 if x % 37 < 14 else 0) + (abs((x * 5) % 23 - 11)) // 3
        picture.box(x, 38 - height // 2, 1, height, 8)
    for y in range(38, 48):
        for x in range(72):
            picture.dot(x, y, 10 if y % 3 == 1 or (x + (y // 3) * 4) % 8 == 0 else 9)
    for row in range(6):
        picture.box(15 + row, 8 + row, 26 - 2 * row, 1, 11)
    picture.box(15, 7, 26, 1, 12)
    picture.box(21, 14, 14, 28, 12)
    picture.box(22, 14, 4, 28, 11)
    picture.box(22, 28, 12, 13, 14)
    picture.box(22, 28, 12, 1, 12)
    picture.box(30, 29, 4, 12, 15)
    for y in (17, 20, 23, 26, 31, 34, 37):
        picture.box(29, y, 4, 1, 13 if y < 28 else 12)
    picture.box(20, 42, 16, 2, 8)
    return picture


def hive() -> Canvas:
    """A blue beehive in the grass, its lid beside it."""
    picture = Canvas(
        64,
        44,
        (
            *("cfe3ee", "e6efe9", "7fae5c", "5e8f45", "3c6fa8", "2d5585", "5b90c9", "8a6a45"),
            *("a9865a", "f2efe4", "2b241b", "f0b429", "ffffff", "c7d6a0"),
        ),
    )
    picture.fade(0, 30, (0, 1, 13))
    for y in range(30, 44):
        for x in range(64):
            picture.dot(x, y, 3 if (x * 7 + y * 3) % 5 == 0 else 2)
    for x, y, height, colour in ((20, 26, 12, 4), (20, 14, 11, 6)):
        picture.box(x, y, 26, height, colour)
        picture.box(x, y + height - 1, 26, 1, 5)
        picture.box(x, y, 1, height, 5)
        picture.box(x + 10, y + 3, 6, 2, 5)
    for frame in range(6):
        picture.box(22 + 4 * frame, 10, 2, 4, 8)
    picture.box(21, 13, 24, 1, 7)
    picture.box(18, 38, 30, 2, 7)
    picture.box(22, 40, 3, 3, 7)
    picture.box(41, 40, 3, 3, 7)
    picture.box(27, 36, 12, 2, 10)
    picture.line(49, 40, 58, 24, 9)
    picture.line(50, 40, 59, 24, 9)
    picture.line(51, 40, 60, 24, 8)
    bee = (".ww.", "kyky", ".ky.")
    for x, y in ((8, 8), (14, 20), (30, 4), (42, 3), (54, 12), (10, 30), (31, 31)):
        picture.mark(x, y, bee, {"w": 12, "k": 10, "y": 11})
    return picture


def two_sensors() -> Canvas:
    """Two sensors on one wire, with the resistor that makes it work."""
    picture = Canvas(
        96,
        52,
        (
            *("fbf7ee", "e9e0cd", "2f7d5b", "24614a", "d9c06a", "c23b2e", "2a2723", "2f6fd0"),
            *("f4f4f0", "8f8a80", "b58a55", "6b4b2a", "b7b0a4"),
        ),
    )
    picture.box(0, 0, 96, 52, 0)
    for x in range(0, 96, 4):
        for y in range(0, 52, 4):
            picture.dot(x, y, 1)
    picture.box(6, 10, 24, 32, 3)
    picture.box(7, 11, 22, 30, 2)
    picture.box(12, 20, 10, 10, 6)
    for y in range(13, 40, 3):
        picture.box(8, y, 2, 1, 4)
        picture.box(26, y, 2, 1, 4)
    for y, colour in ((16, 5), (25, 7), (34, 6)):
        picture.box(28, y, 62, 1, colour)
    for left in (56, 77):
        picture.box(left, 40, 15, 10, 9)
        picture.box(left + 1, 41, 13, 8, 8)
        for x in range(left + 3, left + 13, 2):
            picture.box(x, 43, 1, 4, 12)
        for offset, y, colour in ((3, 16, 5), (7, 25, 7), (11, 34, 6)):
            picture.box(left + offset, y, 1, 41 - y, colour)
            picture.disc(left + offset, y, 1, colour)
    picture.box(36, 16, 1, 10, 6)
    picture.box(35, 18, 3, 6, 10)
    picture.box(35, 19, 3, 1, 5)
    picture.box(35, 21, 3, 1, 11)
    four_point_seven_k = ("x.x...xxx.x..", "x.x.....x.x.x", "xxx....x..xx.", "..x....x..x.x", "..x.x..x..x.x")
    picture.mark(40, 18, four_point_seven_k, {"x": 6})
    return picture


def okra_soup() -> Canvas:
    """A pot of okra soup, and a phone that listens to it."""
    picture = Canvas(
        64,
        44,
        (
            *("3a2f2a", "4b3c33", "1d1b1a", "34302d", "5a544f", "5f8f3e", "7fb04e", "a8cc6c"),
            *("c8571f", "e38a2f", "d9d2c6", "8d857b", "151b24", "7fd0ff", "f0ece2"),
        ),
    )
    picture.fade(0, 28, (0, 1))
    picture.box(0, 28, 64, 16, 1)
    picture.box(0, 36, 64, 8, 4)
    picture.box(6, 38, 42, 2, 2)
    for row in range(18):
        inset = (row * row) // 60
        picture.box(9 + inset, 20 + row, 36 - 2 * inset, 1, 3 if row % 6 else 2)
    for y in range(16, 25):
        for x in range(8, 46):
            across, down = x - 27, (y - 20) * 4
            distance = across * across + down * down
            if distance <= 361:
                picture.dot(x, y, 2)
            if distance <= 289:
                picture.dot(x, y, (8, 9)[(x + y) % 2])
            if distance <= 210:
                picture.dot(x, y, (5, 6, 5, 7, 6)[(x * 3 + y * 7) % 5])
    picture.box(4, 24, 5, 2, 2)
    picture.box(45, 24, 5, 2, 2)
    for x, sway in ((19, 1), (27, -1), (35, 1)):
        for y in range(3, 15):
            picture.dot(x + sway * (1 if (y // 3) % 2 else -1), y, 10 if y > 7 else 11)
    picture.box(52, 6, 9, 17, 12)
    picture.box(53, 8, 7, 12, 13)
    picture.box(55, 21, 3, 1, 11)
    picture.mark(54, 11, ("..w..", ".www.", "wwwww", ".www."), {"w": 14})
    picture.line(58, 23, 62, 34, 10)
    return picture


def bus_stop() -> Canvas:
    """Forty-one answers as three bars."""
    picture = Canvas(
        80,
        44,
        ("fbf7ee", "2c2721", "685e50", "cdc1aa", "338fdf", "d65b9b", "bf7b00", "e6dac0", "ffffff"),
    )
    for y in range(6, 38, 6):
        picture.box(8, y, 68, 1, 7)
    digits = {
        "2": ("xxx", "..x", "xxx", "x..", "xxx"),
        "7": ("xxx", "..x", ".x.", ".x.", ".x."),
        "9": ("xxx", "x.x", "xxx", "..x", "xxx"),
        "5": ("xxx", "x..", "xxx", "..x", "xxx"),
    }
    for left, answers, colour in ((14, 27, 5), (36, 9, 4), (58, 5, 6)):
        picture.box(left, 38 - answers, 14, answers, colour)
        picture.box(left, 38 - answers, 1, answers, 2)
        for place, digit in enumerate(str(answers)):
            picture.mark(left + 4 + 4 * place, 31 - answers, digits[digit], {"x": 1})
    picture.box(8, 38, 68, 1, 1)
    picture.box(8, 4, 1, 34, 1)
    picture.mark(18, 40, ("xxxxx", "x.x.x", "xxxxx"), {"x": 2})
    picture.mark(39, 40, (".xxxx..", "xxxxxxx", ".x...x."), {"x": 2})
    picture.mark(62, 40, (".xxxx.", "xxxxxx", "..x..."), {"x": 2})
    return picture


def wheel() -> Canvas:
    """A bicycle wheel in its stand; two spokes are marked."""
    picture = Canvas(
        64,
        48,
        ("efe6d6", "e2d6c0", "2b2723", "4c463f", "9aa3a8", "c9d0d3", "c23b2e", "7a5b39", "5f4429", "f7f2e8"),
    )
    picture.fade(0, 48, (9, 0, 1))
    picture.box(0, 44, 64, 4, 7)
    picture.box(0, 44, 64, 1, 8)
    picture.disc(32, 23, 20, 2, 18)
    picture.disc(32, 23, 18, 5, 17)
    ends = ((18, 0), (17, 6), (15, 10), (10, 15), (6, 17), (0, 18))
    for number, (x, y) in enumerate(ends):
        for across, down in ((x, y), (-y, x), (-x, -y), (y, -x)):
            picture.line(32, 23, 32 + across, 23 + down, 6 if (number, across) in ((1, 17), (3, -10)) else 4)
    picture.disc(32, 23, 3, 3)
    picture.disc(32, 23, 1, 5)
    picture.line(30, 23, 26, 44, 8)
    picture.line(31, 23, 27, 44, 7)
    picture.line(34, 23, 38, 44, 8)
    picture.line(33, 23, 37, 44, 7)
    picture.box(50, 30, 8, 14, 3)
    picture.box(51, 31, 6, 3, 6)
    return picture


def traffic_light() -> Canvas:
    """The market stall's traffic light: battery, switches, resistors, three lights."""
    picture = Canvas(
        64,
        44,
        ("fbf7ee", "e9e0cd", "2c2721", "c23b2e", "e8b51e", "3a9f6b", "b58a55", "85765f", "f8d9d4", "fbeebc", "cfead9"),
    )
    for x in range(0, 64, 4):
        for y in range(0, 44, 4):
            picture.dot(x, y, 1)
    picture.box(4, 16, 8, 14, 2)
    picture.box(6, 14, 4, 2, 2)
    picture.box(5, 19, 6, 10, 6)
    picture.box(7, 21, 2, 1, 2)
    picture.box(8, 7, 1, 8, 2)
    picture.box(8, 7, 11, 1, 2)
    picture.box(18, 7, 1, 30, 2)
    for y, light, glow in ((8, 3, 8), (22, 4, 9), (36, 5, 10)):
        picture.box(18, y, 6, 1, 2)
        picture.line(24, y, 29, y - 3, 2)
        picture.dot(30, y, 2)
        picture.box(30, y, 16, 1, 2)
        picture.box(34, y - 1, 8, 3, 6)
        picture.box(36, y - 1, 1, 3, light)
        picture.box(39, y - 1, 1, 3, 7)
        picture.disc(50, y, 5, glow)
        picture.disc(50, y, 3, light)
        picture.box(55, y, 4, 1, 2)
    picture.box(59, 8, 1, 34, 2)
    picture.box(8, 42, 52, 1, 2)
    picture.box(8, 30, 1, 12, 2)
    return picture


def market_stall() -> Canvas:
    """The market stall, with an arrow where people should stop."""
    picture = Canvas(
        80,
        48,
        (
            *("f3e9d2", "e6d6b4", "2f6fb5", "f7f5ee", "22548c", "8a5f36", "6c4726", "b98a4e"),
            *("c9a36a", "6f9b3f", "8cb857", "d7566b", "e8b03a", "3a312a", "c23b2e"),
        ),
    )
    picture.fade(0, 40, (0, 1))
    picture.box(0, 40, 80, 8, 8)
    for x in range(80):
        picture.dot(x, 41 + (x * 5) % 6, 7)
    for stripe in range(9):
        picture.box(5 + 7 * stripe, 5, 7, 9, 2 if stripe % 2 == 0 else 3)
        picture.box(6 + 7 * stripe, 14, 5, 2, 4 if stripe % 2 == 0 else 3)
    picture.box(4, 4, 65, 1, 13)
    picture.box(7, 16, 2, 26, 6)
    picture.box(64, 16, 2, 26, 6)
    picture.box(9, 38, 55, 4, 6)
    for left, light, dark in ((10, 7, 8), (28, 9, 10), (46, 12, 11)):
        for y in range(25, 31):
            for x in range(left + 1, left + 15):
                if (x - left) + (y - 25) >= 3 and (left + 15 - x) + (y - 25) >= 3:
                    picture.dot(x, y, light if (x * 3 + y * 5) % 4 else dark)
        picture.box(left, 31, 16, 7, 5)
        picture.box(left, 33, 16, 1, 6)
        picture.box(left, 36, 16, 1, 6)
    picture.disc(35, 20, 3, 8)
    picture.box(31, 16, 9, 2, 14)
    picture.box(33, 23, 5, 2, 2)
    picture.mark(67, 26, ("..x......", ".xx......", "xxxxxxxxx", ".xx......", "..x......"), {"x": 14})
    return picture


DRAWINGS: Mapping[str, Callable[[], Canvas]] = {
    "rain-gauge-v2.png": rain_gauge,
    "first-hive.png": hive,
    "two-sensors.png": two_sensors,
    "okra-soup.png": okra_soup,
    "bus-stop-41-answers.png": bus_stop,
    "semaforo-del-puesto.png": traffic_light,
    "rueda-centrada.png": wheel,
    "el-puesto.png": market_stall,
}
"""Which picture an attachment is, by its name."""
