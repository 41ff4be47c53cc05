"""The built-in functions of DMN 1.5, clause 10.3.4, by name. Values in, one value out; `NullResult` means null."""

from __future__ import annotations

from benefits.feel.builtins import contexts, conversion, dates, lists, logic, numbers, patterns, ranges, strings
from benefits.feel.builtins.registry import Builtin

_MODULES = (contexts, conversion, dates, lists, logic, numbers, patterns, ranges, strings)

BUILTINS: dict[str, Builtin] = {
    name: function for module in _MODULES for name, function in module.LIBRARY.functions.items()
}
