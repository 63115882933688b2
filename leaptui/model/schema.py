"""The file format as a schema: what `leaptui schema` prints and `leaptui check` measures a portfolio against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema

from leaptui.model.amiss import amiss_words
from leaptui.model.canonical import Json, Record
from leaptui.model.schema_records import RECORDS, MetaRecord

_MAPS = ("properties", "$defs")
_SCHEMAS = ("items", "additionalProperties")


@dataclass(frozen=True)
class Complaint:
    """Something in a record that is not as the format says: the path to it in the record, and what is wrong."""

    path: tuple[str | int, ...]
    says: str


def complaints(table: str, record: Record) -> list[Complaint]:
    """Measure a record against the format; one of an unknown table is always right. No value is repeated."""
    model = MetaRecord if table == "meta" else RECORDS.get(table)
    if model is None:
        return []
    try:
        model.model_validate(record)
    except ValidationError as error:
        found: dict[tuple[str | int, ...], str] = {}
        for item in error.errors(include_url=False, include_input=False):
            says = amiss_words(item["type"], item["msg"], item.get("ctx", {}))
            found.setdefault(_in_record(item["loc"], record), says)
        return [Complaint(path, says) for path, says in found.items()]
    return []


def _in_record(path: tuple[str | int, ...], record: Record) -> tuple[str | int, ...]:
    """The part of a path that leads through the record: where alternatives were tried, the path names them too."""
    kept: list[str | int] = []
    here: Json = record
    for step in path:
        if isinstance(here, dict) and isinstance(step, str):
            kept.append(step)
            if step not in here:
                break
            here = here[step]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            kept.append(step)
            here = here[step]
        else:
            break
    return tuple(kept)


def portfolio_schema() -> dict[str, Json]:
    """The JSON Schema (2020-12) of a portfolio file."""
    models: list[type[BaseModel]] = [MetaRecord, *RECORDS.values()]
    _map, shared = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    records = cast("dict[str, Json]", shared["$defs"])
    tables: dict[str, Json] = {
        "meta": {
            "type": "object",
            "properties": {"portfolio": {"$ref": "#/$defs/MetaRecord"}},
            "required": ["portfolio"],
            "additionalProperties": {"type": "object"},
        }
    }
    for table, model in RECORDS.items():
        tables[table] = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{model.__name__}"}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A leaptui portfolio",
        "description": "Tables of records by id. Tables and fields that are not named here are allowed and kept.",
        "type": "object",
        "properties": tables,
        "required": ["meta"],
        "additionalProperties": {"type": "object", "additionalProperties": {"type": "object"}},
        "$defs": {name: _plain(record) for name, record in records.items()},
    }


def _plain(schema: Json) -> Json:
    """A schema without what pydantic adds for its own sake: titles made of names, null for what may be absent."""
    if not isinstance(schema, dict):
        return schema
    plain: dict[str, Json] = {}
    for key, value in schema.items():
        if key in ("title", "default"):
            continue
        if key in _MAPS and isinstance(value, dict):
            plain[key] = {name: _plain(inner) for name, inner in value.items()}
        elif key == "anyOf" and isinstance(value, list):
            choices = [_plain(choice) for choice in value if choice != {"type": "null"}]
            only = choices[0] if len(choices) == 1 else {"anyOf": choices}
            plain |= only if isinstance(only, dict) else {}
        else:
            plain[key] = _plain(value) if key in _SCHEMAS else value
    return plain
