"""Sets of things that stand in order, each as one whole number: bit n is the n-th of them. Joining two is one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_AS_DIGITS = bytes.maketrans(b"\0\1", b"01")
_AS_BITS = bytes.maketrans(b"01", b"\0\1")


def set_of(members: Iterable[int], size: int) -> int:
    """The set of these places, of so many there are."""
    taken = bytearray(size // 8 + 1)
    for member in members:
        taken[member >> 3] |= 1 << (member & 7)
    return int.from_bytes(taken, "little")


def sets_of(values: Mapping[str, Iterable[int]], size: int) -> dict[str, int]:
    """The sets of several such lists, by name."""
    return {name: set_of(members, size) for name, members in values.items()}


def packed(members: Iterable[bool]) -> int:
    """The set of which every piece, in order, says whether it is in it."""
    return int(bytes(members)[::-1].translate(_AS_DIGITS) or b"0", 2)


def bits(members: int, size: int) -> bytes:
    """Whether each of the pieces is in a set, in order: 1 or 0."""
    return f"{members:0{size}b}".encode()[::-1].translate(_AS_BITS) if size else b""
