"""Turn a model's refusals into problems with a line, what was found and what is allowed.

What was found is told by its type and length only: a case file's values are people's.
"""

import difflib
import json
import re
import types
import typing
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_origin

from annotated_types import Ge, Le
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kinward.reading.forms import FORMS
from kinward.reading.yaml12 import Document, Path, Plain
from schemas.problem import Problem

Model = TypeVar("Model", bound=BaseModel)

_FIELD = re.compile(r"[a-z][a-z_]{0,39}[0-9]{0,3}(_[a-z_]{1,20})?")

_ALLOWED: Mapping[str, str] = {
    "string_type": "text (put digits in quotes)",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a group of fields",
    "model_type": "a group of fields",
    "model_attributes_type": "a group of fields",
    "string_too_short": "text that is not empty",
    "no_such_day": "a day and hour that exist",
}

_OUT_OF_BOUNDS = frozenset({"greater_than_equal", "less_than_equal"})


def found(value: Plain) -> str:
    """Say what a value is without showing it: `text of 8 digits`."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return f"text of {len(value)} {'digits' if value.isdigit() else 'characters'}"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return f"a group of {len(value)} fields"


def field_path(path: Sequence[str | int]) -> str:
    """Return `people[2].born_on` for a path; a key that is no field's name shows as `?`."""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in path)
    return words.removeprefix(".") or "the file"


def shown(key: str) -> str:
    """Return a key of the file if it looks like a field's name, else `?`.

    Someone may write a name or a number where a field belongs.
    """
    return key if _FIELD.fullmatch(key) else "?"


def closest(word: str, allowed: Sequence[str], *, at_least: float = 0.6) -> str:
    """Return `Did you mean x? ` for the nearest allowed word, or nothing.

    `at_least` is how much of the two words must be alike, from 0 to 1.
    """
    near = difflib.get_close_matches(word, allowed, n=1, cutoff=at_least)
    return f"Did you mean `{near[0]}`? " if near else ""


def validated(model: type[Model], document: Document) -> tuple[Model | None, tuple[Problem, ...]]:
    """Return the record a document holds, or every fault of it at once.

    A field that stands twice does not hide what else is wrong; a file that cannot be parsed does.
    """
    if document.problems and document.data is None:
        return None, document.problems
    record, of_fields = _validated(model, document)
    problems = tuple(dict.fromkeys((*document.problems, *of_fields)))
    return record if not problems else None, problems


def _validated(model: type[Model], document: Document) -> tuple[Model | None, tuple[Problem, ...]]:
    try:
        return model.model_validate_json(json.dumps(document.data)), ()
    except ValidationError as error:
        # A union reports each of its branches; one message per place is enough.
        by_place: dict[tuple[str, str], Problem] = {}
        for detail in error.errors(include_url=False, include_input=False):
            if _consequence(document, detail):
                continue
            problem = _problem(model, document, detail)
            by_place.setdefault((problem.where, problem.code), problem)
        return None, tuple(by_place.values())


def _consequence(document: Document, detail: ErrorDetails) -> bool:
    """Say whether this only follows from faults of a list's own items, which are reported."""
    if detail["type"] != "too_short":
        return False
    value = at(document.data, _real_path(document.data, detail["loc"]))
    return isinstance(value, list) and len(value) >= detail["ctx"]["min_length"]


def at(data: Plain, path: Path) -> Plain:
    """Return the value at a path, or nothing."""
    for step in path:
        if isinstance(data, dict) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _real_path(data: Plain, loc: Sequence[str | int]) -> Path:
    """Drop the names of union branches that pydantic puts into a place."""
    path: list[str | int] = []
    for i, step in enumerate(loc):
        here = at(data, tuple(path))
        last = i == len(loc) - 1
        in_list = isinstance(here, list) and isinstance(step, int)
        known = in_list or (isinstance(here, dict) and step in here)
        if known or (last and isinstance(here, dict) and not isinstance(step, int)):
            path.append(step)
    return tuple(path)


def _problem(model: type[BaseModel], document: Document, detail: ErrorDetails) -> Problem:
    loc, kind = detail["loc"], detail["type"]
    path = _real_path(document.data, loc)
    where = f"{document.where(path)} {field_path(path)}"
    name = str(loc[-1]) if loc else ""
    context = detail.get("ctx", {})
    if "remedy" in context:
        return Problem(kind, context["message"], context["remedy"], where)
    if kind == "missing":
        message = f"the field `{name}` is missing"
        return Problem("missing_field", message, "Add it.", where)
    if kind == "extra_forbidden":
        allowed = sorted(_fields_at(model, loc[:-1]))
        remedy = f"{closest(name, allowed)}Allowed here: {', '.join(allowed)}."
        return Problem("unknown_field", f"there is no field `{shown(name)}`", remedy, where)
    value = at(document.data, path)
    needs = _between(model, loc) if kind in _OUT_OF_BOUNDS else None
    remedy = f"Needs {needs or _needs(detail)}."
    return Problem("not_allowed", f"found {found(value)}", remedy, where)


def _needs(detail: ErrorDetails) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind in _ALLOWED:
        return _ALLOWED[kind]
    sayings = {
        "literal_error": "one of {expected}",
        "union_tag_invalid": "{discriminator}: {expected_tags}",
        "union_tag_not_found": "a field {discriminator}",
        "too_short": "at least {min_length}",
        "greater_than_equal": "a number from {ge} on",
        "less_than_equal": "a number up to {le}",
    }
    if kind in sayings:
        return sayings[kind].format(**context)
    if kind == "string_pattern_mismatch":
        return FORMS[str(context["pattern"])]
    return detail["msg"].removesuffix(" is needed")


def _between(model: type[BaseModel], loc: Sequence[str | int]) -> str | None:
    """Return both bounds of a number's field, where it has both."""
    places: list[Any] = [model]
    for step in loc[:-1]:
        places = [inner for place in places for inner in _stepped(place, step)]
    marks = [mark for place in places for mark in _marks(place, loc[-1])]
    least = next((mark.ge for mark in marks if isinstance(mark, Ge)), None)
    most = next((mark.le for mark in marks if isinstance(mark, Le)), None)
    if least is None or most is None:
        return None
    kind = "whole number" if isinstance(least, int) else "number"
    return f"a {kind} from {least} to {most}"


def _marks(place: Any, name: str | int) -> Iterator[object]:  # noqa: ANN401 - as below
    """Yield the marks on a field's number, which may be optional."""
    if not (isinstance(place, type) and issubclass(place, BaseModel)):
        for inner in _inner(place):
            yield from _marks(inner, name)
        return
    for field_name, info in place.model_fields.items():
        if name in {field_name, info.alias}:
            yield from info.metadata
            for inner in get_args(info.annotation):
                for mark in getattr(inner, "__metadata__", ()):
                    yield from getattr(mark, "metadata", (mark,))


def _fields_at(model: type[BaseModel], loc: Sequence[str | int]) -> set[str]:
    places: list[Any] = [model]
    for step in loc:
        places = [inner for place in places for inner in _stepped(place, step)]
    return {name for place in places for name in _names(place)}


def _names(place: Any) -> Iterator[str]:  # noqa: ANN401 - annotations of models are any type
    if isinstance(place, type) and issubclass(place, BaseModel):
        for name, info in place.model_fields.items():
            yield info.alias or name
    else:
        for inner in _inner(place):
            yield from _names(inner)


def _inner(place: Any) -> tuple[Any, ...]:  # noqa: ANN401 - as above
    if get_origin(place) is typing.Annotated:
        return (get_args(place)[0],)
    if get_origin(place) in {typing.Union, types.UnionType, tuple, dict}:
        return tuple(arg for arg in get_args(place) if arg not in {type(None), Ellipsis})
    return ()


def _stepped(place: Any, step: str | int) -> Iterator[Any]:  # noqa: ANN401 - as above
    if isinstance(place, type) and issubclass(place, BaseModel):
        for name, info in place.model_fields.items():
            if step in {name, info.alias}:
                yield info.annotation
            if step in get_args(info.annotation):  # the branch of a union, named by its tag
                yield place
        if step == place.__name__:
            yield place
    elif isinstance(step, int) and get_origin(place) is tuple:
        yield from _inner(place)
    else:
        inside = _inner(place)
        found = [place for inner in inside for place in _stepped(inner, step)]
        # A branch of a union bears a tag that is no field: whatever stands in it goes on.
        branches = get_origin(place) in {typing.Union, types.UnionType}
        yield from found or (inside if branches and isinstance(step, str) else ())
