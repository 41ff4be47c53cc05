"""Decision tables and boxed contexts of the kit, evaluated with the reference interpreter."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from benefits.feel import FeelSyntaxError, evaluate, evaluate_unary_tests, parse, parse_unary_tests
from benefits.feel.builtins import BUILTINS
from benefits.feel.builtins.registry import apply
from benefits.feel.comparison import equal
from benefits.feel.instance import coerce
from benefits.feel.run import Run
from benefits.feel.syntax import InstanceOf, TypeName
from benefits.feel.values import NullResult

Json = dict[str, Any]
CLOCK = datetime.datetime(2024, 2, 29, 12, 30, tzinfo=datetime.UTC)

_OLD_TYPE_NAMES = {
    "dateTime": "date and time",
    "dayTimeDuration": "days and time duration",
    "yearMonthDuration": "years and months duration",
}
# The kit's models define these types; its flattened form leaves the definitions out, so they are restated here from
# what their names and assertions say.
_MODEL_TYPES = {
    "t255": "number",
    "tFooBar": "string",
    "tAnyList": "list<Any>",
    "tNumberList": "list<number>",
    "tNumList": "list<number>",
    "tStringList": "list<string>",
    "t_context_013": "context<a: string, b: string>",
    "tNameAndAge": "context<name: string, age: number>",
    "exactContextType": "context<a: number, b: number>",
    "superContextType": "context<a: number>",
    "otherContextType": "context<c: string>",
}


def _type(text: str) -> TypeName:
    node = parse(f"null instance of {text}")
    assert isinstance(node, InstanceOf)
    return node.type


TYPES: dict[str, TypeName] = {name: _type(text) for name, text in (_OLD_TYPE_NAMES | _MODEL_TYPES).items()}
_PLAIN_TYPES = ("number", "string", "boolean", "date", "time")


def coerced(value: object, type_name: str | None) -> object:
    """The value as the type that the model declares; null where it cannot be. Unknown types leave it as it is."""
    if type_name is None or (type_name not in TYPES and type_name not in _PLAIN_TYPES):
        return value
    try:
        return coerce(Run(types=TYPES), value, TYPES.get(type_name) or _type(type_name))
    except NullResult:
        return None


def value_of(logic: Json, scope: Mapping[str, object]) -> object:
    """The value of a decision's logic: a literal expression, a boxed context or a decision table."""
    if logic["k"] == "lit":
        return coerced(_expression(logic["text"], scope), logic["type"])
    return _boxed_context(logic, scope) if logic["k"] == "ctx" else _table(logic, scope)


def _expression(text: str, scope: Mapping[str, object]) -> object:
    try:
        return evaluate(parse(text, scope), scope, now=CLOCK, types=TYPES)
    except FeelSyntaxError:
        return None  # the kit expects null where the text is at fault


def _boxed_context(logic: Json, scope: Mapping[str, object]) -> object:
    entries: dict[str, object] = {}
    for name, inner, type_name in logic["entries"]:
        value = coerced(value_of(inner, {**scope, **entries}), type_name)
        if name is None:
            return value
        entries[name] = value
    return entries


def _table(logic: Json, scope: Mapping[str, object]) -> object:
    inputs = [_expression(column["expr"], scope) for column in logic["ins"]]
    results = [_outputs(logic, rule["out"], scope) for rule in logic["rules"] if _matches(rule["in"], inputs, scope)]
    if not results:
        return _default(logic, scope)
    return _by_hit_policy(logic, results, scope)


def _matches(cells: list[str], inputs: list[object], scope: Mapping[str, object]) -> bool:
    return all(
        evaluate_unary_tests(parse_unary_tests(cell, scope), value, scope, now=CLOCK) is True
        for cell, value in zip(cells, inputs, strict=True)
    )


def _outputs(logic: Json, cells: list[str], scope: Mapping[str, object]) -> object:
    columns = logic["outs"]
    values = [coerced(_expression(cell, scope), column["type"]) for cell, column in zip(cells, columns, strict=True)]
    if len(columns) == 1:
        return values[0]
    return {column["name"]: value for column, value in zip(columns, values, strict=True)}


def _default(logic: Json, scope: Mapping[str, object]) -> object:
    if any(column["default"] is None for column in logic["outs"]):
        return None
    return _outputs(logic, [column["default"] for column in logic["outs"]], scope)


def _by_hit_policy(logic: Json, results: list[object], scope: Mapping[str, object]) -> object:
    policy = logic["hit"]
    if policy == "UNIQUE":
        return results[0] if len(results) == 1 else None
    if policy == "ANY":
        return results[0] if all(equal(Run(), results[0], other) for other in results) else None
    if policy == "FIRST":
        return results[0]
    if policy == "PRIORITY":
        return _by_priority(logic, results, scope)[0]
    if policy == "OUTPUT ORDER":
        return _by_priority(logic, results, scope)
    if policy == "RULE ORDER" or logic["agg"] is None:
        return results
    return apply(Run(), BUILTINS[logic["agg"].lower()], [results])


def _by_priority(logic: Json, results: list[object], scope: Mapping[str, object]) -> list[object]:
    """The results in the order of each output column's list of values, the first column first."""
    orders: list[list[object]] = []
    for column in logic["outs"]:
        values = _expression(f"[{column['values']}]", scope) if column["values"] else []
        assert isinstance(values, list)
        orders.append(values)

    def rank(result: object) -> tuple[int, ...]:
        parts = list(result.values()) if isinstance(result, dict) else [result]
        return tuple(
            order.index(part) if part in order else len(order) for part, order in zip(parts, orders, strict=True)
        )

    return sorted(results, key=rank)
