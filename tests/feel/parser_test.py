from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benefits.feel import FeelSyntaxError, parse, parse_unary_tests, syntax
from benefits.feel.syntax import (
    AtLiteral,
    Between,
    Binary,
    Boolean,
    Call,
    ComparisonTest,
    ContextLiteral,
    Filter,
    For,
    FunctionLiteral,
    If,
    In,
    InstanceOf,
    Iteration,
    ListLiteral,
    Name,
    Negate,
    Node,
    Null,
    Number,
    Path,
    Quantified,
    RangeLiteral,
    Text,
    TypeName,
    UnaryTests,
)
from tests.feel.reading import n

ONE, TWO, THREE = Number(n(1)), Number(n(2)), Number(n(3))
A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", ONE),
        ('"x"', Text("x")),
        ("true", Boolean(True)),
        ("false", Boolean(False)),
        ("null", Null()),
        ('@"2019-07-01"', AtLiteral("2019-07-01")),
        ("a", A),
        ("((a))", A),
        ("- a", Negate(A)),
        ("--a", Negate(Negate(A))),
        ("a.b.c", Path(Path(A, "b"), "c")),
        ("a[b]", Filter(A, B)),
        ("a.time offset", Path(A, "time offset")),
        ("a.in", Path(A, "in")),
        ("[]", ListLiteral(())),
        ("[1, a]", ListLiteral((ONE, A))),
        ("{}", ContextLiteral((), ())),
        ('{a: 1, "b c": 2, d e: a}', ContextLiteral(("a", "b c", "d e"), (ONE, TWO, A))),
        ("a(1, b)", Call(A, (ONE, B))),
        ("a()", Call(A, ())),
        ("a(x: 1, y z: 2)", Call(A, (ONE, TWO), ("x", "y z"))),
        ("a.b(1)[2]", Filter(Call(Path(A, "b"), (ONE,)), TWO)),
        ("if a then b else c", If(A, B, C)),
        ("a between 1 and 2", Between(A, ONE, TWO)),
        ("for x in a return b", For((Iteration("x", A),), B)),
        ("for x in 1..2, y in b return c", For((Iteration("x", ONE, TWO), Iteration("y", B)), C)),
        ("some x y in a satisfies x y", Quantified("some", (Iteration("x y", A),), Name("x y"))),
        ("every x in a satisfies b", Quantified("every", (Iteration("x", A),), B)),
        ("function() 1", FunctionLiteral((), (), ONE)),
        ("function(x, y z: number) y z", FunctionLiteral(("x", "y z"), (None, TypeName("number")), Name("y z"))),
        ("a instance of number", InstanceOf(A, TypeName("number"))),
    ],
)
def test_each_construct_has_its_node(text: str, tree: Node) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("1 + 2 * 3", "1 + (2 * 3)"),
        ("1 - 2 - 3", "(1 - 2) - 3"),
        ("2 ** 3 ** 2", "(2 ** 3) ** 2"),
        ("-3 ** 2", "(-3) ** 2"),
        ("2 ** -1", "2 ** (-1)"),
        ("a or b and c", "a or (b and c)"),
        ("a and b or c", "(a and b) or c"),
        ("1 + 2 = 3", "(1 + 2) = 3"),
        ("a = 1 and b = 2", "(a = 1) and (b = 2)"),
        ("1 - -1", "1 - (-1)"),
        ("10--5", "10 - (-5)"),
        ("a * b / c", "(a * b) / c"),
        ("-a instance of number", "-(a instance of number)"),
        ("a between 1 and 2 and b", "(a between 1 and 2) and b"),
        ("a in [1..2] and b", "(a in [1..2]) and b"),
        ("if a then b else c + 1", "if a then b else (c + 1)"),
        ("1 < 2 = true", "(1 < 2) = true"),
        ("a.b * 2", "(a.b) * 2"),
    ],
)
def test_operators_bind_as_the_standard_says(text: str, same_as: str) -> None:
    assert parse(text) == parse(same_as)


@pytest.mark.parametrize(
    ("text", "low", "high", "low_included", "high_included"),
    [
        ("[1..2]", ONE, TWO, True, True),
        ("(1..2)", ONE, TWO, False, False),
        ("]1..2[", ONE, TWO, False, False),
        ("[1..2[", ONE, TWO, True, False),
        ("(1..2]", ONE, TWO, False, True),
        ("[1..a[1]]", ONE, Filter(A, ONE), True, True),
        ("(< 1)", None, ONE, False, False),
        ("(<= 1)", None, ONE, False, True),
        ("(> 1)", ONE, None, False, False),
        ("(>= 1)", ONE, None, True, False),
        ("[1..(a)[1][", ONE, Filter(A, ONE), True, False),
        ("(null..1]", Null(), ONE, False, True),
    ],
)
def test_ranges(text: str, low: Node, high: Node, low_included: bool, high_included: bool) -> None:
    assert parse(text) == RangeLiteral(low, high, low_included, high_included)


def test_a_bracket_after_a_range_end_closes_it_where_no_filter_can_begin() -> None:
    half_open = RangeLiteral(ONE, TWO, True, False)
    assert parse("[1..2[ = [1..2[") == Binary("=", half_open, half_open)
    assert parse("a in [1..2[ or b") == Binary("or", In(A, UnaryTests((half_open,))), B)
    # Inside a bracket of the end, `[` is a filter again.
    assert parse("[1..(a[b])]") == RangeLiteral(ONE, Filter(A, B), True, True)
    assert parse("[1..if a[1] then 2 else 3]") == RangeLiteral(ONE, If(Filter(A, ONE), TWO, THREE), True, True)


@pytest.mark.parametrize(
    ("text", "tests"),
    [
        ("a in 1", (ONE,)),
        ("a in < 1", (ComparisonTest("<", ONE),)),
        ("a in (1, >= 2)", (ONE, ComparisonTest(">=", TWO))),
        ("a in (1..2)", (RangeLiteral(ONE, TWO, False, False),)),
        ("a in (= 1)", (ComparisonTest("=", ONE),)),
        ("a in (b)", (B,)),
        ("a in (b)[1]", (Filter(B, ONE),)),
        ("a in (1) + 2", (Binary("+", ONE, TWO),)),
        ("a in != 1", (ComparisonTest("!=", ONE),)),
    ],
)
def test_in_takes_unary_tests(text: str, tests: tuple[Node, ...]) -> None:
    assert parse(text) == In(A, UnaryTests(tests))


def test_an_equality_test_in_brackets_is_a_value() -> None:
    assert parse("(= 1)") == ComparisonTest("=", ONE)


@pytest.mark.parametrize(
    ("text", "tests", "negated"),
    [
        ("-", (), False),
        (" - ", (), False),
        ("- 1", (Negate(ONE),), False),
        ("1, 2", (ONE, TWO), False),
        ("< 1", (ComparisonTest("<", ONE),), False),
        ("not(1, > 2)", (ONE, ComparisonTest(">", TWO)), True),
        ("not (a)", (A,), True),
        ("[1..2]", (RangeLiteral(ONE, TWO, True, True),), False),
        ("? > 1", (Binary(">", Name("?"), ONE),), False),
        ("not(a) and b", (Binary("and", Call(Name("not"), (A,)), B),), False),
        ("not(a), not(b)", (Call(Name("not"), (A,)), Call(Name("not"), (B,))), False),
    ],
)
def test_cells_of_decision_tables(text: str, tests: tuple[Node, ...], negated: bool) -> None:
    assert parse_unary_tests(text) == UnaryTests(tests, negated)


@pytest.mark.parametrize(
    ("text", "names", "tree"),
    [
        ("Extra days case 1 + 2", ["Extra days case 1"], Binary("+", Name("Extra days case 1"), TWO)),
        ("Date-Time - Date-Time2", ["Date-Time", "Date-Time2"], Binary("-", Name("Date-Time"), Name("Date-Time2"))),
        ("Date - Time", ["Date-Time"], Binary("-", Name("Date"), Name("Time"))),
        ("in stock", ["in stock"], Name("in stock")),
        ("applicant's age", ["applicant's age"], Name("applicant's age")),
        ("a   b", ["a b"], Name("a b")),
        ("a b c", ["a b", "a b c"], Name("a b c")),
        ("completed years(a, b)", ["completed years"], Call(Name("completed years"), (A, B))),
        ("a.first-name", ["first-name"], Path(A, "first-name")),
        ("a.b c", ["b"], Path(A, "b c")),
        ("nobody knows me + 1", [], Binary("+", Name("nobody knows me"), ONE)),
        ("years and months duration(a, b)", [], Call(Name("years and months duration"), (A, B))),
        ("for an item in a return an item", [], For((Iteration("an item", A),), Name("an item"))),
        ("{a+b: 1, c: a+b}", [], ContextLiteral(("a+b", "c"), (ONE, Name("a+b")))),
        ("function(a-b) a-b", [], FunctionLiteral(("a-b",), (None,), Name("a-b"))),
        ("a", ["", "1 x", "#", "a(b", "a"], A),
        ('{"": 1, b: a}', ["a"], ContextLiteral(("", "b"), (ONE, A))),
    ],
)
def test_names_are_joined_by_what_is_in_scope(text: str, names: list[str], tree: Node) -> None:
    assert parse(text, names) == tree


def test_a_name_ends_with_the_construct_that_binds_it() -> None:
    assert parse("[for a-b in c return a-b, a-b]") == ListLiteral(
        (For((Iteration("a-b", C),), Name("a-b")), Binary("-", A, B))
    )
    assert parse("[{a-b: 1}, a-b]") == ListLiteral((ContextLiteral(("a-b",), (ONE,)), Binary("-", A, B)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("date and time", TypeName("date and time")),
        ("list<string>", TypeName("list", (TypeName("string"),))),
        ("day and time duration", TypeName("days and time duration")),
        ("list", TypeName("list")),
        (
            "context<a: number, b c: string>",
            TypeName("context", (TypeName("number"), TypeName("string")), ("a", "b c")),
        ),
        ("function<> -> Any", TypeName("function", (), result=TypeName("Any"))),
        (
            "function<number, date>->string",
            TypeName("function", (TypeName("number"), TypeName("date")), result=TypeName("string")),
        ),
        ("range<list<date>>", TypeName("range", (TypeName("list", (TypeName("date"),)),))),
        ("my own type", TypeName("my own type")),
        ("lib.tPerson", TypeName("lib.tPerson")),
    ],
)
def test_types(text: str, wanted: TypeName) -> None:
    assert parse(f"a instance of {text}") == InstanceOf(A, wanted)
    assert parse(f"a instance of {text} and b") == Binary("and", InstanceOf(A, wanted), B)


def test_nodes_know_where_they_begin() -> None:
    tree = parse("a + (b * 2)")
    assert isinstance(tree, Binary)
    assert (tree.at, tree.left.at, tree.right.at) == (0, 0, 5)


@pytest.mark.parametrize(
    ("text", "line", "column", "found", "expected"),
    [
        ("", 1, 1, "the end of the text", "an expression"),
        ("1 +", 1, 4, "the end of the text", "an expression"),
        ("1 +\n * 2", 2, 2, "'*'", "an expression"),
        ("1 2", 1, 3, "'2'", "an operator or the end of the text"),
        ('a "b"', 1, 3, '"b"', "an operator or the end of the text"),
        ("(1", 1, 3, "the end of the text", "')'"),
        ("[1, 2", 1, 6, "the end of the text", "',' or ']'"),
        ("[", 1, 2, "the end of the text", "an expression"),
        ("{a: 1", 1, 6, "the end of the text", "',' or '}'"),
        ("{a 1}", 1, 2, "'a'", "the name of an entry and ':'"),
        ('{"a" 1}', 1, 6, "'1'", "':' after the name of the entry"),
        ("{a: 1, a: 2}", 1, 8, "a second entry 'a'", "each name once"),
        ("{1: 2}", 1, 2, "'1'", "the name of an entry and ':'"),
        ("f(1", 1, 4, "the end of the text", "',' or ')'"),
        ("f(a: 1, 2)", 1, 9, "'2'", "a name and ':' before each argument or before none"),
        ("f(1, a: 2)", 1, 6, "'a'", "a name and ':' before each argument or before none"),
        ("f(a: 1, a: 2)", 1, 9, "'a'", "one argument 'a'"),
        ("5(2)", 1, 2, "'('", "an operator or the end of the text"),
        ("if a then b", 1, 12, "the end of the text", "'else'"),
        ("if a else b", 1, 6, "'else'", "'then'"),
        ("for x in a", 1, 11, "the end of the text", "',' or 'return'"),
        ("for in a return b", 1, 5, "'in'", "the name of a variable and 'in'"),
        ("for x return b", 1, 15, "the end of the text", "'in'"),
        ("some x in a return b", 1, 13, "'return'", "',' or 'satisfies'"),
        ("a between 1 or 2", 1, 13, "'or'", "'and' of 'between … and …'"),
        ("a instance number", 1, 12, "'number'", "'of' of 'instance of'"),
        ("a instance of 1", 1, 15, "'1'", "a type"),
        ("a instance of context<1>", 1, 23, "'1'", "the name of an entry and ':'"),
        ("a instance of context<b: number", 1, 32, "the end of the text", "',' or '>'"),
        ("a instance of function<number>", 1, 31, "the end of the text", "'->'"),
        ("a instance of list<number", 1, 26, "the end of the text", "'>'"),
        ("[1..2", 1, 6, "the end of the text", "']' or ')' at the end of the range"),
        ("]1", 1, 3, "the end of the text", "'..'"),
        ("a.", 1, 3, "the end of the text", "a name after '.'"),
        ("a.1", 1, 2, "'.1'", "an operator or the end of the text"),
        ('a."b"', 1, 3, '"b"', "a name after '.'"),
        ("@5", 1, 2, "'5'", "a string after '@'"),
        ("function(1) 2", 1, 10, "'1'", "the name of a parameter"),
        ("function(a, a) 2", 1, 13, "'a'", "one parameter 'a'"),
        ("function(a", 1, 10, "'a'", "the name of a parameter"),
        (
            "function(a) external {}",
            1,
            13,
            "'external'",
            "an expression (functions of other languages cannot be called)",
        ),
        ("and", 1, 1, "'and'", "an expression"),
        ("known unknown", 1, 7, "'unknown'", "an operator or the end of the text"),
        ("(< 5, 6)", 1, 5, "','", "')'"),
        ("a = )", 1, 5, "')'", "an expression"),
        ("a ** ", 1, 6, "the end of the text", "an expression"),
    ],
)
def test_errors_are_pinned(text: str, line: int, column: int, found: str, expected: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text, ["known", "a", "b", "x"])
    error = caught.value
    assert (error.line, error.column, error.found, error.expected) == (line, column, found, expected)


@pytest.mark.parametrize(
    ("text", "column", "expected"),
    [
        ("", 1, "an expression"),
        ("1,", 3, "an expression"),
        ("< 1 and 2", 5, "an operator or the end of the text"),
        ("not(1", 6, "',' or ')'"),
        ("not()", 5, "an expression"),
        ("- , 1", 3, "an expression"),
    ],
)
def test_errors_of_cells_are_pinned(text: str, column: int, expected: str) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse_unary_tests(text)
    assert (caught.value.column, caught.value.expected) == (column, expected)


def test_words_that_begin_a_construct_are_no_names() -> None:
    # Not even where a name in scope begins with one.
    with pytest.raises(FeelSyntaxError, match="expected 'then'"):
        parse("if only", ["if only"])


@pytest.mark.parametrize(
    "text",
    [
        "(" * 33 + "1" + ")" * 33,
        "[" * 33 + "]" * 33,
        "not(" * 40 + "1",
        "f(" * 20_000,
        "{a:" * 33,
        "a[" * 40,
        "if true then " * 33 + "1",
        "function() " * 33 + "1",
        "for x in " * 33,
        "1 in (" * 33,
        "a instance of " + "list<" * 33,
        "for " + ",".join(f"x{i} in a" for i in range(34)) + " return 1",
    ],
)
def test_nesting_is_bounded(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="found more than 32 levels of nesting, expected at most 32 levels"):
        parse(text)


@pytest.mark.parametrize("text", ["(" * 32 + "1" + ")" * 32, "a" + "[1]" * 200, "1" + " + 1" * 249])
def test_what_lies_within_the_bounds_is_read(text: str) -> None:
    tree = parse(text)
    assert tree == parse(text)
    assert hash(tree) == hash(parse(text))
    assert repr(tree)


@pytest.mark.parametrize(
    "text",
    [
        "1" + " + 1" * 5_000,
        "-" * 60_000 + "1",
        "a" + ".b" * 20_000,
        "a" + "(1)" * 10_000,
        "1" + " in 1" * 5_000,
        "a" + " instance of b" * 300,
        "not(" + "-" * 200 + "(" + "-" * 200 + "1))",
    ],
)
def test_long_chains_are_refused(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="found an expression that is too long, expected at most 250 operations"):
        parse(text)


def test_the_worst_nesting_within_the_bounds_needs_few_frames() -> None:
    worst = "1 or 1 and 1 = 1 + 1 * 1 ** (" * 32 + "1" + ")" * 32
    assert isinstance(parse(worst), Binary)


WORDS = st.sampled_from(
    [
        *"+-*/()[]{},:.=<>@",
        "**",
        "..",
        "<=",
        "->",
        "if",
        "then",
        "else",
        "for",
        "in",
        "return",
        "function",
        "not",
        "some",
        "satisfies",
        "between",
        "and",
        "or",
        "instance of",
        "list",
        "a",
        "b c",
        "1",
        "2.5",
        '"s"',
        "null",
        "?",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(alphabet=string.printable, max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    for read in (parse, parse_unary_tests):
        try:
            tree: syntax.Node = read(text, ["a", "b c"])
        except FeelSyntaxError as error:
            assert 0 <= error.offset <= len(text)
            assert error.found and error.expected
        else:
            assert read(text, ["a", "b c"]) == tree
