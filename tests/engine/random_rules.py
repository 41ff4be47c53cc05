"""Random rule files that pass the checker, and random cases of them."""

from __future__ import annotations

import re
from random import Random

from tests.engine.random_formulas import Formulas
from tests.engine.shared import CITE

LABEL = "label: {zh: 名, en: Name}"
MODES = ("half up", "half even", "up", "down", "ceiling", "floor")
STEPS = ("0.01", "0.1", "1", "10", "0.05", "0.25")
WHY = "{zh: 因, en: Because}"
OTHERS = (
    "amount balance rate people units top ladder_step term bonus flag waived area born started members visits prices"
)
ROWS = {
    "members": """
    type: list
    fields:
      pay: {label: {zh: 薪, en: Pay}, type: number, unit: 1, decimals: 2, min: 0}
      age: {label: {zh: 龄, en: Age}, type: integer, unit: 1}
      part: {label: {zh: 比, en: Part}, type: number, unit: 1, decimals: 4, optional: true}
      kind: {label: {zh: 类, en: Kind}, type: choice, choices: {old: {zh: 老, en: Old}, young: {zh: 幼, en: Young}}}
      works: {label: {zh: 工, en: Works}, type: boolean}
      joined: {label: {zh: 入, en: Joined}, type: date}""",
    "visits": """
    type: table
    fields:
      who: {label: {zh: 谁, en: Who}, type: text, not_empty: true}
      spot: {label: {zh: 处, en: Spot}, type: choice, choices: park}
      day: {label: {zh: 日, en: Day}, type: date}
      weight: {label: {zh: 权, en: Weight}, type: number, unit: 1, decimals: 1, min: 0}""",
    "prices": """
    type: table
    default: []
    fields:
      spot: {label: {zh: 处, en: Spot}, type: choice, choices: park}
      price: {label: {zh: 价, en: Price}, type: number, unit: 1, decimals: 2, min: 0}
      from: {label: {zh: 起, en: From}, type: date}
      until: {label: {zh: 止, en: Until}, type: date}
    no_overlap: {by: [spot], from: from, until: until}""",
}
INPUTS = {
    "amount": "type: number, unit: 1, decimals: 2, min: 0",
    "balance": "type: number, unit: 1, decimals: 2, min: -1000, max: 1000000",
    "rate": "type: number, unit: 1, decimals: 4, min: 0, max: 1",
    "people": "type: integer, unit: 1, min: 1, max: 50",
    "units": "type: integer, unit: 1, min: 0",
    "top": "type: number, unit: 1, decimals: 1, default: 12.5",
    "ladder_step": "type: number, unit: 1, decimals: 2, keys_of: raised",
    "term": "type: integer, unit: month, min: -20000, max: 20000",
    "bonus": "type: number, unit: 1, decimals: 1, optional: true",
    "flag": "type: boolean",
    "waived": "type: boolean, default: false",
    "area": "type: choice, choices: {urban: {zh: 城, en: U}, rural: {zh: 乡, en: R}, other: {zh: 他, en: O}}",
    "born": "type: date",
    "started": "type: date, optional: true",
}
FIXED = """
  third: {%(label)s, unit: 1, values: [{from: 2019-01-01, value: 1/3}], %(cite)s}
  per_year: {%(label)s, unit: 1/year, values: [{from: 2019-01-01, value: 1}], %(cite)s}
  some_years: {%(label)s, unit: year, values: [{from: 2019-01-01, value: 7}], %(cite)s}
  some_months: {%(label)s, unit: month, values: [{from: 2019-01-01, value: 13}], %(cite)s}
  limit_day: {%(label)s, type: date, values: [{from: 2019-01-01, value: 2020-02-29}], %(cite)s}
  season_from: {%(label)s, type: month_day, values: [{from: 2019-01-01, value: 04-01}], %(cite)s}
  season_until: {%(label)s, type: month_day, values: [{from: 2019-01-01, value: 10-31}], %(cite)s}
  allowed: {%(label)s, type: boolean, values: [{from: 2019-01-01, until: 2019-12-31, value: true},
    {from: 2020-01-01, value: false}], %(cite)s}
  usual_area: {%(label)s, type: choice, choices: area, values: [{from: 2019-01-01, value: rural}], %(cite)s}
  gate: {%(label)s, unit: 1, by: [spot], from: 2019-01-01, values: [{spot: lake, value: 30},
    {spot: hill, value: 20.5}, {spot: cave, value: 0}, {spot: tower, not_stated: %(why)s}], %(cite)s}
""" % {"label": LABEL, "cite": CITE, "why": WHY}  # noqa: UP031
FIXED_LINES = {line.split(":")[0].strip(): line for line in FIXED.replace(",\n    ", ", ").splitlines() if line}


class Rules:
    """One random rule file: `text`, and `case` for random inputs of it."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.formulas = Formulas(random)
        self.parameters = self.figures()
        self.decisions: list[str] = []
        self.outputs: list[str] = []
        self.loose: list[str] = []
        self.reasons = False
        makers = [self.number, self.number, self.number, self.boolean, self.choice, self.day, self.count, self.tiers,
                  self.tiers, self.collect, self.split, self.listed, self.versions]  # fmt: skip
        for place in range(random.randint(3, 8)):
            random.choice(makers)(f"step_{place}")
        if random.random() < 0.35:
            self.tables()
        gathered = " + ".join([*self.loose, "0"])
        self.add("gathered", f"unit: 1\n    formula: '{gathered}'{self.rounding()}", "number")
        self.text = self.written()

    def figures(self) -> dict[str, str]:
        """The parameters with random values; every program uses those its formulas speak of."""

        def value() -> str:
            return self.random.choice(["1", "2", "7.5", "12.34", "100", "0.6", "3"])

        last, first = self.random.choice([("2019-06-30", "2019-07-01"), ("2019-12-31", "2020-01-01")])
        low = self.random.choice(["1", "2.5", "10"])
        stated = f"value: {value()}" if self.random.random() < 0.8 else f"not_stated: {WHY}"
        always = "from: 2019-01-01"
        once = f"{always}, until: {last}"
        rows = {
            "base": f"values: [{{{once}, value: {value()}}}, {{from: {first}, value: {value()}}}]",
            "low": f"values: [{{{always}, value: {low}}}]",
            "high": f"values: [{{{once}, value: 20}}, {{from: {first}, value: 50.5}}]",
            "by_area": f"by: [area], values: [{{area: urban, {always}, value: {value()}}},"
            f" {{area: rural, {once}, value: 4}},"
            f" {{area: rural, from: {first}, value: {value()}}}, {{area: other, {always}, {stated}}}]",
            "by_both": f"by: [area, flag], {always}, values: [{{area: urban, flag: true, value: {value()}}},"
            f" {{area: urban, flag: false, value: {value()}}}, {{area: rural, value: {value()}}},"
            " {area: other, value: -1.5}]",
            "raised": f"by: [ladder_step], {always}, values: [{{ladder_step: 405, value: 434}},"
            " {ladder_step: 439.5, value: 470.25}]",
        }
        return {name: f"  {name}: {{{LABEL}, unit: 1, {one}, {CITE}}}" for name, one in rows.items()} | FIXED_LINES

    # decisions

    def add(self, name: str, body: str, kind: str, output: bool = True) -> None:
        self.decisions.append(f"  {name}:\n    {LABEL}\n    {body}\n    {CITE}")
        if output:
            self.outputs.append(name)
        if kind:
            self.formulas.known.setdefault(kind, []).append(name)

    def conditions(self) -> str:
        """Now and then a condition for the figure to have a meaning, and a reason why it is not determined."""
        found = ""
        if self.random.random() < 0.12:
            found += f"\n    only_when: '{self.formulas.boolean(1)}'"
        if self.random.random() < 0.12:
            found += f"\n    undetermined: [{{when: '{self.formulas.boolean(1)}', because: {WHY}}}]"
        if self.random.random() < 0.08:
            found += f"\n    from: 2019-07-01\n    outside: {WHY}"
        return found

    def rounding(self) -> str:
        step = self.random.choice(STEPS)
        if self.random.random() < 0.2:
            modes = f"by: mode, modes: {{first: {self.random.choice(MODES)}, second: {self.random.choice(MODES)}}}"
            return f"\n    round: {{to: {step}, {modes}, because: {WHY}}}"
        return f"\n    round: {{to: {step}, mode: {self.random.choice(MODES)}, because: {WHY}}}"

    def number(self, name: str) -> None:
        formula = f"unit: 1\n    formula: '{self.formulas.number(3)}'{self.conditions()}"
        if self.random.random() < 0.35:
            self.add(name, formula, "number", output=False)
            self.loose.append(name)
        else:
            self.add(name, formula + self.rounding(), "number")

    def boolean(self, name: str) -> None:
        self.add(name, f"type: boolean\n    formula: '{self.formulas.boolean(3)}'{self.conditions()}", "boolean")

    def choice(self, name: str) -> None:
        formula = f"if {self.formulas.boolean(2)} then {self.formulas.choice()} else {self.formulas.choice()}"
        self.add(name, f"type: choice\n    choices: area\n    formula: '{formula}'{self.conditions()}", "choice")

    def day(self, name: str) -> None:
        self.add(name, f"type: date\n    formula: '{self.formulas.day(3)}'{self.conditions()}", "date")

    def count(self, name: str) -> None:
        self.add(name, f"type: integer\n    unit: 1\n    formula: 'count({self.formulas.some_members()})'", "number")

    def listed(self, name: str) -> None:
        formula = self.random.choice(["members.pay", "for m in members return m.pay * 1 + rate", "[amount, rate, 0]"])
        self.add(name, f"type: list\n    of: number\n    unit: 1\n    formula: '{formula}'", "")

    def versions(self, name: str) -> None:
        first, second = self.formulas.number(2), self.formulas.number(2)
        dated = f"\n      - {{until: 2019-06-30, formula: '{first}'}}"
        dated += f"\n      - {{from: 2019-07-01, formula: '{second}'}}"
        self.add(name, f"unit: 1\n    versions:{dated}{self.rounding()}", "number")

    def tiers(self, name: str) -> None:
        """A table that covers its domain: one column in tiers, another by choice or boolean inside one tier."""
        column = self.formulas.number(2)
        low, high = self.random.choice([("< low", "[low..high)"), ("<= low", "(low..high)")]), ">= high"

        def result() -> str:
            return f"result: '{self.formulas.number(2)}'"

        other, cells = self.random.choice([("area", ('"urban"', 'not("urban")')), ("flag", ("true", "false"))])
        rows = [((low[0], "-"), result()), ((low[1], cells[0]), result()), ((low[1], cells[1]), result())]
        last = result() if self.random.random() < 0.7 else f"undetermined: {WHY}"
        rows.append(((high, "-"), last))
        lines = "".join(f"\n        - {{when: ['{a}', '{b}'], {ending}}}" for (a, b), ending in rows)
        table = f"unit: 1\n    table:\n      columns: ['{column}', '{other}']\n      rules:{lines}{self.rounding()}"
        self.add(name, table, "number")

    def collect(self, name: str) -> None:
        """All reasons that hold, in order."""
        rules = [("urban", "residence"), ("rural", "age"), ("other", "household"), ("urban", "age")]
        lines = "".join(f"\n        - {{when: ['\"{area}\"', '{self.random.choice(['-', 'true', 'false'])}'],"
                        f" result: '\"{reason}\"'}}" for area, reason in rules)  # fmt: skip
        columns = f"['{self.formulas.choice()}', '{self.formulas.boolean(2)}']"
        table = f"table:\n      columns: {columns}\n      collect: true\n      rules:{lines}"
        self.add(name, f"type: list\n    of: choice\n    choices: reason\n    {table}", "")
        self.formulas.known.setdefault("boolean", []).append(f'list contains({name}, "age")')
        self.reasons = True

    def split(self, name: str) -> None:
        parts = "{first: third, second: (1 - third) * rate, rest: 1 - third - (1 - third) * rate}"
        total = self.random.choice(["amount", "balance", "max(0, balance)"])
        self.add(name, f"split: {{total: '{total}', to: 0.01, parts: {parts}}}\n    unit: 1", "")
        self.formulas.known.setdefault("part", []).extend(f"{name}.{part}" for part in ("first", "second", "rest"))

    def tables(self) -> None:
        """Visits ranked and priced, summed up by spot, and a total shared out."""
        limit = self.random.choice(["1", "low", "people"])
        counted = self.random.choice(["price", "price + weight", "price * rate", "weight"])
        within = self.random.choice(["who", "who, spot"])
        columns = f"""
      place: {{{LABEL}, type: integer, unit: 1, rank: {{within: [{within}], order: day}}}}
      price:
        {LABEL}
        unit: 1
        lookup: {{table: prices, match: [spot], on: day, from: from, until: until, value: price, otherwise: gate}}
      counted: {{{LABEL}, unit: 1, formula: 'if place <= {limit} then {counted} else 0'}}"""
        self.add("lines", f"each: visits\n    keep: [spot, day]\n    columns:{columns}", "")
        columns = f"""
      number: {{{LABEL}, type: integer, unit: 1, formula: count(place)}}
      most: {{{LABEL}, unit: 1, formula: '{self.random.choice(["max(counted)", "sum(counted)", "min(price)"])}'}}
      revenue: {{{LABEL}, unit: 1, formula: sum(counted)}}"""
        self.add("totals", f"group: lines\n    by: spot\n    columns:{columns}", "")
        columns = f"""
      share: {{{LABEL}, unit: 1, allocate: {{total: amount, by: revenue, to: 0.01, when_zero: {WHY}}}}}"""
        self.add("shares", f"each: totals\n    keep: [spot, revenue]\n    columns:{columns}", "")

    # the file

    def written(self) -> str:
        """The file, with just the inputs, parameters and enumerations that something speaks of."""
        decisions = "\n".join(self.decisions)
        names = [name for name in self.parameters if spoken(name, decisions)]
        if spoken("ladder_step", decisions) and "raised" not in names:
            names.append("raised")
        parameters = [self.parameters[name] for name in names]
        used = "\n".join([decisions, *parameters])
        inputs = [name for name in OTHERS.split() if spoken(name, used)]
        if "usual_area" in names and "area" not in inputs:
            inputs.append("area")
        text = f"""program: made/case
title: {{zh: 例, en: Case}}
basis: [state-council-649]
in_force: {{from: 2019-01-01}}
interpretations:
  edge: {{question: {WHY}, options: {{inclusive: {WHY}, exclusive: {WHY}}}, default: inclusive, recorded: true}}
  mode: {{question: {WHY}, options: {{first: {WHY}, second: {WHY}}}, default: first, recorded: true}}
"""
        enumerations = ""
        if self.reasons:
            choices = f"{{residence: {WHY}, age: {WHY}, household: {WHY}}}"
            enumerations += f"  reason: {{{LABEL}, values: {choices}}}\n"
        if "visits" in inputs:
            choices = f"{{lake: {WHY}, hill: {WHY}, cave: {WHY}, tower: {WHY}}}"
            enumerations += f"  park: {{{LABEL}, values: {choices}}}\n"
        text += f"enumerations:\n{enumerations}" if enumerations else ""
        text += "inputs:\n" + "".join(self.input(name) for name in inputs or ["flag"])
        text += ("parameters:\n" + "\n".join(parameters) + "\n") if parameters else ""
        text += f"decisions:\n{decisions}\noutputs: [{', '.join(self.outputs)}]\n"
        return text + "examples:\n  before: {date: 2018-12-31, inputs: {}, not_in_force: true}\n"

    def input(self, name: str) -> str:
        if name in ROWS:
            return f"  {name}:\n    {LABEL}{ROWS[name]}\n"
        return f"  {name}: {{{LABEL}, {INPUTS[name]}}}\n"


def spoken(name: str, text: str) -> bool:
    return re.search(rf"\b{name}\b", text) is not None
