"""What all views share: read-only objects that are made from what a file holds, and compared by it."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, fields
from typing import NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def view(cls: type[T]) -> type[T]:
    """Make a subclass of View out of a class with fields; `leaptui.model.reading` makes its objects.

    What dataclasses write anew for each class is in View once: writing it takes longer than reading a small portfolio.
    """
    return dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True, slots=True)(cls)


class View:
    """An object of a file: it cannot be changed, and fields it does not know are left to the raw record."""

    __slots__ = ()

    def _said(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]  # `view` makes it one

    def __eq__(self, other: object) -> bool:
        if self.__class__ is not other.__class__ or not isinstance(other, View):
            return NotImplemented
        return self is other or self._said() == other._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        # What a learner wrote shall not get into a report of a crash.
        return f"<{self.__class__.__name__}>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(name)
