"""A right rule file, and what the checker says after a change to it."""

from __future__ import annotations

from pathlib import Path

from benefits.errors import Problem
from benefits.model.assemble import assemble
from benefits.model.documents import Document
from benefits.model.program import Program

HERE = Path(__file__).parent
DOCUMENT = HERE.parents[2] / "rules" / "documents" / "state-council-649.yaml"
BASE = (HERE / "base.yaml").read_text(encoding="utf-8")
FORMULA = "max(0, standard * size - income)"
CONDITION = 'if edge = "inclusive" then gap >= 0 else gap > 0'
CITE = "cite: {document: state-council-649, clause: 二}"


def changed(*swaps: tuple[str, str]) -> str:
    """The right file with each first text replaced by the second."""
    text = BASE
    for old, new in swaps:
        if old not in text:
            raise ValueError(f"{old!r} does not stand in the file")
        text = text.replace(old, new, 1)
    return text


def built(text: str, **others: str) -> tuple[dict[str, Program], dict[str, Document], list[Problem]]:
    """Programs, documents and problems of the file `bad/case.yaml` with this text, and of others beside it."""
    texts = {"documents/state-council-649.yaml": DOCUMENT.read_bytes(), "bad/case.yaml": text.encode()}
    texts |= {f"bad/{name}.yaml": other.encode() for name, other in others.items()}
    return assemble(texts)


def codes(text: str, **others: str) -> list[str]:
    """The codes of the problems of a file."""
    return [problem.code for problem in built(text, **others)[2]]


def with_formula(formula: str, inputs: str = "") -> str:
    """The right file with another formula for the gap, in CNY/month, and more inputs."""
    return changed((FORMULA, formula), ("\nparameters:", f"{inputs}\nparameters:"))


def with_condition(condition: str, inputs: str = "", parameters: str = "") -> str:
    """The right file with one more condition for eligibility, inputs and parameters."""
    return changed(
        (CONDITION, f"""'(edge = "inclusive" or gap > 0) and {condition}'"""),
        ("\nparameters:", f"{inputs}\nparameters:"),
        ("\ndecisions:", f"{parameters}\ndecisions:"),
    )


def with_decision(decision: str, inputs: str = "", parameters: str = "", outputs: str = "extra") -> str:
    """The right file with one more decision that is put out, inputs and parameters."""
    return changed(
        ("\noutputs:", f"{decision}    {CITE}\n\noutputs:"),
        ("[gap, eligible]", f"[gap, eligible, {outputs}]"),
        ("\nparameters:", f"{inputs}\nparameters:"),
        ("\ndecisions:", f"{parameters}\ndecisions:"),
    )


def table(columns: str, *rules: str, unit: str = "CNY/month") -> str:
    """A decision `extra` with a table; a rule is `cells => result`, cells apart by `|`."""
    lines = ["  extra:", "    label: {zh: 表, en: Table}", f"    unit: {unit}", "    table:"]
    lines += [f"      columns: [{columns}]", "      rules:"]
    for rule in rules:
        cells, _, result = rule.partition(" => ")
        when = ", ".join(f"'{cell.strip()}'" for cell in cells.split("|"))
        lines.append(f"        - {{when: [{when}], result: '{result}'}}")
    return "\n".join(lines) + "\n"


OPTIONAL = """
  bonus:
    label: {zh: 补贴, en: Bonus}
    type: number
    unit: CNY/month
    decimals: 2
    optional: true
"""
BORN = """
  born:
    label: {zh: 出生日期, en: Date of birth}
    type: date
"""
MEMBERS = """
  members:
    label: {zh: 成员, en: Members}
    type: list
    fields:
      pay: {label: {zh: 工资, en: Pay}, type: number, unit: CNY/month, decimals: 2, min: 0}
      rate: {label: {zh: 比例, en: Rate}, type: number, unit: 1, decimals: 4, optional: true}
      kind: {label: {zh: 类别, en: Kind}, type: choice, choices: {old: {zh: 老, en: Old}, young: {zh: 幼, en: Young}}}
      works: {label: {zh: 就业, en: Works}, type: boolean}
      joined: {label: {zh: 加入, en: Joined}, type: date}
"""


def figure(name: str, unit: str, *rows: str, kind: str = "unit") -> str:
    """A parameter, its rows as YAML; one row that holds throughout where none is given but a value."""
    lines = [f"\n  {name}:", "    label: {zh: 数, en: Figure}", f"    {kind}: {unit}", "    values:"]
    lines += [f"      - {{{row}}}" if ":" in row else f"      - {{from: 2019-01-01, value: {row}}}" for row in rows]
    return "\n".join([*lines, f"    {CITE}"]) + "\n"
