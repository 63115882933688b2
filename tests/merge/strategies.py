"""Portfolios as hypothesis makes them: few ids and few values, so that clones meet in the same places.

Each is read out of some random bytes, one decision after the other. hypothesis draws them at once, so that a portfolio costs a
tenth of what it costs drawn field by field, and shrinks them: a byte that is 0, or missing, is the simplest decision.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaptui.merge import ABSENT, Stamp, choose, merge3, open_conflicts, settle
from leaptui.model.canonical import Document, Json, Record
from tests.trust.counting import Cases
from tests.trust.numbers import is_full, number

EXAMPLES = number("merge.examples")
PROPERTY = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=not is_full(),
    print_blob=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
"""The same examples every time in the quick run, others every time in the full one."""
PART = settings(PROPERTY, max_examples=max(EXAMPLES // 10, 1))
"""A tenth of it, for the parts of the merge."""

AMARA, JONAS, KIOSK = "amara-laptop", "jonas-laptop", "kiosk"
Triple = tuple[Document, Document, Document]
CLONES = (AMARA, JONAS, KIOSK)
LONG = "The gauge held through the whole storm of the ninth."

INSTANTS = tuple(f"2026-03-0{day}T14:05:00Z" for day in range(1, 10))
SCALARS: tuple[Json, ...] = (None, True, False, 0, 1, "", "1", "Rain gauge", LONG, 2**63)
TABLES = ("evidence", "evidence", "evidence", "meta", "unheard-of")
NAMES = ("one", "one", "one", "two")

T = TypeVar("T")


class Choices:
    """Decisions, read one by one from bytes; the first of the options once there are no more."""

    def __init__(self, data: bytes) -> None:
        self._bytes = iter(data)

    def below(self, count: int) -> int:
        """Decide on a number from 0."""
        return next(self._bytes, 0) % count

    def pick(self, options: Sequence[T]) -> T:
        """Decide on one of some."""
        return options[self.below(len(options))]

    def flag(self) -> bool:
        """Decide on yes or no."""
        return bool(self.below(2))


Maker = Callable[[Choices], Json]


def made(maker: Callable[[Choices], T], size: int = 256) -> st.SearchStrategy[T]:
    """The strategy that reads something out of so many bytes."""
    return st.binary(min_size=size, max_size=size).map(lambda data: maker(Choices(data)))


def instant(of: Choices) -> str:
    return of.pick(INSTANTS[:5])


def scalar(of: Choices) -> Json:
    return of.pick(SCALARS)


def words(of: Choices) -> Json:
    """Make a set of words."""
    return [word for word in ("art", "maths", "water", "wood", "ö") if of.flag()]


def lines(of: Choices) -> Json:
    """Make a text."""
    return [of.pick(("", "One.", "Two.", "Three.", "Four.", "Five.")) for _ in range(of.below(8))]


def some_scalars(of: Choices) -> Json:
    return [scalar(of) for _ in range(of.below(3))]


def entries(key: str, field: str) -> Maker:
    """Make lists of objects; now and then with a key twice, or none."""

    def make(of: Choices) -> Json:
        names = ["a", "b.c", "d[e]"]
        is_odd = of.below(4) == 3
        found: list[Json] = []
        for _ in range(of.below(4)):
            if is_odd and of.flag():
                found.append({field: 1})
                continue
            name = of.pick(names)
            if not is_odd:
                names.remove(name)
            found.append({key: name, field: scalar(of)} if of.flag() else {key: name})
        return found

    return make


def thing(of: Choices) -> dict[str, Json]:
    """Make an object."""
    found: dict[str, Json] = {name: scalar(of) for name in ("name", "a.b") if of.flag()}
    if of.flag():
        found["inner"] = {"x": scalar(of)} if of.flag() else {}
    return found


ANYTHING: tuple[Maker, ...] = (scalar, scalar, words, lines, thing, some_scalars, entries("guideline", "level"))


def something(of: Choices) -> Json:
    """Make a value of any kind."""
    return of.pick(ANYTHING)(of)


FIELDS: dict[str, Maker] = {
    "title": scalar,
    "minutes": scalar,
    "body": lines,
    "tags": words,
    "attachments": entries("sha256", "alt"),
    "guidelines": entries("guideline", "level"),
    "about": entries("id", "table"),
    "learner": thing,
    "weather": something,
    "a.b": scalar,
    "notes": something,
    "people": something,
    "links": something,
    "created": instant,
    "deleted": instant,
}


def record(of: Choices, fields: list[str]) -> Record:
    """Make a record with some of these fields."""
    return {"modified": instant(of), **{field: FIELDS[field](of) for field in fields if of.flag()}}


def edited(of: Choices, document: Document, fields: list[str]) -> Document:
    """Make a portfolio that came from this one by a few edits, additions and deletions."""
    result: Document = {name: dict(table) for name, table in document.items()}
    for _ in range(1 + of.below(3)):
        table = result.setdefault(of.pick(TABLES), {})
        name = of.pick(NAMES)
        what = of.below(20)
        if what == 19:
            table.pop(name, None)
        elif what == 18:
            known = {key: value for key, value in table.get(name, {}).items() if key == "created"}
            table[name] = {**record(of, fields), **known}  # nobody changes when it was made
        else:
            changed = dict(table.get(name, {}))
            field = of.pick(fields)
            if field == "created":
                changed.setdefault(field, instant(of))  # nobody changes it later
            elif what > 14:
                changed.pop(field, None)
            else:
                changed[field] = FIELDS[field](of)
            changed["modified"] = instant(of)
            table[name] = changed
    return result


def chosen(of: Choices, document: Document) -> Document:
    """Make the portfolio in which the learner has made some of the choices that were open."""
    result: Document = {name: dict(table) for name, table in document.items()}
    for conflict in open_conflicts(document):
        chosen_in = result[conflict.table][conflict.id]
        what = of.below(8)
        is_nested = "." in conflict.field or "[" in conflict.field
        if what == 1 or (what in {2, 3, 4} and (is_nested or conflict.field == "_deleted")):
            chosen_in = settle(chosen_in, conflict.field)
        elif what == 2:
            chosen_in = choose(chosen_in, conflict.field, scalar(of))
        elif what in {3, 4}:
            other = conflict.others[what % len(conflict.others)]
            chosen_in = choose(chosen_in, conflict.field, ABSENT if other.absent else other.value)
        result[conflict.table][conflict.id] = chosen_in
    return result


def triple(of: Choices, *, has_choices: bool = True) -> Triple:
    """Make a base and two sides edited from it; with open conflicts, and choices made on them, in all three."""
    names = [*FIELDS]
    fields = [names.pop(of.below(len(names))) for _ in range(1 + of.below(3))]
    base: Document = {} if of.below(10) == 9 else {"evidence": {"one": record(of, fields)}}
    one, other = edited(of, base, fields), edited(of, base, fields)
    kind = of.below(4)
    if kind == 0:
        return base, one, other
    merged = merge3(base, one, other, mine_stamp=Stamp(AMARA, 60), theirs_stamp=Stamp(JONAS, 61))
    if kind == 1:
        mine, theirs = edited(of, merged, fields), edited(of, merged, fields)
        return (merged, chosen(of, mine), chosen(of, theirs)) if has_choices else (merged, mine, theirs)
    again = edited(of, base, fields)
    third = merge3(base, again, one, mine_stamp=Stamp(KIOSK, 62), theirs_stamp=Stamp(AMARA, 63))
    if has_choices:
        merged, third = chosen(of, merged), chosen(of, third)
    if kind == 2:
        return base, merged, third
    return base, edited(of, merged, fields), edited(of, third, fields)


def quarrel(of: Choices) -> Triple:
    """Make a base and two sides that, put together, leave something to choose; hardly ever, they do not."""
    for _ in range(6):
        found = triple(of)
        base, mine, theirs = found
        if open_conflicts(merge3(base, mine, theirs, mine_stamp=Stamp(AMARA, 70), theirs_stamp=Stamp(JONAS, 71))):
            return found
    return found


@dataclass(frozen=True)
class Making:
    """How something is read out of bytes, and out of how many."""

    maker: Callable[[Choices], Any]
    size: int = 256


def number_below(count: int) -> Making:
    """Make numbers from 0."""
    return Making(lambda of: of.below(count), 1)


TRIPLES = Making(triple)
TRIPLES_WITHOUT_CHOICES = Making(lambda of: triple(of, has_choices=False))
QUARRELS = Making(quarrel, 512)
anything = made(something, 24)
quarrels = made(quarrel, 512)

Property = Callable[..., None]


def holds(*makings: Making) -> Callable[[Property], Callable[[Cases], None]]:
    """Let a property be tried on what is made: by hypothesis in the quick run, plainly in the full one.

    hypothesis takes longer to draw the bytes of a portfolio than to merge it. The full run draws them itself, from the number
    `merge.seed`, so that slices with different seeds try different ones; what fails is made as simple as bytes can be.
    """

    def hold(check: Property) -> Callable[[Cases], None]:
        if not is_full():

            def quick(cases: Cases, data: tuple[bytes, ...]) -> None:
                _try(check, makings, cases, data)

            drawn = st.tuples(*(st.binary(min_size=one.size, max_size=one.size) for one in makings))
            found: Callable[[Cases], None] = PROPERTY(given(data=drawn)(quick))
            return found

        def full(cases: Cases) -> None:
            source = random.Random(f"{check.__name__} {number('merge.seed')}")
            for _ in range(EXAMPLES):
                data = tuple(source.randbytes(one.size) for one in makings)
                try:
                    _try(check, makings, cases, data)
                except AssertionError:
                    simple = _simplest(lambda found: _fails(check, makings, found), data)
                    _try(check, makings, cases, simple)
                    raise

        return full

    return hold


def _try(check: Property, makings: Sequence[Making], cases: Cases, data: Sequence[bytes]) -> None:
    made_of_it = [one.maker(Choices(part)) for one, part in zip(makings, data, strict=True)]
    try:
        check(cases, *made_of_it)
    except AssertionError as error:
        error.add_note(f"made of {[part.hex() for part in data]}: {made_of_it}")
        raise


def _fails(check: Property, makings: Sequence[Making], data: Sequence[bytes]) -> bool:
    try:
        _try(check, makings, Cases(), data)
    except AssertionError:
        return True
    return False


def _simplest(fails: Callable[[tuple[bytes, ...]], bool], data: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Give bytes that fail too, as few and as small as taking some away leads to."""
    for place, size in ((place, size) for place in range(len(data)) for size in (64, 16, 4, 1)):
        start = 0
        while start < len(data[place]):
            part = data[place]
            shorter = part[:start] + part[start + size :]
            lower = part[:start] + bytes(size) + part[start + size :]
            simpler = ((*data[:place], one, *data[place + 1 :]) for one in (shorter, lower[: len(part)]) if one != part)
            better = next((one for one in simpler if fails(one)), None)
            if better is None or len(better[place]) == len(part):
                start += size
            data = better or data
    return data
