"""What notices a changed rule file: load, double entry, examples, oracle, properties, corpus; the cheap ones first."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from pydantic import ValidationError

from benefits.engine.calculator import Calculator
from benefits.errors import BenefitsError, InputError, MissingInputsError, NotInForceError
from benefits.model.build import build_document, build_program
from benefits.model.check import check
from benefits.model.check.registers import check_registers
from benefits.model.documents import Document
from benefits.model.files import DOCUMENTS, read_folder, shipped_rules
from benefits.model.format_file import ProgramShape
from benefits.model.link import Linker, Unlinked
from benefits.model.program import Example, Program
from benefits.model.rule_file import read_document, read_program
from benefits.model.yaml_text import Reading
from tests.mutants.changes import Change
from tests.mutants.reviewed import corpus_differs
from tests.mutants.second_entry import second_entry_differs
from tests.oracle.comparison import Outcome, differences
from tests.oracle.expected import Expected
from tests.oracle.programs import PROGRAMS
from tests.oracle.programs import Program as Oracle
from tests.oracle.strategies import Case
from tests.rules.examples_test import given as given_inputs
from tests.rules.examples_test import same

CASES = 150
"""Random cases of a program for a change that nothing before them noticed: two thirds complete, the rest with gaps. All
of the oracle's single faults come after them."""

_STEPS = ("0.01", "1", "7", "100", "5000")
_ORACLES = {each.name: each for each in PROGRAMS}


@dataclass
class Folder:
    """The shipped rules, read once, with what stays the same for every change."""

    readings: dict[str, Reading]
    sources: dict[str, Unlinked]
    documents: dict[str, Document]
    linked: dict[str, Program]
    cases: dict[str, list[tuple[Case, Expected]]] = field(default_factory=dict)

    def asked(self, program: str) -> list[tuple[Case, Expected]]:
        """The fixed random cases of a program with the oracle's answers; none where it has no oracle."""
        if program not in self.cases:
            oracle = _ORACLES.get(program)
            self.cases[program] = _drawn(oracle) if oracle else []
        return self.cases[program]


def read_rules() -> Folder:
    """The shipped rules; a fault in them is a `RuntimeError`, for then no change can be judged."""
    texts, _ = read_folder(shipped_rules())
    folder = Folder({}, {}, {}, {})
    for file, content in texts.items():
        id = file.removesuffix(".yaml")
        if file.startswith(f"{DOCUMENTS}/"):
            reading, record, _ = read_document(content, file)
            if reading is not None and record is not None:
                folder.documents[record.document] = build_document(reading, record)
            continue
        read, shape, problems = read_program(content, file)
        if read is None or shape is None:
            raise RuntimeError(str(problems))
        folder.readings[id] = read
        folder.sources[id] = Unlinked(build_program(read, shape, file)[0], read)
    linker = Linker(folder.sources, frozenset(folder.sources))
    folder.linked = {id: program for id in folder.sources if (program := linker.linked(id)) is not None}
    return folder


def noticed(folder: Folder, change: Change) -> str:
    """What notices the change (`load`, `double entry`, `examples`, `oracle`, `properties`), or "" if nothing does."""
    return judged(folder, change.program, change.applied(folder.readings[change.program]), answers=not change.cites)


def judged(folder: Folder, id: str, reading: Reading, answers: bool = True, entered: bool = True) -> str:
    """What notices that the file of a program has this content. `answers`: it could change an answer; `entered`: its
    figures and citations were entered twice."""
    try:
        shape = ProgramShape.model_validate(reading.value)
    except ValidationError:
        return "load"
    program, problems = build_program(reading, shape, f"{id}.yaml")
    if problems:
        return "load"
    if entered and second_entry_differs(program):
        return "double entry"
    linked = _linked(folder, program, reading)
    if linked is None:
        return "load"
    if not answers:
        return ""
    calculator = Calculator(linked, compiled=False)
    if any(not example_holds(calculator, example) for example in linked.examples):
        return "examples"
    found = _random_cases(folder, calculator)
    return found or ("corpus" if corpus_differs(calculator) else "")


def _linked(folder: Folder, program: Program, reading: Reading) -> Program | None:
    """The linked program, or None when the load refuses it."""
    linker = Linker({**folder.sources, program.id: Unlinked(program, reading)}, frozenset(folder.sources))
    linked = linker.linked(program.id)
    if linked is None or linker.problems:
        return None
    programs = {**folder.linked, program.id: linked}
    if check(linked, programs, folder.documents) or check_registers({program.id: linked}, folder.documents):
        return None
    return linked


def example_holds(calculator: Calculator, example: Example) -> bool:
    """Whether the program answers an example as the file says."""
    inputs = given_inputs(example.inputs, calculator.program.inputs)
    found = _outcome(calculator, Case(example.date, inputs, dict(example.assume)))
    if example.not_in_force:
        return found.kind == "not_in_force"
    if example.missing:
        return found.kind == "missing" and found.missing == example.missing
    if example.refused:
        return found.kind == "refused" and sorted(found.paths) == sorted(example.refused)
    if found.kind != "answered" or set(found.undetermined) != set(example.undetermined):
        return False
    return all(name in found.outputs and _same(value, found.outputs[name]) for name, value in example.outputs.items())


def _same(expected: object, found: object) -> bool:
    try:
        return same(expected, found)
    except (AssertionError, ValueError):
        return False


def _outcome(calculator: Calculator, case: Case) -> Outcome:
    try:
        decision = calculator.decide(case.date, copy.deepcopy(case.inputs), case.assume)
    except NotInForceError:
        return Outcome("not_in_force")
    except MissingInputsError as error:
        return Outcome("missing", missing=tuple(error.missing))
    except InputError as error:
        return Outcome("refused", paths=tuple(problem.path for problem in error.problems))
    except BenefitsError as error:
        return Outcome(f"broken: {error.code}")
    return Outcome("answered", outputs=decision.outputs, undetermined=frozenset(decision.undetermined))


def _random_cases(folder: Folder, calculator: Calculator) -> str:
    oracle = _ORACLES.get(calculator.program.id)
    if oracle is None:
        return ""
    for case, expected in folder.asked(oracle.name):
        found = _outcome(calculator, case)
        if found.kind.startswith("broken"):
            return "properties"
        if differences(oracle, expected, found) or _direction_broken(calculator, case, found.outputs):
            return "oracle"
    return ""


def _direction_broken(calculator: Calculator, case: Case, outputs: Mapping[str, Any]) -> bool:
    """Whether an output that the file says falls or rises with an input goes the other way."""
    for one in calculator.program.properties:
        start = case.inputs.get(one.along)
        if not one.along or start is None or outputs.get(one.output) is None:
            continue
        for more in _further(calculator.program, one.along, Decimal(str(start))):
            inputs = {**case.inputs, one.along: more}
            further = _outcome(calculator, Case(case.date, inputs, case.assume))
            there = further.outputs.get(one.output)
            here = outputs[one.output]
            if there is not None and (there > here if one.direction == "falls" else there < here):
                return True
    return False


def _further(program: Program, name: str, start: Decimal) -> list[Decimal]:
    """Larger values of an input: some steps further, or the keys of the parameter that it must be one of."""
    [spec] = [each for each in program.inputs if each.name == name]
    if not spec.keys_of:
        return [start + Decimal(step) for step in _STEPS]
    [keyed] = [each for each in program.parameters if each.name == spec.keys_of]
    keys = [Decimal(str(row.keys[keyed.by.index(name)])) for row in keyed.rows]
    return [key for key in keys if key > start]


def _drawn(oracle: Oracle) -> list[tuple[Case, Expected]]:
    found: list[Case] = []
    for strategy, number in ((oracle.cases.valid, CASES * 2 // 3), (oracle.cases.incomplete, CASES // 3)):

        @settings(
            derandomize=True,
            database=None,
            deadline=None,
            max_examples=number,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(strategy)
        def draw(case: Case) -> None:
            found.append(copy.deepcopy(case))

        draw()
    found += oracle.cases.every_bad
    return [(case, oracle.answer(case.date, case.inputs, case.assume)) for case in found]

