"""A JSON Schema as an editor needs it: what each field means, and the words it may hold.

A field's meaning is its own docstring, else the glossary's word for its name, else what is said of
the record that stands in it.
"""

import ast
import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import schemas
from kinward.reading.yaml12 import read
from kinward.rules.happened import CASE_OPENED
from schemas.base import Record
from schemas.procedure import Vocabulary

Form = dict[str, Any]
"""A JSON Schema, or a part of one."""

GLOSSARY = "glossary.yaml"

_EVENTS = {
    "Start.events": True,
    "Example.events": True,
    "Step.start": True,
    "DeadlineStart.events": False,
    "Deadline.ended_by": False,
    "LeftOut.begins": False,
    "LeftOut.ends": False,
    "Event.kind": False,
}
"""Fields that name events, and whether the opening of the case is one of them there."""

_HEARINGS = frozenset(
    {"DeadlineStart.hearings", "Repeats.hearings", "CourtNoticeRule.hearings", "Hearing.kind"}
)


def editor_schema(model: type[Record], vocabulary: Vocabulary) -> Form:
    """Return the schema of a file, with meanings, and the events and hearings there are."""
    form = model.model_json_schema(by_alias=True)
    parts: Mapping[str, Form] = form.get("$defs", {})
    for name, part in (*parts.items(), (model.__name__, form)):
        for field, shape in part.get("properties", {}).items():
            said = _meaning(name, field) or _of_record(shape, parts)
            if said:
                shape["description"] = said
            _keep_to(_words(f"{name}.{field}", vocabulary), shape)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **form}


def as_text(form: Form) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def _meaning(record: str, field: str) -> str | None:
    named = field if field in _docstrings().get(record, {}) else f"{field}_"
    glossary = _glossary()
    own = _docstrings().get(record, {}).get(named)
    return own or glossary.get(f"{record}.{field}") or glossary.get(field)


def _of_record(shape: Form, parts: Mapping[str, Form]) -> str | None:
    """Return the first line said of the record that a field holds, or holds a list of."""
    branches = (shape, shape.get("items", {}), *shape.get("anyOf", ()))
    named = [str(branch["$ref"]).rpartition("/")[2] for branch in branches if "$ref" in branch]
    said = parts[named[0]].get("description") if named else None
    return str(said).partition("\n")[0] if said else None


def _words(place: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    if place in _EVENTS:
        return (*vocabulary.events, CASE_OPENED) if _EVENTS[place] else vocabulary.events
    return tuple(row.kind for row in vocabulary.hearings) if place in _HEARINGS else ()


def _keep_to(words: tuple[str, ...], shape: Form) -> None:
    """Let the machine names in a field be these words alone; days beside them stay days."""
    if not words:
        return
    if "pattern" in shape and shape.get("type") == "string":
        shape["enum"] = list(words)
    for inner in (shape.get("items"), *shape.get("prefixItems", ())):
        if isinstance(inner, dict):
            _keep_to(words, inner)


@cache
def _glossary() -> Mapping[str, str]:
    text = (Path(schemas.__file__).parent / GLOSSARY).read_bytes()
    data = read(text, GLOSSARY).data
    return {key: str(said) for key, said in data.items()} if isinstance(data, dict) else {}


@cache
def _docstrings() -> Mapping[str, Mapping[str, str]]:
    """Return the docstrings of fields by record and field, those of its bases included."""
    trees = (
        ast.parse(file.read_text("utf-8")) for file in Path(schemas.__file__).parent.glob("*.py")
    )
    records = {
        node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)
    }
    return {name: dict(_of_class(node, records)) for name, node in records.items()}


def _of_class(
    node: ast.ClassDef, records: Mapping[str, ast.ClassDef]
) -> Iterator[tuple[str, str]]:
    for base in node.bases:
        if isinstance(base, ast.Name) and base.id in records:
            yield from _of_class(records[base.id], records)
    for field, after in pairwise(node.body):
        match field, after:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, " ".join(said.split())
