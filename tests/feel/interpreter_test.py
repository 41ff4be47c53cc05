from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import (
    FeelLimitError,
    FeelSyntaxError,
    Function,
    NullResult,
    Problem,
    evaluate,
    evaluate_unary_tests,
    parse,
    parse_unary_tests,
)
from tests.feel.reading import n, ns, reasons, value


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("null", None),
        ('"x"', "x"),
        ("[1, [2]]", [n(1), ns(2)]),
        ("{a: 1, b: a + 1}", {"a": n(1), "b": n(2)}),
        ("if true then 1 else 2", n(1)),
        ("if null then 1 else 2", n(2)),
        ("if 1 then 1 else 2", n(2)),
        ('@"nonsense"', None),
        # Filters
        ("[1, 2, 3][1]", n(1)),
        ("[1, 2, 3][-1]", n(3)),
        ("[1, 2, 3][item > 1]", ns(2, 3)),
        ("[1, 2, 3][0]", None),
        ("[1, 2, 3][4]", None),
        ("[1, 2, 3][1.5]", None),
        ("[][1]", None),
        ("[][true]", []),
        ("5[1]", n(5)),
        ("5[true]", ns(5)),
        ("5[false]", []),
        ("null[1]", None),
        ("null[true]", []),
        ("[{a: 1}, {a: 2}][a = 2]", [{"a": n(2)}]),
        ("[{a: 1}, {b: 2}][item.a = 1]", [{"a": n(1)}]),
        ("[{item: 1}, {item: 2}][item = 2]", [{"item": n(2)}]),
        ("[1, 2, 3][null]", []),
        ("{i: 2, r: [7, 8, 9][i]}.r", n(8)),
        # Loops
        ("for x in [1, 2] return x * 2", ns(2, 4)),
        ("for x in 1..3 return x", ns(1, 2, 3)),
        ("for x in 3..1 return x", ns(3, 2, 1)),
        ("for x in [1..3] return x", ns(1, 2, 3)),
        ("for x in (1..3) return x", ns(2)),
        ("for x in [3..1] return x", None),
        ("for x in (1..1) return x", []),
        ("for x in 5 return x", ns(5)),
        ("for x in null return x", None),
        ("for x in 1..1.5 return x", None),
        ('for x in 1.."a" return x', None),
        ("for x in [1, 2], y in [x, 10] return x * y", ns(1, 10, 4, 20)),
        ("for x in 1..4 return if x = 1 then 1 else x * partial[-1]", ns(1, 2, 6, 24)),
        ('for x in @"2024-02-28"..@"2024-03-01" return x.day', ns(28, 29, 1)),
        ('for x in [@"2024-03-01"..@"2024-03-02") return x.day', ns(1)),
        ("some x in [1, 2] satisfies x > 1", True),
        ("some x in [1, 2] satisfies x > 2", False),
        ("every x in [1, 2] satisfies x > 0", True),
        ("every x in [1, 2] satisfies x > 1", False),
        ("some x in [1, null] satisfies x > 1", None),
        ("every x in [1, null] satisfies x > 0", None),
        ("some x in [] satisfies x", False),
        ("every x in [] satisfies x", True),
        ("some x in [null, 2] satisfies x > 1", True),
        ("some x in null satisfies x", None),
        # Functions
        ("(function(a, b) a - b)(3, 1)", n(2)),
        ("(function(a, b) a - b)(b: 3, a: 1)", n(-2)),
        ("(function(a) a)()", None),
        ("(function(a) a)(b: 1)", None),
        ("{f: function(x) if x = 0 then 1 else x * f(x - 1), r: f(5)}.r", n(120)),
        ("{k: 2, f: function(x) x * k, r: f(4)}.r", n(8)),
        ("5 in (null)", False),
        ("nobody(1)", None),
        ("{f: 1, r: f(2)}.r", None),
        ("[function(x) x + 1][1](2)", n(3)),
    ],
)
def test_constructs(text: str, result: object) -> None:
    assert value(text) == result


def test_a_chain_goes_on_behind_a_null() -> None:
    assert value("1 / 0 = null") is True
    assert reasons("1 / 0 + 1") == ["division by zero", "Null + number has no value"]


def test_problems_know_their_place() -> None:
    problems: list[Problem] = []
    evaluate(parse("1 + (2 / 0)"), {}, problems=problems)
    assert problems == [Problem(5, "division by zero"), Problem(0, "number + Null has no value")]


def test_problems_are_bounded() -> None:
    assert len(reasons("for i in 1..2000 return missing")) == 1_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("missing", "nothing is named 'missing'"),
        ("[1, 2][5]", "no item 5 in a list of 2"),
        ("[1..true]", "a range cannot go from number to boolean"),
        ("[true..false]", "a range cannot go from boolean to boolean"),
        ("for x in null return x", "there is nothing to go through"),
        ("for x in [3..1] return x", "a range that does not ascend"),
        ('for x in 1.."a" return x', "no steps lead from number to string"),
        ("(function(a) a)(1, 2)", "1 arguments are needed, 2 given"),
        ("(function(a) a)(b: 1)", "the parameters are a"),
        ("{f: 1, r: f(2)}.r", "a number cannot be called"),
        ("abs(1, 2)", "'abs' cannot take 2 arguments"),
        ("abs(m: 1)", "'abs' has no parameters m"),
        ('@"x"', "not the text of a date, time or duration"),
        ("1 instance of foo", "no such type: foo"),
        ("abs(null)", "a number is needed, not Null"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    assert reasons(text)[-1] == reason


class Lazy(Mapping[str, object]):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getitem__(self, key: str) -> object:
        self.asked.append(key)
        return {"income": Decimal("1000.50"), "size": 3, "person": {"age": 70}}[key]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_the_scope_may_compute_its_values_and_is_asked_once() -> None:
    scope = Lazy()
    assert evaluate(parse("income / size + income / size + person.age"), scope) == n(737)
    assert scope.asked == ["income", "size", "person"]
    assert evaluate(parse("other"), scope) is None


def test_a_caller_adds_functions() -> None:
    def completed_years(start: datetime.date, end: datetime.date) -> int:
        return end.year - start.year - ((end.month, end.day) < (start.month, start.day))

    def refuse(reason: str) -> object:
        raise NullResult(reason)

    scope = {
        "completed years": Function("completed years", ("from", "to"), completed_years),
        "refuse": Function("refuse", ("reason",), refuse),
        "twice": Function("twice", ("list",), lambda items: [*items, *items]),
    }
    text = 'completed years(@"2000-07-02", @"2019-07-01")'
    assert value(text, scope) == n(18)
    assert value('completed years(to: @"2019-07-01", from: @"2000-07-01")', scope) == n(19)
    assert value("completed years(1)", scope) is None
    assert reasons('refuse("because")', scope) == ["because"]
    assert value("twice([1])", scope) == ns(1, 1)


def test_a_caller_may_shadow_a_builtin_function_by_a_function_but_not_by_a_value() -> None:
    assert value("abs(-1)", {"abs": Function("abs", ("n",), lambda number: "mine")}) == "mine"
    assert value('date("2019-07-01").year + date', {"date": 1}) == n(2020)


def test_builtins_are_values() -> None:
    assert value("(if true then min else max)(1, 2)") == n(1)
    assert value('sort(["b", "a"], function(x, y) x < y)') == ["a", "b"]


def test_floats_do_not_enter() -> None:
    with pytest.raises(TypeError, match="not a FEEL value: float"):
        value("a", {"a": float("0.1")})


@pytest.mark.parametrize(
    ("cell", "given", "answer"),
    [
        ("-", None, True),
        ("-", 5, True),
        ("5", 5, True),
        ("5", 6, False),
        ("5, 6", 6, True),
        ("< 5", 4, True),
        ("< 5", None, None),
        ("null", None, True),
        ("[1..5]", 5, True),
        ("(1..5)", 5, False),
        ("[1..5], > 9", 10, True),
        ("not(5, 6)", 7, True),
        ("not(5, 6)", 6, False),
        ("not(< 5)", None, None),
        ("? > 4 and ? < 6", 5, True),
        ("? > 4 and ? < 6", 7, False),
        ("even(?)", 4, True),
        ("x", 1, True),
        ("x > 0", 5, True),
        ("x > 1", 5, False),
        ("true", True, True),
        ("true", False, False),
        ("x > 0", True, True),
        ("x > 0", None, False),
        ('"a", "b"', "b", True),
        ("[1, 2]", 2, True),
        ("y", 2, True),
        ('"a"', 1, None),
        ("missing", 1, False),
        ("= 5", 5, True),
        ("!= 5", 5, False),
        ('>= @"2019-07-01"', datetime.date(2019, 7, 1), True),
    ],
)
def test_cells(cell: str, given: object, answer: bool | None) -> None:
    scope = {"x": 1, "y": [2, 3]}
    assert evaluate_unary_tests(parse_unary_tests(cell, scope), given, scope) is answer


@pytest.mark.parametrize(
    "text",
    [
        "for i in 1..10**12 return i",
        "for i in [1..10**12] return i",
        "for i in 1..1000, j in 1..1000, k in 1..1000 return 1",
        "(function(f) f(f))(function(f) f(f))",
        "{f: function(n) f(n + 1), r: f(0)}",
        "for i in 1..100000 return partial",
        'for i in 1..30 return if i = 1 then "ab" else partial[-1] + partial[-1]',
        "flatten(for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]])",
        "string(for i in 1..40 return if i = 1 then [1] else [partial[-1], partial[-1]])",
        "1e6000 ** 2",
        "9 ** 99999999999",
        "string(for i in 1..100 return if i = 1 then [1] else [partial[-1]])",
        "some x in 1..10**9 satisfies false",
    ],
)
def test_what_would_not_end_is_a_limit_error(text: str) -> None:
    with pytest.raises(FeelLimitError):
        value(text)


def test_recursion_is_stopped_by_its_count_not_by_the_stack() -> None:
    with pytest.raises(FeelLimitError, match="nested more than 280 levels deep"):
        value("{f: function(n) f(n + 1), r: f(0)}")


def test_a_deep_caller_gets_a_limit_error_too() -> None:
    def deep(levels: int) -> object:
        return value("a" + ".b" * 248) if levels == 0 else deep(levels - 1)

    with pytest.raises(FeelLimitError, match="nested too deeply"):
        deep(sys.getrecursionlimit() - 300)


@pytest.mark.parametrize(
    "text",
    [
        "1" + " + 1" * 249,
        "-" * 248 + "1",
        "a" + ".b" * 248,
        "a" + "()" * 248,
        "(" * 32 + "1" + ")" * 32,
        "1" + " in 1" * 248,
    ],
)
def test_every_tree_that_is_read_can_be_evaluated(text: str) -> None:
    value(text)


WORDS = st.sampled_from(
    [
        "1",
        "2.5",
        "x",
        "l",
        '"s"',
        "null",
        "true",
        "(",
        ")",
        "[",
        "]",
        "+",
        "-",
        "*",
        "/",
        "**",
        "=",
        "<",
        "and",
        "or",
        "in",
        "..",
        ",",
        "if",
        "then",
        "else",
        "for i in",
        "return",
        "sum(",
        "count(",
        "not(",
        ".a",
        "{a:",
        "}",
        "instance of number",
        '@"P1D"',
        "some i in",
        "satisfies",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_any_expression_ends_in_a_value_or_a_limit(text: str) -> None:
    scope = {"x": 3, "l": [1, 2, {"a": 1}]}
    try:
        result = evaluate(parse(text, scope), scope)
    except (FeelSyntaxError, FeelLimitError):
        return
    assert isinstance(result, bool) or not isinstance(result, (int, float))


PROBE = """
from benefits.feel import evaluate, parse
text = '{a: distinct values(["x", "y", 1/3]), b: for i in 1..3 return sqrt(i), c: string({z: 1, y: 2.5})}'
print(evaluate(parse(text), {}), evaluate(parse('upper case("i")'), {}))
"""


@pytest.mark.parametrize(
    "environment", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "TZ": "Asia/Shanghai", "LC_ALL": "tr_TR.UTF-8"}]
)
def test_the_environment_changes_nothing(environment: dict[str, str]) -> None:
    run = [
        subprocess.run([sys.executable, *flags, "-c", PROBE], capture_output=True, env=env, check=True).stdout
        for flags, env in (
            ([], {"PYTHONPATH": ":".join(sys.path)}),
            (["-O"], environment | {"PYTHONPATH": ":".join(sys.path)}),
        )
    ]
    assert run[0] == run[1]
