"""Functions of lists. Positions count from 1, or backwards from -1. None changes its argument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from functools import cmp_to_key

from benefits.feel import exact
from benefits.feel.arithmetic import calculate
from benefits.feel.builtins.registry import Library, apply, gathered, items, number, truncated
from benefits.feel.comparison import contains, equal, less
from benefits.feel.run import Run
from benefits.feel.values import Function, NullResult, Range, kind, shown

LIBRARY = Library()


def _numbers(run: Run, values: Sequence[object]) -> list[Fraction]:
    """One list of numbers or the numbers themselves; at least one."""
    gathered_items = gathered(values)
    run.spend(len(gathered_items))
    if not gathered_items or not all(isinstance(item, Fraction) for item in gathered_items):
        raise NullResult("a list of numbers is needed")
    return [item for item in gathered_items if isinstance(item, Fraction)]


@LIBRARY.define("list contains", "list", "element")
def _list_contains(run: Run, values: object, element: object) -> object:
    return any(_is_or_holds(run, item, element) for item in items(values))


def _is_or_holds(run: Run, item: object, element: object) -> bool:
    return equal(run, item, element) is True or (isinstance(item, Range) and contains(run, item, element) is True)


@LIBRARY.define("count", "list")
def _count(run: Run, values: object) -> object:
    return Fraction(len(items(values)))


def _extreme(run: Run, values: Sequence[object], largest: bool) -> object:
    found, *rest = gathered(values) or [None]
    run.spend(len(rest))
    if less(found, found) is None:
        raise NullResult(f"no order among {kind(found)}")
    for item in rest:
        before = less(found, item) if largest else less(item, found)
        if before is None:
            raise NullResult(f"no order between {kind(found)} and {kind(item)}")
        found = item if before else found
    return found


@LIBRARY.define("min", "list*")
def _min(run: Run, *values: object) -> object:
    return _extreme(run, values, False)


@LIBRARY.define("max", "list*")
def _max(run: Run, *values: object) -> object:
    return _extreme(run, values, True)


@LIBRARY.define("sum", "list*")
def _sum(run: Run, *values: object) -> object:
    """Durations add up too."""
    first, *rest = gathered(values) or [None]
    if kind(first) not in ("number", "years and months duration", "days and time duration"):
        raise NullResult("a list of numbers is needed")
    for item in rest:
        first = calculate(run, "+", first, item)
    return first


@LIBRARY.define("mean", "list*")
def _mean(run: Run, *values: object) -> object:
    total = _sum(run, *values)
    return calculate(run, "/", total, Fraction(len(gathered(values))))


@LIBRARY.define("product", "list*")
def _product(run: Run, *values: object) -> object:
    result: object = Fraction(1)
    for item in _numbers(run, values):
        result = calculate(run, "*", result, item)
    return result


@LIBRARY.define("median", "list*")
def _median(run: Run, *values: object) -> object:
    ordered = sorted(_numbers(run, values))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


@LIBRARY.define("stddev", "list*")
def _stddev(run: Run, *values: object) -> object:
    """Of a sample: the squares are divided by one less than the count."""
    sample = _numbers(run, values)
    if len(sample) < 2:
        raise NullResult("a deviation needs two numbers")
    mean = number(_mean(run, list(sample)))
    squares = _sum(run, [exact.bounded((item - mean) ** 2) for item in sample])
    return exact.square_root(number(squares) / (len(sample) - 1))


@LIBRARY.define("mode", "list*")
def _mode(run: Run, *values: object) -> object:
    """The most frequent numbers, ascending."""
    if not gathered(values):
        return []
    counts = Counter(_numbers(run, values))
    most = max(counts.values())
    return sorted(value for value, count in counts.items() if count == most)


@LIBRARY.define("sublist", "list", "start position", "length?")
def _sublist(run: Run, values: object, start: object, *length: object) -> object:
    sequence = items(values)
    begin = _place(sequence, start)
    if not length:
        return sequence[begin:]
    count = truncated(length[0])
    if count < 0 or begin + count > len(sequence):
        raise NullResult(f"no {shown(count)} items from there")
    return sequence[begin : begin + count]


def _place(sequence: list[object], position: object) -> int:
    """The index of a position that must exist."""
    place = truncated(position)
    if not 1 <= abs(place) <= len(sequence):
        raise NullResult(f"no position {shown(place)} in a list of {len(sequence)}")
    return place - 1 if place > 0 else len(sequence) + place


@LIBRARY.define("append", "list", "item*")
def _append(run: Run, values: object, *more: object) -> object:
    return [*items(values), *more]


@LIBRARY.define("concatenate", "list*")
def _concatenate(run: Run, *lists: object) -> object:
    parts = [items(part) for part in lists]
    run.spend(sum(map(len, parts)))
    return [item for part in parts for item in part]


@LIBRARY.define("insert before", "list", "position", "newItem")
def _insert_before(run: Run, values: object, position: object, item: object) -> object:
    sequence = items(values)
    place = _place(sequence, position)
    return [*sequence[:place], item, *sequence[place:]]


@LIBRARY.define("remove", "list", "position")
def _remove(run: Run, values: object, position: object) -> object:
    sequence = items(values)
    place = _place(sequence, position)
    return sequence[:place] + sequence[place + 1 :]


@LIBRARY.define("list replace", "list", "position", "newItem")
def _list_replace(run: Run, values: object, position: object, item: object) -> object:
    sequence = items(values)
    place = _place(sequence, position)
    return [*sequence[:place], item, *sequence[place + 1 :]]


@LIBRARY.define("list replace", "list", "match", "newItem")
def _replace_matches(run: Run, values: object, match: object, item: object) -> object:
    if isinstance(match, Function) and len(match.parameters) != 2:
        raise NullResult("the match takes an item and the new item")
    answers = [(old, apply(run, match, [old, item])) for old in items(values)]
    if not all(isinstance(answer, bool) for _, answer in answers):
        raise NullResult("a match that is not a boolean")
    return [item if answer else old for old, answer in answers]


@LIBRARY.define("reverse", "list")
def _reverse(run: Run, values: object) -> object:
    return items(values)[::-1]


@LIBRARY.define("index of", "list", "match")
def _index_of(run: Run, values: object, match: object) -> object:
    return [Fraction(place) for place, item in enumerate(items(values), 1) if equal(run, item, match) is True]


@LIBRARY.define("distinct values", "list")
def _distinct_values(run: Run, values: object) -> object:
    kept: list[object] = []
    simple: set[object] = set()  # numbers and strings, most of what lists hold, need no comparison with each other
    others: list[object] = []
    for item in items(values):
        run.spend(1)
        if isinstance(item, (str, Fraction)):
            if item not in simple:
                simple.add(item)
                kept.append(item)
        elif not any(equal(run, item, other) is True for other in others):
            others.append(item)
            kept.append(item)
    return kept


@LIBRARY.define("union", "list*")
def _union(run: Run, *lists: object) -> object:
    return _distinct_values(run, _concatenate(run, *lists))


@LIBRARY.define("flatten", "list")
def _flatten(run: Run, values: object) -> object:
    flat: list[object] = []
    waiting: list[object] = [items(values)]
    while waiting:
        run.spend(1)
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        else:
            flat.append(item)
    return flat


@LIBRARY.define("sort", "list", "precedes?")
def _sort(run: Run, values: object, *precedes: object) -> object:
    """Stable; without `precedes` by the order of the values."""

    def before(left: object, right: object) -> bool:
        answer = apply(run, precedes[0], [left, right]) if precedes else less(left, right)
        if not isinstance(answer, bool):
            raise NullResult("an order that is not a boolean")
        return answer

    def order(left: object, right: object) -> int:
        run.spend(1)
        return -1 if before(left, right) else int(before(right, left))

    return sorted(items(values), key=cmp_to_key(order))
