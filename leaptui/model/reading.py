"""Reading objects of a file as views, many at once: plain ones by columns, all others one by one with pydantic.

A column is read with a few steps of the interpreter however many rows it has. Both ways give the same, and only pydantic
says that something is amiss.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, partial
from itertools import chain, islice, repeat
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from leaptui.model.amiss import Amiss, amiss_clause, amiss_words
from leaptui.model.rules import NotPlain, Read, exactly

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")

_PLAIN_KINDS: Mapping[Any, type] = {bool: bool, str: str, tuple: list}
"""What stands in the file for what a field of several types may hold."""


def read_many(view: type[T], raws: Sequence[dict[str, Any]], ids: Sequence[str] | None = None) -> list[T | Amiss]:
    """Read objects as views of that class; in the place of one that cannot be understood stands what is amiss.

    `ids` are the ids of records, which the file holds beside them.
    """
    try:
        return [*_by_columns(view, raws, ids)]
    except NotPlain:
        if len(raws) == 1:
            return [_one_amiss(view, raws[0], None if ids is None else ids[0])]
    middle = len(raws) // 2
    return [
        *read_many(view, raws[:middle], None if ids is None else ids[:middle]),
        *read_many(view, raws[middle:], None if ids is None else ids[middle:]),
    ]


def read_one(view: type[T], raw: object, record_id: str | None = None) -> T:
    """Read an object as a view. Raises Amiss."""
    if not isinstance(raw, dict):
        return examined(view, raw)
    found = read_many(view, [raw], None if record_id is None else [record_id])[0]
    if isinstance(found, Amiss):
        raise found
    return found


def examined(view: type[T], raw: object, record_id: str | None = None) -> T:
    """Let pydantic read an object as a view: it looks at everything the rules of the fields ask for. Raises Amiss."""
    from pydantic import ValidationError

    try:
        found: T = _adapter(cast("Any", view)).validate_python(
            {**raw, "id": record_id} if isinstance(raw, dict) and record_id is not None else raw
        )
    except ValidationError as error:
        raise Amiss(amiss_clause(error)) from None
    return found


def all_amiss(view: type[Any], raw: object) -> list[tuple[tuple[str | int, ...], str]]:
    """All that is amiss where an object is read as a view: the path to each, and a clause for after its name.

    A list that is too short only as something in it is amiss is not.
    """
    from pydantic import ValidationError

    try:
        _adapter(cast("Any", view)).validate_python(raw)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        within = {one["loc"][:length] for one in found for length in range(len(one["loc"]))}
        return [
            (one["loc"], amiss_words(one["type"], one["msg"], one.get("ctx", {})))
            for one in found
            if one["type"] != "too_short" or one["loc"] not in within
        ]
    return []


def _one_amiss(view: type[T], raw: object, record_id: str | None) -> T | Amiss:
    try:
        return examined(view, raw, record_id)
    except Amiss as amiss:
        return amiss


@cache
def _adapter(view: Any) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(view)


# ---- by columns


@dataclass(frozen=True)
class _Field:
    """A field of a view: the name the file writes, what holds where it is left out, how its column is read and set."""

    written: str
    default: object
    read: Read
    put: Callable[[Any, Any], None]


@cache
def _fields(view: Any) -> tuple[_Field, ...]:
    kinds = get_type_hints(view, include_extras=True)
    written = getattr(view, "__pydantic_config__", {}).get("alias_generator", str)
    return tuple(
        _Field(
            written(one.name),
            one.default if one.default_factory is MISSING else one.default_factory(),
            _reader(kinds[one.name]),
            # Views are frozen: only whoever makes them may set their fields.
            getattr(getattr(view, one.name, None), "__set__", None) or partial(_put, one.name),
        )
        for one in fields(view)
    )


def _put(name: str, view: object, value: object) -> None:
    object.__setattr__(view, name, value)


def _by_columns(view: Any, raws: Sequence[dict[str, Any]], ids: Sequence[str] | None) -> list[Any]:
    """Read plain objects. Raises NotPlain where one of them is not."""
    if not raws:
        return []  # a view may hold views of its own kind
    present = set().union(*raws)
    views = [*map(object.__new__, repeat(view, len(raws)))]
    for field in _fields(view):
        values: Iterable[Any]
        if ids is not None and field.written == "id":
            values = ids
        elif field.written in present:
            values = field.read([*map(dict.get, raws, repeat(field.written), repeat(field.default))])
        elif field.default is MISSING:
            raise NotPlain
        else:
            values = repeat(field.default)
        deque(map(field.put, views, values), maxlen=0)
    check = getattr(view, "__post_init__", None)
    if check is not None:
        try:
            deque(map(check, views), maxlen=0)
        except ValueError:
            raise NotPlain from None
    return views


def _reader(kind: Any) -> Read:  # what stands beside a field may be any type
    """How a column of fields of that type is read."""
    inside = get_args(kind)
    origin = get_origin(kind)
    if origin is Annotated:
        read = _reader(inside[0])
        for rule in inside[1:]:
            read = partial(rule.plain, inner=read)
        return read
    if origin is tuple:
        return partial(_lists, _reader(inside[0]))
    if origin in {UnionType, Union}:
        return _of_several(inside)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return partial(_maps, _reader(inside[1]))
    return partial(_objects if is_dataclass(kind) else _values, kind)


def _values(kind: type, values: list[Any]) -> list[Any]:
    exactly(values, kind)
    return values


def _lists(inner: Read, values: list[Any]) -> list[Any]:
    exactly(values, list, tuple)
    flat = [*chain.from_iterable(values)]
    read = inner(flat)
    if read is flat:
        return [*map(tuple, values)]
    rest = iter(read)
    return [tuple(islice(rest, len(value))) if value else () for value in values]


def _maps(inner: Read, values: list[Any]) -> list[Any]:
    exactly(values, dict)
    return [dict(zip(value, inner([*value.values()]), strict=True)) for value in values]


def _objects(view: type[Any], values: list[Any]) -> list[Any]:
    exactly(values, dict)
    return _by_columns(view, values, None)


def _of_several(kinds: Sequence[Any]) -> Read:
    others = [kind for kind in kinds if kind is not NoneType]
    inner = _reader(others[0]) if len(others) == 1 else partial(_by_kind, {_plain_kind(one): one for one in others})
    return partial(_optional, inner) if NoneType in kinds else inner


def _plain_kind(kind: Any) -> type:
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    return _PLAIN_KINDS[get_origin(bare) or bare]


def _by_kind(kinds: Mapping[type, Any], values: list[Any]) -> list[Any]:
    """Read fields that may hold values of several types: each by its own."""
    exactly(values, *kinds)
    return [_reader(kinds[type(value)])([value])[0] for value in values]


def _optional(inner: Read, values: list[Any]) -> list[Any]:
    """Read fields in which nothing may stand."""
    given = [value for value in values if value is not None]
    if not given or len(given) == len(values):
        return inner(values) if given else values
    read = iter(inner(given))
    return [None if value is None else next(read) for value in values]
