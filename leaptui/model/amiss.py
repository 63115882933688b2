"""What is wrong with a value, in the language that is spoken: pydantic's findings as clauses for after a field's name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from leaptui.language import _, ngettext

if TYPE_CHECKING:
    from pydantic import ValidationError


class Amiss(ValueError):
    """Something could not be understood; the message says where and why, in one line without the learner's words."""


def amiss_clause(error: ValidationError) -> str:
    """Say the first thing that pydantic found, and where it stands."""
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    says = amiss_words(first["type"], first["msg"], first.get("ctx", {}))
    return f"{place}: {says}" if place else says


def amiss_words(kind: str, message: str, details: Mapping[str, object]) -> str:
    """Say one finding of pydantic: its `type`, its `msg`, its `ctx`. A finding that is rare here is said as pydantic does."""
    plain = {
        "missing": _("is missing"),
        "string_type": _("should be a valid string"),
        "int_type": _("should be a valid integer"),
        "int_from_float": _("should be a valid integer, got a number with a fractional part"),
        "int_parsing": _("should be a valid integer"),
        "bool_type": _("should be a valid boolean"),
        "bool_parsing": _("should be a valid boolean"),
        "list_type": _("should be a valid list"),
        "tuple_type": _("should be a valid list"),
        "dict_type": _("should be an object"),
        "dataclass_type": _("should be an object"),
        "model_type": _("should be an object"),
        "model_attributes_type": _("should be an object"),
        "literal_error": _("should be {expected}"),
        "string_pattern_mismatch": _("should match pattern '{pattern}'"),
        "greater_than_equal": _("should be greater than or equal to {ge}"),
        "less_than_equal": _("should be less than or equal to {le}"),
    }
    if kind in plain:
        # `or` stands between the last two of what is expected.
        said = {name: str(value).replace(" or ", _(" or ")) for name, value in details.items()}
        return plain[kind].format(**said)
    if kind == "string_too_short":
        count = int(str(details.get("min_length", 1)))
        return ngettext("should have at least {n} character", "should have at least {n} characters", count).format(
            n=count
        )
    if kind == "too_short":
        count = int(str(details.get("min_length", 1)))
        return ngettext("should have at least {n} entry", "should have at least {n} entries", count).format(n=count)
    message = message.removeprefix("Value error, ")
    return message.replace("Input should be", "should be").replace("String should", "should")
