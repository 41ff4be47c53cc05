"""Types at run time: `instance of`, and the coercion of a value to the type that a place declares."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.feel.run import Run
from benefits.feel.syntax import TypeName
from benefits.feel.values import Function, NullResult, Range, kind

_SIMPLE = frozenset((
    "number", "string", "boolean", "date", "time", "date and time",
    "years and months duration", "days and time duration",
))  # fmt: skip


def instance_of(run: Run, value: object, wanted: TypeName) -> bool:
    """Whether the value is of the type. Null is of no type but `Null`; inside lists and contexts it fits any.

    Raises `NullResult` for a type that nobody has defined.
    """
    if value is None:
        return _resolved(run, wanted).name == "Null"
    return _fits(run, value, wanted, 0)


def _resolved(run: Run, wanted: TypeName) -> TypeName:
    """The type behind a name that the caller defined."""
    for _ in range(32):
        if wanted.name not in run.types:
            return wanted
        wanted = run.types[wanted.name]
    raise NullResult(f"a type defined by itself: {wanted.name}")


def _fits(run: Run, value: object, wanted: TypeName, depth: int) -> bool:
    run.spend(1)
    run.check_depth(depth)
    wanted = _resolved(run, wanted)
    if value is None or wanted.name == "Any":
        return True
    if wanted.name in _SIMPLE:
        return kind(value) == wanted.name
    if wanted.name == "list":
        return isinstance(value, list) and all(
            _fits(run, item, wanted.arguments[0], depth + 1) for item in value if wanted.arguments
        )
    if wanted.name == "context":
        return isinstance(value, Mapping) and all(
            field in value and _fits(run, value[field], inner, depth + 1)
            for field, inner in zip(wanted.fields, wanted.arguments, strict=True)
        )
    if wanted.name == "range":
        return _fits_range(run, value, wanted, depth)
    if wanted.name == "function":
        return kind(value) == "function" and (wanted.result is None or _takes(value, len(wanted.arguments)))
    if wanted.name == "Null":
        return False
    raise NullResult(f"no such type: {wanted.name}")


def _fits_range(run: Run, value: object, wanted: TypeName, depth: int) -> bool:
    if kind(value) != "range" or not wanted.arguments:
        return kind(value) == "range"
    ends = (value.low, value.high) if isinstance(value, Range) else (getattr(value, "operand", None),)
    return all(_fits(run, end, wanted.arguments[0], depth + 1) for end in ends)


def _takes(function: object, count: int) -> bool:
    if isinstance(function, Function):
        return len(function.parameters) == count
    return any(overload.accepts(count) for overload in getattr(function, "overloads", ()))


def coerce(run: Run, value: object, wanted: TypeName) -> object:
    """The value as the type: itself where it is of the type, `[x]` as x and x as `[x]` where that is what is missing.

    Raises `NullResult` where it cannot be (DMN 1.5, clause 10.3.2.9.4).
    """
    if value is None or _fits(run, value, wanted, 0):
        return value
    if isinstance(value, list) and len(value) == 1 and _fits(run, value[0], wanted, 0):
        return value[0]
    if not isinstance(value, list) and _resolved(run, wanted).name == "list" and _fits(run, [value], wanted, 0):
        return [value]
    raise NullResult(f"a {kind(value)} where a {wanted.name} is declared")
