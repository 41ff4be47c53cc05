"""How built-in functions are declared, chosen by their arguments, and called; and what arguments may be coerced to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benefits.feel.run import Run
from benefits.feel.values import Function, NullResult, admit, kind

Body = Callable[..., object]


@dataclass(frozen=True, slots=True, eq=False)
class Overload:
    """One signature of a built-in; its body takes the run and one value per argument."""

    parameters: tuple[str, ...]
    required: int
    variadic: bool
    body: Body

    def accepts(self, count: int) -> bool:
        """Whether so many arguments fit."""
        return self.required <= count and (self.variadic or count <= len(self.parameters))

    def arranged(self, values: Sequence[object], names: Sequence[str]) -> list[object] | None:
        """Named arguments in the order of the parameters; None where the names do not fit."""
        given = dict(zip(names, values, strict=True))
        taken = [name for name in self.parameters if name in given]
        # Optional parameters come last, so the given ones must be the first so many.
        if len(taken) != len(given) or tuple(taken) != self.parameters[: len(taken)] or len(taken) < self.required:
            return None
        return [given[name] for name in taken]


@dataclass(frozen=True, slots=True, eq=False)
class Builtin:
    """A built-in function."""

    name: str
    overloads: tuple[Overload, ...]


class Library:
    """The functions that one module of the library defines."""

    def __init__(self) -> None:
        self.functions: dict[str, Builtin] = {}

    def define(self, name: str, *parameters: str) -> Callable[[Body], Body]:
        """Declares a function, or a further signature of it: `"length?"` is optional, `"list*"` takes the rest."""
        plain = tuple(parameter.rstrip("?*") for parameter in parameters)
        required = sum(not parameter.endswith("?") for parameter in parameters)
        variadic = bool(parameters) and parameters[-1].endswith("*")

        def add(body: Body) -> Body:
            before = self.functions[name].overloads if name in self.functions else ()
            self.functions[name] = Builtin(name, (*before, Overload(plain, required, variadic, body)))
            return body

        return add


def arrange(function: object, values: Sequence[object], names: Sequence[str]) -> Sequence[object]:
    """The arguments in the order of the function's parameters; raises `NullResult` where they do not fit."""
    if not names or not isinstance(function, (Function, Builtin)):
        return values
    if isinstance(function, Function):
        given = dict(zip(names, values, strict=True))
        if set(given) != set(function.parameters):
            raise NullResult(f"the parameters are {', '.join(function.parameters)}")
        return [given[name] for name in function.parameters]
    # `before(range: r, point: p)` fits two signatures; the order of writing tells which is meant.
    for overload in sorted(function.overloads, key=lambda item: item.parameters != tuple(names)):
        arranged = overload.arranged(values, names)
        if arranged is not None:
            # Which signature the names chose decides, not how many there are.
            return _Arranged(arranged, overload)
    raise NullResult(f"'{function.name}' has no parameters {', '.join(names)}")


class _Arranged(list[object]):
    def __init__(self, values: Sequence[object], overload: Overload) -> None:
        super().__init__(values)
        self.overload = overload


def apply(run: Run, function: object, values: Sequence[object]) -> object:
    """Calls a function value; raises `NullResult` where it cannot be called so."""
    if isinstance(function, Function):
        if len(values) != len(function.parameters):
            raise NullResult(f"{len(function.parameters)} arguments are needed, {len(values)} given")
        result = function.body(*values)
        return result if isinstance(result, (list, dict)) else admit(result)
    if isinstance(function, Builtin):
        if isinstance(values, _Arranged):
            return values.overload.body(run, *values)
        return _apply_first_fitting(run, function, values)
    raise NullResult(f"a {kind(function)} cannot be called")


def _apply_first_fitting(run: Run, function: Builtin, values: Sequence[object]) -> object:
    """The result of the first signature that takes the arguments; some differ only in the types they take."""
    fault = NullResult(f"'{function.name}' cannot take {len(values)} arguments")
    for overload in function.overloads:
        if overload.accepts(len(values)):
            try:
                return overload.body(run, *values)
            except NullResult as refusal:
                fault = refusal
    raise fault


# Coercion of arguments: `[x]` is taken as x, and x as `[x]`, where that is what the parameter needs.


def single(value: object) -> object:
    """The value, or the only item of a list of one."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def number(value: object) -> Fraction:
    """A number."""
    value = single(value)
    if not isinstance(value, Fraction):
        raise NullResult(f"a number is needed, not {kind(value)}")
    return value


def truncated(value: object) -> int:
    """A number without its decimals."""
    return int(number(value))


def text(value: object) -> str:
    """A string."""
    value = single(value)
    if not isinstance(value, str):
        raise NullResult(f"a string is needed, not {kind(value)}")
    return value


def items(value: object) -> list[object]:
    """A list."""
    if value is None:
        raise NullResult("a list is needed, not Null")
    return value if isinstance(value, list) else [value]


def gathered(values: Sequence[object]) -> list[object]:
    """The items of the one list given, or the arguments themselves as the list."""
    return items(values[0]) if len(values) == 1 else list(values)


def context(value: object) -> Mapping[str, object]:
    """A context."""
    value = single(value)
    if not isinstance(value, Mapping):
        raise NullResult(f"a context is needed, not {kind(value)}")
    return value
