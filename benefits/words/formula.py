"""A formula as people write it, once with labels and once with the values put in.

`if` is resolved to the branch that was taken; the conditions that decided it are kept apart, to be told as a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from benefits.feel import syntax
from benefits.feel.errors import FeelError
from benefits.feel.parser import parse
from benefits.feel.syntax import Node
from benefits.words.texts import say
from benefits.words.truth import dotted, truth
from benefits.words.values import is_number, month_day_words, number_text, quantity
from benefits.words.vocabulary import Vocabulary

_OR, _AND, _COMPARISON, _SUM, _PRODUCT, _TIGHT = 1, 2, 3, 4, 5, 6
_SIGNS = {
    "+": "+",
    "-": "−",
    "*": "×",
    "/": "÷",
    "**": "^",
    "=": "=",
    "!=": "≠",
    "<": "<",
    "<=": "≤",
    ">": ">",
    ">=": "≥",
}
_SUMS = ("+", "-")
_PRODUCTS = ("*", "/", "**")
_EXTREMES = {"min": ("minimum", "smaller", "least_in"), "max": ("maximum", "larger", "greatest_in")}
_FUNCTIONS = {"sum", "count", "abs", "all", "month day"}
_TWO_PLACES = {"list contains", "completed years", "add years", "add months", "add days"}
_SPANS = {"add years": "year", "add months": "month", "add days": "day"}
_ONE_BACK = syntax.Negate(syntax.Number(Fraction(1)))
_DATE_PARTS = ("year", "month", "day")
# Names that the language gives a value of its own.
_CONSTANTS = {"months_per_year": "12"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A formula in words. `reasons` are the conditions of the branches taken, each with whether it held."""

    labels: str
    values: str
    reasons: tuple[tuple[str, bool], ...] = ()


def word_formula(
    text: str, vocabulary: Vocabulary, values: Mapping[str, object] | None = None, day: date | None = None
) -> Wording:
    """The formula with labels and, where `values` has them, with values; a text that does not parse stays as it is."""
    try:
        tree = parse(text)
    except FeelError:
        return Wording(text, text)
    known = dict(_CONSTANTS) | dict(values or {})
    if day is not None:
        known.setdefault("date", day.isoformat())
    taken: list[tuple[str, bool]] = []
    labelled = _Writer(vocabulary, vocabulary.label)
    if values is not None:
        tree = _taken_branch(tree, known, labelled, taken)

    def value(name: str) -> str:
        return _value_or_label(name, known, vocabulary)

    return Wording(labelled.write(tree), _Writer(vocabulary, value).write(tree), tuple(taken))


def word_tree(tree: Node, vocabulary: Vocabulary) -> str:
    """A formula's tree with labels, both branches of every `if` told."""
    return _Writer(vocabulary, vocabulary.label).write(tree)


def word_test(column: Node, test: Node, vocabulary: Vocabulary) -> str:
    """A cell of a decision table under its column: `age is between 0 and 7`; "" when it takes anything."""
    vocabulary = vocabulary.expecting(dotted(column))
    writer = _Writer(vocabulary, vocabulary.label)
    subject = writer.write(column, _COMPARISON)
    if not isinstance(test, syntax.UnaryTests):
        return writer.write(test)
    return writer.tests(subject, test, test.negated) if test.tests else ""


def _value_or_label(name: str, values: Mapping[str, object], vocabulary: Vocabulary) -> str:
    """What to put in for a name: a figure stands alone, a choice or a yes-or-no beside its label."""
    if name not in values:
        return vocabulary.label(name)
    value, term = values[name], vocabulary.term(name)
    if is_number(value) and name in _CONSTANTS:
        return str(value)
    if is_number(value) and (term.unit or not term.choices):
        return quantity(value, term.unit, vocabulary.language, term.label)
    words = vocabulary.value(name, value)
    if isinstance(value, bool) or value is None or term.choices:
        return say(vocabulary.language, "paren", term.label, words)
    return words if term.unit else month_day_words(words, vocabulary.language)


def _taken_branch(node: Node, values: Mapping[str, object], writer: _Writer, taken: list[tuple[str, bool]]) -> Node:
    """The tree with every `if` on the way to the result replaced by the branch taken, as far as that is clear."""
    while isinstance(node, syntax.If):
        held = truth(node.condition, values)
        if not isinstance(held, bool):
            return node
        taken.append((writer.write(node.condition), held))
        node = node.then if held else node.otherwise
    if isinstance(node, syntax.Binary) and node.operator in ("and", "or"):
        wins = node.operator == "or"
        deciding = [side for side in (node.left, node.right) if truth(side, values) is wins]
        if deciding:
            return _taken_branch(deciding[0], values, writer, taken)
    if isinstance(node, syntax.Binary) and node.operator in (*_SUMS, *_PRODUCTS, "and", "or"):
        left = _taken_branch(node.left, values, writer, taken)
        return syntax.Binary(node.operator, left, _taken_branch(node.right, values, writer, taken))
    if isinstance(node, syntax.Call) and isinstance(node.function, syntax.Name) and not node.names:
        arguments = tuple(_taken_branch(argument, values, writer, taken) for argument in node.arguments)
        return syntax.Call(node.function, arguments)
    return node


@dataclass(frozen=True)
class _Writer:
    """Writes trees; `leaf` says what stands for a name. Brackets only where the meaning needs them."""

    vocabulary: Vocabulary
    leaf: Callable[[str], str]
    bound: frozenset[str] = field(default=frozenset())

    def say(self, key: str, *places: str) -> str:
        return say(self.vocabulary.language, key, *places)

    def listed(self, nodes: tuple[Node, ...]) -> str:
        return self.say("listing").join(self.write(node) for node in nodes)

    def write(self, node: Node, around: int = 0) -> str:
        """The node in words; `around` is how tightly what stands around it binds."""
        match node:
            case syntax.Number(value=value):
                return number_text(value)
            case syntax.Text(value=value):
                return self.vocabulary.choice(value)
            case syntax.Boolean(value=flag):
                return self.say("true" if flag else "false")
            case syntax.Null():
                return self.say("not_given")
            case syntax.Name() | syntax.Path():
                return self.name(node)
            case syntax.Negate(operand=operand):
                return f"−{self.write(operand, _TIGHT)}"
            case syntax.Binary():
                return self.binary(node, around)
            case syntax.Call():
                return self.call(node, around)
            case syntax.If():
                words = self.say("if", *(self.write(part) for part in (node.condition, node.then, node.otherwise)))
                return f"({words})" if around else words
            case _:
                return self.rare(node)

    def name(self, node: syntax.Name | syntax.Path) -> str:
        """A name, a column of a table, a part of a date, a field of a record."""
        name = dotted(node)
        if isinstance(node, syntax.Name) or (name and self.vocabulary.knows(name)):
            return self.leaf(name)
        base = self.write(node.base, _TIGHT)
        if node.name in _DATE_PARTS:
            return self.say(node.name, base)
        return self.say("field", base, self.vocabulary.label(node.name))

    def binary(self, node: syntax.Binary, around: int) -> str:
        operator = node.operator
        if operator in ("and", "or"):
            level = _OR if operator == "or" else _AND
            words = self.say(operator, self.write(node.left, level), self.write(node.right, level + 1))
        elif operator in _SUMS or operator in _PRODUCTS:
            level = _SUM if operator in _SUMS else _PRODUCT
            right = self.write(node.right, level + 1)
            right = f"({right})" if right.startswith(("-", "−")) else right
            words = f"{self.write(node.left, level)} {_SIGNS[operator]} {right}"
        else:
            level, words = _COMPARISON, self.comparison(operator, node.left, node.right, around)
        return f"({words})" if level < around else words

    def comparison(self, operator: str, left: Node, right: Node, around: int) -> str:
        if isinstance(right, syntax.Null):  # whether it is given says it all; a value beside it would not add
            given = _Writer(self.vocabulary, self.vocabulary.label).write(left, _SUM)
            return self.say("is_not_given" if operator == "=" else "is_given", given)
        subject = self.write(left, _SUM)
        if operator == "=" and isinstance(right, syntax.Text) and self.vocabulary.term(dotted(left)).question:
            key = "paren" if around else "read_as"
            return self.say(key, self.vocabulary.label(dotted(left)), self.beside(left, right))
        if operator in ("=", "!=") and isinstance(right, syntax.Text | syntax.Boolean):
            return self.say("is" if operator == "=" else "is_not", subject, self.beside(left, right))
        return f"{subject} {_SIGNS[operator]} {self.write(right, _SUM)}"

    def beside(self, subject: Node, literal: Node) -> str:
        """A literal that is compared with `subject`: a choice goes by the subject's labels."""
        if isinstance(literal, syntax.Text):
            return self.vocabulary.expecting(dotted(subject)).choice(literal.value)
        return self.write(literal)

    def call(self, node: syntax.Call, around: int) -> str:
        """A call in a phrase; the phrase has brackets where it would run into the signs around it."""
        name = dotted(node.function)
        words = self.phrase(name, node)
        if name in _EXTREMES:
            return f"({words})" if around >= _SUM else words
        return f"({words})" if around >= _PRODUCT and (name in _FUNCTIONS or name in _TWO_PLACES) else words

    def phrase(self, name: str, node: syntax.Call) -> str:
        if name == "not" and len(node.arguments) == 1:
            return self.say("not", self.write(node.arguments[0]))
        if name in _EXTREMES:
            several, two, one = _EXTREMES[name]
            if len(node.arguments) == 2:
                return self.say(two, *(self.write(argument, _TIGHT) for argument in node.arguments))
            return self.say(one if len(node.arguments) == 1 else several, self.listed(node.arguments))
        if name in ("any", "concatenate"):
            return self.say("any_of" if name == "any" else name, self.listed(node.arguments))
        if name == "add days" and node.arguments[1:] == (_ONE_BACK,):
            return self.say("day_before", self.write(node.arguments[0], _PRODUCT))
        if name in _FUNCTIONS or name in _TWO_PLACES:
            words = [self.write(argument, _TIGHT if name == "abs" else _SUM) for argument in node.arguments]
            if name in _SPANS and self.vocabulary.term(dotted(node.arguments[-1])).unit == _SPANS[name]:
                return self.say("add", *words)
            return self.say(name, *words) if len(words) == 1 + (name in _TWO_PLACES) else self.plain_call(name, words)
        return self.plain_call(name, [self.write(argument) for argument in node.arguments])

    def plain_call(self, name: str, words: list[str]) -> str:
        return f"{name}({', '.join(words)})"

    def rare(self, node: Node) -> str:
        """Lists, ranges, loops and filters."""
        match node:
            case syntax.In():
                expecting = replace(self, vocabulary=self.vocabulary.expecting(dotted(node.value)))
                return expecting.tests(self.write(node.value, _SUM), node.tests, node.tests.negated)
            case syntax.Between():
                ends = (self.write(node.low), self.write(node.high))
                return self.say("between", self.write(node.value, _SUM), *ends, self.say("ends_both"))
            case syntax.ListLiteral():
                return self.listed(node.items) or self.say("empty_list")
            case syntax.For():
                return self.say("for", self.write(node.body), self.domains(node.iterations))
            case syntax.Quantified():
                return self.say(node.kind, self.domains(node.iterations), self.write(node.condition))
            case syntax.Filter(condition=syntax.Number() as place):
                return self.say("which", self.write(node.base), self.write(place))
            case syntax.Filter():
                return self.say("filter", self.write(node.base), self.within(node.base).write(node.condition))
            case syntax.ContextLiteral():
                pairs = zip(node.keys, node.values, strict=True)
                return self.say("listing").join(
                    self.say("is", self.leaf(key), self.write(value)) for key, value in pairs
                )
            case syntax.UnaryTests():
                return self.tests(self.say("item"), node, node.negated)
        return type(node).__name__

    def within(self, base: Node) -> _Writer:
        """The writer for a condition over the rows of `base`."""
        inner = self.vocabulary.within(dotted(base))
        return _Writer(inner, inner.label)

    def domains(self, iterations: tuple[syntax.Iteration, ...]) -> str:
        return self.say("listing").join(self.write(iteration.domain) for iteration in iterations)

    def tests(self, subject: str, tests: syntax.UnaryTests, negated: bool = False) -> str:
        """`subject` passes one of the tests."""
        plain = (syntax.Text, syntax.Number, syntax.Name)
        if len(tests.tests) > 1 and all(isinstance(test, plain) for test in tests.tests):
            words = self.say("one_of", subject, self.listed(tests.tests))
        else:
            words = ""
            for test in tests.tests:
                one = self.test(subject, test)
                words = self.say("or", words, one) if words else one
        return self.say("not", words) if negated else words

    def test(self, subject: str, test: Node) -> str:
        match test:
            case syntax.ComparisonTest(operand=syntax.Null()):
                return self.say("is_not_given" if test.operator == "=" else "is_given", subject)
            case syntax.ComparisonTest():
                return f"{subject} {_SIGNS[test.operator]} {self.write(test.operand, _SUM)}"
            case syntax.RangeLiteral(low=None, high=high) if high is not None:
                return f"{subject} {'≤' if test.high_included else '<'} {self.write(high, _SUM)}"
            case syntax.RangeLiteral(low=low, high=None) if low is not None:
                return f"{subject} {'≥' if test.low_included else '>'} {self.write(low, _SUM)}"
            case syntax.RangeLiteral(low=low, high=high) if low is not None and high is not None:
                return self.interval(subject, test, self.write(low), self.write(high))
            case syntax.Binary() | syntax.Quantified() | syntax.In():
                return self.write(test)
        return self.say("is", subject, self.write(test))

    def interval(self, subject: str, test: syntax.RangeLiteral, low: str, high: str) -> str:
        if test.low_included is test.high_included:
            ends = self.say("ends_both" if test.low_included else "ends_none")
        else:
            ends = self.say("ends_low" if test.low_included else "ends_high", low, high)
        return self.say("between", subject, low, high, ends)
