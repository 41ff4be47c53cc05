"""The reference interpreter: one small function per kind of node, exact and slow, obviously right.

A fault inside an expression is null, with its reason in `problems` where the caller asks; work beyond the limits of
`run` is a `FeelLimitError`. Handlers raise `NullResult` to become null.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from benefits.feel import syntax, temporal_text
from benefits.feel.arithmetic import calculate, negative
from benefits.feel.builtins import BUILTINS
from benefits.feel.builtins.registry import apply, arrange
from benefits.feel.civil import date_of, days
from benefits.feel.comparison import compare, conjunction, contains, less, negated, ternary
from benefits.feel.errors import FeelLimitError
from benefits.feel.instance import coerce, instance_of
from benefits.feel.members import member
from benefits.feel.run import MAX_DEPTH, Run
from benefits.feel.scope import Partial, Scope
from benefits.feel.syntax import Node, TypeName, UnaryTests
from benefits.feel.values import (
    DateTime,
    EqualityTest,
    Function,
    NullResult,
    Problem,
    Range,
    WideDate,
    admit,
    kind,
    shown,
    whole,
)

_DATES = (datetime.date, WideDate)
_CALL_DEPTH = 2  # a call counts for this many further levels, since it takes so many more of Python's frames


def evaluate(
    node: Node,
    scope: Mapping[str, object],
    *,
    problems: list[Problem] | None = None,
    now: DateTime | datetime.datetime | None = None,
    types: Mapping[str, TypeName] | None = None,
) -> object:
    """The value of an expression.

    `scope` gives the values of names by `scope[name]` (it may compute them then; a `KeyError` is a missing name, which
    is null); see `values.admit` for what may stand there. `problems` collects why nulls appeared, `now` is the clock
    of `now()` and `today()` (null without), `types` are the caller's own types for `instance of`.
    Raises `FeelLimitError` where the work would not end in bounded time and memory.
    """
    root = _root(scope, problems, now, types)
    return _bounded(lambda: _evaluate(node, root))


def evaluate_unary_tests(
    tests: UnaryTests,
    value: object,
    scope: Mapping[str, object],
    *,
    problems: list[Problem] | None = None,
    now: DateTime | datetime.datetime | None = None,
    types: Mapping[str, TypeName] | None = None,
) -> bool | None:
    """Whether `value` passes the tests of a decision table's cell; None where that cannot be said. See `evaluate`."""
    inner = _root(scope, problems, now, types).inside({"?": admit(value)})
    answer = _bounded(lambda: _cell(tests, inner))
    return ternary(answer)


def _root(
    scope: Mapping[str, object],
    problems: list[Problem] | None,
    now: DateTime | datetime.datetime | None,
    types: Mapping[str, TypeName] | None,
) -> Scope:
    clock = admit(now)
    return Scope(Run(problems, clock if isinstance(clock, DateTime) else None, types), scope)


def _bounded(work: Callable[[], object]) -> object:
    try:
        return work()
    except RecursionError:
        # The levels are counted, but the caller's own stack may have been deep already.
        raise FeelLimitError("a calculation nested too deeply") from None


def _evaluate(node: Node, scope: Scope) -> object:
    run = scope.run
    run.spend(1)
    run.depth += 1
    if run.depth > MAX_DEPTH:
        raise FeelLimitError(f"a calculation nested more than {MAX_DEPTH} levels deep")
    try:
        return _HANDLERS[type(node)](node, scope)
    except NullResult as result:
        run.note(node.at, str(result))
        return None
    finally:
        run.depth -= 1


# Literals


def _number(node: syntax.Number, scope: Scope) -> object:
    return node.value


def _text(node: syntax.Text, scope: Scope) -> object:
    return node.value


def _boolean(node: syntax.Boolean, scope: Scope) -> object:
    return node.value


def _null(node: syntax.Null, scope: Scope) -> object:
    return None


def _at_literal(node: syntax.AtLiteral, scope: Scope) -> object:
    return temporal_text.read_any(node.text)


def _list(node: syntax.ListLiteral, scope: Scope) -> object:
    return [_evaluate(item, scope) for item in node.items]


def _context(node: syntax.ContextLiteral, scope: Scope) -> object:
    entries: dict[str, object] = {}
    inner = scope.inside(entries)  # an entry sees the entries before it
    for key, value in zip(node.keys, node.values, strict=True):
        entries[key] = _evaluate(value, inner)
    return entries


def _range(node: syntax.RangeLiteral, scope: Scope) -> object:
    low = None if node.low is None else _evaluate(node.low, scope)
    high = None if node.high is None else _evaluate(node.high, scope)
    ends = [end for end in (low, high) if end is not None]
    if any(less(end, ends[0]) is None for end in ends):
        raise NullResult(f"a range cannot go from {kind(low)} to {kind(high)}")
    return Range(low, high, node.low_included, node.high_included, node.low is None or node.high is None)


def _equality_test(node: syntax.ComparisonTest, scope: Scope) -> object:
    return EqualityTest(node.operator, _evaluate(node.operand, scope))


def _function(node: syntax.FunctionLiteral, scope: Scope) -> object:
    def body(*arguments: object) -> object:
        values = [
            value if wanted is None else coerce(scope.run, value, wanted)
            for value, wanted in zip(arguments, node.types, strict=True)
        ]
        return _evaluate(node.body, scope.inside(dict(zip(node.parameters, values, strict=True))))

    return Function("function", node.parameters, body)


# Names and members


def _name(node: syntax.Name, scope: Scope) -> object:
    return scope.lookup(node.name)


def _path(node: syntax.Path, scope: Scope) -> object:
    base = _evaluate(node.base, scope)
    if not isinstance(base, list):
        return member(base, node.name)
    scope.run.spend(len(base))
    return [_member_or_null(item, node.name) for item in base]


def _member_or_null(value: object, name: str) -> object:
    try:
        return member(value, name)
    except NullResult:
        return None


def _filter(node: syntax.Filter, scope: Scope) -> object:
    base = _evaluate(node.base, scope)
    items = base if isinstance(base, list) else [] if base is None else [base]
    first = _condition(node, items[0] if items else None, scope)
    if isinstance(first, Fraction):
        index = whole(first)
        if not 1 <= abs(index) <= len(items):
            raise NullResult(f"no item {shown(index)} in a list of {len(items)}")
        return items[index - 1 if index > 0 else index]
    if not items:
        return []
    kept = [items[0]] if first is True else []
    return kept + [item for item in items[1:] if _condition(node, item, scope) is True]


def _condition(node: syntax.Filter, item: object, scope: Scope) -> object:
    """The filter's condition for one item: `item` is the item, and a context's entries are names of their own."""
    inner = scope.inside({"item": item})
    return _evaluate(node.condition, inner.inside(item) if isinstance(item, Mapping) else inner)


def _call(node: syntax.Call, scope: Scope) -> object:
    function = _called(node.function, scope)
    values = [_evaluate(argument, scope) for argument in node.arguments]
    scope.run.depth += _CALL_DEPTH
    try:
        result = apply(scope.run, function, arrange(function, values, node.names))
    finally:
        scope.run.depth -= _CALL_DEPTH
    scope.run.spend_on(result)
    return result


def _called(node: Node, scope: Scope) -> object:
    function = _evaluate(node, scope)
    # A variable may share a built-in's name (`date`); in a call it cannot be meant.
    if kind(function) != "function" and isinstance(node, syntax.Name) and node.name in BUILTINS:
        return BUILTINS[node.name]
    return function


# Operators


def _negate(node: syntax.Negate, scope: Scope) -> object:
    return negative(_evaluate(node.operand, scope))


def _binary(node: syntax.Binary, scope: Scope) -> object:
    chain: list[syntax.Binary] = []  # a chain of operators leans to the left; it is walked, not descended
    first: Node = node
    while isinstance(first, syntax.Binary):
        chain.append(first)
        first = first.left
    value = _evaluate(first, scope)
    for link in reversed(chain):
        try:
            value = _operate(link, value, scope)
        except NullResult as result:
            scope.run.note(link.at, str(result))
            value = None
    return value


def _operate(node: syntax.Binary, left: object, scope: Scope) -> object:
    if node.operator == "and":
        return conjunction(ternary(left), lambda: ternary(_evaluate(node.right, scope)))
    if node.operator == "or":
        neither = conjunction(negated(ternary(left)), lambda: negated(ternary(_evaluate(node.right, scope))))
        return negated(neither)
    right = _evaluate(node.right, scope)
    if node.operator in ("+", "-", "*", "/", "**"):
        return calculate(scope.run, node.operator, left, right)
    return _known(compare(scope.run, node.operator, left, right), left, right)


def _known(answer: bool | None, left: object, right: object) -> bool:
    if answer is None:
        raise NullResult(f"{kind(left)} and {kind(right)} cannot be compared")
    return answer


def _between(node: syntax.Between, scope: Scope) -> object:
    value, low, high = (_evaluate(part, scope) for part in (node.value, node.low, node.high))
    above = negated(less(value, low))
    return conjunction(above, lambda: negated(less(high, value)))


def _in(node: syntax.In, scope: Scope) -> object:
    value = _evaluate(node.value, scope)
    return _any(_passes(test, value, scope) for test in node.tests.tests)


def _passes(test: Node, value: object, scope: Scope) -> bool | None:
    if isinstance(test, syntax.ComparisonTest):
        return compare(scope.run, test.operator, value, _evaluate(test.operand, scope))
    return contains(scope.run, _evaluate(test, scope), value)


def _any(answers: Iterable[bool | None]) -> bool | None:
    """The ternary `or` of several answers."""
    unknown = False
    for answer in answers:
        if answer is True:
            return True
        unknown = unknown or answer is None
    return None if unknown else False


def _instance_of(node: syntax.InstanceOf, scope: Scope) -> object:
    return instance_of(scope.run, _evaluate(node.value, scope), node.type)


# Unary tests


def _cell(tests: UnaryTests, scope: Scope) -> bool | None:
    if not tests.tests:
        return True
    value = scope.lookup("?")
    answer = _any(_passes_cell(test, value, scope) for test in tests.tests)
    return negated(answer) if tests.negated else answer


def _passes_cell(test: Node, value: object, scope: Scope) -> bool | None:
    """A condition over `?` says itself whether it holds; so does any other that is a boolean where the value is not."""
    if isinstance(test, syntax.ComparisonTest):
        return _passes(test, value, scope)
    result = _evaluate(test, scope)
    if _asks(test) or (isinstance(result, bool) and value is not None and not isinstance(value, bool)):
        return ternary(result)
    return contains(scope.run, result, value)


def _asks(test: Node) -> bool:
    waiting = [test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, syntax.Name) and node.name == "?":
            return True
        waiting.extend(syntax.children(node))
    return False


# Constructs


def _if(node: syntax.If, scope: Scope) -> object:
    return _evaluate(node.then if _evaluate(node.condition, scope) is True else node.otherwise, scope)


def _for(node: syntax.For, scope: Scope) -> object:
    results: list[object] = []
    outer = scope.inside({"partial": Partial(results)})
    for inner in _bindings(node.iterations, outer):
        results.append(_evaluate(node.body, inner))
    return results


def _quantified(node: syntax.Quantified, scope: Scope) -> object:
    answers = (ternary(_evaluate(node.condition, inner)) for inner in _bindings(node.iterations, scope))
    if node.kind == "some":
        return _any(answers)
    return negated(_any(negated(answer) for answer in answers))


def _bindings(iterations: tuple[syntax.Iteration, ...], scope: Scope) -> Iterator[Scope]:
    """A scope for each combination of the variables; a later variable's domain may use an earlier variable."""
    if not iterations:
        yield scope
        return
    for value in _domain(iterations[0], scope):
        yield from _bindings(iterations[1:], scope.inside({iterations[0].name: value}))


def _domain(iteration: syntax.Iteration, scope: Scope) -> Iterable[object]:
    domain = _evaluate(iteration.domain, scope)
    if iteration.until is not None:
        return _steps(scope.run, domain, _evaluate(iteration.until, scope))
    if isinstance(domain, list):
        return domain
    if isinstance(domain, Range):
        if less(domain.high, domain.low) is not False:
            raise NullResult("a range that does not ascend")
        steps = list(_steps(scope.run, domain.low, domain.high))
        return steps[0 if domain.low_included else 1 : len(steps) - (0 if domain.high_included else 1)]
    if domain is None:
        raise NullResult("there is nothing to go through")
    return [domain]


def _steps(run: Run, low: object, high: object) -> Iterable[object]:
    """The whole numbers or the days from one to the other, upwards or downwards."""
    make: Callable[[int], object]
    if isinstance(low, Fraction) and isinstance(high, Fraction):
        first, last, make = whole(low), whole(high), Fraction
    elif isinstance(low, _DATES) and isinstance(high, _DATES):
        first, last, make = days(low), days(high), date_of
    else:
        raise NullResult(f"no steps lead from {kind(low)} to {kind(high)}")
    run.spend(abs(last - first) + 1)
    step = 1 if first <= last else -1
    return map(make, range(first, last + step, step))


_HANDLERS: dict[type[Node], Callable[..., object]] = {
    syntax.Number: _number,
    syntax.Text: _text,
    syntax.Boolean: _boolean,
    syntax.Null: _null,
    syntax.AtLiteral: _at_literal,
    syntax.ListLiteral: _list,
    syntax.ContextLiteral: _context,
    syntax.RangeLiteral: _range,
    syntax.ComparisonTest: _equality_test,
    syntax.FunctionLiteral: _function,
    syntax.Name: _name,
    syntax.Path: _path,
    syntax.Filter: _filter,
    syntax.Call: _call,
    syntax.Negate: _negate,
    syntax.Binary: _binary,
    syntax.Between: _between,
    syntax.In: _in,
    syntax.InstanceOf: _instance_of,
    syntax.If: _if,
    syntax.For: _for,
    syntax.Quantified: _quantified,
}
