"""The names that an expression can see, from the innermost outwards to the caller's and the built-in functions."""

from __future__ import annotations

from collections.abc import Mapping

from benefits.feel.builtins import BUILTINS
from benefits.feel.run import Run
from benefits.feel.values import NullResult, admit


class Partial:
    """The results of a `for` so far; a reader gets a copy, since the list goes on growing."""

    __slots__ = ("results",)

    def __init__(self, results: list[object]) -> None:
        self.results = results


class Scope:
    """Names and their values, inside an outer scope. The outermost holds the caller's, admitted once each."""

    __slots__ = ("admitted", "names", "outer", "run")

    def __init__(self, run: Run, names: Mapping[str, object], outer: Scope | None = None) -> None:
        self.run = run
        self.names = names
        self.outer = outer
        self.admitted: dict[str, object] = {}

    def inside(self, names: Mapping[str, object]) -> Scope:
        """A scope inside this one, with further names."""
        return Scope(self.run, names, self)

    def lookup(self, name: str) -> object:
        """The value of a name; raises `NullResult` where nothing has it."""
        scope = self
        while scope.outer is not None:
            if name in scope.names:
                value = scope.names[name]
                if isinstance(value, Partial):
                    self.run.spend(len(value.results))
                    return list(value.results)
                return value
            scope = scope.outer
        return scope._from_caller(name)

    def _from_caller(self, name: str) -> object:
        if name not in self.admitted:
            try:
                value = self.names[name]
            except KeyError:
                if name not in BUILTINS:
                    raise NullResult(f"nothing is named '{name}'") from None
                value = BUILTINS[name]
            self.admitted[name] = admit(value)
        return self.admitted[name]
