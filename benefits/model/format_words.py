"""The scalars of the rule file format as pydantic types: each turns text into its value or says what was expected.

An error's type is a code of `benefits.codes`; its context fills the problem. The JSON Schemas given here describe the
same scalar as an editor's YAML reader sees it (a number is a number there, not a text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from benefits.model import limits
from benefits.model.literals import LiteralError, read_boolean, read_date, read_fraction, read_month_day, read_number

_ANY_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}


class Shape(BaseModel):
    """The base of every mapping of the format: only the keys named, only text inside, never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


def custom(code: str, **context: str) -> PydanticCustomError:
    """An error with one of the toolkit's codes."""
    message: Any = code
    return PydanticCustomError(message, message, context)


def at_keys(title: str, errors: list[tuple[tuple[str | int, ...], PydanticCustomError]]) -> None:
    """Raises the errors, each at its own place below the mapping that is being validated. No errors: returns."""
    if errors:
        details = [InitErrorDetails(type=error, loc=place, input=None) for place, error in errors]
        raise ValidationError.from_exception_data(title, details)


def nearest(name: str, valid: list[str]) -> str:
    """The valid name that looks most like `name`, or ""."""
    return next(iter(get_close_matches(name[:64], valid, 1)), "")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise custom("wrong_kind", kind="text")
    if not value.strip():
        raise custom("empty_value")
    return value


def _literal(read: Callable[[str], Any]) -> Callable[[object], Any]:
    def validate(value: object) -> Any:
        text = _text(value)
        try:
            return read(text)
        except LiteralError as error:
            raise custom("bad_literal", value=text, expected=error.expected) from None

    return validate


def _formed(pattern: str, code: str, expected: str) -> Callable[[object], str]:
    def validate(value: object) -> str:
        text = _text(value)
        if not limits.matches(pattern, text):
            raise custom(code, value=text, expected=expected)
        return text

    return validate


def _pattern(value: object) -> str:
    text = _text(value)
    try:
        if limits.matches(limits.PATTERN, text):
            re.compile(text)
            return text
    except re.error:
        pass
    raise custom("bad_pattern", value=text, expected="[a-z][a-z0-9_]*, [0-9]{17}[0-9X]")


def _whole(value: object) -> int:
    text = _text(value)
    if not limits.matches(limits.WHOLE, text):
        raise custom("bad_literal", value=text, expected="0, 12")
    return int(text)


def one_of(*options: str) -> AfterValidator:
    """One of the words."""

    def validate(value: str) -> str:
        if value not in options:
            near = nearest(value, list(options))
            raise custom("not_a_choice", value=value, expected=", ".join(options), nearest=near)
        return value

    return AfterValidator(validate)


def pattern_schema(pattern: str, *types: str) -> WithJsonSchema:
    """A text of that form; further JSON types are what an editor makes of the same characters."""
    return WithJsonSchema({"type": ["string", *types] if types else "string", "pattern": f"^({pattern})$"})


def words_schema(*options: str) -> WithJsonSchema:
    return WithJsonSchema({"enum": list(options)})


Text = Annotated[str, PlainValidator(_text), WithJsonSchema(_ANY_SCALAR)]
Expression = Annotated[str, PlainValidator(_text), WithJsonSchema(_ANY_SCALAR | {"description": "FEEL"})]
Pattern = Annotated[str, PlainValidator(_pattern), WithJsonSchema({"type": "string"})]
Flag = Annotated[bool, PlainValidator(_literal(read_boolean)), WithJsonSchema({"enum": [True, False, "true", "false"]})]
Number = Annotated[Fraction, PlainValidator(_literal(read_number)), pattern_schema(limits.NUMBER, "number")]
NumberOrFraction = Annotated[
    Fraction, PlainValidator(_literal(read_fraction)), pattern_schema(f"{limits.NUMBER}|{limits.FRACTION}", "number")
]
Whole = Annotated[int, PlainValidator(_whole), pattern_schema(limits.WHOLE, "integer")]
Day = Annotated[date, PlainValidator(_literal(read_date)), pattern_schema(limits.DATE)]
MonthDay = Annotated[str, PlainValidator(_literal(read_month_day)), pattern_schema(limits.MONTH_DAY)]
Name = Annotated[str, PlainValidator(_formed(limits.NAME, "bad_name", "a-z 0-9 _")), pattern_schema(limits.NAME)]
UsedName = Annotated[
    str, PlainValidator(_formed(limits.USED_NAME, "bad_name", "alias.name")), pattern_schema(limits.USED_NAME)
]
NameHereOrUsed = Annotated[
    str,
    PlainValidator(_formed(rf"{limits.NAME}|{limits.USED_NAME}", "bad_name", "a-z 0-9 _")),
    pattern_schema(rf"{limits.NAME}|{limits.USED_NAME}"),
]
Option = Annotated[
    str, PlainValidator(_formed(limits.OPTION, "bad_name", "A-Z a-z 0-9 _")), pattern_schema(limits.OPTION)
]
DocumentId = Annotated[
    str, PlainValidator(_formed(limits.DOCUMENT_ID, "bad_name", "a-z 0-9 -")), pattern_schema(limits.DOCUMENT_ID)
]
ProgramId = Annotated[
    str, PlainValidator(_formed(limits.PROGRAM_ID, "bad_name", "a-z 0-9 - /")), pattern_schema(limits.PROGRAM_ID)
]
Unit = Annotated[
    str,
    PlainValidator(_formed(limits.UNIT, "bad_unit", "CNY/person/month, CNY*visit, 1")),
    pattern_schema(limits.UNIT, "integer"),
]


def _flag_or_text(value: object) -> bool | str:
    text = _text(value)
    return text == "true" if text in ("true", "false") else text


FlagOrExpression = Annotated[
    bool | str, PlainValidator(_flag_or_text), WithJsonSchema(_ANY_SCALAR | {"description": "true, or FEEL"})
]


def _empty_or_text(value: object) -> str | tuple[()]:
    return () if value == [] else _text(value)


Default = Annotated[
    str | tuple[()],
    PlainValidator(_empty_or_text),
    WithJsonSchema({"anyOf": [_ANY_SCALAR, {"type": "array", "maxItems": 0}]}),
]

Plain = str | list[Any] | dict[str, Any]


def _plain(value: object) -> Any:
    return value


Anything = Annotated[Plain, PlainValidator(_plain), WithJsonSchema({})]


def _outputs(value: object) -> list[tuple[str, str]]:
    if not isinstance(value, list):
        raise custom("wrong_kind", kind="list")
    pairs: list[tuple[str, str]] = []
    errors: list[tuple[tuple[str | int, ...], PydanticCustomError]] = []
    for number, item in enumerate(value):
        given: Mapping[object, object] = item if isinstance(item, dict) else {str(item): item}
        for output, decision in given.items():
            place = (number, str(output)) if isinstance(item, dict) else (number,)
            bad = [name for name in (str(output), str(decision)) if not limits.matches(limits.NAME, name)]
            if bad:
                errors.append((place, custom("bad_name", value=bad[0][:80], expected="a-z 0-9 _")))
            elif output in dict(pairs):
                errors.append((place, custom("duplicate_name", value=str(output), expected="outputs")))
            else:
                pairs.append((str(output), str(decision)))
    at_keys("outputs", errors)
    if not pairs:
        raise custom("empty_collection")
    return pairs


_NAME_SCHEMA = {"type": "string", "pattern": f"^{limits.NAME}$"}
_RENAMED = {"type": "object", "additionalProperties": _NAME_SCHEMA, "propertyNames": {"pattern": f"^{limits.NAME}$"}}
Outputs = Annotated[
    list[tuple[str, str]],
    PlainValidator(_outputs),
    WithJsonSchema({"type": "array", "minItems": 1, "items": {"anyOf": [_NAME_SCHEMA, _RENAMED]}}),
]
