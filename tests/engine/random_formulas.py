"""Random formulas of the rule language, each of a wanted type, over the names of `random_rules`.

Every pure number has unit 1. What FEEL and the engine may look at in another order (loops, unary tests) is made of
inputs and parameters alone, so that it cannot end without a value; division by what may be zero stands elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

NUMBERS = ("amount", "balance", "rate", "people", "units", "top", "(raised - ladder_step)")
FIGURES = ("base", "by_area", "by_both", "third", "low", "high", "raised")
POSITIVE = ("people", "base", "low", "high", "raised")
BOOLEANS = ("flag", "waived", "allowed")
DATES = ("born", "date", "limit_day")
SIGNS = ("<", "<=", ">", ">=", "=", "!=")
AREAS = ("urban", "rural", "other")
MEMBER = {"number": ("pay", "age"), "boolean": ("works",), "date": ("joined",)}


@dataclass
class Formulas:
    """Makes formulas; decisions made so far are added to `known` by type. `row` is how fields of a row are written."""

    random: Random
    known: dict[str, list[str]] = field(default_factory=dict)

    def pick(self, *items: str) -> str:
        return self.random.choice(items)

    def number(self, depth: int, sure: bool = False) -> str:
        """A number. `sure`: of inputs and parameters alone, without division by what may be zero."""
        if depth <= 0 or self.random.random() < 0.15:
            made = () if sure else self.known.get("number", ())
            return self.pick(*NUMBERS, *FIGURES, *made, *made, "0", "1", "date.year")

        def part() -> str:
            return self.number(depth - 1, sure)

        form = self.random.randrange(20 if sure else 25)
        match form:
            case 0 | 1 | 2:
                return f"({part()} {self.pick('+', '-')} {part()})"
            case 3 | 4:
                return f"({part()} * {part()})"
            case 5 | 6:
                return f"({part()} / {self.pick(*POSITIVE)})"
            case 7 | 8 | 9:
                return f"(if {self.boolean(depth - 1, sure)} then {part()} else {part()})"
            case 10 | 11:
                return f"{self.pick('min', 'max')}({part()}, {part()}{self.pick('', ', 0', ', amount')})"
            case 12:
                return f"abs({part()})"
            case 13:
                return f"(-{part()})"
            case 14:
                return f"(completed years({self.day(depth - 1, True)}, {self.day(depth - 1, True)}) * per_year)"
            case 15:
                return f"(if bonus != null then bonus {self.pick('+', '*')} {part()} else {part()})"
            case 16:
                return f"{self.pick('born', 'limit_day', 'date')}.{self.pick('year', 'month', 'day')}"
            case 17 | 18:
                return f"sum({self.list_of_numbers()})"
            case 19:
                return f"({part()} - sum({self.some_members()}.age))"
            case 20 | 21:
                return f"({part()} / {part()})"
            case 22:
                return f"{self.pick('min', 'max')}({self.list_of_numbers()})"
            case 23:
                return f"(completed years({self.day(depth - 1)}, {self.day(depth - 1)}) * per_year)"
        parts = self.known.get("part", [])
        return self.pick(*parts) if parts else part()

    def boolean(self, depth: int, sure: bool = False) -> str:
        if depth <= 0 or self.random.random() < 0.1:
            made = () if sure else self.known.get("boolean", ())
            return self.pick(*BOOLEANS, *made, *made, '(edge = "inclusive")', "true", "false")

        def part() -> str:
            return self.boolean(depth - 1, sure)

        match self.random.randrange(21):
            case 0 | 1 | 2 | 3:
                return f"({self.number(depth - 1, sure)} {self.pick(*SIGNS)} {self.number(depth - 1, sure)})"
            case 4 | 5:
                return f"({part()} and {part()})"
            case 6 | 7:
                return f"({part()} or {part()})"
            case 8:
                return f"not({part()})"
            case 9:
                first = self.number(depth - 1, sure)
                return f"({first} between {self.number(depth - 1, sure)} and {self.number(depth - 1, sure)})"
            case 10:
                return f"({self.number(depth - 1, sure)} in {self.range()})"
            case 11:
                return f"({self.number(depth - 1, sure)} in ({self.pick('<', '<=')} low, {self.pick('>', '>=')} high))"
            case 12:
                return f'({self.choice(sure)} {self.pick("=", "!=")} "{self.pick(*AREAS)}")'
            case 13:
                return f'({self.choice(sure)} in ("{self.pick(*AREAS)}", "{self.pick(*AREAS)}"))'
            case 14:
                return f"({self.day(depth - 1, sure)} {self.pick(*SIGNS)} {self.day(depth - 1, sure)})"
            case 15:
                return f"(month day({self.day(depth - 1, sure)}) in [season_from..season_until])"
            case 16:
                return f"({self.pick('some', 'every')} m in {self.some_members()} satisfies {self.row_test('m.')})"
            case 17:
                return self.pick(
                    f"{self.pick('all', 'any')}(for m in members return {self.row_test('m.')})",
                    f"{self.pick('all', 'any')}([flag, {self.boolean(0, True)}, waived])",
                    'list contains(members.kind, "old")',
                    f"list contains([amount, {self.pick(*FIGURES)}], {self.pick(*NUMBERS)})",
                )
            case 18:
                return self.pick(
                    f"(bonus != null and bonus {self.pick(*SIGNS)} {self.number(depth - 1, True)})",
                    f"(started = null or started {self.pick(*SIGNS)} {self.pick(*DATES)})",
                )
            case 19:
                return f"(count({self.some_members()}) {self.pick(*SIGNS)} {self.pick('0', '1')})"
        return f"({part()} {self.pick('=', '!=')} {part()})"

    def range(self) -> str:
        return f"{self.pick('[', '(')}{self.pick('low', '0')}..high{self.pick(']', ')')}"

    def day(self, depth: int, sure: bool = False) -> str:
        if depth <= 0:
            made = () if sure else self.known.get("date", ())
            return self.pick(*DATES, *made)
        match self.random.randrange(7):
            case 0:
                return f"add years({self.day(depth - 1, sure)}, {self.pick('some_years', '(-some_years)')})"
            case 1:
                return f"add months({self.day(depth - 1, sure)}, {self.pick('some_months', '(-some_months)', 'term')})"
            case 2:
                return f"{self.pick('min', 'max')}({self.day(depth - 1, sure)}, {self.day(depth - 1, sure)})"
            case 3:
                return f"(if flag then {self.day(depth - 1, sure)} else {self.day(depth - 1, sure)})"
            case 4:
                return f"add days({self.day(depth - 1, sure)}, {self.pick('0', '1', '-1')})"
        return self.day(0, sure)

    def choice(self, sure: bool = False) -> str:
        made = () if sure else self.known.get("choice", ())
        return self.pick("area", "usual_area", *made, f'(if flag then "{self.pick(*AREAS)}" else area)')

    # rows of `members`

    def row_number(self, row: str, depth: int = 1) -> str:
        """A number of a row; `row` is `m.` in a loop and empty where the fields are names themselves."""
        own = f"{row}{self.pick('pay', 'age')}"
        guarded = f"(if {row}part != null then {row}part else {self.pick('0', 'rate')})"
        if depth == 0:
            return self.pick(own, own, guarded, self.number(0, True))
        other = self.row_number(row, 0)
        return self.pick(
            own, guarded, f"({own} {self.pick('+', '-', '*')} {other})", f"max({own}, {other})",
            f"({own} / {self.pick('people', 'base')})",
            f"(if {self.row_test(row, 0)} then {own} else {other})",
        )  # fmt: skip

    def row_test(self, row: str, depth: int = 1) -> str:
        number, sign = f"{row}{self.pick('pay', 'age')}", self.pick(*SIGNS)
        leaf = self.pick(
            f"{row}works", f'{row}kind = "{self.pick("old", "young")}"', f"{number} {sign} {self.number(0, True)}",
            f"{row}joined <= {self.pick(*DATES)}", f"({row}part != null and {row}part > rate)",
            f"{number} in [low..high]",
        )  # fmt: skip
        if depth == 0:
            return f"({leaf})"
        return self.pick(
            f"({leaf})", f"not({leaf})",
            f"({self.row_test(row, 0)} {self.pick('and', 'or')} {self.row_test(row, 0)})",
        )  # fmt: skip

    def some_members(self) -> str:
        return self.pick("members", f"members[{self.row_test('')}]", f"members[{self.row_test('item.')}]")

    def list_of_numbers(self) -> str:
        chosen = self.some_members()
        return self.pick(
            f"{chosen}.pay",
            f"{chosen}.age",
            f"(for m in {chosen} return {self.row_number('m.')})",
            f"concatenate([0, {self.number(0, True)}], members.pay)",
            f"concatenate((for m in members return {self.row_number('m.')}), [rate, amount])",
            f"(for m in members, n in {chosen} return m.pay - n.age)",
            f"[{self.number(1, True)}, {self.number(1, True)}]",
            f"[{self.number(1, True)}, 0, rate][item >= {self.number(0, True)}]",
        )
