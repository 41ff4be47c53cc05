from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import FeelLimitError
from benefits.feel.comparison import compare, conjunction, equal, less, negated, ternary
from benefits.feel.run import Run
from tests.feel.reading import n, reasons, value

TRUTHS = (True, False, None)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1 = 1.0", True),
        ("1 = 2", False),
        ("1 != 2", True),
        ("null = null", True),
        ("null = 1", False),
        ("null != null", False),
        ("1 = true", None),
        ('1 = "1"', None),
        ('1 != "1"', None),
        ("[1, 2] = [1, 2]", True),
        ("[1] = [1, 1]", False),
        ('[1] = ["1"]', False),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("{a: 1} = {a: 2}", False),
        ("{a: 1} = {b: 1}", False),
        ("{} = []", None),
        ('@"P1Y" = @"P12M"', True),
        ('@"P1D" = @"PT24H"', True),
        ('@"P1Y" = @"P365D"', None),
        ('@"2019-07-01" = @"2019-07-01"', True),
        ('@"2019-07-01" = @"2019-07-01T00:00:00"', None),
        ('@"10:30:00Z" = @"11:30:00+01:00"', True),
        ('@"10:30:00" = @"10:30:00Z"', False),
        # The standard compares components, and `second` is a whole number.
        ('@"10:30:00.1" = @"10:30:00.2"', True),
        ('@"10:30:00.1" < @"10:30:00.2"', True),
        ('@"2018-10-08T00:00:00+02:00" = @"2018-10-08T00:00:00@Europe/Paris"', True),
        ("[1..2] = [1..2]", True),
        ("[1..2] = [1..2)", False),
        ("[1..2] = [1..3]", False),
        ("(< 1) = (null..1)", False),
        ("(= 1) = (= 1)", True),
        ("(= 1) = (!= 1)", False),
        ("(= 1) = [1..1]", False),
        ("(> 1) = (> 1)", True),
    ],
)
def test_equality(text: str, answer: bool | None) -> None:
    assert value(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1 < 2", True),
        ("2 < 2", False),
        ("2 <= 2", True),
        ("3 > 2", True),
        ("2 >= 3", False),
        ('"a" < "b"', True),
        ('"Z" < "a"', True),
        ('@"P1M" < @"P1Y"', True),
        ('@"PT1S" < @"P1D"', True),
        ('@"P1Y" < @"P1D"', None),
        ("1 < null", None),
        ("null <= null", None),
        ("true < false", None),
        ('1 < "2"', None),
        ("[1] < [2]", None),
        ('@"2019-07-01" < @"2019-07-02"', True),
        ('@"-0001-01-01" < @"2019-07-02"', True),
        ('@"10:00:00" < @"11:00:00"', True),
        ('@"10:00:00" < @"11:00:00Z"', None),
        ('@"10:00:00Z" > @"10:30:00+01:00"', True),
        ('@"2019-07-01T00:00:00" >= @"2019-06-30T23:59:59"', True),
        ('@"2019-07-01T00:00:00" < @"2019-07-01T00:00:00Z"', None),
        ('@"2019-07-01" < @"2019-07-01T10:00:00"', None),
    ],
)
def test_order(text: str, answer: bool | None) -> None:
    assert value(text) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1 in [1..2]", True),
        ("1 in (1..2]", False),
        ("2 in [1..2)", False),
        ("0 in [1..2]", False),
        ("null in [1..2]", None),
        ("1 in (null..2]", None),
        ("5 in (null..2]", False),
        ("1 in (< 2)", True),
        ("2 in (< 2)", False),
        ("2 in (<= 2)", True),
        ("3 in (> 2)", True),
        ("2 in (>= 2)", True),
        ('"x" in (> 2)', None),
        ("1 in [1, 2]", True),
        ("1 in [[1..2], 5]", True),
        ("3 in [[1..2], (= 3)]", True),
        ("4 in [[1..2], 5]", False),
        ("[1] in [1]", True),
        ("[1, 2] in [[1, 2]]", True),
        ("[1..2] in [[1..2]]", True),
        ("1 in (= 1)", True),
        ("1 in (!= 1)", False),
        ("1 in null", False),
        ("1 in [(< 2)]", True),
        ("3 in [(< 2), (>= 3)]", True),
        ("2 in [(> 2)]", False),
        ('1 in ("a", 1)', True),
        ('1 in ("a", 2)', None),
        ("1 in (2, 3)", False),
        ("2 between 1 and 3", True),
        ("2 between 3 and 1", False),
        ("2 between null and 1", False),
        ("[1, 2] = [1, null]", False),
        ("2 between 1 and null", None),
    ],
)
def test_membership(text: str, answer: bool | None) -> None:
    assert value(text) is answer


def test_what_cannot_be_compared_has_a_reason() -> None:
    assert reasons('1 < "2"') == ["number and string cannot be compared"]


@pytest.mark.parametrize("left", TRUTHS)
@pytest.mark.parametrize("right", TRUTHS)
def test_the_ternary_tables(left: bool | None, right: bool | None) -> None:
    both = {(True, True): True, (True, None): None, (None, True): None, (None, None): None}.get((left, right), False)
    assert conjunction(left, lambda: right) is both
    scope = {"a": left, "b": right}
    assert value("a and b", scope) is both
    assert value("a or b", scope) is negated(conjunction(negated(left), lambda: negated(right)))


def test_anything_but_a_boolean_is_unknown() -> None:
    assert ternary(n(1)) is None
    assert ternary(True) is True


def test_the_right_side_is_only_asked_where_it_matters() -> None:
    assert reasons("false and missing") == []
    assert reasons("true or missing") == []
    assert reasons("true and missing") == ["nothing is named 'missing'"]


NUMBERS = st.fractions(max_denominator=1000)


@given(NUMBERS, NUMBERS)
def test_exactly_one_of_less_equal_greater(left: Fraction, right: Fraction) -> None:
    run = Run()
    assert [less(left, right), equal(run, left, right), less(right, left)].count(True) == 1
    assert compare(run, "<=", left, right) is not compare(run, ">", left, right)


def test_comparison_is_bounded_in_depth() -> None:
    deep = "for i in 1..80 return if i = 1 then [] else [partial[-1]]"
    with pytest.raises(FeelLimitError, match="nested more than 64 levels"):
        value(f"({deep}) = ({deep})")
