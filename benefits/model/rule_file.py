"""A rule file's values to its shape: every problem of the file together, each with file, line and column."""

from __future__ import annotations

from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from benefits.errors import Problem
from benefits.model import yaml_text
from benefits.model.format_file import DocumentShape, ProgramShape
from benefits.model.format_words import Shape, nearest
from benefits.model.program import Mark
from benefits.model.yaml_text import Path, Reading

_Shape = TypeVar("_Shape", bound=Shape)

_KINDS = {
    "model_type": ("键值对", "a mapping"),
    "dict_type": ("键值对", "a mapping"),
    "list_type": ("列表", "a list"),
    "list": ("列表", "a list"),
    "text": ("文本", "a text"),
}
_SHORT = 80


def read_program(content: bytes, file: str) -> tuple[Reading | None, ProgramShape | None, list[Problem]]:
    """The shape of a program's rule file with the places of its values, or what is wrong with it."""
    return read_shape(content, file, ProgramShape)


def read_document(content: bytes, file: str) -> tuple[Reading | None, DocumentShape | None, list[Problem]]:
    """The shape of a document's record."""
    return read_shape(content, file, DocumentShape)


def read_shape(content: bytes, file: str, model: type[_Shape]) -> tuple[Reading | None, _Shape | None, list[Problem]]:
    """The shape of a file of any of the formats."""
    reading, problems = yaml_text.read(content, file)
    if reading is None:
        return None, None, problems
    problems = _order_problems(reading, model, file)
    shape: _Shape | None = None
    try:
        shape = model.model_validate(reading.value)
    except ValidationError as error:
        problems += [_problem(reading, model, file, dict(each)) for each in error.errors(include_url=False)]
    return (reading, shape, []) if shape is not None and not problems else (reading, None, problems)


def _order_problems(reading: Reading, model: type[BaseModel], file: str) -> list[Problem]:
    """The first top-level key that stands behind one that it should precede."""
    order = _keys(model)
    last = ""
    for key in reading.value:
        if key in order and last and order.index(key) < order.index(last):
            mark = reading.places[(key,)].key
            return [Problem("key_order", key, key, last, "", file, mark.line, mark.column)]
        last = key if key in order else last
    return []


def place_of(reading: Reading, path: Path, key: bool = False) -> Mark:
    """Where the value at the path, or its key, stands."""
    place = reading.places[path]
    return place.key if key else place.value


def _problem(reading: Reading, model: type[BaseModel], file: str, error: dict[str, Any]) -> Problem:
    """A pydantic error as a problem of the file."""
    kind, location = str(error["type"]), tuple(error["loc"])
    of_key = location[-1:] == ("[key]",)
    path = _path(reading, location[:-1] if of_key else location)
    value, expected, near = "", "", ""
    detail: tuple[tuple[str, str, str], ...] = ()
    context: dict[str, Any] = error.get("ctx") or {}
    if kind == "missing":
        kind, value, of_key = "missing_key", str(location[-1]), True
    elif kind == "extra_forbidden":
        valid = _keys(_model_at(model, location[:-1]))
        kind, value, of_key = "unexpected_key", str(location[-1]), True
        expected, near = ", ".join(valid), nearest(value, valid)
    elif kind in _KINDS or kind == "wrong_kind":
        detail = (("kind", *_KINDS[context.get("kind", kind)]),)
        kind, value = "wrong_kind", _shown(reading, path)
    elif kind in ("too_short", "empty_collection"):
        kind = "empty_collection"
    else:
        value, expected, near = (str(context.get(name, "")) for name in ("value", "expected", "nearest"))
        of_key = of_key or kind in ("choose_one", "misplaced_key", "unexpected_key")
    mark = place_of(reading, path, of_key)
    text = yaml_text.path_text(path)
    return Problem(kind, text, value[:_SHORT], expected, near, file, mark.line, mark.column, detail)


def _path(reading: Reading, location: tuple[str | int, ...]) -> Path:
    """The path in the file of an error's location: without the model's own words (union tags), as far as it exists."""
    path: Path = ()
    for part in location:
        if (*path, part) in reading.places:
            path = (*path, part)
    return path


def _shown(reading: Reading, path: Path) -> str:
    place = reading.places[path]
    return reading.text[place.start : place.end].partition("\n")[0]


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel]:
    """The model that describes the mapping at an error's location."""
    current: Any = model
    for part in location:
        current = _inside(current, part)
    return _models(current)[0]


def _inside(annotation: Any, part: str | int) -> Any:
    for model in _models(annotation):
        for name, field in model.model_fields.items():
            if (field.alias or name) == part:
                return field.annotation
    for option in _options(annotation):
        if get_origin(option) in (dict, list):
            return get_args(option)[-1]
    return annotation


def _options(annotation: Any) -> list[Any]:
    """The alternatives of an annotation, unwrapped."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return [option for each in get_args(annotation) for option in _options(each)]
    return [annotation]


def _models(annotation: Any) -> list[type[BaseModel]]:
    return [each for each in _options(annotation) if isinstance(each, type) and issubclass(each, BaseModel)]
