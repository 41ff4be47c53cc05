"""Equality, order and membership of values (DMN 1.5, clauses 10.3.2.13 to 10.3.2.15).

Each answer is True, False or None: values of different types can be neither equal nor ordered.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from fractions import Fraction

from benefits.feel.civil import instant, time_instant
from benefits.feel.run import Run
from benefits.feel.values import (
    DateTime,
    DaysTime,
    EqualityTest,
    Range,
    Time,
    WideDate,
    YearsMonths,
    kind,
)


def equal(run: Run, left: object, right: object, depth: int = 0) -> bool | None:
    """Whether two values are equal; None where their types cannot be compared.

    Times and date-times are equal when hour, minute, whole second and offset are: the standard compares the
    components, and its component `second` is a whole number.
    """
    run.spend(1)
    run.check_depth(depth)
    if left is None or right is None:
        return left is right
    if kind(left) != kind(right):
        return None
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(
            equal(run, a, b, depth + 1) is True for a, b in zip(left, right, strict=True)
        )
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(equal(run, left[key], right[key], depth + 1) for key in left)
    if isinstance(left, Time) and isinstance(right, Time):
        return time_instant(_whole_second(left)) == time_instant(_whole_second(right))
    if isinstance(left, DateTime) and isinstance(right, DateTime):
        a, b = DateTime(left.date, _whole_second(left.time)), DateTime(right.date, _whole_second(right.time))
        return instant(a) == instant(b)
    if isinstance(left, (Range, EqualityTest)):
        return _equal_ranges(run, left, right, depth)
    return left == right


def _whole_second(time: Time) -> Time:
    return Time(time.hour, time.minute, Fraction(int(time.second)), time.offset, time.zone)


def _equal_ranges(run: Run, left: object, right: object, depth: int) -> bool:
    if isinstance(left, EqualityTest) and isinstance(right, EqualityTest):
        return left.operator == right.operator and equal(run, left.operand, right.operand, depth + 1) is True
    if not (isinstance(left, Range) and isinstance(right, Range)):
        return False
    return (
        (left.low_included, left.high_included, left.half) == (right.low_included, right.high_included, right.half)
        and equal(run, left.low, right.low, depth + 1) is True
        and equal(run, left.high, right.high, depth + 1) is True
    )


def same(run: Run, left: object, right: object) -> bool:
    """`is`: the same element of the same domain, offsets, zones and decimals of seconds included."""
    if kind(left) != kind(right):
        return False
    if isinstance(left, (Time, DateTime)):
        return left == right
    return equal(run, left, right) is True


def less(left: object, right: object) -> bool | None:
    """Whether `left` comes before `right`; None where the two have no order."""
    if isinstance(left, bool) or isinstance(right, bool):
        return None
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left < right
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    if isinstance(left, YearsMonths) and isinstance(right, YearsMonths):
        return left < right
    if isinstance(left, DaysTime) and isinstance(right, DaysTime):
        return left < right
    if isinstance(left, (datetime.date, WideDate)) and isinstance(right, (datetime.date, WideDate)):
        return (left.year, left.month, left.day) < (right.year, right.month, right.day)
    if isinstance(left, DateTime) and isinstance(right, DateTime):
        return _less_instants(instant(left), instant(right))
    if isinstance(left, Time) and isinstance(right, Time):
        return _less_instants(time_instant(left), time_instant(right))
    return None


def _less_instants(left: tuple[bool, Fraction], right: tuple[bool, Fraction]) -> bool | None:
    """A local time and one with an offset have no order."""
    return left[1] < right[1] if left[0] == right[0] else None


def negated(value: bool | None) -> bool | None:
    """The ternary `not`."""
    return None if value is None else not value


def compare(run: Run, operator: str, left: object, right: object) -> bool | None:
    """One of `= != < <= > >=`."""
    if operator == "=":
        return equal(run, left, right)
    if operator == "!=":
        return negated(equal(run, left, right))
    if operator in ("<", ">="):
        answer = less(left, right)
        return answer if operator == "<" else negated(answer)
    answer = less(right, left)
    return answer if operator == ">" else negated(answer)


def conjunction(left: bool | None, right: Callable[[], bool | None]) -> bool | None:
    """The ternary `and`; the right side is asked only where it can matter."""
    if left is False:
        return False
    other = right()
    return False if other is False else (None if left is None or other is None else True)


def contains(run: Run, test: object, value: object) -> bool | None:
    """Whether `value` is in `test`: a range, a list of values and ranges, or one equal value."""
    run.spend(1)
    if isinstance(test, Range):
        return in_range(test, value)
    if isinstance(test, EqualityTest):
        return compare(run, test.operator, value, test.operand)
    if isinstance(test, list):
        if any(_matches_item(run, item, value) for item in test):
            return True
        return isinstance(value, list) and equal(run, test, value)
    return equal(run, value, test)


def _matches_item(run: Run, item: object, value: object) -> bool:
    if isinstance(item, (Range, EqualityTest)) and not isinstance(value, (Range, EqualityTest)):
        return contains(run, item, value) is True
    return equal(run, value, item) is True


def in_range(test: Range, value: object) -> bool | None:
    """Whether the value lies between the ends of the range."""

    def above() -> bool | None:
        if test.half and test.low is None:
            return True
        return negated(less(value, test.low)) if test.low_included else less(test.low, value)

    def below() -> bool | None:
        if test.half and test.high is None:
            return True
        return negated(less(test.high, value)) if test.high_included else less(value, test.high)

    if value is None:
        return None
    return conjunction(above(), below)


def ternary(value: object) -> bool | None:
    """A value where a truth is wanted: anything but a boolean counts as null."""
    return value if isinstance(value, bool) else None
