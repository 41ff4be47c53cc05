"""Tokens to the syntax tree, by precedence climbing.

From loose to tight: `or`, `and`, comparisons with `between` and `in`, `+ -`, `* /`, `**`, the sign, `instance of`
with paths, filters and calls. All binary operators associate to the left, `**` too: 3 ** 4 ** 5 is (3 ** 4) ** 5.
"""

from __future__ import annotations

from collections.abc import Iterable

from benefits.feel import syntax
from benefits.feel.errors import MAX_HEIGHT, FeelSyntaxError
from benefits.feel.lexer import END, NUMBER, STRING, SYMBOL, WORD, Token
from benefits.feel.names import STOP_WORDS
from benefits.feel.reader import Reader
from benefits.feel.syntax import Node, UnaryTests
from benefits.feel.type_names import read_type

_OR, _AND, _COMPARISON, _SUM, _PRODUCT, _POWER = 1, 2, 3, 4, 5, 6
_LEVELS = {"=": _COMPARISON, "!=": _COMPARISON, "<": _COMPARISON, "<=": _COMPARISON, ">": _COMPARISON}
_LEVELS |= {">=": _COMPARISON, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "**": _POWER}
_WORD_LEVELS = {"or": _OR, "and": _AND, "between": _COMPARISON, "in": _COMPARISON}
_COMPARATORS = ("=", "!=", "<", "<=", ">", ">=")
_LITERALS = (syntax.Number, syntax.Text, syntax.Boolean, syntax.Null, syntax.AtLiteral, syntax.ListLiteral)
_OPERAND = "an expression"


def parse(text: str, names: Iterable[str] = ()) -> Node:
    """The syntax tree of an expression.

    `names` are the names in scope; a name with spaces or symbols is read as one only when it is among them (or bound
    inside the text, or a built-in function's). Raises `FeelSyntaxError`.
    """
    parser = _Parser(text, names)
    node = parser.expression(0)
    parser.finish(node)
    return node


def parse_unary_tests(text: str, names: Iterable[str] = ()) -> UnaryTests:
    """The syntax tree of a decision table's cell: `-`, `not(…)`, or tests with commas between. See `parse`."""
    parser = _Parser(text, names)
    tests = parser.cell()
    parser.finish(tests)
    return tests


def _level(token: Token) -> int:
    """How tightly the operator binds; 0 for a token that is none."""
    if token.kind == SYMBOL:
        return _LEVELS.get(token.text, 0)
    return _WORD_LEVELS.get(token.text, 0) if token.kind == WORD else 0


def _starts_operand(token: Token) -> bool:
    if token.kind == SYMBOL:
        return token.text in ("@", "(", "[", "{", "-")
    return token.kind in (NUMBER, STRING) or (token.kind == WORD and token.text not in STOP_WORDS)


class _Parser(Reader):
    def __init__(self, text: str, names: Iterable[str]) -> None:
        super().__init__(text, names)
        # Inside the upper end of a range, where `[` may close the range instead of opening a filter.
        self.ending_range = False

    def finish(self, node: Node) -> None:
        """Checks that nothing is left over and that the tree is not too high for recursive readers."""
        if self.token.kind != END:
            raise self.error("an operator or the end of the text")
        waiting = [(node, 1)]
        while waiting:
            current, height = waiting.pop()
            self.check_height(height, current.at)
            waiting.extend((child, height + 1) for child in syntax.children(current))

    def check_height(self, height: int, at: int) -> None:
        """Refuses what would make a tree of more than `MAX_HEIGHT` levels."""
        if height > MAX_HEIGHT:
            raise FeelSyntaxError(
                self.text, at, "an expression that is too long", f"at most {MAX_HEIGHT} operations in a row"
            )

    # Operators

    def expression(self, loosest: int, left: Node | None = None) -> Node:
        """The expression at the cursor, of operators that bind more tightly than `loosest`."""
        start = self.token.at if left is None else left.at
        node = self.signed() if left is None else left
        links = 0
        while (level := _level(self.token)) > loosest:
            links += 1
            self.check_height(links, self.token.at)
            operator = self.take().text
            if operator == "between":
                node = self.between(node, start)
            elif operator == "in":
                node = syntax.In(node, self.tests_after_in(), at=start)
            else:
                node = syntax.Binary(operator, node, self.expression(level), at=start)
        return node

    def between(self, value: Node, at: int) -> Node:
        low = self.expression(_COMPARISON)
        self.expect("and", "'and' of 'between … and …'")
        return syntax.Between(value, low, self.expression(_COMPARISON), at=at)

    def signed(self) -> Node:
        signs: list[int] = []
        while self.at_symbol("-"):
            self.check_height(len(signs) + 1, self.token.at)
            signs.append(self.take().at)
        node = self.postfix()
        for at in reversed(signs):
            node = syntax.Negate(node, at=at)
        return node

    def postfix(self) -> Node:
        start = self.token.at
        return self.suffixes(self.primary(), start)

    def suffixes(self, node: Node, start: int) -> Node:
        """`node` with the paths, filters, calls and `instance of` that follow it."""
        links = 0
        while True:
            links += 1
            self.check_height(links, self.token.at)
            if self.at_symbol("."):
                self.take()
                node = syntax.Path(node, self.member_name(), at=start)
            elif self.at_symbol("[") and (not self.ending_range or _starts_operand(self.after())):
                node = self.filter(node, start)
            elif self.at_symbol("(") and not isinstance(node, _LITERALS):
                node = self.call(node, start)
            elif self.at_word("instance"):
                self.take()
                self.expect("of", "'of' of 'instance of'")
                node = syntax.InstanceOf(node, read_type(self), at=start)
            else:
                return node

    def filter(self, base: Node, start: int) -> Node:
        before = self.open_bracket()
        condition = self.expression(0)
        self.close_bracket("]", before)
        return syntax.Filter(base, condition, at=start)

    def call(self, function: Node, start: int) -> Node:
        before = self.open_bracket()
        names: list[str] = []
        arguments: list[Node] = []
        while not (self.at_symbol(")") and not arguments):
            token, name = self.token, self.name_before(":")
            if (name is None) == bool(names) and arguments:
                raise self.error("a name and ':' before each argument or before none", token)
            if name is not None:
                if name in names:
                    raise self.error(f"one argument '{name}'", token)
                names.append(name)
                self.expect(":")
            arguments.append(self.expression(0))
            if not self.at_symbol(","):
                break
            self.take()
        self.close_bracket(")", before, "',' or ')'")
        return syntax.Call(function, tuple(arguments), tuple(names), at=start)

    def open_bracket(self) -> bool:
        self.enter(self.token.at)
        self.take()
        before, self.ending_range = self.ending_range, False
        return before

    def close_bracket(self, symbol: str, before: bool, expected: str | None = None) -> None:
        self.expect(symbol, expected)
        self.ending_range = before
        self.leave()

    # Operands

    def primary(self) -> Node:
        token = self.token
        if token.kind == NUMBER:
            return syntax.Number(self.take().number, at=token.at)
        if token.kind == STRING:
            return syntax.Text(self.take().value, at=token.at)
        if token.kind == SYMBOL:
            return self.bracketed(token)
        if token.kind == END:
            raise self.error(_OPERAND)
        return self.word(token)

    def bracketed(self, token: Token) -> Node:
        if token.text == "(":
            return self.parenthesis(token.at)
        if token.text == "[":
            return self.list_or_range(token.at)
        if token.text == "]":
            before = self.open_bracket()
            return self.range_end(self.expression(_COMPARISON), False, token.at, before)
        if token.text == "{":
            return self.context(token.at)
        if token.text == "@":
            self.take()
            if self.token.kind != STRING:
                raise self.error("a string after '@'")
            return syntax.AtLiteral(self.take().value, at=token.at)
        raise self.error(_OPERAND)

    def word(self, token: Token) -> Node:
        if token.text in ("true", "false"):
            self.take()
            return syntax.Boolean(token.text == "true", at=token.at)
        if token.text == "null":
            self.take()
            return syntax.Null(at=token.at)
        if token.text in ("if", "for", "some", "every", "function"):
            return self.construct(token)
        return syntax.Name(self.name(), at=token.at)

    def construct(self, token: Token) -> Node:
        self.enter(token.at)
        before, self.ending_range = self.ending_range, False
        self.take()
        if token.text == "if":
            node = self.conditional(token.at)
        elif token.text == "function":
            node = self.function(token.at)
        else:
            node = self.loop(token)
        self.ending_range = before
        self.leave()
        return node

    def conditional(self, at: int) -> Node:
        condition = self.expression(0)
        self.expect("then", "'then'")
        then = self.expression(0)
        self.expect("else", "'else'")
        return syntax.If(condition, then, self.expression(0), at=at)

    def loop(self, token: Token) -> Node:
        iterations = [self.iteration()]
        while self.at_symbol(","):
            self.take()
            self.enter(self.token.at)  # each further variable is a loop inside the loop
            iterations.append(self.iteration())
        if token.text == "for":
            self.expect("return", "',' or 'return'")
            self.declare("partial")
            node: Node = syntax.For(tuple(iterations), self.expression(0), at=token.at)
            self.forget("partial")
        else:
            self.expect("satisfies", "',' or 'satisfies'")
            node = syntax.Quantified(token.text, tuple(iterations), self.expression(0), at=token.at)
        for iteration in iterations:
            self.forget(iteration.name)
        self.nesting -= len(iterations) - 1
        return node

    def iteration(self) -> syntax.Iteration:
        at = self.token.at
        name = self.name_before_word("in", "the name of a variable and 'in'")
        self.expect("in", "'in'")
        domain = self.expression(0)
        until = None
        if self.at_symbol(".."):
            self.take()
            until = self.expression(0)
        self.declare(name)
        return syntax.Iteration(name, domain, until, at=at)

    def function(self, at: int) -> Node:
        self.expect("(")
        names: list[str] = []
        types: list[syntax.TypeName | None] = []
        while not (self.at_symbol(")") and not names):
            token, name = self.token, self.name_before(",", ":", ")")
            if name is None or name in names:
                raise self.error("the name of a parameter" if name is None else f"one parameter '{name}'", token)
            names.append(name)
            types.append(self.type_of_parameter())
            if not self.at_symbol(","):
                break
            self.take()
        self.expect(")", "',' or ')'")
        if self.at_word("external"):
            raise self.error("an expression (functions of other languages cannot be called)")
        for name in names:
            self.declare(name)
        body = self.expression(0)
        for name in names:
            self.forget(name)
        return syntax.FunctionLiteral(tuple(names), tuple(types), body, at=at)

    def type_of_parameter(self) -> syntax.TypeName | None:
        if not self.at_symbol(":"):
            return None
        self.take()
        return read_type(self)

    def context(self, at: int) -> Node:
        before = self.open_bracket()
        keys: list[str] = []
        values: list[Node] = []
        while not (self.at_symbol("}") and not keys):
            token = self.token
            key = self.take().value if token.kind == STRING else self.name_before(":")
            if key is None:
                raise self.error("the name of an entry and ':'")
            if key in keys:
                raise FeelSyntaxError(self.text, token.at, f"a second entry '{key}'", "each name once")
            self.expect(":", "':' after the name of the entry")
            values.append(self.expression(0))
            keys.append(key)
            self.declare(key)
            if not self.at_symbol(","):
                break
            self.take()
        for key in keys:
            self.forget(key)
        self.close_bracket("}", before, "',' or '}'")
        return syntax.ContextLiteral(tuple(keys), tuple(values), at=at)

    def list_or_range(self, at: int) -> Node:
        before = self.open_bracket()
        items: list[Node] = []
        while not (self.at_symbol("]") and not items):
            items.append(self.expression(0))
            if len(items) == 1 and self.at_symbol(".."):
                return self.range_end(items[0], True, at, before)
            if not self.at_symbol(","):
                break
            self.take()
        self.close_bracket("]", before, "',' or ']'" if items else None)
        return syntax.ListLiteral(tuple(items), at=at)

    def parenthesis(self, at: int) -> Node:
        before = self.open_bracket()
        if self.at_symbol(*_COMPARATORS):
            test = self.test()
            self.close_bracket(")", before)
            return _half_open(test, at)
        node = self.expression(0)
        if self.at_symbol(".."):
            return self.range_end(node, False, at, before)
        self.close_bracket(")", before)
        return node

    def range_end(self, low: Node, low_included: bool, at: int, before: bool) -> Node:
        self.expect("..")
        self.ending_range = True
        high = self.expression(_COMPARISON)
        if not self.at_symbol("]", ")", "["):
            raise self.error("']' or ')' at the end of the range")
        symbol = self.token.text
        self.close_bracket(symbol, before)
        return syntax.RangeLiteral(low, high, low_included, symbol == "]", at=at)

    # Unary tests

    def cell(self) -> UnaryTests:
        """The whole text as a decision table's cell."""
        if self.at_symbol("-") and self.after().kind == END:
            return UnaryTests((), at=self.take().at)
        at = self.token.at
        if self.at_word("not") and self.after().kind == SYMBOL and self.after().text == "(":
            tests = self.negated_cell(at)
            if tests is not None:
                return tests
        return UnaryTests(self.tests(), at=at)

    def negated_cell(self, at: int) -> UnaryTests | None:
        """`not(…)` around the whole cell; None, nothing read, where the bracket closes earlier."""
        start, depth = self.index, 0
        closing = len(self.tokens) - 2
        for place in range(start + 1, closing + 1):
            token = self.tokens[place]
            depth += (token.kind == SYMBOL) * ((token.text == "(") - (token.text == ")"))
            if depth == 0 and place < closing:
                return None
        self.take()
        before = self.open_bracket()
        tests = self.tests()
        self.close_bracket(")", before, "',' or ')'")
        return UnaryTests(tests, True, at=at)

    def tests(self) -> tuple[Node, ...]:
        tests = [self.test()]
        while self.at_symbol(","):
            self.take()
            tests.append(self.test())
        return tuple(tests)

    def test(self, loosest: int = 0) -> Node:
        if not self.at_symbol(*_COMPARATORS):
            return self.expression(loosest)
        token = self.take()
        return syntax.ComparisonTest(token.text, self.expression(_COMPARISON), at=token.at)

    def tests_after_in(self) -> UnaryTests:
        at = self.token.at
        if not self.at_symbol("("):
            return UnaryTests((self.test(_COMPARISON),), at=at)
        before = self.open_bracket()
        tests = self.tests()
        if len(tests) == 1 and self.at_symbol(".."):
            tests = (self.range_end(tests[0], False, at, before),)
        else:
            self.close_bracket(")", before, "',' or ')'")
        if len(tests) == 1 and not isinstance(tests[0], syntax.ComparisonTest):
            # `x in (a)[1]` and `x in (a) + 1`: the bracket was only the first operand.
            tests = (self.expression(_COMPARISON, self.suffixes(tests[0], at)),)
        return UnaryTests(tests, at=at)


def _half_open(test: Node, at: int) -> Node:
    """`(< 5)` and its like as a range without one end; `(= 5)` stays a test."""
    if not isinstance(test, syntax.ComparisonTest) or test.operator in ("=", "!="):
        return test
    included = test.operator in ("<=", ">=")
    if test.operator in ("<", "<="):
        return syntax.RangeLiteral(None, test.operand, False, included, at=at)
    return syntax.RangeLiteral(test.operand, None, included, False, at=at)
